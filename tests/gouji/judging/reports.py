"""Reports to judge: one that keeps every rule, and small changes to it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec.structs import replace

from gouji.form import SECTIONS, TABLES
from gouji.judging.context import Context
from gouji.judging.sketching import sketch_of
from gouji.organs import Organ
from gouji.report import Cell, CellId, Heading, Key, Number, Place, Report, Section, TableId
from gouji.season.sketch import Sketch
from gouji.season.submission import Dates
from tests.gouji import figures as fig

# What a case gives: the report and what is known beside it.
Given = tuple[Report, Context]

KEY = Key("qingchuan", 2022, "青川市档案局")
ZEROS: dict[CellId, int] = {
    cell: 0
    for (_, format_version), table in TABLES.items()
    if format_version == "2021"
    for cell in table.specs
}
PARAGRAPHS: tuple[tuple[str, ...], ...] = (
    (
        "2022年，本机关按照条例的要求做好政府信息公开工作，数据的统计期限为2022年1月1日至2022年12月31日。",
        "（一）主动公开。全年通过门户网站发布各类信息，内容完整，更新及时。",
        "（二）依申请公开。全年没有收到政府信息公开申请。",
        "（三）政府信息管理。文件在起草时即标明公开属性，定期清理。",
        "（四）平台建设。门户网站的专栏按规定设置，运行平稳。",
        "（五）监督保障。指定专人负责，年内组织培训，接受社会评议，没有责任追究的情形。",
    ),
    (),
    (),
    (),
    (
        "存在的主要问题：部分栏目更新不够及时，解读的形式比较单一。",
        "改进情况：今后将安排专人每周检查栏目，丰富图表和视频解读，提高公开质量。",
    ),
    ("本年度没有收取信息处理费，无其他需要报告的事项。",),
)
CLEAN = replace(
    fig.report("2021", ZEROS),
    title="青川市档案局2022年政府信息公开工作年度报告",
    sections=tuple(
        Section(i, f"{'一二三四五六'[i - 1]}、{name}", PARAGRAPHS[i - 1])
        for i, name in enumerate(SECTIONS, 1)
    ),
    period=("2022-01-01", "2022-12-31"),
    headings=tuple(
        Heading(i, f"{'一二三四五六'[i - 1]}、{name}") for i, name in enumerate(SECTIONS, 1)
    ),
    signature="青川市档案局",
    date="2023-01-18",
    traditional=0.0,
)
# The same office two years before, on the tables then in force.
OLD = replace(
    CLEAN,
    year=2020,
    title="青川市档案局2020年政府信息公开工作年度报告",
    forms={"t2": "2019", "t3": "2019", "t4": "2019"},
    cells={
        cell: Cell(0)
        for (_, format_version), table in TABLES.items()
        if format_version == "2019"
        for cell in table.specs
    },
    sections=tuple(
        replace(s, paragraphs=tuple(p.replace("2022", "2020") for p in s.paragraphs))
        for s in CLEAN.sections
    ),
    namings=(),
    period=("2020-01-01", "2020-12-31"),
    date="2021-01-18",
)
PREVIOUS = replace(
    CLEAN,
    title="青川市档案局2021年政府信息公开工作年度报告",
    year=2021,
    period=("2021-01-01", "2021-12-31"),
    date="2022-01-18",
)
GOVERNMENT = Organ("青川市人民政府", ("市政府",), government=True, makes_rules=True, aggregate=True)
ROSTER = (Organ("青川市档案局", ("市档案局",)), Organ("青川市水利局"), GOVERNMENT)
DATES = Dates(
    submitted=date(2023, 1, 18),
    published=date(2023, 1, 30),
    cleared=date(2023, 1, 28),
    local_deadline=date(2023, 1, 20),
    returned_until=date(2023, 1, 27),
    resubmitted=date(2023, 1, 26),
)
CONTEXT = Context(
    key=KEY,
    previous=PREVIOUS,
    filed=CLEAN,
    others=(),
    last_year=(),
    earlier=(),
    other_uploads=(),
    roster=ROSTER,
    dates=DATES,
)
UNREAD = Cell(None, "unreadable", place=Place("约12"))
BLANK = Cell(None, "blank")


def sketches(*reports: Report) -> tuple[Sketch, ...]:
    """The reports in small, handed in under what they print."""
    return tuple(map(sketch_of, reports))


def shown(value: Number | None, text: str) -> Cell:
    """A cell that prints `text`."""
    return Cell(value, place=Place(text))


def with_cells(report: Report = CLEAN, /, **cells: Cell | int) -> Report:
    """The report with other cells; `t3__granted__other` for t3.granted.other, a number for a printed one."""
    changed = {
        name.replace("__", "."): cell if isinstance(cell, Cell) else Cell(cell)
        for name, cell in cells.items()
    }
    return replace(report, cells={**report.cells, **changed})


def with_figures(figures: Mapping[CellId, Number]) -> Report:
    """A report of any figures whose text says nothing of their number."""
    neutral = tuple(
        "（二）依申请公开。按规定的程序和期限办理申请，也应对复议和诉讼。" if "（二）" in p else p
        for p in PARAGRAPHS[0]
    )
    cells = {cell: Cell(value) for cell, value in figures.items()}
    return replace(with_text(1, *neutral), cells=cells)


def without_table(table: TableId, report: Report = CLEAN) -> Report:
    """The report without one of its tables."""
    cells = {
        cell: Cell(None, "missing") if cell.startswith(table) else found
        for cell, found in report.cells.items()
    }
    return replace(report, cells=cells, forms={**report.forms, table: None})


def with_text(number: int, *paragraphs: str, report: Report = CLEAN) -> Report:
    """The report with other paragraphs in one section."""
    sections = tuple(
        replace(s, paragraphs=paragraphs) if s.number == number else s for s in report.sections
    )
    return replace(report, sections=sections)


def as_filed(report: Report) -> Context:
    """The context of a report that was filed as it is."""
    return replace(CONTEXT, filed=report)
