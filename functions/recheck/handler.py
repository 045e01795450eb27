"""Judge an office's year again. Safe to retry, to stop and to start again.

State "List": RecheckRequested -> ReportsListed; "Judge", of each: ReportDue -> ReportJudged or, where the file is to be
read first, ReadingDue; "Judge as read": ReportRead -> ReportJudged; "Finish": ReportsListed -> RecheckEnded, which the
run goes on from where it names a next one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from msgspec import UNSET, ValidationError

from functions.adapters.documents import document_key, fetch_json, store_json
from functions.adapters.logging import correlate, logger
from functions.adapters.messages import Upload
from functions.adapters.outdated import in_next_year
from functions.adapters.rechecks import RecheckRequested
from functions.adapters.runs import tell
from functions.adapters.store import Address, Judged, RecheckItem, Store
from functions.adapters.store.table import now
from functions.recheck.messages import (
    ReadingDue,
    RecheckEnded,
    ReportDue,
    ReportJudged,
    ReportRead,
    ReportsListed,
)
from functions.recheck.settings import settings
from gouji.report import Key

if TYPE_CHECKING:
    from functions.adapters.judging import Judging
    from functions.adapters.store.lives import Known

Json = dict[str, Any]


class Unfinished(Exception):
    """Not all that was due could be judged."""


class _ToRead(Exception):
    """An upload is to be read before it can be judged."""

    def __init__(self, upload: Upload) -> None:
        super().__init__(upload.upload_id)
        self.upload = upload


@lru_cache(maxsize=1)
def judging_of(recheck: str, listed: str) -> Judging:
    """What one run of a recheck judges with: what all reports stand beside is fetched and arranged once a process."""
    # Late, as all that judges: a run's list, which it begins with, waits for no rules.
    from functions.adapters.judging import Judging

    return Judging(Store(settings().table_name), settings().document_bucket)


def _judging(due: ReportDue) -> Judging:
    return judging_of(due.recheck, due.listed)


def handler(event: Json, context: object) -> Json:
    """Handle the message of one state, or EventBridge's event that a recheck stopped."""
    correlate()
    for name, handle in _HANDLERS.items():
        if name in event:
            return handle(event)
    return _listed(RecheckRequested.read(event))


def _listed(request: RecheckRequested) -> Json:
    """List what is to be judged again; of a recheck that is done nothing."""
    store = Store(settings().table_name)
    at = now()
    due = [
        ReportDue(request.id, at, request.office, request.year, organ, upload_id, request.reads)
        for organ, upload_id in store.rechecks.due(request.office, request.year, request.organ)
    ]
    place = (request.office, request.year, request.organ)
    item = store.rechecks.begin(request.id, place, request.reason, len(due))
    if item.state == "done":
        due = []
    bucket, name = settings().document_bucket, f"rechecks/{request.id}.json"
    store_json(bucket, name, due)
    logger.info("listed", extra={"recheck": request.id, "reports": len(due)})
    return ReportsListed(request.id, bucket, name).to_json()


def _judged(event: Json) -> Json:
    due = ReportDue.read(event)

    def again(upload: Upload, known: Known) -> Judged | None:
        if due.reads:
            raise _ToRead(upload)
        return _again(due, upload, known)

    try:
        _rejudge(due, again)
    except _ToRead as reading:
        return ReadingDue(due, reading.upload, due.recheck).to_json()
    return ReportJudged().to_json()


def _judged_as_read(event: Json) -> Json:
    from functions.adapters.judging import judged, refused

    message = ReportRead.read(event)

    def again(upload: Upload, known: Known) -> Judged:
        if message.refused is not None:
            return refused(upload, message.refused)
        return judged(upload, document_key(upload.upload_id), _judging(message.due), known)

    _rejudge(message.due, again, is_read=True)
    return ReportJudged().to_json()


def _rejudge(
    due: ReportDue, judge: Callable[[Upload, Known], Judged | None], *, is_read: bool = False
) -> None:
    from gouji.judging.rules.collected import AMONG_OTHERS

    correlate(due.upload_id, recheck=due.recheck)
    rechecks = _judging(due).store.rechecks
    rechecks.rejudge(
        *(due.recheck, due.place, due.upload_id, judge),
        among_others=AMONG_OTHERS,
        is_read=is_read,
    )


def _again(due: ReportDue, upload: Upload, known: Known) -> Judged | None:
    """The verdict on the report as it was read; None on a file that is none, which stays so until it is read again.

    Where the verdict on such a file is gone, nothing but its file can say why it is none.
    """
    from functions.adapters.judging import judged

    judging = _judging(due)
    try:
        if known.uploads[upload.upload_id].state == "unreadable":
            if judging.store.result(upload.upload_id) is None:
                raise _ToRead(upload)
            return None
        return judged(upload, document_key(upload.upload_id), judging, known)
    except ValidationError:  # written before the report had its present shape
        raise _ToRead(upload) from None


def _finished(event: Json) -> Json:
    """Say that all is judged, and tell the office what changed. Raises Unfinished where something is left."""
    listed = ReportsListed.read(event)
    store = Store(settings().table_name)
    item = _known(store, listed.recheck)
    if item.state == "done":
        return _ended(store, item, item.changed)
    done = {(each.organ, each.upload_id) for each in store.rechecks.judged(item.id)}
    due = fetch_json(listed.bucket, listed.list, list[ReportDue])
    left = [each.organ for each in due if (each.organ, each.upload_id) not in done]
    if left:
        raise Unfinished(f"{len(left)} of {len(due)}")
    changes = [(each.organ, each.change) for each in store.rechecks.judged(item.id) if each.change]
    mail = None
    if changes:
        from gouji.wording.rechecked import recheck_mail

        mail = recheck_mail(item.office, item.year, item.reason, item.reports, changes)
    store.rechecks.finish(item, len(changes), mail)
    return _ended(store, item, len(changes))


def _ended(store: Store, item: RecheckItem, changed: int) -> Json:
    _tell(item, "changed")
    logger.info("ended", extra={"recheck": item.id, "changed": changed})
    follows = _next_year(store, item)
    return RecheckEnded(item.id, "done", changed, follows or UNSET).to_json()


def _next_year(store: Store, item: RecheckItem) -> RecheckRequested | None:
    """What is to be judged again because files were read again: next year's reports, which these stand beside."""
    read = {each.organ for each in store.rechecks.judged(item.id) if each.read}
    after = filter(None, (in_next_year(store, Key(item.office, item.year, o)) for o in read))
    organs = {place.organ for place in after}
    if not organs:
        return None
    organ = organs.pop() if len(organs) == 1 else None
    return RecheckRequested(_id_of_next(item.id), item.office, item.year + 1, "previous", organ)


def _id_of_next(recheck: str) -> str:
    return hashlib.sha256(f"{recheck}\nnext".encode()).hexdigest()[:32]


def _failed(event: Json) -> Json:
    """Say that a recheck stopped: what it judged stays, and it goes on where it is started again."""
    from gouji.wording.rechecked import stopped_mail

    detail = event["detail"]
    request = RecheckRequested.read(json.loads(detail["input"]))
    store = Store(settings().table_name)
    place = (request.office, request.year, request.organ)
    item = store.rechecks.get(request.id) or store.rechecks.begin(
        request.id, place, request.reason, 0
    )
    if item.state == "done":  # the run went on with what follows from it, and stopped there
        item = store.rechecks.get(_id_of_next(request.id)) or item
    mail = stopped_mail(item.office, item.year, item.reason, item.id)
    store.rechecks.fail(item, str(detail.get("error") or detail["status"]), mail)
    _tell(item, f"failed-{detail['executionArn']}")
    return RecheckEnded(item.id, "failed").to_json()


def _tell(item: RecheckItem, what: str) -> None:
    if settings().messages_arn:
        tell(Address(item.office), f"{item.id}-{what}")
    else:
        logger.warning("nothing tells of it at once", extra={"recheck": item.id})


def _known(store: Store, recheck: str) -> RecheckItem:
    item = store.rechecks.get(recheck)
    if item is None:
        raise RuntimeError("the recheck was not begun")
    return item


# By what tells a message from the others.
_HANDLERS: Final[dict[str, Callable[[Json], Json]]] = {
    "detail": _failed,
    "due": _judged_as_read,
    "upload_id": _judged,
    "list": _finished,
}
