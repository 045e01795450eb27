"""What the HTTP API answers; the OpenAPI document is made from these."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from gouji.report import Severity, Unit

State = Literal["received", "passed", "flagged", "incomplete", "unreadable", "failed"]


class Summary(BaseModel):
    """The current upload of one organ."""

    model_config = ConfigDict(extra="ignore")

    office: str
    year: int
    organ: str = Field(description="报送位置上的机关名称")
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


class Version(Summary):
    """One upload of an organ; only the newest is not superseded."""

    superseded: bool
    notified_at: str | None = Field(None, description="通知发出的时间")


class ReportDetail(BaseModel):
    """The fields of the command line, and where the report was handed in.

    Until there is a verdict, and where there is none, only the fields about the upload stand.
    """

    model_config = ConfigDict(extra="allow")

    upload: Summary
    file: str | None = None
    status: str | None = None
    cells: dict[str, float | None] | None = None
    findings: list[dict[str, Any]] | None = None
    unassessed: list[dict[str, Any]] | None = None


class Total(BaseModel):
    """The sum of one cell over the current reports: of printed numbers only."""

    cell: str
    sum: float | int
    unit: Unit | None = Field(None, description="金额一律折合万元")
    reports: int = Field(description="有数字并已计入的报告数")
    blanks: int = Field(description="没有数字、未计入的报告数")
    without_unit: int = Field(0, description="有数字但没有写明单位、未计入的报告数")


class RuleItem(BaseModel):
    """One rule of the catalogue."""

    id: str
    name: str
    statement: str
    severity: Severity
    forms: list[str]
    basis: list[str]
    needs: str | None


class SummaryList(BaseModel):
    """A page of an office's year."""

    items: list[Summary]
    next: str | None


class VersionList(BaseModel):
    """A page of an organ's uploads, newest first."""

    items: list[Version]
    next: str | None


class TotalList(BaseModel):
    """The totals of an office's year, with how many current reports are in which state."""

    reports: dict[str, int]
    items: list[Total]
    next: str | None = None


class RuleList(BaseModel):
    """The rules, all on one page."""

    items: list[RuleItem]
    next: str | None = None


class Health(BaseModel):
    """The function answers."""

    status: Literal["ok"] = "ok"


class Problem(BaseModel):
    """An error (RFC 9457)."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
