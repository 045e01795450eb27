"""The kind of a file by its bytes, never by its name, and what to say of kinds that are not read."""

from __future__ import annotations

import re
import zipfile
from typing import Final, Literal

from gouji.reading.files.byte_order import utf_16
from gouji.reading.files.packages import BROKEN, METHODS, open_archive

# fmt: off
Kind = Literal[
    "text", "html", "mhtml", "docx", "sheet", "odt", "ods", "fodt", "fods", "ofd", "pdf", "doc", "rtf", "zip",
    "image", "ole", "encrypted", "binary sheet", "slides", "archive", "message", "xml", "binary",
]
# fmt: on

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
    (b"BM", "image"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!\x1a\x07", "archive"),
    (b"\x1f\x8b\x08", "archive"),
)
# What a zip package is, by the first of these members that it has.
_MEMBERS: Final[tuple[tuple[re.Pattern[str], Kind], ...]] = (
    (re.compile(r"word/document\d*\.xml"), "docx"),
    (re.compile(r"xl/workbook\.xml"), "sheet"),
    (re.compile(r"xl/workbook\.bin"), "binary sheet"),
    (re.compile(r"ppt/presentation\.xml"), "slides"),
    (re.compile(r"(?i)/?(?:OFD|Encryptions)\.xml"), "ofd"),
)
_OPEN_DOCUMENT: Final[dict[bytes, Kind]] = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "slides",
}
# What a flat OpenDocument, one XML file, says of itself in its root.
_FLAT_TYPE: Final = re.compile(rb"office:mimetype\s*=\s*[\"']([^\"']*)[\"']")
_STREAMS: Final[tuple[tuple[str, Kind], ...]] = (
    ("WordDocument", "doc"),
    ("Workbook", "sheet"),
    ("Book", "sheet"),
    ("EncryptedPackage", "encrypted"),
    ("PowerPoint Document", "slides"),
    ("__properties_version1.0", "message"),
)
# Names of streams have no case; some writers keep them in capitals.
_STREAM_NAMES: Final = tuple(
    (spelt, kind) for name, kind in _STREAMS for spelt in (name, name.upper(), name.lower())
)
_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")
_HTML_SIGNS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<table", b"<div", b"<p>", b"<p ")
_MAIL_HEADER = re.compile(
    rb"^(?:mime-version|content-type|from|received|subject|date|x-[\w-]+):", re.I | re.M
)
_MULTIPART = re.compile(rb"content-type:\s*(?:multipart/related|text/html)", re.I)
_SAVE_AS: Final = "请在 Word 或 WPS 中另存为“Word 文档（.docx）”后重新报送。"
HEAD: Final = 4096  # bytes that show the kind
_LONGEST_MIMETYPE: Final = 200
_TYPES: Final = "[Content_Types].xml"
_LONGEST_TYPES: Final = 1 << 16
_WORD_MAIN: Final = b"wordprocessingml.document.main+xml"
_EMPTY: Final = "文件是空的，请重新导出年度报告后再报送。"
_REFUSALS: Final[dict[Kind, str]] = {
    "ole": "暂不能读取这种旧版 Office 文件，" + _SAVE_AS,
    "encrypted": "文件设有密码，无法打开，请取消密码后重新报送。",
    "binary sheet": "暂不能读取二进制的电子表格（.xlsb），请用 Excel 或 WPS 打开、另存为 .xlsx 后重新报送。",
    "slides": "这是演示文稿，不是年度报告，" + _SAVE_AS,
    "archive": "暂不能打开这种压缩文件，请解压后直接报送年度报告文件（或用 .zip 压缩，只放一份报告）。",
    "message": "这是一封邮件，请把附件中的年度报告文件存下来后报送。",
    "xml": "暂不能读取这种 XML 文件，" + _SAVE_AS,
    "binary": "认不出这个文件的类型，" + _SAVE_AS,
}


def kind_of(document: bytes) -> Kind:
    """The kind of a file by its bytes; of a package's first bytes alone it is `zip` or `ole`.

    A file may begin with a page of blank lines.
    """
    head = document[:HEAD].lstrip() or document.lstrip()[:HEAD]
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return _inside(document, kind)
    if b"%PDF-" in head[:1024]:
        return "pdf"  # the standard lets a reader accept a header within the first 1024 bytes
    if head.startswith(_BYTE_ORDER_MARKS):
        return _of_text(head.replace(b"\x00", b""))
    if b"\x00" in head:
        return _of_text(head.replace(b"\x00", b"")) if utf_16(head) else "binary"
    return _of_text(head)


def _inside(document: bytes, kind: Kind) -> Kind:
    if kind == "zip":
        return _of_package(document)
    return _of_compound_file(document) if kind == "ole" else kind


def _of_package(document: bytes) -> Kind:
    try:
        with open_archive(document) as package:
            return _of_members(package)
    except BROKEN:
        return "zip"


def _of_members(package: zipfile.ZipFile) -> Kind:
    names = package.namelist()
    for pattern, kind in _MEMBERS:
        if any(pattern.fullmatch(name) for name in names):
            return kind
    if _TYPES in names and _WORD_MAIN in _beginning_of(package, _TYPES, _LONGEST_TYPES):
        return "docx"  # its main part may have any name
    # A damaged OpenDocument is no archive of several reports.
    undeclared: Kind = "odt" if {"content.xml", "META-INF/manifest.xml"} <= set(names) else "zip"
    declared = _beginning_of(package, "mimetype") if "mimetype" in names else b""
    return _OPEN_DOCUMENT.get(_plain_type(declared), undeclared)


def _plain_type(declared: bytes) -> bytes:
    return declared.strip().removesuffix(b"-template")


def _beginning_of(package: zipfile.ZipFile, name: str, longest: int = _LONGEST_MIMETYPE) -> bytes:
    """The beginning of a file of a package: it may unfold to anything."""
    if package.getinfo(name).compress_type not in METHODS:
        return b""
    try:
        with package.open(name) as stream:
            return stream.read(longest)
    except BROKEN:
        return b""


def _of_compound_file(document: bytes) -> Kind:
    """By the stream that stands first in the directory: an embedded document's streams come later.

    A directory entry takes 128 bytes: its name in UTF-16, and at 64 the name's length ([MS-CFB] 2.6.1).
    """
    found: list[tuple[int, Kind]] = []
    for name, kind in _STREAM_NAMES:
        encoded = name.encode("utf-16-le") + b"\x00\x00"
        at = document.find(encoded)
        while at >= 0:
            if at % 128 == 0 and document[at + 64 : at + 66] == len(encoded).to_bytes(2, "little"):
                found.append((at, kind))
                break
            at = document.find(encoded, at + 1)
    return min(found)[1] if found else "ole"


def _of_text(head: bytes) -> Kind:
    lowered = head.lower()
    first = lowered.lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t")
    if _MAIL_HEADER.match(first):
        return "mhtml" if _MULTIPART.search(first) else "message"
    if first.startswith(b"<?xml"):
        if b"opendocument" in lowered and b"office:document" in lowered:
            return _of_flat(lowered)
        if b"<html" not in lowered:
            return "xml"
    return "html" if any(sign in lowered for sign in _HTML_SIGNS) else "text"


def _of_flat(head: bytes) -> Kind:
    declared = _FLAT_TYPE.search(head)
    is_sheet = declared and _OPEN_DOCUMENT.get(_plain_type(declared[1])) == "ods"
    return "fods" if is_sheet else "fodt"


def refusal(document: bytes) -> str | None:
    """One Chinese sentence for the sender if this kind of file is not read; None if it may be.

    The first `HEAD` bytes are enough; a shorter document is a whole one.
    """
    return refusal_of(kind_of(document), document)


def refusal_of(kind: Kind, document: bytes) -> str | None:
    """The same, where its kind is known."""
    if len(document) < HEAD and not document.strip():
        return _EMPTY
    # Of a package's first bytes nothing is known but that it is one.
    return None if kind == "ole" and len(document) == HEAD else _REFUSALS.get(kind)
