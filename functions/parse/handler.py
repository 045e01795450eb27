"""Read a report's cells and text. State "Parse": ReportIngested -> ReportParsed or ReportScanned. Safe to retry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from functions.adapters.documents import fetch_upload, store_document
from functions.adapters.logging import logger
from functions.adapters.messages import ReportIngested, ReportParsed, ReportScanned
from functions.parse.settings import settings
from gouji.report import ScannedReport, UnreadableReport

if TYPE_CHECKING:
    from gouji.page.drawings import Drawing
    from gouji.page.pictures import Drawn
    from gouji.reading.document import Document

_DRAWING: Final = 10.0  # seconds after which no further page is drawn; one takes a tenth to a half


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Raise UnreadableReport, which the workflow catches by name, where the file is no report."""
    message = ReportIngested.read(event)
    upload = message.upload
    logger.append_keys(upload_id=upload.upload_id, execution=message.execution)
    if message.refusal:
        raise UnreadableReport(message.refusal)

    # Late: a refused file needs no reader.
    from gouji.reading import limits
    from gouji.reading.read import read_blocks, to_blocks

    try:
        content = fetch_upload(upload)
        with limits.of_document():
            blocks = to_blocks(content)
            report = read_blocks(blocks, file=upload.file, key=upload.place)
    except ScannedReport:
        logger.info("scanned")
        return ReportScanned(upload=upload, execution=message.execution).to_json()
    document = store_document(settings().document_bucket, upload.upload_id, report)
    _keep_shown(upload.upload_id, content, blocks)
    logger.info("parsed", extra={"cells": len(report.cells)})
    return ReportParsed(upload=upload, execution=message.execution, document=document).to_json()


def _keep_shown(upload_id: str, content: bytes, blocks: Document) -> None:
    """Keep what a page shows of the document. Whatever of it fails, the report was read."""
    from functions.adapters.shown import Shown, store_shown
    from gouji.reading.files.kinds import kind_of
    from gouji.showing import pages_in, shown_blocks_of

    document = shown_blocks_of(blocks)
    if document is None:
        logger.warning("not shown")
        return
    pages = tuple(_in_time(pages_in(content, blocks)))
    shown = Shown(document, kind_of(content), pages)
    store_shown(settings().document_bucket, upload_id, shown)


def _in_time(pages: Iterable[Drawn | Drawing]) -> Iterator[Drawn | Drawing]:
    """Pages as long as there is time; those before one that cannot be drawn."""
    deadline = monotonic() + _DRAWING
    try:
        for page in pages:
            yield page
            if monotonic() > deadline:
                break
    except Exception:  # noqa: BLE001 - a page without pictures still shows what was read
        logger.exception("not drawn")
