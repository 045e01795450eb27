"""What is added up, and what is told apart."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from time import process_time
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.form import TABLE_IDS, TABLES, all_cell_ids
from gouji.money import Unit
from gouji.report import FormatVersion, Mark, Number
from gouji.season.totals import Figures, OrganShare, shares_of, total, totals

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


# --- all cells together ---------------------------------------------------------------------


def whole(version: FormatVersion, mark: Mark | None = None, **cells: Number | None) -> Figures:
    """A report of zeros in one format; with a mark, of cells without a number."""
    specs = [cell for table in TABLE_IDS for cell in TABLES[table, version].specs]
    found: dict[str, Number | None] = dict.fromkeys(specs, None if mark else 0)
    marks = dict.fromkeys(specs, mark) if mark else {}
    return Figures(found | {cell.replace("__", "."): n for cell, n in cells.items()}, marks, {})


@st.composite
def reports(draw: st.DrawFn) -> dict[str, Figures]:
    """Reports in both formats, some without a table, with gaps, marks and units."""
    number: st.SearchStrategy[Number | None] = st.one_of(
        st.none(), st.integers(0, 10**6), st.sampled_from([Decimal("0.5"), Decimal(10**40)])
    )
    made: dict[str, Figures] = {}
    for organ in draw(st.lists(st.sampled_from("甲乙丙丁戊"), unique=True)):
        version = draw(st.sampled_from(get_args(FormatVersion)))
        report = whole(version, draw(st.sampled_from([None, None, "missing"])))
        some = draw(st.lists(st.sampled_from([*report.cells]), max_size=4, unique=True))
        marks: dict[str, Mark] = {**report.marks}
        for cell in some:
            marks.pop(cell, None)
            marks |= draw(st.sampled_from([{}, {cell: "recognised"}, {cell: "inferred"}]))
        cells: dict[str, Number | None] = {**report.cells, **{cell: draw(number) for cell in some}}
        unit = draw(st.sampled_from([None, *get_args(Unit)]))
        units = {CHARGES: unit, PROCUREMENT: unit} if unit else {}
        dropped = draw(st.sampled_from(["", "t2.", "t4."]))
        kept = {c: n for c, n in cells.items() if not (dropped and c.startswith(dropped))}
        made[organ] = Figures(kept, marks, units)
    return made


@given(reports())
def test_all_cells_together_are_added_as_each_alone(made: dict[str, Figures]) -> None:
    assert totals(made) == [total(one.cell, made.values()) for one in totals(made)]


@given(reports())
def test_no_number_is_left_out_and_no_order_decides(made: dict[str, Figures]) -> None:
    found = [one.cell for one in totals(made)]
    numbered = {
        cell
        for report in made.values()
        for cell, number in report.cells.items()
        if number is not None
    }
    assert numbered <= set(found)
    assert found == sorted(found, key=all_cell_ids().index)
    assert totals(dict(reversed(made.items()))) == totals(made)


def test_sum_of_a_huge_number_and_a_small_one_is_not_rounded() -> None:
    made = {
        "甲": figures(COUNT, 10**40, mark="recognised"),
        "乙": figures(COUNT, Decimal("0.5")),
        "丙": figures(COUNT, 10**40),
    }
    (found,) = totals(made)
    assert (str(found.certain), found.uncertain) == (f"{10**40}.5", 10**40)


@given(reports(), st.sampled_from([COUNT, CHARGES, PROCUREMENT]))
def test_what_stands_behind_a_total_adds_up_to_it(made: dict[str, Figures], cell: str) -> None:
    behind = shares_of(cell, made)
    found = total(cell, made.values())
    assert [share.organ for share in behind] == [*made]
    assert Counter(share.share for share in behind) == found.shares
    for kind, sum_ in (("certain", found.certain), ("uncertain", found.uncertain)):
        assert sum(s.added for s in behind if s.share == kind and s.added is not None) == sum_
    assert all(share.value == made[share.organ].cells.get(cell) for share in behind)


def test_cells_of_a_format_that_nobody_used_are_left_out() -> None:
    cells = {one.cell for one in totals({"甲": whole("2021"), "乙": whole("2021")})}
    assert cells == set(whole("2021").cells)
    both = {one.cell for one in totals({"甲": whole("2021"), "乙": whole("2019")})}
    assert both == {*whole("2021").cells, *whole("2019").cells}
    # Nothing of a file was found: its cells are those of its year's format, which nobody else used.
    unread = whole("2019", "missing")
    assert {one.cell for one in totals({"甲": whole("2021"), "乙": unread})} == cells


def test_table_that_no_report_has_shows_its_blanks() -> None:
    unread = whole("2021", "missing", t3__granted__total=3)
    found = {one.cell: one for one in totals({"甲": unread})}
    assert found.keys() == unread.cells.keys()
    assert found["t4.reconsideration.total"].shares == {"blank": 1}
    assert totals({}) == []


def test_share_of_an_amount_says_what_was_added_in_the_unit_of_the_total() -> None:
    (share,) = shares_of(CHARGES, {"甲": figures(CHARGES, 2000, unit="元")})
    assert share == OrganShare("甲", 2000, None, "元", "certain", Decimal("0.2"))
    (gap,) = shares_of(CHARGES, {"甲": figures(CHARGES, None, mark="blank")})
    assert gap == OrganShare("甲", None, "blank", None, "blank", None)


def test_three_thousand_reports_are_added_up_in_a_second() -> None:
    made = {f"第{n}局": whole("2021", t3__granted__total=n) for n in range(3000)}
    start = process_time()
    found = {one.cell: one for one in totals(made)}
    assert process_time() - start < 3  # a quarter of a second on a machine that is not busy
    assert found["t3.granted.total"].certain == sum(range(3000))
