from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from typing import Any

from gouji.exports.cells import Exported, cells_csv, cells_jsonl
from gouji.exports.labels import name_of
from gouji.form import TABLE_IDS, TABLES
from gouji.season.totals import Figures
from tests.gouji.exports.years import CHARGES, PROCUREMENT, TOTAL, cells_of, figures


def exported(organ: str = "甲局", own: Figures | None = None, **fields: Any) -> Exported:
    about = {"year": 2022, "upload_id": "a1", "standing": "to_review", **fields}
    return Exported(organ=organ, figures=figures() if own is None else own, **about)


def table(*reports: Exported) -> list[dict[str, str]]:
    """The rows of the CSV file by the ids in its headings."""
    text = io.StringIO(cells_csv(reports).decode("utf-8-sig"), newline="")
    header, *rows = csv.reader(text)
    ids = [name.rpartition("〔")[2].removesuffix("〕") for name in header]
    return [dict(zip(ids, row, strict=True)) for row in rows]


def test_headings_have_the_chinese_names_beside_the_ids() -> None:
    header = cells_csv([exported()]).decode("utf-8-sig").split("\r\n", maxsplit=1)[0]
    names = next(csv.reader([header]))
    assert names[:4] == [
        "机关〔organ〕",
        "年度〔year〕",
        "报送编号〔upload_id〕",
        "审核状态〔standing〕",
    ]
    assert f"{name_of(TOTAL)}〔{TOTAL}〕" in names


def test_every_cell_of_the_format_in_use_has_a_column_and_no_other() -> None:
    (row,) = table(exported())
    expected = {cell for t in TABLE_IDS for cell in TABLES[t, "2021"].specs}
    assert {cell for cell in row if cell.startswith(("t2.", "t3.", "t4."))} == expected


def test_certain_numbers_stand_as_printed() -> None:
    (row,) = table(exported())
    for cell, value in cells_of().items():
        assert Decimal(row[cell]) == value


def test_what_is_no_certain_number_is_told_in_the_cell_itself() -> None:
    marks: Any = {
        "t3.new_received.business": "blank",
        "t3.new_received.research": "placeholder",
        "t3.new_received.welfare": "missing",
        "t3.new_received.other": "unreadable",
        "t3.carried_in.total": "recognised",
        "t3.granted.total": "inferred",
    }
    own = figures({"t3.carried_in.total": 37, "t3.granted.total": 4}, marks)
    (row,) = table(exported(own=own))
    assert [row[cell] for cell in marks] == [
        "",
        "（占位符）",
        "（没有找到）",
        "（认不准）",
        "37（文字识别）",
        "4（推断拆分）",
    ]


def test_cell_that_a_format_does_not_have_is_no_blank() -> None:
    new, old = table(exported(), exported("乙局", figures(version="2019")))
    assert new["t3.other.all.total"] == old["t3.other.fee_overdue.total"] == "（本格式没有这一格）"
    assert (new["forms.t3"], old["forms.t3"]) == ("2021", "2019")


def test_report_that_was_not_read_has_a_row_that_says_so() -> None:
    _, row = table(exported(), exported("乙局", Figures({}, {}, {}), standing="unreadable"))
    assert row[TOTAL] == "（没有读出）"
    assert row["standing"] == "无法读取"


def test_amounts_stand_as_printed_with_their_unit_beside_them() -> None:
    own = figures({PROCUREMENT: 905}, units={PROCUREMENT: "元"}, version="2019")
    without = figures({PROCUREMENT: 905}, units={}, version="2019")
    (row, open_), (new,) = table(exported(own=own), exported("乙局", without)), table(exported())
    assert (row[PROCUREMENT], row[f"units.{PROCUREMENT}"]) == ("905", "元")
    assert (open_[PROCUREMENT], open_[f"units.{PROCUREMENT}"]) == ("905", "（没有写明）")
    assert new[f"units.{CHARGES}"] == "万元"


def test_year_without_reports_has_its_headings() -> None:
    assert table() == []
    assert cells_csv([]).decode("utf-8-sig").startswith("机关〔organ〕,")


def test_json_lines_have_cells_marks_and_units_as_in_the_contract() -> None:
    own = figures(marks={TOTAL: "blank"})
    (line,) = cells_jsonl([exported(own=own)]).decode().splitlines()
    found = json.loads(line, parse_float=Decimal)
    assert found["cells"] == own.cells
    assert found["marks"] == {TOTAL: "blank"}
    assert (found["organ"], found["year"], found["upload_id"]) == ("甲局", 2022, "a1")
    assert "labels" not in found


def test_json_lines_have_the_names_of_the_cells_where_they_are_asked_for() -> None:
    (line,) = cells_jsonl([exported()], labelled=True).decode().splitlines()
    found = json.loads(line)
    assert found["labels"] == {cell: name_of(cell) for cell in found["cells"]}
