"""A report beside the office's roster and its other reports."""

from __future__ import annotations

from typing import Final

from gouji.facts.office import (
    ChargesAboveOthers,
    ChargesLarge,
    FewPeers,
    ManagedFromAbove,
    NameNotInFull,
    NarrativeShared,
    NotOnRoster,
    ParagraphsShared,
    RulesWithoutPower,
    SeveralUploads,
)
from gouji.wording.findings.base import Gap, gap, named, organ_name, passage, sentence
from gouji.wording.sentences import number, shown_label

_MISTAKEN: Final = "请核对是否把元当成了万元。"
_UNKNOWN: Final = {
    "makes_rules": "不知道有无规章制定权",
    "vertical": "不知道是否垂直管理",
    "aggregate": "不知道是否汇总报告",
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


@gap.register
def _(facts: NotOnRoster) -> Gap:
    missing = f"名册上没有“{facts.organ}”" if facts.organ else "没有找到机关名称"
    if facts.what == "full_name":
        return Gap(missing, "无法与名册核对")
    return Gap(f"{missing}，{_UNKNOWN[facts.what]}", "无法核对")


@gap.register
def _(_facts: FewPeers) -> Gap:
    return Gap("有收费的同类报告不足三份", "无法比较")
