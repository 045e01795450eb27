"""The OpenAPI document: the table of routes, and the types that their handlers take and return."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pkgutil import resolve_name
from typing import Any, Final, get_args, get_origin, get_type_hints

from functions.query import models
from functions.query.members import FIELDS, item_of, members_of
from functions.query.office import MalformedProblem
from functions.query.problems import TITLES
from functions.query.request import Request
from functions.query.responses import Tagged
from functions.query.routes import ROUTES, Route
from gouji.codec import Schema, schemas
from gouji.page.view import Language
from gouji.report import OFFICE
from gouji.season.life import STANDINGS

_FILE: Final = {"type": "string", "format": "binary"}
_REFERENCE: Final = "#/components/schemas/{name}"
_JSON: Final = "application/json"
_PROBLEM: Final = "application/problem+json"
_TEXT: Final[Schema] = {"type": "string"}
_NAMES: Final[Mapping[str, tuple[str, Schema]]] = {
    "office": ("审核单位", {"type": "string", "pattern": f"^{OFFICE.pattern}$"}),
    "year": ("年度", {"type": "integer", "minimum": 2000, "maximum": 2099}),
    "organ": (
        "机关名称，UTF-8 编码不超过 320 个字节",
        {"type": "string", "minLength": 1, "maxLength": 320},
    ),
    "upload_id": ("报送编号", _TEXT),
    "cell": ("格的编号", _TEXT),
    "recheck": ("重新核对的编号", _TEXT),
    "version": ("网页的版本", {"type": "string", "pattern": "^[0-9a-f]{16}$"}),
    "name": ("文件名", {"type": "string", "pattern": "^[a-z_]+[.][a-z]+$"}),
}
_SORTS: Final = [f"{sign}{name}" for sign in ("", "-") for name in get_args(models.Sortable)]
_QUERY: Final[Mapping[str, tuple[str, Schema]]] = {
    "organ": ("只重新核对这个机关的报告", _TEXT),
    "read": ("是否连同文件重新读取", {"type": "boolean"}),
    "cursor": ("上一页给出的 next；其他参数（limit、fields 除外）应当与那一页相同", _TEXT),
    "standing": (
        "报告的状态，可用逗号列出几个",
        {"type": "array", "items": {"type": "string", "enum": [*STANDINGS]}},
    ),
    "late": ("是否逾期", {"type": "boolean"}),
    "group": ("名册上的分组", _TEXT),
    "q": ("名称、简称或联系人中的文字", _TEXT),
    "sort": ("排序；默认按名册的次序，前面加 - 为倒序", {"type": "string", "enum": [*_SORTS]}),
    "from": ("较早一次的报送编号", _TEXT),
    "upload_id": ("报送编号；默认为现行的一次", _TEXT),
    "to": ("较晚一次的报送编号", _TEXT),
    "language": (
        "问题用哪种语言说明；退回意见和法定表格总是中文",
        {"type": "string", "enum": [*get_args(Language)], "default": "zh-CN"},
    ),
    "labels": ("是否附上各格的中文名称", {"type": "boolean", "default": False}),
    "of": (
        "合计现行的还是已接收的报告",
        {"type": "string", "enum": ["current", "accepted"], "default": "current"},
    ),
}
_HEADERS: Final[Mapping[str, str]] = {
    "If-None-Match": "先前答复的 ETag；没有变化时答复 304",
    "If-Match": "先前读取在用文件时的 ETag；其间有过改动时不启用，答复 412",
    "Idempotency-Key": "任意编号；同一编号、同一内容的请求只办理一次，答复相同",
}
_ANSWERED: Final[Mapping[str, str]] = {
    "ETag": "答复内容的标识，可用于 If-None-Match",
    "Location": "五分钟内有效的下载地址",
}
_ALWAYS: Final = (400, 500)
_GUARDED: Final = (401, 403, 404)
_PROBLEMS: Final = (models.Problem, models.Conflict, MalformedProblem)
_TOKENS: Final = {
    "office": "令牌的 offices 应当包含这个审核单位",
    "review": "令牌的 reviews 应当包含这个审核单位",
    "organ": "令牌的 offices 应当包含这个审核单位，或 organs 包含这个机关",
    "hand_in": "令牌的 offices 或 reviews 应当包含这个审核单位，或 organs 包含所报送的机关",
}


def description(_: Request) -> dict[str, Any]:
    """Describe this interface: as to its own schema, any object."""
    return document()


@cache
def document() -> dict[str, object]:
    """The whole document."""
    answers = [_answer_of(route) for route in ROUTES]
    bodies = {route.body: _body_of(route.body) for route in ROUTES if route.body}
    found, components = schemas([*answers, *bodies.values(), *_PROBLEMS], _REFERENCE)
    answered, rest = found[: len(answers)], found[len(answers) :]
    answered = [_or_narrowed(*each, components) for each in zip(ROUTES, answered, strict=True)]
    taken = dict(zip(bodies, rest[: -len(_PROBLEMS)], strict=True))
    problems = dict(zip(_PROBLEMS, rest[-len(_PROBLEMS) :], strict=True))
    paths: dict[str, dict[str, object]] = {}
    for route, schema in zip(ROUTES, answered, strict=True):
        refusals = {status: problems[_problem_of(route, status)] for status in _refusals(route)}
        described = _operation(route, schema, refusals)
        if route.body:
            described["requestBody"] = _content("请求的内容", taken[route.body]) | {
                "required": True
            }
        if route.takes:
            described["requestBody"] = {
                "description": "文件本身",
                "content": {kind: {"schema": _FILE} for kind in route.takes},
                "required": True,
            }
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
    if get_origin(answer) is Tagged:
        (answer,) = get_args(answer)
    return bytes if route.produces else answer


def _or_narrowed(route: Route, answer: Schema, components: dict[str, Schema]) -> Schema:
    """The schema of a list, of whose items `fields` may have left members out."""
    if FIELDS not in route.parameters:
        return answer
    whole = components[str(answer["$ref"]).rsplit("/", 1)[1]]
    item = components[item_of(route).__name__]
    properties = {"type": "object", "properties": item["properties"], "minProperties": 1}
    of_list: Any = whole["properties"]
    narrow = whole | {"properties": of_list | {"items": {"type": "array", "items": properties}}}
    return {"anyOf": [answer, narrow]}


def _body_of(name: str) -> type:
    body: type = resolve_name(name)
    return body


def _refusals(route: Route) -> list[int]:
    """All that it may be refused with, in their order."""
    guarded = _GUARDED if route.guard != "open" else ()
    sized = (413,) if route.body or route.takes else ()
    return sorted({*_ALWAYS, *guarded, *sized, *route.refusals})


def _problem_of(route: Route, status: int) -> type[models.Problem]:
    if status == 409:
        return models.Conflict
    return MalformedProblem if status == 422 and route.by_row else models.Problem


def _operation(route: Route, answer: Schema, refusals: Mapping[int, Schema]) -> dict[str, object]:
    # Of a file the media type says all (OpenAPI 3.1, binary data).
    kind, shape = (route.produces, {}) if route.produces else (_JSON, answer)
    responses = {str(route.status): _content(route.summary, shape, kind) | _header("ETag")}
    if route.method == "GET":
        responses["303"] = {"description": "答复过大，请到别处下载"} | _header("Location")
        responses["304"] = {"description": "与 If-None-Match 所说的相同"} | _header("ETag")
    for status, schema in refusals.items():
        responses[str(status)] = _content(TITLES[status], schema, _PROBLEM)
    operation: dict[str, object] = {
        "operationId": route.handler.replace(":", "."),
        "summary": route.summary,
        "parameters": [*_parameters(route)],
        "responses": responses,
    }
    if route.guard == "open":
        return operation
    return operation | {"security": [{"token": []}], "description": _TOKENS[route.guard]}


def _parameters(route: Route) -> list[dict[str, object]]:
    headers = [
        *(("If-None-Match",) if route.method == "GET" else ()),
        *(("Idempotency-Key",) if route.repeatable else ()),
        *(("If-Match",) if route.guarded_write else ()),
    ]
    return [
        *(_parameter(name, "path", *_NAMES[name], required=True) for name in route.names),
        *(_parameter(name, "query", *_asked(route, name)) for name in route.parameters),
        *(_parameter(name, "header", _HEADERS[name], _TEXT) for name in headers),
    ]


def _asked(route: Route, name: str) -> tuple[str, Schema]:
    """What a parameter of the query says, and what it may be."""
    if name == "limit":
        usual, most = route.page
        bounds: Schema = {"type": "integer", "minimum": 1, "maximum": most, "default": usual}
        return "每页条数", bounds
    if name == FIELDS:
        member = {"type": "string", "enum": [*members_of(route)]}
        return "列表项只要哪些成员，用逗号列出", {"type": "array", "items": member, "minItems": 1}
    return _QUERY[name]


def _header(name: str) -> dict[str, object]:
    return {"headers": {name: {"description": _ANSWERED[name], "schema": _TEXT}}}


def _parameter(
    name: str, place: str, said: str, schema: Schema, *, required: bool = False
) -> dict[str, object]:
    listed = {"style": "form", "explode": False} if schema.get("type") == "array" else {}
    return listed | {
        "name": name,
        "in": place,
        "required": required,
        "description": said,
        "schema": schema,
    }


def _content(said: str, schema: Schema, media_type: str = _JSON) -> dict[str, object]:
    return {"description": said, "content": {media_type: {"schema": schema}}}
