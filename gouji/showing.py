"""A document as read → what a page shows of it: blocks as places number them, pages as pictures or drawings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from gouji.page.drawings import Drawing, drawing_of
from gouji.page.pictures import Drawn, drawn_pages
from gouji.reading import limits
from gouji.reading.document import Document
from gouji.reading.files.kinds import kind_of
from gouji.reading.formats.ofd import pages_of
from gouji.reading.formats.zipped import report_in
from gouji.reading.read import as_read
from gouji.report import UnreadableReport


class Seen(Struct, frozen=True):
    """A document, its grids numbered as places have them, and its pages."""

    document: Document | None = None
    pages: Sequence[Drawn | Drawing] = ()


def seen(content: bytes, document: Document | None) -> Seen:
    """The document and its pages; nothing of a file that did not open."""
    shown = shown_blocks_of(document) if document else None
    if document is None or shown is None:
        return Seen()
    return Seen(shown, tuple(pages_in(content, document)))


def shown_blocks_of(document: Document) -> Document | None:
    """The document with the numbers that places name; None where that takes too long."""
    try:
        with limits.of_document():
            return as_read(document)
    except UnreadableReport:
        return None


def has_pages(content: bytes) -> bool:
    """Whether a file is of a kind that has pages."""
    return kind_of(_inner(content)) in {"pdf", "ofd"}


def pages_in(content: bytes, document: Document) -> Iterator[Drawn | Drawing]:
    """The pages of a file that has any, one after the other."""
    inner = _inner(content)
    kind = kind_of(inner)
    if kind == "pdf":
        yield from drawn_pages(inner, document.turned_pages)
    elif kind == "ofd":
        yield from map(drawing_of, pages_of(inner))


def _inner(content: bytes) -> bytes:
    return report_in(content) if kind_of(content) == "zip" else content
