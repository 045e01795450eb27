"""Findings of broken sums → which belong together, and what the printed numbers most likely should be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from gouji.form import TABLE_IDS, Identity, Table
from gouji.judging.case import Case, is_whole
from gouji.judging.deduction import deduce
from gouji.judging.likelihood import Evidence, Statement, weighed
from gouji.judging.repair import Repair, find_causes
from gouji.report import CellId, Finding, Number
from gouji.wording import sentences

# One column of what last year's report carries over is what this year's carries in.
_CARRIED: Final = ("t3.carried_in.", "t3.carried_over.")


@dataclass(frozen=True, slots=True)
class _Story:
    """Findings of one cause, by index; the repairs with their weights, likeliest first."""

    findings: tuple[int, ...]
    repairs: tuple[tuple[float, Repair], ...]
    complete: bool


def explain(case: Case, findings: Sequence[Finding]) -> list[Finding]:
    """Number the causes of broken sums and of numbers that are no counts; give each finding its cause's repairs."""
    told = list(findings)
    number = 0
    for table in map(case.table, TABLE_IDS):
        for story in _stories(case, table, findings):
            number += 1
            repairs = tuple(repair for _, repair in story.repairs)
            for n in story.findings:
                told[n] = replace(
                    told[n], cause=number, repairs=repairs, bounded=not story.complete
                )
            _tell_of_scan(case, table, story, told)
    return told


def _stories(case: Case, table: Table, findings: Sequence[Finding]) -> Iterator[_Story]:
    by_identity = {(f.rule, f.cells): n for n, f in enumerate(findings)}
    broken = {
        identity: n
        for identity in table.identities
        if (n := by_identity.get((identity.rule, identity.cells))) is not None
    }
    wrong = {
        cell: n
        for n, f in enumerate(findings)
        if len(f.cells) == 1 and (cell := f.cells[0]) in _in_sums(table) and not _counts(case, cell)
    }
    if not broken and not wrong:
        return
    # A number that is no count cannot stand: it is as open as a blank.
    values = {
        cell: case.cells[cell].value if _counts(case, cell) else None for cell in _in_sums(table)
    }
    evidence = Evidence(table, case.cells, tuple(_statements(case)))
    for cause in find_causes(table, values):
        members = tuple(broken.pop(i) for i in cause.identities if i in broken)
        if members:
            yield _Story(members, tuple(weighed(cause.repairs, evidence)), cause.complete)
    yield from _no_counts(table, values, broken, wrong)


def _no_counts(
    table: Table,
    values: Mapping[CellId, Number | None],
    broken: Mapping[Identity, int],
    wrong: Mapping[CellId, int],
) -> Iterator[_Story]:
    """The stories of cells that hold no count: what the identities force in their place."""
    forced = deduce(table.identities, values)
    for cell, n in wrong.items():
        members = [n, *(m for identity, m in broken.items() if cell in identity.cells)]
        repairs = ((0.0, {cell: int(forced[cell])}),) if cell in forced else ()
        yield _Story(tuple(dict.fromkeys(members)), repairs, complete=bool(repairs))


def _in_sums(table: Table) -> Mapping[CellId, None]:
    return dict.fromkeys(cell for identity in table.identities for cell in identity.cells)


def _counts(case: Case, cell: CellId) -> bool:
    value = case.cells[cell].value
    return value is None or is_whole(value)


def _statements(case: Case) -> Iterator[Statement]:
    """What last year's report says of this year's cells."""
    previous = case.context.previous
    if previous is None:
        return
    this, last = _CARRIED
    for cell, found in previous.cells.items():
        if cell.startswith(last) and found.value is not None and is_whole(found.value):
            yield Statement(int(found.value), ((this + cell.removeprefix(last),),))


def _tell_of_scan(case: Case, table: Table, story: _Story, told: list[Finding]) -> None:
    """Of sums that hold recognised numbers say which cell was most likely misread."""
    best = [repair for weight, repair in story.repairs if weight == story.repairs[0][0]]
    suspects = {
        (cell, value)
        for repair in best
        for cell, value in repair.items()
        if case.cells[cell].mark == "recognised"
    }
    for n in story.findings:
        finding = told[n]
        if any(case.cells[cell].mark == "recognised" for cell in finding.cells):
            asked = sentences.look_at_the_scan(table, sorted(suspects), case.cells)
            told[n] = replace(finding, message=finding.message + asked)
