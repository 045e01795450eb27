"""The unit of an amount that stands outside its cell: beside it, in its header, in a caption or note of the table.

What the cell itself prints holds, then what stands in the cell beside it. All else is taken together: where it names
one unit, that one holds; where it names several, or another than 元, 万元 and 亿元, the amount is no certain one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from gouji.form import TABLES, CellSpec
from gouji.money import UNITS, Unit
from gouji.reading.document import Block, Document, Grid, Paragraph
from gouji.reading.headings import may_be_caption, section_number
from gouji.reading.tables.rows import FoundRow, FoundTables
from gouji.reading.words.characters import fold, plain, visible
from gouji.report import Cell, CellId, StatedUnits
from gouji.text import lazy_pattern, squeezed

_UNIT: Final = r"(?:人民币)?(?:[十百千]+[万亿]?元|亿元|万元|元|亿|万)(?:人民币)?"
_COUNTED: Final = "件次|人次|件|次|个|项|条|份|宗|起|篇|部|人"
_NO_WORD: Final = r"(?![\u4e00-\u9fff\d])"
_STATED: Final = lazy_pattern(
    rf"""单位\s*(?:均|统一)?[为是:]?\s*\(?(?:(?:{_COUNTED}|{_UNIT})[、/,;和及或]?)+{_NO_WORD}
      | (?:以|按|为){_UNIT}(?:为(?:计量|计算|统计|核算)?单位|计|计算|填报|填列|统计)
      | {_UNIT}为(?:计量|计算|统计|核算)?单位
      | [(\[【〔](?:收费|采购|金额|计量|货币|单位|均|以|按|:|为)*{_UNIT}计?[)\]】〕]
      | (?:金额|数额|费用|收费)的?(?:单位)?(?:均|都|一律)?(?:为|是|以|按|[:/,、_|-])?\s*
        (?:人民币)?(?:[十百千]+[万亿]?|[万亿])?元{_NO_WORD}""",
    re.VERBOSE,
)
_MONEY: Final = lazy_pattern(r"[十百千]+[万亿]?元|亿元|万元|元|亿|万")
_ALONE: Final = lazy_pattern(rf"\(?{_UNIT}\)?")
_NOTE: Final = lazy_pattern(
    r"\(?(?:备?注|说明|填表说明|金额|收费|采购|本表|表中|以上|计量|单位|币种|\*|※)|\(?以"
)
_OTHER_MONEY: Final = "信息处理"  # fees of requests, which are none of table 2's charges
_LONGEST: Final = 120  # characters of a caption or note; a longer text is prose
_CAPTION: Final = (
    6  # lines and rows above a table's first row of figures: its caption and its first header
)
_NOTES: Final = 4  # lines and rows below its last one


_MANY: Final = lazy_pattern(
    rf"(?:单位[为是:]?\(?|[(\[〔]|以)(?:[^,;。()]{{0,6}}、)?[十百千万亿]+(?:{_COUNTED})"
)
_SPECS: Final = tuple(
    spec for (table, _), form in TABLES.items() if table == "t2" for spec in form.specs.values()
)
_AMOUNTS: Final = tuple(spec for spec in _SPECS if spec.kind == "amount")
_COUNTS: Final = tuple(spec for spec in _SPECS if spec.kind == "count")


class _Line(Struct, frozen=True):
    """A paragraph, or a row of a grid: its texts, and the row of the form that it is."""

    texts: tuple[str, ...]
    row: FoundRow | None = None


def with_units(
    cells: Mapping[CellId, Cell],
    found: FoundTables,
    document: Document,
) -> tuple[dict[CellId, Cell], dict[CellId, StatedUnits]]:
    """The cells with the units of their amounts, and what stands outside a cell of its unit where that decides.

    Counts below a header of 万件 are no certain numbers: which of them are, the document hides.
    """
    known, stated = dict(cells), dict[CellId, StatedUnits]()
    lines = _lines(found, document)
    for spec in _AMOUNTS:
        cell = known.get(spec.id)
        if cell is None or cell.value is None or cell.unit:
            continue
        said = _said(spec, lines)
        if said is not None:
            known[spec.id] = _in_unit(cell, said)
            stated[spec.id] = said
    for row in _counted_in_many(lines):
        for spec in (s for s in _COUNTS if s.row.id == row and s.id in known):
            cell = known[spec.id]
            known[spec.id] = Cell(None, "unreadable", None, cell.place) if cell.value else cell
    return known, stated


def _counted_in_many(lines: Sequence[_Line]) -> Iterator[str]:
    """The rows whose header, or the caption of the table, counts in ten thousands (单位：万件)."""
    many = [i for i, line in enumerate(lines) if any(map(_is_of_many, line.texts))]
    rows = [i for i, line in enumerate(lines) if line.row]
    for i, row in ((i, lines[i].row) for i in rows if many):
        above = next((n for n in reversed(range(i)) if lines[n].row is None), -1)  # its header ends
        header = range(max((n for n in rows if n < above), default=-1) + 1, above + 1)
        caption = (n for n in many if n < rows[0] and len(lines[n].texts) == 1)
        if row and (any(n in header for n in many) or next(caption, None) is not None):
            yield row.id


@lru_cache(maxsize=512)
def _is_of_many(text: str) -> bool:
    return not text.isascii() and _MANY.search(squeezed(plain(text))) is not None


def _in_unit(cell: Cell, said: StatedUnits) -> Cell:
    if len(said.units) == 1 and said.units[0]:
        return replace(cell, unit=said.units[0])
    # 0 is the same in every unit.
    return Cell(None, "unreadable", None, cell.place) if cell.value else cell


def _said(spec: CellSpec, lines: Sequence[_Line]) -> StatedUnits | None:
    """What is said of an amount's unit; None where it is nothing, or no more than the form's own label says."""
    at = next((i for i, line in enumerate(lines) if line.row and line.row.id == spec.row.id), None)
    if at is None:
        return None
    beside = [text for text in lines[at].texts if _ALONE.fullmatch(squeezed(plain(text)))]
    texts = beside or [text for text in _around(lines, at) if _units(text)]
    own = fold(spec.column.label)
    if all(fold(text) == own for text in texts):
        return None
    units = dict.fromkeys(unit for text in texts for unit in _units(text))
    return StatedUnits(tuple(units), tuple(dict.fromkeys(map(_shown, texts))))


def _around(lines: Sequence[_Line], at: int) -> Iterator[str]:
    """The texts that may state an amount's unit: those of its line and its header, the table's caption and notes."""
    rows = [i for i, line in enumerate(lines) if line.row]
    header = max((i for i in rows if i < at), default=-1) + 1
    yield from (text for line in lines[: rows[0]][-_CAPTION:] for text in line.texts)
    start = max(header, rows[0])
    yield from (text for line in lines[start : at + 1] for text in line.texts)
    end = min((i for i in rows if i > at), default=len(lines))
    for line in lines[at + 1 : end][:_NOTES]:
        said = [text for text in line.texts if visible(text)]
        if len(said) == 1 and _NOTE.match(squeezed(plain(said[0]))):
            yield said[0]


@lru_cache(maxsize=512)
def _units(text: str) -> tuple[Unit | None, ...]:
    """The units that a text states; None for one that amounts are not given in (千元)."""
    alone = squeezed(plain(text))
    statements = [alone] if _ALONE.fullmatch(alone) else _statements(text)
    return tuple(UNITS.get(unit) for said in statements for unit in _MONEY.findall(said))


def _statements(text: str) -> list[str]:
    """What a text says of units; a line may be broken within the word, or end behind it."""
    spaced = plain(text)
    if _OTHER_MONEY in spaced:
        return []
    found = [match[0] for match in _STATED.finditer(squeezed(spaced))]
    return found or [squeezed(match[0]) for match in _STATED.finditer(spaced)]


def _shown(text: str) -> str:
    return " ".join(visible(text).split())


def _lines(found: FoundTables, document: Document) -> list[_Line]:
    """Table 2 from its caption to its notes, line by line and row by row."""
    of_2 = {(row.grid.number, row.tail[0].row): row for row in found.rows if row.table == "t2"}
    others = {(row.grid.number, row.tail[0].row) for row in found.rows if row.table != "t2"}
    numbers = {number for number, _ in of_2}
    blocks = document.blocks
    at = [i for i, b in enumerate(blocks) if isinstance(b, Grid) and b.number in numbers]
    if not at:
        return []
    above = reversed(list(beside(blocks[: at[0]][::-1], _CAPTION)))
    lines = [_Line((paragraph.text,)) for paragraph in above]
    for block in blocks[at[0] : at[-1] + 1]:
        if not isinstance(block, Grid):
            lines.append(_Line((block.text,)))
        elif block.number in numbers:
            lines += _rows(block, of_2, others)
    return [*lines, *(_Line((p.text,)) for p in beside(blocks[at[-1] + 1 :], _NOTES))]


def beside(blocks: Sequence[Block], most: int) -> Iterator[Paragraph]:
    """The short paragraphs next to a table, from it on, up to a heading or another table."""
    for block in blocks[:most]:
        if isinstance(block, Grid):
            return
        if section_number(block.text) and not may_be_caption(block.text):
            return
        if len(block.text) <= _LONGEST:
            yield block


def _rows(
    grid: Grid, of_2: Mapping[tuple[int, int], FoundRow], others: set[tuple[int, int]]
) -> Iterator[_Line]:
    """The rows of a grid that may belong to table 2: those between the rows of other tables."""
    begun = False
    lines: list[_Line] = []
    for row in grid.rows:
        at = next(((grid.number, cell.row) for cell in row), (grid.number, 0))
        if at in others:
            if begun:
                break
            lines.clear()
            continue
        begun = begun or at in of_2
        lines.append(_Line(tuple(cell.text for cell in row), of_2.get(at)))
    yield from lines
