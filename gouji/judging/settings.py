"""What an office decided about the rules, applied to what the checks yielded."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from gouji.judging.rules.collected import RULE, RULES, version
from gouji.season.settings import Settings
from gouji.verdict import GRAVITY, Finding, Rulebook, Unassessed


class Outcomes(Struct, frozen=True):
    """What the office wants to hear. `softened`: rules of findings that their check held milder than the catalogue."""

    findings: tuple[Finding, ...]
    unassessed: tuple[Unassessed, ...]
    softened: frozenset[str]

    @property
    def rules(self) -> list[str]:
        """The rules that are named, each once."""
        named = (
            *(finding.rule for finding in self.findings),
            *(item.rule for item in self.unassessed),
        )
        return list(dict.fromkeys(named))


def applied(
    settings: Settings, findings: Iterable[Finding], unassessed: Iterable[Unassessed]
) -> Outcomes:
    """Leave out what is switched off, and give the rest the office's severities.

    A finding that its check softened (a number recognised from a scan) never gets graver than it was.
    """
    silent = off(settings)
    kept = [finding for finding in findings if finding.rule not in silent]
    return Outcomes(
        tuple(_as_grave_as_set(settings, finding) for finding in kept),
        tuple(item for item in unassessed if item.rule not in silent),
        frozenset(finding.rule for finding in kept if _is_softened(finding)),
    )


def off(settings: Settings) -> frozenset[str]:
    """The rules that do not judge: those off by themselves and not switched on, and those switched off."""
    by_default = {rule.id for rule in RULES if rule.default == "off"}
    return frozenset(by_default - settings.on | settings.off)


def rulebook(settings: Settings) -> Rulebook:
    """What the result records of the rules that judged."""
    severities = dict(sorted(settings.severities.items()))
    thresholds = dict(sorted(settings.thresholds.items()))
    return Rulebook(
        version(), tuple(sorted(settings.off)), severities, tuple(sorted(settings.on)), thresholds
    )


def _is_softened(finding: Finding) -> bool:
    return GRAVITY.index(finding.severity) > GRAVITY.index(RULE[finding.rule].severity)


def _as_grave_as_set(settings: Settings, finding: Finding) -> Finding:
    severity = settings.severities.get(finding.rule, finding.severity)
    if _is_softened(finding):
        severity = max(severity, finding.severity, key=GRAVITY.index)
    return replace(finding, severity=severity)
