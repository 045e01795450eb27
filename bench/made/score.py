"""What was read of a document beside what is true of it, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from bench.made.documents import Truth
from gouji.report import MISSING, Cell, CellId, Report

Outcome = Literal["right", "marked", "wrong under a mark", "silently wrong"]
OUTCOMES: Final[tuple[Outcome, ...]] = ("right", "marked", "wrong under a mark", "silently wrong")
_UNCERTAIN: Final = frozenset({"inferred", "recognised"})


@dataclass(slots=True)
class Score:
    """Cells by outcome, documents refused, documents whose organ and year came out right, of how many."""

    cells: dict[Outcome, int] = field(default_factory=lambda: dict.fromkeys(OUTCOMES, 0))
    documents: int = 0
    refused: int = 0
    named: int = 0

    def add(self, other: Score) -> None:
        """Add up."""
        for outcome, count in other.cells.items():
            self.cells[outcome] += count
        self.documents += other.documents
        self.refused += other.refused
        self.named += other.named

    @property
    def share(self) -> float:
        """Cells right of all cells, 0 to 1."""
        return self.cells["right"] / max(sum(self.cells.values()), 1)


def outcome_of(truth: Truth, found: Cell) -> Outcome:
    """One cell. A blank or placeholder where a number is printed is silently wrong: it does not say it was not read."""
    if found.mark in _UNCERTAIN:
        return "right" if found.value == truth.value else "wrong under a mark"
    if found.mark is None:
        if found.value != truth.value or (truth.unit and found.unit != truth.unit):
            return "silently wrong"
        return "right"
    if found.mark == truth.mark:
        return "right"
    if found.mark in {"blank", "placeholder"} and truth.mark not in {"blank", "placeholder"}:
        return "silently wrong"
    return "marked"


def compare(truths: Mapping[CellId, Truth], report: Report) -> Iterator[tuple[CellId, Outcome]]:
    """Every cell that is true or was read; a number of a cell that is not there is silently wrong."""
    for cell, truth in truths.items():
        yield cell, outcome_of(truth, report.cells.get(cell, MISSING))
    for cell, found in report.cells.items():
        if cell not in truths and found.value is not None:
            yield cell, "silently wrong"
