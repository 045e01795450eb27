"""What the reports of a year add up to, by plain additions over what was made: nothing of the product is asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from bench.made.documents import Truth

_WAN: Final = {"元": Decimal("0.0001"), "万元": Decimal(1), "亿元": Decimal(10_000)}
_CHARGES: Final = "t2.charges.amount"  # the form itself says 万元
_PROCUREMENT: Final = "t2.procurement.amount"  # the form of 2019 says nothing

Reports = Iterable[Mapping[str, Truth]]


@dataclass
class Sum:
    """One cell over all reports: the sum in 万元 or pieces, and how many have what there."""

    sum: Decimal = Decimal(0)
    reports: int = 0
    blanks: int = 0
    without_unit: int = 0
    absent: int = 0

    def add(self, cell: str, truth: Truth) -> None:
        """Add what one report has."""
        if truth.value is None:
            self.blanks += 1
            return
        assert truth.mark is None
        factor = _factor(cell, truth)
        if factor is None:
            self.without_unit += 1
        else:
            self.sum += truth.value * factor
            self.reports += 1


def _factor(cell: str, truth: Truth) -> Decimal | None:
    """How much of 万元 one of an amount is; None where it has no unit."""
    if cell not in {_CHARGES, _PROCUREMENT}:
        return Decimal(1)
    if truth.unit:
        return _WAN[truth.unit]
    return Decimal(1) if cell == _CHARGES or truth.value == 0 else None


def sums(reports: Reports) -> dict[str, Sum]:
    """Each cell that is in some report."""
    found: defaultdict[str, Sum] = defaultdict(Sum)
    counted = 0
    for report in reports:
        counted += 1
        for cell, truth in report.items():
            found[cell].add(cell, truth)
    for each in found.values():
        each.absent = counted - each.reports - each.blanks - each.without_unit
    return dict(found)


def answered(totals: Mapping[str, Any]) -> dict[str, Sum]:
    """What the API says, in the same form."""
    return {
        each["cell"]: Sum(
            Decimal(each["sum"]),
            each["reports"],
            each["blanks"],
            each["without_unit"],
            each["absent"],
        )
        for each in totals["items"]
    }
