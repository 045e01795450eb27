"""Who may see what: the one place that compares a token's offices with the office asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, assert_never

from functions.query.problems import Refused

if TYPE_CHECKING:
    from functions.query.routes import Guard


class Unauthenticated(Refused):
    """No valid token came with the request."""

    def __init__(self) -> None:
        super().__init__(401, "请在 Authorization 头中提供有效的令牌。")


class Forbidden(Refused):
    """The token does not name the office; not a word more is said, whether there is anything to see or not."""

    def __init__(self) -> None:
        super().__init__(403, "令牌不包含这个审核单位。")


def admit(guard: Guard, event: Mapping[str, Any], path: Mapping[str, str]) -> None:
    """Let a request pass, or raise: before anything of it is looked at. `path`: the names in the path."""
    match guard:
        case "open":
            return
        case "office":
            require_office(event, path["office"])
        case _:
            assert_never(guard)


def require_office(event: Mapping[str, Any], office: str) -> None:
    """Let a request for an office's data pass, or raise.

    API Gateway's JWT authorizer has checked the token; its array claims arrive as the text `[a b]`.
    """
    authorizer = event.get("requestContext", {}).get("authorizer") or {}
    claims = (authorizer.get("jwt") or {}).get("claims")
    if not claims:
        raise Unauthenticated
    if office not in _offices(claims.get("offices")):
        raise Forbidden


def _offices(claim: object) -> frozenset[str]:
    if isinstance(claim, str):
        return frozenset(claim.removeprefix("[").removesuffix("]").split())
    if isinstance(claim, list):
        return frozenset(str(office) for office in claim)
    return frozenset()
