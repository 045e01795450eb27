"""`make bench-warm`: milliseconds to read and to judge each sample, warm, in one process."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from bench.results import Results, machine
from gouji.judging.judge import judge
from gouji.reading.read import read

SAMPLES: Final = Path(__file__).parents[1] / "samples"
_RUNS: Final = 30


def main() -> None:
    """Print a table: median and worst of thirty runs after three that do not count."""
    print(f"{machine()}, {_RUNS} runs\n")
    table = Results("warm", "sample", "bytes", "read ms", "read worst", "judge ms", "judge worst")
    for path in sorted(SAMPLES.iterdir()):
        if path.suffix not in {".txt", ".html", ".docx"}:
            continue
        document = path.read_bytes()
        report = read(document)
        reading = _times(partial(read, document))
        judging = _times(partial(judge, report))
        table.row(path.name, len(document), *_row(reading), *_row(judging))


def _times(work: Callable[[], object]) -> list[float]:
    for _ in range(3):
        work()
    times = []
    for _ in range(_RUNS):
        began = time.perf_counter()
        work()
        times.append((time.perf_counter() - began) * 1000)
    return times


def _row(times: list[float]) -> tuple[str, str]:
    return f"{statistics.median(times):.2f}", f"{max(times):.2f}"


if __name__ == "__main__":
    main()
