"""The log lines of one upload, of all functions and state machines, in the order of time."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from botocore.exceptions import ClientError

from ops.attempts import tried_again_after, worded
from ops.stack import FUNCTION, LOGS, Client, GoujiStack
from ops.telling import Grade, Told
from ops.uploads import is_id, of_key

_AHEAD: Final = timedelta(minutes=5)
_KEPT: Final = timedelta(days=365)  # as the stack keeps its logs
_FAULTS: Final = frozenset({"ERROR", "CRITICAL"})
# Of a run that ended more than ninety days ago.
_GONE: Final = frozenset({"ExecutionDoesNotExist", "InvalidArn"})


def logs(stack: GoujiStack, name: str, *, now: datetime) -> Iterator[Told]:
    """What was logged of an upload: by its id, or of all uploads under its key."""
    if is_id(name):
        uploads = [(name, now - _KEPT)]
    else:
        uploads = [(item["upload_id"]["S"], _since(item)) for item in of_key(stack, name)]
    if not uploads:
        yield Told("fault", name, "no upload of that key")
    for upload_id, since in uploads:
        lines = list(_lines(stack, upload_id, since))
        yield Told("ok", upload_id, f"{len(lines)} lines since {since:%Y-%m-%d %H:%M} UTC")
        told = [told for _, told in sorted(lines, key=lambda line: line[0])]
        yield from told
        for arn in dict.fromkeys(filter(None, map(_execution, told))):
            yield from _run(stack.client("stepfunctions"), arn)


def _execution(told: Told) -> str | None:
    line = told.more.get("line")
    return str(line["execution"]) if isinstance(line, dict) and line.get("execution") else None


def _run(states: Client, arn: str) -> Iterator[Told]:
    """How a run of the upload stands: what a function said before it knew whose upload it has, no line of it shows."""
    name = arn.rpartition(":")[2]
    try:
        about = states.describe_execution(executionArn=arn)
    except ClientError as error:
        if error.response["Error"]["Code"] not in _GONE:
            raise
        return
    status = about["status"]
    if status == "RUNNING":
        why = tried_again_after(states, arn)
        yield Told(
            "warning" if why else "ok",
            name,
            f"{status}, tried again after {why}" if why else status,
        )
    else:
        why = worded(about.get("error"), about.get("cause"))
        yield Told("ok" if status == "SUCCEEDED" else "fault", name, f"{status} {why}".rstrip())


def _since(item: Mapping[str, Any]) -> datetime:
    return datetime.fromisoformat(item["received_at"]["S"]) - _AHEAD


def _lines(stack: GoujiStack, upload_id: str, since: datetime) -> Iterator[tuple[int, Told]]:
    client = stack.client("logs")
    for group in _groups(stack):
        pages = client.get_paginator("filter_log_events").paginate(
            logGroupName=group,
            filterPattern=f'"{upload_id}"',
            startTime=int(since.timestamp() * 1000),
        )
        try:
            for page in pages:
                for event in page["events"]:
                    yield event["timestamp"], _told(group, event)
        except ClientError as error:
            # A function that never ran in a cloud that makes groups as they are written to has none.
            if error.response["Error"]["Code"] != "ResourceNotFoundException":
                raise


def _groups(stack: GoujiStack) -> Iterator[str]:
    """The groups of the stack; and those that Lambda writes to where nobody says another."""
    own = [part.name for part in stack.of(LOGS)]
    yield from dict.fromkeys([*own, *(f"/aws/lambda/{part.name}" for part in stack.of(FUNCTION))])


def _told(group: str, event: Mapping[str, Any]) -> Told:
    at = datetime.fromtimestamp(event["timestamp"] / 1000, UTC).isoformat(timespec="milliseconds")
    message = str(event["message"]).strip()
    try:
        line = json.loads(message)
    except ValueError:
        line = None
    if not isinstance(line, dict):
        return Told("ok", at, message, {"group": group})
    grade: Grade = "fault" if line.get("level") in _FAULTS else "ok"
    service = line.get("service") or line.get("type") or group
    said = line.get("message", message)
    return Told(grade, at, f"{service} {said}", {"line": line})
