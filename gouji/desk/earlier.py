"""The reports of the years before: each organ's of last year, and all in small."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath

from msgspec import Struct, field

from gouji.checking import encodable
from gouji.desk.files import Desk, HandedFile
from gouji.desk.work import FileRead, Refused, ToJudge
from gouji.facts.base import Reason
from gouji.facts.reasons import PreviousUnreadable
from gouji.report import Key, Report
from gouji.season.sketch import Sketch

DESK = ""  # a desk has no office's name


class Earlier(Struct, frozen=True):
    """By organ last year's report, or why it could not be read; last year's reports in small, and by organ the older.

    `older` is None where no report is as old. `refused`: files that could not be read.
    """

    previous: Mapping[str, Report] = field(default_factory=dict)
    unread: Mapping[str, Reason] = field(default_factory=dict)
    last_year: tuple[Sketch, ...] = ()
    older: Mapping[str, tuple[Sketch, ...]] | None = None
    refused: tuple[str, ...] = ()


def earlier_of(desk: Desk, files: Sequence[HandedFile], year: int | None) -> Earlier:
    """Arrange what lies in a folder of earlier years, for the year after them.

    The year that a report says is believed; one that says none is taken for last year's.
    """
    of_organ: defaultdict[str, list[HandedFile]] = defaultdict(list)
    for file in sorted(files, key=lambda each: each.age, reverse=True):
        of_organ[file.handed.organ].append(file)
    last_year, older = _sketches(desk, of_organ, year)
    return Earlier(
        previous={
            organ: found.report
            for organ, own in of_organ.items()
            if (found := max(own, key=lambda each: _is_of(each, year))).report
        },
        unread={
            organ: PreviousUnreadable(PurePath(encodable(own[0].file)).name, own[0].read.why)
            for organ, own in of_organ.items()
            if isinstance(own[0].read, Refused)
        },
        last_year=last_year,
        older=older or None,
        refused=tuple(encodable(file.file) for file in files if file.report is None),
    )


def _is_of(file: HandedFile, year: int | None) -> bool:
    return file.report is not None and year is not None and file.report.year in {year - 1, None}


def _sketches(
    desk: Desk, of_organ: Mapping[str, Sequence[HandedFile]], year: int | None
) -> tuple[tuple[Sketch, ...], dict[str, tuple[Sketch, ...]]]:
    """Last year's reports, and by organ older ones; of several of a year and organ the newest counts."""
    if year is None:
        return (), {}
    jobs = [job for organ, own in of_organ.items() for job in _jobs(organ, own, year)]
    last_year: list[Sketch] = []
    older: defaultdict[str, tuple[Sketch, ...]] = defaultdict(tuple)
    for sketch in desk.sketch(jobs):
        if isinstance(sketch, Refused) or sketch.organ is None:
            continue
        if sketch.year == year - 1:
            last_year.append(sketch)
        else:
            older[sketch.organ] += (sketch,)
    return tuple(last_year), dict(older)


def _jobs(organ: str, files: Sequence[HandedFile], year: int) -> Iterator[ToJudge]:
    seen: set[int] = set()
    for file in files:
        if isinstance(file.read, FileRead):
            own = file.read.report.year or year - 1
            if own < year and own not in seen:
                seen.add(own)
                yield ToJudge(file.file, file.read, Key(DESK, own, organ))
