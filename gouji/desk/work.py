"""What is done with one file in a process of its own: read it, judge it, put it in small."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from msgspec import Struct, field

from gouji.checking import encodable, read_file
from gouji.facts.base import Reason
from gouji.judging.context import Context
from gouji.judging.judge import judgement
from gouji.judging.peers import Among, among
from gouji.judging.sketching import sketch_of
from gouji.organs import Organ
from gouji.report import Key, Report, UnreadableReport
from gouji.result import Result, result_of
from gouji.season.settings import Settings
from gouji.season.sketch import Sketch


class Office(Struct, frozen=True):
    """What all reports are judged by."""

    roster: tuple[Organ, ...] | None = None
    settings: Settings = field(default_factory=Settings)


class FileRead(Struct, frozen=True):
    """A file's report and the digest of its bytes."""

    report: Report
    digest: str


class Refused(Struct, frozen=True):
    """A file that cannot be read; `why` is the sentence for its sender."""

    why: str


class ToJudge(Struct, frozen=True):
    """A report to judge: where it stands in the year, and last year's of the same organ, or why that is not there."""

    file: str
    read: FileRead
    key: Key | None
    previous: Report | None = None
    missing: Mapping[str, Reason] = field(default_factory=dict)


class Judged(Struct, frozen=True):
    """What was judged of a report by itself, and the report in small."""

    result: Result
    sketch: Sketch


_office: Final[list[tuple[Office, Among]]] = []  # one, once the process has begun


def begin(office: Office) -> None:
    """Arrange in this process what all reports are judged by: the roster need not travel with each."""
    _office[:] = [(office, among(office.roster, None, None))]


def read_one(file: str) -> FileRead | Refused:
    """Read a file."""
    try:
        report = read_file(file)
        with Path(file).open("rb") as stream:
            return FileRead(report, hashlib.file_digest(stream, "sha256").hexdigest()[:32])
    except UnreadableReport as error:
        return Refused(str(error))


def judge_one(job: ToJudge) -> Judged:
    """Judge a report by itself; the rules of the season follow when all are there."""
    ((office, arranged),) = _office
    context = _context(office, job)
    report = job.read.report
    found = judgement(report, context, arranged)
    return Judged(result_of(encodable(job.file), report, found.verdict), found.sketch)


def sketch_one(job: ToJudge) -> Sketch:
    """A report of an earlier year in small."""
    ((office, _),) = _office
    return sketch_of(job.read.report, _context(office, job))


def _context(office: Office, job: ToJudge) -> Context:
    return Context(
        key=job.key,
        file=job.read.digest,
        previous=job.previous,
        roster=office.roster,
        settings=office.settings,
        missing=job.missing,
    )
