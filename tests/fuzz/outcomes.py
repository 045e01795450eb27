"""What may come of any bytes at all: a report, or one sentence for the sender; never anything else."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from time import process_time
from typing import Any, Final, get_args

from gouji.codec import decode, encode
from gouji.form import TABLES, format_version_of
from gouji.judging.judge import judge, unreadable
from gouji.money import Unit
from gouji.reading import limits
from gouji.reading.read import read
from gouji.report import FormatVersion, Mark, Report, UnreadableReport
from gouji.result import Result, result_of
from gouji.verdict import Severity, Status

MOST_SECONDS: Final = limits.SECONDS + 10.0  # one step of a library may begin just before the limit
_SENTENCE = re.compile(r"[^。\n]*[\u4e00-\u9fff][^。\n]*。")
_RULE = re.compile(r"[A-Z0-9]+-\d\d")
_KEYS: Final = {
    *("file", "status", "reason", "organ", "year", "forms", "cells", "marks", "deduced", "units"),
    *("places", "findings", "unassessed", "tables", "rules", "rule_names", "measured"),
}


class WrongOutcome(AssertionError):
    """The file led to something that the contract does not know."""


def outcome_of(document: bytes) -> dict[str, Any]:
    """The line of `gouji check --json` for these bytes, checked. Raises WrongOutcome, or what reading raised."""
    start = process_time()
    try:
        report = read(document, file="报告.bin")
    except UnreadableReport as error:
        _require(_SENTENCE.fullmatch(str(error)), f"no sentence: {error}")
        result = result_of("报告.bin", None, unreadable(str(error)))
    else:
        result = result_of("报告.bin", report, judge(report))
        _require(decode(encode(report), Report) == report, "the report changes on its way")
    _require(process_time() - start < MOST_SECONDS, "too slow")
    _require(decode(encode(result), Result) == result, "the result changes on its way")
    line: dict[str, Any] = json.loads(encode(result))
    _check(line)
    return line


def pictures_in(document: bytes, *, pdf: bool = False) -> int:
    """How many pictures a scan has for character recognition; none where it is refused."""
    from gouji.reading.scans.apart import pictures_apart

    count = 0
    with suppress(UnreadableReport), limits.of_document():
        for _ in pictures_apart(document, "pdf" if pdf else "image"):
            count += 1
    return count


def _require(holds: object, otherwise: str) -> None:
    if not holds:
        raise WrongOutcome(otherwise)


def _check(line: Mapping[str, Any]) -> None:
    """The contract's schema, and that a cell is null if and only if a mark says why."""
    _require(set(line) == _KEYS, "keys")
    _require(line["status"] in get_args(Status), "status")
    _require(line["year"] is None or 2000 <= line["year"] <= 2100, f"year {line['year']}")
    _require(line["organ"] is None or line["organ"], "organ")
    _require(set(line["forms"].values()) <= {None, *get_args(FormatVersion)}, "forms")
    if line["status"] == "unreadable":
        _require(
            line["reason"] and not line["cells"], "an unreadable file has a reason and no cells"
        )
        return
    known = {
        cell
        for (table, form), spec in TABLES.items()
        if form == (line["forms"][table] or format_version_of(line["year"]))
        for cell in spec.specs
    }
    _require(set(line["cells"]) == known, "cells")
    _check_cells(line, known)
    _check_rules(line, known)


def _check_cells(line: Mapping[str, Any], known: set[str]) -> None:
    cells, marks = line["cells"], line["marks"]
    for name in ("marks", "deduced", "units", "places"):
        _require(set(line[name]) <= known, name)
    _require(set(marks.values()) <= set(get_args(Mark)), "marks")
    _require(set(line["units"].values()) <= set(get_args(Unit)), "units")
    nulls = {cell for cell, value in cells.items() if value is None}
    silent = {cell for cell, mark in marks.items() if mark in {"inferred", "recognised"}}
    _require(nulls == set(marks) - silent, "a cell is null without a mark, or marked with a value")
    _require(set(line["deduced"]) <= nulls, "deduced cells are null")
    for cell, place in line["places"].items():
        ordinals = [place[key] for key in ("page", "table", "row", "column") if key in place]
        _require(all(isinstance(n, int) and n >= 1 for n in ordinals), f"{cell} {place}")
        _require(len(place.get("box", range(4))) == 4, "box")


def _check_rules(line: Mapping[str, Any], known: set[str]) -> None:
    for item in (*line["findings"], *line["unassessed"]):
        _require(_RULE.fullmatch(item["rule"]), item["rule"])
        _require(set(item["cells"]) <= known, f"{item['rule']} {item['cells']}")
        _require(item.get("message") or item.get("reason"), "a rule says why")
    for finding in line["findings"]:
        _require(finding["severity"] in get_args(Severity), "severity")
        _require(all(n >= 0 for repair in finding["repairs"] for n in repair.values()), "repairs")
