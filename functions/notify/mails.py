"""An upload → the e-mail to its office, with what the store knows about it."""

from __future__ import annotations

from functions.adapters.messages import Upload
from functions.adapters.store import Store
from functions.notify.failed_run import FailedRun
from gouji.result import Result
from gouji.wording.mail import Mail, failure_mail, verdict_mail


def mail_on_verdict(store: Store, upload: Upload) -> Mail:
    """The verdict on an upload. RuntimeError where it is not stored."""
    result = store.result(upload)
    if result is None:
        raise RuntimeError("the verdict is not stored")
    return verdict_mail(
        office=upload.office,
        year=upload.year,
        organ=upload.organ,
        file=upload.file,
        superseded=not store.is_current(upload),
        text_file=_text_file(store, upload, result),
        result=result,
    )


def mail_on_failure(run: FailedRun) -> Mail:
    """That the system could not finish."""
    upload = run.upload
    return failure_mail(
        office=upload.office,
        year=upload.year,
        organ=upload.organ,
        file=upload.file,
        reason=run.cause,
        execution=run.execution,
    )


def _text_file(store: Store, upload: Upload, result: Result) -> str | None:
    """Of a scan: the text document of the same report, if one was handed in."""
    if "recognised" not in result.marks.values():
        return None
    if not (upload.office and upload.year and upload.organ):
        return None
    return store.text_beside(upload.office, upload.year, upload.organ, upload.upload_id)
