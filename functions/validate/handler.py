"""Check a parsed report. State "Validate": ReportParsed or ReportRefused -> ReportValidated. Safe to retry."""

from __future__ import annotations

from typing import Any

from functions.adapters.documents import fetch_document
from functions.adapters.logging import logger
from functions.adapters.messages import ReportParsed, ReportRefused, ReportValidated
from functions.adapters.store import Store
from functions.validate.context import context_of
from functions.validate.settings import settings
from gouji.judging.judge import judge, unreadable
from gouji.judging.sketching import sketch_of
from gouji.result import Result, result_of
from gouji.season.roster import short_name_of
from gouji.season.sketch import Sketch


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Store the verdict on a report, or on a file that is none."""
    message: ReportParsed | ReportRefused
    short_name = sketch = None
    logger.append_keys(upload_id=event["upload"]["upload_id"], execution=event["execution"])
    if "error" in event:
        message = ReportRefused.read(event)
        result = result_of(message.upload.key, None, unreadable(message.error))
    else:
        message = ReportParsed.read(event)
        result, short_name, sketch = _judged(message)
    upload = message.upload
    Store(settings().table_name).finish(upload, result, short_name, sketch)
    logger.info("validated", extra={"status": result.status})
    return ReportValidated(
        upload=upload,
        execution=message.execution,
        status=result.status,
    ).to_json()


def _judged(message: ReportParsed) -> tuple[Result, str | None, Sketch]:
    """The result, the organ's short name on the roster, and the report in small."""
    bucket = settings().document_bucket
    report = fetch_document(bucket, message.document)
    context = context_of(message.upload, report, Store(settings().table_name), bucket)
    short_name = short_name_of(context.roster, context.key.organ) if context.key else None
    result = result_of(message.upload.key, report, judge(report, context))
    return result, short_name, sketch_of(report, context)
