"""Every route with every role: who is let in, and that nobody else learns a thing."""

from __future__ import annotations

import json
from typing import Any, Final
from urllib.parse import quote

import pytest

from functions.adapters import clients
from functions.adapters.store import Store
from functions.query.routes import ROUTES, Route
from tests.functions.query.asking import OF_ORGAN, ORGAN, READER, REVIEWER, VALUES, ask, reported

ROLES: Final[dict[str, Any]] = {
    "nobody": None,
    "reader": READER,
    "reviewer": REVIEWER,
    "reviewer alone": {"reviews": "[haishu]", "sub": "wang"},
    "organ": OF_ORGAN,
    "other organ": {"organs": f"[{quote('haishu/甲局')}]", "sub": "li"},
    "foreign reader": {"offices": "[yuyao]", "sub": "x"},
    "foreign reviewer": {"offices": "[yuyao]", "reviews": "[yuyao]", "sub": "x"},
    "foreign organ": {"organs": f"[{quote(f'yuyao/{ORGAN}')}]", "sub": "x"},
    "nothing": {"sub": "x"},
}
ADMITTED: Final[dict[str, set[str]]] = {
    "open": set(ROLES),
    "office": {"reader", "reviewer"},
    "review": {"reviewer", "reviewer alone"},
    "organ": {"reader", "reviewer", "organ"},
}
each_role = pytest.mark.parametrize("role", ROLES)
each_route = pytest.mark.parametrize("route", ROUTES, ids=lambda r: f"{r.method} {r.path}")


def _answer(route: Route, role: str) -> Any:
    return ask(route.path.format(**VALUES), ROLES[role], method=route.method, body={})


@each_role
@each_route
@pytest.mark.usefixtures("aws")
def test_route_lets_in_whom_its_guard_says(route: Route, role: str) -> None:
    status = _answer(route, role).status
    if role in ADMITTED[route.guard]:
        assert status not in {401, 403, 500}
    else:
        assert status == (401 if role == "nobody" else 403)


@each_role
@each_route
@pytest.mark.usefixtures("aws")
def test_who_is_kept_out_is_told_the_same_whether_there_is_anything_or_not(
    store: Store, route: Route, role: str
) -> None:
    if role in ADMITTED[route.guard]:
        return
    before = _answer(route, role)
    reported(store)
    assert _answer(route, role) == before
    assert ORGAN not in json.dumps(before.body, ensure_ascii=False)


@each_role
@each_route
def test_who_is_kept_out_costs_no_read(
    monkeypatch: pytest.MonkeyPatch, route: Route, role: str
) -> None:
    if role in ADMITTED[route.guard]:
        return
    monkeypatch.delenv("TABLE_NAME", raising=False)
    monkeypatch.setattr(clients, "dynamodb", lambda: pytest.fail("the table was asked"))
    assert _answer(route, role).status in {401, 403}
