"""The file and the place where it was handed in: what they say of the report beside what it says itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from gouji.facts.reasons import NoOrgan, NoYear
from gouji.facts.sources import NoKey, OrganMisplaced, ReviewLeft, SeveralReports, YearMisplaced
from gouji.judging.case import Case
from gouji.judging.rule import DEFINITION, PRACTICE, NotAssessed, Outcome, Violated, rule
from gouji.organs import find, is_same
from gouji.report import Source

_FIRM: Final[frozenset[Source]] = frozenset({"title", "signature"})


@rule(
    "DOC-01",
    "一份文件多份年报",
    "一个文件只放一份年度报告；放了几份的，只读报送位置所指的那一份。",
    "error",
    basis=(DEFINITION,),
)
def one_report(case: Case) -> Iterator[Outcome]:
    """The file holds one report."""
    report = case.report
    if report.reports > 1:
        facts = SeveralReports(reports=report.reports, judged=report.title or report.organ)
        yield Violated(facts, rests_on=(report.reports,))


@rule(
    "FMT-18",
    "修订与批注未清除",
    "文件里没有留下修订痕迹和未处理的批注。",
    "warning",
    basis=(PRACTICE,),
)
def nothing_of_a_review(case: Case) -> Iterator[Outcome]:
    """No tracked changes and no open comments; kinds of file that cannot hold them hold none."""
    report = case.report
    if report.revisions or report.comments:
        yield Violated(
            ReviewLeft(revisions=report.revisions, comments=report.comments),
            rests_on=(report.revisions, report.comments),
        )


@rule(
    "KEY-01",
    "年度与报送位置一致",
    "报告的年度就是报送位置上的年度。",
    "error",
    basis=(DEFINITION,),
    needs="报送位置",
)
def year_of_key(case: Case) -> Iterator[Outcome]:
    """The report's year is the year of the key."""
    key, year = case.context.key, case.report.year
    if key is None:
        yield NotAssessed(NoKey(what="year"))
    elif year is None:
        yield NotAssessed(NoYear(what="key"))
    elif year != key.year:
        yield Violated(YearMisplaced(year=year, handed_in=key.year), rests_on=(year, key.year))


@rule(
    "KEY-02",
    "机关与报送位置一致",
    "报告的机关就是报送位置上的机关，或其简称、别名。",
    "error",
    basis=(DEFINITION,),
    needs="报送位置",
)
def organ_of_key(case: Case) -> Iterator[Outcome]:
    """The report's organ is the key's, by a shorter form or by another name in the roster.

    A name that only the text or the file has in passing is a weaker witness.
    """
    key, organ = case.context.key, case.report.organ
    if key is None:
        yield NotAssessed(NoKey(what="organ"))
    elif organ is None:
        yield NotAssessed(NoOrgan(what="key"))
    elif not is_same(organ, key.organ) and not _are_joined(case, organ, key.organ):
        named = {n.source for n in case.report.namings if n.organ == organ}
        weak = bool(named) and not named & _FIRM
        facts = OrganMisplaced(organ=organ, handed_in=key.organ)
        yield Violated(facts, rests_on=(organ, key.organ), severity="warning" if weak else None)


def _are_joined(case: Case, one: str, other: str) -> bool:
    """Whether the roster gives two names to one organ."""
    entry = find(case.context.roster or (), one)
    return entry is not None and entry == find(case.context.roster or (), other)
