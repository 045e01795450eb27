"""The chain: an upload or a deletion starts it, five states walk it, a failed run is told."""

from __future__ import annotations

from aws_cdk import Duration, aws_events, aws_lambda
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_stepfunctions as sfn
from constructs import Construct

from gouji.report import OutdatedReport, ScannedReport, UnreadableReport
from infra.messaging import DeadLetterQueue, start_from
from infra.outputs import tell
from infra.policy.malware import is_wanted, quarantined
from infra.states import IN_DOUBT, machine, on_failure, paced, task

_BEFORE_READING = 3  # seconds


class Workflow(Construct):
    """Object Created → Ingest → Parse (of scans: → Recognise) → Validate → Notify; Object Deleted → Ingest."""

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
        messages: sfn.IStateMachine,
    ) -> None:
        super().__init__(scope, id)
        self.state_machine = machine(
            self,
            self._chain(
                uploads=uploads,
                ingest=ingest,
                parse=parse,
                recognise=recognise,
                validate=validate,
                notify=notify,
            ),
            "An upload could not be processed (its office is told), or a deletion could not. Redrive the run.",
        )
        self._start_on(uploads)
        self._tell_failures(messages)
        tell(self, StateMachineArn=self.state_machine.state_machine_arn)

    def _chain(
        self,
        *,
        uploads: s3.IBucket,
        ingest: aws_lambda.IFunction,
        parse: aws_lambda.IFunction,
        recognise: aws_lambda.IFunction,
        validate: aws_lambda.IFunction,
        notify: aws_lambda.IFunction,
    ) -> sfn.IChainable:
        ingesting = task(
            self,
            "Ingest",
            ingest,
            payload=sfn.TaskInput.from_object(
                {
                    "event": sfn.JsonPath.entire_payload,
                    "execution": sfn.JsonPath.string_at("$$.Execution.Id"),
                }
            ),
        )
        parsing = task(
            self, "Parse", parse, payload=_parse_requested(), final=(ScannedReport.__name__,)
        )
        recognising = task(self, "Recognise", recognise)
        validating = task(self, "Validate", validate, final=(OutdatedReport.__name__,))
        notifying = task(self, "Notify", notify, final=(IN_DOUBT,))
        # A file that is no report is a verdict, too, and a scan is for Recognise: a Choice would cost a transition of
        # every report. Nothing else is caught: a run that fails stays in the state that failed, and can be redriven
        # from there.
        for reading in (parsing, recognising):
            reading.add_catch(validating, errors=[UnreadableReport.__name__], result_path="$.error")
        parsing.add_catch(
            recognising.next(validating),
            errors=[ScannedReport.__name__],
            result_path=sfn.JsonPath.DISCARD,
        )
        # What an earlier release kept in another shape, and what is damaged or gone, is read again. A moment later:
        # while a release is being deployed, Validate may be newer than Parse.
        again = sfn.Wait(
            self, "Read again", time=sfn.WaitTime.duration(Duration.seconds(_BEFORE_READING))
        ).next(parsing)
        validating.add_catch(again, errors=[OutdatedReport.__name__], result_path="$.outdated")
        validating.next(notifying).next(paced(self, notifying))
        registered = sfn.Choice(self, "Registered?")
        ingesting.next(
            registered.when(
                sfn.Condition.is_present("$.upload"),
                parsing.next(validating),
            ).otherwise(sfn.Succeed(self, "Ignored"))
        )
        return quarantined(self, uploads, ingesting) if is_wanted(self) else ingesting

    def _start_on(self, uploads: s3.IBucket) -> None:
        # Also "Object Deleted". The names stay: a queue under another one would begin empty.
        rule = aws_events.Rule(
            self,
            "ObjectCreated",
            event_pattern=aws_events.EventPattern(
                source=["aws.s3"],
                detail_type=["Object Created", "Object Deleted"],
                detail={"bucket": {"name": [uploads.bucket_name]}},
            ),
        )
        letters = DeadLetterQueue(self, "ObjectCreatedDeadLetters").queue
        start_from(rule, self.state_machine, letters)

    def _tell_failures(self, messages: sfn.IStateMachine) -> None:
        rule = on_failure(self, "ExecutionFailed", self.state_machine)
        start_from(rule, messages, DeadLetterQueue(self, "ExecutionFailedDeadLetters").queue)


def _parse_requested() -> sfn.TaskInput:
    """ParseRequested: upload and execution by themselves as well, where Parse of an earlier release looks for them."""
    return sfn.TaskInput.from_object(
        {
            "upload": sfn.JsonPath.object_at("$.upload"),
            "execution": sfn.JsonPath.string_at("$.execution"),
            "ingested": sfn.JsonPath.entire_payload,
            "catches_scans": True,
        }
    )
