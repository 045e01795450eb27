from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from gouji.organs import Organ
from gouji.season.morning.digest import Digest, digest_of
from gouji.season.morning.reminders import season_of
from gouji.season.overview import Entry

DEADLINE = date(2024, 1, 31)
SEASON = season_of(2023, DEADLINE)
ROSTER = [Organ(name) for name in ("教育局", "民政局", "财政局", "税务局")]


def entry(organ: str, standing: str = "to_review", **about: Any) -> Entry:
    said = {"listed": True, "late": False, "current": f"{organ}-1"} | about
    return Entry(organ=organ, standing=standing, **said)  # type: ignore[arg-type]


def missing(organ: str, *, late: bool = False) -> Entry:
    return entry(organ, "missing", late=late, current=None)


def digest(*entries: Entry, day: date = date(2024, 1, 24), **about: Any) -> Digest:
    given: dict[str, Any] = {"roster": ROSTER, "season": SEASON} | about
    return digest_of(("haishu", 2023), day, given["season"], given["roster"], entries)


SOME = (
    entry("教育局", "accepted"),
    entry("民政局", "returned", returned=2, late=True),
    missing("财政局"),
    missing("税务局"),
    entry("档案馆", listed=False),
)


def test_expected_are_those_on_the_roster_whether_they_handed_in_or_not() -> None:
    counts = digest(*SOME).counts
    assert (counts.expected, counts.handed_in, counts.missing, counts.unlisted) == (4, 2, 2, 1)


def test_organs_are_told_by_what_is_to_be_done_with_their_reports() -> None:
    organs = digest(*SOME).organs
    assert organs.missing == ("财政局", "税务局")
    assert organs.to_review == organs.unlisted == ("档案馆",)
    assert organs.returned == organs.returned_often == organs.late == ("民政局",)
    assert organs.accepted == ("教育局",)


def test_who_is_missing_past_the_deadline_is_missing_and_not_among_those_who_came_late() -> None:
    found = digest(entry("教育局", late=True), missing("民政局", late=True), day=date(2024, 2, 2))
    assert found.is_overdue
    assert found.organs.late == ("教育局",)
    assert found.counts.late == 1


def test_deadline_is_not_past_on_its_own_day() -> None:
    assert not digest(*SOME, day=DEADLINE).is_overdue


def test_without_a_roster_nobody_is_expected_and_nobody_unlisted() -> None:
    counts = digest(entry("教育局", listed=False), roster=None).counts
    assert (counts.expected, counts.handed_in, counts.missing, counts.unlisted) == (None, 1, 0, 0)


@pytest.mark.parametrize(("day", "reminded"), [(23, 0), (24, 2), (31, 0)])
def test_digest_says_how_many_are_reminded_on_its_day(day: int, reminded: int) -> None:
    assert digest(*SOME, day=date(2024, 1, day)).reminded == reminded


@pytest.mark.parametrize(
    ("day", "late", "unread"),
    [
        (date(2024, 1, 24), False, ("教育局",)),
        (date(2024, 1, 25), False, ()),
        (date(2024, 2, 1), True, ("教育局",)),
        (date(2024, 2, 1), False, ()),  # what was handed in before it could be read, in time
    ],
)
def test_who_handed_in_nothing_that_can_be_read_is_reminded_as_well(
    day: date, late: bool, unread: tuple[str, ...]
) -> None:
    files = (entry("教育局", "unreadable", late=late), entry("档案馆", "unreadable", listed=False))
    found = digest(*files, missing("民政局", late=late), day=day)
    assert found.unread == unread
    assert found.reminded == bool(found.unread) or not late


def test_who_is_managed_from_above_is_not_reminded_of_what_could_not_be_read() -> None:
    roster = [Organ("教育局", vertical=True)]
    assert digest(entry("教育局", "unreadable"), roster=roster).unread == ()


# --- whether something changed --------------------------------------------------------------


def test_another_day_alone_is_no_change() -> None:
    one, other = (digest(*SOME, day=date(2024, 1, day)).fingerprint for day in (23, 24))
    assert one == other


@pytest.mark.parametrize(
    "after",
    [
        (entry("教育局", "correction", current="教育局-2"), *SOME[1:]),
        (entry("教育局", "accepted", current="教育局-2"), *SOME[1:]),
        (SOME[0], entry("民政局", "returned", returned=3, late=True), *SOME[2:]),
        (*SOME[:3], missing("税务局", late=True), SOME[4]),
        SOME[:4],
    ],
)
def test_whatever_is_told_and_every_new_upload_is_a_change(after: tuple[Entry, ...]) -> None:
    assert digest(*after).fingerprint != digest(*SOME).fingerprint


def test_another_deadline_and_another_roster_are_changes() -> None:
    was = digest(*SOME).fingerprint
    assert digest(*SOME, season=season_of(2023, date(2024, 2, 5))).fingerprint != was
    assert digest(*SOME, roster=ROSTER[:3]).fingerprint != was
