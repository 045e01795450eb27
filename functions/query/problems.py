"""What a request is refused with: a problem (RFC 9457) in Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from functions.query.models import Conflict, Problem

if TYPE_CHECKING:
    from gouji.season.life import Record

TITLES: Final[Mapping[int, str]] = {
    400: "请求有误",
    401: "没有有效的令牌",
    403: "无权查看",
    404: "没有找到",
    409: "与现状不符",
    412: "已有他人改动",
    413: "请求正文过大",
    422: "内容不合要求",
    500: "系统内部错误",
    503: "暂时不能处理",
}


class Refused(Exception):
    """A request is not answered; the text says why, in one Chinese sentence."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status = status

    @property
    def problem(self) -> Problem:
        """What is answered instead."""
        return Problem(title=self.title, status=self.status, detail=str(self))

    @property
    def title(self) -> str:
        """The kind of refusal, in Chinese."""
        return TITLES.get(self.status) or HTTPStatus(self.status).phrase


class Unauthenticated(Refused):
    """No valid token came with the request."""

    def __init__(self) -> None:
        super().__init__(401, "请在 Authorization 头中提供有效的令牌。")


class Conflicting(Refused):
    """What is asked does not fit how the report stands, which is told."""

    def __init__(self, detail: str, record: Record) -> None:
        super().__init__(409, detail)
        self.record = record

    @property
    def problem(self) -> Problem:
        """The refusal, how the report stands now, and what may be decided instead."""
        return Conflict(
            title=self.title,
            status=self.status,
            detail=str(self),
            standing=self.record.standing,
            current=self.record.current,
            may=self.record.may,
        )


class UnknownReport(Refused):
    """Under this name nothing was handed in, or can be."""

    def __init__(self, year: int, organ: str) -> None:
        super().__init__(404, f"{year}年没有{organ}的报告。")


class BadCursor(Refused):
    """A cursor that was not given out, or for another list."""

    def __init__(self) -> None:
        super().__init__(400, "cursor 无效，请使用上一页给出的 next，其他参数不变。")


class UnknownAddress(Refused):
    """No route has this method and path."""

    def __init__(self) -> None:
        super().__init__(404, "没有这个地址，可用的地址见 /openapi.json。")


class Failed(Refused):
    """The system is at fault; nothing of its inside is said."""

    def __init__(self) -> None:
        super().__init__(500, "系统未能处理这个请求，请稍后再试；若仍不成功，请联系系统管理员。")
