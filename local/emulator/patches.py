"""What ministack lacks or does otherwise than AWS, patched at run time.

Each patch says why it is there and checks what it stands on, so that another version of ministack fails here
and not somewhere inside. `apply` is called once, in the server's process.
"""

from __future__ import annotations

import inspect
import json
import logging
import os
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from ministack.core import lambda_runtime
from ministack.services import eventbridge, lambda_svc, s3, sns
from ministack.services.cloudformation import provisioners

from local.emulator import workers
from local.emulator.changed import MinistackChanged, require
from local.emulator.outbox import Outbox

MINISTACK: Final = "1.5.33"

_NOT_KEPT: Final = "Failed to persist"
_RAISED: Final = "__raised__"
_REPORT: Final = (
    '_real_stdout.write(json.dumps({"status": "error", "error": str(e),'
    ' "trace": traceback.format_exc()}) + "\\n")'
)
_NAMED_REPORT: Final = (
    '_real_stdout.write(json.dumps({"status": "ok", "result": {"' + _RAISED + '": {'
    '"errorMessage": str(e), "errorType": type(e).__name__,'
    ' "stackTrace": traceback.format_tb(e.__traceback__)}}}) + "\\n")'
)

Json = dict[str, Any]
# Of the event that this thread is telling: the version, and its place among those of its key.
_version: ContextVar[tuple[int, Json] | None] = ContextVar("version", default=None)


def apply(outbox: Outbox, keep: Callable[[], bool], scratch: Path) -> None:
    """Patch ministack in this process. `keep` writes a checkpoint; False where it could not. `scratch`: a folder that
    is emptied, for what the functions' processes unpack.
    """
    if version("ministack") != MINISTACK:
        raise MinistackChanged(f"patches are for {MINISTACK}, not {version('ministack')}")
    _keep_or_end()
    _name_errors()
    workers.apply(scratch)
    _tell_of_versions()
    _write_emails(outbox, keep)
    _take_alarms_of_several_metrics()


def _keep_or_end() -> None:
    """End this process where an object cannot be written (the disk is full), before its upload is answered.

    ministack warns, answers that the object is there, and has lost it after the next start.
    """
    if inspect.getsource(s3).count(f'logger.warning("{_NOT_KEPT}') < 3:
        raise MinistackChanged("objects that cannot be written are told in another way")

    def end(record: logging.LogRecord) -> bool:
        if str(record.msg).startswith(_NOT_KEPT):
            os.write(
                2,
                f"{record.getMessage()}; ending, so that nothing is answered that is not kept\n".encode(),
            )
            os._exit(1)
        return True

    s3.logger.addFilter(end)


def _name_errors() -> None:
    """Name a raised exception by its class; ministack says `Runtime.HandlerError` of all.

    Retry and Catch go by that name. On AWS the execution environment survives an exception; here it does now.
    """
    script = lambda_runtime._PYTHON_WORKER_SCRIPT
    if script.count(_REPORT) != 1:
        raise MinistackChanged("the worker reports exceptions in another way")
    lambda_runtime._PYTHON_WORKER_SCRIPT = script.replace(_REPORT, _NAMED_REPORT)
    execute = lambda_svc._execute_function_warm
    require(execute, "func", "event", "request_id")

    def named(func: Json, event: Any, request_id: str) -> Json:  # noqa: ANN401 - any JSON
        answer: Json = execute(func, event, request_id)
        body = answer.get("body")
        if not (isinstance(body, dict) and _RAISED in body):
            return answer
        raised = body[_RAISED]
        said = f"[ERROR] {raised['errorType']}: {raised['errorMessage']}"
        log = "\n".join([answer.get("log") or "", said, *raised["stackTrace"]])
        return {"body": raised, "error": True, "log": log}

    lambda_svc._execute_function_warm = named


def _tell_of_versions() -> None:
    """Put `version-id` into S3's events on EventBridge, as AWS does where the bucket is versioned.

    Time and sequencer are the version's own as well: an event that is told again after a `kill -9` must not make
    an older version of a file the newer one. A deletion tells of the delete marker, or of the version that is gone.
    """
    fire, dispatch = s3._fire_s3_event, eventbridge._dispatch_event
    require(fire, "bucket_name", "key", "event_name")
    require(dispatch, "event")
    if "version_id" not in inspect.signature(fire).parameters:
        raise MinistackChanged("_fire_s3_event takes no version_id")

    def firing(bucket_name: str, key: str, *args: Any, **named: Any) -> None:  # noqa: ANN401 - passed on
        versions = s3._object_versions.get((bucket_name, key), [])
        token = _version.set(_place(versions, named.get("version_id")))
        try:
            fire(bucket_name, key, *args, **named)
        finally:
            _version.reset(token)

    def dispatching(event: Json, *args: Any) -> Any:  # noqa: ANN401 - passed on
        if event["Source"] == "aws.s3" and (found := _version.get()):
            detail = json.loads(event["Detail"])
            if "version-id" in detail["object"]:
                raise MinistackChanged("S3's events tell the version by themselves")
            detail["object"] |= {
                "version-id": found[1]["version_id"],
                "sequencer": _sequencer(*found),
            }
            event = {**event, "Time": found[1]["last_modified"], "Detail": json.dumps(detail)}
        return dispatch(event, *args)

    s3._fire_s3_event = firing
    eventbridge._dispatch_event = dispatching


def _place(versions: list[Json], version_id: str | None) -> tuple[int, Json] | None:
    """A version and its place among those of its key; one that is deleted for good comes after them, now."""
    if version_id is None:
        return None
    for place, found in enumerate(versions):
        if found["version_id"] == version_id:
            return place, found
    at = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return len(versions), {"version_id": version_id, "last_modified": at}


def _sequencer(place: int, version: Json) -> str:
    """The version's time and its place among the versions of its key, as hexadecimal text that orders them."""
    at = datetime.fromisoformat(version["last_modified"])
    return f"{round(at.timestamp() * 1000):012X}{place:06X}"


def _write_emails(outbox: Outbox, keep: Callable[[], bool]) -> None:
    """Write a file for each e-mail subscription that a message reaches; ministack only logs it.

    What the table says of the message is kept first: after a `kill -9` it would else be forgotten that these uploads
    were told together under this id, and they would be told again in other company.
    """
    fanout = sns._fanout
    require(
        fanout, "topic_arn", "msg_id", "message", "subject", "message_structure",
        "message_attributes",
    )  # fmt: skip
    require(sns._matches_filter_policy, "sub", "message_attributes", "message")
    require(sns._resolve_message_for_protocol, "message", "message_structure", "protocol")

    def writing(  # noqa: PLR0917 - the library's own signature
        topic_arn: str,
        msg_id: str,
        message: str,
        subject: str,
        message_structure: str = "",
        message_attributes: Json | None = None,
        **named: Any,  # noqa: ANN401 - passed on
    ) -> None:
        if not keep():
            raise RuntimeError("no checkpoint before the message: it is to be published again")
        attributes = message_attributes or {}
        fanout(topic_arn, msg_id, message, subject, message_structure, attributes, **named)
        topic = sns._topic_by_arn_any_scope(topic_arn) or {"subscriptions": []}
        for subscription in topic["subscriptions"]:
            if subscription["protocol"] != "email" or not subscription.get("confirmed"):
                continue
            text = sns._resolve_message_for_protocol(message, message_structure, "email")
            if sns._matches_filter_policy(subscription, attributes, text):
                outbox.deliver(
                    to=subscription["endpoint"],
                    subject=subject or "AWS Notification Message",
                    text=text,
                    message_id=_said(attributes, "id") or msg_id,
                    about=(_said(attributes, "office"), _said(attributes, "organ")),
                )

    sns._fanout = writing


def _take_alarms_of_several_metrics() -> None:
    """Let alarms that reckon with several metrics stand there without data; ministack takes no stack that has one."""
    record = provisioners._cw_metric_alarm_record
    require(record, "name", "props")

    def taken(name: str, props: Json) -> Json:
        if "Metrics" in props:
            props = props | {"Metrics": None, "Namespace": "Gouji", "MetricName": name}
        found: Json = record(name, props)
        return found

    provisioners._cw_metric_alarm_record = taken


def _said(attributes: Json, name: str) -> str:
    """A message attribute; empty where there is none."""
    return attributes.get(name, {}).get("StringValue") or ""
