from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.exports.separated import separated


def lines(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_file_is_utf_8_with_bom_and_crlf() -> None:
    assert (
        separated([["机关", 1], ["甲局", None]]) == b"\xef\xbb\xbf" + "机关,1\r\n甲局,\r\n".encode()
    )


def test_text_with_commas_quotes_and_line_breaks_is_one_cell() -> None:
    row = ['他说,"好"', "第一行\n第二行"]
    assert lines(separated([row])) == [row]


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "\u3000=1",
        "＝1+1",
        "＠x",
        "－2+3",
        "＋1",
    ],
)
def test_text_that_looks_like_a_formula_gets_an_apostrophe(text: str) -> None:
    ((cell,),) = lines(separated([[text]]))
    assert cell.startswith("'")


def test_numbers_below_zero_stay_numbers() -> None:
    assert lines(separated([[-3, Decimal("-0.50"), Decimal("1E+3")]])) == [["-3", "-0.5", "1000"]]


@given(st.lists(st.lists(st.text(), min_size=1), min_size=1))
def test_no_text_is_ever_taken_for_a_formula_and_no_cell_gets_lost(rows: list[list[str]]) -> None:
    read = lines(separated(rows))
    assert [len(row) for row in read] == [len(row) or 1 for row in rows]
    for row in read:
        assert not any(
            cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠")) for cell in row
        )
