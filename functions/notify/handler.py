"""Tell offices and organs. State "Notify": ReportValidated -> ReportNotified; state "Tell": whatever else is due.

Takes the address's turn, publishes all that is pending in one message, marks it. Safe to retry.
"""

from __future__ import annotations

from typing import Any

from functions.adapters.logging import correlate, logger
from functions.adapters.messages import (
    OWN_FILES,
    MessagesDue,
    ReportNotified,
    ReportValidated,
    RunFailed,
    Upload,
)
from functions.adapters.metrics import FAILURES, write
from functions.adapters.store import Address, Store, Wait
from functions.notify.failed_run import FailedRun
from functions.notify.settings import settings
from functions.notify.turns import InDoubt, tell
from gouji.report import Key


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """A message with `wait` comes back after so many seconds."""
    store = Store(settings().table_name)
    correlate(execution=event["execution"])
    if "upload" in event:
        return _notified(store, ReportValidated.read(event))
    if "event" in event:
        return _failed(store, RunFailed.read(event))
    return _due(store, MessagesDue.read(event))


def _notified(store: Store, message: ReportValidated) -> dict[str, Any]:
    """Tell of an upload, unless another run did: alone, or with all that came in meanwhile."""
    upload, execution = message.upload, message.execution
    correlate(upload.upload_id, execution=execution)
    item = store.upload(upload)
    if item is None or item.told_verdict:
        return ReportNotified(upload, execution, item.told_verdict if item else None).to_json()
    turn = tell(store, Address.of(upload), execution)
    item = store.upload(upload)
    told = item.told_verdict if item else None
    is_queued = item is not None and item.queued == "verdict"
    if is_queued and told is None and _is_left(store, Address.of(upload), turn):
        return ReportValidated(upload, execution, message.status, _seconds(turn)).to_json()
    return ReportNotified(upload, execution, told).to_json()


def _is_left(store: Store, address: Address, turn: Wait | None) -> bool:
    """Whether what is queued, and not marked as told, is still to be told; it leaves the outbox where it is marked.

    `turn`: what came of the run's own. InDoubt where another run put it aside: it is for that run to be redriven.
    """
    if turn or store.outbox.pending(address):
        return True
    if address.is_nobodys:  # perhaps nobody heard of it, so nothing says that it was told
        return False
    raise InDoubt(address.office)


def _failed(store: Store, message: RunFailed) -> dict[str, Any]:
    """Tell that a run failed, where it was an upload's."""
    run = FailedRun.of(message.event["detail"])
    upload = run.upload
    place = upload.place if upload else None
    if upload and place and place.organ == OWN_FILES and not upload.is_of_no_one:
        return _own_file_failed(store, upload, place, run, message.execution)
    if upload is None or upload.is_no_report:
        logger.error("a run failed that told of no report", extra={"failed": run.execution})
        return MessagesDue("-", message.execution).to_json()
    correlate(upload.upload_id, execution=message.execution, failed=run.execution)
    if store.fail(upload, run.execution, run.cause):
        logger.error("failed", extra={"cause": run.cause})
        write({FAILURES: 1})
    return _due(store, MessagesDue(Address.of(upload).office, message.execution))


def _own_file_failed(
    store: Store, upload: Upload, place: Key, run: FailedRun, execution: str
) -> dict[str, Any]:
    """Tell that an office's own file could not be taken up."""
    from gouji.season.office import kind_of_file  # late: it is needed for nothing else

    correlate(upload.upload_id, execution=execution, failed=run.execution)
    is_new = store.office_files.fail(
        (place.office, place.year),
        kind_of_file(upload.file),
        upload.file,
        upload.upload_id,
        reason=run.cause,
        execution=run.execution,
    )
    if is_new:
        logger.error("failed", extra={"cause": run.cause})
    return _due(store, MessagesDue(place.office, execution))


def _due(store: Store, message: MessagesDue) -> dict[str, Any]:
    """Tell an address what there is, a message a turn."""
    address = Address(message.office, message.organ)
    turn = tell(store, address, message.execution)
    is_left = store.outbox.pending(address) or store.outbox.is_aside(address, message.execution)
    wait = _seconds(turn) if is_left else None
    return MessagesDue(message.office, message.execution, message.organ, wait).to_json()


def _seconds(told: Wait | None) -> int:
    """How long to wait for the next turn: no longer than turns are apart, for another's ends sooner than it may."""
    pace = max(1, settings().seconds_between_messages)
    return min(told.seconds, pace + 1) if told else pace
