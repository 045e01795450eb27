"""Findings and reasons → their English sentences."""

from __future__ import annotations

from msgspec.structs import replace

from gouji.facts.base import Facts
from gouji.verdict import Finding, Unassessed
from gouji.wording.english import (  # noqa: F401 - their kinds register their words
    content,
    narrative,
    reasons,
    season,
    structure,
    tables,
)
from gouji.wording.english.base import gap, sentence
from gouji.wording.english.terms import capital, habit, look_at_the_scan


def told(finding: Finding) -> Finding:
    """The finding with its message in English."""
    return replace(finding, message=message(finding.facts))


def reason(item: Unassessed) -> str:
    """Why a rule could not be checked."""
    said = sentence(item.facts)
    if item.facts.further:
        said += f" {item.facts.further} more could not be checked either and are not listed."
    return said


def missing(item: Unassessed) -> str:
    """The reason without what therefore could not be checked."""
    return capital(gap(item.facts).missing)


def message(facts: Facts, *, with_habit: bool = True) -> str:
    """The sentence of a kind of facts, and what to make of figures that were recognised or inferred.

    `with_habit`: and the one slip by which all findings of its cause came about.
    """
    said = [sentence(facts)]
    if facts.habit and with_habit:
        said.append(f"{habit(facts.habit)}.")
    if facts.uncertain:
        said.append("Some of the numbers were recognised or inferred: compare with the original.")
    if facts.suspects is not None:
        said.append(look_at_the_scan(facts.suspects))
    if facts.further:
        said.append(f"{facts.further} more of this kind are not listed.")
    return " ".join(said)
