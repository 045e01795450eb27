"""Geometry of a page: which digits make a figure, and which are none."""

from __future__ import annotations

import pytest

from gouji.reading.ruled import Glyph, Segment, line_text, page_tables
from gouji.reading.values import parse_value


def _digits(text: str, start: float) -> list[Glyph]:
    return [Glyph(ch, start + 5 * i, 0, start + 5 * i + 5, 10) for i, ch in enumerate(text)]


@pytest.mark.parametrize(("shift", "value"), [(0.0, None), (2.0, None), (10.0, 3739)])
def test_figure_set_over_another_is_not_read(shift: float, value: int | None) -> None:
    line = sorted(_digits("37", 0) + _digits("39", shift), key=lambda glyph: glyph.x0)
    assert parse_value(line_text(line), "count")[0] == value


def _table(*xs: float) -> list[Segment]:
    across = [Segment(xs[0], y, xs[-1], y) for y in (0, 20)]
    return across + [Segment(x, 0, x, 20) for x in xs]


def _row(glyphs: list[Glyph], *xs: float) -> list[str]:
    ((_, grid),), _ = page_tables(_table(*xs), glyphs, 1, 1)
    return [cell.text for cell in grid.rows[0]]


def test_figure_that_runs_over_its_column_is_no_figure_in_either_cell() -> None:
    left, right = _row(_digits("12345", 6), 0, 20, 40)
    assert [parse_value(text, "count")[:2] for text in (left, right)] == [(None, "unreadable")] * 2


def test_figures_beside_each_other_stay_two() -> None:
    assert _row(_digits("12", 8) + _digits("34", 21), 0, 20, 40) == ["12", "34"]
