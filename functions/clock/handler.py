"""Each morning: digests, reminders, and what was left untold. Event "Scheduled Event". Safe to retry and to repeat.

The day is that of the event's `time`, in China.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, Final

from functions.adapters.logging import correlate, logger
from functions.adapters.runs import tell
from functions.adapters.store import Address, Store
from functions.clock.following import follow
from functions.clock.settings import settings
from functions.clock.sweeping import left
from gouji.season.submission import day_in_china

_YEARS: Final = 2  # back from this one, of which organs may still wait to be told


class Unfollowed(Exception):
    """Offices' years that could not be followed this morning; the others were."""


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Returns the day, and how many addresses are told. Unfollowed where an office's year failed."""
    store = Store(settings().table_name)
    day, name = day_in_china(event["time"]), str(event["id"])
    correlate(day=day.isoformat())
    years = list(store.seasons.all())
    told: set[Address] = set()
    failed: list[str] = []
    for each in years:
        if each.year is None:
            continue
        try:
            told |= _told(follow(store, each.office, each.year, day), name)
        except Exception:  # noqa: BLE001 - keeps no other office from being told; raised below
            logger.exception("not followed", extra={"office": each.office, "year": each.year})
            failed.append(f"{each.office}/{each.year}")
    recent = [each for each in years if each.year and each.year >= day.year - _YEARS]
    offices = [each.office for each in years]
    waiting = left(store, offices, recent, datetime.now(UTC))
    told |= _told((address for address in waiting if address not in told), name)
    logger.info("followed", extra={"years": len(years), "addresses": len(told)})
    if failed:
        raise Unfollowed(", ".join(failed))
    return {"day": day.isoformat(), "addresses": len(told)}


def _told(addresses: Iterable[Address], name: str) -> set[Address]:
    """Have addresses told, each by a run of its own; the same event starts it once."""
    told = set()
    for address in addresses:
        tell(address, f"clock {name} {address.partition}")
        told.add(address)
    return told
