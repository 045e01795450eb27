"""What the HTTP API answers beside the domain's own types; its OpenAPI document is made from these."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Literal, get_args, get_origin

from msgspec import Meta, Struct, defstruct
from msgspec.structs import fields

from gouji.report import CellId, Number
from gouji.result import Result
from gouji.verdict import Status

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
    notified_at: Annotated[str | None, Meta(description="通知发出的时间")] = None


def _or_null(kind: type) -> object:
    """The same type or None, its description kept."""
    if get_origin(kind) is Annotated:
        inner, *about = get_args(kind)
        return Annotated[(inner | None, *about)]
    return kind | None


if TYPE_CHECKING:
    ReportDetail = Struct
else:
    # The fields of the command line, and where the report was handed in.
    # Until there is a verdict, and where there is none, all but `upload` is null.
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
            *((each.name, _or_null(each.type), None) for each in fields(Result)),
        ],
        frozen=True,
        kw_only=True,
    )


class Total(Struct, frozen=True, kw_only=True):
    """The sum of one cell over the current reports: of printed numbers only."""

    cell: CellId
    sum: Number
    unit: Annotated[Literal["万元"] | None, Meta(description="金额一律折合万元")] = None
    reports: Annotated[int, Meta(description="有数字并已计入的报告数")]
    blanks: Annotated[int, Meta(description="没有数字、未计入的报告数")]
    without_unit: Annotated[int, Meta(description="有数字但没有写明单位、未计入的报告数")] = 0
    uncertain: Annotated[int, Meta(description="数字带有推断或识别标记、未计入的报告数")] = 0


class SummaryList(Struct, frozen=True):
    """A page of an office's year."""

    items: list[Summary]
    next: str | None


class VersionList(Struct, frozen=True):
    """A page of an organ's uploads, newest first."""

    items: list[Version]
    next: str | None


class TotalList(Struct, frozen=True):
    """The totals of an office's year, with how many current reports are in which state."""

    reports: Mapping[str, int]
    items: list[Total]
    next: str | None = None


class Health(Struct, frozen=True):
    """The function answers."""

    status: Literal["ok"] = "ok"


class Problem(Struct, frozen=True, kw_only=True):
    """An error (RFC 9457)."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
