"""A benchmark's table: printed as Markdown row by row, and kept as CSV (`RESULTS=docs/benchmarks`; else build/).

And what is told of the machine and of this process.
"""

from __future__ import annotations

import csv
import os
import platform
import re
import resource
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

_STATUS: Final = Path("/proc/self/status")
FOLDER: Final = Path(os.environ.get("RESULTS", "build/benchmarks"))


class Results:
    """A table of results; rows are printed and written as they come, so that a run that is stopped keeps them."""

    def __init__(self, name: str, *columns: str) -> None:
        FOLDER.mkdir(parents=True, exist_ok=True)
        self._path = FOLDER / f"{name}.csv"
        self._path.write_text("", encoding="utf-8")
        self._write(columns)
        print(f"| {' | '.join(columns)} |")
        print("|---" * len(columns) + "|", flush=True)

    def row(self, *cells: object) -> None:
        """Add a row."""
        self._write(cells)
        print(f"| {' | '.join(map(str, cells))} |", flush=True)

    def _write(self, cells: tuple[object, ...]) -> None:
        with self._path.open("a", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerow(cells)


def machine() -> str:
    """The day, the interpreter and the processors."""
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, CPython {platform.python_version()}, {platform.machine()}, "
        f"{os.cpu_count()} cores"
    )


def peak_megabytes() -> int:
    """Of this program alone, in MB: the kernel's other figure, `ru_maxrss`, counts the parent's memory at the fork."""
    if _STATUS.exists():
        peak = re.search(r"VmHWM:\s*(\d+) kB", _STATUS.read_text())
        if peak:
            return int(peak[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
