"""Why a rule could not be checked: the reasons that several families share."""

from __future__ import annotations

from typing import Literal

from gouji.facts.base import Cells, Reason
from gouji.facts.office_files import Fault
from gouji.report import TableId


class NoNumbers(Reason, frozen=True):
    """The cells, table by table, have no number that can be used. `what`: what should have been checked of them.

    `undivided`: digits are printed for some of them, but run together.
    """

    cells: tuple[Cells, ...]
    what: Literal["all", "whole"] = "all"
    undivided: bool = False


class NoTable(Reason, frozen=True):
    """The table was not found. `what`: what of it should have been checked."""

    table: TableId
    what: Literal["all", "blanks", "format"] = "all"


class NoSection(Reason, frozen=True):
    """The section, 1 to 6, was not found."""

    section: int


class NoNarrative(Reason, frozen=True):
    """No text was read that could be compared with last year's, with earlier years' or with other organs'."""

    what: Literal["previous", "earlier", "others"]


class NoYear(Reason, frozen=True):
    """The report's year was not found. `what`: what should have been checked with it; a format is `table`'s."""

    what: Literal["all", "sources", "key", "previous", "deadline", "format"] = "all"
    table: TableId | None = None


class NoOrgan(Reason, frozen=True):
    """The organ's name was not found. `what`: what should have been checked with it."""

    what: Literal["sources", "scope", "key"]


class Recognised(Reason, frozen=True):
    """The words were recognised from a scan."""


class Missing(Reason, frozen=True):
    """Something beside the report is not there."""

    what: Literal[
        "previous",
        "filed",
        "dates",
        "deadline",
        "roster",
        "others",
        "last_year",
        "earlier",
        "other_uploads",
        "last_aggregate",
        "uploads",
    ]


class ReadEarlier(Reason, frozen=True):
    """The report was read by an older version of the system, which did not keep `missing`."""

    missing: Literal["headings", "traditional"]


class PreviousUnread(Reason, frozen=True):
    """Last year's report is still being read (`received`), or could not be read."""

    year: int
    state: Literal["received", "unreadable"]


class PreviousOutdated(Reason, frozen=True):
    """Last year's report was read by an older version of the system and must be handed in again.

    `is_lost`: what was read of it is not there any more, or is damaged.
    """

    year: int
    is_lost: bool = False


class PreviousUnreadable(Reason, frozen=True):
    """The file that was given as last year's report; `why` is the sentence for its sender."""

    file: str
    why: str


class MalformedOfficeFile(Reason, frozen=True):
    """The office's settings or roster; `fault` is the first one."""

    what: Literal["settings", "roster"]
    fault: Fault
