"""The API's address leads to its root, whether or not it ends with a slash."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from local.emulator.addresses import with_slash
from local.emulator.changed import MinistackChanged

API = "/_aws/execute-api/6c5ae51b/$default"


def asked(path: str, query: bytes = b"") -> list[dict[str, Any]]:
    sent: list[dict[str, Any]] = []

    async def serve(scope: dict[str, Any], receive: Any, send: Any) -> None:
        await send({"served": scope["path"]})

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    scope = {"type": "http", "path": path, "raw_path": path.encode(), "query_string": query}

    async def run() -> None:
        await with_slash(serve)(scope, None, send)  # type: ignore[arg-type]  # nothing is received

    # In a thread of its own: Playwright leaves a loop running in that of the tests.
    with ThreadPoolExecutor(1) as beside:
        beside.submit(lambda: asyncio.run(run())).result()
    return sent


def test_address_without_a_slash_leads_to_the_one_with_it() -> None:
    start, _ = asked(API, b"code=1")
    assert start["status"] == 308
    assert start["headers"] == [(b"location", f"{API}/?code=1".encode())]


@pytest.mark.parametrize("path", [f"{API}/", f"{API}/health", "/bucket/key", "/"])
def test_any_other_address_is_served_as_before(path: str) -> None:
    assert asked(path) == [{"served": path}]


def test_server_that_is_called_in_another_way_is_noticed() -> None:
    async def other(request: Any) -> None: ...

    with pytest.raises(MinistackChanged):
        with_slash(other)  # type: ignore[arg-type]  # on purpose
