"""The HTTP API's own address without its last slash leads to the one with it, as it is where an API has a host.

Beneath it the page's addresses are relative; AWS gives each API a host, whose root has a slash by itself.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any, Final

from local.emulator.changed import require

_BARE: Final = re.compile(r"/_aws/execute-api/[^/]+/[^/]+")

Scope = dict[str, Any]
Part = Callable[..., Awaitable[Any]]
App = Callable[[Scope, Part, Part], Awaitable[None]]


def with_slash(serve: App) -> App:
    """Serve as before, but for that address. MinistackChanged where what serves is called in another way."""
    require(serve, "scope", "receive", "send")

    async def served(scope: Scope, receive: Part, send: Part) -> None:
        if scope["type"] != "http" or not _BARE.fullmatch(scope["path"]):
            await serve(scope, receive, send)
            return
        query = b"?" + scope["query_string"] if scope["query_string"] else b""
        to = scope["raw_path"].split(b"?")[0] + b"/" + query
        await send({"type": "http.response.start", "status": 308, "headers": [(b"location", to)]})
        await send({"type": "http.response.body", "body": b""})

    return served
