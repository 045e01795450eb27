"""Sums that blanks and placeholders leave open, and what is asked for in their place."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from gouji.form import TABLES
from gouji.judging.judge import judge
from gouji.report import Cell, CellId, Mark, Place, Report, StatedUnits
from gouji.verdict import Finding, Verdict
from tests.gouji import figures as fig
from tests.gouji.judging.cases.table2 import in_two_units, in_yuan
from tests.gouji.judging.reports import CONTEXT, OLD, with_cells, with_figures

SLASH = Cell(None, "placeholder", place=Place("/"))
BLANK = Cell(None, "blank")
THREE: dict[str, Cell | int] = {
    f"t3__{row}__{column}": 3
    for row in ("new_received", "granted", "concluded")
    for column in ("natural_person", "total")
}
SUMS = ("T3-01", "T3-02", "T3-03", "T4-01")


def _judged(**cells: Cell | int) -> Verdict:
    return judge(with_cells(**cells), CONTEXT)


def _of(judged: Verdict, *rules: str) -> list[Finding]:
    return [finding for finding in judged.findings if finding.rule in rules]


@pytest.mark.parametrize("empty", [SLASH, BLANK])
def test_wrong_total_beside_a_blank_is_told_under_the_assumption_that_it_is_zero(
    empty: Cell,
) -> None:
    judged = _judged(**THREE | {"t3__granted__total": 4, "t3__granted__business": empty})
    (row,) = _of(judged, "T3-03")
    assert (row.severity, row.assuming, row.cause, row.repairs) == ("warning", "zero", None, ())
    assert "“商业企业”" in row.message
    assert "如果按 0 计" in row.message
    assert "“总计”填的是 4" in row.message
    assert row.cells in [u.cells for u in judged.unassessed if u.rule == "T3-03"]
    assert judged.status == "incomplete"


def _block(columns: str, /, **rows: Cell | int) -> dict[str, Cell | int]:
    return {
        f"t3__{row}__{column}": cell for row, cell in rows.items() for column in columns.split()
    }


@pytest.mark.parametrize(
    ("rule", "cells"),
    [
        (
            "T4-01",
            {
                "t4__reconsideration__total": 5,
                "t4__reconsideration__other": SLASH,
                "t4__reconsideration__pending": BLANK,
            },
        ),
        (
            "T3-03",
            _block("business research", new_received=SLASH, granted=SLASH, concluded=SLASH)
            | _block("total", new_received=5, granted=5, concluded=5),
        ),
        (
            "T3-02",
            _block("other total", new_received=5, granted=SLASH, partial=BLANK, concluded=5),
        ),
        (
            "T3-01",
            _block(
                "other total", new_received=5, granted=SLASH, concluded=SLASH, carried_over=BLANK
            ),
        ),
    ],
)
def test_each_kind_of_sum_is_looked_at_with_its_blanks_as_zero(
    rule: str, cells: Mapping[str, Cell | int]
) -> None:
    told = [finding for finding in _of(_judged(**cells), rule) if finding.assuming == "zero"]
    assert told
    assert all(f.severity == "warning" and "如果按 0 计" in f.message for f in told)


@pytest.mark.parametrize(
    ("rule", "report"),
    [
        (
            "T2-04",
            with_cells(t2__rules__issued=3, t2__rules__repealed=SLASH, t2__rules__in_force=2),
        ),
        ("T2-04", with_cells(t2__rules__issued=3, t2__rules__in_force=BLANK)),
        (
            "T2O-02",
            with_cells(OLD, t2__rules__newly_disclosed=2, t2__rules__total_disclosed=SLASH),
        ),
        (
            "T2O-04",
            with_cells(OLD, t2__licences__previous_items=SLASH, t2__licences__change=-2),
        ),
    ],
)
def test_comparisons_of_table_2_are_looked_at_with_blanks_as_zero(
    rule: str, report: Report
) -> None:
    judged = judge(report, CONTEXT)
    (told,) = _of(judged, rule)
    assert (told.severity, told.assuming) == ("warning", "zero")
    assert "空格和占位符按 0 计" in told.message
    assert rule in [u.rule for u in judged.unassessed]


@pytest.mark.parametrize("mark", ["missing", "unreadable"])
def test_nothing_is_assumed_of_what_was_not_read(mark: Mark) -> None:
    unread = Cell(None, mark)
    judged = _judged(
        t4__reconsideration__other=unread,
        t4__reconsideration__pending=SLASH,
        t4__reconsideration__total=5,
    )
    assert not _of(judged, "T4-01")
    assert "T4-01" in [u.rule for u in judged.unassessed]


def test_blank_on_which_a_sum_forces_a_number_is_asked_for_by_it_and_not_for_zero() -> None:
    judged = _judged(
        t4__reconsideration__upheld=3,
        t4__reconsideration__other=SLASH,
        t4__reconsideration__total=5,
    )
    (asked,) = _of(judged, "T2-08")
    assert judged.deduced == {"t4.reconsideration.other": 2}
    assert "“其他结果”填 2" in asked.message
    assert "填 0" not in asked.message
    assert not [f for f in judged.findings if f.assuming]


def test_blanks_that_cannot_all_be_zero_are_not_asked_for_as_zero() -> None:
    judged = _judged(
        t4__reconsideration__other=SLASH,
        t4__reconsideration__pending=BLANK,
        t4__reconsideration__total=5,
        t4__litigation_direct__upheld=BLANK,
    )
    (asked,) = _of(judged, "T2-08")
    assert "如果都是 0，合计就不平" in asked.message
    assert asked.message.endswith("其余没有数字的应当填 0。")


def test_amount_in_another_unit_than_the_forms_is_told_with_the_words_and_converted() -> None:
    (told,) = _of(judge(in_yuan(50000), CONTEXT), "T2-03")
    assert told.severity == "error"
    assert "“收费金额（元）”" in told.message
    assert "填 5，" in told.message
    (told,) = _of(judge(in_yuan(0), CONTEXT), "T2-03")
    assert told.severity == "warning"


def test_amount_whose_units_contradict_each_other_is_told_with_both_and_not_passed() -> None:
    judged = judge(in_two_units(), CONTEXT)
    (told,) = _of(judged, "T2-03")
    assert "“本年收费金额（单位：万元）”、“注：单位为元”" in told.message
    assert judged.status == "incomplete"


def test_amount_of_procurement_may_have_one_unit_outside_its_cell_and_not_two() -> None:
    cell = "t2.procurement.amount"
    report = with_cells(
        OLD, t2__procurement__projects=1, t2__procurement__amount=Cell(30, unit="万元")
    )
    one = replace(report, stated_units={cell: StatedUnits(("万元",), ("单位：万元",))})
    assert not _of(judge(one, CONTEXT), "T2O-06")
    report = with_cells(report, t2__procurement__amount=Cell(None, "unreadable"))
    two = replace(report, stated_units={cell: StatedUnits(("万元", "元"), ("万元", "元"))})
    assert [f.cells for f in _of(judge(two, CONTEXT), "T2O-06")] == [(cell,)]


def _with_zeros_emptied(figures: Mapping[CellId, int], empty: Mapping[CellId, Cell]) -> Report:
    report = with_figures(figures)
    cells = {c: empty.get(c, cell) if not cell.value else cell for c, cell in report.cells.items()}
    return with_cells(report, **{c.replace(".", "__"): cell for c, cell in cells.items()})


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_no_assumption_breaks_a_balanced_report_and_a_wrong_sum_among_blanks_is_told(
    data: st.DataObject,
) -> None:
    figures = data.draw(fig.balanced("2021", largest=data.draw(st.sampled_from([0, 1, 2, 40]))))
    empty = data.draw(
        st.dictionaries(st.sampled_from(sorted(figures)), st.sampled_from([SLASH, BLANK]))
    )
    judged = judge(_with_zeros_emptied(figures, empty))
    assert not [f for f in _of(judged, *SUMS) if f.assuming]

    sums = [i.right[0] for i in TABLES["t3", "2021"].identities if i.kind != "balance"]
    wrong = data.draw(st.sampled_from(sums))
    figures[wrong] += data.draw(st.integers(1, 9))
    judged = judge(_with_zeros_emptied(figures, empty))
    assert any(wrong in finding.cells for finding in _of(judged, *SUMS))
