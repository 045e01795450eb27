"""A report beside the office's roster and its other reports."""

from __future__ import annotations

from typing import Final

from gouji.facts.office import (
    AmountsDiffer,
    CarriedInNotContinued,
    ChargesAboveOthers,
    ChargesLarge,
    FewPeers,
    ManagedFromAbove,
    NameNotInFull,
    NarrativeShared,
    NoNumbersCarried,
    NoNumbersToAdd,
    NotOnRoster,
    ParagraphsShared,
    ReportsOutstanding,
    RulesWithoutPower,
    SeveralUploads,
    SumIncomplete,
    SumsDiffer,
)
from gouji.wording.findings.base import (
    listed,
    named,
    organ_name,
    passage,
    sentence,
    table_of,
)
from gouji.wording.sentences import LISTED, cell_label, number, shown_label

_MISTAKEN: Final = "请核对是否把元当成了万元。"
_UNKNOWN: Final = {
    "full_name": "无法与名册核对",
    "makes_rules": "不知道有无规章制定权，无法核对",
    "vertical": "不知道是否垂直管理，无法核对",
    "aggregate": "不知道是否汇总报告，无法核对",
}


@sentence.register
def _(facts: NarrativeShared) -> str:
    return (
        f"正文与{named(facts.organs)}的报告雷同（不计机关名称和年份，与“{organ_name(facts.organs[0])}”"
        f"相同的部分占 {facts.percent}%），例如本报告写{passage(facts.ours)}，"
        f"对方写{passage(facts.theirs)}，请核对由谁写成。"
    )


@sentence.register
def _(facts: ParagraphsShared) -> str:
    said = "；".join(
        f"本报告{passage(p.ours)}，“{organ_name(p.organ)}”的报告{passage(p.theirs)}"
        for p in facts.paragraphs
    )
    return (
        f"有成段的文字与{named(facts.organs)}的报告逐字相同（不计机关名称和年份）：{said}。"
        "请核对是否照抄。"
    )


@sentence.register
def _(facts: RulesWithoutPower) -> str:
    said = "、".join(f"{shown_label(f)}填的是 {number(f.value or 0)}" for f in facts.figures)
    return (
        f"{said}，而“{facts.organ}”没有规章制定权，规章一行应当为 0，"
        "请核对是否把行政规范性文件填到了这一行。"
    )


@sentence.register
def _(facts: ChargesLarge) -> str:
    said = f"{shown_label(facts.figure)}是 {number(facts.amount)}（万元）"
    return f"{said}，超过 1 亿元，{_MISTAKEN}"


@sentence.register
def _(facts: ChargesAboveOthers) -> str:
    said = f"{shown_label(facts.figure)}是 {number(facts.amount)}（万元）"
    return (
        f"{said}，其他 {facts.peers} 个有收费的机关的中位数是 {number(facts.median)}，"
        f"相差百倍以上，{_MISTAKEN}"
    )


@sentence.register
def _(facts: NameNotInFull) -> str:
    if facts.short_for is not None:
        advice = f"它是“{facts.short_for}”的简称，请写全称"
    elif facts.alike:
        advice = f"名册上相近的有{named(facts.alike)}，请写全称"
    else:
        advice = "名册上没有相近的名称，请核对名称或补充名册"
    return f"报告的机关写的是“{facts.printed}”，不是名册上的全称；{advice}。"


@sentence.register
def _(facts: SeveralUploads) -> str:
    return (
        f"同一机关同一年度有 {facts.uploads} 份现行的报告（报送在不同的机关名称下），"
        "请只保留一份，其余的移除或改到正确的位置。"
    )


@sentence.register
def _(facts: ManagedFromAbove) -> str:
    return (
        f"名册注明“{facts.organ}”是垂直管理单位，其数据由上级汇总，不应计入本级，"
        "请核对名册，或退回由其上级审核。"
    )


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
        f"{table_of(first.cell, first.form).name}与 {facts.reports} 个单位之和不符：{said}{more}。"
        "请核对是漏计、重计，还是单位改过数字。"
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
        f"各单位的{cell_label(table_of(facts.cell, facts.form), facts.cell)}相加是 "
        f"{number(facts.sum)}，而上年度汇总报告的“结转下年度继续办理”是 "
        f"{number(facts.carried_over)}，{gone}请核对有无合并、撤销的单位。"
    )


@sentence.register
def _(facts: NotOnRoster) -> str:
    lacking = f"名册上没有“{facts.organ}”" if facts.organ else "没有找到机关名称"
    return f"{lacking}，{_UNKNOWN[facts.what]}。"


@sentence.register
def _(_facts: FewPeers) -> str:
    return "有收费的同类报告不足三份，无法比较。"


@sentence.register
def _(facts: SumIncomplete) -> str:
    return f"还有 {len(facts.organs)} 个单位没有报送（{named(facts.organs)}），无法核对汇总。"


@sentence.register
def _(facts: NoNumbersToAdd) -> str:
    whose = ["汇总报告"] if facts.aggregate else []
    whose += [f"“{organ}”" for organ in facts.organs]
    more = f"等 {len(whose)} 份" if len(whose) > LISTED else ""
    return (
        f"{listed(facts.cells)}在{'、'.join(whose[:LISTED])}{more}中没有可用的数字，无法核对汇总。"
    )


@sentence.register
def _(facts: NoNumbersCarried) -> str:
    return f"{listed(facts.cells)}在各单位或上年度汇总报告中没有可用的数字，无法核对。"
