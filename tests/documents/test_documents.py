"""Every sample in every format: the same cells, organ, year and sections through the command, whatever the file is."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from gouji import cli
from gouji.judging.judge import judge
from gouji.reading.read import read
from gouji.report import Report
from tests.documents.kinds import FOUND, KINDS, SAMPLES, document, docx, expected
from tests.documents.make import HERE, SCANNED


def _checked(path: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    cli.main(["check", str(path), "--json"])
    result: dict[str, Any] = json.loads(capsys.readouterr().out)
    return result


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", SAMPLES)
def test_sample_of_every_kind_is_read_the_same(
    name: str, kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "报告.bin"  # the name says nothing
    path.write_bytes(document(name, kind))
    result = _checked(path, capsys)
    assert {key: result[key] for key in FOUND} == expected(name)


def _said(report: Report) -> list[tuple[int, list[str]]]:
    """The sections' text without marks: of a line that is full, the PDF's writer loses the last one."""
    return [
        (section.number, [re.sub(r"\W", "", text) for text in section.paragraphs])
        for section in report.sections
    ]


@pytest.mark.parametrize("kind", ["doc", "rtf", "odt", "pdf"])
@pytest.mark.parametrize("name", SAMPLES)
def test_narrative_is_the_same_as_in_word(name: str, kind: str) -> None:
    report, wanted = read((HERE / f"{name}.{kind}").read_bytes()), read(docx(name))
    assert _said(report) == _said(wanted)
    assert (report.title, report.signature, report.date) == (
        wanted.title,
        wanted.signature,
        wanted.date,
    )


def _keys(document: bytes) -> set[tuple[str, str]]:
    """Rule and key of each finding but of what only some kinds of file have: rests of pages, other characters."""
    findings = judge(read(document)).findings
    return {(f.rule, f.key) for f in findings if f.rule not in {"FMT-09", "FMT-10"}}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", SAMPLES)
def test_findings_have_the_same_keys_whatever_the_file_is(name: str, kind: str) -> None:
    assert _keys(document(name, kind)) == _keys(docx(name))


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


@pytest.mark.usefixtures("recognised_once")
@pytest.mark.parametrize("name", SCANNED)
def test_scan_gives_the_same_cells_each_marked_as_recognised(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    result, wanted = _checked(HERE / f"{name}.tif", capsys), expected(name)
    assert result["cells"] == wanted["cells"]
    numbers = {cell for cell, value in wanted["cells"].items() if value is not None}
    assert {cell for cell, mark in result["marks"].items() if mark == "recognised"} == numbers
    assert (result["organ"], result["year"]) == (wanted["organ"], wanted["year"])
    assert "error" not in {f["severity"] for f in result["findings"] if f["rule"].startswith("T3")}
