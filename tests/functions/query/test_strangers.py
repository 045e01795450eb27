"""Requests as strangers make them: whatever is asked, the answer is one that the OpenAPI document describes."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import quote

import pytest

from functions.adapters.store import Store
from functions.query.handler import handler
from functions.query.openapi import document
from functions.query.routes import ROUTES, Route
from tests.functions.builders import context, finding
from tests.functions.query.asking import REVIEWER, VALUES, reported
from tests.functions.runs import Runs

ODD_VALUES: Final = ("x", "", "%%%", "漢字", "9" * 400)
ODD_BODIES: Final = {
    "nothing": "",
    "no JSON": "{",
    "NUL": "\x00",
    "another type": '"x"',
    "a list": "[1]",
    "null": "null",
    "an empty object": "{}",
    "deep": "[" * 50_000,
    "half a character": '{"organ": "\\ud800", "file": "a.docx", "size": 1}',
    "no number": '{"organ": "x", "file": "a.docx", "size": 1e999}',
    "long number": '{"organ": "x", "file": "a.docx", "size": ' + "9" * 5000 + "}",
    "too large": " " * 1_000_001,
}
ODD_SEGMENTS: Final = ("%FF", "%00", "..", quote("局" * 400), "_settings")
each_route = pytest.mark.parametrize("route", ROUTES, ids=lambda r: f"{r.method} {r.path}")


@pytest.fixture
def values(store: Store, monkeypatch: pytest.MonkeyPatch) -> Mapping[str, str]:
    """A report, a recheck, and state machines to start; what stands in paths."""
    monkeypatch.setenv("RECHECK_ARN", Runs.made("rechecks").arn)
    monkeypatch.setenv("MESSAGES_ARN", Runs.made("messages").arn)
    upload = reported(store, findings=[finding()], status="flagged")
    store.rechecks.begin(VALUES["recheck"], ("haishu", 2022, None), "requested", 1)
    return VALUES | {"upload_id": upload}


def answered(route: Route, raw: str, **event: Any) -> dict[str, Any]:
    """The answer to a request, which the document must describe."""
    claims = {"jwt": {"claims": dict(REVIEWER)}}
    about = {"http": {"method": route.method, "path": raw}, "authorizer": claims}
    answer = handler({"rawPath": raw, "headers": {}, "requestContext": about, **event}, context())
    status = str(answer["statusCode"])
    paths: Any = document()["paths"]
    described = paths[route.path][route.method.lower()]["responses"]
    assert status in described, (status, answer["body"][:200])
    assert status != "500"
    if int(status) >= 400:
        assert answer["headers"]["Content-Type"] in described[status]["content"]
        problem = json.loads(answer["body"])
        # What the sender wrote and the names of fields aside, there is nothing but Chinese.
        assert re.search("[一-鿿]", problem["title"])
        assert re.search("[一-鿿]", problem["detail"])
        assert not re.search(r"msgspec|Expected|invalid|Error|Traceback", problem["detail"])
    return answer


def path_of(route: Route, values: Mapping[str, str]) -> str:
    return route.path.format(**{name: quote(value, safe="") for name, value in values.items()})


@each_route
def test_parameter_that_a_route_does_not_know_is_refused(
    route: Route, values: Mapping[str, str]
) -> None:
    query = {"standing_": "missing"}
    answer = answered(route, path_of(route, values), queryStringParameters=query)
    if route.any_query:  # the page, to which whoever signs people in adds what it likes
        assert answer["statusCode"] == 200
        return
    assert answer["statusCode"] == 400
    assert "“standing_”" in json.loads(answer["body"])["detail"]
    assert all(name in answer["body"] for name in route.parameters)


@each_route
def test_odd_parameters_are_refused_or_taken(route: Route, values: Mapping[str, str]) -> None:
    for name in route.parameters:
        for value in ODD_VALUES:
            answered(route, path_of(route, values), queryStringParameters={name: value})


@each_route
def test_odd_paths_are_not_found_or_refused(route: Route, values: Mapping[str, str]) -> None:
    written = {name: quote(value, safe="") for name, value in values.items()}
    for name in route.names:
        for odd in ODD_SEGMENTS:
            if not (name == "office" and odd == "%FF"):
                answered(route, route.path.format(**{**written, name: odd}), body="{}")


@each_route
def test_odd_headers_change_nothing_or_are_refused(route: Route, values: Mapping[str, str]) -> None:
    for header in ("If-None-Match", "Idempotency-Key"):
        for value in ('"x", W/"y", ,', "漢", "x" * 5000):
            answered(route, path_of(route, values), headers={header: value}, body="{}")


TAKING = [route for route in ROUTES if route.method != "GET"]


@pytest.mark.parametrize("route", TAKING, ids=lambda r: f"{r.method} {r.path}")
def test_odd_bodies_are_refused(route: Route, values: Mapping[str, str]) -> None:
    for name, body in ODD_BODIES.items():
        answer = answered(route, path_of(route, values), body=body)
        if route.body or route.takes:
            is_settings = route.handler == "office:put_settings" and body == "{}"
            assert answer["statusCode"] in ({200} if is_settings else {400, 413, 422}), name
        answered(route, path_of(route, values), body=body, isBase64Encoded=True)


@each_route
def test_other_methods_are_not_found(route: Route) -> None:
    for method in ("DELETE", "PATCH", "HEAD", "OPTIONS"):
        event = {
            "rawPath": path_of(route, VALUES),
            "requestContext": {"http": {"method": method}},
        }
        answer = handler(event, context())
        assert answer["statusCode"] == 404
        assert "没有这个地址" in answer["body"]


@each_route
def test_browser_that_asks_first_is_answered_and_told_nothing(route: Route) -> None:
    """The gateway adds who may ask; its default route brings these here, and a browser wants a status of success."""
    event = {
        "rawPath": path_of(route, VALUES),
        "headers": {"Origin": "https://page.example", "Access-Control-Request-Method": "PUT"},
        "requestContext": {"http": {"method": "OPTIONS"}},
    }
    answer = handler(event, context())
    assert (answer["statusCode"], answer["body"]) == (204, "")
    assert not [name for name in answer["headers"] if name.lower().startswith("access-control")]


def test_faulty_rows_and_conflicts_have_schemas_of_their_own() -> None:
    paths: Any = document()["paths"]

    def schema(path: str, method: str, status: str) -> str:
        answer = paths[f"/offices/{{office}}/years/{{year}}{path}"][method]["responses"][status]
        return str(answer["content"]["application/problem+json"]["schema"]["$ref"])

    assert schema("/roster", "put", "422").endswith("MalformedProblem")
    assert schema("/settings", "put", "422").endswith("MalformedProblem")
    assert schema("/uploads", "post", "422").endswith("/Problem")
    assert schema("/reports/{organ}/decisions", "post", "409").endswith("Conflict")


def test_header_is_described_where_it_is_honoured_alone() -> None:
    paths: Any = document()["paths"]
    for path, item in paths.items():
        for method, operation in item.items():
            headers = {p["name"] for p in operation["parameters"] if p["in"] == "header"}
            is_decision = path.endswith("/decisions")
            assert ("Idempotency-Key" in headers) == is_decision
            assert ("If-None-Match" in headers) == (method == "get")
