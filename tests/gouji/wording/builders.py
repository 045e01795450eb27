"""Results, with just what a test says about them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import msgspec

from gouji.facts.base import Reason
from gouji.form import TABLES, layout
from gouji.report import FormatVersion, Number, Place
from gouji.result import Result
from gouji.verdict import Finding, Severity, Unassessed
from gouji.wording.told import reasoned

TOTAL: Final = "t3.concluded.total"
NAMES: Final = {"X-01": "甲规则", "X-02": "乙规则", "X-03": "丙规则"}


def result(format_version: FormatVersion = "2021", /, **fields: Any) -> Result:
    """A report of zeros, each at its place; `fields` replace what is there, cells, marks and places add to it."""
    tables = [TABLES[table, format_version] for table in ("t2", "t3", "t4")]
    made: dict[str, Any] = {
        "file": "年报.docx",
        "status": "flagged" if fields.get("findings") else "passed",
        "reason": None,
        "organ": "青川市档案局",
        "year": 2022 if format_version == "2021" else 2020,
        "forms": dict.fromkeys(("t2", "t3", "t4"), format_version),
        "cells": {cell: 0 for table in tables for cell in table.specs},
        "marks": {},
        "deduced": {},
        "units": {},
        "places": {
            box.cell: Place("0", 3, i, box.row + 1, box.column + 1)
            for i, table in enumerate(tables, 1)
            for box in layout(table)
            if box.cell
        },
        "findings": (),
        "unassessed": (),
        "rule_names": NAMES,
    }
    for name, value in fields.items():
        made[name] = {**made[name], **value} if isinstance(value, dict) else value
    return msgspec.convert(made, Result)


def finding(
    message: str = "这里不平。",
    rule: str = "X-01",
    severity: Severity = "error",
    *,
    cells: tuple[str, ...] = (TOTAL,),
    cause: int | None = None,
    repairs: tuple[Mapping[str, Number | float], ...] = (),
    bounded: bool = False,
) -> Finding:
    """A finding with words of its own."""
    made = {
        "rule": rule,
        "severity": severity,
        "cells": cells,
        "message": message,
        "key": "0" * 16,
        "facts": {"kind": "table-missing", "table": "t4"},
        "cause": cause,
        "repairs": repairs,
        "bounded": bounded,
    }
    return msgspec.convert(made, Finding)


def unassessed(facts: Reason, rule: str = "X-01", cells: tuple[str, ...] = ()) -> Unassessed:
    """A rule that could not be checked."""
    return reasoned(Unassessed(rule, cells, "", facts))


def unreadable(reason: str) -> Result:
    """A file that is no report."""
    return Result(
        file="年报.docx",
        status="unreadable",
        reason=reason,
        organ=None,
        year=None,
        forms={"t2": None, "t3": None, "t4": None},
        cells={},
        marks={},
        deduced={},
        units={},
        places={},
        findings=(),
        unassessed=(),
        rule_names=NAMES,
    )
