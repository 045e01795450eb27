from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from gouji.form import TABLES, Identity
from gouji.judging.sums.deduction import assess, deduce
from tests.gouji import figures as fig

SUM = Identity("column total", ("a", "b", "c"), ("whole",))


def test_sum_holds_or_is_violated_when_all_is_known() -> None:
    assert assess(SUM, {"a": 1, "b": 2, "c": 3, "whole": 6}) == "holds"
    assert assess(SUM, {"a": 1, "b": 2, "c": 3, "whole": 7}) == "violated"


def test_unknown_part_leaves_the_sum_unassessed() -> None:
    assert assess(SUM, {"a": 1, "b": None, "c": 3, "whole": 6}) == "unassessed"
    assert assess(SUM, {"a": 1, "b": 2, "c": 3, "whole": None}) == "unassessed"


def test_parts_over_the_whole_are_violated_whatever_the_blank_is() -> None:
    assert assess(SUM, {"a": 5, "b": None, "c": 3, "whole": 6}) == "violated"


def test_one_blank_of_a_sum_is_forced() -> None:
    assert deduce([SUM], {"a": 1, "b": None, "c": 3, "whole": 6}) == {"b": 2}
    assert deduce([SUM], {"a": 1, "b": 2, "c": 3, "whole": None}) == {"whole": 6}


def test_blanks_under_a_whole_of_zero_are_zero() -> None:
    assert deduce([SUM], {"a": None, "b": None, "c": 0, "whole": 0}) == {"a": 0, "b": 0}


def test_nothing_is_deduced_below_zero_or_where_more_ways_remain() -> None:
    assert deduce([SUM], {"a": 5, "b": None, "c": 3, "whole": 6}) == {}
    assert deduce([SUM], {"a": None, "b": None, "c": 3, "whole": 6}) == {}


def test_blank_that_two_sums_dispute_is_not_deduced() -> None:
    other = Identity("row total", ("b", "d"), ("e",))
    values = {"a": 1, "b": None, "c": 3, "whole": 6, "d": 0, "e": 5}
    assert deduce([SUM, other], values) == {}


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_deduced_values_of_a_balanced_table_are_the_true_ones(data: st.DataObject) -> None:
    figures = data.draw(fig.balanced("2021", largest=20))
    identities = TABLES["t3", "2021"].identities
    cells = sorted({cell for identity in identities for cell in identity.cells})
    blanks = data.draw(st.sets(st.sampled_from(cells), max_size=60))
    values = {cell: None if cell in blanks else figures[cell] for cell in cells}
    deduced = deduce(identities, values)
    assert deduced == {cell: figures[cell] for cell in deduced}
