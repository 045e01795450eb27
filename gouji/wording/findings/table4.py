"""Disputes beside requests and last year's report."""

from __future__ import annotations

from gouji.facts.table4 import (
    DisputesWithoutRequests,
    NoReconsideration,
    PreviousWithoutNumbers,
)
from gouji.wording.findings.base import Gap, gap, sentence
from gouji.wording.sentences import shown_cell


@sentence.register
def _(facts: NoReconsideration) -> str:
    return (
        f"{shown_cell(facts.after_reconsideration)}，而本年和上年都没有行政复议案件，请核对是否应当填入"
        "“未经复议直接起诉”，或漏填了行政复议。"
    )


@sentence.register
def _(facts: DisputesWithoutRequests) -> str:
    disputes = "，".join(map(shown_cell, facts.disputes))
    return f"{disputes}，而表三本年和上年都没有申请，请核对是否由主动公开引起，或漏填了申请。"


@gap.register
def _(_facts: PreviousWithoutNumbers) -> Gap:
    return Gap("上年度报告的有关格没有可用的数字", "无法核对")
