"""The messages between the states of a recheck; it begins with `RecheckRequested`."""

from __future__ import annotations

from typing import Any, Self

from msgspec import UNSET, UnsetType, field

from functions.adapters.messages import Message, ReportRefused, Upload
from functions.adapters.rechecks import RecheckRequested
from gouji.report import Key


class ReportsListed(Message, frozen=True):
    """What is to be judged again lies as a list of ReportDue under `list` in `bucket`."""

    recheck: str
    bucket: str
    list: str


class ReportDue(Message, frozen=True):
    """An upload is to be judged again; with `read` its file is read again before. `listed`: when this was listed."""

    recheck: str
    listed: str
    office: str
    year: int
    organ: str
    upload_id: str
    reads: bool = field(name="read", default=False)

    @property
    def place(self) -> Key:
        """Where the report was handed in."""
        return Key(self.office, self.year, self.organ)


class ReadingDue(Message, frozen=True):
    """Parse is to read the upload before it is judged again: in its own words, with what is due."""

    due: ReportDue
    upload: Upload
    execution: str


class ReportRead(Message, frozen=True):
    """The upload was read again, or refused: then the error that the workflow caught says why."""

    due: ReportDue
    upload: Upload
    refused: str | None = None

    @classmethod
    def read(cls, data: dict[str, Any]) -> Self:
        """Take what is due, and the error's message where there is one."""
        refused = ReportRefused.read(data).error if "error" in data else None
        return super().read({**data, "refused": refused})


class ReportJudged(Message, frozen=True):
    """Nothing is left to do for an upload. It says nothing: a Map keeps all answers, in 256 KB."""


class RecheckEnded(Message, frozen=True):
    """The recheck is done, or stopped; the verdicts of so many reports changed. `next`: what follows from it."""

    recheck: str
    state: str
    changed: int = 0
    next: RecheckRequested | UnsetType = UNSET
