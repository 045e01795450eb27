"""A request that was let in: what its path, its query and its body say."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeVar

import msgspec

from functions.query.bearer import Bearer
from functions.query.problems import Refused
from gouji.codec import decode
from gouji.report import Key

_MAX_LIMIT: Final = 100
_DEFAULT_LIMIT: Final = 50
_MAX_BODY: Final = 1_000_000  # bytes; three hundred decisions with their reasons take a third
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Request:
    """`path`: the names of the route's path with what stands there, decoded. Raises Refused where it asks amiss.

    `headers`: by lower-case names. `body`: as sent, in base64 where `is_base64`.
    """

    path: Mapping[str, str]
    query: Mapping[str, str]
    bearer: Bearer = field(default_factory=Bearer)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
    is_base64: bool = False

    @property
    def office(self) -> str:
        """The office of the path."""
        return self.path["office"]

    @property
    def year(self) -> int:
        """The year of the path."""
        if not re.fullmatch("[0-9]{4}", self.path["year"]):
            raise Refused(400, "年度应当是四位数字。")
        return int(self.path["year"])

    @property
    def organ(self) -> str:
        """The organ of the path."""
        return self.path["organ"]

    @property
    def place(self) -> Key:
        """Whose report of which office's year the path names."""
        return Key(self.office, self.year, self.organ)

    def allow(self, parameters: Sequence[str]) -> None:
        """Refuse what the route does not take: a filter that is misspelt must not look as if it had held."""
        unknown = [name for name in self.query if name not in parameters]
        if unknown:
            known = f"可用的是 {'、'.join(parameters)}" if parameters else "这个地址不接受参数"
            raise Refused(400, f"没有“{unknown[0]}”这个参数，{known}。")

    @property
    def limit(self) -> int:
        """How many items a page has at most."""
        return self.limit_of(_DEFAULT_LIMIT, _MAX_LIMIT)

    def limit_of(self, default: int, most: int) -> int:
        """The same, where a route has bounds of its own."""
        text = self.query.get("limit", str(default))
        if not re.fullmatch("[0-9]{1,4}", text) or not 1 <= int(text) <= most:
            raise Refused(400, f"limit 应当是 1 到 {most} 的整数。")
        return int(text)

    def cursor(self, pattern: str) -> str | None:
        """The cursor's content, which must look as this route would have written it; None on the first page."""
        text = self.query.get("cursor")
        if text is None:
            return None
        try:
            content = base64.b64decode(text.encode("ascii"), b"-_", validate=True).decode()
        except ValueError:
            content = ""
        if not re.fullmatch(pattern, content):
            raise Refused(400, "cursor 无效，请使用上一页给出的 next。")
        return content

    @property
    def content(self) -> bytes:
        """The bytes of the body."""
        try:
            content = (
                base64.b64decode(self.body, validate=True) if self.is_base64 else self.body.encode()
            )
        except (binascii.Error, UnicodeEncodeError):
            raise Refused(400, "请求正文的编码有误。") from None
        if len(content) > _MAX_BODY:
            raise Refused(413, f"请求正文过大，最多 {_MAX_BODY // 1_000_000} MB，请分批提交。")
        return content

    def read(self, kind: type[_T]) -> _T:
        """The body, as JSON of a type: 400 where it is no JSON, 422 where it is another type's."""
        try:
            return decode(self.content, kind)
        except msgspec.ValidationError as error:
            raise Refused(422, _said(error)) from None
        except msgspec.DecodeError:
            raise Refused(400, "请求正文应当是 UTF-8 编码的 JSON。") from None


def cursor_of(content: str) -> str:
    """What `Request.cursor` reads back."""
    return base64.urlsafe_b64encode(content.encode()).decode("ascii")


def _said(error: msgspec.ValidationError) -> str:
    """What is wrong with the body: the place and the field that msgspec names, where it does; the rest is English."""
    text = str(error)
    place = re.search(r"at `\$\.?([^`]*)`", text)
    names = re.search(r"field `([^`]*)`", text)
    found = [match[1] for match in (place, names) if match and match[1]]
    if not found:
        return "请求正文应当是一个 JSON 对象，内容见 /openapi.json。"
    return f"请求正文的内容不合要求（{'，'.join(found)}），应有的内容见 /openapi.json。"
