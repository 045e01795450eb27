"""The command that sends the clock's event to the local cloud."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from gouji.season.submission import day_in_china
from local import clock
from local.clock import event_of, main


class Cloud:
    """The clients of a cloud whose clock answers so."""

    def __init__(self, answer: dict[str, Any], *, error: bool = False) -> None:
        self.sent: list[Any] = []
        self._answer = {"Payload": BytesIO(json.dumps(answer).encode())}
        self._answer |= {"FunctionError": "Unhandled"} if error else {}  # type: ignore[dict-item]  # only of an error

    def describe_stacks(self, **_: Any) -> Any:
        outputs = [
            {"OutputKey": "ApiId", "OutputValue": "api"},
            {"OutputKey": "ClockFunctionName", "OutputValue": "the-clock"},
        ]
        return {"Stacks": [{"Outputs": outputs}]}

    def invoke(self, **about: Any) -> Any:
        self.sent.append((about["FunctionName"], json.loads(about["Payload"])))
        return self._answer


@pytest.fixture
def running(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Cloud], Cloud]:
    """Have a cloud run on a state folder of its own."""

    def run(cloud: Cloud) -> Cloud:
        monkeypatch.setenv("STATE", str(tmp_path))
        (tmp_path / "endpoints.json").write_text(json.dumps({"endpoint": "http://cloud"}))
        monkeypatch.setattr(clock, "client", lambda *_: cloud)
        return cloud

    return run


def test_event_is_of_the_morning_of_its_day_and_each_is_another() -> None:
    event = event_of(date(2024, 1, 24))
    assert event["time"] == "2024-01-24T01:00:00Z"
    assert day_in_china(event["time"]) == date(2024, 1, 24)
    assert event["id"] != event_of(date(2024, 1, 24))["id"]


@pytest.mark.parametrize(("addresses", "said"), [(3, "有 3 个收件方待通知"), (0, "没有需要通知的")])
def test_clock_is_called_with_the_event_and_its_answer_is_told(
    running: Callable[[Cloud], Cloud],
    capsys: pytest.CaptureFixture[str],
    addresses: int,
    said: str,
) -> None:
    cloud = running(Cloud({"day": "2024-01-24", "addresses": addresses}))
    assert main(["2024-01-24"]) == 0
    ((function, event),) = cloud.sent
    assert (function, event["time"]) == ("the-clock", "2024-01-24T01:00:00Z")
    assert said in capsys.readouterr().out


def test_clock_that_fails_is_told_as_that(
    running: Callable[[Cloud], Cloud], capsys: pytest.CaptureFixture[str]
) -> None:
    running(Cloud({"errorMessage": "haishu/2023"}, error=True))
    assert main(["2024-01-24"]) == 1
    assert "haishu/2023" in capsys.readouterr().err


def test_without_a_cloud_it_says_how_to_start_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("STATE", str(tmp_path))
    assert main(["2024-01-24"]) == 1
    assert "make up" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["明天"], ["2024-13-01"], ["2024-01-24", "2024-01-25"]])
def test_what_is_no_day_is_refused(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert "python -m local.clock" in capsys.readouterr().err


def test_help_is_given(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    assert "2024-01-24" in capsys.readouterr().out
