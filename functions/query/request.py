"""A request that was let in: what its path, its query and its body say."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol, TypeVar

import msgspec

from functions.query.access.bearer import Bearer
from functions.query.problems import BadCursor, Refused, UnknownReport
from gouji.codec import decode, encode
from gouji.organs import fits_key
from gouji.report import Key

_YEAR: Final = re.compile("20[0-9]{2}")  # as in keys of the upload bucket
_MAX_BODY: Final = 1_000_000  # bytes; three hundred decisions with their reasons take a third
_SEAL: Final = 16  # characters of a cursor that tell what it was given out for
_OF_PAGE: Final = frozenset({"limit", "cursor", "fields"})  # may change from page to page
_T = TypeVar("_T")


class Asked(Protocol):
    """What a request has to know of the route that it matched: see `routes.Route`."""

    @property
    def path(self) -> str:
        """With names in braces."""

    @property
    def page(self) -> tuple[int, int]:
        """Of a list in pages, how many items one has, and at most."""

    @property
    def parameters(self) -> tuple[str, ...]:
        """What its query may hold."""

    @property
    def any_query(self) -> bool:
        """Whether it may hold whatever else."""


@dataclass(frozen=True, slots=True)
class Request:
    """`path`: the names of the route's path with what stands there, decoded. Raises Refused where it asks amiss.

    `route`: what it matched. `headers`: by lower-case names. `body`: as sent, in base64 where `is_base64`.
    """

    route: Asked
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
        if not _YEAR.fullmatch(self.path["year"]):
            raise Refused(400, "year（年度）应当是 2000 到 2099 的四位数字。")
        return int(self.path["year"])

    @property
    def organ(self) -> str:
        """The organ of the path."""
        return self.path["organ"]

    @property
    def place(self) -> Key:
        """Whose report of which office's year the path names."""
        return Key(self.office, self.year, self.organ)

    def check(self) -> None:
        """Refuse what the route does not take: a filter that is misspelt must not look as if it had held.

        And what no report can be stored under.
        """
        parameters = self.route.parameters
        unknown = [name for name in self.query if name not in parameters]
        if unknown and not self.route.any_query:
            known = f"可用的是 {'、'.join(parameters)}" if parameters else "这个地址不接受参数"
            raise Refused(400, f"没有“{unknown[0]}”这个参数，{known}。")
        if "organ" in self.path:
            self.refuse_impossible(self.organ)
        elif "year" in self.path:
            _ = self.year
        if self.route.page[1]:
            _ = self.limit, self._continued()

    def refuse_impossible(self, organ: str) -> None:
        """Refuse an organ that can have no report, as one that has none: its name would be no key of the table."""
        if not fits_key(organ):
            raise UnknownReport(self.year, organ)

    @property
    def limit(self) -> int:
        """How many items a page has at most."""
        usual, most = self.route.page
        text = self.query.get("limit", str(usual))
        if not re.fullmatch("[0-9]{1,4}", text) or not 1 <= int(text) <= most:
            raise Refused(400, f"limit 应当是 1 到 {most} 的整数。")
        return int(text)

    def cursor(self, pattern: str) -> str | None:
        """The cursor's content, which must look as this route would have written it; None on the first page."""
        content = self._continued()
        if content is not None and not re.fullmatch(pattern, content):
            raise BadCursor
        return content

    def _continued(self) -> str | None:
        """Refused where the cursor was given out for another list, office, order or filter."""
        text = self.query.get("cursor")
        if text is None:
            return None
        try:
            told = base64.b64decode(text.encode("ascii"), b"-_", validate=True).decode()
        except ValueError:
            raise BadCursor from None
        seal, content = told[:_SEAL], told[_SEAL:]
        if seal != self._seal(content):
            raise BadCursor
        return content

    def next(self, content: str) -> str:
        """What `cursor` reads back, where the same is asked for."""
        return base64.urlsafe_b64encode(f"{self._seal(content)}{content}".encode()).decode("ascii")

    def _seal(self, content: str) -> str:
        """Of what is asked for: it keeps cursors from being mixed up. What they lead to is guarded as any page is."""
        asked = sorted(item for item in self.query.items() if item[0] not in _OF_PAGE)
        return hashlib.sha256(encode([self.route.path, self.path, asked, content])).hexdigest()[
            :_SEAL
        ]

    def page_of(self, newest_first: Sequence[_T]) -> tuple[Sequence[_T], str | None]:
        """A page of a list that grows at its begin alone, and the cursor of the next: how many are left behind it."""
        whole = len(newest_first)
        start = max(0, whole - int(self.cursor("[0-9]{1,6}") or whole))
        stop = start + self.limit
        return newest_first[start:stop], self.next(str(whole - stop)) if stop < whole else None

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


def _said(error: msgspec.ValidationError) -> str:
    """What is wrong with the body: the place and the field that msgspec names, where it does; the rest is English."""
    text = str(error)
    place = re.search(r"at `\$\.?([^`]*)`", text)
    names = re.search(r"field `([^`]*)`", text)
    found = [match[1] for match in (place, names) if match and match[1]]
    if not found:
        return "请求正文应当是一个 JSON 对象，内容见 /openapi.json。"
    return f"请求正文的内容不合要求（{'，'.join(found)}），应有的内容见 /openapi.json。"
