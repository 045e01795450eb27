"""Files of this machine → results: which are meant, read, judged."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from gouji.judging.context import Context
from gouji.judging.judge import judge, unreadable
from gouji.reading.read import read
from gouji.report import Report, ScannedReport, UnreadableReport
from gouji.result import Result, result_of

_NO_RECOGNITION: Final = "（本机没有安装文字识别组件；安装后可以识别：pip install 'gouji[scan]'）"


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
    try:
        document = Path(file).read_bytes()
    except OSError as error:
        reason = f"文件打不开（{error.strerror}），请核对路径和权限。"
        raise UnreadableReport(reason) from error
    try:
        return read(document, file=encodable(file))
    except ScannedReport as error:
        try:
            from gouji.reading.scans.reader import read_scan  # late: an extra, and slow to load
        except ModuleNotFoundError:
            raise UnreadableReport(f"{error}{_NO_RECOGNITION}") from error
        if sys.stderr.isatty():
            sys.stderr.write(f"gouji: 正在识别扫描件 {file}，每页约需一两秒……\n")
        return read_scan(document, file=encodable(file))


def files_of(given: Iterable[str]) -> Iterator[str]:
    """The files as given; of a folder all below it, without hidden files and those that an open editor leaves."""
    for name in given:
        path = Path(name)
        if not path.is_dir():
            yield name
            continue
        below = sorted(p for p in path.rglob("*") if p.is_file())
        yield from (str(p) for p in below if not _is_left_out(p.relative_to(path)))


def encodable(name: str) -> str:
    """A file's name with `?` for bytes that are no text: Python keeps them as halves of surrogate pairs."""
    return name.encode(errors="replace").decode()


def _is_left_out(path: Path) -> bool:
    return path.name.startswith("~$") or any(part.startswith(".") for part in path.parts)
