"""What makes the local cloud survive `kill -9`: its state, written while it runs, whole or not at all.

ministack writes its state on a clean shutdown only, and passes over a service whose state changes meanwhile. Here
a checkpoint is written after every change. Its state is copied on the event loop that serves all requests: while the
copy is made, none is served. Threads beside the loop run on; where one changes what is being copied, the service
is copied again. What a checkpoint lacks is taken up again after a start (recovery.py).
"""

from __future__ import annotations

import asyncio
import contextlib
import inspect
import json
import logging
import threading
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from ministack import app
from ministack.core import persistence
from ministack.services import cloudformation, lambda_svc

from local.emulator.changed import MinistackChanged, require
from local.emulator.forgetting import forget
from local.emulator.generations import DamagedCheckpoint, Generations, stamp
from local.emulator.recovery import is_running

CHECKPOINT_SECONDS: Final = 2
_ATTEMPTS: Final = 50  # the loop is held meanwhile, so that soon nothing is left that could change
_FUNCTIONS: Final = "lambda.json"
_log = logging.getLogger(__name__)

Json = dict[str, Any]
State = Callable[[], Json | None]
Asgi = Callable[[Any, Any, Any], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class _Copy:
    """The state of all services at one moment: files, names of those that did not change, and what code there is."""

    stamp: str
    files: dict[str, bytes]
    unchanged: frozenset[str]
    code: object


class Checkpoint:
    """Keeps ministack's state in a folder of generations, in place of ministack's own saving and loading."""

    def __init__(self, folder: Path) -> None:
        _check()
        self._generations = Generations(folder)
        self._changed = threading.Event()
        self._code: object = None
        app.save_all = lambda _services: self.write()
        # A service that cannot be restored there starts empty, and no more is said of it: see `restore`.
        app._load_persisted_state = lambda: None
        # Otherwise code lies in files of its own, and those that the checkpoint names are removed too early.
        lambda_svc._externalize_code_zip = lambda _function, _referenced: None
        app.app = self._watching(app.app)

    def run(self) -> None:
        """Write a checkpoint after every change, until the process ends."""
        while True:
            time.sleep(CHECKPOINT_SECONDS)
            if self._changed.is_set() or is_running():
                self._changed.clear()
                if not self.write():
                    self._changed.set()

    def write(self) -> bool:
        """Write one checkpoint; False where the state could not be copied now. OSError where it was not written."""
        try:
            copy = _on_loop(self._copy)
        except RuntimeError as error:
            _log.warning("no checkpoint this time: %s", error)
            return False
        if copy is None:
            return False
        self._generations.keep(copy.stamp, copy.files, copy.unchanged)
        self._code = copy.code
        return True

    def restore(self) -> None:
        """Give every service the state that the checkpoint has of it. DamagedCheckpoint where that cannot be read."""
        current = self._generations.current()
        if current is None:
            return
        for service, module in app._state_map.items():
            if (name := f"{service}.json") in current.sizes:
                state = _decoded(service, current.read(name))
                app._get_module(module).load_persisted_state(state)
        if _FUNCTIONS in current.sizes:
            self._code = _code()

    def _copy(self) -> _Copy | None:
        """Copy everything; None while a stack is half deployed. RuntimeError where it does not hold still."""
        if _deploying():
            return None
        at = stamp()
        forget()
        services: dict[str, State] = app._build_persistence_save_dict()
        code = _code() if "lambda" in services else None
        unchanged = frozenset[str]()
        if code is not None and code == self._code:  # hundreds of megabytes with the layers
            del services["lambda"]
            unchanged = frozenset({_FUNCTIONS})
        copied = {service: _encoded(service, state) for service, state in services.items()}
        files = {f"{service}.json": file for service, file in copied.items() if file is not None}
        return _Copy(at, files, unchanged, code)

    def _watching(self, serve: Asgi) -> Asgi:
        async def watching(scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401 - ASGI
            await serve(scope, receive, send)
            if scope["type"] == "http" and scope["method"] not in {"GET", "HEAD"}:
                self._changed.set()

        return watching


def _encoded(service: str, state: State) -> bytes | None:
    """A service's state as ministack's file has it; None where it has none.

    RuntimeError where it changes during every one of many copies.
    """
    for _ in range(_ATTEMPTS - 1):
        with contextlib.suppress(
            RuntimeError
        ):  # "dictionary changed size during iteration", and its like
            return _encode(service, state)
    return _encode(service, state)


def _encode(service: str, state: State) -> bytes | None:
    found = state()
    if found is None:
        return None
    version = persistence._state_format_version(service)
    file = {"__ministack_format__": version, "payload": found}
    return json.dumps(file, default=persistence._json_default).encode()


def _decoded(service: str, content: bytes) -> Json:
    file: Json = json.loads(content, object_hook=persistence._json_object_hook)
    if file["__ministack_format__"] != persistence._state_format_version(service):
        raise DamagedCheckpoint(f"{service} is of another format version")
    state: Json = file["payload"]
    return state


def _on_loop(copy: Callable[[], _Copy | None]) -> _Copy | None:
    """Call on the loop that serves the requests, from there (on shutdown) or from a thread."""
    if _is_served_here():
        return copy()

    async def call() -> _Copy | None:
        return copy()

    return asyncio.run_coroutine_threadsafe(call(), app._MAIN_LOOP).result()


def _is_served_here() -> bool:
    """Whether the loop that serves the requests runs in this thread; another one would hold none of them up."""
    try:
        return asyncio.get_running_loop() is app._MAIN_LOOP
    except RuntimeError:  # none runs here
        return False


def _deploying() -> bool:
    states = {stack["StackStatus"] for stack in cloudformation._stacks.all_values()}
    # A change set that nobody has executed changes nothing.
    return any(state.endswith("_IN_PROGRESS") for state in states - {"REVIEW_IN_PROGRESS"})


def _code() -> object:
    functions = lambda_svc._functions._data.items()
    layers = lambda_svc._layers._data.items()
    return (
        sorted((str(key), function["config"]["RevisionId"]) for key, function in list(functions)),
        sorted((str(key), layer["next_version"]) for key, layer in list(layers)),
    )


def _check() -> None:
    require(app.app, "scope", "receive", "send")
    require(app.save_all, "services")
    require(app._build_persistence_save_dict)
    require(app._load_persisted_state)
    require(app._get_module, "name")
    require(persistence._state_format_version, "service")
    require(persistence._json_default, "obj")
    require(persistence._json_object_hook, "obj")
    require(lambda_svc._externalize_code_zip, "func", "referenced")
    source = inspect.getsource(app._handle_lifespan)
    for call in ("save_all(_build_persistence_save_dict())", "_load_persisted_state()"):
        if call not in source:
            raise MinistackChanged("the state is saved or loaded in another way")
    if "_MAIN_LOOP = asyncio.get_running_loop()" not in source:
        raise MinistackChanged("requests are served on another loop")
