"""Texts with more rows or cells than any report take time by their length, not by its square."""

from __future__ import annotations

import contextlib
from pathlib import Path
from time import process_time

import pytest

from gouji.reading.read import read
from gouji.report import UnreadableReport

SAMPLES = Path(__file__).parents[3] / "samples"
_MOST = 4.0  # seconds; by the square of the length each of them took twice as many or more
_SPACED = "一、本年新收政府信息公开申请数量 1 0 0 0 0 0 1\n"
_BLOCKS = "信息内容\n本年处理决定数量\n行政许可\n1\n行政处罚\n2\n本年收费金额\n行政事业性收费\n3\n"
_ROW = "一、本年新收政府信息公开申请数量\t1\t0\t0\t0\t0\t0\t1\n"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            _ROW + "\n\n附表\n\n" + "某某\t1\t2\t3\t4\t5\t6\t7\n" * 1600,
            id="rows behind the tables",
        ),
        pytest.param("\t总计\n" * 14_000 + "表\t总计\n", id="labels on one row"),
        pytest.param(_ROW + "\t1\t2\t3\t4\t5\t6\t7\n" * 1600 + _ROW, id="rows without a label"),
        pytest.param(
            _SPACED + "自然人 商业企业 科研机构\n" + _SPACED + "某栏目 5 6\n" * 20_000 + _SPACED,
            id="flattened rows in other words",
        ),
        pytest.param(
            "自然人 商业企业 科研机构\n" + _SPACED + "1 2 3 4 5 6 7\n" * 20_000 + _SPACED,
            id="flattened rows without a label",
        ),
        pytest.param("一、总体情况\n" * 16_000 + _ROW, id="headings"),
        pytest.param("青川市2022年政府信息公开工作年度报告\n" * 4000 + _ROW, id="titles"),
        pytest.param(_ROW + "青川市水利局 2022年1月15日\n" * 8000, id="signatures"),
        pytest.param("（单位：万元）\n" * 8000 + _ROW, id="units"),
        pytest.param("{|\n|-\n" + "| 1 || 2\n" * 9000 + _ROW, id="cells of a wiki"),
        pytest.param("{|\n" * 9000 + _ROW, id="tables in tables of a wiki"),
        pytest.param("{|\n" + "<!-- [[ <ref> [https://x {{ " * 9000 + _ROW, id="marks of a wiki"),
        pytest.param("{|\n|-\n| " + "a=b " * 9000 + "\n" + _ROW, id="attributes of a wiki"),
        pytest.param("{|\n| 1\n|}\n" * 4000 + _ROW, id="tables of a wiki"),
        pytest.param(
            "自然人 法人或其他组织 总计\n商业企业 科研机构 社会公益组织 法律服务机构 其他\n"
            + ("(一)予以公开 1 0 0 0 0 0 1\n1.属于国家秘密 1 0 0 0 0 0 1\n" + _SPACED) * 5000,
            id="rows shorter than their header",
        ),
        pytest.param(_BLOCKS * 6000, id="blocks of table 2"),
        pytest.param("2021年政府信息公开情况统计表\n" * 4000 + _ROW, id="captions of a year"),
    ],
)
def test_time_to_read_grows_with_the_length_of_a_text(text: str) -> None:
    start = process_time()
    with contextlib.suppress(UnreadableReport):
        read(text.encode())
    assert process_time() - start < _MOST


def test_row_of_nothing_but_totals_is_no_row_of_table_4() -> None:
    text = (SAMPLES / "yunping-grain-2022.txt").read_text(encoding="utf-8")
    stacked = text + "\n" + "\t总计\n" * 20  # a cell a line
    assert read(stacked.encode()).cells == read(text.encode()).cells
