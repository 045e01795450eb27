"""Take up after a start what the checkpoint lacks: called once, when the services are restored and reachable.

- Executions that were running run again from their first state, under their own name: every state of the chain
  lets its owner retry.
- Uploads and delete markers that no execution names are told again: objects are on disk when their upload is
  answered, however old the checkpoint is. An office's own file starts two, of the chain and of Configure.
- Runs that failed are told again: the word of it goes out in a thread, which may not have come to its end.

The chain passes over what it knows.
"""

from __future__ import annotations

import inspect
import json
import logging
import threading
from collections import Counter
from typing import Any, Final

from ministack.services import s3, stepfunctions

from local.emulator.changed import MinistackChanged, require

_RESTARTED: Final = "States.ServiceRestart"  # ministack's word for executions that it gives up
_OWN: Final = "/_settings/"
_MARKED: Final = "s3:ObjectRemoved:DeleteMarkerCreated"
_log = logging.getLogger(__name__)

Json = dict[str, Any]
Upload = tuple[str, str, str]  # bucket, key, version id


def check() -> None:
    """MinistackChanged where executions and events are not as they are used here."""
    require(stepfunctions._run_execution, "exec_arn")
    require(stepfunctions._emit_execution_status_event, "execution")
    require(s3._fire_s3_event_async, "bucket_name", "key", "event_name")
    if _RESTARTED not in inspect.getsource(stepfunctions._restore_state):
        raise MinistackChanged("executions are given up in another way")


def resume() -> None:
    """Take up what the last process left."""
    for execution in _executions():
        if execution.get("error") == _RESTARTED:
            _run_again(execution)
        elif execution["status"] not in {"RUNNING", "SUCCEEDED"}:
            stepfunctions._emit_execution_status_event(execution)
    started = Counter(upload for upload, _ in set(map(_started, _executions())))
    for upload, version in _uploads():
        if started[upload] < _due(upload, version):
            _tell_again(upload, version)


def is_running() -> bool:
    """Whether an execution is under way."""
    return any(execution["status"] == "RUNNING" for execution in _executions())


def _executions() -> list[Json]:
    found: list[Json] = stepfunctions._executions.all_values()
    return found


def _run_again(execution: Json) -> None:
    _log.warning("running again: %s", execution["executionArn"])
    for name in ("stopDate", "error", "cause", "output"):
        execution.pop(name, None)
    execution["status"] = "RUNNING"
    arguments = (execution["executionArn"],)
    threading.Thread(target=stepfunctions._run_execution, args=arguments, daemon=True).start()


def _tell_again(upload: Upload, version: Json) -> None:
    bucket, key, version_id = upload
    _log.warning("telling again: %s/%s", bucket, key)
    if version.get("is_delete_marker"):
        s3._fire_s3_event_async(
            bucket, key, _MARKED, deletion_type="Delete Marker Created", version_id=version_id
        )
        return
    s3._fire_s3_event_async(
        bucket,
        key,
        "s3:ObjectCreated:Put",
        size=version["size"],
        etag=version["etag"],
        version_id=version_id,
    )


def _due(upload: Upload, version: Json) -> int:
    """How many state machines the event of an upload starts."""
    return 2 if _OWN in upload[1] and not version.get("is_delete_marker") else 1


def _started(execution: Json) -> tuple[Upload | None, str]:
    """The upload whose event started an execution, and its state machine."""
    return _upload_of(execution), str(execution["executionArn"]).rpartition(":")[0]


def _upload_of(execution: Json) -> Upload | None:
    """The upload whose event started an execution; None of one that something else started."""
    try:
        event = json.loads(execution["input"])
    except json.JSONDecodeError:  # ministack takes whatever somebody starts an execution with
        return None
    match event:
        case {
            "detail": {
                "bucket": {"name": str(bucket)},
                "object": {"key": str(key), "version-id": str(version_id)},
            }
        }:
            return bucket, key, version_id
    return None


def _uploads() -> list[tuple[Upload, Json]]:
    """What was put into versioned buckets, and what was covered by a delete marker, oldest first."""
    found = [
        ((bucket, key, str(version["version_id"])), version)
        for (_account, (bucket, key)), versions in s3._object_versions._data.items()
        for version in versions
    ]
    return sorted(found, key=lambda upload: str(upload[1]["last_modified"]))
