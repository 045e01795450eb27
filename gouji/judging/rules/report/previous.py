"""A report beside last year's, and beside the text that was filed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final

from gouji.facts.base import Excerpt, Reason
from gouji.facts.previous import (
    CarriedInDiffers,
    ChangedAfterFiling,
    CopiedPassage,
    FewerThanPending,
    FiledFigure,
    ItemsNotContinued,
    LastNarrativeCopied,
    LastParagraphsCopied,
    NoNumbersInBoth,
    PreviousInOtherFormat,
    StockNotContinued,
    Swing,
    TableCopied,
)
from gouji.facts.reasons import Missing, NoNarrative
from gouji.form import TABLE_IDS
from gouji.judging.case import Case
from gouji.judging.last_year import last_year
from gouji.judging.rule import (
    BOTH,
    DEFINITION,
    LOCAL_ASSESSMENT,
    LOCAL_NOTICE,
    NEW,
    NOTICE_2021,
    OLD,
    PRACTICE,
    PUBLISHED,
    THIRD_PARTY,
    Check,
    Measured,
    NotAssessed,
    Outcome,
    Violated,
    rule,
)
from gouji.judging.text import copying
from gouji.judging.values import by_table, figure, graded
from gouji.report import CellId, FormatVersion, Number, Report, TableId
from gouji.text import lazy_pattern, squeezed
from gouji.verdict import Threshold

_LAST_YEAR: Final = "上年度报告"
_CARRIED_IN: Final = "t3.carried_in."
_CARRIED_OVER: Final = "t3.carried_over."
_REGULATIONS: Final = ("t2.rules", "t2.normative_documents")
_CLEAN_UP: Final = lazy_pattern(
    r"(?:规范性文件|规章)[^。；]{0,40}清理|清理[^。；]{0,40}(?:规范性文件|规章)"
)
# A swing of one of these says something of its own; their parts would only repeat it.
_SWINGING: Final = lazy_pattern(
    r"t2\..*(?:decisions|issued|repealed|in_force|amount|made|_disclosed|projects)"
    r"|t3\.(?:new_received|concluded)\.total|t4\..*\.total"
)
_BASE: Final = 20
# What every year counts anew: stocks may well stay what they were.
_STOCK: Final = lazy_pattern(r"\.(?:in_force|previous_items|total_disclosed)$")
# As many digits in different numbers are not alike by chance: 1, 2 and 3, or 12 and 7, or 120.
_TELLING_DIGITS: Final = 3
_SHOWN: Final = 3

_Beside = Callable[[Case, Case], Iterator[Outcome]]


def _beside_last_year(forms: Sequence[FormatVersion]) -> Callable[[_Beside], Check[Case]]:
    """Give a check last year's report, or say why there is none, where table 2 has one of these formats."""

    def given(check: _Beside) -> Check[Case]:
        def checked(case: Case) -> Iterator[Outcome]:
            if case.table("t2").format_version not in forms:
                return
            earlier = last_year(case)
            if isinstance(earlier, Reason):
                yield NotAssessed(earlier)
            else:
                yield from check(case, earlier)

        return checked

    return given


@rule(
    "XY-01",
    "上年结转衔接",
    "本年的“上年结转”等于上年度报告的“结转下年度继续办理”，总计和每一列都是。",
    "error",
    basis=(PRACTICE, LOCAL_NOTICE, DEFINITION),
    needs=_LAST_YEAR,
)
@_beside_last_year(BOTH)
def carried_in(case: Case, earlier: Case) -> Iterator[Outcome]:
    """What was carried over is carried in, column by column."""
    missing = []
    for cell in (c for c in case.table("t3").specs if c.startswith(_CARRIED_IN)):
        before = _carried_over(cell)
        now, then = case.value(cell), earlier.value(before)
        if now is None or then is None:
            missing.append(cell)
        elif now != then:
            facts = CarriedInDiffers(
                carried_in=figure(case, cell),
                carried_over=figure(earlier, before),
                year=earlier.report.year,
            )
            yield graded(facts, (cell,), (case.cells[cell], earlier.cells[before]), (then,))
    if missing:
        yield _unknown(case, earlier, missing, [_carried_over(c) for c in missing])


@rule(
    "XY-02",
    "现行有效件数衔接",
    "现行有效件数等于上年现行有效件数加本年制发、减本年废止。",
    "warning",
    basis=(PRACTICE, PUBLISHED),
    forms=NEW,
    needs=_LAST_YEAR,
)
@_beside_last_year(NEW)
def documents_in_force(case: Case, earlier: Case) -> Iterator[Outcome]:
    """What is in force follows from last year's stock."""
    if earlier.table("t2").format_version not in NEW:
        yield NotAssessed(PreviousInOtherFormat(missing="in_force"))
        return
    missing = []
    for row in _REGULATIONS:
        cells = stock, issued, repealed = tuple(
            f"{row}.{column}" for column in ("in_force", "issued", "repealed")
        )
        then, now = earlier.value(stock), case.value(stock)
        more, fewer = case.value(issued), case.value(repealed)
        if then is None or now is None or more is None or fewer is None:
            missing.append(stock)
        elif now != then + more - fewer:
            said = _clean_up(case)
            facts = StockNotContinued(
                in_force=figure(case, stock),
                previous=then,
                issued=more,
                repealed=fewer,
                said=said,
            )
            yield Violated(facts, cells, (then,), "note" if said else None)
    if missing:
        needed = [c.replace("in_force", x) for c in missing for x in ("issued", "repealed")]
        yield _unknown(case, earlier, [*missing, *needed], missing)


def _clean_up(case: Case) -> Excerpt | None:
    """Where the text speaks of a clean-up of documents, which may explain another stock."""
    paragraphs = (text for section in case.report.sections for text in section.paragraphs)
    found = (m.group() for text in paragraphs if (m := _CLEAN_UP.search(text)))
    said = next(found, None)
    return None if said is None else copying.excerpt(said)


@rule(
    "XY-03",
    "尚未审结衔接",
    "本年复议、诉讼的总计不小于上年尚未审结的件数。",
    "warning",
    basis=(DEFINITION,),
    needs=_LAST_YEAR,
)
@_beside_last_year(BOTH)
def pending_cases(case: Case, earlier: Case) -> Iterator[Outcome]:
    """Last year's pending cases are among this year's."""
    missing = []
    for total in (c for c in case.table("t4").specs if c.endswith(".total")):
        pending = total.replace(".total", ".pending")
        now, then = case.value(total), earlier.value(pending)
        if now is None or then is None:
            missing.append(total)
        elif now < then:
            facts = FewerThanPending(
                total=figure(case, total),
                pending=figure(earlier, pending),
                year=earlier.report.year,
            )
            yield graded(facts, (total,), (case.cells[total], earlier.cells[pending]), (then,))
    if missing:
        before = [cell.replace(".total", ".pending") for cell in missing]
        yield _unknown(case, earlier, missing, before)


@rule(
    "XY-04",
    "同比剧变",
    "与上年相比没有成倍的增减（上年满20件时，不超过5倍、不低于五分之一）。",
    "note",
    basis=(PRACTICE,),
    needs=_LAST_YEAR,
    threshold=Threshold(5, 2, 100, "相差", "倍"),
)
@_beside_last_year(BOTH)
def swings(case: Case, earlier: Case) -> Iterator[Outcome]:
    """No figure of some size grows or shrinks to more than five times or less than a fifth."""
    missing, times = [], swings.limit(case)
    for cell in filter(_SWINGING.fullmatch, _both(case, earlier)):
        now, then = case.value(cell), earlier.value(cell)
        if then is not None and then < _BASE:
            continue
        if now is None or then is None:
            missing.append(cell)
        elif case.cells[cell].unit == earlier.cells[cell].unit and _swings(now, then, times):
            facts = Swing(figure=figure(case, cell), previous=then, times=times)
            yield Violated(facts, (cell,), (then,))
    if missing:
        yield _unknown(case, earlier, missing, missing)


@rule(
    "XY-05",
    "旧表项目数衔接",
    "本年的上一年项目数量等于上年度报告的项目数量加增减数。",
    "warning",
    basis=(DEFINITION,),
    forms=OLD,
    needs=_LAST_YEAR,
)
@_beside_last_year(OLD)
def items_of_last_year(case: Case, earlier: Case) -> Iterator[Outcome]:
    """The items of the year before are last year's items and their change."""
    if earlier.table("t2").format_version not in OLD:
        yield NotAssessed(PreviousInOtherFormat(missing="items"))
        return
    missing = []
    for items in (c for c in case.table("t2").specs if c.endswith(".previous_items")):
        change = items.replace("previous_items", "change")
        now, then, more = case.value(items), earlier.value(items), earlier.value(change)
        if now is None or then is None or more is None:
            missing.append(items)
        elif now != then + more:
            facts = ItemsNotContinued(
                previous_items=figure(case, items), previous=then, change=more
            )
            yield Violated(facts, (items,), (then, more))
    if missing:
        changes = [cell.replace("previous_items", "change") for cell in missing]
        yield _unknown(case, earlier, missing, [*missing, *changes])


@rule(
    "XY-06",
    "与上年雷同",
    "文字不与本机关上年度报告雷同，表中的数字也不原样照搬。",
    "warning",
    basis=(NOTICE_2021, LOCAL_ASSESSMENT),
    needs=_LAST_YEAR,
    threshold=Threshold(copying.LIKE, Decimal("0.3"), 1, "文字相同的比例"),
)
@_beside_last_year(BOTH)
def copied_from_last_year(case: Case, earlier: Case) -> Iterator[Outcome]:
    """Neither the narrative nor a table is last year's."""
    for table in TABLE_IDS:
        cells = _both(case, earlier, (table,))
        if _is_identical(case, earlier, cells):
            yield Violated(TableCopied(table=table), cells, (table,))
    if case.report.sections and earlier.report.sections:
        limit = copied_from_last_year.limit(case)
        yield from _copied(own_narrative(case), own_narrative(case, earlier.report), limit)
    else:
        yield NotAssessed(NoNarrative(what="previous"))


def _copied(now: copying.Narrative, then: copying.Narrative, limit: Number) -> Iterator[Outcome]:
    share = copying.measured(now, then)
    same = copying.copied(now, then)
    if share is not None:
        yield Measured(round(Decimal(share), 2))
    is_like = share is not None and Decimal(str(share)) >= limit
    if not is_like and not same:
        return
    # However a document breaks its paragraphs, the longest sentence of what is copied stays the same.
    mine, theirs = copying.passages(now, then)
    if is_like and share is not None:
        facts = LastNarrativeCopied(
            percent=round(share * 100), now=copying.excerpt(mine), then=copying.excerpt(theirs)
        )
        yield Violated(facts, rests_on=(mine, theirs))
    else:
        first = tuple(
            CopiedPassage(copying.excerpt(a), copying.excerpt(b)) for a, b in same[:_SHOWN]
        )
        copies = LastParagraphsCopied(count=len(same), passages=first)
        yield Violated(copies, rests_on=(mine, theirs), severity="note")


def own_narrative(case: Case, report: Report | None = None) -> copying.Narrative:
    """The narrative of a report of the organ under judgement, its names masked; of none given, of its own."""
    report = report or case.report
    entry = case.entry
    names = (report.organ, case.report.organ, *(entry.names if entry else ()))
    return copying.narrative(report.sections, tuple(dict.fromkeys(n for n in names if n)))


@rule(
    "XY-08",
    "发布后变动",
    "发布的文本与报送审核的文本一致。",
    "warning",
    basis=(THIRD_PARTY,),
    needs="报送审核的文本",
)
def filed(case: Case) -> Iterator[Outcome]:
    """What is published is what was filed and cleared."""
    if case.context.filed is None:
        yield NotAssessed(case.context.missing.get("filed", Missing(what="filed")))
        return
    before = Case(case.context.filed)
    changed = [
        cell for cell in _both(case, before) if case.cells[cell].value != before.cells[cell].value
    ]
    now, then = _paragraphs(case.report), _paragraphs(before.report)
    added = [text for text in now if text not in then]
    gone = [text for text in then if text not in now]
    if changed or added or gone:
        was = [before.cells[cell].value for cell in changed]
        facts = ChangedAfterFiling(
            figures=tuple(
                FiledFigure(figure(case, cell), n) for cell, n in zip(changed, was, strict=True)
            ),
            added=len(added),
            added_first=copying.excerpt(added[0]) if added else None,
            gone=len(gone),
            gone_first=copying.excerpt(gone[0]) if gone else None,
        )
        numbers = ("" if n is None else n for n in was)
        yield Violated(facts, changed, (*numbers, *added, *gone))


def _both(case: Case, other: Case, tables: Iterable[TableId] = TABLE_IDS) -> list[CellId]:
    """The cells that both reports' formats have, in the order of the form."""
    pairs = ((case.table(table).specs, other.table(table).specs) for table in tables)
    return [cell for ours, theirs in pairs for cell in ours if cell in theirs]


def _swings(now: Number, then: Number, times: Number) -> bool:
    return now > times * then or times * now < then


def _is_identical(case: Case, earlier: Case, cells: Sequence[CellId]) -> bool:
    pairs = [(case.value(c), earlier.value(c)) for c in cells if not _STOCK.search(c)]
    if any(now != then for now, then in pairs):
        return False
    different = {abs(Decimal(now)).normalize() for now, _ in pairs if now}
    return sum(len(f"{n:f}") for n in different) >= _TELLING_DIGITS


def _carried_over(cell: CellId) -> CellId:
    return cell.replace(_CARRIED_IN, _CARRIED_OVER)


def _unknown(
    case: Case, earlier: Case, cells: Sequence[CellId], before: Sequence[CellId]
) -> NotAssessed:
    """Name the cells without a number, on whichever side they are."""
    here, there = (
        by_table(one, (cell for cell in needed if one.value(cell) is None))
        for one, needed in ((case, cells), (earlier, before))
    )
    return NotAssessed(NoNumbersInBoth(cells=here, previous=there), cells)


def _paragraphs(report: Report) -> dict[str, None]:
    """The headings and paragraphs in their order, each once, without spaces."""
    texts = (p for section in report.sections for p in (section.heading, *section.paragraphs))
    return dict.fromkeys(text for text in map(squeezed, texts) if text)
