"""What section six says of fees: amounts received, and those without a unit."""

from __future__ import annotations

import pytest

from gouji.judging.text.fees import fees_received, sentence_at, without_unit


@pytest.mark.parametrize(
    ("paragraph", "amounts"),
    [
        ("全年收取信息处理费320元。", [(320, "元", "320")]),
        ("开展培训3次。实收信息处理费0.5万元,退还100元。", [(0.5, "万元", "0.5")]),
        ("发出信息处理费收费通知3件,总金额2,000元,实收800元。", [(800, "元", "800")]),
        ("收取行政事业性收费320元。", []),
        ("收取信息处理费3件。", []),
    ],
)
def test_amounts_received_are_told_with_their_place(
    paragraph: str, amounts: list[tuple[float, str, str]]
) -> None:
    found = list(fees_received(paragraph))
    assert [(float(a.number), a.unit) for a in found] == [(n, unit) for n, unit, _ in amounts]
    for amount, (_, _, printed) in zip(found, amounts, strict=True):
        assert paragraph[amount.start :].startswith(printed)


def test_amount_without_a_unit_is_found_where_it_stands() -> None:
    paragraph = "没有收取费用。信息处理费收取情况:0。"
    assert [paragraph[at] for at in without_unit(paragraph)] == ["0"]
    assert list(without_unit("收取信息处理费0元。")) == []


def test_sentence_is_what_stands_between_two_full_stops() -> None:
    paragraph = "甲。乙丙,丁。戊"
    assert [sentence_at(paragraph, at) for at in (0, 3, 7)] == ["甲", "乙丙,丁", "戊"]
