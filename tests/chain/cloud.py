"""The synthesized template in moto, with the real handlers in this process.

moto's CloudFormation cannot take a CDK template, so its resources are made one by one; what moto does not do is
mended here, with a check that fails when moto changes.
"""

from __future__ import annotations

import contextlib
import importlib
import itertools
import json
import os
import threading
import time
import traceback
import types
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from typing import Any, Final
from unittest import mock

import boto3
from antlr4 import ParserRuleContext  # type: ignore[import-untyped]  # ships no types
from botocore.client import BaseClient
from moto.awslambda.models import LambdaFunction
from moto.events.models import Rule
from moto.stepfunctions.parser.api import ExecutionStatus
from moto.stepfunctions.parser.asl.component.common.retry import retrier_decl
from moto.stepfunctions.parser.asl.component.eval_component import EvalComponent
from moto.stepfunctions.parser.asl.component.state.exec.state_task import lambda_eval_utils
from moto.stepfunctions.parser.asl.parse.asl_parser import AmazonStateLanguageParser
from moto.stepfunctions.parser.asl.parse.preprocessor import Preprocessor
from moto.stepfunctions.parser.asl.utils.boto_client import boto_client_for
from moto.stepfunctions.parser.models import (
    StepFunctionsParserBackend,
    stepfunctions_parser_backends,
)

from tests.aws import mocked_aws

ACCOUNT: Final = "123456789012"
REGION: Final = "cn-north-1"
CHAIN: Final = "Workflow"
MESSAGES: Final = "Messages"
RECHECKS: Final = "RecheckingStateMachine"
_ATTEMPTS: Final = 3
_SOON: Final = 0.05  # seconds to a retry, of which a definition can only say whole ones
Json = dict[str, Any]
Fault = Callable[[str, Json], None]

_PSEUDO: Final = {
    "AWS::Region": REGION,
    "AWS::AccountId": ACCOUNT,
    "AWS::Partition": "aws-cn",
    "AWS::URLSuffix": "amazonaws.com.cn",
    "AWS::StackName": "Gouji",
}
_ARNS: Final = {
    "AWS::S3::Bucket": "arn:aws-cn:s3:::{name}",
    "AWS::DynamoDB::Table": "arn:aws-cn:dynamodb:{region}:{account}:table/{name}",
    "AWS::SNS::Topic": "arn:aws-cn:sns:{region}:{account}:{name}",
    "AWS::SQS::Queue": "arn:aws-cn:sqs:{region}:{account}:{name}",
    "AWS::Lambda::Function": "arn:aws-cn:lambda:{region}:{account}:function:{name}",
    "AWS::StepFunctions::StateMachine": "arn:aws-cn:states:{region}:{account}:stateMachine:{name}",
}


@cache
def client(service: str) -> Any:
    """The client of the region in which everything lies, while a cloud is deployed."""
    return boto3.client(service, region_name=REGION)  # type: ignore[call-overload]  # any name


class Cloud:
    """The stack's resources by type, made in moto.

    `fault` may raise before a function runs, `lost` after it. `environment_besides` replaces what the template gives
    the functions: without it, two uploads of an office would wait for one another. `is_quick`: retries are few and
    come soon. `held`: events that are not delivered yet, where it is a list.
    """

    def __init__(self, template: Json, *, is_quick: bool = True) -> None:
        self._resources: Json = template["Resources"]
        self._parameters: Json = template["Parameters"]
        self._is_quick = is_quick
        self.calls: list[str] = []
        self.fault: Fault = lambda _function, _event: None
        self.lost: Fault = lambda _function, _event: None
        self.held: list[tuple[Rule, Json]] | None = None
        self.environment_besides = {"SECONDS_BETWEEN_MESSAGES": "0"}
        self._lock = threading.RLock()
        self._sequence = itertools.count(1)
        # Made at once: boto3 makes no client safely while other threads make some, and moto keeps
        # quiet about an event that is lost so.
        self._states, self._functions = client("stepfunctions"), client("lambda")

    def name(self, kind: str, part: str = "") -> str:
        """The physical name of the one resource of a kind whose logical id holds `part`."""
        (found,) = [k for k, r in self._resources.items() if r["Type"] == kind and part in k]
        return self._name(found)

    def arn(self, kind: str, part: str = "") -> str:
        return _ARNS[kind].format(name=self.name(kind, part), region=REGION, account=ACCOUNT)

    def environment(self, function: str) -> dict[str, str]:
        """What the template gives a function's environment, resolved."""
        for key, properties in self._of("AWS::Lambda::Function"):
            if key.startswith(function):
                return dict(properties["Environment"]["Variables"])
        raise KeyError(function)

    def properties(self, kind: str, part: str = "") -> Json:
        """The properties of the one resource of a kind whose logical id holds `part`, resolved."""
        (found,) = (properties for key, properties in self._of(kind) if part in key)
        return found

    def deploy(self) -> None:
        s3 = client("s3")
        for key, properties in self._of("AWS::S3::Bucket"):
            where = {"LocationConstraint": REGION}
            s3.create_bucket(Bucket=self._name(key), CreateBucketConfiguration=where)
            if "VersioningConfiguration" in properties:
                s3.put_bucket_versioning(
                    Bucket=self._name(key), VersioningConfiguration={"Status": "Enabled"}
                )
            if "NotificationConfiguration" in properties:
                s3.put_bucket_notification_configuration(
                    Bucket=self._name(key),
                    NotificationConfiguration={"EventBridgeConfiguration": {}},
                )
        for key, properties in self._of("AWS::DynamoDB::Table"):
            client("dynamodb").create_table(
                TableName=self._name(key),
                KeySchema=properties["KeySchema"],
                AttributeDefinitions=properties["AttributeDefinitions"],
                BillingMode=properties["BillingMode"],
            )
        for key, _ in self._of("AWS::SQS::Queue"):
            client("sqs").create_queue(QueueName=self._name(key))
        for key, _ in self._of("AWS::SNS::Topic"):
            client("sns").create_topic(Name=self._name(key))
        self._deploy_chain(self._role())

    def _deploy_chain(self, role: str) -> None:
        for key, properties in self._of("AWS::Lambda::Function"):
            self._functions.create_function(
                FunctionName=self._name(key),
                Runtime=properties["Runtime"],
                Handler=properties["Handler"],
                Role=role,
                Code={"ZipFile": b"in this process"},
                Environment=properties["Environment"],
            )
        for key, properties in self._of("AWS::StepFunctions::StateMachine"):
            self._states.create_state_machine(
                name=self._name(key),
                definition=self._quick(properties["DefinitionString"])
                if self._is_quick
                else properties["DefinitionString"],
                roleArn=role,
            )
        for key, properties in self._of("AWS::Events::Rule"):
            if "EventPattern" not in properties:  # nothing in moto sends what a schedule would
                continue
            client("events").put_rule(Name=key, EventPattern=json.dumps(properties["EventPattern"]))
            targets = [
                {n: t[n] for n in ("Id", "Arn", "Input") if n in t} for t in properties["Targets"]
            ]
            client("events").put_targets(Rule=key, Targets=targets)

    def _of(self, kind: str) -> list[tuple[str, Json]]:
        return [
            (key, self._resolve(resource.get("Properties", {})))
            for key, resource in self._resources.items()
            if resource["Type"] == kind
        ]

    def _name(self, key: str) -> str:
        return key.lower() if self._resources[key]["Type"] == "AWS::S3::Bucket" else key

    @staticmethod
    def _role() -> str:
        policy = json.dumps({"Version": "2012-10-17", "Statement": []})
        iam = client("iam")
        return str(iam.create_role(RoleName="test", AssumeRolePolicyDocument=policy)["Role"]["Arn"])

    @staticmethod
    def _quick(definition: str) -> str:
        """The very definition, but for the number of retries."""
        machine = json.loads(definition)
        inner = (state.get("ItemProcessor", {}) for state in machine["States"].values())
        for states in [each.get("States", {}) for each in (machine, *inner)]:
            for retry in [retry for state in states.values() for retry in state.get("Retry", [])]:
                retry["MaxAttempts"] = min(retry["MaxAttempts"], _ATTEMPTS)
        return json.dumps(machine)

    def _resolve(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._resolve(item) for item in value if item != {"Ref": "AWS::NoValue"}]
        if not isinstance(value, dict):
            return value
        if len(value) == 1:
            ((function, argument),) = value.items()
            if function == "Ref":
                return self._reference(argument)
            if function == "Fn::GetAtt":
                return self._attribute(*argument)
            if function == "Fn::Join":
                return argument[0].join(map(str, self._resolve(argument[1])))
        return {key: self._resolve(item) for key, item in value.items()}

    def _reference(self, key: str) -> str:
        if key in _PSEUDO:
            return _PSEUDO[key]
        if key in self._parameters:
            return str(self._parameters[key].get("Default", key))
        if key not in self._resources:
            return key
        kind = self._resources[key]["Type"]
        if kind in {"AWS::SNS::Topic", "AWS::StepFunctions::StateMachine"}:
            return self._attribute(key, "Arn")
        return self._name(key)

    def _attribute(self, key: str, attribute: str) -> str:
        kind = self._resources[key]["Type"]
        if attribute in {"Arn", "TopicArn"} and kind in _ARNS:
            return _ARNS[kind].format(name=self._name(key), region=REGION, account=ACCOUNT)
        return self._name(key)

    # --- what moto does not do -----------------------------------------------------------------

    def invoke(self, function: LambdaFunction, event: Any) -> tuple[str, bool, str]:
        """Run the real handler here: moto would start a container."""
        module, _, attribute = str(function.handler).rpartition(".")
        payload = json.loads(event) if isinstance(event, str) else event
        context = types.SimpleNamespace(
            aws_request_id=str(uuid.uuid4()),
            function_name=function.function_name,
            memory_limit_in_mb=function.memory_size,
            invoked_function_arn=function.function_arn,
        )
        short = module.split(".")[1]
        environment = {**function.environment_vars, **self.environment_besides}
        with self._lock, mock.patch.dict(os.environ, environment):
            self.calls.append(short)
            try:
                self.fault(short, payload)
                answer = getattr(importlib.import_module(module), attribute)(payload, context)
                self.lost(short, payload)
            except BaseException as error:  # noqa: BLE001 - Lambda, too, reports whatever is raised
                name = getattr(error, "lambda_name", type(error).__name__)
                said = {"errorMessage": str(error), "errorType": name}
                return json.dumps(said), True, traceback.format_exc()
            return json.dumps(answer), False, ""

    def deliver(self, rule: Rule, event: Json) -> None:
        """Start state machines from a rule, which moto does not; the event as AWS writes it."""
        if event["source"] == "aws.s3" and not self._as_s3_writes_it(event):
            return
        at = event["time"]
        if isinstance(at, float):
            event["time"] = datetime.fromtimestamp(at, UTC).isoformat(timespec="seconds")
        if not rule.event_pattern.matches_event(event):  # type: ignore[arg-type]  # as moto sends it
            return
        if self.held is not None:
            self.held.append((rule, event))
        else:
            self.send(rule, event)

    def send(self, rule: Rule, event: Json) -> None:
        """Deliver an event to the rule's targets."""
        for target in rule.targets:
            self.start(target["Arn"], event)

    def start(self, machine: str, event: Json) -> None:
        """Start a run with an event, as EventBridge does: however often it comes, each under a name of its own."""
        self._states.start_execution(
            stateMachineArn=machine, input=json.dumps(event, default=str), name=str(uuid.uuid4())
        )

    def _as_s3_writes_it(self, event: Json) -> bool:
        """Give moto's event the order among others that it lacks; False of a deletion, of which moto tells too little.

        `delete` tells of those.
        """
        if event["detail-type"] == "Object Deleted":
            return "deletion-type" in event["detail"]
        found = event["detail"]["object"]
        if "etag" not in found:  # each rule gets the very same event
            found |= {"etag": found.get("eTag", ""), "sequencer": self.sequencer()}
        return True

    def sequencer(self) -> str:
        """The next of the upload bucket's events, as S3 orders those of a key."""
        return f"{next(self._sequence):016X}"

    def restart_sequence(self) -> None:
        """Count events from the first one on."""
        self._sequence = itertools.count(1)

    def delete(self, bucket: str, key: str, version: str | None = None) -> None:
        """Delete an object, or one version of it for good, and tell of it as S3 does."""
        named = {"VersionId": version} if version else {}
        answer = client("s3").delete_object(Bucket=bucket, Key=key, **named)
        kind = "Permanently Deleted" if version else "Delete Marker Created"
        thing = {
            "key": key,
            "etag": "d41d8cd98f00b204e9800998ecf8427e",
            "version-id": answer["VersionId"],
            "sequencer": self.sequencer(),
        }
        detail = {"bucket": {"name": bucket}, "object": thing, "deletion-type": kind}
        self._emit("aws.s3", "Object Deleted", detail)

    @contextlib.contextmanager
    def standing_still(self) -> Iterator[None]:
        """No function runs meanwhile but those that this thread calls: nothing else writes to standard output."""
        with self._lock:
            yield

    def wait(self) -> list[Json]:
        """Wait until nothing runs any more; the descriptions of the chain's executions."""
        deadline = time.monotonic() + 300  # a scan takes ten seconds, and more on a busy machine
        while time.monotonic() < deadline:
            if not self._is_running():
                return self.runs(CHAIN)
            time.sleep(0.02)
        raise TimeoutError("executions did not end")

    def runs(self, machine: str) -> list[Json]:
        """The descriptions of a state machine's executions."""
        return [
            dict(self._states.describe_execution(executionArn=run["executionArn"]))
            for run in self._executions(self.arn("AWS::StepFunctions::StateMachine", machine))
        ]

    def machines(self) -> list[str]:
        """The names of all state machines."""
        return [key for key, _ in self._of("AWS::StepFunctions::StateMachine")]

    def transitions(self, execution: str) -> list[str]:
        """The states that an execution entered: what AWS bills."""
        history = self._states.get_execution_history(executionArn=execution, maxResults=1000)
        entered = (event.get("stateEnteredEventDetails") for event in history["events"])
        return [state["name"] for state in entered if state]

    @staticmethod
    def _is_running() -> bool:
        """Asked of moto itself: asked as a client, over and over, it would take a third of the time of a season."""
        backend = stepfunctions_parser_backends[ACCOUNT][REGION]
        return any(
            each.exec_status in (None, ExecutionStatus.RUNNING)
            for each in backend._get_executions()
        )

    def _executions(self, machine: str) -> list[Json]:
        pages = self._states.get_paginator("list_executions").paginate(stateMachineArn=machine)
        return [dict(run) for page in pages for run in page["executions"]]

    def tell_failure(self, run: Json) -> None:
        """Emit the status change of a failed run, which moto does not; a rule takes it from there."""
        told = ("executionArn", "stateMachineArn", "status", "input", "error", "cause")
        self._emit(
            "aws.states",
            "Step Functions Execution Status Change",
            {name: run.get(name) for name in told},
        )

    def _emit(self, source: str, kind: str, detail: Json) -> None:
        entry = {"Source": source, "DetailType": kind, "Detail": json.dumps(detail)}
        client("events").put_events(Entries=[entry])


_parse: Final = AmazonStateLanguageParser.parse
_validated: Final = cache(StepFunctionsParserBackend._validate_definition)


@cache
def _tree(definition: str) -> ParserRuleContext:
    """A definition's syntax, which nobody changes: moto reads it anew for each execution, and that takes longest."""
    return _parse(definition)[1]


def _parsed(definition: str) -> tuple[EvalComponent, ParserRuleContext]:
    tree = _tree(definition)
    return Preprocessor().visit(tree), tree


@contextlib.contextmanager
def deployed(template: Json, *, is_quick: bool = True) -> Iterator[Cloud]:
    """A fresh cloud with the stack in it; `is_quick`: see `Cloud`.

    It ends when its last execution has: one that is left would go on in the next test's cloud.
    """
    # These are what is patched; if moto renames them, this fails here and not somewhere inside.
    assert callable(LambdaFunction._invoke_lambda)
    assert callable(Rule.send_to_targets)

    def invoke(self: LambdaFunction, event: Any = None) -> tuple[str, bool, str]:
        return cloud.invoke(self, event)

    def send(self: Rule, event: Json, *_: object, **__: object) -> None:
        cloud.deliver(self, event)

    @cache
    def kept(region: str, service: str) -> BaseClient:
        return boto_client_for(region, service)

    def caller(*, region: str, service: str, state_credentials: object) -> BaseClient:
        return kept(region, service)  # moto makes one for each task of each execution

    def sleep(seconds: float) -> None:
        time.sleep(min(seconds, _SOON) if is_quick else seconds)

    with (
        mock.patch.dict(
            os.environ,
            {
                "AWS_DEFAULT_REGION": REGION,
                "AWS_ACCESS_KEY_ID": "test",
                "AWS_SECRET_ACCESS_KEY": "test",
            },
        ),
        mocked_aws({"stepfunctions": {"execute_state_machine": True}}),
        mock.patch.object(LambdaFunction, "_invoke_lambda", invoke),
        mock.patch.object(Rule, "send_to_targets", send),
        mock.patch.object(AmazonStateLanguageParser, "parse", staticmethod(_parsed)),
        mock.patch.object(
            StepFunctionsParserBackend, "_validate_definition", staticmethod(_validated)
        ),
        mock.patch.object(lambda_eval_utils, "boto_client_for", caller),
        mock.patch.object(retrier_decl, "time", types.SimpleNamespace(sleep=sleep)),
    ):
        client.cache_clear()
        cloud = Cloud(template, is_quick=is_quick)
        cloud.deploy()
        try:
            yield cloud
        finally:
            cloud.wait()
            client.cache_clear()
