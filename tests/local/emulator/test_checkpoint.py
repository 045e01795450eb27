"""What is copied holds still, and what does not is never kept."""

from __future__ import annotations

import asyncio
import copy
import itertools
import json
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from ministack import app
from ministack.services import cloudformation, lambda_svc

from local.emulator.checkpoint import Checkpoint
from local.emulator.generations import Generations

Services = dict[str, Callable[[], dict[str, Any] | None]]


@pytest.fixture
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    """A loop that serves in a thread of its own, as ministack's does."""
    serving = asyncio.new_event_loop()
    thread = threading.Thread(target=serving.run_forever, daemon=True)
    thread.start()
    yield serving
    serving.call_soon_threadsafe(serving.stop)
    thread.join()
    serving.close()


@pytest.fixture
def services() -> Services:
    return {}


@pytest.fixture
def checkpoint(
    tmp_path: Path,
    loop: asyncio.AbstractEventLoop,
    services: Services,
    monkeypatch: pytest.MonkeyPatch,
) -> Checkpoint:
    for name in ("app", "save_all", "_load_persisted_state"):  # what a checkpoint replaces
        monkeypatch.setattr(app, name, getattr(app, name))
    monkeypatch.setattr(lambda_svc, "_externalize_code_zip", lambda_svc._externalize_code_zip)
    made = Checkpoint(tmp_path)
    monkeypatch.setattr(app, "_MAIN_LOOP", loop)
    monkeypatch.setattr(app, "_build_persistence_save_dict", lambda: dict(services))
    return made


def _kept(folder: Path) -> dict[str, Any]:
    current = Generations(folder).current()
    assert current
    return {name: json.loads(current.read(name))["payload"] for name in current.sizes}


def _changing(times: int | None) -> Callable[[], dict[str, Any]]:
    """A service whose state changes during its first copies, or during all."""
    calls = itertools.count()

    def state() -> dict[str, Any]:
        held = {"before": 1}
        for _ in held:
            if times is None or next(calls) < times:
                held["meanwhile"] = 2  # RuntimeError: dictionary changed size during iteration
        return held

    return state


def test_service_that_changes_during_a_copy_is_copied_again(
    tmp_path: Path, checkpoint: Checkpoint, services: Services
) -> None:
    services |= {"dynamodb": _changing(times=3), "s3": lambda: {"buckets": 1}}
    assert checkpoint.write()
    assert _kept(tmp_path) == {"dynamodb.json": {"before": 1}, "s3.json": {"buckets": 1}}


def test_service_that_never_holds_still_yields_no_checkpoint(
    tmp_path: Path, checkpoint: Checkpoint, services: Services
) -> None:
    services |= {"dynamodb": lambda: {"items": 1}, "s3": lambda: {"buckets": 1}}
    assert checkpoint.write()
    before = _kept(tmp_path)
    services |= {"dynamodb": _changing(times=None), "s3": lambda: {"buckets": 2}}
    assert not checkpoint.write()
    assert _kept(tmp_path) == before


def test_state_that_cannot_be_written_down_is_a_fault_and_no_checkpoint(
    tmp_path: Path, checkpoint: Checkpoint, services: Services
) -> None:
    services |= {"dynamodb": lambda: {"items": object()}}
    with pytest.raises(TypeError):
        checkpoint.write()
    assert Generations(tmp_path).current() is None


def test_no_request_is_served_while_the_state_is_copied(
    tmp_path: Path, checkpoint: Checkpoint, services: Services, loop: asyncio.AbstractEventLoop
) -> None:
    """Requests keep two services in step; every checkpoint has them in step."""
    table, topic = dict[str, int](), dict[str, int]()

    def late() -> dict[str, int]:
        time.sleep(0.01)
        return copy.deepcopy(topic)

    services |= {"dynamodb": lambda: copy.deepcopy(table), "sns": late}
    served = itertools.count()
    stop = threading.Event()

    async def request() -> None:
        number = next(served)
        table[f"item {number}"] = number
        topic[f"message {number}"] = number

    async def requests() -> None:
        while not stop.is_set():
            await request()
            await asyncio.sleep(0.0005)

    running = asyncio.run_coroutine_threadsafe(requests(), loop)
    sizes = []
    for _ in range(15):
        assert checkpoint.write()
        kept = _kept(tmp_path)
        assert len(kept["dynamodb.json"]) == len(kept["sns.json"])
        sizes.append(len(kept["sns.json"]))
    stop.set()
    running.result()
    assert len(set(sizes)) > 5  # requests went on between the checkpoints


def test_nothing_is_kept_of_a_stack_that_is_half_deployed(
    tmp_path: Path,
    checkpoint: Checkpoint,
    services: Services,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    services |= {"dynamodb": dict}
    status = {"StackStatus": "UPDATE_IN_PROGRESS"}
    monkeypatch.setattr(cloudformation._stacks, "_data", {"Gouji": status})
    assert not checkpoint.write()
    assert Generations(tmp_path).current() is None
    status["StackStatus"] = "UPDATE_COMPLETE"
    assert checkpoint.write()


def test_shutdown_writes_from_the_loop_itself(
    tmp_path: Path, checkpoint: Checkpoint, services: Services, loop: asyncio.AbstractEventLoop
) -> None:
    services |= {"dynamodb": lambda: {"items": 1}}

    async def shutdown() -> None:
        app.save_all({})

    asyncio.run_coroutine_threadsafe(shutdown(), loop).result(timeout=30)
    assert _kept(tmp_path) == {"dynamodb.json": {"items": 1}}
