"""What cannot be seen stands in no mail, and what can be seen stays."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.text import harmless
from gouji.wording.plain import body_of


@given(st.text(st.characters(exclude_categories=()), max_size=40))
def test_line_stays_one_line_of_as_many_signs_and_can_be_sent(text: str) -> None:
    shown = harmless(text)
    assert len(shown) == len(text)
    assert len(shown.splitlines()) <= 1
    shown.encode()
    assert not {unicodedata.category(ch) for ch in shown} & {"Cc", "Cf", "Cs", "Zl", "Zp"}


@pytest.mark.parametrize(
    "text",
    ["海曙区教育局（筹）", "“年报” 100%+《最终》", "\u3000全角", "𠮷林省", "\ue000", "a\u0301"],
)
def test_what_can_be_seen_stays(text: str) -> None:
    assert harmless(text) == text


def test_lines_of_a_body_are_those_that_were_given() -> None:
    assert body_of(["甲\n乙", "", "丙\r\n丁"]).split("\n") == ["甲 乙", "", "丙  丁"]
