"""A verdict → what is measured of it."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from functions.adapters import metrics

if TYPE_CHECKING:
    from functions.adapters.messages import Upload
    from gouji.result import Result


def measure(upload: Upload, result: Result) -> None:
    """Write how a report was judged: its state, its findings by rule, its cells by mark, how long it took."""
    findings = Counter[str]()
    for finding in result.findings:
        findings[finding.rule] += 1 + finding.facts.further
    marks = Counter[str](result.marks.values())
    waited = datetime.now(UTC) - datetime.fromisoformat(upload.event_time)
    metrics.write({metrics.VERDICTS: 1}, result.status)
    metrics.write_each(metrics.FINDINGS, findings)
    metrics.write_each(metrics.MARKED_CELLS, marks)
    metrics.write(
        {
            metrics.INCOMPLETE: result.status in {"incomplete", "unreadable"},
            metrics.RECOGNISED: "recognised" in marks,
            metrics.TIME_TO_VERDICT: max(0.0, waited.total_seconds()),
        }
    )
