"""Compound files: each stream comes out as it was put in; what is damaged is no stream."""

from __future__ import annotations

import struct

import pytest

from gouji.reading.files.compound import CompoundFile
from tests.gouji.reading.files.compounds import compound_file

_LARGE = bytes(range(256)) * 40
_SMALL = b"small" * 30


@pytest.mark.parametrize("shift", [9, 12])
def test_large_and_small_streams_come_out_as_they_were_put_in(shift: int) -> None:
    streams = {"WordDocument": _LARGE, "1Table": _SMALL, "Data": b"", "Other": _LARGE[::-1]}
    file = CompoundFile(compound_file(streams, shift=shift))
    assert {name: file.stream(name) for name in streams} == streams


def test_names_have_no_case_and_others_are_not_there() -> None:
    file = CompoundFile(compound_file({"WordDocument": _LARGE}))
    assert file.stream("WORDDOCUMENT") == file.stream("worddocument") == _LARGE
    assert file.stream("Workbook") is None


def test_fat_goes_on_where_the_header_has_no_room_for_it() -> None:
    content = bytes(range(256)) * 4 * 8000
    assert CompoundFile(compound_file({"Data": content})).stream("Data") == content


def test_last_sector_may_be_cut_short() -> None:
    document = compound_file({"Data": _LARGE}).rstrip(b"\xff")
    assert CompoundFile(document).stream("Data") == _LARGE


def _with(document: bytes, at: int, number: int) -> bytes:
    return document[:at] + struct.pack("<I", number) + document[at + 4 :]


_FAT_AT = 76


def _place_in_fat(document: bytes, sector: int) -> int:
    fat: int = struct.unpack_from("<I", document, _FAT_AT)[0]
    return (fat + 1) * 512 + 4 * sector


@pytest.mark.parametrize("after", [0, 3, 0xFFFFFFFE, 0xFFFFFF])
def test_stream_that_runs_in_a_circle_or_ends_too_early_is_damaged(after: int) -> None:
    document = compound_file({"Data": _LARGE})
    file = CompoundFile(_with(document, _place_in_fat(document, 5), after))
    with pytest.raises(ValueError, match=r"circle|early"):
        file.stream("Data")


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        compound_file({"Data": _LARGE})[:400],
        compound_file({"Data": _LARGE})[:600],
        _with(compound_file({"Data": _LARGE}), 30, 200),  # the size of a sector
        _with(compound_file({"Data": _LARGE}), 48, 0xFFFFFFFE),  # the directory
        _with(compound_file({"Data": _LARGE}), _FAT_AT, 0xFFFF),
    ],
)
def test_file_without_tables_is_damaged(document: bytes) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        CompoundFile(document)


def test_entries_that_refer_to_each_other_end() -> None:
    document = bytearray(compound_file({"A": _LARGE, "B": _SMALL}))
    at = document.index("B\x00".encode("utf-16-le"))
    document[at + 68 : at + 80] = struct.pack(
        "<III", 1, 2, 1
    )  # siblings and child: the first again
    file = CompoundFile(bytes(document))
    assert (file.stream("A"), file.stream("B")) == (_LARGE, _SMALL)
