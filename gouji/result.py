"""One file's result: what was read of it and what was judged. All that is told, stored or answered is made of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Annotated

from msgspec import Meta, Struct, field

from gouji.money import Unit
from gouji.report import (
    CellId,
    FormatVersion,
    Mark,
    Number,
    Place,
    Report,
    TableId,
    TableReading,
)
from gouji.verdict import GRAVITY, Finding, Repair, Rulebook, Severity, Status, Unassessed, Verdict


class Result(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One line of `gouji check --json`, field by field as in the contract.

    What has a default was not written at first: results stored then are still read.
    """

    file: str
    status: Status
    reason: str | None
    organ: Annotated[str | None, Meta(description="报告上写的机关名称")]
    year: Annotated[int | None, Meta(description="报告上写的年度")]
    forms: Mapping[TableId, FormatVersion | None]
    cells: Annotated[Mapping[CellId, Number | None], Meta(description="照报告所写")]
    marks: Annotated[Mapping[CellId, Mark], Meta(description="没有数字的原因，或数字的来历")]
    deduced: Annotated[Mapping[CellId, Number], Meta(description="由勾稽关系推定的数字")]
    units: Mapping[CellId, Unit]
    places: Annotated[Mapping[CellId, Place], Meta(description="各格在文件中的位置")]
    findings: tuple[Finding, ...]
    unassessed: Annotated[tuple[Unassessed, ...], Meta(description="没有核对的，不等于没有问题")]
    tables: Annotated[
        tuple[TableReading, ...], Meta(description="各表怎样读到：应有和找到的行与格")
    ] = ()
    rule_names: Annotated[Mapping[str, str], Meta(description="所涉规则的名称")] = field(
        default_factory=dict
    )
    rules: Annotated[Rulebook | None, Meta(description="核对所用的规则")] = None
    measured: Annotated[
        Mapping[str, Number], Meta(description="有界限的规则量得的数，不论是否超过界限")
    ] = field(default_factory=dict)


class Cause(Struct, frozen=True):
    """Findings that hang together; `repairs`, likeliest first, each mend all of them.

    `bounded`: there may be other repairs, or none was found within the bounds of the search.
    """

    number: int
    findings: tuple[Finding, ...]
    repairs: tuple[Repair, ...]
    bounded: bool

    @property
    def severity(self) -> Severity:
        """That of its gravest finding."""
        return min((finding.severity for finding in self.findings), key=GRAVITY.index)


class Counts(Struct, frozen=True):
    """How much was found: findings by severity, what was not assessed, cells read by character recognition.

    What is not listed for its number counts, too.
    """

    errors: int
    warnings: int
    notes: int
    unassessed: int
    recognised: int

    def of(self, severity: Severity) -> int:
        """The findings of one severity."""
        return {"error": self.errors, "warning": self.warnings, "note": self.notes}[severity]


class Changes(Struct, frozen=True):
    """Errors and warnings of a report beside those of the one that was handed in before.

    `unchecked`: those of before that could not be checked this time, so that nobody knows. `cleared` and `doubtful`:
    the cells that only the report before, and only this one, has no certain number in.
    """

    mended: tuple[Finding, ...]
    remaining: tuple[Finding, ...]
    new: tuple[Finding, ...]
    unchecked: tuple[Finding, ...]
    cleared: tuple[CellId, ...] = ()
    doubtful: tuple[CellId, ...] = ()


def result_of(file: str, report: Report | None, verdict: Verdict) -> Result:
    """The result of one file; `report` is None where none could be read."""
    cells = report.cells if report else {}
    return Result(
        file=file,
        status=verdict.status,
        reason=verdict.reason,
        organ=report.organ if report else None,
        year=report.year if report else None,
        forms=report.forms if report else {"t2": None, "t3": None, "t4": None},
        cells={key: cell.value for key, cell in cells.items()},
        marks={key: cell.mark for key, cell in cells.items() if cell.mark},
        deduced=verdict.deduced,
        units={key: cell.unit for key, cell in cells.items() if cell.unit},
        places={key: cell.place for key, cell in cells.items() if cell.place},
        findings=verdict.findings,
        unassessed=verdict.unassessed,
        tables=report.tables if report else (),
        rule_names=verdict.rule_names,
        rules=verdict.rules,
        measured=verdict.measured,
    )


def counts(result: Result) -> Counts:
    """Count what was found."""
    severities: Counter[Severity] = Counter()
    for finding in result.findings:
        severities[finding.severity] += 1 + finding.facts.further
    return Counts(
        errors=severities["error"],
        warnings=severities["warning"],
        notes=severities["note"],
        unassessed=sum(1 + item.facts.further for item in result.unassessed),
        recognised=sum(mark == "recognised" for mark in result.marks.values()),
    )


def causes(result: Result) -> tuple[Cause, ...]:
    """The causes by number."""
    found: dict[int, list[Finding]] = {}
    for finding in result.findings:
        if finding.cause is not None:
            found.setdefault(finding.cause, []).append(finding)
    return tuple(
        Cause(
            number,
            tuple(findings),
            next((f.repairs for f in findings if f.repairs), ()),
            any(f.bounded for f in findings),
        )
        for number, findings in sorted(found.items())
    )


def changes(before: Result, after: Result) -> Changes:
    """What became of the errors and warnings of an earlier upload, and which are new.

    The same fault has the same key. Of one rule and the same cells it is still there, though the figures changed.
    """
    known, still = _marks_of(before.findings), _marks_of(after.findings)
    gone = [f for f in before.findings if f.severity != "note" and still.isdisjoint(_marks_of([f]))]
    here = [f for f in after.findings if f.severity != "note"]
    were, are = _doubtful(before), _doubtful(after)
    unchecked = tuple(
        f
        for f in gone
        if not (are - were).isdisjoint(f.cells)
        or any(_leaves_open(item, f) for item in after.unassessed)
    )
    return Changes(
        mended=tuple(f for f in gone if f not in unchecked),
        remaining=tuple(f for f in here if not known.isdisjoint(_marks_of([f]))),
        new=tuple(f for f in here if known.isdisjoint(_marks_of([f]))),
        unchecked=unchecked,
        cleared=tuple(cell for cell in before.marks if cell in were - are),
        doubtful=tuple(cell for cell in after.marks if cell in are - were),
    )


def _doubtful(result: Result) -> set[CellId]:
    """The cells of which nobody knows the number that is meant."""
    return {cell for cell, mark in result.marks.items() if mark in {"unreadable", "missing"}}


def _marks_of(findings: Sequence[Finding]) -> set[str | tuple[str, tuple[CellId, ...]]]:
    """By what findings are known again: their keys, and rule and cells."""
    found: set[str | tuple[str, tuple[CellId, ...]]] = {finding.key for finding in findings}
    return found | {(f.rule, f.cells) for f in findings if f.cells}


def _leaves_open(item: Unassessed, finding: Finding) -> bool:
    """Whether what was not assessed may be what the finding told of."""
    cells = set(item.cells)
    return item.rule == finding.rule and (
        not cells or not finding.cells or not cells.isdisjoint(finding.cells)
    )


def alone(result: Result) -> tuple[Finding, ...]:
    """The findings that belong to no cause."""
    return tuple(f for f in result.findings if f.cause is None)
