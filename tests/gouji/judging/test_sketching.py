"""A report's sketch: small, and the same wherever the same is printed."""

from __future__ import annotations

import zlib
from decimal import Decimal
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from gouji.codec import decode, encode
from gouji.judging.case import Case
from gouji.judging.context import Context
from gouji.judging.season import season_case
from gouji.judging.sketching import sketch_of
from gouji.reading.read import read
from gouji.report import Cell, Key, Place, Report
from gouji.season.sketch import Sketch
from samples import make
from tests.gouji import figures as fig
from tests.gouji.judging.cases.previous import STORY, with_story
from tests.gouji.judging.reports import BLANK, CLEAN, CONTEXT, ROSTER, UNREAD, with_cells, with_text

TOLD = with_story(CLEAN, STORY)


def small(sketch: Sketch) -> bytes:
    return zlib.compress(encode(sketch))


@settings(max_examples=30, deadline=None)
@given(figures=fig.balanced("2021"), data=st.data())
def test_cells_of_the_sketch_are_those_of_the_report(
    figures: fig.Figures, data: st.DataObject
) -> None:
    cells = st.sampled_from(sorted(figures))
    null = dict.fromkeys(data.draw(st.sets(cells, max_size=9)))
    report = fig.report("2021", figures | null)
    case, sketched = Case(report), season_case(sketch_of(report), Context())
    assert {cell: (c.value, c.mark, c.unit) for cell, c in sketched.cells.items()} == {
        cell: (c.value, c.mark, c.unit) for cell, c in report.cells.items()
    }
    assert sketched.deduced == case.deduced


def test_cell_without_a_number_and_without_a_mark_is_no_zero() -> None:
    report = with_cells(t3__granted__other=Cell(None), t3__granted__business=UNREAD)
    cells = sketch_of(report).cells
    assert cells["t3.granted.other"] is None
    assert cells["t3.granted.business"] is None


@pytest.mark.parametrize("sample", make.samples(), ids=lambda sample: sample.name)
def test_sketch_of_a_report_has_some_three_kilobytes_and_comes_through_json(
    sample: make.Sample,
) -> None:
    sketch = sketch_of(read(sample.document(), file=sample.name))
    assert decode(encode(sketch), Sketch) == sketch
    assert len(small(sketch)) < 3500


def test_place_of_the_file_decides_whose_it_is() -> None:
    sketch = sketch_of(CLEAN, Context(key=Key("qingchuan", 2023, "青川市水利局")))
    assert (sketch.organ, sketch.year) == ("青川市水利局", 2023)
    assert (sketch.printed_organ, sketch.printed_year) == ("青川市档案局", 2022)


def elsewhere(report: Report) -> Report:
    cells = {
        name: replace(cell, place=Place("0", 3, 1, n))
        for n, (name, cell) in enumerate(report.cells.items())
    }
    return replace(report, cells=cells)


def test_content_is_the_same_wherever_it_is_printed_and_however_it_is_spaced() -> None:
    spaced = with_text(6, "本年度没有收取信息处理费， 无其他需要报告的事项。")
    same = with_text(6, "本年度没有收取信息处理费，无其他需要报告的事项。")
    assert sketch_of(elsewhere(CLEAN)).content == sketch_of(CLEAN).content
    assert sketch_of(spaced).content == sketch_of(same).content


@pytest.mark.parametrize(
    "other",
    [
        with_cells(t2__licences__decisions=1),
        with_cells(t2__licences__decisions=BLANK),
        with_text(6, "本年度没有收取信息处理费。"),
        replace(CLEAN, title="青川市水利局2022年政府信息公开工作年度报告"),
        replace(CLEAN, year=2021),
        replace(CLEAN, signature="青川市水利局"),
    ],
    ids=["figure", "blank", "text", "title", "year", "signature"],
)
def test_content_is_another_where_anything_differs(other: Report) -> None:
    assert sketch_of(other).content != sketch_of(CLEAN).content


def test_content_does_not_hang_on_how_a_number_is_written() -> None:
    one, other = (with_cells(t2__charges__amount=Cell(Decimal(text))) for text in ("1.50", "1.5"))
    assert sketch_of(one).content == sketch_of(other).content


def test_report_that_names_no_organ_has_no_content_to_be_the_same_as_anothers() -> None:
    assert sketch_of(replace(CLEAN, organ=None)).content is None


def test_file_that_holds_several_reports_is_no_report_of_itself() -> None:
    context = replace(CONTEXT, file="ab")
    assert sketch_of(CLEAN, context).file == "ab"
    assert sketch_of(replace(CLEAN, reports=2), context).file is None


def test_excerpts_are_as_printed() -> None:
    printed = tuple(text.replace("，", "， ") for text in STORY)
    sections = (replace(TOLD.sections[0], printed=printed), *TOLD.sections[1:])
    narrative = sketch_of(replace(TOLD, sections=sections)).narrative
    assert narrative
    assert all(excerpt.verbatim for excerpt in narrative.sentence_excerpts)


def test_names_of_the_roster_and_of_the_key_are_masked() -> None:
    def told(name: str) -> Report:
        return with_story(CLEAN, tuple(text.replace("本机关", name) for text in STORY))

    context = Context(key=Key("qingchuan", 2022, "青川市档案馆"), roster=ROSTER)
    masked, other = (sketch_of(told(name), context).narrative for name in ("市档案局", "档案馆"))
    assert masked
    assert other
    assert masked == replace(
        other,
        sentence_excerpts=masked.sentence_excerpts,
        paragraph_excerpts=masked.paragraph_excerpts,
    )


def test_sketch_of_a_text_of_any_length_stays_small() -> None:
    words = (chr(0x4E00 + n * 7919 % 20_000) for n in range(400_000))
    paragraphs = ["".join(islice(words, 90)) + "。" for _ in range(4000)]
    assert len(small(sketch_of(with_text(1, *paragraphs)))) < 4000
