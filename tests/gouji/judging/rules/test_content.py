"""What section five and six say, and the subjects of section one."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.gouji.judging.reports import CLEAN, with_text
from tests.gouji.judging.rules.phrases import findings, key, raised


@pytest.mark.parametrize(
    "text",
    [
        "一是公开的时效有待提高;二是专业人员紧缺。今后将充实力量。",
        "个别科室重视程度不够,下一步将加强督促。",
        "公众号内容较为单薄,将组织各科室供稿。",
        "解读形式偏少,已于年中整改。",
        "部分栏目信息滞后,年底前全部补齐,并建立巡查制度。",
        "业务水平参差不齐,将分批培训。",
        "对新规定学得不深不透,将组织轮训。",
        "与群众互动较少,下步将开设留言专栏。",
        "经办人员更换频繁,将明确固定人员。",
        "还没有形成长效机制,今后将完善制度。",
        "公开意识淡薄、主动性不强,今后将加强教育。",
        "信息审核力量不足,将增加一名审核员。",
        "专业人才储备跟不上工作需要,选派骨干跟班学习。",
        "栏目信息存在更新迟缓现象,每月通报一次更新情况。",
        "个别信息发布存在错别字,对照问题清单逐项销号。",
        "线下公开专区利用率低,深入村居征求意见。",
        "答复文书质量仍有提升空间,用好典型案例,编印答复范例。",
        "重程序轻实效的情况依然存在,压紧压实各科室责任。",
    ],
)
def test_concrete_problem_with_its_remedy_is_enough(text: str) -> None:
    assert not raised("CON-04", text, section=5)
    assert not raised("CON-01", text, section=5)


@pytest.mark.parametrize(
    "text",
    [
        "我局公开工作虽有成效,但与上级的要求相比还存在一定的差距。今后将加强学习,提升水平。",
        "工作中还存在一些不足。下一步,我局将继续做好主动公开,丰富内容,完善制度。",
        "一是栏目更新不够及时;二是解读形式单一;三是人员流动频繁;四是平台功能不全。",
    ],
)
def test_only_general_words_or_only_problems_are_found(text: str) -> None:
    assert raised("CON-04", text, section=5)


@pytest.mark.parametrize(
    "text", ["无", "无。", "暂无", "本年度不存在问题。", "没有存在的主要问题。", ""]
)
def test_no_problem_at_all_is_no_answer(text: str) -> None:
    assert raised("CON-01", text, section=5)
    assert not raised("CON-04", text, section=5)


@pytest.mark.parametrize("text", ["无", "无其他需要报告的事项。", "本年度收取信息处理费0元。"])
def test_section_six_may_say_that_there_is_nothing(text: str) -> None:
    assert not raised("CON-02", text)


def test_furniture_alone_does_not_fill_section_six() -> None:
    assert raised("CON-02", "青川市档案局", "2023年1月18日", "扫一扫在手机打开当前页")


@pytest.mark.parametrize(
    "text",
    [
        "一是推进主动公开。二是规范依申请公开。三是加强政府信息管理。四是抓好平台建设。五是强化监督保障。",
        "主动公开信息30条,收到公开申请2件。发布前严格保密审查,网站专栏按月维护,全年培训两次。",
        "公开政策文件30条,群众申请答复件件有回音。严把信息审核关,拓宽线上线下渠道,专人负责。",
        "一是主动公开有力度。二是依申请公开有温度。三是制度建设有精度,文件先审后发。四是平台建设有广度。五是组织领导有强度,培训两次。",
    ],
)
def test_five_subjects_may_be_told_in_any_form(text: str) -> None:
    assert not raised("FMT-05", text, section=1)


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("主动公开信息30条,全年培训两次。",),
        (
            "(一)主动公开情况。门户网站专栏发布30条。",
            "(二)依申请公开情况。没有收到申请。",
            "(三)政府信息管理情况。文件先审后发。",
            "(四)监督保障情况。全年培训两次。",
        ),
    ],
)
def test_subject_that_lacks_is_found_though_its_words_stand_elsewhere(
    paragraphs: tuple[str, ...],
) -> None:
    assert raised("FMT-05", *paragraphs, section=1)


def test_key_of_what_a_section_lacks_is_what_it_lacks() -> None:
    first = key("FMT-05", with_text(1, "主动公开信息30条。"))
    assert first == key("FMT-05", with_text(1, "工作平稳。", "主动公开信息31条。"))
    assert first != key("FMT-05", with_text(1, "主动公开信息30条,收到公开申请2件。"))
    government = replace(CLEAN, organ="青川市人民政府", signature="青川市人民政府")
    untold = key("CON-03", government)
    assert untold == key("CON-03", replace(government, lead=("现将情况报告如下。",)))
    assert untold != key("CON-03", with_text(1, "工作平稳有序。", report=government))


def test_key_of_section_five_is_its_words() -> None:
    empty, none = key("CON-01", with_text(5)), key("CON-01", with_text(5, "暂无。"))
    assert empty != none
    assert none == key("CON-01", with_text(5, " 暂 无 。"))
    vague = key(
        "CON-04",
        with_text(5, "工作中存在一些不足,与群众的期望相比还有差距。", "今后将加强学习,提升水平。"),
    )
    assert vague == key(
        "CON-04",
        with_text(5, "工作中存在一些不足,与群众的期望相比还有差距。今后将加强学习, 提升水平。"),
    )
    assert vague != key(
        "CON-04",
        with_text(5, "工作中存在一些不足,与群众的期望相比还有差距。今后将加强培训,提升水平。"),
    )


def test_section_five_that_says_next_to_nothing_is_told_once() -> None:
    for text in ("无。", "存在一些不足。", "工作平稳。"):
        assert raised("CON-01", text, section=5)
        assert not raised("CON-04", text, section=5)


def test_subjects_that_a_short_section_one_lacks_are_a_note() -> None:
    short, long = "2022年工作平稳有序。", "2022年工作平稳有序,各项任务按期完成。" * 20
    severities = [
        [f.severity for f in findings("FMT-05", with_text(1, text))] for text in (short, long)
    ]
    assert severities == [["note"], ["warning"]]
