"""Organ and year from several sources: short names agree, other names and years do not."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from gouji.organs import may_be_same
from tests.gouji.judging.reports import CLEAN, with_text
from tests.gouji.judging.rules.phrases import key


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("青川市教育局", "教育局", True),
        ("市政府办公室", "青川市人民政府办公室", True),
        ("青川市教育局", "青川市体育局", False),
        ("局", "青川市教育局", False),
    ],
)
def test_a_short_name_stands_for_the_full_one(one: str, other: str, same: bool) -> None:
    assert may_be_same(one, other) is same


def test_key_of_a_wrong_place_rests_on_what_both_say() -> None:
    year = key("KEY-01", replace(CLEAN, year=2021))
    assert year == key("KEY-01", with_text(6, "无。", report=replace(CLEAN, year=2021)))
    assert year != key("KEY-01", replace(CLEAN, year=2020))
    organ = key("KEY-02", replace(CLEAN, organ="青川市水利局"))
    assert organ == key("KEY-02", replace(CLEAN, organ="青川市水利局", title=None))
    assert organ != key("KEY-02", replace(CLEAN, organ="青川市体育局"))


def test_key_of_several_reports_rests_on_their_number() -> None:
    two = key("DOC-01", replace(CLEAN, reports=2))
    assert two == key("DOC-01", replace(CLEAN, reports=2, title="青川市档案局年报"))
    assert two != key("DOC-01", replace(CLEAN, reports=3))
