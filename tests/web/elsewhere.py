"""The page as a folder on another web server, and before a local cloud what AWS does about pages from elsewhere (CORS).

The stand-in lets in everybody: here answers of the API and the buckets carry what the template's settings give them,
as API Gateway and S3 document it, and nothing else. Each front has an origin of its own, as they have on AWS.
"""

from __future__ import annotations

import http.client
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, Final
from urllib.parse import urlsplit

from local.cloud import LocalCloud
from tests.web.site import Quiet

# As the command that writes the folder says; nothing of it opens a page to anybody.
SERVED_WITH: Final = {
    "Content-Security-Policy": "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Strict-Transport-Security": "max-age=63072000",
}
_TYPES: Final = {".html": "text/html", ".js": "text/javascript", ".css": "text/css"}
_OURS: Final = {"connection", "content-length", "date", "host", "server", "transfer-encoding"}


@dataclass(frozen=True)
class Cors:
    """What pages of which origins may ask, and which headers of an answer they see."""

    origins: tuple[str, ...]
    methods: tuple[str, ...]
    headers: tuple[str, ...]
    exposed: tuple[str, ...]
    seconds: int

    @classmethod
    def of_api(cls, template: Mapping[str, Any], origin: str) -> Cors:
        """The API's, where its parameter names one origin."""
        (api,) = _properties(template, "AWS::ApiGatewayV2::Api")
        said = api["CorsConfiguration"]["Fn::If"][1]
        return cls(
            _given(said["AllowOrigins"], ApiOrigins=origin),
            tuple(said["AllowMethods"]),
            tuple(said["AllowHeaders"]),
            tuple(said["ExposeHeaders"]),
            said["MaxAge"],
        )

    @classmethod
    def of_bucket(cls, template: Mapping[str, Any], bucket: str, origin: str) -> Cors:
        """A bucket's, by what its resource's name begins with."""
        (found,) = (
            resource["Properties"]["CorsConfiguration"]["CorsRules"]
            for name, resource in template["Resources"].items()
            if bucket in name and resource["Type"] == "AWS::S3::Bucket"
        )
        (rule,) = found
        return cls(
            _given(rule["AllowedOrigins"], PageOrigins=origin),
            tuple(rule["AllowedMethods"]),
            tuple(rule["AllowedHeaders"]),
            tuple(rule.get("ExposedHeaders", ())),
            rule["MaxAge"],
        )

    def answered(self, origin: str | None) -> dict[str, str]:
        """What an answer carries; nothing for an origin that is not let in."""
        if not origin or not _matches(self.origins, origin):
            return {}
        exposed = {"Access-Control-Expose-Headers": ",".join(self.exposed)} if self.exposed else {}
        return {"Access-Control-Allow-Origin": origin, "Vary": "Origin", **exposed}

    def preflight(self, origin: str | None) -> dict[str, str]:
        """What the answer carries to what a browser asks first."""
        return (found := self.answered(origin)) and {
            **found,
            "Access-Control-Allow-Methods": ",".join(self.methods),
            "Access-Control-Allow-Headers": ",".join(self.headers),
            "Access-Control-Max-Age": str(self.seconds),
        }

    def takes(self, origin: str | None, method: str | None, headers: str | None) -> bool:
        """Whether all of it is let in, which S3 looks at before it answers."""
        asked = [name.strip() for name in (headers or "").split(",") if name.strip()]
        return (
            _matches(self.origins, origin or "")
            and method in self.methods
            and all(_matches(self.headers, name) for name in asked)
        )


@dataclass
class Elsewhere:
    """Where the folder is to be served (`page`), the API, and the buckets; `asked`: `METHOD path` with its headers."""

    cloud: LocalCloud
    page: str = ""
    api: str = ""
    buckets: str = ""
    folder: Path = Path()
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    gateway: Cors | None = None
    rules: dict[str, Cors] = field(default_factory=dict)

    def sent(self, method: str, path: str) -> dict[str, str]:
        """The headers of the last request of that kind, whose path has this in it."""
        return [
            headers
            for line, headers in self.asked
            if line.startswith(f"{method} ") and path in line
        ][-1]

    def hide(self, *names: str) -> None:
        """As if the API did not let pages see these headers."""
        assert self.gateway
        kept = tuple(name for name in self.gateway.exposed if name not in names)
        self.gateway = replace(self.gateway, exposed=kept)

    @cached_property
    def query(self) -> str:
        """The function that the API's default route leads to."""
        found = self.cloud.client("lambda").list_functions()["Functions"]
        (name,) = (one["FunctionName"] for one in found if "Query" in one["FunctionName"])
        return str(name)


@contextmanager
def elsewhere(
    cloud: LocalCloud, template: Mapping[str, Any], folder: Path, *, let_in: str | None = None
) -> Iterator[Elsewhere]:
    """Serve a folder, which is written later, with the cloud behind both fronts.

    `let_in`: the origin that the stack's parameters name, where it is not the folder's.
    """
    found = Elsewhere(cloud, folder=folder)
    with ExitStack() as stack:
        for name, kind in (("page", _folder_of), ("api", _gateway_of), ("buckets", _bucket_of)):
            setattr(found, name, stack.enter_context(_serving(kind(found))))
        origin = let_in or found.page
        found.gateway = Cors.of_api(template, origin)
        found.rules = {
            cloud.outputs[f"{bucket}Name"]: Cors.of_bucket(template, bucket, origin)
            for bucket in ("UploadBucket", "DocumentBucket")
        }
        yield found


@contextmanager
def _serving(handler: type[Quiet]) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _folder_of(about: Elsewhere) -> type[Quiet]:
    class Folder(Quiet):
        def do_GET(self) -> None:  # noqa: N802 - the library's name
            name = urlsplit(self.path).path.removeprefix("/gouji/") or "index.html"
            path = about.folder / name
            if not path.is_file():
                self.answer(404, {})
                return
            kind = {"Content-Type": _TYPES[path.suffix]}
            self.answer(200, SERVED_WITH | kind, path.read_bytes())

    return Folder


def _gateway_of(about: Elsewhere) -> type[Quiet]:
    class Gateway(Quiet):
        def do_GET(self) -> None:  # noqa: N802 - the library's name
            assert about.gateway
            about.asked.append((f"{self.command} {self.path}", dict(self.headers)))
            status, headers, body = _passed(self, about.cloud.api + self.path)
            body = body.replace(about.cloud.endpoint.encode(), about.buckets.encode())
            headers = {
                name: text.replace(about.cloud.endpoint, about.buckets)
                for name, text in headers.items()
            }
            # Only what comes from an integration: what the gateway itself refuses has none.
            if b'{"message"' not in body[:12]:
                headers |= about.gateway.answered(self.headers.get("Origin"))
            self.answer(status, headers, body)

        do_POST = do_PUT = do_GET  # noqa: N815 - the library's names

        def do_OPTIONS(self) -> None:  # noqa: N802 - the library's name
            """The default route takes these as well; what is answered gets the gateway's headers."""
            assert about.gateway
            event = {
                "rawPath": self.path,
                "headers": {name.lower(): text for name, text in self.headers.items()},
                "requestContext": {"http": {"method": "OPTIONS"}},
            }
            answer = about.cloud.client("lambda").invoke(
                FunctionName=about.query, Payload=json.dumps(event).encode()
            )
            said = json.loads(answer["Payload"].read())
            self.answer(said["statusCode"], about.gateway.preflight(self.headers.get("Origin")))

    return Gateway


def _bucket_of(about: Elsewhere) -> type[Quiet]:
    class Bucket(Quiet):
        def do_GET(self) -> None:  # noqa: N802 - the library's name
            about.asked.append((f"{self.command} {self.path}", dict(self.headers)))
            origin = self.headers.get("Origin")
            status, headers, body = _passed(self, about.cloud.endpoint + self.path)
            if self._rule().takes(origin, self.command, None):
                headers |= self._rule().answered(origin)
            self.answer(status, headers, body)

        do_POST = do_PUT = do_GET  # noqa: N815 - the library's names

        def do_OPTIONS(self) -> None:  # noqa: N802 - the library's name
            asked = (self.headers.get(f"Access-Control-Request-{x}") for x in ("Method", "Headers"))
            origin = self.headers.get("Origin")
            taken = self._rule().takes(origin, *asked)
            self.answer(200 if taken else 403, self._rule().preflight(origin) if taken else {})

        def _rule(self) -> Cors:
            return about.rules[re.split(r"[/?]", self.path)[1]]

    return Bucket


def _passed(asked: Quiet, address: str) -> tuple[int, dict[str, str], bytes]:
    """What the cloud answers, without what it says of pages from elsewhere."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.netloc, timeout=60)
    headers = {n: text for n, text in asked.headers.items() if n.lower() not in _OURS | {"origin"}}
    target = address.removeprefix(f"{parts.scheme}://{parts.netloc}")
    connection.request(asked.command, target, asked.read() or None, headers)
    answer = connection.getresponse()
    told = {
        name: text
        for name, text in answer.getheaders()
        if name.lower() not in _OURS and not name.lower().startswith("access-control-")
    }
    body = answer.read()
    connection.close()
    return answer.status, told, body


def _properties(template: Mapping[str, Any], kind: str) -> list[dict[str, Any]]:
    return [one["Properties"] for one in template["Resources"].values() if one["Type"] == kind]


def _given(origins: object, **parameters: str) -> tuple[str, ...]:
    """The origins, a parameter's value where they are one."""
    if isinstance(origins, dict):
        return (parameters[origins["Ref"]],)
    assert isinstance(origins, list)
    return tuple(origins)


def _matches(patterns: tuple[str, ...], text: str) -> bool:
    """Whether one of them is the text, `*` standing for anything; headers and origins whatever their case."""
    return any(
        re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), text, re.IGNORECASE)
        for pattern in patterns
    )
