"""Digits run together are split only where the identities leave one way, and never chosen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gouji.form import TABLES
from gouji.reading.tables.run_together import Run, inferred
from gouji.report import CellId

T3 = TABLES["t3", "2021"]
T4 = TABLES["t4", "2021"]
GRANTED = tuple(cell for cell in T3.specs if cell.startswith("t3.granted."))
PARTIAL = tuple(cell for cell in T3.specs if cell.startswith("t3.partial."))
RULES = tuple(cell for cell in TABLES["t2", "2021"].specs if cell.startswith("t2.rules."))
IDENTITIES = (*T3.identities, *T4.identities)


def values(run: Run, *others: Run) -> dict[CellId, int]:
    return next(inferred(IDENTITIES, [run, *others], {}))


def all_ways(text: str, count: int) -> Iterator[tuple[int, ...]]:
    """Every way, by brute force: the witness against the search."""
    if count == 1:
        if text and (text == "0" or text[0] != "0"):
            yield (int(text),)
        return
    for end in range(1, len(text)):
        head = text[:end]
        if head == "0" or head[0] != "0":
            for rest in all_ways(text[end:], count - 1):
                yield (int(head), *rest)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(st.just(0), st.integers(0, 120)), min_size=6, max_size=6))
def test_row_is_taken_where_brute_force_finds_one_way_and_only_where_all_ways_agree(
    parts: list[int],
) -> None:
    text = "".join(map(str, [*parts, sum(parts)]))
    ways = [way for way in all_ways(text, 7) if sum(way[:6]) == way[6] and max(way) < 10**6]
    agreed = {
        cell: column[0]
        for cell, column in zip(GRANTED, zip(*ways, strict=True), strict=True)
        if len(set(column)) == 1
    }
    assert values(Run(GRANTED, (text,))) == agreed


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_table_4_is_never_wrong_where_its_groups_add_up(data: st.DataObject) -> None:
    groups = [data.draw(st.lists(st.integers(0, 30), min_size=4, max_size=4)) for _ in range(3)]
    numbers = [n for group in groups for n in (*group, sum(group))]
    found = values(Run(tuple(T4.specs), ("".join(map(str, numbers)),)))
    assert found.items() <= dict(zip(T4.specs, numbers, strict=True)).items()


@pytest.mark.parametrize(
    ("cells", "tokens"),
    [
        (GRANTED, ("131312",)),  # six digits for seven cells: a blank is among them
        (GRANTED, ("37", "5", "42")),  # numbers of their own, blanks dropped
        (GRANTED, ("1200004",)),  # no way adds up
        (GRANTED, ("1,234000001234",)),
        (GRANTED, ("",)),
        (RULES, ("0106",)),  # no identity binds table 2
    ],
)
def test_nothing_is_inferred_where_nothing_is_certain(
    cells: tuple[CellId, ...], tokens: tuple[str, ...]
) -> None:
    assert values(Run(cells, tokens)) == {}


def test_zeros_for_every_cell_need_no_identity() -> None:
    assert values(Run(RULES, ("000",))) == dict.fromkeys(RULES, 0)


def test_a_row_that_dropped_blanks_makes_its_table_uncertain_but_for_zeros() -> None:
    dropped = Run(PARTIAL, ("15", "15"))
    assert values(Run(GRANTED, ("15130000028",)), dropped) == {}
    assert values(Run(GRANTED, ("0000000",)), dropped) == dict.fromkeys(GRANTED, 0)


def test_the_columns_decide_between_ways_that_the_row_leaves() -> None:
    row = Run(GRANTED, ("112000013",))  # 1 12 0 0 0 ... or 11 2 0 0 0 ...: both add up to 13
    assert values(row)["t3.granted.total"] == 13
    assert "t3.granted.business" not in values(row)
    known = dict.fromkeys(T3.specs, 0) | {
        cell: None for cell in T3.specs if cell.startswith("t3.granted.")
    }
    known |= {"t3.concluded.natural_person": 11, "t3.concluded.business": 2}
    known |= {"t3.concluded.total": 13}
    (found,) = inferred(IDENTITIES, [row], known)
    assert [found[cell] for cell in GRANTED] == [11, 2, 0, 0, 0, 0, 13]


def test_pieces_that_the_document_parts_are_not_joined() -> None:
    found = values(Run(GRANTED, ("15", "13000", "028")))
    assert [found[cell] for cell in GRANTED] == [15, 13, 0, 0, 0, 0, 28]


def test_doubtful_digits_are_not_split() -> None:
    assert values(Run(GRANTED, ("1000001",)))
    assert not values(Run(GRANTED, ("1000001",), doubtful=True))


def test_rows_that_nothing_binds_do_not_keep_others_from_being_split() -> None:
    runs = (Run(RULES, ("0106",)), Run(GRANTED, ("1513000028",)))
    unbound, bound = inferred((*TABLES["t2", "2021"].identities, *IDENTITIES), runs, {})
    assert unbound == {}
    assert [bound[cell] for cell in GRANTED] == [15, 13, 0, 0, 0, 0, 28]


def test_numbers_that_stand_apart_need_only_add_up_whatever_other_rows_dropped() -> None:
    apart = Run(GRANTED, ("1", "2", "0", "0", "0", "0", "3"))
    found = values(apart, Run(PARTIAL, ("15", "15")))
    assert [found[cell] for cell in GRANTED] == [1, 2, 0, 0, 0, 0, 3]
    assert values(Run(GRANTED, ("1", "2", "0", "0", "0", "0", "4"))) == {}


def test_a_row_whose_sum_is_broken_leaves_the_others_sure() -> None:
    rows = [Run(tuple(c for c in T3.specs if c.startswith(f"t3.{row}.")), (digits,)) for row, digits in (
        ("granted", "1513000028"), ("partial", "1200004"), ("new_received", "2400006"),
        ("carried_in", "0200002"), ("concluded", "1500006"),
    )]  # fmt: skip
    found = list(inferred(IDENTITIES, rows, {}))
    assert found[0]["t3.granted.total"] == 28
    assert found[1] == {}
    assert found[2]["t3.new_received.total"] == 6
