"""Results as JSON (contract), with just what a test says about them."""

from __future__ import annotations

from typing import Any, Final

from gouji.form import TABLES, layout
from gouji.report import FormId

TOTAL: Final = "t3.concluded.total"
NAMES: Final = {"X-01": "甲规则", "X-02": "乙规则", "X-03": "丙规则"}


def result(form: FormId = "2021", /, **fields: Any) -> dict[str, Any]:
    """A report of zeros, each at its place; `fields` replace what is there, cells, marks and places add to it."""
    tables = [TABLES[table, form] for table in ("t2", "t3", "t4")]
    made: dict[str, Any] = {
        "file": "年报.docx",
        "status": "flagged" if fields.get("findings") else "passed",
        "reason": None,
        "organ": "青川市档案局",
        "year": 2022 if form == "2021" else 2020,
        "forms": dict.fromkeys(("t2", "t3", "t4"), form),
        "cells": {cell: 0 for table in tables for cell in table.specs},
        "marks": {},
        "deduced": {},
        "units": {},
        "places": {
            box.cell: {
                "text": "0",
                "page": 3,
                "table": i,
                "row": box.row + 1,
                "column": box.column + 1,
            }
            for i, table in enumerate(tables, 1)
            for box in layout(table)
            if box.cell
        },
        "findings": [],
        "unassessed": [],
        "tables": [],
        "rule_names": NAMES,
    }
    for name, value in fields.items():
        made[name] = {**made[name], **value} if isinstance(value, dict) else value
    return made


def finding(
    message: str = "这里不平。",
    rule: str = "X-01",
    severity: str = "error",
    *,
    cells: tuple[str, ...] = (TOTAL,),
    cause: int | None = None,
    repairs: tuple[dict[str, float], ...] = (),
    bounded: bool = False,
) -> dict[str, Any]:
    """A finding with words of its own."""
    return {
        "rule": rule,
        "severity": severity,
        "cells": list(cells),
        "message": message,
        "cause": cause,
        "repairs": [dict(repair) for repair in repairs],
        "bounded": bounded,
    }


def unassessed(reason: str, rule: str = "X-01", cells: tuple[str, ...] = ()) -> dict[str, Any]:
    """A rule that could not be checked."""
    return {"rule": rule, "cells": list(cells), "reason": reason}


def unreadable(reason: str) -> dict[str, Any]:
    """A file that is no report."""
    nothing: dict[str, Any] = {"t2": None, "t3": None, "t4": None}
    made = result(status="unreadable", reason=reason, organ=None, year=None, forms=nothing)
    return made | {"cells": {}, "places": {}}
