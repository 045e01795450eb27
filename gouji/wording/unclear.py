"""The figures that could not be read, in words for the organ: why, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from gouji.facts.structure import RowsSurplus
from gouji.facts.years import TableOfOtherYear
from gouji.form import Table, row_of, table_id_of
from gouji.report import CellId, Place, TableId, run_together, undivided
from gouji.result import Result
from gouji.text import lazy_pattern
from gouji.wording import sentences
from gouji.wording.explanation import table_of
from gouji.wording.sentences import LISTED, quote, verbatim

_ORIGINAL: Final = "请报送可以编辑的原件（Word 文档）"
_TWICE: Final = "不止一次"  # what the account of a table that stands twice says
_ROWS_TWICE: Final = lazy_pattern(rf"有 (\d+) 行在文件里出现{_TWICE}")
_OTHER_YEAR: Final = "只有写明是其他年份"  # the same of rows that are of other years only
_BOTH: Final = (
    " / "  # between the readings of a cell that the document gives twice, and differently
)


def not_there(result: Result, table_id: TableId, told: set[CellId]) -> Iterator[str]:
    """The cells that were not found."""
    cells = _marked(result, table_id, "missing", told)
    if cells:
        yield f"{_lines(table_of(result, table_id), cells)}没有找到，请按表样补上。"


def not_certain(result: Result, table_id: TableId, told: set[CellId]) -> Iterator[str]:
    """Rows that cannot be divided, cells with two numbers, numbers without a place, what is no number."""
    cells = _marked(result, table_id, "unreadable", told)
    rows = undivided(result.marks, result.places)
    whole = [cell for cell in cells if cell in rows]
    yield from _not_divided(result, table_of(result, table_id), whole)
    cells = [cell for cell in cells if cell not in rows]
    told_twice = any(
        _TWICE in note for t in result.tables if t.table == table_id for note in t.notes
    )
    twice = [
        cell
        for cell in cells
        if _is_both(text := _text(result, cell)) or (told_twice and text.isdecimal())
    ]
    yield from _given_twice(result, table_of(result, table_id), twice)
    cells = [cell for cell in cells if cell not in twice]
    printed = [cell for cell in cells if _text(result, cell).isdecimal()]
    yield from _misplaced(result, table_of(result, table_id), printed)
    yield from _no_numbers(result, [cell for cell in cells if cell not in printed])


def _not_divided(result: Result, table: Table, cells: Sequence[CellId]) -> Iterator[str]:
    """Rows whose digits run together, and rows that print other than as many numbers as the form has."""
    counts: dict[tuple[int, int], list[CellId]] = {}
    joined: list[CellId] = []
    sharing: dict[Place, list[CellId]] = {}
    for cell in cells:
        sharing.setdefault(result.places[cell], []).append(cell)
    for place, own in sharing.items():
        if run_together(place.text):
            joined += own
        else:
            counts.setdefault((len(place.text.split()), len(own)), []).extend(own)
    if joined:
        shown = quote(_text(result, joined[0]))
        yield f"{_lines(table, joined)}的数字连在一起，无法分开（如{shown}），{_ORIGINAL}。"
    for (found, expected), own in counts.items():
        shown = f"（如{quote(_text(result, own[0]))}）"
        if found == expected:  # beside blanks, or below other heads
            yield (
                f"{_lines(table, own)}的数字与表头对不上{shown}，不能确定各填在哪一格，"
                "请核对是否缺列、多列，并按表样逐格填写。"
            )
            continue
        how = f"只有 {found}" if found < expected else f"有 {found}"
        column = (
            "核对是否缺列、多列，并" if table.id == "t3" and set(own) == set(table.specs) else ""
        )
        yield (
            f"{_lines(table, own)}{how} 个数字{shown}，表样是 {expected} 格，"
            f"不能确定各填在哪一格，请{column}按表样逐格填写。"
        )


def _given_twice(result: Result, table: Table, cells: Sequence[CellId]) -> Iterator[str]:
    if not cells:
        return
    shown = "、".join(
        f"{sentences.cell_label(table, cell)}{f'（{_readings(text)}）' if _is_both(text) else ''}"
        for cell in cells[:LISTED]
        for text in (_text(result, cell),)
    )
    more = f"等 {len(cells)} 格" if len(cells) > LISTED else ""
    rows = [row for f in result.findings if isinstance(f.facts, RowsSurplus)
            and f.facts.table == table.id for row in f.facts.rows]  # fmt: skip
    if rows:
        said = "、".join(verbatim(row.text) for row in rows[:LISTED])
        yield (
            f"{table.name}多出 {len(rows)} 行数字（{said}{'等' if len(rows) > LISTED else ''}），"
            f"{shown}{more}因此有两种数字，请核实多出的数字属于哪一行，每行只保留正确的。"
        )
    else:
        where = _rows_given_twice(result, table, cells) or f"{table.name}的内容"
        yield f"{where}在文件里出现不止一次，{shown}{more}前后不一致，请只保留正确的一份。"


def _rows_given_twice(result: Result, table: Table, cells: Sequence[CellId]) -> str:
    """The rows by name, where it is a few of them that stand twice and not the whole table."""
    notes = [note for t in result.tables if t.table == table.id for note in t.notes]
    counts = [int(found[1]) for note in notes if (found := _ROWS_TWICE.search(note))]
    rows = dict.fromkeys(row_of(cell) for cell in cells)
    if table.id == "t4" or not counts or max(counts) > LISTED:
        return ""
    whole = [cell for cell in table.specs if row_of(cell) in rows]
    return _lines(table, whole)


def are_given_twice(result: Result, table_id: TableId) -> bool:
    """Whether some cell of a table has two numbers, of which `not_certain` tells."""
    return any(
        mark == "unreadable" and table_id_of(cell) == table_id and _is_both(_text(result, cell))
        for cell, mark in result.marks.items()
    )


def _misplaced(result: Result, table: Table, cells: Sequence[CellId]) -> Iterator[str]:
    """Numbers of which it is doubtful to which cell they belong; where a label names another year, that tells it."""
    if not cells or any(
        isinstance(f.facts, TableOfOtherYear) and f.facts.is_label and f.facts.table == table.id
        for f in result.findings
    ):
        return
    notes = (note for t in result.tables if t.table == table.id for note in t.notes)
    if any(_OTHER_YEAR in note for note in notes):
        year = f"{result.year}年度" if result.year else "本年度"
        yield f"{_lines(table, cells)}的数字写明是其他年份的，不是{year}的，请改填{year}的数字。"
        return
    where = sentences.cell_list(table, cells)
    yield f"{where}的数字不能确定属于哪一格，请核对表格的行、列是否与表样一致。"


def _no_numbers(result: Result, cells: Sequence[CellId]) -> Iterator[str]:
    for text, own in groupby(cells, key=lambda cell: _text(result, cell)):
        same = list(own)
        where = sentences.cell_list(table_of(result, table_id_of(same[0])), same)
        said = f"写的是{quote(text)}，" if text else ""
        yield f"{where}{said}看不出是什么数字，请写清楚。"


def _marked(result: Result, table_id: TableId, mark: str, told: set[CellId]) -> list[CellId]:
    marks = result.marks
    return [c for c in marks if marks[c] == mark and table_id_of(c) == table_id and c not in told]


def _lines(table: Table, cells: Iterable[CellId]) -> str:
    """The cells by whole rows and columns, with the table's name."""
    own = list(cells)
    if set(own) == set(table.specs):
        return table.name if table.id == "t4" else f"{table.name}各行"
    said = sentences.lines_of_cells(table, own)
    return said if said.startswith(table.name) else f"{table.name}{said}"


def _is_both(text: str) -> bool:
    """Whether a text is two readings of one cell; a whole row with slashes (`10 / / 10`) is none."""
    readings = [reading.strip() for reading in text.split(_BOTH)]
    one_each = all(len(reading.split()) <= 1 and reading != "/" for reading in readings)
    return len(readings) > 1 and one_each and any(ch.isdecimal() for ch in text)


def _readings(text: str) -> str:
    """「空 / 53」: the readings of a cell, one of which may be nothing."""
    return _BOTH.join(reading.strip() or "空" for reading in text.split(_BOTH))


def _text(result: Result, cell: CellId) -> str:
    place = result.places.get(cell)
    return place.text if place else ""
