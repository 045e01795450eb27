"""What an office's year gives to tell on a morning: queued, each once a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from functions.adapters.store import Address, Store
from gouji.season.life import deadline_of
from gouji.season.morning.digest import Digest, digest_of
from gouji.season.morning.reminders import is_day_of_reminders, season_of, to_remind
from gouji.season.overview import Filed, overview
from gouji.wording.morning.digest import digest_mail
from gouji.wording.morning.reminder import reminder_mail

if TYPE_CHECKING:
    from functions.adapters.store import RecordItem
    from gouji.season.office import Office


def follow(store: Store, office: str, year: int, day: date) -> Iterator[Address]:
    """Queue the digest of an office's year, and the reminders of its organs; yields who is to be told.

    Who was queued on this day before is named again: that run may have died before it had them told.
    """
    given = store.office(office, year)
    season = season_of(year, deadline_of(year, given.deadline), given.publication)
    if day not in season:
        return
    records = store.records(office, year)
    came = partial(_came, store, office, year)
    entries = overview(given.roster, map(_filed, records), season.deadline, day, came)
    digest = digest_of((office, year), day, season, given.roster, entries)
    if _is_queued(store, digest, is_empty=not entries):
        yield Address(office)
    if is_day_of_reminders(day, season):
        yield from _remind(store, digest, given)


def _filed(record: RecordItem) -> Filed:
    return Filed(**{name: getattr(record, name) for name in Filed.__struct_fields__})


def _came(store: Store, office: str, year: int, organ: str) -> str:
    """When the current upload under a name was handed in."""
    summary = store.summary(office, year, organ)
    return summary.event_time if summary else ""


def _is_queued(store: Store, digest: Digest, *, is_empty: bool) -> bool:
    """Queue a digest where something changed since the last one; whether the office has one of this day."""
    last = store.mornings.last_digest(digest.office, digest.year)
    if last is None:
        return not is_empty and store.mornings.queue_digest(digest, digest_mail(digest))
    last_day = date.fromisoformat(last.day)
    if last_day >= digest.day:
        return last_day == digest.day
    if last.fingerprint == digest.fingerprint:
        return False
    return store.mornings.queue_digest(digest, digest_mail(digest, (last_day, last.counts)))


def _remind(store: Store, digest: Digest, given: Office) -> Iterator[Address]:
    unread = set(digest.unread)
    organs = to_remind(given.roster or (), unread.union(digest.organs.missing))
    of_today = (digest.year, digest.day, digest.deadline)
    mails = [
        (organ.name, reminder_mail(organ, *of_today, is_unread=organ.name in unread))
        for organ in organs
    ]
    store.mornings.queue_reminders(digest.office, digest.year, digest.day, mails)
    for organ in organs:
        yield Address(digest.office, organ.name)
