"""A stack as CloudFormation knows it: what it tells of itself, and the names of its parts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import cache
from typing import Any, Final

import boto3
from botocore.config import Config
from msgspec import Struct

QUEUE: Final = "AWS::SQS::Queue"
MACHINE: Final = "AWS::StepFunctions::StateMachine"
FUNCTION: Final = "AWS::Lambda::Function"
ALARM: Final = "AWS::CloudWatch::Alarm"
LOGS: Final = "AWS::Logs::LogGroup"
TOPIC: Final = "AWS::SNS::Topic"
# By these outputs a stack is known to be one of ours.
_OURS: Final = frozenset({"TableName", "UploadBucketName", "DocumentBucketName", "StateMachineArn"})
_ENDED: Final = frozenset({"DELETE_COMPLETE"})
Client = Any  # one of boto3's many clients, which are made at run time
Clients = Callable[[str], Client]
Json = dict[str, Any]


class NoStack(Exception):
    """There is no such stack, or more than one: the words say which."""


class Part(Struct, frozen=True):
    """A resource: its type, its logical id in the template, its physical id; when CloudFormation last changed it."""

    kind: str
    id: str
    name: str
    changed: datetime | None = None


class GoujiStack(Struct, frozen=True):
    """One deployment: its name and state, its outputs and parts, and clients of the services that they are in."""

    name: str
    status: str
    outputs: Mapping[str, str]
    parts: tuple[Part, ...]
    client: Clients

    def of(self, kind: str) -> Iterator[Part]:
        """The parts of a type, by their logical ids."""
        return iter(sorted((p for p in self.parts if p.kind == kind), key=lambda part: part.id))

    @property
    def letters(self) -> Iterator[Part]:
        """The dead-letter queues; another queue, as the canary's mailbox, holds what came as it should."""
        return (part for part in self.of(QUEUE) if "DeadLetters" in part.id)

    @property
    def table(self) -> str:
        """The name of the table in use."""
        return self.outputs["TableName"]

    def rows(self, partition: str, prefix: str = "") -> Iterator[Json]:
        """The items of a partition whose sort key begins so, by sort key, as DynamoDB has them."""
        asked: Json = {
            "TableName": self.table,
            "KeyConditionExpression": "pk = :pk",
            "ExpressionAttributeValues": {":pk": {"S": partition}},
        }
        if prefix:
            asked["KeyConditionExpression"] += " AND begins_with(sk, :sk)"
            asked["ExpressionAttributeValues"] |= {":sk": {"S": prefix}}
        for page in self.client("dynamodb").get_paginator("query").paginate(**asked):
            yield from page["Items"]

    @property
    def taking_up(self) -> Iterator[str]:
        """The ARN of the state machine that takes up offices' own files; stacks of before have none."""
        return (part.name for part in self.of(MACHINE) if part.id.startswith("ConfiguringTakeUp"))

    @property
    def chain(self) -> str:
        """The ARN of the state machine that takes uploads."""
        return self.outputs["StateMachineArn"]


@cache
def aws(service: str) -> Client:
    """A client as the environment says: profile, region, and AWS_ENDPOINT_URL where it is another cloud's."""
    config = Config(retries={"mode": "standard", "max_attempts": 5}, user_agent_extra="gouji-ops")
    return boto3.client(service, config=config)  # type: ignore[call-overload]  # the name is known only now


def object_of(text: str) -> Json:
    """A JSON object; an empty one where the text is anything else."""
    try:
        read = json.loads(text)
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}


def found(name: str | None, clients: Clients = aws) -> GoujiStack:
    """The stack of that name; without one, the only one there is. NoStack where that is not clear."""
    formation = clients("cloudformation")
    pages = formation.get_paginator("describe_stacks").paginate(
        **({"StackName": name} if name else {})
    )
    stacks = [stack for page in pages for stack in page["Stacks"] if _is_ours(stack)]
    if len(stacks) != 1:
        names = ", ".join(sorted(stack["StackName"] for stack in stacks)) or "none"
        raise NoStack(f"stacks of Gouji found: {names}; name one with --stack")
    (stack,) = stacks
    parts = tuple(
        Part(
            part["ResourceType"],
            part["LogicalResourceId"],
            part.get("PhysicalResourceId", ""),
            part.get("LastUpdatedTimestamp"),
        )
        for page in formation.get_paginator("list_stack_resources").paginate(
            StackName=stack["StackName"]
        )
        for part in page["StackResourceSummaries"]
    )
    return GoujiStack(stack["StackName"], stack["StackStatus"], _outputs(stack), parts, clients)


def _is_ours(stack: Mapping[str, Any]) -> bool:
    return stack["StackStatus"] not in _ENDED and set(_outputs(stack)) >= _OURS


def _outputs(stack: Mapping[str, Any]) -> dict[str, str]:
    return {each["OutputKey"]: each["OutputValue"] for each in stack.get("Outputs", ())}
