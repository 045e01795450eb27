"""How organs speak of themselves, and whose figures they give."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from gouji.report import Naming
from tests.gouji.judging.reports import CLEAN, with_text
from tests.gouji.judging.rules.phrases import key, raised


@pytest.mark.parametrize(
    ("organ", "text"),
    [
        ("青川市档案局", "我局按照本办法受理,我单位、本机关均有专人负责。"),
        ("青川市档案局", "市政务服务中心设有窗口,中心将继续延长服务时间。"),
        ("青川市档案局", "我局委托第三方评估,为我办成了不少实事。"),
        ("青川市发展和改革委员会", "我委重视公开工作。"),
        ("青川市人民政府办公室", "我办重视公开工作,我市各部门配合。"),
        ("云坪区柳荫街道办事处", "我街道、我办均重视公开工作。"),
        ("云坪区粮食储备中心", "中心将继续做好公开,我中心有专人负责。"),
        ("青川市人民政府", "我市重视公开工作。"),
        ("云坪区卫健委", "我委重视公开工作。"),
    ],
)
def test_own_name_and_neutral_words_are_in_order(organ: str, text: str) -> None:
    report = replace(CLEAN, organ=organ, signature=organ)
    assert not raised("ORG-02", text, report=report)


@pytest.mark.parametrize(
    ("organ", "text"),
    [
        ("青川市档案局", "我中心高度重视公开工作。"),
        ("青川市档案局", "针对以上不足,中心将继续加强培训。"),
        ("青川市发展和改革委员会", "我局重视公开工作。"),
        ("云坪区柳荫街道办事处", "我镇重视公开工作。"),
        ("云坪区石桥镇人民政府", "我街道重视公开工作。"),
    ],
)
def test_name_of_another_kind_of_organ_is_found(organ: str, text: str) -> None:
    report = replace(CLEAN, organ=organ, signature=organ)
    assert raised("ORG-02", text, report=report)


@pytest.mark.parametrize(
    "text",
    [
        "参加全区公开工作培训3次,受训20人次。",
        "全市41所学校均张贴招生信息。",
        "在全省率先公开档案目录12000条。",
        "本机关主动公开信息30条。",
        "全市政府网站集约化后,我局发布信息30条。",
    ],
)
def test_region_as_the_place_of_the_work_is_no_other_scope(text: str) -> None:
    assert not raised("ORG-04", text)


@pytest.mark.parametrize(
    "text",
    ["全区共收到政府信息公开申请82件。", "我市全年办件量达120万件。", "县本级主动公开信息1200条。"],
)
def test_figures_of_a_region_in_an_offices_report_are_found(text: str) -> None:
    assert raised("ORG-04", text)


def test_government_may_report_for_its_region() -> None:
    report = replace(CLEAN, organ="青川市人民政府", signature="青川市人民政府")
    assert not raised("ORG-04", "全市共收到政府信息公开申请820件。", report=report)


def test_key_of_what_the_organ_calls_itself_rests_on_its_name_and_the_sentence() -> None:
    said = key("ORG-02", with_text(6, "我中心高度重视公开工作。"))
    assert said == key(
        "ORG-02", with_text(5, "更新不够及时。我中心高度重视公开工作。今后将每周检查。")
    )
    assert said != key("ORG-02", with_text(6, "我中心始终重视公开工作。"))
    other = replace(CLEAN, organ="青川市水利局")
    assert said != key("ORG-02", with_text(6, "我中心高度重视公开工作。", report=other))


def test_key_of_a_source_that_names_another_organ_rests_on_both_names() -> None:
    def named(organ: str) -> str:
        return key("ORG-02", replace(CLEAN, namings=(Naming("body", organ, None, organ),)))

    assert named("青川市水利局") == named("青川市水利局")
    assert named("青川市水利局") != named("青川市体育局")


def test_key_of_a_regions_figures_changes_with_the_figure() -> None:
    said = key("ORG-04", with_text(6, "全区共收到申请82件。"))
    assert said == key("ORG-04", with_text(6, "无其他事项。", "全区共收到 申请82件。"))
    assert said != key("ORG-04", with_text(6, "全区共收到申请83件。"))


def test_key_of_a_missing_end_tells_what_is_missing() -> None:
    unsigned, undated = replace(CLEAN, signature=None), replace(CLEAN, date=None)
    assert key("ORG-03", unsigned) == key("ORG-03", with_text(6, "无。", report=unsigned))
    assert key("ORG-03", unsigned) != key("ORG-03", undated)
