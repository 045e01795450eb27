"""What the HTTP API takes and answers beside the domain's own types; its OpenAPI document is made from these."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal, get_args, get_origin

from msgspec import Meta, Struct, defstruct
from msgspec.structs import fields

from gouji.money import Unit
from gouji.report import CellId, Mark, Number
from gouji.result import Result
from gouji.season.decisions import Request
from gouji.season.life import Action, Decision, Standing
from gouji.season.overview import Counts, Entry
from gouji.season.totals import Share
from gouji.verdict import Finding, Status

# By what organs may be listed.
Sortable = Literal[
    "organ", "standing", "late", "errors", "warnings", "submissions", "returned", "group"
]
# A verdict's status; before there is one, and where the system could not finish.
State = Status | Literal["received", "failed"]


class Summary(Struct, frozen=True, kw_only=True):
    """The current upload of one organ."""

    office: str
    year: int
    organ: Annotated[str, Meta(description="报送位置上的机关名称")]
    state: State
    reason: str | None = None
    upload_id: str
    key: str
    event_time: str
    received_at: str
    finished_at: str | None = None
    errors: int | None = None
    warnings: int | None = None
    notes: int | None = None
    unassessed: int | None = None
    recognised: Annotated[
        int | None, Meta(description="由文字识别得出的格数；大于 0 的是扫描件")
    ] = None


class Version(Summary, frozen=True, kw_only=True):
    """One upload of an organ; only the newest is not superseded."""

    superseded: bool
    size: Annotated[int | None, Meta(description="文件的字节数")] = None
    etag: Annotated[str | None, Meta(description="文件在存储桶中的 ETag")] = None
    notified_at: Annotated[str | None, Meta(description="通知发出的时间")] = None


class Listed(Summary, frozen=True, kw_only=True):
    """The current upload of one organ in the list of a year, and how its report stands."""

    standing: Standing | None = None


class Waivable(Finding, frozen=True):
    """A finding, and the decision that waives it."""

    waived: Annotated[Decision | None, Meta(description="已说明、不再计入的：作出说明的决定")] = (
        None
    )


def _or_null(kind: type) -> object:
    """The same type or None, its description kept."""
    if get_origin(kind) is Annotated:
        inner, *about = get_args(kind)
        return Annotated[(inner | None, *about)]
    return kind | None


def _judged() -> list[tuple[str, object, None]]:
    """The fields of the command line, each or null; of the findings it is told which are waived."""
    kinds = {each.name: each.type for each in fields(Result)} | {"findings": tuple[Waivable, ...]}
    return [(name, _or_null(kind), None) for name, kind in kinds.items()]


_Marks = Mapping[CellId, Mark]
if TYPE_CHECKING:
    ReportDetail = Struct
    VersionDetail = Struct
else:
    # The fields of the command line, and where the report was handed in.
    # Until there is a verdict, and where there is none, what is of the verdict is null.
    ReportDetail = defstruct(
        "ReportDetail",
        [
            ("upload", Summary),
            (
                "text_file",
                Annotated[
                    str | None,
                    Meta(description="本件是扫描件时：同一报告另报送过的文字文件"),
                ],
            ),
            ("standing", Standing),
            (
                "may",
                Annotated[tuple[Action, ...], Meta(description="持此令牌的人现在可作出的决定")],
            ),
            ("accepted", Annotated[str | None, Meta(description="已接收的报送")]),
            ("decisions", Annotated[tuple[Decision, ...], Meta(description="先作出的在前")]),
            (
                "previous",
                Annotated[
                    Mapping[CellId, Number | None] | None,
                    Meta(description="上年度现行报告的各格；没有可读的报告时为 null"),
                ],
                None,
            ),
            (
                "previous_marks",
                Annotated[_Marks | None, Meta(description="上年度各格的标记")],
                None,
            ),
            *_judged(),
        ],
        frozen=True,
        kw_only=True,
    )
    VersionDetail = defstruct(
        "VersionDetail", [("upload", Version), *_judged()], frozen=True, kw_only=True
    )


class Event(Struct, frozen=True, kw_only=True):
    """Something that happened to a report; what is not of its kind is null.

    `uploaded`, `deleted`: a file; `judged`, `failed`: what became of an upload; `told`: in the message of this id the
    office was told a verdict or a failure, or the organ a return or a reminder; `decided`: by a reviewer.
    """

    at: Annotated[str, Meta(description="ISO 8601，UTC")]
    kind: Literal["uploaded", "judged", "failed", "told", "decided", "deleted"]
    upload_id: str | None = None
    key: str | None = None
    state: State | None = None
    reason: str | None = None
    errors: int | None = None
    warnings: int | None = None
    message_id: str | None = None
    told: Literal["verdict", "failure", "returned", "reminder"] | None = None
    decision: Decision | None = None


class EventList(Struct, frozen=True):
    """A page of what happened, newest first."""

    items: list[Event]
    next: str | None


class RosterInForce(Struct, frozen=True):
    """The roster in force; `faults`: of the file that was put in last, where it was refused."""

    organs: Annotated[int, Meta(description="机关数")]
    version: int | None = None
    faults: tuple[str, ...] = ()


class Season(Struct, frozen=True, kw_only=True):
    """How an office's year stands. `may`: what the bearer of this token may do."""

    office: str
    year: int
    deadline: Annotated[date, Meta(description="报送截止日")]
    publication: Annotated[date | None, Meta(description="公布截止日，未设置时为 null")] = None
    roster: RosterInForce | None = None
    counts: Counts
    may: tuple[Literal["decide", "roster", "settings", "recheck"], ...] = ()


class YearList(Struct, frozen=True):
    """The years of an office, newest first."""

    items: list[int]
    next: None = None


class EntryList(Struct, frozen=True):
    """A page of the organs of an office's year."""

    items: list[Entry]
    next: str | None


class RequestOf(Request, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a reviewer asks for, and of whose report."""

    organ: str


class Requests(Struct, frozen=True, forbid_unknown_fields=True):
    """What a reviewer asks for of many reports, in this order."""

    items: Annotated[tuple[RequestOf, ...], Meta(min_length=1, max_length=300)]


class Total(Struct, frozen=True, kw_only=True):
    """The sum of one cell over the current reports: of printed numbers only."""

    cell: CellId
    sum: Number
    unit: Annotated[Literal["万元"] | None, Meta(description="金额一律折合万元")] = None
    reports: Annotated[int, Meta(description="有数字并已计入的报告数")]
    blanks: Annotated[int, Meta(description="没有数字、未计入的报告数")]
    without_unit: Annotated[int, Meta(description="有数字但没有写明单位、未计入的报告数")] = 0
    uncertain: Annotated[int, Meta(description="数字带有推断或识别标记、未计入的报告数")] = 0
    uncertain_sum: Annotated[Number, Meta(description="未计入的这些数字之和")] = 0
    absent: Annotated[int, Meta(description="所用格式没有这一格的报告数")] = 0


class Part(Struct, frozen=True, kw_only=True):
    """What one organ's report has in a cell, and what of it was added: of an amount in 万元."""

    organ: str
    group: str | None = None
    upload_id: str
    value: Annotated[Number | None, Meta(description="照报告所写")] = None
    mark: Mark | None = None
    unit: Unit | None = None
    share: Annotated[Share, Meta(description="certain 的已计入，其余未计入")]
    added: Annotated[Number | None, Meta(description="计入合计的数")] = None


class CellTotal(Struct, frozen=True, kw_only=True):
    """The total of one cell, and a page of the organs that it is made of, by name."""

    total: Total
    items: list[Part]
    next: str | None


class SummaryList(Struct, frozen=True):
    """A page of an office's year."""

    items: list[Listed]
    next: str | None


class VersionList(Struct, frozen=True):
    """A page of an organ's uploads, newest first."""

    items: list[Version]
    next: str | None


class TotalList(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """The totals of an office's year.

    `reports`: how many of those that are added up are in which state, of the accepted ones in which standing.
    """

    reports: Mapping[str, int]
    items: list[Total]
    next: None
    left_out: Annotated[
        tuple[str, ...],
        Meta(description="不计入以免重复的：汇总机关的报告，同一机关另以其他名称报送的"),
    ] = ()


class Health(Struct, frozen=True):
    """The function answers."""

    status: Literal["ok"] = "ok"


class Problem(Struct, frozen=True, kw_only=True):
    """An error (RFC 9457)."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str


class Conflict(Problem, frozen=True, kw_only=True):
    """What is asked does not fit how the report stands; `current`: the upload about which may be decided."""

    standing: Standing
    current: str | None
    may: tuple[Action, ...]


class Decided(Struct, frozen=True, kw_only=True):
    """What became of one of many requests: the decision, or why there is none."""

    organ: str
    status: Annotated[int, Meta(description="单独提交时的状态码")]
    decision: Decision | None = None
    problem: Problem | None = None


class DecidedList(Struct, frozen=True):
    """What became of each of many requests, in their order."""

    items: list[Decided]
    next: None = None
