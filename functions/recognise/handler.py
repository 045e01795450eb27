"""Read a scan by character recognition. State "Recognise": ReportScanned -> ReportParsed. Safe to retry."""

from __future__ import annotations

from typing import Any

from functions.adapters.documents import fetch_upload, store_document
from functions.adapters.logging import logger
from functions.adapters.messages import ReportParsed, ReportScanned
from functions.recognise.settings import settings


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Raise UnreadableReport, which the workflow catches by name, where the pictures show no report."""
    message = ReportScanned.read(event)
    upload = message.upload
    logger.append_keys(upload_id=upload.upload_id, execution=message.execution)

    from gouji.reading.scans.reader import read_scan  # late: the model and its engine take a second

    report = read_scan(fetch_upload(upload), file=upload.file, key=upload.place)
    document = store_document(settings().document_bucket, upload.upload_id, report)
    logger.info("recognised", extra={"cells": len(report.cells)})
    return ReportParsed(upload=upload, execution=message.execution, document=document).to_json()
