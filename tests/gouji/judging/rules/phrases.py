"""Which of a rule's findings a phrase raises when it stands in an otherwise clean report."""

from __future__ import annotations

from gouji.judging.judge import judge
from gouji.report import Report
from gouji.verdict import Finding
from tests.gouji.judging.reports import CLEAN, CONTEXT, with_text


def findings(rule: str, report: Report) -> list[Finding]:
    """The findings of one rule."""
    return [f for f in judge(report, CONTEXT).findings if f.rule == rule]


def raised(rule: str, *paragraphs: str, section: int = 6, report: Report = CLEAN) -> bool:
    """Whether paragraphs of one section break a rule; text as reading leaves it: NFKC, simplified."""
    return bool(findings(rule, with_text(section, *paragraphs, report=report)))


def key(rule: str, report: Report) -> str:
    """The key of the one finding of a rule."""
    (finding,) = findings(rule, report)
    assert len(finding.key) == 16
    return finding.key
