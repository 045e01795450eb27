"""A scan's broken sum: a warning that names the cell most likely misread, and never a clean pass."""

from __future__ import annotations

from dataclasses import replace

from gouji.judging import judge
from gouji.report import Cell, Judgement, Report
from tests.gouji.judging.reports import CONTEXT, ZEROS, with_figures

FIGURES = {
    **ZEROS,
    **{
        f"t3.{row}.{column}": n
        for row in ("new_received", "granted", "concluded")
        for column, n in (("natural_person", 31), ("business", 7), ("total", 38))
    },
}


def _scanned(**misread: int) -> Judgement:
    changed = {name.replace("__", "."): n for name, n in misread.items()}
    report: Report = with_figures({**FIGURES, **changed})
    cells = {cell: Cell(found.value, "recognised") for cell, found in report.cells.items()}
    return judge(replace(report, cells=cells, recognised=True), CONTEXT)


def test_scan_without_a_broken_sum_passes() -> None:
    assert _scanned().status == "passed"


def test_broken_sum_of_recognised_cells_warns_and_leaves_the_report_incomplete() -> None:
    judgement = _scanned(t3__granted__natural_person=37)
    assert judgement.status == "incomplete"
    assert {f.severity for f in judgement.findings} == {"warning"}
    assert {f.rule for f in judgement.findings} == {"T3-02", "T3-03"}


def test_the_cell_that_explains_both_broken_sums_is_named_with_its_likely_value() -> None:
    for finding in _scanned(t3__granted__natural_person=37).findings:
        assert "最可能认错的是表三“（一）予以公开”行“自然人”列" in finding.message
        assert "若是 31 则相符" in finding.message


def test_a_sum_among_printed_cells_stays_an_error() -> None:
    judgement = judge(with_figures({**FIGURES, "t4.reconsideration.total": 1}), CONTEXT)
    assert [(f.rule, f.severity) for f in judgement.findings] == [("T4-01", "error")]
