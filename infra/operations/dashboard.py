"""One dashboard: what comes in, verdicts, health, mail, what costs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from aws_cdk import (
    Duration,
    Stack,
    aws_apigatewayv2,
    aws_cloudwatch,
    aws_dynamodb,
    aws_lambda,
    aws_sns,
)
from aws_cdk import aws_stepfunctions as sfn
from constructs import Construct

from functions.adapters import metrics
from infra.alarms import minutes
from infra.messaging import DeadLetterQueue
from infra.operations.measured import each_of, metric_of

_Metrics = Sequence[aws_cloudwatch.IMetric]
_PERIOD = minutes(60)
_DAY = Duration.days(1)


class Overview(Construct):
    """Rows of three or four graphs; a week is shown."""

    def __init__(
        self,
        scope: Construct,
        id: str,  # noqa: A002 - the CDK's word
        *,
        office: aws_sns.ITopic,
        api: aws_apigatewayv2.HttpApi,
        table: aws_dynamodb.ITable,
    ) -> None:
        """`office`: the topic of the offices' mail. `table`: the one in use."""
        super().__init__(scope, id)
        parts = Stack.of(self).node.find_all()
        self._functions = [part for part in parts if isinstance(part, aws_lambda.Function)]
        self._machines = [part for part in parts if isinstance(part, sfn.StateMachine)]
        self._letters = [part for part in parts if isinstance(part, DeadLetterQueue)]
        self._table = table
        rows = [
            self._incoming(api),
            self._verdicts(),
            self._health(),
            self._mail(office),
            self._costs(api),
        ]
        aws_cloudwatch.Dashboard(
            self,
            "Dashboard",
            default_interval=Duration.days(7),
            widgets=[list(row) for row in rows],
        )

    def _incoming(self, api: aws_apigatewayv2.HttpApi) -> Iterator[aws_cloudwatch.IWidget]:
        yield _graph("Uploads", [metric_of(metrics.UPLOADS, "Sum", _PERIOD)])
        yield _graph(
            "Runs", [run.metric_started(period=_PERIOD, statistic="Sum") for run in self._machines]
        )
        yield _graph("Requests", [api.metric_count(period=_PERIOD, statistic="Sum")])

    def _verdicts(self) -> Iterator[aws_cloudwatch.IWidget]:
        yield _graph("Verdicts", [each_of(metrics.VERDICTS, "Sum", _PERIOD)])
        yield _graph("Findings by rule, a day", [each_of(metrics.FINDINGS, "Sum", _DAY)])
        yield _graph("Cells by mark", [each_of(metrics.MARKED_CELLS, "Sum", _PERIOD)])
        yield _graph(
            "Share that is incomplete, and recognised",
            [
                metric_of(metrics.INCOMPLETE, "Average", _PERIOD),
                metric_of(metrics.RECOGNISED, "Average", _PERIOD),
            ],
        )

    def _health(self) -> Iterator[aws_cloudwatch.IWidget]:
        yield _graph(
            "Runs that failed, timed out or were aborted",
            [
                *(run.metric_failed(period=_PERIOD, statistic="Sum") for run in self._machines),
                *(run.metric_timed_out(period=_PERIOD, statistic="Sum") for run in self._machines),
                *(run.metric_aborted(period=_PERIOD, statistic="Sum") for run in self._machines),
                metric_of(metrics.FAILURES, "Sum", _PERIOD),
            ],
        )
        yield _graph(
            "Errors and throttles of functions",
            list(
                chain.from_iterable(
                    (
                        each.metric_errors(period=_PERIOD, statistic="Sum"),
                        each.metric_throttles(period=_PERIOD, statistic="Sum"),
                    )
                    for each in self._functions
                )
            ),
        )
        yield _graph(
            "Seconds: to the verdict (95 of 100), of the oldest run",
            [
                metric_of(metrics.TIME_TO_VERDICT, "p95", _PERIOD),
                metric_of(metrics.OLDEST_RUN, "Maximum", _PERIOD),
            ],
        )
        yield _graph(
            "Dead letters, and the canary",
            [
                *(
                    letters.queue.metric_approximate_number_of_messages_visible(
                        period=_PERIOD, statistic="Maximum"
                    )
                    for letters in self._letters
                ),
                metric_of(metrics.CANARY_PASSED, "Minimum", _PERIOD),
            ],
        )

    def _mail(self, office: aws_sns.ITopic) -> Iterator[aws_cloudwatch.IWidget]:
        yield _graph("Messages by kind", [each_of(metrics.MESSAGES, "Sum", _PERIOD)])
        yield _graph("Messages told again", [metric_of(metrics.REPEATED_MESSAGES, "Sum", _PERIOD)])
        yield _graph(
            "Delivered, and not",
            [
                office.metric_number_of_notifications_delivered(period=_PERIOD, statistic="Sum"),
                office.metric_number_of_notifications_failed(period=_PERIOD, statistic="Sum"),
            ],
        )

    def _costs(self, api: aws_apigatewayv2.HttpApi) -> Iterator[aws_cloudwatch.IWidget]:
        yield _graph(
            "Milliseconds of functions (their sum is what is paid)",
            [each.metric_duration(period=_PERIOD, statistic="Sum") for each in self._functions],
        )
        yield _graph(
            "Units of the table",
            [
                self._table.metric_consumed_read_capacity_units(period=_PERIOD, statistic="Sum"),
                self._table.metric_consumed_write_capacity_units(period=_PERIOD, statistic="Sum"),
            ],
        )
        yield _graph("Bytes that the API sends", [api.metric_data_processed(period=_PERIOD)])


def _graph(title: str, lines: _Metrics) -> aws_cloudwatch.GraphWidget:
    return aws_cloudwatch.GraphWidget(title=title, left=list(lines), width=6)
