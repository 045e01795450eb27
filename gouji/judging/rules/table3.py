"""Table 3: figures that add up and still are hardly so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from gouji.judging.case import Case, Check, Outcome, finding, unassessed
from gouji.judging.text import prose
from gouji.judging.text.quantities import number_of
from gouji.judging.values import lacking as lacking_of
from gouji.judging.values import shown
from gouji.judging.values import values as values_of
from gouji.report import CellId, Number
from gouji.wording import sentences

_MANY_REQUESTS: Final = 10  # from so many on a share says something
_MANY_CONCLUDED: Final = 20
_CARRIED_SHARE: Final = 0.25
_OTHER_SHARE: Final = 0.3
_FEE: Final = re.compile(r"信息处理费|收费通知|缴费通知")
_COUNT: Final = re.compile(
    r"(?<![\d,])(\d[\d,]{0,19}|[一二两三四五六七八九十]{1,3})\s*(?:余|多)?\s*[件份次笔人个宗条起]"
)


def check_carried_over(case: Case) -> Iterator[Outcome]:
    """T3-07: in every column no more is carried over than came in this year."""
    table = case.table("t3")
    lacking: list[CellId] = []
    for column in dict.fromkeys(spec.column.id for spec in table.specs.values()):
        cells = (f"t3.carried_over.{column}", f"t3.new_received.{column}")
        over, new = (case.value(cell) for cell in cells)
        if over is None or new is None:
            lacking += [cell for cell in cells if case.value(cell) is None]
        elif over > new:
            message = (
                f"{shown(case, cells[0])}，多于{shown(case, cells[1])}；"
                "上年结转的申请一般应在本年办结，请核对。"
            )
            yield finding("T3-07", cells, message)
    if lacking:
        yield lacking_of(case, "T3-07", lacking)


def check_share_carried_over(case: Case) -> Iterator[Outcome]:
    """T3-08: of ten requests and more not over a quarter is carried over."""
    cells = _totals("carried_over", "new_received", "carried_in")
    values = values_of(case, "T3-08", cells)
    if not isinstance(values, list):
        yield values
        return
    over, new, before = values
    if new + before >= _MANY_REQUESTS and over > _CARRIED_SHARE * float(new + before):
        message = (
            f"{shown(case, cells[0])}，占全部 {sentences.number(new + before)} 件申请的"
            f" {float(over) / float(new + before):.0%}，结转比例偏高，请核对是否按期办理。"
        )
        yield finding("T3-08", cells, message)


def check_shifted(case: Case) -> Iterator[Outcome]:
    """T3-09: a row that does not add up, and would if it stood a column aside or two digits were swapped."""
    table = case.table("t3")
    lacking: list[CellId] = []
    for identity in table.identities:
        if identity.rule != "T3-03":
            continue
        values = [case.value(cell) for cell in identity.cells]
        numbers = [v for v in values if v is not None]
        if len(numbers) == len(values) and sum(numbers[:-1]) == numbers[-1]:
            continue
        recognised = any(case.cells[cell].mark == "recognised" for cell in identity.cells)
        if recognised or len(numbers) < len(values):
            doubtful = [c for c in identity.cells if recognised or case.value(c) is None]
            lacking += doubtful
        elif hint := _hint(case, identity.cells, numbers):
            name = sentences.row_label(table.specs[identity.cells[0]].row)
            message = f"表三“{name}”行合计不平，{hint}，请对照原始台账核对。"
            yield finding("T3-09", identity.cells, message)
    if lacking:
        listed = sentences.cell_list(table, list(dict.fromkeys(lacking)))
        yield unassessed("T3-09", f"{listed}没有可用的数字，或由扫描件识别，无法核对。", lacking)


def _hint(case: Case, cells: Sequence[CellId], numbers: Sequence[Number]) -> str | None:
    if numbers[-1] == 0 and numbers[-2] > 0 and sum(numbers[:-2]) == numbers[-2]:
        return "整行数字像是向左错了一列：右移一列即可相符"
    gap = sum(numbers[:-1]) - numbers[-1]
    swaps = []
    for cell, number in zip(cells, numbers, strict=True):
        wanted = number + gap if cell == cells[-1] else number - gap
        if _swapped(number, wanted):
            label = sentences.cell_label(case.table("t3"), cell)
            swaps.append(
                f"{label}的 {sentences.number(number)} 像是 {sentences.number(wanted)} 的两个数位颠倒"
            )
    return "，或".join(swaps) or None


def _swapped(one: Number, other: Number) -> bool:
    """Whether two numbers differ by two neighbouring digits that change places."""
    if other < 0:
        return False
    a, b = str(one), str(other)
    b = b.rjust(len(a), "0")
    odd = [i for i in range(len(a)) if len(a) == len(b) and a[i] != b[i]]
    return (
        len(odd) == 2 and odd[1] == odd[0] + 1 and a[odd[0]] == b[odd[1]] and a[odd[1]] == b[odd[0]]
    )


def check_share_of_other(case: Case) -> Iterator[Outcome]:
    """T3-10: of twenty and more concluded not over three tenths are 其他."""
    if case.table("t3").form != "2021":
        return
    cells = _totals("other.other", "concluded")
    values = values_of(case, "T3-10", cells)
    if not isinstance(values, list):
        yield values
    elif values[1] >= _MANY_CONCLUDED and values[0] > _OTHER_SHARE * float(values[1]):
        message = (
            f"{shown(case, cells[0])}，占办理总数 {sentences.number(values[1])} 件的"
            f" {float(values[0]) / float(values[1]):.0%}，请核对能否归入前面各项。"
        )
        yield finding("T3-10", cells, message)


def check_fee_overdue(case: Case) -> Iterator[Outcome]:
    """T3-11: fees not paid in time need notices of fees, which section 6 reports."""
    if case.table("t3").form != "2021":
        return
    cells = _totals("other.fee_overdue")
    values = values_of(case, "T3-11", cells)
    if not isinstance(values, list):
        yield values
    elif values[0] > 0 and case.report.recognised:
        yield unassessed("T3-11", prose.SCANNED)
    elif values[0] > 0 and (fault := _fault_of_fees(case, values[0])):
        yield finding(
            "T3-11",
            cells,
            f"{shown(case, cells[0])}，{fault}，请在第六部分写明发出收费通知的件数。",
        )


def _fault_of_fees(case: Case, overdue: Number) -> str | None:
    said = [s for s in re.split(r"[。;\n]", prose.text(case.report, 6)) if _FEE.search(s)]
    if not said:
        return "而第六部分没有说明信息处理费的收费通知"
    found = (number_of(number) for s in said for number in _COUNT.findall(s))
    counts = [number for number in found if number is not None]
    if not counts:
        return "而第六部分没有写明发出收费通知的件数"
    if max(counts) < overdue:
        return f"而第六部分写的收费通知只有 {max(counts)} 件（“{said[0].strip()[:40]}”）"
    return None


def check_excessive(case: Case) -> Iterator[Outcome]:
    """T3-12: a great many requests without good reason are hardly among fewer than ten."""
    cells = _totals("not_processed.excessive", "new_received", "carried_in")
    values = values_of(case, "T3-12", cells)
    if not isinstance(values, list):
        yield values
    elif values[0] > 0 and values[1] + values[2] < _MANY_REQUESTS:
        message = (
            f"{shown(case, cells[0])}，而新收和结转的申请一共只有 {sentences.number(values[1] + values[2])} 件，"
            "请核对是否应当归入其他情形。"
        )
        yield finding("T3-12", cells, message)


CHECKS: Final[tuple[Check, ...]] = (
    check_carried_over,
    check_share_carried_over,
    check_shifted,
    check_share_of_other,
    check_fee_overdue,
    check_excessive,
)


def _totals(*rows: str) -> tuple[CellId, ...]:
    return tuple(f"t3.{row}.total" for row in rows)
