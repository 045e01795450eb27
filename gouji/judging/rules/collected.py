"""All rules with their checks, collected from the families' modules."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from typing import Final

from gouji import __version__
from gouji.judging.case import Case, SeasonCase
from gouji.judging.rule import CheckedRule
from gouji.judging.rules.report import organs, previous, sources, structure, years
from gouji.judging.rules.season import aggregate, copies, office, process, roster
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
    roster,
)
# What is judged of a sketch among the office's, and anew where the others change.
_OF_THE_SEASON: Final = (copies, office, aggregate, process)
CHECKED: Final[tuple[CheckedRule[Case], ...]] = tuple(
    found
    for family in _FAMILIES
    for found in vars(family).values()
    if isinstance(found, CheckedRule)
)
SEASONAL: Final[tuple[CheckedRule[SeasonCase], ...]] = tuple(
    found
    for family in _OF_THE_SEASON
    for found in vars(family).values()
    if isinstance(found, CheckedRule)
)
RULES: Final[tuple[Rule, ...]] = (
    *(checked.rule for checked in CHECKED),
    *(checked.rule for checked in SEASONAL),
)
RULE: Final = {rule.id: rule for rule in RULES}
# Whose findings tell of other organs' reports.
OF_OTHERS: Final = frozenset(
    rule.id for rule in RULES if rule.needs in {copies.OTHERS, office.ALL_REPORTS}
)
SEASON_RULES: Final = frozenset(checked.rule.id for checked in SEASONAL)
# Whose findings move with the office's other uploads: all of the season but those about the report's own dates.
AMONG_OTHERS: Final = SEASON_RULES - {
    checked.rule.id for checked in vars(process).values() if isinstance(checked, CheckedRule)
}


def outcomes(case: Case) -> Iterator[Finding | Unassessed | Measurement]:
    """What the rules find in a report, without words; but for those of the season."""
    for checked in CHECKED:
        yield from checked.outcomes(case)


def season_outcomes(case: SeasonCase) -> Iterator[Finding | Unassessed | Measurement]:
    """What the rules of the season find in a sketch among the office's, without words."""
    for checked in SEASONAL:
        yield from checked.outcomes(case)


def has_cause(finding: Finding) -> bool:
    """Whether a finding has a cause of its own: a broken sum, or a number that is no count.

    A sum that only an assumption breaks has none: which number is wrong, the blanks hide. Nor has what is about no
    cell, as a row too many.
    """
    concerned = RULE[finding.rule].concerns in {"sum", "count"}
    return concerned and bool(finding.cells) and not finding.assuming


@cache
def version() -> str:
    """The version of the rules: the package's, and a digest that changes with the catalogue."""
    return f"{__version__}+{hashlib.sha256(repr(RULES).encode()).hexdigest()[:8]}"
