"""Findings of broken sums → which belong together, and what the printed numbers most likely should be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from msgspec.structs import replace

from gouji.facts.base import Habit, Reason, Suspect
from gouji.form import TABLE_IDS, Identity, Table
from gouji.judging.case import Case, is_whole
from gouji.judging.last_year import last_year
from gouji.judging.rules.collected import RULE, has_cause
from gouji.judging.sums.deduction import deduce
from gouji.judging.sums.habits import habits
from gouji.judging.sums.likelihood import (
    Evidence,
    Statement,
    contradicts,
    weighed,
)
from gouji.judging.sums.repair import Cause, Repair, find_causes
from gouji.judging.text.claims import claims_of
from gouji.judging.values import figure
from gouji.report import CellId, Number
from gouji.verdict import Concern, Finding

# One column of what last year's report carries over is what this year's carries in.
_CARRIED: Final = ("t3.carried_in.", "t3.carried_over.")


@dataclass(frozen=True, slots=True)
class _Explained:
    """Findings of one cause, by index; the repairs with their weights, likeliest first; the one slip that it is."""

    findings: tuple[int, ...]
    repairs: tuple[tuple[float, Repair], ...]
    complete: bool
    habit: Habit | None = None


def explain(case: Case, findings: Sequence[Finding]) -> list[Finding]:
    """Number the causes of broken sums and of numbers that are no counts; give each finding its cause's repairs.

    What the text or last year's report says otherwise belongs to the cause, too, where every repair sets it right.
    """
    told = list(findings)
    statements = tuple(_statements(case))
    number = 0
    for table in map(case.table, TABLE_IDS):
        evidence = Evidence(table, case.cells, statements)
        for explained in _explained(case, evidence, findings):
            number += 1
            also = _set_right(evidence, explained, findings)
            repairs = tuple(repair for _, repair in explained.repairs)
            refuted = tuple(i for i, each in enumerate(repairs) if contradicts(each, evidence))
            for n in (*explained.findings, *also):
                told[n] = replace(
                    told[n],
                    facts=replace(told[n].facts, habit=explained.habit, refuted=refuted),
                    cause=number,
                    repairs=repairs,
                    bounded=not explained.complete,
                )
            _name_suspects(case, explained, told)
    return told


def _set_right(
    evidence: Evidence, explained: _Explained, findings: Sequence[Finding]
) -> Iterator[int]:
    """Other findings whose number is stated otherwise, and that every repair makes agree."""
    for n, finding in enumerate(findings):
        said = [s for s in evidence.statements if s.alternatives[0] == finding.cells]
        if n in explained.findings or not said or has_cause(finding):
            continue
        said = [s for s in said if not s.agrees(evidence.cells, {})]
        repairs = [repair for _, repair in explained.repairs]
        if said and repairs and all(s.agrees(evidence.cells, r) for s in said for r in repairs):
            yield n


def _explained(case: Case, evidence: Evidence, findings: Sequence[Finding]) -> Iterator[_Explained]:
    table = evidence.table
    sums = _by_cells(findings, "sum")
    broken = {
        identity: sums[identity.cells] for identity in table.identities if identity.cells in sums
    }
    cells = dict.fromkeys(cell for identity in table.identities for cell in identity.cells)
    wrong = {
        cell: n
        for of, n in _by_cells(findings, "count").items()
        for cell in of[:1]  # none where a row too many is told
        if cell in cells and not _counts(case, cell)
    }
    if not broken and not wrong:
        return
    # A number that is no count cannot stand: it is as open as a blank.
    values = {cell: case.cells[cell].value if _counts(case, cell) else None for cell in cells}
    for cause in _causes(evidence, values):
        members = tuple(broken.pop(i) for i in cause.identities if i in broken)
        if members:
            repairs = tuple(weighed(cause.repairs, evidence))
            yield _Explained(members, repairs, cause.complete, _habit(cause, table, values))
    yield from _no_counts(table, values, broken, wrong)


def _causes(evidence: Evidence, values: Mapping[CellId, Number | None]) -> Sequence[Cause]:
    """The causes; of a habit that what is stated contradicts only where nothing else is found."""
    causes = find_causes(evidence.table, values)
    refuted = [c for c in causes if c.habit and contradicts(c.repairs[0], evidence)]
    if not refuted:
        return causes
    apart = find_causes(evidence.table, values, habitual=False)
    return apart if all(cause.repairs for cause in apart) else causes


def _habit(cause: Cause, table: Table, values: Mapping[CellId, Number | None]) -> Habit | None:
    """The one slip that a cause is, as facts: that by which it was found, or what its only repair amounts to."""
    found = cause.habit
    if found is None and len(cause.repairs) == 1 and len(cause.repairs[0]) > 1:
        found = next((h for h in habits(table, values) if h.changes == cause.repairs[0]), None)
    if found is None:
        return None
    line: Literal["row", "column"] = "row" if found.along_row else "column"
    return Habit(found.way, line, table.format_version, found.cell, found.other)


def _no_counts(
    table: Table,
    values: Mapping[CellId, Number | None],
    broken: Mapping[Identity, int],
    wrong: Mapping[CellId, int],
) -> Iterator[_Explained]:
    """The stories of cells that hold no count: what the identities force in their place."""
    forced = deduce(table.identities, values)
    for cell, n in wrong.items():
        members = [n, *(m for identity, m in broken.items() if cell in identity.cells)]
        repairs = ((0.0, {cell: int(forced[cell])}),) if cell in forced else ()
        yield _Explained(tuple(dict.fromkeys(members)), repairs, complete=bool(repairs))


def _by_cells(findings: Sequence[Finding], concerns: Concern) -> Mapping[tuple[CellId, ...], int]:
    """Which findings are of one concern, by their cells."""
    return {
        f.cells: n
        for n, f in enumerate(findings)
        if RULE[f.rule].concerns == concerns and has_cause(f)
    }


def _counts(case: Case, cell: CellId) -> bool:
    value = case.cells[cell].value
    return value is None or is_whole(value)


def _statements(case: Case) -> Iterator[Statement]:
    """What the text and last year's report say of this year's cells."""
    for claim in claims_of(case.text):
        if isinstance(claim.number, int):
            yield Statement(claim.number, claim.cells)
    earlier = last_year(case)
    if isinstance(earlier, Reason):
        return
    this, last = _CARRIED
    for cell, found in earlier.cells.items():
        if cell.startswith(last) and is_whole(found.value):
            yield Statement(int(found.value or 0), ((this + cell.removeprefix(last),),))


def _name_suspects(case: Case, explained: _Explained, told: list[Finding]) -> None:
    """Of sums that hold recognised numbers say which cells were most likely misread."""
    best = [repair for weight, repair in explained.repairs if weight == explained.repairs[0][0]]
    misread = {
        (cell, value)
        for repair in best
        for cell, value in repair.items()
        if case.cells[cell].mark == "recognised"
    }
    suspects = tuple(Suspect(figure(case, cell), value) for cell, value in sorted(misread))
    for n in explained.findings:
        facts = told[n].facts
        if facts and any(case.cells[cell].mark == "recognised" for cell in told[n].cells):
            # A sum may hold several numbers that are no counts, each with a cause of its own.
            known = facts.suspects or ()
            every = (*known, *(suspect for suspect in suspects if suspect not in known))
            told[n] = replace(told[n], facts=replace(facts, suspects=every))
