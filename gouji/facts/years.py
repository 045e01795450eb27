"""What is found of years and dates: of title, statistics period, documents cited, plans, signature."""

from __future__ import annotations

from typing import Literal

from gouji.facts.base import Excerpt, Facts, Value
from gouji.report import Place, Source, TableId

NameOfTitle = Literal["year", "organ"]


class YearsDiffer(Facts, frozen=True):
    """One source names one year, another source another, in the words `excerpt`."""

    year: int
    source: Source
    other: int
    other_source: Source
    excerpt: Excerpt


class TableOfOtherYear(Facts, frozen=True):
    """A caption of the table, one of its labels (`is_label`) or its sheet's name (`is_sheet`) names another year than
    `meant`, in the words `said`.

    `meant` is None where the report's year is not known; `offset` is how many years it lies after that.
    """

    table: TableId
    said: Excerpt
    place: Place
    meant: int | None
    offset: int = 0
    is_label: bool = False
    is_sheet: bool = False


class HeadingOfOtherYear(Facts, frozen=True):
    """The heading of a section, `said`, names another year than the report's."""

    section: int
    said: Excerpt
    year: int


class TitleMissing(Facts, frozen=True):
    """No title was found."""


class TitleIncomplete(Facts, frozen=True):
    """The title does not name year or organ."""

    title: str
    missing: tuple[NameOfTitle, ...]


class TitleMisnamed(Facts, frozen=True):
    """The title names year and organ, but the report by another name than the prescribed one."""

    title: str


class PeriodOdd(Facts, frozen=True):
    """The statistics period is not the report year. `start`, `end`: ISO dates as stated, which may not exist."""

    year: int
    start: str
    end: str


class PeriodUnstated(Facts, frozen=True):
    """No statistics period is stated; `year` is the report's, where it is known."""

    year: int | None


class CitedPlan(Value, frozen=True):
    """A plan of work that is cited, and the newest year that it names."""

    year: int
    excerpt: Excerpt


class PlansOutdated(Facts, frozen=True):
    """Plans of work are cited that are older than the year before the report year `year`."""

    year: int
    plans: tuple[CitedPlan, ...]


class PlannedForOddYear(Facts, frozen=True):
    """Section five plans something for another year, `planned`, than the one after the report year `year`."""

    year: int
    planned: int
    excerpt: Excerpt


class DateOdd(Facts, frozen=True):
    """The signature's date lies before or behind the time for the report of `year`, which departments have less of.

    `date`, `first`, `last`: ISO dates; `date` as printed, which may not exist.
    """

    date: str
    year: int
    department: bool
    first: str
    last: str
