"""A folder of reports → an office's year: who handed in what, how each stands, what is found of all, the totals."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from gouji.checking import encodable
from gouji.desk.earlier import DESK, Earlier, earlier_of
from gouji.desk.files import Desk, Folder, HandedFile, Tell
from gouji.desk.naming import Names
from gouji.desk.work import FileRead, Judged, Office, Refused, ToJudge, begin
from gouji.desk.workers import Lost, Workers
from gouji.facts.base import Reason
from gouji.judging.judge import unreadable
from gouji.judging.season import OfficeYear, outcomes_of_year
from gouji.refreshing import refreshed
from gouji.report import Key
from gouji.result import Result, counts, result_of
from gouji.season.desk import (
    Chosen,
    Doubt,
    FileHandedIn,
    FolderCounts,
    FolderSeason,
    OrganHandedIn,
    SeasonFinding,
    expected,
)
from gouji.season.entries import Entries
from gouji.season.sketch import Sketch
from gouji.season.totals import Figures, Share, Total, shares_of, totals


class _Judged(Struct, frozen=True):
    """A file and its result; the report in small, where one was judged."""

    file: HandedFile
    result: Result
    sketch: Sketch | None


def season_of(
    folder: Folder,
    previous: Folder | None,
    office: Office,
    lost: Callable[[Lost], str],
    tell: Tell,
) -> FolderSeason:
    """Read and judge all files. `lost` words what is told of a file on which the program failed.

    `previous`: the reports of the year before, and of others before that.
    """
    jobs = len(folder.files) + len(previous.files if previous else ())
    with Workers(jobs, begin, (office,)) as workers:
        desk, names = Desk(workers, lost, tell), Names(office.roster or ())
        files = desk.read(folder, names)
        year = _year_of(files)
        earlier = earlier_of(desk, desk.read(previous, names), year) if previous else None
        judged = _judged(desk, files, year, earlier)
    findings, judged = _among_others(judged, office, earlier)
    return _season(folder, office, year=year, judged=judged, findings=findings, earlier=earlier)


def _year_of(files: Iterable[HandedFile]) -> int | None:
    """The year that most reports say; of two that as many say the later one."""
    years = Counter(file.report.year for file in files if file.report and file.report.year)
    return max(years, key=lambda year: (years[year], year), default=None)


def _judged(
    desk: Desk, files: Sequence[HandedFile], year: int | None, earlier: Earlier | None
) -> list[_Judged]:
    """Judge every file by itself, with last year's report of its organ."""
    known = earlier or Earlier()
    jobs = {
        file.file: ToJudge(
            file.file,
            file.read,
            key=None if year is None else Key(DESK, year, file.handed.name),
            previous=known.previous.get(file.handed.organ),
            missing=_why_none(known, file.handed.organ),
        )
        for file in files
        if isinstance(file.read, FileRead)
    }
    found = dict(zip(jobs, desk.judge(list(jobs.values())), strict=True))
    return [_one(file, found.get(file.file)) for file in files]


def _why_none(earlier: Earlier, organ: str) -> dict[str, Reason]:
    return {"previous": earlier.unread[organ]} if organ in earlier.unread else {}


def _one(file: HandedFile, judged: Judged | Refused | None) -> _Judged:
    if isinstance(judged, Judged):
        return _Judged(file, judged.result, judged.sketch)
    refused = file.read if isinstance(file.read, Refused) else judged
    why = refused.why if refused else ""
    return _Judged(file, result_of(encodable(file.file), None, unreadable(why)), None)


def _newest_first(judged: Iterable[_Judged]) -> list[_Judged]:
    """Files by age; those that were judged come before others."""
    return sorted(judged, key=lambda one: (one.sketch is not None, one.file.age), reverse=True)


def _grouped(judged: Iterable[_Judged], key: Callable[[_Judged], str]) -> dict[str, list[_Judged]]:
    """Files by what they have in common, each group's newest first."""
    found: defaultdict[str, list[_Judged]] = defaultdict(list)
    for one in _newest_first(judged):
        found[key(one)].append(one)
    return found


def _among_others(
    judged: Sequence[_Judged], office: Office, earlier: Earlier | None
) -> tuple[list[SeasonFinding], list[_Judged]]:
    """What is found of each report among the others, and the files with results that say so.

    As in the cloud, what is handed in under one name has one current report; a second name of the same organ is told.
    """
    submissions = _grouped(judged, lambda one: one.file.handed.name)
    current = {name: own[0] for name, own in submissions.items()}
    outcomes = outcomes_of_year(
        OfficeYear(
            current={name: one.sketch for name, one in current.items() if one.sketch},
            unread=tuple(name for name, one in current.items() if one.sketch is None),
            last_year=earlier.last_year if earlier else None,
            earlier=_older(current, earlier),
            other_uploads={
                name: [one.sketch for one in own[1:] if one.sketch]
                for name, own in submissions.items()
            },
            roster=office.roster,
            settings=office.settings,
        )
    )
    renewed = {
        one.file.file: refreshed(one.result, outcomes[name])
        for name, one in current.items()
        if name in outcomes
    }
    findings = [
        SeasonFinding(organ, finding) for organ, own in outcomes.items() for finding in own.findings
    ]
    anew = [_Judged(one.file, renewed.get(one.file.file, one.result), one.sketch) for one in judged]
    return findings, anew


def _older(
    current: Mapping[str, _Judged], earlier: Earlier | None
) -> dict[str, tuple[Sketch, ...]] | None:
    """Reports older than last year's by the names under which this year's were handed in; None without any."""
    if earlier is None or earlier.older is None:
        return None
    return {name: earlier.older.get(one.file.handed.organ, ()) for name, one in current.items()}


def _season(
    folder: Folder,
    office: Office,
    *,
    year: int | None,
    judged: Sequence[_Judged],
    findings: Sequence[SeasonFinding],
    earlier: Earlier | None,
) -> FolderSeason:
    organs = _organs(judged, office)
    handed_in = {organ.organ for organ in organs}
    missing = tuple(o.name for o in expected(office.roster) if o.name not in handed_in)
    unlisted = tuple(organ.organ for organ in organs if organ.listed is False)
    figures = {
        organ.organ: Figures(organ.result.cells, organ.result.marks, organ.result.units)
        for organ in organs
        if organ.counted
    }
    sums = tuple(totals(figures))
    statuses = Counter(organ.status for organ in organs)
    return FolderSeason(
        year=year,
        counts=FolderCounts(
            expected=None if office.roster is None else len(expected(office.roster)),
            handed_in=len(organs),
            missing=len(missing),
            unlisted=len(unlisted),
            passed=statuses["passed"],
            flagged=statuses["flagged"],
            incomplete=statuses["incomplete"],
            unreadable=statuses["unreadable"],
        ),
        organs=organs,
        missing=missing,
        unlisted=unlisted,
        totals=sums,
        doubts=tuple(_doubts(sums, figures)),
        findings=tuple(findings),
        aggregates=tuple(organ.name for organ in office.roster or () if organ.aggregate),
        others=tuple(map(encodable, folder.others)),
        closed=folder.closed,
        unread=earlier.refused if earlier else (),
    )


def _organs(judged: Sequence[_Judged], office: Office) -> tuple[OrganHandedIn, ...]:
    """Who handed in, in the order of the roster, then those that are not on it."""
    order = {organ.name: n for n, organ in enumerate(office.roster or ())}
    organs = _grouped(judged, lambda one: one.file.handed.organ)
    names = sorted(organs, key=lambda name: (order.get(name, len(order)), name))
    entries = Entries(office.roster or ())
    return tuple(_organ(name, organs[name], entries, office) for name in names)


def _organ(name: str, own: Sequence[_Judged], entries: Entries, office: Office) -> OrganHandedIn:
    entry, current = entries.of(name), own[0]
    found = counts(current.result)
    is_apart = entry is not None and (entry.aggregate or entry.vertical)
    return OrganHandedIn(
        organ=name,
        listed=None if office.roster is None else entry is not None,
        group=entry.group if entry else None,
        files=tuple(_told(one, one is current) for one in own),
        chosen=_chosen(own),
        counted=bool(current.result.cells) and not is_apart,
        status=current.result.status,
        errors=found.errors,
        warnings=found.warnings,
        result=current.result,
    )


def _chosen(own: Sequence[_Judged]) -> Chosen:
    """By what the first of an organ's files is its current one; copies of it are no rivals."""
    first = own[0].file
    rivals = [one.file for one in own[1:] if (one.sketch is None) == (own[0].sketch is None)]
    if any(one.modified == first.modified and _differ(one.read, first.read) for one in rivals):
        return "name"
    return "only" if len(own) == 1 else "newest"


def _differ(one: FileRead | Refused, other: FileRead | Refused) -> bool:
    if isinstance(one, FileRead) and isinstance(other, FileRead):
        return one.digest != other.digest
    return True


def _told(one: _Judged, current: bool) -> FileHandedIn:
    found = counts(one.result)
    modified = one.file.modified
    return FileHandedIn(
        file=one.result.file,
        modified=None if modified is None else modified.isoformat(timespec="seconds"),
        status=one.result.status,
        reason=one.result.reason,
        errors=found.errors,
        warnings=found.warnings,
        current=current,
    )


def _doubts(sums: Sequence[Total], figures: Mapping[str, Figures]) -> Iterator[Doubt]:
    """The organs that have no certain number in some of the cells that are added up."""
    found: dict[str, Counter[Share]] = {organ: Counter() for organ in figures}
    for one in sums:
        if not set(one.shares) <= {"certain", "absent"}:
            for share in shares_of(one.cell, figures):
                found[share.organ][share.share] += 1
    for organ, shares in found.items():
        doubt = Doubt(organ, shares["blank"], shares["uncertain"], shares["without_unit"])
        if doubt.blanks or doubt.uncertain or doubt.without_unit:
            yield doubt
