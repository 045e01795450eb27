"""Answer queries. HTTP API -> JSON of the contract, or a problem (RFC 9457). Reads only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

from functions.adapters.logging import logger
from functions.query.access import admit
from functions.query.problems import Refused
from functions.query.request import Request
from functions.query.routes import ROUTES, find
from gouji.codec import encode

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

_HANDLERS: Final = {route: route.resolve() for route in ROUTES}
_UNKNOWN: Final = "没有这个地址，可用的地址见 /openapi.json。"
_FAILED: Final = "系统未能处理这个请求，请稍后再试；若仍不成功，请联系系统管理员。"


def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Answer one request. What goes wrong inside is in the log, not in the answer."""
    try:
        return _response(200, "application/json", _answer(event))
    except Refused as refused:
        refusal = refused
        logger.info("problem", extra={"status": refused.status})
    except Exception:  # noqa: BLE001 - logged, and whoever asked is told that it failed
        refusal = Refused(500, _FAILED)
        logger.exception("failed")
    return _response(refusal.status, "application/problem+json", refusal.problem)


def _answer(event: dict[str, Any]) -> object:
    """Find the route, ask its guard, and only then look at the request."""
    found = find(event["requestContext"]["http"]["method"], unquote(event["rawPath"]))
    if found is None:
        raise Refused(404, _UNKNOWN)
    route, path = found
    admit(route.guard, event, path)
    return _HANDLERS[route](Request(path, event.get("queryStringParameters") or {}))


def _response(status: int, media_type: str, body: object) -> dict[str, Any]:
    return {
        "statusCode": status,
        "headers": {"Content-Type": media_type},
        "body": encode(body).decode(),
        "isBase64Encoded": False,
    }
