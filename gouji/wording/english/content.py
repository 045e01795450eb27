"""What the text must say and how it is written; years, names and citations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final

from gouji.facts.citations import CitationWrong
from gouji.facts.content import (
    Account,
    AccountabilityUnsaid,
    CorrectionsUnmentioned,
    FiguresUnstated,
    KindOfOrganUnknown,
    OverviewTooLong,
    PersonalNumber,
    ProblemsUnsaid,
    ProblemsVague,
    RestUnsaid,
    SubjectsMissing,
)
from gouji.facts.language import (
    DisclosureMarked,
    ForeignWords,
    FurnitureLeft,
    MarksUnpaired,
    OldPartsNamed,
    ParagraphRepeated,
    SectionUnfinished,
    TraditionalCharacters,
)
from gouji.facts.organs import OrgansDiffer, RegionCounted, SelfNamedOddly, Unsigned
from gouji.facts.years import (
    DateOdd,
    HeadingOfOtherYear,
    PeriodOdd,
    PeriodUnstated,
    PlannedForOddYear,
    PlansOutdated,
    TableOfOtherYear,
    TitleIncomplete,
    TitleMisnamed,
    TitleMissing,
    YearsDiffer,
)
from gouji.form import REPORT_NAME
from gouji.wording.english.base import gap, sentence
from gouji.wording.english.terms import (
    SOURCES,
    TABLE_NAMES,
    at,
    capital,
    day,
    joined,
    quoted_all,
    section,
    shown_all,
    some,
    term,
)
from gouji.wording.findings.base import Gap, quoted
from gouji.wording.findings.citations import RIGHT
from gouji.wording.sentences import number, verbatim

_SUBJECTS: Final = (
    "proactive disclosure, disclosure on request, management of information, platforms, safeguards"
)
_SUBJECT: Final = dict(
    zip(
        ("disclosure", "requests", "management", "platforms", "safeguards"),
        _SUBJECTS.split(", "),
        strict=True,
    )
)
_ACCOUNTS: Final[Mapping[Account, str]] = {
    "assessment": "assessment of the work",
    "review": "review by the public",
    "liability": "liability",
}
_RELATIVE: Final = {-1: "last year", 0: "this year", 1: "next year"}
_PRESCRIBED: Final = f"it must be name of the body, year, “年{REPORT_NAME}”"


@sentence.register
def _(facts: SubjectsMissing) -> str:
    missing = joined(_SUBJECT[subject] for subject in facts.missing)
    return f"Section 1 does not tell of {missing}; it must tell, in this order, of {_SUBJECTS}."


@sentence.register
def _(facts: ProblemsUnsaid) -> str:
    shown = f"says only “{facts.said}”" if facts.said else "is empty"
    return f"Section 5 {shown}; it must tell of concrete problems and improvements."


@sentence.register
def _(_facts: RestUnsaid) -> str:
    return "Section 6 is empty; where there is nothing to report, write “无其他需要报告的事项”."


@sentence.register
def _(facts: AccountabilityUnsaid) -> str:
    missing = joined(_ACCOUNTS[account] for account in facts.missing)
    return (
        "A government's report must tell of assessment of the work, review by the public and liability; "
        f"not found: {missing}."
    )


@sentence.register
def _(facts: ProblemsVague) -> str:
    missing = joined(f"concrete {each}" for each in facts.missing)
    return f"Section 5 tells of no {missing.replace('and', 'and no')} ({quoted(facts.excerpt)})."


@sentence.register
def _(facts: OverviewTooLong) -> str:
    return (
        f"Section 1 has {facts.characters} characters, more than {number(facts.most)}: shorten it."
    )


@sentence.register
def _(facts: FiguresUnstated) -> str:
    return f"Section 1 gives no figures on {joined(map(term, facts.missing))}: add them."


@sentence.register
def _(facts: PersonalNumber) -> str:
    what = {"mobile": "a mobile number", "identity": "an identity-card number"}[facts.of]
    return (
        f"There is {what} ({facts.first}…{facts.last}) in {section(facts.section)}: take personal data out before "
        "publication; for contact give an office telephone."
    )


@sentence.register
def _(facts: CorrectionsUnmentioned) -> str:
    return (
        f"{shown_all(facts.corrected)}, but section 5 says nothing of reconsideration, litigation or the quality of "
        "answers."
    )


@gap.register
def _(_facts: KindOfOrganUnknown) -> Gap:
    return Gap("it is not known whether a government or a department reports", "Could not check")


@sentence.register
def _(facts: ParagraphRepeated) -> str:
    where = ", ".join(
        f"{section(of)}{f', {n} times' if n > 1 else ''}"
        for of, n in Counter(facts.sections).items()
    )
    return (
        f"One paragraph stands {len(facts.sections)} times in the text ({where}): {quoted(facts.excerpt)}. "
        "Delete the copies."
    )


@sentence.register
def _(facts: OldPartsNamed) -> str:
    return f"The text names parts of reports from before 2019: {quoted(facts.excerpt)}. Use the six sections in force."


@sentence.register
def _(facts: TraditionalCharacters) -> str:
    return (
        f"About {facts.share:.0%} of the Chinese characters are traditional: write simplified ones."
    )


@sentence.register
def _(facts: FurnitureLeft) -> str:
    more = ", …" if facts.total > len(facts.lines) else ""
    return f"Text of a web page is left: {quoted_all(dict.fromkeys(facts.lines))}{more}. Delete it."


@sentence.register
def _(facts: ForeignWords) -> str:
    return f"A foreign or garbled word, “{facts.word}”, stands in {section(facts.section)}: {quoted(facts.excerpt)}."


@sentence.register
def _(facts: MarksUnpaired) -> str:
    counts = ", ".join(
        f"{verbatim(c.mark)} opens {some(c.opening, 'time')} and closes {c.closing}"
        for c in facts.counts
    )
    return f"Marks in {section(facts.section)} do not come in pairs ({counts}): {quoted(facts.excerpt)}."


@sentence.register
def _(facts: SectionUnfinished) -> str:
    return f"{capital(section(facts.section))} breaks off: {quoted(facts.excerpt)}."


@sentence.register
def _(facts: DisclosureMarked) -> str:
    return (
        f"There is a mark of disclosure, “{facts.mark}”, which is no part of the report: delete it."
    )


@sentence.register
def _(facts: CitationWrong) -> str:
    what = {"title": "title", "number": "document number"}[facts.what]
    right = RIGHT[facts.cited][facts.what]
    return (
        f"The {what} cited in {section(facts.section)}, {quoted(facts.excerpt)}, must be “{right}”."
    )


@sentence.register
def _(facts: OrgansDiffer) -> str:
    return (
        f"{capital(SOURCES[facts.source])} says “{facts.organ}”, {SOURCES[facts.other_source]} says "
        f"“{facts.other}”: is it the same body?"
    )


@sentence.register
def _(facts: SelfNamedOddly) -> str:
    return (
        f"The report is of “{facts.organ}”, but calls itself “{facts.own}” ({quoted(facts.excerpt)}): was it taken "
        "from elsewhere?"
    )


@sentence.register
def _(facts: Unsigned) -> str:
    return f"No {joined(facts.missing, 'or')} was found at the report's end: add it."


@sentence.register
def _(facts: RegionCounted) -> str:
    return (
        f"The report is of “{facts.organ}”, but gives figures of “{facts.scope}” ({quoted(facts.excerpt)}): say "
        "whether it counts the body alone or a whole region."
    )


@sentence.register
def _(facts: YearsDiffer) -> str:
    known = facts.other_source == "period" or facts.excerpt.text == f"{facts.other}年"
    words = "" if known else f" ({quoted(facts.excerpt)})"
    return (
        f"{capital(SOURCES[facts.source])} says {facts.year}, {SOURCES[facts.other_source]} says {facts.other}"
        f"{words}: which one is right?"
    )


@sentence.register
def _(facts: TableOfOtherYear) -> str:
    what = (
        "The name of the sheet" if facts.is_sheet else "A label" if facts.is_label else "A caption"
    )
    meant = f"{facts.meant}" if facts.meant else ""
    if facts.offset or facts.is_label or not meant:
        meant = _RELATIVE[facts.offset] + (f" ({meant})" if meant else "")
    other = " If they are another year's, replace or delete them." if facts.is_label else ""
    return (
        f"{what} of {TABLE_NAMES[facts.table]} says {quoted(facts.said)}{at(facts.place)}; it must say {meant}. "
        f"Check of which year the numbers are.{other}"
    )


@sentence.register
def _(facts: HeadingOfOtherYear) -> str:
    return (
        f"The heading of section {facts.section} says {quoted(facts.said)}, but the report is of {facts.year}: of "
        "which year is the section?"
    )


@sentence.register
def _(_facts: TitleMissing) -> str:
    return f"No title was found: {_PRESCRIBED}."


@sentence.register
def _(facts: TitleIncomplete) -> str:
    missing = joined(("name of the body" if m == "organ" else m for m in facts.missing), "or")
    return f"The title “{facts.title}” has no {missing}: {_PRESCRIBED}."


@sentence.register
def _(facts: TitleMisnamed) -> str:
    return f"The title “{facts.title}” does not have “{REPORT_NAME}”: {_PRESCRIBED}."


@sentence.register
def _(facts: PeriodOdd) -> str:
    return f"The statistics period is {day(facts.start)} to {day(facts.end)}; it must be {_whole(facts.year)}."


@sentence.register
def _(facts: PeriodUnstated) -> str:
    span = _whole(facts.year) if facts.year else "1-1 to 12-31 of the report's year"
    return f"No statistics period is stated: add {span}."


@sentence.register
def _(facts: PlansOutdated) -> str:
    listed = ", ".join(quoted(plan.excerpt) for plan in facts.plans)
    return f"Plans of years before {facts.year - 1} are cited: {listed}. Cite those of {facts.year}, or delete them."


@sentence.register
def _(facts: PlannedForOddYear) -> str:
    return f"Section 5 plans for {facts.planned} ({quoted(facts.excerpt)}); the next year is {facts.year + 1}."


@sentence.register
def _(facts: DateOdd) -> str:
    by = "departments by 1-31" if facts.department else "governments by 3-31"
    return (
        f"The signature's date is {day(facts.date)}; a report of {facts.year} is published between "
        f"{day(facts.first)} and {day(facts.last)} ({by})."
    )


def _whole(year: int) -> str:
    return f"{year}-01-01 to {year}-12-31"
