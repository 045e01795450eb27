"""Answer the HTTP API: its requests -> JSON of the contract, or a problem (RFC 9457)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

from functions.adapters.logging import correlate, logger
from functions.query.access import admit
from functions.query.members import chosen, narrowed
from functions.query.problems import Failed, Refused, UnknownAddress
from functions.query.request import Request
from functions.query.responses import answered, preflight, refused
from functions.query.routes import find

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

# What only a browser's preflight has. The API's default route takes whatever has no route of its own, these as well:
# the gateway adds the headers, but the status is ours, and with 404 no page from elsewhere comes in.
_ASKED_FIRST: Final = "access-control-request-method"


def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Answer one request: find its route, ask the route's guard, and only then look at what it asks."""
    try:
        correlate(request=event["requestContext"].get("requestId"))
        headers = {name.lower(): text for name, text in (event.get("headers") or {}).items()}
        method = event["requestContext"]["http"]["method"]
        if method == "OPTIONS" and _ASKED_FIRST in headers:
            return preflight()
        found = find(method, unquote(event["rawPath"]))
        if found is None:
            raise UnknownAddress  # noqa: TRY301 - refused like whatever else is
        route, path = found
        bearer = admit(route.guard, event, path)
        request = Request(
            route,
            path,
            event.get("queryStringParameters") or {},
            bearer,
            headers,
            event.get("body") or "",
            bool(event.get("isBase64Encoded")),
        )
        request.check()
        members = chosen(route, request)
        seen = headers.get("if-none-match") if route.method == "GET" else None
        answer = route.resolve()(request)
        return answered(narrowed(answer, members), status=route.status, seen=seen)
    except Refused as refusal:
        logger.info("problem", extra={"status": refusal.status})
        return refused(refusal)
    except Exception:  # noqa: BLE001 - whoever asked is told that it failed; why is in the log
        logger.exception("failed")
        return refused(Failed())
