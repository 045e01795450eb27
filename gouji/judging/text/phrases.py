"""Text → sentences → phrases → numbers with the words beside them. What these words mean is not looked at here."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from gouji.judging.text.lexicon.circumstances import (
    BECAME,
    CHANGED_TO,
    CHECKED,
    FROM,
    IN_TURN,
    NUMBER_FIRST,
    TOPICS,
)
from gouji.judging.text.lexicon.disputes import DISCLOSURE
from gouji.judging.text.lexicon.nothing import NONE
from gouji.judging.text.lexicon.pieces import REQUEST
from gouji.judging.text.lexicon.requests import ALL, ALL_CHANNELS, CHANNELS, WITH_CARRIED
from gouji.judging.text.quantities import Quantity, quantities
from gouji.report import FormatVersion
from gouji.text import BREAK, lazy_pattern

_LABEL: Final = 80  # characters before a number in which it may be said what it counts
_FIRST: Final = 2  # characters by which a label is found behind its number
_OBJECT: Final = 16  # characters behind a number in which its object may stand
_SPACE: Final = lazy_pattern(r"(?<!\d)\s+|\s+(?!\d)")
# Places in the text stay: each of these characters has one of the same width.
_HALF: Final = tuple(zip("，；：！？（）％０１２３４５６７８９", ",;:!?()%0123456789", strict=True))
_SENTENCE: Final = lazy_pattern(r"[^。!?]+[。!?]?")
_LONGEST: Final = 1000  # characters; real sentences have some three hundred at most
# As much of a sentence as is read at a time, up to where it pauses; a number is never cut.
_PIECE: Final = lazy_pattern(
    rf".{{1,{_LONGEST}}};|.{{1,{_LONGEST}}}[,、]|.{{1,{_LONGEST}}}(?<!\d)|\d+|.", re.DOTALL
)
_TITLES: Final = lazy_pattern(r"《[^《》]*》|〔[^〔〕]*〕|\[[^\[\]]*\]")
_BRACKETS: Final = lazy_pattern(r"\(([^()]*)\)")
_NOTE: Final = 20  # characters; a longer note in brackets is no part of its sentence
_NO_NOTE: Final = lazy_pattern(r"[\d一二三四五六七八九十]+|不含.*")
_DASH: Final = "—"
_QUOTES: Final = str.maketrans("", "", "“”‘’\"'")
_BLANK: Final = "·"  # in place of what is not to be read, so that places stay
# 办结数（含上年结转）为40件: what the number includes says nothing of what it counts.
_INCLUDED: Final = lazy_pattern(
    rf"{_BLANK}(?:含有?|包[括含]|加上|连同)[^{_BLANK}]*(?:结转|遗留)[^{_BLANK}]*{_BLANK}"
)
_ASIDE: Final = lazy_pattern(rf"{_BLANK}[^{_BLANK}]*{_BLANK}|(?<!—)—+[^—]+—+")
# Also the marks of a list: ①, 一是, 1.
_LEADING: Final = lazy_pattern(
    r"^(?:[、和及以与·\s①-⑳]|[一二三四五六七八九]是|\d{1,2}[.、](?!\d))+"
)
_AND: Final = lazy_pattern("[、和与]|以及|(?<!涉)及")
_ONE_YEAR: Final = lazy_pattern(r"[、和与及]20\d\d年度?为?")
_YEARS: Final = lazy_pattern(r"20\d\d年度?(?:[、和与及]20\d\d年度?)+")
_APART: Final = frozenset("、和及")
_IS: Final = "为有是共达"
_ANY_CHANNEL: Final = frozenset(
    "等各多不种线网述、"
)  # one of them stands in any words for all channels
_SHARES: Final = frozenset("%‰")
_PERCENT: Final = lazy_pattern(r"(?:约|达)?\d+(?:\.\d+)?[%‰]")
_REQUESTS: Final = lazy_pattern(r"[\d零一二两三四五六七八九十百千万][件条份宗起例项]")
_NUMERAL: Final = lazy_pattern(
    r"[\d零〇一二两三四五六七八九十百千万][件条份个宗起例项次部人篇%余多,;。)]|\d\W*$|\d[万亿元]"
)


class Origin(Struct, frozen=True):
    """Where a text comes from: report, section (1 to 6) and paragraph (from 1)."""

    year: int | None
    organ: str
    t2: FormatVersion
    t3: FormatVersion
    section: int
    paragraph: int


class Line(Struct, frozen=True, dict=True):
    """A sentence, and the same without what is not to be read, place by place."""

    text: str
    origin: Origin

    @cached_property
    def masked(self) -> str:
        """Without names of documents and brackets; those with numbers or a few words become phrases of their own."""
        text = _TITLES.sub(lambda match: _BLANK * len(match[0]), self.text)
        return _BRACKETS.sub(_bracket, text)

    @cached_property
    def notes(self) -> tuple[tuple[int, int], ...]:
        """Where its brackets stand."""
        return tuple(match.span() for match in _BRACKETS.finditer(self.text))

    @cached_property
    def names_all_channels(self) -> bool:
        """Whether channels are named as the ways of all: once, with no other one before the parts."""
        whole = self.masked.partition("其中")[0]
        if _ANY_CHANNEL.isdisjoint(whole):
            return False
        found = list(ALL_CHANNELS.each(whole))
        if len(found) != 1:
            return False
        start, end = found[0].match.span()
        counted = _REQUESTS.search(whole, 0, start) and CHANNELS.occur(whole, 0, start)
        return not (counted or CHANNELS.occur(whole, end))

    @cached_property
    def words(self) -> str:
        """With years in words."""
        return years_as_words(self.masked, self.origin.year)

    @cached_property
    def with_carried(self) -> bool:
        """Whether what was carried in is said to be among the received."""
        return WITH_CARRIED.occur(self.words)

    @cached_property
    def names_disclosure(self) -> bool:
        """Whether disclosure is named, be it in a bracket or a title."""
        return DISCLOSURE.occur(self.text)

    @cached_property
    def disclosure_until(self) -> float:
        """The end of the first words that name disclosure; infinity where none do."""
        found = DISCLOSURE.first(self.masked)
        return found.match.end() if found else math.inf

    def counts(self) -> bool:
        """Whether it has a number, or says that there was none, or how all ended."""
        masked = self.masked
        if _NUMERAL.search(masked) or NONE.occur(masked):
            return True
        return REQUEST in masked and ALL.occur(masked)


class Beside(Struct, frozen=True):
    """The words beside a number: `label` before it and `rest` behind it, with years in words.

    `near`: as much of the rest as its object may stand in: 收到8份政府信息公开申请. `lead`: where that makes the label,
    what stands before the number: 剩余. `own`: the part of the phrase that says whose the number is, and of when.
    `bare`: the label without what stands in brackets or dashes, if anything does.
    """

    quantity: Quantity
    label: str
    rest: str
    near: str
    line: Line
    lead: str = ""
    own: str = ""
    bare: str = ""

    @property
    def noted(self) -> bool:
        """Whether a few words in brackets or dashes stand among those before the number."""
        return bool(self.bare)

    @property
    def moved(self) -> bool:
        """Whether the label stands behind the number."""
        return self.line.masked.startswith(self.label[:_FIRST] or "·", self.quantity.end)


class Phrase(Struct, frozen=True):
    """What stands between two commas.

    `before`: the phrase before it, if that has no number of its own: it may say what this one counts. `noted`: it is in
    brackets, and what it says of time and organ holds there only.
    """

    text: str
    start: int
    end: int
    quantities: tuple[Quantity, ...]
    before: str
    noted: bool
    line: Line

    @property
    def counted(self) -> list[Quantity]:
        """Its numbers without the shares."""
        return [q for q in self.quantities if q.unit not in _SHARES]


def normalized(text: str) -> str:
    """The text without spaces, but those between two numbers, and with half-width marks and digits."""
    words = text.split()
    text = _SPACE.sub("", text) if len(words) > 1 else "".join(words)
    for wide, half in _HALF:
        text = text.replace(wide, half)
    return text


def split(text: str) -> list[str]:
    """The sentences of a normalized paragraph; one that hardly ever ends comes in pieces."""
    return [
        piece.strip()
        for match in _SENTENCE.finditer(text)
        for piece in ((match[0],) if len(match[0]) <= _LONGEST else _PIECE.findall(match[0]))
    ]


def phrases(line: Line) -> Iterator[Phrase]:
    """The phrases of a sentence."""
    masked = line.masked
    found = list(quantities(masked))
    inside = {i for q in found for i in range(q.start, q.end)}
    breaks = [m.start() for m in BREAK.finditer(masked) if m.start() not in inside]
    starts = [q.start for q in found]
    before = ""
    for left, end in pairwise((-1, *breaks, len(masked))):
        own = tuple(found[bisect_right(starts, left) : bisect_left(starts, end)])
        noted = any(start <= left < close - 1 for start, close in line.notes)
        yield Phrase(masked[left + 1 : end], left + 1, end, own, before, noted, line)
        said = masked[left + 1 : end]
        if any(q.unit not in _SHARES for q in own):
            before = ""
        elif not (before and CHECKED.occur(said)):
            before = _PERCENT.sub("", said)


def beside(phrase: Phrase) -> Iterator[Beside]:
    """Each number that counts something with the words beside it; none where the words are told elsewhere."""
    counted = phrase.counted
    if counted and IN_TURN.occur(phrase.text):
        yield from _in_turn(phrase, counted)
    elif counted:
        yield from _one_by_one(phrase, counted)


def _one_by_one(phrase: Phrase, counted: Sequence[Quantity]) -> Iterator[Beside]:
    masked, first = phrase.line.masked, counted[0]
    shared = masked[phrase.start : first.start]
    number_first = NUMBER_FIRST.occur(shared)
    inherits = number_first and bool(phrase.before) and first.end >= phrase.end - 1
    own_name = masked[first.end : first.end + 1] not in _APART
    if number_first or not (
        own_name and _named_behind(shared, masked[counted[-1].end : phrase.end], counted)
    ):
        shared = ""
    behind = inherits or number_first or bool(shared)
    edges = (phrase.start, *(q.end for q in counted))
    changed = ""  # what the number before counts, where this one tells what it became
    for i, (quantity, left) in enumerate(zip(counted, edges, strict=False)):
        right = counted[i + 1].start if i + 1 < len(counted) else phrase.end
        label, rest = masked[left : quantity.start], masked[quantity.end : right]
        own = label.lstrip("、") + (rest if right == phrase.end else "")
        own = phrase.text if len(counted) == 1 else own
        if i and counted[i - 1].unit == "个":
            own = "个" + own  # 45个单位共收到: of which organs, and how many
        if right < phrase.end and FROM.occur(label) and CHANGED_TO.occur(rest):
            changed = FROM.replaced(label, "") or phrase.before
            continue
        lead = ""
        if changed:
            label = own = changed + CHANGED_TO.replaced(label, "")
        elif inherits and not i:
            label = phrase.before + label
        elif behind and (shared or rest) and not _ONE_YEAR.fullmatch(rest):
            label, rest, lead = shared + rest, "", label
        changed = ""
        yield _beside(quantity, label, rest, phrase.line, lead=lead, own=own)


def _named_behind(head: str, tail: str, counted: Sequence[Quantity]) -> bool:
    """作出5件行政许可决定、2件行政处罚决定: whether each of several is named behind its number."""
    return len(counted) > 1 and not TOPICS.occur(head) and TOPICS.occur(tail)


def _in_turn(phrase: Phrase, counted: Sequence[Quantity]) -> Iterator[Beside]:
    """行政复议、行政诉讼分别为2件、1件: the n-th number is of the n-th name, where there are as many.

    The names may be years that are told before: 2021年、2022年，收到的申请分别为42件和45件.
    """
    head = phrase.line.masked[phrase.start : counted[0].start]
    found = IN_TURN.first(head)
    if found is None:
        return
    names = _AND.split(head[: found.match.start()])
    shared = head[found.match.end() :].rstrip(_IS)
    if _YEARS.fullmatch(phrase.before):
        names, shared = _AND.split(phrase.before), head[: found.match.start()] + shared
    if len(names) == len(counted):
        for name, quantity in zip(names, counted, strict=True):
            label = (name + shared).rstrip(_IS)
            yield replace(_beside(quantity, label, "", phrase.line, lead="", own=name), near=head)


def _beside(
    quantity: Quantity, label: str, rest: str, line: Line, *, lead: str, own: str
) -> Beside:
    year = line.origin.year
    label = _LEADING.sub("", years_as_words(label[-_LABEL:].translate(_QUOTES), year))
    label = _INCLUDED.sub("", label)
    bare = _ASIDE.sub("", label).removeprefix("其中") if {_BLANK, _DASH} & set(label) else ""
    label = BECAME.replaced(label.replace(_BLANK, "").removeprefix("其中"), "")
    bare = "" if bare == label else bare
    if line.names_all_channels:
        label = ALL_CHANNELS.replaced(label, "")
    rest, near = years_as_words(rest[:_LABEL], year), rest[:_OBJECT]
    return Beside(quantity, label, rest, near, line, lead[-_LABEL:], own, bare)


def years_as_words(text: str, year: int | None) -> str:
    """2021年 and 2023年 in a report of 2022 are 上年 and 下年."""
    if year is None or "20" not in text:
        return text
    for number, word in ((year - 1, "上年"), (year, "本年"), (year + 1, "下年")):
        text = text.replace(f"{number}年", word)
    return text


def _bracket(match: re.Match[str]) -> str:
    inner = match[1]
    if any(q.counts and q.unit for q in quantities(inner)):
        return f",{inner},"
    if len(inner) <= _NOTE and not BREAK.search(inner) and not _NO_NOTE.fullmatch(inner):
        return f"{_BLANK}{inner}{_BLANK}"
    return _BLANK * len(match[0])
