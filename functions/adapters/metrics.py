"""What is measured beside what AWS measures itself: each metric once, and how it is written (embedded metric format).

A metric is a series for each value of its one dimension; each costs by the hour in which it has a value. So no office,
organ or file is one: rules, marks, states and kinds are few, and known beforehand.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

NAMESPACE: Final = "Gouji"


class Metric(NamedTuple):
    """`service`: the function that writes it, which is a dimension of each. `unit`: as CloudWatch names it."""

    name: str
    service: str
    unit: str = "Count"
    dimension: str | None = None


UPLOADS: Final = Metric("Uploads", "ingest")
VERDICTS: Final = Metric("Verdicts", "validate", dimension="status")
FINDINGS: Final = Metric("Findings", "validate", dimension="rule")
MARKED_CELLS: Final = Metric("MarkedCells", "validate", dimension="mark")
# 0 or 1 for each verdict: the average is the share, and how many there were is the sample count.
INCOMPLETE: Final = Metric("Incomplete", "validate")
RECOGNISED: Final = Metric("Recognised", "validate")
# From the upload, by S3's clock.
TIME_TO_VERDICT: Final = Metric("TimeToVerdict", "validate", "Seconds")
FAILURES: Final = Metric("Failures", "notify")
MESSAGES: Final = Metric("Messages", "notify", dimension="kind")
# Published again with the same id, because the first answer was lost.
REPEATED_MESSAGES: Final = Metric("RepeatedMessages", "notify")
OLDEST_RUN: Final = Metric("OldestRun", "canary", "Seconds")
CANARY_PASSED: Final = Metric("CanaryPassed", "canary")

METRICS: Final = (
    UPLOADS,
    VERDICTS,
    FINDINGS,
    MARKED_CELLS,
    INCOMPLETE,
    RECOGNISED,
    TIME_TO_VERDICT,
    FAILURES,
    MESSAGES,
    REPEATED_MESSAGES,
    OLDEST_RUN,
    CANARY_PASSED,
)


def write(values: Mapping[Metric, float], of: str | None = None) -> None:
    """Write metrics of one dimension, or of none; `of`: its value. Written last, after what they count is stored.

    A retry, which comes where that could not be told, counts once more: no count is less than the truth. ValueError
    where the dimension has no value, or there is a value and no dimension.
    """
    from aws_lambda_powertools.metrics import EphemeralMetrics

    # `service`, which it takes from the environment, is a dimension of all.
    line = EphemeralMetrics(namespace=NAMESPACE)
    for metric, value in values.items():
        if (metric.dimension is None) != (of is None):
            raise ValueError(f"{metric.name} is by {metric.dimension}, not of {of}")
        if metric.dimension and of:
            line.add_dimension(metric.dimension, of)
        line.add_metric(metric.name, metric.unit, value)
    line.flush_metrics()


def write_each(metric: Metric, values: Mapping[str, float]) -> None:
    """Write a metric for each of several values of its dimension."""
    for of, value in values.items():
        write({metric: value}, of)
