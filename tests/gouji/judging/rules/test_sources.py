"""Organ and year from several sources: short names agree, other names and years do not."""

from __future__ import annotations

import pytest

from gouji.organs import may_be_same


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
