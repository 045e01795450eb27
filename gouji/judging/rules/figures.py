"""The figures: sums, whole numbers, blanks, and whether the tables are there in the year's format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from gouji.form import TABLE_IDS, Table, form_of_year
from gouji.judging.case import Case, Check, Outcome, finding, is_whole
from gouji.judging.rules.entries import RULE
from gouji.judging.sums.deduction import assess
from gouji.report import CellId, TableId
from gouji.verdict import Finding, Unassessed
from gouji.wording import sentences

_NOT_WHOLE: Final = "不是不小于 0 的整数"
_WHOLE_NUMBER_RULES: Final[Mapping[str, TableId]] = {"T2-02": "t2", "T3-04": "t3", "T4-02": "t4"}


def check_sums(case: Case) -> Iterator[Outcome]:
    """T3-01, T3-02, T3-03, T4-01: every identity of the form's tree."""
    for table_id in TABLE_IDS:
        table = case.table(table_id)
        for identity in table.identities:
            outcome = assess(identity, {cell: case.value(cell) for cell in identity.cells})
            if outcome == "violated":
                message = sentences.broken_identity(table, identity, case.cells, case.deduced)
                if any(case.cells[cell].mark == "recognised" for cell in identity.cells):
                    # Whether the report or the reading is wrong, only the scan tells.
                    yield Finding(identity.rule, "warning", identity.cells, message)
                else:
                    yield finding(identity.rule, identity.cells, message)
            elif outcome == "unassessed":
                unknown = [cell for cell in identity.cells if case.value(cell) is None]
                reason = f"{sentences.cell_list(table, unknown)}没有可用的数字，无法核对。"
                yield Unassessed(identity.rule, identity.cells, reason)


def check_whole_numbers(case: Case) -> Iterator[Outcome]:
    """T2-02, T3-04, T4-02: counts are whole numbers from 0. A blank is not assessable."""
    for rule, table_id in _WHOLE_NUMBER_RULES.items():
        table = case.table(table_id)
        if table.form not in RULE[rule].forms:
            continue
        counts = [spec.id for spec in table.specs.values() if spec.kind == "count"]
        for cell in counts:
            value = case.cells[cell].value
            if value is not None and not is_whole(value):
                message = f"{_named(case, table, cell)}，{_NOT_WHOLE}。"
                yield finding(rule, (cell,), message)
        lacking = [cell for cell in counts if case.cells[cell].value is None]
        if rule == "T4-02" and case.report.forms["t4"]:
            missing = [cell for cell in lacking if case.cells[cell].mark == "missing"]
            lacking = [cell for cell in lacking if cell not in missing]
            if missing:
                message = f"表四应有十五格，没有找到{sentences.cell_list(table, missing)}。"
                yield finding(rule, missing, message)
        if lacking:
            reason = f"{sentences.cell_list(table, lacking)}没有可用的数字，无法核对是否为整数。"
            yield Unassessed(rule, tuple(lacking), reason)


def check_charges(case: Case) -> Iterator[Outcome]:
    """T2-03: the amount is a plain number of 万元, without a unit in its cell."""
    table = case.table("t2")
    if table.form not in RULE["T2-03"].forms:
        return
    for spec in table.specs.values():
        if spec.kind != "amount":
            continue
        cell = case.cells[spec.id]
        if cell.value is None:
            reason = f"{sentences.cell_label(table, spec.id)}没有可用的数字，无法核对。"
            yield Unassessed("T2-03", (spec.id,), reason)
        elif cell.value < 0 or cell.unit:
            message = f"{_named(case, table, spec.id)}，应当只填以万元计的数字，格内不写单位。"
            yield finding("T2-03", (spec.id,), message)


def check_blanks(case: Case) -> Iterator[Outcome]:
    """T2-08: no empty cell, no placeholder; one finding a table."""
    for table_id in TABLE_IDS:
        table = case.table(table_id)
        if case.report.forms[table_id] is None:
            yield Unassessed("T2-08", (), f"没有找到{table.name}，无法核对有无空格。")
            continue
        marks = {cell: case.cells[cell].mark for cell in table.specs}
        lacking = [cell for cell, mark in marks.items() if mark in {"blank", "placeholder"}]
        if lacking:
            blanks = sum(marks[cell] == "blank" for cell in lacking)
            counts = ((blanks, "空着"), (len(lacking) - blanks, "填的是占位符"))
            said = "，".join(f"{n} 格{what}" for n, what in counts if n)
            listed = sentences.cell_list(table, lacking)
            message = f"{table.name}有 {said}（{listed}）；没有数字的应当填 0。"
            yield finding("T2-08", lacking, message)


def check_tables_present(case: Case) -> Iterator[Outcome]:
    """FMT-03: all three tables were found."""
    for table_id in TABLE_IDS:
        if case.report.forms[table_id] is None:
            name = case.table(table_id).name
            message = f"没有找到{name}，请以文字表格的形式补上，不要用图片或附件代替。"
            yield finding("FMT-03", (), message)


def check_format_of_year(case: Case) -> Iterator[Outcome]:
    """FMT-04: tables 2 and 3 have the format in force for the year."""
    year = case.report.year
    for table_id in ("t2", "t3"):
        form = case.report.forms[table_id]
        name = case.table(table_id).name
        if form is None:
            yield Unassessed("FMT-04", (), f"没有找到{name}，无法核对其格式。")
        elif year is None:
            yield Unassessed("FMT-04", (), f"没有找到报告年度，无法核对{name}的格式。")
        elif form != form_of_year(year):
            wrong, right = ("旧", "30号") if form == "2019" else ("新", "60号")
            message = (
                f"{name}用的是{wrong}格式，{year}年度的报告应当用国办公开办函〔"
                f"{form_of_year(year)}〕{right}规定的格式。"
            )
            yield finding("FMT-04", (), message)


CHECKS: Final[tuple[Check, ...]] = (
    check_tables_present,
    check_format_of_year,
    check_sums,
    check_whole_numbers,
    check_charges,
    check_blanks,
)


def _named(case: Case, table: Table, cell: CellId) -> str:
    shown = case.cells[cell].place
    where = sentences.place(shown)
    printed = shown.text if shown else ""
    at = f"（{where}）" if where else ""
    return f"{sentences.cell_label(table, cell)}{at}填的是“{printed}”"
