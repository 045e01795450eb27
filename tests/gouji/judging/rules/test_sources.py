"""Organ and year from several sources: short names agree, other names and years do not."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from gouji.judging.judge import judge
from gouji.organs import Organ, may_be_same
from gouji.report import Naming, Source
from tests.gouji.judging.reports import CLEAN, CONTEXT, with_text
from tests.gouji.judging.rules.phrases import findings, key


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


@pytest.mark.parametrize(
    "organ", ["青川市财政局", "青川市人民政府", "青川市档案局临湾分局", "临湾区档案局"]
)
def test_report_of_another_organ_never_passes_under_a_key(organ: str) -> None:
    report = replace(CLEAN, organ=organ, signature=organ, namings=())
    result = judge(report, CONTEXT)
    assert [f.severity for f in result.findings if f.rule == "KEY-02"] == ["error"]
    assert result.status == "flagged"


@pytest.mark.parametrize("organ", ["档案局", "市档案局", "青川市档案局"])
def test_shorter_form_of_the_keys_organ_is_no_other(organ: str) -> None:
    assert not findings("KEY-02", replace(CLEAN, organ=organ))


def test_another_name_in_the_roster_joins_two_organs() -> None:
    report = replace(CLEAN, organ="青川市历史资料馆", signature="青川市历史资料馆")
    joined = Organ("青川市档案局", ("青川市历史资料馆",))
    rules = {f.rule for f in judge(report, replace(CONTEXT, roster=(joined,))).findings}
    assert "KEY-02" not in rules
    assert findings("KEY-02", report)


@pytest.mark.parametrize(("source", "severity"), [("title", "error"), ("file", "warning")])
def test_organ_that_only_the_files_name_has_is_a_weaker_witness(
    source: Source, severity: str
) -> None:
    organ = "青川市财政局"
    report = replace(CLEAN, organ=organ, namings=(Naming(source, organ, None, organ),))
    assert [f.severity for f in findings("KEY-02", report)] == [severity]


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
