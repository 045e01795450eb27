"""Tables pasted as text: rows by their labels, however lines were broken; prose beside them stays prose."""

from __future__ import annotations

import contextlib
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.made.texts import FLATTENED
from gouji.form import TABLES
from gouji.reading.document import Document, Paragraph
from gouji.reading.read import read, read_blocks
from gouji.report import FormatVersion, Report, UnreadableReport
from tests.gouji import figures as fig
from tests.gouji.judging.growth import outgrowing, timed

FORMS: tuple[FormatVersion, ...] = ("2019", "2021")
APART = [name for name in FLATTENED if "together" not in name]
TITLE = "青川市档案局2022年政府信息公开工作年度报告\n"
ROW_1 = "一、本年新收政府信息公开申请数量"
ROW_2 = "二、上年结转政府信息公开申请数量"


def text(*lines: str) -> Report:
    return read((TITLE + "\n".join(lines)).encode())


@pytest.mark.parametrize("layout", APART)
@pytest.mark.parametrize("format_version", FORMS)
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_every_figure_is_read_where_all_are_printed(
    layout: str, format_version: FormatVersion, data: st.DataObject
) -> None:
    figures = data.draw(fig.balanced(format_version))
    shown = {cell: str(n) for cell, n in figures.items()}
    report = read(FLATTENED[layout](list(fig.content(format_version, shown))).encode())
    assert {cell: found.value for cell, found in report.cells.items()} == figures
    assert not [cell for cell, found in report.cells.items() if found.mark]
    assert (report.organ, report.year) == ("青川市档案局", 2022)
    assert [section.number for section in report.sections] == [1, 2, 3, 4, 5, 6]
    assert report.sections[0].paragraphs == ("2022年,本机关按规定公开信息,群众反映良好。",)


@pytest.mark.parametrize("layout", FLATTENED)
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_no_figure_is_wrong_where_blanks_left_no_trace(layout: str, data: st.DataObject) -> None:
    figures = data.draw(fig.balanced("2021", largest=99))
    empty = data.draw(st.sets(st.sampled_from(sorted(figures)), min_size=3, max_size=150))
    shown = {cell: "" if cell in empty else str(n) for cell, n in figures.items()}
    report = read(FLATTENED[layout](list(fig.content("2021", shown))).encode())
    for cell, found in report.cells.items():
        if found.mark is None:
            assert (cell in empty, found.value) == (False, figures[cell])
        assert found.mark != "blank"  # nothing in such a text shows a blank


@pytest.mark.parametrize("format_version", FORMS)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_digits_run_together_are_inferred_rightly_or_unreadable(
    format_version: FormatVersion, data: st.DataObject
) -> None:
    figures = data.draw(fig.balanced(format_version, largest=40))
    shown = {cell: str(n) for cell, n in figures.items()}
    layout = FLATTENED["text: digits run together"]
    report = read(layout(list(fig.content(format_version, shown))).encode())
    for cell, found in report.cells.items():
        assert found.mark in {None, "inferred", "unreadable"}
        assert found.value in {None, figures[cell]}


def test_run_of_the_issue_is_split_and_marked() -> None:
    report = text(
        "自然人 商业企业 科研机构 法律服务机构 总计", f"{ROW_1}15130000154", f"{ROW_2}0000000"
    )
    cells = [report.cells[f"t3.new_received.{c}"] for c in ("natural_person", "business", "total")]
    assert [(cell.value, cell.mark) for cell in cells] == [
        (151, "inferred"),
        (3, "inferred"),
        (154, "inferred"),
    ]


def test_run_in_one_cell_of_a_web_page_is_split() -> None:
    page = (
        f"<table><tr><td>{ROW_1}</td><td colspan=7>15130000154</td></tr>"
        f"<tr><td>{ROW_2}</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td></tr></table>"
    )
    report = read(page.encode())
    assert report.cells["t3.new_received.business"].value == 3
    assert report.cells["t3.new_received.business"].mark == "inferred"


def test_label_broken_over_lines_and_glued_to_its_numeral_is_found() -> None:
    report = text(
        "本年新收政府信息公开",
        "申请数量 1 2 0 0 0 0 3",
        "（三）不予公开1.属于国家",
        "秘密0 0 0 0 0 0 0 2.其他法律行政法规禁止公开 1 0 0 0 0 0 1",
    )
    assert report.cells["t3.new_received.total"].value == 3
    assert report.cells["t3.denied.state_secret.total"].value == 0
    assert report.cells["t3.denied.prohibited_by_law.natural_person"].value == 1


def test_page_numbers_between_rows_are_no_figures() -> None:
    report = text(f"{ROW_1} 1 2 0 0 0 0 3", "— 4 —", f"{ROW_2} 0 0 0 0 0 0 0", "第 5 页")
    assert report.cells["t3.carried_in.total"].value == 0


@pytest.mark.parametrize(
    "label",
    [
        "本年新收到政府信息公开申请数量",
        "本年度新收到的政府信息公开申请的数量",
        "本年新收政府信息申请数量",
        "新收政府信息公开申请数量",
        "本年新收政府信息公申开请数量",
        "本年新收政府信息公開申請數量",
        "本 年 新 收 政府信息公开申请 数 量",
    ],
)
def test_first_row_is_found_without_a_header_however_it_is_spelt(label: str) -> None:
    report = text("全年制发文件 12 件。", f"{label} 1 2 0 0 0 0 3", f"{ROW_2} 0 0 0 0 0 0 0")
    assert report.cells["t3.new_received.total"].value == 3


def test_dash_glued_to_the_numeral_of_the_next_label_is_a_value_of_its_row() -> None:
    report = text(
        "自然人 商业企业 科研机构 总计",
        f"{ROW_1} 1 2 0 0 0 0 3",
        "1.属于国家秘密 - - - - - - -2.其他法律行政法规禁止公开 1 0 0 0 0 0 1",
    )
    assert report.cells["t3.denied.state_secret.total"].mark == "placeholder"
    assert report.cells["t3.denied.prohibited_by_law.total"].value == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "全年制定规章 3 件，行政规范性文件 5 件，行政许可 70 件。",
        "本年新收政府信息公开申请数量 12，比上年多。",
        "予以公开 4 件；部分公开 2 件；不予公开 1 件。",
    ],
)
def test_sentence_that_names_rows_changes_no_figure(sentence: str) -> None:
    figures = dict.fromkeys(TABLES["t3", "2021"].specs, 7)
    figures |= dict.fromkeys(TABLES["t2", "2021"].specs, 7)
    figures |= dict.fromkeys(TABLES["t4", "2021"].specs, 7)
    shown = {cell: str(n) for cell, n in figures.items()}
    plain = FLATTENED["text: a row on a line, spaces"](list(fig.content("2021", shown)))
    told = plain.replace("群众反映良好。", f"群众反映良好。{sentence}")
    assert told != plain
    assert {c: f.value for c, f in read(told.encode()).cells.items()} == figures
    assert sentence.replace("，", ",").replace("；", ";") in "".join(
        read(told.encode()).sections[0].paragraphs
    )


HEADER = (
    "自然人",
    "法人或其他组织",
    "总计",
    "商业企业",
    "科研机构",
    "社会公益组织",
    "法律服务机构",
    "其他",
)


def test_table_that_goes_on_below_its_flattened_beginning_keeps_the_order_of_its_columns() -> None:
    lines = (*HEADER, ROW_1, *"1234567", ROW_2, *"0000000")
    cells = "".join(f"<td>{n}" for n in "1234567")
    page = "".join(f"<p>{line}" for line in (TITLE, "申请人情况", *lines))
    report = read(f"<html>{page}<table><tr><td>（一）予以公开{cells}</table></html>".encode())
    rows = ("new_received", "granted")
    names = ("natural_person", "business", "research", "welfare", "legal_service", "other", "total")
    for row in rows:
        assert [report.cells[f"t3.{row}.{name}"].value for name in names] == [*range(1, 8)]


def test_figure_that_is_no_exact_one_keeps_its_place() -> None:
    report = text(*HEADER, ROW_1, "约7", *"000007", ROW_2, *"0000000")
    assert report.cells["t3.new_received.natural_person"].mark == "unreadable"
    assert report.cells["t3.new_received.total"].value == 7


@pytest.mark.parametrize(
    ("doubt", "doubtful"),
    [
        ((0, 1), True), ((1, 2), True), ((0, 0), True), ((1, 1), True), ((2, 2), True),
        ((-3, 0), False), ((2, 9), False), ((-1, -1), True), ((-2, -2), False),
    ],
)  # fmt: skip
def test_figure_that_is_doubtful_or_beside_what_is_no_text_is_unreadable(
    doubt: tuple[int, int], *, doubtful: bool
) -> None:
    place = len(ROW_1) + 1
    row = f"{ROW_1} 12 0 0 0 0 0 12"
    doubts = (((doubt[0] + place), (doubt[1] + place)),)
    told = (Paragraph(row, doubts=doubts), Paragraph(f"{ROW_2} 0 0 0 0 0 0 0"))
    cells = read_blocks(Document((*map(Paragraph, HEADER), *told))).cells
    first = cells["t3.new_received.natural_person"]
    assert (first.value, first.mark) == ((None, "unreadable") if doubtful else (12, None))
    assert first.place is not None
    assert first.place.text == "12"
    assert cells["t3.new_received.total"].value == 12


def test_doubtful_figure_of_a_report_on_one_line_is_unreadable() -> None:
    before = f"{TITLE.strip()} 一、总体情况 公开信息。 二、主动公开政府信息情况 如下。 "
    before += "三、收到和处理政府信息公开申请情况 "
    rows = f"{' '.join(HEADER)} {ROW_1} 12 0 0 0 0 0 12 {ROW_2} 0 0 0 0 0 0 0"
    at = len(before) + rows.index("12")
    line = Paragraph(before + rows, doubts=((at, at + 2),))
    cells = read_blocks(Document((line,))).cells
    assert cells["t3.new_received.natural_person"].mark == "unreadable"
    assert cells["t3.new_received.total"].value == 12


@pytest.mark.parametrize("odd", ["12\u2e281", "\u2e2812", "12\ufffd", "\ufffd12"])
def test_figure_beside_a_damaged_character_or_a_strange_sign_is_no_certain_one(odd: str) -> None:
    figures = dict.fromkeys(TABLES["t2", "2021"].specs, 7)
    shown = {cell: str(n) for cell, n in figures.items()} | {"t2.licences.decisions": odd}
    cells = text(
        *FLATTENED["text: a row on a line, spaces"](list(fig.content("2021", shown))).split("\n")
    ).cells
    assert cells["t2.licences.decisions"].value is None
    assert cells["t2.penalties.decisions"].value == 7


def table_3(lines: list[str]) -> Report:
    return text("三、收到和处理政府信息公开申请情况", *HEADER, *lines)


OUTCOMES = (
    "（一）予以公开",
    "（二）部分公开",
    "1.属于国家秘密",
    "2.其他法律行政法规禁止公开",
    "3.危及“三安全一稳定”",
    "4.保护第三方合法权益",
    "5.属于三类内部事务信息",
    "6.属于四类过程性信息",
    "7.属于行政执法案卷",
    "8.属于行政查询事项",
)
IDS = ("granted", "partial", "denied.state_secret", "denied.prohibited_by_law")


def values(i: int) -> str:
    return f"{i} 0 0 0 0 0 {i}"


@pytest.mark.parametrize("cut", [2, 3, 4])
def test_labels_wrapped_around_their_values_are_told_by_their_order(cut: int) -> None:
    lines = [
        line
        for i, label in enumerate((ROW_1, ROW_2, *OUTCOMES), 1)
        for line in (f"{label[:-cut]} {values(i)}", label[-cut:])
    ]
    cells = table_3(lines).cells
    assert [cells[f"t3.{row}.total"].value for row in ("new_received", "carried_in", *IDS)] == [
        *range(1, 7)
    ]
    assert cells["t3.other.other.total"].mark == "missing"  # 2.其他… begins like it
    assert not [cell for cell in cells.values() if cell.mark not in {None, "missing"}]


@pytest.mark.parametrize("cut", [2, 4])
@pytest.mark.parametrize("twice", [0, 2, 4, 6])
def test_wrapped_row_that_is_printed_twice_alike_is_read_once(twice: int, cut: int) -> None:
    labels = (ROW_1, ROW_2, *OUTCOMES)
    numbered = [*enumerate(labels, 1)]
    numbered.insert(twice, numbered[twice])
    lines = [
        line for i, label in numbered for line in (f"{label[:-cut]} {values(i)}", label[-cut:])
    ]
    cells = table_3(lines).cells
    assert [cells[f"t3.{row}.total"].value for row in ("new_received", "carried_in", *IDS)] == [
        *range(1, 7)
    ]


def test_values_that_precede_their_labels_are_never_the_next_row_s() -> None:
    lines = [
        line for i, label in enumerate((ROW_1, ROW_2, *OUTCOMES), 1) for line in (values(i), label)
    ]
    cells = table_3(lines).cells
    assert not [cell for cell in cells.values() if cell.value is not None]


def test_values_above_a_label_of_table_2_make_it_unreadable() -> None:
    rows = ("本年制发件数 本年废止件数 现行有效件数", "规章 1 2 3", "行政规范性文件 1 2 3")
    cells = text(*rows, "信息内容", "本年处理决定数量", "5", "行政处罚", "7", "行政强制").cells
    assert cells["t2.penalties.decisions"].value is None


@pytest.mark.parametrize("number", ["— 3 —", "第3页 共6页", "3 / 6", "Page 3 of 6", "共6页 第3页"])
def test_number_of_a_page_between_rows_is_no_figure(number: str) -> None:
    cells = table_3([f"{ROW_1} 1 2 3 4 5 6 21", number, f"{ROW_2} 0 0 0 0 0 0 0"]).cells
    assert cells["t3.new_received.total"].value == 21
    assert cells["t3.carried_in.total"].value == 0


def test_figures_broken_over_lines_are_none() -> None:
    cells = table_3([f"{ROW_1} 6782 325 3802 1675 4174", "4 5", f"{ROW_2} 0 0 0 0 0 0 0"]).cells
    assert {cells[f"t3.new_received.{c}"].mark for c in ("natural_person", "total")} == {
        "unreadable"
    }
    assert cells["t3.carried_in.total"].value == 0


def test_header_of_table_4_that_wrapping_mixed_holds_where_the_sums_do() -> None:
    header = (
        "行政复议 行政诉讼",
        "结 结 其 尚 总 未经复议直接起诉 复议后起诉",
        "果 果 他 未 计 结 结 其 尚 总 结 结 其 尚 总",
        "维 纠 结 审 果 果 他 未 计 果 果 他 未 计",
        "持 正 果 结 维 纠 结 审 维 纠 结 审",
        "持 正 果 结 持 正 果 结",
    )
    rows = (*HEADER, f"{ROW_1} 1 0 0 0 0 0 1", f"{ROW_2} 0 0 0 0 0 0 0")
    right = text(*rows, *header, "1 2 3 4 10 0 0 0 0 0 5 0 0 0 5").cells
    wrong = text(*rows, *header, "1 2 3 4 11 0 0 0 0 0 5 0 0 0 5").cells
    assert [right[f"t4.reconsideration.{c}"].value for c in ("upheld", "pending", "total")] == [
        1,
        4,
        10,
    ]
    assert {found.mark for cell, found in right.items() if cell.startswith("t4.")} == {"inferred"}
    assert {found.mark for cell, found in wrong.items() if cell.startswith("t4.")} == {"unreadable"}


@pytest.mark.parametrize("menu", ["首页 | 公开", "|", "（网站首页|政务公开|年报）"])
def test_pipe_in_the_prose_of_a_report_on_one_line_makes_no_table(menu: str) -> None:
    figures = dict.fromkeys(TABLES["t2", "2021"].specs, 7)
    shown = {cell: str(n) for cell, n in figures.items()}
    content = list(fig.content("2021", shown))
    line = FLATTENED["text: all on one line"](content).replace("。", f" {menu} 。", 1)
    assert "|" in line
    cells = read(line.encode()).cells
    assert {cell: cells[cell].value for cell in figures} == figures


def test_rows_whose_digits_run_together_are_counted_and_the_word_file_is_asked_for() -> None:
    report = table_3([f"{ROW_1} 1001100210031004", f"{ROW_2} 0 0 0 0 0 0 0"])
    notes = " ".join(note for table in report.tables for note in table.notes)
    assert "表三有 1 行的数字连在一起，无法分开，请报送 Word 原件" in notes
    few = table_3([f"{ROW_1} 12 3 15", f"{ROW_2} 0 0 0 0 0 0 0"])
    notes = " ".join(note for table in few.tables for note in table.notes)
    assert "表三有 1 行的数字与格数不符" in notes


NEW, CARRIED = "t3.new_received", "t3.carried_in"
LAYOUTS = ("text: a row on a line, spaces", "text: a cell a line, no tabs", "text: all on one line")


def planted(
    layout: str,
    old: str,
    new: str,
    *more: tuple[str, str],
    format_version: FormatVersion = "2021",
) -> Report:
    """A report with a different figure in each cell, with one line of its rows changed, in a layout."""
    figures = {
        cell: 101 + i
        for i, cell in enumerate(
            cell for table in ("t2", "t3", "t4") for cell in TABLES[table, format_version].specs
        )
    }
    shown = {cell: str(n) for cell, n in figures.items()}
    lines = FLATTENED["text: a row on a line, spaces"](
        list(fig.content(format_version, shown))
    ).split("\n")
    for words, instead in ((old, new), *more):
        at = next(i for i, line in enumerate(lines) if words in line)
        lines[at] = instead.replace("{line}", lines[at])
    changed = "\n".join(lines)
    if "cell a line" in layout:
        changed = changed.replace(" ", "\n")
    elif "one line" in layout:
        changed = changed.replace("\n", " ")
    return read(changed.encode())


def marks(report: Report, *rows: str) -> set[str | None]:
    return {
        found.mark
        for cell, found in report.cells.items()
        if cell.startswith(tuple(f"{row}." for row in rows))
    }


def surplus(report: Report) -> list[str]:
    return [place.text for table in report.tables for place in table.surplus]


SEVEN = "801 802 803 804 805 806 807"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_figures_without_a_label_are_told_and_make_the_rows_beside_them_doubtful(
    layout: str,
) -> None:
    report = planted(layout, ROW_1, f"{{line}}\n{SEVEN}")
    assert marks(report, NEW, CARRIED) == {"unreadable"}
    assert marks(report, "t3.granted") == {None}
    assert surplus(report) == [SEVEN]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_row_in_other_words_is_told_and_no_other_row_changes(layout: str) -> None:
    for old, label in ((ROW_1, "网上提交登记数"), ("结转下年度继续办理", "五、延期答复数量")):
        report = planted(layout, old, f"{{line}}\n{label} {SEVEN}")
        assert surplus(report) == [f"{label} {SEVEN}"]
        assert marks(report, NEW, CARRIED, "t3.granted", "t3.carried_over") == {None}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_row_of_table_2_in_other_words_is_told(layout: str) -> None:
    report = planted(layout, "行政处罚", "{line}\n行政裁决 8")
    assert surplus(report) == ["行政裁决 8"]
    assert marks(report, "t2") == {None}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_row_with_the_same_figures_twice_is_one_row(layout: str) -> None:
    once = planted(layout, ROW_1, f"{ROW_1} {SEVEN}")
    twice = planted(layout, ROW_1, f"{ROW_1} {SEVEN}\n{SEVEN}")
    assert {c: (f.value, f.mark) for c, f in twice.cells.items()} == {
        c: (f.value, f.mark) for c, f in once.cells.items()
    }
    assert not surplus(twice)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_figures_one_row_below_are_doubtful_as_far_as_the_label_without_any(layout: str) -> None:
    rows = f"2.重复申请\n3.要求提供公开出版物 {SEVEN}"
    report = planted(layout, "重复申请", rows)
    last = f"5.要求行政机关确认或重新出具已获取信息 {SEVEN}\n{SEVEN}"
    both = planted(layout, "重复申请", "2.重复申请", ("要求行政机关确认", last))
    assert marks(report, "t3.not_processed.duplicate") == {"missing"}
    assert marks(both, "t3.not_processed.duplicate") == {"missing"}
    for row in ("publication", "excessive", "reissue"):
        assert marks(both, f"t3.not_processed.{row}") == {"unreadable"}


@pytest.mark.parametrize(
    ("layout", "joint"),
    # A space parts two cells where each cell has its line, as a blank row's label has.
    [
        (of, joint)
        for of in LAYOUTS
        for joint in (" ", "、", "")
        if "a cell a line" not in of or joint != " "
    ],
)
def test_two_labels_that_are_one_give_no_certain_figure(layout: str, joint: str) -> None:
    report = planted(layout, ROW_1, f"{ROW_1}{joint}{ROW_2} {SEVEN}")
    assert marks(report, NEW, CARRIED) == {"missing", "unreadable"}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("unit", ["亿元", "元", "（元）"])
@pytest.mark.parametrize(
    ("format_version", "row", "cell"),
    [
        ("2021", "行政事业性收费", "t2.charges.amount"),
        ("2019", "政府集中采购", "t2.procurement.amount"),
    ],
)
def test_unit_beside_an_amount_is_its_unit(
    layout: str, unit: str, format_version: FormatVersion, row: str, cell: str
) -> None:
    report = planted(layout, row, f"{{line}} {unit}", format_version=format_version)
    assert report.cells[cell].value is not None
    assert report.cells[cell].unit == unit.strip("（）")
    assert marks(report, "t3", "t4") == {None}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("本年制发件数", "信息内容 去年制发件数 本年废止件数 现行有效件数"),
        ("本年制发件数", "信息内容 本年制发件数 2021年废止件数 现行有效件数"),
        (ROW_2, "二、2022年结转政府信息公开申请数量 1 2 3 4 5 6 7"),
        (ROW_1, "表三 2021年收到和处理申请情况统计表\n{line}"),
    ],
)
def test_caption_or_label_of_another_year_is_told(layout: str, old: str, new: str) -> None:
    assert planted(layout, old, new).odd_years
    assert not planted(layout, old, "{line}").odd_years


@pytest.mark.parametrize(
    "row",
    [
        "（一）予以公开 1 2 3 4 5 6 7\n",
        "（一）予以公开 1 2 3 4 5 6 7 2.其他 ",
        "予以公\n开 1 2 3 4 5 6 7\n",
        "备查登记数 1 2 3 4 5 6 7\n",
        "（七）总计 四、结转下年度继续办理 1 2 3 4 5 6 7 ",
        "行政处罚 5 行政强制 ",
    ],
)
def test_time_to_read_doubles_with_the_text(row: str) -> None:
    def reading(size: int) -> None:
        with contextlib.suppress(UnreadableReport):
            table_3([f"{ROW_1} 1 2 3 4 5 6 21", row * (size // len(row))])

    reading(10_000)
    assert outgrowing(lambda size: {row: timed(partial(reading, size))}, 25_000) == {}


HEAD_OF_3 = "自然人 法人或其他组织 总计{}\n商业企业 科研机构 社会公益组织 法律服务机构 其他{}"
GRANTED = "三、本年度办理结果 （一）予以公开 1 0 0 0 0 0 1"


@pytest.mark.parametrize(
    "names", [(" 2021年总计", ""), ("", " 小计"), (" 同比", ""), (" 占比", ""), (" 上年同期", "")]
)
def test_seven_of_eight_figures_are_no_row(names: tuple[str, str]) -> None:
    report = text(HEAD_OF_3.format(*names), f"{ROW_1} 0 0 0 0 0 0 71203", f"{ROW_2} 0 0 0 0 0 0 0")
    assert {of_row(report, "new_received"), of_row(report, "carried_in")} == {(None,) * 7}


def of_row(report: Report, row: str) -> tuple[object, ...]:
    """The certain values of a row of table 3."""
    return tuple(
        found.value if found.mark is None else None
        for cell, found in report.cells.items()
        if cell.startswith(f"t3.{row}.")
    )


@pytest.mark.parametrize("words", ["同比", "增减", "小计"])
def test_word_in_the_prose_before_a_table_heads_no_column(words: str) -> None:
    report = text(
        f"全年新收申请3件，{words}明显。",
        HEAD_OF_3.format("", ""),
        f"{ROW_1} 1 0 0 0 0 0 1",
        GRANTED,
    )
    assert of_row(report, "new_received") == (1, 0, 0, 0, 0, 0, 1)


@pytest.mark.parametrize("years", ["2022年\n2021年", "本年\n上年", "2022年 2021年"])
@pytest.mark.parametrize(("label", "row"), [(ROW_1, "new_received"), (ROW_2, "carried_in")])
def test_figures_of_last_year_below_a_blank_row_of_this_year_are_not_this_year_s(
    years: str, label: str, row: str
) -> None:
    report = text(HEAD_OF_3.format("", ""), f"{label} {years} 7 7 7 7 7 7 42", GRANTED)
    assert of_row(report, row) == (None,) * 7


def test_figures_of_this_year_below_a_blank_row_of_last_year_are_read() -> None:
    rows = (f"{ROW_1} 2021年\n2022年 1 0 0 0 0 0 1", f"{ROW_2} 2022年 2 0 0 0 0 0 2\n2021年")
    report = text(HEAD_OF_3.format("", ""), *rows)
    assert of_row(report, "new_received") == (1, 0, 0, 0, 0, 0, 1)
    assert of_row(report, "carried_in") == (2, 0, 0, 0, 0, 0, 2)


def test_running_number_of_the_next_row_is_not_taken_for_a_total() -> None:
    rows = f"序号 项目 {HEAD_OF_3.format('', '')} 1 {ROW_1} 1 0 0 0 0 0 2 {ROW_2} 0 0 0 0 0 0 0"
    report = text("三、收到和处理政府信息公开申请情况", rows.replace("\n", " "))
    assert of_row(report, "new_received") == (None,) * 7


def test_figures_below_a_row_short_of_values_make_the_next_one_doubtful() -> None:
    report = text(
        HEAD_OF_3.format("", ""), f"{ROW_1} 1 0 0 0 1\n7 7 7 7 7 7 42", f"{ROW_2} 2 0 0 0 0 0 2"
    )
    assert of_row(report, "carried_in") == (None,) * 7


def test_numbers_with_separators_that_run_together_are_no_cells_between_commas() -> None:
    rows = [f"{label} 1,0011,0021,0031,0041,0051,0066,021" for label in (ROW_1, ROW_2)]
    report = text(
        HEAD_OF_3.format("", ""), *rows, "（一）予以公开 1,0011,0021,0031,0041,0051,0066,021"
    )
    assert of_row(report, "new_received") == (None,) * 7
