"""Grids that are text: a page set in a table, headings among the form's rows, tables of problems and of fees."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, pairwise
from typing import Final

from msgspec.structs import replace

from gouji.reading import limits
from gouji.reading.document import Block, Document, Grid, GridCell, Paragraph
from gouji.reading.headings import section_number
from gouji.reading.words.characters import plain
from gouji.reading.words.labels import meaning_of
from gouji.text import lazy_pattern, squeezed

_Row = tuple[GridCell, ...]
_Headers = dict[int, dict[str, None]]  # column → the words above, each once

_HAN = lazy_pattern("[\u4e00-\u9fff]{2}")
_SENTENCE: Final = 20  # characters of a cell that holds a sentence
_NAMES_A_REPORT = lazy_pattern(r"公开.{0,12}(?:报告|年报)")
_FEES = lazy_pattern("处理费|收费|金额|费用")
_UNIT = lazy_pattern(r"[（(]?(?:单位[:：])?(万元|元|件|条|份|次)[)）]?$")
_OF_TABLE = lazy_pattern(r"单位[:：]\s*(万元|元)")
_OF_PIECES = lazy_pattern("件数|通知(?!.*金额)")


def with_texts_of_grids(document: Document) -> Document:
    """The same document with the text that stands in grids as paragraphs.

    Before the form's tables that is what names the report, begins a section or is a sentence; after them, all that
    grids hold; among their rows, headings. All else stays where it is.
    """
    grids = [i for i, block in enumerate(document.blocks) if isinstance(block, Grid)]
    first = next((i for i in grids if _is_form(document.blocks[i])), None)
    if first is None:
        return document
    last = next(i for i in reversed(grids) if _is_form(document.blocks[i]))
    blocks: list[Block] = []
    for number, block in enumerate(document.blocks):
        if not isinstance(block, Grid):
            blocks.append(block)
        elif number < first:
            blocks += _texts_before(block)
        elif number > last and _has_words(block):
            blocks += [Paragraph(text, block.page) for text in _texts_of(block)]
        else:
            blocks += _parted(block)
    return replace(document, blocks=tuple(blocks))


def _is_form(block: Block) -> bool:
    return isinstance(block, Grid) and any(map(_is_of_form, block.rows))


def _is_of_form(row: _Row) -> bool:
    """Whether a row has labels that only the form has; 合计 and 其他 alone stand in other tables, too."""
    meanings = [meaning for cell in row if (meaning := meaning_of(cell.text))]
    return len(meanings) > 1 or any(
        (m.rows and not m.columns) or m.formats_of_2 or m.heads_table_4 for m in meanings
    )


def _has_words(grid: Grid) -> bool:
    return any(_HAN.search(cell.text) for row in grid.rows for cell in row)


def _parted(grid: Grid) -> Iterator[Block]:
    """A table of the form apart from the headings among its rows, and from the text above and below them."""
    alone = {i: lines for i, row in enumerate(grid.rows) if (lines := _lines_alone(row))}
    if not alone or not (own := [i for i, r in enumerate(grid.rows) if _is_of_form(r)]):
        yield grid
        return
    heads = {i for i, lines in alone.items() if any(map(section_number, lines))}
    end = next((i for i in sorted(heads) if i > own[-1]), len(grid.rows))
    apart = {i for i in alone if i < end and (i in heads or not own[0] < i < own[-1])}
    edges = [-1, *sorted(apart), end]
    for before, behind in pairwise(edges):
        yield from (Paragraph(line, grid.page) for line in alone.get(before, ()))
        if rows := grid.rows[before + 1 : behind]:
            yield replace(grid, rows=rows)
    rest = replace(grid, rows=grid.rows[end:])
    yield from (Paragraph(text, grid.page) for text in _texts_of(rest))


def _lines_alone(row: _Row) -> list[str]:
    """The lines of a row's only text where it is a heading, a title or a sentence."""
    texts = (cell.text for cell in row if cell.text and not cell.text.isspace())
    shown = list(islice(texts, 2))
    if len(shown) != 1 or meaning_of(shown[0]):
        return []
    lines = _lines(shown[0])
    return lines if any(map(section_number, lines)) or _is_text(shown[0]) else []


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
    figures = {i for i, row in enumerate(grid.rows) if _is_of_figures(row)}
    first = min(figures, default=0)
    unit = _unit_of(grid) if figures else ""
    headers: _Headers = {}
    for i, row in enumerate(grid.rows):
        limits.check_time()
        if i in figures:
            yield _sentence(row, headers, unit)
        elif len(row) == 1 or not figures or i > first:
            words = (cell for cell in row if not cell.is_value or len(row) == 1)
            yield from (line for cell in words for line in _lines(cell.text))
        if figures:
            _add_words(row, headers)


def _is_of_figures(row: _Row) -> bool:
    """Whether a row holds figures and no sentence beside them, such as behind a running number."""
    sentences = ("。" in cell.text or len(cell.text) >= _SENTENCE for cell in row)
    return len(row) > 1 and any(cell.is_value for cell in row) and not any(sentences)


def _sentence(row: _Row, headers: _Headers, unit: str) -> str:
    """A row's figures, such as 发出收费通知的件数3件，总金额600元, behind its label."""
    label = "".join(squeezed(cell.text) for cell in row if not cell.is_value)
    said = "，".join(_headed(cell, headers, unit) for cell in row if cell.is_value)
    return f"{label}：{said}。" if label else f"{said}。"


def _headed(cell: GridCell, headers: _Headers, unit_of_table: str) -> str:
    """A figure behind the words of its header, with the unit that stands there."""
    header = "".join(headers.get(cell.column, ()))
    unit = _UNIT.search(header)
    figure = squeezed(cell.text)
    name = header[: unit.start()] if unit else header
    if figure[-1:].isdecimal():
        figure += unit[1] if unit else _unit_behind(name, unit_of_table)
    return name + figure


def _add_words(row: _Row, headers: _Headers) -> None:
    """Add a row's words to those above the figures; what stands alone in its row is the table's caption."""
    words = (cell for cell in row if len(row) > 1 and not cell.is_value)
    for cell in words:
        said = squeezed(plain(cell.text))
        for column in cell.columns:
            headers.setdefault(column, {})[said] = None


def _unit_behind(name: str, unit_of_table: str) -> str:
    if _OF_PIECES.search(name):
        return "件"
    return unit_of_table if _FEES.search(name) else ""


def _unit_of(grid: Grid) -> str:
    """The unit that a table says to be that of its amounts."""
    whole = (_OF_TABLE.search(cell.text) for row in grid.rows for cell in row)
    return next((match[1] for match in whole if match), "")
