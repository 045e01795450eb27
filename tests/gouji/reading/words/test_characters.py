"""Text made plain: the quick ways say what the whole way says."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.reading.words.characters import (
    bare,
    fold,
    is_simplified,
    plain,
    share_of_traditional,
    simplified,
    visible,
)

INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
TEXTS = st.text(
    st.one_of(
        st.sampled_from("政府信息公开，：；（）！？％…　\xa0" + INVISIBLE),
        st.sampled_from("㈠⒈①⼀ｱﾞ\u3099\u0301＝\u0338é½㎡–•"),
        st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"]),
    ),
    max_size=30,
)


def _shown(text: str) -> str:
    return text.translate(dict.fromkeys(map(ord, INVISIBLE)))


@given(TEXTS)
def test_plain_text_is_nfkc_without_invisible_characters(text: str) -> None:
    whole = unicodedata.normalize("NFKC", _shown(text))
    assert plain(text) == simplified(whole)
    assert visible(text) == _shown(text).strip()


def _in_gb_2312(text: str) -> bool:
    chinese = (ch for ch in unicodedata.normalize("NFKC", text) if "\u3400" <= ch <= "\u9fff")
    try:
        "".join(chinese).encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@given(TEXTS)
def test_text_is_taken_for_simplified_by_its_chinese_characters_alone(text: str) -> None:
    assert is_simplified(text) == _in_gb_2312(text)
    if is_simplified(text):
        assert simplified(text) is text
        assert share_of_traditional(text) == 0


@pytest.mark.parametrize(
    ("text", "simple"),
    [
        ("政府信息公开（2022年）", True),
        ("• 政府–公开 ½", True),  # signs that GB 2312 lacks
        ("政府信息公開", False),
        ("㊒", True),
        ("⾞", False),  # a radical that stands for 車
        ("", True),
    ],
)
def test_chinese_characters_alone_tell_whether_text_is_simplified(text: str, simple: bool) -> None:
    assert is_simplified(text) == simple


@given(TEXTS, TEXTS)
def test_label_folded_stands_in_the_bare_text_around_it(before: str, label: str) -> None:
    if plain(before + label) == plain(before) + plain(label):
        assert fold(label) in bare(before + label)


def test_radicals_of_pdf_fonts_are_the_characters_that_they_look_like() -> None:
    assert plain("⻘川市⼈⺠政府⻚⻋⻔⻅") == "青川市人民政府页车门见"
    assert plain("⻓期⻑期") == "长期长期"
