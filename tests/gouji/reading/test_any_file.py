"""Whatever bytes come in: a report or UnreadableReport, never another error (damaged documents: tests/fuzz)."""

from __future__ import annotations

import contextlib
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gouji.judging.judge import judge
from gouji.reading.files.kinds import HEAD, refusal
from gouji.reading.read import read
from gouji.report import UnreadableReport

SAMPLES = Path(__file__).parents[3] / "samples"


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (b"", "空的"),
        (b" \r\n", "空的"),
        ("今天天气很好。".encode(), "没有找到"),
        (b"<html></html>", "没有找到"),
        (b"%PDF-1.7", "PDF 文件已损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "旧版"),
        (b"{\\rtf1", "没有找到"),
        (b"\x89PNG\r\n", "扫描件"),
        (b"Rar!\x1a\x07\x00", "压缩文件"),
        (b"From: a@b.cn\r\nSubject: x\r\n\r\nhello", "邮件"),
        (b"<?xml version='1.0'?><a/>", "XML"),
        (b"\x00\x01\x02", "认不出"),
        (b"PK\x03\x04 broken", "已损坏"),
        (b"\xff\x81\xff\x81", "编码"),
    ],
)
def test_what_is_no_report_is_refused_with_a_sentence(document: bytes, said: str) -> None:
    with pytest.raises(UnreadableReport, match=said) as caught:
        read(document)
    assert str(caught.value).endswith("。")


def test_blank_lines_before_a_report_do_not_make_it_empty() -> None:
    page = (SAMPLES / "qingchuan-planning-2023.html").read_bytes()
    blank = b"\r\n" * 4096
    assert refusal(blank[:HEAD]) is None
    assert read(blank + page).cells == read(page).cells


def test_workbook_without_sheets_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(UnreadableReport, match="没有找到"):
        read(packed.getvalue())


def test_binary_workbook_is_refused_with_what_to_do() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("xl/workbook.bin", b"")
    with pytest.raises(UnreadableReport, match=r"xlsb.*另存为"):
        read(packed.getvalue())


def test_external_entities_are_not_fetched() -> None:
    xml = (
        '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", xml)
    with pytest.raises(UnreadableReport, match="DTD"):
        read(packed.getvalue())


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["规章", "行政许可", "一、本年新收政府信息公开申请数量", "3.其他", "（七）总计", "总计", "结果维持",
             "行政复议", "自然人", "商业企业", "\t", "|", "||", "\n", "\n\n", "0", "7", " ", "无", "本年制发件数"]
        ),
        max_size=80,
    )
)  # fmt: skip
def test_any_order_of_labels_and_values_is_read_or_refused(pieces: list[str]) -> None:
    with contextlib.suppress(UnreadableReport):
        judge(read("".join(pieces).encode()))
