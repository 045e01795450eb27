from __future__ import annotations

from gouji.text import squeezed, without_note


def test_text_is_squeezed_of_every_kind_of_space() -> None:
    assert squeezed(" 政府\u3000信息\xa0公开\n\t年报 ") == "政府信息公开年报"


def test_note_of_a_label_is_left_out_and_short_brackets_stay() -> None:
    assert (
        without_note("（二）部分公开（区分处理的，只计这一情形，不计其他情形）") == "（二）部分公开"
    )
