"""Step 2: what a row is, by its labels and by what stands above it."""

from __future__ import annotations

from gouji.reading.document import Grid
from tests.gouji.reading.tables.builders import (
    APPLICANTS,
    CARRIED,
    FIFTEEN,
    GRANTED,
    GROUPS,
    NEW,
    OUTCOMES,
    SEVEN,
    classified,
    real,
    text,
)

HEADER_4 = (tuple((group, 5) for group in GROUPS), OUTCOMES * 3)
BLANK = ("",) * 15


def kinds(*grids: Grid) -> list[tuple[str, str | None]]:
    return [(row.kind, row.table) for row in classified(*grids)]


def test_header_row_and_row_without_labels_are_told_apart() -> None:
    grid = real(("", *APPLICANTS), (NEW, *SEVEN), ("", *SEVEN))
    assert kinds(grid) == [("header", None), ("row", "t3"), ("other", "t3")]


def test_values_stand_behind_the_last_label_that_names_a_row() -> None:
    _, row = classified(real((NEW, *SEVEN), ("三、本年度办理结果", GRANTED, *SEVEN)))
    assert (row.id, [cell.text for cell in row.values]) == ("granted", list(SEVEN))
    assert [label.cell.text for label in row.names] == ["三、本年度办理结果"]


def test_other_and_total_name_rows_only_among_the_results() -> None:
    weak = ("其他", *SEVEN)
    assert kinds(real(weak)) == [("header", None)]
    assert kinds(real((NEW, *SEVEN), (CARRIED, *SEVEN), weak))[-1] == ("header", "t3")
    assert kinds(real((NEW, *SEVEN), (GRANTED, *SEVEN), weak))[-1] == ("row", "t3")
    assert kinds(real((NEW, *SEVEN), (GRANTED, *SEVEN), ("", *APPLICANTS)))[-1] == ("header", "t3")


def test_figures_of_table_4_end_it() -> None:
    found = classified(real(*HEADER_4, FIFTEEN, ("备注", "以上为全年"), FIFTEEN))
    assert [(row.kind, row.table) for row in found] == [
        ("header of table 4", "t4"),
        ("header of table 4", "t4"),
        ("figures of table 4", None),
        ("other", None),
        ("other", None),
    ]
    assert len(found[2].columns) == 15


def test_figures_in_the_row_of_the_header_are_found_there() -> None:
    line = (*GROUPS, *OUTCOMES * 3, *FIFTEEN)
    (row,) = classified(text(line))
    assert (row.kind, [cell.text for cell in row.values]) == ("figures of table 4", list(FIFTEEN))


def test_blank_row_counts_as_figures_only_where_no_others_come() -> None:
    *_, last = classified(real(*HEADER_4, BLANK, FIFTEEN))
    assert [cell.text for cell in last.values] == list(FIFTEEN)
    *_, last = classified(real(*HEADER_4, BLANK))
    assert [cell.text for cell in last.values] == list(BLANK)


def test_figures_below_no_header_of_table_4_are_none() -> None:
    half = (GROUPS[:1], OUTCOMES[:2])
    assert kinds(real(*half, FIFTEEN))[-1] == ("other", "t4")


def test_table_4_on_its_side_is_read_group_by_group() -> None:
    rows = classified(real(("", *OUTCOMES), *((group, *FIFTEEN[:5]) for group in GROUPS)))
    assert [row.kind for row in rows[1:]] == ["figures of table 4"] * 3
    assert len({row.id for row in rows[1:]}) == 3
    assert len(rows[1].columns) == 5
