"""Units of amounts that stand outside their cells, in every layout; what names no unit changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import pytest

from gouji.form import TABLES
from gouji.money import Unit
from gouji.reading.read import read
from gouji.report import FormatVersion, Report
from samples import printed, render
from tests.gouji import figures as fig

HEADER = "本年收费金额（单位：万元）"
CHARGES, PROCUREMENT = "t2.charges.amount", "t2.procurement.amount"
VALUE = {"2021": "@t2.charges.amount<3>", "2019": "@t2.procurement.amount<2>"}


def _lines(content: render.Content) -> str:
    """Text that kept a row on each line, and nothing else of its tables."""
    lines: list[str] = []
    for block in content:
        if isinstance(block, render.Paragraph):
            lines.append(block.text)
        else:
            rows = (block.line(row) for row in range(len(block.rows)))
            lines += [" ".join(box.text for box, begins in row if begins) for row in rows]
    return "\n".join(lines)


LAYOUTS: Mapping[str, Callable[[render.Content], bytes]] = {
    **{name: fig.LAYOUTS[name] for name in ("cell a line", "tabs", "web page", "Word")},
    "lines": lambda content: _lines(content).encode(),
    "one line": lambda content: " ".join(_lines(content).split("\n")).encode(),
}


@dataclass(frozen=True)
class Given:
    """Table 2 as printed: words of its layout in other words, lines above and below it."""

    changes: dict[str, str] = field(default_factory=dict)
    above: Sequence[str] = ()
    below: Sequence[str] = ()
    format_version: FormatVersion = "2021"

    def read(self, layout: str, amount: str) -> Report:
        form = self.format_version
        shown = {cell: "1" for (_, f), table in TABLES.items() if f == form for cell in table.specs}
        shown |= {CHARGES: amount, PROCUREMENT: amount}
        table = printed.LAYOUTS["t2", form].replace("\\\n", "")
        for words, others in self.changes.items():
            assert words in table
            table = table.replace(words, others)
        content = list(fig.content(form, shown, 2022 if form == "2021" else 2020))
        content[4:5] = [
            *map(render.Paragraph, self.above),
            printed.grid(table, shown),
            *map(render.Paragraph, self.below),
        ]
        return read(LAYOUTS[layout](content))


def header(text: str) -> Given:
    """Charges under another header."""
    return Given({HEADER: text})


def caption(*texts: str) -> Given:
    """Charges under a header without unit and below these lines."""
    return Given({HEADER: "本年收费金额"}, above=texts)


def note(*texts: str) -> Given:
    """Charges under a header without unit and above these lines."""
    return Given({HEADER: "本年收费金额"}, below=texts)


def procurement(changes: dict[str, str] | None = None, **around: Sequence[str]) -> Given:
    """Procurement, whose header has no unit in the form."""
    return Given(changes or {}, format_version="2019", **around)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    ("given", "unit"),
    [
        (header("本年收费金额（单位：元）"), "元"),
        (header("收费金额(元)"), "元"),
        (header("收费金额/元"), "元"),
        (header("本年收费金额（单位：亿元）"), "亿元"),
        (caption("单位：元"), "元"),
        (caption("主动公开情况统计表", "金额单位：人民币元"), "元"),
        (caption("填报单位：青川市档案局 单位：件、元"), "元"),
        (Given(above=["单位：件/万元"]), "万元"),
        (note("注：收费金额单位为元。"), "元"),
        (note("说明：表中收费金额以亿元为单位。"), "亿元"),
        (Given({HEADER: "本年收费金额", "行政事业性收费 |": "行政事业性收费（元） |"}), "元"),
        (procurement({"采购总金额": "采购总金额（万元）"}), "万元"),
        (procurement(above=["单位：亿元"]), "亿元"),
        (procurement(below=["备注：采购总金额以元计"]), "元"),
    ],
)
def test_unit_outside_the_cell_holds(given: Given, unit: Unit, layout: str) -> None:
    report = given.read(layout, "984361")
    cell = PROCUREMENT if given.format_version == "2019" else CHARGES
    found = report.cells[cell]
    assert (found.value, found.mark, found.unit) == (984361, None, unit)
    assert report.stated_units[cell].units == (unit,)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    "given",
    [
        Given(),
        Given(above=["单位：件"]),
        Given(above=["填报单位：元宝镇人民政府"]),
        Given(above=["单位名称：万元乡人民政府", "单位（盖章）：青川市档案局"]),
        Given(above=["2022年，行政事业性收费984361元，罚没收入3万元。"]),
        Given(below=["注：行政事业性收费包括不动产登记费（每件80元）。"]),
        Given(
            {
                VALUE["2021"]: VALUE["2021"]
                + "\n第二十六条<4>\n信息处理费 | 收取件数 | 收取金额（元）<2>"
            }
        ),
        procurement(),
    ],
)
def test_what_names_no_unit_of_the_amount_says_nothing_of_it(given: Given, layout: str) -> None:
    report = given.read(layout, "984361")
    cell = report.cells[PROCUREMENT if given.format_version == "2019" else CHARGES]
    assert (cell.value, cell.mark, cell.unit) == (984361, None, None)
    assert report.stated_units == {}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    "given",
    [
        Given(below=["注：收费金额单位为元。"]),
        Given(above=["单位：亿元"]),
        header("本年收费金额（单位：千元）"),
        procurement({"采购总金额": "采购总金额（万元）"}, below=["注：金额单位为元"]),
    ],
)
def test_amount_in_units_that_differ_or_are_not_known_is_no_certain_one(
    given: Given, layout: str
) -> None:
    cell = PROCUREMENT if given.format_version == "2019" else CHARGES
    report = given.read(layout, "984361")
    assert (report.cells[cell].value, report.cells[cell].mark) == (None, "unreadable")
    assert report.stated_units[cell].texts
    assert given.read(layout, "0").cells[cell].value == 0


@pytest.mark.parametrize("layout", ["cell a line", "tabs", "web page", "Word"])
def test_unit_in_the_next_cell_is_the_cells_own(layout: str) -> None:
    changes = {VALUE["2021"]: "@t2.charges.amount | 元<2>"}
    cell = Given(changes).read(layout, "5").cells[CHARGES]
    assert (cell.value, cell.unit) == (5, "元")


def test_unit_within_the_cell_holds_against_all_others() -> None:
    report = header("收费金额（元）").read("web page", "98万元")
    assert report.cells[CHARGES].unit == "万元"
    assert report.stated_units == {}


DECISIONS = "本年处理决定数量<3>\n行政处罚"


@pytest.mark.parametrize("layout", ["cell a line", "tabs", "web page", "Word"])
@pytest.mark.parametrize(
    ("given", "uncertain"),
    [
        (
            Given({DECISIONS: DECISIONS.replace("数量", "数量（单位：万件）")}),
            {"penalties", "coercion"},
        ),
        (Given({DECISIONS: DECISIONS.replace("数量", "数量（万宗）")}), {"penalties", "coercion"}),
        (
            Given(above=["单位：万件、万元"]),
            {"rules", "normative_documents", "licences", "penalties", "coercion"},
        ),
        (Given({DECISIONS: DECISIONS.replace("数量", "数量（单位：件）")}), set[str]()),
        (Given(above=["单位：件、万元"]), set[str]()),
        (Given(above=["单位（盖章）：万项乡人民政府"]), set[str]()),
    ],
)
def test_counts_in_ten_thousands_are_no_certain_numbers(
    given: Given, uncertain: set[str], layout: str
) -> None:
    report = given.read(layout, "5")
    marked = {cell.split(".")[1] for cell, found in report.cells.items() if found.mark}
    assert marked == uncertain
