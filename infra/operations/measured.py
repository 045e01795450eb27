"""The metrics that functions write, as alarms and the dashboard ask for them."""

from __future__ import annotations

from aws_cdk import Duration, aws_cloudwatch

from functions.adapters.metrics import NAMESPACE, Metric


def metric_of(metric: Metric, statistic: str, period: Duration) -> aws_cloudwatch.Metric:
    """One that has no dimension but its function. ValueError of another."""
    if metric.dimension:
        raise ValueError(f"{metric.name} is by {metric.dimension}")
    return aws_cloudwatch.Metric(
        namespace=NAMESPACE,
        metric_name=metric.name,
        dimensions_map={"service": metric.service},
        statistic=statistic,
        period=period,
    )


def each_of(metric: Metric, statistic: str, period: Duration) -> aws_cloudwatch.MathExpression:
    """All series of one that has a dimension, whatever values it takes."""
    schema = f"{NAMESPACE},{metric.dimension},service"
    sought = f'{{{schema}}} MetricName="{metric.name}" service="{metric.service}"'
    return aws_cloudwatch.MathExpression(
        expression=f"SEARCH('{sought}', '{statistic}', {period.to_seconds()})",
        label="",
        period=period,
        using_metrics={},
    )
