from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.organs import Organ
from gouji.season.life import deadline_of
from gouji.season.morning.reminders import is_day_of_reminders, season_of, to_remind

USUAL = season_of(2023, date(2024, 1, 31))
YEAR = [date(2024, 1, 1) + timedelta(n) for n in range(366)]


def days(first: str, last: str) -> tuple[date, date]:
    return date.fromisoformat(first), date.fromisoformat(last)


@pytest.mark.parametrize(
    ("deadline", "publication", "span"),
    [
        ("2024-01-31", None, ("2024-01-01", "2024-03-31")),
        ("2024-01-05", None, ("2023-12-29", "2024-03-31")),
        ("2024-03-28", None, ("2024-01-01", "2024-04-04")),
        ("2024-01-15", "2024-02-20", ("2024-01-01", "2024-02-20")),
        ("2024-01-31", "2024-01-20", ("2024-01-01", "2024-02-07")),
    ],
)
def test_season_lasts_from_new_year_until_publication_and_around_the_deadline(
    deadline: str, publication: str | None, span: tuple[str, str]
) -> None:
    published = date.fromisoformat(publication) if publication else None
    season = season_of(2023, date.fromisoformat(deadline), published)
    assert (season.first, season.last) == days(*span)


def test_days_of_reminders_are_seven_three_and_one_before_the_day_after_and_then_weekly() -> None:
    found = [day for day in YEAR if is_day_of_reminders(day, USUAL)]
    assert found == [
        *(date(2024, 1, day) for day in (24, 28, 30)),
        *(date(2024, 2, day) for day in (1, 8, 15, 22, 29)),
        *(date(2024, 3, day) for day in (7, 14, 21, 28)),
    ]


def test_nobody_is_reminded_on_the_day_of_the_deadline_itself() -> None:
    assert not is_day_of_reminders(USUAL.deadline, USUAL)


@given(st.dates(date(2023, 11, 1), date(2024, 5, 31)), st.none() | st.dates())
def test_every_deadline_has_its_reminders_before_it_and_the_day_after(
    deadline: date, publication: date | None
) -> None:
    season = season_of(2023, deadline_of(2023, deadline), publication)
    around = [deadline + timedelta(n) for n in (-7, -3, -1, 1)]
    assert all(is_day_of_reminders(day, season) for day in around)


def test_who_is_managed_from_above_and_who_adds_up_the_others_are_not_reminded() -> None:
    roster = [
        Organ("海曙区教育局"),
        Organ("海曙区税务局", vertical=True),
        Organ("海曙区人民政府", aggregate=True),
        Organ("海曙区民政局"),
        Organ("海曙区卫生健康局"),
    ]
    missing = {organ.name for organ in roster[:4]}
    assert [o.name for o in to_remind(roster, missing)] == ["海曙区教育局", "海曙区民政局"]
