"""Register an upload and look at its outside. State "Ingest": Object Created -> ReportIngested. Safe to retry.

Object Deleted takes an upload back and ends there.
"""

from __future__ import annotations

from typing import Any

from functions.adapters.documents import fetch_upload
from functions.adapters.logging import correlate, logger
from functions.adapters.messages import (
    IngestRequested,
    ObjectCreated,
    ObjectDeleted,
    ReportIngested,
    Upload,
    UploadIgnored,
)
from functions.adapters.metrics import UPLOADS, write
from functions.adapters.outdated import recheck_taken_back
from functions.adapters.store import Store
from functions.ingest.settings import settings
from gouji.reading.files.kinds import HEAD, refusal
from gouji.report import UnreadableReport

_MISPLACED = (
    "文件放错了位置：应当放在“审核单位/年度/机关名称/”之下，"
    "例如 haishu/2022/海曙区教育局/年报.docx，请按此重新报送。"
)
_OWN_FILE_ASTRAY = (
    "名册和规则设置放错了位置，没有使用：应当放在“审核单位/年度/_settings/”之下，"
    "文件名为 roster.csv、roster.xlsx 或 rules.json，例如 haishu/2022/_settings/rules.json，请按此重新报送。"
)
# What GuardDuty says of a file, where the stack has its uploads scanned (infra/policy/malware.py).
_SCANNED = {
    "THREATS_FOUND": "文件中发现恶意软件，没有打开。请检查制作文件的电脑，重新制作后再报送。",
    "UNSUPPORTED": "文件无法进行恶意软件扫描（例如加了密码），没有打开。请去掉密码或者换一种格式后重新报送。",
}


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Handle one event of the upload bucket."""
    request = IngestRequested.read(event)
    correlate(execution=request.execution)
    if request.event["detail-type"] == "Object Deleted":
        return _deleted(ObjectDeleted.of(request.event))
    upload = ObjectCreated.of(request.event).upload()
    correlate(upload.upload_id, execution=request.execution)
    if upload.is_no_report:
        return _ignored("not a report")
    store = Store(settings().table_name)
    if request.takes_over:
        store.take_over(upload, request.execution)
    if not store.register(upload, request.execution):
        return _ignored("registered by another execution")
    refused = _unclean(request.event) or _refusal(upload)
    logger.info("ingested", extra={"refused": bool(refused)})
    write({UPLOADS: 1})
    return ReportIngested(upload=upload, execution=request.execution, refusal=refused).to_json()


def _deleted(event: ObjectDeleted) -> dict[str, Any]:
    """Take back the upload whose object is gone."""
    if event.place is None:
        return _ignored("no report deleted")
    store = Store(settings().table_name)
    store.delete(event.place, event.deletion)
    recheck_taken_back(store, event.place, event.deletion.order)
    return _ignored("taken back")


def _ignored(reason: str) -> dict[str, Any]:
    logger.info("ignored", extra={"reason": reason})
    return UploadIgnored(reason=reason).to_json()


def _unclean(event: dict[str, Any]) -> str | None:
    """What a scan before Ingest found; None where it found nothing, or none was asked for."""
    tag: dict[str, str] = event.get("tag", {})
    return _SCANNED.get(tag.get("Value", ""))


def _refusal(upload: Upload) -> str | None:
    """Why the file is not worth opening, for its sender; None if it is."""
    if not upload.organ:
        return _OWN_FILE_ASTRAY if upload.is_own_file_astray else _MISPLACED
    if not upload.size:
        return refusal(b"")
    if upload.size > settings().max_upload_bytes:
        limit = settings().max_upload_bytes // (1024 * 1024)
        return f"文件超过 {limit} MB，请删去图片等无关内容后重新报送。"
    try:
        return refusal(fetch_upload(upload, first=HEAD))
    except UnreadableReport as error:
        return str(error)
