"""An office's year from a folder in words: who is missing, how each organ stands, what is found of all, the totals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Final, Literal

from gouji.form import TABLES
from gouji.report import CellId
from gouji.result import alone, causes
from gouji.season.desk import Chosen, Doubt, FolderSeason, OrganHandedIn, SeasonFinding
from gouji.season.totals import Total
from gouji.verdict import GRAVITY, Finding, Status
from gouji.wording import explanation, sentences
from gouji.wording.verdict import SEVERITIES, STATUSES, Line, counted

_MAIN: Final[tuple[CellId, ...]] = (
    "t3.new_received.total",
    "t3.carried_in.total",
    "t3.concluded.total",
    "t3.carried_over.total",
    "t4.reconsideration.total",
    "t4.litigation_direct.total",
    "t4.litigation_after_reconsideration.total",
    "t2.charges.amount",
)
_ORDER: Final[tuple[Status, ...]] = ("unreadable", "incomplete", "flagged", "passed")
_CHOSEN: Final[Mapping[Chosen, str]] = {
    "only": "",
    "newest": "以能读取的文件中修改时间最近的为准",
    "name": "修改时间相同而内容不同，按文件名取了最后一个，请核实",
}
_LISTED: Final = 10  # organs, files; of more the first are named


def lost_sentence(how: Literal["died", "failed"], about: str) -> str:
    """Why a file has no result though nothing is known to be wrong with it."""
    if how == "died":
        return "读取或核对这个文件的程序异常中止，没有结论，请单独核对这个文件。"
    return f"核对这个文件的程序出错（{about}），没有结论，请单独核对这个文件并报告这个错误。"


def season_page(folder: str, season: FolderSeason, contacts: Mapping[str, str]) -> Iterator[Line]:
    """The whole year; `contacts`: whom to ask of an organ, by its name."""
    year = f"{season.year}年度" if season.year else "年度没有找到"
    yield Line(f"■ {folder}  {year}", tone="file")
    yield from _counts(season)
    yield from _missing(season, contacts)
    yield from _organs(season)
    yield from _several(season)
    yield from _findings(season)
    yield from _totals(season)
    yield from _not_looked_at(season)


def _counts(season: FolderSeason) -> Iterator[Line]:
    found = season.counts
    roster = "没有名册，无法知道谁没有报送"
    if found.expected is not None:
        roster = f"名册应报 {found.expected} 个，没有报送 {found.missing} 个，名册以外 {found.unlisted} 个"
    yield Line(f"已报送 {found.handed_in} 个机关；{roster}")
    each = {status: getattr(found, status) for status in STATUSES}
    said = "，".join(f"{STATUSES[status]} {n}" for status, n in each.items() if n)
    if said:
        yield Line(said)


def _missing(season: FolderSeason, contacts: Mapping[str, str]) -> Iterator[Line]:
    if season.missing:
        yield Line()
        yield Line(f"没有报送（{len(season.missing)} 个）", tone="error")
        for i, organ in enumerate(season.missing, 1):
            contact = f"（{contacts[organ]}）" if organ in contacts else ""
            yield Line(f"{i}. {organ}{contact}", 1)
    if season.unlisted:
        yield Line()
        yield Line(f"不在名册上（{len(season.unlisted)} 个），请核实名称或补入名册", tone="warning")
        yield from (Line(f"{i}. {organ}", 1) for i, organ in enumerate(season.unlisted, 1))


def _organs(season: FolderSeason) -> Iterator[Line]:
    """A line an organ, by status, those that need most first."""
    by_status: defaultdict[Status, list[OrganHandedIn]] = defaultdict(list)
    for organ in season.organs:
        by_status[organ.status].append(organ)
    for status in _ORDER:
        own = by_status[status]
        if own:
            yield Line()
            yield Line(f"{STATUSES[status]}（{len(own)} 个）", tone=status)
            yield from (Line(f"{i}. {_organ(one)}", 1) for i, one in enumerate(own, 1))


def _organ(organ: OrganHandedIn) -> str:
    """「青川市教育局：错误 2 处；“本年新收”……」: what is wrong, and of what does not pass the first thing."""
    result = organ.result
    first = _first(organ) if organ.status != "passed" else ""
    said = [part for part in (counted(result), result.reason or first) if part]
    return f"{organ.organ}：{'；'.join(said)}" if said else organ.organ


def _first(organ: OrganHandedIn) -> str:
    """The first cause, else the first finding that is no note."""
    result = organ.result
    errors = [cause for cause in causes(result) if cause.severity == "error"]
    if errors:
        return explanation.likeliest(result, errors[0])
    grave = [found for found in alone(result) if found.severity != "note"]
    return explanation.message(result, grave[0]) if grave else ""


def _several(season: FolderSeason) -> Iterator[Line]:
    """Which file counts, where an organ has more than one."""
    several = [organ for organ in season.organs if len(organ.files) > 1]
    if several:
        yield Line()
        yield Line(f"有几个文件的机关（{len(several)} 个）", tone="warning")
    for i, organ in enumerate(several, 1):
        current, *others = sorted(organ.files, key=lambda file: not file.current)
        names = "、".join(f"{PurePath(f.file).name}（{STATUSES[f.status]}）" for f in others)
        yield Line(
            f"{i}. {organ.organ}：{_CHOSEN[organ.chosen]}：{PurePath(current.file).name}；另有{names}",
            1,
        )


def _findings(season: FolderSeason) -> Iterator[Line]:
    """What is found of reports among each other and of all of them, but for notes: these the JSON has."""
    for severity in GRAVITY[:-1]:
        own = [found for found in season.findings if found.finding.severity == severity]
        if own:
            yield Line()
            yield Line(f"全年一起核对：{SEVERITIES[severity]}（{len(own)} 处）", tone=severity)
            yield from (Line(f"{i}. {_among_others(one)}", 1) for i, one in enumerate(own, 1))


def _among_others(found: SeasonFinding) -> str:
    finding: Finding = found.finding
    return f"{found.organ}：{finding.message}〔{finding.rule}〕"


def _totals(season: FolderSeason) -> Iterator[Line]:
    reports = sum(organ.counted for organ in season.organs)
    if not season.totals:
        return
    yield Line()
    yield Line(f"合计（{reports} 份逐份相加，认不准的数字不计入）", tone="file")
    sums = {total.cell: total for total in season.totals}
    yield from (Line(_total(sums[cell]), 1) for cell in _MAIN if cell in sums)
    if season.aggregates:
        yield Line(f"没有计入汇总报告：{'、'.join(season.aggregates)}", 1, "aside")
    else:
        yield Line("其中如有汇总报告，合计会重复计算：请在名册的“汇总”一栏注明。", 1, "aside")
    if season.doubts:
        yield Line(f"不是每格都有确定数字的（{len(season.doubts)} 个）", 1, "warning")
        yield from (Line(_doubt(doubt), 2) for doubt in season.doubts)


def _total(total: Total) -> str:
    table = next(table for table in TABLES.values() if total.cell in table.specs)
    label = sentences.cell_label(table, total.cell)
    unit = total.unit or ""
    without = total.shares.get("blank", 0) + total.shares.get("without_unit", 0)
    apart = [
        f"另有认不准的合计 {sentences.number(total.uncertain)}{unit}（{n} 份）"
        if (n := total.shares.get("uncertain", 0))
        else "",
        f"{without} 份没有可以相加的数字" if without else "",
    ]
    said = "，".join(filter(None, apart))
    return f"{label}：{sentences.number(total.certain)}{unit}" + (f"（{said}）" if said else "")


def _doubt(doubt: Doubt) -> str:
    said = {
        "没有数字": doubt.blanks,
        "由识别或推断得出": doubt.uncertain,
        "金额没有单位": doubt.without_unit,
    }
    return f"{doubt.organ}：" + "，".join(f"{what} {n} 格" for what, n in said.items() if n)


def _not_looked_at(season: FolderSeason) -> Iterator[Line]:
    said = [
        *(f"文件夹打不开，里面的报告未核对：{folder}" for folder in season.closed),
        *_listed("往年的文件没有能够读取", season.unread),
        *_listed("不是报告、未核对的文件", season.others),
    ]
    if said:
        yield Line()
        yield Line("没有核对的，不等于没有问题：", tone="aside")
        yield from (Line(f"· {text}", 1, "aside") for text in said)


def _listed(what: str, files: Sequence[str]) -> Iterator[str]:
    if files:
        names = "、".join(PurePath(file).name for file in files[:_LISTED])
        more = "等" if len(files) > _LISTED else ""
        yield f"{what} {len(files)} 个：{names}{more}"
