"""Every rule with a holding, a broken and a not-assessable case; a rule without one fails."""

from __future__ import annotations

from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gouji.judging.context import Context
from gouji.judging.judge import judge, unreadable
from gouji.judging.rules.collected import RULE
from gouji.report import Cell
from gouji.verdict import Verdict
from tests.gouji import figures as fig
from tests.gouji.judging.cases import Cases, families
from tests.gouji.judging.reports import (
    BLANK,
    CLEAN,
    CONTEXT,
    UNREAD,
    as_filed,
    with_cells,
    with_figures,
    without_table,
)

FAMILIES = families()


def _all(*cases: Cases) -> Cases:
    return dict(chain.from_iterable(c.items() for c in cases))


HOLDING = _all(*(family.holding for family in FAMILIES))
BROKEN = _all(*(family.broken for family in FAMILIES))
UNASSESSABLE = _all(*(family.unassessable for family in FAMILIES))
NEVER = {rule: why for family in FAMILIES for rule, why in family.never_unassessable.items()}


def _rules(judgement: Verdict) -> tuple[set[str], set[str]]:
    return {f.rule for f in judgement.findings}, {u.rule for u in judgement.unassessed}


def test_every_rule_has_its_cases() -> None:
    assert set(HOLDING) == set(RULE)
    assert set(BROKEN) == set(RULE)
    assert set(UNASSESSABLE) | set(NEVER) == set(RULE)
    assert not set(UNASSESSABLE) & set(NEVER)


def test_clean_report_passes_every_rule() -> None:
    judgement = judge(CLEAN, CONTEXT)
    assert judgement.status == "passed"
    assert (judgement.findings, judgement.unassessed) == ((), ())


@pytest.mark.parametrize("rule", HOLDING)
def test_rule_that_holds_says_nothing(rule: str) -> None:
    broken, unassessed = _rules(judge(*HOLDING[rule]()))
    assert rule not in broken | unassessed


@pytest.mark.parametrize("rule", BROKEN)
def test_broken_rule_is_found_with_its_severity_and_a_sentence(rule: str) -> None:
    findings = [f for f in judge(*BROKEN[rule]()).findings if f.rule == rule]
    assert findings
    assert {f.severity for f in findings} == {RULE[rule].severity}
    assert all(f.message.endswith("。") for f in findings)


@pytest.mark.parametrize("rule", UNASSESSABLE)
def test_rule_that_cannot_be_assessed_is_neither_broken_nor_in_order(rule: str) -> None:
    judgement = judge(*UNASSESSABLE[rule]())
    broken, unassessed = _rules(judgement)
    assert rule in unassessed
    assert rule not in broken
    assert all(u.reason.endswith("。") for u in judgement.unassessed)


def test_missing_or_unread_cell_makes_the_report_incomplete() -> None:
    assert judge(without_table("t4"), CONTEXT).status == "incomplete"
    assert judge(with_cells(t3__granted__other=UNREAD), CONTEXT).status == "incomplete"


def test_identity_that_cannot_be_assessed_makes_the_report_incomplete() -> None:
    assert judge(*UNASSESSABLE["T3-03"]()).status == "incomplete"


def test_blank_that_the_identities_force_is_deduced_and_used() -> None:
    report = with_cells(t3__granted__other=BLANK)
    judgement = judge(report, as_filed(report))
    assert judgement.deduced == {"t3.granted.other": 0}
    assert judgement.status == "passed"
    assert _rules(judgement) == ({"T2-08"}, {"T3-04"})


def test_without_context_what_needs_it_is_not_assessed_and_the_report_still_passes() -> None:
    judgement = judge(CLEAN, Context())
    assert judgement.status == "passed"
    needing = {rule.id for rule in RULE.values() if rule.needs and "2021" in rule.forms}
    assert _rules(judgement) == (set(), needing)


def test_message_names_what_is_printed_and_what_the_others_add_up_to() -> None:
    report = with_cells(t4__reconsideration__upheld=Cell(2), t4__reconsideration__total=Cell(3))
    (finding,) = [f for f in judge(report, CONTEXT).findings if f.rule == "T4-01"]
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
    assert judge(with_figures(figures)).status == "passed"
    cell = data.draw(st.sampled_from(sorted(c for c in figures if not c.startswith("t2"))))
    changed = figures | {cell: figures[cell] + data.draw(st.integers(1, 50))}
    judgement = judge(with_figures(changed))
    assert judgement.status == "flagged"
    assert any(cell in finding.cells for finding in judgement.findings)
