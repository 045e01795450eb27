"""When an office's year is in season, on which days who is missing is reminded, and who that is. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from msgspec import Struct

from gouji.organs import Organ
from gouji.season.entries import Entries
from gouji.season.life import Record

_DAYS_BEFORE: Final = (7, 3, 1)
_A_WEEK: Final = timedelta(days=7)


class Season(Struct, frozen=True):
    """The days on which an office's year is followed, and by when its reports are to be handed in."""

    first: date
    last: date
    deadline: date

    def __contains__(self, day: date) -> bool:
        """Whether a day is in season."""
        return self.first <= day <= self.last


def season_of(year: int, deadline: date, publication: date | None = None) -> Season:
    """The season of the reports of a year: from New Year until they are published.

    That is 31 March where the office set no other day (政府信息公开条例, article 50). A deadline of its own, and the
    reminders around it, are always in season.
    """
    first = min(date(year + 1, 1, 1), deadline - _A_WEEK)
    last = max(publication or date(year + 1, 3, 31), deadline + _A_WEEK)
    return Season(first, last, deadline)


def is_day_of_reminders(day: date, season: Season) -> bool:
    """Whether those who are missing are reminded: 7, 3 and 1 days before the deadline, the day after it, then weekly."""
    if day not in season:
        return False
    after = (day - season.deadline).days
    return -after in _DAYS_BEFORE or (after > 0 and (after - 1) % _A_WEEK.days == 0)


def expected(roster: Sequence[Organ]) -> tuple[Organ, ...]:
    """Whose reports an office collects, in the order of the roster.

    Not those who are managed from above, and not the one report that adds up all the others: it can only be made when
    they are there.
    """
    return tuple(organ for organ in roster if not organ.vertical and not organ.aggregate)


def missing(roster: Sequence[Organ], records: Mapping[str, Record]) -> tuple[Organ, ...]:
    """The organs of which nothing is there, in the order of the roster.

    `records`: how reports stand, by the names under which they were handed in.
    """
    entries = Entries(roster)
    there = {
        entry.name
        for name, record in records.items()
        if record.standing != "missing" and (entry := entries.of(name))
    }
    return tuple(organ for organ in expected(roster) if organ.name not in there)
