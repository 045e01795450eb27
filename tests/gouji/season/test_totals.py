"""What is added up, and what is told apart."""

from __future__ import annotations

from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.money import Unit
from gouji.report import Mark, Number
from gouji.season.totals import Figures, total

COUNT = "t3.new_received.total"
CHARGES = "t2.charges.amount"  # the form prints 万元
PROCUREMENT = "t2.procurement.amount"  # the form prints no unit


def figures(
    cell: str, number: Number | None, *, mark: Mark | None = None, unit: Unit | None = None
) -> Figures:
    return Figures({cell: number}, {cell: mark} if mark else {}, {cell: unit} if unit else {})


def test_printed_numbers_are_added_and_all_else_is_counted_apart() -> None:
    found = total(
        COUNT,
        [
            figures(COUNT, 37),
            figures(COUNT, 5),
            figures(COUNT, None, mark="blank"),
            figures(COUNT, 8, mark="recognised"),
            figures(CHARGES, 3),
        ],
    )
    assert (found.certain, found.uncertain, found.unit) == (42, 8, None)
    assert found.shares == {"certain": 2, "blank": 1, "uncertain": 1, "absent": 1}
    assert found.of_all is None


def test_sum_of_all_takes_uncertain_numbers_and_no_gaps() -> None:
    both = [figures(COUNT, 37), figures(COUNT, 5, mark="inferred")]
    assert total(COUNT, both).of_all == 42
    assert total(COUNT, [*both, figures(COUNT, None)]).of_all is None
    assert total(COUNT, [*both, figures(CHARGES, 1)]).of_all is None
    assert total(COUNT, []).of_all == 0


def test_amounts_are_added_in_one_unit_the_forms_where_none_is_printed() -> None:
    found = total(CHARGES, [figures(CHARGES, Decimal("0.1")), figures(CHARGES, 2000, unit="元")])
    assert (found.certain, found.unit, found.of_all) == (Decimal("0.3"), "万元", Decimal("0.3"))


@pytest.mark.parametrize(("mark", "share"), [(None, "without_unit"), ("recognised", "uncertain")])
def test_amount_whose_unit_nobody_knows_is_never_added(mark: Mark | None, share: str) -> None:
    known, unknown = figures(PROCUREMENT, 1, unit="亿元"), figures(PROCUREMENT, 7, mark=mark)
    found = total(PROCUREMENT, [known, unknown])
    assert (found.certain, found.uncertain, found.of_all) == (10000, 0, None)
    assert found.shares == {"certain": 1, share: 1}


def test_zero_needs_no_unit() -> None:
    found = total(PROCUREMENT, [figures(PROCUREMENT, 0), figures(PROCUREMENT, 3, unit="元")])
    assert (found.of_all, found.shares) == (Decimal("0.0003"), {"certain": 2})


@given(
    st.lists(
        st.builds(
            figures,
            st.sampled_from([COUNT, CHARGES, PROCUREMENT]),
            st.one_of(
                st.none(),
                st.integers(0, 10**12),
                st.decimals(0, 10**9, allow_nan=False, allow_infinity=False, places=6),
            ),
            mark=st.sampled_from([None, "recognised", "inferred"]),
            unit=st.sampled_from([None, *get_args(Unit)]),
        )
    )
)
def test_every_report_counts_once_and_their_order_does_not(reports: list[Figures]) -> None:
    for cell in (COUNT, CHARGES, PROCUREMENT):
        found = total(cell, reports)
        assert sum(found.shares.values()) == len(reports)
        assert found == total(cell, reports[::-1])


@given(st.lists(st.integers(0, 10**40), max_size=20))
def test_counts_of_any_length_are_added_exactly(numbers: list[int]) -> None:
    assert total(COUNT, [figures(COUNT, number) for number in numbers]).of_all == sum(numbers)
