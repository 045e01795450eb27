"""A report beside the office's roster and its other reports."""

from __future__ import annotations

from typing import Final

from gouji.facts.base import Excerpt
from gouji.facts.office import (
    ChargesAboveOthers,
    ChargesLarge,
    EarlierNarrativeCopied,
    FewPeers,
    HandedIn,
    ManagedFromAbove,
    NameNotInFull,
    NarrativeShared,
    NarrativesOutdated,
    NotOnRoster,
    ParagraphsShared,
    Reading,
    RulesWithoutPower,
    SameAsAnother,
    ScanDiffers,
    SeveralUploads,
    UploadsWithoutNumbers,
)
from gouji.report import Number
from gouji.wording.findings.base import Gap, gap, listed, named, organ_name, passage, sentence
from gouji.wording.sentences import LISTED, number, quote, shown_label

_NEAR: Final = "，接近界限，两边都有可能"
_MISTAKEN: Final = "请核对是否把元当成了万元。"
_UNKNOWN: Final = {
    "makes_rules": "不知道有无规章制定权",
    "vertical": "不知道是否垂直管理",
    "aggregate": "不知道是否汇总报告",
    "names": "不知道它还有哪些名称",
}
_SAME: Final = {"file": "逐字节相同", "content": "各格和文字全部相同"}


@sentence.register
def _(facts: NarrativeShared) -> str:
    first, all_ = quote(organ_name(facts.organs[0])), named(facts.organs, facts.more)
    return (
        f"正文与{all_}的报告雷同（不计机关名称和年份，与{first}相同的部分约占 {facts.percent}%"
        f"{_NEAR if facts.near else ''}）{_such_as(facts.ours)}，请核对由谁写成。"
    )


@sentence.register
def _(facts: ParagraphsShared) -> str:
    said = "；".join(
        f"{passage(p.ours)}（{quote(organ_name(p.organ))}也有）" for p in facts.paragraphs
    )
    return (
        f"有 {facts.count} 段文字与{named(facts.organs, facts.more)}的报告逐字相同（不计机关名称和年份）"
        f"{f'：{said}' if said else ''}。请核对是否照抄。"
    )


@sentence.register
def _(facts: EarlierNarrativeCopied) -> str:
    years = "、".join(f"{year}年度" for year in facts.years)
    return (
        f"正文与本机关{years}的报告雷同（不计年份，与{facts.years[0]}年度相同的部分约占 {facts.percent}%"
        f"{_NEAR if facts.near else ''}）{_such_as(facts.ours)}，请按本年的实际情况改写。"
    )


@sentence.register
def _(facts: SameAsAnother) -> str:
    where = "、".join(map(_handed_in, facts.reports[:LISTED]))
    more = f"等 {len(facts.reports)} 份" if len(facts.reports) > LISTED else ""
    said = f"报送的文件与{where}{more}报送的完全相同（{_SAME[facts.same]}）"
    if facts.ours:
        return f"{said}；看来是对方报错了文件，本报告不必因此退回。"
    return f"{said}，请核对是否报错了文件，报送本机关本年度的报告。"


@sentence.register
def _(facts: ScanDiffers) -> str:
    own, other = ("扫描件", "电子文本") if facts.is_scan else ("电子文本", "扫描件")
    said = "；".join(_readings(reading, own, other) for reading in facts.readings[:LISTED])
    many = len(facts.readings)
    more = f"；等 {many} 格" if many > LISTED else ""
    advice = (
        "扫描件的这些数字可能识别有误，请先对照扫描件。"
        if facts.misread
        else "请核对以哪一份为准，两份应当一致。"
    )
    return f"盖章扫描件与电子文本不一致：{said}{more}。{advice}"


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
    under = f"，另有{named(facts.names)}" if facts.names else ""
    return (
        f"同一机关同一年度有 {facts.uploads} 份现行的报告（报送在不同的机关名称下{under}），"
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


@gap.register
def _(facts: NarrativesOutdated) -> Gap:
    return Gap(f"有 {facts.reports} 份报告是本系统旧版本读取的", "文字无法比较，请重新核对本年度")


@gap.register
def _(facts: UploadsWithoutNumbers) -> Gap:
    cells = "、".join(map(listed, facts.cells))
    return Gap(f"{cells}在扫描件或电子文本中没有可用的数字", "无法核对两者是否一致")


def _such_as(ours: Excerpt | None) -> str:
    return f"，例如本报告写{passage(ours)}" if ours else ""


def _handed_in(report: HandedIn) -> str:
    """「“青川市水利局”2022年度」."""
    year = f"{report.year}年度" if report.year is not None else ""
    return f"{quote(organ_name(report.organ))}{year}"


def _readings(reading: Reading, own: str, other: str) -> str:
    """「表三“…”行“总计”列电子文本是 3、扫描件是 8」."""
    values = (_or_blank(reading.figure.value), _or_blank(reading.other))
    return f"{shown_label(reading.figure)}{own}是 {values[0]}、{other}是 {values[1]}"


def _or_blank(value: Number | None) -> str:
    return "空" if value is None else number(value)
