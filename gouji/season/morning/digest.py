"""How an office's year stands on a morning: who is in, who is missing, what is to be done. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Final

from msgspec import Struct
from msgspec.structs import asdict

from gouji.organs import Organ
from gouji.season import overview
from gouji.season.life import STANDINGS, Standing
from gouji.season.morning.reminders import Season, is_day_of_reminders, to_remind
from gouji.season.overview import Entry

_OFTEN: Final = 2  # so often sent back, a report needs more than another letter


class Organs(Struct, frozen=True, kw_only=True):
    """The organs of a digest by name, those of each standing first.

    `late`: handed in, but after the deadline. `returned_often`: twice or more.
    """

    missing: tuple[str, ...] = ()
    received: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    to_review: tuple[str, ...] = ()
    returned: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()
    correction: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
    returned_often: tuple[str, ...] = ()
    unlisted: tuple[str, ...] = ()


class Counts(overview.Counts, frozen=True, kw_only=True):
    """Its numbers. `handed_in`: of those expected; without a roster, of all."""

    handed_in: int = 0
    returned_often: int = 0


class Digest(Struct, frozen=True, kw_only=True):
    """An office's year on a morning.

    `is_overdue`: the deadline is past, so that who is missing is late, too. `reminded`: how many of those who are
    missing are reminded today; `unread`: who is reminded as well, as what was handed in could not be read.
    `fingerprint`: changes with whatever is told but the day, and with each new upload.
    """

    office: str
    year: int
    day: date
    deadline: date
    counts: Counts
    organs: Organs
    is_overdue: bool
    reminded: int
    fingerprint: str
    unread: tuple[str, ...] = ()


def digest_of(
    of: tuple[str, int],
    day: date,
    season: Season,
    roster: Sequence[Organ] | None,
    entries: Sequence[Entry],
) -> Digest:
    """The digest of a day. `of`: office and year. `entries`: the roster, and whoever else handed in."""
    organs = _organs(roster, entries)
    counts = _counts(roster, entries, organs)
    asked = (roster or ()) if is_day_of_reminders(day, season) else ()
    is_overdue = day > season.deadline
    return Digest(
        office=of[0],
        year=of[1],
        day=day,
        deadline=season.deadline,
        counts=counts,
        organs=organs,
        is_overdue=is_overdue,
        reminded=len(to_remind(asked, organs.missing)),
        fingerprint=_fingerprint(season.deadline, counts, entries),
        unread=tuple(organ.name for organ in to_remind(asked, _unread(entries, is_overdue))),
    )


def _unread(entries: Sequence[Entry], is_overdue: bool) -> set[str]:
    """Who handed in what could not be read, and owes what can be: not who did so in time, once that is over."""
    return {
        each.organ
        for each in entries
        if each.standing == "unreadable" and (each.late or not is_overdue)
    }


def _organs(roster: Sequence[Organ] | None, entries: Sequence[Entry]) -> Organs:
    kinds: Mapping[str, Callable[[Entry], bool]] = {
        **{standing: partial(_stands, standing) for standing in STANDINGS},
        "late": lambda each: each.late and each.standing != "missing",
        "returned_often": lambda each: each.returned >= _OFTEN,
        "unlisted": lambda each: roster is not None and not each.listed,
    }
    return Organs(
        **{
            kind: tuple(each.organ for each in entries if is_so(each))
            for kind, is_so in kinds.items()
        }
    )


def _stands(standing: Standing, each: Entry) -> bool:
    return each.standing == standing


def _counts(roster: Sequence[Organ] | None, entries: Sequence[Entry], organs: Organs) -> Counts:
    is_asked = (each.listed or roster is None for each in entries if each.standing != "missing")
    return Counts(
        expected=None if roster is None else len(roster),
        handed_in=sum(is_asked),
        **{kind: len(names) for kind, names in asdict(organs).items()},
    )


def _fingerprint(deadline: date, counts: Counts, entries: Sequence[Entry]) -> str:
    said = (
        deadline.isoformat(),
        str(counts.expected),
        *(
            f"{each.organ}\t{each.listed}\t{each.standing}\t{each.late}\t{each.returned}"
            f"\t{each.current}\t{each.accepted}"
            for each in entries
        ),
    )
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:32]
