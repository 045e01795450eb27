"""A file that asks for too much is a result: one sentence, soon, and in little memory."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import zipfile

import pytest
from PIL import Image

from gouji.reading import limits
from gouji.reading.apart import READING
from gouji.reading.files.packages import Package
from gouji.reading.read import read
from gouji.reading.scans.pictures import pictures_of_file
from gouji.report import UnreadableReport
from tests.gouji.reading.hostile import (
    HOSTILE,
    OUT_OF_TIME,
    ROOT,
    SECONDS,
    compound,
    packed,
    sheet,
)

MOST_MEGABYTES = 400
MOST_APART = READING // 1024 // 1024
# A step of a library that began just before the limit may go on for a while; machines differ.
MOST_SECONDS = SECONDS + 9


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_gets_a_sentence_soon_and_in_little_memory(name: str) -> None:
    command = [sys.executable, "-m", "tests.gouji.reading.hostile", name]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    took = json.loads(done.stdout)
    assert HOSTILE[name][1] in took["said"] or OUT_OF_TIME in took["said"]
    assert re.fullmatch("(?:[^。]+。)?", took["said"])
    assert took["seconds"] < MOST_SECONDS
    assert took["megabytes"] < MOST_MEGABYTES
    assert took["apart"] < MOST_APART


def test_time_that_is_up_is_a_result() -> None:
    with (
        pytest.raises(UnreadableReport, match="限定时间"),
        limits.of_document(-1.0),
    ):
        limits.check_time()
    limits.check_time()  # what one document has used up is not another's


def test_cells_of_all_tables_count_together() -> None:
    with limits.of_document():
        limits.count_cells(limits.MAX_CELLS)
        with pytest.raises(UnreadableReport, match="表格过大"):
            limits.count_cells(1)


def package(parts: dict[str, bytes]) -> Package:
    return Package(packed(parts))


def test_part_that_is_read_again_takes_no_more_room() -> None:
    sheet = package({"a": bytes(limits.MAX_UNZIPPED // 300), "b": b"b"})
    for _ in range(400):
        sheet.read("a")
    assert sheet.read("b") == b"b"


def test_formats_without_cells_do_not_make_a_sheet_large() -> None:
    formats = '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    with pytest.raises(UnreadableReport, match="没有找到"):
        read(sheet('<row r="1"><c r="A1"><v>1</v></c></row>' + formats))


def test_macros_of_a_word_document_are_not_opened() -> None:
    sample = zipfile.ZipFile(ROOT / "samples" / "yunping-traffic-2022.docx")
    files = {name: sample.read(name) for name in sample.namelist()}
    macros = {"word/vbaProject.bin": compound(["VBA", "PROJECT"]), "word/vbaData.xml": b"<broken"}
    assert read(packed({**files, **macros})).cells == read(packed(files)).cells


@pytest.mark.parametrize(
    ("picture", "said"),
    [("BM" + "\x00" * 60, "损坏"), ("GIF89a", "损坏")],
)
def test_damaged_picture_is_refused(picture: str, said: str) -> None:
    with pytest.raises(UnreadableReport, match=said):
        list(pictures_of_file(picture.encode("latin-1")))


def test_narrow_picture_does_not_grow_beyond_any_page() -> None:
    target = io.BytesIO()
    Image.new("1", (4, 60_000)).save(target, "png")
    with pytest.raises(UnreadableReport, match="过大"):
        list(pictures_of_file(target.getvalue()))


def test_file_without_a_name_in_a_package_is_left_out() -> None:
    named = packed({"a.txt": "x", "word/document.xml": "<a/>"})
    with pytest.raises(UnreadableReport, match="已损坏"):
        read(named.replace(b"a.txt", b"\x00.txt"))
