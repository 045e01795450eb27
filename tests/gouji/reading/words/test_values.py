from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.form import Kind
from gouji.money import Unit
from gouji.reading.words.values import parse_value
from gouji.report import Mark, Number


@pytest.mark.parametrize(
    ("text", "kind", "number", "unit"),
    [
        ("0", "count", 0, None),
        (" 　37\u200b ", "count", 37, None),
        ("３７", "count", 37, None),
        ("1,234", "count", 1234, None),
        ("12，345，678", "count", 12345678, None),
        ("12件", "count", 12, None),
        ("零", "count", 0, None),
        ("〇件", "count", 0, None),
        ("0（无）", "count", 0, None),
        ("无（0）", "count", 0, None),
        ("2笔", "count", 2, None),
        ("3宗", "count", 3, None),
        ("12件（次）", "count", 12, None),
        ("12（件）", "count", 12, None),
        ("12 件/次。", "count", 12, None),
        ("12.0", "count", 12, None),
        ("12.5", "count", Decimal("12.5"), None),
        ("-5", "count", -5, None),
        ("增10", "signed", 10, None),
        ("減3", "signed", -3, None),
        ("+18", "signed", 18, None),
        ("-417", "signed", -417, None),
        ("+(0)", "signed", 0, None),
        ("-(0)", "signed", 0, None),
        ("905万", "amount", 905, "万元"),
        ("251000元", "amount", 251000, "元"),
        ("1276.5534万元", "amount", Decimal("1276.5534"), "万元"),
        ("1.2億元", "amount", Decimal("1.2"), "亿元"),
        ("0.50", "amount", Decimal("0.50"), None),
        ("5（万元）", "amount", 5, "万元"),
        ("984361元整", "amount", 984361, "元"),
        ("￥5.5", "amount", Decimal("5.5"), "元"),
        ("人民币5万元", "amount", 5, "万元"),
    ],
)
def test_certain_numbers_are_read(text: str, kind: Kind, number: Number, unit: Unit | None) -> None:
    assert parse_value(text, kind) == (number, None, unit)


@pytest.mark.parametrize("text", ["", " ", "\u3000", "\xa0", "\u200b", "\n"])
def test_nothing_is_a_blank(text: str) -> None:
    assert parse_value(text, "count") == (None, "blank", None)


@pytest.mark.parametrize(
    "text",
    [
        "-", "—", "——", "/", "／", "无", "無", "不适用", "N/A", "_", "__", "＿", "～", "— —", "/ /", "（无）",
        "无。", "(/)",
    ],
)  # fmt: skip
def test_placeholders_are_no_numbers(text: str) -> None:
    assert parse_value(text, "count") == (None, "placeholder", None)


@pytest.mark.parametrize(
    "text",
    [
        "约12", "12余", "1 2", "1\n2", "12①", "12²", "½", "12\u2e281", "12\ufffd", "1,2", "12,34", "1.2.3",
        "(3)", "5万", "一", "O", "见附件", "12（含结转1件）", "12/3", "1e3", "٣", "984361元", "1.2万", "+5", "增5",
        "/0", "≈12", "12*", ">5", "12+3", "12（无）", "12年", "12%", "0/", "¥5", "无 无",
    ],
)  # fmt: skip
def test_what_is_no_certain_number_is_unreadable(text: str) -> None:
    assert parse_value(text, "count") == (None, "unreadable", None)


@pytest.mark.parametrize("text", ["5件", "5千元", "5元件", "5万余元", "+5", "5%", "约5元", "元"])
def test_what_is_no_certain_amount_is_unreadable(text: str) -> None:
    assert parse_value(text, "amount") == (None, "unreadable", None)


_BEFORE = (
    "",
    "约",
    "≈",
    ">",
    "<",
    "/",
    "+",
    "-",
    "增",
    "¥",
    "(",
    "共",
    "①",
    "无",
    "0/",
    "第",
    "~",
    "_",
    ".",
)
_BEHIND = (
    "",
    "件",
    "笔",
    "件（次）",
    "元",
    "万",
    "%",
    "余件",
    "*",
    "①",
    "²",
    "+3",
    "/2",
    "（无）",
    " 2",
    "。",
    "年",
    ".",
    "_",
)


@given(st.integers(0, 99999), st.sampled_from(_BEFORE), st.sampled_from(_BEHIND), st.booleans())
def test_what_stands_beside_a_number_leaves_it_as_it_is_or_uncertain(
    number: int, before: str, behind: str, wide: bool
) -> None:
    text = f"{before}{number}{behind}"
    if wide:
        text = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)
    read, mark, unit = parse_value(text, "count")
    assert unit is None
    if before in {"", "-"} and behind in {"", "件", "笔", "件（次）", "。"}:
        assert (read, mark) == (-number if before else number, None)
    elif text not in {"0（无）", "０（无）"} and number:
        assert (read, mark) == (None, "unreadable")


@given(st.text())
def test_any_text_gives_a_number_or_a_mark(text: str) -> None:
    number, mark, _ = parse_value(text, "amount")
    marks: set[Mark | None] = {"blank", "placeholder", "unreadable"}
    assert (number is None) == (mark in marks)


@given(st.integers(0, 10**9))
def test_thousands_separators_change_nothing(number: int) -> None:
    assert parse_value(f"{number:,}", "count") == parse_value(str(number), "count")


@pytest.mark.parametrize("kind", ["count", "signed", "amount"])
def test_dash_above_a_number_may_be_anothers_placeholder(kind: Kind) -> None:
    assert parse_value("-\n451", kind) == (None, "unreadable", None)
    assert parse_value("- 451", kind)[0] == -451
