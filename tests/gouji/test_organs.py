from __future__ import annotations

import pytest

from gouji.organs import without_higher_regions


@pytest.mark.parametrize(
    ("name", "shorter"),
    [
        ("宁波市海曙区教育局", "海曙区教育局"),
        ("浙江省宁波市海曙区人民政府", "海曙区人民政府"),
        ("内蒙古自治区呼和浩特市新城区档案局", "新城区档案局"),
        ("大兴安岭地区呼玛县财政局", "呼玛县财政局"),
        ("济宁市市中区教育局", "市中区教育局"),
        ("宁波市镇海区教育局", "镇海区教育局"),
    ],
)
def test_regions_above_the_organs_own_are_left_out(name: str, shorter: str) -> None:
    assert without_higher_regions(name) == shorter


@pytest.mark.parametrize(
    "name",
    [
        "海曙区教育局",
        "青川市教育局",
        "浙江省教育厅",
        "新沂市市场监督管理局",
        "北京市城乡建设委员会",
        "杭州市社区服务中心",
        "沙市区卫生局",
        "宁波市区域合作办公室",
        "海南省三沙市市政管理局",
        "梅州市梅县区财政局",
        "云坪区人民政府柳荫街道办事处",
        "",
    ],
)
def test_name_stays_whole_where_it_is_not_certain_what_is_above(name: str) -> None:
    assert without_higher_regions(name) == name
