"""Figures of table 3 that are hardly so."""

from __future__ import annotations

from gouji.facts.base import Cells, Shown
from gouji.facts.table3 import (
    DigitsSwapped,
    ExcessiveAmongFew,
    FeesUnexplained,
    LargeShareCarriedOver,
    LargeShareOfOther,
    MoreCarriedOver,
    NoPrintedNumbers,
    RowShifted,
    Swap,
)
from gouji.report import Number
from gouji.wording.findings.base import Gap, gap, listed, sentence, table_of
from gouji.wording.sentences import number, quote, row_label, shown_cell, shown_label, verbatim


@sentence.register
def _(facts: MoreCarriedOver) -> str:
    return (
        f"{shown_cell(facts.carried_over)}，多于{shown_cell(facts.new_received, '的')}；"
        "上年结转的申请一般应在本年办结，请核对。"
    )


@sentence.register
def _(facts: LargeShareCarriedOver) -> str:
    return (
        f"{shown_cell(facts.carried_over)}，占全部 {number(facts.requests)} 件申请的"
        f" {_share(facts.carried_over, facts.requests)}，结转比例偏高，请核对是否按期办理。"
    )


@sentence.register
def _(facts: RowShifted) -> str:
    return _unbalanced(facts.row, "整行数字像是向左错了一列：右移一列即可相符")


@sentence.register
def _(facts: DigitsSwapped) -> str:
    return _unbalanced(facts.row, "，或".join(map(_swap, facts.swaps)))


@sentence.register
def _(facts: LargeShareOfOther) -> str:
    return (
        f"{shown_cell(facts.other)}，占办理总数 {number(facts.concluded)} 件的"
        f" {_share(facts.other, facts.concluded)}，请核对能否归入前面各项。"
    )


@sentence.register
def _(facts: FeesUnexplained) -> str:
    said = facts.said.text if facts.said else ""
    fault = {
        "unsaid": "没有说明信息处理费的收费通知",
        "uncounted": "没有写明发出收费通知的件数",
        "fewer": f"写的收费通知只有 {number(facts.notices or 0)} 件（{verbatim(said)}）",
    }[facts.fault]
    asked = {
        "unsaid": "请补写发出收费通知的件数",
        "uncounted": "请补写",
        "fewer": "请核对哪一个对",
    }[facts.fault]
    return f"{shown_cell(facts.overdue)}，而第六部分{fault}，{asked}。"


@sentence.register
def _(facts: ExcessiveAmongFew) -> str:
    return (
        f"{shown_cell(facts.excessive)}，而新收和结转的申请一共只有 {number(facts.requests)} 件，"
        "请核对是否应当归入其他情形。"
    )


@gap.register
def _(facts: NoPrintedNumbers) -> Gap:
    return Gap(f"{listed(facts.cells)}没有可用的数字，或由扫描件识别", "无法核对")


def _unbalanced(row: Cells, hint: str) -> str:
    name = row_label(table_of(row.cells[0], row.format_version).specs[row.cells[0]].row)
    return f"表三{quote(name)}行合计不平，{hint}，请对照原始台账核对。"


def _swap(swap: Swap) -> str:
    printed = number(swap.figure.value or 0)
    return f"{shown_label(swap.figure)}的 {printed} 像是 {number(swap.meant)} 的两个数位颠倒"


def _share(part: Shown, whole: Number) -> str:
    return f"{float(part.value or 0) / float(whole):.0%}"
