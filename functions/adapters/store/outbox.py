"""What is still to be told, to which address, and whose turn it is to tell it.

An address is an office's, or one organ's of an office. What is to be told is written in the transaction of what it
tells of. A sender takes the address's next turn, fixes in it what it is going to tell, publishes, and gives the turn
back: from then on it is told. A turn that its owner does not give back is taken over with the same batch and the same
id, so that only a message whose answer was lost is repeated. Each attempt to publish is counted before it is made:
there are few, far apart, and none while the table cannot be written.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, Literal, Self

from msgspec import Struct, convert
from msgspec.structs import replace

from functions.adapters.store.items import DOUBT, PENDING, TURN
from functions.adapters.store.table import Condition, Table, stamp
from gouji.codec import decode, encode

if TYPE_CHECKING:
    from functions.adapters.messages import Upload
    from functions.adapters.store.table import Value, Write

Kind = Literal["verdict", "failure", "returned", "digest", "reminder", "recheck", "settings"]
# Longer than a function runs: a turn of this age has no living owner.
LEASE: Final = timedelta(seconds=90)
ATTEMPTS: Final = 3  # to publish one message, of which no answer came
# How many paces lie between an attempt without an answer and the next: with a pace of a minute 5 and 30 minutes.
_PACES: Final = (5, 30)
_NOBODYS: Final = "-"
_MOST: Final = 400  # members of a batch; a line each, a message holds 256 KB
_PER_WRITE: Final = 50


class Address(Struct, frozen=True):
    """Who is told: an office, or one organ of it."""

    office: str
    organ: str | None = None

    @property
    def is_nobodys(self) -> bool:
        """Whether it stands for uploads at keys of no office: their operator is told."""
        return self.office == _NOBODYS

    @property
    def partition(self) -> str:
        """Where what it is to be told stands."""
        return f"OUTBOX#{self.office}" + (f"#{self.organ}" if self.organ else "")

    @classmethod
    def of(cls, upload: Upload) -> Self:
        """Who is told of an upload; of a misplaced one of no office, nobody's own address."""
        return cls(upload.office or _NOBODYS)


class Pending(Struct, frozen=True, kw_only=True):
    """Something to be told. `id` tells it from all others; `about`: what its kind needs, as JSON.

    `upload_id`: the upload that is told of, by a verdict or a failure. `short_name`: the organ's on the roster.
    """

    id: str
    kind: Kind
    at: str
    office: str
    year: int | None = None
    organ: str | None = None
    short_name: str | None = None
    upload_id: str | None = None
    about: str | None = None

    @property
    def tells_of_upload(self) -> bool:
        """Whether it is one of those that are gathered: what became of an upload."""
        return self.kind in {"verdict", "failure"}


class PendingItem(Pending, frozen=True, kw_only=True):
    """As it stands in the table."""

    pk: str
    sk: str


class Batch(Struct, frozen=True):
    """What is told in one message, oldest first. `id`: the message's, the same whoever publishes it.

    `is_published`: only to be remembered. `attempts`: how often it may have been published, `tried_at` the last time.
    """

    id: str
    members: tuple[Pending, ...]
    is_published: bool = False
    attempts: int = 0
    tried_at: str | None = None

    @property
    def is_in_doubt(self) -> bool:
        """Whether it was published as often as it may be, and nobody knows whether it arrived."""
        return self.attempts >= ATTEMPTS and not self.is_published


class Wait(Struct, frozen=True):
    """It is another's turn, or none yet: ask again after so many seconds."""

    seconds: int


class TurnItem(Struct, frozen=True, kw_only=True):
    """Whose turn it is at an address, until when, and when the next one is. `doubts`: 1 where one was put aside."""

    pk: str
    sk: str
    owner: str | None = None
    until: str | None = None
    next_at: str | None = None
    batch: bytes | None = None
    doubts: int | None = None


class DoubtItem(Struct, frozen=True):
    """A batch that a run put aside: it was published as often as it may be, and nobody knows whether it arrived."""

    pk: str
    sk: str
    batch: bytes


class Outbox:
    """The outboxes of a table."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def put(self, address: Address, pending: Pending) -> Write:
        """Have something told; safe to repeat as long as it is not told yet."""
        sk = _key(pending)
        fields = {name: getattr(pending, name) for name in Pending.__struct_fields__}
        return self._table.put(PendingItem(pk=address.partition, sk=sk, **fields))

    def pending(self, address: Address) -> list[PendingItem]:
        """What is still to be told, oldest first."""
        rows = self._table.rows(address.partition, PENDING)
        return [convert(row, PendingItem) for row in rows]

    def waits_since(self, address: Address) -> str | None:
        """Since when the oldest of what is still to be told waits, as `now` gives it; None where nothing does."""
        rows, _ = self._table.page(address.partition, PENDING, limit=1)
        return convert(rows[0], PendingItem).at if rows else None

    def take(
        self,
        address: Address,
        owner: str,
        at: datetime,
        choose: Callable[[Sequence[Pending]], Sequence[Pending]],
    ) -> Batch | Wait | None:
        """Take the turn and fix what is told in it; None where nothing is to be told.

        `choose`: which of all that is pending goes into one message.
        """
        if not self._take_turn(address, owner, at):
            return Wait(self._until_next(address, at))
        turn = self._turn(address)
        if turn.batch:
            return decode(turn.batch, Batch)
        if turn.doubts and (again := self._taken_up(address, owner)):
            return again
        chosen = list(choose(self.pending(address)))[:_MOST]
        if not chosen:
            self.give_back(address, owner, at)
            return None
        batch = Batch(_batch_id(chosen), tuple(_bare(item) for item in chosen))
        fixed = self._set(address, {"batch": encode(batch)}, _is_owner(owner))
        return batch if fixed else Wait(self._until_next(address, at))

    def attempt(
        self, address: Address, owner: str, batch: Batch, at: datetime, pace: timedelta
    ) -> Batch | Wait:
        """Count an attempt to publish a batch, which is then made; Wait where the last one is too recent."""
        if batch.tried_at:
            due = datetime.fromisoformat(batch.tried_at) + pace * _PACES[batch.attempts - 1]
            if at < due:
                return Wait(max(1, round((due - at).total_seconds())))
        tried = replace(batch, attempts=batch.attempts + 1, tried_at=stamp(at))
        fixed = self._set(address, {"batch": encode(tried)}, _is_owner(owner))
        return tried if fixed else Wait(self._until_next(address, at))

    def untried(self, address: Address, owner: str, batch: Batch) -> None:
        """Take back the attempt that a batch says was made last: it certainly was not published."""
        before = replace(batch, attempts=batch.attempts - 1, tried_at=None)
        self._set(address, {"batch": encode(before)}, _is_owner(owner))

    def put_aside(self, address: Address, owner: str, batch: Batch) -> None:
        """Put a batch aside, of which nobody knows whether it arrived, so that the others of its address go on.

        It is not told, and not pending. The run that put it aside takes it up where it is redriven. RuntimeError where
        the turn is another's by now: then nothing is done.
        """
        # Under its id as well: a run may come upon another batch in doubt before it takes up its own.
        sk = f"{_of_run(owner)}{batch.id}"
        aside = DoubtItem(address.partition, sk, encode(replace(batch, attempts=0)))
        doubtful = {"doubts": 1}
        writes = [
            self._table.put(aside),
            self._table.update(address.partition, TURN, doubtful, _is_owner(owner)),
        ]
        if self._table.write(writes):
            raise RuntimeError("what is in doubt is not put aside")
        for start in range(0, len(batch.members), _PER_WRITE):
            those = batch.members[start : start + _PER_WRITE]
            self._table.write([self._table.delete(address.partition, _key(each)) for each in those])

    def is_aside(self, address: Address, owner: str) -> bool:
        """Whether something lies aside that this run put there, and is to take up in its next turn."""
        return self._aside(address, owner) is not None

    def _taken_up(self, address: Address, owner: str) -> Batch | None:
        """What this run put aside before it was redriven, in its turn; it is tried anew, under the same id."""
        aside = self._aside(address, owner)
        if aside is None:
            return None
        batch = replace(decode(aside.batch, Batch), tried_at=None)
        again = {"batch": encode(batch)}
        self._table.write(
            [
                self._table.update(address.partition, TURN, again, _is_owner(owner)),
                self._table.delete(address.partition, aside.sk),
            ]
        )
        return batch

    def _aside(self, address: Address, owner: str) -> DoubtItem | None:
        """The first of what this run put aside."""
        rows, _ = self._table.page(address.partition, _of_run(owner), limit=1)
        return convert(rows[0], DoubtItem) if rows else None

    def told(
        self,
        address: Address,
        owner: str,
        batch: Batch,
        marks: Callable[[Pending], list[Write]],
    ) -> None:
        """Remember that a batch was told: none of it is pending any more. `marks`: what else says so."""
        if not batch.is_published:
            self._set(
                address, {"batch": encode(replace(batch, is_published=True))}, _is_owner(owner)
            )
        for start in range(0, len(batch.members), _PER_WRITE // 2):
            writes: list[Write] = []
            for member in batch.members[start : start + _PER_WRITE // 2]:
                writes += [self._table.delete(address.partition, _key(member)), *marks(member)]
            if self._table.write(writes):
                raise RuntimeError("what was told is not registered")

    def give_back(
        self, address: Address, owner: str, at: datetime, pace: timedelta = timedelta()
    ) -> None:
        """End the turn; the next one is due after the pace."""
        done = {"owner": None, "until": None, "batch": None, "next_at": stamp(at + pace)}
        self._set(address, done, _is_owner(owner))

    def _take_turn(self, address: Address, owner: str, at: datetime) -> bool:
        free = Condition(
            "attribute_not_exists(#pk) OR #owner = :me OR (#next_at <= :now AND"
            " (attribute_not_exists(#owner) OR #until < :now))",
            {"me": owner, "now": stamp(at)},
        )
        first = {"next_at": stamp(at)} if self._turn_row(address) is None else {}
        return self._set(address, {"owner": owner, "until": stamp(at + LEASE), **first}, free)

    def _turn_row(self, address: Address) -> TurnItem | None:
        row = self._table.get(address.partition, TURN)
        return convert(row, TurnItem) if row else None

    def _turn(self, address: Address) -> TurnItem:
        return self._turn_row(address) or TurnItem(pk=address.partition, sk=TURN)

    def _until_next(self, address: Address, at: datetime) -> int:
        turn = self._turn(address)
        due = max(turn.next_at or "", (turn.until or "") if turn.owner else "")
        if not due:
            return 1
        return max(1, round((datetime.fromisoformat(due) - at).total_seconds()) + 1)

    def _set(
        self, address: Address, changes: Mapping[str, Value | None], condition: Condition
    ) -> bool:
        return not self._table.write(
            [self._table.update(address.partition, TURN, changes, condition)]
        )


def _key(pending: Pending) -> str:
    """Where it stands among what its address is still to be told: by time."""
    return f"{PENDING}{pending.at}#{pending.id}"


def _of_run(owner: str) -> str:
    """What the keys begin with of what a run put aside."""
    return f"{DOUBT}{owner}#"


def _bare(item: Pending) -> Pending:
    """Without its place in the table."""
    return Pending(**{name: getattr(item, name) for name in Pending.__struct_fields__})


def _batch_id(members: Sequence[Pending]) -> str:
    if len(members) == 1:
        return members[0].id
    return hashlib.sha256("\n".join(member.id for member in members).encode()).hexdigest()[:32]


def _is_owner(owner: str) -> Condition:
    return Condition("#owner = :me", {"me": owner})
