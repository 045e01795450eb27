"""How an office's year stands on a morning: who is in, who is missing, what is to be done. Pure."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from msgspec import Struct

from gouji.organs import Organ
from gouji.season.entries import Entries
from gouji.season.life import Record, Standing, is_late
from gouji.season.reminders import Season, expected, is_day_of_reminders, missing

_OFTEN: Final = 2  # so often sent back, a report needs more than another letter


class Counts(Struct, frozen=True):
    """The numbers of a digest. `expected`, `missing`: None without a roster.

    `handed_in`: organs that are expected, so `expected` is the sum of the two; without a roster all.
    """

    expected: int | None = None
    handed_in: int = 0
    missing: int | None = None
    to_review: int = 0
    correction: int = 0
    accepted: int = 0
    returned: int = 0
    unreadable: int = 0
    failed: int = 0
    received: int = 0
    late: int = 0
    unlisted: int = 0


class Digest(Struct, frozen=True, kw_only=True):
    """An office's year on a morning. Organs by the names under which they handed in, those of the roster in its order.

    `late`: handed in after the deadline. `overdue`: whether the deadline is past, so that who is missing is late, too.
    `reminded`: whether those who are missing are reminded today. `fingerprint`: changes with whatever is told here but
    the day.
    """

    office: str
    year: int
    day: date
    deadline: date
    counts: Counts
    standings: Mapping[Standing, tuple[str, ...]]
    late: tuple[str, ...]
    returned_often: tuple[str, ...]
    unlisted: tuple[str, ...]
    overdue: bool
    reminded: bool
    fingerprint: str


def digest_of(
    office: str,
    year: int,
    day: date,
    season: Season,
    roster: Sequence[Organ] | None,
    records: Mapping[str, Record],
) -> Digest:
    """The digest of a day. `records`: how reports stand, by the names under which they were handed in."""
    entries = Entries(roster or ())
    there = {name: records[name] for name in _in_order(entries, roster or (), records)}
    absent = () if roster is None else tuple(organ.name for organ in missing(roster, records))
    standings = _by_standing(there) | {"missing": absent}
    late = tuple(n for n, record in there.items() if is_late(record, season.deadline, day))
    unlisted = () if roster is None else tuple(n for n in there if entries.of(n) is None)
    counts = _counts(entries, roster, there, standings, late, unlisted)
    return Digest(
        office=office,
        year=year,
        day=day,
        deadline=season.deadline,
        counts=counts,
        standings=standings,
        late=late,
        returned_often=tuple(n for n, record in there.items() if record.returned >= _OFTEN),
        unlisted=unlisted,
        overdue=day > season.deadline,
        reminded=bool(absent) and is_day_of_reminders(day, season),
        fingerprint=_fingerprint(season.deadline, counts, there, absent, late, unlisted),
    )


def _in_order(
    entries: Entries, roster: Sequence[Organ], records: Mapping[str, Record]
) -> Iterator[str]:
    """The names of those of whom something is there: in the order of the roster, the others after them by name."""
    place = {organ.name: number for number, organ in enumerate(roster)}

    def rank(name: str) -> tuple[int, str]:
        entry = entries.of(name)
        return (place[entry.name] if entry else len(place), name)

    return (name for name in sorted(records, key=rank) if records[name].standing != "missing")


def _by_standing(there: Mapping[str, Record]) -> dict[Standing, tuple[str, ...]]:
    found: dict[Standing, list[str]] = {}
    for name, record in there.items():
        found.setdefault(record.standing, []).append(name)
    return {standing: tuple(names) for standing, names in found.items()}


def _counts(
    entries: Entries,
    roster: Sequence[Organ] | None,
    there: Mapping[str, Record],
    standings: Mapping[Standing, tuple[str, ...]],
    late: Sequence[str],
    unlisted: Sequence[str],
) -> Counts:
    asked = None if roster is None else {organ.name for organ in expected(roster)}
    listed = {entry.name for name in there if (entry := entries.of(name))}
    of = Counter({standing: len(names) for standing, names in standings.items()})
    return Counts(
        expected=None if asked is None else len(asked),
        handed_in=len(there) if asked is None else len(asked & listed),
        missing=None if asked is None else of["missing"],
        to_review=of["to_review"],
        correction=of["correction"],
        accepted=of["accepted"],
        returned=of["returned"],
        unreadable=of["unreadable"],
        failed=of["failed"],
        received=of["received"],
        late=len(late),
        unlisted=len(unlisted),
    )


def _fingerprint(
    deadline: date,
    counts: Counts,
    there: Mapping[str, Record],
    absent: Sequence[str],
    late: Sequence[str],
    unlisted: Sequence[str],
) -> str:
    """Of all that is told, and of which upload stands so: a mended report that is judged alike is something new."""
    said = (
        deadline.isoformat(),
        repr(counts),
        *(f"{name}={r.standing} {r.current} {r.accepted} {r.returned}" for name, r in there.items()),
        *("missing", *absent),
        *("late", *late),
        *("unlisted", *unlisted),
    )
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:32]
