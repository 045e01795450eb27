"""Numbers as a spreadsheet shows them: what it shows is the figure, and what cannot be told is not guessed."""

from __future__ import annotations

import pytest

from gouji.reading.formats.spreadsheet.number_formats import BUILT_IN, shown


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (37, "General", "37"),
        (0.1 + 0.2, "General", "0.3"),
        (1e15, "General", "1000000000000000"),
        (3, 'General"件"', "3件"),
        (0.5, "0", "1"),
        (2.675, "0.00", "2.68"),
        (1.5, "0.0#", "1.5"),
        (1, "0.##", "1"),
        (0, "#", ""),
        (7, "000", "007"),
        (1234567, "#,##0", "1,234,567"),
        (3, '0"件"', "3件"),
        (3, "0件", "3件"),
        (3, r"0\件", "3件"),
        (0.5, "0%", "50%"),
        (7, "[Red]0", "7"),
        (5, "[$¥-804]#,##0.00", "¥5.00"),
        (-417, "0_ ", "-417"),
        (-417, "0_);[Red](0)", "(417)"),
        (0, BUILT_IN[43], "-"),
        (12.5, BUILT_IN[43], "12.50"),
        (-12.5, BUILT_IN[43], "-12.50"),
        (0, r'_ * #,##0_ ;_ * \-#,##0_ ;_ * "-"??_ ;_ @_ ', "-"),
        (0, "0;-0;;@", ""),
        (5, ";;;", ""),
    ],
)
def test_number_is_set_as_its_format_says(value: float, code: str, text: str) -> None:
    assert (shown(value, code) or "").strip() == text


@pytest.mark.parametrize(
    ("value", "code"),
    [(3, "[DBNum1]0"), (12345, '0!.0,"万"'), (12345, "0,"), (0.5, "# ?/?"), (5, "[>3]0;1"), (5, "0.0E+00"),
     (-0.4, "0"), (5, '0"'), (5, "0&0")],
)  # fmt: skip
def test_what_cannot_be_told_is_not_guessed(value: float, code: str) -> None:
    assert shown(value, code) is None
