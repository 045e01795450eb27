"""When an office's year is in season, on which days who is missing is reminded, and who that is. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Final

from msgspec import Struct

from gouji.organs import Organ

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
    """Whether who is missing is reminded: 7, 3 and 1 days before the deadline, the day after it, then weekly."""
    if day not in season:
        return False
    after = (day - season.deadline).days
    return -after in _DAYS_BEFORE or (after > 0 and (after - 1) % _A_WEEK.days == 0)


def to_remind(roster: Sequence[Organ], owing: Collection[str]) -> tuple[Organ, ...]:
    """Who of those who owe a report, by their names on the roster, is reminded; in the order of the roster.

    Not who is managed from above and hands in there, and not the one report that adds up all the others: it can only
    be made when they are there.
    """
    return tuple(
        organ
        for organ in roster
        if organ.name in owing and not organ.vertical and not organ.aggregate
    )
