"""How the organ speaks of itself: its names, its signature, whose figures it gives."""

from __future__ import annotations

from typing import Final

from gouji.facts.organs import OrgansDiffer, RegionCounted, SelfNamedOddly, Unsigned
from gouji.wording.findings.base import SOURCES, quoted, sentence

_ENDS: Final = {"signature": "落款", "date": "日期"}


@sentence.register
def _(facts: OrgansDiffer) -> str:
    return (
        f"{SOURCES[facts.source]}写的是“{facts.organ}”，"
        f"而{SOURCES[facts.other_source]}写的是“{facts.other}”，请核对是否同一个机关。"
    )


@sentence.register
def _(facts: SelfNamedOddly) -> str:
    return (
        f"报告的机关是“{facts.organ}”，正文却自称“{facts.own}”（{quoted(facts.excerpt)}），"
        "请核对是否照搬了别的材料，并统一自称。"
    )


@sentence.register
def _(facts: Unsigned) -> str:
    return f"报告末尾没有找到{'和'.join(_ENDS[end] for end in facts.missing)}，请补上。"


@sentence.register
def _(facts: RegionCounted) -> str:
    return (
        f"报告的机关是“{facts.organ}”，正文却写了“{facts.scope}”的数据（{quoted(facts.excerpt)}），"
        "请写明报告口径是本机关还是汇总，并前后一致。"
    )
