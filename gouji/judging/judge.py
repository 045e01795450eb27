"""A report as read → a verdict: every rule holds, is violated or is not assessable."""

from __future__ import annotations

from typing import NamedTuple

from msgspec.structs import replace

from gouji.judging.case import Case
from gouji.judging.context import Context
from gouji.judging.listing import listed
from gouji.judging.peers import Among
from gouji.judging.rules.collected import RULE, has_cause, outcomes, season_outcomes
from gouji.judging.season import gravity, is_flagged, season_case
from gouji.judging.settings import Outcomes, applied, off, rulebook
from gouji.judging.sketching import sketched
from gouji.judging.text.quoting import Printed
from gouji.report import Report
from gouji.season.settings import Settings
from gouji.season.sketch import Sketch
from gouji.verdict import Finding, Measurement, Status, Unassessed, Verdict
from gouji.wording.told import reasoned, told


class Judgement(NamedTuple):
    """The verdict on a report, and the report in small as it was set beside others."""

    verdict: Verdict
    sketch: Sketch


def judge(
    report: Report, context: Context | None = None, of_office: Among | None = None
) -> Verdict:
    """Judge one report, with what is known beside it.

    `of_office`: the context's other reports, where they were arranged once for many reports to judge.
    """
    return judgement(report, context, of_office).verdict


def judgement(
    report: Report, context: Context | None = None, of_office: Among | None = None
) -> Judgement:
    """The same, with the sketch that it takes."""
    case = Case(report, context or Context())
    sketch = sketched(case)
    return Judgement(_verdict(case, sketch, of_office), sketch)


def _verdict(case: Case, sketch: Sketch, of_office: Among | None) -> Verdict:
    report, context = case.report, case.context
    among_others = season_case(sketch, context, of_office)
    found = [*outcomes(case), *season_outcomes(among_others)]
    # A rule that is switched off still binds the repairs: what it says of the form stays true.
    findings = _explained(case, [o for o in found if isinstance(o, Finding)])
    unassessed = [o for o in found if isinstance(o, Unassessed)]
    measured = [o for o in found if isinstance(o, Measurement)]
    wanted = applied(context.settings, findings, unassessed)
    printed = Printed(report)
    rules = rulebook(context.settings)
    return Verdict(
        status=_status(report, wanted),
        findings=tuple(
            told(replace(found, facts=printed.quoted(found.facts)))
            for found in sorted(listed(wanted.findings), key=gravity)
        ),
        unassessed=tuple(
            reasoned(replace(item, facts=printed.quoted(item.facts)))
            for item in listed(wanted.unassessed)
        ),
        deduced=case.deduced,
        rule_names={rule: RULE[rule].name for rule in (*wanted.rules, *rules.set_otherwise)},
        rules=rules,
        measured={m.rule: m.value for m in measured if m.rule not in off(context.settings)},
    )


def _explained(case: Case, findings: list[Finding]) -> list[Finding]:
    """The findings with their causes."""
    if not any(map(has_cause, findings)):
        return findings
    # Late: most reports' sums are right, and what looks for repairs takes its time to import.
    from gouji.judging.causes import explain

    return explain(case, findings)


def unreadable(reason: str) -> Verdict:
    """The verdict on a file that could not be read; `reason` tells the sender what to do."""
    return Verdict("unreadable", reason, rules=rulebook(Settings()))


def _status(report: Report, outcomes: Outcomes) -> Status:
    uncertain = any(cell.mark in {"missing", "unreadable"} for cell in report.cells.values())
    # A broken sum of recognised numbers says that something was misread, or that the report is wrong.
    misread = any(RULE[rule].concerns == "sum" for rule in outcomes.softened)
    unsure = any(RULE[item.rule].concerns == "sum" for item in outcomes.unassessed)
    if uncertain or misread or unsure:
        return "incomplete"
    return "flagged" if is_flagged(outcomes.findings) else "passed"
