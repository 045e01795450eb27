"""Organ and year from several sources: short names agree, other names and years do not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gouji.judging import judge
from gouji.judging.checks.sources import same_organ
from gouji.report import Naming
from tests.gouji.judging.reports import CLEAN, CONTEXT


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
    assert same_organ(one, other) is same


def test_year_that_only_the_file_name_contradicts_warns_and_does_not_flag() -> None:
    report = replace(CLEAN, namings=(Naming("file", None, 2021, "2021年政府信息公开工作年度报告"),))
    judgement = judge(report, CONTEXT)
    assert [(f.rule, f.severity) for f in judgement.findings] == [("YR-02", "warning")]
    assert judgement.status == "passed"
