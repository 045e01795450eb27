"""What is found of the text: against the tables, against itself, and what it keeps silent about."""

from __future__ import annotations

from typing import Literal

from gouji.facts.base import Cells, Excerpt, Facts, Reason, Shown, Value
from gouji.report import Number


class Passage(Value, frozen=True):
    """Words of the text, with half-width marks: in section 1 to 6, in a paragraph of it, counted from 1."""

    section: int
    paragraph: int
    excerpt: Excerpt


class TextDisagrees(Facts, frozen=True):
    """The text states another number than the table has.

    `tables`: up to three groups of figures whose sum it might be, the likeliest first. `recognised`: the words or some
    of the figures were.
    """

    passage: Passage
    number: Number
    tables: tuple[tuple[Shown, ...], ...]
    recognised: bool = False


class TextUncheckable(Reason, frozen=True):
    """Cells that the text's number should be held against have none."""

    passage: Passage
    cells: Cells


class TextTooLong(Reason, frozen=True):
    """The text from here on was not held against the tables."""

    passage: Passage


class TextUnmatched(Reason, frozen=True):
    """The text's number is none of what it might count in the tables, and may count something else.

    `cells`: what it would most likely be.
    """

    passage: Passage
    number: Number
    cells: Cells


class TextUnbalanced(Facts, frozen=True):
    """New and carried in are not concluded and carried over, as far as the paragraph states them."""

    passage: Passage
    new_received: int
    carried_in: int | None = None
    concluded: int | None = None
    carried_over: int | None = None


class PartsMismatch(Facts, frozen=True):
    """Parts do not add up to any whole that is stated before them, or exceed it."""

    passage: Passage
    parts: tuple[int, ...]


class ShareAboveWhole(Facts, frozen=True):
    """A percentage above 100 of what cannot exceed it."""

    passage: Passage
    percent: Number


class ShareMismatch(Facts, frozen=True):
    """A percentage that is the quotient of its part and none of the wholes stated before it."""

    passage: Passage
    part: Number
    percent: Number


class HandlingWithoutRequests(Facts, frozen=True):
    """The text tells how requests were handled while table 3 has none."""

    passage: Passage


class HandlingUncheckable(Reason, frozen=True):
    """Table 3 has no totals to hold a tale of handling against."""

    passage: Passage


class DisputesUnmentioned(Facts, frozen=True):
    """Table 4 has cases of which the text says nothing."""

    reconsiderations: Number | None = None
    lawsuits: Number | None = None


class DisputesUncounted(Reason, frozen=True):
    """Whether the text had to mention disputes cannot be said: these cells of table 4 have no number."""

    cells: Cells


class NoSections(Reason, frozen=True):
    """None of the six sections was found, so that nothing can be said of the text."""


class FeesUnmentioned(Facts, frozen=True):
    """Section six does not say whether fees for handling information were received."""


class NoSectionOnFees(Reason, frozen=True):
    """Section six, which should tell of fees, was not found."""


class FeesAboveCharges(Facts, frozen=True):
    """More fees are said to have been received than table 2 has of all charges (万元)."""

    passage: Passage
    charges: Shown


class FeesUncheckable(Reason, frozen=True):
    """Table 2 has no amount of charges to hold the fees against."""

    passage: Passage


class FeeOffTariff(Facts, frozen=True):
    """An amount of fees that is no multiple of `step` 元; `way`: how it is said to be counted, None if it is not."""

    passage: Passage
    way: Literal["pieces", "volume"] | None
    step: int


class FeesByPiecesOfFew(Facts, frozen=True):
    """Fees by pieces, which are free up to ten requests of one applicant in a month, with no more requests in all."""

    passage: Passage
    requests: Shown


class FeesContradict(Facts, frozen=True):
    """Notices of fees, the amount that they ask for and what was received (元) cannot be true together."""

    passage: Passage
    notices: int | None
    notified: Number | None
    received: Number | None


class FeeWithoutUnit(Facts, frozen=True):
    """An amount in section six has no unit."""

    passage: Passage
