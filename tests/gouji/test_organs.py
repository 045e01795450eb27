"""Names of organs: which stand for one organ without a list of other names, and what looks like a name."""

from __future__ import annotations

import pytest

from gouji.organs import is_name, is_same, may_be_same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("青川市教育局", "教育局"),
        ("市教育局", "青川市教育局"),
        ("区教育局", "青川市临湾区教育局"),
        ("临湾区教育局", "青川市临湾区教育局"),
        ("某某省青川市教育局", "青川市教育局"),
        ("市政府办", "青川市人民政府办公室"),
        ("青川市", "青川市人民政府"),
        ("柳荫街道办", "云坪区人民政府柳荫街道办事处"),
        ("白石镇", "海岚县白石镇人民政府"),
        ("青川市发改委", "青川市发展和改革委员会"),
        ("市场监管局", "青川市市场监督管理局"),
        ("青川市残联", "青川市残疾人联合会"),
        ("高新区管委会", "青川高新技术产业开发区管理委员会"),
        ("东湖综合实验区", "东湖综合实验区管委会"),
        ("青川市税务局", "国家税务总局青川市税务局"),
        ("临湾分局", "青川市公安局临湾分局"),
        ("区审交办", "青川市临湾区行政审批服务和公共资源交易管理办公室"),
    ],
)
def test_shorter_form_is_the_same_organ(one: str, other: str) -> None:
    assert is_same(one, other)
    assert is_same(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("青川市教育局", "青川市财政局"),
        ("青川市人民政府", "青川市人民政府办公室"),
        ("青川市", "青川市人民政府办公室"),
        ("青川市", "青川市教育局"),
        ("青川市公安局", "青川市公安局临湾分局"),
        ("公安局", "青川市公安局交通警察大队"),
        ("青川市教育局", "青川市临湾区教育局"),
        ("市教育局", "青川市临湾区教育局"),
        ("海岚县人民政府", "海岚县白石镇人民政府"),
        ("青川市第一中学", "青川市第十一中学"),
        ("市医院", "青川市第一医院"),
        ("青川市财政局", "青川市财政局国库支付中心"),
        ("青川市政务服务中心", "青川市政务服务管理局"),
        ("白石镇", "红岩乡"),
        ("局", "青川市教育局"),
    ],
)
def test_other_kind_region_or_number_is_another_organ(one: str, other: str) -> None:
    assert not is_same(one, other)
    assert not is_same(other, one)


def test_offices_of_two_regions_may_not_be_the_same() -> None:
    assert not may_be_same("青川市教育局", "青川市临湾区教育局")
    assert may_be_same("青川市人民政府", "青川市人民政府办公室")


@pytest.mark.parametrize(
    ("text", "so"),
    [
        ("红岩乡", True),
        ("青川市临湾区", True),
        ("青川市统计调查队", True),
        ("青川市政务公开办公室", True),
        ("政府信息公开制度", False),
        ("当前位置", False),
        ("我局", False),
        ("2023年", False),
        ("其他需要报告的事项", False),
        ("青川农商银行", True),
        ("中国人民银行青川市支行", True),
        ("青川市国家安全局", True),
        ("青川市第一中学", True),
        ("青川市公路段", True),
        ("青川市红十字会", True),
        ("青川市政协办", True),
        ("东湖林场", True),
        ("试行", False),
        ("公开发行", False),
        ("再次执行", False),
        ("终校", False),
        ("整体布局", False),
        ("科室承办", False),
        ("市直各部门全部", False),
        ("党组座谈会", False),
        ("新型科学", False),
        ("项目数据库", False),
        ("下一阶段", False),
        ("工作平台", False),
        ("会议现场", False),
        ("全市", False),
        ("乡镇", False),
        ("各街道", False),
    ],
)
def test_name_of_an_organ_is_told_from_a_pages_words(text: str, so: bool) -> None:
    assert is_name(text) is so
