"""What is found of the days on which a report was handed in, published, cleared and mended."""

from __future__ import annotations

from datetime import date
from typing import Literal

from gouji.facts.base import Facts, Reason

Step = Literal["submitted", "published", "cleared", "returned", "returned_until", "resubmitted"]
Due = Literal["submitted", "published"]


class StatutoryDeadlineMissed(Facts, frozen=True):
    """The step was taken after the day that the Regulations set."""

    step: Due
    on: date
    deadline: date


class LocalDeadlineMissed(Facts, frozen=True):
    """Handed in after the day that the office set."""

    on: date
    deadline: date


class PublishedUncleared(Facts, frozen=True):
    """Published before it was cleared."""

    published: date
    cleared: date


class MendedLate(Facts, frozen=True):
    """Handed in again after the day that was set when it was returned."""

    until: date
    on: date


class NoDate(Reason, frozen=True):
    """The days of these steps are not known. `against`: what they should have been held against."""

    steps: tuple[Step, ...]
    against: Literal["statutory deadline", "local deadline", "clearing", "return"]
