"""Paragraphs → grids, where a table was pasted as text that lost its cells: a row on a line, a cell a line, all on one.

A row is a piece of text that ends in the label of a row and is followed by values; table 4 is its header, followed by
values. Blanks leave no trace in such text, so a row that is short of values stays short: what its cells held is not
certain. Prose names the same things, so rows count only where the table's own words stand before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Final

from msgspec.structs import replace

from gouji.form import SECTIONS
from gouji.numerals import ONE_TO_TEN
from gouji.reading import limits
from gouji.reading.document import Block, Document, Grid, GridCell, Paragraph, ragged_grid
from gouji.reading.flattened.divided import cells_of
from gouji.reading.flattened.form_rows import PIECE, found_in
from gouji.reading.flattened.stretches import BLANK, Span
from gouji.reading.headings import headings_within, section_number
from gouji.reading.runs import Doubt
from gouji.reading.words.characters import fold, simplified
from gouji.reading.words.labels import VOCABULARY, roles_of
from gouji.reading.words.values import FULL_WIDTH
from gouji.text import lazy_pattern

# Signs for a damaged byte, and brackets that no such text has: a figure beside them may be a part of one.
_STRANGE: Final = frozenset("\ufffd\u2e28\u2e29")
_LABEL_NUMERAL = lazy_pattern(r"\d(?=\s*[.、]\s*[\u2e80-\u9fff])")
# Most of what is full-width in a text, and whether there is more.
_WIDE: Final = tuple((ch, ch.translate(FULL_WIDTH)) for ch in "，：；（）！？％　\xa0")
_STILL_WIDE = lazy_pattern(f"[{''.join(map(chr, FULL_WIDTH))}]")
_PAGE_NUMBER = lazy_pattern(
    r"\s*(?:[-—–·]+\s*\d{1,3}\s*[-—–·]+|\d{1,3}\s*/\s*\d{1,3}|page\s*\d{1,3}.{0,10}"
    r"|(?:共\s*\d{1,3}\s*页.{0,3})?第\s*\d{1,3}\s*页.{0,12})\s*",
    re.IGNORECASE,
)
_LEAST_ROWS: Final = 2  # fewer rows of tables 2 and 3 are a list in the narrative
_LONGEST_PIECE: Final = 10  # characters of a line of a header's broken word
_END_OF_SENTENCE = lazy_pattern(r"(?<=[。！？])\s+|(?<=年度报告)\s+|(?<=工作报告)\s+")
_NUMERAL = lazy_pattern(rf"[{ONE_TO_TEN[: len(SECTIONS)]}]\s*[、.．]")  # how each of them begins


def with_flattened_tables(document: Document) -> Document:
    """The same document with the tables in its running text turned into ragged grids."""
    blocks: list[Block] = []
    run: list[Paragraph] = []
    number = sum(isinstance(block, Grid) for block in document.blocks)
    for block in (*_unfolded(document.blocks), None):
        if isinstance(block, Paragraph) and not section_number(block.text):
            run.append(block)
            continue
        for found in _read(run):
            number += isinstance(found, Grid)
            blocks.append(replace(found, number=number) if isinstance(found, Grid) else found)
        run = []
        if block is not None:
            blocks.append(block)
    return replace(document, blocks=tuple(blocks))


def _unfolded(blocks: Sequence[Block]) -> Iterator[Block]:
    """A whole report on one line becomes paragraphs: at its headings, and at the ends of sentences."""
    for block in blocks:
        if isinstance(block, Grid):
            yield from _lines_of(block)
            continue
        begins = _NUMERAL.search(block.text)
        headings = headings_within(simplified(block.text)) if begins else []
        if not headings:
            yield block
            continue
        cuts = [0, *(place for heading in headings for place in heading), len(block.text)]
        for start, end in pairwise(cuts):
            for sentence in _sentences(block.part(start, end)):
                if sentence.text:
                    yield sentence


def _lines_of(grid: Grid) -> Sequence[Block]:
    """A grid; where each of its rows is one cell, and these hold rows of the form, their lines.

    So comes a table that was pasted into a cell as text, and text with a cell a line that keeps its blanks.
    """
    if any(len(row) != 1 for row in grid.rows):
        return (grid,)
    lines = [line for (cell,) in grid.rows for line in _lines_in(cell, grid.page)]
    if any(section_number(line.text) for line in lines):
        return list(_unfolded(lines))
    return lines if any(isinstance(block, Grid) for block in _read(lines)) else (grid,)


def _lines_in(cell: GridCell, page: int | None) -> Iterator[Paragraph]:
    if cell.is_blank:
        yield Paragraph(BLANK, page)
        return
    for line in cell.text.split("\n"):
        if text := line.strip():
            yield Paragraph(text, page, ((0, len(text)),) if cell.doubtful else ())


def _sentences(paragraph: Paragraph) -> Iterator[Paragraph]:
    gaps = (place for gap in _END_OF_SENTENCE.finditer(paragraph.text) for place in gap.span())
    edges = [0, *gaps, len(paragraph.text)]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        yield paragraph.part(start, end)


def _read(run: Sequence[Paragraph]) -> Iterator[Block]:
    """A run of paragraphs: what is prose, and, where it holds rows of the form, the grids of their tables."""
    kept = [paragraph for paragraph in run if not _PAGE_NUMBER.fullmatch(paragraph.text)]
    text = "\n".join(paragraph.text for paragraph in kept)
    if not any(map(str.isdigit, text)):
        yield from run
        return
    # A label's numeral is no value.
    masked = _LABEL_NUMERAL.sub(" ", _half_width(text))
    found = found_in(masked)
    if sum(1 if row.id else _LEAST_ROWS for row in found.rows if not row.further) < _LEAST_ROWS:
        yield from run
        return
    taken = [(_with_numeral(text, masked, row.label_at), row.end) for row in found.rows]
    prose = list(_without_broken_words(list(_prose(kept, taken)), taken[-1][1]))
    doubts = _doubts(kept)
    may_be_doubtful = bool(doubts) or not _STRANGE.isdisjoint(text)
    first = 0
    for _, of_table in groupby(found.rows, key=lambda row: row.table):
        rows = list(of_table)
        while first < len(prose) and prose[first][0] < rows[-1].end:
            yield prose[first][1]
            first += 1
        cells = cells_of(text, masked, rows, found)
        doubtful = {
            at
            for at, span in (cells.places.items() if may_be_doubtful else ())
            if _is_doubtful(text, span, doubts)
        }
        yield ragged_grid(cells.rows, 0, doubtful | cells.doubtful)
    yield from (paragraph for _, paragraph in prose[first:])


def _with_numeral(text: str, masked: str, start: int) -> int:
    """Where a label begins with the numeral before it."""
    at = start - 1
    return at if at >= 0 and masked[at] == " " and text[at].isdigit() else start


def _doubts(run: Sequence[Paragraph]) -> list[Doubt]:
    """The doubtful stretches of all paragraphs, by their places in the run's text."""
    doubts: list[Doubt] = []
    start = 0
    for paragraph in run:
        doubts += [(start + first, start + last) for first, last in paragraph.doubts]
        start += len(paragraph.text) + 1
    return doubts


def _is_doubtful(text: str, span: tuple[int, int], doubts: Sequence[Doubt]) -> bool:
    """Whether a value is doubtful in part, or stands beside something that is no text."""
    start, end = span
    if _STRANGE & {text[start - 1 : start], text[end : end + 1]}:
        return True
    behind = start
    while doubts and text[behind - 1 : behind] in {" ", "\t"}:
        behind -= 1  # a sign before it, and a space between them
    return any(
        behind <= first <= end if first == last else first < end and last > start
        for first, last in doubts
    )


def _half_width(text: str) -> str:
    for wide, narrow in _WIDE:
        text = text.replace(wide, narrow)
    return text.translate(FULL_WIDTH) if _STILL_WIDE.search(text) else text


def _prose(run: Sequence[Paragraph], taken: Sequence[Span]) -> Iterator[tuple[int, Paragraph]]:
    """The paragraphs without the rows and the words of their headers, each with its place."""
    start = first = 0
    for paragraph in run:
        limits.check_time()
        end = start + len(paragraph.text)
        while first < len(taken) and taken[first][1] <= start:
            first += 1
        within = list(_within(taken, first, start, end))
        if not within:
            if not _is_header(paragraph.text, taken, start):
                yield start, paragraph
        else:
            edges = [start, *(edge for span in within for edge in span), end]
            for a, b in zip(edges[::2], edges[1::2], strict=True):
                pieces = PIECE.findall(paragraph.text[a - start : b - start])
                if rest := " ".join(piece for piece in pieces if not _is_label(piece)):
                    yield a, Paragraph(rest, paragraph.page)
        start = end + 1


def _without_broken_words(
    prose: Sequence[tuple[int, Paragraph]], end: int
) -> Iterator[tuple[int, Paragraph]]:
    """The paragraphs without those that are the pieces of a header's word, of two or three lines each."""
    i = 0
    while i < len(prose):
        sizes = (2, 3) if prose[i][0] < end and len(prose[i][1].text) <= _LONGEST_PIECE else ()
        joined = ((size, "".join(p.text for _, p in prose[i : i + size])) for size in sizes)
        taken = next((size for size, word in joined if fold(word) in VOCABULARY), 0)
        if not taken:
            yield prose[i]
        i += taken or 1


def _within(taken: Sequence[Span], first: int, start: int, end: int) -> Iterator[Span]:
    """The parts of a paragraph that are taken, of the spans from the first one on."""
    for i in range(first, len(taken)):
        a, b = taken[i]
        if a >= end:
            return
        yield max(a, start), min(b, end)


def _is_header(text: str, taken: Sequence[tuple[int, int]], start: int) -> bool:
    """Whether a paragraph among the rows holds nothing but words of the form."""
    among = start < taken[-1][1]
    return among and all(_is_label(piece) for piece in PIECE.findall(text))


def _is_label(piece: str) -> bool:
    """Whether a piece is a label of the form; one that is like it but for its unit of money says more than that."""
    folded = fold(piece)
    return bool(roles_of(piece)) and (folded in VOCABULARY or not folded.endswith("元"))
