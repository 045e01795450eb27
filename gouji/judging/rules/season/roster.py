"""A report beside the office's roster: its organ's name, and what the organ has no power for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from gouji.facts.base import Reason
from gouji.facts.office import NameNotInFull, NotOnRoster, RulesWithoutPower
from gouji.judging.case import Case
from gouji.judging.entries import entry_of, missing
from gouji.judging.rule import (
    DEFINITION,
    LOCAL_NOTICE,
    NEW,
    NotAssessed,
    Outcome,
    Violated,
    rule,
)
from gouji.judging.values import figures, without_numbers
from gouji.organs import Organ, find, is_full_name, may_be_same

_ROSTER: Final = "名册"
_RULES_ROW: Final = tuple(f"t2.rules.{column}" for column in ("issued", "repealed", "in_force"))


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
    elif not _is_in_full(roster, printed, known := find(roster, printed)):
        facts = NameNotInFull(
            printed=printed,
            short_for=known.name if known else None,
            alike=tuple(o.name for o in roster if may_be_same(o.name, printed)),
        )
        yield Violated(facts, rests_on=(printed,))


def _is_in_full(roster: Sequence[Organ], printed: str, known: Organ | None) -> bool:
    """Whether a name is a full one of the roster: most likely that of the organ which it stands for, if of one."""
    if known and is_full_name(printed, known.name):
        return True
    return any(is_full_name(printed, organ.name) for organ in roster)


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
