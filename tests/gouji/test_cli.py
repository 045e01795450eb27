from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import asdict
from python_calamine import CalamineWorkbook

from gouji import __version__, cli
from gouji.judging.rules.collected import RULE, RULES, version
from gouji.usage import translated
from gouji.verdict import Threshold

SAMPLES = Path(__file__).parents[2] / "samples"
FLAGGED = str(SAMPLES / "qingchuan-planning-2023.html")
PASSED = str(SAMPLES / "yunping-grain-2022.txt")


def refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """What a wrong call is told: one line, and nothing on standard output."""
    with pytest.raises(SystemExit) as stopped:
        cli.main(["check", *arguments])
    assert stopped.value.code == 64
    captured = capsys.readouterr()
    assert captured.out == ""
    (line,) = captured.err.splitlines()
    return line


# --- colour ---------------------------------------------------------------------------------


def on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)


def test_page_is_in_colour_on_a_terminal_only(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["check", FLAGGED]) == 1
    assert "\033[" not in capsys.readouterr().out
    on_a_terminal(monkeypatch)
    assert cli.main(["check", FLAGGED]) == 1
    assert "\033[1;31m需要修改" in capsys.readouterr().out


@pytest.mark.parametrize(("value", "coloured"), [("1", False), ("", True)])
def test_no_color_is_respected(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    value: str,
    coloured: bool,
) -> None:
    on_a_terminal(monkeypatch)
    monkeypatch.setenv("NO_COLOR", value)
    cli.main(["check", FLAGGED])
    assert ("\033[" in capsys.readouterr().out) == coloured


def test_json_is_never_in_colour(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    on_a_terminal(monkeypatch)
    cli.main(["check", FLAGGED, "--json"])
    assert json.loads(capsys.readouterr().out)["status"] == "flagged"


# --- several files and folders --------------------------------------------------------------


def test_closing_line_counts_the_files_by_verdict(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", FLAGGED, PASSED, PASSED]) == 1
    captured = capsys.readouterr()
    assert captured.out.splitlines()[-1] == "共 3 份：通过 2，需要修改 1"
    assert captured.err == ""
    cli.main(["check", PASSED])
    assert "共 1 份" not in capsys.readouterr().out


def test_files_that_are_no_reports_are_counted_and_change_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "年报.txt").write_bytes(Path(PASSED).read_bytes())
    for name in ("Thumbs.db", "a.py", "b.json", "c.ini"):
        (tmp_path / name).write_text("x")
    assert cli.main(["check", "--json", str(tmp_path)]) == 0
    captured = capsys.readouterr()
    assert len(captured.out.splitlines()) == 1
    assert captured.err == "gouji: 另有 4 个文件不是报告，未核对：Thumbs.db、a.py、b.json等\n"


@pytest.mark.parametrize("extra", [None, "a.py"])
def test_folder_without_reports_is_no_success(
    tmp_path: Path, extra: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    if extra:
        (tmp_path / extra).write_text("x")
    assert cli.main(["check", str(tmp_path)]) == 64
    assert "没有可以核对的报告" in capsys.readouterr().err
    assert cli.main(["check", PASSED, str(tmp_path)]) == 2


def test_subfolder_that_cannot_be_opened_is_told_and_is_no_success(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "年报.txt").write_bytes(Path(PASSED).read_bytes())
    (tmp_path / "锁").mkdir()
    listed = Path.iterdir

    def guarded(self: Path) -> Iterator[Path]:
        if self.name == "锁":
            raise PermissionError(13, "Permission denied")
        return listed(self)

    monkeypatch.setattr(Path, "iterdir", guarded)
    for given, status in ((tmp_path, 2), (tmp_path / "锁", 2)):
        assert cli.main(["check", str(given)]) == status
        assert f"{tmp_path / '锁'}（没有权限）" in capsys.readouterr().err


def test_file_in_a_folder_that_nobody_may_enter_is_told_and_is_no_success(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    looked = Path.stat

    def guarded(self: Path, **options: bool) -> os.stat_result:
        if "锁" in self.parts:
            raise PermissionError(13, "Permission denied")
        return looked(self, **options)

    monkeypatch.setattr(Path, "stat", guarded)
    locked = str(tmp_path / "锁" / "年报.docx")
    (tmp_path / "锁").mkdir()
    (tmp_path / "锁" / "年报.docx").touch()
    assert cli.main(["check", locked]) == 2
    assert "文件是空的" in capsys.readouterr().out  # what reads it says what it is
    with pytest.raises(SystemExit) as refused:
        cli.main(["check", PASSED, "--previous", locked])
    assert refused.value.code == 64
    assert "上年度报告打不开（没有权限）" in capsys.readouterr().err


# --- its own words --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        [], ["chek"], ["check"], ["check", "a", "--nothing"], ["check", "a", "--sheet"],
        ["check", "a", "--s", "b"], ["rules", "--json=1"], ["rules", "x"],
        ["season"], ["season", "a", "b"],
    ],
)  # fmt: skip
def test_wrong_call_is_told_in_chinese(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(arguments)
    assert stopped.value.code == 64
    captured = capsys.readouterr()
    assert captured.out == ""
    words = re.findall(r"[A-Za-z]{2,}", re.sub(r"-{1,2}\w+|'[^']*'", "", captured.err))
    commands = {"check", "season", "rules", "submit", "status", "export"}
    assert set(words) <= {*commands, "gouji", "xlsx", "json"}
    assert "用法：" in captured.err


@pytest.mark.parametrize("command", [[], ["check"], ["season"], ["rules"]])
def test_help_is_in_chinese(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main([*command, "--help"])
    assert stopped.value.code == 0
    said = capsys.readouterr().out
    for english in ("usage", "positional", "options", "show this", "exit"):
        assert english not in said


def test_message_that_is_not_known_stays_behind_chinese_words() -> None:
    assert translated("something new").startswith("命令写得不对（")


def test_version_names_program_and_rules(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(["--version"])
    assert stopped.value.code == 0
    assert capsys.readouterr().out == f"勾稽 {__version__}（规则版本 {version()}）\n"


def test_file_that_cannot_be_opened_says_why_in_chinese(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["check", str(tmp_path / "没有.docx")]) == 2
    assert "文件打不开（没有这个文件或文件夹）" in capsys.readouterr().out


def test_progress_goes_to_a_terminal_only_and_leaves_no_trace(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    cli.main(["check", PASSED, FLAGGED, "--json"])
    said = capsys.readouterr().err
    assert "1/2 " in said
    assert "2/2 " in said
    assert said.rsplit("\033[K", 1)[1].startswith("gouji: 共 2 份")


# --- the rules ---------------------------------------------------------------------------------


def test_rules_are_listed_a_line_a_rule_under_their_family(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert cli.main(["rules"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert str(len(RULES)) in lines[0]
    assert version() in lines[0]
    listed = {line.split()[0]: line for line in lines if line.startswith("  ")}
    assert set(listed) == set(RULE)
    for rule in RULES:
        assert rule.name in listed[rule.id]
        assert rule.statement in listed[rule.id]
        assert (rule.needs or "") in listed[rule.id]


def _plain(value: Decimal | Threshold) -> object:
    return float(value) if isinstance(value, Decimal) else asdict(value)


def test_rules_as_json_are_one_line_with_every_field(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["rules", "--json"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    catalogue = json.loads(line)
    assert (catalogue["version"], catalogue["next"]) == (version(), None)
    assert catalogue["items"] == json.loads(
        json.dumps([asdict(rule) for rule in RULES], default=_plain)
    )


def test_rules_are_cut_off_in_silence_where_nobody_reads_on() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "gouji.cli", "rules"],
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")


# --- names of files ---------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="file names there are always text")
def test_file_whose_name_is_no_text_is_checked_all_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    odd = os.fsdecode(bytes(tmp_path) + b"/\xff\xfe.txt")
    Path(odd).write_bytes(Path(PASSED).read_bytes())
    assert cli.main(["check", odd, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["file"].endswith("/??.txt")
    assert cli.main(["check", odd]) == 0
    assert "??.txt" in capsys.readouterr().out


# --- the workbook ---------------------------------------------------------------------------


def sheets(path: Path) -> list[str]:
    return CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes())).sheet_names


def test_workbook_is_written_beside_the_page_and_beside_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "核对.xlsx"
    assert cli.main(["check", FLAGGED, "--sheet", str(target)]) == 1
    assert "需要修改" in capsys.readouterr().out
    assert sheets(target) == ["结论", "退回意见", "1 青川市自然资源和规划局"]
    assert cli.main(["check", FLAGGED, PASSED, "--json", "--sheet", str(target)]) == 1
    captured = capsys.readouterr()
    assert len([json.loads(line) for line in captured.out.splitlines()]) == 2
    assert captured.err == "gouji: 共 2 份：通过 1，需要修改 1\n"
    assert sheets(target)[:2] == ["汇总", "问题"]
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


def test_workbook_that_cannot_be_written_is_said_before_anything_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nowhere = str(tmp_path / "没有" / "核对.xlsx")
    assert nowhere in refused([FLAGGED, "--sheet", nowhere], capsys)
    folder = tmp_path / "夹.xlsx"
    folder.mkdir()
    assert "文件夹" in refused([FLAGGED, "--sheet", str(folder)], capsys)
    assert ".xlsx" in refused([FLAGGED, "--sheet", str(tmp_path / "核对.xls")], capsys)
    assert [path.name for path in tmp_path.iterdir()] == [folder.name]


def test_workbook_never_takes_the_place_of_a_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "年报.xlsx"
    report.write_bytes(b"the only copy")
    for given in (str(report), str(tmp_path)):
        assert "年报.xlsx" in refused([given, "--sheet", str(report)], capsys)
    assert report.read_bytes() == b"the only copy"


def test_workbook_that_fails_half_way_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "核对.xlsx"
    target.write_bytes(b"old")

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(SystemExit) as stopped:
        cli.main(["check", PASSED, "--sheet", str(target)])
    assert stopped.value.code == 64
    assert "磁盘已满" in capsys.readouterr().err
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


def test_workbook_without_its_component_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delitem(sys.modules, "gouji.wording.workbook", raising=False)
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    assert "gouji[sheet]" in refused([PASSED, "--sheet", str(tmp_path / "核对.xlsx")], capsys)


def test_page_needs_no_component_of_the_workbook() -> None:
    code = "import sys; import gouji.cli; print('xlsxwriter' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_workbook_is_whole_though_nobody_reads_the_pages(tmp_path: Path) -> None:
    target = tmp_path / "核对.xlsx"
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "gouji.cli", "check", FLAGGED, PASSED, "--sheet", str(target)],
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (1, b"")
    assert len(sheets(target)) == 6
