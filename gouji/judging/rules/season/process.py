"""When a report was handed in, published, cleared and mended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from gouji.facts.process import (
    Due,
    LocalDeadlineMissed,
    MendedLate,
    NoDate,
    PublishedUncleared,
    StatutoryDeadlineMissed,
    Step,
)
from gouji.facts.reasons import Missing, NoYear
from gouji.judging.case import SeasonCase
from gouji.judging.entries import missing
from gouji.judging.rule import (
    LOCAL_ASSESSMENT,
    LOCAL_NOTICE,
    REGULATIONS,
    NotAssessed,
    Outcome,
    Violated,
    rule,
)

_DATES: Final = "报送和发布的日期"


@rule(
    "PRC-01",
    "法定期限",
    "部门在1月31日前报送并公布，政府在3月31日前公布。",
    "error",
    basis=(REGULATIONS,),
    needs=_DATES,
    concerns="office",
)
def statutory_deadline(case: SeasonCase) -> Iterator[Outcome]:
    """The Regulations, articles 49 and 50."""
    dates, year = case.context.dates, case.sketch.year
    if dates is None:
        yield NotAssessed(missing(case, "dates"))
        return
    if year is None:
        yield NotAssessed(NoYear(what="deadline"))
        return
    steps: dict[Due, date | None] = {"published": dates.published}
    if case.kind == "government":
        deadline = date(year + 1, 3, 31)
    else:
        deadline = date(year + 1, 1, 31)
        steps = {"submitted": dates.submitted, **steps}
    for step, on in steps.items():
        if on is not None and on > deadline:
            facts = StatutoryDeadlineMissed(step=step, on=on, deadline=deadline)
            yield Violated(facts, rests_on=(step, str(on)))
    unknown = tuple(step for step, on in steps.items() if on is None)
    if unknown:
        yield NotAssessed(NoDate(steps=unknown, against="statutory deadline"))


@rule(
    "PRC-02",
    "本地期限",
    "在本地规定的日期之前报送。",
    "warning",
    basis=(LOCAL_NOTICE,),
    needs=_DATES,
    concerns="office",
)
def local_deadline(case: SeasonCase) -> Iterator[Outcome]:
    """The day that the office set."""
    dates = case.context.dates
    if dates is None:
        yield NotAssessed(missing(case, "dates"))
    elif dates.local_deadline is None:
        yield NotAssessed(case.context.missing.get("settings", Missing(what="deadline")))
    elif dates.submitted is None:
        yield NotAssessed(NoDate(steps=("submitted",), against="local deadline"))
    elif dates.submitted > dates.local_deadline:
        facts = LocalDeadlineMissed(on=dates.submitted, deadline=dates.local_deadline)
        yield Violated(facts, rests_on=(str(facts.on), str(facts.deadline)))


@rule(
    "PRC-03",
    "先审后发",
    "经审核通过后才发布。",
    "note",
    basis=(LOCAL_NOTICE, LOCAL_ASSESSMENT),
    needs=_DATES,
    concerns="office",
)
def cleared_before_published(case: SeasonCase) -> Iterator[Outcome]:
    """Published once it was cleared."""
    dates = case.context.dates
    if dates is None:
        yield NotAssessed(missing(case, "dates"))
    elif dates.published is None or dates.cleared is None:
        yield NotAssessed(NoDate(steps=("cleared", "published"), against="clearing"))
    elif dates.published < dates.cleared:
        facts = PublishedUncleared(published=dates.published, cleared=dates.cleared)
        yield Violated(facts, rests_on=(str(facts.published), str(facts.cleared)))


@rule(
    "PRC-04",
    "退回后按期修改",
    "退回修改的，按期重新报送。",
    "warning",
    basis=(LOCAL_ASSESSMENT,),
    needs=_DATES,
    concerns="office",
)
def mended_in_time(case: SeasonCase) -> Iterator[Outcome]:
    """What was returned came back in time."""
    dates = case.context.dates
    if dates is None:
        yield NotAssessed(missing(case, "dates"))
    elif dates.returned is False:
        return  # never sent back: there is nothing to hold it against
    elif dates.returned_until is None:
        step: Step = "returned_until" if dates.returned else "returned"
        yield NotAssessed(NoDate(steps=(step,), against="return"))
    elif dates.resubmitted is None:
        yield NotAssessed(NoDate(steps=("resubmitted",), against="return"))
    elif dates.resubmitted > dates.returned_until:
        facts = MendedLate(until=dates.returned_until, on=dates.resubmitted)
        yield Violated(facts, rests_on=(str(facts.until), str(facts.on)))
