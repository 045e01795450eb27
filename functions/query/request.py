"""A request that was let in: what its path and its query say."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from functions.query.problems import Refused

_MAX_LIMIT: Final = 100
_DEFAULT_LIMIT: Final = 50


@dataclass(frozen=True, slots=True)
class Request:
    """`path`: the names of the route's path with what stands there, decoded. Raises Refused where it asks amiss."""

    path: Mapping[str, str]
    query: Mapping[str, str]

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
    def limit(self) -> int:
        """How many items a page has at most."""
        text = self.query.get("limit", str(_DEFAULT_LIMIT))
        if not re.fullmatch("[0-9]{1,3}", text) or not 1 <= int(text) <= _MAX_LIMIT:
            raise Refused(400, f"limit 应当是 1 到 {_MAX_LIMIT} 的整数。")
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


def cursor_of(content: str) -> str:
    """What `Request.cursor` reads back."""
    return base64.urlsafe_b64encode(content.encode()).decode("ascii")
