"""What tests of several rooms share: the synthesized template, fresh clients."""

from __future__ import annotations

import fcntl
import gc
import json
import os
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from xdist.scheduler import LoadGroupScheduling  # type: ignore[import-untyped]  # ships no types

from functions.adapters import clients, session
from functions.canary import settings as canary
from functions.clock import settings as clock
from functions.configure import settings as configure
from functions.ingest import settings as ingest
from functions.notify import settings as notify
from functions.parse import settings as parse
from functions.query import settings as query
from functions.recheck import handler as rechecking
from functions.recheck import settings as recheck
from functions.recognise import settings as recognise
from functions.validate import settings as validate
from tests.chromium import chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_CACHING = (
    clients, session, canary, clock, configure, ingest, notify, parse, query, recheck, rechecking, recognise, validate,
)  # fmt: skip
# What a process keeps, and a test must not find of another one.
CACHED = tuple(
    kept
    for module in _CACHING
    for kept in vars(module).values()
    if hasattr(kept, "cache_clear") and kept.__module__ == module.__name__
)


# Laws are tried on the same examples each time, so that a change that is no cause never fails;
# others are sought by `make fuzz` and by `make test PYTEST=--hypothesis-profile=default`. No test is timed.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")


# Thousands of tests of a moment each; and those among which one begins Node and synthesizes what others need, too.
_BY_FILE, _BY_FOLDER = ("tests/gouji/", "tests/documents/", "tests/test_"), ("tests/infra/",)


class _Scheduling(LoadGroupScheduling):  # type: ignore[misc]  # ships no types
    """One worker has all tests of a file, or folder: what they share is made once, and xdist has fewer to count."""

    def _split_scope(self, nodeid: str) -> str:
        scope: str = super()._split_scope(nodeid)
        file = scope.partition("::")[0]
        if file.startswith(_BY_FOLDER):
            return file.rpartition("/")[0]
        return file if file.startswith(_BY_FILE) else scope


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> _Scheduling:
    """Give the tests out, whole files and groups first."""
    return _Scheduling(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with what takes long begin early: no worker is left alone with it at the end."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What is collected stays to the end: the collector of garbage need not look at any of its millions of objects."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect()
        gc.freeze()
        gc.set_threshold(50_000)  # what a test makes mostly ends with it
        gc.enable()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium as the machine has it; one for all rooms, since a process has one Playwright."""
    with chromium() as running:
        if running is None:
            pytest.skip(
                "no Chromium on this machine: pages were not opened (apt-get install chromium)"
            )
        yield running


@pytest.fixture
def recognised_once() -> Iterator[None]:
    """A scan is recognised by the first test of a process that has it read, and told again to the others."""
    from tests.documents.recognised import scans_once  # late: most tests do without what recognises

    with scans_once():
        yield


@pytest.fixture(scope="session")
def assembly(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The CDK's output for this machine, made once for all workers and anew for every run."""
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "assembly"
    with Path(f"{shared}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "manifest.json").exists():
            from infra.app import synthesize
            from infra.runtime import PACE, host_context

            synthesize(str(shared), host_context() | {PACE: "1"})
    return shared


@pytest.fixture(scope="session")
def template(assembly: Path) -> dict[str, Any]:
    """The stack as the CDK writes it."""
    found: dict[str, Any] = json.loads((assembly / "Gouji.template.json").read_text())
    return found


@pytest.fixture(autouse=True)
def _fresh_process() -> Iterator[None]:
    """Clients and settings live as long as a Lambda process: for a test, as long as the test."""
    for cached in CACHED:
        cached.cache_clear()
    yield
    for cached in CACHED:
        cached.cache_clear()
