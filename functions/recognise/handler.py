"""Read a scan by character recognition. State "Recognise": ReportScanned -> ReportParsed. Safe to retry."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from functions.adapters.documents import fetch_upload, store_document
from functions.adapters.logging import correlate, log_verdicts, logger
from functions.adapters.messages import ReportParsed, ReportScanned
from functions.recognise.settings import settings

if TYPE_CHECKING:
    from gouji.page.pictures import Drawn
    from gouji.reading.document import Document
    from gouji.reading.scans.ink import Picture

_MOST_PAGES: Final = 80  # that are kept as pictures; a report has three to ten


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Raise UnreadableReport, which the workflow catches by name, where the pictures show no report."""
    message = ReportScanned.read(event)
    correlate(message.upload.upload_id, execution=message.execution)
    with log_verdicts():
        return _parsed(message).to_json()


def _parsed(message: ReportScanned) -> ReportParsed:
    upload = message.upload
    # Late: the model and its engine take a second.
    from gouji.page.scans import drawn_scan
    from gouji.reading import limits
    from gouji.reading.read import read_blocks
    from gouji.reading.scans import reader

    content = fetch_upload(upload)
    pages: list[Drawn] = []

    def look(number: int, picture: Picture) -> None:
        if number <= _MOST_PAGES:
            pages.append(drawn_scan(number, picture))

    with limits.of_document(reader.SECONDS):
        blocks = reader.to_blocks(content, look)
        report = read_blocks(blocks, file=upload.file, key=upload.place)
    document = store_document(settings().document_bucket, upload.upload_id, report)
    _keep_shown(upload.upload_id, content, blocks, pages)
    logger.info("recognised", extra={"cells": len(report.cells)})
    return ReportParsed(upload=upload, execution=message.execution, document=document)


def _keep_shown(upload_id: str, content: bytes, blocks: Document, pages: Sequence[Drawn]) -> None:
    """Keep what a page shows of the scan: its pages as they were looked at, and what was recognised."""
    from functions.adapters.shown import Shown, store_shown
    from gouji.reading.files.kinds import kind_of
    from gouji.showing import shown_blocks_of

    document = shown_blocks_of(blocks)
    if document is None:
        logger.warning("not shown")
        return
    shown = Shown(document, kind_of(content), pages)
    store_shown(settings().document_bucket, upload_id, shown)
