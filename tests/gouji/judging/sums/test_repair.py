"""The smallest repairs: all of them, against trying every change on small tables; never one that breaks a sum."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from itertools import combinations, product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bench.solver import smallest_repairs
from bench.tables import balanced_table
from gouji.form import TABLES, Block, Identity, Node, Table
from gouji.judging.sums.deduction import assess, deduce
from gouji.judging.sums.repair import Cause, find_causes
from gouji.report import CellId
from tests.gouji import figures as fig

T3 = TABLES["t3", "2021"]
T4 = TABLES["t4", "2021"]
_TOTAL = Node("total", "总计", total=True)
# As table 3 in small: two applicants, two outcomes, received = concluded + carried over.
SMALL = Table(
    "t3",
    "2021",
    "小表",
    (
        Block(
            "",
            Node(
                "",
                "",
                (
                    Node("received", "收"),
                    Node(
                        "",
                        "办",
                        (
                            Node("granted", "予"),
                            Node("denied", "不"),
                            Node("concluded", "总", total=True),
                        ),
                    ),
                    Node("carried", "转"),
                ),
            ),
            Node("", "", (Node("person", "自然人"), Node("firm", "企业"), _TOTAL)),
        ),
    ),
    balance=(("received",), ("concluded", "carried")),
)
LARGEST = 9  # of the values tried by brute force

Values = dict[CellId, int | None]
Repairs = set[frozenset[tuple[CellId, int]]]


def _small(person: tuple[int, int, int], firm: tuple[int, int, int]) -> Values:
    values: Values = {}
    for column, (granted, denied, carried) in (("person", person), ("firm", firm)):
        concluded = granted + denied
        rows = (concluded + carried, granted, denied, concluded, carried)
        for row, n in zip(
            ("received", "granted", "denied", "concluded", "carried"), rows, strict=True
        ):
            values[f"t3.{row}.{column}"] = n
    for row in ("received", "granted", "denied", "concluded", "carried"):
        values[f"t3.{row}.total"] = (values[f"t3.{row}.person"] or 0) + (
            values[f"t3.{row}.firm"] or 0
        )
    return values


def _hold(identities: Iterable[Identity], values: Mapping[CellId, int | None]) -> bool:
    return all(assess(identity, values) == "holds" for identity in identities)


def _by_trying(values: Values) -> Repairs:
    """Every smallest change of up to two cells, by trying all."""
    for size in (1, 2):
        found: Repairs = set()
        for cells in combinations(values, size):
            for numbers in product(range(LARGEST + 1), repeat=size):
                change = dict(zip(cells, numbers, strict=True))
                if all(values[c] != n for c, n in change.items()) and _hold(
                    SMALL.identities, {**values, **change}
                ):
                    found.add(frozenset(change.items()))
        if found:
            return found
    return set()


def _together(causes: Iterable[Cause]) -> Repairs:
    """Every repair of the whole: one of each cause."""
    return {
        frozenset(item for repair in choice for item in repair.items())
        for choice in product(*(cause.repairs for cause in causes))
    }


_COUNT = st.integers(0, 2)
_COLUMN = st.tuples(_COUNT, _COUNT, _COUNT)


@settings(max_examples=40, deadline=None)
@given(person=_COLUMN, firm=_COLUMN, data=st.data())
def test_repairs_are_all_that_trying_every_change_finds(
    person: tuple[int, int, int], firm: tuple[int, int, int], data: st.DataObject
) -> None:
    values = _small(person, firm)
    for cell in data.draw(st.sets(st.sampled_from(sorted(values)), min_size=1, max_size=2)):
        values[cell] = data.draw(st.integers(0, LARGEST - 4))
    assume(not _hold(SMALL.identities, values))
    causes = find_causes(SMALL, values, habitual=False)
    assert all(cause.complete for cause in causes)
    within = {r for r in _together(causes) if all(n <= LARGEST for _, n in r)}
    assert within == _by_trying(values)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_every_repair_mends_its_cause_and_breaks_nothing(data: st.DataObject) -> None:
    values: Values = {c: n for c, n in data.draw(fig.balanced("2021")).items() if c in T3.specs}
    cells = data.draw(st.sets(st.sampled_from(sorted(values)), min_size=1, max_size=4))
    for cell in cells:
        values[cell] = data.draw(st.integers(0, 3000))
    broken = {i for i in T3.identities if assess(i, values) == "violated"}
    causes = find_causes(T3, values)
    assert {i for cause in causes for i in cause.identities} == broken
    for cause in causes:
        for repair in cause.repairs:
            after = {i for i in T3.identities if assess(i, {**values, **repair}) == "violated"}
            assert after == broken - set(cause.identities)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_one_changed_cell_is_named_with_its_true_value(data: st.DataObject) -> None:
    values: Values = {c: n for c, n in data.draw(fig.balanced("2021")).items() if c in T3.specs}
    cell = data.draw(st.sampled_from(sorted(values)))
    true = values[cell] or 0
    values[cell] = data.draw(st.integers(0, 3000).filter(lambda n: n != true))
    (cause,) = find_causes(T3, values)
    assert {cell: true} in [dict(repair) for repair in cause.repairs]
    assert all(len(repair) == 1 for repair in cause.repairs)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_repair_holds_where_cells_are_blank(data: st.DataObject) -> None:
    values: Values = {c: n for c, n in data.draw(fig.balanced("2021")).items() if c in T3.specs}
    for blank in data.draw(st.sets(st.sampled_from(sorted(values)), max_size=30)):
        values[blank] = None
    cell = data.draw(st.sampled_from(sorted(c for c, n in values.items() if n is not None)))
    values[cell] = data.draw(st.integers(0, 3000))

    def broken(changed: Mapping[CellId, int]) -> set[Identity]:
        known: Values = {**values, **changed}
        filled = {**known, **deduce(T3.identities, known)}
        return {i for i in T3.identities if assess(i, filled) == "violated"}

    for cause in find_causes(T3, values):
        for repair in cause.repairs:
            assert broken(repair) < broken({})
            assert all(values[c] is not None for c in repair)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(24))
def test_repairs_are_all_that_a_constraint_solver_finds(seed: int) -> None:
    chance = random.Random(seed)
    values = balanced_table(chance, (0, 3, 40)[seed % 3])
    for cell in chance.sample(sorted(values), 1 + seed % 3):
        values[cell] = max(values[cell] + chance.choice((-9, -3, -1, 1, 2, 5, 27)), 0)
    largest = 4 * max(values.values()) + 40
    causes = find_causes(T3, values, habitual=False)
    assert all(cause.complete for cause in causes)
    assert _together(causes) == smallest_repairs(T3.identities, values, largest)


def test_table_that_holds_has_no_cause() -> None:
    assert find_causes(SMALL, _small((1, 2, 0), (0, 0, 1))) == []


def test_two_errors_far_apart_are_two_causes() -> None:
    values: Values = dict.fromkeys(T3.specs, 0)
    values |= {"t3.granted.business": 4, "t3.carried_over.other": 7}
    repairs = [cause.repairs for cause in find_causes(T3, values)]
    assert len(repairs) == 2
    assert ({"t3.granted.business": 0},) in repairs
    assert ({"t3.carried_over.other": 0},) in repairs


def test_errors_that_hide_one_another_in_a_third_sum_are_told_apart() -> None:
    # Two totals are wrong by as much, one up, one down; the column's total notices only the third.
    values: Values = dict.fromkeys(T3.specs, 0)
    for column in ("natural_person", "total"):
        for row in ("granted", "partial", "concluded", "new_received"):
            values[f"t3.{row}.{column}"] = 5
        values[f"t3.concluded.{column}"] = values[f"t3.new_received.{column}"] = 10
    true = {"t3.granted.total": 5, "t3.partial.total": 5, "t3.unable.not_held.total": 0}
    values |= {"t3.granted.total": 6, "t3.partial.total": 4, "t3.unable.not_held.total": 3}
    causes = find_causes(T3, values)
    assert all(cause.complete for cause in causes)
    assert frozenset(true.items()) in _together(causes)


def test_shifted_row_is_one_cause_though_it_takes_more_than_three_cells() -> None:
    values: Values = dict.fromkeys(T3.specs, 0)
    right = (31, 7, 2, 1, 4, 0)
    shifted = (0, 31, 7, 2, 1, 4)
    columns = list(dict.fromkeys(spec.column.id for spec in T3.specs.values()))
    for column, n, wrong in zip(columns, right, shifted, strict=False):
        values[f"t3.new_received.{column}"] = values[f"t3.concluded.{column}"] = n
        values[f"t3.granted.{column}"] = wrong
    for row in ("new_received", "granted", "concluded"):
        values[f"t3.{row}.total"] = sum(right)
    (cause,) = find_causes(T3, values)
    assert dict(zip([f"t3.granted.{c}" for c in columns], right, strict=False)) in [
        {**{f"t3.granted.{c}": n for c, n in zip(columns, shifted, strict=False)}, **repair}
        for repair in cause.repairs
    ]
    assert not cause.complete


def test_table_4_gives_every_cell_that_could_be_wrong() -> None:
    values: Values = dict.fromkeys(T4.specs, 0)
    values |= {"t4.reconsideration.upheld": 2, "t4.reconsideration.total": 3}
    (cause,) = find_causes(T4, values)
    assert {frozenset(repair.items()) for repair in cause.repairs} == {
        frozenset({("t4.reconsideration.total", 2)}),
        frozenset({("t4.reconsideration.upheld", 3)}),
        frozenset({("t4.reconsideration.corrected", 1)}),
        frozenset({("t4.reconsideration.other", 1)}),
        frozenset({("t4.reconsideration.pending", 1)}),
    }


def test_sum_that_needs_more_than_three_cells_is_not_claimed_to_be_searched_through() -> None:
    values: Values = dict.fromkeys(T3.specs, 0)
    for n, column in enumerate(("natural_person", "business", "research", "welfare", "other"), 1):
        values[f"t3.granted.{column}"] = n
        values[f"t3.concluded.{column}"] = n + 10
    causes = find_causes(T3, values)
    assert causes
    assert not all(cause.complete for cause in causes)
