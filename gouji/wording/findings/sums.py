"""The sentence of a sum that does not hold: place, what is printed, what the others add up to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from gouji.facts.base import Shown
from gouji.facts.figures import BrokenSum
from gouji.form import CellSpec, Table
from gouji.report import CellId, Place
from gouji.wording.findings.base import sentence, table_of
from gouji.wording.sentences import LISTED, number, place, plain_label, quote, row_label

PAIR: Final = 2  # terms of which each is told, though it be 0
_EMPTY: Final = {"blank": "空着", "placeholder": "填的是占位符"}


@sentence.register
def _(facts: BrokenSum) -> str:
    terms = (*facts.left, *facts.right)
    table = table_of(terms[0].cell, terms[0].format_version)
    specs = [table.specs[term.cell] for term in terms]
    names = _names(facts, specs)
    left, right = (_side(side, names, facts) for side in (facts.left, facts.right))
    left_sum, right_sum = number(facts.left_sum), number(facts.right_sum)
    where = f"{table.name}{_common(facts, table, specs[0])}"
    if facts.assuming:
        where += f"：{_taken_as_zero(terms, names)}如果按 0 计，就不平"
    elif any(term.value is None for term in terms):
        # Of one number there is no sum to tell.
        total = f"，合计 {right_sum}" if len(facts.right) > 1 else ""
        return (
            f"{where}：无论没有数字的格填多少都不平：{left}，已知各项合计 {left_sum}；"
            f"{right}{total}。"
        )
    gap = number(max(facts.left_sum - facts.right_sum, facts.right_sum - facts.left_sum))
    whole = whole_of(facts)
    if whole and whole.value is not None:
        seen = place(whole.place)
        is_ = "推算是" if whole.deduced else "填的是"
        return (
            f"{where}：{names[whole.cell]}{is_} {right_sum}{f'（{seen}）' if seen else ''}，"
            f"而各项相加是 {left_sum}（{left}），相差 {gap}。"
        )
    return (
        f"{where}：{left}，合计 {left_sum}；{right}，合计 {right_sum}；两边应当相等，相差 {gap}。"
    )


def whole_of(facts: BrokenSum) -> Shown | None:
    """The total; a balance has none."""
    return None if facts.identity == "balance" else facts.right[0]


def _taken_as_zero(terms: Sequence[Shown], names: Mapping[CellId, str]) -> str:
    """「“科研机构”、“其他”等 3 格空着或填的是占位符，」."""
    empty = [names[term.cell] for term in terms if term.value is None]
    more = f"等 {len(empty)} 格" if len(empty) > LISTED else ""
    marks = {term.mark for term in terms if term.value is None}
    what = "空着或填的是占位符" if len(marks) > 1 else _EMPTY.get(marks.pop() or "", "空着")
    return f"{'、'.join(empty[:LISTED])}{more}{what}，"


def _common(facts: BrokenSum, table: Table, spec: CellSpec) -> str:
    """What all terms share: their column, or their row."""
    if facts.identity != "column total":
        return f"{quote(plain_label(spec.column))}列"
    return f"{quote(row_label(spec.row))}{'' if table.id == 't4' else '行'}"


def _names(facts: BrokenSum, specs: Sequence[CellSpec]) -> dict[str, str]:
    by_column = facts.identity == "column total"
    return {spec.id: quote(plain_label(spec.column if by_column else spec.row)) for spec in specs}


def _side(terms: Sequence[Shown], names: dict[str, str], facts: BrokenSum) -> str:
    """The terms of one side, those of 0 together."""
    known = [term for term in terms if term.value is not None]
    zeros = [term for term in known if term.value == 0 and len(terms) > PAIR]
    said = [
        f"{names[term.cell]} {number(term.value or 0)}{_remark(term, facts)}"
        for term in known
        if term not in zeros
    ]
    if zeros:
        deduced = "（含推算）" if any(term.deduced for term in zeros) else ""
        said.append(f"{'其余为 0' if said else '各项都是 0'}{deduced}")
    return "＋".join(said) or "没有数字"


def _remark(term: Shown, facts: BrokenSum) -> str:
    spot = place(spot_of(term, facts))
    said = "，".join(filter(None, (spot, "推算" if term.deduced else "")))
    return f"（{said}）" if said else ""


def spot_of(term: Shown, facts: BrokenSum) -> Place | None:
    """Where a term stands: no more of it than tells it beside the total (第7行, 第4格); else all."""
    whole, where = whole_of(facts), term.place
    if where is None or term is whole:
        return None  # of the total the sentence says it
    # Of a balance neither side has one total: each term is told in full.
    total = whole.place if whole else None
    if total is None or (where.page, where.table) != (total.page, total.table):
        return where
    in_row = facts.identity == "column total"
    if in_row and where.row == total.row and where.column:
        return Place(where.text, column=where.column)
    if not in_row and where.column == total.column and where.row:
        return Place(where.text, row=where.row)
    return where
