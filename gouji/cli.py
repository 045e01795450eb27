"""The command `gouji check`: read reports from disk and judge them, with no cloud and no network."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from posixpath import expandvars  # the one thing of the environment that is asked for
from secrets import token_hex
from shutil import get_terminal_size
from typing import Final, NoReturn, TextIO

from gouji.facts.reasons import PreviousUnreadable
from gouji.judging.context import Context, Settings
from gouji.judging.judge import judge, unreadable
from gouji.judging.office_files import MalformedFile, settings_from_json
from gouji.reading.read import read
from gouji.report import Report, ScannedReport, UnreadableReport
from gouji.wire import Json, result_to_json
from gouji.wording.page import page, terminal_page

_EXIT: Final = {"passed": 0, "flagged": 1, "incomplete": 2, "unreadable": 2}
_USAGE_ERROR: Final = 64
_NO_RECOGNITION: Final = "（本机没有安装文字识别组件；安装后可以识别：pip install 'gouji[scan]'）"

_NO_SHEETS: Final = "本机没有安装写工作簿的组件；安装后可以使用 --sheet：pip install 'gouji[sheet]'"


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
    write_sheet = _sheet_writer(options.sheet, files) if options.sheet else None
    context = _context(options.previous, options.settings)
    say = _speaker(as_json=options.json)
    results = []
    for done, file in enumerate(files):
        _progress(done, len(files), file)
        results.append(check(file, context))
        if not say(results[-1]) and not write_sheet:
            break
    _progress(len(files), len(files), "")
    if write_sheet:
        write_sheet(results)
    return max((_EXIT[result["status"]] for result in results), default=0)


def _speaker(*, as_json: bool) -> Callable[[Json], bool]:
    """What prints each result; it says whether anyone still listens."""

    def say(result: Json) -> bool:
        if sys.stdout.closed:
            return False
        try:
            text = json.dumps(result, ensure_ascii=False) if as_json else _page(result)
            print(text, flush=True)
        except BrokenPipeError:  # whoever reads has enough: `| head`
            with suppress(BrokenPipeError):
                sys.stdout.close()
        return not sys.stdout.closed

    return say


def _page(result: Json) -> str:
    """In colour for a terminal, if nobody objects (NO_COLOR) and it is one that surely understands."""
    silent = expandvars("$NO_COLOR") not in {"", "$NO_COLOR"} or sys.platform == "win32"
    if silent or not sys.stdout.isatty():
        return page(result)
    return terminal_page(result, get_terminal_size().columns)


def _sheet_writer(path: Path, files: Sequence[str]) -> Callable[[Sequence[Json]], None]:
    """What writes the workbook. What would keep it from being written is said before anything is read."""
    if path.suffix.lower() != ".xlsx":
        _refuse("--sheet 写的是 Excel 工作簿，文件名应当以 .xlsx 结尾。")
    if any(Path(file).exists() and path.exists() and path.samefile(file) for file in files):
        _refuse(f"--sheet 会盖掉要核对的文件 {path}，请换一个文件名，或写到别的文件夹。")
    try:
        from gouji.wording.workbook import workbook  # late: an extra
    except ModuleNotFoundError:
        _refuse(_NO_SHEETS)
    if path.is_dir():
        _refuse(f"--sheet 应当是一个文件，而 {path} 是文件夹。")
    _replace(path, None)
    return lambda results: _replace(path, workbook(results))


def _replace(path: Path, content: bytes | None) -> None:
    """Write a file whole or not at all; without content, only try whether it could be written."""
    target = path.resolve()  # of a link, what it leads to
    beside = target.with_name(f".{target.stem}.{token_hex(4)}.tmp")
    try:
        with beside.open("xb") as file:
            file.write(content or b"")
        if content is not None:
            beside.replace(target)
    except OSError as error:
        _refuse(
            f"工作簿写不到 {path}（{error.strerror}），请核对路径和权限；它若正在别处打开，请先关闭。"
        )
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def check(file: str, context: Context | None = None) -> Json:
    """Read and judge one file; an unreadable file is a result, too."""
    try:
        report = _read(file)
    except UnreadableReport as error:
        return result_to_json(file, None, unreadable(str(error)))
    return result_to_json(file, report, judge(report, context))


def _context(previous: Path | None, settings: Path | None) -> Context:
    """What the call gives beside the reports. A previous report that cannot be read is told, and judged without."""
    rules = Settings()
    if settings is not None:
        try:
            rules = settings_from_json(settings.read_bytes(), str(settings)).rules
        except MalformedFile as error:
            _refuse(str(error))
        except OSError as error:
            _refuse(f"规则设置打不开（{error.strerror}）：{settings}")
    if previous is None:
        return Context(settings=rules)
    try:
        return Context(previous=_read(str(previous)), settings=rules)
    except UnreadableReport as error:
        reason = f"上年度报告（{previous.name}）没有能够读取：{error}"
        print(f"gouji: {reason}", file=sys.stderr)
        lacking = {"previous": PreviousUnreadable(file=previous.name, why=str(error))}
        return Context(settings=rules, lacking=lacking)


def _read(file: str) -> Report:
    """Read a report; of a scan by character recognition, if that is installed. Raises UnreadableReport."""
    try:
        document = Path(file).read_bytes()
    except OSError as error:
        reason = f"文件打不开（{error.strerror}），请核对路径和权限。"
        raise UnreadableReport(reason) from error
    try:
        return read(document, file=file)
    except ScannedReport as error:
        try:
            from gouji.reading.scans.reader import read_scan  # late: an extra, and slow to load
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
    command.add_argument(
        "--sheet", type=Path, metavar="FILE.xlsx", help="另写一个 Excel 工作簿：结论、问题和三张表"
    )
    command.add_argument("--previous", type=Path, metavar="FILE", help="同一机关上年度的报告")
    command.add_argument(
        "--settings", type=Path, metavar="JSON", help="停用的规则和改过的严重程度（rules.json）"
    )
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
