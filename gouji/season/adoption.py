"""An office's own files as they were put in, in whatever order → which one is in force. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from gouji.facts.office_files import Fault, Remark
from gouji.season.office import FileKind
from gouji.season.roster import RosterChanges
from gouji.season.settings import SettingChange
from gouji.season.submission import Uploaded, in_order


class Attempt(Uploaded, frozen=True, kw_only=True):
    """A file was put in: one that can be used, or a faulty one. `digest`: of what it says, or of its faults."""

    digest: str
    is_good: bool


class InForce(Struct, frozen=True):
    """What follows of all that was put in.

    `version`: how often what is in force became another; 0: nothing ever was. `attempt`: the one that made it so.
    `latest`: the last one that was put in, good or faulty.
    """

    version: int = 0
    attempt: str | None = None
    latest: str | None = None


class Outcome(Struct, frozen=True, kw_only=True):
    """What became of one file: what it changes, or what is wrong with it; nothing of both where it says the same.

    `version`: the one that is in force with it, 0 where none is. `organs`: how many the roster in force has.
    `further`: how many more faults there are. `kind`: None of a file that by its name is neither of the two.
    `reason`: why the system could not take it up, whatever it says; `execution`: the run that failed at it.
    """

    kind: FileKind | None
    file: str
    version: int
    organs: int | None = None
    roster: RosterChanges | None = None
    settings: tuple[SettingChange, ...] | None = None
    remarks: tuple[Remark, ...] = ()
    faults: tuple[Fault, ...] = ()
    further: int = 0
    reason: str = ""
    execution: str = ""


def in_force(attempts: Iterable[Attempt]) -> InForce:
    """The newest one that can be used, whatever faulty ones came after it; the same in whatever order they are told.

    One that says what is in force already changes nothing.
    """
    ordered = in_order({each.upload_id: each for each in attempts}.values())
    version, now = 0, None
    for attempt in ordered:
        if attempt.is_good and (now is None or attempt.digest != now.digest):
            version, now = version + 1, attempt
    return InForce(
        version, now.upload_id if now else None, ordered[-1].upload_id if ordered else None
    )
