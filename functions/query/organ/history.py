"""What happened to an organ's report in a year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from functions.adapters.store import Known, UploadItem
from functions.query import models
from functions.query.request import Request
from functions.query.tables import known_of, opened


def history(request: Request) -> models.EventList:
    """List uploads, verdicts, messages, decisions and deletions, newest first."""
    _, known = known_of(opened(), request)
    # Of one time, what follows from another stands later: as they are given out here.
    found = sorted(_events(known), key=lambda event: datetime.fromisoformat(event.at))[::-1]
    page, more = request.page_of(found)
    return models.EventList(list(page), more)


def _events(known: Known) -> Iterator[models.Event]:
    for upload in known.life.uploads:
        yield from _of_upload(known.uploads[upload.upload_id])
    for decision in known.life.decisions:
        yield models.Event(
            at=decision.at, kind="decided", upload_id=decision.upload_id, decision=decision
        )
    for message in known.messages:
        yield models.Event(
            at=message.at,
            kind="told",
            upload_id=message.upload_id,
            told=message.kind,
            message_id=message.message_id,
        )
    for deletion in known.deletions:
        yield models.Event(
            at=deletion.event_time, kind="deleted", upload_id=deletion.upload_id, key=deletion.key
        )


def _of_upload(item: UploadItem) -> Iterator[models.Event]:
    """What became of an upload, in the order in which it does."""
    event = partial(models.Event, upload_id=item.upload_id, key=item.key)
    yield event(at=item.event_time, kind="uploaded")
    if item.finished_at:
        yield event(
            at=item.finished_at,
            kind="failed" if item.state == "failed" else "judged",
            state=item.state,
            reason=item.reason,
            errors=item.errors,
            warnings=item.warnings,
        )
    if item.told_at and item.told_failure:
        yield event(at=item.told_at, kind="told", told="failure", message_id=item.told_failure)
    if item.told_at and item.told_verdict:
        yield event(at=item.told_at, kind="told", told="verdict", message_id=item.told_verdict)
