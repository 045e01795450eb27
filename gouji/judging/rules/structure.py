"""The frame of the report: headings of level 1, numbers of the headings below, labels of the tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from gouji.form import SECTIONS
from gouji.judging.case import Case, Check, Outcome, finding, unassessed
from gouji.judging.text import prose
from gouji.numerals import number_of
from gouji.report import Heading, TableId, TableReading
from gouji.wording import sentences

_NUMERALS: Final = "一二三四五六七八九十"
_NUMERAL: Final = re.compile(r"^\s*[(]?([一二三四五六七八九十]+)[)]?\s*[、.,:]?")
_NOT_WORD: Final = re.compile(r"[\W_]+")
_OLD_LABEL: Final = "规范性文件"
_NO_HEADINGS: Final = "报告由较早的程序读取，没有留下标题，无法核对。"
_NO_TABLE: Final = "没有找到{}，无法核对。"
# How the headings below level 1 are numbered. 一是 numbers the points of a text more often than headings.
_STYLES: Final = {
    "一、": re.compile(r"^\s*([一二三四五六七八九十]{1,3})\s*[、.]"),
    "（一）": re.compile(r"^\s*\(\s*([一二三四五六七八九十]{1,3})\s*\)"),
    "1.": re.compile(r"^\s*(\d{1,2})\s*(?:[、]|\.(?!\d))"),
    "（1）": re.compile(r"^\s*\(\s*(\d{1,2})\s*\)"),
    "一是": re.compile(r"^\s*([一二三四五六七八九十]{1,2})\s*是"),
}


@prose.wording("FMT-01")
def check_headings(case: Case) -> Iterator[Outcome]:
    """FMT-01: the six headings, each once, in their order, and no other."""
    headings = case.report.headings
    if not headings and case.report.sections:
        yield unassessed("FMT-01", _NO_HEADINGS)
        return
    faults = list(_faults_of_order(headings))
    if faults:
        message = f"{'；'.join(faults)}。一级标题应当依次为：{_prescribed()}。"
        yield finding("FMT-01", (), message)


def _faults_of_order(headings: Sequence[Heading]) -> Iterator[str]:
    numbers = [heading.number for heading in headings if heading.number]
    missing = [n for n in range(1, len(SECTIONS) + 1) if n not in numbers]
    if missing:
        yield f"没有找到一级标题{'、'.join(f'“{_heading(n)}”' for n in missing)}"
    twice = [n for n in dict.fromkeys(numbers) if numbers.count(n) > 1]
    if twice:
        yield f"一级标题{'、'.join(f'“{_heading(n)}”' for n in twice)}出现不止一次"
    first = list(dict.fromkeys(numbers))
    if first != sorted(first):
        shown = "、".join(f"“{_heading(n)}”" for n in first)
        yield f"一级标题的顺序不对，现在依次是{shown}"
    others = [heading.text for heading in headings if heading.number is None]
    if others:
        yield f"多出一级标题{'、'.join(f'“{text}”' for text in others)}"


@prose.wording("FMT-02")
def check_words_of_headings(case: Case) -> Iterator[Outcome]:
    """FMT-02: each heading in the form's words, with its own numeral if it has one."""
    if not case.report.headings and case.report.sections:
        yield unassessed("FMT-02", _NO_HEADINGS)
    for heading in case.report.headings:
        if heading.number is None:
            continue
        numeral = _NUMERAL.match(heading.text)
        wrong = numeral and numeral[1] != _NUMERALS[heading.number - 1]
        if wrong or _words(heading.text) != _words(SECTIONS[heading.number - 1]):
            message = f"一级标题写的是“{heading.text}”，应当是“{_heading(heading.number)}”。"
            yield finding("FMT-02", (), message)


def _words(heading: str) -> str:
    return _NOT_WORD.sub("", re.sub(r"^\s*\d+\s*[、.]", "", _NUMERAL.sub("", heading)))


def _heading(number: int) -> str:
    return f"{_NUMERALS[number - 1]}、{SECTIONS[number - 1]}"


def _prescribed() -> str:
    return "；".join(_heading(n) for n in range(1, len(SECTIONS) + 1))


@prose.wording("FMT-06")
def check_numbers_of_subheads(case: Case) -> Iterator[Outcome]:
    """FMT-06: within a section numbers run on from one; one finding a section.

    A list may begin anew behind a paragraph without number; a number within a paragraph counts as there.
    """
    for name, paragraphs in prose.parts(case.report):
        fault = next(_faults_of_numbers(paragraphs), None)
        if fault:
            yield finding("FMT-06", (), f"{name}的小标题编号不连续：{fault}，请理顺编号。")


def _faults_of_numbers(paragraphs: Sequence[str]) -> Iterator[str]:
    whole = prose.squeezed("\n".join(paragraphs))
    opened: list[tuple[str, int]] = []  # style and last number, from the outermost
    fresh = True  # a list may begin: no item just before
    for paragraph in paragraphs:
        style, number = _numbered(paragraph)
        if not style:
            fresh = True
            continue
        if style == "一、":
            yield f"“{_start(paragraph)}”与一级标题的编号相同"
        known = next((last for name, last in opened if name == style), None)
        yield from _fault(paragraph, whole, (style, number), known, fresh=fresh)
        if style == "（一）" and not fresh and [name for name, _ in opened] == ["一是"]:
            yield f"“{_numeral(opened[-1])}”之后紧接着又从“{_start(paragraph)}”编起"
        opened = [*_above(opened, style), (style, number)]
        fresh = False
    if (
        "(一)" in whole
        and "(二)" not in whole
        and any(_numbered(p) == ("（一）", 1) for p in paragraphs)
    ):
        yield "只有“（一）”，没有“（二）”"


def _fault(
    paragraph: str, whole: str, item: tuple[str, int], last: int | None, *, fresh: bool
) -> Iterator[str]:
    style, number = item
    if style == "一是" or (number == 1 and (fresh or last is None)) or number == (last or 0) + 1:
        return
    expected = _numeral((style, (last or 0) + 1))
    if number > (last or 0) + 1:
        # The one that seems to be missing may stand within a paragraph.
        if _plain(expected) not in whole:
            yield f"“{_start(paragraph)}”之前没有“{expected}”"
    elif not fresh or number != 1:
        yield f"“{_start(paragraph)}”的编号与前面的重复，应当是“{expected}”"


def _above(opened: Sequence[tuple[str, int]], style: str) -> list[tuple[str, int]]:
    names = [name for name, _ in opened]
    return list(opened[: names.index(style)] if style in names else opened)


def _numbered(paragraph: str) -> tuple[str, int]:
    return _numbered_start(paragraph[:12])


@lru_cache(maxsize=4096)
def _numbered_start(paragraph: str) -> tuple[str, int]:
    for style, pattern in _STYLES.items():
        if match := pattern.match(paragraph):
            return style, int(number_of(match[1]) or 0)
    return "", 0


def _numeral(item: tuple[str, int]) -> str:
    style, number = item
    chinese = (
        _NUMERALS[number - 1] if number <= len(_NUMERALS) else f"十{_NUMERALS[(number - 11) % 10]}"
    )
    return style.replace("一", chinese).replace("1", str(number))


def _plain(numeral: str) -> str:
    return numeral.replace("（", "(").replace("）", ")").rstrip(".、")


def _start(paragraph: str) -> str:
    return paragraph.strip()[:12]


@prose.wording("FMT-14")
def check_labels(case: Case) -> Iterator[Outcome]:
    """FMT-14: rows and columns have the form's labels; one finding a table."""
    for table in case.report.tables:
        if case.report.forms[table.table] is None:
            yield unassessed("FMT-14", _NO_TABLE.format(case.table(table.table).name))
            continue
        odd = [pair for pair in table.labels if not _is_old_name(case, table, pair[0])]
        if odd:
            said = "；".join(f"“{printed}”应当是“{label}”" for printed, label in odd)
            yield finding("FMT-14", (), f"{case.table(table.table).name}的标签与表样不同：{said}。")


@prose.wording("T2-07")
def check_name_of_documents(case: Case) -> Iterator[Outcome]:
    """T2-07: in the format of 2021 the row is called 行政规范性文件."""
    if case.table("t2").form != "2021":
        return
    if case.report.forms["t2"] is None:
        yield unassessed("T2-07", _NO_TABLE.format("表二"))
    for table in case.report.tables:
        if any(_is_old_name(case, table, printed) for printed, _ in table.labels):
            message = "表二的行名写的是“规范性文件”，30号文的表样是“行政规范性文件”，请改用新名称。"
            yield finding("T2-07", (), message)


def _is_old_name(case: Case, table: TableReading, printed: str) -> bool:
    return table.table == "t2" and case.table("t2").form == "2021" and printed == _OLD_LABEL


def _structure(rule: str, table_id: TableId, form: str | None, shape: str) -> Check:
    def check(case: Case) -> Iterator[Outcome]:
        table = case.table(table_id)
        if form not in (None, table.form):
            return
        if case.report.forms[table_id] is None:
            yield unassessed(rule, _NO_TABLE.format(table.name))
            return
        missing = [cell for cell in table.specs if case.cells[cell].mark == "missing"]
        if missing and case.report.recognised:
            yield unassessed(
                rule, f"{table.name}由扫描件识别，有 {len(missing)} 格没有认出，无法核对。", missing
            )
        elif missing:
            message = (
                f"{table.name}应有{shape.format(len(table.specs), _rows_of(case, table_id))}，"
                f"没有找到{_missing(case, table_id, missing)}，请按表样补齐。"
            )
            yield finding(rule, missing, message)

    return check


def _rows_of(case: Case, table_id: TableId) -> int:
    return len({spec.row.id for spec in case.table(table_id).specs.values()})


def _missing(case: Case, table_id: TableId, missing: Sequence[str]) -> str:
    """What is missing, by whole rows where they are whole."""
    specs = case.table(table_id).specs
    lacking = set(missing)
    rows = dict.fromkeys(specs[cell].row.id for cell in missing)
    whole = [row for row in rows if all(c in lacking for c, s in specs.items() if s.row.id == row)]
    labels = {spec.row.id: sentences.row_label(spec.row) for spec in specs.values()}
    rest = [cell for cell in missing if specs[cell].row.id not in whole]
    said = [f"“{labels[row]}”行" for row in whole]
    if rest:
        said.append(sentences.cell_list(case.table(table_id), rest))
    return "、".join(said)


def check_other_outcomes(case: Case) -> Iterator[Outcome]:
    """T3-06: （六）其他处理 is three rows in the format of 2021 and one in that of 2019."""
    table = case.table("t3")
    if case.report.forms["t3"] is None:
        yield unassessed("T3-06", _NO_TABLE.format(table.name))
        return
    cells = [cell for cell in table.specs if cell.startswith("t3.other.")]
    missing = [cell for cell in cells if case.cells[cell].mark == "missing"]
    extra = [row for t in case.report.tables if t.table == "t3" for row in t.extra_rows]
    if (missing or extra) and case.report.recognised:
        yield unassessed(
            "T3-06", "表三由扫描件识别，“（六）其他处理”的行没有认全，无法核对。", missing
        )
    elif missing or extra:
        shape = "分为三项" if table.form == "2021" else "只有一行，不分项"
        faults = [f"没有找到{_missing(case, 't3', missing)}"] if missing else []
        faults += [f"多出{'、'.join(f'“{row}”' for row in extra)}行"] if extra else []
        yield finding(
            "T3-06", missing, f"表三的“（六）其他处理”应当{shape}，而{'，'.join(faults)}。"
        )


CHECKS: Final[tuple[Check, ...]] = (
    check_headings,
    check_words_of_headings,
    check_numbers_of_subheads,
    check_labels,
    check_name_of_documents,
    _structure("T2-01", "t2", "2021", "{0} 格"),
    _structure("T2O-01", "t2", "2019", "{0} 格"),
    _structure("T3-05", "t3", None, "{1} 行、7 列"),
    check_other_outcomes,
)
