"""Answers and problems as API Gateway takes them (payload format 2.0)."""

from __future__ import annotations

from typing import Any

from functions.query.problems import Refused
from gouji.codec import encode


def answered(answer: object) -> dict[str, Any]:
    """200 and the answer as JSON."""
    return _response(200, "application/json", answer)


def refused(refusal: Refused) -> dict[str, Any]:
    """The problem (RFC 9457)."""
    return _response(refusal.status, "application/problem+json", refusal.problem)


def _response(status: int, media_type: str, body: object) -> dict[str, Any]:
    return {
        "statusCode": status,
        "headers": {"Content-Type": media_type},
        "body": encode(body).decode(),
        "isBase64Encoded": False,
    }
