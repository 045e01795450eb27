"""The stack in moto, as CloudFormation would tell of it, and the command over it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from botocore.exceptions import ClientError

from ops import cli
from ops.stack import GoujiStack, Part
from tests.chain.cloud import CHAIN, RECHECKS, Cloud, client, deployed
from tests.chain.conftest import Chain

Json = dict[str, Any]
_MACHINE = "AWS::StepFunctions::StateMachine"
_ARN = {"AWS::SNS::Topic", _MACHINE}


@pytest.fixture
def cloud(template: Json) -> Iterator[Cloud]:
    with deployed(template) as found:
        yield found


@pytest.fixture
def chain(cloud: Cloud) -> Chain:
    return Chain(cloud)


class Refusing:
    """A client of moto whose state machines are redriven by nobody, as those of the local cloud."""

    def __init__(self) -> None:
        self._client = client("stepfunctions")

    def __getattr__(self, name: str) -> Any:
        return getattr(self._client, name)

    def redrive_execution(self, **_: str) -> None:
        about = {"Error": {"Code": "InvalidAction", "Message": "Unknown action"}}
        raise ClientError(about, "RedriveExecution")  # type: ignore[arg-type]  # as botocore makes it


class Hurried:
    """A client of moto whose queues say at once that they are empty: all of a queue lies in one place."""

    def __init__(self) -> None:
        self._client = client("sqs")

    def __getattr__(self, name: str) -> Any:
        return getattr(self._client, name)

    def receive_message(self, *, WaitTimeSeconds: int, **asked: Any) -> Any:  # noqa: N803 - SQS's
        assert WaitTimeSeconds > 0  # without it SQS asks some of its machines, and not all
        return self._client.receive_message(WaitTimeSeconds=0, **asked)


@pytest.fixture
def stack(cloud: Cloud, template: Json) -> GoujiStack:
    special = {"stepfunctions": Refusing(), "sqs": Hurried()}
    return GoujiStack(
        "Gouji",
        "CREATE_COMPLETE",
        {
            "TableName": cloud.name("AWS::DynamoDB::Table"),
            "UploadBucketName": cloud.name("AWS::S3::Bucket", "UploadBucket"),
            "DocumentBucketName": cloud.name("AWS::S3::Bucket", "DocumentBucket"),
            "StateMachineArn": cloud.arn(_MACHINE, CHAIN),
            "RecheckStateMachineArn": cloud.arn(_MACHINE, RECHECKS),
            "TopicArn": cloud.arn("AWS::SNS::Topic", "Office"),
        },
        tuple(_parts(cloud, template)),
        lambda service: special.get(service) or client(service),
    )


def _parts(cloud: Cloud, template: Json) -> Iterator[Part]:
    for key, resource in template["Resources"].items():
        kind = resource["Type"]
        name = key.lower() if kind == "AWS::S3::Bucket" else key
        if kind in _ARN:
            name = cloud.arn(kind, key)
        if kind == "AWS::SQS::Queue":
            name = client("sqs").get_queue_url(QueueName=key)["QueueUrl"]
        yield Part(kind, key, name)


Run = Callable[..., tuple[int, list[Json]]]


@pytest.fixture
def run(
    cloud: Cloud,
    stack: GoujiStack,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Run:
    """Run a command; its exit status, and what it told."""
    monkeypatch.setattr(cli, "found", lambda _name, _clients: stack)

    def run(*arguments: str) -> tuple[int, list[Json]]:
        with cloud.standing_still():  # what is begun anew would log among the lines
            capsys.readouterr()
            status = cli.main([*arguments, "--json"])
            return status, [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return run
