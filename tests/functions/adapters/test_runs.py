from __future__ import annotations

import json

import boto3
import pytest
from botocore.exceptions import ClientError

from functions.adapters.runs import start, tell
from functions.adapters.store import Address

MACHINE = {"StartAt": "Tell", "States": {"Tell": {"Type": "Succeed"}}}
ROLE = "arn:aws-cn:iam::123456789012:role/messages"


@pytest.fixture
def messages(aws: None, monkeypatch: pytest.MonkeyPatch) -> str:
    """The ARN of a state machine that functions find as their MESSAGES_ARN."""
    made = boto3.client("stepfunctions").create_state_machine(
        name="messages", definition=json.dumps(MACHINE), roleArn=ROLE
    )
    monkeypatch.setenv("MESSAGES_ARN", made["stateMachineArn"])
    return made["stateMachineArn"]


def inputs(machine: str) -> list[object]:
    """What the runs of a state machine were started with."""
    states = boto3.client("stepfunctions")
    runs = states.list_executions(stateMachineArn=machine)["executions"]
    return [
        json.loads(states.describe_execution(executionArn=run["executionArn"])["input"])
        for run in runs
    ]


def test_address_is_handed_over_whole_so_that_the_definition_finds_each_part(messages: str) -> None:
    tell(Address("haishu", "海曙区教育局"))
    tell(Address("haishu"))
    assert {"office": "haishu", "organ": "海曙区教育局"} in inputs(messages)
    assert {"office": "haishu", "organ": None} in inputs(messages)


@pytest.mark.parametrize("name", ["a-decision", "haishu/2022/海曙区教育局 " * 9])
def test_same_name_starts_one_run_whatever_it_holds(messages: str, name: str) -> None:
    for _ in range(2):
        tell(Address("haishu"), name)
    assert len(inputs(messages)) == 1


def test_used_name_counts_as_started_though_the_input_is_another(messages: str) -> None:
    start(messages, {"n": 1}, "same")
    start(messages, {"n": 2}, "same")
    assert inputs(messages) == [{"n": 1}]


def test_calls_without_a_name_start_a_run_each(messages: str) -> None:
    for _ in range(2):
        tell(Address("haishu"))
    assert len(inputs(messages)) == 2


def test_other_faults_are_raised_to_be_retried(messages: str) -> None:
    with pytest.raises(ClientError, match="StateMachineDoesNotExist"):
        start(f"{messages}-gone", {}, "x")
