"""Read a report's cells and text. State "Parse": ParseRequested -> ReportParsed or ReportScanned. Safe to retry."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from functions.adapters.documents import fetch_upload, store_document
from functions.adapters.logging import correlate, log_verdicts, logger
from functions.adapters.messages import ParseRequested, ReportParsed, ReportScanned
from functions.parse.settings import settings
from gouji.report import ScannedReport, UnreadableReport

if TYPE_CHECKING:
    from gouji.page.drawings import Drawing
    from gouji.page.pictures import Drawn
    from gouji.reading.document import Document


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Raise UnreadableReport, which the workflow catches by name, where the file is no report.

    Of a scan ScannedReport, where that is caught; else ReportScanned is the answer.
    """
    message = ParseRequested.read(event)
    correlate(message.upload.upload_id, execution=message.execution)
    with log_verdicts():
        try:
            return _parsed(message).to_json()
        except ScannedReport:
            if message.catches_scans:
                raise
            logger.info("scanned")
            return ReportScanned(upload=message.upload, execution=message.execution).to_json()


def _parsed(message: ParseRequested) -> ReportParsed:
    upload = message.upload
    if message.refusal:
        raise UnreadableReport(message.refusal)

    # Late: a refused file needs no reader.
    from functions.adapters.shown import keep_shown
    from gouji.reading import limits
    from gouji.reading.files.kinds import kind_of
    from gouji.reading.read import read_blocks, to_blocks
    from gouji.showing import shown_blocks_of

    content = fetch_upload(upload)
    with limits.of_document():
        blocks = to_blocks(content)
        report = read_blocks(blocks, file=upload.file, key=upload.place)
    bucket = settings().document_bucket
    document = store_document(bucket, upload.upload_id, report)
    shown = shown_blocks_of(blocks)
    keep_shown(bucket, upload.upload_id, kind_of(content), shown, lambda: _drawn(content, blocks))
    logger.info("parsed", extra={"cells": len(report.cells)})
    return ReportParsed(upload=upload, execution=message.execution, document=document)


def _drawn(content: bytes, blocks: Document) -> Sequence[Drawn | Drawing]:
    """The pages as a page shows them; without pictures where they cannot be drawn."""
    from gouji.showing import pages_apart

    pages, why = pages_apart(content, blocks.turned_pages)
    if why:
        logger.warning("not all drawn", extra={"why": why[-500:]})
    return pages
