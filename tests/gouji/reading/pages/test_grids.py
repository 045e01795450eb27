"""Characters between rulings: which digits make a figure of a cell, and which are none."""

from __future__ import annotations

from itertools import pairwise

import pytest

from gouji.reading.pages.glyphs import Glyph
from gouji.reading.pages.grids import page_tables
from gouji.reading.pages.rulings import Segment
from tests.gouji.reading.contents import figure
from tests.gouji.reading.pages.test_glyphs import digits


def _table(*xs: float) -> list[Segment]:
    across = [Segment(xs[0], y, xs[-1], y) for y in (0, 20)]
    return across + [Segment(x, 0, x, 20) for x in xs]


def _row(glyphs: list[Glyph], *xs: float) -> list[object]:
    ((_, grid),), _ = page_tables(_table(*xs), glyphs, 1, 1)
    return [figure(cell) for cell in grid.rows[0]]


@pytest.mark.parametrize("start", [5, 6, 7.4, 7.6, 9.9])
def test_figure_that_runs_over_its_column_is_no_figure_in_either_cell(start: float) -> None:
    assert _row(digits("12345", start), 0, 20, 40) == ["unreadable"] * 2


def test_figures_beside_each_other_stay_two() -> None:
    assert _row(digits("12", 8) + digits("34", 21), 0, 20, 40) == [12, 34]


def _dots(xs: tuple[int, ...], ys: tuple[int, ...]) -> list[Segment]:
    """The borders of a table, drawn as square dots."""
    across = [(x, y) for y in ys for x in range(xs[0], xs[-1], 3)]
    down = [(x, y) for x in xs for y in range(ys[0], ys[-1], 3)]
    return [Segment(x - 0.75, y, x + 0.75, y) for x, y in across + down]


def test_square_dots_are_rulings_in_both_directions() -> None:
    ((_, grid),), _ = page_tables(
        _dots((0, 30, 60), (0, 20)), digits("12", 8) + digits("34", 38), 1, 1
    )
    assert [cell.text for cell in grid.rows[0]] == ["12", "34"]


@pytest.mark.parametrize("end", [20, 30], ids=["within its cell", "through the whole row"])
def test_figure_struck_out_at_the_height_of_a_ruling_elsewhere_is_doubtful(end: float) -> None:
    beside = [Segment(x, y, x + 20, y) for x in (40,) for y in (-5, 5, 15)]
    beside += [Segment(x, -5, x, 15) for x in (40, 60)]
    stroke = Segment(0 if end == 30 else 6, 5, end, 5)
    segments = [*_table(0, 30), Segment(30, 0, 30, 20), *beside, stroke]
    frame = [Segment(-30, y, 0, y) for y in (0, 20)] + [Segment(-30, 0, -30, 20)]
    grids, _ = page_tables(segments + frame, digits("12", 8), 1, 1)
    found = [cell for _, grid in grids for row in grid.rows for cell in row if not cell.is_blank]
    assert {figure(cell) for cell in found} == {"unreadable"}


def test_figure_through_whose_middle_a_ruling_runs_leaves_no_cell_blank() -> None:
    ((_, grid),), _ = page_tables([*_table(0, 30), Segment(0, 5, 30, 5)], digits("12", 8), 1, 1)
    assert [figure(row[0]) for row in grid.rows] == ["unreadable"] * 2


_XS, _YS = (0, 80, 110, 140), (0, 20, 40, 60)
_LABELS = ("3.其他", "（七）总计", "四、结转")


def _words(text: str, x: float, y: float) -> list[Glyph]:
    return [Glyph(ch, x + 6 * i, y, x + 6 * i + 6, y + 9) for i, ch in enumerate(text)]


def _figures_without(*lacking: tuple[float, float, float]) -> list[list[object]]:
    """What three rows of two figures, of which the second is blank in the first one, give without pieces of rules."""
    segments = [Segment(x, 0, x, 60) for x in _XS]
    for y in _YS:
        for start, end in pairwise(_XS):
            if (y, start, end) not in lacking:
                segments.append(Segment(start, y, end, y))
    glyphs = [
        glyph
        for y, label, texts in zip(_YS, _LABELS, (("1", ""), ("2", "5"), ("3", "6")), strict=False)
        for x, text in zip(_XS, (label, *texts), strict=False)
        for glyph in _words(text, x + 3, y + 5)
    ]
    ((_, grid),), _ = page_tables(segments, glyphs, 1, 1)
    return [[figure(cell) for cell in row if cell.column > 1] for row in grid.rows]


def test_rows_between_rules_hold_their_figures() -> None:
    assert _figures_without() == [[1, "blank"], [2, 5], [3, 6]]


def test_figure_beside_the_labels_of_two_rows_is_none_of_either() -> None:
    behind = _figures_without((20, 80, 110), (20, 110, 140))
    assert behind == [["unreadable", "unreadable"], [], [3, 6]]


def test_figures_beside_a_label_that_names_two_rows_are_none_of_either() -> None:
    whole = _figures_without(*((20, start, end) for start, end in pairwise(_XS)))
    assert whole == [["unreadable", "unreadable"], [3, 6]]
    label = _figures_without((20, 0, 80))
    assert label == [["unreadable", "blank"], ["unreadable", "unreadable"], [3, 6]]
