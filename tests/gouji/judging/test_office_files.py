"""An office's own files: what is understood, and how what is not is told."""

from __future__ import annotations

from datetime import date

import pytest

from gouji.judging.context import Settings
from gouji.judging.office_files import MalformedFile, roster_from_csv, settings_from_json
from gouji.organs import Organ

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
    with pytest.raises(MalformedFile, match=rf"^roster\.csv {said}.*。$"):
        roster_from_csv(text.encode(), "roster.csv")


def test_settings_switch_rules_off_change_severities_and_set_a_deadline() -> None:
    content = b'{"off": ["FMT-06"], "severities": {"T2-08": "error"}, "deadline": "2023-01-15"}'
    settings = settings_from_json(content, "rules.json")
    assert settings.rules == Settings(frozenset({"FMT-06"}), {"T2-08": "error"})
    assert settings.deadline == date(2023, 1, 15)
    assert settings_from_json(b"{}", "rules.json").rules == Settings()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{\n"off": [\n}', "第 3 行不是有效的 JSON"),
        ("[" * 100_000, "第 1 行不是有效的 JSON"),
        ("9" * 5000, "第 1 行不是有效的 JSON"),
        ("[]", "第 1 行：整个文件应当是一个 JSON 对象"),
        ('{\n"offf": []}', "第 2 行：不认识“offf”这一项"),
        ('{\n"off": "T2-08"}', "第 2 行：“off”应当是一列规则编号"),
        ('{"off": [\n"T2-8"]}', "第 2 行：没有编号为“T2-8”的规则"),
        ('{"off": [\n["T2-08"]]}', "第 1 行：没有编号为"),
        ('{"severities": 3}', "第 1 行：“severities”应当是"),
        ('{"severities":\n{"T2-08": "fatal"}}', "第 2 行：T2-08 的严重程度应当是"),
        ('{"severities":\n{"T2-08": ["note"]}}', "第 2 行：T2-08 的严重程度应当是"),
        ('{"deadline": "15日"}', "第 1 行：“deadline”应当是日期"),
        ('{"deadline": 20230115}', "第 1 行：“deadline”应当是日期"),
    ],
)
def test_fault_of_settings_is_told_with_its_line(text: str, said: str) -> None:
    with pytest.raises(MalformedFile, match=rf"^rules\.json {said}.*。$"):
        settings_from_json(text.encode(), "rules.json")


def test_file_in_no_encoding_is_told() -> None:
    with pytest.raises(MalformedFile, match="编码"):
        roster_from_csv(b"\xff\xff\xff", "roster.csv")
