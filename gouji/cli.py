"""The command `gouji`: check reports from disk, list the rules; with no cloud and no network."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, NoReturn

from gouji import __version__
from gouji.checking import Files, check, encodable, files_of, is_folder, read_file
from gouji.codec import line
from gouji.facts.reasons import PreviousUnreadable
from gouji.faults import reason_of
from gouji.judging.context import Context
from gouji.judging.rules.collected import RULE, RULES, version
from gouji.output import say, shown, speak_utf8, tell, tell_progress, try_file, write_file
from gouji.report import UnreadableReport
from gouji.result import Result
from gouji.season.office_files import MalformedFile
from gouji.season.settings import Settings, settings_from_json
from gouji.usage import USAGE_ERROR, Parser, refuse
from gouji.verdict import Catalogue, Status
from gouji.wording.findings.base import sentence
from gouji.wording.office_files import fault_sentence
from gouji.wording.rules import listing
from gouji.wording.verdict import tally

_EXIT: Final[dict[Status, int]] = {"passed": 0, "flagged": 1, "incomplete": 2, "unreadable": 2}
_LISTED: Final = 3  # of more files that are no reports than this the first ones are named
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
    found = files_of(options.files)
    files = found.files
    if options.previous is not None and len(files) != 1:
        refuse("--previous 只能与一个文件一起用。")
    if options.previous is not None:
        _find(options.previous)
    write_sheet = _sheet_writer(options.sheet, files) if options.sheet else None
    context = _context(options.previous, options.settings)
    results: list[Result] = []
    for done, file in enumerate(files):
        tell_progress(done, len(files), file)
        results.append(check(file, context))
        tell_progress(len(files), len(files), "")
        told = line(results[-1]) if options.json else shown(results[-1], single=len(files) == 1)
        if not say(told) and not write_sheet:
            break
    if write_sheet:
        write_sheet(results)
    _close(found, results, tell if options.json else say)
    statuses = [_EXIT[result.status] for result in results]
    if found.closed or (found.empty and files):
        statuses.append(_EXIT["incomplete"])
    return max(statuses, default=USAGE_ERROR)


def _find(previous: Path) -> None:
    """Refuse a previous report that is not there, or that nobody may look at."""
    try:
        if previous.is_file():
            return
    except OSError as error:
        refuse(f"上年度报告打不开（{reason_of(error)}）：{previous}")
    refuse(f"找不到上年度报告：{previous}")


def _close(found: Files, results: Sequence[Result], say_tally: Callable[[str], object]) -> None:
    """Of several files how many passed; which files and folders were not checked, and why."""
    if len(found.files) > 1:
        say_tally(tally(results))
    if found.others:
        names = "、".join(encodable(Path(other).name) for other in found.others[:_LISTED])
        rest = "等" if len(found.others) > _LISTED else ""
        tell(f"另有 {len(found.others)} 个文件不是报告，未核对：{names}{rest}")
    for folder in found.closed:
        tell(f"文件夹打不开，里面的报告未核对：{folder}")
    for folder in found.empty:
        tell(f"文件夹里没有可以核对的报告：{encodable(folder)}")


def _rules(options: argparse.Namespace) -> int:
    """`gouji rules`: the catalogue for people, or as `GET /rules` gives it."""
    rules = Catalogue(version(), RULES)
    say(line(rules) if options.json else listing(rules))
    return 0


def _is_same(path: Path, file: str) -> bool:
    """Whether both are there and are one file."""
    try:
        return path.samefile(file)
    except OSError:
        return False


def _sheet_writer(path: Path, files: Sequence[str]) -> Callable[[Sequence[Result]], None]:
    """What writes the workbook. What would keep it from being written is said before anything is read."""
    if path.suffix.lower() != ".xlsx":
        refuse("--sheet 写的是 Excel 工作簿，文件名应当以 .xlsx 结尾。")
    if any(_is_same(path, file) for file in files):
        refuse(f"--sheet 会盖掉要核对的文件 {path}，请换一个文件名，或写到别的文件夹。")
    try:
        from gouji.wording.workbook import workbook  # late: an extra
    except ModuleNotFoundError:
        refuse(_NO_SHEETS)
    if is_folder(path):
        refuse(f"--sheet 应当是一个文件，而 {path} 是文件夹。")

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
        tell(sentence(missing))
        return Context(settings=rules, missing={"previous": missing})


def _settings(path: Path) -> Settings:
    try:
        return settings_from_json(path.read_bytes(), str(path), RULE).rules
    except MalformedFile as error:
        refuse(fault_sentence(error.faults[0]))
    except OSError as error:
        refuse(f"规则设置打不开（{reason_of(error)}）：{path}")


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="gouji", description="勾稽：核对政府信息公开工作年度报告。")
    parser.add_argument(
        "--version",
        action="version",
        version=f"勾稽 {__version__}（规则版本 {version()}）",
        help="显示版本",
    )
    commands = parser.add_subparsers(required=True, metavar="check|rules", title="命令")
    checking = commands.add_parser("check", help="核对一份或多份年度报告")
    checking.set_defaults(command=_check)
    checking.add_argument("files", nargs="+", metavar="文件", help="文件或文件夹")
    checking.add_argument("--json", action="store_true", help="每份一行 JSON")
    checking.add_argument(
        "--sheet",
        type=Path,
        metavar="工作簿.xlsx",
        help="另写一个 Excel 工作簿：结论、问题、合计和三张表",
    )
    checking.add_argument("--previous", type=Path, metavar="文件", help="同一机关上年度的报告")
    checking.add_argument(
        "--settings",
        type=Path,
        metavar="设置.json",
        help="规则的停用和启用、严重程度、界限（rules.json）",
    )
    rules = commands.add_parser("rules", help="列出全部核对规则")
    rules.set_defaults(command=_rules)
    rules.add_argument("--json", action="store_true", help="一行 JSON，与接口 GET /rules 相同")
    return parser


def _refuse_sheet(path: Path, error: OSError) -> NoReturn:
    refuse(
        f"工作簿写不到 {path}（{reason_of(error)}），请核对路径和权限；它若正在别处打开，请先关闭。"
    )


if __name__ == "__main__":
    raise SystemExit(main())
