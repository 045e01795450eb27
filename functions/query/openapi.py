"""The OpenAPI document, made from the models on its own route: no other request pays for it."""

from __future__ import annotations

import json
from functools import cache
from typing import Any, Final

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from functions.query import models

_REFERENCE: Final = "#/components/schemas/{model}"
_TOKEN: Final[list[dict[str, list[str]]]] = [{"token": []}]
_PATH: Final = {"office": "审核单位", "year": "年度", "organ": "机关名称"}
_PAGE: Final = {"limit": "每页条数，1 至 100", "cursor": "上一页给出的 next"}
_ROUTES: Final[tuple[tuple[str, str, type[BaseModel] | None], ...]] = (
    ("/health", "服务是否可用", models.Health),
    ("/rules", "规则目录", models.RuleList),
    ("/openapi.json", "本接口的说明", None),
    ("/offices/{office}/years/{year}/reports", "一个年度的现行报告", models.SummaryList),
    ("/offices/{office}/years/{year}/reports/{organ}", "一个机关的现行报告", models.ReportDetail),
    (
        "/offices/{office}/years/{year}/reports/{organ}/versions",
        "一个机关的全部报送，新的在前",
        models.VersionList,
    ),
    ("/offices/{office}/years/{year}/totals", "现行报告逐格合计", models.TotalList),
)
PATHS: Final = tuple(path for path, _, _ in _ROUTES)


@cache
def document() -> str:
    """The whole document as JSON."""
    answered = [model for _, _, model in _ROUTES if model] + [models.Problem]
    _, schemas = models_json_schema(
        [(model, "serialization") for model in answered], ref_template=_REFERENCE
    )
    return json.dumps(
        {
            "openapi": "3.1.0",
            "info": {"title": "Gouji 勾稽", "version": "1"},
            "paths": {path: {"get": _operation(path, s, m)} for path, s, m in _ROUTES},
            "components": {
                "schemas": schemas["$defs"],
                "securitySchemes": {
                    "token": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
                },
            },
        },
        ensure_ascii=False,
    )


def _operation(path: str, summary: str, model: type[BaseModel] | None) -> dict[str, Any]:
    guarded = path.startswith("/offices")
    errors = {"401": "没有有效的令牌", "403": "无权查看"} if guarded else {}
    if guarded:
        errors |= {"400": "请求有误", "404": "没有找到"}
    schema = {"$ref": _REFERENCE.format(model=model.__name__)} if model else {"type": "object"}
    operation: dict[str, Any] = {
        "summary": summary,
        "parameters": [*_path_parameters(path), *_page_parameters(model)],
        "responses": {
            "200": {"description": summary, "content": {"application/json": {"schema": schema}}}
        }
        | {status: _problem(said) for status, said in errors.items()},
    }
    return operation | ({"security": _TOKEN} if guarded else {})


def _path_parameters(path: str) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "in": "path",
            "required": True,
            "description": said,
            "schema": {"type": "integer" if name == "year" else "string"},
        }
        for name, said in _PATH.items()
        if f"{{{name}}}" in path
    ]


def _page_parameters(model: type[BaseModel] | None) -> list[dict[str, Any]]:
    if model not in {models.SummaryList, models.VersionList}:
        return []
    return [
        {
            "name": name,
            "in": "query",
            "description": said,
            "schema": {"type": "integer" if name == "limit" else "string"},
        }
        for name, said in _PAGE.items()
    ]


def _problem(said: str) -> dict[str, Any]:
    schema = {"$ref": _REFERENCE.format(model="Problem")}
    return {"description": said, "content": {"application/problem+json": {"schema": schema}}}
