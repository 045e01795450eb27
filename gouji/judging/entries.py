"""What the roster tells of an organ under judgement, or why it tells nothing."""

from __future__ import annotations

from typing import Literal

from gouji.facts.base import Reason
from gouji.facts.office import NotOnRoster
from gouji.facts.reasons import Missing
from gouji.judging.case import Subject
from gouji.organs import Organ

Beside = Literal["roster", "others", "last_year", "earlier", "other_uploads", "uploads", "dates"]


def missing(case: Subject, what: Beside) -> Reason:
    """Why something beside the report is not there."""
    return case.context.missing.get(what, Missing(what=what))


def entry_of(
    case: Subject, what: Literal["makes_rules", "vertical", "aggregate", "names"]
) -> Organ | Reason:
    """The roster's entry, or why there is none to tell `what`."""
    if case.context.roster is None:
        return missing(case, "roster")
    return case.entry or NotOnRoster(organ=case.printed_organ, what=what)
