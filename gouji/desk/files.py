"""The files of a folder: which may be reports, what each says, whose it is and how old."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, TypeVar

from msgspec import Struct

from gouji.checking import files_of
from gouji.desk.naming import Handed, NamedFile, Names, folders_of, is_offices_own, placed
from gouji.desk.work import FileRead, Judged, Refused, ToJudge, judge_one, read_one, sketch_one
from gouji.desk.workers import Lost, Workers
from gouji.report import Report
from gouji.season.sketch import Sketch

_OLDEST: Final = datetime.min.replace(tzinfo=UTC)

_Job = TypeVar("_Job")
_Done = TypeVar("_Done")

Tell = Callable[[int, int, str], object]  # how many are done, of how many, which file


class Folder(Struct, frozen=True):
    """A folder's files that may be reports, files that are none, and folders that could not be opened, with why."""

    path: Path
    files: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()


class HandedFile(Struct, frozen=True):
    """A file as read, or why it was not; whose it is, and when it was changed last."""

    file: str
    modified: datetime | None
    handed: Handed
    read: FileRead | Refused

    @property
    def report(self) -> Report | None:
        """The report, where one was read."""
        return self.read.report if isinstance(self.read, FileRead) else None

    @property
    def age(self) -> tuple[bool, datetime, str]:
        """By what files of one organ are ordered: those that were read last, among them by their last change."""
        return self.report is not None, self.modified or _OLDEST, self.file


def folder_of(path: Path, without: Sequence[Path] = ()) -> Folder:
    """What lies below a folder, without the office's own files, those named in `without` and all below these."""
    found = files_of([str(path)])
    left_out = [each.resolve() for each in without]
    return Folder(
        path,
        tuple(_without(found.files, path, left_out)),
        tuple(_without(found.others, path, left_out)),
        found.closed,
    )


def _without(files: Sequence[str], folder: Path, left_out: Sequence[Path]) -> Iterator[str]:
    for file in files:
        path = Path(file).resolve()
        named = any(path == each or path.is_relative_to(each) for each in left_out)
        if not named and not is_offices_own(folders_of(file, folder)):
            yield file


class Desk:
    """Reads, judges and puts in small with all processors; a file on which the program fails is refused.

    `lost` words how it failed, `tell` hears of progress.
    """

    def __init__(self, workers: Workers, lost: Callable[[Lost], str], tell: Tell) -> None:
        self._workers, self._lost, self._tell = workers, lost, tell

    def read(self, folder: Folder, names: Names) -> list[HandedFile]:
        """Read all files and see whose they are."""
        read = self._each(read_one, folder.files, folder.files)
        said = [
            NamedFile(
                file,
                folders_of(file, folder.path),
                each.report.organ if isinstance(each, FileRead) else None,
            )
            for file, each in zip(folder.files, read, strict=True)
        ]
        return [
            HandedFile(each.file, _modified(each.file), handed, found)
            for each, handed, found in zip(said, placed(said, names), read, strict=True)
        ]

    def judge(self, jobs: Sequence[ToJudge]) -> list[Judged | Refused]:
        """Judge reports by themselves."""
        return self._each(judge_one, jobs, [job.file for job in jobs])

    def sketch(self, jobs: Sequence[ToJudge]) -> list[Sketch | Refused]:
        """Put reports in small."""
        return self._each(sketch_one, jobs, [job.file for job in jobs])

    def _each(
        self, work: Callable[[_Job], _Done], jobs: Sequence[_Job], files: Sequence[str]
    ) -> list[_Done | Refused]:
        done = 0

        def tell(n: int) -> None:
            nonlocal done
            done += 1
            self._tell(done, len(jobs), files[n])

        found = self._workers.each(work, jobs, tell)
        return [Refused(self._lost(each)) if isinstance(each, Lost) else each for each in found]


def _modified(file: str) -> datetime | None:
    """When a file was changed last; None where this cannot be known."""
    try:
        return datetime.fromtimestamp(Path(file).stat().st_mtime, UTC)
    except (OSError, ValueError, OverflowError):
        return None
