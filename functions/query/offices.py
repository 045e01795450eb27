"""What an office gave for a year, as it is in force: the roster, the deadline; and the day it is there."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from msgspec import convert

from functions.query.models import RosterInForce
from gouji.season.life import deadline_of
from gouji.season.office import Office
from gouji.season.overview import Filed
from gouji.wording.office.faults import fault_sentences

if TYPE_CHECKING:
    from functions.adapters.store import RecordItem, Store

_CHINA: Final = timedelta(hours=8)


def office_of(store: Store, office: str, year: int) -> Office:
    """What an office gave for a year; where it gave nothing, an office without roster and settings."""
    return store.office(office, year)


def roster_of(store: Store, office: str, year: int) -> RosterInForce | None:
    """The roster in force and what is wrong with the last file; None where none was ever put in."""
    item = store.office_files.item((office, year), "roster")
    if not item.revision:
        return None
    faults = fault_sentences(item.faulty.faults, item.faulty.further)
    organs = len(item.roster.organs) if item.roster else 0
    return RosterInForce(organs=organs, version=item.version, faults=faults)


def filed_of(record: RecordItem) -> Filed:
    """How a report stands, as an office's overview takes it."""
    return convert(record, Filed, from_attributes=True)


def deadline(office: Office, year: int) -> date:
    """By when the reports of a year are to be handed in."""
    return deadline_of(year, office.deadline)


def today() -> date:
    """The day in China."""
    return (datetime.now(UTC) + _CHINA).date()
