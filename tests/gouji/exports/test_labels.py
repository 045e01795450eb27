from __future__ import annotations

import pytest

from gouji.exports.labels import heading, name_of
from gouji.form import all_cell_ids


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("t2.charges.amount", "表二·行政事业性收费·本年收费金额（单位：万元）"),
        ("t2.licences.decisions", "表二·行政许可·本年处理决定数量"),
        ("t3.new_received.total", "表三·一、本年新收政府信息公开申请数量·总计"),
        (
            "t3.denied.state_secret.business",
            "表三·三、本年度办理结果·（三）不予公开·1.属于国家秘密·法人或其他组织·商业企业",
        ),
        ("t3.other.all.total", "表三·三、本年度办理结果·（六）其他处理·总计"),
        ("t4.litigation_direct.upheld", "表四·行政诉讼·未经复议直接起诉·结果维持"),
    ],
)
def test_name_leads_from_the_table_to_the_cell(cell: str, name: str) -> None:
    assert name_of(cell) == name


def test_no_two_cells_have_one_name() -> None:
    names = [name_of(cell) for cell in all_cell_ids()]
    assert len(set(names)) == len(names)


def test_heading_has_the_name_for_people_and_the_field_for_programs() -> None:
    assert heading("机关", "organ") == "机关〔organ〕"
