"""A report as JSON and back; what was stored before a field existed is still read."""

from __future__ import annotations

import json

from msgspec.structs import replace

from gouji.report import Cell, Heading, Place, Report, TableReading
from gouji.wire import report_from_json, report_to_json
from tests.gouji.judging.reports import CLEAN, with_cells

WHOLE: Report = replace(
    with_cells(
        t2__charges__amount=Cell(None, "blank", "万元", Place("", 1, 2, 3, 4, (1.0, 2.0, 3.0, 4.0)))
    ),
    tables=(TableReading("t3", 175, 175, 0, 25, 25, ("分成两段。",), (("甲", "乙"),), ("丙",)),),
    lead=("编制说明。",),
    headings=(*CLEAN.headings, Heading(None, "七、附表")),
    traditional=0.25,
)


def test_report_comes_back_as_it_was() -> None:
    assert report_from_json(json.loads(json.dumps(report_to_json(WHOLE)))) == WHOLE


def test_report_stored_without_the_newer_fields_is_read() -> None:
    stored = report_to_json(WHOLE)
    for key in ("lead", "headings", "traditional"):
        del stored[key]
    for table in stored["tables"]:
        del table["labels"], table["extra_rows"]
    (table,) = WHOLE.tables
    older = replace(table, labels=(), extra_rows=())
    expected = replace(WHOLE, lead=(), headings=(), traditional=None, tables=(older,))
    assert report_from_json(stored) == expected
