"""Reasons in a list: what is not there, without what therefore could not be checked."""

from __future__ import annotations

from functools import singledispatch
from typing import Final

from gouji.facts.base import Reason
from gouji.verdict import Unassessed
from gouji.wording.findings.base import sentence

_THEREFORE: Final = "，无法"


def lack_of(item: Unassessed) -> str:
    """「没有上年度报告」. Of results stored before reasons had facts their sentence tells it."""
    return lack(item.facts) if item.facts else _shortened(item.reason)


@singledispatch
def lack(reason: Reason) -> str:
    """What a kind of reason is about. A kind whose sentence does not go on with 「，无法…」 registers its own words."""
    return _shortened(sentence(reason))


def _shortened(said: str) -> str:
    return said.split(_THEREFORE)[0].removesuffix("。")
