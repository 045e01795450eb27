"""Who may not see a thing learns nothing: not what there is, and not whether there is anything."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal
from urllib.parse import quote

import pytest

from functions.adapters.store import Store
from functions.query.handler import handler
from functions.query.routes import ROUTES, Route
from tests.functions.builders import context, finding
from tests.functions.query.asking import OF_ORGAN, ORGAN, REPORT, VALUES, YEAR, ask, reported
from tests.functions.runs import Runs

GUARDED: Final = [route for route in ROUTES if route.guard != "open"]
OTHER: Final = "海曙区民政局"
# What nobody else may read: of the findings, of the second organ, of uploads.
CANARIES: Final = (OTHER, "收办不平衡", "e3b0c442")
each_guarded = pytest.mark.parametrize("route", GUARDED, ids=lambda r: f"{r.method} {r.path}")
each_route = pytest.mark.parametrize("route", ROUTES, ids=lambda r: f"{r.method} {r.path}")


def token(**claims: object) -> str:
    """A token as it comes along; whether it is signed the gateway has seen to."""
    parts = ({"alg": "RS256"}, claims)
    written = (base64.urlsafe_b64encode(json.dumps(each).encode()).decode() for each in parts)
    return f"Bearer {'.'.join(part.rstrip('=') for part in written)}.c2lnbmVk"


def flattened(claims: Mapping[str, object]) -> dict[str, str]:
    """Claims as API Gateway hands them over."""
    return {
        name: f"[{' '.join(map(str, value))}]" if isinstance(value, list) else str(value)
        for name, value in claims.items()
    }


def ask_with(route: Route, claims: Mapping[str, object], raw: str | None = None) -> dict[str, Any]:
    return send(route, flattened(claims), {"authorization": token(**claims)}, raw)


def send(
    route: Route,
    claims: Mapping[str, str] | None,
    headers: Mapping[str, str],
    raw: str | None = None,
) -> dict[str, Any]:
    authorizer = {"authorizer": {"jwt": {"claims": claims}}} if claims is not None else {}
    event = {
        "rawPath": raw or path_of(route),
        "headers": dict(headers),
        "requestContext": {"http": {"method": route.method}, **authorizer},
        "body": "{}",
    }
    return handler(event, context())


def path_of(route: Route, **values: str) -> str:
    return route.path.format(**{n: quote(v, safe="") for n, v in (VALUES | values).items()})


def fill(store: Store) -> None:
    """Two organs' reports, each with something to find."""
    for organ in (ORGAN, OTHER):
        reported(store, organ, findings=[finding()], status="flagged")


# --- tokens ---------------------------------------------------------------------------------

STRANGERS: Final[dict[str, dict[str, object]]] = {
    "nothing": {"sub": "x"},
    "foreign office": {"offices": ["yuyao"], "reviews": ["yuyao"], "sub": "x"},
    "one entry of two words": {"offices": ["x haishu"], "reviews": ["haishu x"], "sub": "x"},
    "one text of two words": {"offices": "x haishu", "reviews": "[x haishu]", "sub": "x"},
    "tabs and breaks": {"offices": ["x\thaishu"], "reviews": ["x\nhaishu\n"], "sub": "x"},
    "commas": {"offices": ["x,haishu"], "reviews": ["haishu,"], "sub": "x"},
    "other case": {"offices": ["Haishu", "HAISHU"], "sub": "x"},
    "look-alikes": {
        "offices": ["ｈａｉｓｈｕ", "hаishu", "haishu\u200b", "hai\u00adshu"],
        "sub": "x",
    },
    "nested": {"offices": [["haishu"]], "reviews": {"haishu": True}, "sub": "x"},
    "path": {"offices": ["haishu/years", "haishu/", "*", "%68aishu"], "sub": "x"},
    "organ as office": {"offices": [quote(f"haishu/{ORGAN}")], "sub": "x"},
    "organ of two words": {"organs": [f"x haishu/{ORGAN}"], "sub": "x"},
    "foreign organ": {"organs": [quote(f"yuyao/{ORGAN}")], "sub": "x"},
    "organ and more": {"organs": [quote(f"haishu/{ORGAN}/x"), "haishu/", "haishu"], "sub": "x"},
}


@each_guarded
@pytest.mark.usefixtures("aws")
def test_stranger_learns_nothing_whatever_is_there(store: Store, route: Route) -> None:
    before = {who: ask_with(route, claims) for who, claims in STRANGERS.items()}
    fill(store)
    for who, claims in STRANGERS.items():
        answer = ask_with(route, claims)
        assert answer["statusCode"] == 403, who
        # Status, headers, body, and so its length.
        assert answer == before[who] == before["nothing"], who


UNTRUE: Final[dict[str, Mapping[str, str]]] = {
    "no token": {"authorization": ""},
    "two": {"authorization": f"{token(offices=['haishu'])}, {token(offices=['haishu'])}"},
    "no JSON": {"Authorization": "Bearer a.b.c"},
    "no object": {"authorization": f"Bearer a.{base64.urlsafe_b64encode(b'[1]').decode()}.c"},
    "another scheme": {"authorization": "Basic aGFpc2h1OmhhaXNodQ=="},
}


@each_guarded
@pytest.mark.usefixtures("aws")
def test_claims_without_their_token_open_nothing(store: Store, route: Route) -> None:
    claims = {"offices": "[haishu]", "reviews": "[haishu]", "sub": "x"}
    before = send(route, None, {})
    fill(store)
    assert before["statusCode"] == 401
    assert before["headers"]["WWW-Authenticate"] == "Bearer"
    for name, headers in UNTRUE.items():
        assert send(route, claims, headers) == before, name
    # A token that was not the one that was checked gives nothing that was not checked.
    other = {"authorization": token(offices=["haishu"], reviews=["haishu"], sub="x")}
    assert send(route, {"offices": "[yuyao]", "sub": "x"}, other)["statusCode"] == 403
    assert send(route, {}, other) == send(route, None, other) == before


@pytest.mark.parametrize("organ", ["海曙区 教育局", "教育局（东 区）", "50%2B局", ORGAN])
def test_own_token_opens_its_own(store: Store, organ: str) -> None:
    reported(store, organ)
    route = next(route for route in ROUTES if route.handler == "organ.reports:report")
    path = path_of(route, organ=organ)
    for claims in (
        {"organs": ["yuyao/x", quote(f"haishu/{organ}")], "sub": "x"},
        {"offices": ["yuyao", "haishu"], "sub": "x"},
        {"offices": "haishu", "sub": "x"},
    ):
        assert ask_with(route, claims, path)["statusCode"] == 200


# --- paths ----------------------------------------------------------------------------------


def tricks(route: Route) -> list[str]:
    """Ways to write a route's path that a careless reader takes for it, from a bearer of another office."""
    path = path_of(route)
    mine = path.replace("/offices/haishu", "/offices/yuyao", 1)
    behind = path.removeprefix("/offices/haishu")
    found = [
        *(f"/offices/yuyao{up}haishu{behind}" for up in ("/../", "/%2e%2e/", "%2F..%2F", "%2f")),
        *(f"/offices/yuyao{up}haishu{behind}" for up in ("%252F..%252F", "/%252e%252e/", "/./../")),
        *(path.replace("haishu", each) for each in ("Haishu", "haishu%00", "haishu%20", "haishu.")),
        *(path.replace("haishu", each) for each in ("%68aishu", "ｈaishu", "hаishu", "haishu;x")),
        *(f"{each}/" for each in (path, mine)),
        *(f"/{each}" for each in (path, mine)),
        path.replace("/offices/", "/Offices/").replace("/", "//"),
        path.replace("/years/", "/years/%2e/"),
        f"{mine}%3Foffice=haishu",
        mine.replace("2022", "2022%2F..%2F..%2F..%2Fhaishu%2Fyears%2F2022"),
    ]
    return [raw for raw in found if raw != mine]


@each_guarded
@pytest.mark.usefixtures("aws")
def test_no_way_of_writing_a_path_opens_another_office(store: Store, route: Route) -> None:
    claims = {"offices": ["yuyao"], "reviews": ["yuyao"], "sub": "x"}
    paths = tricks(route)
    before = [ask_with(route, claims, raw) for raw in paths]
    fill(store)
    for raw, was in zip(paths, before, strict=True):
        answer = ask_with(route, claims, raw)
        assert answer["statusCode"] in {400, 403, 404, 422}, raw
        assert answer == was, raw
        assert not any(canary in answer["body"] for canary in CANARIES), raw


@pytest.mark.usefixtures("aws")
def test_organ_of_any_name_is_known_or_not_found(store: Store) -> None:
    names = (
        "局" * 106,
        "局" * 107,
        "x" * 1017,
        "x" * 5000,
        "\u202e局",
        "局\n",
        "\x1b[31m",
        "..",
        "_settings",
    )
    routes = [route for route in ROUTES if "organ" in route.names and route.method == "GET"]
    for route in routes:
        for name in names:
            claims = {"offices": ["haishu"], "sub": "x"}
            assert ask_with(route, claims, path_of(route, organ=name))["statusCode"] == 404, name


# --- an organ's own token -------------------------------------------------------------------

Opened = Literal["open", "own", "nothing", "body"]
# Of every route, what a token of one organ opens: that organ's own alone (`own`), or what the body names (`body`).
# A new route stands here before it is let through.
OPENED: Final[dict[tuple[str, str], Opened]] = {
    ("GET", "/"): "open",
    ("GET", "/assets/{version}/{name}"): "open",
    ("GET", "/health"): "open",
    ("GET", "/rules"): "open",
    ("GET", "/openapi.json"): "open",
    ("GET", "/offices/{office}/years"): "nothing",
    ("GET", "…"): "nothing",
    ("GET", "…/organs"): "nothing",
    ("GET", "…/reports"): "nothing",
    ("GET", "…/reports/{organ}"): "own",
    ("GET", "…/reports/{organ}/versions"): "own",
    ("GET", "…/reports/{organ}/versions/{upload_id}"): "own",
    ("GET", "…/reports/{organ}/differences"): "own",
    ("GET", "…/reports/{organ}/history"): "own",
    ("GET", "…/reports/{organ}/document"): "own",
    ("GET", "…/reports/{organ}/page.html"): "own",
    ("GET", "…/reports/{organ}/page.json"): "own",
    ("GET", "…/reports/{organ}/report.xlsx"): "own",
    ("POST", "…/reports/{organ}/decisions"): "nothing",
    ("POST", "…/decisions"): "nothing",
    ("POST", "…/uploads"): "body",
    ("POST", "…/rechecks"): "nothing",
    ("GET", "…/rechecks/{recheck}"): "nothing",
    ("GET", "…/roster"): "nothing",
    ("PUT", "…/roster"): "nothing",
    ("GET", "…/settings"): "nothing",
    ("PUT", "…/settings"): "nothing",
    ("GET", "…/totals"): "nothing",
    ("GET", "…/totals/{cell}"): "nothing",
    ("GET", "…/totals.xlsx"): "nothing",
    ("GET", "…/totals.docx"): "nothing",
    ("GET", "…/cells.csv"): "nothing",
    ("GET", "…/cells.jsonl"): "nothing",
    ("GET", "…/findings.csv"): "nothing",
    ("GET", "…/originals.zip"): "nothing",
}


def opened_by(route: Route) -> Opened:
    short = route.path.replace("/offices/{office}/years/{year}", "…")
    assert (route.method, short) in OPENED, f"what may an organ see of {route.method} {short}?"
    return OPENED[route.method, short]


@each_route
@pytest.mark.usefixtures("aws")
def test_organ_sees_its_own_report_and_nothing_else_of_the_office(
    store: Store, monkeypatch: pytest.MonkeyPatch, route: Route
) -> None:
    monkeypatch.setenv("MESSAGES_ARN", Runs.made("messages").arn)
    fill(store)
    claims = {"organs": [quote(f"haishu/{ORGAN}")], "sub": "li"}
    own, other = (ask_with(route, claims, path_of(route, organ=o)) for o in (ORGAN, OTHER))
    opened = opened_by(route)
    statuses = {"open": {200}, "own": {200, 303, 404}, "nothing": {403}, "body": {422}}
    assert own["statusCode"] in statuses[opened]
    assert OTHER not in content_of(own)
    if opened == "own":
        assert other["statusCode"] == 403
    if opened == "body":
        for organ, status in ((ORGAN, 200), (OTHER, 403), (f"{ORGAN} ", 403), (f"{ORGAN}/", 403)):
            body = {"organ": organ, "file": "年报.docx", "size": 1}
            assert (
                ask(path_of(route), OF_ORGAN, method="POST", body=body, encoded=False).status
                == status
            )


def content_of(answer: Mapping[str, Any]) -> str:
    body = answer["body"]
    return base64.b64decode(body).decode("utf-8", "replace") if answer["isBase64Encoded"] else body


def test_table_above_names_no_route_that_is_gone() -> None:
    assert set(OPENED) == {
        (route.method, route.path.replace("/offices/{office}/years/{year}", "…"))
        for route in ROUTES
    }


# --- cursors --------------------------------------------------------------------------------


def first_cursor(path: str, **query: str) -> str:
    cursor: str = ask(path, query={"limit": "1", **query}).body["next"]
    assert cursor
    return cursor


def status(path: str, cursor: str, **query: str) -> int:
    return ask(
        path, {"offices": "[haishu yuyao]", "sub": "x"}, query={"cursor": cursor, **query}
    ).status


@pytest.fixture
def lists(store: Store) -> Sequence[tuple[str, str]]:
    """Every list with a cursor of its own."""
    for organ in (ORGAN, OTHER):
        for number in "12":
            about: Any = {"version": f"v{number}", "sequencer": f"0055AED6DCD90281E{number}"}
            reported(store, organ, cells={VALUES["cell"]: 1}, **about)
    paths = (f"{YEAR}/organs", f"{YEAR}/reports", f"{REPORT}/versions", f"{REPORT}/history")
    cell = f"{YEAR}/totals/{VALUES['cell']}"
    return [(path, first_cursor(path)) for path in (*paths, cell)]


def test_cursor_leads_on_in_its_own_list_alone(lists: Sequence[tuple[str, str]]) -> None:
    for path, _ in lists:
        for source, cursor in lists:
            assert status(path, cursor) == (200 if path == source else 400), (path, source)


def test_cursor_of_another_office_year_organ_order_or_filter_is_refused(
    lists: Sequence[tuple[str, str]],
) -> None:
    for path, cursor in lists:
        assert status(path.replace("haishu", "yuyao"), cursor) == 400
        assert status(path.replace("2022", "2021"), cursor) == 400
        assert status(path.replace(ORGAN, OTHER), cursor) == (200 if ORGAN not in path else 400)
        assert status(path, cursor, limit="7") == 200
        forged = f"{cursor[:8]}{'A' if cursor[8] != 'A' else 'B'}{cursor[9:]}"
        assert status(path, forged) == 400
    organs = f"{YEAR}/organs"
    by_errors = first_cursor(organs, sort="errors")
    assert status(organs, by_errors, sort="-errors") == 400
    assert status(organs, by_errors, sort="errors", late="true") == 400
    assert status(organs, by_errors, sort="errors", fields="organ") == 200
