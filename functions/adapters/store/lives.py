"""The life of an organ's report in the table: what happened to it, and how it stands after it.

What happened is an item each in the organ's partition. How the report stands follows from all of it
(`gouji.season.life`) and is kept in the partition of the office's year. Both are written in one transaction, on the
condition that nothing else happened since it was read; else it is read again. So the end is the same in whatever
order things happen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct, convert
from msgspec.structs import asdict, replace

from functions.adapters.store.items import (
    ACCEPTED,
    CURRENT,
    DECISION,
    DELETION,
    MESSAGE,
    RECORD,
    SUMMARY,
    UPLOAD,
    DecisionItem,
    DeletionItem,
    FiguresItem,
    MessageItem,
    RecordItem,
    SketchItem,
    SummaryItem,
    UploadItem,
    organ_partition,
    sketch_partition,
    year_partition,
)
from functions.adapters.store.table import ABSENT, Condition, Table, pauses
from gouji.report import Key
from gouji.season.life import Life, Record

if TYPE_CHECKING:
    from functions.adapters.store.results import Packed, Results
    from functions.adapters.store.table import Write

_T = TypeVar("_T")


class Known(Struct, frozen=True, dict=True):
    """What is known to have happened to a report, as of a revision of how it stands.

    `messages`: what the organ was sent, on which nothing hangs.
    """

    revision: int = 0
    uploads: Mapping[str, UploadItem] = {}
    decisions: tuple[DecisionItem, ...] = ()
    deletions: tuple[DeletionItem, ...] = ()
    messages: tuple[MessageItem, ...] = ()

    @cached_property
    def life(self) -> Life:
        """All of it, in order."""
        return Life(
            (item.submission for item in self.uploads.values()),
            (item.decision for item in self.decisions),
            self.deletions,
        )

    @property
    def newest_first(self) -> list[UploadItem]:
        """All uploads, the newest first."""
        return [self.uploads[each.upload_id] for each in reversed(self.life.uploads)]

    def with_upload(self, item: UploadItem) -> Known:
        """The same with an upload, new or as it is now."""
        return replace(self, uploads={**self.uploads, item.upload_id: item})

    def with_decision(self, item: DecisionItem) -> Known:
        """The same with one more decision."""
        return replace(self, decisions=(*self.decisions, item))

    def with_deletion(self, item: DeletionItem) -> Known:
        """The same with one more deletion."""
        return replace(self, deletions=(*self.deletions, item))


class Change(Struct, frozen=True):
    """What is to be written of what happened, what is then known, and the answer to who asked.

    `packed`: what is kept, for the office's year, of uploads that are judged by it.
    """

    writes: Sequence[Write]
    known: Known
    packed: Mapping[str, Packed] = {}


class Contended(Exception):
    """Others kept writing to the same report; it may be tried again."""


class Lives:
    """What happened to reports, and how they stand."""

    def __init__(self, table: Table, results: Results) -> None:
        self._table = table
        self._results = results

    def change(
        self,
        place: Key,
        changed: Callable[[Known], Change | None],
        seen: Known | None = None,
    ) -> Known:
        """Write what happened, and how the report stands then; returns what is known after it.

        `changed` says what to write by what is known; None where there is nothing to write. It is asked again as long
        as others write in between. `seen`: what was known before, if it was asked for. Contended after many times.
        """
        for _ in pauses():
            known, seen = seen or self.known(place), None
            change = changed(known)
            if change is None:
                return known
            if not self._table.write([*change.writes, *self._follows(place, known, change)]):
                return replace(change.known, revision=known.revision + 1)
        raise Contended

    def known(self, place: Key) -> Known:
        """All that happened to a report. The revision is read first: what happens in between is then noticed."""
        record = self.record(place)
        pk = organ_partition(place.office, place.year, place.organ)
        rows = list(self._table.rows(pk))

        def those(prefix: str, kind: type[_T]) -> list[_T]:
            return [convert(row, kind) for row in rows if str(row["sk"]).startswith(prefix)]

        return Known(
            record.revision if record else 0,
            {item.upload_id: item for item in those(UPLOAD, UploadItem)},
            tuple(those(DECISION, DecisionItem)),
            tuple(those(DELETION, DeletionItem)),
            tuple(those(MESSAGE, MessageItem)),
        )

    def of_year(self, office: str, year: int, records: Sequence[RecordItem]) -> dict[str, Known]:
        """What is known of each of these reports, by organ; of those of one upload, of which most are, all at once.

        Of what happened to these nothing is told beside the upload but what hangs on nobody's decision: they have none
        that waives, and were never sent back.
        """
        keys = {
            record.organ: (organ_partition(office, year, record.organ), f"{UPLOAD}{record.current}")
            for record in records
            if record.current and record.submissions == 1 and not record.returned + record.waived
        }
        rows = self._table.several(keys.values())
        found: dict[str, Known] = {}
        for record in records:
            row = rows.get(keys.get(record.organ, ("", "")))
            if row is None:
                found[record.organ] = self.known(Key(office, year, record.organ))
            else:
                item = convert(row, UploadItem)
                found[record.organ] = Known(record.revision, {item.upload_id: item})
        return found

    def uploads(
        self, office: str, year: int, upload_ids: Mapping[str, str]
    ) -> dict[str, UploadItem]:
        """One upload of each of these organs, by organ."""
        keys = {
            organ: (organ_partition(office, year, organ), f"{UPLOAD}{upload_id}")
            for organ, upload_id in upload_ids.items()
        }
        rows = self._table.several(keys.values())
        return {organ: convert(rows[key], UploadItem) for organ, key in keys.items()}

    def record(self, place: Key) -> RecordItem | None:
        """How a report stands; None where nothing ever happened to it."""
        row = self._table.get(year_partition(place.office, place.year), f"{RECORD}{place.organ}")
        return convert(row, RecordItem) if row else None

    def _follows(self, place: Key, before: Known, change: Change) -> Iterator[Write]:
        """How the report stands then, for the office's year."""
        pk = year_partition(place.office, place.year)
        record = change.known.life.record
        about = {name: getattr(record, name) for name in Record.__struct_fields__}
        about |= {"pk": pk, "sk": f"{RECORD}{place.organ}", "revision": before.revision + 1}
        item = convert(about | {"waived": len(record.waived)}, RecordItem)
        yield self._table.put(item, _unchanged(before.revision))
        sk = f"{SUMMARY}{place.organ}"
        if record.current:
            upload = asdict(change.known.uploads[record.current])
            yield self._table.put(convert(upload | {"pk": pk, "sk": sk}, SummaryItem))
        elif before.life.record.current:
            yield self._table.delete(pk, sk)
        yield from self._figures(place, before, change)

    def _figures(self, place: Key, before: Known, change: Change) -> Iterator[Write]:
        """The figures of the current and of the accepted upload, and the sketch of the current, where they are new."""
        pk = year_partition(place.office, place.year)
        was, now = before.life.record, change.known.life.record
        for prefix, old, upload_id in (
            (CURRENT, was.current, now.current),
            (ACCEPTED, was.accepted, now.accepted),
        ):
            if upload_id is None or (upload_id == old and upload_id not in change.packed):
                continue
            found = change.packed.get(upload_id) or self._results.packed(upload_id)
            if found is None:
                continue
            yield self._table.put(
                FiguresItem(pk, f"{prefix}{place.organ}", upload_id, found.figures)
            )
            if prefix == CURRENT and found.sketch:
                yield self._table.put(
                    SketchItem(
                        sketch_partition(place.office, place.year),
                        place.organ,
                        upload_id,
                        found.sketch,
                    )
                )


def _unchanged(revision: int) -> Condition:
    if not revision:
        return ABSENT
    return Condition("#revision = :seen", {"seen": revision})
