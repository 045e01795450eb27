"""Grids that are text: a page set in a table, headings among the form's rows, tables of problems and of fees."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from gouji.reading.document import Block, Document, Grid, GridCell, Paragraph
from gouji.reading.headings import section_number
from gouji.reading.tables.labelled import LabelledRow, labelled_grids
from gouji.reading.words.characters import plain
from gouji.text import squeezed

_Row = tuple[GridCell, ...]

_HAN = re.compile("[\u4e00-\u9fff]{2}")
_SENTENCE: Final = 20  # characters of a cell that holds a sentence
_NAMES_A_REPORT = re.compile(r"公开.{0,12}(?:报告|年报)")
_FEES = re.compile("处理费|收费|金额|费用")
_UNIT = re.compile(r"[（(]?(?:单位[:：])?(万元|元|件|条|份|次)[)）]?$")
_OF_TABLE = re.compile(r"单位[:：]\s*(万元|元)")
_OF_PIECES = re.compile("件数|通知(?!.*金额)")


def with_texts_of_grids(document: Document) -> Document:
    """The same document with the text that stands in grids as paragraphs.

    Before the form's tables that is what names the report, begins a section or is a sentence; after them, all that
    grids hold; among their rows, headings. All else stays where it is.
    """
    grids = {found.block: found.rows for found in labelled_grids(document)}
    form = [block for block, rows in grids.items() if any(map(_is_of_form, rows))]
    if not form:
        return document
    blocks: list[Block] = []
    for number, block in enumerate(document.blocks):
        if not isinstance(block, Grid):
            blocks.append(block)
        elif number in form:
            blocks += _parted(block, grids[number])
        elif number < form[0]:
            blocks += _texts_before(block)
        elif number > form[-1] and _has_words(block):
            blocks += [Paragraph(text, block.page) for text in _texts_of(block)]
        else:
            blocks.append(block)
    return replace(document, blocks=tuple(blocks))


def _is_of_form(row: LabelledRow) -> bool:
    """Whether a row has labels that only the form has; 合计 and 其他 alone stand in other tables, too."""
    meanings = [label.meaning for label in row.labels]
    return len(meanings) > 1 or any(
        (m.rows and not m.columns) or m.formats_of_2 or m.heads_table_4 for m in meanings
    )


def _has_words(grid: Grid) -> bool:
    return any(_HAN.search(cell.text) for row in grid.rows for cell in row)


def _parted(grid: Grid, rows: Sequence[LabelledRow]) -> Iterator[Block]:
    """A table of the form apart from the headings among its rows, and from the text above and below them."""
    own = [i for i, row in enumerate(rows) if _is_of_form(row)]
    end = _end_of_table(rows, own[-1] + 1)
    kept: list[_Row] = []
    for i, row in enumerate(rows[:end]):
        lines = _lines_alone(row, edge=i < own[0] or i > own[-1])
        if not lines:
            kept.append(row.cells)
            continue
        if kept:
            yield replace(grid, rows=tuple(kept))
            kept = []
        yield from (Paragraph(line, grid.page) for line in lines)
    if kept:
        yield replace(grid, rows=tuple(kept))
    rest = replace(grid, rows=grid.rows[end:])
    yield from (Paragraph(text, grid.page) for text in _texts_of(rest))


def _end_of_table(rows: Sequence[LabelledRow], start: int) -> int:
    """Where, from a row on, the next section begins, of which all is text; the end where none does."""
    heads = (
        i
        for i, row in enumerate(rows[start:], start)
        if any(map(section_number, _lines_alone(row, edge=True)))
    )
    return next(heads, len(rows))


def _lines_alone(row: LabelledRow, *, edge: bool) -> list[str]:
    """The lines of a row's only text where it is a heading or, at the table's edge, a title or a sentence."""
    shown = [cell.text for cell in row.cells if not cell.is_blank]
    if len(shown) != 1 or row.labels:
        return []
    lines = _lines(shown[0])
    if any(map(section_number, lines)) or (edge and _is_text(shown[0])):
        return lines
    return []


def _texts_before(grid: Grid) -> Iterator[Block]:
    cells = [cell for row in grid.rows for cell in row]
    telling = [cell.text for cell in cells if any(map(section_number, _lines(cell.text)))]
    telling = [cell.text for cell in cells if cell.text in telling or _is_text(cell.text)]
    if telling:
        yield from (Paragraph(line, grid.page) for text in telling for line in _lines(text))
    else:
        yield grid


def _is_text(text: str) -> bool:
    said = squeezed(plain(text))
    return ("。" in said and len(said) >= _SENTENCE) or _NAMES_A_REPORT.search(said) is not None


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _texts_of(grid: Grid) -> Iterator[str]:
    """What a grid says, a paragraph a line of its cells; of figures a sentence a row, each with its header."""
    figures = [i for i, row in enumerate(grid.rows) if _is_of_figures(row)]
    for i, row in enumerate(grid.rows):
        if i in figures:
            yield _sentence(grid, i)
        elif len(row) == 1 or not figures or i > figures[0]:
            words = (cell for cell in row if not cell.is_value or len(row) == 1)
            yield from (line for cell in words for line in _lines(cell.text))


def _is_of_figures(row: _Row) -> bool:
    """Whether a row holds figures and no sentence beside them, such as behind a running number."""
    sentences = ("。" in cell.text or len(cell.text) >= _SENTENCE for cell in row)
    return len(row) > 1 and any(cell.is_value for cell in row) and not any(sentences)


def _sentence(grid: Grid, i: int) -> str:
    """A row's figures, such as 发出收费通知的件数3件，总金额600元, behind its label."""
    row = grid.rows[i]
    label = "".join(squeezed(cell.text) for cell in row if not cell.is_value)
    said = "，".join(_headed(grid, i, cell) for cell in row if cell.is_value)
    return f"{label}：{said}。" if label else f"{said}。"


def _headed(grid: Grid, i: int, cell: GridCell) -> str:
    """A figure behind the words of its header, with the unit that stands there."""
    header = _header(grid, i, cell)
    unit = _UNIT.search(header)
    figure = squeezed(cell.text)
    name = header[: unit.start()] if unit else header
    if figure[-1:].isdecimal():
        figure += unit[1] if unit else _unit_of(grid, name)
    return name + figure


def _header(grid: Grid, i: int, cell: GridCell) -> str:
    """The words above a figure; what stands alone in its row is the table's caption."""
    above = (
        squeezed(plain(other.text))
        for row in grid.rows[:i]
        for other in row
        if len(row) > 1 and cell.column in other.columns and not other.is_value
    )
    return "".join(dict.fromkeys(above))


def _unit_of(grid: Grid, name: str) -> str:
    if _OF_PIECES.search(name):
        return "件"
    whole = (_OF_TABLE.search(cell.text) for row in grid.rows for cell in row)
    unit = next((match[1] for match in whole if match), "")
    return unit if _FEES.search(name) else ""
