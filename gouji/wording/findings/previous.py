"""A report beside last year's, and beside the text that was filed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gouji.facts.base import Cells
from gouji.facts.previous import (
    CarriedInDiffers,
    ChangedAfterFiling,
    FewerThanPending,
    ItemsNotContinued,
    LastNarrativeCopied,
    LastParagraphsCopied,
    NoNumbersInBoth,
    PreviousInOtherFormat,
    PreviousOfOtherOrgan,
    PreviousOfOtherYear,
    PreviousWithoutYear,
    StockNotContinued,
    Swing,
    TableCopied,
)
from gouji.report import Number
from gouji.wording.findings.base import Gap, gap, listed, passage, sentence
from gouji.wording.sentences import LISTED, TABLE_NAMES, number, shown_cell


@sentence.register
def _(facts: CarriedInDiffers) -> str:
    return (
        f"{shown_cell(facts.carried_in)}，而{facts.year}年度报告的{shown_cell(facts.carried_over)}，"
        "两者应当相等，请核对是哪一年填错。"
    )


@sentence.register
def _(facts: StockNotContinued) -> str:
    followed = facts.previous + facts.issued - facts.repealed
    said = (
        f"{shown_cell(facts.in_force)}，而上年度报告的现行有效件数 {number(facts.previous)}"
        f"＋本年制发 {number(facts.issued)}－本年废止 {number(facts.repealed)}＝{number(followed)}，"
        "请核对；经清理有增减的，请在正文中说明。"
    )
    if facts.said is None:
        return said
    return f"{said}正文提到{passage(facts.said)}，可能由此而来。"


@sentence.register
def _(facts: FewerThanPending) -> str:
    return (
        f"{shown_cell(facts.total)}，少于上年尚未审结的件数："
        f"{facts.year}年度报告的{shown_cell(facts.pending)}，请核对。"
    )


@sentence.register
def _(facts: Swing) -> str:
    return (
        f"{shown_cell(facts.figure)}，上年度是 {number(facts.previous)}，相差 {number(facts.times)} 倍以上，请核对；"
        "属实的可在正文中说明。"
    )


@sentence.register
def _(facts: ItemsNotContinued) -> str:
    return (
        f"{shown_cell(facts.previous_items)}，而上年度报告的项目数量 {number(facts.previous)}"
        f" 加增减数 {number(facts.change)} 是 {number(facts.previous + facts.change)}，"
        "两者应当相等，请核对。"
    )


@sentence.register
def _(facts: TableCopied) -> str:
    name = TABLE_NAMES[facts.table]
    return f"{name}的数字与上年度报告的完全相同，请核对是否照搬了上年的表。"


@sentence.register
def _(facts: LastNarrativeCopied) -> str:
    return (
        f"正文与上年度报告雷同（不计年份，相同的部分占 {facts.percent}%），"
        f"例如本年写{passage(facts.now)}，上年写{passage(facts.then)}，请按本年的实际情况改写。"
    )


@sentence.register
def _(facts: LastParagraphsCopied) -> str:
    said = "；".join(f"本年{passage(p.now)}，上年{passage(p.then)}" for p in facts.passages)
    return (
        f"有 {facts.count} 段文字与上年度报告逐字相同（不计年份）：{said}。请核对是否符合本年情况。"
    )


@sentence.register
def _(facts: ChangedAfterFiling) -> str:
    said = "；".join(_changes(facts))
    return f"发布的文本与报送审核的文本不一致：{said}。请核对以哪一个为准。"


@gap.register
def _(_facts: PreviousWithoutYear) -> Gap:
    return Gap("所给的上年度报告没有写明年度", "无法核对")


@gap.register
def _(facts: PreviousOfOtherYear) -> Gap:
    return Gap(f"所给的上年度报告是{facts.year}年度的，不是{facts.wanted}年度的", "无法核对")


@gap.register
def _(facts: PreviousOfOtherOrgan) -> Gap:
    return Gap(
        f"所给的上年度报告是“{facts.organ}”的，不是“{facts.wanted}”的，没有核对；"
        "机关改过名称的，请在名册的“简称”一栏写上原名"
    )


@gap.register
def _(facts: PreviousInOtherFormat) -> Gap:
    without = {
        "in_force": "旧格式，没有“现行有效件数”",
        "items": "新格式，没有项目数量",
    }[facts.missing]
    return Gap(f"上年度报告的表二是{without}", "无法核对")


@gap.register
def _(facts: NoNumbersInBoth) -> Gap:
    sides = (("本报告", facts.cells), ("上年度报告", facts.previous))
    said = "，".join(f"{whose}的{_lacking(cells)}没有可用的数字" for whose, cells in sides if cells)
    return Gap(said, "无法核对")


def _lacking(tables: Sequence[Cells]) -> str:
    """The cells of the first table, and how many there are in all where there are others."""
    rest = f"等 {sum(len(own.cells) for own in tables)} 格" if len(tables) > 1 else ""
    return f"{listed(tables[0])}{rest}"


def _changes(facts: ChangedAfterFiling) -> Iterator[str]:
    for changed in facts.figures[:LISTED]:
        yield f"{shown_cell(changed.figure)}，原为 {_or_blank(changed.filed)}"
    if len(facts.figures) > LISTED:
        yield f"还有 {len(facts.figures) - LISTED} 格不同"
    if facts.added_first:
        yield f"增加或改动了 {facts.added} 段文字，如{passage(facts.added_first)}"
    if facts.gone_first:
        yield f"报送审核的文本中有 {facts.gone} 段不见了，如{passage(facts.gone_first)}"


def _or_blank(value: Number | None) -> str:
    return "空" if value is None else number(value)
