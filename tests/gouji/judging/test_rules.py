"""Every rule with a holding, a broken and a not-assessable case; a rule without one fails."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gouji.form import TABLES
from gouji.judging import judge, unreadable
from gouji.judging.rules import RULES
from gouji.report import Cell, Judgement, Key, Naming, Place, Report, TableId
from tests.gouji import figures as fig

KEY = Key("qingchuan", 2022, "青川市档案局")
ZEROS = {cell: 0 for (_, form), table in TABLES.items() if form == "2021" for cell in table.specs}
CLEAN = fig.report("2021", ZEROS)


def _with(**cells: Cell) -> Report:
    changed = {name.replace("__", "."): cell for name, cell in cells.items()}
    return replace(CLEAN, cells={**CLEAN.cells, **changed})


def _without(table: TableId) -> Report:
    cells = {
        cell: Cell(None, "missing") if cell.startswith(table) else found
        for cell, found in CLEAN.cells.items()
    }
    return replace(CLEAN, cells=cells, forms={**CLEAN.forms, table: None})


def _shown(value: int, text: str) -> Cell:
    return Cell(value, place=Place(text))


_UNREAD = Cell(None, "unreadable", place=Place("约12"))
# Three requests, and of neither row is it known which of two applicants they came from.
_OPEN = {
    f"t3__{row}__{column}": cell
    for row in ("new_received", "granted", "concluded")
    for column, cell in (
        ("natural_person", Cell(None, "blank")),
        ("business", Cell(None, "blank")),
        ("total", Cell(3)),
    )
}
# rule -> the report that breaks it, the report in which it cannot be assessed
BROKEN: dict[str, Callable[[], Report]] = {
    "YR-02": lambda: replace(CLEAN, namings=(Naming("period", None, 2021, "2021年"),)),
    "ORG-02": lambda: replace(
        CLEAN, namings=(Naming("signature", "青川市水利局", None, "青川市水利局"),)
    ),
    "DOC-01": lambda: replace(CLEAN, reports=2),
    "KEY-02": lambda: replace(CLEAN, organ="青川市水利局"),
    "FMT-03": lambda: _without("t4"),
    "FMT-04": lambda: replace(CLEAN, year=2020),
    "KEY-01": lambda: replace(CLEAN, year=2021),
    "T2-02": lambda: _with(t2__licences__decisions=_shown(-1, "-1")),
    "T2-03": lambda: _with(t2__charges__amount=Cell(5, unit="万元", place=Place("5万元"))),
    "T2-08": lambda: _with(t2__rules__issued=Cell(None, "placeholder", place=Place("/"))),
    "T3-01": lambda: _with(t3__new_received__other=Cell(1), t3__new_received__total=Cell(1)),
    "T3-02": lambda: _with(t3__granted__other=Cell(1), t3__granted__total=Cell(1)),
    "T3-03": lambda: _with(t3__granted__other=Cell(1)),
    "T3-04": lambda: _with(t3__granted__other=_shown(-1, "-1")),
    "T4-01": lambda: _with(t4__reconsideration__total=Cell(1)),
    "T4-02": lambda: _with(t4__reconsideration__upheld=Cell(None, "missing")),
}
UNASSESSABLE: dict[str, Callable[[], Report]] = {
    # FMT-03 and DOC-01 have no such case: a table is found or it is not, and reports can be counted.
    "YR-02": lambda: replace(CLEAN, year=None),
    "ORG-02": lambda: replace(CLEAN, organ=None),
    "KEY-02": lambda: replace(CLEAN, organ=None),
    "FMT-04": lambda: replace(CLEAN, year=None),
    "KEY-01": lambda: replace(CLEAN, year=None),
    "T2-02": lambda: _with(t2__licences__decisions=Cell(None, "blank")),
    "T2-03": lambda: _with(t2__charges__amount=Cell(None, "blank")),
    "T2-08": lambda: _without("t2"),
    "T3-01": lambda: _with(**_OPEN),
    "T3-02": lambda: _with(**_OPEN),
    "T3-03": lambda: _with(**_OPEN),
    "T3-04": lambda: _with(t3__granted__other=_UNREAD),
    "T4-01": lambda: _without("t4"),
    "T4-02": lambda: _with(t4__reconsideration__upheld=_UNREAD),
}


def _rules(judgement: Judgement) -> tuple[set[str], set[str]]:
    return {f.rule for f in judgement.findings}, {u.rule for u in judgement.unassessed}


def test_every_rule_has_its_cases() -> None:
    ids = {rule.id for rule in RULES}
    assert set(BROKEN) == ids
    assert set(UNASSESSABLE) == ids - {"FMT-03", "DOC-01"}


def test_clean_report_passes_every_rule() -> None:
    judgement = judge(CLEAN, KEY)
    assert judgement.status == "passed"
    assert (judgement.findings, judgement.unassessed) == ((), ())


@pytest.mark.parametrize("rule", BROKEN)
def test_broken_rule_is_found_with_its_severity_and_a_sentence(rule: str) -> None:
    findings = [f for f in judge(BROKEN[rule](), KEY).findings if f.rule == rule]
    assert findings
    assert {f.severity for f in findings} == {r.severity for r in RULES if r.id == rule}
    assert all(f.message.endswith("。") for f in findings)


@pytest.mark.parametrize("rule", UNASSESSABLE)
def test_rule_that_cannot_be_assessed_is_neither_broken_nor_in_order(rule: str) -> None:
    broken, unassessed = _rules(judge(UNASSESSABLE[rule](), KEY))
    assert rule in unassessed
    assert rule not in broken


def test_missing_or_unread_cell_makes_the_report_incomplete() -> None:
    assert judge(_without("t4"), KEY).status == "incomplete"
    assert judge(_with(t3__granted__other=_UNREAD), KEY).status == "incomplete"


def test_identity_that_cannot_be_assessed_makes_the_report_incomplete() -> None:
    assert judge(UNASSESSABLE["T3-03"](), KEY).status == "incomplete"


def test_blank_that_the_identities_force_is_deduced_and_used() -> None:
    judgement = judge(_with(t3__granted__other=Cell(None, "blank")), KEY)
    assert judgement.deduced == {"t3.granted.other": 0}
    assert judgement.status == "passed"
    assert _rules(judgement) == ({"T2-08"}, {"T3-04"})


def test_without_a_key_what_it_says_is_not_assessed_and_the_report_still_passes() -> None:
    judgement = judge(CLEAN, None)
    assert judgement.status == "passed"
    assert _rules(judgement) == (set(), {"KEY-01", "KEY-02"})


def test_message_names_what_is_printed_and_what_the_others_add_up_to() -> None:
    report = _with(t4__reconsideration__upheld=Cell(2), t4__reconsideration__total=Cell(3))
    (finding,) = judge(report, KEY).findings
    assert finding.message == (
        "表四“行政复议”：“总计”填的是 3，而各项相加是 2（“结果维持” 2＋其余为 0），相差 1。"
    )


def test_unreadable_judgement_carries_its_reason() -> None:
    assert (unreadable("请重新报送。").status, unreadable("请重新报送。").reason) == (
        "unreadable",
        "请重新报送。",
    )


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_balanced_table_passes_and_one_changed_cell_never_does(data: st.DataObject) -> None:
    figures = data.draw(fig.balanced("2021"))
    assert judge(fig.report("2021", figures), KEY).status == "passed"
    cell = data.draw(st.sampled_from(sorted(c for c in figures if not c.startswith("t2"))))
    changed = figures | {cell: figures[cell] + data.draw(st.integers(1, 50))}
    judgement = judge(fig.report("2021", changed), KEY)
    assert judgement.status == "flagged"
    assert any(cell in finding.cells for finding in judgement.findings)
