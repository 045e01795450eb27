"""Uploads: each that was registered, with its owner and its state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import convert

from functions.adapters.store.items import (
    UPLOAD,
    UploadItem,
    organ_partition,
    outcome,
    partition_of,
)
from functions.adapters.store.table import ABSENT, PRESENT, Condition, Table, now
from gouji.season.submission import in_order, standing_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from functions.adapters.messages import Upload
    from functions.adapters.store.table import Write
    from gouji.result import Counts
    from gouji.season.submission import State

_UNFINISHED: Final = PRESENT & Condition("#state = :received", {"received": "received"})


class Uploads:
    """The upload items of a table."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def register(self, upload: Upload, execution: str) -> Write:
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
        return self._table.put(item, ABSENT)

    def finish(self, upload: Upload, state: State, reason: str | None, counts: Counts) -> Write:
        """Record the verdict on an upload."""
        return self._set(upload, outcome(state, reason, counts), PRESENT)

    def fail(self, upload: Upload, reason: str) -> Write:
        """Record that an upload could not be finished; a verdict that is there stays."""
        return self._set(upload, outcome("failed", reason, None), _UNFINISHED)

    def get(self, upload: Upload) -> UploadItem | None:
        """The item of an upload."""
        row = self._table.get(partition_of(upload), f"{UPLOAD}{upload.upload_id}")
        return convert(row, UploadItem) if row else None

    def of(self, office: str, year: int, organ: str) -> list[UploadItem]:
        """Every upload of one organ and year, newest first."""
        rows = self._table.rows(organ_partition(office, year, organ), UPLOAD)
        return in_order(convert(row, UploadItem) for row in rows)[::-1]

    def _set(
        self, upload: Upload, changes: dict[str, str | int | bytes | None], condition: Condition
    ) -> Write:
        sk = f"{UPLOAD}{upload.upload_id}"
        return self._table.update(partition_of(upload), sk, changes, condition)


def text_among(uploads: Iterable[UploadItem], upload_id: str) -> str | None:
    """The key of the newest other upload that is no scan, so far as is known; None if there is none."""
    return next(
        (
            item.key
            for item in uploads
            if item.upload_id != upload_id
            and not item.recognised
            and standing_of(item.state) not in {"unreadable", "failed"}
        ),
        None,
    )
