"""Runs of the state machines that failed: which, why, and once more."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from botocore.exceptions import ClientError
from msgspec import Struct
from msgspec.structs import asdict

from ops.attempts import worded
from ops.stack import MACHINE, Client, GoujiStack, Json, object_of
from ops.telling import Told
from ops.uploads import Upload, upload_of

_FAILED: Final = ("FAILED", "TIMED_OUT", "ABORTED")
_OVER: Final = frozenset({"RUNNING", "SUCCEEDED", "PENDING_REDRIVE"})
# In the input of a run that takes the place of another: Ingest lets it have the upload; and whose place it takes.
_TAKES_OVER: Final = "takes-over"
_IN_PLACE_OF: Final = "in-place-of"
# A redriven run has its old definition and its old document: what cannot be read must be begun anew. So must a recheck
# of which reports are left: they are judged before the state that failed by it.
_ANEW: Final = frozenset({"OutdatedReport", "Unfinished", "ValidationError"})
# Where an endpoint does not redrive at all, or not this run any more.
_NOT_REDRIVEN: Final = frozenset(
    {"ExecutionNotRedrivable", "InvalidAction", "UnknownOperationException", "NotImplemented"}
)


class Run(Struct, frozen=True, kw_only=True):
    """A failed run. `root`: the first one of those that took its place; `attempts`: how many did."""

    arn: str
    name: str
    machine: str
    machine_arn: str
    status: str
    error: str | None
    cause: str | None
    stopped: datetime | None
    input: Json
    upload: Upload | None
    root: str
    attempts: int

    @property
    def names(self) -> set[str]:
        """By what it can be called."""
        own = {self.arn, self.name}
        return own | {self.upload.id, self.upload.key} if self.upload else own


def failed_runs(stack: GoujiStack) -> Iterator[Run]:
    """The runs that failed and in whose place none runs or has succeeded, newest first by machine."""
    states = stack.client("stepfunctions")
    for part in stack.of(MACHINE):
        for status in _FAILED:
            pages = states.get_paginator("list_executions").paginate(
                stateMachineArn=part.name, statusFilter=status
            )
            for each in (each for page in pages for each in page["executions"]):
                run = _run(
                    states, part.id, states.describe_execution(executionArn=each["executionArn"])
                )
                if run is not None:
                    yield run


def failed(stack: GoujiStack) -> Iterator[Told]:
    """Say which runs failed."""
    for run in failed_runs(stack):
        yield Told("fault", run.machine, _why(run), _about(run))


def redrive(stack: GoujiStack, ids: Sequence[str], *, anew: bool, dry_run: bool) -> Iterator[Told]:
    """Run these once more, or all that failed where none is named; from the failed state on where that can be."""
    left = set(ids)
    for run in failed_runs(stack):
        if ids and not run.names & set(ids):
            continue
        left -= run.names
        if dry_run:
            yield Told("would", run.machine, "redrive", _about(run))
        else:
            yield Told(
                "done",
                run.machine,
                _redriven(stack.client("stepfunctions"), run, anew=anew),
                _about(run),
            )
    for missing in sorted(left):
        yield Told("fault", missing, "no failed run of that name, upload or key")


def redrive_since(
    stack: GoujiStack, since: datetime, ids: Sequence[str] = (), *, dry_run: bool
) -> Iterator[Told]:
    """Begin anew all runs that were started since, whatever became of them; for one table each once.

    A table that was restored knows nothing of them. `ids`: only these, by run, upload or key, and once more at each
    call: of a report whose items or documents were lost after its run had ended well.
    """
    left = set(ids)
    states = stack.client("stepfunctions")
    # Rosters and settings first: reports are then judged by them at once.
    machines = [("own files", arn) for arn in stack.taking_up] + [("chain", stack.chain)]
    for part, machine in machines:
        for run, upload, begun in _since(states, machine, since):
            root = run["executionArn"]
            names = {root, run["name"], upload.id, upload.key}
            if ids and not names & set(ids):
                continue
            left -= names
            places = list(_places(states, root, f"{root} {stack.table}")) if ids else []
            name = _place_of(f"{root} {stack.table}", len(places) + 1)
            about: dict[str, object] = {"run": run["name"], "key": upload.key}
            if dry_run:
                yield Told("would", part, "begin anew", about)
                continue
            start_once(states, machine, name, begun | {_TAKES_OVER: True, _IN_PLACE_OF: root})
            yield Told("done", part, f"begun anew as {name}", about)
    for missing in sorted(left):
        yield Told("fault", missing, "no run since then of that name, upload or key")


def _since(states: Client, machine: str, since: datetime) -> Iterator[tuple[Json, Upload, Json]]:
    """The runs of a state machine that an upload began since then, first ones first, and what they began with."""
    pages = states.get_paginator("list_executions").paginate(stateMachineArn=machine)
    late = (e for page in pages for e in page["executions"] if e["startDate"] >= since)
    for each in sorted(late, key=lambda each: each["startDate"]):
        begun = _input(states.describe_execution(executionArn=each["executionArn"]))
        upload = upload_of(begun)
        if upload and _IN_PLACE_OF not in begun:
            yield each, upload, begun


def _redriven(states: Client, run: Run, *, anew: bool) -> str:
    if not anew and run.error not in _ANEW:
        try:
            states.redrive_execution(executionArn=run.arn)
        except ClientError as error:
            if error.response["Error"]["Code"] not in _NOT_REDRIVEN:
                raise
        else:
            return "redriven from the state that failed"
    name = _place_of(run.root, run.attempts + 1)
    begun = run.input | ({_TAKES_OVER: True, _IN_PLACE_OF: run.root} if run.upload else {})
    start_once(states, run.machine_arn, name, begun)
    return f"begun anew as {name}"


def start_once(states: Client, machine: str, name: str, begun: Json) -> None:
    """Start a run by this name; where there was one, it goes on or is done, and no second one is started."""
    try:
        states.start_execution(
            stateMachineArn=machine, name=name, input=json.dumps(begun, ensure_ascii=False)
        )
    except ClientError as error:
        if error.response["Error"]["Code"] != "ExecutionAlreadyExists":
            raise


def _run(states: Client, machine: str, told: Json) -> Run | None:
    """A failed run; None where another took its place."""
    begun = _input(told)
    root = str(begun.get(_IN_PLACE_OF, told["executionArn"]))
    places = list(_places(states, told["executionArn"], root))
    newest = places[-1] if places else told
    if newest["status"] in _OVER or newest["executionArn"] != told["executionArn"]:
        return None
    return Run(
        arn=told["executionArn"],
        name=told["name"],
        machine=machine,
        machine_arn=told["stateMachineArn"],
        status=told["status"],
        error=told.get("error"),
        cause=told.get("cause"),
        stopped=told.get("stopDate"),
        input=begun,
        upload=upload_of(begun),
        root=root,
        attempts=len(places),
    )


def _places(states: Client, arn: str, root: str) -> Iterator[Json]:
    """The runs that took the place of the first one, in turn."""
    number = 1
    while True:
        found = f"{arn.rpartition(':')[0]}:{_place_of(root, number)}"
        try:
            yield states.describe_execution(executionArn=found)
        except ClientError as error:
            if error.response["Error"]["Code"] != "ExecutionDoesNotExist":
                raise
            return
        number += 1


def _place_of(root: str, number: int) -> str:
    """The name of a run that takes the place of another: the same each time, so that none is started twice."""
    return f"again-{hashlib.sha256(root.encode()).hexdigest()[:32]}-{number}"


def _input(told: Json) -> Json:
    return object_of(told.get("input") or "{}")


def _why(run: Run) -> str:
    return f"{run.status} {worded(run.error, run.cause)}".rstrip()


def _about(run: Run) -> dict[str, object]:
    upload = asdict(run.upload) if run.upload else {}
    return {
        "run": run.name,
        "stopped": run.stopped,
        "upload_id": upload.get("id"),
        "key": upload.get("key"),
    }
