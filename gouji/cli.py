"""The command `gouji check`: read reports from disk and judge them, with no cloud and no network."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final, NoReturn, TextIO

from gouji.judging import judge, unreadable
from gouji.reading import read
from gouji.report import Report, ScannedReport, UnreadableReport
from gouji.wire import Json, result_to_json
from gouji.wording.page import page

_EXIT: Final = {"passed": 0, "flagged": 1, "incomplete": 2, "unreadable": 2}
_USAGE_ERROR: Final = 64
_NO_RECOGNITION: Final = "（本机没有安装文字识别组件；安装后可以识别：pip install 'gouji[scan]'）"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command. Returns the exit status of contract.md: 0, 1, 2 or 64."""
    for stream in (sys.stdout, sys.stderr):
        _speak_utf8(stream)
    options = _parser().parse_args(arguments)
    files = list(_files(options.files))
    if options.previous is not None and len(files) != 1:
        _refuse("--previous 只能与一个文件一起用。")
    if options.previous is not None and not options.previous.is_file():
        _refuse(f"找不到上年度报告：{options.previous}")
    if options.previous is not None:
        print("gouji: 与上年度报告的核对规则尚未提供，本次没有用到它。", file=sys.stderr)
    statuses = []
    for done, file in enumerate(files):
        _progress(done, len(files), file)
        result = check(file)
        statuses.append(_EXIT[result["status"]])
        try:
            print(json.dumps(result, ensure_ascii=False) if options.json else page(result))
        except BrokenPipeError:  # whoever reads has enough: `| head`
            with suppress(BrokenPipeError):
                sys.stdout.close()
            break
    _progress(len(files), len(files), "")
    return max(statuses, default=0)


def check(file: str) -> Json:
    """Read and judge one file; an unreadable file is a result, too."""
    try:
        report = _read(Path(file).read_bytes(), file)
    except UnreadableReport as error:
        return result_to_json(file, None, unreadable(str(error)))
    except OSError as error:
        reason = f"文件打不开（{error.strerror}），请核对路径和权限。"
        return result_to_json(file, None, unreadable(reason))
    return result_to_json(file, report, judge(report))


def _read(document: bytes, file: str) -> Report:
    """Read a report; of a scan by character recognition, if that is installed."""
    try:
        return read(document, file=file)
    except ScannedReport as error:
        try:
            from gouji.reading.scans import read_scan  # late: an extra, and slow to load
        except ModuleNotFoundError:
            raise UnreadableReport(f"{error}{_NO_RECOGNITION}") from error
        if sys.stderr.isatty():
            print(f"gouji: 正在识别扫描件 {file}，每页约需一两秒……", file=sys.stderr)
        return read_scan(document, file=file)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        _refuse(message)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="gouji", description="勾稽：核对政府信息公开工作年度报告。")
    commands = parser.add_subparsers(required=True, metavar="check")
    command = commands.add_parser("check", help="核对一份或多份年度报告")
    command.add_argument("files", nargs="+", metavar="FILE", help="文件或文件夹")
    command.add_argument("--json", action="store_true", help="每份一行 JSON")
    command.add_argument("--previous", type=Path, metavar="FILE", help="同一机关上年度的报告")
    return parser


def _refuse(message: str) -> NoReturn:
    print(f"gouji: {message}", file=sys.stderr)
    raise SystemExit(_USAGE_ERROR)


def _files(given: Sequence[str]) -> Iterator[str]:
    for name in given:
        path = Path(name)
        if not path.is_dir():
            yield name
            continue
        below = sorted(p for p in path.rglob("*") if p.is_file())
        yield from (str(p) for p in below if not _is_left_out(p.relative_to(path)))


def _is_left_out(path: Path) -> bool:
    return path.name.startswith("~$") or any(part.startswith(".") for part in path.parts)


def _progress(done: int, total: int, file: str) -> None:
    if total > 1 and sys.stderr.isatty():
        end = "\n" if done == total else ""
        print(f"\r\033[K{done}/{total} {file}", end=end, file=sys.stderr, flush=True)


def _speak_utf8(stream: TextIO) -> None:
    # A pipe under LANG=C would otherwise fail at the first Chinese character.
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    raise SystemExit(main())
