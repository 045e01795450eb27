"""One message, once: claimed, published, marked as sent."""

from __future__ import annotations

from functions.adapters.logging import logger
from functions.adapters.messages import Upload
from functions.adapters.store import MessageKind, Store
from functions.adapters.topic import publish
from functions.notify.settings import settings
from gouji.wording.mail import Mail


def send_once(
    store: Store, upload: Upload, mail: Mail, kind: MessageKind, *, status: str, owner: str
) -> str | None:
    """Send unless another run does; returns the message's id, or None.

    Only a publish whose answer was lost is repeated, with the same id.
    """
    if not store.claim(upload, kind, owner):
        logger.info("told by another run", extra={"kind": kind})
        return None
    message_id = f"{upload.upload_id}-{kind}"
    attributes = {
        "id": message_id,
        "office": upload.office,
        "year": str(upload.year) if upload.year else None,
        "organ": upload.organ,
        "status": status,
    }
    publish(settings().topic_arn, mail, attributes)
    store.mark_sent(upload, kind)
    logger.info("told", extra={"kind": kind, "status": status})
    return message_id
