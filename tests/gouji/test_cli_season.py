"""`gouji season`: exit status, JSON, what is refused."""

from __future__ import annotations

import io
import json
from decimal import Decimal
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from gouji import cli
from gouji.reading.read import read
from tests.gouji.desk.folders import ARCHIVES, EDUCATION, WATER, Inline, put

ROSTER = "机关,汇总\n" + "".join(f"{name},\n" for name in (EDUCATION, WATER))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("gouji.desk.season.Workers", Inline)
    put(tmp_path / "in" / EDUCATION / "a.txt", EDUCATION)
    put(tmp_path / "in" / WATER / "a.txt", WATER, n=1)
    (tmp_path / "roster.csv").write_text(ROSTER)
    return tmp_path / "in"


def refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as stopped:
        cli.main(["season", *arguments])
    assert stopped.value.code == 64
    captured = capsys.readouterr()
    assert captured.out == ""
    return captured.err


def test_exit_status_is_that_of_the_worst(folder: Path) -> None:
    roster = folder.parent / "roster.csv"
    arguments = ["season", str(folder), "--roster", str(roster)]
    assert cli.main(arguments) == 0
    roster.write_text(f"{ROSTER}{ARCHIVES},\n")
    assert cli.main(arguments) == 1
    put(folder / ARCHIVES / "a.txt", ARCHIVES, n=2, shown={"t3.concluded.total": "999"})
    assert cli.main(arguments) == 1
    (folder / WATER / "b.pdf").write_bytes(b"%PDF-")
    assert cli.main(arguments) == 2


def test_json_is_one_object_on_one_line_and_nothing_else(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    roster = str(folder.parent / "roster.csv")
    cli.main(["season", str(folder), "--json", "--roster", roster])
    captured = capsys.readouterr()
    (line,) = captured.out.splitlines()
    told = json.loads(line)
    assert [organ["organ"] for organ in told["organs"]] == [EDUCATION, WATER]
    assert told["organs"][0]["result"]["file"] == str(folder / EDUCATION / "a.txt")
    assert told["counts"]["passed"] == 2
    assert captured.err == ""


def test_page_is_in_chinese(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["season", str(folder)])
    captured = capsys.readouterr()
    assert captured.out.startswith(f"■ {folder}  2023年度\n")
    assert not captured.out.endswith("\n\n")
    assert captured.err == ""


def test_files_of_the_call_that_lie_in_the_folder_are_no_reports(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    roster, previous = folder / "roster.csv", folder / "2022"
    roster.write_text(ROSTER)
    put(previous / EDUCATION / "a.txt", EDUCATION, year=2022)
    cli.main(
        ["season", str(folder), "--roster", str(roster), "--previous", str(previous), "--json"]
    )
    told = json.loads(capsys.readouterr().out)
    assert [len(organ["files"]) for organ in told["organs"]] == [1, 1]


def test_totals_are_the_statutory_tables_filled(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = folder.parent / "合计.xlsx"
    assert cli.main(["season", str(folder), "--totals", str(target)]) == 0
    book = CalamineWorkbook.from_filelike(io.BytesIO(target.read_bytes()))
    # As the totals of the HTTP API: the statutory tables, a sheet each, and what they leave open.
    assert book.sheet_names[:3] == ["表二", "表三", "表四"]
    said = str([book.get_sheet_by_name(name).to_python() for name in book.sheet_names])
    assert "2023年度政府信息公开工作年度报告统计表汇总（2份）" in said
    capsys.readouterr()
    cli.main(["season", str(folder), "--json"])
    told = json.loads(capsys.readouterr().out, parse_float=Decimal)
    sums = {total["cell"]: total["certain"] for total in told["totals"]}
    filled = {cell: found.value for cell, found in read(target.read_bytes()).cells.items()}
    assert {cell: value for cell, value in filled.items() if value is not None} == {
        cell: sums[cell] for cell, value in filled.items() if value is not None
    }
    assert filled["t3.new_received.total"] is not None


def test_wrong_calls_are_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    beside = folder.parent
    assert "找不到这个文件夹" in refused([str(beside / "nowhere")], capsys)
    assert "找不到这个文件夹" in refused([str(folder), "--previous", str(beside / "x")], capsys)
    assert "名册打不开" in refused([str(folder), "--roster", str(beside / "x.csv")], capsys)
    (beside / "bad.csv").write_text("名称\n甲\n")
    assert "机关" in refused([str(folder), "--roster", str(beside / "bad.csv")], capsys)
    assert ".xlsx" in refused([str(folder), "--totals", str(beside / "a.xls")], capsys)
    (beside / "empty").mkdir()
    assert "没有可以核对的报告" in refused([str(beside / "empty")], capsys)


@pytest.mark.slow
def test_processes_give_what_one_process_gives(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    cli.main(["season", str(folder), "--json"])
    inline = capsys.readouterr().out
    monkeypatch.undo()
    cli.main(["season", str(folder), "--json"])
    assert capsys.readouterr().out == inline
