from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.numerals import chinese, number_of


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,234", 1234),
        ("12.5", Decimal("12.5")),
        ("０", 0),
        ("四十二", 42),
        ("十", 10),
        ("一百零三", 103),
        ("一〇三", 103),
        ("二○二三", 2023),
        ("两万三千", 23_000),
        ("一万零五", 10_005),
        ("二十万", 200_000),
    ],
)
def test_numeral_is_read_as_offices_write_it(text: str, number: int | Decimal) -> None:
    assert number_of(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        "百五十三件",
        "十十",
        "三十五十",
        "万",
        "一百五",
        "一万二",
        "1.2.3",
        "1,2",
        "2〇22",
        "9" * 21,
    ],
)
def test_what_is_no_numeral_or_says_two_things_is_no_number(text: str) -> None:
    assert number_of(text) is None


@given(st.integers(0, 99_999_999))
def test_chinese_numeral_is_read_back(number: int) -> None:
    assert number_of(chinese(number)) == number


@given(st.text("零〇○一二两三四五六七八九十百千万0123456789,.", max_size=24))
def test_any_row_of_numerals_is_a_number_or_none(text: str) -> None:
    number = number_of(text)
    assert number is None or number >= 0


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "零"), (6, "六"), (10, "十"), (11, "十一"), (20, "二十"), (103, "一百零三"), (110, "一百一十"),
        (1001, "一千零一"), (12_030, "一万二千零三十"), (20_008, "二万零八"), (100_010, "十万零一十"),
    ],
)  # fmt: skip
def test_number_is_written_as_in_a_list(number: int, text: str) -> None:
    assert chinese(number) == text


@pytest.mark.parametrize("number", [-1, 100_000_000])
def test_number_beyond_the_numerals_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        chinese(number)
