"""What is found of the figures of table 2 beside each other."""

from __future__ import annotations

from typing import Literal

from gouji.facts.base import Excerpt, Facts, Shown
from gouji.report import Number


class FewerInForce(Facts, frozen=True):
    """Fewer documents are in force than were issued and not repealed this year."""

    in_force: Shown
    issued: Shown
    repealed: Shown


class FewerDisclosed(Facts, frozen=True):
    """In all fewer documents are disclosed than newly this year."""

    total_disclosed: Shown
    newly_disclosed: Shown


class MadeUndisclosed(Facts, frozen=True):
    """Documents were made this year, and none disclosed."""

    made: Shown
    newly_disclosed: Shown
    total_disclosed: Shown


class ItemsOdd(Facts, frozen=True):
    """Last year's items and their change add up to less than 0, or are no whole numbers."""

    previous_items: Shown
    change: Shown
    items: Number


class DecisionsWithoutItems(Facts, frozen=True):
    """Decisions were made on items of which there is none."""

    decisions: Shown
    previous_items: Shown
    change: Shown


class ProcurementWithUnit(Facts, frozen=True):
    """The amount of procurement has a unit in its cell."""

    amount: Shown


class AmountInOtherUnit(Facts, frozen=True):
    """An amount that the form wants in 万元 stands in `unit`; `in_wan` is it in 万元, `said` where its unit stands."""

    amount: Shown
    unit: Literal["元", "亿元"]
    in_wan: Number
    said: tuple[Excerpt, ...]


class UnitsUnclear(Facts, frozen=True):
    """What stands outside an amount's cell, `said`, names several units, or (`unknown`) another than is read."""

    amount: Shown
    said: tuple[Excerpt, ...]
    unknown: bool = False


class ProcurementInconsistent(Facts, frozen=True):
    """There are projects and no amount, or an amount and no projects."""

    projects: Shown
    amount: Shown
