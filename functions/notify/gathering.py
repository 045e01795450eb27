"""A batch of the outbox → the one message that tells it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from functions.adapters.messages import Upload
from functions.adapters.store import Batch, Pending, Store
from functions.notify.links import page_of, page_of_year
from functions.notify.mails import (
    line_of,
    mail_on_failure,
    mail_on_office_file,
    mail_on_return,
    mail_on_verdict,
)
from gouji.codec import decode
from gouji.wording.gathered import gathered_mail
from gouji.wording.mail import Mail, closing_of

# The gravest first.
_GRAVITY: Final = ("failed", "unreadable", "incomplete", "flagged", "passed")


@dataclass(frozen=True, slots=True)
class Message:
    """An e-mail, what filter policies see of it, and what it ends with."""

    mail: Mail
    attributes: dict[str, str | None]
    closing: str = ""


def message_of(store: Store, batch: Batch) -> Message:
    """Compose what tells a batch. RuntimeError where what it tells of is not stored."""
    uploads = _uploads(batch)
    if len(uploads) > 1:
        return _gathered(store, batch.id, uploads)
    member = next(iter(uploads.values()), batch.members[0])
    mail, status = _alone(store, member)
    version = None
    if member.tells_of_upload:
        upload = _upload(member)
        version = upload.upload_id, upload.version_id
    closing = closing_of(batch.id, page_of(member), version)
    return Message(mail, _attributes(batch.id, member, member.kind, status), closing)


def _uploads(batch: Batch) -> dict[str, Pending]:
    """What is told of each upload; where a run failed and was taken up again, the verdict."""
    told: dict[str, Pending] = {}
    for member in batch.members:
        if member.tells_of_upload and member.upload_id:
            told[member.upload_id] = member
    return told


def _alone(store: Store, member: Pending) -> tuple[Mail, str | None]:
    match member.kind:
        case "verdict":
            return mail_on_verdict(store, _upload(member), member.short_name)
        case "failure":
            return mail_on_failure(store, _upload(member)), "failed"
        case "returned":
            return mail_on_return(store, member), None
        case "settings":
            return mail_on_office_file(member), None
        case _:
            return decode((member.about or "").encode(), Mail), None


def _gathered(store: Store, message_id: str, uploads: dict[str, Pending]) -> Message:
    lines = [line_of(store, _upload(member), member.short_name) for member in uploads.values()]
    first = next(iter(uploads.values()))
    gravest = min((line.state for line in lines), key=_GRAVITY.index)
    years = {member.year for member in uploads.values()}
    attributes = _attributes(message_id, first, "gathered", gravest)
    attributes["organ"] = None
    if len(years) > 1:
        attributes["year"] = None
    closing = closing_of(
        message_id, page_of_year(first.office, years.pop() if len(years) == 1 else None)
    )
    return Message(gathered_mail(first.office, lines), attributes, closing)


def _attributes(
    message_id: str, member: Pending, kind: str, status: str | None
) -> dict[str, str | None]:
    return {
        "id": message_id,
        "office": None if member.office == "-" else member.office,
        "year": str(member.year) if member.year else None,
        "organ": member.organ,
        "status": status,
        "audience": "organ" if member.kind in {"returned", "reminder"} else "office",
        "kind": kind,
    }


def _upload(member: Pending) -> Upload:
    return decode((member.about or "").encode(), Upload)
