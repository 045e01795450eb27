"""What is found of a report beside the office's roster and its other reports. Amounts are in 万元."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from gouji.facts.base import Excerpt, Facts, Reason, Shown, Value


class NarrativeShared(Facts, frozen=True):
    """The narrative is that of other organs, the likest first; `percent`: what is the first one's, names masked.

    `ours`, `theirs`: the longest sentence that both have, as each prints it. An organ is None where its report names
    none.
    """

    organs: tuple[str | None, ...]
    percent: int
    ours: Excerpt
    theirs: Excerpt


class SharedParagraph(Value, frozen=True):
    """A paragraph that another organ's report has word for word."""

    organ: str | None
    ours: Excerpt
    theirs: Excerpt


class ParagraphsShared(Facts, frozen=True):
    """Paragraphs that other organs' reports have word for word, names and years masked; the first ones of them."""

    organs: tuple[str | None, ...]
    paragraphs: tuple[SharedParagraph, ...]


class RulesWithoutPower(Facts, frozen=True):
    """Figures of 规章 in the report of an organ that may issue none."""

    organ: str
    figures: tuple[Shown, ...]


class ChargesLarge(Facts, frozen=True):
    """Charges above what a department below the city ever takes."""

    figure: Shown
    amount: Decimal


class ChargesAboveOthers(Facts, frozen=True):
    """Charges more than a hundred times the median of the `peers` other organs that charge anything."""

    figure: Shown
    amount: Decimal
    peers: int
    median: Decimal


class NameNotInFull(Facts, frozen=True):
    """The organ's name is no full name of the roster. `short_for`: what it is short for; `alike`: what it may mean."""

    printed: str
    short_for: str | None = None
    alike: tuple[str, ...] = ()


class SeveralUploads(Facts, frozen=True):
    """One organ's year has several current reports."""

    uploads: int


class ManagedFromAbove(Facts, frozen=True):
    """The organ's figures are added up by the organ above it."""

    organ: str


class NotOnRoster(Reason, frozen=True):
    """The roster does not have the organ, None where the report names none. `what`: what it should have told."""

    organ: str | None
    what: Literal["full_name", "makes_rules", "vertical", "aggregate"]


class FewPeers(Reason, frozen=True):
    """Too few other organs charge anything."""

    peers: int
    needed: int
