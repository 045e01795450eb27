"""Reports and results as JSON and back; what was stored before a field existed is still read."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import jsonschema  # type: ignore[import-untyped]  # ships no types
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from gouji.codec import decode, encode, line, schemas
from gouji.judging.judge import judge
from gouji.report import Cell, Heading, Place, Report, TableReading
from gouji.result import Result, result_of
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
RESULT = result_of("年报.docx", WHOLE, judge(WHOLE))


def json_of(value: object) -> Any:
    return json.loads(encode(value))


def test_report_comes_back_as_it_was() -> None:
    assert decode(encode(WHOLE), Report) == WHOLE


def test_result_comes_back_as_it_was_with_the_facts_of_each_finding_and_reason() -> None:
    assert RESULT.findings
    assert any(item.facts for item in RESULT.unassessed)
    assert decode(encode(RESULT), Result) == RESULT


def test_report_stored_without_the_newer_fields_is_read() -> None:
    stored = json_of(WHOLE)
    for key in ("lead", "headings", "traditional"):
        del stored[key]
    for table in stored["tables"]:
        del table["labels"], table["extra_rows"]
    (table,) = WHOLE.tables
    older = replace(table, labels=(), extra_rows=())
    expected = replace(WHOLE, lead=(), headings=(), traditional=None, tables=(older,))
    assert decode(json.dumps(stored).encode(), Report) == expected


@pytest.mark.parametrize("within", [[], ["findings", 0], ["unassessed", 0], ["rules"]])
def test_field_that_the_class_does_not_have_is_a_fault(within: list[Any]) -> None:
    stored = json_of(RESULT)
    place = stored
    for step in within:
        place = place[step]
    place["remark"] = ""
    with pytest.raises(msgspec.ValidationError, match="remark"):
        decode(json.dumps(stored).encode(), Result)


@pytest.mark.parametrize("missing", ["file", "cells", "findings", "places"])
def test_result_without_a_field_that_was_always_there_is_a_fault(missing: str) -> None:
    stored = json_of(RESULT)
    del stored[missing]
    with pytest.raises(msgspec.ValidationError, match=missing):
        decode(json.dumps(stored).encode(), Result)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=7) | st.integers())
def test_numbers_come_back_exactly(number: Decimal | int) -> None:
    cell = decode(encode(Cell(number)), Cell)
    assert cell.value == number
    assert isinstance(json.loads(encode(number)), int | float)


def test_whole_numbers_stay_whole() -> None:
    assert encode({"cells": {"a": 37, "b": Decimal("0.5")}}) == b'{"cells":{"a":37,"b":0.5}}'


def test_line_is_the_same_json_with_spaces() -> None:
    assert line({"a": [1, 2], "b": "年"}) == '{"a": [1, 2], "b": "年"}'
    assert json.loads(line(RESULT)) == json_of(RESULT)


def test_schema_takes_what_is_encoded_and_calls_every_number_a_number() -> None:
    (own,), components = schemas([Result], "#/components/schemas/{name}")
    schema = own | {"components": {"schemas": components}}
    result = replace(RESULT, cells={"t2.charges.amount": Decimal("0.5"), "t3.granted.other": None})
    jsonschema.validate(json_of(result), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(json_of(result) | {"cells": {"t2.charges.amount": "0.5"}}, schema)
