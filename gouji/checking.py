"""Files of this machine → results: which are meant, read, judged."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from msgspec import Struct

from gouji.faults import reason_of
from gouji.judging.context import Context
from gouji.judging.judge import judge, unreadable
from gouji.reading.files.names import has_name_of_report, is_surely_document
from gouji.reading.read import read
from gouji.report import Report, ScannedReport, UnreadableReport
from gouji.result import Result, result_of

NO_RECOGNITION: Final = "（本机没有安装文字识别组件；安装后可以识别：pip install 'gouji[scan]'）"


class Files(Struct, frozen=True):
    """What a call means: the files to check, those of folders that are no reports, folders that could not be opened
    (with why), and folders without any report.
    """

    files: tuple[str, ...]
    others: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()


def check(file: str, context: Context | None = None) -> Result:
    """Read and judge one file; an unreadable file has a result, too."""
    shown = encodable(file)
    try:
        report = read_file(file)
    except UnreadableReport as error:
        return result_of(shown, None, unreadable(str(error)))
    return result_of(shown, report, judge(report, context))


def read_file(file: str) -> Report:
    """Read a report; of a scan by character recognition, if that is installed. Raises UnreadableReport."""
    document = content_of(file)
    try:
        return read(document, file=encodable(file))
    except ScannedReport as error:
        try:
            from gouji.reading.scans.reader import read_scan  # late: an extra, and slow to load
        except ModuleNotFoundError:
            raise UnreadableReport(f"{error}{NO_RECOGNITION}") from error
        tell_recognition(file)
        return read_scan(document, file=encodable(file))


def content_of(file: str) -> bytes:
    """A file's bytes. UnreadableReport where it does not open."""
    try:
        return Path(file).read_bytes()
    except OSError as error:
        reason = f"文件打不开（{reason_of(error)}），请核对路径和权限。"
        raise UnreadableReport(reason) from error


def tell_recognition(file: str) -> None:
    """Say on a terminal that character recognition, which takes its time, has begun."""
    if sys.stderr.isatty():
        sys.stderr.write(f"gouji: 正在识别扫描件 {file}，每页约需一两秒……\n")


def files_of(given: Iterable[str]) -> Files:
    """The files as given; of a folder all below it that may be reports.

    Hidden files and those that an open editor leaves are nobody's; others that are no reports are named. What was
    given by name is always checked.
    """
    files, others, closed, empty = [], [], [], []
    for name in given:
        path = Path(name)
        if not is_folder(path):
            files.append(name)
            continue
        found, faults = _below(path)
        reports = [file for file in found if _may_be_report(file)]
        files += map(str, reports)
        others += [str(file) for file in found if file not in set(reports)]
        closed += faults
        if not reports and not faults:
            empty.append(name)
    return Files(tuple(files), tuple(others), tuple(closed), tuple(empty))


def is_folder(path: Path) -> bool:
    """Whether a folder is meant; what cannot be looked at is read as a file, and told as one that does not open."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _below(folder: Path) -> tuple[list[Path], list[str]]:
    """All files below a folder in the order of their names, and the folders that could not be opened, with why."""
    files: list[Path] = []
    faults: list[str] = []
    seen: set[Path] = set()
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            if here.resolve() in seen:  # links may lead in a circle
                continue
            seen.add(here.resolve())
            entries = [entry for entry in here.iterdir() if not _is_left_out(entry)]
            waiting += [entry for entry in entries if entry.is_dir()]
            # A link to nowhere may have been a report, and is told as one that cannot be opened.
            files += [e for e in entries if e.is_file() or (e.is_symlink() and not e.exists())]
        except OSError as error:
            faults.append(f"{encodable(str(here))}（{reason_of(error)}）")
    return sorted(files), sorted(faults)


def _may_be_report(file: Path) -> bool:
    """By its name, else by its bytes; a file that cannot be read may be one, and is told as such."""
    if has_name_of_report(file.name):
        return True
    try:
        with file.open("rb") as stream:
            return is_surely_document(stream)
    except OSError:
        return True


def encodable(name: str) -> str:
    """A file's name with `?` for bytes that are no text: Python keeps them as halves of surrogate pairs."""
    return name.encode(errors="replace").decode()


def _is_left_out(path: Path) -> bool:
    return path.name.startswith(("~$", "."))
