"""Reports and results as plain JSON: the shape of the contract, and the way from Parse to Validate."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, cast

from gouji.report import Cell, Heading, Naming, Number, Place, Report, Section, TableReading
from gouji.verdict import Finding, Rulebook, Unassessed, Verdict

Json = dict[str, Any]


def number_to_json(number: Number | None) -> int | float | None:
    """Give a whole number as int, any other as float (shortest text that reads back the same)."""
    if number is None or isinstance(number, int):
        return number
    return int(number) if number == number.to_integral_value() else float(number)


def number_from_json(number: float | None) -> Number | None:
    """Read a JSON number back without binary rounding."""
    if number is None or isinstance(number, int):
        return number
    return Decimal(repr(number))


def result_to_json(file: str, report: Report | None, judgement: Verdict) -> Json:
    """One line of `gouji check --json` (contract.md); `report` is None where none could be read."""
    cells = report.cells if report else {}
    return {
        "file": file,
        "status": judgement.status,
        "reason": judgement.reason,
        "organ": report.organ if report else None,
        "year": report.year if report else None,
        "forms": dict(report.forms) if report else {"t2": None, "t3": None, "t4": None},
        "cells": {key: number_to_json(cell.value) for key, cell in cells.items()},
        "marks": {key: cell.mark for key, cell in cells.items() if cell.mark},
        "deduced": {key: number_to_json(n) for key, n in judgement.deduced.items()},
        "units": {key: cell.unit for key, cell in cells.items() if cell.unit},
        "places": {key: place_to_json(cell.place) for key, cell in cells.items() if cell.place},
        "findings": [_finding_to_json(finding) for finding in judgement.findings],
        "unassessed": [_unassessed_to_json(item) for item in judgement.unassessed],
        "tables": [_table_to_json(table) for table in report.tables] if report else [],
        "rule_names": dict(judgement.rule_names),
        "rules": _rulebook_to_json(judgement.rules) if judgement.rules else None,
    }


def place_to_json(place: Place) -> Json:
    """The place without what its medium does not have."""
    pairs = (
        ("page", place.page),
        ("table", place.table),
        ("row", place.row),
        ("column", place.column),
        ("box", list(place.box) if place.box else None),
    )
    return {"text": place.text} | {name: value for name, value in pairs if value is not None}


def _finding_to_json(finding: Finding) -> Json:
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "cells": list(finding.cells),
        "message": finding.message,
        "cause": finding.cause,
        "repairs": [
            {key: number_to_json(n) for key, n in repair.items()} for repair in finding.repairs
        ],
        "bounded": finding.bounded,
    }


def _unassessed_to_json(item: Unassessed) -> Json:
    return {"rule": item.rule, "cells": list(item.cells), "reason": item.reason}


def _rulebook_to_json(rules: Rulebook) -> Json:
    return {"version": rules.version, "off": list(rules.off), "severities": dict(rules.severities)}


def report_to_json(report: Report) -> Json:
    """The whole report as read, narrative included; `report_from_json` gives it back."""
    return {
        "organ": report.organ,
        "year": report.year,
        "title": report.title,
        "forms": dict(report.forms),
        "cells": {key: _cell_to_json(cell) for key, cell in report.cells.items()},
        "sections": [
            {"number": s.number, "heading": s.heading, "paragraphs": list(s.paragraphs)}
            for s in report.sections
        ],
        "tables": [_table_to_json(table) for table in report.tables],
        "namings": [
            {"source": n.source, "organ": n.organ, "year": n.year, "text": n.text}
            for n in report.namings
        ],
        "period": list(report.period) if report.period else None,
        "signature": report.signature,
        "date": report.date,
        "recognised": report.recognised,
        "reports": report.reports,
        "lead": list(report.lead),
        "headings": [{"number": h.number, "text": h.text} for h in report.headings],
        "traditional": report.traditional,
    }


def _table_to_json(table: TableReading) -> Json:
    return {
        "table": table.table,
        "rows_expected": table.rows_expected,
        "rows_found": table.rows_found,
        "expected": table.expected,
        "found": table.found,
        "marked": table.marked,
        "notes": list(table.notes),
        "labels": [list(pair) for pair in table.labels],
        "extra_rows": list(table.extra_rows),
    }


def _cell_to_json(cell: Cell) -> Json:
    pairs = (
        ("value", number_to_json(cell.value)),
        ("mark", cell.mark),
        ("unit", cell.unit),
        ("place", place_to_json(cell.place) if cell.place else None),
    )
    return {name: value for name, value in pairs if value is not None}


def report_from_json(data: Mapping[str, Any]) -> Report:
    """Give back what `report_to_json` wrote; KeyError where it was not.

    What it did not write at first may be lacking: reports stored then are still read.
    """
    return Report(
        organ=data["organ"],
        year=data["year"],
        title=data["title"],
        forms=data["forms"],
        cells={key: _cell_from_json(cell) for key, cell in data["cells"].items()},
        sections=tuple(
            Section(s["number"], s["heading"], tuple(s["paragraphs"])) for s in data["sections"]
        ),
        tables=tuple(_table_from_json(t) for t in data["tables"]),
        namings=tuple(Naming(**n) for n in data["namings"]),
        period=(data["period"][0], data["period"][1]) if data["period"] else None,
        signature=data["signature"],
        date=data["date"],
        recognised=data["recognised"],
        reports=data["reports"],
        lead=tuple(data.get("lead", ())),
        headings=tuple(Heading(**h) for h in data.get("headings", ())),
        traditional=data.get("traditional"),
    )


def _table_from_json(data: Mapping[str, Any]) -> TableReading:
    lists = {
        "notes": tuple(data["notes"]),
        "labels": tuple((printed, label) for printed, label in data.get("labels", ())),
        "extra_rows": tuple(data.get("extra_rows", ())),
    }
    return TableReading(**{**cast("Json", data), **lists})


def _cell_from_json(data: Mapping[str, Any]) -> Cell:
    place = data.get("place")
    if place:
        place = Place(**{**place, "box": tuple(place["box"]) if "box" in place else None})
    return Cell(number_from_json(data.get("value")), data.get("mark"), data.get("unit"), place)
