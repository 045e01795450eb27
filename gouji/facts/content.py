"""What is found of what the sections must say."""

from __future__ import annotations

from typing import Literal

from gouji.facts.base import Excerpt, Facts, Reason

Subject = Literal["disclosure", "requests", "management", "platforms", "safeguards"]
Account = Literal["assessment", "review", "liability"]
Topic = Literal[
    "channels",
    "interpretation",
    "key_fields",
    "normative_documents",
    "platforms",
    "reading_points",
]
Concrete = Literal["problems", "improvements"]


class SubjectsMissing(Facts, frozen=True):
    """Section one does not speak of these of its five subjects."""

    missing: tuple[Subject, ...]


class ProblemsUnsaid(Facts, frozen=True):
    """Section five says no more than `said`, which may be nothing; without spaces."""

    said: str


class RestUnsaid(Facts, frozen=True):
    """Section six is empty."""


class AccountabilityUnsaid(Facts, frozen=True):
    """A government's report does not tell these of what only governments must."""

    missing: tuple[Account, ...]


class ProblemsVague(Facts, frozen=True):
    """Section five, which begins with `excerpt`, names no concrete problems, or not how they are met."""

    missing: tuple[Concrete, ...]
    excerpt: Excerpt


class KindOfOrganUnknown(Reason, frozen=True):
    """Neither roster nor name tell whether a government or a department reports."""
