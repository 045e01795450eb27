"""Placed characters → lines of text. Pure geometry: PDF, OFD and scans share it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Final

from msgspec import Struct

from gouji.reading import limits
from gouji.reading.pages.rulings import Segment
from gouji.reading.runs import Runs, Text

_SPACE: Final = 0.4  # of the glyphs' height; a wider gap parts two words
_DIGIT_SPACE: Final = 0.2  # a wider gap parts two numbers
_SMALL: Final = 0.8  # of the tallest digit beside it; a smaller digit is a note's
_MIDDLE: Final = (0.3, 0.7)  # of a glyph's height; a line through here strikes it out
_PARTS: Final = frozenset(".,-+．，－＋")  # of a number, beside digits
OBLIQUE: Final = -1  # how a character is turned that stands askew or is mirrored


class Glyph(Struct, frozen=True, gc=False):
    """One character, or, of a scan, one recognised text, and its box; `turn`: quarters clockwise, or OBLIQUE.

    `doubtful`: it is not seen, not told or not certain; without text something stands there that was not read.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    turn: int = 0
    doubtful: bool = False

    @property
    def centre(self) -> tuple[float, float]:
        """The point that decides where it belongs."""
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2

    @property
    def height(self) -> float:
        """Its box's height."""
        return self.y1 - self.y0

    @property
    def is_digit(self) -> bool:
        """Whether it is one for certain."""
        return not self.doubtful and self.text.isdigit()


def is_figure(glyph: Glyph) -> bool:
    """Whether a character may be a part of a number."""
    return glyph.text in _PARTS or glyph.text.isdigit()


class Line(Struct, frozen=True):
    """A line of text outside the tables."""

    content: Text
    x0: float
    y0: float
    x1: float
    y1: float


class Strokes:
    """Horizontal lines from top to bottom; one through a character strikes it out."""

    def __init__(self, segments: Iterable[Segment] = ()) -> None:
        across = (segment for segment in segments if segment.is_horizontal)
        self._segments = sorted(across, key=attrgetter("y0"))
        self._heights = [segment.y0 for segment in self._segments]

    def near(self, line: Sequence[Glyph]) -> Sequence[Segment]:
        """Those at the height of a line of text."""
        if not self._heights:
            return ()
        first = bisect_left(self._heights, min([glyph.y0 for glyph in line]))
        return self._segments[first : bisect_right(self._heights, max([g.y1 for g in line]))]


_NONE: Final = Strokes()


def text_lines(glyphs: Iterable[Glyph]) -> list[Line]:
    """Lines of text outside the tables, from top to bottom."""
    return [
        Line(
            line_text(line),
            line[0].x0,
            min([g.y0 for g in line]),
            line[-1].x1,
            max([g.y1 for g in line]),
        )
        for line in lines_of(glyphs)
    ]


def lines_of(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Glyphs in lines from top to bottom, each from left to right; blanks are left out."""
    shown = [glyph for glyph in glyphs if glyph.doubtful or glyph.text.strip()]
    if len(shown) <= 1:
        return [shown] if shown else []
    lines: list[list[Glyph]] = []
    for glyph in sorted(shown, key=lambda g: g.y0 + g.y1):
        for line in lines[:-4:-1]:  # the last three
            if _beside(line[0], glyph):
                line.append(glyph)
                if _is_flat(line[0]):
                    # A stroke's own box: its place in the line is not known by it.
                    line[0], line[-1] = line[-1], line[0]
                break
        else:
            lines.append([glyph])
    for line in lines:
        line.sort(key=attrgetter("x0"))
    return lines


def _is_flat(glyph: Glyph) -> bool:
    return glyph.y1 - glyph.y0 < 0.5 * (glyph.x1 - glyph.x0)


def _beside(one: Glyph, other: Glyph) -> bool:
    """Whether two glyphs stand on one line: their boxes overlap by half the lower one's height."""
    top, bottom = max(one.y0, other.y0), min(one.y1, other.y1)
    return bottom - top > 0.5 * min(one.y1 - one.y0, other.y1 - other.y0)


def line_text(line: Sequence[Glyph], strokes: Strokes = _NONE) -> Text:
    """A line's text: spaces where gaps are, raised or struck-out digits doubtful, doubled glyphs once."""
    limits.check_time()
    across = strokes.near(line)
    digits = [glyph.is_digit for glyph in line]
    tallest = max(
        [g.height for g, is_digit in zip(line, digits, strict=True) if is_digit], default=0.0
    )
    runs = Runs()
    certain: list[str] = []  # since the last that was not
    last: Glyph | None = None
    follows = False  # a digit
    for glyph, is_digit in zip(line, digits, strict=True):
        doubtful = glyph.doubtful or (is_digit and glyph.height < _SMALL * tallest)
        if last is not None:
            if _is_drawn_twice(last, glyph):
                continue
            both = is_digit and follows
            if _are_apart(last, glyph, digits=both):
                certain.append(" ")
            doubtful = doubtful or (both and _lies_over(last, glyph))
        if doubtful or (across and any(_strikes(stroke, glyph) for stroke in across)):
            runs.add("".join(certain))
            runs.add(glyph.text, doubtful=True)
            certain.clear()
        else:
            certain.append(glyph.text)
        last, follows = glyph, is_digit
    runs.add("".join(certain))
    return runs.text()


def _is_drawn_twice(one: Glyph, other: Glyph) -> bool:
    """Whether a character is drawn once more to look bold."""
    if other.text != one.text or other.doubtful != one.doubtful:
        return False
    return other.x0 - one.x0 < 0.3 * (other.x1 - other.x0)


def _lies_over(one: Glyph, other: Glyph) -> bool:
    """Whether two digits stand in one place: a figure was set over another one, perhaps covered, one."""
    return one.x1 - other.x0 > 0.5 * min(one.x1 - one.x0, other.x1 - other.x0)


def _are_apart(one: Glyph, other: Glyph, *, digits: bool) -> bool:
    gap = other.x0 - one.x1
    # Programs set a quarter of a space between Chinese and digits; between digits none.
    share = _DIGIT_SPACE if digits else _SPACE
    return gap > 0 and gap > share * max(one.y1 - one.y0, other.y1 - other.y0)


def _strikes(stroke: Segment, glyph: Glyph) -> bool:
    low, high = (glyph.y0 + share * glyph.height for share in _MIDDLE)
    x = glyph.centre[0]
    return low <= stroke.y0 <= high and min(stroke.x0, stroke.x1) <= x <= max(stroke.x0, stroke.x1)
