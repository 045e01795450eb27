"""A cloud in which time does not pass by itself: waits and retries take none, and move its clock."""

from __future__ import annotations

import contextlib
import json
import threading
import time
import types
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any, Final
from unittest import mock

import boto3
import moto.s3.models
from moto.dynamodb.models import dynamodb_backends
from moto.s3.models import s3_backends
from moto.sns.models import sns_backends
from moto.stepfunctions.parser.asl.component.common.retry import retrier_decl
from moto.stepfunctions.parser.asl.component.state.wait.wait_function.wait_function import (
    WaitFunction,
)
from moto.stepfunctions.parser.models import stepfunctions_parser_backends

from functions.adapters.store import table
from functions.notify import turns
from functions.recheck import handler as rechecking
from tests.chain.cloud import ACCOUNT, REGION, Cloud, deployed
from tests.chain.faults.injection import Injector, Killed
from tests.conftest import CACHED

Json = dict[str, Any]
_ROUNDS: Final = 4  # of redriving what failed
_MACHINE: Final = "AWS::StepFunctions::StateMachine"


class Clock:
    """The world's time: the machine's, and what was waited."""

    def __init__(self) -> None:
        self.waited = timedelta()
        self._lock = threading.Lock()

    def wait(self, seconds: float) -> None:
        """Let time pass; another thread may run meanwhile."""
        with self._lock:
            self.waited += timedelta(seconds=seconds)
        time.sleep(0.0005)

    def now(self, zone: tzinfo | None = None) -> datetime:
        return datetime.now(zone or UTC) + self.waited


class World:
    """The stack, with what its stories do in it."""

    def __init__(self, cloud: Cloud, injector: Injector, clock: Clock) -> None:
        self.cloud, self.injector, self.clock = cloud, injector, clock
        self.repeats = 1  # how often each event is delivered
        self._versions = 0
        self._s3 = boto3.client("s3", region_name=REGION)
        self._dynamodb = boto3.client("dynamodb", region_name=REGION)
        self._states = boto3.client("stepfunctions", region_name=REGION)
        self._told: set[str] = set()
        self._ended: set[str] = set()
        cloud.fault = injector.starts
        cloud.lost = injector.ends

    # --- what stories do ------------------------------------------------------------------------

    def drop(self, key: str, body: bytes) -> None:
        """Put an object into the upload bucket."""
        self._s3.put_object(Bucket=self.uploads, Key=key, Body=body)

    def delete(self, key: str) -> None:
        """Cover an object by a delete marker."""
        self.cloud.delete(self.uploads, key)

    def morning(self, day: str) -> None:
        """What a rule sends each morning."""
        event = {"id": "a-morning", "time": f"{day}T01:00:00Z", "detail-type": "Scheduled Event"}
        for target in self.cloud.properties("AWS::Events::Rule", "ClockMorning")["Targets"]:
            for _ in range(self.repeats):
                self.cloud.start(target["Arn"], event)

    def start(self, machine: str, about: Json, name: str) -> None:
        """Start a state machine."""
        self._states.start_execution(
            stateMachineArn=self.cloud.arn(_MACHINE, machine), input=json.dumps(about), name=name
        )

    def ask(self, function: Callable[[], Json]) -> Json:
        """Ask the API as a client does that repeats what was not answered."""
        for _ in range(8):
            try:
                self.injector.starts("query", {"id": "request"})
                answer = function()
                self.injector.ends("query", {"id": "request"})
            except (Killed, Exception):  # noqa: BLE001, S112 - a 500, whatever is raised
                continue
            if answer["statusCode"] < 500:
                return answer
        self.heal()
        return function()

    def settle(self) -> None:
        """Wait until nothing runs; failed runs are told of as EventBridge does."""
        for _ in range(50):
            self._deliver_held()
            self.cloud.wait()
            failed = [run for run in self._failed() if run["executionArn"] not in self._told]
            if not failed and not self.cloud.held:
                return
            for run in failed:
                self._told.add(run["executionArn"])
                for _ in range(self.repeats):
                    self.cloud.tell_failure(run)
        raise TimeoutError("failures went on and on")

    def forget(self) -> None:
        """Whatever ended badly until now is part of the story, and nobody redrives it."""
        self._ended |= {run["executionArn"] for run in self._failed()}

    def heal(self) -> None:
        """What was out of order works again."""
        self.injector.heal()

    def recover(self) -> int:
        """Redrive what failed; how often that was needed."""
        for needed in range(_ROUNDS):
            failed = self._failed()
            if not failed:
                return needed
            for run in failed:
                self._redrive(run)
            self.settle()
        raise AssertionError(f"not recovered: {[run.get('cause') for run in self._failed()]}")

    def _redrive(self, run: Json) -> None:
        """Run again from the first state under its own name: more than AWS's redrive repeats, and the same owner.

        moto has no redrive.
        """
        backend = stepfunctions_parser_backends[ACCOUNT][REGION]
        for machine in backend.state_machines:
            machine.executions = [
                each for each in machine.executions if each.execution_arn != run["executionArn"]
            ]
        self._told.discard(run["executionArn"])
        self._states.start_execution(
            stateMachineArn=run["stateMachineArn"], input=run["input"], name=run["name"]
        )

    def runs(self) -> list[Json]:
        """The descriptions of all executions."""
        return [run for machine in self.cloud.machines() for run in self.cloud.runs(machine)]

    def _failed(self) -> list[Json]:
        return [
            run
            for run in self.runs()
            if run["status"] != "SUCCEEDED" and run["executionArn"] not in self._ended
        ]

    def _deliver_held(self) -> None:
        """Deliver what was held, the last first, and each so often."""
        while self.cloud.held:
            held, self.cloud.held = self.cloud.held[::-1], None
            for rule, event in held * self.repeats:
                self.cloud.send(rule, event)
            self.cloud.held = []

    # --- what is there --------------------------------------------------------------------------

    @property
    def uploads(self) -> str:
        """The upload bucket."""
        return self.cloud.name("AWS::S3::Bucket", "UploadBucket")

    @property
    def table(self) -> str:
        """The table."""
        return self.cloud.name("AWS::DynamoDB::Table")

    def messages(self) -> list[Json]:
        """What was published, in order."""
        topic = sns_backends[ACCOUNT][REGION].topics[self.cloud.arn("AWS::SNS::Topic", "Office")]
        return [
            {
                "subject": subject,
                "body": body,
                **{name: value["Value"] for name, value in (attributes or {}).items()},
            }
            for _, body, subject, attributes, _ in topic.sent_notifications
        ]

    def items(self) -> list[Json]:
        """All items of the table, as DynamoDB gives them."""
        pages = self._dynamodb.get_paginator("scan").paginate(TableName=self.table)
        return [item for page in pages for item in page["Items"]]

    def documents(self) -> Iterator[tuple[str, bytes]]:
        """All objects of the document bucket."""
        name = self.cloud.name("AWS::S3::Bucket", "DocumentBucket")
        for key, found in sorted(s3_backends[ACCOUNT]["aws-cn"].buckets[name].keys.items()):
            yield key, found.value

    # --- a new world ----------------------------------------------------------------------------

    def reset(self) -> None:
        """Empty everything, and go back to the first version and the first event."""
        for topic in sns_backends[ACCOUNT][REGION].topics.values():
            topic.sent_notifications.clear()
        dynamodb_backends[ACCOUNT][REGION].tables[self.table].items.clear()
        for bucket in s3_backends[ACCOUNT]["aws-cn"].buckets.values():
            bucket.keys = type(bucket.keys)()
        for machine in stepfunctions_parser_backends[ACCOUNT][REGION].state_machines:
            machine.executions.clear()
        self.cloud.held, self.repeats = None, 1
        self.cloud.calls.clear()
        self.cloud.restart_sequence()
        self._told, self._ended, self._versions = set(), set(), 0
        rechecking.judging_of.cache_clear()

    def version(self) -> str:
        """The next version id of an object: the same in each run of a story."""
        self._versions += 1
        return f"version-{self._versions}"


@contextlib.contextmanager
def moved_by_waits() -> Iterator[Clock]:
    """The functions' clock, which waits and retries of state machines move instead of taking their time."""
    clock = Clock()

    class Shifted(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]  # a plain datetime
            return clock.now(tz)

    def waits(_state: WaitFunction, env: object, wait_seconds: int) -> None:
        clock.wait(wait_seconds)

    asleep = types.SimpleNamespace(sleep=clock.wait)

    with (
        mock.patch.object(retrier_decl, "time", asleep),
        mock.patch.object(WaitFunction, "_wait_interval", waits),
        mock.patch.object(turns, "datetime", Shifted),
        mock.patch.object(table, "datetime", Shifted),
        mock.patch.object(table, "time", asleep),
    ):
        yield clock


@contextlib.contextmanager
def world(template: Json) -> Iterator[World]:
    """A world with the stack in it."""
    injector = Injector()

    story = threading.get_ident()

    def numbered() -> str:
        # What runs keep meanwhile takes no number of what the story puts.
        return made.version() if threading.get_ident() == story else str(uuid.uuid4())

    with (
        deployed(template, is_quick=False) as cloud,
        moved_by_waits() as clock,
        mock.patch.object(moto.s3.models, "random", types.SimpleNamespace(uuid4=numbered)),
    ):
        cloud.environment_besides["SECONDS_BETWEEN_MESSAGES"] = "60"
        for cached in CACHED:
            cached.cache_clear()
        made = World(cloud, injector, clock)
        injector.listen()
        yield made
        for cached in CACHED:
            cached.cache_clear()
