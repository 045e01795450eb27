"""An alarm for every function, state machine and queue that the stack has, whoever added it, and for its table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from aws_cdk import (
    Stack,
    aws_apigatewayv2,
    aws_cloudwatch,
    aws_dynamodb,
    aws_lambda,
    aws_logs,
    aws_sns,
)
from aws_cdk import aws_stepfunctions as sfn
from aws_cdk.aws_cloudwatch_actions import SnsAction
from constructs import Construct

from functions.adapters.metrics import INCOMPLETE, NAMESPACE
from infra.alarms import alarm, minutes
from infra.operations.measured import metric_of

# A file that is no report, or is a scan, is raised as an error by what reads it, and logged by this word: a season's
# peak brings any number of them.
_READING: Final = frozenset({"Parse", "Recognise"})
_RAISED: Final = "raised"
# An error counts when its call began, a line in the log when it was written: so many calls may be under way between.
_UNDER_WAY: Final = 10
# Called each quarter of an hour, and tried again for minutes only: it cannot fail for long.
_SCHEDULED: Final = frozenset({"Canary"})
_KEEPS: Final = (3, 3)  # five minutes each
_OPERATIONS: Final = ("GetItem", "Query", "TransactWriteItems")


class Watched(Construct):
    """Made last: it looks through all that the stack has. What has an alarm of its own already is left alone."""

    def __init__(
        self,
        scope: Construct,
        id: str,  # noqa: A002 - the CDK's word
        *,
        topic: aws_sns.ITopic,
        office: aws_sns.ITopic,
        api: aws_apigatewayv2.HttpApi,
        table: aws_dynamodb.ITable,
        incomplete: float,
    ) -> None:
        """`office`: the topic whose mail is watched. `table`: the one in use, which may be a restored one.

        `incomplete`: the share of verdicts above which it is alarming.
        """
        super().__init__(scope, id)
        for part in Stack.of(self).node.find_all():
            self._watch(part)
        self._watch_table(table)
        self._watch_api(api)
        self._watch_mail(office)
        self._watch_reading(incomplete)
        action = SnsAction(topic)
        for part in Stack.of(self).node.find_all():
            if isinstance(part, aws_cloudwatch.Alarm):
                part.add_alarm_action(action)
                part.add_ok_action(action)  # how one knows that it is over

    def _watch(self, part: object) -> None:
        if isinstance(part, aws_lambda.Function):
            self._watch_function(part)
        elif isinstance(part, sfn.StateMachine):
            self._watch_machine(part)

    def _place(self, part: Construct) -> Construct:
        """Where the alarms of a part are: named as what it belongs to."""
        return Construct(self, part.node.path.split("/", 1)[1].replace("/", ""))

    def _watch_function(self, function: aws_lambda.Function) -> None:
        name = function.node.scope.node.id if function.node.scope else function.node.id
        place = self._place(function)
        errors = function.metric_errors(period=minutes(5), statistic="Sum")
        is_reading = name in _READING
        alarm(
            place,
            "Errors",
            _faults(place, name, function, errors) if is_reading else errors,
            f"{name} fails again and again.",
            above=_UNDER_WAY if is_reading else 0,
            periods=(1, 1) if name in _SCHEDULED else _KEEPS,
        )
        alarm(
            place,
            "Throttled",
            function.metric_throttles(period=minutes(15), statistic="Sum"),
            f"{name} has been refused for an hour: the account has no function free.",
            periods=(4, 4),
        )

    def _watch_machine(self, machine: sfn.StateMachine) -> None:
        alarm(
            self._place(machine),
            "RunTimedOut",
            machine.metric_timed_out(period=minutes(5), statistic="Sum"),
            "A run took longer than it may.",
        )

    def _watch_table(self, table: aws_dynamodb.ITable) -> None:
        names = {"TableName": table.table_name}
        for what in ("Read", "Write"):
            alarm(
                Construct(self, f"Table{what}"),
                "TableThrottled",
                _aws("DynamoDB", f"{what}ThrottleEvents", names),
                f"The table refuses to {what.lower()} as fast as it is asked.",
                periods=_KEEPS,
            )
        for operation in _OPERATIONS:
            alarm(
                Construct(self, f"Table{operation}"),
                "TableFailed",
                _aws("DynamoDB", "SystemErrors", {**names, "Operation": operation}),
                f"DynamoDB itself fails at {operation}.",
                periods=_KEEPS,
            )

    def _watch_api(self, api: aws_apigatewayv2.HttpApi) -> None:
        alarm(
            self,
            "ApiFailed",
            api.metric_server_error(period=minutes(5), statistic="Sum"),
            "Officers are answered 5xx.",
            periods=(2, 3),
        )

    def _watch_mail(self, office: aws_sns.ITopic) -> None:
        alarm(
            self,
            "Undelivered",
            office.metric_number_of_notifications_failed(period=minutes(15), statistic="Sum"),
            "SNS could not deliver messages to offices.",
        )

    def _watch_reading(self, incomplete: float) -> None:
        alarm(
            self,
            "Degraded",
            metric_of(INCOMPLETE, "Average", minutes(60)),
            "In four hours of the last day many verdicts were incomplete or unreadable.",
            above=incomplete,
            periods=(4, 24),
        )


def _faults(
    place: Construct, name: str, function: aws_lambda.Function, errors: aws_cloudwatch.IMetric
) -> aws_cloudwatch.MathExpression:
    """A function's errors without those by which it says something of a file."""
    raised = aws_logs.MetricFilter(
        place,
        "Raised",
        log_group=function.log_group,
        metric_namespace=NAMESPACE,
        metric_name=f"{name}Raised",
        filter_pattern=aws_logs.FilterPattern.string_value("$.message", "=", _RAISED),
    )
    return aws_cloudwatch.MathExpression(
        expression="errors - FILL(raised, 0)",
        using_metrics={
            "errors": errors,
            "raised": raised.metric(period=minutes(5), statistic="Sum"),
        },
        label=f"{name} Faults",
        period=minutes(5),
    )


def _aws(service: str, name: str, dimensions: Mapping[str, str]) -> aws_cloudwatch.Metric:
    return aws_cloudwatch.Metric(
        namespace=f"AWS/{service}",
        metric_name=name,
        dimensions_map=dict(dimensions),
        period=minutes(5),
        statistic="Sum",
    )
