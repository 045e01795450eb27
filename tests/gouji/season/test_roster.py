"""An office's roster: what is understood, and how what is not is told."""

from __future__ import annotations

import re

import pytest

from gouji.organs import Organ
from gouji.season.roster import names_of, roster_from_csv
from tests.gouji.season.told import told

HEADER = "机关,简称,政府,规章制定权,垂直管理,汇总\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_roster_is_read_in_the_encodings_that_offices_save(encoding: str, end: str) -> None:
    text = (
        HEADER
        + "青川市人民政府,市政府,是,√,,1\n\n青川市税务局,市税务局、税务局,否,,是,\n青川市档案局\n"
    )
    assert roster_from_csv(text.replace("\n", end).encode(encoding), "roster.csv") == (
        Organ("青川市人民政府", ("市政府",), government=True, makes_rules=True, aggregate=True),
        Organ("青川市税务局", ("市税务局", "税务局"), vertical=True),
        Organ("青川市档案局"),
    )


def test_roster_needs_no_more_than_names() -> None:
    assert roster_from_csv("机关\n青川市档案局\n".encode(), "roster.csv") == (
        Organ("青川市档案局"),
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "第 1 行：表头没有“机关”一栏"),
        ("单位\n青川市档案局\n", "第 1 行：表头没有“机关”一栏"),
        (HEADER, "第 2 行：名册里没有一个机关"),
        (HEADER + "青川市档案局\n,市水利局\n", "第 3 行：没有机关名称"),
        (HEADER + "青川市档案局,,大概是\n", "第 2 行：“政府”一栏写的是“大概是”"),
        (HEADER + "青川市档案局\n\n青川市档案局\n", "第 4 行：“青川市档案局”在第 2 行已经有了"),
        (HEADER + "青川市档案局,市局\n青川市水利局,市局\n", "第 3 行：“市局”在第 2 行已经有了"),
    ],
)
def test_fault_of_a_roster_is_told_with_its_line(text: str, said: str) -> None:
    first, *_ = told(lambda: roster_from_csv(text.encode(), "roster.csv"))
    assert re.search(rf"^roster\.csv {said}.*。$", first)


def test_all_faults_of_a_roster_are_told_row_by_row() -> None:
    text = HEADER + "青川市档案局,,大概是,不知道\n,市水利局\n青川市档案局\n"
    assert told(lambda: roster_from_csv(text.encode(), "roster.csv")) == [
        "roster.csv 第 2 行：“政府”一栏写的是“大概是”，请写“是”或“否”。",
        "roster.csv 第 2 行：“规章制定权”一栏写的是“不知道”，请写“是”或“否”。",
        "roster.csv 第 3 行：没有机关名称，请补上。",
        "roster.csv 第 4 行：“青川市档案局”在第 2 行已经有了，请修改。",
    ]


def test_organ_may_hand_in_under_all_its_names_the_one_asked_for_first() -> None:
    roster = (Organ("青川市税务局", ("市税务局", "税务局")),)
    assert names_of(roster, "税务局") == ("税务局", "青川市税务局", "市税务局")
    assert names_of(roster, "青川市档案局") == names_of(None, "青川市档案局") == ("青川市档案局",)


def test_file_in_no_encoding_is_told() -> None:
    (fault,) = told(lambda: roster_from_csv(b"\xff\xff\xff", "roster.csv"))
    assert "编码" in fault
