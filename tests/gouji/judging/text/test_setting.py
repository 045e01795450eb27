"""Each step of reading gives a new setting and leaves the one that it was given."""

from __future__ import annotations

import pytest

from gouji.judging.text.meaning import Meaning
from gouji.judging.text.phrases import Origin
from gouji.judging.text.setting import (
    Disputes,
    Setting,
    after,
    at_paragraph,
    at_phrase,
    at_sentence,
    at_time,
    at_topic,
)

ORIGIN = Origin(2022, "青川市档案局", "2021", "2021", section=1, paragraph=1)
START = Setting("requests")
NEW = Meaning("new", (("t3.new_received.total",),), (("new_received",),))


@pytest.mark.parametrize(
    ("words", "time"),
    [
        ("全年", "year"),
        ("2022年", "year"),
        ("2021年", "other"),
        ("去年", "other"),
        ("上半年", "part"),
        ("截至10月", "part"),
        ("1月1日至12月31日", "year"),
        ("上年结转", "year"),
        ("比上年", "year"),
        ("工作平稳", "year"),
    ],
)
def test_words_set_whether_a_number_is_of_the_year(words: str, time: str) -> None:
    assert at_time(START, words, 2022).time == time


def test_another_year_holds_until_this_one_is_named() -> None:
    before = at_time(START, "2021年", 2022)
    assert at_sentence(before, "收到申请3件").time == "other"
    assert at_time(before, "上半年", 2022).time == "other"
    assert at_time(before, "本年", 2022).time == "year"


def test_part_of_the_year_holds_for_its_sentence() -> None:
    assert at_sentence(at_time(START, "上半年", 2022), "收到申请3件").time == "year"


@pytest.mark.parametrize(
    ("phrase", "ours"),
    [
        ("市档案局收到申请", True),
        ("我局收到申请", True),
        ("市水利局收到申请", False),
        ("各科室收到申请", False),
        ("全市收到申请", False),
        ("下属单位", False),
        ("收到申请", True),
    ],
)
def test_words_set_whose_a_number_is(phrase: str, ours: bool) -> None:
    assert at_phrase(START, phrase, ORIGIN).ours is ours


def test_government_may_tell_of_its_own_district_but_not_of_its_own_level() -> None:
    county = Origin(2022, "云屏县人民政府", "2021", "2021", section=1, paragraph=1)
    assert at_phrase(START, "我县收到申请", county).ours
    assert not at_phrase(START, "县本级收到申请", county).ours


def test_topic_is_what_was_named_last_in_the_first_words_that_name_one() -> None:
    assert at_topic(START, "申请行政复议").topic == "disputes"
    assert at_topic(START, "行政复议申请后的申请").topic == "requests"
    assert at_topic(START, "共", "规范性文件").topic == "documents"
    assert at_topic(START, "平稳") == START


def test_sections_three_and_four_have_a_topic_of_their_own() -> None:
    assert [at_paragraph(n).topic for n in (1, 3, 4)] == [None, "requests", "disputes"]


def test_figures_are_remembered_in_a_sentence_and_their_rows_in_a_paragraph() -> None:
    read = after(START, NEW)
    assert (read.kinds, read.rows) == (frozenset({"new"}), (("new_received",),))
    again = at_sentence(read, "办结3件")
    assert (again.kinds, again.rows) == (frozenset(), (("new_received",),))
    assert at_sentence(read, "其中办结3件").kinds == {"new"}
    assert after(at_time(START, "去年", 2022), NEW).rows == ()


def test_no_step_changes_the_setting_that_it_is_given() -> None:
    setting = Setting("requests", kinds=frozenset({"new"}), disputes=Disputes().naming(("a",)))
    copy = Setting("requests", kinds=frozenset({"new"}), disputes=Disputes().naming(("a",)))
    at_sentence(setting, "收到")
    at_phrase(setting, "其中去年全市各部门收到申请", ORIGIN)
    at_topic(setting, "行政复议")
    after(setting, NEW)
    setting.disputes.naming(("b",))
    assert setting == copy


def test_outcomes_may_belong_to_each_group_named_before_or_to_all_of_them() -> None:
    both = Disputes().naming(("a",)).naming(("b", "c"))
    assert both.candidates() == (("b", "c"), ("a",), ("a", "b", "c"))
    assert Disputes(both.recent, both.every, settled=True).naming(("d",)).candidates() == (("d",),)
    assert Disputes().candidates() == ()
