"""What an organ handed in for a year: in which order, and on which days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone
from typing import Final, Literal, TypeVar

from msgspec import Struct

from gouji.facts.reasons import PreviousUnread
from gouji.verdict import Status

# Of an upload: what its verdict says; before there is one, and where the system could not finish.
State = Status | Literal["received", "failed"]

_SEQUENCER_LENGTH: Final = 64
_CHINA: Final = timezone(timedelta(hours=8))


class Dates(Struct, frozen=True):
    """When what happened to a report, and what the office set; each None where it is not known.

    `returned`: whether it was ever sent back.
    """

    submitted: date | None = None
    published: date | None = None
    cleared: date | None = None
    local_deadline: date | None = None
    returned_until: date | None = None
    resubmitted: date | None = None
    returned: bool | None = None


class Uploaded(Struct, frozen=True):
    """A file was handed in: under which key, with which padded sequencer, when (ISO 8601 in UTC)."""

    upload_id: str
    key: str
    order: str
    event_time: str


_U = TypeVar("_U", bound=Uploaded)


def padded(sequencer: str) -> str:
    """A sequencer so that text comparison orders those of one key: they are hexadecimal, filled up on the right.

    Amazon S3 user guide, event message structure.
    """
    return sequencer.upper().ljust(_SEQUENCER_LENGTH, "0")


def in_order(uploads: Iterable[_U]) -> list[_U]:
    """The uploads of one organ and year, oldest first; the same whatever order they are given in.

    Of one key by sequencer, between keys by event time, then by key. A clock that runs backwards within a key is not
    believed: an upload counts as no older than those of its key that came before it. So the order is total.
    """
    latest: dict[str, str] = {}
    placed: list[tuple[tuple[str, str, str, str, str], _U]] = []
    for upload in sorted(uploads, key=_in_key):
        time = max(upload.event_time, latest.get(upload.key, ""))
        latest[upload.key] = time
        placed.append(((time, upload.key, *_in_key(upload)), upload))
    return [upload for _, upload in sorted(placed, key=lambda each: each[0])]


def _in_key(upload: Uploaded) -> tuple[str, str, str]:
    return upload.order, upload.event_time, upload.upload_id


def why_unread(year: int, state: State) -> PreviousUnread | None:
    """Why the report of the year before has no figures to compare with; None where it was read."""
    match state:
        case "received":
            return PreviousUnread(year=year, state="received")
        case "failed" | "unreadable":
            return PreviousUnread(year=year, state="unreadable")
        case _:
            return None


def days(
    year: int,
    uploaded: str,
    all_uploaded: Iterable[str],
    deadline: date | None,
    *,
    returned: bool | None = None,
) -> Dates:
    """When an organ first handed in, and, where the upload of the time `uploaded` is not the first, when it did again.

    `returned`: whether the report was ever sent back.
    Reports of past years that are put in later are no submissions: only the year after the report's year counts.
    """
    earliest = min((uploaded, *all_uploaded))
    first = day_in_china(earliest)
    return Dates(
        submitted=first if first.year == year + 1 else None,
        resubmitted=day_in_china(uploaded) if uploaded > earliest else None,
        local_deadline=deadline,
        returned=returned,
    )


def day_in_china(time: str) -> date:
    """The day in China of a time in ISO 8601."""
    return datetime.fromisoformat(time).astimezone(_CHINA).date()
