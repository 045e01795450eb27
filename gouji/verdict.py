"""What was judged of a report: JSON, API schema, what is stored and the words follow from these types."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Annotated, Final, Literal, get_args

from msgspec import Meta, Struct, field

from gouji.facts import (  # noqa: F401 - their kinds are collected below
    aggregate,
    citations,
    content,
    figures,
    language,
    narrative,
    office,
    organs,
    previous,
    process,
    reasons,
    sources,
    structure,
    table2,
    table3,
    table4,
    years,
)
from gouji.facts.base import Facts, Reason
from gouji.report import CellId, FormatVersion, Number

Severity = Literal["error", "warning", "note"]
GRAVITY: Final[tuple[Severity, ...]] = get_args(Severity)  # the gravest first
Status = Literal["passed", "flagged", "incomplete", "unreadable"]
Concern = Literal["sum", "count", "report", "office"]
Repair = Mapping[CellId, Number]

if TYPE_CHECKING:
    AnyFacts = Facts
    AnyReason = Reason
else:
    # What is decoded is told apart by its tag, so all kinds must be named; they are those that there are.
    AnyFacts = reduce(or_, Facts.__subclasses__())
    AnyReason = reduce(or_, Reason.__subclasses__())


class Threshold(Struct, frozen=True, forbid_unknown_fields=True):
    """The number on which a rule hangs, which an office may set between `least` and `most`.

    `name` and `unit` are Chinese; a share has no unit.
    """

    default: Number
    least: Number
    most: Number
    name: str
    unit: str = ""


class Rule(Struct, frozen=True, forbid_unknown_fields=True):
    """One rule of the catalogue: what an officer would say, how grave it is, where it comes from.

    `needs`: what the check needs beyond the report, None if nothing. `concerns`: `sum` an identity of the form, `count`
    a number that is a term of one, `report` all else in a report, `office` dates and the office's totals, which never
    change a report's status. `default`: whether it judges where the office's settings do not say.
    """

    id: str
    name: str
    statement: str
    severity: Severity
    forms: tuple[FormatVersion, ...]
    basis: tuple[str, ...]
    needs: str | None = None
    concerns: Concern = "report"
    default: Literal["on", "off"] = "on"
    threshold: Threshold | None = None


class Catalogue(Struct, frozen=True, forbid_unknown_fields=True):
    """All rules, and their version; `next` as in every list: all are on one page."""

    version: Annotated[str, Meta(description="规则的版本")]
    items: tuple[Rule, ...]
    next: None = None


class Finding(Struct, frozen=True, forbid_unknown_fields=True):
    """One broken rule instance. Findings with one `cause` number belong together.

    `key`: 16 hex digits over rule, cells and what is printed; the same fault in the same figures has the same one.
    `repairs`: the smallest sets of cells with new values that mend all findings of the cause, likeliest first.
    `bounded`: there may be others, or none was found within the bounds of the search. `assuming`: blanks were taken
    as 0.
    """

    rule: str
    severity: Severity
    cells: tuple[CellId, ...]
    message: str
    key: str
    facts: AnyFacts
    cause: int | None = None
    repairs: tuple[Repair, ...] = ()
    bounded: bool = False
    assuming: Literal["zero"] | None = None


class Unassessed(Struct, frozen=True, forbid_unknown_fields=True):
    """A rule instance that could not be checked, and why; `reason` is a Chinese sentence."""

    rule: str
    cells: tuple[CellId, ...]
    reason: str
    facts: AnyReason


class Measurement(Struct, frozen=True):
    """What a rule with a threshold measured."""

    rule: str
    value: Number


class Rulebook(Struct, frozen=True, forbid_unknown_fields=True):
    """By which rules was judged: the catalogue's version, and what the office changed of it."""

    version: str
    off: tuple[str, ...] = ()
    severities: Mapping[str, Severity] = field(default_factory=dict)
    on: tuple[str, ...] = ()
    thresholds: Mapping[str, Number] = field(default_factory=dict)

    @property
    def set_otherwise(self) -> tuple[str, ...]:
        """The rules that the office switched off, and those whose severity it changed."""
        return (*self.off, *self.severities)


class Verdict(Struct, frozen=True, forbid_unknown_fields=True):
    """The verdict on one report. `deduced` holds values that the identities force on null cells.

    `rule_names`: the Chinese name of each rule that is named here. `measured`: what rules with a threshold measured,
    whether past it or not.
    """

    status: Status
    reason: str | None = None
    findings: tuple[Finding, ...] = ()
    unassessed: tuple[Unassessed, ...] = ()
    deduced: Mapping[CellId, Number] = field(default_factory=dict)
    rule_names: Mapping[str, str] = field(default_factory=dict)
    rules: Rulebook | None = None
    measured: Mapping[str, Number] = field(default_factory=dict)
