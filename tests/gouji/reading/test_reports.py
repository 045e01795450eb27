"""Several reports in one file: the one that the key names is read, else none; links and covers are no reports."""

from __future__ import annotations

import re

import pytest

from gouji.judging.context import Context
from gouji.judging.judge import judge
from gouji.reading.document import Document, Grid, GridCell, Paragraph
from gouji.reading.read import read, read_blocks
from gouji.reading.reports import reports_of
from gouji.report import Key, ScannedReport, UnreadableReport
from samples import render
from tests.gouji import figures as fig


def _content(organ: str, year: int, new: int) -> render.Content:
    shown = {cell: str(new) if cell.startswith("t3.new_received") else "0" for cell in _cells()}
    content = list(fig.content("2021", shown, year))
    title = render.Paragraph(f"{organ}{year}年政府信息公开工作年度报告", "title")
    return [title, *content[1:]]


def _cells() -> list[str]:
    from gouji.form import TABLES

    return [
        cell
        for (_, format_version), table in TABLES.items()
        if format_version == "2021"
        for cell in table.specs
    ]


def _document(*contents: render.Content) -> bytes:
    together = [block for content in contents for block in content]
    return f"<html><body>{render.html(together)}</body></html>".encode()


TWO = _document(_content("青川市水利局", 2022, 3), _content("青川市林业局", 2022, 5))


@pytest.mark.parametrize(("organ", "new"), [("青川市水利局", 3), ("青川市林业局", 5)])
def test_the_report_that_the_key_names_is_read_and_the_others_are_told(
    organ: str, new: int
) -> None:
    key = Key("qingchuan", 2022, organ)
    report = read(TWO, key=key)
    assert (report.organ, report.reports) == (organ, 2)
    assert report.cells["t3.new_received.total"].value == new
    assert "DOC-01" in {finding.rule for finding in judge(report, Context(key=key)).findings}


@pytest.mark.parametrize(
    "key", [None, Key("qingchuan", 2022, "青川市教育局"), Key("q", 2021, "青川市水利局")]
)
def test_without_a_key_that_names_one_none_is_read(key: Key | None) -> None:
    with pytest.raises(UnreadableReport, match=re.escape("有 2 份年度报告")):
        read(TWO, key=key)


def test_last_years_report_of_the_same_organ_is_another_report() -> None:
    both = _document(_content("青川市水利局", 2021, 3), _content("青川市水利局", 2022, 5))
    report = read(both, key=Key("qingchuan", 2022, "青川市水利局"))
    assert (report.year, report.cells["t3.new_received.total"].value) == (2022, 5)


def test_links_to_other_reports_are_no_reports() -> None:
    link = [render.Paragraph("青川市水利局2021年政府信息公开工作年度报告")]
    content = _content("青川市水利局", 2022, 3)
    for document in (_document(link, content), _document(content, link)):
        report = read(document)
        assert (report.reports, report.year) == (1, 2022)


def test_a_cover_and_a_title_are_one_report() -> None:
    cover = [render.Paragraph("青川市水利局"), render.Paragraph("2022年政府信息公开工作年度报告")]
    assert read(_document(cover, _content("青川市水利局", 2022, 3))).reports == 1


def _on_pages(organ: str, page: int, number: int) -> tuple[Paragraph, Grid]:
    """A report on two pages: its title, and on the next page the first row of table 3."""
    texts = ("一、本年新收政府信息公开申请数量", *"1000001")
    row = tuple(GridCell(text, 1, column) for column, text in enumerate(texts, 1))
    title = Paragraph(f"{organ}2022年政府信息公开工作年度报告", page)
    return title, Grid((row,), number, aligned=True, page=page + 1)


def test_page_with_a_picture_belongs_to_the_report_among_whose_pages_it_stands() -> None:
    blocks = (*_on_pages("青川市水利局", 1, 1), *_on_pages("青川市林业局", 4, 2))
    pictured = [part.document.pictured_pages for part in reports_of(Document(blocks, (3, 6)))]
    assert pictured == [(3,), (6,)]
    pictured = [part.document.pictured_pages for part in reports_of(Document(blocks, (2, 4)))]
    assert pictured == [(2,), (4,)]
    (whole,) = reports_of(Document(blocks[:2], (3, 6)))
    assert whole.document.pictured_pages == (3, 6)


def test_table_that_one_report_of_several_has_as_a_picture_is_not_taken_for_absent() -> None:
    blocks = (*_on_pages("青川市水利局", 1, 1), *_on_pages("青川市林业局", 4, 2))
    document = Document(blocks, (3,))
    with pytest.raises(ScannedReport):
        read_blocks(document, key=Key("q", 2022, "青川市水利局"))
    assert read_blocks(document, key=Key("q", 2022, "青川市林业局")).reports == 2


def test_report_takes_no_header_from_the_report_before() -> None:
    """A page break took the header of the second one's table 3: the first one's has other columns."""
    header = tuple(GridCell(t, 1, c) for c, t in enumerate(("项目", "总计", "自然人"), 1))
    first, second = _on_pages("青川市水利局", 1, 1), _on_pages("青川市林业局", 4, 2)
    one = Grid((header, *first[1].rows), 1, aligned=True, page=2)
    parts = reports_of(Document((first[0], one, *second)))
    assert [len(part.tables.rows[-1].header) for part in parts] == [2, 0]
