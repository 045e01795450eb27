"""Encrypted PDFs: one that asks for a password says so; one that only forbids changes is read."""

from __future__ import annotations

import struct
from hashlib import md5
from typing import Final

import pytest

from gouji.reading.formats.pdf.reader import read_pdf
from gouji.report import UnreadableReport
from tests.gouji.reading import hostile
from tests.gouji.reading.contents import figures

_PADDING: Final = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
_PERMISSIONS: Final = -44  # no changes, no notes
_ID: Final = b"0" * 16
_CONTENT: Final = (
    b"20 20 m 180 20 l 20 60 m 180 60 l 20 20 m 20 60 l 100 20 m 100 60 l 180 20 m 180 60 l S\n"
    b"BT /F1 12 Tf 30 35 Td (12) Tj 90 0 Td (37) Tj ET\n"
)


def _rc4(key: bytes, content: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out = bytearray()
    i = j = 0
    for byte in content:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def _padded(password: bytes) -> bytes:
    return (password + _PADDING)[:32]


def _digest(*parts: bytes) -> bytes:
    return md5(b"".join(parts), usedforsecurity=False).digest()


def _encrypted(user: bytes) -> bytes:
    """By the standard handler, revision 2 (ISO 32000-1, 7.6.3), with an owner's password."""
    owner = _rc4(_digest(_padded(b"owner"))[:5], _padded(user))
    key = _digest(_padded(user), owner, struct.pack("<i", _PERMISSIONS), _ID)[:5]
    content = _rc4(_digest(key, (4).to_bytes(3, "little"), bytes(2))[:10], _CONTENT)
    return hostile.pdf(
        (
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/MediaBox[0 0 200 200]/Resources<</Font<</F1 5 0 R>>>>>>",
            b"<</Length %d>>stream\n%b\nendstream" % (len(content), content),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            b"<</Filter/Standard/V 1/R 2/P %d/O<%b>/U<%b>>>"
            % (
                _PERMISSIONS,
                owner.hex().encode(),
                _rc4(key, _PADDING).hex().encode(),
            ),
        ),
        trailer=b"/Encrypt 6 0 R/ID[<%b><%b>]" % (_ID.hex().encode(), _ID.hex().encode()),
    )


def test_document_that_asks_for_a_password_is_said_to_have_one() -> None:
    with pytest.raises(UnreadableReport, match=r"设有密码.*取消密码"):
        read_pdf(_encrypted(b"geheim"))


def test_document_that_only_forbids_changes_is_read() -> None:
    assert figures(read_pdf(_encrypted(b""))) == [12, 37]
