"""Findings of broken sums → which belong together, and what the printed numbers most likely should be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from msgspec.structs import replace

from gouji.facts.base import Suspect
from gouji.form import TABLE_IDS, TABLES, Identity, Table
from gouji.judging.case import Case, is_whole
from gouji.judging.rules.previous import last_year
from gouji.judging.sums.deduction import deduce
from gouji.judging.sums.likelihood import Evidence, Statement, weighed
from gouji.judging.sums.repair import Repair, find_causes
from gouji.judging.text.claims import stated
from gouji.judging.values import figure
from gouji.report import CellId, Number
from gouji.verdict import Finding
from gouji.wording import sentences

# The rules whose findings have a cause of their own: sums, and numbers that are no counts.
_BY_CAUSE: Final = frozenset(
    {identity.rule for table in TABLES.values() for identity in table.identities}
    | {"T3-04", "T4-02"}
)
# One column of what last year's report carries over is what this year's carries in.
_CARRIED: Final = ("t3.carried_in.", "t3.carried_over.")


@dataclass(frozen=True, slots=True)
class _Story:
    """Findings of one cause, by index; the repairs with their weights, likeliest first."""

    findings: tuple[int, ...]
    repairs: tuple[tuple[float, Repair], ...]
    complete: bool


def explain(case: Case, findings: Sequence[Finding]) -> list[Finding]:
    """Number the causes of broken sums and of numbers that are no counts; give each finding its cause's repairs.

    What the text or last year's report says otherwise belongs to the cause, too, where every repair sets it right.
    """
    told = list(findings)
    if not any(finding.rule in _BY_CAUSE for finding in findings):
        return told
    statements = tuple(_statements(case))
    number = 0
    for table in map(case.table, TABLE_IDS):
        evidence = Evidence(table, case.cells, statements)
        for story in _stories(case, evidence, findings):
            number += 1
            also = _set_right(evidence, story, findings)
            repairs = tuple(repair for _, repair in story.repairs)
            for n in (*story.findings, *also):
                told[n] = replace(
                    told[n], cause=number, repairs=repairs, bounded=not story.complete
                )
            _tell_of_scan(case, story, told)
    return told


def _set_right(evidence: Evidence, story: _Story, findings: Sequence[Finding]) -> Iterator[int]:
    """Other findings whose number is stated otherwise, and that every repair makes agree."""
    for n, finding in enumerate(findings):
        said = [s for s in evidence.statements if s.alternatives[0] == finding.cells]
        if n in story.findings or not said or finding.rule in _BY_CAUSE:
            continue
        said = [s for s in said if not s.agrees(evidence.cells, {})]
        repairs = [repair for _, repair in story.repairs]
        if said and repairs and all(s.agrees(evidence.cells, r) for s in said for r in repairs):
            yield n


def _stories(case: Case, evidence: Evidence, findings: Sequence[Finding]) -> Iterator[_Story]:
    table = evidence.table
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
    """What the text and last year's report say of this year's cells."""
    for claim in stated(case.report):
        yield Statement(claim.number, claim.cells)
    previous = last_year(case)
    if previous is None:
        return
    this, last = _CARRIED
    for cell, found in previous.cells.items():
        if cell.startswith(last) and is_whole(found.value):
            yield Statement(int(found.value or 0), ((this + cell.removeprefix(last),),))


def _tell_of_scan(case: Case, story: _Story, told: list[Finding]) -> None:
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
            asked = sentences.look_at_the_scan(
                [Suspect(figure(case, c), n) for c, n in sorted(suspects)]
            )
            told[n] = replace(finding, message=finding.message + asked)
