"""What is found of how the organ speaks of itself: its names, its signature, whose figures it gives."""

from __future__ import annotations

from typing import Literal

from gouji.facts.base import Excerpt, Facts
from gouji.report import Source

End = Literal["signature", "date"]


class OrgansDiffer(Facts, frozen=True):
    """One source names one organ, another source another."""

    organ: str
    source: Source
    other: str
    other_source: Source


class SelfNamedOddly(Facts, frozen=True):
    """The organ calls itself by what its name is not: `own` is 中心 in the report of a 局."""

    organ: str
    own: str
    excerpt: Excerpt


class Unsigned(Facts, frozen=True):
    """Signature or date are not at the report's end."""

    missing: tuple[End, ...]


class RegionCounted(Facts, frozen=True):
    """One organ's report gives figures of a whole region, `scope` (全市)."""

    organ: str
    scope: str
    excerpt: Excerpt
