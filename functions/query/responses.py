"""Answers and problems as API Gateway takes them (payload format 2.0)."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from typing import Any, Final, Generic, TypeVar
from urllib.parse import quote

from msgspec import Struct

from functions.query.problems import Refused
from gouji.codec import encode
from gouji.text import harmless

T = TypeVar("T")

# A Lambda answers with 6 MB at most, its envelope and the escaping in it included.
_MOST: Final = 5_000_000
# Answers are of one bearer: kept by nobody between, and asked for anew by their ETag.
_KEPT: Final = "private, no-cache"
NOTHING_ALLOWED: Final = "default-src 'none'; frame-ancestors 'none'"
# On every answer whatever it is, unless it says otherwise itself. None is a page but what says so by its policy.
_ALWAYS: Final[Mapping[str, str]] = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": NOTHING_ALLOWED,
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=63072000",
    "Vary": "Authorization",
    "X-Content-Type-Options": "nosniff",
}
# Of an answer's headers those that its 304 has as well: whoever kept the answer takes them for its new ones
# (RFC 9110, 15.4.5; RFC 9111, 4.3.4).
_OF_KEPT: Final = ("ETag", "Cache-Control", "Content-Security-Policy", "Vary")


# What a refusal of a status says besides (RFC 9110, 15.5.2; 10.2.3, seconds).
_WITH: Final[Mapping[int, Mapping[str, str]]] = {
    401: {"WWW-Authenticate": "Bearer"},
    503: {"Retry-After": "2"},
}


class Download(Struct, frozen=True, tag=True):
    """A file as an answer; `name`: what it is called when it is saved; `policy`: what it may do where it is shown."""

    content: bytes
    media_type: str
    name: str
    policy: str | None = None


class Static(Struct, frozen=True, tag=True):
    """A file of the page, the same for all; `headers`: what goes with it beside its ETag, its policy for one."""

    content: bytes
    media_type: str
    headers: Mapping[str, str]


class Tagged(Struct, Generic[T], frozen=True):
    """What a write answers, with the ETag of what it wrote: its next If-Match (RFC 9110, 9.3.4)."""

    answer: T
    digest: str


class Elsewhere(Struct, frozen=True, tag=True):
    """A short-lived address where the answer is; `digest`: equal where the answer is the same."""

    address: str
    digest: str


def answered(answer: object, *, status: int = 200, seen: str | None = None) -> dict[str, Any]:
    """The answer as JSON, or the file that it is, with its ETag.

    `seen`: If-None-Match; where it names the ETag nothing is sent. What is too large is sent elsewhere: 303.
    """
    if isinstance(answer, Elsewhere):
        if status == 200 and _names(seen, answer.digest):
            return _response(304, _kept(answer.digest), "")
        return _sent_to(answer.address, answer.digest)
    digest = answer.digest if isinstance(answer, Tagged) else None
    answer = answer.answer if isinstance(answer, Tagged) else answer
    is_file = isinstance(answer, Download | Static)
    content = answer.content if isinstance(answer, Download | Static) else encode(answer)
    digest = digest or digest_of(content)
    headers = _kept(digest) | _about(answer)
    if status == 200 and _names(seen, digest):
        return _response(304, {name: headers[name] for name in _OF_KEPT if name in headers}, "")
    body = base64.b64encode(content).decode() if is_file else content.decode()
    # As it goes over the wire: in JSON, where quotes and Chinese characters take more room.
    if len(body) > _MOST or (2 * len(content) > _MOST and len(json.dumps(body)) > _MOST):
        return _elsewhere(content, headers, digest_of(content))
    return _response(status, headers, body, is_base64=is_file)


def digest_of(content: bytes) -> str:
    """What an ETag says: 32 hex digits, equal where the content is the same."""
    return hashlib.sha256(content).hexdigest()[:32]


def _kept(digest: str) -> dict[str, str]:
    return {"ETag": f'"{digest}"', "Cache-Control": _KEPT}


def _about(answer: object) -> dict[str, str]:
    """What an answer's content is, and how it may be shown."""
    if isinstance(answer, Static):
        return {"Content-Type": answer.media_type, **answer.headers}
    if not isinstance(answer, Download):
        return {"Content-Type": "application/json"}
    policy = {"Content-Security-Policy": answer.policy} if answer.policy else {}
    return {"Content-Type": answer.media_type} | saved_as(answer.name) | policy


def saved_as(name: str) -> dict[str, str]:
    """The header that says what a file is called when it is saved (RFC 6266, RFC 8187)."""
    called = quote(harmless(name), safe="")
    return {"Content-Disposition": f"attachment; filename*=UTF-8''{called}"}


def refused(refusal: Refused) -> dict[str, Any]:
    """The problem (RFC 9457)."""
    headers = {"Content-Type": "application/problem+json", **_WITH.get(refusal.status, {})}
    return _response(refusal.status, headers, encode(refusal.problem).decode())


def preflight() -> dict[str, Any]:
    """Nothing: who may ask from elsewhere, and what, the gateway says in its headers."""
    return _response(204, {}, "")


def _names(seen: str | None, digest: str) -> bool:
    """Whether If-None-Match names an ETag; whether weakly is one here (RFC 9110, 13.1.2)."""
    tags = {tag.strip().removeprefix("W/") for tag in (seen or "").split(",")}
    return bool(tags & {"*", f'"{digest}"'})


def _elsewhere(content: bytes, headers: Mapping[str, str], digest: str) -> dict[str, Any]:
    """Keep what is too large to answer with, and say where it is for five minutes."""
    from functions.query.large import address_of  # late: nearly no answer is

    return _sent_to(address_of(content, headers, digest), digest)


def _sent_to(address: str, digest: str) -> dict[str, Any]:
    """`digest`: of what is there, so that it need not be fetched again."""
    return _response(303, {"Location": address, "ETag": f'"{digest}"'}, "")


def _response(
    status: int, headers: Mapping[str, str], body: str, *, is_base64: bool = False
) -> dict[str, Any]:
    return {
        "statusCode": status,
        "headers": {**_ALWAYS, **headers},
        "body": body,
        "isBase64Encoded": is_base64,
    }
