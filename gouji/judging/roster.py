"""Who the organ under judgement is on the office's roster."""

from __future__ import annotations

from gouji.judging.case import Case
from gouji.organs import Organ, find, is_full_name, kind_of

__all__ = ["find", "is_full_name", "is_government", "own"]


def own(case: Case) -> Organ | None:
    """The entry of the organ under judgement, by what the report says or else by where it was handed in."""
    roster = case.context.roster or ()
    key = case.context.key
    return find(roster, case.report.organ) or find(roster, key.organ if key else None)


def is_government(case: Case) -> bool:
    """Whether a people's government above the township reports: by the roster, else by its name."""
    return kind_of(case.report.organ, own(case)) == "government"
