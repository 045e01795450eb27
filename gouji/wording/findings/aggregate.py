"""The aggregate report beside the reports that it adds up."""

from __future__ import annotations

from typing import Final

from gouji.facts.aggregate import (
    AggregateIsOneReport,
    AmountsDiffer,
    CarriedInNotContinued,
    CountedTwice,
    NoNumbersCarried,
    NoNumbersToAdd,
    ReportsOutstanding,
    SumIncomplete,
    SumsDiffer,
)
from gouji.wording.findings.base import Gap, gap, listed, named, sentence, table_of
from gouji.wording.sentences import LISTED, cell_label, number, quote, shown_label

_WAYS: Final = {
    "missed": "漏计了",
    "twice": "重复计入了",
    "outdated": "计入了旧版本的",
    "included": "计入了不该计入的",
}


@sentence.register
def _(facts: ReportsOutstanding) -> str:
    return (
        f"名册上应报送的 {facts.expected} 个单位中，还有 {len(facts.organs)} 个没有报送："
        f"{named(facts.organs)}，请催报。"
    )


@sentence.register
def _(facts: SumsDiffer) -> str:
    said = "；".join(
        f"{shown_label(d.figure)}是 {number(d.figure.value or 0)}，各单位相加是 {number(d.sum)}"
        for d in facts.differences[:LISTED]
    )
    many = len(facts.differences)
    more = f"；等 {many} 格" if many > LISTED else ""
    first = facts.differences[0].figure
    return (
        f"{table_of(first.cell, first.format_version).name}与 {facts.reports} 个单位之和不符：{said}{more}。"
        f"{_explained(facts)}请核对是漏计、重计，还是单位改过数字。"
    )


@sentence.register
def _(facts: AmountsDiffer) -> str:
    return (
        f"{shown_label(facts.figure)}是 {number(facts.amount)}，"
        f"{facts.reports} 个单位相加是 {number(facts.sum)}，相差超过四舍五入的范围，请核对。"
    )


@sentence.register
def _(facts: CarriedInNotContinued) -> str:
    gone = f"上年报送而本年没有的有{named(facts.gone)}，" if facts.gone else ""
    return (
        f"各单位的{cell_label(table_of(facts.cell, facts.format_version), facts.cell)}相加是 "
        f"{number(facts.sum)}，而上年度汇总报告的“结转下年度继续办理”是 "
        f"{number(facts.carried_over)}，{gone}请核对有无合并、撤销的单位。"
    )


@sentence.register
def _(facts: AggregateIsOneReport) -> str:
    return (
        f"汇总报告的各格与{quote(facts.organ)}一家的完全相同，而另有 {facts.others} 个单位也有数字，"
        "请核对是否把本级的报告当成了汇总报告。"
    )


@gap.register
def _(facts: SumIncomplete) -> Gap:
    sides = (("没有报送", facts.organs), ("的报告没有读出", facts.unread))
    said = (f"{len(organs)} 个单位{what}（{named(organs)}）" for what, organs in sides if organs)
    return Gap(f"还有 {'，'.join(said)}", "无法核对汇总")


@gap.register
def _(facts: CountedTwice) -> Gap:
    return Gap(f"{named(facts.organs)}有几份现行的报告，不知道计入哪一份", "无法核对汇总")


@gap.register
def _(facts: NoNumbersToAdd) -> Gap:
    whose = ["汇总报告"] if facts.aggregate else []
    whose += [f"“{organ}”" for organ in facts.organs]
    more = f"等 {len(whose)} 份" if len(whose) > LISTED else ""
    return Gap(
        f"{listed(facts.cells)}在{'、'.join(whose[:LISTED])}{more}中没有可用的数字", "无法核对汇总"
    )


@gap.register
def _(facts: NoNumbersCarried) -> Gap:
    return Gap(f"{listed(facts.cells)}在各单位或上年度汇总报告中没有可用的数字", "无法核对")


def _explained(facts: SumsDiffer) -> str:
    """「各表的差额正好是漏计了“甲局”、重复计入了“乙局”。」."""
    if not facts.explained_by:
        return ""
    said = "、".join(f"{_WAYS[slip.way]}{quote(slip.organ)}" for slip in facts.explained_by)
    others = f"（至少另有 {facts.alternatives} 种说法同样相符）" if facts.alternatives else ""
    return f"各表的差额正好是{said}{others}。"
