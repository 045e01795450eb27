"""What goes back to the organ: true, in one voice, and nothing that concerns the office alone."""

from __future__ import annotations

from datetime import date
from typing import Final

import pytest
from msgspec.structs import replace

from gouji.facts.base import Cells, Excerpt, Facts, Shown
from gouji.facts.figures import BlanksLeft, TableMissing, WrongFormat
from gouji.facts.narrative import Passage, TextDisagrees
from gouji.facts.office import ManagedFromAbove, NameNotInFull, NarrativeShared, SeveralUploads
from gouji.facts.process import LocalDeadlineMissed, StatutoryDeadlineMissed
from gouji.facts.sources import OrganMisplaced, YearMisplaced
from gouji.facts.structure import OtherOutcomesMisshapen, TableIncomplete
from gouji.form import TABLES
from gouji.report import Place, TableReading
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


def wrong_format(table: str = "t3") -> WrongFormat:
    return WrongFormat(table=table, format_version="2019", wanted="2021", year=2022)  # type: ignore[arg-type]


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
            NarrativeShared(
                organs=("丙局",), percent=97, ours=Excerpt("我们如此"), theirs=Excerpt("他们如此")
            ),
            "例如“我们如此”",
        ),
    ],
)
def test_organ_is_told_in_words_of_its_own(facts: Facts, said: str) -> None:
    (point,) = points(result(findings=[of(facts)]))
    assert said in point
    for inner in ("报送在", "名册", "名下", "丙局", "他们如此", "桶", "系统"):
        assert inner not in point
