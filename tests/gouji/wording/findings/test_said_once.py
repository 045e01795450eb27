"""A sentence says a thing once: no bracket repeats what stands before it, no order what is done already."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

import pytest
from msgspec.structs import replace

from gouji.facts.base import Cells, Excerpt, Shown
from gouji.facts.figures import BlanksLeft, BrokenSum
from gouji.facts.table2 import AmountInOtherUnit
from gouji.facts.table3 import FeesUnexplained
from gouji.facts.years import YearsDiffer
from gouji.form import TABLES
from gouji.wording.findings.base import sentence

CHARGES: Final = Shown("t2.charges.amount", "2021", 1200)


@pytest.mark.parametrize(
    ("said", "words"),
    [("元", "单位写的是元；应当"), ("单位：元", "单位写的是元（“单位：元”）；应当")],
)
def test_unit_that_stands_alone_is_not_quoted_again(said: str, words: str) -> None:
    facts = AmountInOtherUnit(
        amount=CHARGES, unit="元", said=(Excerpt(said),), in_wan=Decimal("0.12")
    )
    assert words in sentence(facts)


@pytest.mark.parametrize(("text", "quoted"), [("2021年", False), ("2021年度报告", True)])
def test_year_that_stands_alone_is_not_quoted_again(text: str, *, quoted: bool) -> None:
    facts = YearsDiffer(
        source="title", year=2022, other_source="body", other=2021, excerpt=Excerpt(text)
    )
    assert ("（“" in sentence(facts)) is quoted


def test_notices_that_are_counted_are_not_asked_for() -> None:
    overdue = Shown("t3.other.fee_overdue.total", "2021", 2)
    fewer = FeesUnexplained(overdue=overdue, fault="fewer", notices=1, said=Excerpt("通知1件"))
    assert sentence(fewer).endswith("，请核对哪一个对。")
    assert sentence(replace(fewer, fault="uncounted")).endswith(
        "没有写明发出收费通知的件数，请补写。"
    )


def test_blanks_are_counted_and_their_table_named_once() -> None:
    cells = tuple(TABLES["t3", "2021"].specs)[:9]
    said = sentence(BlanksLeft(cells=Cells("2021", cells), blank=9, placeholder=0))
    assert said.count("表三") == said.count("9") == 1
    assert "列等）；没有数字的应当填 0。" in said


def test_blanks_that_cannot_be_0_are_named_once_where_they_are_all() -> None:
    cells = Cells("2021", ("t4.reconsideration.other", "t4.reconsideration.pending"))
    said = sentence(BlanksLeft(cells=cells, blank=2, placeholder=0, open=cells))
    assert said.count("尚未审结") == 1
    assert "；如果都是 0，合计就不平，" in said


def test_total_that_is_forced_is_not_said_to_be_printed() -> None:
    total = Shown("t3.carried_in.total", "2021", 0, "placeholder", deduced=True)
    term = Shown("t3.carried_in.natural_person", "2021", 1)
    facts = BrokenSum(
        identity="column total", left=(term,), right=(total,), left_sum=1, right_sum=0
    )  # fmt: skip
    assert "“总计”推算是 0，而各项相加是 1" in sentence(facts)
