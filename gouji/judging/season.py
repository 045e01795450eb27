"""The rules of the season: what one report of an office's year is found to be among the others, or all at once.

They ask nothing but sketches, so that their findings are made anew where the others change, without judging anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from gouji.facts.base import Reason
from gouji.judging.case import SeasonCase
from gouji.judging.context import SeasonContext
from gouji.judging.listing import listed
from gouji.judging.peers import Among, among
from gouji.judging.rules.collected import RULE, season_outcomes
from gouji.judging.settings import applied
from gouji.organs import Organ
from gouji.season.settings import Settings
from gouji.season.sketch import Sketch
from gouji.season.submission import Dates
from gouji.verdict import GRAVITY, Finding, Unassessed
from gouji.wording.told import reasoned, told


class SeasonOutcomes(Struct, frozen=True):
    """What the rules of the season find of one report, and what of them could not be checked."""

    findings: tuple[Finding, ...] = ()
    unassessed: tuple[Unassessed, ...] = ()


class OfficeYear(Struct, frozen=True, kw_only=True):
    """An office's year, as its rules ask of it: of each organ that handed in, by name, its current report in small.

    The rest is as in SeasonContext; what is of one organ, by its name.
    """

    current: Mapping[str, Sketch]
    unread: tuple[str, ...] = ()
    last_year: Sequence[Sketch] | None = None
    earlier: Mapping[str, Sequence[Sketch]] | None = None
    other_uploads: Mapping[str, Sequence[Sketch]] | None = None
    roster: tuple[Organ, ...] | None = None
    dates: Mapping[str, Dates] = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)
    missing: Mapping[str, Reason] = field(default_factory=dict)


def season_case(
    sketch: Sketch, context: SeasonContext, of_office: Among | None = None
) -> SeasonCase:
    """A report in small among those that the context has, or that were arranged already."""
    arranged = of_office or among(context.roster, context.others, context.last_year)
    return SeasonCase(sketch, context, arranged)


def outcomes(sketch: Sketch, context: SeasonContext) -> SeasonOutcomes:
    """What the rules of the season find of one report."""
    return _outcomes(season_case(sketch, context))


def outcomes_of_year(year: OfficeYear) -> dict[str, SeasonOutcomes]:
    """What the rules of the season find of every report of an office's year."""
    return {organ: _outcomes(case) for organ, case in _cases(year)}


def season_findings(year: OfficeYear) -> dict[str, tuple[Finding, ...]]:
    """The findings of the season of every report of an office's year."""
    return {organ: found.findings for organ, found in outcomes_of_year(year).items()}


def gravity(finding: Finding) -> int:
    """Where a finding stands among others: the gravest first."""
    return GRAVITY.index(finding.severity)


def is_flagged(findings: Iterable[Finding]) -> bool:
    """Whether one of the findings is an error of the report; what concerns the office alone is none."""
    return any(f.severity == "error" and RULE[f.rule].concerns != "office" for f in findings)


def _cases(year: OfficeYear) -> Iterator[tuple[str, SeasonCase]]:
    arranged = among(year.roster, year.current.values(), year.last_year)
    shared = SeasonContext(
        others=tuple(year.current.values()),
        unread=year.unread,
        last_year=year.last_year,
        roster=year.roster,
        settings=year.settings,
        missing=year.missing,
    )
    for organ, sketch in year.current.items():
        own = replace(
            shared,
            earlier=None if year.earlier is None else year.earlier.get(organ, ()),
            other_uploads=None if year.other_uploads is None else year.other_uploads.get(organ, ()),
            dates=year.dates.get(organ),
        )
        yield organ, SeasonCase(sketch, own, arranged)


def _outcomes(case: SeasonCase) -> SeasonOutcomes:
    found = list(season_outcomes(case))
    wanted = applied(
        case.context.settings,
        [outcome for outcome in found if isinstance(outcome, Finding)],
        [outcome for outcome in found if isinstance(outcome, Unassessed)],
    )
    return SeasonOutcomes(
        tuple(map(told, sorted(listed(wanted.findings), key=gravity))),
        tuple(map(reasoned, listed(wanted.unassessed))),
    )
