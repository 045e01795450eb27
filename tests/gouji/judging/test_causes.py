"""Findings by cause, with repairs. A scan's broken sum warns, names the likeliest misread cell, is no clean pass."""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from gouji.judging.judge import judge
from gouji.report import Cell, Report
from gouji.verdict import Verdict
from tests.gouji.judging.reports import (
    CONTEXT,
    ZEROS,
    as_filed,
    with_cells,
    with_figures,
    with_text,
)

SUMS = {"T3-01", "T3-02", "T3-03", "T3-04"}
FIGURES: dict[str, int] = {
    **ZEROS,
    **{
        f"t3.{row}.{column}": n
        for row in ("new_received", "granted", "concluded")
        for column, n in (("natural_person", 31), ("business", 7), ("total", 38))
    },
}


def _scanned(**misread: int) -> Verdict:
    changed = {name.replace("__", "."): n for name, n in misread.items()}
    report: Report = with_figures({**FIGURES, **changed})
    cells = {cell: Cell(found.value, "recognised") for cell, found in report.cells.items()}
    scan = replace(report, cells=cells, recognised=True)
    return judge(scan, as_filed(scan))


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
    report = with_figures({**FIGURES, "t4.reconsideration.total": 1})
    judgement = judge(report, as_filed(report))
    assert [(f.rule, f.severity) for f in judgement.findings] == [("T4-01", "error")]


def test_one_wrong_total_is_one_cause_of_all_its_broken_sums() -> None:
    judgement = judge(with_figures({**FIGURES, "t3.concluded.total": 83}), CONTEXT)
    sums = [f for f in judgement.findings if f.rule in SUMS]
    assert {f.rule for f in sums} == {"T3-01", "T3-02", "T3-03"}
    assert {f.cause for f in sums} == {1}
    assert all(f.repairs == ({"t3.concluded.total": 38},) for f in sums)
    assert not any(f.bounded for f in sums)


def test_errors_in_two_tables_are_two_causes() -> None:
    changed = {"t3.concluded.total": 83, "t4.reconsideration.total": 1}
    judgement = judge(with_figures({**FIGURES, **changed}), CONTEXT)
    causes = {f.rule: f.cause for f in judgement.findings if f.cause}
    assert causes["T4-01"] != causes["T3-01"]


def test_finding_that_is_no_broken_sum_has_no_cause() -> None:
    report = with_cells(t2__rules__issued=Cell(None, "blank"))
    (finding,) = [f for f in judge(report, CONTEXT).findings if f.rule == "T2-08"]
    assert (finding.cause, finding.repairs) == (None, ())


def test_number_that_is_no_count_gets_what_the_sums_force() -> None:
    report = with_figures({**FIGURES, "t3.granted.natural_person": Decimal("3.1")})
    judgement = judge(report, CONTEXT)
    sums = [f for f in judgement.findings if f.rule in SUMS]
    assert {f.rule for f in sums} == {"T3-02", "T3-03", "T3-04"}
    assert {f.cause for f in sums} == {1}
    assert all(f.repairs == ({"t3.granted.natural_person": 31},) for f in sums)


def test_number_that_is_no_count_has_its_cause_beside_other_findings_of_its_cell() -> None:
    report = with_figures({**FIGURES, "t3.granted.natural_person": Decimal("3.1")})
    found = judge(report, as_filed(with_figures(FIGURES))).findings
    causes = {f.rule: f.cause for f in found if f.cells == ("t3.granted.natural_person",)}
    assert causes == {"T3-04": 1, "XY-08": None}


def test_sum_of_several_numbers_that_are_no_counts_asks_once_to_look_at_the_scan() -> None:
    odd = {"t3__granted__natural_person": -1, "t3__granted__business": -2}
    (finding,) = [
        f for f in _scanned(**odd).findings if f.rule == "T3-03" and "t3.granted.total" in f.cells
    ]
    assert finding.message.count("请对照扫描件核对") == 1


def test_facts_name_the_cells_most_likely_misread() -> None:
    for finding in _scanned(t3__granted__natural_person=37).findings:
        assert finding.facts
        assert [(s.shown.cell, s.shown.value, s.fits) for s in finding.facts.suspects or ()] == [
            ("t3.granted.natural_person", 37, 31)
        ]


def test_facts_of_a_printed_sum_say_nothing_of_a_scan() -> None:
    report = with_figures({**FIGURES, "t4.reconsideration.total": 1})
    (finding,) = judge(report, as_filed(report)).findings
    assert finding.facts
    assert finding.facts.suspects is None


def test_repair_is_found_beside_blanks() -> None:
    figures: dict[str, int | None] = {**FIGURES, "t3.concluded.total": 83}
    cells = {c: Cell(n, "blank" if n is None else None) for c, n in figures.items()}
    cells["t3.granted.business"] = Cell(None, "blank")
    judgement = judge(replace(with_figures(FIGURES), cells=cells), CONTEXT)
    sums = [f for f in judgement.findings if f.rule in SUMS]
    assert sums
    assert all(f.repairs[0] == {"t3.concluded.total": 38} for f in sums)


def test_last_years_report_breaks_the_tie() -> None:
    # Two new requests were entered beside the carried ones: what was carried in says which is right.
    figures = {**FIGURES, "t3.carried_in.natural_person": 3, "t3.carried_in.business": 0}
    figures |= {"t3.carried_in.total": 3, "t3.carried_over.natural_person": 3}
    figures |= {"t3.carried_over.total": 3}
    moved = {**figures, "t3.carried_in.natural_person": 0, "t3.carried_in.business": 3}
    previous = replace(
        with_figures({**ZEROS, "t3.carried_over.natural_person": 3, "t3.carried_over.total": 3}),
        year=2021,
    )
    alone = judge(with_figures(moved), CONTEXT)
    informed = judge(with_figures(moved), replace(CONTEXT, previous=previous))
    want = {"t3.carried_in.natural_person": 3, "t3.carried_in.business": 0}
    sums = [f for f in informed.findings if f.rule == "T3-01"]
    assert sums
    assert all(f.repairs[0] == want for f in sums)
    assert {len(f.repairs) for f in sums} == {
        len(f.repairs) for f in alone.findings if f.rule == "T3-01"
    }


def test_repairs_that_the_text_contradicts_are_known() -> None:
    printed = with_figures({**FIGURES, "t3.concluded.total": 39})
    said = with_text(1, "本年新收到政府信息公开申请38件，办结39件。", report=printed)
    for report, refuted in ((printed, ()), (said, (0,))):
        found = [f for f in judge(report, CONTEXT).findings if f.cause]
        assert found
        assert {f.facts.refuted for f in found} == {refuted}


def test_row_one_column_aside_is_named_though_its_cells_are_the_smallest_repair() -> None:
    row = {"natural_person": 0, "business": 31, "research": 7}
    shifted = {f"t3.new_received.{column}": n for column, n in row.items()}
    found = [f for f in judge(with_figures({**FIGURES, **shifted}), CONTEXT).findings if f.cause]
    slips = {f.facts.habit for f in found}
    assert {slip and slip.way for slip in slips} == {"shifted"}
