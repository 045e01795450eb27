"""Pages of placed characters and lines (OFD) → drawings: pdfium draws no OFD, so what was read of it is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from gouji.reading.pages.glyphs import Glyph
    from gouji.reading.pages.layout import Page

_BELOW: Final = 0.86  # of a character's box, from its top: where its foot stands


class Words(Struct, frozen=True):
    """Characters on one line: the left edge of each, the foot and the size of all, in points."""

    text: str
    x: tuple[float, ...]
    y: float
    size: float


class Drawing(Struct, frozen=True):
    """One page: its size in points, lines from point to point, words."""

    page: int
    width: float
    height: float
    lines: tuple[tuple[float, float, float, float], ...]
    words: tuple[Words, ...]


def drawing_of(page: Page) -> Drawing:
    """A page as its characters and lines tell it; pictures and seals are not among them."""
    # Late: who shows pages that are drawn already reads none.
    from gouji.reading.pages.glyphs import lines_of
    from gouji.reading.pages.layout import to_be_read

    segments, glyphs = to_be_read(page)
    return Drawing(
        page=page.number,
        width=page.width,
        height=page.height,
        lines=tuple(
            (round(s.x0, 1), round(s.y0, 1), round(s.x1, 1), round(s.y1, 1)) for s in segments
        ),
        words=tuple(words for line in lines_of(glyphs) for words in _words(line)),
    )


def _words(line: Sequence[Glyph]) -> Iterator[Words]:
    """Runs of characters of one size and height; what is several characters, or beyond the basic plane, by itself."""
    run: list[Glyph] = []
    for glyph in line:
        if run and not (_is_like(run[-1], glyph) and _is_plain(run[-1]) and _is_plain(glyph)):
            yield _run(run)
            run = []
        if glyph.text:
            run.append(glyph)
    if run:
        yield _run(run)


def _is_like(one: Glyph, other: Glyph) -> bool:
    return abs(one.y0 - other.y0) < 0.5 and abs(one.y1 - other.y1) < 0.5


def _is_plain(glyph: Glyph) -> bool:
    return len(glyph.text) == 1 and glyph.text <= "\uffff"


def _run(run: Sequence[Glyph]) -> Words:
    first = run[0]
    return Words(
        text="".join(glyph.text for glyph in run),
        x=tuple(round(glyph.x0, 1) for glyph in run),
        y=round(first.y0 + _BELOW * first.height, 1),
        size=round(first.height, 1),
    )
