"""What a file may ask of us, checked before it is opened and while it is read. A limit that is hit is a result.

The numbers are some twenty times what the largest real report needs; they bound memory as well.
"""

from __future__ import annotations

from contextvars import ContextVar
from time import monotonic
from typing import Final

from gouji.report import UnreadableReport

MAX_BYTES: Final = 50 * 1024 * 1024
MAX_UNZIPPED: Final = 200 * 1024 * 1024  # of one package
MAX_RATIO: Final = 300  # unzipped to zipped bytes; a table's XML reaches 60
MAX_MEMBERS: Final = 5000  # files in one package
MAX_PAGES: Final = 300
MAX_DEPTH: Final = 200  # elements within elements
MAX_CELLS: Final = 200_000
MAX_GLYPHS: Final = 2_000_000
SECONDS: Final = 20.0  # for a whole document; a scan has its own allowance

_SPLIT: Final = "请只保留年度报告本身，重新导出后报送。"
_deadline: ContextVar[float] = ContextVar("deadline", default=float("inf"))


def start(seconds: float = SECONDS) -> None:
    """Begin to count the time of one document."""
    _deadline.set(monotonic() + seconds)


def check_time() -> None:
    """Raise UnreadableReport once the document has taken too long; call it for each page, table or row."""
    if monotonic() > _deadline.get():
        raise UnreadableReport("文件过于复杂，未能在限定时间内读完，" + _SPLIT)


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
        raise UnreadableReport("文件里的表格过大，" + _SPLIT)
