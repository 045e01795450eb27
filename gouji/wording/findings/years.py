"""Years and dates: of title, statistics period, documents cited, plans, signature."""

from __future__ import annotations

from typing import Final

from gouji.dates import spoken
from gouji.facts.years import (
    DateOdd,
    HeadingOfOtherYear,
    PeriodOdd,
    PeriodUnstated,
    PlannedForOddYear,
    PlansOutdated,
    TableOfOtherYear,
    TitleIncomplete,
    TitleMisnamed,
    TitleMissing,
    YearsDiffer,
)
from gouji.form import REPORT_NAME
from gouji.wording.findings.base import SOURCES, quoted, sentence
from gouji.wording.sentences import TABLE_NAMES, part_name, place

_RELATIVE: Final = {-1: "上年", 0: "本年", 1: "下年"}
_NAMES: Final = {"year": "年度", "organ": "机关"}
_PRESCRIBED: Final = f"应当写成“（机关名称）（年度）年{REPORT_NAME}”。"


@sentence.register
def _(facts: YearsDiffer) -> str:
    # Of a period only the dates are known, not how they are printed; the bare year is told already.
    known = facts.other_source == "period" or facts.excerpt.text == f"{facts.other}年"
    words = "" if known else f"（{quoted(facts.excerpt)}）"
    return (
        f"{SOURCES[facts.source]}写的是{facts.year}年，而{SOURCES[facts.other_source]}写的是"
        f"{facts.other}年{words}，请核对哪一个对。"
    )


@sentence.register
def _(facts: TableOfOtherYear) -> str:
    where = place(facts.place)
    what = "工作表名称" if facts.is_sheet else "表头" if facts.is_label else "表题"
    meant = f"{facts.meant}年" if facts.meant else ""
    if facts.offset or facts.is_label or not meant:
        meant = _RELATIVE[facts.offset] + (f"（{meant}）" if meant else "")
    other = f"；不是{_RELATIVE[facts.offset]}的数字，请改填或删去" if facts.is_label else ""
    return (
        f"{TABLE_NAMES[facts.table]}的{what}写的是{quoted(facts.said)}{f'（{where}）' if where else ''}，"
        f"应当写{meant}，请核对数字是哪一年的，并更正{what}{other}。"
    )


@sentence.register
def _(facts: HeadingOfOtherYear) -> str:
    return (
        f"{part_name(facts.section)}的标题写的是{quoted(facts.said)}，而报告年度是{facts.year}年，"
        "请核对内容是哪一年的，并更正标题。"
    )


@sentence.register
def _(_facts: TitleMissing) -> str:
    return f"没有找到标题，标题应当写明机关、年度和“{REPORT_NAME}”。"


@sentence.register
def _(facts: TitleIncomplete) -> str:
    missing = "和".join(_NAMES[name] for name in facts.missing)
    return f"标题“{facts.title}”没有写明{missing}，{_PRESCRIBED}"


@sentence.register
def _(facts: TitleMisnamed) -> str:
    return f"标题“{facts.title}”没有写“{REPORT_NAME}”，{_PRESCRIBED}"


@sentence.register
def _(facts: PeriodOdd) -> str:
    return f"统计期限写的是{spoken(facts.start)}至{spoken(facts.end)}，应当是{_whole(facts.year)}。"


@sentence.register
def _(facts: PeriodUnstated) -> str:
    span = _whole(facts.year) if facts.year else "报告年度的1月1日至12月31日"
    return f"没有写明数据的统计期限，请补写为{span}。"


@sentence.register
def _(facts: PlansOutdated) -> str:
    listed = "、".join(quoted(plan.excerpt) for plan in facts.plans)
    return (
        f"引用的工作要点等年度文件早于{facts.year - 1}年：{listed}；"
        f"请改引{facts.year}年度的文件，或删去。"
    )


@sentence.register
def _(facts: PlannedForOddYear) -> str:
    return (
        f"第五部分的计划写的是{facts.planned}年（{quoted(facts.excerpt)}），"
        f"下一步计划应当是{facts.year + 1}年的，请核对。"
    )


@sentence.register
def _(facts: DateOdd) -> str:
    return (
        f"落款日期是{spoken(facts.date)}，{facts.year}年度的报告应当在{spoken(facts.first)}至"
        f"{spoken(facts.last)}之间发布（{'部门1月31日' if facts.department else '政府3月31日'}前），请核对。"
    )


def _whole(year: int) -> str:
    return f"{year}年1月1日至{year}年12月31日"
