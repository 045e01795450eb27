"""A document as read → what a page shows of it: blocks as places number them, pages as pictures or drawings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

from gouji.codec import decode, encode
from gouji.page.drawings import Drawing, drawing_of
from gouji.page.pictures import Drawn, drawn_pages
from gouji.reading import limits
from gouji.reading.apart import ReaderFailed, apart
from gouji.reading.document import Document
from gouji.reading.files.kinds import kind_of
from gouji.reading.formats.ofd import pages_of
from gouji.reading.formats.zipped import report_in
from gouji.reading.read import as_read
from gouji.report import UnreadableReport

_SECONDS: Final = 15.0  # after which no further page is drawn; one takes a tenth of a second
_Turned = dict[int, int]


class _Told(Struct, frozen=True, omit_defaults=True):
    """A page between two processes: one of the two."""

    drawn: Drawn | None = None
    drawing: Drawing | None = None


class Seen(Struct, frozen=True):
    """A document, its grids numbered as places have them, and its pages."""

    document: Document | None = None
    pages: Sequence[Drawn | Drawing] = ()


def seen(content: bytes, document: Document | None) -> Seen:
    """The document and its pages; nothing of a file that did not open."""
    shown = shown_blocks_of(document) if document else None
    if document is None or shown is None:
        return Seen()
    return Seen(shown, pages_apart(content, document.turned_pages)[0])


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


def pages_apart(
    content: bytes, turned: Mapping[int, int], seconds: float = _SECONDS
) -> tuple[tuple[Drawn | Drawing, ...], str]:
    """The pages of a file that has any, drawn in a process of its own, as many as there is time for; and why not all.

    Of those before one that takes for ever or ends the process none is lost.
    """
    pages: list[Drawn | Drawing] = []
    if not has_pages(content):
        return (), ""
    try:
        with limits.of_document(seconds):
            for said in apart("gouji.showing:told", content, encode(turned)):
                told = decode(said, _Told)
                pages += filter(None, [told.drawn or told.drawing])
    except (UnreadableReport, ReaderFailed) as error:
        return tuple(pages), str(error)
    return tuple(pages), ""


def told(content: bytes, turned: bytes) -> Iterator[bytes]:
    """Draw the pages in the other process."""
    for page in pages_in(content, Document((), turned_pages=decode(turned, _Turned))):
        told_as = _Told(drawing=page) if isinstance(page, Drawing) else _Told(drawn=page)
        yield encode(told_as)


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
