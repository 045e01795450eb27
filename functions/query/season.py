"""An office's years, and one of them at a glance."""

from __future__ import annotations

from typing import Final, NamedTuple, get_args

from msgspec import DecodeError

from functions.adapters.store import Store
from functions.query import models
from functions.query.offices import deadline, filed_of, office_of, roster_of, today
from functions.query.problems import BadCursor, Refused
from functions.query.request import Request
from functions.query.tables import opened
from gouji.codec import decode, encode
from gouji.organs import folded
from gouji.season.life import STANDINGS
from gouji.season.office import Office
from gouji.season.overview import Entry, counted, overview

_UNLISTED: Final = (
    10**6
)  # behind all of the roster, then by name: whoever else hands in moves nobody
_FLAGS: Final = {"true": True, "false": False}
_SORTS: Final = get_args(models.Sortable)
# The worst first, where sorted by how a report stands: in the order of what is to be done about it.
_ORDER: Final = {standing: number for number, standing in enumerate(STANDINGS)}


def years(request: Request) -> models.YearList:
    """List the years of an office that have something, newest first."""
    return models.YearList(opened().seasons.of(request.office))


def season(request: Request) -> models.Season:
    """Say how an office's year stands."""
    store, year = opened(), request.year
    office = office_of(store, request.office, year)
    entries = entries_of(store, request, office)
    can_review = request.bearer.may_review(request.office)
    return models.Season(
        office=request.office,
        year=year,
        deadline=deadline(office, year),
        publication=office.publication,
        roster=roster_of(store, request.office, year),
        counts=counted(entries, office.roster),
        may=("decide", "roster", "settings", "recheck") if can_review else (),
    )


def organs(request: Request) -> models.EntryList:
    """List the organs of an office's year: those of the roster, and whoever else handed in."""
    limit, after = request.limit, request.cursor(r"\[.+\]")
    wanted, order = _Filter(request), _Order(request)
    store = opened()
    office = office_of(store, request.office, request.year)
    found = [
        (order.key(number, entry), entry)
        for number, entry in enumerate(entries_of(store, request, office))
        if wanted.holds(entry)
    ]
    found.sort(key=lambda each: each[0], reverse=order.is_descending)
    rest = [each for each in found if after is None or order.is_after(each[0], after)]
    page = rest[:limit]
    more = request.next(encode(page[-1][0]).decode()) if len(rest) > limit else None
    return models.EntryList([entry for _, entry in page], more)


def entries_of(store: Store, request: Request, office: Office) -> list[Entry]:
    """Every organ of the year of a request."""

    def came(organ: str) -> str:
        summary = store.summary(request.office, request.year, organ)
        return summary.event_time if summary else ""

    filed = map(filed_of, store.records(request.office, request.year))
    return overview(office.roster, filed, deadline(office, request.year), today(), came)


class _Filter:
    """Which organs are asked for."""

    def __init__(self, request: Request) -> None:
        query = request.query
        standings = query.get("standing")
        self._standings = set(standings.split(",")) if standings else set(STANDINGS)
        if not self._standings <= set(STANDINGS):
            raise Refused(400, f"standing 应当是 {'、'.join(STANDINGS)} 之一，可用逗号列出几个。")
        late = query.get("late")
        if late is not None and late not in _FLAGS:
            raise Refused(400, "late 应当是 true 或 false。")
        self._late = None if late is None else _FLAGS[late]
        self._group = query.get("group")
        self._text = folded(query.get("q") or "")

    def holds(self, entry: Entry) -> bool:
        """Whether an organ is asked for."""
        return (
            entry.standing in self._standings
            and self._late in {None, entry.late}
            and self._group in {None, entry.group}
            and self._is_found(entry)
        )

    def _is_found(self, entry: Entry) -> bool:
        if not self._text:
            return True
        texts = (entry.organ, *entry.aliases, *entry.filed_under, entry.contact or "")
        return any(self._text in folded(text) for text in texts)


class _Place(NamedTuple):
    """Where an organ is listed: by what is sorted by, then as on the roster."""

    value: int | str
    number: int
    organ: str


class _Order:
    """In which order organs are listed: without one, as on the roster."""

    def __init__(self, request: Request) -> None:
        sort = request.query.get("sort") or ""
        self.is_descending = sort.startswith("-")
        self._by = sort.removeprefix("-")
        if self._by and self._by not in _SORTS:
            raise Refused(400, f"sort 应当是 {'、'.join(_SORTS)} 之一，前面加 - 为倒序。")

    def key(self, number: int, entry: Entry) -> _Place:
        """By what an organ is placed, `number` on the roster; no two have the same."""
        number = number if entry.listed else _UNLISTED
        value: int | str = number
        if self._by == "standing":
            value = _ORDER[entry.standing]
        elif self._by:
            value = getattr(entry, self._by) or ("" if self._by == "group" else 0)
        return _Place(value if isinstance(value, str) else int(value), number, entry.organ)

    def is_after(self, key: _Place, cursor: str) -> bool:
        """Whether an organ's place is behind that of the cursor. Refused where the cursor is of another order."""
        try:
            last = decode(cursor.encode(), _Place)
            return bool(key < last if self.is_descending else key > last)
        except (DecodeError, TypeError):
            raise BadCursor from None
