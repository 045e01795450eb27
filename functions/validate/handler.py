"""Check a parsed report. State "Validate": ReportParsed or ReportRefused -> ReportValidated. Safe to retry."""

from __future__ import annotations

from typing import Any

from functions.adapters.judging import Judging, judged, refused
from functions.adapters.logging import correlate, logger
from functions.adapters.messages import ReportParsed, ReportRefused, ReportValidated, Upload
from functions.adapters.outdated import recheck_next_year, recheck_outdated
from functions.adapters.store import Judged, Store
from functions.validate.measured import measure
from functions.validate.settings import settings
from gouji.report import OutdatedReport


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Store the verdict on a report, or on a file that is none; have judged again what rests on it.

    Raises OutdatedReport, which the workflow catches by name, where the file is to be read again.
    """
    message: ReportParsed | ReportRefused
    correlate(event["upload"]["upload_id"], execution=event["execution"])
    store = Store(settings().table_name)
    if "error" in event:
        message = ReportRefused.read(event)
        found = refused(message.upload, message.error)
    else:
        message = _parsed(event)
        judging = Judging(store, settings().document_bucket)
        found = judged(message.upload, message.document, judging)
    upload = message.upload
    store.finish(upload, found.result, found.short_name, found.sketch, found.known)
    _judge_again(upload, found, store)
    logger.info("validated", extra={"status": found.result.status})
    measure(upload, found.result)
    return ReportValidated(
        upload=upload,
        execution=message.execution,
        status=found.result.status,
    ).to_json()


def _parsed(event: dict[str, Any]) -> ReportParsed:
    """What Parse answered. OutdatedReport where Parse of an earlier release answered of a scan and did not raise it."""
    if "document" not in event:
        raise OutdatedReport("a scan")
    return ReportParsed.read(event)


def _judge_again(upload: Upload, found: Judged, store: Store) -> None:
    """Next year's report, which this one stands beside; and this one, where what it rests on changed meanwhile."""
    if upload.place is None:
        return
    if found.basis:
        recheck_outdated(store, upload, found.basis)
    if store.is_current(upload):
        recheck_next_year(store, upload.place, upload.upload_id)
