"""The state of a cloud that runs for long: what is new stays whole, what is old is kept in small."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from ministack.services import cloudwatch_logs, stepfunctions

from local.emulator import forgetting


@pytest.fixture(autouse=True)
def empty(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(forgetting, "MOST_STREAMS", 3)
    monkeypatch.setattr(forgetting, "MOST_HISTORIES", 3)
    yield
    cloudwatch_logs._log_groups.clear()
    stepfunctions._executions.clear()


def _run(number: int, status: str = "SUCCEEDED") -> dict[str, Any]:
    arn = f"arn:aws:states:us-east-1:000000000000:execution:m:{number}"
    run = {
        "executionArn": arn,
        "status": status,
        "input": str(number),
        "stopDate": f"2026-01-20T08:00:{number:02}Z",
        "events": [{"id": n} for n in range(1, 9)],
    }
    stepfunctions._executions[arn] = run
    return run


def test_old_runs_keep_their_beginning_and_their_end() -> None:
    runs = [_run(number) for number in range(5)]
    forgetting.forget()
    assert [len(run["events"]) for run in runs] == [2, 2, 8, 8, 8]
    assert runs[0]["events"] == [{"id": 1}, {"id": 8}]
    assert [run["input"] for run in runs] == list("01234")
    forgetting.forget()
    assert [len(run["events"]) for run in runs] == [2, 2, 8, 8, 8]


def test_runs_that_failed_or_go_on_are_kept_whole() -> None:
    others = [_run(number, status) for number, status in enumerate(("FAILED", "RUNNING"))]
    for number in range(10, 20):
        _run(number)
    forgetting.forget()
    assert [len(run["events"]) for run in others] == [8, 8]


def test_newest_logs_of_each_function_are_kept() -> None:
    for name in ("/a", "/b"):
        cloudwatch_logs._log_groups[name] = {"streams": {f"{name}{n}": {} for n in range(5)}}
    forgetting.forget()
    for name in ("/a", "/b"):
        streams = cloudwatch_logs._log_groups[name]["streams"]
        assert list(streams) == [f"{name}2", f"{name}3", f"{name}4"]
