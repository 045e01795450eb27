"""Web pages saved as one file (.mht, .mhtml) → paragraphs and grids."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from email import message_from_binary_file
from email.message import Message
from io import BytesIO
from itertools import islice
from typing import Final

from gouji.reading import limits
from gouji.reading.document import Document
from gouji.reading.files.decoding import decode
from gouji.reading.formats.web.reader import read_html
from gouji.report import UnreadableReport

_NO_PAGE: Final = "网页存档里没有网页正文，请用浏览器另存为“网页，仅 HTML”后重新报送。"
_PAGES: Final = frozenset({"text/html", "application/xhtml+xml"})
_CELL = re.compile(r"<t[dh][\s>]", re.IGNORECASE)
_MAX_PARTS: Final = 2000
_MAX_BOUNDARIES: Final = (
    20_000  # lines that may part them: the parser looks at each again for each level
)
# The parser takes time by the square of a header's parameters.
_TYPE = re.compile(rb"^content-[\w-]{1,30}:[^\n]*(?:\n[ \t][^\n]*)*", re.IGNORECASE | re.MULTILINE)
_LONGEST_HEADER: Final = 4096


def read_mhtml(document: bytes) -> Document:
    """Read the page of the archive; of pages in frames the one with most cells, else the longest.

    Raises UnreadableReport where there is none.
    """
    document = document.lstrip()
    if document.count(b"\n--") > _MAX_BOUNDARIES:
        raise UnreadableReport(limits.TOO_MUCH_TEXT)
    if any(len(header[0]) > _LONGEST_HEADER for header in _TYPE.finditer(document)):
        raise UnreadableReport(_NO_PAGE)
    parts = islice(message_from_binary_file(BytesIO(document)).walk(), _MAX_PARTS)
    pages = [
        content
        for part in parts
        if part.get_content_type() in _PAGES
        for content in [_content(part)]
        if content.strip()
    ]
    if not pages:
        raise UnreadableReport(_NO_PAGE)
    return read_html(max(_decoded(pages), key=_weight))


def _decoded(pages: Sequence[bytes]) -> list[str]:
    """The pages as text: what a part's header says of its encoding may lie, the bytes decide. One may be damaged."""
    texts = []
    for page in pages:
        with suppress(UnreadableReport):
            texts.append(decode(page))
    return texts or [decode(pages[0])]


def _weight(page: str) -> tuple[int, int]:
    return len(_CELL.findall(page)), len(page)


def _content(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""
