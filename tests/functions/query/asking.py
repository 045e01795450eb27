"""Requests as API Gateway hands them over, and who sends them."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import quote

from functions.adapters.store import Store
from functions.query.handler import handler
from tests.functions.builders import context, result, upload
from web import assets

YEAR: Final = "/offices/haishu/years/2022"
ORGAN: Final = "海曙区教育局"
REPORT: Final = f"{YEAR}/reports/{ORGAN}"
VALUES: Final = {
    "recheck": "a1",
    "version": assets.version(),
    "name": "main.js",
    "office": "haishu",
    "year": "2022",
    "organ": ORGAN,
    "upload_id": "0" * 32,
    "cell": "t3.new_received.total",
}
Claims = Mapping[str, Any]
READER: Final[Claims] = {"offices": "[haishu]", "sub": "reader"}
REVIEWER: Final[Claims] = {
    "offices": "[haishu]",
    "reviews": "[haishu]",
    "sub": "wang",
    "name": "王芳",
}
OF_ORGAN: Final[Claims] = {"offices": "[]", "organs": f"[{quote(f'haishu/{ORGAN}')}]", "sub": "li"}


@dataclass(frozen=True)
class Answer:
    status: int
    type: str | None
    body: Any
    headers: Mapping[str, str] = field(default_factory=dict, compare=False)


def ask(
    path: str,
    claims: Claims | None = READER,
    *,
    method: str = "GET",
    body: object = None,
    headers: Mapping[str, str] | None = None,
    encoded: bool = True,
    query: Mapping[str, str] | None = None,
) -> Answer:
    """One request's answer. `body` is sent as JSON, a text as it is; `encoded`: the path is percent-encoded."""
    raw = quote(path) if encoded else path
    authorizer = {"authorizer": {"jwt": {"claims": dict(claims), "scopes": None}}} if claims else {}
    event: dict[str, Any] = {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": raw,
        "rawQueryString": "",
        "headers": {"host": "localhost", **(headers or {})},
        "queryStringParameters": dict(query) if query else None,
        "isBase64Encoded": False,
        "requestContext": {"http": {"method": method, "path": raw}, "stage": "$default"}
        | authorizer,
    }
    if body is not None:
        event["body"] = body if isinstance(body, str) else json.dumps(body, ensure_ascii=False)
    answer = handler(event, context())
    found = answer["headers"]
    content: Any = None
    if answer["isBase64Encoded"]:
        content = base64.b64decode(answer["body"])
    elif answer["body"]:
        content = json.loads(answer["body"])
    return Answer(answer["statusCode"], found.get("Content-Type"), content, found)


def paged(path: str, limit: int, **asked: str) -> list[dict[str, Any]]:
    """All items of a list, page by page."""
    found: list[dict[str, Any]] = []
    query = {"limit": str(limit), **asked}
    while True:
        page = ask(path, query=query).body
        assert len(page["items"]) <= limit
        found += page["items"]
        if page["next"] is None:
            return found
        query["cursor"] = page["next"]


def reported(store: Store, organ: str = ORGAN, *, year: int = 2022, **fields: Any) -> str:
    """Have an organ's report handed in and judged; `fields` are its result's. Returns the upload's id."""
    about = {name: fields.pop(name) for name in ("at", "version", "sequencer") if name in fields}
    each = upload(f"haishu/{year}/{organ}/年报.txt", **about)
    store.register(each, "run")
    store.finish(each, result(**fields))
    return each.upload_id
