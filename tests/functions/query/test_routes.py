"""The table of routes: each has its guard, its handler and its answer."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from typing import Any, get_args, get_type_hints

import msgspec
import pytest

from functions.query import access
from functions.query.access import Forbidden, admit
from functions.query.handler import handler
from functions.query.problems import Unauthenticated
from functions.query.routes import ROUTES, Guard, Route, find
from tests.functions.builders import context
from tests.functions.query.asking import VALUES

GUARDED = [route for route in ROUTES if route.guard != "open"]
each_route = pytest.mark.parametrize(
    "route", ROUTES, ids=lambda route: f"{route.method} {route.path}"
)
each_guarded = pytest.mark.parametrize(
    "route", GUARDED, ids=lambda route: f"{route.method} {route.path}"
)


def request(route: Route, claims: dict[str, Any] | None) -> dict[str, Any]:
    path = route.path.format(**VALUES)
    authorizer = {"authorizer": {"jwt": {"claims": claims}}} if claims is not None else {}
    return {"rawPath": path, "requestContext": {"http": {"method": route.method}} | authorizer}


def test_route_without_a_guard_cannot_be_made() -> None:
    fields = {field.name: field for field in dataclasses.fields(Route)}
    assert fields["guard"].default is dataclasses.MISSING
    with pytest.raises(TypeError, match="guard"):
        Route(method="GET", path="/x", handler="answers:health", summary="甲")  # type: ignore[call-arg]  # left out on purpose


def test_route_of_an_office_is_not_open() -> None:
    assert {route.path for route in ROUTES if "office" in route.names} == {
        route.path for route in GUARDED
    }


def test_no_two_routes_answer_the_same_request() -> None:
    assert len({(route.method, route.path.format(**VALUES)) for route in ROUTES}) == len(ROUTES)
    for route in ROUTES:
        assert find(route.method, route.path.format(**VALUES)) == (
            route,
            {name: VALUES[name] for name in route.names},
        )


@each_route
def test_handler_says_what_it_answers_and_the_answer_has_a_schema(route: Route) -> None:
    answer = get_type_hints(route.resolve())["return"]
    schema, _ = msgspec.json.schema_components([answer])
    assert schema


@pytest.mark.parametrize("claims", [None, {}])
@each_guarded
def test_guarded_route_tells_nothing_without_a_token(
    route: Route, claims: dict[str, Any] | None
) -> None:
    assert handler(request(route, claims), context())["statusCode"] == 401


@pytest.mark.parametrize("claims", [{"offices": "[yuyao]"}, {"sub": "haishu"}, {"offices": None}])
@each_guarded
def test_guarded_route_tells_nothing_to_a_foreign_token(
    route: Route, claims: dict[str, Any]
) -> None:
    assert handler(request(route, claims), context())["statusCode"] == 403


@each_route
def test_open_route_alone_answers_without_a_token(route: Route, aws: None) -> None:
    answered = handler(request(route, None), context())["statusCode"] == 200
    assert answered == (route.guard == "open")


@pytest.mark.parametrize("guard", get_args(Guard))
def test_every_guard_decides(guard: Guard) -> None:
    if guard == "open":
        admit(guard, {}, {})
        return
    with pytest.raises(Unauthenticated):
        admit(guard, {}, VALUES)
    with pytest.raises(Forbidden):
        admit(guard, request(GUARDED[0], {"sub": "x"}), VALUES)


def test_guard_is_asked_before_the_handler(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def refuse(guard: Guard, event: object, path: dict[str, str]) -> None:
        asked.append(guard)
        raise access.Forbidden

    monkeypatch.setattr("functions.query.handler.admit", refuse)
    for route in GUARDED:
        assert handler(request(route, {"offices": "[haishu]"}), context())["statusCode"] == 403
    assert asked == [route.guard for route in GUARDED]


@pytest.mark.parametrize(
    "path",
    [
        *("//", "", "/healthy", "/health/", "/offices/haishu/years/", "/rules/x"),
        *("/offices//years/2022/reports", "/offices/haishu/years/2022/reports/"),
        "/offices/haishu/years/2022/reports/甲/乙",
    ],
)
def test_other_path_has_no_route(path: str) -> None:
    assert find("GET", path) is None


def test_other_method_has_no_route() -> None:
    assert find("POST", "/health") is None


def test_table_is_read_without_importing_the_function() -> None:
    code = """
import sys, functions.query.routes
print([name for name in sys.modules if name.split(".")[0] in {"functions", "gouji", "msgspec"}])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['functions', 'functions.query', 'functions.query.routes']"
