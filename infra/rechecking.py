"""Judged again: a list of reports, each of them judged, what changed told."""

from __future__ import annotations

from typing import Final

from aws_cdk import (
    ArnFormat,
    Fn,
    Stack,
    aws_lambda,
)
from aws_cdk import aws_stepfunctions as sfn
from aws_cdk import aws_stepfunctions_tasks as tasks
from constructs import Construct

from gouji.report import UnreadableReport
from infra.functions import PythonFunction
from infra.layers import Layers
from infra.messaging import DeadLetterQueue
from infra.outputs import tell
from infra.policy.accepted import accept_wildcards
from infra.policy.keys import grant_key
from infra.states import RunByEvents, machine, on_failure, task
from infra.storage import LISTS, Storage

# A new account runs ten functions at once: reports that come in meanwhile must find some free.
_AT_ONCE: Final = 5
_STOPPED: Final = (
    "Reports could not be judged again (their office is told). Start a run with the same input."
)


class Recheck(PythonFunction):
    """Lists what is to be judged again, judges it, says what changed."""

    def __init__(self, scope: Construct, *, layers: Layers, storage: Storage) -> None:
        super().__init__(
            scope,
            "Recheck",
            layers=[layers.base],
            environment={
                "TABLE_NAME": storage.in_use.table_name,
                "DOCUMENT_BUCKET": storage.documents.bucket_name,
            },
            memory=1024,  # judging is all processor time
        )
        storage.grant_read_documents(self.function)
        storage.grant_write_documents(self.function, f"{LISTS}*")
        storage.grant_table(
            self.function, "GetItem", "BatchGetItem", "PutItem", "UpdateItem", "Query"
        )


class Rechecking(Construct):
    """RecheckRequested → List → of each report: Judge (where it is to be read first: Parse, Recognise) → Finish."""

    def __init__(
        self,
        scope: Construct,
        id: str,  # noqa: A002 - the CDK's word
        *,
        storage: Storage,
        recheck: aws_lambda.Function,
        parse: aws_lambda.IFunction,
        recognise: aws_lambda.IFunction,
    ) -> None:
        super().__init__(scope, id)
        self._recheck = recheck
        self.state_machine = machine(self, self._chain(storage, parse, recognise), _STOPPED)
        self._accept(storage)
        self._note_failures()
        tell(self, RecheckStateMachineArn=self.state_machine.state_machine_arn)

    def _accept(self, storage: Storage) -> None:
        stack = Stack.of(self)
        grant_key(self, self.state_machine, "read")
        accept_wildcards(
            self,
            "The CDK's own grant to a Distributed Map: its list lies under a name that its input has.",
            stack.format_arn(
                service="s3",
                region="",
                account="",
                resource=storage.documents.bucket_name,
                resource_name="*",
            ),
        )
        name = Fn.select(6, Fn.split(":", self.state_machine.state_machine_arn))
        accept_wildcards(
            self,
            "The CDK's own grant to a Distributed Map: the runs of this one state machine.",
            *(
                stack.format_arn(
                    service="states",
                    resource="execution",
                    resource_name=f"{name}{runs}",
                    arn_format=ArnFormat.COLON_RESOURCE_NAME,
                )
                for runs in (":*", "/*:*")
            ),
        )

    def start_from(self, function: aws_lambda.Function) -> None:
        """Let a function have reports judged again: RECHECK_ARN is in its environment."""
        function.add_environment("RECHECK_ARN", self.state_machine.state_machine_arn)
        self.state_machine.grant_start_execution(function)

    def tell_through(self, messages: sfn.IStateMachine) -> None:
        """Have what changed told at once: MESSAGES_ARN is in the function's environment."""
        self._recheck.add_environment("MESSAGES_ARN", messages.state_machine_arn)
        messages.grant_start_execution(self._recheck)

    def _chain(
        self, storage: Storage, parse: aws_lambda.IFunction, recognise: aws_lambda.IFunction
    ) -> sfn.IChainable:
        each = sfn.DistributedMap(
            self,
            "Reports",
            state_name="Reports",
            item_reader=sfn.S3JsonItemReader(
                bucket=storage.documents, key=sfn.JsonPath.string_at("$.list")
            ),
            max_concurrency=_AT_ONCE,
            result_path=sfn.JsonPath.DISCARD,
        )
        each.item_processor(self._each(parse, recognise))
        listing = self._task("List")
        # What was read again stands beside next year's reports: the same run judges those, too.
        follows = sfn.Pass(self, "Next", input_path="$.next").next(listing)
        is_followed = sfn.Choice(self, "Followed?").when(
            sfn.Condition.is_present("$.next"), follows
        )
        is_followed.otherwise(sfn.Succeed(self, "Done"))
        return (
            listing.next(each).next(self._task("Finish", final=("Unfinished",))).next(is_followed)
        )

    def _each(self, parse: aws_lambda.IFunction, recognise: aws_lambda.IFunction) -> sfn.IChainable:
        judging, as_read = self._task("Judge"), self._task("Judge as read")
        reading = self._task("Parse again", parse, result_path="$.parsed")
        recognising = self._task("Recognise again", recognise, result_path="$.parsed")
        for state in (reading, recognising):
            state.add_catch(as_read, errors=[UnreadableReport.__name__], result_path="$.error")
        # One report that cannot be judged holds up no other; Finish sees that it is left. (moto does not take
        # ToleratedFailurePercentage, which would do the same.)
        left = sfn.Pass(self, "Left", result=sfn.Result.from_object({}))
        for state in (judging, reading, recognising, as_read):
            state.add_catch(left, errors=[sfn.Errors.ALL])
        is_read = sfn.Choice(self, "Read?").when(
            sfn.Condition.is_present("$.parsed.document"), as_read
        )
        is_read.otherwise(recognising.next(as_read))
        is_due = sfn.Choice(self, "Reading due?").when(
            sfn.Condition.is_present("$.upload"), reading.next(is_read)
        )
        return judging.next(is_due.otherwise(sfn.Succeed(self, "Judged")))

    def _task(
        self,
        state: str,
        function: aws_lambda.IFunction | None = None,
        *,
        result_path: str | None = None,
        final: tuple[str, ...] = (),
    ) -> tasks.LambdaInvoke:
        return task(
            self,
            state,
            function or self._recheck,
            result_path=result_path,
            final=final,
        )

    def _note_failures(self) -> None:
        rule = on_failure(self, "RecheckFailed", self.state_machine)
        RunByEvents(
            self,
            "Stopped",
            rule=rule,
            letters=DeadLetterQueue(self, "RecheckFailedDeadLetters").queue,
            function=self._recheck,
            meaning="No office was told that a recheck stopped, and it is shown as under way. Redrive both runs.",
        )
