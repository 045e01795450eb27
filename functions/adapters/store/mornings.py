"""What the clock had told on which day, so that each is told at most once a day, whatever is repeated."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from msgspec import Struct, convert

from functions.adapters.store.items import organ_partition, year_partition
from functions.adapters.store.outbox import Address, Outbox, Pending
from functions.adapters.store.table import ABSENT, Condition, Table, now
from gouji.codec import decode, encode
from gouji.season.morning.digest import Counts

if TYPE_CHECKING:
    from functions.adapters.store.table import Write
    from gouji.season.morning.digest import Digest
    from gouji.wording.mail import Mail

_DIGEST: Final = "DIGEST"
_REMINDER: Final = "REMINDER#"
_PER_WRITE: Final = 50  # reminders, two items each; a transaction takes a hundred


class DigestItem(Struct, frozen=True):
    """The last digest of an office's year: of which day, of what; `body`: its counts, as JSON."""

    pk: str
    sk: str
    day: str
    fingerprint: str
    body: str

    @property
    def counts(self) -> Counts:
        """What it counted."""
        return decode(self.body.encode(), Counts)


class ReminderItem(Struct, frozen=True):
    """An organ was reminded on a day; it stands with what else happened to its report."""

    pk: str
    sk: str
    at: str


class Mornings:
    """The digests and reminders of a table."""

    def __init__(self, table: Table, outbox: Outbox) -> None:
        self._table = table
        self._outbox = outbox

    def last_digest(self, office: str, year: int) -> DigestItem | None:
        """The last digest of an office's year; None before the first."""
        row = self._table.get(year_partition(office, year), _DIGEST)
        return convert(row, DigestItem) if row else None

    def queue_digest(self, digest: Digest, mail: Mail) -> bool:
        """Have an office told its digest. False where it has one of this day, or of a later one."""
        day = digest.day.isoformat()
        item = DigestItem(
            year_partition(digest.office, digest.year),
            _DIGEST,
            day,
            digest.fingerprint,
            encode(digest.counts).decode(),
        )
        pending = Pending(
            id=f"digest-{digest.office}-{digest.year}-{day}",
            kind="digest",
            at=now(),
            office=digest.office,
            year=digest.year,
            about=encode(mail).decode(),
        )
        is_newer = Condition("attribute_not_exists(#pk) OR #day < :today", {"today": day})
        queued = self._outbox.put(Address(digest.office), pending)
        return not self._table.write([self._table.put(item, is_newer), queued])

    def queue_reminders(
        self, office: str, year: int, day: date, mails: Sequence[tuple[str, Mail]]
    ) -> None:
        """Have organs told what reminds them, by their names, each once a day."""
        for start in range(0, len(mails), _PER_WRITE):
            left = list(mails[start : start + _PER_WRITE])
            while left:
                writes = [
                    write
                    for organ, mail in left
                    for write in self._reminder(office, year, day, organ, mail)
                ]
                queued = {place // 2 for place in self._table.write(writes)}
                # All or nothing was written: without those that were queued before, it is all.
                left = [each for i, each in enumerate(left) if i not in queued] if queued else []

    def _reminder(
        self, office: str, year: int, day: date, organ: str, mail: Mail
    ) -> Iterator[Write]:
        pk = organ_partition(office, year, organ)
        yield self._table.put(ReminderItem(pk, f"{_REMINDER}{day}", now()), ABSENT)
        named = hashlib.sha256(organ.encode()).hexdigest()[:16]
        pending = Pending(
            id=f"reminder-{office}-{year}-{named}-{day}",
            kind="reminder",
            at=now(),
            office=office,
            year=year,
            organ=organ,
            about=encode(mail).decode(),
        )
        yield self._outbox.put(Address(office, organ), pending)
