"""A report beside the office's roster and its other reports."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from statistics import median
from typing import Final, Literal

from gouji.facts.base import Reason
from gouji.facts.office import (
    AmountsDiffer,
    CarriedInNotContinued,
    ChargesAboveOthers,
    ChargesLarge,
    Difference,
    FewPeers,
    ManagedFromAbove,
    NameNotInFull,
    NarrativeShared,
    NoNumbersCarried,
    NoNumbersToAdd,
    NotOnRoster,
    ParagraphsShared,
    ReportsOutstanding,
    RulesWithoutPower,
    SeveralUploads,
    SharedParagraph,
    SumIncomplete,
    SumsDiffer,
)
from gouji.facts.reasons import Lacking, NoNarrative
from gouji.form import TABLE_IDS
from gouji.judging.case import Case
from gouji.judging.roster import find, is_full_name, is_government, own
from gouji.judging.rule import (
    DEFINITION,
    LOCAL_ASSESSMENT,
    LOCAL_NOTICE,
    NEW,
    NOTICE_2021,
    PRACTICE,
    NotAssessed,
    Outcome,
    Violated,
    rule,
)
from gouji.judging.rules.previous import own_narrative
from gouji.judging.text import copying
from gouji.judging.values import cells_of, figure, figures, graded, without_numbers
from gouji.money import in_wan
from gouji.organs import Organ, may_be_same
from gouji.report import CellId, Number, Report, TableId

_ROSTER: Final = "名册"
_OTHERS: Final = "本单位收到的其他报告"
_ALL: Final = "本年度全部报告和名册"
_SHOWN: Final = 3
_AMOUNT: Final = "t2.charges.amount"
_PEERS: Final = 3  # of fewer that charge anything a median says little
_TIMES_THE_MEDIAN: Final = 100
_LARGE: Final = 10000  # 万元
_BELOW_A_CITY: Final = re.compile(r".(?:(?<!自治)区|[县旗]|(?<!城)[镇乡]|街道)")
_ROUNDING: Final = Decimal("0.005")  # 万元, of each amount that is added up
_RULES_ROW: Final = tuple(f"t2.rules.{column}" for column in ("issued", "repealed", "in_force"))

_Others = Sequence[tuple[str | None, copying.Narrative]]


@rule(
    "XY-07",
    "与其他单位雷同",
    "文字不与其他机关同年度的报告雷同。",
    "warning",
    basis=(NOTICE_2021, LOCAL_ASSESSMENT, LOCAL_NOTICE),
    needs=_OTHERS,
)
def copied_from_others(case: Case) -> Iterator[Outcome]:
    """The narrative is not another organ's."""
    if case.context.others is None:
        yield NotAssessed(_lacking(case, "others"))
        return
    if not case.report.sections:
        yield NotAssessed(NoNarrative(what="others"))
        return
    mine = own_narrative(case)
    others = [
        (report.organ, _narrative(case, report))
        for report in case.context.others
        if report.year == case.report.year and report.organ != case.report.organ
    ]
    found = _narrative_of(mine, others) or _paragraphs_of(mine, others)
    if found:
        yield found


def _narrative_of(mine: copying.Narrative, others: _Others) -> Violated | None:
    """The whole narrative as others have it, too."""
    like = [(copying.likeness(mine, text), organ, text) for organ, text in others]
    like = [one for one in like if one[0] >= copying.LIKE]
    if not like:
        return None
    like.sort(key=lambda one: (-one[0], one[1] is None, one[1] or ""))
    share, organ, text = like[0]
    ours, theirs = copying.passages(mine, text)
    facts = NarrativeShared(
        organs=tuple(name for _, name, _ in like),
        percent=round(share * 100),
        ours=copying.quote(ours),
        theirs=copying.quote(theirs),
    )
    return Violated(facts, rests_on=(organ or "", ours))


def _paragraphs_of(mine: copying.Narrative, others: _Others) -> Violated | None:
    """Paragraphs that others have word for word."""
    same = [(organ, text, pair) for organ, text in others for pair in copying.copied(mine, text)]
    if not same:
        return None
    organ, text, _ = same[0]
    facts = ParagraphsShared(
        organs=tuple(dict.fromkeys(name for name, _, _ in same)),
        paragraphs=tuple(
            SharedParagraph(name, copying.quote(ours), copying.quote(theirs))
            for name, _, (ours, theirs) in same[:_SHOWN]
        ),
    )
    # However a document breaks its paragraphs, the longest sentence of what is copied stays the same.
    sentence, _ = copying.passages(mine, text)
    return Violated(facts, rests_on=(organ or "", sentence), severity="note")


@rule(
    "T2-05",
    "规章行填报主体",
    "没有规章制定权的机关，规章一行应为0（可填“/”）。",
    "warning",
    basis=(DEFINITION,),
    forms=NEW,
    needs=_ROSTER,
)
def power_to_make_rules(case: Case) -> Iterator[Outcome]:
    """Only who may issue 规章 reports any. A slash is accepted there."""
    if case.table("t2").form not in NEW:
        return
    entry = _entry(case, "makes_rules")
    if isinstance(entry, Reason):
        yield NotAssessed(entry)
        return
    if entry.makes_rules:
        return
    filled = [cell for cell in _RULES_ROW if case.value(cell)]
    unknown = [
        cell
        for cell in _RULES_ROW
        if case.value(cell) is None and case.cells[cell].mark != "placeholder"
    ]
    if filled:
        yield Violated(RulesWithoutPower(organ=entry.name, figures=figures(case, filled)), filled)
    elif unknown:
        yield without_numbers(case, unknown)


@rule(
    "T2-06",
    "收费单位疑似为元",
    "收费金额与同类机关相比没有大得出奇，不像把元当成万元。",
    "note",
    basis=(DEFINITION,),
    forms=NEW,
    needs=_OTHERS,
)
def charges(case: Case) -> Iterator[Outcome]:
    """The charges are not out of all proportion, as 元 taken for 万元 would be."""
    if case.table("t2").form not in NEW:
        return
    amount = _in_wan(case.report)
    if amount is not None and amount > _LARGE and _is_small(case):
        yield Violated(ChargesLarge(figure=figure(case, _AMOUNT), amount=amount), (_AMOUNT,))
    elif case.context.others is None:
        yield NotAssessed(_lacking(case, "others"))
    elif amount is None:
        yield without_numbers(case, (_AMOUNT,))
    elif amount:
        yield from _beside_peers(case, amount, case.context.others)


def _beside_peers(case: Case, amount: Decimal, others: Sequence[Report]) -> Iterator[Outcome]:
    peers = [x for r in _departments(case, others) if (x := _in_wan(r))]
    if len(peers) < _PEERS:
        yield NotAssessed(FewPeers(peers=len(peers), needed=_PEERS), (_AMOUNT,))
    elif amount > _TIMES_THE_MEDIAN * (middle := median(peers)):
        facts = ChargesAboveOthers(
            figure=figure(case, _AMOUNT), amount=amount, peers=len(peers), median=middle
        )
        yield Violated(facts, (_AMOUNT,))


@rule(
    "ORG-01",
    "机关名称规范",
    "标题中的机关名称与名册上的全称一致。",
    "warning",
    basis=(LOCAL_NOTICE, DEFINITION),
    needs=_ROSTER,
)
def name_in_full(case: Case) -> Iterator[Outcome]:
    """The organ's name is a full name of the roster."""
    roster, printed = case.context.roster, case.report.organ
    if roster is None:
        yield NotAssessed(_lacking(case, "roster"))
    elif printed is None:
        yield NotAssessed(NotOnRoster(organ=None, what="full_name"))
    elif not any(is_full_name(printed, organ.name) for organ in roster):
        known = find(roster, printed)
        facts = NameNotInFull(
            printed=printed,
            short_for=known.name if known else None,
            alike=tuple(o.name for o in roster if may_be_same(o.name, printed)),
        )
        yield Violated(facts, rests_on=(printed,))


@rule(
    "ORG-05",
    "同一机关重复报送",
    "同一机关同一年度只有一份现行的报告。",
    "error",
    basis=(DEFINITION,),
    needs="已报送的记录",
    concerns="office",
)
def one_upload(case: Case) -> Iterator[Outcome]:
    """One current report an organ and year."""
    uploads = case.context.uploads
    if uploads is None:
        yield NotAssessed(_lacking(case, "uploads"))
    elif uploads > 1:
        yield Violated(SeveralUploads(uploads=uploads), rests_on=(uploads,))


@rule(
    "AGG-03",
    "垂直管理单位不计入",
    "垂直管理单位不列入本级名册。",
    "warning",
    basis=(LOCAL_NOTICE,),
    needs=_ALL,
    concerns="office",
)
def managed_from_above(case: Case) -> Iterator[Outcome]:
    """Who is managed from above does not count here."""
    entry = _entry(case, "vertical")
    if isinstance(entry, Reason):
        yield NotAssessed(entry)
    elif entry.vertical:
        yield Violated(ManagedFromAbove(organ=entry.name), rests_on=(entry.name,))


@rule(
    "AGG-01",
    "政府汇总等于各单位之和",
    "政府汇总报告的每一格等于名册上各单位（含政府办公室）之和。",
    "error",
    basis=(LOCAL_NOTICE, PRACTICE),
    needs=_ALL,
    concerns="office",
)
def aggregate_is_the_sum(case: Case) -> Iterator[Outcome]:
    """Each figure of the aggregate report is the sum of the organs', one outcome a table."""
    parts = _parts(case)
    if isinstance(parts, Reason):
        yield NotAssessed(parts)
    elif parts is not None:
        for table in TABLE_IDS:
            yield from _sums(case, parts, table)


def _sums(case: Case, parts: Mapping[str, Case], table: TableId) -> Iterator[Outcome]:
    differences: list[Difference] = []
    unknown: list[CellId] = []
    for spec in case.table(table).specs.values():
        if spec.kind == "amount":
            continue
        whole, sum_ = case.value(spec.id), _sum(parts, spec.id)
        if whole is None or sum_ is None:
            unknown.append(spec.id)
        elif whole != sum_:
            differences.append(Difference(figure(case, spec.id), sum_))
    if differences:
        cells = [difference.figure.cell for difference in differences]
        facts = SumsDiffer(reports=len(parts), differences=tuple(differences))
        seen = (one.cells[cell] for one in (case, *parts.values()) for cell in cells)
        yield graded(facts, cells, seen, [difference.sum for difference in differences])
    if unknown:
        yield NotAssessed(_no_numbers(case, parts, unknown), unknown)


@rule(
    "AGG-02",
    "应报尽报",
    "名册上的单位都已报送。",
    "error",
    basis=(LOCAL_NOTICE,),
    needs=_ALL,
    concerns="office",
)
def all_handed_in(case: Case) -> Iterator[Outcome]:
    """All organs that count have handed in."""
    office = _office(case)
    if isinstance(office, Reason):
        yield NotAssessed(office)
    elif office and office.outstanding:
        facts = ReportsOutstanding(expected=office.expected, organs=office.outstanding)
        yield Violated(facts, rests_on=office.outstanding)


@rule(
    "AGG-04",
    "跨年汇总口径",
    "各单位“上年结转”之和等于上年汇总报告的“结转下年度继续办理”。",
    "warning",
    basis=(DEFINITION,),
    needs=_ALL,
    concerns="office",
)
def carried_in_of_all(case: Case) -> Iterator[Outcome]:
    """What the organs carried in is what last year's aggregate carried over."""
    parts = _parts(case)
    if isinstance(parts, Reason):
        yield NotAssessed(parts)
        return
    if parts is None:
        return
    earlier = _last_aggregate(case)
    if earlier is None:
        yield NotAssessed(Lacking(what="last_aggregate"))
        return
    gone = tuple(_gone(case, parts, earlier))
    table = case.table("t3")
    unknown = []
    for cell in (c for c in table.specs if c.startswith("t3.carried_in.")):
        now, then = _sum(parts, cell), earlier.value(cell.replace("carried_in", "carried_over"))
        if now is None or then is None:
            unknown.append(cell)
        elif now != then:
            facts = CarriedInNotContinued(
                cell=cell, form=table.form, sum=now, carried_over=then, gone=gone
            )
            yield Violated(facts, (cell,), (now, then))
    if unknown:
        yield NotAssessed(NoNumbersCarried(cells=cells_of(case, unknown)), unknown)


def _gone(case: Case, parts: Mapping[str, Case], earlier: Case) -> Iterator[str]:
    """Organs that handed in last year, and of which nothing is added up this year."""
    for report in case.context.last_year or ():
        organ = report.organ
        if not organ or organ == earlier.report.organ:
            continue
        if not any(may_be_same(organ, name) for name in parts):
            yield organ


@rule(
    "AGG-05",
    "金额汇总容差",
    "金额汇总的误差在四舍五入的范围之内。",
    "note",
    basis=(DEFINITION,),
    forms=NEW,
    needs=_ALL,
    concerns="office",
)
def amounts_are_the_sum(case: Case) -> Iterator[Outcome]:
    """Amounts of 万元 add up but for their rounding."""
    if case.table("t2").form not in NEW:
        return
    parts = _parts(case)
    if isinstance(parts, Reason):
        yield NotAssessed(parts)
    elif parts is not None:
        yield from _amounts(case, parts)


def _amounts(case: Case, parts: Mapping[str, Case]) -> Iterator[Outcome]:
    whole = _in_wan(case.report)
    amounts = [_in_wan(part.report) for part in parts.values()]
    known = [amount for amount in amounts if amount is not None]
    sum_ = sum(known, Decimal(0))
    if whole is None or len(known) < len(amounts):
        yield NotAssessed(_no_numbers(case, parts, [_AMOUNT]), (_AMOUNT,))
    elif abs(whole - sum_) > _ROUNDING * len(known):
        facts = AmountsDiffer(
            figure=figure(case, _AMOUNT), amount=whole, sum=sum_, reports=len(known)
        )
        yield Violated(facts, (_AMOUNT,), (sum_,))


def _lacking(case: Case, what: Literal["roster", "others", "uploads"]) -> Reason:
    return case.context.lacking.get(what, Lacking(what=what))


def _entry(
    case: Case, what: Literal["makes_rules", "vertical", "aggregate"]
) -> Organ | NotOnRoster | Reason:
    """The roster's entry, or why there is none to tell `what`."""
    if case.context.roster is None:
        return _lacking(case, "roster")
    return own(case) or NotOnRoster(organ=case.report.organ, what=what)


@dataclass(frozen=True, slots=True)
class _Office:
    """How many organs count, the reports of those that handed in by their names on the roster, and the others."""

    expected: int
    received: Mapping[str, Case]
    outstanding: tuple[str, ...]


@lru_cache(maxsize=1)  # several rules ask of one report
def _office(case: Case) -> _Office | Reason | None:
    """What the aggregate report adds up, or why it is not known; None where this is no aggregate report."""
    entry = _entry(case, "aggregate")
    if isinstance(entry, Reason):
        return entry
    if not entry.aggregate:
        return None
    if case.context.others is None:
        return _lacking(case, "others")
    counted = [o for o in case.context.roster or () if not o.aggregate and not o.vertical]
    reports = [r for r in case.context.others if r.year == case.report.year]
    entries = [(find(counted, report.organ), report) for report in reports]
    received = {entry.name: Case(report) for entry, report in entries if entry is not None}
    outstanding = tuple(organ.name for organ in counted if organ.name not in received)
    return _Office(len(counted), received, outstanding)


def _parts(case: Case) -> Mapping[str, Case] | Reason | None:
    """The reports that add up to the aggregate report; a reason, too, where one is outstanding."""
    office = _office(case)
    if office is None or isinstance(office, Reason):
        return office
    return SumIncomplete(organs=office.outstanding) if office.outstanding else office.received


def _last_aggregate(case: Case) -> Case | None:
    """Last year's report of the aggregate, where it is known."""
    year = case.report.year
    entry = own(case)
    candidates = [case.context.previous, *(case.context.last_year or ())]
    for report in candidates:
        ours = report is not None and entry is not None and find((entry,), report.organ) is not None
        if report is not None and ours and year is not None and report.year == year - 1:
            return Case(report)
    return None


def _sum(parts: Mapping[str, Case], cell: CellId) -> Number | None:
    values = [_value(part, cell) for part in parts.values()]
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None


def _value(part: Case, cell: CellId) -> Number | None:
    """A number of another report; None, too, where its format does not have the cell."""
    return part.value(cell) if cell in part.cells else None


def _no_numbers(case: Case, parts: Mapping[str, Case], cells: Sequence[CellId]) -> NoNumbersToAdd:
    return NoNumbersToAdd(
        cells=cells_of(case, cells),
        aggregate=any(case.value(cell) is None for cell in cells),
        organs=tuple(
            name
            for name, part in parts.items()
            if any(_value(part, cell) is None for cell in cells)
        ),
    )


def _narrative(case: Case, report: Report) -> copying.Narrative:
    entry = find(case.context.roster or (), report.organ)
    names = (report.organ, *(entry.names if entry else ()))
    return copying.narrative(report.sections, tuple(dict.fromkeys(n for n in names if n)))


def _departments(case: Case, others: Sequence[Report]) -> Iterator[Report]:
    aggregates = [organ for organ in case.context.roster or () if organ.aggregate]
    return (r for r in others if find(aggregates, r.organ) is None)


def _in_wan(report: Report) -> Decimal | None:
    cell = report.cells.get(_AMOUNT)
    if cell is None or cell.value is None:
        return None
    return in_wan(cell.value, cell.unit or "万元")


def _is_small(case: Case) -> bool:
    """A department below city level, by its roster entry and its name."""
    return not is_government(case) and bool(_BELOW_A_CITY.search(case.report.organ or ""))
