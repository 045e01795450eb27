"""The findings of an office's year as CSV: a row a finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from gouji.exports.labels import heading
from gouji.exports.separated import Value, separated
from gouji.result import Result
from gouji.season.life import Decision
from gouji.verdict import Finding, Repair
from gouji.wording.explanation import own_words
from gouji.wording.exported import FINDING_COLUMNS, cell_names
from gouji.wording.sentences import number
from gouji.wording.verdict import SEVERITIES, STATUSES


class Judged(Struct, frozen=True, kw_only=True):
    """The verdict on one organ's report; `waived`: the findings that are, by their keys."""

    organ: str
    year: int
    upload_id: str
    result: Result
    waived: Mapping[str, Decision] = {}


def findings_csv(reports: Iterable[Judged]) -> bytes:
    """One line of headings, then a row a finding, in the order of the reports and of their findings."""
    headings = [heading(name, field) for field, name in FINDING_COLUMNS.items()]
    rows = (_row(report, finding) for report in reports for finding in report.result.findings)
    return separated([headings, *rows])


def _row(report: Judged, finding: Finding) -> list[Value]:
    result, waiver = report.result, report.waived.get(finding.key)
    return [
        report.organ,
        report.year,
        report.upload_id,
        result.status,
        STATUSES[result.status],
        finding.rule,
        result.rule_names.get(finding.rule),
        finding.severity,
        SEVERITIES[finding.severity],
        own_words(finding),
        " ".join(finding.cells),
        cell_names(result, finding.cells),
        finding.cause,
        " | ".join(map(_repair, finding.repairs)),
        finding.assuming,
        finding.key,
        *_waiver(waiver),
    ]


def _repair(repair: Repair) -> str:
    """「t3.concluded.total: 39」: a value a cell."""
    return "; ".join(f"{cell}: {number(value)}" for cell, value in repair.items())


def _waiver(decision: Decision | None) -> Iterator[Value]:
    """When, who and why; nothing of a finding that is not waived."""
    if decision is None:
        yield from (None, None, None)
    else:
        yield from (decision.at, decision.by.name or decision.by.sub, decision.reason)
