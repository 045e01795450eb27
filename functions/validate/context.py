"""What the cloud knows beside a report: last year's, the dates, the office's settings and roster."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Final, Literal

from msgspec import ValidationError

from functions.adapters.documents import document_key, fetch_document, fetch_office_files
from functions.adapters.logging import logger
from gouji.facts.base import Reason
from gouji.facts.reasons import MalformedOfficeFile, PreviousOutdated, PreviousUnread, RosterNotCsv
from gouji.judging.context import Context, Dates, Settings
from gouji.organs import Organ, find
from gouji.report import Report

if TYPE_CHECKING:
    from functions.adapters.messages import Upload
    from functions.adapters.store import Store
    from gouji.report import Key

_RULES: Final = "rules.json"
_ROSTER: Final = "roster.csv"
_READ: Final = frozenset({"passed", "flagged", "incomplete"})
_CHINA: Final = timezone(timedelta(hours=8))


def context_of(upload: Upload, store: Store, documents: str) -> Context:
    """All that is known beside an upload; of a misplaced one nothing.

    What is filed is not known: the bucket takes reports, and does not hear of their publication.
    """
    key = upload.place
    if key is None:
        return Context()
    lacking: dict[str, Reason] = {}
    settings, deadline, roster = _office(upload, key, lacking)
    names = _names(key, roster)
    return Context(
        key=key,
        previous=_last_year(store, documents, key, names, lacking),
        roster=roster,
        dates=_dates(store, upload, key, deadline),
        uploads=_uploads(store, key, names) if roster else None,
        settings=settings,
        lacking=lacking,
    )


def _office(
    upload: Upload, key: Key, lacking: dict[str, Reason]
) -> tuple[Settings, date | None, tuple[Organ, ...] | None]:
    """The office's own files of the year, where there are any."""
    files = fetch_office_files(upload.bucket, f"{key.office}/{key.year}/_settings/")
    if not files:
        return Settings(), None, None
    from gouji.judging import office_files as own  # late: few offices have any

    found, roster = own.OfficeSettings(), None
    try:
        if _RULES in files:
            found = own.settings_from_json(files[_RULES], _RULES)
    except own.MalformedFile as error:
        lacking["settings"] = MalformedOfficeFile(what="settings", fault=str(error))
    try:
        if _ROSTER in files:
            roster = own.roster_from_csv(files[_ROSTER], _ROSTER)
        elif any(name.startswith("roster.") for name in files):
            lacking["roster"] = RosterNotCsv(file=_ROSTER)
    except own.MalformedFile as error:
        lacking["roster"] = MalformedOfficeFile(what="roster", fault=str(error))
    for field, reason in lacking.items():
        logger.warning("malformed", extra={"what": field, "reason": str(reason)})
    return found.rules, found.deadline, roster


def _names(key: Key, roster: tuple[Organ, ...] | None) -> tuple[str, ...]:
    """The names under which the organ may hand in: that of the key first."""
    entry = find(roster or (), key.organ)
    known = (entry.name, *entry.aliases) if entry else ()
    return tuple(dict.fromkeys((key.organ, *known)))


def _last_year(
    store: Store, documents: str, key: Key, names: tuple[str, ...], lacking: dict[str, Reason]
) -> Report | None:
    """Last year's current report; why there is none goes into `lacking`."""
    found = (store.summary(key.office, key.year - 1, name) for name in names)
    summary = next((item for item in found if item), None)
    if summary is None:
        return None
    if summary["state"] not in _READ:
        state: Literal["received", "unreadable"] = (
            "received" if summary["state"] == "received" else "unreadable"
        )
        lacking["previous"] = PreviousUnread(year=key.year - 1, state=state)
        return None
    try:
        return fetch_document(documents, document_key(summary["upload_id"]))
    except ValidationError:  # written before the report had its present shape
        logger.warning("outdated document")
        lacking["previous"] = PreviousOutdated(year=key.year - 1)
        return None


def _dates(store: Store, upload: Upload, key: Key, deadline: date | None) -> Dates:
    """When the organ first handed in, and, where this is not the first time, when it did again.

    Reports of past years that are put in later are no submissions: only the year after the report's year counts.
    """
    times = [upload.event_time]
    times += [item["event_time"] for item in store.uploads(key.office, key.year, key.organ)]
    first, this = _day(min(times)), _day(upload.event_time)
    return Dates(
        submitted=first if first.year == key.year + 1 else None,
        resubmitted=this if upload.event_time > min(times) else None,
        local_deadline=deadline,
    )


def _uploads(store: Store, key: Key, names: tuple[str, ...]) -> int:
    """Under how many of its names the organ has a current report."""
    return sum(store.summary(key.office, key.year, name) is not None for name in names)


def _day(time: str) -> date:
    """The day in China of a time in ISO 8601."""
    return datetime.fromisoformat(time).astimezone(_CHINA).date()
