"""Slips that run through a whole table are one cause with one repair; what may as well be something else is not."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

import pytest
from msgspec.structs import replace

from bench.tables import HABITS, T3, balanced_table
from gouji.judging.judge import judge
from gouji.judging.sums.repair import find_causes
from gouji.report import Cell, Report
from gouji.verdict import Verdict
from tests.gouji.judging.reports import CONTEXT, ZEROS, with_figures

Figures = dict[str, int]
COLUMNS = tuple(dict.fromkeys(spec.column.id for spec in T3.specs.values()))
OFFICE: Mapping[str, tuple[int, ...]] = {
    "new_received": (28, 8, 0, 1, 2, 0),
    "carried_in": (3, 2, 0, 0, 1, 0),
    "granted": (20, 7, 0, 1, 0, 0),
    "unable.not_held": (6, 1, 0, 0, 2, 0),
    "concluded": (26, 8, 0, 1, 2, 0),
    "carried_over": (5, 2, 0, 0, 1, 0),
}


def _office() -> Figures:
    figures = {cell: n for cell, n in ZEROS.items() if cell in T3.specs}
    for row, numbers in OFFICE.items():
        cells = (f"t3.{row}.{column}" for column in COLUMNS)
        figures |= dict(zip(cells, (*numbers, sum(numbers)), strict=True))
    return figures


def _added(figures: Figures, line: str, other: str, sign: int = 1) -> Figures:
    row = {
        f"t3.{line}.{c}": figures[f"t3.{line}.{c}"] + sign * figures[f"t3.{other}.{c}"]
        for c in COLUMNS
    }
    return {**figures, **row}


def _spoilt(true: Figures, printed: Figures) -> Figures:
    return {cell: n for cell, n in true.items() if printed[cell] != n}


def _sums(judgement: Verdict) -> set[int | None]:
    return {finding.cause for finding in judgement.findings if finding.rule.startswith("T3")}


@pytest.mark.parametrize(
    ("line", "other", "sign", "said"),
    [
        (
            "concluded",
            "carried_over",
            1,
            "“（七）总计”行的各列都多算了“四、结转下年度继续办理”行的数",
        ),
        (
            "new_received",
            "carried_in",
            1,
            "行的各列都多算了“二、上年结转政府信息公开申请数量”行的数",
        ),
        ("new_received", "carried_over", -1, "行的各列都漏算了“四、结转下年度继续办理”行的数"),
        ("concluded", "unable.not_held", -1, "行的各列都漏算了"),
        ("concluded", "unable.not_held", 1, "行的各列都重复计算了"),
    ],
)
def test_one_row_counted_into_another_in_every_column_is_one_cause_with_its_name(
    line: str, other: str, sign: int, said: str
) -> None:
    true = _office()
    printed = _added(true, line, other, sign)
    judgement = judge(with_figures({**ZEROS, **printed}), CONTEXT)
    assert _sums(judgement) == {1}
    for finding in judgement.findings:
        if finding.cause == 1:
            assert finding.repairs == (_spoilt(true, printed),)
            assert said in finding.message


def test_habit_and_an_error_apart_from_it_are_two_causes() -> None:
    true = _office()
    printed = _added(true, "new_received", "carried_in") | {"t3.denied.state_secret.other": 4}
    repairs = [cause.repairs for cause in find_causes(T3, printed)]
    assert {"t3.denied.state_secret.other": 0} in [repair for (repair,) in repairs]
    assert len(repairs) == 2


def test_habit_that_the_text_contradicts_gives_way_to_what_agrees_with_it() -> None:
    true = _office()
    for cell in ("t3.carried_in.other", "t3.carried_in.legal_service"):
        true[cell] = 0
    true |= {
        "t3.carried_in.total": 5,
        "t3.new_received.legal_service": 3,
        "t3.new_received.total": 40,
    }
    printed = _added(true, "new_received", "carried_in")
    received = printed["t3.new_received.total"]
    report: Report = with_figures({**ZEROS, **printed})
    sections = tuple(
        replace(s, paragraphs=(f"本年新收到政府信息公开申请{received}件。",))
        if s.number == 1
        else s
        for s in report.sections
    )
    findings = judge(replace(report, sections=sections), CONTEXT).findings
    first = [f.repairs[0] for f in findings if f.rule == "T3-01" and f.repairs]
    assert first
    assert not any("t3.new_received.total" in repair for repair in first)


def test_what_one_column_alone_shows_keeps_its_other_explanations() -> None:
    printed = dict.fromkeys(T3.specs, 0)
    for column in ("natural_person", "total"):
        printed |= {f"t3.{row}.{column}": 5 for row in ("new_received", "granted", "concluded")}
        printed[f"t3.carried_in.{column}"] = 2
    (cause,) = find_causes(T3, printed)
    assert cause.habit is None
    assert len(cause.repairs) == 3


def test_row_that_stands_one_column_aside_is_told_as_such() -> None:
    true = _office()
    cells = [f"t3.granted.{column}" for column in COLUMNS[:-1]]
    aside = dict(zip(cells, (0, 20, 7, 0, 1, 0), strict=True))
    judgement = judge(with_figures({**ZEROS, **true, **aside}), CONTEXT)
    assert _sums(judgement) == {1}
    for finding in judgement.findings:
        if finding.cause:
            assert "“（一）予以公开”行的数字整行错列，向右错了一列" in finding.message
            assert finding.repairs == (_spoilt(true, {**true, **aside}),)


def test_row_one_column_aside_whose_first_cell_is_blank_is_told_as_such() -> None:
    cells = [f"t3.granted.{column}" for column in COLUMNS[:-1]]
    aside = dict(zip(cells, (0, 20, 7, 0, 1, 0), strict=True))
    report = with_figures({**ZEROS, **_office(), **aside})
    report = replace(report, cells={**report.cells, cells[0]: Cell(None, "blank")})
    findings = [f for f in judge(report, CONTEXT).findings if f.cause]
    assert findings
    assert all("整行错列" in finding.message for finding in findings)


@pytest.mark.parametrize("kind", [kind for kind in HABITS if "late" not in kind])
@pytest.mark.parametrize("seed", range(8))
def test_habit_in_a_random_table_is_mended_with_one_cause(kind: str, seed: int) -> None:
    chance = Random(seed)
    for _ in range(50):
        true = balanced_table(chance, 60)
        printed = dict(true)
        if HABITS[kind](chance, printed, T3):
            break
    (cause,) = find_causes(T3, printed)
    assert _spoilt(true, printed) in [dict(repair) for repair in cause.repairs]


@pytest.mark.parametrize("stated", [0, 1])
def test_of_a_late_request_that_no_total_counts_the_text_tells_which_repair_comes_first(
    stated: int,
) -> None:
    true = _office()
    totals = [f"t3.{row}.total" for row in ("new_received", "granted", "concluded")]
    printed = {**true, **{cell: true[cell] - 1 for cell in totals}}
    report: Report = with_figures({**ZEROS, **printed})
    received = printed["t3.new_received.total"] + stated
    sections = tuple(
        replace(s, paragraphs=(f"全年新收政府信息公开申请{received}件。",)) if s.number == 1 else s
        for s in report.sections
    )
    findings = judge(replace(report, sections=sections), CONTEXT).findings
    (first,) = {frozenset(f.repairs[0].items()) for f in findings if f.rule.startswith("T3")}
    assert (first == frozenset((cell, true[cell]) for cell in totals)) == bool(stated)
