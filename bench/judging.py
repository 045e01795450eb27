"""`make bench-judge`: how often the first repair is the true one, and how long it takes, beside a constraint solver."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from random import Random
from typing import Final

from bench.narratives import told as narratives
from bench.results import Results, machine
from bench.solver import smallest_size
from bench.tables import (
    HABITS,
    SIZES,
    SLIPS,
    T3,
    T4,
    Faulty,
    balanced_disputes,
    balanced_table,
    faulty,
)
from gouji.form import Table
from gouji.judging.judge import judge
from gouji.judging.sums.likelihood import Evidence, Statement, weighed
from gouji.judging.sums.repair import Cause, Repair, find_causes
from gouji.reading.read import read
from gouji.report import Cell

_ERRORS: Final = (1, 2, 3)
_COLUMNS: Final = (
    "office", "error", "×", "cases", "smaller exists", "first", "listed", "alternatives", "most", "bounded",
    "left broken", "ms", "worst", "CP-SAT ms", "same size",
)  # fmt: skip
_KINDS: Final = {**SLIPS, **HABITS}
_RECEIVED: Final = "t3.new_received.total"
_SOLVED: Final = 5  # cases a row that the constraint solver gets, too: it takes long
_NARRATIVES: Final = 5  # there are so many kinds of them that each gets so many times fewer cases
SAMPLES: Final = Path(__file__).parents[1] / "samples"


@dataclass(slots=True)
class Row:
    """One kind of error, so many of them, in one size of office; `smaller` cases are not counted in the shares."""

    cases: int = 0
    smaller: int = 0
    first: int = 0
    listed: int = 0
    bounded: int = 0
    broken: int = 0
    alternatives: list[int] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    solver_times: list[float] = field(default_factory=list)
    solver_agrees: int = 0

    def columns(self) -> tuple[object, ...]:
        """The row's cells, after its name."""
        counted = self.cases - self.smaller
        solver = f"{statistics.median(self.solver_times):.0f}" if self.solver_times else "–"
        agreed = f"{self.solver_agrees}/{len(self.solver_times)}"
        return (
            self.cases,
            self.smaller,
            _share(self.first, counted),
            _share(self.listed, counted),
            f"{statistics.median(self.alternatives):.0f}",
            max(self.alternatives),
            self.bounded,
            self.broken,
            f"{statistics.median(self.times):.2f}",
            f"{max(self.times):.1f}",
            solver,
            agreed,
        )


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "–"


def main(arguments: Sequence[str]) -> None:
    """Print the tables; the argument is how many cases a row has."""
    cases = int(arguments[0]) if arguments else 100
    print(
        f"{machine()}, {cases} cases a row. Wrong cells are looked for in the first repair of every cause taken "
        "together.\n"
    )
    for table, sizes in ((T3, SIZES), (T4, {"disputes": 8})):
        print(f"\n{'Table 3' if table is T3 else 'Table 4'}\n")
        shown = Results(f"causes-{table.id}", *_COLUMNS)
        for size, scale in sizes.items():
            for kind in SLIPS:
                for errors in _ERRORS:
                    row = _row(table, scale, kind, errors, cases)
                    if row.cases:
                        shown.row(size, kind, errors, *row.columns())
    _habits(cases)
    print(
        f"\nJudging a clean report, all rules: {_clean():.2f} ms (median of the samples that pass)."
    )
    print("\nNarratives that agree with the tables, and that contradict them in one number\n")
    narratives.table(max(cases // _NARRATIVES, 1))


def _habits(cases: int) -> None:
    print("\nOne slip that runs through table 3; the text states what was received\n")
    shown = Results("causes-habits", *_COLUMNS)
    for size, scale in SIZES.items():
        for kind in HABITS:
            row = _row(T3, scale, kind, 1, cases)
            if row.cases:
                shown.row(size, kind, 1, *row.columns())


def _row(table: Table, scale: int, kind: str, errors: int, cases: int) -> Row:
    row = Row()
    for n, case in enumerate(_cases(table, scale, kind, errors, cases)):
        _score(row, table, case, solve=n < _SOLVED, told=kind in HABITS)
    return row


def _cases(table: Table, scale: int, kind: str, errors: int, cases: int) -> Iterator[Faulty]:
    random = Random(f"{table.id} {scale} {kind} {errors}")
    made = 0
    for _ in range(20 * cases):
        figures = balanced_table(random, scale) if table is T3 else balanced_disputes(random, scale)
        case = faulty(random, figures, table, _KINDS[kind], errors)
        if case is None or not case.true or not find_causes(table, case.printed):
            continue  # no room for such errors, or they cancel out and cannot be seen
        yield case
        made += 1
        if made == cases:
            return


def _score(row: Row, table: Table, case: Faulty, *, solve: bool, told: bool) -> None:
    began = time.perf_counter()
    causes = find_causes(table, case.printed)
    cells = {cell: Cell(n) for cell, n in case.printed.items()}
    evidence = Evidence(table, cells, tuple(_stated(case)) if told else ())
    ranked = [[repair for _, repair in weighed(cause.repairs, evidence)] for cause in causes]
    row.times.append((time.perf_counter() - began) * 1000)
    row.cases += 1
    row.bounded += any(not cause.complete for cause in causes)
    row.broken += not _all_mended(table, case, causes, ranked)
    row.alternatives.append(max(map(len, ranked)))
    size = sum(len(repairs[0]) for repairs in ranked if repairs)
    if all(ranked) and size < len(case.true):
        row.smaller += 1
    else:
        row.first += _joined([repairs[0] for repairs in ranked if repairs]) == case.true
        row.listed += _is_listed(ranked, case)
    if solve:
        began = time.perf_counter()
        least = smallest_size(table.identities, case.printed, 2 * max(case.printed.values()) + 99)
        row.solver_times.append((time.perf_counter() - began) * 1000)
        row.solver_agrees += all(ranked) and least == size


def _stated(case: Faulty) -> Iterator[Statement]:
    """What the text says of a wrong total of requests received."""
    if _RECEIVED in case.true:
        yield Statement(case.true[_RECEIVED], ((_RECEIVED,),))


def _joined(repairs: Sequence[Repair]) -> dict[str, int]:
    return {cell: n for repair in repairs for cell, n in repair.items()}


def _is_listed(ranked: Sequence[Sequence[Repair]], case: Faulty) -> bool:
    """Whether one choice of a repair for each cause is what is true."""
    fitting = [
        [r for r in repairs if all(case.true.get(cell) == n for cell, n in r.items())]
        for repairs in ranked
    ]
    return any(_joined(choice) == case.true for choice in product(*fitting))


def _all_mended(
    table: Table, case: Faulty, causes: Sequence[Cause], ranked: Sequence[Sequence[Repair]]
) -> bool:
    """Whether each repair of each cause, alone, leaves nothing of its cause broken and breaks nothing."""

    def broken(values: dict[str, int]) -> set[int]:
        return {
            n
            for n, i in enumerate(table.identities)
            if sum(values[c] for c in i.left) != sum(values[c] for c in i.right)
        }

    before = broken(case.printed)
    for cause, repairs in zip(causes, ranked, strict=True):
        own = {n for n, i in enumerate(table.identities) if i in cause.identities}
        if any(broken({**case.printed, **repair}) != before - own for repair in repairs):
            return False
    return True


def _clean() -> float:
    times = []
    for path in sorted(SAMPLES.iterdir()):
        if path.suffix not in {".txt", ".html", ".docx"}:
            continue
        report = read(path.read_bytes())
        if any(finding.cause for finding in judge(report).findings):
            continue
        for _ in range(30):
            began = time.perf_counter()
            judge(report)
            times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


if __name__ == "__main__":
    main(sys.argv[1:])
