"""Pages saved as one file: the page is found among its parts, whatever they say of their encoding."""

from __future__ import annotations

import base64
import quopri

import pytest

from gouji.reading.files.kinds import kind_of
from gouji.reading.formats.web.mhtml import read_mhtml
from tests.gouji.reading.contents import lines, texts

_PAGE = (
    "<html><body><p>政府信息公开申请</p><table><tr><td>37</td><td></td></tr></table></body></html>"
)
_LONG = f"<html><body><p>{'导航' * 400}</p></body></html>"


def _part(content: bytes, encoding: str, kind: str = "text/html", charset: str = "utf-8") -> bytes:
    head = f'Content-Type: {kind}; charset="{charset}"\r\nContent-Transfer-Encoding: {encoding}\r\n'
    body = {"base64": base64.encodebytes, "quoted-printable": quopri.encodestring}.get(
        encoding, bytes
    )
    return head.encode() + b"Content-Location: file:///C:/a.htm\r\n\r\n" + body(content)


def _multipart(*parts: bytes, boundary: str = "b") -> bytes:
    head = f'Content-Type: multipart/related; boundary="{boundary}"; type="text/html"\r\n\r\n'
    line = f"\r\n--{boundary}"
    joined = b"".join(f"{line}\r\n".encode() + part for part in parts)
    return head.encode() + joined + f"{line}--\r\n".encode()


def _read(content: bytes) -> tuple[list[str], list[list[str]]]:
    document = b"MIME-Version: 1.0\r\n" + content
    assert kind_of(document) == "mhtml"
    read = read_mhtml(document)
    return lines(read), texts(read)


@pytest.mark.parametrize("transfer", ["base64", "quoted-printable", "8bit"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("declared", ["utf-8", "gb2312", "iso-8859-1", "nonsense"])
def test_bytes_of_a_part_tell_its_encoding(transfer: str, encoding: str, declared: str) -> None:
    part = _part(_PAGE.encode(encoding), transfer, charset=declared)
    assert _read(_multipart(part)) == (["政府信息公开申请"], [["37", ""]])


def test_part_in_utf_16_is_read() -> None:
    part = _part(_PAGE.encode("utf-16"), "base64", charset="unicode")
    assert _read(_multipart(part)) == (["政府信息公开申请"], [["37", ""]])


def test_page_is_found_in_parts_within_parts() -> None:
    inner = _multipart(_part(_PAGE.encode(), "8bit"), boundary="inner")
    picture = _part(b"GIF8", "base64", kind="image/gif")
    assert _read(_multipart(picture, inner))[1] == [["37", ""]]


def test_of_pages_in_frames_the_one_with_cells_is_read() -> None:
    pages = (_part(page.encode(), "base64") for page in (_LONG, _PAGE, _LONG))
    assert _read(_multipart(*pages))[1] == [["37", ""]]


def test_page_may_call_itself_xhtml() -> None:
    part = _part(_PAGE.encode(), "8bit", kind="application/xhtml+xml")
    assert _read(_multipart(part))[1] == [["37", ""]]


def test_damaged_page_beside_the_report_does_not_keep_it_from_being_read() -> None:
    damaged = _part(b"\xff\x81" * 400, "base64")
    document = _multipart(damaged, _part(_PAGE.encode(), "base64"))
    assert texts(read_mhtml(document)) == [["37", ""]]
