"""Every kind of facts and of reasons has words, comes through JSON, and is yielded by some case of a rule."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache

import msgspec
import pytest
from msgspec import inspect
from msgspec.structs import replace

from gouji.facts.base import Facts, Reason
from gouji.judging.judge import judge
from gouji.verdict import Verdict
from gouji.wording import findings
from gouji.wording.findings.base import gap, sentence
from tests.gouji.judging.cases import faulty

Kind = type[Facts] | type[Reason]
KINDS: tuple[Kind, ...] = (*Facts.__subclasses__(), *Reason.__subclasses__())


@cache
def verdicts() -> tuple[Verdict, ...]:
    return tuple(judge(report, context) for report, context in faulty())


@cache
def yielded() -> dict[Kind, Facts | Reason]:
    """One example of each kind."""
    found: Iterator[Facts | Reason] = (
        finding.facts for verdict in verdicts() for finding in verdict.findings
    )
    why = (item.facts for verdict in verdicts() for item in verdict.unassessed)
    return {type(facts): facts for facts in (*found, *why)}


def choices(facts: Facts | Reason) -> Iterator[Facts | Reason]:
    """The facts with each value of each field that names one of a few."""
    for field in msgspec.structs.fields(type(facts)):
        of = inspect.type_info(field.type)
        if isinstance(of, inspect.LiteralType):
            yield from (replace(facts, **{field.name: value}) for value in of.values)
        elif isinstance(of, inspect.VarTupleType) and isinstance(of.item_type, inspect.LiteralType):
            yield from (replace(facts, **{field.name: (value,)}) for value in of.item_type.values)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_kind_has_words(kind: Kind) -> None:
    words = gap if issubclass(kind, Reason) else sentence
    for family in pkgutil.iter_modules(
        findings.__path__
    ):  # else they are registered when one occurs
        importlib.import_module(f"{findings.__name__}.{family.name}")
    assert words.dispatch(kind) is not words.dispatch(object)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_kind_is_yielded_by_some_case_and_has_words_whatever_it_names(kind: Kind) -> None:
    facts = yielded().get(kind)
    assert facts is not None, "no case yields it: add one to `further` of its family's cases"
    assert all(sentence(other).endswith("。") for other in choices(facts))


def test_facts_are_the_same_after_json() -> None:
    for verdict in verdicts():
        assert msgspec.json.decode(msgspec.json.encode(verdict), type=Verdict) == verdict
