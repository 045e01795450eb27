"""The frame: headings of level 1, numbers of those below, labels and shape of the tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from gouji.facts.base import Cells
from gouji.facts.structure import (
    CellsUnrecognised,
    HeadingMisworded,
    HeadingsDisordered,
    HeadsMissing,
    LabelsMisspelt,
    NumberingBroken,
    OldNameOfDocuments,
    OtherOutcomesMisshapen,
    OtherOutcomesUnrecognised,
    PartsMiscounted,
    RowsSurplus,
    TableIncomplete,
)
from gouji.form import SECTIONS, Table
from gouji.numerals import chinese
from gouji.wording.findings.base import Gap, gap, part, quoted, quoted_all, sentence, table_of
from gouji.wording.sentences import (
    TABLE_NAMES,
    lines_of_cells,
    place,
    quote,
    verbatim,
)

_MOST_ROWS: Final = 5  # of which a message tells place and text
_FAULTS: Final = {
    "level one": "“{start}”与一级标题的编号相同",
    "gap": "“{start}”之前没有“{numeral}”",
    "repeated": "“{start}”的编号与前面的重复，应当是“{numeral}”",
    "restarted": "“{numeral}”之后紧接着又从“{start}”编起",
    "alone": "只有“（一）”，没有“{numeral}”",
}


@sentence.register
def _(facts: HeadingsDisordered) -> str:
    prescribed = "；".join(_heading(n) for n in range(1, len(SECTIONS) + 1))
    return f"{'；'.join(_faults_of(facts))}。一级标题应当依次为：{prescribed}。"


def _faults_of(facts: HeadingsDisordered) -> Iterator[str]:
    if facts.missing:
        yield f"没有找到一级标题{_headings(facts.missing)}"
    if facts.repeated:
        yield f"一级标题{_headings(facts.repeated)}出现不止一次"
    if facts.order:
        yield f"一级标题的顺序不对，现在依次是{_headings(facts.order)}"
    if facts.extra:
        yield f"多出一级标题{quoted_all(facts.extra)}"


def _heading(section: int) -> str:
    return f"{chinese(section)}、{SECTIONS[section - 1]}"


def _headings(sections: Iterable[int]) -> str:
    return quoted_all(map(_heading, sections))


@sentence.register
def _(facts: HeadingMisworded) -> str:
    return f"一级标题写的是{quote(facts.printed)}，应当是“{_heading(facts.section)}”。"


@sentence.register
def _(facts: NumberingBroken) -> str:
    said = _FAULTS[facts.fault].format(start=facts.start, numeral=facts.numeral)
    return f"{part(facts.section)}的小标题编号不连续：{said}，请理顺编号。"


@sentence.register
def _(facts: PartsMiscounted) -> str:
    six = f"{chinese(len(SECTIONS))}个部分"
    return (
        f"开头说报告有{chinese(facts.said)}个部分（{quoted(facts.excerpt)}），应当是{six}，请更正。"
    )


@sentence.register
def _(facts: LabelsMisspelt) -> str:
    said = "；".join(f"{quote(x.printed)}应当是{quote(x.prescribed)}" for x in facts.labels)
    return f"{TABLE_NAMES[facts.table]}的标签与表样不同：{said}。"


@sentence.register
def _(_facts: OldNameOfDocuments) -> str:
    return "表二的行名写的是“规范性文件”，30号文的表样是“行政规范性文件”，请改用新名称。"


@sentence.register
def _(facts: TableIncomplete) -> str:
    table = _table(facts.missing)
    return f"{table.name}应有 {_shape(table)}，没有找到{_missing(facts.missing)}，请按表样补齐。"


@sentence.register
def _(facts: RowsSurplus) -> str:
    said = "；".join(f"{verbatim(row.text)}（{place(row)}）" for row in facts.rows[:_MOST_ROWS])
    more = "等" if len(facts.rows) > _MOST_ROWS else ""
    return (
        f"{TABLE_NAMES[facts.table]}有 {len(facts.rows)} 行数字不是表样的行：{said}{more}。"
        "请核实这些数字属于哪一行，删去多出的行。"
    )


@sentence.register
def _(facts: HeadsMissing) -> str:
    return (
        f"{TABLE_NAMES[facts.table]}的表头缺少{quoted_all(facts.heads)}，而数字的列数不缺。"
        "请补上表头，并核实各列数字没有错位。"
    )


@sentence.register
def _(facts: OtherOutcomesMisshapen) -> str:
    shape = "分为三项" if facts.missing.format_version == "2021" else "只有一行，不分项"
    faults = [f"没有找到{_missing(facts.missing)}"] if facts.missing.cells else []
    faults += [f"多出{quoted_all(facts.extra)}行"] if facts.extra else []
    return f"表三的“（六）其他处理”应当{shape}，而{'，'.join(faults)}。"


@gap.register
def _(facts: CellsUnrecognised) -> Gap:
    name, count = _table(facts.missing).name, len(facts.missing.cells)
    return Gap(f"{name}由扫描件识别，有 {count} 格没有认出", "无法核对")


@gap.register
def _(_facts: OtherOutcomesUnrecognised) -> Gap:
    return Gap("表三由扫描件识别，“（六）其他处理”的行没有认全", "无法核对")


def _table(cells: Cells) -> Table:
    return table_of(cells.cells[0], cells.format_version)


def _shape(table: Table) -> str:
    if table.id == "t2":
        return f"{len(table.specs)} 格"
    rows = {spec.row.id for spec in table.specs.values()}
    columns = {spec.column.id for spec in table.specs.values()}
    return f"{len(rows)} 行、{len(columns)} 列"


def _missing(missing: Cells) -> str:
    """What is missing, by whole rows and columns where they are whole."""
    return lines_of_cells(_table(missing), missing.cells)
