"""A report beside the office's roster, other reports, last year's, and the days on which it came."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from gouji.facts.aggregate import (
    AggregateIsOneReport,
    AmountsDiffer,
    CarriedInNotContinued,
    CountedTwice,
    NoNumbersCarried,
    NoNumbersToAdd,
    ReportsOutstanding,
    SumIncomplete,
    SumsDiffer,
)
from gouji.facts.base import Cells
from gouji.facts.office import (
    ChargesAboveOthers,
    ChargesLarge,
    EarlierNarrativeCopied,
    FewPeers,
    ManagedFromAbove,
    NameNotInFull,
    NarrativeShared,
    NarrativesOutdated,
    NotOnRoster,
    ParagraphsShared,
    RulesWithoutPower,
    SameAsAnother,
    ScanDiffers,
    SeveralUploads,
    UploadsWithoutNumbers,
)
from gouji.facts.previous import (
    CarriedInDiffers,
    ChangedAfterFiling,
    FewerThanPending,
    ItemsNotContinued,
    LastNarrativeCopied,
    LastParagraphsCopied,
    NoNumbersInBoth,
    PreviousInOtherFormat,
    PreviousOfOtherOrgan,
    PreviousOfOtherYear,
    PreviousWithoutYear,
    StockNotContinued,
    Swing,
    TableCopied,
)
from gouji.facts.process import (
    LocalDeadlineMissed,
    MendedLate,
    NoDate,
    PublishedUncleared,
    StatutoryDeadlineMissed,
)
from gouji.form import table_id_of
from gouji.wording.english.base import gap, sentence
from gouji.wording.english.terms import (
    TABLE_NAMES,
    UNIT,
    cell_label,
    day,
    joined,
    listed,
    named,
    or_blank,
    organ,
    shown_all,
    shown_cell,
    shown_label,
    some,
    such_as,
)
from gouji.wording.findings.base import Gap, passage
from gouji.wording.sentences import LISTED, number, quote

_NEAR: Final = ", near the limit: it may be on either side"
_YUAN: Final = "was yuan taken for 10,000 yuan?"
_MISCOUNTED: Final = {
    "missed": "leaving out {}",
    "twice": "adding {} twice",
    "outdated": "adding an older version of {}",
    "included": "adding {}, which does not count",
}
_UNKNOWN: Final = {
    "makes_rules": "whether it may issue rules",
    "vertical": "whether it is managed from above",
    "aggregate": "whether it is the aggregate report",
    "names": "its other names",
}
_STEPS: Final = {
    "submitted": "handed in",
    "published": "published",
    "cleared": "cleared",
    "returned_until": "to be mended",
    "resubmitted": "handed in again",
}
_AGAINST: Final = {
    "statutory deadline": "the statutory deadline",
    "local deadline": "the local deadline",
    "clearing": "that it was cleared before it was published",
    "return": "that it was mended in time",
}


@sentence.register
def _(facts: ReportsOutstanding) -> str:
    return f"Of {facts.expected} bodies that must report {len(facts.organs)} have not: {named(facts.organs)}."


@sentence.register
def _(facts: SumsDiffer) -> str:
    said = "; ".join(
        f"{shown_label(d.figure)} is {number(d.figure.value or 0)}, the bodies add up to {number(d.sum)}"
        for d in facts.differences[:LISTED]
    )
    many = len(facts.differences)
    more = f"; {many} cells in all" if many > LISTED else ""
    table = TABLE_NAMES[table_id_of(facts.differences[0].figure.cell)]
    return (
        f"{table} is not the sum of {some(facts.reports, 'body', 'bodies')}: {said}{more}.{_explained(facts)} Was one "
        "left out, added twice, or changed since?"
    )


def _explained(facts: SumsDiffer) -> str:
    if not facts.explained_by:
        return ""
    said = joined(_MISCOUNTED[slip.way].format(quote(slip.organ)) for slip in facts.explained_by)
    others = f" (so would at least {facts.alternatives} other ways)" if facts.alternatives else ""
    return f" All differences are just what {said} makes{others}."


@sentence.register
def _(facts: AmountsDiffer) -> str:
    return (
        f"{shown_label(facts.figure)} is {number(facts.amount)}, but {some(facts.reports, 'body', 'bodies')} add up "
        f"to {number(facts.sum)}: more than rounding explains."
    )


@sentence.register
def _(facts: CarriedInNotContinued) -> str:
    gone = f" Reported last year and not this year: {named(facts.gone)}." if facts.gone else ""
    return (
        f"{cell_label(facts.cell)} adds up to {number(facts.sum)} over all bodies, but last year's aggregate report "
        f"carried over {number(facts.carried_over)}: were bodies merged or closed?{gone}"
    )


@sentence.register
def _(facts: AggregateIsOneReport) -> str:
    return (
        f"All figures of the aggregate report are those of {quote(facts.organ)} alone, but {facts.others} other "
        "bodies have figures as well: is it the body's own report?"
    )


@gap.register
def _(facts: SumIncomplete) -> Gap:
    sides = ((facts.organs, "not handed in"), (facts.unread, "not read"))
    said = (
        f"{some(len(organs), 'report')} {what} ({named(organs)})"
        for organs, what in sides
        if organs
    )
    return Gap(", ".join(said), "Could not check the sums")


@gap.register
def _(facts: CountedTwice) -> Gap:
    return Gap(f"several current reports of {named(facts.organs)}", "Could not check the sums")


@gap.register
def _(facts: NoNumbersToAdd) -> Gap:
    whose = ["the aggregate report"] if facts.aggregate else []
    whose += [f"“{one}”" for one in facts.organs]
    more = f" and others ({len(whose)} reports)" if len(whose) > LISTED else ""
    return Gap(
        f"no usable number in {listed(facts.cells)} of {', '.join(whose[:LISTED])}{more}",
        "Could not check the sums",
    )


@gap.register
def _(facts: NoNumbersCarried) -> Gap:
    return Gap(
        f"no usable number in {listed(facts.cells)} of the bodies or of last year's aggregate report",
        "Could not check",
    )


@sentence.register
def _(facts: NarrativeShared) -> str:
    return (
        f"The text is that of {named(facts.organs, facts.more)}: apart from names and years, about {facts.percent}% is "
        f"that of {organ(facts.organs[0])}{_NEAR if facts.near else ''}{such_as(facts.ours)}."
    )


@sentence.register
def _(facts: ParagraphsShared) -> str:
    said = "; ".join(f"{passage(p.ours)} (also {organ(p.organ)})" for p in facts.paragraphs)
    return (
        f"{some(facts.count, 'paragraph')} word for word as in the report of {named(facts.organs, facts.more)}, apart "
        f"from names and years{f': {said}' if said else ''}. Copied?"
    )


@sentence.register
def _(facts: EarlierNarrativeCopied) -> str:
    return (
        f"The text is that of the body's own reports of {joined(map(str, facts.years))}: apart from years, about "
        f"{facts.percent}% is that of {facts.years[0]}{_NEAR if facts.near else ''}{such_as(facts.ours)}. Rewrite."
    )


@sentence.register
def _(facts: SameAsAnother) -> str:
    where = ", ".join(
        f"{organ(r.organ)}{f' for {r.year}' if r.year is not None else ''}"
        for r in facts.reports[:LISTED]
    )
    more = f" and others ({len(facts.reports)})" if len(facts.reports) > LISTED else ""
    same = {"file": "byte by byte", "content": "in all cells and words"}[facts.same]
    what = (
        "it seems that the other one is misplaced, and this one need not be returned."
        if facts.ours
        else "was the wrong file handed in?"
    )
    return f"The file is the same, {same}, as was handed in by {where}{more}: {what}"


@sentence.register
def _(facts: ScanDiffers) -> str:
    own, other = ("scan", "text file") if facts.is_scan else ("text file", "scan")
    said = "; ".join(
        f"{shown_label(r.figure)} is {or_blank(r.figure.value)} in the {own}, {or_blank(r.other)} in the {other}"
        for r in facts.readings[:LISTED]
    )
    many = len(facts.readings)
    more = f"; {many} cells in all" if many > LISTED else ""
    advice = "The scan may be misread here." if facts.misread else "Which one is right?"
    return f"The scan and the text file differ: {said}{more}. {advice}"


@sentence.register
def _(facts: RulesWithoutPower) -> str:
    return (
        f"{shown_all(facts.figures)}, but “{facts.organ}” may issue no rules and the row must be 0: do they belong to "
        "“normative documents”?"
    )


@sentence.register
def _(facts: ChargesLarge) -> str:
    return f"{shown_label(facts.figure)} is {number(facts.amount)} {UNIT}, more than 100 million yuan: {_YUAN}"


@sentence.register
def _(facts: ChargesAboveOthers) -> str:
    return (
        f"{shown_label(facts.figure)} is {number(facts.amount)} {UNIT}, more than a hundred times the median "
        f"of {facts.peers} other bodies that charge, {number(facts.median)}: {_YUAN}"
    )


@sentence.register
def _(facts: NameNotInFull) -> str:
    if facts.short_for is not None:
        advice = f"it is short for “{facts.short_for}”: write the full name"
    elif facts.alike:
        advice = f"the roster has {named(facts.alike)}: write the full name"
    else:
        advice = "the roster has nothing like it: check the name or the roster"
    return f"The report's body, “{facts.printed}”, is no full name of the roster; {advice}."


@sentence.register
def _(facts: SeveralUploads) -> str:
    under = f", also under {named(facts.names)}" if facts.names else ""
    return f"One body has {facts.uploads} current reports of one year, under several names{under}: keep one of them."


@sentence.register
def _(facts: ManagedFromAbove) -> str:
    return f"By the roster “{facts.organ}” is managed from above, where its figures are added up: not here."


@gap.register
def _(facts: NotOnRoster) -> Gap:
    missing = (
        f"“{facts.organ}” is not on the roster" if facts.organ else "the body's name not found"
    )
    if facts.what == "full_name":
        return Gap(missing, "Could not check against the roster")
    return Gap(f"{missing}, {_UNKNOWN[facts.what]} is not known", "Could not check")


@gap.register
def _(facts: FewPeers) -> Gap:
    return Gap(
        f"only {facts.peers} other bodies charge anything, fewer than {facts.needed}",
        "Could not compare",
    )


@gap.register
def _(facts: NarrativesOutdated) -> Gap:
    return Gap(
        f"{some(facts.reports, 'report')} read by an older version of the system: check the year again",
        "Could not compare the text",
    )


@gap.register
def _(facts: UploadsWithoutNumbers) -> Gap:
    return Gap(
        f"no usable number in {', '.join(map(listed, facts.cells))} of the scan or of the text file",
        "Could not check whether they agree",
    )


@sentence.register
def _(facts: CarriedInDiffers) -> str:
    year = f"the report of {facts.year}" if facts.year else "last year's report"
    return (
        f"{shown_cell(facts.carried_in)}, but in {year} {shown_cell(facts.carried_over)}; they must be equal: which "
        "one is wrong?"
    )


@sentence.register
def _(facts: StockNotContinued) -> str:
    followed = facts.previous + facts.issued - facts.repealed
    said = f" The text speaks of {passage(facts.said)}, which may be why." if facts.said else ""
    return (
        f"{shown_cell(facts.in_force)}, but last year's {number(facts.previous)} in force + {number(facts.issued)} "
        f"issued − {number(facts.repealed)} repealed = {number(followed)}. Explain a clean-up in the text.{said}"
    )


@sentence.register
def _(facts: FewerThanPending) -> str:
    year = f"the report of {facts.year}" if facts.year else "last year's report"
    return f"{shown_cell(facts.total)}, fewer than were pending last year: in {year} {shown_cell(facts.pending)}."


@sentence.register
def _(facts: Swing) -> str:
    return (
        f"{shown_cell(facts.figure)}, last year {number(facts.previous)}: over {number(facts.times)} times, or less "
        "than that part of it. If so, explain it in the text."
    )


@sentence.register
def _(facts: ItemsNotContinued) -> str:
    return (
        f"{shown_cell(facts.previous_items)}, but last year's items {number(facts.previous)} and change "
        f"{number(facts.change)} come to {number(facts.previous + facts.change)}; they must be equal."
    )


@sentence.register
def _(facts: TableCopied) -> str:
    return f"All figures of {TABLE_NAMES[facts.table]} are those of last year's report: was the table copied?"


@sentence.register
def _(facts: LastNarrativeCopied) -> str:
    return (
        f"The text is last year's: apart from years {facts.percent}% is the same, for example {passage(facts.now)}, "
        f"last year {passage(facts.then)}. Rewrite."
    )


@sentence.register
def _(facts: LastParagraphsCopied) -> str:
    said = "; ".join(f"{passage(p.now)}, last year {passage(p.then)}" for p in facts.passages)
    return f"{some(facts.count, 'paragraph')} word for word as last year, apart from years: {said}. Still so this year?"


@sentence.register
def _(facts: ChangedAfterFiling) -> str:
    return f"What was published is not what was filed: {'; '.join(_changes(facts))}."


def _changes(facts: ChangedAfterFiling) -> Iterator[str]:
    for changed in facts.figures[:LISTED]:
        yield f"{shown_cell(changed.figure)}, was {or_blank(changed.filed)}"
    if len(facts.figures) > LISTED:
        yield f"{some(len(facts.figures) - LISTED, 'more cell')} differ"
    if facts.added_first:
        yield f"{some(facts.added, 'paragraph')} new or changed, as {passage(facts.added_first)}"
    if facts.gone_first:
        yield f"{some(facts.gone, 'filed paragraph')} gone, as {passage(facts.gone_first)}"


@gap.register
def _(_facts: PreviousWithoutYear) -> Gap:
    return Gap("the report given as last year's names no year", "Could not check")


@gap.register
def _(facts: PreviousOfOtherYear) -> Gap:
    return Gap(
        f"the report given as last year's is of {facts.year}, not of {facts.wanted}",
        "Could not check",
    )


@gap.register
def _(facts: PreviousOfOtherOrgan) -> Gap:
    return Gap(
        f"the report given as last year's is of “{facts.organ}”, not of “{facts.wanted}”; a former name belongs "
        "among the roster's aliases",
        "Could not check",
    )


@gap.register
def _(facts: PreviousInOtherFormat) -> Gap:
    without = {
        "in_force": "the old format, without what is in force",
        "items": "the new format, without numbers of items",
    }[facts.missing]
    return Gap(f"Table 2 of last year's report has {without}", "Could not check")


@gap.register
def _(facts: NoNumbersInBoth) -> Gap:
    sides = ((facts.cells, "this report"), (facts.previous, "last year's report"))
    said = ", ".join(
        f"no usable number in {_lacking(cells)} of {whose}" for cells, whose in sides if cells
    )
    return Gap(said, "Could not check")


def _lacking(tables: Sequence[Cells]) -> str:
    """The cells of the first table, and how many there are in all where there are others."""
    count = sum(len(own.cells) for own in tables)
    return f"{listed(tables[0])}{f' and others ({count} cells)' if len(tables) > 1 else ''}"


@sentence.register
def _(facts: StatutoryDeadlineMissed) -> str:
    return (
        f"It was {_STEPS[facts.step]} on {day(facts.on)}, after the statutory deadline {day(facts.deadline)}: find out "
        "why and put it on record."
    )


@sentence.register
def _(facts: LocalDeadlineMissed) -> str:
    return f"It was handed in on {day(facts.on)}, after the local deadline {day(facts.deadline)}."


@sentence.register
def _(facts: PublishedUncleared) -> str:
    return f"It was published on {day(facts.published)} but cleared on {day(facts.cleared)}: it must be cleared first."


@sentence.register
def _(facts: MendedLate) -> str:
    return f"It had to be mended by {day(facts.until)} and was handed in again on {day(facts.on)}."


@gap.register
def _(facts: NoDate) -> Gap:
    if facts.steps == ("returned",):
        return Gap("no record of a return", "Could not check that it was mended in time")
    steps = joined(_STEPS[step] for step in facts.steps)
    return Gap(f"it is not known when it was {steps}", f"Could not check {_AGAINST[facts.against]}")
