"""What is found of a report beside the office's roster and its other reports. Amounts are in 万元."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from gouji.facts.base import Cells, Excerpt, Facts, Reason, Shown, Value
from gouji.report import Number


class NarrativeShared(Facts, frozen=True):
    """The narrative is that of other organs, the likest first; `percent`: what is the first one's, names masked.

    It is estimated by the sketches; `near`: so that it may be on either side of the threshold. `ours`: the longest
    sentence that both have, where it was kept. An organ is None where its report names none. `more`: so many further
    organs are not listed.
    """

    organs: tuple[str | None, ...]
    percent: int
    ours: Excerpt | None = None
    near: bool = False
    more: int = 0


class SharedParagraph(Value, frozen=True):
    """A paragraph that another organ's report has word for word."""

    organ: str | None
    ours: Excerpt


class ParagraphsShared(Facts, frozen=True):
    """Paragraphs, `count` of them, that other organs' reports have word for word, names and years masked; the first.

    `more`: so many further organs are not listed.
    """

    organs: tuple[str | None, ...]
    count: int
    paragraphs: tuple[SharedParagraph, ...]
    more: int = 0


class EarlierNarrativeCopied(Facts, frozen=True):
    """The narrative is that of earlier years, the likest first; the rest as of one that others have."""

    years: tuple[int, ...]
    percent: int
    ours: Excerpt | None = None
    near: bool = False


class HandedIn(Value, frozen=True):
    """Where a report was handed in."""

    organ: str | None
    year: int | None


class SameAsAnother(Facts, frozen=True):
    """The file, byte by byte, or all cells and words are those of what was handed in elsewhere.

    `ours`: this report is at the right place, the others are not.
    """

    reports: tuple[HandedIn, ...]
    same: Literal["file", "content"]
    ours: bool = False


class Reading(Value, frozen=True):
    """A figure, and the number that the organ's other upload has there."""

    figure: Shown
    other: Number | None


class ScanDiffers(Facts, frozen=True):
    """Figures in which the scan and the text document of one report differ. `is_scan`: the scan is under judgement.

    `misread`: the scan's figures may have been misread, for no sum confirms them.
    """

    readings: tuple[Reading, ...]
    is_scan: bool
    misread: bool = False


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
    """One organ's year has several current reports; `names`: the other names under which they were handed in."""

    uploads: int
    names: tuple[str, ...] = ()


class ManagedFromAbove(Facts, frozen=True):
    """The organ's figures are added up by the organ above it."""

    organ: str


class NotOnRoster(Reason, frozen=True):
    """The roster does not have the organ, None where the report names none. `what`: what it should have told."""

    organ: str | None
    what: Literal["full_name", "makes_rules", "vertical", "aggregate", "names"]


class FewPeers(Reason, frozen=True):
    """Too few other organs charge anything."""

    peers: int
    needed: int


class NarrativesOutdated(Reason, frozen=True):
    """So many reports were read by an older version of the system, so that their text cannot be compared."""

    reports: int


class UploadsWithoutNumbers(Reason, frozen=True):
    """Cells, table by table, without a number that can be used in the scan or in the text document."""

    cells: tuple[Cells, ...]
