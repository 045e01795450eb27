"""`make bench-read`: made-up reports in every format and layout; what was read of them, how fast, in how much memory,
and whether one with a fault planted in it passes.

Prints Markdown. Other programs give text; our reader of Markdown looks for the cells in it. Last the same files are
read by us and by the quickest extractor in turn, and the ratio of each pair is taken: it holds however busy the
machine is.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final, Self

from bench.made import planted
from bench.made.corpus import Corpus, Item, corpus
from bench.made.score import Score, compare
from bench.results import Results, machine
from gouji.reading.read import read
from gouji.report import UnreadableReport

ROOT: Final = Path(__file__).parents[1]
_DOCUMENTS: Final = int(os.environ.get("DOCUMENTS", "2"))  # of each trait
_PEERS: Final = ROOT / "build" / "peers" / "bin" / "python"
_COMPARED: Final = ("html", "docx", "xlsx", "pdf")  # with other programs, on plain layouts
_SUFFIXES: Final = {"docx (LibreOffice)": "docx", "html (LibreOffice)": "html"}
_FRESH: Final = 5  # processes
_PAIRED: Final = ("html", "docx", "docx (LibreOffice)", "xlsx", "txt", "odt", "pdf", "doc")
_PAIRS: Final = 5  # of each file
_SCORED: Final = (
    "documents", "cells", "right", "marked", "wrong under a mark", "silently wrong", "organ and year",
)  # fmt: skip
_BESIDE: Final = (
    "format", "program", "right", "silently wrong", "text, ms", "cells, ms", "worst ms", "fresh process ms",
)  # fmt: skip
_ROUNDS: Final = 3  # of every document, warm; the best counts: the machine is shared
_MEMORY: Final = """
import sys
from pathlib import Path
from bench.results import peak_megabytes
from gouji.reading.read import read
from gouji.report import UnreadableReport
for file in sys.stdin.read().split("\\n"):
    try:
        read(Path(file).read_bytes())
    except UnreadableReport:
        pass
print(peak_megabytes())
"""
Scores = dict[str, Score]
Files = Mapping[int, Path]


def main() -> None:
    """Make the documents, read them, print the tables."""
    began = time.monotonic()
    made = corpus(_DOCUMENTS, _say)
    _say(f"{len(made.items)} documents made in {time.monotonic() - began:.0f} s")
    print(f"{machine()}, {len(made.items)} documents.\n")
    with tempfile.TemporaryDirectory(prefix="gouji-bench-") as folder:
        files = _written(made.items, Path(folder))
        for part in (_what_was_read, _beside_others, _cost, _ratios):
            part(made, files)
            print()
    planted.report(_DOCUMENTS, _say)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _written(items: Sequence[Item], folder: Path) -> dict[int, Path]:
    files = {}
    for i, item in enumerate(items):
        suffix = _SUFFIXES.get(item.format, item.format.split(",")[0])
        files[i] = folder / f"{i}.{suffix}"
        files[i].write_bytes(item.document)
    return files


def score_of(item: Item, document: bytes) -> Score:
    """Read a document that should say what the item does."""
    score = Score(documents=1)
    try:
        report = read(document)
    except UnreadableReport:
        score.refused = 1
        score.cells["marked"] = len(item.truth)
        return score
    for _, outcome in compare(item.truth, report):
        score.cells[outcome] += 1
    score.named = int((report.organ, report.year) == (item.organ, item.year))
    return score


def _what_was_read(made: Corpus, _files: Files) -> None:
    by_format: Scores = defaultdict(Score)
    by_trait: Scores = defaultdict(Score)
    for item in made.items:
        score = score_of(item, item.document)
        group = f"{item.format}: blanks or borders lost" if item.loses else item.format
        by_format[group].add(score)
        by_trait[item.trait].add(score)
    for title, scores in (("format", by_format), ("trait", by_trait)):
        table = Results(f"reading-{title}s", title, *_SCORED)
        total = Score()
        for name, score in scores.items():
            total.add(score)
            table.row(name, *_row(score))
        table.row("all", *_row(total))
        print()
    for line in made.missing:
        print(f"Not made: {line}.")


def _row(score: Score) -> tuple[object, ...]:
    cells = score.cells
    return (
        score.documents,
        sum(cells.values()),
        f"{100 * score.share:.2f} %",
        cells["marked"],
        cells["wrong under a mark"],
        cells["silently wrong"],
        score.named,
    )


def _beside_others(made: Corpus, files: Files) -> None:
    """Cells kept, and milliseconds warm and of a fresh process, beside other programs on the same documents.

    Others end at a text; to have the cells, our reader must still look for them in it.
    """
    others = ("markitdown", "kreuzberg") if _PEERS.exists() else ()
    table = Results("reading-beside", *_BESIDE)
    for kind in _COMPARED:
        chosen = {i: item for i, item in enumerate(made.items) if _is_plain(item, kind)}
        for program in ("gouji", *others):
            _say(f"{program} reads {kind}")
            score, times, searches = _with(program, chosen, files)
            both = [a + b for a, b in zip(times, searches, strict=True)]
            text = "–" if program == "gouji" else f"{statistics.median(times):.1f}"
            table.row(
                kind,
                program,
                f"{100 * score.share:.1f} %",
                score.cells["silently wrong"],
                text,
                f"{statistics.median(both):.1f}",
                f"{max(both):.1f}",
                f"{_fresh(program, files[next(iter(chosen))]):.0f}",
            )
    if not others:
        print("\nOther programs are not installed (`make bench-peers`).")


def _ratios(made: Corpus, files: Files) -> None:
    """Our time over that of the quickest extractor of text, which places no cell: each file by both in turn."""
    if not _PEERS.exists():
        return
    table = Results(
        "reading-ratios", "format", "files", "ours, ms", "kreuzberg, ms", "ratio, median of pairs"
    )
    with ReadingProcess(_command("gouji")) as ours, ReadingProcess(_command("kreuzberg")) as theirs:
        for kind in _PAIRED:
            chosen = [files[i] for i, item in enumerate(made.items) if _is_plain(item, kind)]
            if not chosen:
                print(f"Not made: {kind}.")
                continue
            _say(f"both read {kind}")
            for file in chosen:  # warm
                ours.milliseconds(file), theirs.milliseconds(file)
            pairs = [
                (ours.milliseconds(file), theirs.milliseconds(file))
                for _ in range(_PAIRS)
                for file in chosen
            ]
            table.row(
                kind,
                len(chosen),
                f"{statistics.median(a for a, _ in pairs):.1f}",
                f"{statistics.median(b for _, b in pairs):.1f}",
                f"{statistics.median(a / b for a, b in pairs):.2f}",
            )


class ReadingProcess:
    """A program that reads one file after the other, as they are asked for."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = command

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
        )
        return self

    def __exit__(self, *_raised: object) -> None:
        self._process.communicate()

    def milliseconds(self, file: Path) -> float:
        """How long it took to read a file. RuntimeError where the program died of it."""
        if not (self._process.stdin and self._process.stdout):
            raise RuntimeError("not started")
        self._process.stdin.write(f"{file}\n")
        self._process.stdin.flush()
        for line in self._process.stdout:
            if line.startswith('{"ms"'):
                return float(json.loads(line)["ms"])
        raise RuntimeError(f"{self._command} ended at {file}")


def _is_plain(item: Item, kind: str) -> bool:
    return item.format == kind and item.trait == "plain"


def _with(
    program: str, chosen: Mapping[int, Item], files: Files
) -> tuple[Score, list[float], list[float]]:
    """What is right, the milliseconds that the program took, and those of looking for the cells in its text."""
    answers = _answers(program, [files[i] for i in chosen] * (_ROUNDS + 1))
    count = len(chosen)
    rounds = [answers[r * count : (r + 1) * count] for r in range(1, _ROUNDS + 1)]
    times = [min(answer["ms"] for answer in of_one) for of_one in zip(*rounds, strict=True)]
    score = Score()
    searches = []
    for item, answer in zip(chosen.values(), rounds[0], strict=True):
        text = item.document if program == "gouji" else (answer["text"] or "").encode()
        score.add(score_of(item, text))
        searches.append(0.0 if program == "gouji" else _spent(item, text))
    return score, times, searches


def _spent(item: Item, text: bytes) -> float:
    spent = []
    for _ in range(_ROUNDS):
        began = time.perf_counter()
        score_of(item, text)
        spent.append((time.perf_counter() - began) * 1000)
    return min(spent)


def _answers(program: str, files: Sequence[Path]) -> list[dict[str, Any]]:
    """One answer a file; where another program dies, none for the rest."""
    done = subprocess.run(
        _command(program),
        input="".join(f"{file}\n" for file in files),
        capture_output=True,
        text=True,
        check=program == "gouji",
        cwd=ROOT,
    )
    found = [json.loads(line) for line in done.stdout.splitlines() if line.startswith('{"ms"')]
    return found + [{"ms": float("inf"), "text": None}] * (len(files) - len(found))


def _command(program: str) -> list[str]:
    if program == "gouji":
        return [sys.executable, "-m", "bench.made.programs", program]
    return [str(_PEERS), str(ROOT / "bench" / "made" / "programs.py"), program]


def _fresh(program: str, file: Path) -> float:
    """Milliseconds from the start of a process to its end, of one document."""
    spent = []
    for _ in range(_FRESH):
        began = time.perf_counter()
        _answers(program, [file])
        spent.append((time.perf_counter() - began) * 1000)
    return statistics.median(spent)


def _cost(made: Corpus, files: Files) -> None:
    """Milliseconds of every format, warm in one process; peak memory of a process that reads all its documents."""
    table = Results(
        "reading-cost", "format", "KB, median", "warm ms, median", "worst", "peak memory MB"
    )
    kinds = dict.fromkeys(item.format for item in made.items if not item.loses)
    for kind in kinds:
        chosen = [files[i] for i, item in enumerate(made.items) if item.format == kind]
        answers = _answers("gouji", chosen * 2)[len(chosen) :]
        times = [answer["ms"] for answer in answers]
        size = statistics.median(file.stat().st_size for file in chosen) / 1024
        table.row(
            kind,
            f"{size:.0f}",
            f"{statistics.median(times):.1f}",
            f"{max(times):.1f}",
            f"{_memory(chosen):.0f}",
        )


def _memory(files: Sequence[Path]) -> float:
    done = subprocess.run(
        [sys.executable, "-c", _MEMORY],
        input="\n".join(map(str, files)),
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    return float(done.stdout)


if __name__ == "__main__":
    main()
