"""The figures that could not be read, in words for the organ: why, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final, Literal, NamedTuple

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
    cells = marked(result, table_id, "missing", told)
    if cells:
        yield f"{_lines(table_of(result, table_id), cells)}没有找到，请按表样补上。"


class Doubt(NamedTuple):
    """Why cells of a table have no number that is certain.

    `joined`: the digits of a row run together; `counted`: a row prints `found` numbers for `expected` cells; `aside`:
    as many, which do not stand below the heads. `surplus`, `twice`: cells have two numbers, by `rows` too many or by
    lines that stand twice. `other year`: all is said to be of other years; `misplaced`: nobody knows of which cell a
    number is; `no number`: `text` is none. `text`: what is printed, of several the first.
    """

    kind: Literal[
        "joined", "counted", "aside", "surplus", "twice", "other year", "misplaced", "no number"
    ]
    cells: Sequence[CellId]
    text: str = ""
    found: int = 0
    expected: int = 0
    rows: tuple[str, ...] = ()


def doubts(result: Result, table_id: TableId, told: set[CellId]) -> Iterator[Doubt]:
    """Rows that cannot be divided, cells with two numbers, numbers without a place, what is no number."""
    cells = marked(result, table_id, "unreadable", told)
    rows = undivided(result.marks, result.places)
    yield from _not_divided(result, [cell for cell in cells if cell in rows])
    cells = [cell for cell in cells if cell not in rows]
    told_twice = any(
        _TWICE in note for t in result.tables if t.table == table_id for note in t.notes
    )
    twice = [
        cell
        for cell in cells
        if is_both(text := text_of(result, cell)) or (told_twice and text.isdecimal())
    ]
    if twice:
        surplus = _surplus(result, table_id)
        yield Doubt("surplus" if surplus else "twice", twice, rows=surplus)
    cells = [cell for cell in cells if cell not in twice]
    printed = [cell for cell in cells if text_of(result, cell).isdecimal()]
    yield from _misplaced(result, table_id, printed)
    rest = (cell for cell in cells if cell not in printed)
    for text, own in groupby(rest, key=lambda cell: text_of(result, cell)):
        yield Doubt("no number", list(own), text)


def _not_divided(result: Result, cells: Sequence[CellId]) -> Iterator[Doubt]:
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
        yield Doubt("joined", joined, text_of(result, joined[0]))
    for (found, expected), own in counts.items():
        # As many: beside blanks, or below other heads.
        kind: Literal["aside", "counted"] = "aside" if found == expected else "counted"
        yield Doubt(kind, own, text_of(result, own[0]), found, expected)


def _surplus(result: Result, table_id: TableId) -> tuple[str, ...]:
    """The rows of figures that the form does not have."""
    facts = [f.facts for f in result.findings if isinstance(f.facts, RowsSurplus)]
    return tuple(row.text for f in facts if f.table == table_id for row in f.rows)


def _misplaced(result: Result, table_id: TableId, cells: Sequence[CellId]) -> Iterator[Doubt]:
    """Numbers of which it is doubtful to which cell they belong; where a label names another year, that tells it."""
    if not cells or any(
        isinstance(f.facts, TableOfOtherYear) and f.facts.is_label and f.facts.table == table_id
        for f in result.findings
    ):
        return
    notes = (note for t in result.tables if t.table == table_id for note in t.notes)
    yield Doubt("other year" if any(_OTHER_YEAR in note for note in notes) else "misplaced", cells)


def not_certain(result: Result, table_id: TableId, told: set[CellId]) -> Iterator[str]:
    """The cells that show no certain number: why, and what to do about it."""
    table = table_of(result, table_id)
    return (_said(result, table, doubt) for doubt in doubts(result, table_id, told))


def _said(result: Result, table: Table, doubt: Doubt) -> str:
    if doubt.kind in {"surplus", "twice"}:
        return _given_twice(result, table, doubt)
    lines, cells = _lines(table, doubt.cells), sentences.cell_list(table, doubt.cells)
    shown, reads = (
        f"（如{quote(doubt.text)}）",
        f"写的是{quote(doubt.text)}，" if doubt.text else "",
    )
    year = f"{result.year}年度" if result.year else "本年度"
    said = {
        "joined": f"的数字连在一起，无法分开{shown}，{_ORIGINAL}。",
        "aside": f"的数字与表头对不上{shown}，不能确定各填在哪一格，请核对是否缺列、多列，并按表样逐格填写。",
        "counted": _counted(table, doubt, shown),
        "other year": f"的数字写明是其他年份的，不是{year}的，请改填{year}的数字。",
        "misplaced": "的数字不能确定属于哪一格，请核对表格的行、列是否与表样一致。",
        "no number": f"{reads}看不出是什么数字，请写清楚。",
    }[doubt.kind]
    return f"{cells if doubt.kind in {'misplaced', 'no number'} else lines}{said}"


def _counted(table: Table, doubt: Doubt, shown: str) -> str:
    how = f"只有 {doubt.found}" if doubt.found < doubt.expected else f"有 {doubt.found}"
    column = "核对是否缺列、多列，并" if is_by_column(table, doubt) else ""
    return (
        f"{how} 个数字{shown}，表样是 {doubt.expected} 格，"
        f"不能确定各填在哪一格，请{column}按表样逐格填写。"
    )


def is_by_column(table: Table, doubt: Doubt) -> bool:
    """Whether it is so of the whole of table 3, so that a column may lack or be too many."""
    return table.id == "t3" and set(doubt.cells) == set(table.specs)


def _given_twice(result: Result, table: Table, doubt: Doubt) -> str:
    cells = doubt.cells
    shown = "、".join(
        f"{sentences.cell_label(table, cell)}{f'（{_readings(text)}）' if is_both(text) else ''}"
        for cell in cells[:LISTED]
        for text in (text_of(result, cell),)
    )
    more = f"等 {len(cells)} 格" if len(cells) > LISTED else ""
    if doubt.rows:
        said = "、".join(map(verbatim, doubt.rows[:LISTED]))
        return (
            f"{table.name}多出 {len(doubt.rows)} 行数字（{said}{'等' if len(doubt.rows) > LISTED else ''}），"
            f"{shown}{more}因此有两种数字，请核实多出的数字属于哪一行，每行只保留正确的。"
        )
    where = _rows_given_twice(result, table, cells) or f"{table.name}的内容"
    return f"{where}在文件里出现不止一次，{shown}{more}前后不一致，请只保留正确的一份。"


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
        mark == "unreadable" and table_id_of(cell) == table_id and is_both(text_of(result, cell))
        for cell, mark in result.marks.items()
    )


def marked(result: Result, table_id: TableId, mark: str, told: set[CellId]) -> list[CellId]:
    """The cells of a table with a mark, but for those that are told already."""
    marks = result.marks
    return [c for c in marks if marks[c] == mark and table_id_of(c) == table_id and c not in told]


def _lines(table: Table, cells: Iterable[CellId]) -> str:
    """The cells by whole rows and columns, with the table's name."""
    own = list(cells)
    if set(own) == set(table.specs):
        return table.name if table.id == "t4" else f"{table.name}各行"
    said = sentences.lines_of_cells(table, own)
    return said if said.startswith(table.name) else f"{table.name}{said}"


def is_both(text: str) -> bool:
    """Whether a text is two readings of one cell; a whole row with slashes (`10 / / 10`) is none."""
    readings = [reading.strip() for reading in text.split(_BOTH)]
    one_each = all(len(reading.split()) <= 1 and reading != "/" for reading in readings)
    return len(readings) > 1 and one_each and any(ch.isdecimal() for ch in text)


def _readings(text: str) -> str:
    """「空 / 53」: the readings of a cell, one of which may be nothing."""
    return _BOTH.join(reading or "空" for reading in readings_of(text))


def readings_of(text: str) -> list[str]:
    """The readings of a cell that is given twice."""
    return [reading.strip() for reading in text.split(_BOTH)]


def text_of(result: Result, cell: CellId) -> str:
    """What is printed in a cell's place."""
    place = result.places.get(cell)
    return place.text if place else ""
