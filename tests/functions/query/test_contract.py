"""What every answer has in common: headers, ETags, chosen members, writes that overwrite nobody's unseen."""

from __future__ import annotations

from typing import Any, Final

import pytest

from functions.adapters.store import Store
from functions.query import responses
from functions.query.routes import ROUTES, Route
from tests.functions.query.asking import REPORT, REVIEWER, VALUES, YEAR, Answer, ask, reported

each_route = pytest.mark.parametrize("route", ROUTES, ids=lambda r: f"{r.method} {r.path}")
ALWAYS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=63072000",
}
ROSTER: Final = "机关\n海曙区教育局\n"


def answers(route: Route) -> list[Answer]:
    path = route.path.format(**VALUES)
    seen = ask(path, REVIEWER, method=route.method, body={})
    again = {"if-none-match": seen.headers.get("ETag", "*")}
    return [
        seen,
        ask(path, REVIEWER, method=route.method, body={}, headers=again),
        ask(path, None, method=route.method, body={}),
        ask(path, REVIEWER, method=route.method, body={}, query={"x": "y"}),
        ask(f"{path}/x", REVIEWER, method=route.method),
    ]


@each_route
def test_every_answer_says_how_it_may_be_kept_and_shown(
    store: Store, monkeypatch: pytest.MonkeyPatch, route: Route
) -> None:
    monkeypatch.setattr("functions.query.rechecks.start_recheck", lambda _: None)
    reported(store)
    for answer in answers(route):
        assert ALWAYS.items() <= answer.headers.items()
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
        if route.guard != "open" or answer.status >= 400:
            assert answer.headers["Cache-Control"] in {"no-store", "private, no-cache"}
            assert answer.headers["Vary"] == "Authorization"
        if answer.status in {200, 303, 304} and route.method == "GET":
            assert answer.headers["ETag"].startswith('"')
        assert ("WWW-Authenticate" in answer.headers) == (answer.status == 401)


def test_what_lies_elsewhere_has_an_etag_as_well(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    reported(store)
    monkeypatch.setattr(responses, "_MOST", 10)
    first = ask(f"{YEAR}/organs")
    assert (first.status, first.headers["Cache-Control"]) == (303, "no-store")
    seen = {"if-none-match": first.headers["ETag"]}
    assert ask(f"{YEAR}/organs", headers=seen).status == 304


# --- fields ---------------------------------------------------------------------------------


def test_fields_choose_members_of_items_in_every_list(store: Store) -> None:
    reported(store, cells={VALUES["cell"]: 3})
    cell = f"{YEAR}/totals/{VALUES['cell']}"
    for path, member in (
        *((f"{YEAR}/{name}", "organ") for name in ("organs", "reports")),
        *((f"{REPORT}/{name}", "upload_id") for name in ("versions", "history")),
        *((f"{YEAR}/totals", "cell"), (cell, "organ")),
    ):
        whole, chosen = ask(path).body, ask(path, query={"fields": member}).body
        assert whole["items"]
        assert chosen["items"] == [{member: item[member]} for item in whole["items"]]
        assert {n: v for n, v in chosen.items() if v} | {"items": 0} == {
            n: v for n, v in whole.items() if v
        } | {"items": 0}
        for wrong in ("", "x", f"{member},", f"{member},x", "items"):
            answer = ask(path, query={"fields": wrong})
            assert answer.status == 400
            assert "fields" in answer.body["detail"]


@pytest.mark.parametrize("path", [REPORT, YEAR, f"{YEAR}/roster", "/rules"])
def test_fields_are_of_lists_alone(store: Store, path: str) -> None:
    reported(store)
    assert ask(path, query={"fields": "organ"}).status == 400


# --- If-Match -------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def _no_rechecks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("functions.adapters.office_files.start_recheck", lambda _: None)


def put(name: str, body: object, tag: str | None) -> Answer:
    headers = {"if-match": tag} if tag else {}
    return ask(f"{YEAR}/{name}", REVIEWER, method="PUT", body=body, headers=headers)


@pytest.mark.usefixtures("aws")
@pytest.mark.parametrize(
    ("name", "bodies"),
    [
        ("roster", [ROSTER, f"{ROSTER}海曙区民政局\n", f"{ROSTER}海曙区水利局\n"]),
        ("settings", [{"off": ["T3-01"]}, {"off": ["T3-02"]}, {}]),
    ],
)
def test_two_reviewers_do_not_overwrite_each_other_unseen(name: str, bodies: list[Any]) -> None:
    read = ask(f"{YEAR}/{name}").headers["ETag"]
    mine = put(name, bodies[0], read)
    assert mine.status == 200
    # Whoever read before is told, and nothing changes.
    before = ask(f"{YEAR}/{name}")
    for tag in (read, '"x"', "", f"W/{mine.headers['ETag']}"):
        late = put(name, bodies[1], tag or '""')
        assert (late.status, late.type) == (412, "application/problem+json")
    assert ask(f"{YEAR}/{name}") == before
    assert before.headers["ETag"] == mine.headers["ETag"]
    # What a write answers is enough for the next one.
    assert put(name, bodies[1], f'"x", {mine.headers["ETag"]}').status == 200
    assert put(name, bodies[2], "*").status == 200
    assert put(name, bodies[0], None).status == 200


@pytest.mark.usefixtures("aws")
def test_any_file_in_force_is_none_where_there_is_none() -> None:
    assert put("roster", ROSTER, "*").status == 412
