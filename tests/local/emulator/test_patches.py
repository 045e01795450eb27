"""The patches notice at once when ministack is not the one that they patch."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ministack.core.responses import AccountScopedDict
from ministack.services import eventbridge, s3

from local.emulator import patches
from local.settings import ROOT

# In processes of their own: patches change the library for good.
APPLY = """
from pathlib import Path
from ministack import app
from ministack.core import lambda_runtime, persistence
from ministack.services import eventbridge, lambda_svc, s3, sns, stepfunctions
from ministack.services.cloudformation import provisioners
from local.emulator import patches, recovery
from local.emulator.checkpoint import Checkpoint
from local.emulator.outbox import Outbox
{change}
patches.apply(Outbox(Path("outbox")), lambda: True, Path("scratch"))
recovery.check()
Checkpoint(Path("checkpoints"))
"""


def _apply(change: str, tmp_path: Path) -> str:
    code = APPLY.format(change=change)
    done = subprocess.run(
        [sys.executable, "-c", code],
        check=False,
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    return done.stderr.strip().splitlines()[-1] if done.returncode else ""


def test_patches_fit_the_library(tmp_path: Path) -> None:
    assert _apply("", tmp_path) == ""


@pytest.mark.parametrize(
    "change",
    [
        "patches.version = lambda name: '1.5.34'",
        "lambda_runtime._PYTHON_WORKER_SCRIPT = 'print()'",
        "s3._fire_s3_event = lambda bucket_name, key, event_name: None",
        "eventbridge._dispatch_event = lambda record: None",
        "sns._fanout = lambda topic: None",
        "provisioners._cw_metric_alarm_record = lambda props: None",
        "sns._matches_filter_policy = lambda subscription: True",
        "stepfunctions._run_execution = lambda: None",
        "stepfunctions._restore_state = stepfunctions.get_state",
        "stepfunctions._emit_execution_status_event = lambda: None",
        "s3._fire_s3_event_async = lambda bucket_name: None",
        "app.save_all = lambda: None",
        "app._load_persisted_state = lambda services: None",
        "app._handle_lifespan = app._get_module",
        "lambda_svc._externalize_code_zip = lambda func: None",
        "persistence._json_default = lambda: None",
    ],
)
def test_another_library_is_refused(change: str, tmp_path: Path) -> None:
    assert "MinistackChanged" in _apply(change, tmp_path)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """The events that reach EventBridge of an upload bucket that has two versions of a file."""
    events: list[dict[str, Any]] = []
    versions, announced = AccountScopedDict(), AccountScopedDict()
    versions["uploads", "年报"] = [
        {"version_id": name, "last_modified": "2026-01-01T08:00:00.123Z"} for name in ("1", "2")
    ]
    announced["uploads"] = "<EventBridgeConfiguration/>"
    monkeypatch.setattr(s3, "_object_versions", versions)
    monkeypatch.setattr(s3, "_bucket_notifications", announced)
    monkeypatch.setattr(s3, "_fire_s3_event", s3._fire_s3_event)

    def dispatch(event: dict[str, Any]) -> None:
        events.append(event)

    monkeypatch.setattr(eventbridge, "_dispatch_event", dispatch)
    patches._tell_of_versions()
    return events


def test_event_that_is_told_again_is_the_same_and_older_than_the_next(
    told: list[dict[str, Any]],
) -> None:
    for version in ("1", "2", "1"):
        s3._fire_s3_event(
            "uploads", "年报", "s3:ObjectCreated:Put", version_id=version, sequencer="0"
        )
    first, second, again = (json.loads(event["Detail"])["object"] for event in told)
    assert again == first
    assert (first["version-id"], second["version-id"]) == ("1", "2")
    assert first["sequencer"] < second["sequencer"]
    assert {event["Time"] for event in told} == {"2026-01-01T08:00:00.123Z"}


def test_deletion_for_good_names_the_version_and_comes_after_all_others(
    told: list[dict[str, Any]],
) -> None:
    s3._fire_s3_event("uploads", "年报", "s3:ObjectCreated:Put", version_id="2", sequencer="0")
    s3._fire_s3_event("uploads", "年报", "s3:ObjectRemoved:Delete", version_id="0", sequencer="0")
    created, deleted = (json.loads(event["Detail"]) for event in told)
    assert deleted["object"]["version-id"] == "0"
    assert deleted["deletion-type"] == "Permanently Deleted"
    assert created["object"]["sequencer"] < deleted["object"]["sequencer"]


def test_event_of_no_version_stays_as_it_is(told: list[dict[str, Any]]) -> None:
    s3._fire_s3_event("uploads", "年报", "s3:ObjectCreated:Put", sequencer="0A")
    (event,) = told
    assert json.loads(event["Detail"])["object"]["sequencer"] == "0A"
    assert "version-id" not in event["Detail"]
