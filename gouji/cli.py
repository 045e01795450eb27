"""The command `gouji`: check reports from disk and list the rules, without a network; hand in to an endpoint."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

from gouji import __version__
from gouji.checking import Files, check, encodable, files_of, is_folder, read_file
from gouji.codec import line
from gouji.facts.reasons import PreviousUnreadable
from gouji.faults import reason_of
from gouji.judging.context import Context
from gouji.judging.rules.collected import RULE, RULES, version
from gouji.output import (
    escaped,
    say,
    shown,
    shown_lines,
    speak_utf8,
    tell,
    tell_progress,
    try_file,
    write_file,
)
from gouji.remote.arguments import add_remote
from gouji.report import UnreadableReport
from gouji.result import Result
from gouji.season.office_files import MalformedFile
from gouji.season.settings import Settings, settings_from_json
from gouji.season.totals import Figures
from gouji.usage import USAGE_ERROR, Parser, refuse
from gouji.verdict import Catalogue, Status
from gouji.wording.findings.base import sentence
from gouji.wording.office.faults import fault_sentence, fault_sentences, remark_sentence
from gouji.wording.rules import listing
from gouji.wording.verdict import tally

if TYPE_CHECKING:
    from gouji.organs import Organ
    from gouji.season.desk import FolderSeason

_EXIT: Final[dict[Status, int]] = {"passed": 0, "flagged": 1, "incomplete": 2, "unreadable": 2}
_LISTED: Final = 3  # of more files that are no reports than this the first ones are named
_NO_SHEETS: Final = "本机没有安装写工作簿的组件；安装后可以使用 {}：pip install 'gouji[sheet]'"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command. Returns the exit status of the contract, 0, 1, 2 or 64; of an endpoint also 69, 75, 77."""
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
    write_sheet = _sheet_writer("--sheet", options.sheet, files) if options.sheet else None
    look = _page_writer(options.page, found) if options.page else check
    context = _context(options.previous, options.settings)
    results: list[Result] = []
    for done, file in enumerate(files):
        tell_progress(done, len(files), file)
        results.append(look(file, context))
        tell_progress(len(files), len(files), "")
        told = (
            escaped(line(results[-1]))
            if options.json
            else shown(results[-1], single=len(files) == 1)
        )
        if not say(told) and not (options.sheet or options.page):
            break
    if write_sheet:
        from gouji.wording.workbook import workbook  # late: an extra

        write_sheet(workbook(results))
    _close(found, results, tell if options.json else say)
    statuses = [_EXIT[result.status] for result in results]
    if found.closed or (found.empty and files):
        statuses.append(_EXIT["incomplete"])
    return max(statuses, default=USAGE_ERROR)


def _season(options: argparse.Namespace) -> int:
    """`gouji season`: a folder of one year's reports, told when all are judged."""
    from gouji.desk.files import folder_of  # late: the other commands need none of it
    from gouji.desk.season import season_of
    from gouji.desk.work import Office
    from gouji.wording.season import lost_sentence, season_page

    settings = _settings(options.settings) if options.settings else Settings()
    office = Office(_roster(options.roster) if options.roster else None, settings)
    beside = [options.roster, options.settings, options.previous]
    folder = folder_of(_folder(options.folder), [path for path in beside if path])
    previous = folder_of(_folder(options.previous)) if options.previous else None
    if not folder.files and not folder.closed:
        refuse(f"文件夹里没有可以核对的报告：{encodable(str(options.folder))}")
    totals = options.totals
    write_totals = _sheet_writer("--totals", totals, folder.files) if totals else None
    season = season_of(
        folder, previous, office, lambda lost: lost_sentence(lost.how, lost.about), tell_progress
    )
    if write_totals:
        write_totals(_totals_workbook(season))
    contacts = {organ.name: organ.contact for organ in office.roster or () if organ.contact}
    page = season_page(encodable(str(options.folder)), season, contacts)
    say(escaped(line(season)) if options.json else shown_lines(page).removesuffix("\n"))
    if not season.is_whole:
        return _EXIT["incomplete"]
    return _EXIT["passed"] if season.is_in_order else _EXIT["flagged"]


def _folder(path: Path) -> Path:
    """Refuse what is no folder."""
    if not is_folder(path):
        refuse(f"找不到这个文件夹：{encodable(str(path))}")
    return path


def _roster(path: Path) -> tuple[Organ, ...]:
    """The organs of a roster; what of it is not used is told, and a faulty one refused with all its faults."""
    from gouji.season.roster import roster_from  # late: as above

    try:
        found = roster_from(path.read_bytes(), path.name)
    except MalformedFile as error:
        refuse("\n".join(fault_sentences(error.faults, error.further)))
    except OSError as error:
        refuse(f"名册打不开（{reason_of(error)}）：{path}")
    for remark in found.remarks:
        tell(remark_sentence(remark))
    return found.organs


def _totals_workbook(season: FolderSeason) -> bytes:
    """The statutory tables filled with the sums of the reports that are added up."""
    from gouji.exports.sheets import totals_xlsx  # late: an extra
    from gouji.exports.statutory import filled

    figures = {
        organ.organ: Figures(organ.result.cells, organ.result.marks, organ.result.units)
        for organ in season.organs
        if organ.counted
    }
    # A file that could not be read has no figures to be left out.
    left_out = [o.organ for o in season.organs if o.result.cells and not o.counted]
    return totals_xlsx(filled(season.year, figures, left_out=left_out))


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


def _sheet_writer(option: str, path: Path, files: Sequence[str]) -> Callable[[bytes], None]:
    """What writes a workbook. What would keep it from being written is said before anything is read."""
    if path.suffix.lower() != ".xlsx":
        refuse(f"{option} 写的是 Excel 工作簿，文件名应当以 .xlsx 结尾。")
    if any(_is_same(path, file) for file in files):
        refuse(f"{option} 会盖掉要核对的文件 {path}，请换一个文件名，或写到别的文件夹。")
    try:
        import_module("gouji.wording.workbook")  # late: an extra
    except ModuleNotFoundError:
        refuse(_NO_SHEETS.format(option))
    if is_folder(path):
        refuse(f"{option} 应当是一个文件，而 {path} 是文件夹。")

    def write(content: bytes) -> None:
        try:
            write_file(path, content)
        except OSError as error:
            _refuse_sheet(path, error)

    try:
        try_file(path)
    except OSError as error:
        _refuse_sheet(path, error)
    return write


def _page_writer(path: Path, found: Files) -> Callable[[str, Context], Result]:
    from gouji.paging import page_writer  # late: the other commands need none of it

    return page_writer(path, found)


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
    commands = parser.add_subparsers(
        required=True, metavar="check|season|rules|submit|status|export", title="命令"
    )
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
    checking.add_argument(
        "--page",
        type=Path,
        metavar="页面",
        help="另写一个网页（.html；多份时是文件夹），不联网也能打开：结论、问题、三张表和文件原貌",
    )
    checking.add_argument("--previous", type=Path, metavar="文件", help="同一机关上年度的报告")
    checking.add_argument(
        "--settings",
        type=Path,
        metavar="设置.json",
        help="规则的停用和启用、严重程度、界限（rules.json）",
    )
    _add_season(commands)
    add_remote(commands)
    rules = commands.add_parser("rules", help="列出全部核对规则")
    rules.set_defaults(command=_rules)
    rules.add_argument("--json", action="store_true", help="一行 JSON，与接口 GET /rules 相同")
    return parser


def _add_season(commands: argparse._SubParsersAction[Parser]) -> None:
    season = commands.add_parser("season", help="核对一个文件夹里各机关同一年度的报告")
    season.set_defaults(command=_season)
    season.add_argument(
        "folder", type=Path, metavar="文件夹", help="每个机关一个子文件夹，或直接放各机关的报告"
    )
    season.add_argument("--json", action="store_true", help="一行 JSON")
    season.add_argument(
        "--roster", type=Path, metavar="名册", help="应报送的机关（roster.csv 或 roster.xlsx）"
    )
    season.add_argument("--previous", type=Path, metavar="文件夹", help="各机关上年度的报告")
    season.add_argument(
        "--settings",
        type=Path,
        metavar="设置.json",
        help="规则的停用和启用、严重程度、界限（rules.json）",
    )
    season.add_argument(
        "--totals", type=Path, metavar="工作簿.xlsx", help="另写一个 Excel 工作簿：各表的合计"
    )


def _refuse_sheet(path: Path, error: OSError) -> NoReturn:
    refuse(
        f"工作簿写不到 {path}（{reason_of(error)}），请核对路径和权限；它若正在别处打开，请先关闭。"
    )


if __name__ == "__main__":
    raise SystemExit(main())
