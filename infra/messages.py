"""What is told beside verdicts: a run tells an address all that stands in its outbox, a message a turn."""

from __future__ import annotations

from aws_cdk import aws_lambda
from aws_cdk import aws_stepfunctions as sfn
from constructs import Construct

from infra.outputs import tell
from infra.states import IN_DOUBT, machine, paced, task


class Messages(Construct):
    """A failed run, or an address → Tell, in its turns.

    An address is `{"office", "organ"}`, organ null for the office itself.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,  # noqa: A002 - the CDK's word
        *,
        notify: aws_lambda.IFunction,
    ) -> None:
        super().__init__(scope, id)
        self.state_machine = machine(
            self,
            self._definition(notify),
            "Messages stand in an outbox. Redrive the run; the next one of the same address tells them, too.",
        )
        tell(self, MessagesArn=self.state_machine.state_machine_arn)

    def grant_start(self, function: aws_lambda.Function) -> None:
        """Allow a function to have addresses told, and let it know where (`functions.adapters.runs`)."""
        self.state_machine.grant_start_execution(function)
        function.add_environment("MESSAGES_ARN", self.state_machine.state_machine_arn)

    def _definition(self, notify: aws_lambda.IFunction) -> sfn.IChainable:
        execution = sfn.JsonPath.string_at("$$.Execution.Id")
        telling = task(
            self,
            "Tell",
            notify,
            payload=sfn.TaskInput.from_object(
                {
                    "office": sfn.JsonPath.string_at("$.office"),
                    "organ": sfn.JsonPath.string_at("$.organ"),
                    "execution": execution,
                }
            ),
            final=(IN_DOUBT,),
        )
        telling_failure = task(
            self,
            "TellFailure",
            notify,
            payload=sfn.TaskInput.from_object(
                {"event": sfn.JsonPath.entire_payload, "execution": execution}
            ),
            final=(IN_DOUBT,),
        )
        told = paced(self, telling)
        telling_failure.next(told)
        return (
            sfn.Choice(self, "Failed?")
            .when(sfn.Condition.is_present("$.detail"), telling_failure)
            .otherwise(telling.next(told))
        )
