"""What pages show of documents, kept in S3 beside the reports: blocks as read, pages as pictures or drawings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

from msgspec import Struct, ValidationError
from msgspec.structs import replace

from functions.adapters.clients import s3
from functions.adapters.documents import document_key, fetch_json, store_json
from functions.adapters.logging import logger
from gouji.page.drawings import Drawing
from gouji.page.pictures import Drawn
from gouji.reading.document import Block, Document, Grid, GridCell, Paragraph
from gouji.report import Report

FOLDER: Final = "shown/"
_PNG: Final = "image/png"
_AT_ONCE: Final = 8  # pictures under way
_T = TypeVar("_T")


class Shown(Struct, frozen=True):
    """What is shown of a document; `kind` of its file. Its grids have the numbers that places name."""

    document: Document
    kind: str
    pages: Sequence[Drawn | Drawing] = ()


class StoredPage(Struct, frozen=True, omit_defaults=True):
    """A page in points; without a drawing its picture is an object of its own."""

    page: int
    width: float
    height: float
    drawing: Drawing | None = None


class _StoredBlock(Struct, frozen=True, omit_defaults=True):
    """One of the two: JSON does not tell them apart."""

    paragraph: Paragraph | None = None
    grid: Grid | None = None


class Stored(Struct, frozen=True):
    """A document as it is kept. Its pictures lie at `picture_key`."""

    kind: str
    blocks: tuple[_StoredBlock, ...]
    pages: tuple[StoredPage, ...] = ()

    @property
    def document(self) -> Document:
        """Its paragraphs and grids."""
        return Document(tuple(_blocks(self.blocks)))


def store_shown(bucket: str, upload_id: str, shown: Shown) -> None:
    """Keep it, the pictures first: what is told of is there. Writing again writes the same."""

    def put(page: Drawn) -> None:
        key = picture_key(upload_id, page.page)
        s3().put_object(Bucket=bucket, Key=key, Body=page.png, ContentType=_PNG)

    pictures = [page for page in shown.pages if isinstance(page, Drawn)]
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        list(threads.map(put, pictures))
    stored = Stored(
        kind=shown.kind,
        blocks=tuple(_stored(block) for block in shown.document.blocks),
        pages=tuple(_stored_pages(shown.pages)),
    )
    store_json(bucket, _key(upload_id), stored)


def keep_shown(
    bucket: str,
    upload_id: str,
    kind: str,
    document: Document | None,
    pages: Callable[[], Sequence[Drawn | Drawing]],
) -> None:
    """Keep what a page shows of a file of this kind; nothing of one that shows none. `pages`: asked for only then."""
    if document is None:
        logger.warning("not shown")
        return
    store_shown(bucket, upload_id, Shown(document, kind, pages()))


def fetch_shown(bucket: str, upload_id: str) -> Stored | None:
    """What was kept of an upload; None where nothing was, or by a version that kept it in another shape."""
    return _kept(bucket, _key(upload_id), Stored)


def fetch_report(bucket: str, upload_id: str) -> Report | None:
    """The report of an upload as it was read, to be shown; None as above."""
    return _kept(bucket, document_key(upload_id), Report)


def fetch_pages(bucket: str, upload_id: str, stored: Stored) -> tuple[Drawn | Drawing, ...]:
    """The pages with their pictures."""

    def page(of: StoredPage) -> Drawn | Drawing:
        if of.drawing is not None:
            return of.drawing
        found = s3().get_object(Bucket=bucket, Key=picture_key(upload_id, of.page))
        return Drawn(of.page, of.width, of.height, found["Body"].read())

    with ThreadPoolExecutor(_AT_ONCE) as threads:
        return tuple(threads.map(page, stored.pages))


def picture_key(upload_id: str, page: int) -> str:
    """Where the picture of a page is kept."""
    return f"{FOLDER}{upload_id}/{page}.png"


def _kept(bucket: str, key: str, kind: type[_T]) -> _T | None:
    from botocore.exceptions import ClientError

    try:
        return fetch_json(bucket, key, kind)
    except ValidationError:
        logger.warning("outdated document")
    except ClientError as error:
        if error.response["Error"]["Code"] != "NoSuchKey":
            raise
    return None


def _key(upload_id: str) -> str:
    return f"{FOLDER}{upload_id}.json"


def _blocks(stored: Iterable[_StoredBlock]) -> Iterator[Block]:
    for block in stored:
        found = block.paragraph or block.grid
        if found is not None:
            yield found


def _stored(block: Block) -> _StoredBlock:
    if isinstance(block, Paragraph):
        return _StoredBlock(
            paragraph=replace(block, text=_text(block.text), sheet=_text(block.sheet))
        )
    rows = tuple(tuple(map(_cell, row)) for row in block.rows)
    return _StoredBlock(grid=replace(block, rows=rows, sheet=_text(block.sheet)))


def _stored_pages(pages: Iterable[Drawn | Drawing]) -> Iterator[StoredPage]:
    for page in pages:
        drawing = page if isinstance(page, Drawing) else None
        yield StoredPage(page.page, page.width, page.height, drawing)


def _cell(cell: GridCell) -> GridCell:
    text = _text(cell.text)
    return cell if text == cell.text else replace(cell, text=text)


def _text(text: str) -> str:
    """A text that JSON can hold: halves of surrogate pairs are no characters."""
    return text if text.isascii() else text.encode(errors="replace").decode()
