"""The text against the tables and against itself, and the fees of section six."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from gouji.facts.base import Shown
from gouji.facts.narrative import (
    DisputesUncounted,
    DisputesUnmentioned,
    FeeOffTariff,
    FeesAboveCharges,
    FeesByPiecesOfFew,
    FeesContradict,
    FeesUncheckable,
    FeesUnmentioned,
    FeeWithoutUnit,
    HandlingUncheckable,
    HandlingWithoutRequests,
    NoSectionOnFees,
    NoSections,
    PartsMismatch,
    Passage,
    ShareAboveWhole,
    ShareMismatch,
    TextDisagrees,
    TextTooLong,
    TextUnbalanced,
    TextUncheckable,
    TextUnmatched,
)
from gouji.report import Number
from gouji.text import lazy_pattern
from gouji.wording.findings.base import Gap, gap, listed, quoted, sentence, table_of
from gouji.wording.sentences import cell_label, cell_list, number, part_name, shown_cell

# Commas within numbers stay.
_COMMA: Final = lazy_pattern(r"(?<!\d),|,(?!\d)")
_WIDE: Final = str.maketrans(";:!?()", "；：！？（）")


@sentence.register
def _(facts: TextDisagrees) -> str:
    said = f"{place(facts.passage)}写的是{words(facts.passage)}，而{_printed(facts.tables[0])}"
    others = [
        _printed(shown)
        for shown in facts.tables[1:]
        if total_of(shown) != total_of(facts.tables[0])
    ]
    if others:
        said += f"（{'；'.join(others)}，也不相符）"
    scanned = "这些内容是从扫描件识别的，请对照扫描件核对。" if facts.recognised else ""
    return f"{said}，请核对哪一个对。{scanned}"


@gap.register
def _(facts: TextUncheckable) -> Gap:
    passage = facts.passage
    return Gap(
        f"{listed(facts.cells)}没有可用的数字", f"无法核对{place(passage)}所写的{words(passage)}"
    )


@gap.register
def _(facts: TextTooLong) -> Gap:
    passage = facts.passage
    return Gap(f"正文过长，{place(passage)}{words(passage)}起没有与表格核对")


@gap.register
def _(facts: TextUnmatched) -> Gap:
    passage = facts.passage
    return Gap(
        f"{place(passage)}所写的{words(passage)}，其中的 {number(facts.number)} 不能确定是不是{listed(facts.cells)}",
        "无法核对，请对照表格看这一句",
    )


@sentence.register
def _(facts: TextUnbalanced) -> str:
    said = "、".join(
        f"{label} {number(stated)}"
        for label, stated in (
            ("新收", facts.new_received),
            ("上年结转", facts.carried_in),
            ("办结", facts.concluded),
            ("结转下年", facts.carried_over),
        )
        if stated is not None
    )
    return (
        f"{place(facts.passage)}写的件数自身不平衡：{said}（{words(facts.passage)}），"
        "新收加上年结转应当等于办结加结转下年，请核对。"
    )


@sentence.register
def _(facts: PartsMismatch) -> str:
    parts = "、".join(map(number, facts.parts))
    added = f"其中的 {parts}"
    if len(facts.parts) > 1:
        added = f"分项 {parts} 相加是 {number(sum(facts.parts))}"
    return f"{place(facts.passage)}{words(facts.passage)}：{added}，与所写的总数不符，请核对。"


@sentence.register
def _(facts: ShareAboveWhole) -> str:
    return f"{place(facts.passage)}{words(facts.passage)}的百分比大于 100，请核对。"


@sentence.register
def _(facts: ShareMismatch) -> str:
    return (
        f"{place(facts.passage)}{words(facts.passage)}：{number(facts.part)} 除以前面所写的任何一个总数都不是 "
        f"{number(facts.percent)}%，请核对。"
    )


@sentence.register
def _(facts: HandlingWithoutRequests) -> str:
    return (
        f"{place(facts.passage)}写{words(facts.passage)}，而表三没有收到和办理的申请，"
        "请核对是表三漏填，还是正文照抄了往年的话。"
    )


@gap.register
def _(facts: HandlingUncheckable) -> Gap:
    return Gap("表三没有可用的总计", f"无法核对{place(facts.passage)}所写的{words(facts.passage)}")


@sentence.register
def _(facts: DisputesUnmentioned) -> str:
    there = "、".join(
        f"{name} {number(count)} 件"
        for name, count in (("行政复议", facts.reconsiderations), ("行政诉讼", facts.lawsuits))
        if count is not None
    )
    return f"表四有{there}，而正文没有提到，请在总体情况中说明。"


@gap.register
def _(facts: DisputesUncounted) -> Gap:
    return Gap(f"{listed(facts.cells)}没有可用的数字", "无法核对正文该不该提到")


@gap.register
def _(_facts: NoSections) -> Gap:
    return Gap("没有找到正文的各个部分", "无法核对是否提到复议、诉讼")


@sentence.register
def _(_facts: FeesUnmentioned) -> str:
    return "第六部分没有说明收取信息处理费的情况，请补上；没有收取的，写明没有收取。"


@gap.register
def _(_facts: NoSectionOnFees) -> Gap:
    return Gap("没有找到第六部分", "无法核对是否说明了收取信息处理费的情况")


@sentence.register
def _(facts: FeesAboveCharges) -> str:
    charges = facts.charges
    label = cell_label(table_of(charges.cell, charges.format_version), charges.cell)
    return (
        f"{place(facts.passage)}写{words(facts.passage)}，多于{label}的 {number(charges.value or 0)} 万元；"
        "信息处理费应当计入行政事业性收费，请核对金额和单位。"
    )


@gap.register
def _(facts: FeesUncheckable) -> Gap:
    return Gap(
        "表二没有可用的行政事业性收费金额",
        f"无法核对{place(facts.passage)}所写的{words(facts.passage)}",
    )


@sentence.register
def _(facts: FeeWithoutUnit) -> str:
    return f"{place(facts.passage)}{words(facts.passage)}的金额没有单位，请写明多少元。"


_WAYS: Final = {
    "pieces": "按件计收的信息处理费",
    "volume": "按量计收的信息处理费",
    None: "信息处理费",
}


@sentence.register
def _(facts: FeeOffTariff) -> str:
    return (
        f"{place(facts.passage)}写{words(facts.passage)}；{_WAYS[facts.way]}应当是 {facts.step} 元的整数倍"
        "（国办函〔2020〕109号），请核对金额。"
    )


@sentence.register
def _(facts: FeesByPiecesOfFew) -> str:
    return (
        f"{place(facts.passage)}写{words(facts.passage)}，而{shown_cell(facts.requests)}；同一申请人一个月内申请"
        "不超过 10 件的不按件收费（国办函〔2020〕109号），请核对收费方式和金额。"
    )


@sentence.register
def _(facts: FeesContradict) -> str:
    counts = (
        (facts.notices, "收费通知", "件"),
        (facts.notified, "通知的金额", "元"),
        (facts.received, "实际收取", "元"),
    )
    said = "，".join(f"{what} {number(n)} {unit}" for n, what, unit in counts if n is not None)
    return f"{place(facts.passage)}写{words(facts.passage)}：{said}，不能同时成立，请核对。"


def place(passage: Passage) -> str:
    """「第一部分第3段」."""
    return f"{part_name(passage.section)}第{passage.paragraph}段"


def words(passage: Passage) -> str:
    """「“…收到政府信息公开申请42件，均已登记。”」."""
    excerpt = passage.excerpt
    if excerpt.verbatim:
        return quoted(excerpt)
    wide = _COMMA.sub("，", excerpt.text).translate(_WIDE)
    return quoted(replace(excerpt, text=wide))


def _printed(shown: Sequence[Shown]) -> str:
    """The figure of one cell, or the sum of several."""
    if len(shown) == 1:
        return shown_cell(shown[0])
    cells = [one.cell for one in shown]
    deduced = "（含推算）" if any(one.deduced for one in shown) else ""
    table = table_of(cells[0], shown[0].format_version)
    return f"{cell_list(table, cells)}合计 {number(total_of(shown))}{deduced}"


def total_of(shown: Sequence[Shown]) -> Number:
    """The sum of those that have a number."""
    return sum(one.value for one in shown if one.value is not None)
