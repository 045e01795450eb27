"""Each kind of facts registers its English sentence here, each kind of reasons what is missing, a module a family."""

from __future__ import annotations

from functools import singledispatch

from gouji.facts.base import Facts, Reason
from gouji.wording.english.terms import capital
from gouji.wording.findings.base import Gap


@singledispatch
def gap(reason: Reason) -> Gap:
    """What is missing, and what therefore cannot be checked. TypeError where a kind has no words."""
    raise TypeError(f"no words for {type(reason).__name__}")


@singledispatch
def sentence(facts: Facts | Reason) -> str:
    """The English sentence of a kind of facts, or of a reason. TypeError where a kind has no words."""
    raise TypeError(f"no words for {type(facts).__name__}")


@sentence.register
def _(reason: Reason) -> str:
    missing, consequence = gap(reason)
    return f"{consequence}: {missing}." if consequence else f"{capital(missing)}."
