"""Figures of table 2 beside each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gouji.facts.base import Excerpt, Facts
from gouji.facts.table2 import (
    AmountInOtherUnit,
    DecisionsWithoutItems,
    FewerDisclosed,
    FewerInForce,
    ItemsOdd,
    MadeUndisclosed,
    ProcurementInconsistent,
    ProcurementWithUnit,
    UnitsUnclear,
)
from gouji.wording.findings.base import quoted_all, sentence
from gouji.wording.sentences import number, shown_cell, shown_label


@sentence.register
def _(facts: FewerInForce) -> str:
    return (
        f"{shown_cell(facts.in_force)}，少于{shown_cell(facts.issued, '的')} 减去"
        f"{shown_cell(facts.repealed, '的')}{_assumed(facts)}，请核对现行有效件数。"
    )


@sentence.register
def _(facts: FewerDisclosed) -> str:
    total, new = shown_cell(facts.total_disclosed), shown_cell(facts.newly_disclosed, "的")
    return f"{total}，少于{new}{_assumed(facts)}，请核对。"


@sentence.register
def _(facts: MadeUndisclosed) -> str:
    return (
        f"{shown_cell(facts.made)}，而{shown_cell(facts.newly_disclosed)}，"
        f"{shown_cell(facts.total_disclosed)}；规章、规范性文件应当公开，请核对。"
    )


@sentence.register
def _(facts: ItemsOdd) -> str:
    return (
        f"{shown_cell(facts.previous_items)}，{shown_cell(facts.change)}，"
        f"相加是 {number(facts.items)}{_assumed(facts)}；项目数应当是不小于 0 的整数，请核对增减数。"
    )


@sentence.register
def _(facts: DecisionsWithoutItems) -> str:
    return (
        f"{shown_cell(facts.decisions)}，而{shown_cell(facts.previous_items)}、"
        f"{shown_cell(facts.change)}，没有项目却有处理决定，请核对。"
    )


@sentence.register
def _(facts: ProcurementWithUnit) -> str:
    amount = facts.amount
    printed = amount.place.text if amount.place else number(amount.value or 0)
    return f"{shown_label(amount)}填的是“{printed}”，应当只填数字；金额的单位请在正文中说明。"


@sentence.register
def _(facts: AmountInOtherUnit) -> str:
    more = [words for words in _words(facts.said) if words != facts.unit]
    return (
        f"{shown_cell(facts.amount)}，而单位写的是{facts.unit}{f'（{quoted_all(more)}）' if more else ''}；"
        f"应当以万元计，填 {number(facts.in_wan)}，并用规定的表头“（单位：万元）”，请核实后更正。"
    )


@sentence.register
def _(facts: UnitsUnclear) -> str:
    printed = facts.amount.place.text if facts.amount.place else ""
    said = quoted_all(_words(facts.said))
    fault = "不是元、万元或亿元" if facts.unknown else "写得不一致"
    return (
        f"{shown_label(facts.amount)}填的是“{printed}”，它的单位{fault}（{said}），"
        "不能确定金额是多少，请核实后只写一种单位（万元）。"
    )


def _assumed(facts: Facts) -> str:
    return "（空格和占位符按 0 计）" if facts.assuming else ""


def _words(said: Iterable[Excerpt]) -> Iterator[str]:
    return (excerpt.text for excerpt in said)


@sentence.register
def _(facts: ProcurementInconsistent) -> str:
    return f"{shown_cell(facts.projects)}，而{shown_cell(facts.amount)}，请核对。"
