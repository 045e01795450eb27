"""The command `gouji`: check reports from disk, list the rules; with no cloud and no network."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, NoReturn

from gouji.checking import check, encodable, files_of, read_file
from gouji.codec import line
from gouji.facts.reasons import PreviousUnreadable
from gouji.judging.context import Context
from gouji.judging.rules.collected import RULE, RULES, version
from gouji.output import say, shown, speak_utf8, tell_progress, try_file, write_file
from gouji.report import UnreadableReport
from gouji.result import Result
from gouji.season.office_files import MalformedFile
from gouji.season.settings import Settings, settings_from_json
from gouji.verdict import Catalogue, Status
from gouji.wording.findings.base import sentence
from gouji.wording.office_files import fault_sentence
from gouji.wording.rules import listing

_EXIT: Final[dict[Status, int]] = {"passed": 0, "flagged": 1, "incomplete": 2, "unreadable": 2}
_USAGE_ERROR: Final = 64
_NO_SHEETS: Final = "本机没有安装写工作簿的组件；安装后可以使用 --sheet：pip install 'gouji[sheet]'"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command. Returns the exit status of the contract: 0, 1, 2 or 64."""
    for stream in (sys.stdout, sys.stderr):
        speak_utf8(stream)
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.command
    return command(options)


def _check(options: argparse.Namespace) -> int:
    """`gouji check`: every file is told as soon as it is judged; the status is that of the worst."""
    files = list(files_of(options.files))
    if options.previous is not None and len(files) != 1:
        _refuse("--previous 只能与一个文件一起用。")
    if options.previous is not None and not options.previous.is_file():
        _refuse(f"找不到上年度报告：{options.previous}")
    write_sheet = _sheet_writer(options.sheet, files) if options.sheet else None
    context = _context(options.previous, options.settings)
    results: list[Result] = []
    for done, file in enumerate(files):
        tell_progress(done, len(files), file)
        results.append(check(file, context))
        told = line(results[-1]) if options.json else shown(results[-1])
        if not say(told) and not write_sheet:
            break
    tell_progress(len(files), len(files), "")
    if write_sheet:
        write_sheet(results)
    return max((_EXIT[result.status] for result in results), default=0)


def _rules(options: argparse.Namespace) -> int:
    """`gouji rules`: the catalogue for people, or as `GET /rules` gives it."""
    rules = Catalogue(version(), RULES)
    say(line(rules) if options.json else listing(rules))
    return 0


def _sheet_writer(path: Path, files: Sequence[str]) -> Callable[[Sequence[Result]], None]:
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

    def write(results: Sequence[Result]) -> None:
        try:
            write_file(path, workbook(results))
        except OSError as error:
            _refuse_sheet(path, error)

    try:
        try_file(path)
    except OSError as error:
        _refuse_sheet(path, error)
    return write


def _context(previous: Path | None, settings: Path | None) -> Context:
    """What the call gives beside the reports. A previous report that cannot be read is told, and judged without."""
    rules = _settings(settings) if settings else Settings()
    if previous is None:
        return Context(settings=rules)
    try:
        return Context(previous=read_file(str(previous)), settings=rules)
    except UnreadableReport as error:
        missing = PreviousUnreadable(file=encodable(previous.name), why=str(error))
        print(f"gouji: {sentence(missing)}", file=sys.stderr)
        return Context(settings=rules, missing={"previous": missing})


def _settings(path: Path) -> Settings:
    try:
        return settings_from_json(path.read_bytes(), str(path), RULE).rules
    except MalformedFile as error:
        _refuse(fault_sentence(error.faults[0]))
    except OSError as error:
        _refuse(f"规则设置打不开（{error.strerror}）：{path}")


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        _refuse(message)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="gouji", description="勾稽：核对政府信息公开工作年度报告。")
    commands = parser.add_subparsers(required=True, metavar="check|rules")
    checking = commands.add_parser("check", help="核对一份或多份年度报告")
    checking.set_defaults(command=_check)
    checking.add_argument("files", nargs="+", metavar="FILE", help="文件或文件夹")
    checking.add_argument("--json", action="store_true", help="每份一行 JSON")
    checking.add_argument(
        "--sheet", type=Path, metavar="FILE.xlsx", help="另写一个 Excel 工作簿：结论、问题和三张表"
    )
    checking.add_argument("--previous", type=Path, metavar="FILE", help="同一机关上年度的报告")
    checking.add_argument(
        "--settings", type=Path, metavar="JSON", help="停用的规则和改过的严重程度（rules.json）"
    )
    rules = commands.add_parser("rules", help="列出全部核对规则")
    rules.set_defaults(command=_rules)
    rules.add_argument("--json", action="store_true", help="一行 JSON，与接口 GET /rules 相同")
    return parser


def _refuse_sheet(path: Path, error: OSError) -> NoReturn:
    _refuse(
        f"工作簿写不到 {path}（{error.strerror}），请核对路径和权限；它若正在别处打开，请先关闭。"
    )


def _refuse(message: str) -> NoReturn:
    print(f"gouji: {message}", file=sys.stderr)
    raise SystemExit(_USAGE_ERROR)


if __name__ == "__main__":
    raise SystemExit(main())
