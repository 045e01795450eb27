"""What was read and what was judged of one file, put together."""

from __future__ import annotations

import json

from msgspec.structs import replace

from gouji.codec import encode
from gouji.facts.reasons import Missing
from gouji.judging.judge import judge, unreadable
from gouji.report import Cell, Place
from gouji.result import Counts, alone, causes, counts, result_of
from gouji.verdict import GRAVITY
from tests.gouji.judging.reports import with_cells
from tests.gouji.wording.builders import TOTAL, finding, result, unassessed

CONTRACT = (
    *("file", "status", "reason", "organ", "year", "forms", "cells", "marks", "deduced", "units"),
    *("places", "findings", "unassessed", "tables", "rule_names", "rules", "measured"),
)


def test_result_has_the_fields_of_the_contract_in_their_order() -> None:
    report = with_cells()
    made = result_of("年报.docx", report, judge(report))
    assert tuple(json.loads(encode(made))) == CONTRACT


def test_place_leaves_out_what_its_medium_does_not_have() -> None:
    report = with_cells(t3__granted__other=Cell(3, place=Place("3", table=2, row=4)))
    places = json.loads(encode(result_of("年报.docx", report, judge(report))))["places"]
    assert places["t3.granted.other"] == {"text": "3", "table": 2, "row": 4}


def test_marks_and_units_name_only_the_cells_that_have_one() -> None:
    report = with_cells(
        t2__charges__amount=Cell(None, "blank"), t3__granted__other=Cell(1, "inferred")
    )
    made = result_of("年报.docx", report, judge(report))
    assert made.marks == {"t2.charges.amount": "blank", "t3.granted.other": "inferred"}
    assert made.cells["t2.charges.amount"] is None
    assert made.units == {c: cell.unit for c, cell in report.cells.items() if cell.unit}


def test_file_that_is_no_report_has_a_reason_and_nothing_else() -> None:
    made = result_of("年报.docx", None, unreadable("文件打不开。"))
    assert (made.status, made.reason, made.forms) == (
        "unreadable",
        "文件打不开。",
        {"t2": None, "t3": None, "t4": None},
    )
    assert (made.cells, made.findings, made.unassessed) == ({}, (), ())


def test_findings_of_one_number_are_one_cause_with_the_repairs_that_mend_them() -> None:
    one, other, single = (
        finding("甲。", severity="warning", cause=1),
        finding("乙。", cause=1, repairs=({TOTAL: 39},), bounded=True),
        finding("丙。"),
    )
    made = result(findings=[single, replace(one, cause=2), one, other])
    first, second = causes(made)
    assert (first.number, first.findings, first.repairs) == (1, (one, other), ({TOTAL: 39},))
    assert (first.severity, first.bounded) == ("error", True)
    assert (second.number, second.severity, second.repairs) == (2, "warning", ())
    assert alone(made) == (single,)


def test_counts_tell_findings_by_severity_what_was_not_assessed_and_what_was_recognised() -> None:
    made = result(
        marks={TOTAL: "recognised", "t3.granted.total": "blank"},
        findings=[finding(), finding(severity="note"), finding(severity="note")],
        unassessed=[unassessed(Missing(what="roster"))],
    )
    assert counts(made) == Counts(errors=1, warnings=0, notes=2, unassessed=1, recognised=1)
    assert [counts(made).of(severity) for severity in GRAVITY] == [1, 0, 2]
