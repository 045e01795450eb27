"""Findings and reasons → their sentences."""

from __future__ import annotations

from msgspec.structs import replace

from gouji.facts.base import Facts
from gouji.verdict import Finding, Unassessed
from gouji.wording import sentences
from gouji.wording.findings.base import gap, sentence
from gouji.wording.sentences import habit


def told(finding: Finding) -> Finding:
    """The finding with its message."""
    return replace(finding, message=message(finding.facts))


def reasoned(item: Unassessed) -> Unassessed:
    """What was not assessed, with its reason."""
    said = sentence(item.facts)
    if item.facts.further:
        said += f"另有 {item.facts.further} 处同样没有核对，不再逐一列出。"
    return replace(item, reason=said)


def missing(item: Unassessed) -> str:
    """「没有上年度报告」: the reason without what therefore could not be checked, which all have in common."""
    return gap(item.facts).missing


def message(facts: Facts) -> str:
    """The sentence of a kind of facts, and what to make of figures that were recognised or inferred."""
    said = sentence(facts)
    if facts.habit:
        said += f"{habit(facts.habit)}。"
    if facts.uncertain:
        said += "其中有识别或推断得出的数字，请先对照原件。"
    if facts.suspects is not None:
        said += sentences.look_at_the_scan(facts.suspects)
    if facts.further:
        said += f"另有 {facts.further} 处同类问题，不再逐一列出。"
    return said
