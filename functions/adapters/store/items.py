"""What stands in the table: every item with its key."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Final, Literal, TypeVar

from msgspec import Struct
from msgspec.structs import asdict

from functions.adapters.store.table import Value, now
from gouji.codec import decode, encode
from gouji.result import Counts
from gouji.season.life import Decision, Deletion, Open, Standing, Submission
from gouji.season.sketch import Sketch
from gouji.season.submission import State, Uploaded
from gouji.season.totals import Figures

if TYPE_CHECKING:
    from functions.adapters.messages import Upload

_T = TypeVar("_T")

# How the sort keys of each kind of item begin. Of an organ's year: what happened.
UPLOAD: Final = "UPLOAD#"
DECISION: Final = "DECISION#"
DELETION: Final = "DELETION#"
MESSAGE: Final = "MESSAGE#"
# Of an upload.
RESULT: Final = "RESULT"
FIGURES: Final = "FIGURES"
SKETCH: Final = "SKETCH"
# Of an office's year: what follows from what happened.
SUMMARY: Final = "REPORT#"
RECORD: Final = "STANDING#"
CURRENT: Final = "CURRENT#"
ACCEPTED: Final = "ACCEPTED#"
HINT: Final = "HINT#"
# Of an address.
PENDING: Final = "PENDING#"
TURN: Final = "TURN"
DOUBT: Final = "DOUBT#"


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
    """One upload: where it is, which execution owns it; what the outbox was given of it,
    when and in which messages the office was told.

    `findings`: the errors and warnings of its verdict, as JSON.
    """

    bucket: str
    version_id: str | None = None
    sequencer: str
    etag: str
    size: int
    office: str | None = None
    year: int | None = None
    organ: str | None = None
    execution: str
    findings: str | None = None
    queued: Literal["failure", "verdict"] | None = None
    told_at: str | None = None
    told_verdict: str | None = None
    told_failure: str | None = None

    @property
    def submission(self) -> Submission:
        """What the life of the report knows of it."""
        found = decode(self.findings.encode(), tuple[Open, ...]) if self.findings else ()
        return Submission(self.upload_id, self.key, self.order, self.event_time, self.state, found)


class SummaryItem(StateItem, frozen=True, kw_only=True):
    """The current upload of one organ and year."""

    office: str
    year: int
    organ: str


class RecordItem(Struct, frozen=True, kw_only=True):
    """How the report of one organ and year stands.

    `revision` grows with whatever happens to it: who writes must have seen the last. `current`, `accepted`: uploads.
    """

    pk: str
    sk: str
    revision: int
    standing: Standing
    current: str | None = None
    accepted: str | None = None
    submissions: int
    returned: int
    first_read: str | None = None
    errors: int
    warnings: int
    waived: int

    @property
    def organ(self) -> str:
        """Whose report it is."""
        return self.sk.removeprefix(RECORD)


class DecisionItem(Struct, frozen=True):
    """A decision, as JSON."""

    pk: str
    sk: str
    body: str

    @property
    def decision(self) -> Decision:
        """What was decided."""
        return decode(self.body.encode(), Decision)


class DeletionItem(Deletion, frozen=True, kw_only=True):
    """An object that was deleted."""

    pk: str
    sk: str


class MessageItem(Struct, frozen=True, kw_only=True):
    """A message that the organ was sent: of which kind, when, with which id; of a return, of which upload."""

    pk: str
    sk: str
    at: str
    kind: Literal["returned", "reminder"]
    message_id: str
    upload_id: str | None = None


class ResultItem(Struct, frozen=True):
    """The result of one upload, packed."""

    pk: str
    sk: str
    body: bytes


class FiguresItem(Struct, frozen=True):
    """The figures of an upload, packed: its own, and as those of an organ's current or accepted report."""

    pk: str
    sk: str
    upload_id: str
    body: bytes

    @property
    def organ(self) -> str:
        """Whose figures they are, of a report's."""
        return self.sk.partition("#")[2]

    @property
    def figures(self) -> Figures:
        """What is added up."""
        return unpacked(self.body, Figures)


class SketchItem(Struct, frozen=True):
    """A report in small, packed: of an upload, and as that of an organ's current report."""

    pk: str
    sk: str
    upload_id: str
    body: bytes

    @property
    def sketch(self) -> Sketch:
        """The report in small."""
        return unpacked(self.body, Sketch)


def organ_partition(office: str, year: int, organ: str) -> str:
    """The partition of what happened to one organ's report."""
    return f"ORGAN#{office}#{year}#{organ}"


def year_partition(office: str, year: int) -> str:
    """The partition of an office's year: how its organs' reports stand."""
    return f"YEAR#{office}#{year}"


def partition_of(upload: Upload) -> str:
    """The partition of what happened to an upload."""
    place = upload.place
    if place:
        return organ_partition(place.office, place.year, place.organ)
    return f"MISPLACED#{upload.office or '-'}"


def sketch_partition(office: str, year: int) -> str:
    """The partition of an office's current reports in small: apart, for only what judges reads them."""
    return f"SKETCHES#{office}#{year}"


def upload_partition(upload_id: str) -> str:
    """The partition of what was read and judged of an upload."""
    return f"{UPLOAD}{upload_id}"


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
