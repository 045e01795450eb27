"""Organ, year, six sections and signature are found, however a web copy gives them."""

from __future__ import annotations

from itertools import product
from random import Random

import pytest

from gouji.judging.judge import judge
from gouji.judging.text import prose
from gouji.reading.read import read
from gouji.report import Report
from tests.gouji.reading import webcopies as web

_FEW = ("page", "text", "Word")
_ENDS = [end for end in web.ENDS if end != "two lines"]


def _read(layout: str, **parts: str) -> Report:
    return read(web.FORMATS[layout](web.content(**parts)))


def _assert_found(report: Report, organ: str = web.ORGANS[0]) -> None:
    assert (report.organ, report.year) == (organ, web.YEAR)
    assert [section.number for section in report.sections] == [1, 2, 3, 4, 5, 6]
    assert [heading.number for heading in report.headings] == [1, 2, 3, 4, 5, 6]
    assert (report.signature, report.date) == (organ, "2024-01-15")
    assert not any(organ in paragraph for paragraph in prose.section(report, 6) or ())


@pytest.mark.parametrize("layout", web.FORMATS)
@pytest.mark.parametrize("before", web.BEFORE)
def test_what_stands_before_the_title_does_not_hide_it(layout: str, before: str) -> None:
    report = _read(layout, before=before)
    _assert_found(report)
    assert report.title == "青川市教育局2023年政府信息公开工作年度报告"


@pytest.mark.parametrize("layout", _FEW)
@pytest.mark.parametrize("title", web.TITLES)
def test_title_in_other_words_and_over_lines_names_organ_and_year(layout: str, title: str) -> None:
    report = _read(layout, title=title)
    _assert_found(report)
    assert [(n.organ, n.year) for n in report.namings if n.source == "title"] == [
        (web.ORGANS[0], web.YEAR)
    ]


@pytest.mark.parametrize("layout", _FEW)
@pytest.mark.parametrize("organ", web.ORGANS)
def test_organs_of_every_kind_are_named(layout: str, organ: str) -> None:
    _assert_found(_read(layout, organ=organ), organ)


@pytest.mark.parametrize("layout", [*_FEW, "Markdown"])
@pytest.mark.parametrize("headings", web.HEADINGS)
def test_headings_in_every_style_and_with_slips_are_found(layout: str, headings: str) -> None:
    report = _read(layout, headings=headings)
    _assert_found(report)
    found = [finding.rule for finding in judge(report).findings]
    assert "FMT-01" not in found
    slips = {"行政法复议", "主动公开情况", "申请的情况 without numeral", "需要说明"}
    assert ("FMT-02" in found) is (headings in slips) or headings not in {*slips, "plain", "bold"}


@pytest.mark.parametrize("layout", web.FORMATS)
@pytest.mark.parametrize("end", _ENDS)
def test_signature_wherever_it_stands_is_apart_from_section_six(layout: str, end: str) -> None:
    report = _read(layout, end=end)
    _assert_found(report)
    said = {"CON-02", "ORG-03", "FMT-11", "FMT-13"}
    assert not said & {finding.rule for finding in judge(report).findings}


def _combinations(count: int) -> list[tuple[str, ...]]:
    """Combinations of all parts, the same ones in every run."""
    every = product(web.BEFORE, web.TITLES, web.ORGANS, web.HEADINGS, web.ENDS)
    return Random(10).sample(list(every), count)


@pytest.mark.parametrize(("before", "title", "organ", "headings", "end"), _combinations(120))
def test_any_combination_gives_organ_year_sections_and_signature(
    before: str, title: str, organ: str, headings: str, end: str
) -> None:
    parts = {"before": before, "title": title, "organ": organ, "headings": headings, "end": end}
    layout = list(web.FORMATS)[len("".join(parts.values())) % len(web.FORMATS)]
    _assert_found(_read(layout, **parts), organ)
