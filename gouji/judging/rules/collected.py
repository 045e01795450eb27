"""All rules with their checks, collected from the families' modules."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from typing import Final

from gouji import __version__
from gouji.judging.case import Case
from gouji.judging.rule import CheckedRule
from gouji.judging.rules.report import organs, previous, sources, structure, years
from gouji.judging.rules.season import aggregate, office, process
from gouji.judging.rules.tables import figures, table2, table3, table4
from gouji.judging.rules.text import citations, content, demands, fees, language, narrative, persons
from gouji.verdict import Finding, Measurement, Rule, Unassessed

# In the order in which their outcomes are told.
_FAMILIES: Final = (
    sources,
    years,
    organs,
    structure,
    content,
    demands,
    persons,
    citations,
    language,
    figures,
    table2,
    table3,
    table4,
    narrative,
    fees,
    previous,
    office,
    aggregate,
    process,
)
CHECKED: Final[tuple[CheckedRule, ...]] = tuple(
    found
    for family in _FAMILIES
    for found in vars(family).values()
    if isinstance(found, CheckedRule)
)
RULES: Final[tuple[Rule, ...]] = tuple(checked.rule for checked in CHECKED)
RULE: Final = {rule.id: rule for rule in RULES}


def outcomes(case: Case) -> Iterator[Finding | Unassessed | Measurement]:
    """What all rules find in a report, without words."""
    for checked in CHECKED:
        yield from checked.outcomes(case)


@cache
def version() -> str:
    """The version of the rules: the package's, and a digest that changes with the catalogue."""
    return f"{__version__}+{hashlib.sha256(repr(RULES).encode()).hexdigest()[:8]}"
