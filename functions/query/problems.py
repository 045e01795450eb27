"""What a request is refused with: a problem (RFC 9457) in Chinese."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from functions.query.models import Problem

_TITLES: Final = {
    400: "请求有误",
    401: "没有有效的令牌",
    403: "无权查看",
    404: "没有找到",
    500: "系统内部错误",
}


class Refused(Exception):
    """A request is not answered; the text says why, in one Chinese sentence."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status = status

    @property
    def problem(self) -> Problem:
        """What is answered instead."""
        title = _TITLES.get(self.status) or HTTPStatus(self.status).phrase
        return Problem(title=title, status=self.status, detail=str(self))


class UnknownAddress(Refused):
    """No route has this method and path."""

    def __init__(self) -> None:
        super().__init__(404, "没有这个地址，可用的地址见 /openapi.json。")


class Failed(Refused):
    """The system is at fault; nothing of its inside is said."""

    def __init__(self) -> None:
        super().__init__(500, "系统未能处理这个请求，请稍后再试；若仍不成功，请联系系统管理员。")
