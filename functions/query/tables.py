"""The table, and whose report in it a request means."""

from __future__ import annotations

from collections.abc import Iterator

from functions.adapters.store import Known, Store
from functions.query.offices import office_of
from functions.query.problems import UnknownReport
from functions.query.request import Request
from functions.query.settings import settings
from gouji.report import Key
from gouji.season.entries import Entries


def opened() -> Store:
    """The table of this function."""
    return Store(settings().table_name)


def known_of(store: Store, request: Request) -> tuple[Key, Known]:
    """Where the report of the path was handed in, and all that is known of it.

    The roster's name of an organ stands for the name that it handed in under. Refused where nothing was.
    """
    for place in _places(store, request):
        known = store.known(place)
        if known.uploads:
            return place, known
    raise UnknownReport(request.year, request.organ)


def _places(store: Store, request: Request) -> Iterator[Key]:
    """Where the report may have been handed in: as the path says, else under the organ's other names."""
    place = request.place
    yield place
    entries = Entries(office_of(store, place.office, place.year).roster or ())
    entry = entries.of(place.organ)
    if entry is None:
        return
    for record in store.records(place.office, place.year):
        if record.organ != place.organ and entries.of(record.organ) == entry:
            yield Key(place.office, place.year, record.organ)
