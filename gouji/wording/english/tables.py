"""The figures of the tables: sums, blanks, numbers that are no counts, and figures beside each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from gouji.facts.base import Cells, Facts, Shown
from gouji.facts.figures import (
    AmountNotPlain,
    BlanksLeft,
    BrokenSum,
    DisputeCellsMissing,
    NotWhole,
    TableMissing,
    WrongFormat,
)
from gouji.facts.table2 import (
    AmountInOtherUnit,
    DecisionsWithoutItems,
    FewerDisclosed,
    FewerInForce,
    ItemsOdd,
    MadeUndisclosed,
    ProcurementInconsistent,
    ProcurementWithUnit,
    UnitsUnclear,
)
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
from gouji.facts.table4 import DisputesWithoutRequests, NoReconsideration, PreviousWithoutNumbers
from gouji.form import table_id_of
from gouji.report import CellId, Number
from gouji.wording.english.base import gap, sentence
from gouji.wording.english.terms import (
    TABLE_NAMES,
    at,
    column_term,
    joined,
    listed,
    place,
    quoted_all,
    row_term,
    shown_cell,
    shown_label,
    some,
)
from gouji.wording.findings.base import Gap, table_of
from gouji.wording.findings.sums import PAIR, spot_of, whole_of
from gouji.wording.sentences import LISTED, number, verbatim

_EMPTY: Final = {"blank": "blank", "placeholder": "a placeholder"}


@sentence.register
def _(facts: BrokenSum) -> str:
    terms = (*facts.left, *facts.right)
    by_column = facts.identity == "column total"
    names = {t.cell: f"“{(column_term if by_column else row_term)(t.cell)}”" for t in terms}
    left, right = (_side(side, names, facts) for side in (facts.left, facts.right))
    left_sum, right_sum = number(facts.left_sum), number(facts.right_sum)
    first = terms[0].cell
    common = f"row “{row_term(first)}”" if by_column else f"column “{column_term(first)}”"
    where = f"{TABLE_NAMES[table_id_of(first)]}, {common}: "
    if facts.assuming:
        where += _taken_as_zero(terms, names)
    elif any(term.value is None for term in terms):
        total = f", {right_sum} in all" if len(facts.right) > 1 else ""
        return (
            f"{where}whatever the cells without a number hold, the sum cannot hold: {left}, "
            f"known parts {left_sum} in all; {right}{total}."
        )
    gap_ = number(max(facts.left_sum - facts.right_sum, facts.right_sum - facts.left_sum))
    whole = whole_of(facts)
    if whole and whole.value is not None:
        is_ = "must be" if whole.deduced else "is"
        return (
            f"{where}{names[whole.cell]} {is_} {right_sum}{at(whole.place)}, "
            f"but the parts add up to {left_sum} ({left}): a difference of {gap_}."
        )
    return f"{where}{left}, {left_sum} in all, must equal {right}, {right_sum} in all: a difference of {gap_}."


def _taken_as_zero(terms: Sequence[Shown], names: Mapping[CellId, str]) -> str:
    empty = [names[term.cell] for term in terms if term.value is None]
    more = f" and others ({some(len(empty), 'cell')})" if len(empty) > LISTED else ""
    marks = {term.mark for term in terms if term.value is None}
    what = (
        "blank or a placeholder"
        if len(marks) > 1
        else _EMPTY.get(marks.pop() or "", _EMPTY["blank"])
    )
    be = "are" if len(empty) > 1 else "is"
    return f"{', '.join(empty[:LISTED])}{more} {be} {what}; taken as 0, the sum does not hold: "


def _side(terms: Sequence[Shown], names: Mapping[CellId, str], facts: BrokenSum) -> str:
    """The terms of one side, those of 0 together."""
    known = [term for term in terms if term.value is not None]
    zeros = [term for term in known if term.value == 0 and len(terms) > PAIR]
    said = [
        f"{names[term.cell]} {number(term.value or 0)}{_remark(term, facts)}"
        for term in known
        if term not in zeros
    ]
    if zeros:
        deduced = " (some deduced)" if any(term.deduced for term in zeros) else ""
        said.append(f"{'the others 0' if said else 'all parts 0'}{deduced}")
    return " + ".join(said) or "no number"


def _remark(term: Shown, facts: BrokenSum) -> str:
    spot = place(spot_of(term, facts))
    said = ", ".join(filter(None, (spot, "deduced" if term.deduced else "")))
    return f" ({said})" if said else ""


@sentence.register
def _(facts: TableMissing) -> str:
    return f"{TABLE_NAMES[facts.table]} was not found. Add it as a table of text, not as a picture or an attachment."


@sentence.register
def _(facts: WrongFormat) -> str:
    wrong, notice = ("old", 30) if facts.format_version == "2019" else ("new", 60)
    return (
        f"{TABLE_NAMES[facts.table]} has the {wrong} format; reports of {facts.year} must have that of "
        f"notice no. {notice} of {facts.wanted}."
    )


@sentence.register
def _(facts: NotWhole) -> str:
    return f"{_filled(facts.figure)}, which is no whole number from 0."


@sentence.register
def _(facts: DisputeCellsMissing) -> str:
    return f"Table 4 must have fifteen cells; {listed(facts.missing)} not found."


@sentence.register
def _(facts: AmountNotPlain) -> str:
    return f"{_filled(facts.figure)}; it must be a plain number, in units of 10,000 yuan, without a unit in the cell."


@sentence.register
def _(facts: BlanksLeft) -> str:
    counts = ((facts.blank, "blank"), (facts.placeholder, "with a placeholder"))
    said = joined(f"{some(n, 'cell')} {what}" for n, what in counts if n)
    return f"{listed(facts.cells)}: {said}. {'; '.join(_asked(facts))}."


def _asked(facts: BlanksLeft) -> Iterator[str]:
    """What to put in: what the sums force, what only the organ knows, else 0."""
    cells = facts.cells.cells
    if len(cells) == len(table_of(cells[0], facts.cells.format_version).specs):
        yield "Fill in every cell, 0 where there was nothing"
        return
    others = len(cells) - len(facts.forced)
    if facts.forced:
        forced = ", ".join(
            f"{number(f.value or 0)} in {shown_label(f)}" for f in facts.forced[:LISTED]
        )
        more = (
            f" and others ({some(len(facts.forced), 'cell')})" if len(facts.forced) > LISTED else ""
        )
        yield f"The sums force {forced}{more}: check and fill in, or correct the totals"
    if facts.open:
        others -= len(facts.open.cells)
        which = "they" if facts.open.cells == cells else listed(facts.open)
        yield f"If {which} were 0 a sum would not hold: fill in the number or correct the total"
    if others:
        rest = "the other cells" if facts.forced or facts.open else "the cells"
        yield f"Fill in 0 in {rest} without a number"


def _filled(figure: Shown) -> str:
    """`Table 2 “…” (page 3, …) reads “-1”`."""
    printed = figure.place.text if figure.place else ""
    return f"{shown_label(figure)}{at(figure.place)} reads “{printed}”"


@sentence.register
def _(facts: FewerInForce) -> str:
    return (
        f"{shown_cell(facts.in_force)}, fewer than {shown_cell(facts.issued, 'at')} less "
        f"{shown_cell(facts.repealed, 'at')}{_assumed(facts)}: check what is in force."
    )


@sentence.register
def _(facts: FewerDisclosed) -> str:
    total, new = shown_cell(facts.total_disclosed), shown_cell(facts.newly_disclosed, "at")
    return f"{total}, fewer than {new}{_assumed(facts)}."


@sentence.register
def _(facts: MadeUndisclosed) -> str:
    return (
        f"{shown_cell(facts.made)}, but {shown_cell(facts.newly_disclosed)} and "
        f"{shown_cell(facts.total_disclosed)}; rules and normative documents must be disclosed."
    )


@sentence.register
def _(facts: ItemsOdd) -> str:
    return (
        f"{shown_cell(facts.previous_items)} and {shown_cell(facts.change)}, together {number(facts.items)}"
        f"{_assumed(facts)}; items must be a whole number from 0: check the change."
    )


@sentence.register
def _(facts: DecisionsWithoutItems) -> str:
    return (
        f"{shown_cell(facts.decisions)}, but {shown_cell(facts.previous_items)} and "
        f"{shown_cell(facts.change)}: decisions without items."
    )


@sentence.register
def _(facts: ProcurementWithUnit) -> str:
    amount = facts.amount
    printed = amount.place.text if amount.place else number(amount.value or 0)
    return f"{shown_label(amount)} reads “{printed}”; it must be a number only: tell the unit in the text."


@sentence.register
def _(facts: AmountInOtherUnit) -> str:
    more = [excerpt.text for excerpt in facts.said if excerpt.text != facts.unit]
    words = f" ({quoted_all(more)})" if more else ""
    return (
        f"{shown_cell(facts.amount)}, in the unit “{facts.unit}”{words}; it must be in “万元” (10,000 yuan): "
        f"{number(facts.in_wan)}, under the prescribed head “（单位：万元）”."
    )


@sentence.register
def _(facts: UnitsUnclear) -> str:
    printed = facts.amount.place.text if facts.amount.place else ""
    said = quoted_all(excerpt.text for excerpt in facts.said)
    fault = "is none of “元”, “万元”, “亿元”" if facts.unknown else "is not the same everywhere"
    return (
        f"{shown_label(facts.amount)} reads “{printed}” and its unit {fault} ({said}), so that the amount is not "
        "certain. Use one unit only (“万元”, 10,000 yuan)."
    )


@sentence.register
def _(facts: ProcurementInconsistent) -> str:
    return f"{shown_cell(facts.projects)}, but {shown_cell(facts.amount)}."


def _assumed(facts: Facts) -> str:
    return " (blanks and placeholders taken as 0)" if facts.assuming else ""


@sentence.register
def _(facts: MoreCarriedOver) -> str:
    return (
        f"{shown_cell(facts.carried_over)}, more than {shown_cell(facts.new_received, 'at')}; what was carried in "
        "is usually concluded within the year."
    )


@sentence.register
def _(facts: LargeShareCarriedOver) -> str:
    return (
        f"{shown_cell(facts.carried_over)}, {_share(facts.carried_over, facts.requests)} of all "
        f"{number(facts.requests)} requests: a large share; were they handled in time?"
    )


@sentence.register
def _(facts: RowShifted) -> str:
    hint = "its numbers seem to stand one column too far left: one column to the right it would"
    return _unbalanced(facts.row, hint)


@sentence.register
def _(facts: DigitsSwapped) -> str:
    return _unbalanced(facts.row, " or ".join(map(_swap, facts.swaps)))


def _unbalanced(row: Cells, hint: str) -> str:
    return f"Table 3, row “{row_term(row.cells[0])}” does not add up; {hint}. Compare with the original records."


def _swap(swap: Swap) -> str:
    printed = number(swap.figure.value or 0)
    return f"{printed} in {shown_label(swap.figure)} may be {number(swap.meant)} with two digits swapped"


@sentence.register
def _(facts: LargeShareOfOther) -> str:
    return (
        f"{shown_cell(facts.other)}, {_share(facts.other, facts.concluded)} of all {number(facts.concluded)} "
        "concluded: could they belong to the rows above?"
    )


@sentence.register
def _(facts: FeesUnexplained) -> str:
    said = verbatim(facts.said.text) if facts.said else ""
    fault = {
        "unsaid": "says nothing of notices of fees: add how many were sent",
        "uncounted": "does not say how many notices of fees were sent: add it",
        "fewer": f"tells of only {some(int(facts.notices or 0), 'notice')} of fees ({said}): which one is right?",
    }[facts.fault]
    return f"{shown_cell(facts.overdue)}, but section 6 {fault.rstrip('?')}{'?' if fault[-1] == '?' else '.'}"


@sentence.register
def _(facts: ExcessiveAmongFew) -> str:
    return (
        f"{shown_cell(facts.excessive)}, though there were {number(facts.requests)} requests in all, new and "
        "carried in: do they belong elsewhere?"
    )


@gap.register
def _(facts: NoPrintedNumbers) -> Gap:
    return Gap(
        f"{listed(facts.cells)} without a usable number, or recognised from a scan",
        "Could not check",
    )


def _share(part: Shown, whole: Number) -> str:
    return f"{float(part.value or 0) / float(whole):.0%}"


@sentence.register
def _(facts: NoReconsideration) -> str:
    return (
        f"{shown_cell(facts.after_reconsideration)}, but there was no reconsideration this year or last: does it "
        "belong to “litigation direct”, or is a reconsideration lacking?"
    )


@sentence.register
def _(facts: DisputesWithoutRequests) -> str:
    disputes = ", ".join(map(shown_cell, facts.disputes))
    return (
        f"{disputes}, but Table 3 has no requests this year or last: did they arise from proactive disclosure, or "
        "are requests lacking?"
    )


@gap.register
def _(_facts: PreviousWithoutNumbers) -> Gap:
    return Gap("last year's report has no usable number in the cells concerned", "Could not check")
