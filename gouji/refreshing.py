"""A result with what the rules of the season find now, without judging the report anew."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from gouji.judging.rules.collected import RULE, SEASON_RULES
from gouji.judging.season import SeasonOutcomes, gravity, is_flagged
from gouji.result import Result
from gouji.verdict import Finding, Status


def refreshed(result: Result, season: SeasonOutcomes) -> Result:
    """A result with the season's outcomes as they are now in place of those of when it was judged."""
    kept = [finding for finding in result.findings if finding.rule not in SEASON_RULES]
    findings = sorted((*kept, *season.findings), key=gravity)
    unassessed = [item for item in result.unassessed if item.rule not in SEASON_RULES]
    unassessed += season.unassessed
    own = result.rules.set_otherwise if result.rules else ()
    named = dict.fromkeys([*(f.rule for f in findings), *(item.rule for item in unassessed), *own])
    return replace(
        result,
        status=_status(result.status, findings),
        findings=tuple(findings),
        unassessed=tuple(unassessed),
        rule_names={rule: _name(rule, result) for rule in named},
    )


def _status(before: Status, findings: Iterable[Finding]) -> Status:
    if before in {"unreadable", "incomplete"}:
        return before
    return "flagged" if is_flagged(findings) else "passed"


def _name(rule: str, result: Result) -> str:
    """Of a rule that is no more, as it was called then."""
    return RULE[rule].name if rule in RULE else result.rule_names.get(rule, rule)
