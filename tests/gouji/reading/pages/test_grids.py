"""Geometry of a page: which digits make a figure, and which are none."""

from __future__ import annotations

import pytest

from gouji.reading.pages.glyphs import Glyph, line_text, lines_of
from gouji.reading.pages.grids import page_tables
from gouji.reading.pages.rulings import Segment
from gouji.reading.runs import Text
from gouji.reading.words.values import parse_value
from tests.gouji.reading.looks import figure


def _digits(text: str, start: float) -> list[Glyph]:
    return [Glyph(ch, start + 5 * i, 0, start + 5 * i + 5, 10) for i, ch in enumerate(text)]


@pytest.mark.parametrize(("shift", "value"), [(0.0, None), (2.0, None), (10.0, 3739)])
def test_figure_set_over_another_is_not_read(shift: float, value: int | None) -> None:
    line = sorted(_digits("37", 0) + _digits("39", shift), key=lambda glyph: glyph.x0)
    text = line_text(line)
    assert (None if text.doubts else parse_value(text.text, "count")[0]) == value


def _table(*xs: float) -> list[Segment]:
    across = [Segment(xs[0], y, xs[-1], y) for y in (0, 20)]
    return across + [Segment(x, 0, x, 20) for x in xs]


def _row(glyphs: list[Glyph], *xs: float) -> list[object]:
    ((_, grid),), _ = page_tables(_table(*xs), glyphs, 1, 1)
    return [figure(cell) for cell in grid.rows[0]]


def test_figure_that_runs_over_its_column_is_no_figure_in_either_cell() -> None:
    assert _row(_digits("12345", 6), 0, 20, 40) == ["unreadable"] * 2


def test_figures_beside_each_other_stay_two() -> None:
    assert _row(_digits("12", 8) + _digits("34", 21), 0, 20, 40) == [12, 34]


def _dots(xs: tuple[int, ...], ys: tuple[int, ...]) -> list[Segment]:
    """The borders of a table, drawn as square dots."""
    across = [(x, y) for y in ys for x in range(xs[0], xs[-1], 3)]
    down = [(x, y) for x in xs for y in range(ys[0], ys[-1], 3)]
    return [Segment(x - 0.75, y, x + 0.75, y) for x, y in across + down]


def test_square_dots_are_rulings_in_both_directions() -> None:
    ((_, grid),), _ = page_tables(
        _dots((0, 30, 60), (0, 20)), _digits("12", 8) + _digits("34", 38), 1, 1
    )
    assert [cell.text for cell in grid.rows[0]] == ["12", "34"]


@pytest.mark.parametrize("end", [20, 30], ids=["within its cell", "through the whole row"])
def test_figure_struck_out_at_the_height_of_a_ruling_elsewhere_is_doubtful(end: float) -> None:
    beside = [Segment(x, y, x + 20, y) for x in (40,) for y in (-5, 5, 15)]
    beside += [Segment(x, -5, x, 15) for x in (40, 60)]
    stroke = Segment(0 if end == 30 else 6, 5, end, 5)
    segments = [*_table(0, 30), Segment(30, 0, 30, 20), *beside, stroke]
    frame = [Segment(-30, y, 0, y) for y in (0, 20)] + [Segment(-30, 0, -30, 20)]
    grids, _ = page_tables(segments + frame, _digits("12", 8), 1, 1)
    found = [cell for _, grid in grids for row in grid.rows for cell in row if not cell.is_blank]
    assert [figure(cell) for cell in found] == ["unreadable"]


def test_characters_whose_boxes_are_but_their_strokes_stay_in_their_line() -> None:
    def line(shift: float) -> list[Glyph]:
        flat = Glyph("一", 8 + shift, 4 + shift, 16 + shift, 4.6 + shift)
        return [Glyph("第", shift, shift, 8 + shift, 8 + shift), flat]

    (found,) = lines_of(line(0) + line(0.75))
    assert line_text(found) == Text("第一")
