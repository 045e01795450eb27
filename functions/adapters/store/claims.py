"""The right to send a message about an upload: claimed by one run, and remembered once it is sent."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final, Literal

from functions.adapters.store.items import UPLOAD, partition_of
from functions.adapters.store.table import PRESENT, Condition, Table, now

if TYPE_CHECKING:
    from functions.adapters.messages import Upload
    from functions.adapters.store.table import Write

MessageKind = Literal["verdict", "failure"]

# Longer than any function runs with its retries: an unsent claim of this age has no living owner.
CLAIM_LEASE: Final = timedelta(minutes=15)


class Claims:
    """The claims that stand in the upload items of a table."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def claim(self, upload: Upload, kind: MessageKind, owner: str) -> Write:
        """Claim a message: free, one's own, or unsent past the lease; not if it was sent."""
        changes = {f"{kind}_owner": owner, f"{kind}_claimed_at": now()}
        return self._set(upload, changes, PRESENT & _is_free(kind, owner))

    def mark_sent(self, upload: Upload, kind: MessageKind) -> Write:
        """Remember that a message was sent."""
        return self._set(upload, {f"{kind}_sent_at": now()}, PRESENT)

    def _set(self, upload: Upload, changes: dict[str, str], condition: Condition) -> Write:
        sk = f"{UPLOAD}{upload.upload_id}"
        return self._table.update(partition_of(upload), sk, changes, condition)


def _is_free(kind: MessageKind, owner: str) -> Condition:
    stale = (datetime.now(UTC) - CLAIM_LEASE).isoformat(timespec="milliseconds")
    return Condition(
        f"attribute_not_exists(#{kind}_sent_at) AND (attribute_not_exists(#{kind}_owner)"
        f" OR #{kind}_owner = :me OR #{kind}_claimed_at < :stale)",
        {"me": owner, "stale": stale},
    )
