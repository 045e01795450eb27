"""Signatures: the organ and the date at a report's end, wherever in its last lines they stand."""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

from gouji.dates import DATE, iso_date
from gouji.organs import is_name, may_name, name_in
from gouji.reading.words.lines import Lines
from gouji.text import BREAK, lazy_pattern, squeezed

_DATED = lazy_pattern(rf"(?<!\d)(?P<date>{DATE})[)）]?$")
_ENDED = lazy_pattern(r"[。！？!?;；](?=[^。！？!?;；]*$)")
_NOTHING = lazy_pattern(r"^(?:无(?![锡为极棣])|没有)")
_REGION = lazy_pattern("[省市县区州盟旗镇乡]$|街道$")
_BARE = lazy_pattern("[省市县区州盟旗镇乡]|街道")
_LAST: Final = 8  # lines among which a date alone is the report's
_FARTHEST: Final = 60  # lines from the end: a page's own follow
_NOWHERE: Final = -1


class Signature(Struct, frozen=True):
    """Organ and date (ISO). `line` and `start`: where they begin in the plain lines, -1 where there are none."""

    organ: str | None = None
    date: str | None = None
    line: int = _NOWHERE
    start: int = 0


def signature_of(lines: Lines, first: int, known: str | None) -> Signature:
    """The organ beside or above a date at the end; `first`: the last heading's line; `known`: the title's organ."""
    low = max(first, len(lines.plain) - _FARTHEST, 0)
    dated = [
        (i, match)
        for i, line in enumerate(lines.squeezed[low:], low)
        if (match := _DATED.search(line)) and iso_date(match["date"])
    ]
    for i, match in dated:
        if found := _signed(lines, i, match, known):
            return found
    for i, match in reversed(dated):
        before = lines.squeezed[i][: match.start()]
        if i >= len(lines.plain) - _LAST and (not before or _ENDED.match(before[-1])):
            return Signature(None, iso_date(match["date"]), i, _place(lines, i, match.start()))
    return _undated(lines, low, known)


def _signed(lines: Lines, i: int, match: re.Match[str], known: str | None) -> Signature | None:
    """A date with an organ before it on the line, else above it, else below."""
    date = iso_date(match["date"])
    if match.start():
        at = i
        found = _organ_at_the_end(_before(lines, i, match.start()), known, alone=False)
    else:
        at = i - 1
        found = _organ_at_the_end(lines.plain[at], known, alone=True) if at >= 0 else None
        below = lines.squeezed[i + 1] if i + 1 < len(lines.squeezed) else ""
        if not found and known and name_in(below) == known:
            return Signature(known, date, i, 0)
    return Signature(found[0], date, at, found[1]) if found else None


def _undated(lines: Lines, low: int, known: str | None) -> Signature:
    """The title's organ alone on one of the last lines."""
    for i in range(len(lines.plain) - 1, max(low, len(lines.plain) - _LAST), -1):
        if known and is_name(known) and name_in(lines.squeezed[i]) == known:
            return Signature(known, None, i, 0)
    return Signature()


def _organ_at_the_end(text: str, known: str | None, *, alone: bool) -> tuple[str, int] | None:
    """The organ that a text ends in, and where it begins there; `alone`: the date stands on a line of its own."""
    ended = _ENDED.search(text)
    start = ended.end() if ended else 0
    words = [(m.start() + start, m[0]) for m in re.finditer(r"\S+", text[start:])]
    whole = name_in(squeezed(text[start:]))
    if known and whole == known:
        return known, words[0][0]
    if known and whole.endswith(known) and not _goes_on(whole.removesuffix(known), known):
        return known, _place_of_end(text, squeezed(text[start:]).rfind(known), start)
    if not words or BREAK.search(whole):
        return None
    at, organ = _last_name(words)
    return (organ, at) if is_name(organ) or (alone and may_name(organ)) else None


def _goes_on(before: str, known: str) -> bool:
    """Whether a name begins before the one that is known, as 定海 does before 区审交办."""
    return _REGION.search(before) is not None or (bool(before) and _BARE.match(known) is not None)


def _last_name(words: list[tuple[int, str]]) -> tuple[int, str]:
    """The last words that make a name: spaces part a region from its office, or letter from letter."""
    at, organ = words[-1]
    for before, word in reversed(words[:-1]):
        organ_begins = len(word) == 1 or _REGION.search(word) or not is_name(name_in(organ))
        if _NOTHING.match(word) or not organ_begins or not may_name(word + "某"):
            break
        at, organ = before, word + organ
    cut = _NOTHING.match(organ)
    return (at + cut.end(), name_in(organ[cut.end() :])) if cut else (at, name_in(organ))


def _before(lines: Lines, i: int, end: int) -> str:
    return lines.plain[i][: _place(lines, i, end)]


def _place(lines: Lines, i: int, count: int) -> int:
    return _place_of_end(lines.plain[i], count, 0)


def _place_of_end(text: str, count: int, start: int) -> int:
    """Where in a text that has spaces, from a start on, so many other characters have gone by."""
    for place in range(start, len(text)):
        if not text[place].isspace():
            if count == 0:
                return place
            count -= 1
    return len(text)
