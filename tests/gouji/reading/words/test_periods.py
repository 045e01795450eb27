"""Words that say a year: alone in a cell, and at either end of a label."""

from __future__ import annotations

from itertools import permutations

import pytest

from gouji.form import TABLES
from gouji.reading.words.labels import meaning_of
from gouji.reading.words.periods import Period, is_of, period_of, year_of

_LABELS = sorted(
    {
        leaf.label
        for table in TABLES.values()
        for spec in table.specs.values()
        for leaf in (spec.row, spec.column)
    }
    - {""}
)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2022年", 2022),
        ("2022 年度", 2022),
        ("本年度", "this"),
        ("上年同期", "other"),
        ("去年", "other"),
        ("同比增减", "other"),
        ("合计", "sum"),
        ("本年处理决定数量", None),
        ("2022", None),
    ],
)
def test_cell_says_a_period_and_nothing_else(text: str, period: Period | None) -> None:
    assert period_of(text) == period


def test_bare_year_counts_where_no_figure_can_stand() -> None:
    assert year_of(" 2022 ") == 2022
    assert year_of("1022") is None


def test_period_is_the_reports_year() -> None:
    assert is_of("this", None)
    assert is_of(2022, 2022)
    assert not is_of(2022, 2023)
    assert not is_of(2022, None)


@pytest.mark.parametrize(
    ("text", "name", "period"),
    [
        ("上年制发件数", "issued", "other"),
        ("2022年制发件数", "issued", 2022),
        ("本年制发件数（上年）", "issued", "other"),
        ("总计（2022年）", "concluded", 2022),
        ("一、2023年新收政府信息公开申请数量", "new_received", 2023),
        ("二、上年转结政府信息公开申请数量", "carried_in", None),
        ("上年项目数量", "previous_items", None),
        ("本年废纸件数", "repealed", None),
        ("（一）予以公开（指全部公开的情形）", "granted", None),
        ("2.重复申请[注1]", "not_processed.duplicate", None),
        ("其它结果", "other", None),
    ],
)
def test_label_is_known_with_a_year_or_an_explanation(
    text: str, name: str, period: Period | None
) -> None:
    meaning = meaning_of(text)
    assert meaning is not None
    assert (meaning.roles[0].id, meaning.period) == (name, period)


@pytest.mark.parametrize("between", ["", " ", "/", "\n", "、"])
def test_two_labels_in_one_cell_name_neither(between: str) -> None:
    joined = [one + between + other for one, other in permutations(_LABELS, 2)]
    assert [text for text in joined if meaning_of(text)] == []
