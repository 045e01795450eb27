"""What makes the local cloud survive `kill -9`: state written while it runs, and work taken up again.

ministack writes its state on a clean shutdown only, and gives up the executions that were running. Here the
state is written whenever something happened, and after a start

- executions that were running run again from their first state, under their own name: every state of the
  chain lets its owner retry;
- events of uploads since the last checkpoint are sent again: the chain passes over those it knows.
"""

from __future__ import annotations

import inspect
import logging
import threading
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from ministack import app
from ministack.services import lambda_svc, s3, stepfunctions

from local.mends import MinistackChanged

CHECKPOINT_SECONDS: Final = 2
_RESTARTED: Final = "States.ServiceRestart"  # ministack's word for executions that it gives up
_MARGIN: Final = timedelta(seconds=2)  # an event starts an execution a little after its upload
_log = logging.getLogger(__name__)

Json = dict[str, Any]
State = Callable[[], Json | None]
Asgi = Callable[[Any, Any, Any], Awaitable[None]]


class Checkpoint:
    """Writes ministack's state into its folder; `marker` says up to when it holds."""

    def __init__(self, marker: Path) -> None:
        _check()
        self._marker = marker
        self._save = app.save_all
        self._lock = threading.Lock()
        self._changed = threading.Event()
        self._code: object = None
        app.save_all = lambda _services: self.write()
        app.app = self._watching(app.app)

    def run(self) -> None:
        """Write a checkpoint after every change, until the process ends."""
        while True:
            time.sleep(CHECKPOINT_SECONDS)
            if self._changed.is_set() or _running():
                self._changed.clear()
                self.write()

    def write(self) -> None:
        """Write one checkpoint: executions last, so that none is done whose results are not kept."""
        with self._lock:
            start = _stamp(datetime.now(UTC))
            services: dict[str, State] = app._build_persistence_save_dict()
            executions = services.pop("stepfunctions", None)
            functions = services.pop("lambda", None)
            code = _code()
            if functions and code != self._code:  # tens of megabytes: only when they changed
                services["lambda"] = functions
            self._save(services)
            if executions:
                self._save({"stepfunctions": lambda: _reopened(executions(), start)})
            self._code = code
            draft = self._marker.with_suffix(".part")
            draft.write_text(start)
            draft.replace(self._marker)

    def resume(self) -> None:
        """Take up what the last process left: call once, when the services are restored and reachable."""
        if not self._marker.exists():
            return
        for execution in _given_up():
            _log.warning("running again: %s", execution["executionArn"])
            for name in ("stopDate", "error", "cause", "output"):
                execution.pop(name, None)
            execution["status"] = "RUNNING"
            arguments = (execution["executionArn"],)
            threading.Thread(
                target=stepfunctions._run_execution, args=arguments, daemon=True
            ).start()
        since = datetime.fromisoformat(self._marker.read_text()) - _MARGIN
        for bucket, key, version in _uploads_since(_stamp(since)):
            _log.warning("telling again: %s/%s", bucket, key)
            s3._fire_s3_event_async(
                bucket,
                key,
                "s3:ObjectCreated:Put",
                size=version["size"],
                etag=version["etag"],
                version_id=version["version_id"],
            )

    def _watching(self, serve: Asgi) -> Asgi:
        async def watching(scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401 - ASGI
            await serve(scope, receive, send)
            if scope["type"] == "http" and scope["method"] not in {"GET", "HEAD"}:
                self._changed.set()

        return watching


def _check() -> None:
    for source, name, expected in (
        (app, "app", ["scope", "receive", "send"]),
        (app, "save_all", ["services"]),
        (app, "_build_persistence_save_dict", []),
        (stepfunctions, "_run_execution", ["exec_arn"]),
        (s3, "_next_event_sequencer", ["event_name"]),
    ):
        found = list(inspect.signature(getattr(source, name)).parameters)
        if found != expected:
            raise MinistackChanged(f"{name}{found}")
    if _RESTARTED not in inspect.getsource(stepfunctions._restore_state):
        raise MinistackChanged("executions are given up in another way")
    if "save_all(_build_persistence_save_dict())" not in inspect.getsource(app._handle_lifespan):
        raise MinistackChanged("the state is written in another way on shutdown")


def _stamp(time_: datetime) -> str:
    """As ministack writes times: text order is time order."""
    return time_.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _code() -> object:
    functions = lambda_svc._functions._data.items()
    layers = lambda_svc._layers._data.items()
    return (
        sorted((str(key), function["config"]["RevisionId"]) for key, function in list(functions)),
        sorted((str(key), layer["next_version"]) for key, layer in list(layers)),
    )


def _executions() -> list[Json]:
    found: list[Json] = stepfunctions._executions.all_values()
    return found


def _running() -> bool:
    return any(execution["status"] == "RUNNING" for execution in _executions())


def _given_up() -> list[Json]:
    return [execution for execution in _executions() if execution.get("error") == _RESTARTED]


def _reopened(state: Json | None, start: str) -> Json | None:
    """Executions as they were at `start`: those that ended since are kept as running."""
    for execution in state["executions"].all_values() if state else ():
        if execution.get("stopDate") and execution["stopDate"] >= start:
            execution["status"] = "RUNNING"
    return state


def _uploads_since(start: str) -> list[tuple[str, str, Json]]:
    """Bucket, key and version of what was put into versioned buckets since `start`, oldest first."""
    found = [
        (bucket, key, version)
        for (_account, (bucket, key)), versions in s3._object_versions._data.items()
        for version in versions
        if version["last_modified"] >= start and not version.get("is_delete_marker")
    ]
    return sorted(found, key=lambda upload: str(upload[2]["last_modified"]))
