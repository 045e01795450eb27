"""Placed characters → lines of text: which digits make a figure, and which are none."""

from __future__ import annotations

import pytest

from gouji.reading.pages.glyphs import Glyph, line_text, lines_of
from gouji.reading.runs import Text
from gouji.reading.words.values import parse_value


def digits(text: str, start: float) -> list[Glyph]:
    """Digits 5 points wide, side by side."""
    return [Glyph(ch, start + 5 * i, 0, start + 5 * i + 5, 10) for i, ch in enumerate(text)]


@pytest.mark.parametrize(("shift", "value"), [(0.0, None), (2.0, None), (10.0, 3739)])
def test_figure_set_over_another_is_not_read(shift: float, value: int | None) -> None:
    line = sorted(digits("37", 0) + digits("39", shift), key=lambda glyph: glyph.x0)
    text = line_text(line)
    assert (None if text.doubts else parse_value(text.text, "count")[0]) == value


def test_characters_whose_boxes_are_but_their_strokes_stay_in_their_line() -> None:
    def line(shift: float) -> list[Glyph]:
        flat = Glyph("一", 8 + shift, 4 + shift, 16 + shift, 4.6 + shift)
        return [Glyph("第", shift, shift, 8 + shift, 8 + shift), flat]

    (found,) = lines_of(line(0) + line(0.75))
    assert line_text(found) == Text("第一")
