"""What is found of disputes beside requests and last year's report."""

from __future__ import annotations

from gouji.facts.base import Cells, Facts, Reason, Shown


class NoReconsideration(Facts, frozen=True):
    """Litigation after reconsideration, and no reconsideration this year or last."""

    after_reconsideration: Shown


class DisputesWithoutRequests(Facts, frozen=True):
    """Disputes, and no request this year or last."""

    disputes: tuple[Shown, ...]


class PreviousWithoutNumbers(Reason, frozen=True):
    """The cells of last year's report have no number that can be used."""

    cells: Cells
