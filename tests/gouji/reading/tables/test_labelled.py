"""Step 1: which cells of a row are labels."""

from __future__ import annotations

import pytest

from gouji.reading.document import Document, Paragraph
from gouji.reading.tables.labelled import labelled_grids
from gouji.reading.words.labels import VOCABULARY
from tests.gouji.reading.tables.builders import APPLICANTS, NEW, SEVEN, labelled, real


def test_labels_are_told_from_values_and_remarks() -> None:
    (row,) = labelled(real(("备注", NEW, *SEVEN)))
    assert [(label.index, label.cell.text) for label in row.labels] == [(1, NEW)]
    assert [role.id for role in row.labels[0].meaning.rows] == ["new_received"]


def test_label_of_several_things_keeps_them_all() -> None:
    (row,) = labelled(real(APPLICANTS))
    other, total = row.labels[-2].meaning, row.labels[-1].meaning
    assert {role.id for role in other.columns} >= {"other"}
    assert {role.id for role in other.rows} == {"other.other"}
    assert total.outcomes == ("total",)
    assert not total.heads_table_4


@pytest.mark.parametrize("text", ["0", "12,345", "-", "N/A", " ", ""])
def test_figures_and_blanks_are_no_labels(text: str) -> None:
    (row,) = labelled(real((text,)))
    assert row.labels == ()


def test_no_label_of_the_form_is_written_without_chinese() -> None:
    assert not [spelling for spelling in VOCABULARY if spelling.isascii()]


def test_grids_are_known_by_their_blocks() -> None:
    document = Document((Paragraph("表"), real((NEW,)), Paragraph("文"), real((NEW,), number=2)))
    assert [grid.block for grid in labelled_grids(document)] == [1, 3]
