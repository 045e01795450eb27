"""Which organs explain that an aggregate report is not the sum of the reports."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations
from random import Random
from time import process_time
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.form import TABLE_IDS, TABLES
from gouji.season.shortfall import MOST_SETS, Explanations, Slip, Values, Way, explained

CELLS = [cell for table in TABLE_IDS for cell in TABLES[table, "2021"].specs]
Numbers = dict[str, int]


def report(*numbers: int) -> Numbers:
    return {f"c{n}": number for n, number in enumerate(numbers)}


def summed(*reports: Numbers) -> Numbers:
    return {cell: sum(each[cell] for each in reports) for cell in reports[0]}


def slips(found: Explanations) -> list[set[tuple[str, Way]]]:
    return [{(slip.organ, slip.way) for slip in each} for each in found.sets]


A, B, C = report(3, 1, 0), report(0, 5, 2), report(7, 0, 4)
REPORTS = {"甲": A, "乙": B, "丙": C}


def test_sum_that_is_right_needs_no_explanation() -> None:
    assert explained(summed(A, B, C), REPORTS) == Explanations(compared=3)


def test_organ_that_was_left_out_or_added_twice_is_found() -> None:
    assert slips(explained(summed(A, C), REPORTS)) == [{("乙", "missed")}]
    assert slips(explained(summed(A, B, B, C), REPORTS)) == [{("乙", "twice")}]
    assert slips(explained(summed(A, A, C), REPORTS)) == [{("甲", "twice"), ("乙", "missed")}]


def test_older_version_that_was_added_is_found() -> None:
    old = report(0, 4, 3)
    found = explained(summed(A, old, C), REPORTS, earlier={"乙": [report(9, 9, 9), old]})
    assert slips(found) == [{("乙", "outdated")}]


def test_report_that_should_not_be_added_is_found() -> None:
    above = report(0, 0, 11)
    found = explained(summed(A, B, C, above), REPORTS, beside={"税务局": above})
    assert slips(found) == [{("税务局", "included")}]


def test_slip_of_a_single_figure_is_explained_by_no_organ() -> None:
    printed = summed(A, B, C) | {"c0": 11}
    assert explained(printed, REPORTS) == Explanations(compared=3)


def test_all_organs_that_explain_it_alike_are_told() -> None:
    found = explained(summed(A, B), {"甲": A, "乙": B, "丁": A})
    assert slips(found) == [{("甲", "missed")}, {("丁", "missed")}]
    many = {f"第{n}局": A for n in range(20)}
    found = explained(summed(*[A] * 19), many)
    assert (len(found.sets), found.more) == (MOST_SETS, True)


def test_cells_without_a_whole_number_in_some_report_are_not_compared() -> None:
    blank: Values = {**B, "c2": None}
    amount: Values = {**C, "c1": Decimal("0.5")}
    found = explained(report(3, 99, 99), {"甲": A, "乙": blank, "丙": amount})
    assert (slips(found), found.compared) == ([{("丙", "missed")}], 1)
    # An older version of which less is known says nothing.
    gap: Values = {"c0": 0}
    assert not explained(summed(A, C), {"甲": A, "丙": C, "乙": B}, earlier={"乙": [gap]}).more


def test_only_the_cells_given_of_the_aggregate_have_to_fit() -> None:
    printed = summed(A, C)
    assert slips(explained({"c1": printed["c1"]}, REPORTS)) == [{("乙", "missed")}]


@given(
    st.lists(st.lists(st.integers(0, 3), min_size=4, max_size=4), min_size=1, max_size=6),
    st.data(),
)
def test_smallest_sets_are_found_all_of_them_and_each_explains_it(
    numbers: list[list[int]], data: st.DataObject
) -> None:
    reports = {f"第{n}局": report(*row) for n, row in enumerate(numbers)}
    organs = list(reports)
    chosen = data.draw(st.lists(st.sampled_from(organs), unique=True, max_size=3))
    ways = {organ: data.draw(st.sampled_from(get_args(Way)[:2])) for organ in chosen}
    printed = _aggregate(reports, [Slip(organ, way) for organ, way in ways.items()])
    found = explained(printed, reports)
    expected = _by_trying(printed, reports)
    assert len(slips(found)) == min(len(expected), MOST_SETS)
    assert found.more == (len(expected) > MOST_SETS)
    assert all(each in expected for each in slips(found))


@pytest.mark.parametrize("missed", [1, 2, 3])
def test_three_of_three_hundred_organs_are_found_in_a_blink(missed: int) -> None:
    random = Random(missed)
    reports = {
        f"第{n}局": {c: random.randrange(50) if random.random() < 0.3 else 0 for c in CELLS}
        for n in range(300)
    }
    out = random.sample(list(reports), missed)
    printed = _aggregate(reports, [Slip(organ, "missed") for organ in out])
    start = process_time()
    found = explained(printed, reports)
    assert process_time() - start < 2  # a twentieth of a second on a machine that is not busy
    assert slips(found) == [{(organ, "missed") for organ in out}]
    assert not found.bounded


def test_of_very_many_reports_it_says_that_it_did_not_look_for_three() -> None:
    reports = {f"第{n}局": report(n + 1, 7 * n % 1009, n * n) for n in range(1100)}
    organs = list(reports)
    two = _aggregate(reports, [Slip(organ, "missed") for organ in organs[5:7]])
    assert {(organ, "missed") for organ in organs[5:7]} in slips(explained(two, reports))
    odd = summed(*reports.values()) | {"c0": 0}
    assert explained(odd, reports) == Explanations(compared=3, bounded=True)


def _aggregate(reports: dict[str, Numbers], made: list[Slip]) -> Numbers:
    """The sum as it is printed after these slips."""
    times = dict.fromkeys(reports, 1)
    for slip in made:
        times[slip.organ] = 0 if slip.way == "missed" else 2
    cells = next(iter(reports.values()))
    return {c: sum(times[organ] * each[c] for organ, each in reports.items()) for c in cells}


def _by_trying(printed: Numbers, reports: dict[str, Numbers]) -> list[set[tuple[str, Way]]]:
    """All smallest sets of slips, of organs that have any figures."""
    if printed == _aggregate(reports, []):
        return []
    ways: tuple[Way, ...] = ("missed", "twice")
    assert set(ways) < set(get_args(Way))
    all_slips = [(o, w) for o, each in reports.items() if any(each.values()) for w in ways]
    for size in (1, 2, 3):
        found = [
            set(each)
            for each in combinations(all_slips, size)
            if len({organ for organ, _ in each}) == size
            and _aggregate(reports, [Slip(*one) for one in each]) == printed
        ]
        if found:
            return found
    return []
