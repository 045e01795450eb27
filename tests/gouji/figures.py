"""Figures for tests: balanced tables of any content, printed in any of the samples' layouts."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from hypothesis import strategies as st

from gouji.form import TABLE_IDS, TABLES
from gouji.report import Cell, CellId, FormatVersion, Number, Report
from samples import printed, render

Figures = dict[CellId, int]


@st.composite
def balanced(draw: st.DrawFn, format_version: FormatVersion, largest: int = 2000) -> Figures:
    """Every cell of one format, such that every identity holds."""
    number = st.integers(0, largest)
    figures: Figures = {}
    for table_id in TABLE_IDS:
        table = TABLES[table_id, format_version]
        wholes = {identity.right[0] for identity in table.identities if len(identity.right) == 1}
        figures |= {cell: draw(number) for cell in table.specs if cell not in wholes}
    for column in printed.COLUMNS["t3"][:-1]:
        outcomes = next(
            identity.left
            for identity in TABLES["t3", format_version].identities
            if identity.kind == "row total" and identity.right[0] == f"t3.concluded.{column}"
        )
        carried = draw(number)
        concluded = sum(figures[cell] for cell in outcomes)
        carried_in = draw(st.integers(0, concluded + carried))
        figures[f"t3.carried_over.{column}"] = carried
        figures[f"t3.carried_in.{column}"] = carried_in
        figures[f"t3.new_received.{column}"] = concluded + carried - carried_in
        figures[f"t3.concluded.{column}"] = concluded
    for table_id in TABLE_IDS:
        for identity in TABLES[table_id, format_version].identities:
            if identity.kind == "column total":
                figures[identity.right[0]] = sum(figures[cell] for cell in identity.left)
    return figures


def content(
    format_version: FormatVersion, shown: Mapping[CellId, str], year: int = 2022
) -> render.Content:
    """A report's paragraphs and tables with figures as shown."""
    line = render.Paragraph
    return [
        line(f"青川市档案局{year}年政府信息公开工作年度报告", "title"),
        line("一、总体情况", "heading"),
        line(f"{year}年，本机关按规定公开信息，群众反映良好。"),
        line("二、主动公开政府信息情况", "heading"),
        printed.grid(printed.LAYOUTS["t2", format_version], shown),
        line("三、收到和处理政府信息公开申请情况", "heading"),
        printed.grid(printed.LAYOUTS["t3", format_version], shown),
        line("四、政府信息公开行政复议、行政诉讼情况", "heading"),
        printed.grid(printed.LAYOUTS["t4", format_version], shown),
        line("五、存在的主要问题及改进情况", "heading"),
        line("部分栏目更新不够及时，今后将安排专人每周检查。"),
        line("六、其他需要报告的事项", "heading"),
        line("本年度没有收取信息处理费。"),
    ]


LAYOUTS: dict[str, Callable[[render.Content], bytes]] = {
    "cell a line": lambda c: render.text_cell_a_line(c).encode(),
    "tabs": lambda c: render.text_tabs(c).encode(),
    "pipes": lambda c: render.text_pipes(c).encode(),
    "markdown": lambda c: render.text_markdown(c).encode(),
    "web page": lambda c: f"<html><body>{render.html(c)}</body></html>".encode(),
    "web page in GB18030": lambda c: f"<html>{render.html(c)}</html>".encode("gb18030"),
    "Word": render.docx,
}


def report(
    format_version: FormatVersion, figures: Mapping[CellId, Number | None], *, year: int = 2022
) -> Report:
    """A report as read, without a document; None is a blank."""
    cells = {
        cell: Cell(value, "blank" if value is None else None) for cell, value in figures.items()
    }
    return Report(
        organ="青川市档案局",
        year=year,
        title=None,
        forms=dict.fromkeys(TABLE_IDS, format_version),
        cells=cells,
    )
