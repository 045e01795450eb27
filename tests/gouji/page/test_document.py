from __future__ import annotations

from gouji.page.document import ShownGrid, ShownParagraph, shown_blocks
from gouji.reading.document import Document, Grid, GridCell, Paragraph, ragged_grid
from gouji.report import Place


def shown(grid: Grid, *places: Place) -> ShownGrid:
    (block,) = shown_blocks(Document((grid,)), {str(i): p for i, p in enumerate(places)})
    assert isinstance(block, ShownGrid)
    return block


def test_cell_goes_on_where_nothing_begins_below_it() -> None:
    grid = Grid(
        (
            (GridCell("甲", 1, 1), GridCell("乙", 1, 2, 2)),
            (GridCell("丙", 2, 2), GridCell("丁", 2, 3)),
            (GridCell("戊", 3, 1), GridCell("己", 3, 2, 2)),
        ),
        1,
        aligned=True,
    )
    spans = {cell.text: cell.row_span for row in shown(grid).rows for cell in row}
    assert spans == {"甲": 2, "乙": 1, "丙": 1, "丁": 1, "戊": 1, "己": 1}


def test_cell_does_not_go_on_over_a_row_that_is_not_there() -> None:
    grid = Grid(((GridCell("甲", 1, 1), GridCell("乙", 1, 2)), (GridCell("丙", 3, 2),)), 1, True)
    assert {cell.row_span for row in shown(grid).rows for cell in row} == {1}


def test_cells_of_text_never_span_rows() -> None:
    assert {
        c.row_span for row in shown(ragged_grid([["甲", "乙"], ["丙"]], 1)).rows for c in row
    } == {1}


def test_rows_beyond_all_measure_are_counted_and_those_with_figures_shown() -> None:
    grid = ragged_grid([["0"] * 100 for _ in range(200)], 7)
    assert (len(shown(grid).rows), shown(grid).omitted) == (80, 120)
    with_figure = shown(grid, Place("0", table=7, row=150, column=3))
    assert (len(with_figure.rows), with_figure.omitted) == (150, 50)


def test_paragraph_keeps_its_doubts_and_half_a_surrogate_pair_is_no_character() -> None:
    (block,) = shown_blocks(Document((Paragraph("甲\ud800", 2, ((0, 1),)),)), {})
    assert block == ShownParagraph("甲?", 2, "", ((0, 1),))


def standing(grid: Grid, **places: Place) -> dict[str, list[str]]:
    """The texts of the cells that are said to show each cell of the form."""
    (block,) = shown_blocks(Document((grid,)), places)
    assert isinstance(block, ShownGrid)
    found: dict[str, list[str]] = {}
    for row in block.rows:
        for cell in row:
            for named in cell.cells:
                found.setdefault(named, []).append(cell.text)
    return found


def test_place_is_shown_at_its_own_cell() -> None:
    grid = ragged_grid([["甲", "1", "2", "1"]], 3)
    assert standing(
        grid, a=Place("1", table=3, row=1, column=2), b=Place("1", table=3, row=1, column=4)
    ) == {"a": ["1"], "b": ["1"]}


def test_row_that_is_one_text_is_shown_as_far_as_its_text_goes() -> None:
    grid = ragged_grid([["甲", "1", "", "2", "3"]], 3)
    whole = Place("1  2", table=3, row=1, column=2)
    assert standing(grid, a=whole, b=whole) == {"a": ["1", "", "2"], "b": ["1", "", "2"]}


def test_cell_that_is_given_twice_is_shown_where_it_stands_first() -> None:
    grid = ragged_grid([["甲", "1", "2"]], 3)
    assert standing(grid, a=Place("1 / 7", table=3, row=1, column=2)) == {"a": ["1"]}


def test_place_in_another_table_or_beyond_the_row_is_shown_nowhere() -> None:
    grid = ragged_grid([["甲", "1"]], 3)
    elsewhere = {
        "a": Place("1", table=4, row=1, column=2),
        "b": Place("1", table=3, row=1, column=9),
        "c": Place("1", page=1),
    }
    assert standing(grid, **elsewhere) == {}
