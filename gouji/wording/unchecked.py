"""What was not checked, so far as somebody can change it: by the report, by the office, on the desk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from gouji.facts.base import Reason
from gouji.facts.content import KindOfOrganUnknown
from gouji.facts.figures import BlanksLeft, TableMissing
from gouji.facts.narrative import DisputesUncounted, NoSectionOnFees, NoSections
from gouji.facts.office import FewPeers, NarrativesOutdated, NotOnRoster
from gouji.facts.previous import NoNumbersInBoth, PreviousInOtherFormat
from gouji.facts.process import NoDate
from gouji.facts.reasons import (
    MalformedOfficeFile,
    Missing,
    NoNumbers,
    NoSection,
    NoTable,
)
from gouji.facts.sources import NoKey
from gouji.facts.structure import HeadingsDisordered
from gouji.facts.table3 import NoPrintedNumbers
from gouji.facts.table4 import PreviousWithoutNumbers
from gouji.form import SECTIONS, table_id_of
from gouji.report import CellId, TableId
from gouji.result import Result
from gouji.verdict import Unassessed
from gouji.wording import explanation
from gouji.wording.office.faults import fault_sentence
from gouji.wording.sentences import TABLE_NAMES
from gouji.wording.told import missing

LISTED: Final = 5  # of more rules than this the first ones are named and the rest counted
LINES: Final = 10  # of more reasons than this the first ones are told and the rest counted
# Cells without a number: one line for all of them.
FIGURES: Final = (
    NoNumbers, NoPrintedNumbers, NoNumbersInBoth, PreviousWithoutNumbers, DisputesUncounted,
)  # fmt: skip
# What is not known beside a report, and what nobody who reads this can supply; of the roster another line tells.
_ELSEWHERE: Final = (
    NoKey, NoDate, FewPeers, NotOnRoster, NarrativesOutdated, KindOfOrganUnknown, PreviousInOtherFormat,
)  # fmt: skip


def of_report(result: Result) -> Iterator[str]:
    """What in the report kept rules from being checked, a line a reason; what a finding says already is left out."""
    groups = groups_of(result)
    for items in groups[:LINES]:
        yield f"{_said(items[0])}：{_rules(result, items)}"
    if len(groups) > LINES:
        yield f"其余 {len(groups) - LINES} 条从略。"


def groups_of(result: Result) -> list[list[Unassessed]]:
    """What in the report kept rules from being checked, by reason; first all that lack numbers."""
    told, blank = _told(result), _left_blank(result)
    figures: list[Unassessed] = []
    reasons: dict[str, list[Unassessed]] = {}
    for item in result.unassessed:
        if _is_context(item.facts) or _is_told(item, told) or _is_blank(item, blank):
            continue
        if isinstance(item.facts, FIGURES):
            figures.append(item)
        else:
            reasons.setdefault(_said(item), []).append(item)
    return [*([figures] if figures else []), *reasons.values()]


def _said(item: Unassessed) -> str:
    if isinstance(item.facts, FIGURES):
        return "有的格没有可用的数字"
    has_passage = getattr(item.facts, "passage", None)
    return item.reason.removesuffix("。") if has_passage else missing(item)


def of_office(result: Result) -> Iterator[str]:
    """What is not checked for want of what the office can supply for all reports: its own files, those of last year."""
    lacking = {item.facts.what for item in result.unassessed if isinstance(item.facts, Missing)}
    if "roster" in lacking:
        yield "与名册有关的规则（没有名册 _settings/roster.csv）"
    yield from dict.fromkeys(
        _for_file(item.facts)
        for item in result.unassessed
        if isinstance(item.facts, MalformedOfficeFile)
    )
    if "previous" in lacking:
        yield "没有上年度报告的机关与上年比较的规则"


def _for_file(facts: MalformedOfficeFile) -> str:
    said = fault_sentence(facts.fault).removesuffix("。")
    if facts.what == "roster":
        return f"与名册有关的规则（名册有误，{said}）"
    return f"本地期限（{said}；本次按全部规则核对）"


def on_desk(result: Result) -> Iterator[str]:
    """What whoever checks a file on a desk can supply: last year's report."""
    if any(item.facts == Missing(what="previous") for item in result.unassessed):
        yield "没有与上年度报告比较；手边有的话，可以用 --previous 指定"


def _is_context(reason: Reason) -> bool:
    return isinstance(reason, (Missing, MalformedOfficeFile, *_ELSEWHERE))


def _told(result: Result) -> set[TableId | int]:
    """The tables and sections that findings call missing."""
    facts = [finding.facts for finding in result.findings]
    tables: set[TableId | int] = {f.table for f in facts if isinstance(f, TableMissing)}
    return tables.union(*(f.missing for f in facts if isinstance(f, HeadingsDisordered)))


def _is_told(item: Unassessed, told: set[TableId | int]) -> bool:
    """Whether what the rule lacks is a table or a section that a finding calls missing."""
    match item.facts:
        case NoTable(table=table):
            return table in told
        case NoSection(section=section):
            return section in told
        case NoSectionOnFees():
            return len(SECTIONS) in told
        case NoSections():
            return told.issuperset(range(1, len(SECTIONS) + 1))
        case _:
            return any(table_id_of(cell) in told for cell in item.cells)


def _left_blank(result: Result) -> set[CellId]:
    """The blanks that a finding asks for, where all identities could be assessed with them."""
    if result.status == "incomplete":
        return set()
    facts = [finding.facts for finding in result.findings]
    return {cell for f in facts if isinstance(f, BlanksLeft) for cell in f.cells.cells}


def _is_blank(item: Unassessed, blank: set[CellId]) -> bool:
    """Whether the rule lacks nothing but such blanks, which speak for themselves."""
    return isinstance(item.facts, FIGURES) and bool(item.cells) and blank.issuperset(item.cells)


def _rules(result: Result, items: Iterable[Unassessed]) -> str:
    names = list(dict.fromkeys(explanation.rule(result, item.rule) for item in items))
    rest = f"等 {len(names)} 条" if len(names) > LISTED else ""
    return "、".join(names[:LISTED]) + rest


def tables_without(result: Result) -> str:
    """「表三、表四」 that were not found; empty where all were."""
    return "、".join(TABLE_NAMES[table] for table, form in result.forms.items() if form is None)
