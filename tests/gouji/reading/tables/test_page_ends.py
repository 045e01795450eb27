"""A page ends between a table's header and its figures: what the header lacks or its caption says is told as ever."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from gouji.reading.document import Document, Grid, Paragraph
from gouji.reading.read import read_blocks
from gouji.report import Report
from tests.gouji.reading.tables.builders import APPLICANTS, CARRIED, NEW, SEVEN, real

_TITLE = "青川市档案局2022年政府信息公开工作年度报告"
_CAPTION = "2021年度申请情况表"


def _read(head: Grid, figures: Grid, *above: str) -> Report:
    texts = [Paragraph(text, 1) for text in (_TITLE, *above)]
    grids = (replace(head, page=1), replace(figures, page=2, number=2))
    return read_blocks(Document((*texts, *grids)))


def _figures() -> Grid:
    return real((NEW, *SEVEN), (CARRIED, *SEVEN))


def _head(*names: str) -> Grid:
    return real(("", *names))


@pytest.mark.parametrize("gone", APPLICANTS[1:-1])
def test_name_that_a_header_on_the_page_before_lacks_is_told(gone: str) -> None:
    names = [name for name in APPLICANTS if name != gone]
    (missing,) = [
        t.heads_missing for t in _read(_head(*names), _figures()).tables if t.heads_missing
    ]
    assert missing == (gone,)


def test_header_on_the_page_before_that_is_broken_lacks_no_name() -> None:
    names = ["社会公" if name == "社会公益组织" else name for name in APPLICANTS]
    for head in (_head(*APPLICANTS), _head(*names)):
        assert not any(t.heads_missing for t in _read(head, _figures()).tables)


def test_caption_above_a_header_on_the_page_before_is_the_tables() -> None:
    (odd,) = _read(_head(*APPLICANTS), _figures(), _CAPTION).odd_years
    assert (odd.table, odd.place.text) == ("t3", _CAPTION)
    within = real(((_CAPTION, 8),), ("", *APPLICANTS))
    (odd,) = _read(within, _figures()).odd_years
    assert (odd.table, odd.place.text, odd.place.page) == ("t3", _CAPTION, 1)
    assert _read(_head(*APPLICANTS), _figures(), _CAPTION.replace("2021", "2022")).odd_years == ()


def test_name_that_a_sheets_header_lacks_is_told_wherever_its_rows_begin() -> None:
    rows = real(
        ("", *(n for n in APPLICANTS if n != "其他")), (NEW, *SEVEN), (CARRIED, *SEVEN)
    ).rows
    lower = tuple(tuple(replace(cell, row=cell.row + 8) for cell in row) for row in rows)
    report = read_blocks(Document((Paragraph(_TITLE), Grid(lower, 1, aligned=True))))
    assert [t.heads_missing for t in report.tables if t.table == "t3"] == [("其他",)]
