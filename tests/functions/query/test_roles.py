"""Every route with every role: who is let in, and that nobody else learns a thing."""

from __future__ import annotations

import json
from typing import Any, Final
from urllib.parse import quote

import pytest

from functions.adapters.store import Store
from functions.query.routes import ROUTES, Route
from tests.functions.query.asking import (
    OF_ORGAN,
    ORGAN,
    READER,
    REVIEWER,
    VALUES,
    Answer,
    ask,
    reported,
)

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
    # Which organ's report it is stands in the body (test_uploads).
    "hand_in": {"reader", "reviewer", "reviewer alone", "organ", "other organ"},
}
each_route = pytest.mark.parametrize("route", ROUTES, ids=lambda r: f"{r.method} {r.path}")


def _answers(route: Route) -> dict[str, Answer]:
    path = route.path.format(**VALUES)
    return {r: ask(path, claims, method=route.method, body={}) for r, claims in ROLES.items()}


def _kept_out(route: Route) -> set[str]:
    return set(ROLES) - ADMITTED[route.guard]


@each_route
@pytest.mark.usefixtures("aws")
def test_route_lets_in_whom_its_guard_says(route: Route) -> None:
    for role, answer in _answers(route).items():
        if role in ADMITTED[route.guard]:
            assert answer.status not in {401, 403, 500}, role
        else:
            assert answer.status == (401 if role == "nobody" else 403), role


@each_route
@pytest.mark.usefixtures("aws")
def test_who_is_kept_out_is_told_the_same_whether_there_is_anything_or_not(
    store: Store, route: Route
) -> None:
    before = _answers(route)
    reported(store)
    after = _answers(route)
    for role in _kept_out(route):
        assert before[role] == after[role]
        assert ORGAN not in json.dumps(before[role].body, ensure_ascii=False)


@each_route
def test_who_is_kept_out_costs_no_read(monkeypatch: pytest.MonkeyPatch, route: Route) -> None:
    monkeypatch.delenv("TABLE_NAME", raising=False)
    monkeypatch.setattr(
        "functions.adapters.store.table.dynamodb", lambda: pytest.fail("the table was asked")
    )
    for role in _kept_out(route):
        claims, path = ROLES[role], route.path.format(**VALUES)
        assert ask(path, claims, method=route.method, body={}).status in {401, 403}
