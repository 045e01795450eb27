"""A report beside last year's, and beside the text that was filed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Final

from gouji.form import TABLE_IDS, table_id_of
from gouji.judging.case import Case, Check, Outcome, finding, unassessed, why_lacking
from gouji.judging.context import Context
from gouji.judging.roster import find, own
from gouji.judging.rules.entries import RULE
from gouji.judging.text import copying
from gouji.judging.values import graded, shown
from gouji.organs import may_be_same
from gouji.report import CellId, Number, Report, TableId
from gouji.verdict import Finding
from gouji.wording import sentences

_RULES: Final = ("XY-01", "XY-02", "XY-03", "XY-04", "XY-05", "XY-06")
_CARRIED_IN: Final = "t3.carried_in."
_CARRIED_OVER: Final = "t3.carried_over."
_REGULATIONS: Final = ("t2.rules", "t2.normative_documents")
_CLEAN_UP: Final = re.compile(
    r"(?:规范性文件|规章)[^。；]{0,40}清理|清理[^。；]{0,40}(?:规范性文件|规章)"
)
# A swing of one of these says something of its own; their parts would only repeat it.
_SWINGING: Final = re.compile(
    r"t2\..*(?:decisions|issued|repealed|in_force|amount|made|_disclosed|projects)"
    r"|t3\.(?:new_received|concluded)\.total|t4\..*\.total"
)
_BASE: Final = 20
_TIMES: Final = 5
# What every year counts anew: stocks may well stay what they were.
_STOCK: Final = re.compile(r"\.(?:in_force|previous_items|total_disclosed)$")
# As many digits in different numbers are not alike by chance: 1, 2 and 3, or 12 and 7, or 120.
_TELLING_DIGITS: Final = 3
_SHOWN: Final = 3

Pair = tuple[Case, Case]


def check_last_year(case: Case) -> Iterator[Outcome]:
    """XY-01 to XY-06, once it is certain that the other report is last year's of the same organ."""
    previous = last_year(case)
    if previous is None:
        reason = why_not_last_year(case)
        yield from (unassessed(rule, reason) for rule in _RULES if _applies(case, rule))
        return
    earlier = Case.of(previous, Context())
    for check in _CHECKS:
        yield from check(case, earlier)


def last_year(case: Case) -> Report | None:
    """Last year's report, where it is certain that it is last year's and the same organ's."""
    return None if why_not_last_year(case) else case.context.previous


def check_filed(case: Case) -> Iterator[Outcome]:
    """XY-08: what is published is what was filed and cleared."""
    filed = case.context.filed
    if filed is None:
        reason = why_lacking(case, "filed", "没有报送审核的文本，无法核对发布后有无变动。")
        yield unassessed("XY-08", reason)
        return
    changed = [
        cell
        for cell in _both(case, Case(filed, {}, Context()))
        if case.cells[cell].value != filed.cells[cell].value
    ]
    now, then = _paragraphs(case.report), _paragraphs(filed)
    added = [text for text in now if text not in then]
    gone = [text for text in then if text not in now]
    said = [*_changed_cells(case, filed, changed), *_changed_text(added, gone)]
    if said:
        message = f"发布的文本与报送审核的文本不一致：{'；'.join(said)}。请核对以哪一个为准。"
        yield finding("XY-08", changed, message)


def why_not_last_year(case: Case) -> str:
    """Why nothing can be compared with last year's report; empty if it can."""
    previous, year = case.context.previous, case.report.year
    if previous is None:
        return why_lacking(case, "previous", "没有上年度报告，无法核对。")
    if year is None:
        return "没有找到报告年度，无法与上年度报告核对。"
    if previous.year is None:
        return "所给的上年度报告没有写明年度，无法核对。"
    if previous.year != year - 1:
        return f"所给的上年度报告是{previous.year}年度的，不是{year - 1}年度的，无法核对。"
    if not _same(case, previous.organ):
        return (
            f"所给的上年度报告是“{previous.organ}”的，不是“{case.report.organ}”的，没有核对；"
            "机关改过名称的，请在名册的“简称”一栏写上原名。"
        )
    return ""


def _same(case: Case, organ: str | None) -> bool:
    if organ is None or case.report.organ is None or may_be_same(organ, case.report.organ):
        return True
    entry = own(case)
    return entry is not None and find((entry,), organ) is not None


def _applies(case: Case, rule: str) -> bool:
    return rule not in {"XY-02", "XY-05"} or case.table("t2").form in RULE[rule].forms


def _check_carried_in(case: Case, earlier: Case) -> Iterator[Outcome]:
    """XY-01: what was carried over is carried in, column by column."""
    lacking = []
    for cell in (c for c in case.table("t3").specs if c.startswith(_CARRIED_IN)):
        before = cell.replace(_CARRIED_IN, _CARRIED_OVER)
        now, then = case.value(cell), earlier.value(before)
        if now is None or then is None:
            lacking.append(cell)
        elif now != then:
            said = f"{shown(case, cell)}，而{_was(earlier, before)}，两者应当相等，请核对是哪一年填错。"
            yield graded("XY-01", (cell,), said, (case.cells[cell], earlier.cells[before]))
    if lacking:
        yield _unknown("XY-01", case, earlier, lacking, [_carried_over(c) for c in lacking])


def _check_in_force(case: Case, earlier: Case) -> Iterator[Outcome]:
    """XY-02: what is in force follows from last year's stock."""
    if not _applies(case, "XY-02"):
        return
    if earlier.table("t2").form not in RULE["XY-02"].forms:
        yield unassessed("XY-02", "上年度报告的表二是旧格式，没有“现行有效件数”，无法核对。")
        return
    lacking = []
    for row in _REGULATIONS:
        stock, issued, repealed = (f"{row}.{c}" for c in ("in_force", "issued", "repealed"))
        then, now = earlier.value(stock), case.value(stock)
        more, fewer = case.value(issued), case.value(repealed)
        if then is None or now is None or more is None or fewer is None:
            lacking.append(stock)
        elif now != then + more - fewer:
            n = sentences.number
            said = (
                f"{shown(case, stock)}，而上年度报告的现行有效件数 {n(then)}＋本年制发 {n(more)}"
                f"－本年废止 {n(fewer)}＝{n(then + more - fewer)}，请核对；经清理有增减的，请在正文中说明。"
            )
            yield _after_clean_up(case, (stock, issued, repealed), said)
    if lacking:
        needed = [c.replace("in_force", x) for c in lacking for x in ("issued", "repealed")]
        yield _unknown("XY-02", case, earlier, [*lacking, *needed], lacking)


def _after_clean_up(case: Case, cells: tuple[CellId, ...], message: str) -> Finding:
    explained = (
        m.group()
        for section in case.report.sections
        for text in section.paragraphs
        if (m := _CLEAN_UP.search(text))
    )
    quoted = next(explained, None)
    if quoted is None:
        return finding("XY-02", cells, message)
    return Finding(
        "XY-02", "note", cells, f"{message}正文提到“{copying.short(quoted)}”，可能由此而来。"
    )


def _check_pending(case: Case, earlier: Case) -> Iterator[Outcome]:
    """XY-03: last year's pending cases are among this year's."""
    lacking = []
    for total in (c for c in case.table("t4").specs if c.endswith(".total")):
        pending = total.replace(".total", ".pending")
        now, then = case.value(total), earlier.value(pending)
        if now is None or then is None:
            lacking.append(total)
        elif now < then:
            said = (
                f"{shown(case, total)}，少于上年尚未审结的件数：{_was(earlier, pending)}，请核对。"
            )
            yield graded("XY-03", (total,), said, (case.cells[total], earlier.cells[pending]))
    if lacking:
        before = [cell.replace(".total", ".pending") for cell in lacking]
        yield _unknown("XY-03", case, earlier, lacking, before)


def _check_swings(case: Case, earlier: Case) -> Iterator[Outcome]:
    """XY-04: no figure of some size grows or shrinks to more than five times or less than a fifth."""
    lacking = []
    for cell in filter(_SWINGING.fullmatch, _both(case, earlier)):
        now, then = case.value(cell), earlier.value(cell)
        if then is not None and then < _BASE:
            continue
        if now is None or then is None:
            lacking.append(cell)
        elif case.cells[cell].unit == earlier.cells[cell].unit and _swings(now, then):
            said = (
                f"{shown(case, cell)}，上年度是 {sentences.number(then)}，相差五倍以上，请核对；"
                "属实的可在正文中说明。"
            )
            yield finding("XY-04", (cell,), said)
    if lacking:
        yield _unknown("XY-04", case, earlier, lacking, lacking)


def _check_items(case: Case, earlier: Case) -> Iterator[Outcome]:
    """XY-05: the items of the year before are last year's items and their change."""
    if not _applies(case, "XY-05"):
        return
    if earlier.table("t2").form not in RULE["XY-05"].forms:
        yield unassessed("XY-05", "上年度报告的表二是新格式，没有项目数量，无法核对。")
        return
    lacking = []
    for items in (c for c in case.table("t2").specs if c.endswith(".previous_items")):
        change = items.replace("previous_items", "change")
        now, then, more = case.value(items), earlier.value(items), earlier.value(change)
        if now is None or then is None or more is None:
            lacking.append(items)
        elif now != then + more:
            n = sentences.number
            said = (
                f"{shown(case, items)}，而上年度报告的项目数量 {n(then)} 加增减数 {n(more)} 是 "
                f"{n(then + more)}，两者应当相等，请核对。"
            )
            yield finding("XY-05", (items,), said)
    if lacking:
        changes = [cell.replace("previous_items", "change") for cell in lacking]
        yield _unknown("XY-05", case, earlier, lacking, [*lacking, *changes])


def _check_copied(case: Case, earlier: Case) -> Iterator[Outcome]:
    """XY-06: neither the narrative nor a table is last year's."""
    for table in TABLE_IDS:
        cells = [c for c in _both(case, earlier) if c.startswith(table)]
        if _is_identical(case, earlier, cells):
            name = case.table(table).name
            message = f"{name}的数字与上年度报告的完全相同，请核对是否照搬了上年的表。"
            yield finding("XY-06", cells, message)
    if not case.report.sections or not earlier.report.sections:
        yield unassessed("XY-06", "没有读到正文的文字，无法核对与上年度报告是否雷同。")
        return
    now, then = own_narrative(case), own_narrative(case, earlier.report)
    share = copying.likeness(now, then)
    if share >= copying.LIKE:
        mine, theirs = copying.passages(now, then)
        message = (
            f"正文与上年度报告雷同（不计年份，相同的部分占 {share:.0%}），例如本年写“{copying.short(mine)}”，"
            f"上年写“{copying.short(theirs)}”，请按本年的实际情况改写。"
        )
        yield finding("XY-06", (), message)
    elif same := copying.copied(now, then):
        listed = "；".join(
            f"本年“{copying.short(a)}”，上年“{copying.short(b)}”" for a, b in same[:_SHOWN]
        )
        message = f"有 {len(same)} 段文字与上年度报告逐字相同（不计年份）：{listed}。请核对是否符合本年情况。"
        yield Finding("XY-06", "note", (), message)


def own_narrative(case: Case, report: Report | None = None) -> copying.Narrative:
    """The narrative of a report of the organ under judgement, its names masked; of none given, of its own."""
    report = report or case.report
    entry = own(case)
    names = (report.organ, case.report.organ, *((entry.name, *entry.aliases) if entry else ()))
    return copying.narrative(report.sections, tuple(dict.fromkeys(n for n in names if n)))


_CHECKS: Final[tuple[Callable[[Case, Case], Iterator[Outcome]], ...]] = (
    _check_carried_in,
    _check_in_force,
    _check_pending,
    _check_swings,
    _check_items,
    _check_copied,
)
CHECKS: Final[tuple[Check, ...]] = (check_last_year, check_filed)


def _both(case: Case, other: Case) -> list[CellId]:
    """The cells that both reports' formats have, in the order of the form."""
    tables: Sequence[TableId] = TABLE_IDS
    return [c for t in tables for c in case.table(t).specs if c in other.table(t).specs]


def _swings(now: Number, then: Number) -> bool:
    return now > _TIMES * then or _TIMES * now < then


def _is_identical(case: Case, earlier: Case, cells: Sequence[CellId]) -> bool:
    pairs = [(case.value(c), earlier.value(c)) for c in cells if not _STOCK.search(c)]
    if any(now != then for now, then in pairs):
        return False
    different = {abs(Decimal(now)) for now, _ in pairs if now}
    return sum(len(sentences.number(n)) for n in different) >= _TELLING_DIGITS


def _carried_over(cell: CellId) -> CellId:
    return cell.replace(_CARRIED_IN, _CARRIED_OVER)


def _was(earlier: Case, cell: CellId) -> str:
    return f"{earlier.report.year}年度报告的{shown(earlier, cell)}"


def _unknown(
    rule: str, case: Case, earlier: Case, cells: Sequence[CellId], before: Sequence[CellId]
) -> Outcome:
    """Name the cells without a number, on whichever side they are."""
    said = []
    for whose, one, needed in (("本报告", case, cells), ("上年度报告", earlier, before)):
        lacking = [cell for cell in needed if one.value(cell) is None]
        if lacking:
            table = one.table(table_id_of(lacking[0]))
            same = [cell for cell in lacking if cell in table.specs]
            rest = f"等 {len(lacking)} 格" if len(same) < len(lacking) else ""
            said.append(f"{whose}的{sentences.cell_list(table, same)}{rest}没有可用的数字")
    return unassessed(rule, f"{'，'.join(said)}，无法核对。", cells)


def _paragraphs(report: Report) -> dict[str, None]:
    """The headings and paragraphs in their order, each once, without spaces."""
    texts = (p for section in report.sections for p in (section.heading, *section.paragraphs))
    return dict.fromkeys(text for text in ("".join(t.split()) for t in texts) if text)


def _changed_cells(case: Case, filed: Report, changed: Sequence[CellId]) -> Iterator[str]:
    for cell in changed[:_SHOWN]:
        then = filed.cells[cell].value
        yield f"{shown(case, cell)}，原为 {'空' if then is None else sentences.number(then)}"
    if len(changed) > _SHOWN:
        yield f"还有 {len(changed) - _SHOWN} 格不同"


def _changed_text(added: Sequence[str], gone: Sequence[str]) -> Iterator[str]:
    if added:
        yield f"增加或改动了 {len(added)} 段文字，如“{copying.short(added[0])}”"
    if gone:
        yield f"报送审核的文本中有 {len(gone)} 段不见了，如“{copying.short(gone[0])}”"
