from __future__ import annotations

import io
import zipfile
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.exports.archive import in_parts, names_by_organ, zipped


@pytest.mark.parametrize(
    ("organ", "sent", "name"),
    [
        ("海曙区教育局", "年报（定稿）.docx", "海曙区教育局.docx"),
        ("海曙区教育局", "年报.DOCX", "海曙区教育局.docx"),
        ("海曙区教育局", "年报", "海曙区教育局"),
        ("海曙区教育局", "年报.2022年终稿", "海曙区教育局"),
        ("../../etc", "x/../../passwd", "_.._etc"),
        ("..\\..\\windows", "a.exe", "_.._windows.exe"),
        ("甲/乙", "a.txt", "甲_乙.txt"),
        ("CON", "a.txt", "_CON.txt"),
        ("...", "a.txt", "_.txt"),
        ("甲\u202e局", "a.txt", "甲局.txt"),
        ("甲\n局", "a.txt", "甲局.txt"),
        ("C:", "a.txt", "C_.txt"),
    ],
)
def test_name_is_the_organ_s_and_never_a_path(organ: str, sent: str, name: str) -> None:
    assert names_by_organ([(organ, sent)]) == [name]


def test_equal_names_are_numbered_also_where_only_case_or_width_tells_them_apart() -> None:
    files = [("甲A", "1.txt"), ("甲a", "2.txt"), ("甲Ａ", "3.TXT"), ("甲A", "4.pdf")]
    assert names_by_organ(files) == ["甲A.txt", "甲a（2）.txt", "甲Ａ（3）.txt", "甲A.pdf"]


@given(st.lists(st.tuples(st.text(), st.text())))
def test_names_are_one_each_and_stay_in_their_folder(files: list[tuple[str, str]]) -> None:
    names = names_by_organ(files)
    assert len({name.casefold() for name in names}) == len(names) == len(files)
    for name in names:
        assert PurePosixPath(name).name == PureWindowsPath(name).name == name
        assert name not in {"", ".", ".."}
        assert len(name.encode("utf-8", "replace")) < 255


@given(st.lists(st.binary(max_size=200), max_size=8), st.integers(1, 300))
def test_pieces_are_a_zip_file_with_every_file_whole(contents: list[bytes], least: int) -> None:
    files = [(f"第{number}局.docx", content) for number, content in enumerate(contents)]
    parts = list(in_parts(zipped(files), least))
    assert all(len(part) >= least for part in parts[:-1])
    with zipfile.ZipFile(io.BytesIO(b"".join(parts))) as archive:
        assert archive.testzip() is None
        assert [(name, archive.read(name)) for name in archive.namelist()] == files


def test_no_more_than_a_file_is_waiting() -> None:
    def files() -> list[tuple[str, bytes]]:
        return [(f"{number}", bytes(1000)) for number in range(20)]

    sizes = [len(piece) for piece in zipped(files())]
    assert max(sizes) < 3000
