"""What the state machines share: how a function is called and retried, how a turn is waited for."""

from __future__ import annotations

from typing import Final

from aws_cdk import Duration, aws_events, aws_lambda, aws_sqs
from aws_cdk import aws_stepfunctions as sfn
from aws_cdk import aws_stepfunctions_tasks as tasks
from constructs import Construct

from gouji.report import UnreadableReport
from infra.alarms import alarm
from infra.messaging import start_from
from infra.policy.accepted import accept, accept_wildcards
from infra.policy.logs import log_group

# What no waiting mends, by the names of Python's and msgspec's exceptions: a fault of the program, told within minutes.
_BROKEN: Final = [
    "AssertionError",
    "AttributeError",
    "DecodeError",
    "ImportError",
    "IndexError",
    "KeyError",
    "NameError",
    "RecursionError",
    "TypeError",
    "UnicodeDecodeError",
    "UnicodeEncodeError",
    "ValidationError",
    "ValueError",
    "ZeroDivisionError",
]
# Memory or time ran out, in the words of several generations of the service.
_KILLED: Final = ["Lambda.Unknown", "Runtime.ExitError", "Runtime.OutOfMemory", "Sandbox.Timedout"]
# New accounts run ten functions at once: a season's peak must queue, not fail.
_QUEUED: Final = ["Lambda.TooManyRequestsException"]
# Of a message that was published as often as it may be: to publish it once more is for whoever redrives the run.
IN_DOUBT: Final = "InDoubt"
_FAILED: Final = ["FAILED", "TIMED_OUT", "ABORTED"]
_WAIT: Final = "$.wait"


def machine(scope: Construct, definition: sfn.IChainable, meaning: str) -> sfn.StateMachine:
    """A state machine with its log and an alarm; `meaning`: what it means for people that one of its runs failed."""
    made = sfn.StateMachine(
        scope,
        "StateMachine",
        definition_body=sfn.DefinitionBody.from_chainable(definition),
        # Longer than all retries of all states together: a timeout passes by every Retry.
        timeout=Duration.days(7),
        logs=sfn.LogOptions(
            destination=log_group(scope, "Logs"),
            level=sfn.LogLevel.ERROR,
            include_execution_data=False,
        ),
    )
    alarm(scope, "RunFailed", made.metric_failed(statistic="Sum"), meaning)
    _accept(made)
    return made


def _accept(made: sfn.StateMachine) -> None:
    accept(
        made,
        "Inputs name organs and files: errors alone are logged, without them. Runs keep their history for 90 days.",
        "AwsSolutions-SF1",
    )
    accept(
        made,
        "Log lines and runs are joined by the upload's id; mainland regions have no X-Ray for the functions.",
        *("AwsSolutions-SF2", "Serverless-StepFunctionStateMachineXray"),
    )
    accept_wildcards(
        made, "The actions by which a state machine's log is set up know no resources.", "*"
    )


def task(
    scope: Construct,
    state: str,
    function: aws_lambda.IFunction,
    *,
    payload: sfn.TaskInput | None = None,
    result_path: str | None = None,
    final: tuple[str, ...] = (),
) -> tasks.LambdaInvoke:
    """A state that calls a function and tries again, apart in time, what may pass; `final`: errors that do not."""
    called = tasks.LambdaInvoke(
        scope,
        state,
        state_name=state,
        lambda_function=function,
        payload_response_only=True,
        retry_on_service_exceptions=False,
        payload=payload,
        result_path=result_path,
    )
    accept_wildcards(scope, "Any version of this one function.", f"{function.function_arn}:*")
    called.add_retry(errors=[UnreadableReport.__name__, *final], max_attempts=0)
    _retry(called, _QUEUED, 100)  # at up to five minutes each, some four hours
    # Waits of 1, 4, 16 and 60 minutes: an outage of an hour, in which calls may hang until the function's time is over,
    # passes by itself; a file that no worker survives ends five of them.
    called.add_retry(
        errors=_KILLED,
        max_attempts=4,
        interval=Duration.minutes(1),
        backoff_rate=4,
        max_delay=Duration.hours(1),
    )
    _retry(called, _BROKEN, 8)  # some four minutes
    _retry(called, [sfn.Errors.ALL], 48)  # one and three quarter hours; 1 in 500,000 below one
    return called


def paced(scope: Construct, telling: tasks.LambdaInvoke) -> sfn.Choice:
    """What follows a state that tells: again after the seconds that its answer has as `wait`, until it has none."""
    again = sfn.Condition.and_(
        sfn.Condition.is_present(_WAIT),
        sfn.Condition.is_numeric(_WAIT),
    )
    wait = sfn.Wait(scope, "Wait", time=sfn.WaitTime.seconds_path(_WAIT))
    told = sfn.Choice(scope, "Told?")
    return told.when(again, wait.next(telling)).otherwise(sfn.Succeed(scope, "Told"))


def on_failure(
    scope: Construct,
    id: str,  # noqa: A002 - the CDK's word
    watched: sfn.IStateMachine,
) -> aws_events.Rule:
    """A rule for the runs of a state machine that end badly; targets are added to it."""
    return aws_events.Rule(
        scope,
        id,
        event_pattern=aws_events.EventPattern(
            source=["aws.states"],
            detail_type=["Step Functions Execution Status Change"],
            detail={"stateMachineArn": [watched.state_machine_arn], "status": _FAILED},
        ),
    )


class RunByEvents(Construct):
    """Rule → state machine of one state → function, which nobody else calls.

    Invoked by the rule itself it would be tried for minutes only, and what it failed at could not be redriven.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,  # noqa: A002 - the CDK's word
        *,
        rule: aws_events.Rule,
        letters: aws_sqs.IQueue,
        function: aws_lambda.IFunction,
        meaning: str,
        hours: int = 24,
    ) -> None:
        """`letters`: events that started no run in so many hours. `meaning`: that of a failed run, for people."""
        super().__init__(scope, id)
        self.state_machine = machine(self, task(self, id, function), meaning)
        start_from(rule, self.state_machine, letters, hours=hours)


def _retry(called: tasks.LambdaInvoke, errors: list[str], attempts: int) -> None:
    """Try again after up to 2, 4, 8 … 300 seconds: what failed at once does not come back at once."""
    called.add_retry(
        errors=errors,
        max_attempts=attempts,
        interval=Duration.seconds(2),
        backoff_rate=2,
        max_delay=Duration.minutes(5),
        jitter_strategy=sfn.JitterType.FULL,
    )
