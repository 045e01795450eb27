"""Alarms: they show in the console, and whoever runs the stack adds where they go."""

from __future__ import annotations

from aws_cdk import aws_cloudwatch
from constructs import Construct


def alarm(
    scope: Construct,
    id: str,  # noqa: A002 - the CDK's word
    metric: aws_cloudwatch.IMetric,
    meaning: str,
) -> None:
    """Alarm as soon as a metric is not 0; `meaning`: what that means, and what is to be done."""
    aws_cloudwatch.Alarm(
        scope,
        id,
        metric=metric,
        alarm_description=meaning,
        threshold=0,
        comparison_operator=aws_cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
        evaluation_periods=1,
        treat_missing_data=aws_cloudwatch.TreatMissingData.NOT_BREACHING,
    )
