"""Uploads: each that was registered, with its owner and its state."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from msgspec import convert
from msgspec.structs import asdict

from functions.adapters.store.items import UPLOAD, UploadItem, outcome, partition_of
from functions.adapters.store.table import ABSENT, PRESENT, Condition, Table, Value, now
from gouji.codec import encode
from gouji.result import Result, counts
from gouji.season.life import Open, standing_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from functions.adapters.messages import Upload
    from functions.adapters.store.table import Write


class Uploads:
    """The upload items of a table."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def register(self, upload: Upload, execution: str) -> tuple[UploadItem, Write]:
        """Record an upload that is not recorded."""
        item = UploadItem(
            **upload.to_json(),
            pk=partition_of(upload),
            sk=f"{UPLOAD}{upload.upload_id}",
            order=upload.order,
            execution=execution,
            state="received",
            received_at=now(),
        )
        return item, self._table.put(item, ABSENT)

    def move(self, upload: Upload, before: UploadItem, after: UploadItem) -> Write:
        """Record what became of an upload, if nobody put another message about it into the outbox since."""
        was, will = asdict(before), asdict(after)
        changes = {name: value for name, value in will.items() if value != was[name]}
        seen = Condition("attribute_not_exists(#queued)")
        if before.queued:
            seen = Condition("#queued = :seen", {"seen": before.queued})
        return self._update(upload, changes or {"state": after.state}, PRESENT & seen)

    def mark_told(self, upload: Upload, kind: str, message_id: str) -> Write:
        """Record in which message the office was told of a verdict or a failure."""
        return self._update(upload, {"told_at": now(), f"told_{kind}": message_id}, PRESENT)

    def get(self, upload: Upload) -> UploadItem | None:
        """The item of an upload."""
        row = self._table.get(partition_of(upload), f"{UPLOAD}{upload.upload_id}")
        return convert(row, UploadItem) if row else None

    def _update(
        self, upload: Upload, changes: Mapping[str, Value | None], condition: Condition
    ) -> Write:
        sk = f"{UPLOAD}{upload.upload_id}"
        return self._table.update(partition_of(upload), sk, changes, condition)


def verdict_on(result: Result) -> dict[str, Any]:
    """What an upload says once there is a verdict on it."""
    said = outcome(result.status, result.reason, counts(result))
    return said | {"findings": encode(_open(result)).decode()}


def failure(reason: str) -> dict[str, Any]:
    """What an upload says where the system could not finish."""
    return outcome("failed", reason, None)


def text_among(uploads: Iterable[UploadItem], upload_id: str) -> UploadItem | None:
    """The newest other upload that is no scan, so far as is known; None if there is none."""
    return next(
        (
            item
            for item in uploads
            if item.upload_id != upload_id
            and not item.recognised
            and standing_of(item.state) not in {"unreadable", "failed"}
        ),
        None,
    )


def _open(result: Result) -> tuple[Open, ...]:
    """The errors and warnings of a verdict, by their keys."""
    found: Counter[tuple[str, str]] = Counter()
    for finding in result.findings:
        if finding.severity != "note":
            found[finding.key, finding.severity] += 1 + finding.facts.further
    return tuple(
        convert({"key": key, "severity": severity, "count": count}, Open)
        for (key, severity), count in found.items()
    )
