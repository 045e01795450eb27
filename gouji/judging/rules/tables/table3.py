"""Table 3: figures that add up and still are hardly so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from gouji.facts.base import Excerpt, Facts
from gouji.facts.reasons import Recognised
from gouji.facts.table3 import (
    DigitsSwapped,
    ExcessiveAmongFew,
    FeesUnexplained,
    LargeShareCarriedOver,
    LargeShareOfOther,
    MoreCarriedOver,
    NoPrintedNumbers,
    RowShifted,
    Swap,
)
from gouji.judging.case import Case
from gouji.judging.rule import (
    DEFINITION,
    FEES,
    NEW,
    PROVINCIAL_FEES,
    REGULATIONS,
    NotAssessed,
    Outcome,
    Violated,
    rule,
)
from gouji.judging.text import prose
from gouji.judging.values import cells_of, figure, numbers, without_numbers
from gouji.numerals import number_of
from gouji.report import CellId, Number
from gouji.text import lazy_pattern

_MANY_REQUESTS: Final = 10  # from so many on a share says something
_MANY_CONCLUDED: Final = 20
_CARRIED_SHARE: Final = 0.25
_OTHER_SHARE: Final = 0.3
_FEE: Final = lazy_pattern(r"信息处理费|收费通知|缴费通知")
_COUNT: Final = lazy_pattern(
    r"(?<![\d,])(\d[\d,]{0,19}|[一二两三四五六七八九十]{1,3})\s*(?:[余多]\s*)?[件份次笔人个宗条起]"
)
_QUOTED: Final = 40  # characters


@rule(
    "T3-07",
    "结转合理",
    "结转下年度的件数不大于本年新收的件数，每一列都是。",
    "warning",
    basis=(REGULATIONS, DEFINITION),
)
def carried_over(case: Case) -> Iterator[Outcome]:
    """In every column no more is carried over than came in this year."""
    table = case.table("t3")
    missing: list[CellId] = []
    for column in dict.fromkeys(spec.column.id for spec in table.specs.values()):
        cells = (f"t3.carried_over.{column}", f"t3.new_received.{column}")
        over, new = (case.value(cell) for cell in cells)
        if over is None or new is None:
            missing += [cell for cell in cells if case.value(cell) is None]
        elif over > new:
            facts = MoreCarriedOver(
                carried_over=figure(case, cells[0]), new_received=figure(case, cells[1])
            )
            yield Violated(facts, cells)
    if missing:
        yield without_numbers(case, missing)


@rule(
    "T3-08",
    "结转比例偏高",
    "结转下年度的比例不偏高（申请满10件时不超过25%）。",
    "note",
    basis=(DEFINITION,),
)
def share_carried_over(case: Case) -> Iterator[Outcome]:
    """Of ten requests and more not over a quarter is carried over."""
    cells = _totals("carried_over", "new_received", "carried_in")
    values = numbers(case, cells)
    if isinstance(values, NotAssessed):
        yield values
        return
    over, new, before = values
    requests = new + before
    if requests >= _MANY_REQUESTS and over > _CARRIED_SHARE * float(requests):
        facts = LargeShareCarriedOver(carried_over=figure(case, cells[0]), requests=requests)
        yield Violated(facts, cells)


@rule(
    "T3-09",
    "疑似错列",
    "合计不平的行，若整行错开一列或两个数位颠倒即可相符，提示可能错列或错位。",
    "note",
    basis=(DEFINITION,),
)
def shifted(case: Case) -> Iterator[Outcome]:
    """A row that does not add up, and would if it stood a column aside or two digits were swapped."""
    missing: list[CellId] = []
    for identity in case.table("t3").identities:
        if identity.kind != "column total":
            continue
        values = [case.value(cell) for cell in identity.cells]
        known = [v for v in values if v is not None]
        if len(known) == len(values) and sum(known[:-1]) == known[-1]:
            continue
        recognised = any(case.cells[cell].mark == "recognised" for cell in identity.cells)
        if recognised or len(known) < len(values):
            missing += [c for c in identity.cells if recognised or case.value(c) is None]
        elif facts := _slip(case, identity.cells, known):
            yield Violated(facts, identity.cells)
    if missing:
        yield NotAssessed(NoPrintedNumbers(cells=cells_of(case, missing)), missing)


def _slip(case: Case, cells: Sequence[CellId], values: Sequence[Number]) -> Facts | None:
    row = cells_of(case, cells)
    if values[-1] == 0 and values[-2] > 0 and sum(values[:-2]) == values[-2]:
        return RowShifted(row=row)
    gap = sum(values[:-1]) - values[-1]
    meant = [
        n + gap if cell == cells[-1] else n - gap for cell, n in zip(cells, values, strict=True)
    ]
    swaps = tuple(
        Swap(figure(case, cell), true)
        for cell, n, true in zip(cells, values, meant, strict=True)
        if _swapped(n, true)
    )
    return DigitsSwapped(row=row, swaps=swaps) if swaps else None


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


@rule(
    "T3-10",
    "其他处理占比过高",
    "“（六）3.其他”不超过办理总数的30%（办理满20件时）。",
    "note",
    basis=(DEFINITION,),
    forms=NEW,
)
def share_of_other(case: Case) -> Iterator[Outcome]:
    """Of twenty and more concluded not over three tenths are 其他."""
    if case.table("t3").format_version not in NEW:
        return
    cells = _totals("other.other", "concluded")
    values = numbers(case, cells)
    if isinstance(values, NotAssessed):
        yield values
    elif values[1] >= _MANY_CONCLUDED and values[0] > _OTHER_SHARE * float(values[1]):
        yield Violated(LargeShareOfOther(other=figure(case, cells[0]), concluded=values[1]), cells)


@rule(
    "T3-11",
    "逾期缴费须有收费",
    "有逾期未缴费而不再处理的，第六部分应写明发出收费通知的件数，且不少于它。",
    "warning",
    basis=(FEES, PROVINCIAL_FEES),
    forms=NEW,
)
def fees_overdue(case: Case) -> Iterator[Outcome]:
    """Fees not paid in time need notices of fees, which section 6 reports."""
    if case.table("t3").format_version not in NEW:
        return
    cells = _totals("other.fee_overdue")
    values = numbers(case, cells)
    if isinstance(values, NotAssessed):
        yield values
    elif values[0] > 0 and case.report.recognised:
        yield NotAssessed(Recognised())
    elif values[0] > 0:
        said = [
            s.strip() for s in re.split(r"[。;\n]", prose.text(case.report, 6)) if _FEE.search(s)
        ]
        facts = _fault_of_fees(case, cells[0], said)
        if facts:
            yield Violated(facts, cells, rests_on=said)


def _fault_of_fees(case: Case, cell: CellId, said: Sequence[str]) -> FeesUnexplained | None:
    """What is wrong with the sentences of section 6 that speak of fees."""
    overdue = figure(case, cell)
    if not said:
        return FeesUnexplained(overdue=overdue, fault="unsaid")
    found = (number_of(number) for s in said for number in _COUNT.findall(s))
    counts = [number for number in found if number is not None]
    if not counts:
        return FeesUnexplained(overdue=overdue, fault="uncounted")
    if max(counts) >= (overdue.value or 0):
        return None
    excerpt = Excerpt(said[0][:_QUOTED], cut_after=len(said[0]) > _QUOTED)
    return FeesUnexplained(overdue=overdue, fault="fewer", notices=max(counts), said=excerpt)


@rule(
    "T3-12",
    "大量反复申请合理性",
    "申请总数不足10件时，一般不会有“无正当理由大量反复申请”。",
    "note",
    basis=(DEFINITION,),
)
def excessive(case: Case) -> Iterator[Outcome]:
    """A great many requests without good reason are hardly among fewer than ten."""
    cells = _totals("not_processed.excessive", "new_received", "carried_in")
    values = numbers(case, cells)
    if isinstance(values, NotAssessed):
        yield values
    elif values[0] > 0 and values[1] + values[2] < _MANY_REQUESTS:
        facts = ExcessiveAmongFew(excessive=figure(case, cells[0]), requests=values[1] + values[2])
        yield Violated(facts, cells)


def _totals(*rows: str) -> tuple[CellId, ...]:
    return tuple(f"t3.{row}.total" for row in rows)
