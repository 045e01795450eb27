"""Answers and problems as API Gateway takes them (payload format 2.0)."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import quote

from msgspec import Struct

from functions.query.problems import Refused
from gouji.codec import encode

# A Lambda answers with 6 MB at most, its envelope and the escaping in it included.
_MOST: Final = 5_000_000
# Answers are of one bearer: kept by nobody between, and asked for anew by their ETag.
_KEPT: Final = "private, no-cache"


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


class Elsewhere(Struct, frozen=True, tag=True):
    """A short-lived address where the answer is."""

    address: str


def answered(answer: object, *, status: int = 200, seen: str | None = None) -> dict[str, Any]:
    """The answer as JSON, or the file that it is, with its ETag.

    `seen`: If-None-Match; where it names the ETag nothing is sent. What is too large is sent elsewhere: 303.
    """
    if isinstance(answer, Elsewhere):
        return _sent_to(answer.address)
    is_file = isinstance(answer, Download | Static)
    content = answer.content if isinstance(answer, Download | Static) else encode(answer)
    media_type = answer.media_type if isinstance(answer, Download | Static) else "application/json"
    digest = hashlib.sha256(content).hexdigest()[:32]
    headers = {"Content-Type": media_type, "ETag": f'"{digest}"', "Cache-Control": _KEPT}
    if isinstance(answer, Download):
        headers |= saved_as(answer.name)
        headers |= {"Content-Security-Policy": answer.policy} if answer.policy else {}
    if isinstance(answer, Static):
        headers |= answer.headers
    if status == 200 and _names(seen, digest):
        return _response(304, {name: headers[name] for name in ("ETag", "Cache-Control")}, "")
    body = base64.b64encode(content).decode() if is_file else content.decode()
    # As it goes over the wire: in JSON, where quotes and Chinese characters take more room.
    if len(body) > _MOST or (2 * len(content) > _MOST and len(json.dumps(body)) > _MOST):
        return _elsewhere(content, headers, digest)
    return _response(status, headers, body, is_base64=is_file)


def saved_as(name: str) -> dict[str, str]:
    """The header that says what a file is called when it is saved (RFC 6266, RFC 8187)."""
    return {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}


def refused(refusal: Refused) -> dict[str, Any]:
    """The problem (RFC 9457)."""
    headers = {"Content-Type": "application/problem+json"}
    return _response(refusal.status, headers, encode(refusal.problem).decode())


def _names(seen: str | None, digest: str) -> bool:
    """Whether If-None-Match names an ETag; whether weakly is one here (RFC 9110, 13.1.2)."""
    tags = {tag.strip().removeprefix("W/") for tag in (seen or "").split(",")}
    return bool(tags & {"*", f'"{digest}"'})


def _elsewhere(content: bytes, headers: Mapping[str, str], digest: str) -> dict[str, Any]:
    """Keep what is too large to answer with, and say where it is for five minutes."""
    from functions.query.large import address_of  # late: nearly no answer is

    return _sent_to(address_of(content, headers, digest))


def _sent_to(address: str) -> dict[str, Any]:
    return _response(303, {"Location": address, "Cache-Control": "no-store"}, "")


def _response(
    status: int, headers: Mapping[str, str], body: str, *, is_base64: bool = False
) -> dict[str, Any]:
    return {
        "statusCode": status,
        "headers": dict(headers),
        "body": body,
        "isBase64Encoded": is_base64,
    }
