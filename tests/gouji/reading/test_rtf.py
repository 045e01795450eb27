"""Rich text: characters and their fallbacks, tables within cells."""

from __future__ import annotations

import pytest

from gouji.reading.document import Grid
from gouji.reading.rtf import read_rtf
from tests.gouji.reading.looks import figures


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (rb"{\u160}37", 37),
        (rb"\u160 {37}", 37),
        (rb"\u160\b 37", 37),
        (rb"\u160\'2037", 37),
        (rb"\u160?37", 37),
        (rb"\uc0\u160 37", 37),
        (rb"\u160\enspace 37", 37),
    ],
)
def test_fallback_that_is_not_given_takes_no_digit_away(content: bytes, shown: object) -> None:
    document = rb"{\rtf1\ansi\trowd\cellx1000\intbl " + content + rb"\cell\row}"
    assert figures(read_rtf(document)) == [shown]


def test_table_within_a_cell_stands_for_itself_between_the_cell_s_paragraphs() -> None:
    definition = rb"{\*\nesttableprops\trowd\cellx1000\cellx2000\nestrow}{\nonesttables\par}"
    inner = rb"\pard\intbl\itap2 37\nestcell\pard\intbl\itap2\nestcell" + definition
    document = read_rtf(
        rb"{\rtf1\ansi\trowd\cellx9000\pard\intbl before\par " + inner + inner
        + rb"\pard\intbl behind\cell\row\pard end\par}"
    )  # fmt: skip
    (grid,) = (block for block in document.blocks if isinstance(block, Grid))
    assert [[cell.text for cell in row] for row in grid.rows] == [["37", ""], ["37", ""]]
    assert [paragraph.text for paragraph in document.paragraphs] == ["before", "behind", "end"]
    assert document.blocks[1] is grid
