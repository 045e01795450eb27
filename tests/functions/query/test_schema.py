"""Requests made from the OpenAPI document: no fault of the system, and no answer that the document does not describe.

Schemathesis makes them, valid and invalid ones; the same at each run. Found by `make schemathesis` with more of them.
"""

from __future__ import annotations

import base64
import io
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import unquote_to_bytes

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings, strategies
from schemathesis import GenerationMode, checks

from functions.adapters.store import Store
from functions.query.handler import handler
from functions.query.routes import ROUTES, Route
from tests.functions.builders import context, finding
from tests.functions.query.asking import REVIEWER, VALUES, reported
from tests.functions.runs import Runs

EXAMPLES: Final = int(os.environ.get("EXAMPLES", "8"))  # a route
# Known values lead to the routes' insides; what is made up seldom does.
KNOWN: Final = {"office": "haishu", "year": 2022, **VALUES}
CHECKS: Final = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]

Start = Callable[[str, list[tuple[str, str]]], object]


def gateway(environ: Mapping[str, Any], start: Start) -> Iterable[bytes]:
    """The handler as a WSGI application, as API Gateway stands before it; who asks is a reviewer."""
    raw = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace")
    headers = {
        name.removeprefix("HTTP_").replace("_", "-").lower(): value
        for name, value in environ.items()
        if name.startswith("HTTP_") and name != "HTTP_AUTHORIZATION"
    }
    body = environ.get("wsgi.input", io.BytesIO()).read(int(environ.get("CONTENT_LENGTH") or 0))
    answer = handler(
        {
            "rawPath": raw.replace("%", "%25"),
            "headers": headers,
            "queryStringParameters": dict(_query(environ.get("QUERY_STRING", ""))),
            "requestContext": {
                "http": {"method": environ["REQUEST_METHOD"]},
                "authorizer": {"jwt": {"claims": dict(REVIEWER)}},
            },
            "body": base64.b64encode(body).decode(),
            "isBase64Encoded": True,
        },
        context(),
    )
    status = HTTPStatus(answer["statusCode"])
    start(f"{status.value} {status.phrase}", list(answer["headers"].items()))
    content = answer["body"].encode()
    return [base64.b64decode(content) if answer["isBase64Encoded"] else content]


def _query(text: str) -> Iterator[tuple[str, str]]:
    """What several have of one name API Gateway joins by commas."""
    found: dict[str, list[str]] = {}
    for part in filter(None, text.split("&")):
        name, _, value = (
            unquote_to_bytes(p.replace("+", " ")).decode("utf-8", "replace")
            for p in part.partition("=")
        )
        found.setdefault(name, []).append(value)
    return ((name, ",".join(values)) for name, values in found.items())


SCHEMA: Final = schemathesis.openapi.from_wsgi("/openapi.json", gateway)


@pytest.fixture
def season(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A report, a recheck, and state machines to start."""
    monkeypatch.setenv("RECHECK_ARN", Runs.made("rechecks").arn)
    monkeypatch.setenv("MESSAGES_ARN", Runs.made("messages").arn)
    reported(store, findings=[finding()], status="flagged")
    store.rechecks.begin(VALUES["recheck"], ("haishu", 2022, None), "requested", 1)


@pytest.mark.schemathesis
@pytest.mark.usefixtures("season")
@pytest.mark.parametrize("mode", GenerationMode, ids=lambda mode: mode.value)
@pytest.mark.parametrize("route", ROUTES, ids=lambda r: f"{r.method} {r.path}")
def test_every_answer_is_described(route: Route, mode: GenerationMode) -> None:
    operation = SCHEMA[route.path][route.method]

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=[*HealthCheck],
    )
    @given(operation.as_strategy(generation_mode=mode), strategies.booleans())
    def answer(case: schemathesis.Case[Any], is_known: bool) -> None:
        if is_known:
            case.path_parameters |= {n: KNOWN[n] for n in route.names}
        case.call_and_validate(checks=CHECKS)

    if mode is GenerationMode.POSITIVE or route.parameters or route.names or route.body:
        answer()
