"""Who stands before the doors of a local cloud: tokens that are real but for one thing, and each guarded route."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import jwt

from functions.query.routes import ROUTES, Route
from local.cloud import LocalCloud
from local.tokens import AUDIENCE, TokenIssuer

GUARDED: Final = [route for route in ROUTES if route.guard != "open"]
# Names in paths of things that are nowhere.
_NOWHERE: Final = {
    "office": "nowhere",
    "year": "2031",
    "organ": "无此局",
    "upload_id": "0" * 32,
    "recheck": "0" * 32,
    "cell": "none",
}


def refused(cloud: LocalCloud, office: str, strange: Path) -> dict[str, str | None]:
    """Tokens that the gateway refuses, by what is wrong with them; all name the office. `strange`: a key's folder."""
    now = int(time.time())
    whole = {
        "iss": cloud.issuer.issuer,
        "aud": AUDIENCE,
        "iat": now - 60,
        "exp": now + 3600,
        "offices": [office],
        "reviews": [office],
        "organs": [f"{office}/{quote(_NOWHERE['organ'])}"],
        "sub": "x",
    }
    ours = (cloud.state / "token-key.pem").read_bytes()
    named = {"kid": "local"}

    def signed(**changed: object) -> str:
        return jwt.encode(whole | changed, ours, algorithm="RS256", headers=named)

    right = signed()
    head, _, tail = right.partition(".")
    return {
        "no token": None,
        "no JWT": "no.token.atall",
        "alg none": jwt.encode(whole, "", algorithm="none", headers=named),
        "signed by the public key": jwt.encode(
            whole, _public_number(cloud), algorithm="HS256", headers=named
        ),
        "another's key": TokenIssuer(strange, cloud.endpoint).token(office, reviews=[office]),
        "no such key": jwt.encode(whole, ours, algorithm="RS256", headers={"kid": "other"}),
        "no signature": f"{head}.{tail.partition('.')[0]}.",
        "wrong issuer": signed(iss=f"{cloud.endpoint}/other"),
        "wrong audience": signed(aud="other"),
        "no audience": signed(aud=None),
        "expired": signed(iat=now - 7200, exp=now - 60),
        "not yet valid": signed(nbf=now + 3600),
    }


def strangers(cloud: LocalCloud, office: str) -> dict[str, str]:
    """Tokens that the gateway lets through and that open nothing of the office, by who brings them."""
    issuer = cloud.issuer
    return {
        "nobody": issuer.token(),
        "another office": issuer.token("hailan", reviews=["hailan"], organs=["hailan/无此局"]),
        "one entry of two words": issuer.token(f"x {office}", reviews=[f"{office} x"]),
        "a name that begins so": issuer.token(f"{office}-2", office[:-1], reviews=[f"{office}2"]),
        "letters of another case": issuer.token(office.upper(), reviews=[office.title()]),
    }


def paths(route: Route, there: dict[str, str]) -> Iterator[str]:
    """The route's path to something that is there, and to things of that office that are not."""
    yield _path(route, _NOWHERE | there)
    for name in route.names:
        if name != "office":
            yield _path(route, _NOWHERE | there | {name: _NOWHERE[name]})


def ask(cloud: LocalCloud, route: Route, path: str, token: str | None) -> tuple[int, Any]:
    """The status and the words of the answer to a well-formed request."""
    body = b"{}" if route.method != "GET" else None
    request = urllib.request.Request(cloud.api + path, body, method=route.method)
    request.add_header("Content-Type", "application/json")
    if token:
        request.add_header("Authorization", f"Bearer {token}")
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


def _public_number(cloud: LocalCloud) -> bytes:
    """What everybody knows of the key, as a secret: whoever takes the token's word for its algorithm lets it pass."""
    (key,) = json.loads(cloud.issuer.key_set())["keys"]
    return str(key["n"]).encode()


def _path(route: Route, names: dict[str, str]) -> str:
    return route.path.format(**{name: quote(names[name], safe="") for name in route.names})
