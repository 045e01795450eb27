"""What is found of what the sections must say."""

from __future__ import annotations

from typing import Literal

from gouji.facts.base import Excerpt, Facts, Reason, Shown
from gouji.report import Number

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
NumberKind = Literal["mobile", "identity"]
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


class OverviewTooLong(Facts, frozen=True):
    """Section one has more characters than it may have."""

    characters: int
    most: Number


class FiguresUnstated(Facts, frozen=True):
    """Section one has no figures on these of the topics that the office demands."""

    missing: tuple[Topic, ...]


class PersonalNumber(Facts, frozen=True):
    """A person's mobile or identity-card number, of which only the first and last digits are kept."""

    section: int | None
    of: NumberKind
    first: str
    last: str


class CorrectionsUnmentioned(Facts, frozen=True):
    """Reconsiderations or suits ended corrected, and section five says nothing of them."""

    corrected: tuple[Shown, ...]


class KindOfOrganUnknown(Reason, frozen=True):
    """Neither roster nor name tell whether a government or a department reports."""
