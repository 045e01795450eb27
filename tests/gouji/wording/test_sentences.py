"""What sentences are made of: marks within marks, and cells by whole lines."""

from __future__ import annotations

import pytest

from gouji.facts.base import Excerpt
from gouji.facts.structure import Label, LabelsMisspelt
from gouji.form import TABLES
from gouji.wording.findings.base import passage, quoted, quoted_all
from gouji.wording.sentences import cell_label, lines_of_cells
from gouji.wording.told import message

TABLE = TABLES["t3", "2021"]
CELLS = tuple(TABLE.specs)


def test_marks_within_a_label_are_single() -> None:
    (cell,) = (
        c for c, spec in TABLE.specs.items() if "三安全" in spec.row.label and c.endswith(".total")
    )
    assert "“（三）不予公开·3.危及‘三安全一稳定’”行" in cell_label(TABLE, cell)
    labels = (Label("危及“三安全”", "危及“三安全一稳定”"),)
    assert "“危及‘三安全’”应当是" in message(LabelsMisspelt(table="t3", labels=labels))


def test_words_of_the_document_stay_as_printed_and_are_not_nested() -> None:
    text = "推进“闭环”办理，收到１２件"
    for said in (quoted(Excerpt(text)), passage(Excerpt(text)), quoted_all([text])):
        assert said == f"「{text}」"
    assert quoted(Excerpt("收到12件", cut_before=True)) == "“…收到12件”"


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ([c for c in CELLS if c.endswith(".legal_service")], "“法律服务机构”列"),
        ([c for c in CELLS if c.startswith("t3.granted.")], "“（一）予以公开”行"),
        (
            [c for c in CELLS if c.startswith("t3.granted.") or c.endswith(".total")],
            "“总计”列、“（一）予以公开”行",
        ),
        (["t3.granted.total"], "表三“（一）予以公开”行“总计”列"),
    ],
)
def test_cells_are_told_by_whole_rows_and_columns(cells: list[str], said: str) -> None:
    assert lines_of_cells(TABLE, cells) == said


def test_whole_table_is_told_by_its_rows() -> None:
    assert lines_of_cells(TABLE, CELLS).count("”行") == 25
