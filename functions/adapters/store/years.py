"""The years of an office: all that may stand in a key are asked for, so that none needs a register of its own."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Final

from functions.adapters.store.items import year_partition
from functions.adapters.store.table import Table

_YEARS: Final = range(2000, 2100)  # those of keys: a year that is mistyped is to be found, too
_AT_ONCE: Final = 10  # connections of a client


def years_of(table: Table, office: str) -> list[int]:
    """The years in whose partition there is anything: a hundred small reads, at ten a time some fifty milliseconds."""

    def is_used(year: int) -> bool:
        rows, _ = table.page(year_partition(office, year), "", limit=1)
        return bool(rows)

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        used = list(pool.map(is_used, _YEARS))
    return [year for year, is_there in zip(_YEARS, used, strict=True) if is_there]
