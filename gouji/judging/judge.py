"""A report as read → a judgement: every rule holds, is violated or is not assessable."""

from __future__ import annotations

from typing import Final

from gouji.form import TABLES
from gouji.judging.case import Case
from gouji.judging.causes import explain
from gouji.judging.context import Context, Settings
from gouji.judging.rules.collected import CHECKS
from gouji.judging.rules.entries import RULE
from gouji.judging.settings import GRAVITY, Outcomes, applied, rulebook
from gouji.report import Finding, Judgement, Report, Status, Unassessed

_IDENTITIES: Final = frozenset(
    identity.rule for table in TABLES.values() for identity in table.identities
)
# Dates and the totals of an office never change a report's status (contract.md).
_NO_VERDICT: Final = ("PRC-", "AGG-", "ORG-05")


def judge(report: Report, context: Context | None = None) -> Judgement:
    """Judge one report, with what is known beside it."""
    context = context or Context()
    case = Case.of(report, context)
    outcomes = [outcome for check in CHECKS for outcome in check(case)]
    # A rule that is switched off still binds the repairs: what it says of the form stays true.
    findings = explain(case, [o for o in outcomes if isinstance(o, Finding)])
    unassessed = [o for o in outcomes if isinstance(o, Unassessed)]
    wanted = applied(context.settings, findings, unassessed)
    return Judgement(
        status=_status(report, wanted),
        findings=tuple(sorted(wanted.findings, key=lambda f: GRAVITY[f.severity])),
        unassessed=wanted.unassessed,
        deduced=case.deduced,
        rule_names={rule: RULE[rule].name for rule in wanted.rules},
        rules=rulebook(context.settings),
    )


def unreadable(reason: str) -> Judgement:
    """The judgement of a file that could not be read; `reason` tells the sender what to do."""
    return Judgement("unreadable", reason, rules=rulebook(Settings()))


def _status(report: Report, outcomes: Outcomes) -> Status:
    uncertain = any(cell.mark in {"missing", "unreadable"} for cell in report.cells.values())
    # A broken sum of recognised numbers says that something was misread, or that the report is wrong.
    misread = any(rule in _IDENTITIES for rule in outcomes.softened)
    if uncertain or misread or any(item.rule in _IDENTITIES for item in outcomes.unassessed):
        return "incomplete"
    if any(f.severity == "error" and not f.rule.startswith(_NO_VERDICT) for f in outcomes.findings):
        return "flagged"
    return "passed"
