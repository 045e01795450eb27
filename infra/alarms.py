"""Alarms: what each kind means, and which section of the runbook says what to do. All go to the operations topic."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from aws_cdk import Duration, aws_cloudwatch
from constructs import Construct

RUNBOOK: Final = "docs/operations.md"
# The kind of an alarm, which is its construct's id → the heading in the runbook.
SECTIONS: Final[Mapping[str, str]] = {
    "RunFailed": "A run failed or timed out",
    "RunTimedOut": "A run failed or timed out",
    "Waiting": "Dead letters wait",
    "Errors": "A function keeps failing",
    "Throttled": "Functions are throttled",
    "OldestRun": "Uploads wait too long",
    "Degraded": "Many reports cannot be read",
    "Undelivered": "Mail is not delivered",
    "InDoubtAlarm": "A message is in doubt",
    "KeyOfNoOfficeAlarm": "A file lies at a key of no office",
    "TableThrottled": "The table does not answer",
    "TableFailed": "The table does not answer",
    "ApiFailed": "The API fails",
    "CanaryFailed": "The canary failed or did not come",
    "CanaryAbsent": "The canary failed or did not come",
}
_Missing = aws_cloudwatch.TreatMissingData


def alarm(
    scope: Construct,
    id: str,  # noqa: A002 - the CDK's word
    metric: aws_cloudwatch.IMetric,
    meaning: str,
    *,
    above: float = 0,
    below: float | None = None,
    periods: tuple[int, int] = (1, 1),
    missing: aws_cloudwatch.TreatMissingData = _Missing.NOT_BREACHING,
) -> aws_cloudwatch.Alarm:
    """Alarm where a metric is above a bound, or, where `below` is given, below that one.

    `id`: one of SECTIONS. `meaning`: what that means, for the operator. `periods`: in how many of the last how many.
    """
    comparison = aws_cloudwatch.ComparisonOperator
    some, of = periods
    return aws_cloudwatch.Alarm(
        scope,
        id,
        metric=metric,
        alarm_description=f"{meaning} {RUNBOOK}: {SECTIONS[id]}",
        threshold=above if below is None else below,
        comparison_operator=(
            comparison.GREATER_THAN_THRESHOLD if below is None else comparison.LESS_THAN_THRESHOLD
        ),
        evaluation_periods=of,
        datapoints_to_alarm=some,
        treat_missing_data=missing,
    )


def minutes(count: int) -> Duration:
    """A metric's period."""
    return Duration.minutes(count)
