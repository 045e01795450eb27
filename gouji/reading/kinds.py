"""The kind of a file by its bytes, never by its name, and what to say of kinds that are not read."""

from __future__ import annotations

from typing import Final, Literal

Kind = Literal["text", "html", "zip", "pdf", "ole", "rtf", "image", "binary"]

_MAGIC: Final[tuple[tuple[bytes, Kind], ...]] = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"%PDF-", "pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"GIF8", "image"),
)
_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")
_HTML_SIGNS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<table", b"<div", b"<p>", b"<p ")
_SAVE_AS: Final = "请在 Word 或 WPS 中另存为“Word 文档（.docx）”后重新报送。"
HEAD: Final = 4096  # bytes that show the kind
_EMPTY: Final = "文件是空的，请重新导出年度报告后再报送。"
_REFUSALS: Final[dict[Kind, str]] = {
    "pdf": "暂不能读取 PDF 文件，" + _SAVE_AS,
    "ole": "暂不能读取旧版 Office 文件（.doc、.wps、.xls）或加密的文件，" + _SAVE_AS,
    "rtf": "暂不能读取 RTF 文件，" + _SAVE_AS,
    "image": "暂不能读取图片或扫描件，请报送可编辑的 Word 文档（.docx）、网页或文本文件。",
    "binary": "认不出这个文件的类型，请报送可编辑的 Word 文档（.docx）、网页或文本文件。",
}


def kind_of(document: bytes) -> Kind:
    """The kind of a file by its first bytes; a file may begin with a page of blank lines."""
    head = document[:HEAD].lstrip() or document.lstrip()[:HEAD]
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head.startswith(_BYTE_ORDER_MARKS):
        return "html" if _is_html(head.replace(b"\x00", b"")) else "text"
    if b"\x00" in head:
        return "binary"
    return "html" if _is_html(head) else "text"


def _is_html(head: bytes) -> bool:
    lowered = head.lower()
    return any(sign in lowered for sign in _HTML_SIGNS)


def refusal(document: bytes) -> str | None:
    """One Chinese sentence for the sender if this kind of file is not read; None if it may be.

    The first `HEAD` bytes are enough; a shorter document is a whole one.
    """
    if len(document) < HEAD and not document.strip():
        return _EMPTY
    return _REFUSALS.get(kind_of(document))
