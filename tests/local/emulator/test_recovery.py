"""After a start, what the checkpoint lacks is taken up again, and nothing else."""

from __future__ import annotations

import json
import threading
from typing import Any

import pytest
from ministack.core.responses import AccountRegionScopedDict, AccountScopedDict
from ministack.services import s3, stepfunctions

from local.emulator import recovery

Json = dict[str, Any]
BUCKET = "uploads"


def _version(version_id: str, at: str = "2026-01-01T00:00:00.000Z", **more: Any) -> Json:
    return {"version_id": version_id, "last_modified": at, "size": 1, "etag": '"x"', **more}


OWN = "yunping/2022/_settings/roster.csv"


def _execution(
    name: str, status: str, version_id: str, *, key: str = "局/年报", **more: Any
) -> Json:
    about = {"bucket": {"name": BUCKET}, "object": {"key": key, "version-id": version_id}}
    return {
        "executionArn": name,
        "status": status,
        "input": json.dumps({"detail": about}),
        **more,
    }


class _Done:
    """What was done to take up the work."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.told: list[tuple[str, str]] = []
        self.events: list[str] = []
        self.run: list[str] = []
        self.failures: list[str] = []
        self._ran = threading.Event()
        self.executions = AccountRegionScopedDict()
        self.versions = AccountScopedDict()
        monkeypatch.setattr(stepfunctions, "_executions", self.executions)
        monkeypatch.setattr(s3, "_object_versions", self.versions)
        monkeypatch.setattr(s3, "_fire_s3_event_async", self._tell)
        monkeypatch.setattr(stepfunctions, "_run_execution", self._run)
        monkeypatch.setattr(
            stepfunctions,
            "_emit_execution_status_event",
            lambda execution: self.failures.append(execution["executionArn"]),
        )

    def _tell(self, bucket: str, key: str, event: str, **named: Any) -> None:
        self.events.append(event)
        self.told.append((key, named["version_id"]))

    def _run(self, name: str) -> None:
        self.run.append(name)
        self._ran.set()

    def resume(self, *executions: Json) -> None:
        for execution in executions:
            self.executions[execution["executionArn"]] = execution
        recovery.resume()

    def wait(self) -> None:
        assert self._ran.wait(10)


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> _Done:
    return _Done(monkeypatch)


def test_upload_that_no_execution_names_is_told_again_however_old_it_is(done: _Done) -> None:
    done.versions[BUCKET, "局/年报"] = [_version("1"), _version("2"), _version("3")]
    done.resume(_execution("a", "SUCCEEDED", "1"), _execution("b", "RUNNING", "3"))
    assert done.told == [("局/年报", "2")]


def test_uploads_and_deletions_are_told_again_in_their_order(done: _Done) -> None:
    marker = {"version_id": "3", "last_modified": "2026-01-03T00:00:00.000Z"}
    done.versions[BUCKET, "乙"] = [_version("2", at="2026-01-02T00:00:00.000Z")]
    done.versions[BUCKET, "甲"] = [_version("1"), {**marker, "is_delete_marker": True}]
    done.resume()
    assert done.told == [("甲", "1"), ("乙", "2"), ("甲", "3")]
    assert done.events == [*["s3:ObjectCreated:Put"] * 2, "s3:ObjectRemoved:DeleteMarkerCreated"]


def test_deletion_that_an_execution_names_is_not_told_again(done: _Done) -> None:
    done.versions[BUCKET, "局/年报"] = [_version("1"), _version("2", is_delete_marker=True)]
    done.resume(_execution("a", "SUCCEEDED", "1"), _execution("b", "SUCCEEDED", "2"))
    assert done.told == []


@pytest.mark.parametrize(
    ("names", "is_told"),
    [
        (["chain:a", "configuring:b"], False),
        (["chain:a", "chain:again-a"], True),
        (["configuring:b"], True),
        ([], True),
    ],
)
def test_offices_own_file_is_told_again_unless_both_its_runs_are_there(
    done: _Done, names: list[str], *, is_told: bool
) -> None:
    done.versions[BUCKET, OWN] = [_version("1")]
    done.resume(*(_execution(name, "SUCCEEDED", "1", key=OWN) for name in names))
    assert done.told == ([(OWN, "1")] if is_told else [])


def test_deletion_of_an_offices_own_file_starts_one_run(done: _Done) -> None:
    done.versions[BUCKET, OWN] = [_version("1", is_delete_marker=True)]
    done.resume(_execution("chain:a", "SUCCEEDED", "1", key=OWN))
    assert done.told == []


def test_execution_that_was_given_up_runs_again_under_its_own_name(done: _Done) -> None:
    given_up = _execution("a", "FAILED", "1", error="States.ServiceRestart", stopDate="x")
    done.resume(given_up)
    done.wait()
    assert done.run == ["a"]
    assert given_up["status"] == "RUNNING"
    assert "stopDate" not in given_up
    assert done.failures == []


def test_failure_is_told_again_and_success_is_not(done: _Done) -> None:
    done.resume(
        _execution("a", "FAILED", "1", error="ValidationError"), _execution("b", "SUCCEEDED", "2")
    )
    assert done.failures == ["a"]
    assert done.run == []


@pytest.mark.parametrize("given", ["{}", "[1]", "no JSON", '{"detail": {"object": {"key": "x"}}}'])
def test_execution_that_no_upload_started_is_passed_over(done: _Done, given: str) -> None:
    done.versions[BUCKET, "局/年报"] = [_version("1")]
    done.resume({"executionArn": "a", "status": "SUCCEEDED", "input": given})
    assert done.told == [("局/年报", "1")]
