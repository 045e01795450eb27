"""The text against the tables and against itself, and the fees of section six."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from gouji.facts.base import Shown
from gouji.facts.narrative import (
    DisputesUncounted,
    DisputesUnmentioned,
    FeeOffTariff,
    FeesAboveCharges,
    FeesByPiecesOfFew,
    FeesContradict,
    FeesUncheckable,
    FeesUnmentioned,
    FeeWithoutUnit,
    HandlingUncheckable,
    HandlingWithoutRequests,
    NoSectionOnFees,
    NoSections,
    PartsMismatch,
    Passage,
    ShareAboveWhole,
    ShareMismatch,
    TextDisagrees,
    TextTooLong,
    TextUnbalanced,
    TextUncheckable,
    TextUnmatched,
)
from gouji.wording.english.base import gap, sentence
from gouji.wording.english.terms import (
    UNIT,
    cell_list,
    joined,
    listed,
    shown_cell,
    shown_label,
    some,
)
from gouji.wording.findings.base import Gap
from gouji.wording.findings.narrative import total_of, words
from gouji.wording.sentences import number

_NO_NUMBER: Final = "no usable number in"
_WAYS: Final = {"pieces": "fees by pieces", "volume": "fees by volume", None: "fees"}
_NOTICE: Final = "State Council notice no. 109 of 2020"


@sentence.register
def _(facts: TextDisagrees) -> str:
    others = [
        _printed(shown)
        for shown in facts.tables[1:]
        if total_of(shown) != total_of(facts.tables[0])
    ]
    also = f" ({'; '.join(others)}: not so either)" if others else ""
    scanned = " All this was recognised from a scan: compare with it." if facts.recognised else ""
    return (
        f"{_said(facts.passage)} ({number(facts.number)}), but {_printed(facts.tables[0])}{also}: "
        f"which one is right?{scanned}"
    )


@gap.register
def _(facts: TextUncheckable) -> Gap:
    return Gap(f"{_NO_NUMBER} {listed(facts.cells)}", _unchecked(facts.passage))


@gap.register
def _(facts: TextTooLong) -> Gap:
    return Gap(f"the text is too long: not held against the tables from {_at(facts.passage)} on")


@gap.register
def _(facts: TextUnmatched) -> Gap:
    return Gap(
        f"{number(facts.number)} may or may not be {listed(facts.cells)}: compare the sentence with the tables",
        _unchecked(facts.passage),
    )


@sentence.register
def _(facts: TextUnbalanced) -> str:
    said = ", ".join(
        f"{label} {number(stated)}"
        for label, stated in (
            ("new received", facts.new_received),
            ("carried in", facts.carried_in),
            ("concluded", facts.concluded),
            ("carried over", facts.carried_over),
        )
        if stated is not None
    )
    return (
        f"{_said(facts.passage)}: {said} do not balance; new received and carried in must equal concluded and "
        "carried over."
    )


@sentence.register
def _(facts: PartsMismatch) -> str:
    parts = " + ".join(map(number, facts.parts))
    added = f"{parts} = {number(sum(facts.parts))}" if len(facts.parts) > 1 else f"the part {parts}"
    return f"{_said(facts.passage)}: {added} does not agree with the total that is stated."


@sentence.register
def _(facts: ShareAboveWhole) -> str:
    return (
        f"{_said(facts.passage)}: {number(facts.percent)}% is a share above 100% of what it is of."
    )


@sentence.register
def _(facts: ShareMismatch) -> str:
    return (
        f"{_said(facts.passage)}: {number(facts.part)} is {number(facts.percent)}% of none of the totals stated "
        "before."
    )


@sentence.register
def _(facts: HandlingWithoutRequests) -> str:
    return (
        f"{_said(facts.passage)}, but Table 3 has no requests received or handled: is Table 3 incomplete, or was "
        "the sentence copied from another year?"
    )


@gap.register
def _(facts: HandlingUncheckable) -> Gap:
    return Gap("Table 3 has no usable totals", _unchecked(facts.passage))


@sentence.register
def _(facts: DisputesUnmentioned) -> str:
    kinds = (
        (facts.reconsiderations, "reconsideration", ""),
        (facts.lawsuits, "case of litigation", "cases of litigation"),
    )
    there = joined(some(int(n), one, several) for n, one, several in kinds if n is not None)
    return f"Table 4 has {there}, but the text says nothing of them: tell of them in section 1."


@gap.register
def _(facts: DisputesUncounted) -> Gap:
    return Gap(
        f"{_NO_NUMBER} {listed(facts.cells)}",
        "Could not check whether the text must mention disputes",
    )


@gap.register
def _(_facts: NoSections) -> Gap:
    return Gap("no section of the text found", "Could not check whether disputes are mentioned")


@sentence.register
def _(_facts: FeesUnmentioned) -> str:
    return "Section 6 does not say whether fees for handling information were received; say so, too, where none were."


@gap.register
def _(_facts: NoSectionOnFees) -> Gap:
    return Gap("section 6 not found", "Could not check whether fees are accounted for")


@sentence.register
def _(facts: FeesAboveCharges) -> str:
    charges = facts.charges
    return (
        f"{_said(facts.passage)}, more than {shown_label(charges)}, {number(charges.value or 0)} {UNIT}; "
        "fees belong to these charges: check amount and unit."
    )


@gap.register
def _(facts: FeesUncheckable) -> Gap:
    return Gap("Table 2 has no usable amount of charges", _unchecked(facts.passage))


@sentence.register
def _(facts: FeeWithoutUnit) -> str:
    return f"{_said(facts.passage)}: the amount has no unit; write how many yuan."


@sentence.register
def _(facts: FeeOffTariff) -> str:
    return (
        f"{_said(facts.passage)}; {_WAYS[facts.way]} must be a multiple of {facts.step} yuan ({_NOTICE}): check the "
        "amount."
    )


@sentence.register
def _(facts: FeesByPiecesOfFew) -> str:
    return (
        f"{_said(facts.passage)}, but {shown_cell(facts.requests)}; up to 10 requests of one applicant in a month "
        f"are free of fees by pieces ({_NOTICE}): check way and amount."
    )


@sentence.register
def _(facts: FeesContradict) -> str:
    counts = (
        (facts.notices, "notices of fees", ""),
        (facts.notified, "asked for", " yuan"),
        (facts.received, "received", " yuan"),
    )
    said = ", ".join(f"{what} {number(n)}{unit}" for n, what, unit in counts if n is not None)
    return f"{_said(facts.passage)}: {said} cannot be true together."


def _at(passage: Passage) -> str:
    """`section 1, paragraph 3, “…”`."""
    return f"section {passage.section}, paragraph {passage.paragraph}, {words(passage)}"


def _said(passage: Passage) -> str:
    return f"The text says in {_at(passage)}"


def _unchecked(passage: Passage) -> str:
    return f"Could not check what the text says in {_at(passage)}"


def _printed(shown: Sequence[Shown]) -> str:
    """The figure of one cell, or the sum of several."""
    if len(shown) == 1:
        return shown_cell(shown[0])
    deduced = " (some deduced)" if any(one.deduced for one in shown) else ""
    return f"{cell_list([one.cell for one in shown])} add up to {number(total_of(shown))}{deduced}"
