"""`python -m bench.likeness`: how far the likeness of two sketches is from that of the texts, and what an office costs.

Narratives are random runs of words of reports. Of the second of a pair so many sentences are others that the exact
likeness lies near a wanted one. The office's reports are such narratives beside random figures; one in ten is a copy of
another with one sentence in twenty changed.
"""

from __future__ import annotations

import sys
import time
import zlib
from collections.abc import Iterator
from random import Random
from statistics import mean, median, pstdev
from typing import Final

from bench.narratives.kinds import KINDS
from bench.results import Results, machine, peak_megabytes
from bench.tables import balanced_disputes, balanced_table
from gouji.codec import encode
from gouji.form import TABLE_IDS, TABLES
from gouji.judging.context import Context
from gouji.judging.judge import judge
from gouji.judging.peers import compared
from gouji.judging.season import OfficeYear, outcomes_of_year
from gouji.judging.sketching import sketch_of
from gouji.judging.text.copying import shingles
from gouji.organs import Organ
from gouji.report import Cell, Report, Section
from gouji.season.sketch import Sketch

_LENGTHS: Final = (400, 1000, 2000, 5000, 20000)  # characters of a narrative
_LIKENESSES: Final = (0.75, 0.8, 0.85, 0.9, 0.95)
_PAIRS: Final = 100  # of a length and a likeness
_OFFICES: Final = (50, 300, 1000, 3000)
_JUDGED: Final = 30  # reports, for the time that one takes
_SCALE: Final = 20  # requests in a row of table 3 that is used
_SENTENCE: Final = 30  # characters
_WORDS: Final = tuple(
    dict.fromkeys(
        text[i : i + 3]
        for kind in KINDS
        for text in kind.first
        for i in range(0, len(text) - 3, 3)
        if text[i : i + 3].isalpha() and not text[i : i + 3].isascii()
    )
)


def main() -> None:
    """Both tables."""
    pairs, offices = (int(n) for n in sys.argv[1:3]) if sys.argv[2:] else (_PAIRS, _OFFICES[-1])
    print(f"{machine()}, {len(_WORDS)} words\n")
    _accuracy(pairs)
    print()
    _offices([n for n in _OFFICES if n <= offices])


def _accuracy(pairs: int) -> None:
    results = Results(
        "likeness", "characters", "wanted", "pairs", "exact", "mean error", "deviation", "told",
        "worst", "beyond two told",
    )  # fmt: skip
    random = Random(7)
    for length in _LENGTHS:
        for wanted in _LIKENESSES:
            found = [_errors(random, length, wanted) for _ in range(pairs)]
            errors = [error for _, error, _ in found]
            results.row(
                length,
                wanted,
                pairs,
                f"{mean(exact for exact, _, _ in found):.3f}",
                f"{mean(errors):+.4f}",
                f"{pstdev(errors):.4f}",
                f"{mean(told for _, _, told in found):.4f}",
                f"{max(map(abs, errors)):.3f}",
                sum(abs(error) > 2 * told for _, error, told in found),
            )


def _errors(random: Random, length: int, wanted: float) -> tuple[float, float, float]:
    """The exact likeness of a pair, how far the estimate is from it, and its standard error as told."""
    one = [_sentence(random) for _ in range(length // _SENTENCE)]
    # Of n sentences of which c are others, (n - c) / (n + c) are in both.
    changed = (1 - wanted) / (1 + wanted)
    other = [_sentence(random) if random.random() < changed else said for said in one]
    left, right = (shingles("".join(text)) for text in (one, other))
    exact = len(left & right) / len(left | right)
    found = compared(*(sketch_of(_report("甲局", text)) for text in (one, other)))
    if found is None:
        raise ValueError(length)
    return exact, found.share - exact, found.error


def _offices(sizes: list[int]) -> None:
    results = Results(
        "season-rules", "organs", "sketch bytes", "office bytes", "judge ms", "with others ms",
        "year s", "told", "MB",
    )  # fmt: skip
    for organs in sizes:
        random = Random(organs)
        roster = tuple(Organ(name) for name in map(_name, range(organs)))
        reports = list(_reports(random, organs))
        context = Context(roster=roster)
        sketches = [sketch_of(report, context) for report in reports]
        sizes_of = [len(zlib.compress(encode(sketch))) for sketch in sketches]
        alone = _seconds_of_judging(reports, Context(roster=roster, others=()))
        among = _seconds_of_judging(reports, Context(roster=roster, others=sketches))
        year = OfficeYear(current=_by_name(sketches), roster=roster, last_year=())
        began = time.perf_counter()
        found = outcomes_of_year(year)
        took = time.perf_counter() - began
        results.row(
            organs,
            round(mean(sizes_of)),
            sum(sizes_of),
            f"{1000 * alone:.1f}",
            f"{1000 * among:.1f}",
            f"{took:.2f}",
            sum(len(each.findings) for each in found.values()),
            peak_megabytes(),
        )


def _seconds_of_judging(reports: list[Report], context: Context) -> float:
    times = []
    for report in reports[:_JUDGED]:
        began = time.perf_counter()
        judge(report, context)
        times.append(time.perf_counter() - began)
    return median(times)


def _by_name(sketches: list[Sketch]) -> dict[str, Sketch]:
    return {sketch.organ: sketch for sketch in sketches if sketch.organ}


def _reports(random: Random, organs: int) -> Iterator[Report]:
    texts: list[list[str]] = []
    for n in range(organs):
        if n and random.random() < 0.1:
            before = random.choice(texts)
            text = [_sentence(random) if random.random() < 0.05 else said for said in before]
        else:
            text = [_sentence(random) for _ in range(random.randint(20, 120))]
        texts.append(text)
        yield _report(_name(n), text, random)


def _report(organ: str, sentences: list[str], random: Random | None = None) -> Report:
    figures = {cell: 0 for table in TABLE_IDS for cell in TABLES[table, "2021"].specs}
    if random:
        figures |= balanced_table(random, _SCALE) | balanced_disputes(random, _SCALE)
    paragraphs = tuple("。".join(sentences[i : i + 5]) + "。" for i in range(0, len(sentences), 5))
    return Report(
        organ=organ,
        year=2023,
        title=f"{organ}2023年政府信息公开工作年度报告",
        forms={"t2": "2021", "t3": "2021", "t4": "2021"},
        cells={cell: Cell(n) for cell, n in figures.items()},
        sections=(Section(1, "一、总体情况", paragraphs, paragraphs),),
    )


def _name(n: int) -> str:
    """A name that is part of no other: its digits as characters that no narrative has."""
    digits = "".join("子丑寅卯辰巳午未申酉"[int(digit)] for digit in f"{n:04}")
    return f"青川市{digits}局"


def _sentence(random: Random) -> str:
    return "".join(random.choice(_WORDS) for _ in range(_SENTENCE // 3))


if __name__ == "__main__":
    main()
