"""A report beside the office's roster and its other reports."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from statistics import median
from typing import Final, Literal

from gouji.facts.base import Reason
from gouji.facts.office import (
    ChargesAboveOthers,
    ChargesLarge,
    FewPeers,
    ManagedFromAbove,
    NameNotInFull,
    NarrativeShared,
    NotOnRoster,
    ParagraphsShared,
    RulesWithoutPower,
    SeveralUploads,
    SharedParagraph,
)
from gouji.facts.reasons import Missing, NoNarrative
from gouji.judging.case import Case
from gouji.judging.rule import (
    DEFINITION,
    LOCAL_ASSESSMENT,
    LOCAL_NOTICE,
    NEW,
    NOTICE_2021,
    NotAssessed,
    Outcome,
    Violated,
    rule,
)
from gouji.judging.rules.report.previous import own_narrative
from gouji.judging.text import copying
from gouji.judging.values import figure, figures, without_numbers
from gouji.money import in_wan
from gouji.organs import Organ, find, is_full_name, may_be_same
from gouji.report import Number, Report
from gouji.verdict import Threshold

_ROSTER: Final = "名册"
_OTHERS: Final = "本单位收到的其他报告"
ALL_REPORTS: Final = "本年度全部报告和名册"
_SHOWN: Final = 3
_AMOUNT: Final = "t2.charges.amount"
_PEERS: Final = 3  # of fewer that charge anything a median says little
_TIMES_THE_MEDIAN: Final = 100
_LARGE: Final = 10000  # 万元
_BELOW_A_CITY: Final = re.compile(r".(?:(?<!自治)区|[县旗]|(?<!城)[镇乡]|街道)")
_RULES_ROW: Final = tuple(f"t2.rules.{column}" for column in ("issued", "repealed", "in_force"))

_Others = Sequence[tuple[str | None, copying.Narrative]]


@rule(
    "XY-07",
    "与其他单位雷同",
    "文字不与其他机关同年度的报告雷同。",
    "warning",
    basis=(NOTICE_2021, LOCAL_ASSESSMENT, LOCAL_NOTICE),
    needs=_OTHERS,
    threshold=Threshold(copying.LIKE, Decimal("0.7"), 1, "文字相同的比例"),
)
def copied_from_others(case: Case) -> Iterator[Outcome]:
    """The narrative is not another organ's."""
    if case.context.others is None:
        yield NotAssessed(missing(case, "others"))
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
    limit = copied_from_others.limit(case)
    found = _narrative_of(mine, others, limit) or _paragraphs_of(mine, others)
    if found:
        yield found


def _narrative_of(mine: copying.Narrative, others: _Others, limit: Number) -> Violated | None:
    """The whole narrative as others have it, too."""
    like = [(copying.likeness(mine, text), organ, text) for organ, text in others]
    like = [one for one in like if one[0] >= limit]
    if not like:
        return None
    like.sort(key=lambda one: (-one[0], one[1] is None, one[1] or ""))
    share, organ, text = like[0]
    ours, theirs = copying.passages(mine, text)
    facts = NarrativeShared(
        organs=tuple(name for _, name, _ in like),
        percent=round(share * 100),
        ours=copying.excerpt(ours),
        theirs=copying.excerpt(theirs),
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
            SharedParagraph(name, copying.excerpt(ours), copying.excerpt(theirs))
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
    if case.table("t2").format_version not in NEW:
        return
    entry = entry_of(case, "makes_rules")
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
    if case.table("t2").format_version not in NEW:
        return
    amount = charges_in_wan(case.report)
    if amount is not None and amount > _LARGE and _is_small(case):
        yield Violated(ChargesLarge(figure=figure(case, _AMOUNT), amount=amount), (_AMOUNT,))
    elif case.context.others is None:
        yield NotAssessed(missing(case, "others"))
    elif amount is None:
        yield without_numbers(case, (_AMOUNT,))
    elif amount:
        yield from _beside_peers(case, amount, case.context.others)


def _beside_peers(case: Case, amount: Decimal, others: Sequence[Report]) -> Iterator[Outcome]:
    peers = [x for r in _departments(case, others) if (x := charges_in_wan(r))]
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
        yield NotAssessed(missing(case, "roster"))
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
        yield NotAssessed(missing(case, "uploads"))
    elif uploads > 1:
        yield Violated(SeveralUploads(uploads=uploads), rests_on=(uploads,))


@rule(
    "AGG-03",
    "垂直管理单位不计入",
    "垂直管理单位不列入本级名册。",
    "warning",
    basis=(LOCAL_NOTICE,),
    needs=ALL_REPORTS,
    concerns="office",
)
def managed_from_above(case: Case) -> Iterator[Outcome]:
    """Who is managed from above does not count here."""
    entry = entry_of(case, "vertical")
    if isinstance(entry, Reason):
        yield NotAssessed(entry)
    elif entry.vertical:
        yield Violated(ManagedFromAbove(organ=entry.name), rests_on=(entry.name,))


def missing(case: Case, what: Literal["roster", "others", "uploads"]) -> Reason:
    """Why something beside the report is not there."""
    return case.context.missing.get(what, Missing(what=what))


def entry_of(case: Case, what: Literal["makes_rules", "vertical", "aggregate"]) -> Organ | Reason:
    """The roster's entry, or why there is none to tell `what`."""
    if case.context.roster is None:
        return missing(case, "roster")
    return case.entry or NotOnRoster(organ=case.report.organ, what=what)


def _narrative(case: Case, report: Report) -> copying.Narrative:
    entry = find(case.context.roster or (), report.organ)
    names = (report.organ, *(entry.names if entry else ()))
    return copying.narrative(report.sections, tuple(dict.fromkeys(n for n in names if n)))


def _departments(case: Case, others: Sequence[Report]) -> Iterator[Report]:
    aggregates = [organ for organ in case.context.roster or () if organ.aggregate]
    return (r for r in others if find(aggregates, r.organ) is None)


def charges_in_wan(report: Report) -> Decimal | None:
    """The charges in 万元, the unit of the form; None where no number is printed."""
    cell = report.cells.get(_AMOUNT)
    if cell is None or cell.value is None:
        return None
    return in_wan(cell.value, cell.unit or "万元")


def _is_small(case: Case) -> bool:
    """A department below city level, by its roster entry and its name."""
    return case.kind != "government" and bool(_BELOW_A_CITY.search(case.report.organ or ""))
