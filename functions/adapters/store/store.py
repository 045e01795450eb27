"""What the functions ask of the table: each call one transaction, or one read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final, Literal

from msgspec import convert
from msgspec.structs import replace

from functions.adapters.messages import Upload
from functions.adapters.store.hints import Hints
from functions.adapters.store.items import (
    ACCEPTED,
    CURRENT,
    DELETION,
    MESSAGE,
    RECORD,
    SUMMARY,
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
from functions.adapters.store.lives import Change, Contended, Known, Lives
from functions.adapters.store.mornings import Mornings
from functions.adapters.store.office import Given, OfficeFiles, given_in, keys_of
from functions.adapters.store.outbox import Address, Outbox, Pending
from functions.adapters.store.rechecks import Rechecks
from functions.adapters.store.results import Results
from functions.adapters.store.reviews import Reviews
from functions.adapters.store.seasons import Seasons
from functions.adapters.store.summaries import Page, Summaries, summary_key
from functions.adapters.store.table import Table, now
from functions.adapters.store.uploads import Uploads, failure, verdict_on
from gouji.codec import decode, encode
from gouji.report import Key
from gouji.season.life import Decision, Deletion, Life, Reviewer

if TYPE_CHECKING:
    from functions.adapters.store.idempotency import Repeated
    from functions.adapters.store.table import Write
    from gouji.result import Result
    from gouji.season.decisions import Request
    from gouji.season.office import Office
    from gouji.season.sketch import Sketch
    from gouji.season.totals import Figures

_Told = Literal["verdict", "failure"]


class Unregistered(Exception):
    """An upload that is not registered cannot be finished."""


class Store:
    """Reads and writes of one table. Throttling and conflicts are raised; conditions are answers."""

    def __init__(self, table: str) -> None:
        self._table = Table(table)
        self._uploads = Uploads(self._table)
        self._summaries = Summaries(self._table)
        self._results = Results(self._table)
        self._lives = Lives(self._table, self._results)
        self._hints = Hints(self._table)
        self.outbox: Final = Outbox(self._table)
        self.mornings: Final = Mornings(self._table, self.outbox)
        self.seasons: Final = Seasons(self._table)
        self._reviews = Reviews(self._table, self._lives, self.outbox)
        self.rechecks: Final = Rechecks(
            self._table, self._lives, self._results, self._uploads, self.outbox
        )
        self.office_files: Final = OfficeFiles(self._table, self.outbox)

    # --- what happens -------------------------------------------------------------------------

    def register(self, upload: Upload, execution: str) -> bool:
        """Register an upload once; True if this execution owns it, as first or by retry."""
        item, write = self._uploads.register(upload, execution)
        if upload.place is None:
            if upload.office:
                self.seasons.add(upload.office, None)
            return not self._table.write([write]) or self.owner(upload) == execution
        office, year = upload.place.office, upload.place.year

        def registered(known: Known) -> Change | None:
            if upload.upload_id in known.uploads:
                return None
            if not known.uploads:
                self.seasons.add(office, year)
            return Change([write], known.with_upload(item))

        known = self._lives.change(upload.place, registered)
        return known.uploads[upload.upload_id].execution == execution

    def take_over(self, upload: Upload, execution: str) -> None:
        """Make an execution the owner of an upload that is registered already; what was judged and told of it stays."""

        def taken(known: Known) -> Change | None:
            item = known.uploads.get(upload.upload_id)
            if item is None or item.execution == execution:
                return None
            after = replace(item, execution=execution)
            return Change([self._uploads.move(upload, item, after)], known.with_upload(after))

        if self.upload(upload) is not None:
            self._happened(upload, taken)

    def finish(
        self,
        upload: Upload,
        result: Result,
        short_name: str | None = None,
        sketch: Sketch | None = None,
        known: Known | None = None,
    ) -> None:
        """Store the verdict: the result, how the report stands with it, and that the office is to be told, once.

        `short_name`: the organ's on the roster. `sketch`: the report in small, where it was read. `known`: what was
        known of the report a moment ago; where more is by now, it is fetched.
        """
        results, packed = self._results.put(upload.upload_id, result, sketch)

        def change(known: Known) -> Change:
            item = _registered(known.uploads.get(upload.upload_id))
            after = replace(item, **verdict_on(result), queued="verdict")
            queue = self._queue(upload, item, "verdict", short_name)
            writes = [*results, *queue, self._uploads.move(upload, item, after)]
            return Change(writes, known.with_upload(after), {upload.upload_id: packed})

        self._happened(upload, change, known)

    def fail(self, upload: Upload, execution: str, reason: str) -> bool:
        """Record that the system could not finish, and have the office told, once.

        False where there is nothing to tell: a duplicate failed, or there is a verdict.
        """
        if not self.register(upload, execution):
            return False

        def change(known: Known) -> Change | None:
            item = _registered(known.uploads.get(upload.upload_id))
            if item.queued == "verdict":
                return None
            after = replace(item, **failure(reason), queued="failure")
            queue = self._queue(upload, item, "failure")
            writes = [*queue, self._uploads.move(upload, item, after)]
            return Change(writes, known.with_upload(after))

        known = self._happened(upload, change)
        return known.uploads[upload.upload_id].queued == "failure"

    def delete(self, place: Key, deletion: Deletion) -> None:
        """Record that an object was deleted; safe to repeat."""
        pk = organ_partition(place.office, place.year, place.organ)
        about = {name: getattr(deletion, name) for name in Deletion.__struct_fields__}
        item = DeletionItem(pk=pk, sk=f"{DELETION}{deletion.order}#{deletion.key}", **about)

        def deleted(known: Known) -> Change | None:
            if any(other.sk == item.sk for other in known.deletions):
                return None
            return Change([self._table.put(item)], known.with_deletion(item))

        self._lives.change(place, deleted)

    def decide(
        self,
        place: Key,
        by: Reviewer,
        request: Request,
        findings: Collection[str] = (),
        repeated: Repeated | None = None,
    ) -> Decision:
        """Append a decision. `findings`: keys of findings that stand beside the verdict's own.

        Raises Undecidable where it does not fit, OtherRequest where the Idempotency-Key was used for another one.
        """
        return self._reviews.decide(place, by, request, findings, repeated)

    def is_answered(self, repeated: Repeated) -> bool:
        """Whether a request was answered with a decision. OtherRequest where its key was used for another one."""
        return self._reviews.is_answered(repeated)

    def _queue(
        self, upload: Upload, item: UploadItem, kind: _Told, short_name: str | None = None
    ) -> list[Write]:
        """Have an upload's office told, unless it is or will be; a failure is told before a verdict and not after."""
        if item.queued == kind:
            return []
        pending = Pending(
            id=f"{upload.upload_id}-{kind}",
            kind=kind,
            at=now(),
            office=Address.of(upload).office,
            year=upload.year,
            organ=upload.organ,
            short_name=short_name,
            upload_id=upload.upload_id,
            about=encode(upload).decode(),
        )
        return [self.outbox.put(Address.of(upload), pending)]

    def _happened(
        self,
        upload: Upload,
        change: Callable[[Known], Change | None],
        known: Known | None = None,
    ) -> Known:
        """Change what is known of an upload's report; a misplaced upload stands by itself."""
        if upload.place:
            return self._lives.change(upload.place, change, known)
        item = _registered(self.upload(upload))
        known = Known(uploads={upload.upload_id: item})
        changed = change(known)
        if changed is None:
            return known
        if self._table.write(changed.writes):
            raise Contended
        return changed.known

    def mark_told(self, member: Pending, message_id: str) -> list[Write]:
        """That the office was told of an upload, or the organ of something, and in which message."""
        match member.kind:
            case "verdict" | "failure" if member.about:
                upload = decode(member.about.encode(), Upload)
                return [self._uploads.mark_told(upload, member.kind, message_id)]
            case "returned" | "reminder" as kind if member.year and member.organ:
                item = MessageItem(
                    pk=organ_partition(member.office, member.year, member.organ),
                    sk=f"{MESSAGE}{member.id}",
                    at=now(),
                    kind=kind,
                    message_id=message_id,
                    upload_id=member.upload_id,
                )
                return [self._table.put(item)]
            case _:
                return []

    # --- what is known ------------------------------------------------------------------------

    def life(self, place: Key) -> Life:
        """All that happened to an organ's report in a year."""
        return self._lives.known(place).life

    def known(self, place: Key) -> Known:
        """All that is known to have happened to an organ's report in a year: uploads, decisions, deletions."""
        return self._lives.known(place)

    def known_of_year(
        self, office: str, year: int, records: Sequence[RecordItem]
    ) -> dict[str, Known]:
        """What is known of many reports of an office's year, by organ."""
        return self._lives.of_year(office, year, records)

    def uploads_of_year(
        self, office: str, year: int, upload_ids: Mapping[str, str]
    ) -> dict[str, UploadItem]:
        """One upload of each of many organs, by organ."""
        return self._lives.uploads(office, year, upload_ids)

    def record(self, place: Key) -> RecordItem | None:
        """How an organ's report stands; None where nothing ever happened to it."""
        return self._lives.record(place)

    def upload(self, upload: Upload) -> UploadItem | None:
        """The upload as registered; None where it is not."""
        return self._uploads.get(upload)

    def owner(self, upload: Upload) -> str | None:
        """The execution that registered an upload; None where it is not registered."""
        item = self.upload(upload)
        return item.execution if item else None

    def uploads(self, office: str, year: int, organ: str) -> list[UploadItem]:
        """Every upload of one organ and year, newest first."""
        return self._lives.known(Key(office, year, organ)).newest_first

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
        """Whether the upload is its organ's current one; a misplaced upload has no rival."""
        place = upload.place
        if place is None:
            return True
        summary = self.summary(place.office, place.year, place.organ)
        return summary is not None and summary.upload_id == upload.upload_id

    def summaries(self, office: str, year: int, limit: int, after: str | None) -> Page:
        """The summaries of an office's year in the order of organs, `limit` at most, after a sort key."""
        return self._summaries.page(office, year, limit, after)

    def year(self, office: str, year: int) -> Iterator[SummaryItem | RecordItem | FiguresItem]:
        """Every organ of an office's year: its current upload, how its report stands, the figures that count."""
        kinds = {
            SUMMARY: SummaryItem,
            RECORD: RecordItem,
            CURRENT: FiguresItem,
            ACCEPTED: FiguresItem,
        }
        for row in self._table.rows(year_partition(office, year)):
            prefix = str(row["sk"]).partition("#")[0] + "#"
            if prefix in kinds:
                yield convert(row, kinds[prefix])

    def figures(self, place: Key, upload_id: str) -> Figures | None:
        """The figures of an organ's current report; None where it is another upload or was not read."""
        pk = year_partition(place.office, place.year)
        row = self._table.get(pk, f"{CURRENT}{place.organ}")
        item = convert(row, FiguresItem) if row else None
        return item.figures if item and item.upload_id == upload_id else None

    def records(self, office: str, year: int) -> list[RecordItem]:
        """How the reports of an office's year stand, organ by organ."""
        rows = self._table.rows(year_partition(office, year), RECORD)
        return [convert(row, RecordItem) for row in rows]

    def sketches(self, office: str, year: int) -> Iterator[SketchItem]:
        """The newest reports that were read of an office's year, in small; `sk` is the organ."""
        for row in self._table.rows(sketch_partition(office, year)):
            yield convert(row, SketchItem)

    def sketches_of(self, office: str, organ: str, years: Iterable[int]) -> list[SketchItem]:
        """The newest reports that were read of an organ, in small, in the order of these years; some have none."""
        keys = [(sketch_partition(office, year), organ) for year in years]
        rows = self._table.several(keys)
        return [convert(rows[key], SketchItem) for key in keys if key in rows]

    def sketch(self, upload_id: str) -> Sketch | None:
        """The report of an upload in small; None where there is none."""
        return self._results.sketch(upload_id)

    def office(self, office: str, year: int) -> Office:
        """What an office gave for a year: its settings and its roster in force."""
        return self.office_files.office((office, year))

    def given(self, office: str, year: int, organ: Key) -> tuple[Given, SummaryItem | None]:
        """What an office gave for a year, and the current upload of an organ of any year, in one request."""
        key = summary_key(organ.office, organ.year, organ.organ)
        rows = self._table.several([*keys_of((office, year)), key])
        summary = convert(rows[key], SummaryItem) if key in rows else None
        return given_in(rows, (office, year)), summary

    def results(self, upload_ids: Iterable[str]) -> dict[str, Result]:
        """The results of many uploads, by their ids, of those that have one."""
        return self._results.all_of(upload_ids)

    def result(self, upload_id: str) -> Result | None:
        """The result of one upload."""
        return self._results.get(upload_id)


def _registered(item: UploadItem | None) -> UploadItem:
    if item is None:
        raise Unregistered
    return item
