"""What a file may ask of us, checked before it is opened and while it is read. A limit that is hit is a result.

The numbers are some twenty times what the largest real report needs; they bound memory as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic
from typing import Final

from gouji.report import UnreadableReport

MAX_BYTES: Final = 50 * 1024 * 1024
MAX_UNZIPPED: Final = 200 * 1024 * 1024  # of one package
MAX_RATIO: Final = 300  # unzipped to zipped bytes; a table's XML reaches 60
MAX_MEMBERS: Final = 5000  # files in one package
MAX_XML: Final = 32 * 1024 * 1024  # bytes of one part of a package
MAX_TEXT: Final = 3_000_000  # characters of a text or of a web page without its embedded pictures
MAX_ELEMENTS: Final = 1_000_000  # of XML, with attributes; each takes some hundred bytes of memory
MAX_TAGS: Final = (
    60_000  # of a web page; its parser takes time by the square of those that stay open
)
MAX_ATTRIBUTES: Final = 20_000  # of one tag, for the same reason
MAX_PAGES: Final = 300
MAX_DEPTH: Final = 200  # groups within groups of rich text
MAX_CELLS: Final = 200_000  # of all tables together
MAX_GLYPHS: Final = 600_000
MAX_SEGMENTS: Final = 300_000  # pieces of lines drawn on all pages
SECONDS: Final = 20.0  # for a whole document; a scan has its own allowance

_SPLIT: Final = "请只保留年度报告本身，重新导出后报送。"
TABLES_TOO_LARGE: Final = "文件里的表格过大，" + _SPLIT
TOO_MUCH_TEXT: Final = "文件内容过多，" + _SPLIT
TOO_COMPLEX: Final = "文件过于复杂，未能在限定时间和内存内读完，" + _SPLIT
TOO_DEEP: Final = "文件的结构嵌套过深，请用 Word 或 WPS 另存为 .docx 后重新报送。"


class _Allowance:
    """What one document has used up: time until its deadline, and cells."""

    __slots__ = ("cells", "deadline")

    def __init__(self, deadline: float) -> None:
        self.deadline = deadline
        self.cells = 0


_used: ContextVar[_Allowance] = ContextVar("used")


@contextmanager
def of_document(seconds: float = SECONDS) -> Iterator[None]:
    """Count the time and the cells of one document; outside of it nothing is counted."""
    token = _used.set(_Allowance(monotonic() + seconds))
    try:
        yield
    finally:
        _used.reset(token)


def check_time() -> None:
    """Raise UnreadableReport once the document has taken too long; call it for each page, table or row."""
    used = _used.get(None)
    if used is not None and monotonic() > used.deadline:
        raise UnreadableReport(TOO_COMPLEX)


def seconds_left() -> float:
    """What is left of the document's time; outside of any, all that a document has."""
    used = _used.get(None)
    return SECONDS if used is None else used.deadline - monotonic()


def count_cells(cells: int) -> None:
    """Count a row's cells. Raises UnreadableReport where the document has too many, or has taken too long."""
    check_time()
    used = _used.get(None)
    if used is not None:
        used.cells += cells
        check_cells(used.cells)


def check_bytes(size: int) -> None:
    """Raise UnreadableReport where the file as sent is too large."""
    if size > MAX_BYTES:
        raise UnreadableReport(f"文件超过 {MAX_BYTES // 1024 // 1024} MB，" + _SPLIT)


def check_pages(pages: int) -> None:
    """Raise UnreadableReport where a document has too many pages."""
    if pages > MAX_PAGES:
        raise UnreadableReport(f"文件共 {pages} 页，超过 {MAX_PAGES} 页，" + _SPLIT)


def check_cells(cells: int) -> None:
    """Raise UnreadableReport where the tables of a document have too many cells."""
    if cells > MAX_CELLS:
        raise UnreadableReport(TABLES_TOO_LARGE)


def check_text(characters: int) -> None:
    """Raise UnreadableReport where a text is longer than any report."""
    if characters > MAX_TEXT:
        raise UnreadableReport(TOO_MUCH_TEXT)


def check_elements(elements: int, most: int = MAX_ELEMENTS) -> None:
    """Raise UnreadableReport where a page or part has more tags and attributes than any report."""
    if elements > most:
        raise UnreadableReport(TOO_MUCH_TEXT)


def check_drawing(glyphs: int, segments: int) -> None:
    """Raise UnreadableReport where pages hold more characters or lines than any report."""
    if glyphs > MAX_GLYPHS or segments > MAX_SEGMENTS:
        raise UnreadableReport(TOO_MUCH_TEXT)
