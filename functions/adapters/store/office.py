"""An office's own files of a year: each as it was put in, and what is in force.

Each is an item in a partition of its own. What is in force follows from all of them (`gouji.season.adoption`) and is
kept in the partition of the office's year, with what was wrong with the last one. As with the life of a report both
are written in one transaction, on the condition that nothing else was put in since it was read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec
from msgspec import Struct, convert
from msgspec.structs import replace

from functions.adapters.store.items import packed, unpacked, year_partition
from functions.adapters.store.lives import Contended
from functions.adapters.store.outbox import Address, Outbox, Pending
from functions.adapters.store.seasons import Seasons
from functions.adapters.store.table import ABSENT, Condition, Row, Table, now, pauses, stamp
from gouji.codec import encode
from gouji.facts.office_files import Fault
from gouji.organs import Organ
from gouji.season import roster, settings
from gouji.season.adoption import Attempt, InForce, Outcome, in_force
from gouji.season.office import FileKind, Office, office_in_force
from gouji.season.roster import Roster, RosterChanges
from gouji.season.settings import OfficeSettings, SettingChange
from gouji.season.submission import Uploaded

if TYPE_CHECKING:
    from functions.adapters.store.table import Write

Content = Roster | OfficeSettings
_IN_FORCE: Final[tuple[FileKind, ...]] = ("settings", "roster")
_MOST_PACKED: Final = (
    300_000  # bytes; an item takes 400 KB, a roster of 3,000 organs a fifth of that
)
_DIGESTS: Final = msgspec.json.Encoder(order="deterministic", decimal_format="number")
_TICK: Final = timedelta(milliseconds=1)


class Faults(Struct, frozen=True):
    """What is wrong with a file; `further`: how many faults more there are."""

    faults: tuple[Fault, ...] = ()
    further: int = 0


class OfficeFile(Struct, frozen=True, kw_only=True):
    """A file that was put in: its kind, its name, and what it says, or what is wrong with it.

    `by`: of one that came over the API, the token's subject.
    """

    kind: FileKind
    name: str
    content: Content | None = None
    faults: Faults = Faults()
    by: str | None = None

    @property
    def digest(self) -> str:
        """Equal for files that say the same, in whatever form."""
        said = self.content.organs if isinstance(self.content, Roster) else self.content
        return hashlib.sha256(_DIGESTS.encode(self.faults if said is None else said)).hexdigest()


class AttemptItem(Uploaded, frozen=True, kw_only=True):
    """A file as it was put in; `content` or `faults`, packed."""

    pk: str
    sk: str
    digest: str
    name: str
    content: bytes | None = None
    faults: bytes | None = None
    by: str | None = None

    @property
    def attempt(self) -> Attempt:
        """What is in force hangs on it."""
        return Attempt(
            self.upload_id,
            self.key,
            self.order,
            self.event_time,
            digest=self.digest,
            is_good=self.content is not None,
        )


class OtherItem(Struct, frozen=True):
    """A file that is none of the office's own by its name, or could not be taken up; the office was told so, once."""

    pk: str
    sk: str
    name: str
    at: str


class InForceItem(Struct, frozen=True, kw_only=True):
    """What is in force of a kind of file: since which attempt, what it says (packed), whence and when it came.

    `revision` grows with whatever is put in. `faults`: of the last one, where it is faulty, packed.
    """

    pk: str
    sk: str
    revision: int
    version: int = 0
    attempt: str | None = None
    digest: str | None = None
    name: str | None = None
    at: str | None = None
    by: str | None = None
    content: bytes | None = None
    faults: bytes | None = None

    @property
    def roster(self) -> Roster | None:
        """The roster in force, if this is of a roster."""
        return unpacked(self.content, Roster) if self.content else None

    @property
    def settings(self) -> OfficeSettings | None:
        """The settings in force, if this is of settings."""
        return unpacked(self.content, OfficeSettings) if self.content else None

    @property
    def faulty(self) -> Faults:
        """What is wrong with the last one; nothing where it is in force."""
        return unpacked(self.faults, Faults) if self.faults else Faults()


class Given(NamedTuple):
    """What an office gave for a year; `digest`: equal where files that say the same are in force, or none is."""

    office: Office
    digest: str


@lru_cache(maxsize=4)  # of a recheck's thousands of reports each asks for the same
def _office(
    own: bytes | None, listed: bytes | None, own_faults: bytes | None, listed_faults: bytes | None
) -> Office:
    """The office by what is stored of its settings and of its roster: the same object as long as that is the same."""
    faulty: dict[FileKind, bytes | None] = {"settings": own_faults, "roster": listed_faults}
    return office_in_force(
        unpacked(own, OfficeSettings) if own else None,
        unpacked(listed, Roster).organs if listed else None,
        {kind: unpacked(body, Faults).faults[0] for kind, body in faulty.items() if body},
    )


def keys_of(place: tuple[str, int]) -> list[tuple[str, str]]:
    """Under which keys it is kept what an office gave for a year. `place`: office and year."""
    return [_key(place, kind) for kind in _IN_FORCE]


def given_in(rows: Mapping[tuple[str, str], Row], place: tuple[str, int]) -> Given:
    """What an office gave for a year, by what is kept under these keys."""
    own, listed = (_item(key, rows.get(key)) for key in keys_of(place))
    said = [(item.digest, None if item.digest else item.faults) for item in (own, listed)]
    office = _office(own.content, listed.content, own.faults, listed.faults)
    return Given(office, hashlib.sha256(encode(said)).hexdigest())


def _key(place: tuple[str, int], kind: FileKind) -> tuple[str, str]:
    return year_partition(*place), kind.upper()


def _item(key: tuple[str, str], row: Row | None) -> InForceItem:
    pk, sk = key
    return convert(row, InForceItem) if row else InForceItem(pk=pk, sk=sk, revision=0)


class Adoption(NamedTuple):
    """What is in force after a file was put in, and what became of it; None where it was known already."""

    item: InForceItem
    outcome: Outcome | None


class Outdated(Exception):
    """Something was put in since whoever writes last looked."""


class OfficeFiles:
    """The offices' own files of a table."""

    def __init__(self, table: Table, outbox: Outbox) -> None:
        self._table = table
        self._outbox = outbox

    def adopt(
        self,
        place: tuple[str, int],
        file: OfficeFile,
        put_in: Uploaded,
        *,
        at_once: bool = False,
        seen: int | None = None,
    ) -> Adoption:
        """Take up a file, and have the office told what became of it. `place`: office and year. Safe to repeat.

        `at_once`: whoever put it in waits for the answer: it counts as the newest, whatever clocks say, and only what
        it changes is told to others. `seen`: the revision on which it rests; Outdated where that is another by now.
        Contended where others kept writing.
        """
        for _ in pauses():
            item = self.item(place, file.kind)
            if seen not in {None, item.revision}:
                raise Outdated
            if not item.revision:
                Seasons(self._table).add(*place)
            known = self._attempts(place, file.kind)
            if any(each.upload_id == put_in.upload_id for each in known):
                return Adoption(item, None)
            attempt = _attempt(place, file, _newest(put_in, known) if at_once else put_in)
            change = _Change(item, known, attempt)
            outcome = change.outcome(file)
            writes = [
                self._table.put(attempt, ABSENT),
                self._table.put(change.after, _unchanged(item.revision)),
                *self._told(place, change, outcome, is_answered=at_once),
            ]
            if not self._table.write(writes):
                return Adoption(change.after, outcome)
        raise Contended

    def pass_over(self, place: tuple[str, int], name: str, upload_id: str) -> None:
        """Have the office told that a file of this name is not used; once for each that is put in."""
        outcome = Outcome(kind=None, file=name, version=0)
        self._note(place, f"OTHER#{upload_id}", f"{upload_id}-settings", outcome)

    def fail(
        self,
        place: tuple[str, int],
        kind: FileKind | None,
        name: str,
        upload_id: str,
        *,
        reason: str,
        execution: str,
    ) -> bool:
        """Have the office told that a file could not be taken up, unless it was; whether it is told now.

        Once for each that is put in: what a redriven run makes of it is told as of any other.
        """
        taken_up = f"{kind.upper() if kind else 'OTHER'}#{upload_id}"
        if self._table.get(_partition(place), taken_up):
            return False
        version = self.item(place, kind).version if kind else 0
        outcome = Outcome(kind=kind, file=name, version=version, reason=reason, execution=execution)
        return self._note(place, f"FAILED#{upload_id}", f"{upload_id}-failure", outcome)

    def _note(self, place: tuple[str, int], sk: str, message_id: str, outcome: Outcome) -> bool:
        """Note that a file changes nothing, and have the office told; False where it is noted already."""
        Seasons(self._table).add(*place)
        other = OtherItem(_partition(place), sk, outcome.file, now())
        queued = self._queued(place, message_id, outcome)
        return not self._table.write([self._table.put(other, ABSENT), queued])

    def item(self, place: tuple[str, int], kind: FileKind) -> InForceItem:
        """What is in force; of revision 0 where nothing was ever put in."""
        key = _key(place, kind)
        return _item(key, self._table.get(*key))

    def office(self, place: tuple[str, int]) -> Office:
        """The office as its files in force have it."""
        return self.given(place).office

    def given(self, place: tuple[str, int]) -> Given:
        """The same, and what tells it from what the office gave before."""
        return given_in(self._table.several(keys_of(place)), place)

    def _attempts(self, place: tuple[str, int], kind: FileKind) -> list[AttemptItem]:
        rows = self._table.rows(_partition(place), f"{kind.upper()}#")
        return [convert(row, AttemptItem) for row in rows]

    def _told(
        self, place: tuple[str, int], change: _Change, outcome: Outcome, *, is_answered: bool
    ) -> list[Write]:
        """Have the office told, unless whoever put it in is answered and nothing changed, or it is older news."""
        if not change.is_news or (is_answered and not change.is_change):
            return []
        return [self._queued(place, f"{change.attempt.upload_id}-settings", outcome)]

    def _queued(self, place: tuple[str, int], message_id: str, outcome: Outcome) -> Write:
        """What became of a file, to be told to its office."""
        office, year = place
        pending = Pending(
            id=message_id,
            kind="settings",
            at=now(),
            office=office,
            year=year,
            about=encode(outcome).decode(),
        )
        return self._outbox.put(Address(office), pending)


class _Change:
    """What one more attempt changes."""

    def __init__(
        self, before: InForceItem, known: Sequence[AttemptItem], attempt: AttemptItem
    ) -> None:
        self.before = before
        self.attempt = attempt
        self._was = in_force(each.attempt for each in known)
        self._now = in_force(each.attempt for each in (*known, attempt))
        self._all = {each.upload_id: each for each in (*known, attempt)}

    @property
    def is_change(self) -> bool:
        """Whether something else is in force now."""
        return self._digest(self._now) != self._digest(self._was)

    @property
    def is_news(self) -> bool:
        """Whether there is something to tell: not of older files, nor where the same is put in once more."""
        if self.is_change:
            return True
        last = self._all.get(self._was.latest or "")
        is_same = last is not None and last.digest == self.attempt.digest
        return self._now.latest == self.attempt.upload_id and not is_same

    @property
    def after(self) -> InForceItem:
        """What is in force with it."""
        source = self._all.get(self._now.attempt or "")
        last = self._all[self._now.latest or ""]
        item = replace(
            self.before,
            revision=self.before.revision + 1,
            version=self._now.version,
            faults=last.faults,
        )
        if source is None:
            return item
        return replace(
            item,
            attempt=source.upload_id,
            digest=source.digest,
            name=source.name,
            at=source.event_time,
            by=source.by,
            content=source.content,
        )

    def outcome(self, file: OfficeFile) -> Outcome:
        """What became of the file that was put in."""
        after = self.after
        outcome = Outcome(
            kind=file.kind,
            file=file.name,
            version=after.version,
            faults=file.faults.faults,
            further=file.faults.further,
        )
        if isinstance(file.content, Roster):
            return replace(
                outcome,
                organs=len(_organs(after)),
                roster=self._roster_changes(after),
                remarks=file.content.remarks,
            )
        return replace(outcome, settings=self._settings_changes(after)) if file.content else outcome

    def _digest(self, found: InForce) -> str | None:
        return self._all[found.attempt].digest if found.attempt else None

    def _roster_changes(self, after: InForceItem) -> RosterChanges | None:
        found = roster.changes(_organs(self.before), _organs(after))
        return None if found == RosterChanges() else found

    def _settings_changes(self, after: InForceItem) -> tuple[SettingChange, ...] | None:
        was, said = (item.settings or OfficeSettings() for item in (self.before, after))
        return settings.changes(was, said) or None


def _organs(item: InForceItem) -> Sequence[Organ]:
    return item.roster.organs if item.roster else ()


def fits(content: Content) -> bool:
    """Whether it can be stored."""
    return len(packed(content)) <= _MOST_PACKED


def _attempt(place: tuple[str, int], file: OfficeFile, put_in: Uploaded) -> AttemptItem:
    """A file as it is stored; its time to the millisecond, so that text order is time order."""
    content = packed(file.content) if file.content else None
    return AttemptItem(
        upload_id=put_in.upload_id,
        key=put_in.key,
        order=put_in.order,
        event_time=stamp(datetime.fromisoformat(put_in.event_time).astimezone(UTC)),
        digest=file.digest,
        pk=_partition(place),
        sk=f"{file.kind.upper()}#{put_in.upload_id}",
        name=file.name,
        content=content,
        faults=None if content else packed(file.faults),
        by=file.by,
    )


def _newest(put_in: Uploaded, known: Sequence[AttemptItem]) -> Uploaded:
    """The same, as the newest of all that is known."""
    latest = max((each.event_time for each in known), default="")
    at = datetime.fromisoformat(put_in.event_time)
    if latest:
        at = max(at, datetime.fromisoformat(latest) + _TICK)
    return replace(put_in, order=stamp(at), event_time=stamp(at))


def _partition(place: tuple[str, int]) -> str:
    office, year = place
    return f"OFFICE#{office}#{year}"


def _unchanged(revision: int) -> Condition:
    return Condition("#revision = :seen", {"seen": revision}) if revision else ABSENT
