"""Read a report's cells and text. State "Parse": ReportIngested -> ReportParsed or ReportScanned. Safe to retry."""

from __future__ import annotations

from typing import Any

from functions.adapters.documents import fetch_upload, store_document
from functions.adapters.logging import logger
from functions.adapters.messages import ReportIngested, ReportParsed, ReportScanned
from functions.parse.settings import settings
from gouji.report import ScannedReport, UnreadableReport


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Raise UnreadableReport, which the workflow catches by name, where the file is no report."""
    message = ReportIngested.read(event)
    upload = message.upload
    logger.append_keys(upload_id=upload.upload_id, execution=message.execution)
    if message.refusal:
        raise UnreadableReport(message.refusal)

    from gouji.reading.read import read  # late: a refused file needs no reader

    try:
        report = read(fetch_upload(upload), file=upload.file, key=upload.place)
    except ScannedReport:
        logger.info("scanned")
        return ReportScanned(upload=upload, execution=message.execution).to_json()
    document = store_document(settings().document_bucket, upload.upload_id, report)
    logger.info("parsed", extra={"cells": len(report.cells)})
    return ReportParsed(upload=upload, execution=message.execution, document=document).to_json()
