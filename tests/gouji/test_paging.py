"""`gouji check --page`: a file for one report, a folder for several."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gouji import cli
from tests.gouji.page.pages import data_of
from tests.gouji.test_cli import FLAGGED, PASSED, refused


def test_page_is_written_beside_what_the_command_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["check", FLAGGED, "--json"]) == 1
    alone = json.loads(capsys.readouterr().out)
    page = tmp_path / "页面.html"
    assert cli.main(["check", FLAGGED, "--json", "--page", str(page)]) == 1
    assert json.loads(capsys.readouterr().out) == alone
    assert data_of(page.read_text(encoding="utf-8"))["result"] == alone


def test_pages_of_several_go_into_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "新" / "页面"
    assert cli.main(["check", FLAGGED, PASSED, "--page", str(folder)]) == 1
    assert sorted(path.name for path in folder.iterdir()) == [
        "00总览.html",
        "qingchuan-planning-2023.html",
        "yunping-grain-2022.html",
    ]


def test_reports_of_the_same_name_get_pages_of_their_own(tmp_path: Path) -> None:
    for organ in ("甲局", "乙局"):
        (tmp_path / organ).mkdir()
        (tmp_path / organ / "年报.txt").write_bytes(Path(PASSED).read_bytes())
    (tmp_path / "甲局" / "年报.html").write_bytes(Path(FLAGGED).read_bytes())
    folder = tmp_path / "页面"
    cli.main(["check", str(tmp_path / "甲局"), str(tmp_path / "乙局"), "--page", str(folder)])
    assert sorted(path.name for path in folder.iterdir()) == [
        "00总览.html",
        "乙局 年报.html",
        "甲局 年报 (2).html",
        "甲局 年报.html",
    ]


def test_unreadable_file_has_a_page_that_says_so(tmp_path: Path) -> None:
    (tmp_path / "空.docx").write_bytes(b"")
    page = tmp_path / "页面.html"
    assert cli.main(["check", str(tmp_path / "空.docx"), "--page", str(page)]) == 2
    data = data_of(page.read_text(encoding="utf-8"))
    assert data["result"]["status"] == "unreadable"
    assert data["view"]["returned"]


def test_page_of_several_must_be_a_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = refused([FLAGGED, PASSED, "--page", str(tmp_path / "页面.html")], capsys)
    assert "文件夹" in line


def test_page_never_takes_the_place_of_a_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "年报.html"
    report.write_bytes(Path(FLAGGED).read_bytes())
    assert "盖掉" in refused([str(report), "--page", str(report)], capsys)
    assert "盖掉" in refused([str(report), "--page", str(tmp_path)], capsys)
    assert report.read_bytes() == Path(FLAGGED).read_bytes()


def test_page_that_cannot_be_written_is_told_before_anything_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "文件").write_bytes(b"")
    line = refused([FLAGGED, "--page", str(tmp_path / "文件" / "页面.html")], capsys)
    assert "页面写不到" in line
