"""Who may see what: the one place that compares a token's offices with the office asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class Unauthenticated(Exception):
    """No valid token came with the request."""


class Forbidden(Exception):
    """The token does not name the office; not a word more is said."""


def require_office(event: Mapping[str, Any], office: str) -> None:
    """Let a request for an office's data pass, or raise. Called before anything is read.

    API Gateway's JWT authorizer has checked the token; its array claims arrive as the text `[a b]`.
    """
    authorizer = event.get("requestContext", {}).get("authorizer") or {}
    claims = (authorizer.get("jwt") or {}).get("claims")
    if not claims:
        raise Unauthenticated
    if office not in _offices(claims.get("offices")):
        raise Forbidden


def _offices(claim: Any) -> frozenset[str]:  # noqa: ANN401 - whatever a token holds
    if isinstance(claim, str):
        return frozenset(claim.removeprefix("[").removesuffix("]").split())
    if isinstance(claim, list):
        return frozenset(str(office) for office in claim)
    return frozenset()
