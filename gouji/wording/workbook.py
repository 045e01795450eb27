"""Results as a workbook: verdicts and findings first, then each report's three tables as in the form.

Needs xlsxwriter (the extra `sheet`). Words of a document are written as text, never as a formula or a link.
"""

from __future__ import annotations

import io
import math
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import PurePath
from typing import Any, Final

import xlsxwriter

from gouji.form import SECTIONS, TABLE_IDS, Table, layout
from gouji.report import CellId, Number
from gouji.result import Cause, Result, alone, causes, counts
from gouji.season.totals import Total
from gouji.text import printable
from gouji.verdict import GRAVITY, Finding, Status
from gouji.wording import explanation, sentences, unchecked, verdict
from gouji.wording.returned import returned, unclear
from gouji.wording.sums import Sums, sums_of

Look = Mapping[str, Any]
_Formats = dict[tuple[tuple[str, Any], ...], "xlsxwriter.format.Format"]

_A4: Final = 9
_LONGEST: Final = 32_000  # characters; Excel takes 32,767
_GRID: Final = 15  # columns of a report's sheet, all alike: table 4 takes one each, the others span
_COLUMN: Final = 7.5  # characters wide
_WIDE: Final = 100.0
_LINE: Final = 15  # points high
_HIGHEST: Final = 409  # points; Excel's limit
_AIR: Final = 1.05  # what cells' margins and larger type take
_EDGES: Final = {
    "t2": (0, 6, 9, 12, 15),
    "t3": (0, 1, 3, 8, 9, 10, 11, 12, 13, 14, 15),
    "t4": tuple(range(16)),
}
_STATUSES: Final[Mapping[Status, str]] = {
    "passed": "#E2EFDA",
    "flagged": "#FCE4E4",
    "incomplete": "#FFF2CC",
    "unreadable": "#FFF2CC",
}
# By severity: the cell that most likely is wrong, and the others of a finding.
_STRONG: Final = {"error": "#FF7C80", "warning": "#FFC000", "note": "#9DC3E6"}
_PALE: Final = {"error": "#FCE4E4", "warning": "#FFF2CC", "note": "#DEEBF7"}
_MARKED: Final = "#D9D9D9"
_MARKS: Final = {"inferred": "数字连写，按勾稽关系拆分得出", "recognised": "由文字识别得出"}
_PLAIN: Final[Look] = {"font_name": "宋体", "font_size": 10, "text_wrap": True, "valign": "top"}
_FRAMED: Final[Look] = {**_PLAIN, "border": 1}
_COUNT: Final[Look] = {**_FRAMED, "align": "center"}
_LABEL: Final[Look] = {**_FRAMED, "valign": "vcenter"}
_CENTRED: Final[Look] = {**_LABEL, "align": "center"}
_HEAD: Final[Look] = {**_CENTRED, "bold": True, "bg_color": "#F2F2F2"}
_SECTION: Final[Look] = {**_PLAIN, "bold": True, "font_size": 12}
_TITLE: Final[Look] = {**_PLAIN, "bold": True, "font_size": 14}
_OVERVIEW: Final = (
    ("序号", 5), ("机关", 26), ("年度", 6), ("结论", 13), ("错误", 6), ("提醒", 6), ("备注", 6),
    ("没有核对", 9), ("说明或退回意见", 70), ("文件", 30),
)  # fmt: skip
_PROBLEMS: Final = (
    ("机关", 22), ("年度", 6), ("程度", 6), ("原因", 6), ("规则", 18), ("问题", 60), ("怎样改", 50),
)  # fmt: skip


def workbook(results: Sequence[Result], waived: Collection[str] = ()) -> bytes:
    """An .xlsx file: of several reports an overview, all findings and the sums, then a sheet a report.

    `waived`: of a single report, the keys of the findings that are asked of nobody.
    """
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as book:
        looks: dict[tuple[tuple[str, Any], ...], Any] = {}
        names = [_sheet_name(i, result) for i, result in enumerate(results, 1)]
        pairs = list(zip(results, names, strict=True))
        if len(results) == 1:
            _write_problems(_Paper(book, looks, "结论"), pairs)
            _write_returned(_Paper(book, looks, "退回意见"), results[0], waived)
        else:
            _write_overview(_Paper(book, looks, "汇总"), pairs)
            _write_problems(_Paper(book, looks, "问题"), pairs)
            for title, added in sums_of(results).items():
                _write_sums(_Paper(book, looks, title), added)
        for result, name in pairs:
            if result.cells:
                _write_report(_Paper(book, looks, name), result)
    return content.getvalue()


class _Paper:
    """A sheet to write on, set up for A4; formats are made once a workbook."""

    def __init__(self, book: xlsxwriter.Workbook, looks: _Formats, name: str) -> None:
        self._book, self._looks = book, looks
        self.sheet = book.add_worksheet(name)
        self.sheet.set_paper(_A4)
        self.sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_footer("&C&P / &N")

    def look(self, look: Look) -> xlsxwriter.format.Format:
        key = tuple(sorted(look.items()))
        if key not in self._looks:
            self._looks[key] = self._book.add_format(dict(key))
        return self._looks[key]

    def text(self, row: int, column: int, text: str, look: Look = _FRAMED) -> None:
        self.sheet.write_string(row, column, _clean(text), self.look(look))

    def number(self, row: int, column: int, value: Number | None, look: Look = _COUNT) -> None:
        if value is None:
            self.sheet.write_blank(row, column, None, self.look(look))
        else:
            self.sheet.write_number(row, column, value, self.look(look))

    def organ(self, row: int, column: int, result: Result, name: str) -> None:
        """The organ, as a link to its sheet if it has one, and the year."""
        organ = _clean(_named(result))
        if result.cells:
            quoted = name.replace("'", "''")
            look = self.look({**_FRAMED, "font_color": "#0563C1", "underline": 1})
            self.sheet.write_url(row, column, f"internal:'{quoted}'!A1", look, organ)
        else:
            self.text(row, column, organ)
        self.number(row, column + 1, result.year)

    def merged(self, row: int, column: int, height: int, width: int, look: Look) -> None:
        if height > 1 or width > 1:
            bottom, right = row + height - 1, column + width - 1
            self.sheet.merge_range(row, column, bottom, right, "", self.look(look))

    def lines(
        self, row: int, lines: Iterable[str], columns: int, width: float, look: Look = _PLAIN
    ) -> int:
        """Lines across `columns`, `width` characters wide together; returns the next free row."""
        for line in lines:
            taller = look["font_size"] / _PLAIN["font_size"]
            self.sheet.set_row(row, min(_height(line, width / taller) * taller, _HIGHEST))
            self.merged(row, 0, 1, columns, look)
            self.text(row, 0, line, look)
            row += 1
        return row

    def head(self, row: int, columns: Sequence[tuple[str, float]], rows: int) -> None:
        """A row of headings that repeats on every page, with a filter for the rows below it."""
        self.sheet.set_landscape()
        for i, (name, width) in enumerate(columns):
            self.sheet.set_column(i, i, width)
            self.text(row, i, name, _HEAD)
        self.sheet.autofilter(row, 0, row + max(rows, 1), len(columns) - 1)
        self.sheet.repeat_rows(row)
        if row == 0:
            self.sheet.freeze_panes(1, 0)

    def row(
        self, row: int, first: int, texts: Sequence[str], columns: Sequence[tuple[str, float]]
    ) -> None:
        """Texts from column `first` on; the row is as high as the longest needs."""
        heights = [_LINE]
        for column, text in enumerate(texts, first):
            self.text(row, column, text)
            heights.append(_height(text, columns[column][1]))
        self.sheet.set_row(row, min(max(heights), _HIGHEST))

    def comment(self, row: int, column: int, text: str) -> None:
        size = {"width": 320, "height": min(40 + 20 * _height(text, 44) // _LINE, 640)}
        shown = {"author": "勾稽", "font_size": 9, "font_family": 3, **size}
        self.sheet.write_comment(row, column, _clean(text), shown)


def _write_overview(paper: _Paper, pairs: Sequence[tuple[Result, str]]) -> None:
    width = sum(wide for _, wide in _OVERVIEW)
    top = paper.lines(0, [verdict.tally(r for r, _ in pairs)], len(_OVERVIEW), width, _TITLE)
    paper.head(top, _OVERVIEW, len(pairs))
    for i, (result, name) in enumerate(pairs, 1):
        row = top + i
        found = counts(result)
        look = {**_FRAMED, "bg_color": _STATUSES[result.status]}
        paper.number(row, 0, i)
        paper.organ(row, 1, result, name)
        paper.text(row, 3, verdict.STATUSES[result.status], look)
        for column, severity in enumerate(GRAVITY, 4):
            paper.number(row, column, found.of(severity))
        paper.number(row, 7, found.unassessed)
        words = (result.reason,) if result.reason else returned(result)
        paper.row(row, 8, ("\n".join(words), result.file), _OVERVIEW)


def _write_returned(paper: _Paper, result: Result, waived: Collection[str]) -> None:
    """What goes back to the organ, a paragraph a row."""
    paper.sheet.set_column(0, 0, _WIDE)
    words = returned(result, waived=waived) or ("没有需要退回更正的。",)
    paper.lines(0, words, 1, _WIDE, {**_PLAIN, "font_size": 12})


def _write_sums(paper: _Paper, sums: Sums) -> None:
    """The three tables added up; where a report has no certain number to add, the cell says so."""
    paper.sheet.set_column(0, _GRID - 1, _COLUMN)
    row = paper.lines(0, [sums.title], _GRID, _GRID * _COLUMN, _TITLE)
    row = paper.lines(row, sums.remarks, _GRID, _GRID * _COLUMN) + 1
    for own in sums.tables:
        heading = f"{_heading(own.table)}，{own.reports} 份相加"
        row = paper.lines(row, [heading], _GRID, _GRID * _COLUMN, _SECTION)
        looks = {cell: _summed(one) for cell, one in own.totals.items()}
        figures = {cell: one.certain + one.uncertain for cell, one in own.totals.items()}
        row = _write_table(paper, row, own.table, figures, looks, own.notes) + 1


def _summed(total: Total) -> Look:
    look = {"num_format": f'General"{total.unit}"'} if total.unit else {}
    return look if set(total.shares) <= {"certain", "absent"} else {**look, "bg_color": _MARKED}


def _heading(table: Table) -> str:
    n = TABLE_IDS.index(table.id)
    return f"{'二三四'[n]}、{SECTIONS[n + 1]}（{table.format_version}年格式）"


def _write_problems(paper: _Paper, pairs: Sequence[tuple[Result, str]]) -> None:
    """A row a finding. Of a single report its verdict stands above, and below what was not checked."""
    width = sum(wide for _, wide in _PROBLEMS)
    single = pairs[0][0] if len(pairs) == 1 else None
    row = 0
    if single:
        row = paper.lines(0, [verdict.headline(single)], len(_PROBLEMS), width, _TITLE)
        row = paper.lines(row, _read(single), len(_PROBLEMS), width) + 1
    rows = [(r, name, *each) for r, name in pairs for each in _findings(r)]
    paper.head(row, _PROBLEMS, len(rows))
    for at, (result, name, cause, finding, advice) in enumerate(rows, row + 1):
        severity = finding.severity
        paper.organ(at, 0, result, name)
        paper.text(at, 2, verdict.SEVERITIES[severity], {**_FRAMED, "bg_color": _PALE[severity]})
        paper.number(at, 3, cause.number if cause else None)
        words = (explanation.rule(result, finding.rule), explanation.own_words(finding))
        paper.row(at, 4, (*words, advice), _PROBLEMS)
    if single:
        paper.lines(row + len(rows) + 2, _unchecked(single), len(_PROBLEMS), width)


def _write_report(paper: _Paper, result: Result) -> None:
    """The three tables one below the other, the cells in question coloured and commented."""
    paper.sheet.set_column(0, _GRID - 1, _COLUMN)
    width = _GRID * _COLUMN
    title = " ".join(filter(None, (_named(result), _year(result), verdict.headline(result))))
    row = paper.lines(0, [title], _GRID, width, _TITLE)
    row = paper.lines(row, _read(result), _GRID, width) + 1
    notes = _notes(result)
    for table in (explanation.table_of(result, table_id) for table_id in TABLE_IDS):
        row = paper.lines(row, [_heading(table)], _GRID, width, _SECTION)
        looks = {cell: _shown(result, cell) for cell in table.specs}
        row = _write_table(paper, row, table, result.cells, looks, notes) + 1
    paper.lines(row, _unchecked(result), _GRID, width)


def _write_table(  # noqa: PLR0917 - a sheet, a place, and by cell what stands there
    paper: _Paper,
    top: int,
    table: Table,
    figures: Mapping[CellId, Number | None],
    looks: Mapping[CellId, Look],
    notes: Mapping[CellId, str],
) -> int:
    edges = _EDGES[table.id]
    heights: dict[int, int] = {}
    body = {box.row for box in layout(table) if box.cell}
    for box in layout(table):
        row, column = top + box.row, edges[box.column]
        width = edges[box.column + box.width] - column
        look = _LABEL if box.row in body else _CENTRED
        if box.cell:
            look = {**_CENTRED, **looks[box.cell]}
        paper.merged(row, column, box.height, width, look)
        if box.cell is None:
            paper.text(row, column, box.label, look)
        else:
            paper.number(row, column, figures.get(box.cell), look)
            if box.cell in notes:
                paper.comment(row, column, notes[box.cell])
        if box.height == 1:
            heights[row] = max(heights.get(row, 0), _height(box.label, width * _COLUMN))
    for row, height in heights.items():
        paper.sheet.set_row(row, height)
    return max(heights) + 1


def _shown(result: Result, cell: CellId) -> Look:
    """How a figure looks: filled by what is in question about it; an amount with the unit as printed."""
    unit = result.units.get(cell)
    look = {"num_format": f'General"{unit}"'} if unit else {}
    found = [f.severity for f in result.findings if cell in f.cells]
    suspected = [c.severity for c in causes(result) if c.repairs and cell in c.repairs[0]]
    if suspected:
        return {**look, "bg_color": _STRONG[min(suspected, key=GRAVITY.index)], "bold": True}
    if found:
        return {**look, "bg_color": _PALE[min(found, key=GRAVITY.index)]}
    return {**look, "bg_color": _MARKED} if cell in result.marks else look


def _notes(result: Result) -> dict[CellId, str]:
    """What the comment on each cell in question says: findings in their own words, then the advice."""
    notes: dict[CellId, list[str]] = {}
    for finding in result.findings:
        name = verdict.SEVERITIES[finding.severity]
        for cell in finding.cells:
            notes.setdefault(cell, []).append(f"［{name}］{explanation.message(result, finding)}")
    for cause in causes(result):
        against = explanation.against(result, cause)
        for i, repair in enumerate(cause.repairs):
            for cell, value in repair.items():
                said = _suggested(cause, sentences.number(value), i, i in against)
                notes.setdefault(cell, []).append(said)
    for cell, mark in result.marks.items():
        said = f"（{_MARKS[mark]}）" if mark in _MARKS else ""
        notes.setdefault(cell, []).append(f"文件中{explanation.printed(result, cell)}{said}。")
    places = {cell: explanation.where(result, cell) for cell in notes}
    return {
        cell: "\n".join([*lines, *([f"位置：{places[cell]}"] if places[cell] else [])])
        for cell, lines in notes.items()
    }


def _suggested(cause: Cause, value: str, number: int, is_against: bool) -> str:
    """What repair `number` of a cause, counted from 0, makes of a cell; `is_against`: what is stated elsewhere."""
    against = f"，但{explanation.AGAINST}" if is_against else ""
    if len(cause.repairs) == 1:
        return f"建议：改为 {value}（原因 {cause.number}{against}）。"
    which = "最可能的改法" if number == 0 else "另一种改法"
    ways = f"共 {len(cause.repairs)} 种"
    return f"建议：改为 {value}（原因 {cause.number} 的{which}，{ways}{against}）。"


def _findings(result: Result) -> Iterator[tuple[Cause | None, Finding, str]]:
    """Every finding with its cause and, at the first finding of a cause, what would mend them all."""
    for cause in causes(result):
        advice = (explanation.likeliest(result, cause), *explanation.alternatives(result, cause))
        for i, finding in enumerate(cause.findings):
            yield cause, finding, f"见上：原因 {cause.number}" if i else "\n".join(advice)
    yield from ((None, finding, explanation.advice(finding)) for finding in alone(result))


def _read(result: Result) -> Iterator[str]:
    yield f"文件：{result.file}"
    yield from (result.reason,) if result.reason else verdict.account(result)


def _unchecked(result: Result) -> Iterator[str]:
    doubts = list(unclear(result))
    if doubts:
        yield f"没有读准的（{len(doubts)} 项）："
        yield from (f"· {text}" for text in doubts)
    said = list(unchecked.of_report(result))
    if said:
        yield "没有核对的，不等于没有问题："
        yield from (f"· {text}" for text in said)


def _named(result: Result) -> str:
    return result.organ or PurePath(result.file).name


def _year(result: Result) -> str:
    return f"{result.year}年度" if result.year else ""


def _sheet_name(number: int, result: Result) -> str:
    """Unique by its number, free of what Excel forbids, at most 31 characters."""
    name = "".join(ch for ch in _clean(_named(result)) if ch not in "[]:*?/\\'\n")
    return f"{number} {name}"[:31].strip()


def _clean(text: str) -> str:
    """Text that a workbook can hold: no control characters, not too long."""
    kept = "\n".join(map(printable, text.split("\n")))
    return kept if len(kept) <= _LONGEST else f"{kept[:_LONGEST]}……"


@lru_cache(maxsize=4096)  # labels and findings come again and again
def _height(text: str, width: float) -> int:
    """Points that a text takes in a column; a Chinese character is two characters wide."""
    lines = 0
    for line in text.splitlines() or [""]:
        wide = sum(2 if unicodedata.east_asian_width(ch) in "FWA" else 1 for ch in line)
        lines += max(1, math.ceil(wide * _AIR / width))
    return _LINE * lines
