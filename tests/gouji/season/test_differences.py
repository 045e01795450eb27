"""What differs between two uploads of one report."""

from __future__ import annotations

from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import json
from msgspec.structs import replace

from gouji.codec import encode
from gouji.facts.reasons import Missing
from gouji.money import Unit
from gouji.report import Mark, Number
from gouji.result import Result
from gouji.season.differences import (
    CellDifference,
    Differences,
    FindingDifferences,
    Renewed,
    differences,
)
from gouji.verdict import Finding, Rulebook
from tests.gouji.wording.builders import TOTAL, finding, result, unassessed, unreadable

CELL = "t3.granted.total"
CHARGES = "t2.charges.amount"


def keyed(key: str, rule: str = "X-01", cells: tuple[str, ...] = ()) -> Finding:
    return replace(finding(rule=rule, cells=cells), key=key * 16)


def cell_of(before: Number | None, after: Number | None, **about: Mark) -> CellDifference:
    marks = about.get("old"), about.get("new")
    return CellDifference(CELL, before, after, *marks, None, None)


def test_same_result_has_no_differences() -> None:
    one = result(findings=[keyed("a")])
    same = FindingDifferences((), one.findings, ())
    assert differences(one, one) == Differences((), same)


def test_cells_are_told_with_what_was_and_is_printed() -> None:
    found = differences(result(cells={CELL: 3}), result(cells={CELL: 4}))
    assert found.cells == (cell_of(3, 4),)
    found = differences(result(), result(cells={CELL: None}, marks={CELL: "blank"}))
    assert found.cells == (cell_of(0, None, new="blank"),)


def test_gap_of_another_kind_is_a_difference_and_a_number_read_in_another_way_is_none() -> None:
    blank = result(cells={CELL: None}, marks={CELL: "blank"})
    dash = result(cells={CELL: None}, marks={CELL: "placeholder"})
    assert differences(blank, dash).cells == (cell_of(None, None, old="blank", new="placeholder"),)
    assert not differences(result(marks={CELL: "recognised"}), result()).cells


def test_amount_in_another_unit_is_a_difference() -> None:
    before = result(cells={CHARGES: 5}, units={CHARGES: "元"})
    after = result(cells={CHARGES: 5}, units={CHARGES: "万元"})
    (found,) = differences(before, after).cells
    assert (found.before, found.after) == (5, 5)
    assert (found.before_unit, found.after_unit) == ("元", "万元")


def test_cells_of_another_format_are_null_without_a_mark() -> None:
    found = {one.cell: one for one in differences(result("2019"), result("2021")).cells}
    old, new = found["t2.charges.change"], found["t3.other.fee_overdue.total"]
    assert (old.before, old.after, old.after_mark) == (0, None, None)
    assert (new.before, new.before_mark, new.after) == (None, None, 0)


def test_findings_are_told_apart_by_their_keys_notes_too() -> None:
    note = replace(keyed("c"), severity="note")
    before = result(findings=[keyed("a"), keyed("b"), note])
    after = result(findings=[replace(keyed("b"), message="另一句。"), keyed("d")])
    found = differences(before, after).findings
    assert found == FindingDifferences((keyed("a"), note), (after.findings[0],), (keyed("d"),))


def test_fault_that_is_there_again_with_other_figures_is_named() -> None:
    before = result(findings=[keyed("a", cells=(TOTAL,))])
    after = result(findings=[keyed("b", cells=(TOTAL,)), keyed("c", "X-02", cells=(TOTAL,))])
    found = differences(before, after).findings
    assert [f.key[0] for f in found.mended] == ["a"]
    assert [f.key[0] for f in found.new] == ["b", "c"]
    assert found.renewed == (Renewed("X-01", "a" * 16, "b" * 16),)


def test_finding_that_can_no_longer_be_checked_is_not_called_mended() -> None:
    before = result(findings=[keyed("a", cells=(TOTAL,))])
    after = result(unassessed=[unassessed(Missing(what="previous"), "X-01", (TOTAL,))])
    found = differences(before, after).findings
    assert (found.mended, found.unchecked) == ((), before.findings)


def test_file_that_cannot_be_read_has_mended_nothing() -> None:
    before = result(findings=[keyed("a")])
    found = differences(before, unreadable("打不开。")).findings
    assert (found.mended, found.unchecked) == ((), before.findings)


@pytest.mark.parametrize(
    ("was", "now", "is_gone"),
    [
        (Rulebook("1"), Rulebook("1", off=("X-01",)), True),
        (Rulebook("1", on=("X-01",)), Rulebook("1"), True),
        (Rulebook("1", on=("X-01",)), Rulebook("1", on=("X-01",)), False),
        (Rulebook("1"), Rulebook("1", off=("X-02",)), False),
        (None, Rulebook("1", off=("X-01",)), False),
    ],
)
def test_finding_of_a_rule_that_was_switched_off_is_gone_and_not_mended(
    was: Rulebook | None, now: Rulebook, *, is_gone: bool
) -> None:
    before = replace(result(findings=[keyed("a")]), rules=was)
    found = differences(before, replace(result(), rules=now)).findings
    assert (found.gone if is_gone else found.mended) == before.findings
    assert not (found.mended if is_gone else found.gone)


def test_answer_has_the_names_of_the_contract() -> None:
    before = result(cells={CELL: Decimal("0.50")}, findings=[keyed("a")])
    told = json.decode(encode(differences(before, result(cells={CELL: 4}))))
    assert told["cells"] == [
        {
            "cell": CELL,
            "from": 0.5,
            "to": 4,
            "from_mark": None,
            "to_mark": None,
            "from_unit": None,
            "to_unit": None,
        }
    ]
    assert [f["key"] for f in told["findings"]["mended"]] == ["a" * 16]
    assert (told["findings"]["remaining"], told["findings"]["new"]) == ([], [])


_cells = st.dictionaries(
    st.sampled_from([CELL, TOTAL, CHARGES]), st.none() | st.integers(0, 3), min_size=1
)
_marks = st.dictionaries(st.sampled_from([CELL, TOTAL]), st.sampled_from(["blank", "placeholder"]))
_units = st.dictionaries(st.just(CHARGES), st.sampled_from(get_args(Unit)))
_findings = st.lists(st.builds(keyed, st.sampled_from("abcd")), max_size=4)
_results = st.builds(
    lambda cells, marks, units, findings: result(
        cells=cells, marks=marks, units=units, findings=findings
    ),
    _cells,
    _marks,
    _units,
    _findings,
)


@given(_results, _results)
def test_findings_are_each_told_once_and_cells_run_back(one: Result, other: Result) -> None:
    found, back = differences(one, other), differences(other, one)
    told = {f.key for f in found.findings.mended}, {f.key for f in found.findings.new}
    keys = ({f.key for f in each.findings} for each in (one, other))
    old, new = keys
    assert told == (old - new, new - old)
    assert {f.key for f in found.findings.remaining} == old & new
    assert [(c.cell, c.before, c.after) for c in found.cells] == [
        (c.cell, c.after, c.before) for c in back.cells
    ]
