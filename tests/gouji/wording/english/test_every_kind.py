"""Every kind of facts and reasons has an English sentence: all figures of the Chinese one, no Chinese of ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

import pytest

from gouji.facts.base import Facts, Reason
from gouji.facts.office import ChargesLarge
from gouji.form import TABLES
from gouji.wording import told as chinese
from gouji.wording.english import told as english
from gouji.wording.english.base import gap, sentence
from gouji.wording.findings.base import sentence as chinese_sentence
from gouji.wording.sentences import plain_label, row_label
from tests.gouji.wording.findings.test_every_kind import KINDS, Kind, choices, verdicts, yielded

QUOTED = re.compile("“[^”]*”|「[^」]*」")
CHINESE = re.compile("[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
# Numbers that Chinese writes in another unit: 1 亿元 is 100 million yuan.
_OTHERWISE: dict[Kind, set[Decimal]] = {ChargesLarge: {Decimal(1)}}
# Labels of the form have numbers (3.其他); English has its terms instead.
_LABELS = sorted(
    {
        label
        for table in TABLES.values()
        for spec in table.specs.values()
        for label in (row_label(spec.row), plain_label(spec.row))
    },
    key=len,
    reverse=True,
)


def numbers(text: str) -> set[Decimal]:
    for label in _LABELS:
        text = text.replace(label, "")
    return {Decimal(found) for found in _NUMBER.findall(text)}


def every() -> Iterator[Facts | Reason]:
    """All facts and reasons of all cases."""
    for verdict in verdicts():
        yield from (finding.facts for finding in verdict.findings)
        yield from (item.facts for item in verdict.unassessed)


@cache
def various() -> tuple[Facts | Reason, ...]:
    """The same, and one of each kind with each value of each field that names one of a few."""
    return *every(), *(other for facts in yielded().values() for other in choices(facts))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_kind_has_words(kind: Kind) -> None:
    words = gap if issubclass(kind, Reason) else sentence
    assert words.dispatch(kind) is not words.dispatch(object)


def test_sentence_is_english_but_for_what_it_quotes() -> None:
    for facts in various():
        said = sentence(facts)
        assert said[-1] in ".?", said
        assert re.match("[A-Z“0-9]", said), said
        assert not CHINESE.search(QUOTED.sub("", said)), said
        assert not re.search(r"\bNone\b|  |\.\.|\{|\}", said), said


def test_no_figure_of_the_chinese_sentence_is_lost() -> None:
    for facts in various():
        said = sentence(facts)
        lost = numbers(chinese_sentence(facts)) - numbers(said) - _OTHERWISE.get(type(facts), set())
        assert not lost, (chinese_sentence(facts), said)


def test_what_is_said_of_doubt_is_said_in_english() -> None:
    for verdict in verdicts():
        for finding in verdict.findings:
            said = english.message(finding.facts)
            assert not CHINESE.search(QUOTED.sub("", said)), said
            assert numbers(said) >= numbers(chinese.message(finding.facts)) - _OTHERWISE.get(
                type(finding.facts), set()
            )
        for item in verdict.unassessed:
            assert "not" in english.reason(item) or "fewer" in english.reason(item), item.reason
            assert english.missing(item)
