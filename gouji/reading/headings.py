"""The headings of the six sections, found by their words: numerals are reused, forgotten and doubled."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from gouji.form import SECTIONS
from gouji.numerals import ONE_TO_TEN
from gouji.reading.document import Document, Grid
from gouji.reading.words.characters import fold, plain
from gouji.reading.words.likeness import nearest
from gouji.report import Heading
from gouji.text import BREAK

_HEADINGS: Final = {fold(heading): number for number, heading in enumerate(SECTIONS, 1)}
_NUMERAL = re.compile(rf"\s*[（(]?[{ONE_TO_TEN}]{{1,3}}[）)]?\s*[、.．，,:：]?")
_LONGEST: Final = max(map(len, _HEADINGS)) + 12  # numeral, spaces and a few stray characters
_LEVEL_1 = re.compile(rf"\s*([{ONE_TO_TEN}])\s*[、.,:](?P<words>.*)", re.DOTALL)
_BRACKETED = re.compile(r"\s*[（(]")
# A heading that goes on as text: 六、其他需要报告的事项。无。
_RUN_IN: Final = tuple(
    re.compile(
        r"(?P<heading>\s*[一二三四五六]\s*[、.,]\s*" + r"\s*".join(map(re.escape, heading)) + ")"
        r"(?P<gap>[\s。.:;]*)(?P<rest>\S.*)",
        re.DOTALL,
    )
    for heading in SECTIONS
)
# What a heading speaks of whose words are far from the form's; it counts only with its numeral, in its place.
_SUBJECTS: Final = tuple(
    re.compile(subject)
    for subject in (
        "总体|概述|概况|基本情况",
        "主动公开",
        "申请",
        "复议|诉讼",
        "问题|改进|不足",
        "其[他它].*(?:事项|情况)|需要?(?:报告|说明)",
    )
)
_ALL: Final = frozenset(range(1, len(SECTIONS) + 1))
_LONGEST_LOOSE: Final = 45  # characters of such a heading
_CONTENTS: Final = 3  # headings in a row that all come again are a table of contents
_MOST_HEADINGS: Final = 3  # with so many plain numerals one in brackets is of level 2


@dataclass(frozen=True, slots=True)
class Start:
    """A heading of level 1: its paragraph, its section (None: none of the six), and the text behind it."""

    at: int
    number: int | None
    heading: str
    rest: str = ""


def section_number(line: str) -> int | None:
    """The number, 1 to 6, of the section that this line is the heading of; None if it is none."""
    return _section_number(line) if len(line) <= 2 * _LONGEST else None


@lru_cache(maxsize=4096)
def _section_number(line: str) -> int | None:
    folded = fold(line)
    if not 4 <= len(folded) <= _LONGEST:
        return None
    # A sentence such as 无其他需要报告的事项 is like a heading: without a numeral the words must be exact.
    if not _NUMERAL.match(line):
        return _HEADINGS.get(folded)
    found = nearest(folded, _HEADINGS)
    return _HEADINGS[found] if found else None


def section_starts(lines: Sequence[str]) -> list[Start]:
    """The headings of level 1 in their order: of the six sections, and what else counts on with their numerals.

    `lines` are plain ones.
    """
    strict = [start for i, line in enumerate(lines) if (start := _strict(i, line))]
    starts = _of_level_1(_without_contents(strict), lines)
    numbered = [(i, n, line.strip()) for i, line in enumerate(lines) if (n := _loose(line))]
    starts = sorted([*starts, *_missing(starts, numbered)], key=lambda start: start.at)
    return sorted([*starts, *_more(starts, numbered)], key=lambda start: start.at)


def with_headings_in_grids(
    document: Document, headings: Mapping[int, Heading]
) -> tuple[Heading, ...]:
    """The headings of level 1 in reading order; those that only a table's cells hold as well."""
    known = {heading.number for heading in headings.values()}
    found: list[Heading] = []
    paragraph = 0
    for block in document.blocks:
        if not isinstance(block, Grid):
            found += [headings[paragraph]] if paragraph in headings else []
            paragraph += 1
            continue
        if known >= _ALL:
            continue
        for text in (cell.text for row in block.rows for cell in row if _NUMERAL.match(cell.text)):
            number = section_number(text)
            if number and number not in known:
                known.add(number)
                found.append(Heading(number, plain(text).strip()))
    return tuple(found)


def _strict(at: int, line: str) -> Start | None:
    patterns = _RUN_IN if _LEVEL_1.match(line) else ()
    for number, pattern in enumerate(patterns, 1):
        match = pattern.match(line)
        if match and (match["gap"] or BREAK.search(line)) and match["rest"][0] != "(":
            rest = match["rest"]
            # A table of contents has the page there.
            return Start(at, number, match["heading"].strip(), "" if rest.isdecimal() else rest)
    number_ = section_number(line)
    return Start(at, number_, line.strip()) if number_ else None


def _without_contents(starts: Sequence[Start]) -> list[Start]:
    """Without a table of contents: headings in a row, without text between them, that all come again."""
    last = {start.number: start.at for start in starts}
    runs: list[list[Start]] = []
    for start in starts:
        before = runs[-1][-1] if runs else None
        if before is None or start.at > before.at + 1 or before.rest or _begins_anew(before, start):
            runs.append([])
        runs[-1].append(start)
    return [
        start
        for run in runs
        for start in run
        if len(run) < _CONTENTS or any(last[other.number] <= run[-1].at for other in run)
    ]


def _begins_anew(before: Start, start: Start) -> bool:
    return (start.number or 0) <= (before.number or 0)


def _of_level_1(starts: Sequence[Start], lines: Sequence[str]) -> list[Start]:
    """Without headings of level 2 that have a section's words: numerals in brackets, or none, beside plain ones."""
    firm = {start.number for start in starts if _LEVEL_1.match(start.heading)}

    def is_below(start: Start) -> bool:
        if _LEVEL_1.match(start.heading):
            return False
        bracketed = _BRACKETED.match(lines[start.at]) and len(firm) >= _MOST_HEADINGS
        return bool(bracketed) or start.number in firm

    return [start for start in starts if not is_below(start)]


def _loose(line: str) -> int:
    """The numeral of a short line that may be a heading of level 1; 0 if it has none."""
    match = _LEVEL_1.match(line) if len(line) <= _LONGEST_LOOSE else None
    if not match or BREAK.search(match["words"]):
        return 0
    return ONE_TO_TEN.index(match[1]) + 1


def _missing(starts: Sequence[Start], numbered: Sequence[tuple[int, int, str]]) -> Iterator[Start]:
    """For each section that was not found the line in its place that has its numeral and speaks of its subject."""
    found = {start.number for start in starts}
    for number in sorted(set(range(1, len(SECTIONS) + 1)) - found):
        low = max((s.at for s in starts if s.number and s.number < number), default=-1)
        high = min((s.at for s in starts if s.number and s.number > number), default=None)
        here = [item for item in numbered if item[0] > low and (high is None or item[0] < high)]
        fitting = (at for at, n, text in here if n == number and _SUBJECTS[n - 1].search(text))
        if (at := next(fitting, None)) is not None:
            yield Start(at, number, next(text for i, _, text in here if i == at))


def _more(starts: Sequence[Start], numbered: Sequence[tuple[int, int, str]]) -> Iterator[Start]:
    """Headings that are none of the six: their numerals go on from the heading before to the one behind."""
    printed = {start.at: _loose(start.heading) for start in starts}
    edges = [*sorted(printed), None]
    places = [at for at, _, _ in numbered]
    for before, behind in pairwise(edges):
        if before is None:
            continue
        end = len(places) if behind is None else bisect_left(places, behind)
        between = numbered[bisect_right(places, before) : end]
        count = printed[before]
        goes_on = [n for _, n, _ in between] == list(range(count + 1, count + len(between) + 1))
        fits = behind is None or printed[behind] == count + len(between) + 1
        if count and between and goes_on and fits:
            yield from (Start(at, None, text) for at, _, text in between)
