"""The page in English: every sample, told with the same figures about the same cells; what is Chinese is quoted."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from functools import cache

import pytest

from gouji.judging.context import Context
from gouji.page.standalone import Material, PageData, data_of
from gouji.page.view import View
from gouji.paging import material_of
from gouji.reading.read import read
from samples import make
from tests.documents.kinds import SAMPLES
from tests.gouji.wording.english.test_every_kind import CHINESE, QUOTED, numbers

each_sample = pytest.mark.parametrize("name", SAMPLES)


@cache
def material(name: str) -> Material:
    """A sample beside another one as last year's report."""
    previous = read((make.HERE / SAMPLES["yunping-liuyin-2020"].file).read_bytes())
    return material_of(str(make.HERE / SAMPLES[name].file), Context(previous=previous))


def both(name: str) -> tuple[PageData, PageData]:
    return data_of(material(name)), data_of(material(name), "en")


def sentences(view: View) -> Iterator[str]:
    yield view.headline
    yield from (*view.first, *view.account, *view.unchecked, *view.rule_names.values())
    yield from (text for cell in view.cells.values() for text in (cell.label, cell.where))
    for matter in view.matters:
        yield from (matter.title, matter.summary)
        yield from (way.text for way in matter.ways)
        yield from (told.text for told in matter.told)


@each_sample
def test_all_is_english_but_for_what_is_quoted(name: str) -> None:
    _, english = both(name)
    assert english.view.language == "en"
    for said in sentences(english.view):
        assert not CHINESE.search(QUOTED.sub("", said)), said
        assert not any(odd in said for odd in ("None", "  ", "{", "..")), said
    assert not any(CHINESE.search(word) for word in english.words.values())


@each_sample
def test_matters_are_the_same_and_no_figure_is_lost(name: str) -> None:
    chinese, english = both(name)
    assert english.result == chinese.result
    assert english.view.returned == chinese.view.returned
    assert english.view.cells.keys() == chinese.view.cells.keys()
    for ours, theirs in zip(english.view.matters, chinese.view.matters, strict=True):
        assert (ours.number, ours.severity, ours.likely) == (
            theirs.number,
            theirs.severity,
            theirs.likely,
        )
        assert [way.cells for way in ours.ways] == [way.cells for way in theirs.ways]
        assert numbers(ours.summary) >= numbers(theirs.summary)
        for mine, yours in zip(ours.ways, theirs.ways, strict=True):
            assert numbers(mine.text) >= numbers(yours.text)
        if ours.severity == "unclear":
            continue
        for said, was in zip(ours.told, theirs.told, strict=True):
            assert (said.finding, said.passages) == (was.finding, was.passages)
            assert numbers(said.text) >= numbers(was.text), (said.text, was.text)


def test_smallest_repair_is_told() -> None:
    _, english = both("qingchuan-planning-2023")
    first = english.view.matters[0]
    assert first.title == "Balance of requests, Sum of outcomes …"
    assert first.ways[0].text == "Table 3 “concluded | total” is 145: change it to 154"
    assert first.summary.startswith("Table 3 “concluded | total” (grid 2, row 27, cell 10) is 145")
    assert english.view.headline.startswith("To be corrected (")
    assert english.view.cells["t3.concluded.total"].label == "concluded | total"


def test_cell_without_a_certain_number_is_told_with_its_words() -> None:
    _, english = both("yunping-traffic-2022")
    unclear = english.view.matters[0]
    assert unclear.severity == "unclear"
    assert "“约7”" in unclear.told[0].text
    assert english.view.headline.startswith("Not fully checked")


def test_english_is_imported_only_where_it_is_asked_for() -> None:
    code = "import sys, gouji.paging, web.assets; print([m for m in sys.modules if 'english' in m])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
