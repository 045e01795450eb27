"""The headings of the six sections, found by their words: numerals are reused, forgotten and doubled."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from gouji.form import SECTIONS
from gouji.numerals import ONE_TO_TEN
from gouji.reading.document import Document, Grid
from gouji.reading.words.characters import bare, plain
from gouji.reading.words.likeness import nearest
from gouji.reading.words.lines import unmarked
from gouji.report import Heading
from gouji.text import BREAK, lazy_pattern

_HEADINGS: Final = {bare(heading): number for number, heading in enumerate(SECTIONS, 1)}
# A character of some heading's words, in either script.
_MAY_BE: Final = lazy_pattern("[况況项項概题題进進措施公足复復诉訴]")
_BEGINS: Final = frozenset(f"{ONE_TO_TEN}(（第0123456789")
_LONGEST: Final = max(map(len, _HEADINGS)) + 12  # numeral, spaces and a few stray characters
# How headings are numbered; of the last, whose sign is missing, the words must be very like.
_STYLES: Final = {
    "一、": lazy_pattern(rf"\s*([{ONE_TO_TEN}]{{1,3}})\s*[、.．，,:：](?!\d)\s*"),
    "（一）": lazy_pattern(rf"\s*[（(]\s*([{ONE_TO_TEN}]{{1,3}})\s*[）)]\s*[、.．，,:：]?\s*"),
    "第一": lazy_pattern(
        rf"\s*第\s*([{ONE_TO_TEN}]|\d)\s*(?:大?部分|[章节篇])\s*[、.．，,:：]?\s*"
    ),
    "1.": lazy_pattern(r"\s*[（(]?(\d)\s*[、.．）)](?!\d)\s*"),
    "一是": lazy_pattern(rf"\s*([{ONE_TO_TEN}])\s*是\s*[、.．，,:：]?\s*"),
    "一": lazy_pattern(rf"\s*([{ONE_TO_TEN}])\s*"),
}
_RUNNING_IN: Final = frozenset({"一、", "第一"})
_BRACKETED = lazy_pattern(r"\s*[（(]")
# What a heading speaks of whose words are far from the form's; it counts only in its place.
_SUBJECTS: Final = tuple(
    lazy_pattern(subject)
    for subject in (
        "总体|概述|概况|基本情况",
        "主动公开",
        "申请",
        "复议|诉讼",
        "问题|改进|不足",
        "其[他它].*(?:事项|情况)|需要?(?:报告|说明)",
    )
)
# What the words of a heading end in; text may follow on the same line.
_END: Final = lazy_pattern("情况|事项|概况|概述|措施|问题|不足|改进|信息公开(?=[。 ]|$)")
_TEXT: Final = lazy_pattern(
    r"\s*(?:无|没有|暂|本|我|不存在)"
)  # how a sentence of section six begins
# Shorter words that mean a section of the form.
_SHORT: Final = {
    "主动公开政府信息": bare(SECTIONS[1]),
    "主动公开情况": bare(SECTIONS[1]),
    "主动公开信息情况": bare(SECTIONS[1]),
    "依申请公开情况": bare(SECTIONS[2]),
    "依申请公开政府信息情况": bare(SECTIONS[2]),
    "申请公开情况": bare(SECTIONS[2]),
    "行政复议和行政诉讼情况": bare(SECTIONS[3]),
    "行政复议行政诉讼情况": bare(SECTIONS[3]),
    "复议和诉讼情况": bare(SECTIONS[3]),
    "存在问题及改进措施": bare(SECTIONS[4]),
    "主要问题及改进措施": bare(SECTIONS[4]),
    "存在的问题": bare(SECTIONS[4]),
    "其他事项": bare(SECTIONS[5]),
    "其它事项": bare(SECTIONS[5]),
}
_ALL: Final = frozenset(range(1, len(SECTIONS) + 1))
_LONGEST_NUMERAL: Final = 24  # characters, with the spaces around it
_SHORTEST_PART: Final = 6  # characters of a heading's first line
_LONGEST_LOOSE: Final = 45  # characters of such a heading
_LONGEST_BARE: Final = 26  # characters of one without numeral
_CONTENTS: Final = 3  # headings in a row that all come again are a table of contents
_MOST_HEADINGS: Final = 3  # with so many plain numerals one in brackets is of level 2
_HEADINGS_IN_ONE: Final = 3  # in one paragraph: a report on one line
_LIST_GAP: Final = 3  # characters between the headings that a sentence lists
_NUMERAL_WITHIN: Final = lazy_pattern(rf"[{ONE_TO_TEN[: len(SECTIONS)]}]\s*[、.．]\s*")


class _Numbered(NamedTuple):
    """A line with a numeral before it: its style, the number (0: none of ten), where the words begin."""

    style: str
    number: int
    start: int


_UNNUMBERED: Final = _Numbered("", 0, 0)


@dataclass(frozen=True, slots=True)
class Start:
    """A heading of level 1: its paragraph, its section (None: none of the six), and the text behind it.

    `lines`: over how many paragraphs it is broken.
    """

    at: int
    number: int | None
    heading: str
    rest: str = ""
    lines: int = 1


class _Loose(NamedTuple):
    """A line that may be a heading, by its numeral."""

    at: int
    style: str
    number: int
    heading: str
    rest: str = ""


def section_number(line: str) -> int | None:
    """The number, 1 to 6, of the section that this line may be the heading of; None if it is none."""
    if not 4 <= len(line) <= 2 * _LONGEST or not _MAY_BE.search(line):
        return None
    return _loosely(line)


def may_be_caption(line: str) -> bool:
    """Whether what has a heading's words may be a table's caption: it names a year, and no section's numeral does."""
    if "年" not in line:
        return False
    numbered = _numbered(unmarked(plain(line)))
    return numbered is None or numbered.style not in _RUNNING_IN


@lru_cache(maxsize=4096)
def _loosely(printed: str) -> int | None:
    """The section of a heading, of whose subject a line with its numeral speaks, or whose words it nearly has."""
    line = unmarked(plain(printed))
    numbered = _numbered(line)
    if (found := _section_number(line)) or not numbered:
        return found or next((n for n in _ALL if _is_like(n, line)), None)
    number = numbered.number
    if numbered.style != "一、" or number not in _ALL or BREAK.search(line, numbered.start):
        return None
    words = bare(line[numbered.start :])
    begun = len(words) >= _SHORTEST_PART and bare(SECTIONS[number - 1]).startswith(words)
    return number if begun or _speaks_of(number, line) else None


@lru_cache(maxsize=4096)
def _section_number(line: str) -> int | None:
    if not 4 <= len(line) <= 2 * _LONGEST:
        return None
    numbered = _numbered(line)
    words = bare(line[numbered.start :] if numbered else line)
    if len(words) > _LONGEST:
        return None
    # A sentence such as 无其他需要报告的事项 is like a heading: without a numeral the words must be exact.
    if words in _HEADINGS or not numbered or numbered.style == "一是":
        return _HEADINGS.get(words)
    found = nearest(words, _HEADINGS)
    return _HEADINGS[found] if found else None


def _numbered(line: str) -> _Numbered | None:
    """The numeral before a line's words, of which it may have two (四、四、)."""
    begins = line[:_LONGEST_NUMERAL]
    return _numeral_of(begins) if begins.lstrip()[:1] in _BEGINS else None


@lru_cache(maxsize=4096)
def _numeral_of(line: str) -> _Numbered | None:
    for style, pattern in _STYLES.items():
        if match := pattern.match(line):
            again = pattern.match(line, match.end()) if style == "一、" else None
            return _Numbered(style, _value(match[1]), (again or match).end())
    return None


def _value(numeral: str) -> int:
    if numeral.isdecimal():
        return int(numeral)
    return ONE_TO_TEN.index(numeral[0]) + 1 if len(set(numeral)) == 1 else 0  # 三三、


def _speaks_of(number: int, text: str) -> bool:
    return number in _ALL and _SUBJECTS[number - 1].search(text) is not None


def section_starts(lines: Sequence[str]) -> list[Start]:
    """The headings of level 1 in their order: of the six sections, and what else counts on with their numerals.

    `lines` are plain ones.
    """
    strict = [start for i in range(len(lines)) if (start := _strict(i, lines))]
    starts = _of_level_1(_without_contents(strict), lines)
    numbered = [loose for i, line in enumerate(lines) if (loose := _loose(i, line))]
    starts = _in_order([*starts, *_missing(starts, numbered)])
    starts = _in_order([*starts, *_without_numeral(starts, lines)])
    return _in_order([*starts, *_more(starts, numbered)])


def _in_order(starts: Sequence[Start]) -> list[Start]:
    return sorted(starts, key=lambda start: start.at)


def headings_within(text: str) -> list[tuple[int, int]]:
    """Where headings stand within a paragraph: all of several; else those that a sentence's end or blanks set off.

    A sentence that lists the parts of the report has no text between them.
    """
    found = [
        (numeral.start(), end, numeral[0][0])
        for numeral in _NUMERAL_WITHIN.finditer(text)
        if (end := _end_of_heading(text, numeral)) is not None
    ]
    listed = [b[0] - a[1] <= _LIST_GAP for a, b in pairwise(found)]
    if sum(listed) >= _CONTENTS - 1:
        return []
    if len({number for *_, number in found}) >= _HEADINGS_IN_ONE:
        return [(start, end) for start, end, _ in found]
    return [
        (start, end)
        for start, end, _ in found
        if _is_set_off(text, start, end) and (text[:start].strip("#>* ") or text[end:].strip("* "))
    ]


def _is_set_off(text: str, start: int, end: int) -> bool:
    before, behind = text[:start], text[end : end + 1]
    ended = before.rstrip()[-1:] in {"。", "！", "？", "；", "!", "?", ";"}
    return (ended or not before[-1:].strip()) and (ended or not behind.strip())


def _end_of_heading(text: str, numeral: re.Match[str]) -> int | None:
    """Where the heading ends that begins with a numeral within a text; None where none does."""
    return _end_of_words(text, numeral.end(), ONE_TO_TEN.index(numeral[0][0]) + 1)


def _end_of_words(text: str, start: int, number: int) -> int | None:
    """Where a heading's words end: of the form's words, else of those most like, else of its subject's."""
    limit = start + _LONGEST
    if not _END.search(text, start, limit):
        return None
    breaks = BREAK.search(text, start, limit)
    ends = [m.end() for m in _END.finditer(text, start, breaks.start() if breaks else limit)]
    words = {end: bare(text[start:end]) for end in ends}
    exact = (end for end, said in words.items() if said in _HEADINGS)
    if (end := next(exact, None)) is not None:
        return end
    for end in reversed(ends):
        if nearest(words[end], _HEADINGS):
            return end
    loose = (end for end in reversed(ends) if _speaks_of(number, text[start:end]))
    return next((end for end in loose if not text[end : end + 1].strip("。: \n")), None)


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
        for text in (cell.text for row in block.rows for cell in row if _numbered(cell.text)):
            number = _section_number(text)
            if number and number not in known:
                known.add(number)
                found.append(Heading(number, plain(text).strip()))
    return tuple(found)


def _strict(at: int, lines: Sequence[str]) -> Start | None:
    line = lines[at]
    numbered = _numbered(line)
    if numbered and (joined := _over_two_lines(at, lines)):
        return joined
    number = _section_number(line)
    if number and _is_exact(line):
        return Start(at, number, line.strip())
    numbered = numbered or _UNNUMBERED
    begins = line[numbered.start :].lstrip().startswith(SECTIONS)
    runs_in = begins or numbered.style in _RUNNING_IN
    start = _running_in(at, line, numbered) if runs_in else None
    return start or (Start(at, number, line.strip()) if number else None)


def _over_two_lines(at: int, lines: Sequence[str]) -> Start | None:
    """A heading that is broken into two paragraphs."""
    line, following = lines[at], lines[at + 1] if at + 1 < len(lines) else ""
    if not following or len(line) + len(following) > _LONGEST or _is_exact(line):
        return None
    both = line.strip() + following.strip()
    return Start(at, _section_number(both), both, lines=2) if _is_exact(both) else None


def _is_exact(line: str) -> bool:
    numbered = _numbered(line)
    return bare(line[numbered.start if numbered else 0 :]) in _HEADINGS


def _running_in(at: int, line: str, numbered: _Numbered) -> Start | None:
    """A heading that goes on as text,, as 六、其他需要报告的事项：无 does."""
    end = _end_of_words(line, numbered.start, numbered.number)
    number = _section_number(line[:end]) if end else None
    if end is None or number is None:
        return None
    exact = _is_exact(line[:end])
    rest = line[end:].lstrip(" \t。.:;")
    apart = len(rest) < len(line) - end or (exact and _TEXT.match(rest))
    if not rest or rest[0] == "(" or not (exact or numbered.style in _RUNNING_IN):
        return None
    if not apart and not (numbered.style in _RUNNING_IN and BREAK.search(line)):
        return None
    # A table of contents has the page there.
    return Start(at, number, line[:end].strip(), "" if rest.isdecimal() else rest)


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
    firm = {start.number for start in starts if _STYLES["一、"].match(start.heading)}

    def is_below(start: Start) -> bool:
        if _STYLES["一、"].match(start.heading):
            return False
        if start.number in firm:
            return True
        numbered = _numbered(start.heading)
        own = numbered is not None and numbered.number == start.number and _is_exact(start.heading)
        bracketed = _BRACKETED.match(lines[start.at]) is not None
        return bracketed and len(firm) >= _MOST_HEADINGS and not own

    return [start for start in starts if not is_below(start)]


def _loose(at: int, line: str) -> _Loose | None:
    """A short line with a numeral, or one whose heading goes on as text, that may be a heading of level 1."""
    numbered = _numbered(line)
    if not numbered or not numbered.number or numbered.style == "一":
        return None
    if len(line) <= _LONGEST_LOOSE and not BREAK.search(line.rstrip(": "), numbered.start):
        return _Loose(at, numbered.style, numbered.number, line.strip())
    if numbered.style not in _RUNNING_IN:
        return None
    end = _end_of_words(line, numbered.start, numbered.number)
    rest = line[end:].lstrip(" 。.:;") if end else ""
    if end is None or len(rest) == len(line) - end:
        return None
    return _Loose(at, numbered.style, numbered.number, line[:end].strip(), rest)


def _missing(starts: Sequence[Start], numbered: Sequence[_Loose]) -> Iterator[Start]:
    """For each section that was not found the line in its place that has its numeral and speaks of its subject."""
    styles = Counter(n.style for start in starts if (n := _numbered(start.heading)))
    own = {styles.most_common(1)[0][0]} if styles else _RUNNING_IN
    for number, low, high in _places_of_missing(starts):
        here = (loose for loose in numbered if low < loose.at < high and loose.style in own)
        fitting = (n for n in here if n.number == number and _speaks_of(number, n.heading))
        if (loose := next(fitting, None)) is not None:
            yield Start(loose.at, number, loose.heading, loose.rest)


def _without_numeral(starts: Sequence[Start], lines: Sequence[str]) -> Iterator[Start]:
    """For each section that is still not found the last line in its place that is like its heading."""
    for number, low, high in _places_of_missing(starts) if starts else ():
        for at in range(min(high, len(lines)) - 1, low, -1):
            line = lines[at].strip()
            if len(line) <= _LONGEST_BARE and _is_like(number, line):
                yield Start(at, number, line)
                break


def _is_like(number: int, line: str) -> bool:
    """Whether a line without a numeral has nearly the words of a section's heading."""
    if _numbered(line) or BREAK.search(line) or _TEXT.match(line) or not _speaks_of(number, line):
        return False
    words = bare(line)
    if words in _SHORT:
        return _HEADINGS[_SHORT[words]] == number
    ends = any(match.end() == len(words) for match in _END.finditer(words))
    return ends and _HEADINGS.get(nearest(words, _HEADINGS) or "") == number


def _places_of_missing(starts: Sequence[Start]) -> Iterator[tuple[int, int, int]]:
    """The sections that were not found, and the lines between which each has its place."""
    found = {start.number: start.at for start in reversed(starts) if start.number}
    for number in sorted(_ALL - found.keys()):
        low = max((at for n, at in found.items() if n < number), default=-1)
        high = min((at for n, at in found.items() if n > number), default=None)
        yield number, low, 1 << 30 if high is None else high


def _more(starts: Sequence[Start], numbered: Sequence[_Loose]) -> Iterator[Start]:
    """Headings that are none of the six: their numerals go on from the heading before to the one behind."""
    plainly = [loose for loose in numbered if loose.style == "一、" and not loose.rest]
    printed = {start.at: _plain_numeral(start.heading) for start in starts}
    edges = [*sorted(printed), None]
    places = [loose.at for loose in plainly]
    for before, behind in pairwise(edges):
        if before is None:
            continue
        end = len(places) if behind is None else bisect_left(places, behind)
        between = plainly[bisect_right(places, before) : end]
        count = printed[before]
        goes_on = [n.number for n in between] == list(range(count + 1, count + len(between) + 1))
        fits = behind is None or printed[behind] == count + len(between) + 1
        if count and between and goes_on and fits:
            yield from (Start(loose.at, None, loose.heading) for loose in between)


def _plain_numeral(heading: str) -> int:
    numbered = _numbered(heading)
    return numbered.number if numbered and numbered.style == "一、" else 0
