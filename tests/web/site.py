"""The page and its API over HTTP on this machine, and an issuer of tokens: what a browser needs, without a cloud.

The gateway's part is played here: tokens are checked by signature, issuer, audience and time, claims handed on as
HTTP APIs do. What answers is the function itself; its AWS is moto's.
"""

from __future__ import annotations

import base64
import hashlib
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

from functions.query.handler import handler
from tests.functions.builders import context

# Whoever reads an office's years and decides in them.
REVIEWS: dict[str, Any] = {
    "offices": ["haishu"],
    "reviews": ["haishu"],
    "sub": "wang",
    "name": "王芳",
}
AUDIENCE = "gouji"
CLIENT = "page"
_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
_STRANGE = rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Issuer:
    """Signs people in by OpenID Connect: code flow with PKCE, in one step, as whoever `claims` says.

    What `amiss` names it does wrongly; `seconds`: how long a token holds; `renews`: whether it gives refresh tokens.
    """

    address: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    amiss: str = ""
    seconds: int = 3600
    renews: bool = False
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[dict[str, str]] = field(default_factory=list)

    def token(self, seconds: int | None = None, **claims: Any) -> str:
        now = int(time.time())
        said = {"iss": self.address, "aud": AUDIENCE, "iat": now - 1, "sub": "wang"}
        said |= {"exp": now + (self.seconds if seconds is None else seconds)}
        return jwt.encode(said | (claims or self.claims), _KEY, algorithm="RS256")

    def discovery(self) -> dict[str, str]:
        address = "https://evil.example" if self.amiss == "issuer" else self.address
        return {
            "issuer": address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
        }

    def authorize(self, query: dict[str, str]) -> str:
        """Where the browser is sent back to."""
        self.asked.append(query)
        if self.amiss == "refusal":
            answer = {"error": "access_denied", "state": query["state"]}
        else:
            code = f"code-{len(self.asked)}"
            self.codes[code] = query
            answer = {"code": code, "state": query["state"], "session_state": "x"}
        if self.amiss == "state":
            answer["state"] = "another"
        return f"{query['redirect_uri']}?{urlencode(answer)}"

    def exchange(self, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        """Tokens for a code, once, to whoever has its verifier; or for a refresh token."""
        self.asked.append(form)
        if form["grant_type"] == "refresh_token":
            return 200, self._tokens({})
        query = self.codes.pop(form["code"], None)
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if query is None or query["code_challenge"] != challenge or form["client_id"] != CLIENT:
            return 400, {"error": "invalid_grant"}
        return 200, self._tokens({"nonce": query["nonce"]})

    def _tokens(self, said: dict[str, str]) -> dict[str, Any]:
        nonce = {"nonce": "another"} if self.amiss == "nonce" else said
        identity = {"iss": self.address, "aud": CLIENT, "sub": "wang", **nonce}
        tokens = {
            "access_token": self.token(),
            "id_token": jwt.encode(identity, _KEY, algorithm="RS256"),
            "token_type": "Bearer",
            "expires_in": self.seconds,
        }
        return tokens | ({"refresh_token": f"r{len(self.asked)}"} if self.renews else {})


@dataclass
class Site:
    """Where the page is. `requests`: as `METHOD path`; `bodies`: of those that had one."""

    address: str
    issuer: Issuer
    requests: list[str] = field(default_factory=list)
    bodies: list[tuple[str, Any]] = field(default_factory=list)

    def link(self, to: str, **claims: Any) -> str:
        """An address that opens the page as somebody."""
        return f"{self.address}/#token={self.issuer.token(**claims)}&to={quote(to)}"


def strange_token(**claims: Any) -> str:
    """One that nobody takes."""
    return jwt.encode({"exp": int(time.time()) + 60, **claims}, _STRANGE, algorithm="RS256")


@contextmanager
def serving() -> Iterator[Site]:
    """The page on a port of its own, the issuer on another."""
    issuer = Issuer()
    lock = Lock()
    site = Site("", issuer)
    servers = [
        ThreadingHTTPServer(("127.0.0.1", 0), _page_of(site, lock)),
        ThreadingHTTPServer(("127.0.0.1", 0), _doors_of(issuer)),
    ]
    site.address, issuer.address = (f"http://127.0.0.1:{s.server_address[1]}" for s in servers)
    threads = [Thread(target=server.serve_forever, args=(0.02,)) for server in servers]
    for thread in threads:
        thread.start()
    try:
        yield site
    finally:
        for server, thread in zip(servers, threads, strict=True):
            server.shutdown()
            thread.join()
            server.server_close()


class Quiet(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args: Any) -> None:
        """Nothing."""

    def read(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def answer(self, status: int, headers: dict[str, str], body: bytes = b"") -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _page_of(site: Site, lock: Lock) -> type[Quiet]:
    class Page(Quiet):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            body = self.read()
            site.requests.append(f"{self.command} {unquote(parts.path)}")
            if body:
                site.bodies.append((unquote(parts.path), json.loads(body)))
            claims = self._claims()
            if "Authorization" in self.headers and claims is None:
                self.answer(
                    401, {"Content-Type": "application/json"}, b'{"message":"Unauthorized"}'
                )
                return
            event = {
                "rawPath": parts.path,
                "headers": dict(self.headers),
                "queryStringParameters": dict(parse_qsl(parts.query, keep_blank_values=True)),
                "body": body.decode(),
                "isBase64Encoded": False,
                "requestContext": {"http": {"method": self.command}}
                | ({"authorizer": {"jwt": {"claims": claims}}} if claims else {}),
            }
            with lock:
                found = handler(event, context())
            content = (
                base64.b64decode(found["body"])
                if found["isBase64Encoded"]
                else found["body"].encode()
            )
            self.answer(found["statusCode"], found["headers"], content)

        do_POST = do_PUT = do_GET  # noqa: N815 - the library's names

        def _claims(self) -> dict[str, Any] | None:
            token = self.headers.get("Authorization", "").removeprefix("Bearer ")
            try:
                said = jwt.decode(
                    token,
                    _KEY.public_key(),
                    algorithms=["RS256"],
                    audience=AUDIENCE,
                    issuer=site.issuer.address,
                )
            except jwt.InvalidTokenError:
                return None
            return {
                name: f"[{' '.join(value)}]" if isinstance(value, list) else str(value)
                for name, value in said.items()
            }

    return Page


def _doors_of(issuer: Issuer) -> type[Quiet]:
    cors = {"Access-Control-Allow-Origin": "*"}

    class Doors(Quiet):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            if parts.path == "/authorize":
                self.answer(302, {"Location": issuer.authorize(dict(parse_qsl(parts.query)))})
            elif parts.path == "/.well-known/openid-configuration":
                self._json(200, issuer.discovery())
            else:
                self.answer(404, cors)

        def do_POST(self) -> None:
            self._json(*issuer.exchange(dict(parse_qsl(self.read().decode()))))

        def _json(self, status: int, value: dict[str, Any]) -> None:
            told = cors | {"Content-Type": "application/json"}
            self.answer(status, told, json.dumps(value).encode())

    return Doors
