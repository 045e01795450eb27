"""The text around the tables: who signs a report."""

from __future__ import annotations

import pytest

from gouji.reading.narrative import read_narrative
from gouji.reading.words.lines import lines_of


@pytest.mark.parametrize(
    "lines",
    [
        ("青川市档案局", "2023年1月18日"),
        ("如有疑问请致电办公室。青川市档案局", "2023年1月18日"),  # the line before ran on
        ("青川市档案局2023年1月18日",),
    ],
)
def test_organ_above_the_date_signs(lines: tuple[str, ...]) -> None:
    found = read_narrative(lines_of(["六、其他需要报告的事项", "无其他需要报告的事项。", *lines]))
    assert (found.signature, found.date) == ("青川市档案局", "2023-01-18")


def test_sentence_above_the_date_is_no_signature() -> None:
    lines = ["六、其他需要报告的事项", "无其他需要报告的事项。", "2023年1月18日"]
    found = read_narrative(lines_of(lines))
    assert (found.signature, found.date) == (None, "2023-01-18")
