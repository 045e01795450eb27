"""What the functions ask of the table: each call one transaction, or one read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import convert

from functions.adapters.store.claims import Claims, MessageKind
from functions.adapters.store.hints import Hints
from functions.adapters.store.items import (
    FIGURES,
    SUMMARY,
    FiguresItem,
    SummaryItem,
    UploadItem,
    organ_partition,
    partition_of,
    year_partition,
)
from functions.adapters.store.results import Results
from functions.adapters.store.summaries import Page, Summaries
from functions.adapters.store.table import Table
from functions.adapters.store.uploads import Uploads, text_among
from gouji.result import Result, counts

if TYPE_CHECKING:
    from functions.adapters.messages import Upload


class Store:
    """Reads and writes of one table. Throttling and conflicts are raised; conditions are answers."""

    def __init__(self, table: str) -> None:
        self._table = Table(table)
        self._uploads = Uploads(self._table)
        self._summaries = Summaries(self._table)
        self._results = Results(self._table)
        self._claims = Claims(self._table)
        self._hints = Hints(self._table)

    def register(self, upload: Upload, execution: str) -> bool:
        """Register an upload once; True if this execution owns it, as first or by retry.

        The summary moves to the upload if it is the newest; an older one is recorded all the same.
        """
        own = self._uploads.register(upload, execution)
        if upload.place is None:
            failed = self._table.write([own])
        else:
            failed = self._table.write([own, self._summaries.move(upload.place, upload)])
            if failed == {1}:  # a newer upload is the current one
                failed = self._table.write([own])
        return not failed or self.owner(upload) == execution

    def finish(self, upload: Upload, result: Result) -> None:
        """Store the verdict: result and upload, and, where it is the current one, summary and figures."""
        said = result.status, result.reason, counts(result)
        own = [self._results.put(upload, result), self._uploads.finish(upload, *said)]
        if upload.place is None:
            self._require(self._table.write(own))
            return
        current = [
            self._summaries.set(upload.place, upload.upload_id, *said),
            self._results.put_figures(upload.place, upload.upload_id, result),
        ]
        failed = self._table.write([*own, *current])
        if failed == {2}:  # superseded in the meantime
            failed = self._table.write(own)
        self._require(failed)

    def fail(self, upload: Upload, execution: str, reason: str) -> bool:
        """Record that the system could not finish; a verdict that is there already stays.

        True where the office is to be told: not of a duplicate's failure, nor where its verdict was sent.
        """
        if not self.register(upload, execution):
            return False
        own = self._uploads.fail(upload, reason)
        if upload.place is None:
            self._table.write([own])
        else:
            current = self._summaries.set(upload.place, upload.upload_id, "failed", reason, None)
            if self._table.write([own, current]) == {1}:  # superseded in the meantime
                self._table.write([own])
        item = self.upload(upload)
        return item is None or item.verdict_sent_at is None

    def claim(self, upload: Upload, kind: MessageKind, owner: str) -> bool:
        """Claim the right to send a message: free, one's own, or unsent past the lease; not if sent."""
        return not self._table.write([self._claims.claim(upload, kind, owner)])

    def mark_sent(self, upload: Upload, kind: MessageKind) -> None:
        """Remember that a message was sent."""
        self._require(self._table.write([self._claims.mark_sent(upload, kind)]))

    def upload(self, upload: Upload) -> UploadItem | None:
        """The upload as registered; None where it is not."""
        return self._uploads.get(upload)

    def owner(self, upload: Upload) -> str | None:
        """The execution that registered an upload; None where it is not registered."""
        item = self.upload(upload)
        return item.execution if item else None

    def uploads(self, office: str, year: int, organ: str) -> list[UploadItem]:
        """Every upload of one organ and year, newest first."""
        return self._uploads.of(office, year, organ)

    def text_beside(self, office: str, year: int, organ: str, upload_id: str) -> str | None:
        """The key of an organ's newest other upload that is no scan, so far as is known; None if there is none."""
        return text_among(self.uploads(office, year, organ), upload_id)

    def owns_hint(self, upload: Upload, text: str) -> bool:
        """Whether the message of this upload is the one of its office's year that has this hint."""
        place = upload.place
        return place is not None and not self._table.write(
            [self._hints.claim(place, text, upload.upload_id)]
        )

    def summary(self, office: str, year: int, organ: str) -> SummaryItem | None:
        """The current upload of one organ: id, state, counts, key."""
        return self._summaries.get(office, year, organ)

    def is_current(self, upload: Upload) -> bool:
        """Whether no newer upload of the same organ is known; a misplaced upload has no rival."""
        place = upload.place
        if place is None:
            return True
        summary = self.summary(place.office, place.year, place.organ)
        return summary is None or summary.upload_id == upload.upload_id

    def summaries(self, office: str, year: int, limit: int, after: str | None) -> Page:
        """The summaries of an office's year in the order of organs, `limit` at most, after a sort key."""
        return self._summaries.page(office, year, limit, after)

    def year(self, office: str, year: int) -> Iterator[SummaryItem | FiguresItem]:
        """Every summary and every figures item of an office's year."""
        for row in self._table.rows(year_partition(office, year)):
            if str(row["sk"]).startswith(SUMMARY):
                yield convert(row, SummaryItem)
            elif str(row["sk"]).startswith(FIGURES):
                yield convert(row, FiguresItem)

    def result(self, upload: Upload) -> Result | None:
        """The result of one upload."""
        return self._results.get(partition_of(upload), upload.upload_id)

    def current_result(self, office: str, year: int, organ: str, upload_id: str) -> Result | None:
        """The result of one upload of an organ, by the id that its summary names."""
        return self._results.get(organ_partition(office, year, organ), upload_id)

    @staticmethod
    def _require(failed: set[int]) -> None:
        if failed:
            raise RuntimeError("an upload that is not registered cannot be finished")
