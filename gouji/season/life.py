"""The life of one organ's report in a year: what happened, in whatever order → how it stands. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Final, Literal, get_args

from msgspec import Struct

from gouji.season.submission import State, Uploaded, day_in_china, in_order
from gouji.verdict import Severity

Standing = Literal[
    "missing",
    "received",
    "failed",
    "unreadable",
    "to_review",
    "returned",
    "accepted",
    "correction",
]
Action = Literal["accept", "return", "reopen", "withdraw", "waive", "restore"]
STANDINGS: Final[tuple[Standing, ...]] = get_args(Standing)
ACTIONS: Final[tuple[Action, ...]] = get_args(Action)

# What may be done to the current upload, by its state, where nothing was decided about it; in the order of ACTIONS.
_BY_STATE: Final[Mapping[str, tuple[Action, ...]]] = {
    "received": ("withdraw",),
    "failed": ("withdraw",),
    "unreadable": ("return", "withdraw"),
}
_JUDGED: Final[tuple[Action, ...]] = ("accept", "return", "withdraw", "waive", "restore")
_CLOSED: Final[tuple[Action, ...]] = ("reopen",)


class Open(Struct, frozen=True):
    """An error or warning of a verdict: its key, and for how many alike it stands."""

    key: str
    severity: Severity
    count: int = 1


class Submission(Uploaded, frozen=True):
    """An upload with what is known of it now. `findings`: the errors and warnings of its verdict."""

    state: State = "received"
    findings: tuple[Open, ...] = ()

    @property
    def is_read(self) -> bool:
        """Whether there is a verdict on figures that were read."""
        return self.state not in {"received", "failed", "unreadable"}


class Reviewer(Struct, frozen=True):
    """Who decided: the token's subject, and the name that it gives, if it gives one."""

    sub: str
    name: str | None = None


class Decision(Struct, frozen=True, kw_only=True):
    """What a reviewer decided about the current upload, or (waive, restore) about one finding, by its key.

    `number`: which of the organ's decisions of the year it is, from 1. `at`: ISO 8601 in UTC.
    """

    id: str
    number: int
    at: str
    by: Reviewer
    action: Action
    upload_id: str
    finding: str | None = None
    reason: str | None = None
    note: str | None = None


class Deletion(Struct, frozen=True):
    """An object was deleted: under which key, with which padded sequencer, when.

    `upload_id`: of which upload, where one version was deleted; else it is the key's newest one before it.
    """

    key: str
    order: str
    event_time: str
    upload_id: str | None = None


class Record(Struct, frozen=True, kw_only=True):
    """How an organ's report stands.

    `current`, `accepted`: uploads. `submissions`: how many there were, those taken back, too. `returned`: how often one
    was sent back. `first_read`: when the first that could be read was handed in (ISO 8601). `waived`: the keys that
    are waived, each with its decision. `errors`, `warnings`: of the current upload, without the waived ones.
    """

    standing: Standing = "missing"
    current: str | None = None
    accepted: str | None = None
    submissions: int = 0
    returned: int = 0
    first_read: str | None = None
    waived: Mapping[str, str] = {}
    errors: int = 0
    warnings: int = 0
    may: tuple[Action, ...] = ()


class Life:
    """What happened to one organ's report in a year, told in whatever order and however often."""

    def __init__(
        self,
        uploads: Iterable[Submission] = (),
        decisions: Iterable[Decision] = (),
        deletions: Iterable[Deletion] = (),
    ) -> None:
        self.uploads: Sequence[Submission] = in_order({u.upload_id: u for u in uploads}.values())
        by_number = {decision.number: decision for decision in decisions}
        self.decisions: Sequence[Decision] = [by_number[n] for n in sorted(by_number)]
        self.deletions: Sequence[Deletion] = tuple(deletions)

    @cached_property
    def record(self) -> Record:
        """How the report stands after all of it."""
        current, waived = self.current, self.waived
        return Record(
            standing=self._standing,
            current=current.upload_id if current else None,
            accepted=self.accepted,
            submissions=len(self.uploads),
            returned=sum(decision.action == "return" for decision in self.decisions),
            first_read=next((u.event_time for u in self.standing_uploads if u.is_read), None),
            waived={key: decision.id for key, decision in waived.items()},
            errors=_count(current, "error", waived),
            warnings=_count(current, "warning", waived),
            may=tuple(action for action in ACTIONS if action in self._may),
        )

    @cached_property
    def accepted(self) -> str | None:
        """The upload whose acceptance stands."""
        return self._decided[0]

    @cached_property
    def standing_uploads(self) -> Sequence[Submission]:
        """The uploads that were not taken back, oldest first.

        An acceptance locks: an accepted upload that is deleted stays until it is reopened.
        """
        gone = {d.upload_id for d in self.decisions if d.action == "withdraw"}
        gone.update(_deleted(self.deletions, self.uploads))
        return [u for u in self.uploads if u.upload_id not in gone or u.upload_id == self.accepted]

    @property
    def current(self) -> Submission | None:
        """The newest upload that was not taken back."""
        return self.standing_uploads[-1] if self.standing_uploads else None

    @cached_property
    def waived(self) -> Mapping[str, Decision]:
        """The findings that are waived, by their keys.

        A waiver ends with the first newer upload that was read and does not have the finding. One of a finding that is
        not the upload's own (it hangs on other reports) ends where the finding does.
        """
        active: dict[str, Decision] = {}
        for decision in self.decisions:
            if decision.finding and decision.action == "waive":
                active[decision.finding] = decision
            elif decision.finding and decision.action == "restore":
                active.pop(decision.finding, None)
        return {key: decision for key, decision in active.items() if self._holds(key, decision)}

    def _holds(self, key: str, waiver: Decision) -> bool:
        ids = [upload.upload_id for upload in self.standing_uploads]
        if waiver.upload_id not in ids:
            return True
        place = ids.index(waiver.upload_id)
        if key not in _keys(self.standing_uploads[place]):
            return True
        return all(key in _keys(u) for u in self.standing_uploads[place + 1 :] if u.is_read)

    @cached_property
    def _decided(self) -> tuple[str | None, frozenset[str]]:
        """The upload whose acceptance stands, and those that are sent back."""
        accepted: str | None = None
        returned: set[str] = set()
        for decision in self.decisions:
            upload = decision.upload_id
            match decision.action:
                case "accept":
                    accepted = upload
                    returned.discard(upload)
                case "return":
                    returned.add(upload)
                case "reopen" if upload in returned:
                    returned.remove(upload)
                case "reopen":
                    accepted = None
        return accepted, frozenset(returned)

    @property
    def _standing(self) -> Standing:
        if self.current is None:
            return "missing"
        accepted, returned = self._decided
        is_returned = self.current.upload_id in returned
        if accepted:
            # A correction that was sent back is dealt with: what was accepted before it stands.
            is_settled = is_returned or self.current.upload_id == accepted
            return "accepted" if is_settled else "correction"
        return "returned" if is_returned else standing_of(self.current.state)

    @property
    def _may(self) -> Collection[Action]:
        current, (accepted, returned) = self.current, self._decided
        if current is None:
            return ()
        if current.upload_id == accepted:
            return _CLOSED
        if current.upload_id in returned:
            return (*_CLOSED, "withdraw")
        fresh = _BY_STATE.get(current.state, _JUDGED)
        return (*fresh, *_CLOSED) if accepted else fresh


def standing_of(state: State) -> Standing:
    """How a report stands whose current upload is in this state, and about which nothing was decided."""
    if state in {"received", "failed", "unreadable"}:
        return state
    return "to_review"


def is_late(record: Record, deadline: date, today: date) -> bool:
    """Whether the first report that could be read came after the deadline, or none has come and it is past."""
    if record.first_read:
        return day_in_china(record.first_read) > deadline
    return today > deadline


def deadline_of(year: int, set_by_office: date | None) -> date:
    """By when the reports of a year are to be handed in: the office's day, else 31 January after it.

    政府信息公开条例 (2019), article 49.
    """
    return set_by_office or date(year + 1, 1, 31)


def _deleted(deletions: Iterable[Deletion], uploads: Sequence[Submission]) -> Iterator[str]:
    """The uploads that deletions took back."""
    for deletion in deletions:
        if deletion.upload_id:
            yield deletion.upload_id
            continue
        before = [u for u in uploads if u.key == deletion.key and u.order < deletion.order]
        if before:
            yield before[-1].upload_id


def _keys(upload: Submission) -> frozenset[str]:
    return frozenset(finding.key for finding in upload.findings)


def _count(upload: Submission | None, severity: Severity, waived: Mapping[str, Decision]) -> int:
    return sum(
        finding.count
        for finding in (upload.findings if upload else ())
        if finding.severity == severity and finding.key not in waived
    )
