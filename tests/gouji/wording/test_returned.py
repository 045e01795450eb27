"""What goes back to the organ: true, in one voice, and nothing that concerns the office alone."""

from __future__ import annotations

from datetime import date
from typing import Final

import pytest
from msgspec.structs import replace

from gouji.facts.base import Cells, Excerpt, Facts, Habit, Shown
from gouji.facts.figures import BlanksLeft, BrokenSum, TableMissing, WrongFormat
from gouji.facts.narrative import Passage, TextDisagrees, TextUnbalanced
from gouji.facts.office import (
    HandedIn,
    ManagedFromAbove,
    NameNotInFull,
    NarrativeShared,
    ParagraphsShared,
    SameAsAnother,
    SeveralUploads,
)
from gouji.facts.process import LocalDeadlineMissed, StatutoryDeadlineMissed
from gouji.facts.sources import OrganMisplaced, YearMisplaced
from gouji.facts.structure import OtherOutcomesMisshapen, RowsSurplus, TableIncomplete
from gouji.facts.table2 import DecisionsWithoutItems
from gouji.facts.years import PeriodOdd, TableOfOtherYear, YearsDiffer
from gouji.form import TABLES
from gouji.report import Place, TableId, TableReading
from gouji.result import Result
from gouji.verdict import Finding, Severity
from gouji.wording.returned import returned
from gouji.wording.told import told
from tests.gouji.wording.builders import TOTAL, finding, result, unreadable

GRANTED: Final = "t3.granted.total"
PARTIAL: Final = "t3.partial.total"
OPENING: Final = "青川市档案局：你单位报送的2022年政府信息公开工作年度报告经核对，"


def of(facts: Facts, severity: Severity = "error", cells: tuple[str, ...] = ()) -> Finding:
    """A finding in the words of its kind."""
    return told(replace(finding(severity=severity, cells=cells), facts=facts))


def points(made: Result) -> list[str]:
    return [line for line in returned(made)[1:] if line[:1].isdecimal()]


def three(*repairs: dict[str, float], bounded: bool = False) -> list[Finding]:
    return [finding(cause=1, repairs=repairs, bounded=bounded) for _ in range(3)]


def text_says(number: int, cell: str = TOTAL, value: int = 41) -> Finding:
    passage = Passage(1, 1, Excerpt("共办结若干件"))
    return of(
        TextDisagrees(passage=passage, number=number, tables=((Shown(cell, "2021", value),),))
    )


# --- what is waived ---------------------------------------------------------------------------


def keyed(found: Finding, key: str) -> Finding:
    return replace(found, key=key)


def test_waived_finding_is_asked_of_nobody() -> None:
    made = result(
        findings=[
            keyed(finding("标题没有年度。"), "a"),
            keyed(finding("没有写收费情况，请补上。", severity="warning"), "b"),
        ]
    )
    assert returned(made, waived={"a"}) == (
        f"{OPENING}有以下 1 项请核实、说明或更正：",
        "1. 没有写收费情况，请补上。",
    )
    assert returned(made, waived={"a", "b"}) == ()
    assert returned(made, waived={"c"}) == returned(made)


def test_of_a_cause_only_what_is_not_waived_is_told() -> None:
    repairs = ({TOTAL: 39},)
    found = [keyed(finding(rule=rule, cause=1, repairs=repairs), rule) for rule in ("X-01", "X-02")]
    made = result(cells={TOTAL: 41}, findings=found)
    (_, one) = returned(made, waived={"X-01"})
    assert "乙规则即可相符" in one
    assert "甲规则" not in one
    assert returned(made, waived={"X-01", "X-02"}) == ()


def test_waived_finding_makes_nothing_else_void() -> None:
    period = of(PeriodOdd(year=2021, start="2022-01-01", end="2022-12-31"))
    differ = YearsDiffer(
        year=2021, source="title", other=2022, other_source="period", excerpt=Excerpt("2022年")
    )
    made = result(findings=[keyed(of(differ), "years"), keyed(period, "period")])
    (said,) = returned(made)[1:]
    (instead,) = returned(made, waived={"years"})[1:]
    assert said != instead == f"1. {period.message}"


def test_figure_of_which_a_waived_finding_tells_is_not_asked_for_as_unclear() -> None:
    column = tuple(c for c in TABLES["t3", "2021"].specs if c.endswith(".legal_service"))
    incomplete = of(TableIncomplete(missing=Cells("2021", column)), cells=column)
    made = result(
        cells=dict.fromkeys(column),
        marks=dict.fromkeys(column, "missing"),
        findings=[keyed(incomplete, "lacking")],
    )
    assert len(points(made)) == 1
    assert returned(made, waived={"lacking"}) == ()


# --- errors and repairs ---------------------------------------------------------------------


def test_errors_come_first_warnings_after_them_and_notes_not_at_all() -> None:
    made = result(
        cells={TOTAL: 41},
        findings=[
            finding(rule="X-01", cause=1, repairs=({TOTAL: 39},)),
            finding(rule="X-02", cause=1, repairs=({TOTAL: 39},)),
            finding("这一处随之改正。", "X-03", "warning", cause=1, repairs=({TOTAL: 39},)),
            finding("标题没有年度。"),
            finding("没有写收费情况，请补上。", severity="warning"),
            finding("可以不管。", severity="note"),
        ],
    )
    assert returned(made) == (
        f"{OPENING}有以下 2 项需要更正，请核实更正后重新报送：",
        "1. 表三“（七）总计”行“总计”列填的是 41，改为 39 后，甲规则、乙规则即可相符，请对照原始台账核实。",
        "2. 标题没有年度。",
        "另有以下 1 项，请一并核实、说明或更正：",
        "3. 没有写收费情况，请补上。",
    )


def test_places_by_number_stay_with_the_office() -> None:
    said = "表四“总计”填的是 4（第3个表第4行第5格），而各项相加是 5（“结果维持” 3（第1格）），见（第2页）。"
    (point,) = points(result(findings=[finding(said)]))
    assert point == "1. 表四“总计”填的是 4，而各项相加是 5（“结果维持” 3），见（第2页）。"


def test_all_repairs_are_told_or_none() -> None:
    ways: list[dict[str, float]] = [{TOTAL: n} for n in range(1, 6)]
    (few,) = points(result(findings=three(*ways[:4])))
    for n in range(1, 5):
        assert f"（{n}）表三“（七）总计”行“总计”列填的是 0，改为 {n}" in few
    for made in (result(findings=three(*ways)), result(findings=three(ways[0], bounded=True))):
        assert "改为" not in "".join(returned(made))
        assert points(made) == ["1. 这里不平。"]


def test_repair_that_the_text_contradicts_is_never_told() -> None:
    ways: tuple[dict[str, float], ...] = ({TOTAL: 39}, {GRANTED: 2}, {TOTAL: 40})
    said = "".join(points(result(findings=[*three(*ways), text_says(40)])))
    assert "改为 40" in said
    assert "改为 39" not in said
    assert "改为 2" not in said
    nothing = points(result(findings=[*three({TOTAL: 39}), text_says(38)]))
    assert "改为" not in "".join(nothing)


def test_repair_of_a_number_that_is_not_certain_is_not_told() -> None:
    made = result(marks={TOTAL: "inferred"}, findings=three({TOTAL: 39}))
    assert "39" not in "".join(returned(made))


def test_errors_of_a_cause_without_repair_go_back_in_their_own_words() -> None:
    made = result(findings=[finding("甲不平。", cause=1), finding("乙不平。", cause=1)])
    assert points(made) == ["1. 甲不平。", "2. 乙不平。"]


@pytest.mark.parametrize(
    "made",
    [
        result(),
        result(findings=[finding(severity="warning")], status="passed"),
        result(findings=[finding("报送晚了。")], status="passed"),
    ],
)
def test_report_that_passed_goes_back_with_nothing(made: Result) -> None:
    assert returned(made) == ()


def test_file_that_is_no_report_goes_back_with_what_to_do() -> None:
    said = returned(unreadable("文件设有密码，请取消密码后重新报送。"), "档案局", 2022)
    assert said == (
        "档案局：你单位报送的2022年政府信息公开工作年度报告无法核对，请按下面的要求重新报送：",
        "1. 文件设有密码，请取消密码后重新报送。",
    )


def test_report_is_addressed_as_it_was_handed_in() -> None:
    made = result(findings=[finding()])
    assert returned(made, "档案局", 2021)[0].startswith("档案局：你单位报送的2021年")
    assert returned(result(findings=[finding()], organ=None, year=None))[0].startswith(
        "你单位报送的政府信息公开工作年度报告"
    )


# --- what could not be read -----------------------------------------------------------------


def unread(places: dict[str, Place], **fields: object) -> list[str]:
    made = result(
        status="incomplete",
        cells=dict.fromkeys(places),
        marks=dict.fromkeys(places, "unreadable"),
        places=places,
        **fields,
    )
    return points(made)


def test_figures_that_could_not_be_read_go_back_unless_it_is_a_scan() -> None:
    marks = {TOTAL: "unreadable", GRANTED: "missing"}
    fields = {"cells": {TOTAL: None, GRANTED: None}, "places": {TOTAL: Place("约7")}}
    said = points(result(status="incomplete", marks=marks, **fields))
    assert said == [
        "1. 表三“（一）予以公开”行“总计”列没有找到，请按表样补上。",
        "2. 表三“（七）总计”行“总计”列写的是“约7”，看不出是什么数字，请写清楚。",
    ]
    scan = marks | {PARTIAL: "recognised"}
    assert returned(result(status="incomplete", marks=scan, **fields)) == ()


def test_digits_that_run_together_ask_for_the_original() -> None:
    row = [cell for cell in TABLES["t3", "2021"].specs if cell.startswith("t3.granted.")]
    (said,) = unread(dict.fromkeys(row, Place("1211000023", table=2, row=6, column=3)))
    assert "“（一）予以公开”行的数字连在一起，无法分开（如“1211000023”）" in said
    assert "Word" in said
    assert "只填数字" not in said


def test_table_that_stands_twice_is_called_so() -> None:
    reading = TableReading("t3", 175, 175, 1, notes=("表三有 1 行在文件里出现不止一次。",))
    (said,) = unread({TOTAL: Place("0")}, tables=[reading])
    assert "出现不止一次" in said
    assert "请只保留正确的一份" in said


def test_row_that_stands_twice_is_named_where_it_is_not_the_whole_table() -> None:
    row = TableReading("t3", 175, 175, 1, notes=("表三有 1 行在文件里出现不止一次。",))
    whole = TableReading("t3", 175, 175, 1, notes=("表三有 25 行在文件里出现不止一次。",))
    (said,) = unread({GRANTED: Place("10 / 11")}, tables=[row])
    assert "表三“（一）予以公开”行在文件里出现不止一次" in said
    (said,) = unread({GRANTED: Place("10 / 11")}, tables=[whole])
    assert "表三的内容在文件里出现不止一次" in said


@pytest.mark.parametrize("text", ["10 10 / / / / / 10", "3 / / 5"])
def test_row_with_slashes_is_no_cell_with_two_readings(text: str) -> None:
    (said,) = unread({GRANTED: Place(text)})
    assert "不止一次" not in said


def test_row_of_as_many_numbers_as_cells_does_not_fit_its_header() -> None:
    row = [cell for cell in TABLES["t3", "2021"].specs if cell.startswith("t3.granted.")]
    (said,) = unread(dict.fromkeys(row, Place("10 10 0 0  0 0 9", table=2, row=6, column=3)))
    assert "行的数字与表头对不上" in said
    assert "7 个数字" not in said


def test_figures_of_another_year_only_are_called_so() -> None:
    reading = TableReading(
        "t4", 15, 15, 15, notes=("表四有 1 行只有写明是其他年份的数字，不予采用。",)
    )
    cells = list(TABLES["t4", "2021"].specs)
    (said,) = unread(
        {cell: Place("2", row=3, column=i) for i, cell in enumerate(cells)}, tables=[reading]
    )
    assert said == "1. 表四的数字写明是其他年份的，不是2022年度的，请改填2022年度的数字。"


def supposing(total: int) -> list[Finding]:
    """Blanks of a group of table 4 that cannot all be 0, as the sum and the blanks tell it."""
    group = "t4.reconsideration"
    blank = tuple(f"{group}.{name}" for name in ("corrected", "other", "pending"))
    terms = (Shown(f"{group}.upheld", "2021", 2), *(Shown(c, "2021", None, "blank") for c in blank))
    whole = Shown(f"{group}.total", "2021", total)
    broken = BrokenSum(
        identity="column total", left=terms, right=(whole,), left_sum=2, right_sum=total, assuming="zero"
    )  # fmt: skip
    cells = tuple(term.cell for term in (*terms, whole))
    sum_ = replace(of(broken, "warning", cells), assuming="zero")
    left = BlanksLeft(cells=Cells("2021", blank), blank=3, placeholder=0, open=Cells("2021", blank))
    return [sum_, of(left, "warning", blank)]


def test_sum_that_blanks_leave_open_is_one_point_with_what_the_text_says_of_it() -> None:
    passage = Passage(1, 3, Excerpt("行政复议2件。"))
    total = "t4.reconsideration.total"
    says = of(
        TextDisagrees(passage=passage, number=2, tables=((Shown(total, "2021", 3),),)),
        cells=(total,),
    )
    (said,) = points(result(findings=[says, *supposing(3)]))
    assert "“总计”填的是 3，而各项相加是 2" in said
    assert said.endswith("；第一部分第3段写的是“行政复议2件。”。请核实后填上数字，或更正合计。")
    (said,) = points(result(findings=supposing(3)))
    assert said.endswith("相差 1。请核实后填上数字，或更正合计。")


def test_blanks_that_another_sum_does_not_tell_of_are_asked_for() -> None:
    sum_, left = supposing(3)
    other = replace(sum_, cells=("t3.granted.total",))
    assert len(points(result(findings=[other, left]))) == 2


def test_number_whose_cell_is_doubtful_is_not_called_unclear() -> None:
    (said,) = unread({TOTAL: Place("12")})
    assert "不能确定属于哪一格" in said
    assert "看不出是什么数字" not in said


def test_missing_column_is_named_as_one() -> None:
    column = tuple(c for c in TABLES["t3", "2021"].specs if c.endswith(".legal_service"))
    marks = dict.fromkeys(column, "missing")
    cells = dict.fromkeys(column)
    (said,) = points(result(status="incomplete", cells=cells, marks=marks))
    assert said == "1. 表三“法律服务机构”列没有找到，请按表样补上。"
    incomplete = of(TableIncomplete(missing=Cells("2021", column)), cells=column)
    (said,) = points(result(cells=cells, marks=marks, findings=[incomplete]))
    assert "没有找到“法律服务机构”列" in said


# --- one voice ------------------------------------------------------------------------------


def wrong_format(table: TableId = "t3") -> WrongFormat:
    return WrongFormat(table=table, format_version="2019", wanted="2021", year=2022)


def test_old_table_is_replaced_and_not_mended() -> None:
    row = tuple(c for c in TABLES["t3", "2019"].specs if c.startswith("t3.granted."))
    made = result(
        "2019",
        year=2022,
        cells={TOTAL: None},
        marks={TOTAL: "missing"},
        findings=[
            of(wrong_format()),
            of(TableIncomplete(missing=Cells("2019", row)), cells=row),
            of(BlanksLeft(cells=Cells("2019", row), blank=7, placeholder=0), "warning"),
        ],
    )
    (said,) = points(made)
    assert "表三用的是旧格式" in said


def test_new_table_is_not_asked_for_where_the_year_is_what_is_wrong() -> None:
    made = result(
        findings=[of(wrong_format()), of(YearMisplaced(year=2022, handed_in=2020))],
    )
    (said,) = points(made)
    assert "应当报送的是2020年度的" in said


def test_rows_that_lack_are_asked_for_once() -> None:
    row = tuple(c for c in TABLES["t3", "2021"].specs if c.startswith("t3.other.fee_overdue."))
    assert row
    missing = Cells("2021", row)
    twice = [
        of(TableIncomplete(missing=missing), cells=row),
        of(OtherOutcomesMisshapen(missing=missing, extra=()), cells=row),
    ]
    assert len(points(result(findings=twice))) == 1


def test_absent_table_is_asked_for_once() -> None:
    cells = [c for c in result().cells if c.startswith("t4.")]
    made = result(
        status="incomplete",
        forms={"t4": None},
        cells=dict.fromkeys(cells),
        marks=dict.fromkeys(cells, "missing"),
        findings=[of(TableMissing(table="t4"))],
    )
    assert len(points(made)) == 1


# --- the office's own business --------------------------------------------------------------


@pytest.mark.parametrize(
    "facts",
    [
        SeveralUploads(uploads=2),
        SameAsAnother(reports=(HandedIn("丙局", 2021),), same="file", ours=True),
        ManagedFromAbove(organ="税务局"),
        StatutoryDeadlineMissed(step="submitted", on=date(2023, 2, 3), deadline=date(2023, 1, 31)),
        LocalDeadlineMissed(on=date(2023, 2, 3), deadline=date(2023, 1, 15)),
        replace(TableMissing(table="t4"), uncertain=True),
        replace(TableMissing(table="t4"), suspects=()),
    ],
)
def test_what_concerns_the_office_or_our_reading_stays_with_the_office(facts: Facts) -> None:
    assert returned(result(findings=[of(facts)])) == ()
    assert len(points(result(findings=[of(facts), finding()]))) == 1


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (OrganMisplaced(organ="甲局", handed_in="乙局"), "请核对机关名称，或改报本机关的报告"),
        (YearMisplaced(year=2021, handed_in=2022), "请核对年度，或改报该年度的报告"),
        (NameNotInFull(printed="档案局", short_for="青川市档案局"), "请写“青川市档案局”"),
        (NameNotInFull(printed="档案局"), "请写全称"),
        (
            NarrativeShared(organs=("丙局",), percent=97, ours=Excerpt("我们如此")),
            "例如“我们如此”",
        ),
        (NarrativeShared(organs=("丙局",), percent=97), "正文与其他机关的报告雷同，请按"),
        (
            ParagraphsShared(organs=("丙局",), count=9, paragraphs=()),
            "逐字相同，请按",
        ),
        (
            SameAsAnother(reports=(HandedIn("丙局", 2021),), same="file"),
            "请核对是否报错了文件",
        ),
    ],
)
def test_organ_is_told_in_words_of_its_own(facts: Facts, said: str) -> None:
    (point,) = points(result(findings=[of(facts)]))
    assert said in point
    for inner in ("报送在", "名册", "名下", "丙局", "桶", "系统"):
        assert inner not in point


# --- one slip, and what contradicts --------------------------------------------------------


def slip() -> Habit:
    return Habit("included", "row", "2021", TOTAL, "t3.carried_over.total")


def with_facts(found: list[Finding], **fields: object) -> list[Finding]:
    return [replace(f, facts=replace(f.facts, **fields)) for f in found]


@pytest.mark.parametrize("bounded", [False, True])
def test_one_slip_is_named_once_and_first(*, bounded: bool) -> None:
    found = with_facts(three({TOTAL: 39}, bounded=bounded), habit=slip())
    said = "像是“（七）总计”行的各列都多算了“四、结转下年度继续办理”行的数"
    found = [replace(f, message=f"{f.message}{said}。") for f in found]
    (point,) = points(result(findings=found))
    assert point.count("像是") == 1
    assert said in point
    assert ("改为 39" in point) is not bounded


def test_repair_that_judging_found_contradicted_is_never_told() -> None:
    ways: list[dict[str, float]] = [{TOTAL: 39}, {GRANTED: 2}]
    one = points(result(findings=with_facts(three(*ways), refuted=(1,))))
    assert "改为 39" in one[0]
    assert "改为 2" not in one[0]
    none = points(result(findings=with_facts(three(*ways), refuted=(0, 1))))
    assert none == ["1. 这里不平。"]


def test_single_sum_speaks_against_the_text_for_none_of_its_numbers() -> None:
    only = finding(cells=(TOTAL, GRANTED), cause=1, repairs=({GRANTED: 2},))
    said = points(result(findings=[only, text_says(40)]))
    assert "改为" not in "".join(said)


def test_text_that_the_correction_makes_true_is_not_asked_for_as_well() -> None:
    text = text_says(39)
    assert len(points(result(findings=[*three({TOTAL: 39}), text]))) == 1
    assert len(points(result(findings=[*three({PARTIAL: 1}), text]))) == 2


def test_own_balance_of_a_paragraph_is_not_asked_for_beside_its_number() -> None:
    text = text_says(40)
    assert isinstance(text.facts, TextDisagrees)
    passage = text.facts.passage
    unbalanced = TextUnbalanced(
        passage=passage, new_received=1, carried_in=0, concluded=2, carried_over=0
    )
    elsewhere = replace(unbalanced, passage=replace(passage, paragraph=9))
    assert len(points(result(findings=[text, of(unbalanced, "warning")]))) == 1
    assert len(points(result(findings=[text, of(elsewhere, "warning")]))) == 2


# --- rows ---------------------------------------------------------------------------------


def surplus() -> Finding:
    row = Place("5 0 0 0 0 0 5", table=2, row=6, column=4)
    return of(RowsSurplus(table="t3", rows=(row,)), "warning")


def test_row_too_many_is_told_by_its_numbers_and_not_by_its_place() -> None:
    (said,) = points(result(findings=[surplus()]))
    assert "“5 0 0 0 0 0 5”。" in said
    assert "第2个表" not in said
    assert "（第2个表第6行第4格）" in surplus().message


def test_row_too_many_and_the_figures_that_it_puts_in_doubt_are_one_point() -> None:
    (said,) = unread({TOTAL: Place("43 / 5")}, findings=[surplus()])
    assert "多出 1 行数字（“5 0 0 0 0 0 5”）" in said
    assert "（43 / 5）" in said
    assert "看不出是什么数字" not in said


def test_row_too_many_may_be_the_one_that_lacks() -> None:
    row = tuple(c for c in TABLES["t3", "2021"].specs if c.startswith("t3.concluded."))
    incomplete = of(TableIncomplete(missing=Cells("2021", row)), cells=row)
    (said,) = points(result(findings=[incomplete, surplus()]))
    assert "没有找到“（七）总计”行" in said
    assert "“5 0 0 0 0 0 5”，如果就是所缺的行，请改正标签" in said


def test_two_numbers_for_one_cell_are_told_both() -> None:
    reading = TableReading("t3", 175, 175, 1, notes=("表三有 25 行在文件里出现不止一次。",))
    (said,) = unread({TOTAL: Place("43 / 44"), GRANTED: Place("24 / 25")}, tables=[reading])
    assert "表三“（七）总计”行“总计”列（43 / 44）" in said
    assert "请只保留正确的一份" in said


@pytest.mark.parametrize(
    ("prefix", "text", "said"),
    [
        ("t3.granted.", "5 1 0 0 0 6", "表三“（一）予以公开”行只有 6 个数字（如“5 1 0 0 0 6”），表样是 7 格"),
        ("t3.granted.", "5 1 0 0 0 0 0 6", "行有 8 个数字"),
        ("t4.", "3 1 0 1 5 1 0 0 1 2 0 0 0 0", "表四只有 14 个数字"),
    ],
)  # fmt: skip
def test_row_with_other_than_its_numbers_is_not_said_to_run_together(
    prefix: str, text: str, said: str
) -> None:
    row = [cell for cell in result().cells if cell.startswith(prefix)]
    (point,) = unread(dict.fromkeys(row, Place(text, table=2, row=7, column=4)))
    assert said in point
    assert "连在一起" not in point


def test_numbers_below_a_label_of_another_year_are_told_by_that_label() -> None:
    label = TableOfOtherYear(
        table="t3", said=Excerpt("上年总计"), place=Place("上年总计"), meant=2022, is_label=True
    )
    (said,) = unread({TOTAL: Place("12")}, findings=[of(label)])
    assert "应当写本年（2022年）" in said
    caption = replace(label, is_label=False)
    assert len(unread({TOTAL: Place("12")}, findings=[of(caption)])) == 2


# --- the year -----------------------------------------------------------------------------


def test_what_rests_on_a_year_in_doubt_waits_for_it() -> None:
    period = PeriodOdd(year=2021, start="2022-01-01", end="2022-12-31")
    differ = YearsDiffer(
        year=2021,
        source="title",
        other=2022,
        other_source="period",
        excerpt=Excerpt("2022-01-01至2022-12-31"),
    )
    (said,) = points(result(findings=[of(differ), of(period)]))
    assert said == "1. 标题写的是2021年，而统计期限写的是2022年，请核对哪一个对。"
    assert len(points(result(findings=[of(period)]))) == 1


def test_figures_of_an_old_table_are_not_asked_about() -> None:
    none = Shown("t2.licences.previous_items", "2019", 0)
    items = DecisionsWithoutItems(decisions=none, previous_items=none, change=none)
    asked = of(items, "warning", (none.cell,))
    assert len(points(result("2019", findings=[asked, finding()]))) == 2
    assert len(points(result("2019", year=2022, findings=[asked, of(wrong_format("t2"))]))) == 1
