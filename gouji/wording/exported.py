"""What exported files say in Chinese: names of columns, what stands instead of a number, what a sum leaves open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from gouji.form import REPORT_NAME, Table, row_of, table_id_of
from gouji.report import CellId, Mark, Number, TableId
from gouji.result import Result
from gouji.season.life import Standing
from gouji.season.totals import Share, Total
from gouji.wording.explanation import table_of
from gouji.wording.sentences import (
    TABLE_NAMES,
    cell_label,
    number,
    plain_label,
    quote,
    row_label,
)
from gouji.wording.verdict import MARKS

STANDINGS: Final[Mapping[Standing, str]] = {
    "missing": "未报送",
    "received": "已收到，尚未核对",
    "failed": "系统未能完成",
    "unreadable": "无法读取",
    "to_review": "待审核",
    "returned": "已退回",
    "accepted": "已通过审核",
    "correction": "审核通过后又报送，待审核",
}
UNIT: Final = "单位"
NO_UNIT: Final = "（没有写明）"
NOT_READ: Final = "（没有读出）"
NO_SUCH_CELL: Final = "（本格式没有这一格）"
# By field, the names of the columns that stand before the cells of a report.
COLUMNS: Final[Mapping[str, str]] = {
    "organ": "机关",
    "year": "年度",
    "upload_id": "报送编号",
    "standing": "审核状态",
}
FINDING_COLUMNS: Final[Mapping[str, str]] = {
    "organ": "机关",
    "year": "年度",
    "upload_id": "报送编号",
    "status": "结论代码",
    "status_name": "结论",
    "rule": "规则",
    "rule_name": "规则名称",
    "severity": "程度代码",
    "severity_name": "程度",
    "message": "问题",
    "cells": "所涉格",
    "cell_names": "所涉格名称",
    "cause": "原因编号",
    "repairs": "改法",
    "assuming": "假定",
    "key": "问题编号",
    "waived_at": "豁免时间",
    "waived_by": "豁免人",
    "waived_reason": "豁免理由",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Summed:
    """Which reports of a year were added up: those of which organs; `accepted`: accepted reports only.

    `lacking`: in how many of them a table was not found. `mixed`: some table is there in several formats. `left_out`:
    names under which there are reports that would count organs twice. `year`: None where no report says one.
    """

    year: int | None
    organs: Sequence[str]
    lacking: Mapping[TableId, int]
    mixed: bool
    accepted: bool = False
    left_out: Sequence[str] = ()


def no_number(mark: Mark | None) -> str | None:
    """What stands where a report has no number: nothing for a blank, else why."""
    return f"（{MARKS[mark]}）" if mark and mark != "blank" else None


def uncertain(value: Number, mark: Mark) -> str:
    """「37（文字识别）」: a number that is not printed so for certain."""
    return f"{number(value)}（{MARKS[mark]}）"


def cell_names(result: Result, cells: Sequence[CellId]) -> str:
    """The cells of a finding by name, all of them."""
    return "、".join(
        cell_label(table, cell)
        for cell in cells
        for table in [table_of(result, table_id_of(cell))]
        if cell in table.specs
    )


def title(summed: Summed) -> str:
    """「2022年度政府信息公开工作年度报告统计表汇总（60份）」."""
    which = "已通过审核的" if summed.accepted else ""
    year = "" if summed.year is None else f"{summed.year}年度"
    return f"{year}{REPORT_NAME}统计表汇总（{which}{len(summed.organs)}份）"


def remarks(summed: Summed) -> Iterator[str]:
    """What to know about the tables before they are used."""
    yield "各格为确定数字之和，金额折合万元；没有数字、没有单位或由识别、推断得出的，没有计入，逐格列在后面。"
    if summed.mixed:
        yield "报告采用了不同年份的格式，各格式分别相加，合计数不能直接合并。"
    yield from (
        f"没有找到{TABLE_NAMES[table]}的报告有 {count} 份，该表没有计入。"
        for table, count in summed.lacking.items()
        if count
    )
    if summed.left_out:
        yield f"为避免重复计算而没有计入的：{'、'.join(summed.left_out)}。"
    if summed.organs:
        yield f"计入的机关：{'、'.join(summed.organs)}。"
    else:
        yield "没有可以计入的报告。"


def left_open(total: Total) -> str:
    """「2 份的数字由识别或推断得出（合计 5），没有计入；3 份没有数字」; empty where nothing is."""
    uncertain_ones = f"的数字由识别或推断得出（合计 {number(total.uncertain)}），没有计入"
    said: Mapping[Share, str] = {
        "uncertain": uncertain_ones,
        "without_unit": "的金额没有单位，没有计入",
        "blank": "没有数字",
    }
    shares = total.shares
    return "；".join(
        f"{shares[share]} 份{words}" for share, words in said.items() if shares.get(share)
    )


def notes_of(table: Table, totals: Mapping[CellId, Total]) -> Iterator[str]:
    """What the sums of a table leave open, every cell by name: a line for those that leave the same open."""
    lines: dict[str, list[CellId]] = {}
    for cell in table.specs:
        note = left_open(totals[cell]) if cell in totals else ""
        if note:
            lines.setdefault(note, []).append(cell)
    yield from (f"{_all_of(table, cells)}：{note}。" for note, cells in lines.items())


def _all_of(table: Table, cells: Sequence[CellId]) -> str:
    """「表三“一、…”行“自然人”“总计”列、“二、…”行」; a row alone stands for all of its cells."""
    if len(cells) == len(table.specs):
        return f"{table.name}各格"
    whole = Counter(map(row_of, table.specs))
    rows: dict[str, list[CellId]] = {}
    for cell in cells:
        rows.setdefault(row_of(cell), []).append(cell)
    said = []
    for row, own in rows.items():
        columns = "".join(quote(plain_label(table.specs[cell].column)) for cell in own)
        named = f"{columns}列" if len(own) < whole[row] else ""
        said.append(f"{quote(row_label(table.specs[own[0]].row))}行{named}")
    return f"{table.name}{'、'.join(said)}"
