"""An upload → the e-mail to its office, with what the store knows about it."""

from __future__ import annotations

from dataclasses import replace

from functions.adapters.messages import ReportValidated, Upload
from functions.adapters.store import Store, UploadItem, text_among
from functions.notify.failed_run import FailedRun
from gouji.result import Result, changes
from gouji.wording.mail import Arrival, Mail, failure_mail, verdict_mail
from gouji.wording.unchecked import of_office

_UNJUDGED = frozenset({"received", "failed", "unreadable"})


def mail_on_verdict(store: Store, message: ReportValidated) -> Mail:
    """The verdict on an upload. RuntimeError where it is not stored."""
    upload = message.upload
    result = store.result(upload)
    if result is None:
        raise RuntimeError("the verdict is not stored")
    place = upload.place
    uploads = store.uploads(place.office, place.year, place.organ) if place else []
    ids = [item.upload_id for item in uploads]
    earlier = uploads[ids.index(upload.upload_id) + 1 :] if upload.upload_id in ids else []
    is_scan = "recognised" in result.marks.values()
    before = _before(store, upload, earlier, result)
    arrival = replace(
        _arrival(upload, message.short_name),
        number=len(earlier) + 1 if place else None,
        superseded=not store.is_current(upload),
        text_file=text_among(uploads, upload.upload_id) if is_scan else None,
        changes=changes(before, result) if before else None,
        rule_names=before.rule_names if before else {},
        lacking=tuple(text for text in of_office(result) if store.owns_hint(upload, text)),
    )
    return verdict_mail(arrival, result)


def mail_on_failure(run: FailedRun) -> Mail:
    """That the system could not finish."""
    return failure_mail(_arrival(run.upload), reason=run.cause, execution=run.execution)


def _arrival(upload: Upload, short_name: str | None = None) -> Arrival:
    """What the upload alone tells."""
    return Arrival(
        file=upload.file,
        office=upload.office,
        year=upload.year,
        organ=upload.organ,
        short_name=short_name,
        at=upload.event_time,
    )


def _before(
    store: Store, upload: Upload, earlier: list[UploadItem], result: Result
) -> Result | None:
    """The result of the upload before, the newest of those that were judged; None beside one that cannot be read."""
    before = next((item for item in earlier if item.state not in _UNJUDGED), None)
    place = upload.place
    if before is None or place is None or result.status == "unreadable":
        return None
    return store.current_result(place.office, place.year, place.organ, before.upload_id)
