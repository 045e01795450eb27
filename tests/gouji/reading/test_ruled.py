"""Geometry of a page: digits that stand over one another are no figure."""

from __future__ import annotations

import pytest

from gouji.reading.ruled import Glyph, line_text
from gouji.reading.values import parse_value


def _digits(text: str, start: float) -> list[Glyph]:
    return [Glyph(ch, start + 5 * i, 0, start + 5 * i + 5, 10) for i, ch in enumerate(text)]


@pytest.mark.parametrize(("shift", "value"), [(0.0, None), (2.0, None), (10.0, 3739)])
def test_figure_set_over_another_is_not_read(shift: float, value: int | None) -> None:
    line = sorted(_digits("37", 0) + _digits("39", shift), key=lambda glyph: glyph.x0)
    assert parse_value(line_text(line), "count")[0] == value
