"""A report as read → a judgement: every rule holds, is violated or is not assessable."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from gouji.form import TABLE_IDS, TABLES
from gouji.judging.case import Case
from gouji.judging.causes import explain
from gouji.judging.checks import CHECKS
from gouji.judging.context import Context, Dates, Organ, Settings
from gouji.judging.deduction import deduce
from gouji.judging.rules import RULE
from gouji.report import Finding, Judgement, Report, Status, Unassessed

_IDENTITIES: Final = frozenset(
    identity.rule for table in TABLES.values() for identity in table.identities
)
# Dates and the totals of an office never change a report's status (contract.md).
_NO_VERDICT: Final = ("PRC-", "AGG-", "ORG-05")
_GRAVITY: Final = {"error": 0, "warning": 1, "note": 2}


def judge(report: Report, context: Context | None = None) -> Judgement:
    """Judge one report, with what is known beside it."""
    context = context or Context()
    case = Case(report, {}, context)
    identities = [i for table in TABLE_IDS for i in case.table(table).identities]
    values = {cell: case.cells[cell].value for i in identities for cell in i.cells}
    case = Case(report, deduce(identities, values), context)
    outcomes = [outcome for check in CHECKS for outcome in check(case)]
    findings = explain(case, [o for o in outcomes if isinstance(o, Finding)])
    unassessed = [outcome for outcome in outcomes if isinstance(outcome, Unassessed)]
    return Judgement(
        status=_status(report, findings, unassessed),
        findings=tuple(sorted(findings, key=lambda finding: _GRAVITY[finding.severity])),
        unassessed=tuple(unassessed),
        deduced=case.deduced,
        rule_names={outcome.rule: RULE[outcome.rule].name for outcome in outcomes},
    )


def unreadable(reason: str) -> Judgement:
    """The judgement of a file that could not be read; `reason` tells the sender what to do."""
    return Judgement("unreadable", reason)


def _status(
    report: Report, findings: Sequence[Finding], unassessed: Sequence[Unassessed]
) -> Status:
    uncertain = any(cell.mark in {"missing", "unreadable"} for cell in report.cells.values())
    # A broken sum of recognised numbers says that something was misread, or that the report is wrong.
    misread = any(f.rule in _IDENTITIES and f.severity == "warning" for f in findings)
    if uncertain or misread or any(item.rule in _IDENTITIES for item in unassessed):
        return "incomplete"
    if any(f.severity == "error" and not f.rule.startswith(_NO_VERDICT) for f in findings):
        return "flagged"
    return "passed"


__all__ = ["RULE", "Context", "Dates", "Organ", "Settings", "judge", "unreadable"]
