"""Last year's report of the organ under judgement, where it is certain that it is."""

from __future__ import annotations

from gouji.facts.base import Reason
from gouji.facts.previous import PreviousOfOtherOrgan, PreviousOfOtherYear, PreviousWithoutYear
from gouji.facts.reasons import Missing, NoYear
from gouji.judging.case import Case
from gouji.organs import find, is_same


def last_year(case: Case) -> Case | Reason:
    """Last year's report of the same organ, or why nothing can be compared with it."""
    previous, year = case.previous, case.report.year
    if previous is None:
        return case.context.missing.get("previous", Missing(what="previous"))
    if year is None:
        return NoYear(what="previous")
    if previous.report.year is None:
        return PreviousWithoutYear()
    if previous.report.year != year - 1:
        return PreviousOfOtherYear(year=previous.report.year, wanted=year - 1)
    return _of_another(case, previous.report.organ, case.report.organ) or previous


def _of_another(case: Case, organ: str | None, wanted: str | None) -> Reason | None:
    if organ is None or wanted is None or is_same(organ, wanted):
        return None
    entry = case.entry
    if entry is not None and find((entry,), organ) is not None:
        return None
    return PreviousOfOtherOrgan(organ=organ, wanted=wanted)
