"""Reports whose words or whose file are another organ's or another year's."""

from __future__ import annotations

from random import Random

import pytest
from msgspec.structs import replace

from gouji.facts.office import EarlierNarrativeCopied, NarrativeShared, SameAsAnother
from gouji.judging.context import Context, SeasonContext
from gouji.judging.judge import judge
from gouji.judging.season import outcomes
from gouji.judging.sketching import sketch_of
from gouji.report import Key, Report
from gouji.season.sketch import Sketch
from gouji.verdict import Finding
from tests.gouji.judging.cases.office import OLDER, WATER
from tests.gouji.judging.cases.previous import RETOLD, STORY, with_story
from tests.gouji.judging.reports import CLEAN, CONTEXT, ROSTER, sketches, with_text

WORDS = tuple(f"{n:04}" for n in range(3000))


def telling(words: list[str], organ: str, year: int = 2022) -> Report:
    paragraphs = tuple("，".join(words[i : i + 5]) + "。" for i in range(0, len(words), 5))
    return with_text(1, *paragraphs, report=replace(CLEAN, organ=organ, year=year))


def alike(share: float) -> tuple[Report, Report]:
    """Two long narratives of two organs of which so much is alike."""
    random = Random(11)
    one = random.sample(WORDS, 600)
    # Of n sentences of which c are others, (n - c) / (n + c) are in both.
    others = round(120 * (1 - share) / (1 + share))
    other = [*one[: 600 - 5 * others], *random.sample(WORDS, 5 * others)]
    return telling(one, "青川市档案局"), telling(other, "青川市水利局")


def found(own: Report, context: Context, rule: str) -> list[Finding]:
    return [finding for finding in judge(own, context).findings if finding.rule == rule]


def beside(other: Report) -> Context:
    return replace(CONTEXT, others=sketches(other))


def handed_in(report: Report, organ: str, year: int = 2022, file: str | None = None) -> Sketch:
    key = Key("qingchuan", year, organ)
    return sketch_of(report, Context(key=key, file=file, roster=ROSTER))


def same(
    own: Sketch,
    *others: Sketch,
    last_year: tuple[Sketch, ...] = (),
    earlier: tuple[Sketch, ...] = (),
) -> list[Finding]:
    known = SeasonContext(others=others, last_year=last_year, earlier=earlier, roster=ROSTER)
    return [f for f in outcomes(own, known).findings if f.rule == "XY-10"]


def test_long_narrative_that_is_surely_alike_is_a_warning_with_an_estimate() -> None:
    (finding,) = found(*_with(alike(0.95)), "XY-07")
    assert finding.severity == "warning"
    assert isinstance(finding.facts, NarrativeShared)
    assert not finding.facts.near
    assert "相同的部分约占 9" in finding.message
    assert "例如本报告写" in finding.message


def test_long_narrative_near_the_threshold_is_a_note_that_says_so() -> None:
    (finding,) = found(*_with(alike(0.85)), "XY-07")
    assert finding.severity == "note"
    assert "接近界限，两边都有可能" in finding.message


def test_long_narrative_that_is_surely_below_the_threshold_is_not_told() -> None:
    assert not found(*_with(alike(0.7)), "XY-07")


def _with(pair: tuple[Report, Report]) -> tuple[Report, Context]:
    own, other = pair
    return own, beside(other)


def test_finding_names_nothing_of_the_others_but_the_organ_and_how_much_is_alike() -> None:
    other = with_story(WATER, (*STORY, "青川市水利局另有一句自己的话，别处都没有写到过它。"))
    (finding,) = found(with_story(CLEAN, STORY), beside(other), "XY-07")
    assert "自己的话" not in finding.message
    assert "“青川市水利局”" in finding.message


def test_key_is_the_same_whoever_else_comes_to_be_alike() -> None:
    own = with_story(CLEAN, STORY)
    more = replace(with_story(WATER, STORY[:-1]), organ="青川市粮食局")
    (alone,) = found(own, beside(with_story(WATER, STORY)), "XY-07")
    others = replace(CONTEXT, others=sketches(more, with_story(WATER, STORY)))
    (several,) = found(own, others, "XY-07")
    assert alone.key == several.key


def test_last_years_narrative_is_left_to_the_rule_that_has_its_text() -> None:
    own = with_story(CLEAN, STORY)
    last = replace(OLDER, year=2021)
    assert not found(own, replace(CONTEXT, earlier=sketches(with_story(last, RETOLD))), "XY-09")


def test_earlier_years_are_told_the_likest_first() -> None:
    half = with_story(replace(OLDER, year=2019), RETOLD[:-1])
    whole = with_story(OLDER, RETOLD)
    (finding,) = found(
        with_story(CLEAN, STORY), replace(CONTEXT, earlier=sketches(half, whole)), "XY-09"
    )
    assert isinstance(finding.facts, EarlierNarrativeCopied)
    assert finding.facts.years[0] == 2020
    assert "与2020年度相同的部分约占 100%" in finding.message


def test_report_at_the_wrong_place_is_the_one_at_fault() -> None:
    right = handed_in(CLEAN, "青川市档案局")
    wrong = handed_in(CLEAN, "青川市水利局")
    (told,) = same(right, wrong)
    assert told.severity == "note"
    assert told.message == (
        "报送的文件与“青川市水利局”2022年度报送的完全相同（各格和文字全部相同）；"
        "看来是对方报错了文件，本报告不必因此退回。"
    )
    (fault,) = same(wrong, right)
    assert fault.severity == "error"
    assert "请核对是否报错了文件" in fault.message


def test_same_file_of_another_year_is_told_from_what_is_known_of_either_year() -> None:
    own = handed_in(replace(CLEAN, year=2021), "青川市档案局", 2022, "ab")
    before = handed_in(replace(CLEAN, year=2021), "青川市档案局", 2021, "ab")
    for (finding,) in (same(own, last_year=(before,)), same(own, earlier=(before,))):
        assert finding.severity == "error"
        assert "“青川市档案局”2021年度报送的完全相同（逐字节相同）" in finding.message
    assert len(same(own, last_year=(before,), earlier=(before,))) == 1


def test_same_bytes_are_told_though_what_was_read_of_them_differs() -> None:
    own = handed_in(CLEAN, "青川市档案局", file="ab")
    other = handed_in(replace(CLEAN, date=None), "青川市水利局", file="ab")
    (finding,) = same(own, other)
    assert isinstance(finding.facts, SameAsAnother)
    assert finding.facts.same == "file"


def test_reports_that_say_the_same_each_of_its_own_organ_are_not_one_file() -> None:
    other = replace(CLEAN, organ="青川市水利局", title="青川市水利局2022年政府信息公开工作年度报告")
    assert not same(handed_in(CLEAN, "青川市档案局"), handed_in(other, "青川市水利局"))


def test_file_of_several_reports_may_be_handed_in_for_each_of_them() -> None:
    own = handed_in(replace(CLEAN, reports=2), "青川市档案局", file="ab")
    other = replace(CLEAN, reports=2, organ="青川市水利局")
    assert not same(own, handed_in(other, "青川市水利局", file="ab"))


@pytest.mark.parametrize("name", ["市档案局", "浙江省青川市档案局"])
def test_own_upload_under_another_name_is_no_other_organs(name: str) -> None:
    assert not same(handed_in(CLEAN, "青川市档案局"), handed_in(CLEAN, name))
