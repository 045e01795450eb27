"""The reports in one file: where each begins, its tables, and which one the place of handing in names."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from gouji.reading import limits
from gouji.reading.document import Document, Paragraph
from gouji.reading.narrative import read_narrative
from gouji.reading.tables.labelled import LabelledGrid, labelled_grids
from gouji.reading.tables.rows import FoundTables, find_tables
from gouji.reading.titles import ending_in
from gouji.reading.words.lines import Lines, lines_of
from gouji.report import Key

_Named = tuple[str | None, int | None]


class Part(Struct, frozen=True):
    """One report of a file: its blocks, its lines of text, its tables."""

    document: Document
    lines: Lines
    tables: FoundTables


class _Found(Struct, frozen=True):
    """A document with what was found once in all of it; `paragraphs` are the indices of their blocks."""

    document: Document
    paragraphs: tuple[int, ...]
    lines: Lines
    grids: tuple[LabelledGrid, ...]


def reports_of(document: Document) -> list[Part]:
    """The document cut where a title names another organ or year; one part if tables follow one title only.

    Links to other reports have titles, too, but no tables behind them.
    """
    found = _found_in(document)
    end = len(document.blocks)
    cuts = [0, *_starts(found)[1:], end]
    parts = [_part(found, start, stop) for start, stop in pairwise(cuts)]
    full = [part for part in parts if any(row.table == "t3" for row in part.tables.rows)]
    if len(full) > 1:
        return full
    return parts if len(parts) == 1 else [_part(found, 0, end)]


def named_by(parts: Sequence[Part], key: Key | None) -> Part | None:
    """The one part whose organ and year are the key's; None where none or several are."""
    if key is None:
        return None
    fitting = []
    for part in parts:
        narrative = read_narrative(part.lines, name=part.document.name)
        if (narrative.organ, narrative.year) == (key.organ, key.year):
            fitting.append(part)
    return fitting[0] if len(fitting) == 1 else None


def _found_in(document: Document) -> _Found:
    paragraphs = tuple(i for i, b in enumerate(document.blocks) if isinstance(b, Paragraph))
    texts = [paragraph.text for paragraph in document.paragraphs]
    return _Found(document, paragraphs, lines_of(texts), tuple(labelled_grids(document)))


def _part(found: _Found, start: int, end: int) -> Part:
    """The report from one block to another."""
    first, last = bisect_left(found.paragraphs, start), bisect_left(found.paragraphs, end)
    return Part(
        Document(
            found.document.blocks[start:end],
            _pictured(found.document, start, end),
            found.document.name,
        ),
        found.lines.between(first, last),
        find_tables(grid for grid in found.grids if start <= grid.block < end),
    )


def _pictured(document: Document, start: int, end: int) -> tuple[int, ...]:
    """The pages with pictures between a report's first page and its last, or the page before the next report's."""
    first = next((b.page for b in document.blocks[start:end] if b.page), 0) if start else 0
    behind = next((b.page for b in document.blocks[end:] if b.page), None)
    last = max((b.page for b in document.blocks[start:end] if b.page), default=first)
    return tuple(
        page
        for page in document.pictured_pages
        if first <= page and (behind is None or page < behind or page == last)
    )


def _starts(found: _Found) -> list[int]:
    """Where a title names an organ or year that the title before did not."""
    starts: list[int] = []
    known: _Named = (None, None)
    above: list[str] = []  # lines of a title that is set over several
    before = -1
    for block, line in zip(found.paragraphs, found.lines.squeezed, strict=True):
        limits.check_time()
        if block != before + 1:
            above = []
        before = block
        named, lines = ending_in([*above[-3:], line])
        if any(named) and _differ(known, named):
            starts.append(block - lines + 1)
            known = named
        above.append(line)
    return starts


def _differ(one: _Named, other: _Named) -> bool:
    return one == (None, None) or any(
        a is not None and b is not None and a != b for a, b in zip(one, other, strict=True)
    )
