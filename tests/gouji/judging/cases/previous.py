"""A report beside last year's, and beside the text that was filed."""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace

from gouji.facts.base import Reason
from gouji.facts.reasons import PreviousOutdated, PreviousUnread, PreviousUnreadable
from gouji.form import TABLES
from gouji.judging.context import Context
from gouji.report import Cell, CellId, Report
from tests.gouji.judging.cases import Family
from tests.gouji.judging.reports import (
    BLANK,
    CLEAN,
    CONTEXT,
    PREVIOUS,
    UNREAD,
    Given,
    with_cells,
    with_text,
    without_table,
)

# Long enough to be compared: of this length two narratives are not alike by chance.
STORY = tuple(
    f"{year}年，本机关围绕{what}公开信息，先后修订了目录，走访了{place}，听取意见，逐条答复，并把结果发布在门户网站的专栏里。"
    for year, what, place in (
        (2022, "档案开放审核", "三个乡镇的便民服务点"),
        (2022, "馆藏文献的数字化", "市属中学和两所职业学校"),
        (2022, "重大项目的档案验收", "园区里的十几家企业"),
        (2022, "历史契约的修复和展览", "文化馆与老街的商户"),
        (2022, "村级档案室的建设", "山区的四个行政村"),
        (2022, "查档窗口的办事流程", "来馆查阅的退休职工"),
    )
)
# One long paragraph, word for word.
LONG = "".join(text.replace("。", "；") for text in STORY[:2])
RETOLD = tuple(text.replace("2022", "2021") for text in STORY)
_ZEROS_2019: dict[CellId, int] = dict.fromkeys(TABLES["t2", "2019"].specs, 0)


def with_story(report: Report, story: tuple[str, ...]) -> Report:
    """The report with a longer first section."""
    return with_text(1, *story, report=report)


def beside(previous: Report, report: Report = CLEAN) -> Given:
    """A report, and last year's."""
    return report, replace(CONTEXT, previous=previous)


def in_old_form(report: Report, year: int, **cells: Cell | int) -> Report:
    """The report of a year in which table 2 had the format of 2019."""
    old = {cell: Cell(value) for cell, value in _ZEROS_2019.items()}
    kept = {cell: found for cell, found in report.cells.items() if not cell.startswith("t2")}
    forms = {**report.forms, "t2": "2019"}
    return with_cells(replace(report, year=year, cells={**old, **kept}, forms=forms), **cells)


_OLD = in_old_form(CLEAN, 2020, t2__licences__previous_items=5)


def _without_previous(reason: Reason) -> Given:
    return CLEAN, replace(CONTEXT, previous=None, missing={"previous": reason})


FAMILY = Family(
    holding={
        "XY-01": lambda: beside(
            with_cells(PREVIOUS, t3__carried_over__other=2, t3__carried_over__total=2),
            with_cells(t3__carried_in__other=2, t3__carried_in__total=2),
        ),
        "XY-02": lambda: beside(
            with_cells(PREVIOUS, t2__normative_documents__in_force=5),
            with_cells(
                t2__normative_documents__in_force=6,
                t2__normative_documents__issued=2,
                t2__normative_documents__repealed=1,
            ),
        ),
        "XY-03": lambda: beside(
            with_cells(PREVIOUS, t4__reconsideration__pending=1),
            with_cells(t4__reconsideration__total=1),
        ),
        "XY-04": lambda: beside(
            with_cells(PREVIOUS, t2__licences__decisions=20),
            with_cells(t2__licences__decisions=100),
        ),
        "XY-05": lambda: beside(
            in_old_form(PREVIOUS, 2019, t2__licences__previous_items=7, t2__licences__change=-2),
            _OLD,
        ),
        "XY-06": lambda: beside(with_story(PREVIOUS, RETOLD[:2]), with_story(CLEAN, STORY)),
        "XY-08": lambda: (CLEAN, CONTEXT),
    },
    broken={
        "XY-01": lambda: beside(
            with_cells(PREVIOUS, t3__carried_over__other=2, t3__carried_over__total=2)
        ),
        "XY-02": lambda: beside(with_cells(PREVIOUS, t2__normative_documents__in_force=5)),
        "XY-03": lambda: beside(with_cells(PREVIOUS, t4__reconsideration__pending=1)),
        "XY-04": lambda: beside(
            with_cells(PREVIOUS, t2__licences__decisions=20),
            with_cells(t2__licences__decisions=101),
        ),
        "XY-05": lambda: beside(in_old_form(PREVIOUS, 2019), _OLD),
        "XY-06": lambda: beside(with_story(PREVIOUS, RETOLD), with_story(CLEAN, STORY)),
        "XY-08": lambda: (with_cells(t2__licences__decisions=3), CONTEXT),
    },
    further=(
        *(
            partial(_without_previous, reason)
            for reason in (
                PreviousUnread(year=2021, state="received"),
                PreviousOutdated(year=2021),
                PreviousOutdated(year=2021, is_lost=True),
                PreviousUnreadable(
                    file="2021.docx", why="文件是空的，请重新导出年度报告后再报送。"
                ),
            )
        ),
        lambda: beside(
            with_cells(PREVIOUS, t2__licences__decisions=523),
            with_cells(t2__licences__decisions=523),
        ),
        lambda: beside(
            with_text(5, LONG.replace("2022", "2021"), report=PREVIOUS), with_text(5, LONG)
        ),
        lambda: beside(replace(PREVIOUS, year=None)),
        lambda: beside(replace(PREVIOUS, year=2020)),
        lambda: beside(replace(PREVIOUS, organ="青川市水利局")),
        lambda: beside(in_old_form(PREVIOUS, 2020), replace(CLEAN, year=2021)),
    ),
    unassessable={
        "XY-01": lambda: beside(without_table("t3", PREVIOUS)),
        "XY-02": lambda: beside(with_cells(PREVIOUS, t2__rules__in_force=BLANK)),
        "XY-03": lambda: beside(without_table("t4", PREVIOUS)),
        "XY-04": lambda: beside(with_cells(PREVIOUS, t2__licences__decisions=UNREAD)),
        "XY-05": lambda: beside(PREVIOUS, in_old_form(CLEAN, 2022)),
        "XY-06": lambda: beside(PREVIOUS, replace(CLEAN, sections=())),
        "XY-08": lambda: (CLEAN, Context()),
    },
)
