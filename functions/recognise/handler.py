"""Read a scan by character recognition. State "Recognise": ReportScanned -> ReportParsed. Safe to retry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from functions.adapters.documents import fetch_upload, store_document
from functions.adapters.logging import correlate, log_verdicts, logger
from functions.adapters.messages import ReportParsed, ReportScanned
from functions.recognise.settings import settings

if TYPE_CHECKING:
    from gouji.page.pictures import Drawn
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
    from functions.adapters.shown import keep_shown
    from gouji.page.scans import drawn_scan
    from gouji.reading import limits
    from gouji.reading.files.kinds import kind_of
    from gouji.reading.read import read_blocks
    from gouji.reading.scans import reader
    from gouji.showing import shown_blocks_of

    content = fetch_upload(upload)
    pages: list[Drawn] = []

    def look(number: int, picture: Picture) -> None:
        if number <= _MOST_PAGES:
            pages.append(drawn_scan(number, picture))

    with limits.of_document(reader.SECONDS):
        blocks = reader.to_blocks(content, look)
        report = read_blocks(blocks, file=upload.file, key=upload.place)
    bucket = settings().document_bucket
    document = store_document(bucket, upload.upload_id, report)
    shown = shown_blocks_of(blocks)
    keep_shown(bucket, upload.upload_id, kind_of(content), shown, lambda: pages)
    logger.info("recognised", extra={"cells": len(report.cells)})
    return ReportParsed(upload=upload, execution=message.execution, document=document)
