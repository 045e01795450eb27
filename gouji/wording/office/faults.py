"""The words of what is wrong with an office's own files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from gouji.facts.office_files import Fault, FaultKind, Remark, RemarkKind
from gouji.wording.sentences import number

_SAID: Final[Mapping[FaultKind, str]] = {
    "encoding": "：编码不是 UTF-8，也不是 GB18030，请另存为其中一种",
    "not_csv": "不是有效的 CSV，请修改",
    "too_large": "：文件过大，请只保留名册或规则设置本身",
    "not_xlsx": "：打不开，请用 Excel 或 WPS 另存为 .xlsx 工作簿，不要设置密码",
    "not_calculated": "：有公式没有保存计算结果，请用 Excel 或 WPS 打开、保存一次，或改为直接填写",
    "error_value": "：有公式的结果是“{value}”，请修改",
    "several_sheets": "：“{value}”几张工作表都有“机关”一栏，请只留一张，其余删去或隐藏",
    "column_twice": "：表头有不止一栏“{column}”，请只留一栏",
    "too_many_rows": "：行数过多，请只保留名册本身",
    "too_many_cells": "：“{value}”超出了表头的栏数，请检查这一行有没有多余的分隔符",
    "merged_name": "：“{column}”一栏有合并的单元格，请拆开，一行写一个机关",
    "not_a_name": "：“{value}”不像机关的名称，请改正；标题、小计和说明请不要写在名册的行里",
    "no_email": "：“{column}”一栏写的是“{value}”，请写一个邮箱地址，如 a@example.cn",
    "two_aggregates": "：“{column}”一栏第 {first} 行已经写了“是”，汇总报告只能有一份，请修改",
    "key_twice": "：“{value}”写了不止一次，请只留一处",
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


_REMARKED: Final[Mapping[RemarkKind, str]] = {
    "unknown_column": "：不认识“{value}”一栏，没有读取",
    "no_column": "：“{value}”上面没有栏名，没有读取",
}


def fault_sentence(fault: Fault) -> str:
    """「roster.csv 第 3 行：没有机关名称，请补上。」."""
    least, most = (number(bound) for bound in fault.bounds or (0, 0))
    said = _SAID[fault.kind].format(
        value=fault.value, column=fault.column, first=fault.first, least=least, most=most
    )
    line = f" 第 {fault.line} 行" if fault.line else ""
    return f"{fault.file}{line}{said}。"


def fault_sentences(faults: Sequence[Fault], further: int = 0) -> tuple[str, ...]:
    """A sentence a fault, and how many more there are."""
    more = (f"另有 {further} 处，不再逐一列出。",) if further else ()
    return *map(fault_sentence, faults), *more


def remark_sentence(remark: Remark) -> str:
    """「roster.csv 第 1 行：不认识“序号”一栏，没有读取。」."""
    said = _REMARKED[remark.kind].format(value=remark.value)
    return f"{remark.file} 第 {remark.line} 行{said}。"
