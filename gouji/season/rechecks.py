"""What a verdict says that was judged again, beside what it said before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from gouji.report import CellId
from gouji.result import Result
from gouji.season.differences import differences
from gouji.verdict import Finding, Severity, Status

RecheckState = Literal["running", "done", "failed"]


class Noted(Struct, frozen=True, omit_defaults=True):
    """A finding by its key, with its rule and how grave it is; `before`: how grave it was, where that changed."""

    key: str
    rule: str
    name: str
    severity: Severity
    before: Severity | None = None


class VerdictChange(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """How a verdict changed: its status, its findings by key, the cells that are read otherwise.

    `gone`: their rule is switched off. `unchecked`: their rule cannot be checked any more. `regraded`: they stand, but
    are graver or less grave.
    """

    before: Status
    after: Status
    mended: tuple[Noted, ...] = ()
    new: tuple[Noted, ...] = ()
    gone: tuple[Noted, ...] = ()
    unchecked: tuple[Noted, ...] = ()
    regraded: tuple[Noted, ...] = ()
    cells: tuple[CellId, ...] = ()


def change_between(before: Result, after: Result) -> VerdictChange | None:
    """What an office is told of a report that was judged again; None where its verdict is what it was."""
    found = differences(before, after)
    change = VerdictChange(
        before=before.status,
        after=after.status,
        mended=_noted(found.findings.mended, before),
        new=_noted(found.findings.new, after),
        gone=_noted(found.findings.gone, before),
        unchecked=_noted(found.findings.unchecked, before),
        regraded=tuple(_regraded(before, after)),
        cells=tuple(each.cell for each in found.cells),
    )
    is_told = change != VerdictChange(before=after.status, after=after.status)
    return change if is_told else None


def _noted(findings: Iterable[Finding], result: Result) -> tuple[Noted, ...]:
    """Each key once: of one key there may be several findings."""
    return tuple({finding.key: _note(finding, result) for finding in findings}.values())


def _note(finding: Finding, result: Result) -> Noted:
    name = result.rule_names.get(finding.rule, finding.rule)
    return Noted(finding.key, finding.rule, name, finding.severity)


def _regraded(before: Result, after: Result) -> Iterator[Noted]:
    was = {finding.key: finding.severity for finding in before.findings}
    still = {finding.key: finding for finding in after.findings}
    for key, finding in still.items():
        if was.get(key, finding.severity) != finding.severity:
            yield replace(_note(finding, after), before=was[key])
