"""The chain: an upload starts it, five states walk it, a failed run is told."""

from __future__ import annotations

from aws_cdk import (
    Duration,
    RemovalPolicy,
    aws_events,
    aws_events_targets,
    aws_lambda,
    aws_lambda_destinations,
    aws_logs,
)
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_stepfunctions as sfn
from aws_cdk import aws_stepfunctions_tasks as tasks
from constructs import Construct

from gouji.report import UnreadableReport
from infra.messaging import DeadLetterQueue
from infra.outputs import tell

# Memory or time ran out, in the words of several generations of the service.
_KILLED = ["Lambda.Unknown", "Runtime.ExitError", "Runtime.OutOfMemory", "Sandbox.Timedout"]
# New accounts run ten functions at once: a season's peak must queue, not fail.
_QUEUED = ["Lambda.TooManyRequestsException"]
_FAILED = ["FAILED", "TIMED_OUT", "ABORTED"]


class Workflow(Construct):
    """Object Created → Ingest → Parse (of scans: → Recognise) → Validate → Notify."""

    def __init__(
        self,
        scope: Construct,
        id: str,  # noqa: A002 - the CDK's word
        *,
        uploads: s3.IBucket,
        ingest: aws_lambda.IFunction,
        parse: aws_lambda.IFunction,
        recognise: aws_lambda.IFunction,
        validate: aws_lambda.IFunction,
        notify: aws_lambda.IFunction,
    ) -> None:
        super().__init__(scope, id)
        self.state_machine = sfn.StateMachine(
            self,
            "StateMachine",
            definition_body=sfn.DefinitionBody.from_chainable(
                self._chain(
                    ingest=ingest,
                    parse=parse,
                    recognise=recognise,
                    validate=validate,
                    notify=notify,
                )
            ),
            # Longer than all retries of all states together: a timeout passes by every Retry.
            timeout=Duration.days(2),
            logs=sfn.LogOptions(
                destination=aws_logs.LogGroup(
                    self,
                    "Logs",
                    retention=aws_logs.RetentionDays.THREE_MONTHS,
                    removal_policy=RemovalPolicy.DESTROY,
                ),
                level=sfn.LogLevel.ERROR,
                include_execution_data=False,
            ),
        )
        self._start_on(uploads)
        self._tell_failures(notify)
        tell(self, StateMachineArn=self.state_machine.state_machine_arn)

    def _chain(
        self,
        *,
        ingest: aws_lambda.IFunction,
        parse: aws_lambda.IFunction,
        recognise: aws_lambda.IFunction,
        validate: aws_lambda.IFunction,
        notify: aws_lambda.IFunction,
    ) -> sfn.IChainable:
        ingesting = self._task(
            "Ingest",
            ingest,
            payload=sfn.TaskInput.from_object(
                {
                    "event": sfn.JsonPath.entire_payload,
                    "execution": sfn.JsonPath.string_at("$$.Execution.Id"),
                }
            ),
        )
        parsing = self._task("Parse", parse)
        recognising = self._task("Recognise", recognise)
        validating = self._task("Validate", validate)
        notifying = self._task("Notify", notify)
        # A file that is no report is a verdict, too. Nothing else is caught: a run that fails
        # stays in the state that failed, and can be redriven from there.
        for reading in (parsing, recognising):
            reading.add_catch(validating, errors=[UnreadableReport.__name__], result_path="$.error")
        parsed = sfn.Choice(self, "Parsed?").when(
            sfn.Condition.is_present("$.document"), validating.next(notifying)
        )
        parsed.otherwise(recognising.next(validating))
        registered = sfn.Choice(self, "Registered?")
        return ingesting.next(
            registered.when(
                sfn.Condition.is_present("$.upload"),
                parsing.next(parsed),
            ).otherwise(sfn.Succeed(self, "Ignored"))
        )

    def _task(
        self,
        state: str,
        function: aws_lambda.IFunction,
        *,
        payload: sfn.TaskInput | None = None,
    ) -> tasks.LambdaInvoke:
        task = tasks.LambdaInvoke(
            self,
            state,
            state_name=state,
            lambda_function=function,
            payload_response_only=True,
            retry_on_service_exceptions=False,
            payload=payload,
        )
        for errors, attempts in (
            ([UnreadableReport.__name__], 0),
            (_QUEUED, 100),  # at five minutes each, some eight hours
            (_KILLED, 2),
            ([sfn.Errors.ALL], 8),
        ):
            _retry(task, errors, attempts)
        return task

    def _start_on(self, uploads: s3.IBucket) -> None:
        rule = aws_events.Rule(
            self,
            "ObjectCreated",
            event_pattern=aws_events.EventPattern(
                source=["aws.s3"],
                detail_type=["Object Created"],
                detail={"bucket": {"name": [uploads.bucket_name]}},
            ),
        )
        rule.add_target(
            aws_events_targets.SfnStateMachine(
                self.state_machine,
                dead_letter_queue=DeadLetterQueue(self, "ObjectCreatedDeadLetters").queue,
                retry_attempts=185,
                max_event_age=Duration.hours(24),
            )
        )

    def _tell_failures(self, notify: aws_lambda.IFunction) -> None:
        rule = aws_events.Rule(
            self,
            "ExecutionFailed",
            event_pattern=aws_events.EventPattern(
                source=["aws.states"],
                detail_type=["Step Functions Execution Status Change"],
                detail={
                    "stateMachineArn": [self.state_machine.state_machine_arn],
                    "status": _FAILED,
                },
            ),
        )
        letters = DeadLetterQueue(self, "ExecutionFailedDeadLetters").queue
        rule.add_target(aws_events_targets.LambdaFunction(notify, dead_letter_queue=letters))
        # EventBridge's own queue holds what never reached the function; this one what it failed at.
        aws_lambda.EventInvokeConfig(
            self,
            "FailuresOfNotify",
            function=notify,
            retry_attempts=2,
            on_failure=aws_lambda_destinations.SqsDestination(letters),
        )


def _retry(task: tasks.LambdaInvoke, errors: list[str], attempts: int) -> None:
    if not attempts:
        task.add_retry(errors=errors, max_attempts=0)
        return
    task.add_retry(
        errors=errors,
        max_attempts=attempts,
        interval=Duration.seconds(2),
        backoff_rate=2,
        max_delay=Duration.minutes(5),
        jitter_strategy=sfn.JitterType.FULL,
    )
