"""The frame of the report: headings of level 1, their number, numbers of those below, labels of the tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Final, NamedTuple

from msgspec.structs import replace

from gouji.facts.base import Cells
from gouji.facts.reasons import NoTable, ReadEarlier
from gouji.facts.structure import (
    CellsUnrecognised,
    Fault,
    HeadingMisworded,
    HeadingsDisordered,
    HeadsMissing,
    Label,
    LabelsMisspelt,
    NumberingBroken,
    Numeral,
    OldNameOfDocuments,
    OtherOutcomesMisshapen,
    OtherOutcomesUnrecognised,
    PartsMiscounted,
    RowsSurplus,
    Style,
    TableIncomplete,
)
from gouji.form import SECTIONS
from gouji.judging.case import Case
from gouji.judging.rule import (
    BOTH,
    DEFINITION,
    LAYOUT,
    NEW,
    NOTICE_2019,
    NOTICE_2021,
    OLD,
    REGULATIONS,
    NotAssessed,
    Outcome,
    Violated,
    rule,
)
from gouji.judging.rules.text.language import names_old_parts
from gouji.judging.text import prose
from gouji.judging.values import odd_labels
from gouji.numerals import ONE_TO_TEN, number_of
from gouji.report import CellId, FormatVersion, Heading, TableId, TableReading
from gouji.text import lazy_pattern, squeezed

_NUMERAL: Final = lazy_pattern(rf"^\s*[(]?([{ONE_TO_TEN}]+)[)]?\s*[、.,:]?")
_NOT_WORD: Final = lazy_pattern(r"[\W_]+")
_ARABIC: Final = lazy_pattern(r"^\s*\d+\s*[、.]")
_OLD_LABEL: Final = "规范性文件"
_PARTS: Final = lazy_pattern(
    rf"(?:报告|年报|全文|内容)[^。\n]{{0,200}}?(?<![第\d])([两{ONE_TO_TEN}]{{1,3}}|\d{{1,2}})个?(?:大)?"
    r"部分(?=组成|构成|内容|\W|$)",
    needs="部分",
)
_FEWEST: Final = 3  # 正文和附表两部分 are no sections
_CONTENTS: Final = lazy_pattern(r"[.·…]{3}\s*\d*\s*$")  # how a line of a table of contents ends
_START: Final = 12  # characters of a paragraph by which a message names it
# How the headings below level 1 are numbered. 一是 numbers the points of a text more often than headings.
_STYLES: Final[Mapping[Style, re.Pattern[str]]] = {
    "一、": lazy_pattern(rf"^\s*([{ONE_TO_TEN}]{{1,3}})\s*[、.]"),
    "（一）": lazy_pattern(rf"^\s*\(\s*([{ONE_TO_TEN}]{{1,3}})\s*\)"),
    "1.": lazy_pattern(r"^\s*(\d{1,2})\s*(?:[、]|\.(?!\d))"),
    "（1）": lazy_pattern(r"^\s*\(\s*(\d{1,2})\s*\)"),
    "一是": lazy_pattern(rf"^\s*([{ONE_TO_TEN}]{{1,2}})\s*是"),
}


@rule(
    "FMT-01",
    "六个部分齐全且顺序正确",
    "六个部分的一级标题都在，依次为一至六，没有多出的。",
    "error",
    basis=(REGULATIONS, NOTICE_2021, LAYOUT),
    of_words=True,
)
def headings(case: Case) -> Iterator[Outcome]:
    """The six headings, each once, in their order, and no other."""
    found = case.report.headings
    if not found and case.report.sections:
        yield NotAssessed(ReadEarlier(missing="headings"))
        return
    facts = _order(found)
    if facts != HeadingsDisordered():
        yield Violated(facts, rests_on=[heading.number or heading.text for heading in found])


def _order(found: Sequence[Heading]) -> HeadingsDisordered:
    numbers = [heading.number for heading in found if heading.number]
    first = tuple(dict.fromkeys(numbers))
    return HeadingsDisordered(
        missing=tuple(n for n in range(1, len(SECTIONS) + 1) if n not in numbers),
        repeated=tuple(n for n in first if numbers.count(n) > 1),
        order=first if list(first) != sorted(first) else (),
        extra=tuple(heading.text for heading in found if heading.number is None),
    )


@rule(
    "FMT-02",
    "一级标题用语规范",
    "一级标题的用语与规定的标题一致。",
    "warning",
    basis=(NOTICE_2021, LAYOUT),
    of_words=True,
)
def words_of_headings(case: Case) -> Iterator[Outcome]:
    """Each heading in the form's words, with its own numeral if it has one.

    Of headings that changed places, with the numerals of their new places, FMT-01 tells the order.
    """
    headings = case.report.headings
    if not headings and case.report.sections:
        yield NotAssessed(ReadEarlier(missing="headings"))
    for place, heading in enumerate(headings, 1):
        number, text = heading.number, heading.text
        if number is None:
            continue
        numeral = _NUMERAL.match(text)
        moved = numeral and place <= len(SECTIONS) and numeral[1] == ONE_TO_TEN[place - 1]
        wrong = numeral and numeral[1] != ONE_TO_TEN[number - 1] and not moved
        if wrong or _words(text) != _words(SECTIONS[number - 1]):
            yield Violated(HeadingMisworded(section=number, printed=text), rests_on=(number, text))


def _words(heading: str) -> str:
    return _NOT_WORD.sub("", _ARABIC.sub("", _NUMERAL.sub("", heading)))


@rule(
    "FMT-17",
    "自述的部分数与实际一致",
    "开头写明报告由几个部分组成的，应当是六个部分。",
    "warning",
    basis=(LAYOUT,),
    of_words=True,
)
def number_of_parts(case: Case) -> Iterator[Outcome]:
    """The introduction counts six parts, if it counts them; the first other number is told, if FMT-08 does not."""
    for paragraph in case.report.lead:
        for said in prose.sentences(squeezed(paragraph)):
            match = _PARTS.search(said)
            number = int(number_of(match[1]) or 0) if match else 0
            if not match or number < _FEWEST or number == len(SECTIONS) or names_old_parts(said):
                continue
            excerpt = prose.excerpt(said, match.start(1), match.end())
            yield Violated(PartsMiscounted(said=number, excerpt=excerpt), rests_on=(said,))
            return


@rule(
    "FMT-06",
    "小标题编号连续",
    "小标题的编号连续，不跳号、不重号，也不与一级标题的编号混淆。",
    "note",
    basis=(DEFINITION,),
    of_words=True,
)
def numbers_of_subheads(case: Case) -> Iterator[Outcome]:
    """Within a section numbers run on from one; one finding a section.

    A list may begin anew behind a paragraph without number; a number within a paragraph counts as there.
    """
    for section, paragraphs in prose.parts(case.report):
        odd = next(_odd_numbers(paragraphs), None)
        if odd:
            facts = NumberingBroken(
                section=section,
                fault=odd.fault,
                start=odd.paragraph.strip()[:_START],
                numeral=odd.numeral,
            )
            yield Violated(facts, rests_on=(odd.fault, prose.sentence(odd.paragraph, 0, 1)))


class _Odd(NamedTuple):
    """What is odd of the number before a paragraph, and another numeral to compare it with."""

    fault: Fault
    paragraph: str
    numeral: Numeral | None = None


def _odd_numbers(paragraphs: Sequence[str]) -> Iterator[_Odd]:
    whole = squeezed("\n".join(paragraphs))
    opened: list[Numeral] = []  # the last of each style that is open, from the outermost
    fresh = True  # a list may begin: no item just before
    for paragraph in paragraphs:
        numeral = _numbered(paragraph)
        if numeral is None:
            fresh = True
            continue
        if numeral.style == "一、":
            yield _Odd("level one", paragraph)
        last = next((o.number for o in opened if o.style == numeral.style), None)
        yield from _compared(paragraph, whole, numeral, last, fresh=fresh)
        if numeral.style == "（一）" and not fresh and [o.style for o in opened] == ["一是"]:
            yield _Odd("restarted", paragraph, opened[-1])
        opened = [*_above(opened, numeral.style), numeral]
        fresh = False
    yield from _alone(paragraphs, whole)


def _compared(
    paragraph: str, whole: str, numeral: Numeral, last: int | None, *, fresh: bool
) -> Iterator[_Odd]:
    style, number = numeral.style, numeral.number
    if style == "一是" or (number == 1 and (fresh or last is None)) or number == (last or 0) + 1:
        return
    expected = Numeral(style, (last or 0) + 1)
    if number > expected.number:
        # The one that seems to be missing may stand within a paragraph.
        if _plain(expected) not in whole:
            yield _Odd("gap", paragraph, expected)
    elif not fresh or number != 1:
        yield _Odd("repeated", paragraph, expected)


def _alone(paragraphs: Sequence[str], whole: str) -> Iterator[_Odd]:
    first, second = Numeral("（一）", 1), Numeral("（一）", 2)
    if _plain(first) in whole and _plain(second) not in whole:
        alone = next((p for p in paragraphs if _numbered(p) == first), None)
        if alone is not None:
            yield _Odd("alone", alone, second)


def _above(opened: Sequence[Numeral], style: Style) -> Sequence[Numeral]:
    styles = [numeral.style for numeral in opened]
    return opened[: styles.index(style)] if style in styles else opened


def _numbered(paragraph: str) -> Numeral | None:
    return None if _CONTENTS.search(paragraph) else _numbered_start(paragraph[:_START])


@lru_cache(maxsize=4096)
def _numbered_start(paragraph: str) -> Numeral | None:
    for style, pattern in _STYLES.items():
        if match := pattern.match(paragraph):
            return Numeral(style, int(number_of(match[1]) or 0))
    return None


def _plain(numeral: Numeral) -> str:
    return str(numeral).replace("（", "(").replace("）", ")").rstrip(".、")


@rule(
    "FMT-14",
    "表内标签变形",
    "表内的行、列标签与规定的标签一致。",
    "note",
    basis=(LAYOUT, NOTICE_2021),
    of_words=True,
)
def labels(case: Case) -> Iterator[Outcome]:
    """Rows and columns have the form's labels; one finding a table."""
    for table in case.report.tables:
        if case.report.forms[table.table] is None:
            yield NotAssessed(NoTable(table=table.table))
            continue
        odd = tuple(
            Label(*pair)
            for pair in table.labels
            if pair[0] not in odd_labels(case.report) and not _is_old_name(case, table, pair[0])
        )
        if odd:
            printed = (label.printed for label in odd)
            yield Violated(
                LabelsMisspelt(table=table.table, labels=odd), rests_on=(table.table, *printed)
            )


@rule(
    "T2-07",
    "行政规范性文件名称",
    "表二的行名为“行政规范性文件”，不用旧称“规范性文件”。",
    "note",
    basis=(NOTICE_2021,),
    forms=NEW,
    of_words=True,
)
def name_of_documents(case: Case) -> Iterator[Outcome]:
    """In the format of 2021 the row is called 行政规范性文件."""
    if case.table("t2").format_version != "2021":
        return
    if case.report.forms["t2"] is None:
        yield NotAssessed(NoTable(table="t2"))
    for table in case.report.tables:
        if any(_is_old_name(case, table, printed) for printed, _ in table.labels):
            yield Violated(OldNameOfDocuments())


def _is_old_name(case: Case, table: TableReading, printed: str) -> bool:
    is_new = case.table("t2").format_version == "2021"
    return is_new and table.table == "t2" and printed == _OLD_LABEL


@rule(
    "T2-01",
    "表二结构完整",
    "表二（30号文格式）四个部分的十格齐全。",
    "error",
    basis=(NOTICE_2021, LAYOUT),
    forms=NEW,
)
def table_2(case: Case) -> Iterator[Outcome]:
    """All cells of table 2 in the format of 2021."""
    yield from _complete(case, "t2", NEW)


@rule(
    "T2O-01",
    "旧表二结构完整",
    "表二（60号文格式）各部分的二十二格齐全。",
    "error",
    basis=(NOTICE_2019, LAYOUT),
    forms=OLD,
)
def old_table_2(case: Case) -> Iterator[Outcome]:
    """All cells of table 2 in the format of 2019."""
    yield from _complete(case, "t2", OLD)


@rule(
    "T3-05",
    "行数与层级",
    "表三的行、列齐全：30号文格式25行，60号文格式23行，各7列。",
    "error",
    basis=(LAYOUT,),
)
def table_3(case: Case) -> Iterator[Outcome]:
    """All cells of table 3 in its own format."""
    yield from _complete(case, "t3", BOTH)
    if heads := tuple(head for t in case.report.tables for head in t.heads_missing):
        yield Violated(HeadsMissing(table="t3", heads=heads), rests_on=heads, severity="warning")


def _complete(case: Case, table_id: TableId, forms: Sequence[FormatVersion]) -> Iterator[Outcome]:
    table = case.table(table_id)
    if table.format_version not in forms:
        return
    if case.report.forms[table_id] is None:
        yield NotAssessed(NoTable(table=table_id))
        return
    cells = tuple(cell for cell in table.specs if case.cells[cell].mark == "missing")
    missing = Cells(table.format_version, cells)
    if cells and case.report.recognised:
        yield NotAssessed(CellsUnrecognised(missing=missing), cells)
    elif cells:
        yield Violated(TableIncomplete(missing=missing), cells)
    yield from surplus(case, table_id)


def surplus(case: Case, table_id: TableId) -> Iterator[Outcome]:
    """Rows of figures that are none of the form's; which figures they make doubtful, the reading has decided."""
    tables = (t for t in case.report.tables if t.table == table_id)
    rows = tuple(replace(row, box=None) for t in tables for row in t.surplus)
    if rows:
        facts = RowsSurplus(table=table_id, rows=rows)
        yield Violated(facts, rests_on=[row.text for row in rows], severity="warning")


def _cells_of_missing_rows(case: Case, beginning: str) -> Iterator[CellId]:
    """The cells of the rows of table 3 that are missing whole; a column that is missing is T3-05's."""
    own = (spec.id for spec in case.table("t3").specs.values() if spec.id.startswith(beginning))
    for _, of_row in groupby(own, key=lambda cell: cell.rpartition(".")[0]):
        cells = list(of_row)
        if all(case.cells[cell].mark == "missing" for cell in cells):
            yield from cells


@rule(
    "T3-06",
    "其他处理分三项",
    "30号文格式的“（六）其他处理”分三项，60号文格式的不分。",
    "error",
    basis=(LAYOUT,),
)
def other_outcomes(case: Case) -> Iterator[Outcome]:
    """（六）其他处理 is three rows in the format of 2021 and one in that of 2019."""
    table = case.table("t3")
    if case.report.forms["t3"] is None:
        yield NotAssessed(NoTable(table="t3"))
        return
    cells = tuple(_cells_of_missing_rows(case, "t3.other."))
    extra = tuple(row for t in case.report.tables if t.table == "t3" for row in t.extra_rows)
    if not (cells or extra):
        return
    if case.report.recognised:
        yield NotAssessed(OtherOutcomesUnrecognised(), cells)
    else:
        facts = OtherOutcomesMisshapen(missing=Cells(table.format_version, cells), extra=extra)
        yield Violated(facts, cells, rests_on=extra)
