"""Rechecks: an office's year, or one organ's report of it, judged again; which verdicts changed by it.

A recheck's partition holds the recheck, and an item for each upload that it has judged, changed or not, which is
written in the transaction of the verdict. So it can be stopped and started again, and tells each change once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Final

from msgspec import DecodeError, Struct, convert
from msgspec.structs import replace

from functions.adapters.messages import Upload
from functions.adapters.store.items import RECORD, RecordItem, UploadItem, year_partition
from functions.adapters.store.lives import Change, Known, Lives
from functions.adapters.store.outbox import Address, Outbox, Pending
from functions.adapters.store.table import ABSENT, Condition, Table, Value, now
from functions.adapters.store.uploads import Uploads, verdict_on
from gouji.codec import decode, encode
from gouji.report import Key
from gouji.result import Result
from gouji.season.rechecks import RecheckState, VerdictChange, change_between
from gouji.season.sketch import Sketch

if TYPE_CHECKING:
    from functions.adapters.store.results import Results, Stored
    from functions.adapters.store.table import Write
    from gouji.wording.mail import Mail

_RECHECK: Final = "RECHECK"
_CHANGE: Final = "CHANGE#"
_IS_OPEN: Final = Condition("#state <> :done", {"done": "done"})
_IS_RUNNING: Final = Condition("#state = :running", {"running": "running"})


class Judged(Struct, frozen=True):
    """A result, the report in small where it was read, the organ's short name on the roster.

    `basis`: a digest of what the verdict rests on beside the report and the office's others. `known`: what was known to
    have happened to the report.
    """

    result: Result
    sketch: Sketch | None = None
    short_name: str | None = None
    basis: str = ""
    known: Known | None = None


class RecheckItem(Struct, frozen=True, kw_only=True):
    """A recheck: of which office's year, of one organ or of all, why, and how far it is.

    `reports`: how many are judged. `changed`: of how many the verdict changed, once it is done. `cause`: of a failure.
    """

    pk: str
    sk: str
    id: str
    office: str
    year: int
    organ: str | None = None
    reason: str
    state: RecheckState
    at: str
    reports: int = 0
    changed: int = 0
    cause: str | None = None


class ChangeItem(Struct, frozen=True):
    """An upload that a recheck has judged; `body`: how its verdict changed, as JSON; None where it did not.

    `read`: 1 where its file was read again before.
    """

    pk: str
    sk: str
    organ: str
    upload_id: str
    body: str | None = None
    read: int | None = None

    @property
    def change(self) -> VerdictChange | None:
        """How the verdict changed."""
        return decode(self.body.encode(), VerdictChange) if self.body else None


class Rechecks:
    """The rechecks of a table."""

    def __init__(
        self, table: Table, lives: Lives, results: Results, uploads: Uploads, outbox: Outbox
    ) -> None:
        self._table = table
        self._lives = lives
        self._results = results
        self._uploads = uploads
        self._outbox = outbox

    # --- the recheck --------------------------------------------------------------------------

    def get(self, recheck: str) -> RecheckItem | None:
        """A recheck; None where none was begun."""
        row = self._table.get(_partition(recheck), _RECHECK)
        return convert(row, RecheckItem) if row else None

    def begin(
        self, recheck: str, place: tuple[str, int, str | None], reason: str, reports: int
    ) -> RecheckItem:
        """Begin a recheck of an office's year (and organ), or go on with it; one that is done stays so."""
        office, year, organ = place
        pk = _partition(recheck)
        item = RecheckItem(
            pk=pk,
            sk=_RECHECK,
            id=recheck,
            office=office,
            year=year,
            organ=organ,
            reason=reason,
            state="running",
            at=now(),
            reports=reports,
        )
        if self._table.write([self._table.put(item, ABSENT)]):
            again: dict[str, Value | None] = {"state": "running", "reports": reports, "cause": None}
            self._table.write([self._table.update(pk, _RECHECK, again, _IS_OPEN)])
        return self.get(recheck) or item

    def due(self, office: str, year: int, organ: str | None = None) -> Iterator[tuple[str, str]]:
        """What is to be judged again: every organ's current upload and its accepted one, by their ids."""
        prefix = f"{RECORD}{organ or ''}"
        for row in self._table.rows(year_partition(office, year), prefix):
            record = convert(row, RecordItem)
            if organ in {None, record.organ}:
                for upload_id in dict.fromkeys((record.current, record.accepted)):
                    if upload_id:
                        yield record.organ, upload_id

    def judged(self, recheck: str) -> list[ChangeItem]:
        """All that a recheck has judged, in the order of organs."""
        rows = self._table.rows(_partition(recheck), _CHANGE)
        return [convert(row, ChangeItem) for row in rows]

    def finish(self, item: RecheckItem, changed: int, mail: Mail | None) -> None:
        """Say that a recheck is done, and have the office told, once, where there is something to tell.

        Also of one that was said to have stopped: its run was redriven from the state that failed, or the notice of
        that was under way for longer than the redrive.
        """
        after: dict[str, Value | None] = {"state": "done", "changed": changed, "cause": None}
        self._end(item, after, mail, "changed", _IS_OPEN)

    def fail(self, item: RecheckItem, cause: str, mail: Mail) -> None:
        """Say that a recheck stopped, and have the office told, once for each time."""
        self._end(item, {"state": "failed", "cause": cause}, mail, "failed", _IS_RUNNING)

    def _end(
        self,
        item: RecheckItem,
        after: Mapping[str, Value | None],
        mail: Mail | None,
        what: str,
        before: Condition,
    ) -> None:
        writes = [self._table.update(item.pk, _RECHECK, after, before)]
        if mail:
            pending = Pending(
                id=f"{item.id}-{what}",
                kind="recheck",
                at=now(),
                office=item.office,
                year=item.year,
                organ=item.organ,
                about=encode(mail).decode(),
            )
            writes.append(self._outbox.put(Address(item.office), pending))
        self._table.write(writes)

    # --- each upload --------------------------------------------------------------------------

    def rejudge(
        self,
        recheck: str,
        place: Key,
        upload_id: str,
        judge: Callable[[Upload, Known], Judged | None],
        *,
        among_others: AbstractSet[str],
        is_read: bool = False,
    ) -> None:
        """Judge an upload again and store what differs; once for each recheck. `is_read`: its file was read again.
        `among_others`: the rules that look at the office's other uploads as well, through sketches.

        `judge` is asked after the life of the report was read, and again where anything happened to it meanwhile: so
        no verdict is replaced by one that rests on older things. None: the verdict cannot be another one. An upload
        that has no verdict yet, or is neither current nor accepted any more, is passed by. Decisions are untouched.
        """

        def change(known: Known) -> Change | None:
            mark = self._mark(recheck, place.organ, upload_id)
            if self._table.get(mark.pk, mark.sk):
                return None
            if is_read:
                mark = replace(mark, read=1)
            item = known.uploads.get(upload_id)
            found = judge(Upload.of(item), known) if item and _counts(known, item) else None
            if item is None or found is None:
                return Change([self._table.put(mark)], known)
            return self._change(known, item, found, mark, among_others)

        self._lives.change(place, change)

    def _change(
        self,
        known: Known,
        item: UploadItem,
        found: Judged,
        mark: ChangeItem,
        among_others: AbstractSet[str],
    ) -> Change:
        stored, after = self._results.stored(item.upload_id), found.result
        if stored.is_just(after, found.sketch):
            return _nothing_new(known, self._table.put(mark))
        before = _result(stored)
        if before is None:
            restored = VerdictChange(before=after.status, after=after.status, is_restored=True)
            return self._moved(known, item, found, replace(mark, body=encode(restored).decode()))
        is_read_alike = stored.sketch == found.sketch
        # Where the report itself is another one to these rules, it may be its own doing.
        told = change_between(before, after, among_others if is_read_alike else frozenset())
        if told:
            mark = replace(mark, body=encode(told).decode())
        if is_read_alike and _is_same(before, after):
            return _nothing_new(known, self._table.put(mark))
        return self._moved(known, item, found, mark)

    def _moved(self, known: Known, item: UploadItem, found: Judged, mark: ChangeItem) -> Change:
        """The verdict in place of what is stored."""
        results, packed = self._results.put(item.upload_id, found.result, found.sketch)
        moved = replace(item, **verdict_on(found.result))
        writes = [
            self._table.put(mark),
            *results,
            self._uploads.move(Upload.of(item), item, moved),
        ]
        return Change(writes, known.with_upload(moved), {item.upload_id: packed})

    @staticmethod
    def _mark(recheck: str, organ: str, upload_id: str) -> ChangeItem:
        return ChangeItem(_partition(recheck), f"{_CHANGE}{organ}#{upload_id}", organ, upload_id)


def _partition(recheck: str) -> str:
    return f"RECHECK#{recheck}"


def _nothing_new(known: Known, mark: Write) -> Change:
    """The life's revision grows all the same: who judges by what was in force before has to look again."""
    return Change([mark], known)


def _result(stored: Stored) -> Result | None:
    """The verdict as it is stored; None where it is gone, or cannot be taken up any more."""
    try:
        return stored.result
    except DecodeError:
        return None


def _counts(known: Known, item: UploadItem) -> bool:
    record = known.life.record
    return item.queued == "verdict" and item.upload_id in {record.current, record.accepted}


def _is_same(before: Result, after: Result) -> bool:
    """Whether a result stored before says what one says that was just judged, whatever version of the rules judged."""
    rules = after.rules
    if before.rules and rules:
        rules = replace(rules, version=before.rules.version)
    return decode(encode(replace(after, rules=rules)), Result) == before
