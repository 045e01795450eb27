"""Tell the office. State "Notify": ReportValidated -> ReportNotified; and failed runs. Claims, publishes, marks."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from functions.adapters.logging import logger
from functions.adapters.messages import ObjectCreated, ReportNotified, ReportValidated, Upload
from functions.adapters.store import Notice, Store
from functions.adapters.topic import publish
from functions.notify.settings import settings
from gouji.result import Result
from gouji.wording.mail import Mail, failure_mail, verdict_mail

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

_CAUSES = {"FAILED": "处理中反复出错", "TIMED_OUT": "处理超时", "ABORTED": "处理被人为中止"}


def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any] | None:
    """Two triggers: the state of the workflow, and EventBridge's word that a run failed."""
    store = Store(settings().table_name)
    if "detail-type" in event:
        _tell_failure(store, event["detail"], context.aws_request_id)
        return None
    message = ReportValidated.model_validate(event)
    logger.append_keys(upload_id=message.upload.upload_id, execution=message.execution)
    mail = _verdict(store, message.upload)
    sent = _send(
        store,
        message.upload,
        "verdict",
        owner=message.execution,
        mail=mail,
        status=message.status,
    )
    return ReportNotified(
        upload=message.upload, execution=message.execution, message_id=sent
    ).model_dump()


def _verdict(store: Store, upload: Upload) -> Mail:
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


def _text_file(store: Store, upload: Upload, result: Result) -> str | None:
    """Of a scan: the text document of the same report, if one was handed in."""
    if "recognised" not in result.marks.values():
        return None
    if not (upload.office and upload.year and upload.organ):
        return None
    return store.text_beside(upload.office, upload.year, upload.organ, upload.upload_id)


def _tell_failure(store: Store, detail: dict[str, Any], owner: str) -> None:
    upload = ObjectCreated.of(json.loads(detail["input"])).upload()
    execution = detail["executionArn"]
    logger.append_keys(upload_id=upload.upload_id, execution=execution)
    cause = _CAUSES[detail["status"]]
    if detail.get("error"):
        cause += f"（{detail['error']}）"
    if upload.is_office_file or not store.fail(upload, execution, cause):
        return
    mail = failure_mail(
        office=upload.office,
        year=upload.year,
        organ=upload.organ,
        file=upload.file,
        reason=cause,
        execution=execution,
    )
    _send(store, upload, "failure", owner=owner, mail=mail, status="failed")


def _send(
    store: Store, upload: Upload, notice: Notice, *, owner: str, mail: Mail, status: str
) -> str | None:
    """Claim, publish, mark: only a publish whose answer was lost is repeated, with the same id."""
    if not store.claim(upload, notice, owner):
        logger.info("told by another run", extra={"notice": notice})
        return None
    message_id = f"{upload.upload_id}-{notice}"
    attributes = {
        "id": message_id,
        "office": upload.office,
        "year": str(upload.year) if upload.year else None,
        "status": status,
    }
    publish(settings().topic_arn, mail, attributes)
    store.mark_sent(upload, notice)
    logger.info("told", extra={"notice": notice, "status": status})
    return message_id
