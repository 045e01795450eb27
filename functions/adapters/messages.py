"""The messages between the states: past tense and small; ids and keys, never documents."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from typing import Any, Final, Self

import msgspec

from gouji.organs import fits_key
from gouji.report import OFFICE, Key
from gouji.season.life import Deletion
from gouji.season.submission import padded
from gouji.verdict import Status

TAKES_OVER: Final = "takes-over"  # what `gouji-ops` adds to the event of such a run
OWN_FILES: Final = "_settings"  # where an office's own files lie, in place of an organ
_YEAR = re.compile(r"20[0-9]{2}")  # \d would take full-width digits, too


class Message(msgspec.Struct, frozen=True):
    """Checked on the way in, and frozen."""

    @classmethod
    def read(cls, data: dict[str, Any]) -> Self:
        """The message that a state was handed. msgspec.ValidationError where it is none of this kind."""
        return msgspec.convert(data, cls)

    def to_json(self) -> dict[str, Any]:
        """The message as Step Functions takes it."""
        data: dict[str, Any] = msgspec.to_builtins(self)
        return data


class Upload(Message, frozen=True):
    """One upload: bucket, key, and version id or, where there is none, sequencer.

    `office`, `year`, `organ` come from the key `<office>/<year>/<organ>/<file>`, all null where it is misplaced.
    """

    upload_id: str
    bucket: str
    key: str
    version_id: str | None
    sequencer: str
    etag: str
    size: int
    event_time: str
    office: str | None
    year: int | None
    organ: str | None

    @classmethod
    def of(cls, item: msgspec.Struct) -> Upload:
        """The upload that an item of the table is about."""
        return msgspec.convert(item, cls, from_attributes=True)

    @property
    def order(self) -> str:
        """The sequencer, so that text comparison orders uploads of one key."""
        return padded(self.sequencer)

    @property
    def file(self) -> str:
        """The file's name: what stands behind the organ, or the whole key of a misplaced file."""
        return self.key.split("/", 3)[3] if self.organ else self.key

    @property
    def place(self) -> Key | None:
        """Where the report was handed in; None of a misplaced one."""
        if self.office and self.year and self.organ:
            return Key(self.office, self.year, self.organ)
        return None

    @property
    def is_no_report(self) -> bool:
        """A folder marker, a hidden or lock file, or a file of the office's own."""
        return _is_no_report(self.key)

    @property
    def is_of_no_one(self) -> bool:
        """What programs leave behind in folders: hidden and lock files, markers of folders."""
        return _is_of_no_one(self.key)

    @property
    def is_own_file_astray(self) -> bool:
        """Whether the file, which is misplaced, is one of the office's own by its name or by its folder."""
        return not self.organ and (_is_own_file(self.key) or _is_in_own_folder(self.key))


class S3Object(Message, frozen=True):
    """`detail.object` of an S3 event; the key is not URL-encoded."""

    key: str
    size: int = 0
    etag: str = ""
    sequencer: str = ""
    version_id: str | None = None


class ObjectCreated(Message, frozen=True):
    """The EventBridge event "Object Created" of the upload bucket."""

    time: str
    bucket: str
    object: S3Object

    @classmethod
    def of(cls, event: dict[str, Any]) -> ObjectCreated:
        """Take what is needed of the event. KeyError or msgspec.ValidationError where it is another event."""
        detail = event["detail"]
        thing = detail["object"]
        found = S3Object.read({**thing, "version_id": thing.get("version-id") or None})
        return cls(time=event["time"], bucket=detail["bucket"]["name"], object=found)

    def upload(self) -> Upload:
        """The upload that this event tells of."""
        found = self.object
        identity = found.version_id or f"sequencer:{found.sequencer}"
        office, year, organ = _place(found.key)
        return Upload(
            upload_id=_upload_id(self.bucket, found.key, identity),
            bucket=self.bucket,
            key=found.key,
            version_id=found.version_id,
            sequencer=found.sequencer,
            etag=found.etag,
            size=found.size,
            event_time=self.time,
            office=office,
            year=year,
            organ=organ,
        )


class ObjectDeleted(Message, frozen=True):
    """The EventBridge event "Object Deleted" of the upload bucket.

    `is_permanent`: one version is gone for good; else a delete marker covers the newest.
    """

    time: str
    bucket: str
    object: S3Object
    is_permanent: bool

    @classmethod
    def of(cls, event: dict[str, Any]) -> ObjectDeleted:
        """Take what is needed of the event. KeyError or msgspec.ValidationError where it is another event."""
        created = ObjectCreated.of(event)
        is_permanent = event["detail"].get("deletion-type") == "Permanently Deleted"
        return cls(created.time, created.bucket, created.object, is_permanent)

    @property
    def place(self) -> Key | None:
        """Where the report was handed in; None where no report can be there."""
        return report_place(self.object.key)

    @property
    def deletion(self) -> Deletion:
        """What is recorded of it."""
        version = self.object.version_id if self.is_permanent else None
        return Deletion(
            key=self.object.key,
            order=padded(self.object.sequencer),
            event_time=self.time,
            upload_id=_upload_id(self.bucket, self.object.key, version) if version else None,
        )


def report_place(key: str) -> Key | None:
    """Where a report with this key in the bucket is handed in; None where it is none."""
    office, year, organ = _place(key)
    if office and year and organ and not _is_no_report(key):
        return Key(office, year, organ)
    return None


def _upload_id(bucket: str, key: str, identity: str) -> str:
    return hashlib.sha256(f"{bucket}\n{key}\n{identity}".encode()).hexdigest()[:32]


def _is_no_report(key: str) -> bool:
    _, _, organ = _place(key)
    return _is_of_no_one(key) or (organ is not None and organ.startswith("_"))


def _is_of_no_one(key: str) -> bool:
    name = key.rsplit("/", 1)[-1]
    return not name or name.startswith((".", "~$"))


def _is_own_file(key: str) -> bool:
    """Whether a file's name is that of a roster or of settings."""
    from gouji.season.office import kind_of_file  # late: few keys are looked at so closely

    return kind_of_file(key.rsplit("/", 1)[-1]) is not None


def _is_in_own_folder(key: str) -> bool:
    """Whether a folder on the way to a file is called as that of an office's own files, however it is written."""
    folders = unicodedata.normalize("NFKC", key.rpartition("/")[0]).casefold().split("/")
    return any(folder.strip() == OWN_FILES for folder in folders)


def _is_astray(key: str, organ: str) -> bool:
    """Whether a file in a year's folder is one of the office's own, and not in the folder that is looked into."""
    if organ == OWN_FILES or not _is_in_own_folder(key):
        return False
    return organ.startswith("_") or _is_own_file(key)


def _place(key: str) -> tuple[str | None, int | None, str | None]:
    """Office, year and organ of a key; of a misplaced one the office alone, if that much is clear."""
    segments = key.split("/", 3)
    office = segments[0] if OFFICE.fullmatch(segments[0]) and len(segments) > 1 else None
    if len(segments) == 4 and office and _YEAR.fullmatch(segments[1]) and all(segments[2:]):
        organ = segments[2]
        if fits_key(organ) and not _is_astray(key, organ):
            return office, int(segments[1]), organ
    return office, None, None


class IngestRequested(Message, frozen=True):
    """What the workflow hands to Ingest: the event, and the execution that owns what it registers."""

    event: dict[str, Any]
    execution: str

    @property
    def takes_over(self) -> bool:
        """Whether an operator started the run in place of one that came to nothing: no event of AWS says so."""
        return self.event.get(TAKES_OVER) is True


class ReportIngested(Message, frozen=True):
    """The upload is registered; with a `refusal` it is not worth opening."""

    upload: Upload
    execution: str
    refusal: str | None = None


class ParseRequested(ReportIngested, frozen=True):
    """What the workflow hands to Parse. `catches_scans`: it takes a scan as an error, not as an answer.

    The message that it was handed itself is `ingested`: what that may lack, a definition cannot name.
    """

    catches_scans: bool = False

    @classmethod
    def read(cls, data: dict[str, Any]) -> Self:
        """Take the message alone, too: who judges again asks so, and runs that an earlier release started."""
        return super().read({**data.get("ingested", {}), **data})


class UploadIgnored(Message, frozen=True):
    """Nothing to do, and why."""

    reason: str


class ReportScanned(Message, frozen=True):
    """The upload shows its report as pictures: Recognise reads it. What the workflow caught, or Parse's answer."""

    upload: Upload
    execution: str


class ReportParsed(Message, frozen=True):
    """The report as read lies under `document` in the document bucket."""

    upload: Upload
    execution: str
    document: str


def _cause(error: Any) -> Any:  # noqa: ANN401 - whatever Step Functions hands over
    """Step Functions' {Error, Cause} → the error's message; Cause is a Lambda error as JSON, or plain text."""
    cause = error.get("Cause", "") if isinstance(error, dict) else error
    try:
        return json.loads(cause)["errorMessage"]
    except (ValueError, TypeError, KeyError):
        return cause


class ReportRefused(Message, frozen=True):
    """Parse found the file unreadable: its message, and the error that the workflow caught."""

    upload: Upload
    execution: str
    error: str

    @classmethod
    def read(cls, data: dict[str, Any]) -> Self:
        """Take the error's message of what the workflow caught."""
        return super().read({**data, "error": _cause(data.get("error"))})


class ReportValidated(Message, frozen=True):
    """The verdict is stored and in the outbox. `wait`: it is not the office's turn yet; seconds."""

    upload: Upload
    execution: str
    status: Status
    wait: int | None = None


class ReportNotified(Message, frozen=True):
    """The office was told, in the message of this id; null where it is told by nobody any more."""

    upload: Upload
    execution: str
    message_id: str | None


class MessagesDue(Message, frozen=True):
    """Messages to an office, or to one organ of it, stand in the outbox. `wait`: it is not its turn yet; seconds."""

    office: str
    execution: str
    organ: str | None = None
    wait: int | None = None


class RunFailed(Message, frozen=True):
    """EventBridge's event that an execution ended badly, and the execution that tells of it."""

    event: dict[str, Any]
    execution: str
