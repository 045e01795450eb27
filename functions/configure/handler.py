"""Take up an office's own file. Object Created in `_settings/` -> its version in force, and a message. Safe to retry.

Deleting the object takes nothing back: what is in force stays until another file replaces it.
"""

from __future__ import annotations

from typing import Any

from functions.adapters.documents import fetch_upload
from functions.adapters.logging import correlate, logger
from functions.adapters.messages import OWN_FILES, ObjectCreated, Upload
from functions.adapters.office_files import adopt, pass_over, read_office_file
from functions.adapters.store import Store
from functions.configure.settings import settings
from gouji.report import UnreadableReport
from gouji.season.office import FileKind, kind_of_file
from gouji.season.office_files import MOST_BYTES
from gouji.season.submission import Uploaded


def handler(event: dict[str, Any], context: object) -> None:
    """Handle one event of the upload bucket."""
    upload = ObjectCreated.of(event).upload()
    correlate(upload.upload_id)
    if upload.place is None or upload.organ != OWN_FILES or upload.is_of_no_one:
        logger.info("ignored", extra={"reason": "no file of an office's year"})
        return
    kind = kind_of_file(upload.file)
    place = upload.place.office, upload.place.year
    if kind is None:
        pass_over(Store(settings().table_name), place, upload.file, upload.upload_id)
        logger.info("ignored", extra={"reason": "neither roster nor settings"})
        return
    try:
        content = _content(upload)
    except UnreadableReport:  # what replaced it has an event of its own
        logger.info("ignored", extra={"reason": "gone"})
        return
    _adopted(upload, kind, place, content)


def _adopted(upload: Upload, kind: FileKind, place: tuple[str, int], content: bytes) -> None:
    file = read_office_file(kind, upload.file, content)
    put_in = Uploaded(upload.upload_id, upload.key, upload.order, upload.event_time)
    item = adopt(Store(settings().table_name), place, file, put_in).item
    logger.info(
        "adopted" if file.content else "refused", extra={"kind": kind, "version": item.version}
    )


def _content(upload: Upload) -> bytes:
    """The file, or so much that it is seen to be too large. Raises UnreadableReport where it is gone."""
    return fetch_upload(upload, first=MOST_BYTES + 1) if upload.size else b""
