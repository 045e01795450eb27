"""What differs between two uploads of one report: cell by cell, finding by finding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Annotated

from msgspec import Meta, Struct, field

from gouji.money import Unit
from gouji.report import CellId, Mark, Number
from gouji.result import Result
from gouji.verdict import Finding, Unassessed


class CellDifference(Struct, frozen=True):
    """A cell that the two reports print differently: its values, the marks that say why one is null, the units.

    Null without a mark: that report's format does not have the cell, or nothing was read.
    """

    cell: CellId
    before: Annotated[Number | None, Meta(description="前一件所写")] = field(name="from")
    after: Annotated[Number | None, Meta(description="后一件所写")] = field(name="to")
    before_mark: Mark | None = field(name="from_mark")
    after_mark: Mark | None = field(name="to_mark")
    before_unit: Unit | None = field(name="from_unit")
    after_unit: Unit | None = field(name="to_unit")


class Renewed(Struct, frozen=True):
    """A finding of one rule about the same cells in both, whose figures changed: the keys before and after."""

    rule: str
    before: str = field(name="from")
    after: str = field(name="to")


class FindingDifferences(Struct, frozen=True):
    """Findings by their keys: in the first only, in both (as in the second), in the second only.

    Those of the first that are in neither list: `unchecked`, whose rule could not be checked in the second, so that
    nobody knows; `gone`, whose rule the office switched off between the two. `renewed`: which of those that are mended
    by key are there again with other figures.
    """

    mended: tuple[Finding, ...]
    remaining: tuple[Finding, ...]
    new: tuple[Finding, ...]
    unchecked: Annotated[
        tuple[Finding, ...], Meta(description="后一件中无法核对，不等于已经改正")
    ] = ()
    gone: Annotated[tuple[Finding, ...], Meta(description="规则已经停用，不等于已经改正")] = ()
    renewed: Annotated[
        tuple[Renewed, ...], Meta(description="数字改过、同一规则同样各格仍有问题的")
    ] = ()


class Differences(Struct, frozen=True):
    """What differs between two uploads."""

    cells: tuple[CellDifference, ...]
    findings: FindingDifferences


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


def differences(before: Result, after: Result) -> Differences:
    """What differs between two results, the first one being the earlier upload's."""
    return Differences(tuple(_cells(before, after)), _findings(before, after))


def changes(before: Result, after: Result) -> Changes:
    """What became of the errors and warnings of an earlier upload, and which are new.

    The same fault has the same key. Of one rule and the same cells it is still there, though the figures changed.
    """
    known, still = _marks_of(before.findings), _marks_of(after.findings)
    gone = [f for f in before.findings if f.severity != "note" and still.isdisjoint(_marks_of([f]))]
    here = [f for f in after.findings if f.severity != "note"]
    were, are = _doubtful(before), _doubtful(after)
    open_again = {id(f) for f in gone if not (are - were).isdisjoint(f.cells)}
    open_again.update(id(f) for f in _unchecked(gone, after))
    unchecked = tuple(f for f in gone if id(f) in open_again)
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


def _cells(before: Result, after: Result) -> Iterator[CellDifference]:
    """The cells that differ, in the order of the first report, and then those that it does not have."""
    for cell in dict.fromkeys((*before.cells, *after.cells)):
        old, new = before.cells.get(cell), after.cells.get(cell)
        marks = before.marks.get(cell), after.marks.get(cell)
        units = before.units.get(cell), after.units.get(cell)
        # How a number came about is none of its own: a scan and its text have the same figures.
        gaps_differ = old is None and new is None and marks[0] != marks[1]
        if old != new or gaps_differ or units[0] != units[1]:
            yield CellDifference(cell, old, new, *marks, *units)


def _findings(before: Result, after: Result) -> FindingDifferences:
    """The findings by key. Of one key there may be several: they are one fault."""
    known, still = ({f.key for f in result.findings} for result in (before, after))
    off = _switched_off(before, after)
    lost = [finding for finding in before.findings if finding.key not in still]
    gone = tuple(finding for finding in lost if finding.rule in off)
    unchecked = tuple(f for f in _unchecked(lost, after) if f.rule not in off)
    new = tuple(finding for finding in after.findings if finding.key not in known)
    return FindingDifferences(
        mended=tuple(f for f in lost if f not in unchecked and f not in gone),
        remaining=tuple(finding for finding in after.findings if finding.key in known),
        new=new,
        unchecked=unchecked,
        gone=gone,
        renewed=tuple(_renewed(lost, new)),
    )


def _switched_off(before: Result, after: Result) -> AbstractSet[str]:
    """The rules that judged the first and no more the second: switched off, or no longer switched on."""
    if before.rules is None or after.rules is None:
        return frozenset()
    return {*after.rules.off, *before.rules.on} - {*after.rules.on}


def _renewed(gone: Sequence[Finding], new: Sequence[Finding]) -> Iterator[Renewed]:
    keys = {(finding.rule, finding.cells): finding.key for finding in new if finding.cells}
    for finding in gone:
        if key := keys.get((finding.rule, finding.cells)):
            yield Renewed(finding.rule, finding.key, key)


def _unchecked(gone: Sequence[Finding], after: Result) -> Iterator[Finding]:
    """Those of which nobody knows whether they are mended; of a file that could not be read, all."""
    unread = after.status == "unreadable"
    return (f for f in gone if unread or any(_leaves_open(item, f) for item in after.unassessed))
