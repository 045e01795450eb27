from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from gouji.organs import Organ
from gouji.season.life import STANDINGS
from gouji.season.overview import Filed, counted, overview

DEADLINE = date(2023, 1, 31)
TODAY = date(2023, 2, 1)
ROSTER = (Organ("海曙区教育局", aliases=("教育局",)), Organ("海曙区民政局"), Organ("海曙区水利局"))
NAMES = (
    *(name for organ in ROSTER for name in organ.names),
    "宁波市海曙区民政局",
    "某中心",
    "另一局",
)
filed = st.builds(
    Filed,
    organ=st.sampled_from(NAMES),
    standing=st.sampled_from(STANDINGS),
    current=st.sampled_from([None, "u1"]),
    submissions=st.integers(1, 3),
    returned=st.integers(0, 2),
    first_read=st.sampled_from([None, "2023-01-31T15:59:59Z", "2023-01-31T16:00:00Z"]),
)
years = st.lists(filed, unique_by=lambda each: each.organ)


@given(years)
def test_every_organ_of_the_roster_is_there_once_and_in_its_order(year: list[Filed]) -> None:
    found = overview(ROSTER, year, DEADLINE, TODAY)
    listed = [entry.organ for entry in found if entry.listed]
    assert listed == [organ.name for organ in ROSTER]
    assert len({entry.organ for entry in found}) == len(found)


@given(years)
def test_nothing_that_stands_is_dropped_or_twice(year: list[Filed]) -> None:
    names = [name for e in overview(ROSTER, year, DEADLINE, TODAY) for name in e.filed_under]
    assert len(set(names)) == len(names)
    assert {each.organ for each in year if each.current} <= set(names)


@given(years)
def test_counts_add_up_to_the_entries(year: list[Filed]) -> None:
    entries = overview(ROSTER, year, DEADLINE, TODAY)
    counts = counted(entries, ROSTER)
    assert sum(getattr(counts, standing) for standing in STANDINGS) == len(entries)
    assert counts.expected == len(ROSTER)
    assert counts.unlisted == len(entries) - len(ROSTER)


@given(years.flatmap(lambda year: st.tuples(st.just(year), st.permutations(year))))
def test_overview_is_the_same_in_whatever_order_records_come(
    years: tuple[list[Filed], list[Filed]],
) -> None:
    one, other = (overview(ROSTER, year, DEADLINE, TODAY) for year in years)
    assert one == other


def test_last_moment_of_the_deadline_in_china_is_not_late() -> None:
    for read, late in (("2023-01-31T15:59:59Z", False), ("2023-01-31T16:00:00Z", True)):
        each = Filed(organ="海曙区教育局", standing="to_review", current="u", first_read=read)
        assert overview(ROSTER[:1], [each], DEADLINE, TODAY)[0].late is late


def test_organ_that_handed_in_in_time_under_another_name_is_not_late() -> None:
    early = Filed(
        organ="教育局", standing="missing", submissions=1, first_read="2023-01-10T00:00:00Z"
    )
    late = Filed(
        organ="海曙区教育局",
        standing="to_review",
        current="u",
        submissions=1,
        first_read="2023-02-10T00:00:00Z",
    )
    (entry,) = overview(ROSTER[:1], [early, late], DEADLINE, TODAY)
    assert (entry.late, entry.standing, entry.submissions) == (False, "to_review", 2)


def test_of_two_names_the_one_that_came_last_stands() -> None:
    one, two = (
        Filed(organ=name, standing="accepted", current=name, submissions=1)
        for name in ("教育局", "海曙区教育局")
    )
    came = {"教育局": "2023-01-02", "海曙区教育局": "2023-01-01"}
    (entry,) = overview(ROSTER[:1], [one, two], DEADLINE, TODAY, came.__getitem__)
    assert (entry.current, entry.filed_under) == ("教育局", ("教育局", "海曙区教育局"))


def test_without_a_roster_nobody_is_missing_and_all_are_unlisted() -> None:
    each = Filed(organ="某中心", standing="to_review", current="u", submissions=1)
    gone = Filed(organ="另一局", standing="missing", submissions=1)
    (entry,) = overview(None, [each, gone], DEADLINE, TODAY)
    assert (entry.organ, entry.listed) == ("某中心", False)
    assert counted([entry], None).expected is None
