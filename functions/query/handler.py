"""Answer queries. HTTP API -> JSON of the contract, or a problem (RFC 9457). Reads only."""

from __future__ import annotations

import base64
import re
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, unquote

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response
from aws_lambda_powertools.event_handler.exceptions import (
    BadRequestError,
    NotFoundError,
    ServiceError,
)
from pydantic import BaseModel

from functions.adapters.logging import logger
from functions.adapters.store import Store
from functions.query import openapi
from functions.query.access import Forbidden, Unauthenticated, require_office
from functions.query.models import (
    Health,
    Problem,
    ReportDetail,
    RuleItem,
    RuleList,
    Summary,
    SummaryList,
    Version,
    VersionList,
)
from functions.query.settings import settings
from functions.query.totals import totals

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

app = APIGatewayHttpResolver()

_MAX_LIMIT: Final = 100
_DEFAULT_LIMIT: Final = 50
_YEAR: Final = "/offices/<office>/years/<year>"
_TITLES: Final = {
    400: "请求有误",
    401: "没有有效的令牌",
    403: "无权查看",
    404: "没有找到",
    500: "系统内部错误",
}


def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Handle one request. The path is taken percent-encoded, whichever way it arrives."""
    encoded = quote(unquote(event["rawPath"]), safe="/")
    event["requestContext"]["http"]["path"] = event["rawPath"] = encoded
    return app.resolve(event, context)


@app.get("/health")
def health() -> Response[str]:
    """Say that the function answers."""
    return _json(Health())


@app.get("/rules")
def rules() -> Response[str]:
    """List the rules."""
    from gouji.judging.rules.collected import RULES, version  # late: the other routes do without

    fields = ("id", "name", "statement", "severity", "forms", "basis", "needs")
    return _json(
        RuleList(
            version=version(),
            items=[
                RuleItem.model_validate({name: getattr(rule, name) for name in fields})
                for rule in RULES
            ],
        )
    )


@app.get("/openapi.json")
def openapi_document() -> Response[str]:
    """Describe this interface."""
    return Response(200, "application/json", openapi.document())


@app.get(f"{_YEAR}/reports")
def reports(office: str, year: str) -> Response[str]:
    """List the current reports of an office's year."""
    store, number = _admitted(office, year)
    page = store.summaries(office, number, _limit(), _cursor("REPORT#.+"))
    return _json(
        SummaryList(
            items=[Summary.model_validate(item) for item in page.items],
            next=_encode(page.after) if page.after else None,
        )
    )


@app.get(f"{_YEAR}/reports/<organ>")
def report(office: str, year: str, organ: str) -> Response[str]:
    """Give the current report of one organ."""
    store, number = _admitted(office, year)
    name = unquote(organ)
    summary = store.summary(office, number, name)
    if summary is None:
        # No NotFoundError: that one is answered as an unknown path.
        raise ServiceError(404, f"{year}年没有{name}的报告。")
    upload = Summary.model_validate(summary)
    result = None
    if upload.state not in {"received", "failed"}:
        result = store.current_result(office, number, name, upload.upload_id)
    text = store.text_beside(office, number, name, upload.upload_id) if upload.recognised else None
    return _json(
        ReportDetail.model_validate({**(result or {}), "upload": upload, "text_file": text})
    )


@app.get(f"{_YEAR}/reports/<organ>/versions")
def versions(office: str, year: str, organ: str) -> Response[str]:
    """List all uploads of one organ, newest first."""
    store, number = _admitted(office, year)
    name = unquote(organ)
    summary = store.summary(office, number, name)
    current = summary["upload_id"] if summary else None
    found = [
        Version.model_validate(
            {
                **item,
                "superseded": item["upload_id"] != current,
                "notified_at": item.get("verdict_sent_at") or item.get("failure_sent_at"),
            }
        )
        for item in store.uploads(office, number, name)
    ]
    start = int(_cursor("[0-9]{1,6}") or 0)
    stop = start + _limit()
    return _json(
        VersionList(items=found[start:stop], next=_encode(str(stop)) if stop < len(found) else None)
    )


@app.get(f"{_YEAR}/totals")
def year_totals(office: str, year: str) -> Response[str]:
    """Sum the current reports of an office's year by cell."""
    store, number = _admitted(office, year)
    return _json(totals(store.year(office, number)))


def unauthenticated(_: Unauthenticated) -> Response[str]:
    """Answer 401."""
    return _problem(401, "请在 Authorization 头中提供有效的令牌。")


def forbidden(_: Forbidden) -> Response[str]:
    """Answer 403, the same whether there is anything to see or not."""
    return _problem(403, "令牌不包含这个审核单位。")


def failed(_: Exception) -> Response[str]:
    """Answer 500; what happened is in the log, not in the answer."""
    logger.exception("failed")
    return _problem(500, "系统未能处理这个请求，请稍后再试；若仍不成功，请联系系统管理员。")


def service_error(error: ServiceError) -> Response[str]:
    """Answer with the problem that a route raised."""
    return _problem(error.status_code, str(error.msg))


# Registered by call: Powertools' decorator is untyped and would untype the functions.
app.exception_handler(Unauthenticated)(unauthenticated)
app.exception_handler(Forbidden)(forbidden)
app.exception_handler(ServiceError)(service_error)
app.exception_handler(Exception)(failed)


@app.not_found
def not_found(_: NotFoundError) -> Response[str]:
    """Answer 404 to a path that does not exist."""
    return _problem(404, "没有这个地址，可用的地址见 /openapi.json。")


def _admitted(office: str, year: str) -> tuple[Store, int]:
    """The store, once the token is seen to name the office."""
    require_office(app.current_event.raw_event, unquote(office))
    if not re.fullmatch("[0-9]{4}", year):
        raise BadRequestError("年度应当是四位数字。")
    return Store(settings().table_name), int(year)


def _limit() -> int:
    text = app.current_event.query_string_parameters.get("limit", str(_DEFAULT_LIMIT))
    if not re.fullmatch("[0-9]{1,3}", text) or not 1 <= int(text) <= _MAX_LIMIT:
        raise BadRequestError(f"limit 应当是 1 到 {_MAX_LIMIT} 的整数。")
    return int(text)


def _cursor(pattern: str) -> str | None:
    """The cursor's content, which must look as this route would have written it."""
    text = app.current_event.query_string_parameters.get("cursor")
    if text is None:
        return None
    try:
        content = base64.b64decode(text.encode("ascii"), b"-_", validate=True).decode()
    except ValueError:
        content = ""
    if not re.fullmatch(pattern, content):
        raise BadRequestError("cursor 无效，请使用上一页给出的 next。")
    return content


def _encode(cursor: str) -> str:
    return base64.urlsafe_b64encode(cursor.encode()).decode("ascii")


def _json(model: BaseModel) -> Response[str]:
    return Response(200, "application/json", model.model_dump_json(exclude_unset=False))


def _problem(status: int, detail: str) -> Response[str]:
    title = _TITLES.get(status) or HTTPStatus(status).phrase
    logger.info("problem", extra={"status": status})
    body = Problem(title=title, status=status, detail=detail).model_dump_json()
    return Response(status, "application/problem+json", body)
