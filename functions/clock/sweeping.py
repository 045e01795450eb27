"""What stands in outboxes though nobody is about to tell it: a run that was to do so was never started, or died."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from functions.adapters.store import Address
from functions.adapters.store.table import stamp

if TYPE_CHECKING:
    from functions.adapters.store import Store
    from functions.adapters.store.seasons import SeasonItem

_TOO_LONG: Final = timedelta(hours=1)
_NOBODYS: Final = "-"  # where misplaced uploads of no office are told


def left(
    store: Store, offices: Iterable[str], years: Sequence[SeasonItem], at: datetime
) -> Iterator[Address]:
    """The addresses at which something waits for longer than an hour: of offices, and of the organs in these years."""
    before = stamp(at - _TOO_LONG)
    for address in dict.fromkeys(
        [*map(Address, offices), Address(_NOBODYS), *_organs(store, years)]
    ):
        since = store.outbox.waits_since(address)
        if since and since < before:
            yield address


def _organs(store: Store, years: Sequence[SeasonItem]) -> Iterator[Address]:
    """Those who may have been told something: who is on a roster, and whose report was sent back."""
    for office, year in ((each.office, each.year) for each in years if each.year):
        for organ in store.office(office, year).roster or ():
            yield Address(office, organ.name)
        for record in store.records(office, year):
            if record.returned:
                yield Address(office, record.organ)
