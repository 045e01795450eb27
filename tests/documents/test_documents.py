"""Every sample in every format: the same cells, organ, year and sections through the command, whatever the file is."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from gouji import cli
from gouji.reading import read
from gouji.report import Report
from samples import make, render
from samples.ofd import ofd
from tests.documents.make import HERE, SCANNED

SAMPLES = {sample.name: sample for sample in make.samples()}
OFFICE = ("doc", "rtf", "odt", "pdf", "xls", "xlsx", "ods")
FOUND = ("status", "organ", "year", "forms", "cells", "marks", "deduced", "units")


def _expected(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((make.HERE / f"{name}.expected.json").read_bytes())
    return loaded


def _page(name: str, encoding: str = "utf-8") -> bytes:
    content = SAMPLES[name].content()
    return f"<html><body>{render.html(content)}</body></html>".encode(encoding)


def _mhtml(name: str) -> bytes:
    message = EmailMessage()
    message["Subject"] = "年报"
    message.set_content(
        _page(name).decode(), subtype="html", charset="gb18030", cte="quoted-printable"
    )
    message.make_related()
    return b"MIME-Version: 1.0\n" + bytes(message).replace(b"MIME-Version: 1.0\n", b"")


def _zip(name: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("__MACOSX/._年报.docx", b"x")
        package.writestr("年报/年报.docx", render.docx(SAMPLES[name].content()))
    return packed.getvalue()


WRITTEN: dict[str, Callable[[str], bytes]] = {
    "ofd": lambda name: ofd(SAMPLES[name].content()),
    "mhtml": _mhtml,
    "zip": _zip,
    "UTF-16": lambda name: _page(name, "utf-16"),
    "UTF-16 without a mark": lambda name: _page(name, "utf-16-le"),
    "GB18030": lambda name: _page(name, "gb18030"),
    "markdown": lambda name: render.text_markdown(SAMPLES[name].content()).encode(),
}


def _checked(path: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    cli.main(["check", str(path), "--json"])
    result: dict[str, Any] = json.loads(capsys.readouterr().out)
    return result


def _as_docx(name: str) -> Report:
    return read(render.docx(SAMPLES[name].content()))


@pytest.mark.parametrize("kind", OFFICE)
@pytest.mark.parametrize("name", SAMPLES)
def test_sample_written_by_an_office_program_is_read_the_same(
    name: str, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    result, wanted = _checked(HERE / f"{name}.{kind}", capsys), _expected(name)
    assert {key: result[key] for key in FOUND} == {key: wanted[key] for key in FOUND}


@pytest.mark.parametrize("kind", WRITTEN)
@pytest.mark.parametrize("name", SAMPLES)
def test_sample_in_other_packages_and_encodings_is_read_the_same(
    name: str, kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "报告.bin"  # the name says nothing
    path.write_bytes(WRITTEN[kind](name))
    result, wanted = _checked(path, capsys), _expected(name)
    assert {key: result[key] for key in FOUND} == {key: wanted[key] for key in FOUND}


def _said(report: Report) -> list[tuple[int, list[str]]]:
    """The sections' text without marks: of a line that is full, the PDF's writer loses the last one."""
    return [
        (section.number, [re.sub(r"\W", "", text) for text in section.paragraphs])
        for section in report.sections
    ]


@pytest.mark.parametrize("kind", ["doc", "rtf", "odt", "pdf"])
@pytest.mark.parametrize("name", SAMPLES)
def test_narrative_is_the_same_as_in_word(name: str, kind: str) -> None:
    report, wanted = read((HERE / f"{name}.{kind}").read_bytes()), _as_docx(name)
    assert _said(report) == _said(wanted)
    assert (report.title, report.signature, report.date) == (
        wanted.title,
        wanted.signature,
        wanted.date,
    )


@pytest.mark.parametrize("name", SAMPLES)
def test_each_figure_of_a_pdf_has_its_page_and_its_box(name: str) -> None:
    report = read((HERE / f"{name}.pdf").read_bytes())
    for cell in report.cells.values():
        if cell.mark != "missing":
            assert cell.place is not None
            assert cell.place.page is not None
            assert cell.place.box is not None
            left, top, right, bottom = cell.place.box
            assert 0 < left < right < 600
            assert 0 < top < bottom < 850


@pytest.mark.parametrize("name", SCANNED)
def test_scan_gives_the_same_cells_each_marked_as_recognised(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    result, wanted = _checked(HERE / f"{name}.tif", capsys), _expected(name)
    assert result["cells"] == wanted["cells"]
    numbers = {cell for cell, value in wanted["cells"].items() if value is not None}
    assert {cell for cell, mark in result["marks"].items() if mark == "recognised"} == numbers
    assert (result["organ"], result["year"]) == (wanted["organ"], wanted["year"])
    assert "error" not in {f["severity"] for f in result["findings"] if f["rule"].startswith("T3")}
