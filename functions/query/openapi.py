"""The OpenAPI document: the table of routes, and the types that their handlers return."""

from __future__ import annotations

from functools import cache
from typing import Any, Final, get_type_hints

from functions.query import models
from functions.query.request import Request
from functions.query.routes import ROUTES, Route
from gouji.codec import Schema, schemas

_REFERENCE: Final = "#/components/schemas/{name}"
_NAMES: Final = {"office": "审核单位", "year": "年度", "organ": "机关名称"}
_PAGE: Final = {"limit": "每页条数，1 至 100", "cursor": "上一页给出的 next"}
_WHOLE: Final = frozenset({"year", "limit"})
_REFUSALS: Final = {
    "401": "没有有效的令牌",
    "403": "无权查看",
    "400": "请求有误",
    "404": "没有找到",
}


def description(_: Request) -> dict[str, Any]:
    """Describe this interface: as to its own schema, any object."""
    return document()


@cache
def document() -> dict[str, object]:
    """The whole document."""
    kinds = [_answer_of(route) for route in ROUTES]
    (*answered, problem), components = schemas([*kinds, models.Problem], _REFERENCE)
    paths: dict[str, dict[str, object]] = {}
    for route, schema in zip(ROUTES, answered, strict=True):
        described = _operation(route, schema, problem)
        paths.setdefault(route.path, {})[route.method.lower()] = described
    token = {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Gouji 勾稽", "version": "1"},
        "paths": paths,
        "components": {"schemas": components, "securitySchemes": {"token": token}},
    }


def _answer_of(route: Route) -> type:
    answer: type = get_type_hints(route.resolve())["return"]
    return answer


def _operation(route: Route, answer: Schema, problem: Schema) -> dict[str, object]:
    guarded = route.guard != "open"
    responses = {"200": _content("application/json", route.summary, answer)}
    if guarded:
        for status, said in _REFUSALS.items():
            responses[status] = _content("application/problem+json", said, problem)
    operation: dict[str, object] = {
        "summary": route.summary,
        "parameters": [
            *(_parameter(name, "path", _NAMES[name], required=True) for name in route.names),
            *(_parameter(name, "query", said) for name, said in _PAGE.items() if route.paged),
        ],
        "responses": responses,
    }
    return operation | ({"security": [{"token": []}]} if guarded else {})


def _parameter(name: str, place: str, said: str, *, required: bool = False) -> dict[str, object]:
    return {
        "name": name,
        "in": place,
        "required": required,
        "description": said,
        "schema": {"type": "integer" if name in _WHOLE else "string"},
    }


def _content(media_type: str, said: str, schema: Schema) -> dict[str, object]:
    return {"description": said, "content": {media_type: {"schema": schema}}}
