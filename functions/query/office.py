"""The office's own files of a year over HTTP: what is in force, and a new one, checked first."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any, Final, Self

from msgspec import Meta, Struct

from functions.adapters.office_files import adopt, read_office_file
from functions.adapters.store import Contended, InForceItem, Outdated
from functions.adapters.store.table import now
from functions.query.models import Problem
from functions.query.problems import Refused
from functions.query.request import Request
from functions.query.responses import Tagged, digest_of
from functions.query.tables import opened
from gouji.codec import encode
from gouji.facts.content import Topic
from gouji.facts.office_files import Fault
from gouji.organs import Organ
from gouji.report import Number
from gouji.season.adoption import Outcome
from gouji.season.office import FileKind
from gouji.season.roster import RosterChanges
from gouji.season.settings import TOPICS, OfficeSettings, SettingChange
from gouji.season.submission import Uploaded
from gouji.verdict import Severity
from gouji.wording.office.acknowledgement import change_sentences
from gouji.wording.office.faults import fault_sentences, remark_sentence

_WORKBOOK: Final = b"PK\x03\x04"


class FaultyRow(Struct, frozen=True):
    """A fault of a file."""

    file: str
    line: Annotated[int, Meta(description="行号，从 1 起；0 是整个文件")]
    kind: str
    message: Annotated[str, Meta(description="错在哪里、怎样改")]


class FileInForce(Struct, frozen=True, kw_only=True):
    """Of which file what is in force is: its version, name and time; of version 0 where nothing ever was."""

    version: int = 0
    file: str | None = None
    at: Annotated[str | None, Meta(description="放入的时间，ISO 8601，UTC")] = None
    by: Annotated[str | None, Meta(description="经本接口放入的：令牌的 sub")] = None
    faults: Annotated[tuple[FaultyRow, ...], Meta(description="最近一次放入而没有启用的文件")] = ()
    further: Annotated[int, Meta(description="没有逐一列出的错误数")] = 0


class RosterFile(FileInForce, frozen=True, kw_only=True):
    """The roster in force; null where there is none."""

    organs: tuple[Organ, ...] | None = None


class GivenSettings(Struct, frozen=True, kw_only=True):
    """What an office decided, as in rules.json."""

    off: tuple[str, ...] = ()
    on: tuple[str, ...] = ()
    severities: Mapping[str, Severity] = {}
    thresholds: Mapping[str, Number] = {}
    topics: tuple[Topic, ...] = TOPICS
    deadline: date | None = None
    publication: date | None = None

    @classmethod
    def of(cls, settings: OfficeSettings) -> Self:
        """What is in force, as it would be given."""
        rules = settings.rules
        return cls(
            off=tuple(sorted(rules.off)),
            on=tuple(sorted(rules.on)),
            severities=dict(sorted(rules.severities.items())),
            thresholds=dict(sorted(rules.thresholds.items())),
            topics=rules.topics,
            deadline=settings.deadline,
            publication=settings.publication,
        )


class SettingsFile(FileInForce, frozen=True, kw_only=True):
    """The settings in force; null where there are none."""

    settings: GivenSettings | None = None


class RosterTaken(Struct, frozen=True, kw_only=True):
    """The roster is in force; what it changes."""

    version: int
    organs: Annotated[int, Meta(description="机关数")]
    changes: RosterChanges
    messages: Annotated[tuple[str, ...], Meta(description="改动与没有读取的内容")]


class SettingsTaken(Struct, frozen=True, kw_only=True):
    """The settings are in force; what they change."""

    version: int
    changes: tuple[SettingChange, ...]
    messages: Annotated[tuple[str, ...], Meta(description="改动")]


class MalformedProblem(Problem, frozen=True, kw_only=True):
    """The file cannot be used, and replaced nothing; `faults`: row by row."""

    faults: tuple[FaultyRow, ...]
    further: int = 0


class Malformed(Refused):
    """The file cannot be used: its faults."""

    def __init__(self, faults: Sequence[Fault], further: int) -> None:
        super().__init__(
            422, "文件有误，没有启用，原来的继续有效；请按 faults 逐条改正后重新提交。"
        )
        self._faults = _rows(faults)
        self._further = further

    @property
    def problem(self) -> Problem:
        """The refusal, with the rows at fault."""
        return MalformedProblem(
            title=self.title,
            status=self.status,
            detail=str(self),
            faults=self._faults,
            further=self._further,
        )


class Overtaken(Refused):
    """The file in force is another than the one that the request rests on."""

    def __init__(self) -> None:
        super().__init__(412, "读取之后又有改动，没有启用；请重新读取在用的文件，再作修改。")


def roster(request: Request) -> RosterFile:
    """Give the roster in force."""
    return _roster_of(_item(request, "roster"))


def settings(request: Request) -> SettingsFile:
    """Give the settings in force."""
    return _settings_of(_item(request, "settings"))


def put_roster(request: Request) -> Tagged[RosterTaken]:
    """Put a roster in force: the bytes of a CSV file or a workbook."""
    is_workbook = request.content.startswith(_WORKBOOK)
    item, outcome = _put(request, "roster", "roster.xlsx" if is_workbook else "roster.csv")
    taken = RosterTaken(
        version=outcome.version,
        organs=outcome.organs or 0,
        changes=outcome.roster or RosterChanges(),
        messages=(*change_sentences(outcome), *map(remark_sentence, outcome.remarks)),
    )
    return Tagged(taken, _digest(item, "roster"))


def put_settings(request: Request) -> Tagged[SettingsTaken]:
    """Put settings in force: JSON as in rules.json."""
    item, outcome = _put(request, "settings", "rules.json")
    taken = SettingsTaken(
        version=outcome.version,
        changes=outcome.settings or (),
        messages=change_sentences(outcome),
    )
    return Tagged(taken, _digest(item, "settings"))


def _put(request: Request, kind: FileKind, name: str) -> tuple[InForceItem, Outcome]:
    """Check a file and put it in force. Raises Malformed; that it was refused is recorded, and told to nobody else."""
    place = request.office, request.year
    file = read_office_file(kind, name, request.content, request.bearer.sub)
    at = now()
    put_in = Uploaded(uuid.uuid4().hex, f"PUT {kind}", at, at)
    seen = _seen(request, kind)
    try:
        item, outcome = adopt(opened(), place, file, put_in, at_once=True, seen=seen)
    except Outdated:
        raise Overtaken from None
    except Contended as error:
        raise Refused(503, "同时有其他人在修改，请稍后再试。") from error
    if outcome is None:
        raise RuntimeError("a new file was known already")
    if outcome.faults:
        raise Malformed(outcome.faults, outcome.further)
    return item, outcome


def _seen(request: Request, kind: FileKind) -> int | None:
    """The revision that If-Match names; None where it is not sent. Refused where it names none that is in force."""
    tags = request.headers.get("if-match")
    if tags is None:
        return None
    item = _item(request, kind)
    named = {tag.strip() for tag in tags.split(",")}
    if f'"{_digest(item, kind)}"' in named or ("*" in named and item.version):
        return item.revision
    raise Overtaken


def _digest(item: InForceItem, kind: FileKind) -> str:
    """What the ETag of the file in force says."""
    shown = _roster_of(item) if kind == "roster" else _settings_of(item)
    return digest_of(encode(shown))


def _item(request: Request, kind: FileKind) -> InForceItem:
    return opened().office_files.item((request.office, request.year), kind)


def _roster_of(item: InForceItem) -> RosterFile:
    found = item.roster
    return RosterFile(organs=found.organs if found else None, **_about(item))


def _settings_of(item: InForceItem) -> SettingsFile:
    found = item.settings
    return SettingsFile(settings=GivenSettings.of(found) if found else None, **_about(item))


def _about(item: InForceItem) -> dict[str, Any]:
    faulty = item.faulty
    return {
        "version": item.version,
        "file": item.name,
        "at": item.at,
        "by": item.by,
        "faults": _rows(faulty.faults),
        "further": faulty.further,
    }


def _rows(faults: Sequence[Fault]) -> tuple[FaultyRow, ...]:
    return tuple(
        FaultyRow(fault.file, fault.line, fault.kind, said)
        for fault, said in zip(faults, fault_sentences(faults), strict=True)
    )
