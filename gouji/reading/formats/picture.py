"""Pictures of a report: nothing to read but by character recognition."""

from __future__ import annotations

from typing import Final, NoReturn

from gouji.report import ScannedReport

SCANNED: Final = (
    "这是图片或扫描件，没有可读的文字，请报送可编辑的 Word 文档（.docx）、网页或文本文件。"
)


def read_picture(document: bytes) -> NoReturn:  # noqa: ARG001 - a reader takes the document
    """Raise ScannedReport: whoever has character recognition can go on from there."""
    raise ScannedReport(SCANNED)
