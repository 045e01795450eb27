"""Tell the office. State "Notify": ReportValidated -> ReportNotified; and failed runs. Claims, publishes, marks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from functions.adapters.logging import logger
from functions.adapters.messages import ReportNotified, ReportValidated
from functions.adapters.store import Store
from functions.notify.failed_run import FailedRun
from functions.notify.mails import mail_on_failure, mail_on_verdict
from functions.notify.sending import send_once
from functions.notify.settings import settings

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext


def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any] | None:
    """Two triggers: the state of the workflow, and EventBridge's word that a run failed."""
    store = Store(settings().table_name)
    if "detail-type" in event:
        _tell_failure(store, FailedRun.of(event["detail"]), context.aws_request_id)
        return None
    message = ReportValidated.read(event)
    upload, execution = message.upload, message.execution
    logger.append_keys(upload_id=upload.upload_id, execution=execution)
    mail = mail_on_verdict(store, message)
    sent = send_once(store, upload, mail, "verdict", status=message.status, owner=execution)
    return ReportNotified(upload=upload, execution=execution, message_id=sent).to_json()


def _tell_failure(store: Store, run: FailedRun, owner: str) -> None:
    upload = run.upload
    logger.append_keys(upload_id=upload.upload_id, execution=run.execution)
    if not upload.is_office_file and store.fail(upload, run.execution, run.cause):
        send_once(store, upload, mail_on_failure(run), "failure", status="failed", owner=owner)
