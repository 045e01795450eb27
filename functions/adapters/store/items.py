"""What stands in the table: every item with its key."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Final, TypeVar

from msgspec import Struct
from msgspec.structs import asdict

from functions.adapters.store.table import Value, now
from gouji.codec import decode, encode
from gouji.result import Counts
from gouji.season.submission import State, Uploaded
from gouji.season.totals import Figures

if TYPE_CHECKING:
    from functions.adapters.messages import Upload

_T = TypeVar("_T")

# How the sort keys of each kind of item begin.
UPLOAD: Final = "UPLOAD#"
RESULT: Final = "RESULT#"
SUMMARY: Final = "REPORT#"
FIGURES: Final = "FIGURES#"
HINT: Final = "HINT#"


class StateItem(Uploaded, frozen=True, kw_only=True):
    """An upload's state; `reason` says why where it has no figures. Counts are there once there is a verdict."""

    pk: str
    sk: str
    state: State
    reason: str | None = None
    received_at: str
    finished_at: str | None = None
    errors: int | None = None
    warnings: int | None = None
    notes: int | None = None
    unassessed: int | None = None
    recognised: int | None = None


class UploadItem(StateItem, frozen=True, kw_only=True):
    """One upload: where it is, which execution owns it, who tells of it and when that was done."""

    bucket: str
    version_id: str | None = None
    sequencer: str
    etag: str
    size: int
    office: str | None = None
    year: int | None = None
    organ: str | None = None
    execution: str
    verdict_owner: str | None = None
    verdict_claimed_at: str | None = None
    verdict_sent_at: str | None = None
    failure_owner: str | None = None
    failure_claimed_at: str | None = None
    failure_sent_at: str | None = None


class SummaryItem(StateItem, frozen=True, kw_only=True):
    """The current upload of one organ and year."""

    office: str
    year: int
    organ: str


class ResultItem(Struct, frozen=True):
    """The result of one upload, packed."""

    pk: str
    sk: str
    body: bytes


class FiguresItem(Struct, frozen=True):
    """The figures of an organ's current report, packed; of the upload that has them."""

    pk: str
    sk: str
    upload_id: str
    body: bytes

    @property
    def organ(self) -> str:
        """Whose figures they are."""
        return self.sk.removeprefix(FIGURES)

    @property
    def figures(self) -> Figures:
        """What is added up."""
        return unpacked(self.body, Figures)


def organ_partition(office: str, year: int, organ: str) -> str:
    """The partition of one organ's uploads and results."""
    return f"ORGAN#{office}#{year}#{organ}"


def year_partition(office: str, year: int) -> str:
    """The partition of an office's year: summaries and figures."""
    return f"YEAR#{office}#{year}"


def partition_of(upload: Upload) -> str:
    """The partition of an upload and its result."""
    place = upload.place
    if place:
        return organ_partition(place.office, place.year, place.organ)
    return f"MISPLACED#{upload.office or '-'}"


def outcome(state: State, reason: str | None, found: Counts | None) -> dict[str, Value | None]:
    """What an upload and its summary say once there is a verdict, or a failure."""
    about: dict[str, Value | None] = asdict(found) if found else {}
    return {"state": state, "reason": reason, "finished_at": now(), **about}


def packed(data: object) -> bytes:
    """JSON, compressed: a report of 50 KB takes 5, and DynamoDB bills by size."""
    return zlib.compress(encode(data))


def unpacked(body: bytes, kind: type[_T]) -> _T:
    """What `packed` packed."""
    return decode(zlib.decompress(body), kind)
