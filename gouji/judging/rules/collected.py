"""The checks, a module a family of rules.

A check is a generator: it yields each instance of its rules that is violated or not assessable. An instance that holds
yields nothing, and one whose condition is not met neither.
"""

from __future__ import annotations

from typing import Final

from gouji.judging.case import Check
from gouji.judging.rules import (
    content,
    figures,
    language,
    narrative,
    office,
    organs,
    previous,
    process,
    sources,
    structure,
    table2,
    table3,
    table4,
    years,
)

CHECKS: Final[tuple[Check, ...]] = (
    *sources.CHECKS,
    *years.CHECKS,
    *organs.CHECKS,
    *structure.CHECKS,
    *content.CHECKS,
    *language.CHECKS,
    *figures.CHECKS,
    *table2.CHECKS,
    *table3.CHECKS,
    *table4.CHECKS,
    *narrative.CHECKS,
    *previous.CHECKS,
    *office.CHECKS,
    *process.CHECKS,
)
