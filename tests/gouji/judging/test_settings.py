"""An office's settings: what is switched off is not heard of, severities are its own."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from gouji import __version__
from gouji.judging.judge import judge, unreadable
from gouji.judging.rules.collected import RULE, version
from gouji.report import Cell, Report
from gouji.result import result_of
from gouji.season.settings import Settings
from gouji.verdict import Rulebook, Severity
from gouji.wording.verdict import account
from tests.gouji.judging.cases.figures import OPEN
from tests.gouji.judging.cases.previous import RETOLD, STORY, with_story
from tests.gouji.judging.reports import (
    CLEAN,
    CONTEXT,
    PREVIOUS,
    ZEROS,
    with_cells,
    with_figures,
)

BROKEN = with_cells(t4__reconsideration__total=1)
SCANNED = with_cells(t4__reconsideration__total=Cell(1, "recognised"))


def judged(report: Report, **settings: Any) -> Any:
    return judge(report, replace(CONTEXT, filed=report, settings=Settings(**settings)))


def severity(report: Report, severities: dict[str, Severity]) -> str:
    (found,) = {
        f.severity for f in judged(report, severities=severities).findings if f.rule == "T4-01"
    }
    return str(found)


def test_rule_that_is_off_is_neither_found_nor_unassessed() -> None:
    judgement = judged(BROKEN, off=frozenset({"T4-01"}))
    assert judgement.status == "passed"
    assert "T4-01" not in {o.rule for o in (*judgement.findings, *judgement.unassessed)}
    assert {u.rule for u in judged(with_cells(**OPEN)).unassessed} >= {"T3-01", "T3-02", "T3-03"}


def test_identities_that_are_off_do_not_leave_a_report_incomplete() -> None:
    report = with_cells(with_figures(ZEROS), **OPEN)
    assert judged(report).status == "incomplete"
    assert judged(report, off=frozenset({"T3-01", "T3-02", "T3-03"})).status == "passed"


def test_severity_of_the_office_decides_the_status() -> None:
    assert (severity(BROKEN, {"T4-01": "warning"}), judged(BROKEN).status) == ("warning", "flagged")
    assert judged(BROKEN, severities={"T4-01": "warning"}).status == "passed"
    blank = with_cells(t2__licences__decisions=Cell(None, "blank"))
    assert judged(blank, severities={"T2-08": "error"}).status == "flagged"


@pytest.mark.parametrize(
    ("set_to", "becomes"), [("error", "warning"), ("warning", "warning"), ("note", "note")]
)
def test_softened_finding_never_gets_graver(set_to: Severity, becomes: str) -> None:
    assert severity(SCANNED, {"T4-01": set_to}) == becomes
    assert judged(SCANNED, severities={"T4-01": set_to}).status == "incomplete"


def test_judgement_says_by_which_rules() -> None:
    rules = judged(CLEAN, off=frozenset({"T3-08", "FMT-06"}), severities={"T2-08": "note"}).rules
    assert rules.version == version()
    assert (rules.off, rules.severities) == (("FMT-06", "T3-08"), {"T2-08": "note"})
    assert judged(CLEAN, on=frozenset({"T4-01"}), thresholds={"XY-04": 3}).rules == Rulebook(
        version(), on=("T4-01",), thresholds={"XY-04": 3}
    )
    assert unreadable("打不开。").rules is not None


def half_alike(**settings: Any) -> Any:
    now = with_story(CLEAN, (*STORY[:4], *(text[::-1] for text in STORY[4:])))
    then = with_story(PREVIOUS, RETOLD)
    return judge(now, replace(CONTEXT, previous=then, settings=Settings(**settings)))


def test_threshold_of_the_office_decides_and_the_measured_likeness_is_always_told() -> None:
    usual, strict = half_alike(), half_alike(thresholds={"XY-06": Decimal("0.4")})
    share = usual.measured["XY-06"]
    assert Decimal("0.4") < share < Decimal("0.85")
    assert "XY-06" not in {f.rule for f in usual.findings}
    assert f"相同的部分占 {share * 100:.0f}%" in next(
        f.message for f in strict.findings if f.rule == "XY-06"
    )
    assert any(f"{share:.0%} 相同" in said for said in account(result_of("", CLEAN, usual)))
    assert "XY-06" not in half_alike(off=frozenset({"XY-06"})).measured


def test_version_is_the_packages_with_a_digest_of_the_catalogue(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from gouji.judging.rules import collected as rules

    assert version().startswith(f"{__version__}+")
    changed = (*rules.RULES[1:], replace(RULE["T4-01"], severity="note"))
    monkeypatch.setattr(rules, "RULES", changed)
    assert rules.version.__wrapped__() != version()
