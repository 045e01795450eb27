"""What tests of several rooms share: the synthesized template, fresh clients."""

from __future__ import annotations

import fcntl
import gc
import json
import os
import sys
from collections import defaultdict
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

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

# A run begins hundreds of processes: what they compile is kept, also where bytecode is switched off (as in images).
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

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


_TAKES: Final = {
    "slow": 5.0,
    "browser": 2.0,
    "network": 2.0,
}  # seconds of a test with such a mark, roughly
# Thousands of tests of a moment each; and those among which one begins Node and synthesizes what others need, too.
_BY_FILE, _BY_FOLDER = ("tests/gouji/", "tests/documents/", "tests/test_"), ("tests/infra/",)


class _Scheduling(LoadGroupScheduling):  # type: ignore[misc]  # ships no types
    """One worker has all tests of a file, or folder: what they share is made once, and xdist has fewer to count."""

    def __init__(self, config: pytest.Config, log: object) -> None:
        super().__init__(config, log)
        config.option.loadscopereorder = False  # by their number, which tells little of their time

    def _split_scope(self, nodeid: str) -> str:
        scope: str = super()._split_scope(nodeid)
        return _unit(scope)


def _unit(nodeid: str) -> str:
    """What one worker has of which this is a test: its folder, its file, or itself alone."""
    file = nodeid.partition("::")[0]
    if file.startswith(_BY_FOLDER):
        return file.rpartition("/")[0]
    return file if file.startswith(_BY_FILE) else nodeid


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> _Scheduling:
    """Give the tests out, whole files and groups first."""
    return _Scheduling(config, log)


@pytest.hookimpl(wrapper=True)
def pytest_xdist_auto_num_workers() -> Generator[None, int, int]:
    """One worker more than cores, as many a test waits for a browser, or a cloud, that uses them little."""
    found = yield
    return found if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ else found + 1


def _group(item: pytest.Item) -> str:
    """The group or unit that one worker has, of which this is a test."""
    named = item.get_closest_marker("xdist_group")
    return str(named.args[0]) if named else _unit(item.nodeid)


def _seconds(item: pytest.Item) -> float:
    """How long a test may take, by its marks."""
    return max(
        (_TAKES[mark.name] for mark in item.iter_markers() if mark.name in _TAKES), default=0.1
    )


@pytest.hookimpl(trylast=True)  # when it is known which of them are run
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes one worker longest begins first, and single tests end the run: no worker is left alone with much."""
    takes: defaultdict[str, float] = defaultdict(float)
    for item in items:
        takes[_group(item)] += _seconds(item)
    items.sort(key=lambda item: -takes[_group(item)])


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


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of all workers, new for every run."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture
def recognised_once(shared: Path) -> Iterator[None]:
    """A scan is recognised by the first test of a run that has it read, and told again to the others."""
    from tests.documents.recognised import scans_once  # late: most tests do without what recognises

    with scans_once(shared / "recognised"):
        yield


@pytest.fixture(scope="session")
def assembly(shared: Path) -> Path:
    """The CDK's output for this machine, made once for all workers and anew for every run."""
    made = shared / "assembly"
    with Path(f"{made}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (made / "manifest.json").exists():
            from infra.app import synthesize
            from infra.runtime import PACE, host_context

            synthesize(str(made), host_context() | {PACE: "1"})
    return made


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
