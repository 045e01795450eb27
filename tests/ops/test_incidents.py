"""What somebody broke by hand is named; a report that ended well and lost its verdict is begun anew."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import boto3
import pytest
from msgspec.structs import replace

from ops import doctor, logs
from ops.attempts import tried_again_after
from ops.stack import FUNCTION, QUEUE, TOPIC, GoujiStack
from ops.telling import Told
from tests.chain.conftest import Chain
from tests.ops.conftest import Run

CLEAN = (Path(__file__).parents[2] / "samples" / "yunping-grain-2022.txt").read_bytes()
ORGAN = "云坪区粮食和物资储备中心"
KEY = f"yunping/2022/{ORGAN}/年报.txt"
REPORT = f"/offices/yunping/years/2022/reports/{ORGAN}"
NOW = datetime(2023, 1, 20, 8, tzinfo=UTC)
FAILED = json.dumps({"errorMessage": "no table", "stackTrace": ["a name"]})
Check = Callable[[GoujiStack, datetime], Iterator[Told]]


class States:
    """Step Functions with runs under way; each has the same history, newest first."""

    def __init__(self, *events: tuple[str, dict[str, str]], status: str = "RUNNING") -> None:
        self._events = [
            {"type": kind, f"{kind[0].lower()}{kind[1:]}EventDetails": about}
            for kind, about in events
        ]
        self._status = status

    def list_executions(self, *, stateMachineArn: str, **_: object) -> dict[str, Any]:  # noqa: N803 - as AWS has it
        names = ("a", "b") if "Workflow" in stateMachineArn else ()
        return {"executions": [{"executionArn": name} for name in names]}

    def get_execution_history(self, **_: object) -> dict[str, Any]:
        return {"events": self._events}

    def describe_execution(self, **_: object) -> dict[str, str]:
        return {"status": self._status, "error": "States.Timeout"}


def with_client(stack: GoujiStack, service: str, client: object) -> GoujiStack:
    real = stack.client
    return replace(stack, client=lambda name: client if name == service else real(name))


@pytest.mark.parametrize(
    ("kind", "since", "is_told"),
    [
        ("TaskFailed", [], True),
        ("LambdaFunctionFailed", [], True),
        ("LambdaFunctionTimedOut", ["LambdaFunctionStarted", "LambdaFunctionScheduled"], True),
        ("TaskFailed", ["TaskScheduled"], True),
        ("TaskFailed", ["WaitStateEntered", "TaskStateExited"], False),
        ("TaskSucceeded", [], False),
    ],
)
def test_run_whose_state_is_tried_again_says_after_what(
    kind: str, since: list[str], is_told: bool
) -> None:
    states = States(
        *((later, {}) for later in since),
        (kind, {"error": "ValidationError", "cause": FAILED}),
        ("TaskStateEntered", {}),
        ("TaskFailed", {"error": "of another state"}),
    )
    assert tried_again_after(states, "a") == ("ValidationError no table" if is_told else None)


def test_runs_that_are_tried_again_are_counted_by_what_failed(stack: GoujiStack) -> None:
    failing = States(("TaskFailed", {"error": "ValidationError", "cause": FAILED}))
    (told,) = doctor._tried_again(with_client(stack, "stepfunctions", failing), NOW)
    assert told.grade == "warning"
    assert told.said.startswith("2 of Workflow")
    assert told.said.endswith("after ValidationError no table")
    well = States(("TaskSucceeded", {}))
    assert not list(doctor._tried_again(with_client(stack, "stepfunctions", well), NOW))


def test_logs_end_with_how_the_run_stands(stack: GoujiStack) -> None:
    class Logs:
        def get_paginator(self, _name: str) -> Logs:
            return self

        def paginate(self, *, logGroupName: str, **_: object) -> Iterator[dict[str, Any]]:  # noqa: N803 - as AWS has it
            line = json.dumps({"service": "parse", "message": "parsed", "execution": "arn:x:run"})
            is_one = logGroupName.endswith("ParseFunction0A23BAEF")
            yield {"events": [{"timestamp": 1, "message": line}] * 2 if is_one else []}

    logged = with_client(stack, "logs", Logs())
    retried = States(("TaskFailed", {"error": "ValidationError", "cause": FAILED}))
    for states, grade, said in (
        (retried, "warning", "RUNNING, tried again after ValidationError no table"),
        (States(status="RUNNING"), "ok", "RUNNING"),
        (States(status="TIMED_OUT"), "fault", "TIMED_OUT States.Timeout"),
    ):
        told = list(logs.logs(with_client(logged, "stepfunctions", states), "0" * 32, now=NOW))
        assert [each.about for each in told].count("run") == 1
        assert (told[-1].about, told[-1].grade, told[-1].said) == ("run", grade, said)


def test_file_of_no_office_is_named_as_long_as_it_lies_there(
    chain: Chain, stack: GoujiStack
) -> None:
    key = "没有写单位.txt"
    chain.drop(key, CLEAN)
    chain.drop("yunping/wrong/place.txt", CLEAN)  # its office is told
    chain.cloud.wait()
    (told,) = doctor._misplaced(stack, NOW)
    assert (told.grade, told.more) == ("warning", {"key": key})
    chain.delete(key)
    chain.cloud.wait()
    assert not list(doctor._misplaced(stack, NOW))


def test_topic_that_only_queues_of_the_stack_hear_has_no_subscriber(stack: GoujiStack) -> None:
    sns = stack.client("sns")
    (topic,) = (part for part in stack.of(TOPIC) if part.name == stack.outputs["TopicArn"])
    (queue, *_) = stack.of(QUEUE)
    for each in sns.list_subscriptions_by_topic(TopicArn=topic.name)["Subscriptions"]:
        sns.unsubscribe(SubscriptionArn=each["SubscriptionArn"])
    said = f"nobody is subscribed to {topic.id}"
    own = f"arn:aws-cn:sqs:cn-north-1:1:{queue.name.rpartition('/')[2]}"
    sns.subscribe(TopicArn=topic.name, Protocol="sqs", Endpoint=own)
    assert said in [each.said for each in doctor._subscriptions(stack, NOW)]
    sns.subscribe(TopicArn=topic.name, Protocol="sqs", Endpoint="arn:aws-cn:sqs:cn-north-1:1:other")
    assert said not in [each.said for each in doctor._subscriptions(stack, NOW)]


def test_function_that_was_changed_after_its_deployment_is_named(stack: GoujiStack) -> None:
    def deployed(at: datetime) -> GoujiStack:
        parts = (replace(p, changed=at) if p.kind == FUNCTION else p for p in stack.parts)
        return replace(stack, parts=tuple(parts))

    now = datetime.now(UTC)
    assert not list(doctor._functions(deployed(now), now))
    said = [each.said for each in doctor._functions(deployed(now - timedelta(hours=1)), now)]
    assert len(said) == len(list(stack.of(FUNCTION)))
    assert all("was changed by hand" in each for each in said)


def test_report_that_lost_its_verdict_is_begun_anew_as_often_as_one_asks(
    chain: Chain, run: Run, stack: GoujiStack
) -> None:
    since = datetime.now(UTC).isoformat()
    other = "yunping/2022/云坪区档案馆/年报.txt"
    chain.drop(KEY, CLEAN)
    chain.drop(other, CLEAN)
    chain.cloud.wait()
    upload = chain.get(REPORT)[1]["upload"]["upload_id"]
    table = boto3.client("dynamodb", region_name="cn-north-1")
    for name in (KEY, upload):
        for part, sort in (
            (f"UPLOAD#{upload}", "RESULT"),
            ("YEAR#yunping#2022", f"CURRENT#{ORGAN}"),
        ):
            key = {"pk": {"S": part}, "sk": {"S": sort}}
            table.delete_item(TableName=stack.table, Key=key)
        status, told = run("redrive", "--since", since, name)
        assert (status, [each["key"] for each in told]) == (0, [KEY])
        chain.cloud.wait()
        assert chain.get(REPORT)[1]["status"] == "passed"
    status, (missing,) = run("redrive", "--since", since, "yunping/2022/没有/年报.txt")
    assert (status, missing["grade"]) == (1, "fault")
