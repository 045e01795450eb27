"""The words of what is wrong with an office's own files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from gouji.facts.office_files import Fault, FaultKind
from gouji.wording.sentences import number

_SAID: Final[Mapping[FaultKind, str]] = {
    "encoding": "：编码不是 UTF-8，也不是 GB18030，请另存为其中一种",
    "not_csv": "不是有效的 CSV，请修改",
    "no_name_column": "：表头没有“{column}”一栏，请补上",
    "no_organs": "：名册里没有一个机关，请补上",
    "no_name": "：没有机关名称，请补上",
    "neither_yes_nor_no": "：“{column}”一栏写的是“{value}”，请写“是”或“否”",
    "name_twice": "：“{value}”在第 {first} 行已经有了，请修改",
    "not_json": "不是有效的 JSON，请修改",
    "no_object": "：整个文件应当是一个 JSON 对象，请修改",
    "unknown_setting": "：不认识“{value}”这一项，请修改",
    "off_no_list": "：“off”应当是一列规则编号，请修改",
    "on_no_list": "：“on”应当是一列规则编号，请修改",
    "on_and_off": "：{value} 既在“on”里又在“off”里，请删去一处",
    "topics_no_list": "：“topics”应当是一列主题，请修改",
    "unknown_topic": "：不认识“{value}”这个主题，请修改",
    "thresholds_no_object": "：“thresholds”应当是规则编号和界限的对照，请修改",
    "no_threshold": "：{value} 没有可以设置的界限，请删去",
    "threshold_out_of_bounds": "：{value} 的界限应当是 {least} 至 {most} 的数，请修改",
    "severities_no_object": "：“severities”应当是规则编号和严重程度的对照，请修改",
    "unknown_rule": "：没有编号为“{value}”的规则，请修改",
    "unknown_severity": "：{value} 的严重程度应当是 error、warning 或 note，请修改",
    "no_date": "：“{value}”应当是日期，如 2023-01-15，请修改",
}


def fault_sentence(fault: Fault) -> str:
    """「roster.csv 第 3 行：没有机关名称，请补上。」."""
    least, most = (number(bound) for bound in fault.bounds or (0, 0))
    said = _SAID[fault.kind].format(
        value=fault.value, column=fault.column, first=fault.first, least=least, most=most
    )
    return f"{fault.file} 第 {fault.line} 行{said}。"
