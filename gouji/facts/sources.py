"""What is found of the file and of the place where it was handed in."""

from __future__ import annotations

from typing import Literal

from gouji.facts.base import Facts, Reason


class SeveralReports(Facts, frozen=True):
    """The file holds several reports; `judged`: title or organ of the one that was judged, as far as it has any."""

    reports: int
    judged: str | None


class YearMisplaced(Facts, frozen=True):
    """The report is of another year than the place where it was handed in (`handed_in`)."""

    year: int
    handed_in: int


class OrganMisplaced(Facts, frozen=True):
    """The report is another organ's than the place where it was handed in (`handed_in`)."""

    organ: str
    handed_in: str


class ReviewLeft(Facts, frozen=True):
    """Tracked changes and open comments that are still in the file."""

    revisions: int
    comments: int


class NoKey(Reason, frozen=True):
    """Where the report was handed in is not known; `what` should have been compared with it."""

    what: Literal["year", "organ"]
