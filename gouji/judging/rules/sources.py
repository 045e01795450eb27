"""Where a report's own sources of the organ disagree, or contradict the place where it was handed in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from gouji.judging.case import Case, Check, Outcome, finding
from gouji.organs import may_be_same
from gouji.report import Naming, Source
from gouji.verdict import Unassessed

SOURCES: Final[Mapping[Source, str]] = {
    "title": "标题",
    "period": "统计期限",
    "body": "正文",
    "signature": "落款",
    "file": "文件名",
}


def check_organs(case: Case) -> Iterator[Outcome]:
    """ORG-02: the report's sources name one organ, in full or in short."""
    organ = case.report.organ
    if organ is None:
        yield Unassessed("ORG-02", (), "没有找到机关名称，无法核对各处是否一致。")
        return
    for naming in case.report.namings:
        if naming.organ and not may_be_same(organ, naming.organ):
            message = (
                f"{quoted(case, 'organ')}，而{SOURCES[naming.source]}写的是“{naming.organ}”，"
                "请核对是否同一个机关。"
            )
            yield finding("ORG-02", (), message)


def check_one_report(case: Case) -> Iterator[Outcome]:
    """DOC-01: the file holds one report."""
    if case.report.reports > 1:
        message = (
            f"文件里有 {case.report.reports} 份年度报告，只核对了"
            f"“{case.report.title or case.report.organ}”这一份，请每份报告单独报送一个文件。"
        )
        yield finding("DOC-01", (), message)


def check_key_year(case: Case) -> Iterator[Outcome]:
    """KEY-01: the report's year is the year of the key."""
    if case.context.key is None:
        yield Unassessed("KEY-01", (), "没有报送位置，无法核对年度。")
    elif case.report.year is None:
        yield Unassessed("KEY-01", (), "没有找到报告年度，无法与报送位置核对。")
    elif case.report.year != case.context.key.year:
        message = (
            f"报告写的是{case.report.year}年度，却报送在{case.context.key.year}年度下，"
            "请核对是报告年度写错还是放错了位置。"
        )
        yield finding("KEY-01", (), message)


def check_key_organ(case: Case) -> Iterator[Outcome]:
    """KEY-02: the report's organ is the key's."""
    if case.context.key is None:
        yield Unassessed("KEY-02", (), "没有报送位置，无法核对机关名称。")
    elif case.report.organ is None:
        yield Unassessed("KEY-02", (), "没有找到报告的机关名称，无法与报送位置核对。")
    elif not may_be_same(case.report.organ, case.context.key.organ):
        message = (
            f"报告的机关是“{case.report.organ}”，却报送在“{case.context.key.organ}”名下，"
            "请核对是名称写错还是放错了位置。"
        )
        yield finding("KEY-02", (), message)


CHECKS: Final[tuple[Check, ...]] = (
    check_one_report,
    check_organs,
    check_key_year,
    check_key_organ,
)


def quoted(case: Case, what: str) -> str:
    """Where the report's year or organ was taken from."""
    value = getattr(case.report, what)
    source = next((n for n in case.report.namings if getattr(n, what) == value), None)
    named = f"{value}年" if what == "year" else f"“{value}”"
    return f"{_named_by(source)}写的是{named}"


def _named_by(naming: Naming | None) -> str:
    return SOURCES[naming.source] if naming else "正文"
