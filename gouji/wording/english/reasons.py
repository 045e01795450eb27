"""Why a rule could not be checked: the reasons that several families share."""

from __future__ import annotations

from typing import Final

from gouji.facts.office_files import Fault
from gouji.facts.reasons import (
    MalformedOfficeFile,
    Missing,
    NoNarrative,
    NoNumbers,
    NoOrgan,
    NoSection,
    NoTable,
    NoYear,
    PreviousOutdated,
    PreviousUnread,
    PreviousUnreadable,
    ReadEarlier,
    Recognised,
)
from gouji.wording.english.base import gap
from gouji.wording.english.terms import TABLE_NAMES, listed, term
from gouji.wording.findings.base import Gap
from gouji.wording.sentences import quote

_MISSING: Final = {
    "previous": "last year's report not given",
    "filed": "the text that was filed not given",
    "dates": "days of handing in and publication not known",
    "deadline": "no local deadline set",
    "roster": "no roster",
    "others": "not checked together with other bodies' reports",
    "last_year": "not checked together with other bodies' reports of last year",
    "earlier": "not checked together with the body's earlier reports",
    "other_uploads": "not checked together with the body's other files",
    "last_aggregate": "last year's aggregate report not given",
    "uploads": "no record of what was handed in",
}
_YEAR: Final = {
    "all": "",
    "sources": " whether all sources agree",
    "key": " against where it was handed in",
    "previous": " against last year's report",
    "format": " the format",
    "deadline": " the statutory deadline",
}
_ORGAN: Final = {
    "sources": " whether all sources agree",
    "scope": " whose figures the report gives",
    "key": " against where it was handed in",
}


@gap.register
def _(facts: NoNumbers) -> Gap:
    cells = ", ".join(map(listed, facts.cells))
    why = "digits run together in" if facts.undivided else "no usable number in"
    what = " for whole numbers" if facts.what == "whole" else ""
    return Gap(f"{why} {cells}", f"Could not check{what}")


@gap.register
def _(facts: NoNarrative) -> Gap:
    beside = {
        "previous": "last year's report",
        "earlier": "earlier years",
        "others": "other bodies",
    }[facts.what]
    return Gap("no text was read", f"Could not compare the text with {beside}")


@gap.register
def _(facts: NoTable) -> Gap:
    what = {"all": "", "blanks": " for blanks", "format": " its format"}[facts.what]
    return Gap(f"{TABLE_NAMES[facts.table]} not found", f"Could not check{what}")


@gap.register
def _(facts: NoSection) -> Gap:
    return Gap(f"section {facts.section} not found", "Could not check")


@gap.register
def _(facts: NoYear) -> Gap:
    what = f" the format of {TABLE_NAMES[facts.table]}" if facts.table else _YEAR[facts.what]
    return Gap("the report's year not found", f"Could not check{what}")


@gap.register
def _(facts: NoOrgan) -> Gap:
    return Gap("the body's name not found", f"Could not check{_ORGAN[facts.what]}")


@gap.register
def _(_facts: Recognised) -> Gap:
    return Gap("the text was recognised from a scan", "Could not check its wording")


@gap.register
def _(facts: Missing) -> Gap:
    return Gap(_MISSING[facts.what], "Could not check")


@gap.register
def _(facts: ReadEarlier) -> Gap:
    kept = {"headings": "headings", "traditional": "traditional characters"}[facts.missing]
    return Gap(
        f"read by an older version of the system, which did not keep {kept}", "Could not check"
    )


@gap.register
def _(facts: PreviousUnread) -> Gap:
    why = "is still being read" if facts.state == "received" else "could not be read"
    return Gap(f"the report of {facts.year} {why}", "Could not check")


@gap.register
def _(facts: PreviousOutdated) -> Gap:
    why = (
        "is lost or damaged in the system"
        if facts.is_lost
        else "was read by an older version of the system"
    )
    return Gap(f"the report of {facts.year} {why}: hand it in again", "Could not check")


@gap.register
def _(facts: PreviousUnreadable) -> Gap:
    return Gap(
        f"last year's report ({quote(facts.file)}) could not be read: {quote(facts.why)}",
        "Could not check",
    )


@gap.register
def _(facts: MalformedOfficeFile) -> Gap:
    said = _fault(facts.fault)
    if facts.what == "roster":
        return Gap(f"the roster has a fault: {said}", "Could not check")
    return Gap(
        f"the settings have a fault: {said}; judged by all rules",
        "Could not check the local deadline",
    )


def _fault(fault: Fault) -> str:
    """`“roster.csv”, row 3: name twice (“甲局”)`: the kind of a fault is its term."""
    line = f", row {fault.line}" if fault.line else ""
    said = ", ".join(map(quote, filter(None, (fault.column, fault.value))))
    first = f", first in row {fault.first}" if fault.first else ""
    bounds = f", {fault.bounds[0]} to {fault.bounds[1]}" if fault.bounds else ""
    return f"{quote(fault.file)}{line}: {term(fault.kind)}{f' ({said})' if said else ''}{first}{bounds}"
