"""What the HTTP API answers; the OpenAPI document is made from these."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from gouji.money import Unit
from gouji.report import FormId, Mark, TableId
from gouji.verdict import Severity, Status

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
    recognised: int | None = Field(None, description="由文字识别得出的格数；大于 0 的是扫描件")


class Version(Summary):
    """One upload of an organ; only the newest is not superseded."""

    superseded: bool
    notified_at: str | None = Field(None, description="通知发出的时间")


class FindingItem(BaseModel):
    """One broken rule; the message is for people."""

    rule: str
    severity: Severity
    cells: list[str]
    message: str
    cause: int | None
    repairs: list[dict[str, int | float]]
    bounded: bool = Field(False, description="改法没有查遍，可能还有别的")


class UnassessedItem(BaseModel):
    """One rule that could not be checked, and why."""

    rule: str
    cells: list[str]
    reason: str


class TableItem(BaseModel):
    """How one table was read."""

    table: TableId
    rows_expected: int
    rows_found: int
    expected: int = Field(description="应有的格")
    found: int = Field(description="找到的格")
    marked: int = Field(description="带标记的格")
    notes: list[str]


class RulebookItem(BaseModel):
    """By which rules was judged."""

    version: str = Field(description="规则的版本，与 /rules 的相同")
    off: list[str] = Field(description="审核单位停用的规则")
    severities: dict[str, Severity] = Field(description="审核单位改过的严重程度")


class ReportDetail(BaseModel):
    """The fields of the command line, and where the report was handed in.

    Until there is a verdict, and where there is none, all but `upload` is null.
    """

    model_config = ConfigDict(extra="allow")

    upload: Summary
    text_file: str | None = Field(None, description="本件是扫描件时：同一报告另报送过的文字文件")
    file: str | None = None
    status: Status | None = None
    reason: str | None = None
    organ: str | None = Field(None, description="报告上写的机关名称")
    year: int | None = Field(None, description="报告上写的年度")
    forms: dict[TableId, FormId | None] | None = None
    cells: dict[str, int | float | None] | None = Field(None, description="照报告所写")
    marks: dict[str, Mark] | None = Field(None, description="没有数字的原因，或数字的来历")
    deduced: dict[str, int | float] | None = Field(None, description="由勾稽关系推定的数字")
    units: dict[str, Unit] | None = None
    places: dict[str, dict[str, Any]] | None = Field(None, description="各格在文件中的位置")
    findings: list[FindingItem] | None = None
    unassessed: list[UnassessedItem] | None = Field(None, description="没有核对的，不等于没有问题")
    tables: list[TableItem] | None = Field(None, description="各表怎样读到：应有和找到的行与格")
    rule_names: dict[str, str] | None = Field(None, description="所涉规则的名称")
    rules: RulebookItem | None = Field(None, description="核对所用的规则")


class Total(BaseModel):
    """The sum of one cell over the current reports: of printed numbers only."""

    cell: str
    sum: float | int
    unit: Unit | None = Field(None, description="金额一律折合万元")
    reports: int = Field(description="有数字并已计入的报告数")
    blanks: int = Field(description="没有数字、未计入的报告数")
    without_unit: int = Field(0, description="有数字但没有写明单位、未计入的报告数")
    uncertain: int = Field(0, description="数字带有推断或识别标记、未计入的报告数")


class RuleItem(BaseModel):
    """One rule of the catalogue."""

    id: str
    name: str
    statement: str
    severity: Severity
    forms: list[str]
    basis: list[str]
    needs: str | None
    concerns: str = "report"


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

    version: str = Field(description="规则的版本")
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
