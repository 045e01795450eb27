"""What an office is told once a year only: which upload's message has it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from msgspec import Struct

from functions.adapters.store.items import HINT, year_partition
from functions.adapters.store.table import Condition, Table

if TYPE_CHECKING:
    from functions.adapters.store.table import Write
    from gouji.report import Key


class HintItem(Struct, frozen=True):
    """A hint of an office's year, and the upload whose message has it."""

    pk: str
    sk: str
    upload_id: str
    text: str


class Hints:
    """The hint items of a table."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def claim(self, place: Key, text: str, upload_id: str) -> Write:
        """Give a hint to an upload's message, where no other upload's has it; safe to repeat."""
        sk = f"{HINT}{hashlib.sha256(text.encode()).hexdigest()[:16]}"
        item = HintItem(year_partition(place.office, place.year), sk, upload_id, text)
        free = "attribute_not_exists(#pk) OR #upload_id = :me"
        return self._table.put(item, Condition(free, {"me": upload_id}))
