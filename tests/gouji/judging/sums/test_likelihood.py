"""Which repair is likeliest: by the digits, by neighbours, by what is stated elsewhere."""

from __future__ import annotations

import pytest

from gouji.form import TABLES
from gouji.judging.sums.likelihood import Evidence, Statement, slip_cost, weighed
from gouji.report import Cell

T3 = TABLES["t3", "2021"]
T4 = TABLES["t4", "2021"]


def _evidence(*statements: Statement, **printed: int | Cell) -> Evidence:
    cells = {cell: Cell(0) for cell in (*T3.specs, *T4.specs)}
    for name, n in printed.items():
        cells[name.replace("__", ".")] = n if isinstance(n, Cell) else Cell(n)
    table = T4 if any(name.startswith("t4") for name in printed) else T3
    return Evidence(table, cells, statements)


@pytest.mark.parametrize(
    ("printed", "likely", "unlikely"),
    [
        (42, 43, 58),  # one digit rather than another number
        (42, 24, 91),  # swapped digits
        (42, 142, 531),  # a digit lost
        (420, 42, 37),  # a digit too many
        (7, 17, 95),
    ],
)
def test_small_slips_are_likelier_than_other_numbers(
    printed: int, likely: int, unlikely: int
) -> None:
    assert slip_cost(likely, printed) < slip_cost(unlikely, printed)


def test_digits_that_look_alike_are_likelier_only_where_they_were_recognised() -> None:
    assert slip_cost(38, 33, scanned=True) < slip_cost(32, 33, scanned=True)
    assert slip_cost(38, 33) == slip_cost(32, 33)


def test_exchanged_neighbours_are_likelier_than_two_other_cells() -> None:
    evidence = _evidence(
        t3__granted__natural_person=0,
        t3__granted__business=31,
        t3__partial__natural_person=2,
        t3__partial__business=40,
    )
    exchanged = {"t3.granted.natural_person": 31, "t3.granted.business": 0}
    other = {"t3.partial.natural_person": 33, "t3.partial.business": 9}
    assert [r for _, r in weighed([other, exchanged], evidence)] == [exchanged, other]


def test_what_the_text_states_breaks_the_tie() -> None:
    total = {"t4.reconsideration.total": 2}
    pending = {"t4.reconsideration.pending": 1}
    printed = {"t4__reconsideration__upheld": 2, "t4__reconsideration__total": 3}
    assert weighed([pending, total], _evidence(**printed))[0][1] == total
    stated = Statement(1, (("t4.reconsideration.pending",),))
    assert weighed([total, pending], _evidence(stated, **printed))[0][1] == pending


def test_repair_that_contradicts_the_text_comes_last() -> None:
    total = {"t4.reconsideration.total": 2}
    pending = {"t4.reconsideration.pending": 1}
    printed = {"t4__reconsideration__upheld": 2, "t4__reconsideration__total": 3}
    stated = Statement(3, (("t4.reconsideration.total",),))
    assert weighed([total, pending], _evidence(stated, **printed))[0][1] == pending


def test_statement_that_may_mean_two_cells_agrees_with_either() -> None:
    total = {"t4.reconsideration.total": 2}
    printed = {"t4__reconsideration__upheld": 2, "t4__reconsideration__total": 3}
    either = Statement(2, (("t4.reconsideration.total",), ("t4.reconsideration.upheld",)))
    plain = weighed([total], _evidence(**printed))
    assert weighed([total], _evidence(either, **printed))[0][0] == plain[0][0]


def test_recognised_cell_is_doubted_before_a_printed_one() -> None:
    recognised = {"t4.reconsideration.pending": 1}
    clear = {"t4.reconsideration.total": 2}
    evidence = _evidence(
        t4__reconsideration__upheld=2,
        t4__reconsideration__total=3,
        t4__reconsideration__pending=Cell(0, "recognised"),
    )
    assert weighed([clear, recognised], evidence)[0][1] == recognised
