"""An office's year as `gouji season` gives it: one JSON object, and what the page in Chinese is made of."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from gouji.organs import Organ
from gouji.result import Result
from gouji.season.totals import Total
from gouji.verdict import Finding, Status

# Why a file is its organ's current one: there is no other; none of those that could be read was changed later; several
# were changed at the same time, so that its name, the last of theirs, decided.
Chosen = Literal["only", "newest", "name"]


class FileHandedIn(Struct, frozen=True):
    """One file: when it was changed last (ISO 8601 in UTC), what was found in it, whether it is the current one."""

    file: Annotated[str, Meta(description="命令所给的路径")]
    modified: str | None
    status: Status
    reason: str | None
    errors: int
    warnings: int
    current: bool


class OrganHandedIn(Struct, frozen=True, kw_only=True):
    """An organ that handed in: all its files, the newest first, and the result of the current one.

    `listed`: whether it is on the roster; None without one. `errors` and `warnings` are the current file's.
    `counted`: whether the report is added up with the others.
    """

    organ: str
    listed: bool | None
    group: str | None
    files: tuple[FileHandedIn, ...]
    chosen: Chosen
    counted: bool
    status: Status
    errors: int
    warnings: int
    result: Result


class SeasonFinding(Struct, frozen=True):
    """What an organ's report is found to be among the others, or all of them at once."""

    organ: str
    finding: Finding


class Doubt(Struct, frozen=True):
    """An organ with cells in the totals that have no certain number: how many of each kind."""

    organ: str
    blanks: int
    uncertain: int
    without_unit: int


class FolderCounts(Struct, frozen=True):
    """How many organs: on the roster and expected (None without one), handed in, missing, and by status."""

    expected: int | None
    handed_in: int
    missing: int
    unlisted: int
    passed: int
    flagged: int
    incomplete: int
    unreadable: int


class FolderSeason(Struct, frozen=True, kw_only=True):
    """A folder of one year's reports. `year`: that of most reports; None where no report says one.

    `missing`: who is expected and handed in nothing, in the order of the roster. `aggregates`: organs on the roster
    whose reports add up the others'; they are neither expected nor added up. `others`: files that are no reports.
    `closed`: folders that could not be opened, and why. `unread`: files of earlier years that could not be read.
    """

    year: int | None
    counts: FolderCounts
    organs: tuple[OrganHandedIn, ...]
    missing: tuple[str, ...]
    unlisted: tuple[str, ...]
    totals: tuple[Total, ...]
    doubts: tuple[Doubt, ...]
    findings: tuple[SeasonFinding, ...]
    aggregates: tuple[str, ...]
    others: tuple[str, ...]
    closed: tuple[str, ...]
    unread: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Whether every file and folder was read and checked in full."""
        statuses = {file.status for organ in self.organs for file in organ.files}
        return not (self.closed or self.unread or {"incomplete", "unreadable"} & statuses)

    @property
    def is_in_order(self) -> bool:
        """Whether all that is expected is there, and nothing is wrong with any of it."""
        wrong = any(found.finding.severity == "error" for found in self.findings)
        return not (self.missing or wrong or self.counts.flagged)


def expected(roster: tuple[Organ, ...] | None) -> tuple[Organ, ...]:
    """Who is to hand in a report that is added up: neither the aggregate itself nor who is managed from above."""
    return tuple(organ for organ in roster or () if not organ.aggregate and not organ.vertical)
