"""Summaries: the current upload of each organ of an office's year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec import convert

from functions.adapters.store.items import SUMMARY, SummaryItem, outcome, year_partition
from functions.adapters.store.table import Condition, Table, now

if TYPE_CHECKING:
    from functions.adapters.messages import Upload
    from functions.adapters.store.table import Write
    from gouji.report import Key
    from gouji.result import Counts
    from gouji.season.submission import State


@dataclass(frozen=True, slots=True)
class Page:
    """Summaries, and the sort key to go on after; None at the end."""

    items: list[SummaryItem]
    after: str | None


class Summaries:
    """The summary items of a table."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def move(self, place: Key, upload: Upload) -> Write:
        """Make an upload the current one, where it is newer than the one that is."""
        item = SummaryItem(
            pk=year_partition(place.office, place.year),
            sk=f"{SUMMARY}{place.organ}",
            upload_id=upload.upload_id,
            office=place.office,
            year=place.year,
            organ=place.organ,
            key=upload.key,
            order=upload.order,
            event_time=upload.event_time,
            state="received",
            received_at=now(),
        )
        return self._table.put(item, _is_newer(upload))

    def set(
        self, place: Key, upload_id: str, state: State, reason: str | None, counts: Counts | None
    ) -> Write:
        """Record the verdict on the current upload, or its failure, where it still is the current one."""
        return self._table.update(
            year_partition(place.office, place.year),
            f"{SUMMARY}{place.organ}",
            outcome(state, reason, counts),
            Condition("#upload_id = :upload", {"upload": upload_id}),
        )

    def get(self, office: str, year: int, organ: str) -> SummaryItem | None:
        """The current upload of one organ."""
        row = self._table.get(year_partition(office, year), f"{SUMMARY}{organ}")
        return convert(row, SummaryItem) if row else None

    def page(self, office: str, year: int, limit: int, after: str | None) -> Page:
        """Those of an office's year in the order of organs, `limit` at most, after a sort key."""
        rows, last = self._table.page(
            year_partition(office, year), SUMMARY, limit=limit, after=after
        )
        return Page([convert(row, SummaryItem) for row in rows], last)


def _is_newer(upload: Upload) -> Condition:
    """Newer than the current one: of one key by sequencer, between keys by time, then by key."""
    return Condition(
        "attribute_not_exists(#pk) OR (#key = :key AND #order < :order)"
        " OR (#key <> :key AND #event_time < :time)"
        " OR (#key <> :key AND #event_time = :time AND #key < :key)",
        {"key": upload.key, "order": upload.order, "time": upload.event_time},
    )
