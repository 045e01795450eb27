"""What a request's token says of who asks.

API Gateway's JWT authorizer has checked the token, and hands its claims over as text, arrays flattened: ["x yunping"]
and ["x", "yunping"] both arrive as `[x yunping]`. So what is one entry is looked up in the token itself, which came
along in the header that the authorizer reads; it can only take away from what the authorizer handed over.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import unquote

from functions.query.access.bearer import Bearer
from functions.query.problems import Unauthenticated
from gouji.organs import fits_key
from gouji.report import OFFICE
from gouji.text import harmless

# No JWT, so that no gateway let it pass: whoever put such a word there (a probe, a test) also put the claims there.
_OPAQUE: Final = re.compile(r"Bearer +[\w-]+", re.ASCII | re.IGNORECASE)
_TOKEN: Final = re.compile(r"(?:Bearer +)?[\w-]+\.([\w-]+)\.[\w-]*", re.ASCII | re.IGNORECASE)


def bearer_of(event: Mapping[str, Any]) -> Bearer:
    """Who asks. Unauthenticated where no token was checked, or another one came along."""
    authorizer = event.get("requestContext", {}).get("authorizer") or {}
    checked = (authorizer.get("jwt") or {}).get("claims")
    if not checked:
        raise Unauthenticated
    said = _said(event.get("headers") or {})
    offices, reviews, organs = (
        _entries(name, checked, said) for name in ("offices", "reviews", "organs")
    )
    name, sub = checked.get("name"), checked.get("sub")
    return Bearer(
        offices=frozenset(filter(OFFICE.fullmatch, offices)),
        reviews=frozenset(filter(OFFICE.fullmatch, reviews)),
        organs=frozenset(filter(None, map(_organ, organs))),
        sub=sub if isinstance(sub, str) else "",
        name=harmless(name) if isinstance(name, str) and name else None,
    )


def _said(headers: Mapping[str, str]) -> Mapping[str, object] | None:
    """The claims as they stand in the token; None where no JWT came along, as no gateway has it."""
    token = next((text for name, text in headers.items() if name.lower() == "authorization"), None)
    if token is None or _OPAQUE.fullmatch(token.strip()):
        return None
    found = _TOKEN.fullmatch(token.strip())
    try:
        claims = json.loads(base64.urlsafe_b64decode(f"{found[1]}===")) if found else None
    except ValueError:
        claims = None
    if not isinstance(claims, dict):
        raise Unauthenticated
    return claims


def _entries(
    name: str, checked: Mapping[str, object], said: Mapping[str, object] | None
) -> frozenset[str]:
    """The entries of a claim: those words of what was checked that the token has as an entry by itself."""
    claim = checked.get(name)
    if isinstance(claim, str):
        claim = claim.removeprefix("[").removesuffix("]").split()
    words = _texts(claim)
    return words if said is None else words & _texts(said.get(name))


def _texts(claim: object) -> frozenset[str]:
    entries = claim if isinstance(claim, list) else [claim]
    return frozenset(entry for entry in entries if isinstance(entry, str))


def _organ(entry: str) -> str | None:
    """`office/organ` of a percent-encoded entry; None where it is none, or where it is not encoded."""
    if len(entry.split()) != 1:
        return None
    place = unquote(entry)
    office, _, organ = place.partition("/")
    is_one = bool(OFFICE.fullmatch(office)) and bool(organ) and "/" not in organ
    return place if is_one and fits_key(organ) else None
