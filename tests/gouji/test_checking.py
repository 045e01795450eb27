from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gouji.checking import Files, check, encodable, files_of
from gouji.reading import limits
from gouji.reading.files.names import SUFFIXES
from gouji.reading.readers import READERS
from tests.gouji.reading import hostile

SAMPLES = Path(__file__).parents[2] / "samples"


def test_folder_stands_for_all_files_below_it_without_hidden_ones_and_locks(tmp_path: Path) -> None:
    for name in ("b.docx", "a/c.txt", ".hidden.txt", ".git/x.txt", "~$b.docx", "a/~$c.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    wanted = [str(tmp_path / "a" / "c.txt"), str(tmp_path / "b.docx")]
    assert files_of([str(tmp_path)]) == Files(tuple(wanted))


def test_files_come_as_they_are_given_and_a_hidden_one_may_be_named(tmp_path: Path) -> None:
    hidden = tmp_path / ".hidden.txt"
    hidden.touch()
    given = ["nowhere.docx", str(hidden), "nowhere.docx"]
    assert files_of(given) == Files(tuple(given))


def test_files_of_a_folder_that_are_no_reports_are_told_apart(tmp_path: Path) -> None:
    nothing = ("Thumbs.db", "desktop.ini", "a.py", "b.json", "c.exe", "d.mp4", "e.js", "LICENSE")
    for name in nothing:
        (tmp_path / name).write_bytes(b"<html><table>" if name == "e.js" else b"MZ\x00\x01 words")
    (tmp_path / "Thumbs.db").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))
    (tmp_path / "app.jar").write_bytes(b"PK\x03\x04" + bytes(100))
    reports = ("甲.DOCX", "乙.wps", "丙.rar", "丁.msg", "戊.xlsb")
    for name in reports:
        (tmp_path / name).write_bytes(b"x")
    docx = (SAMPLES / "qingchuan-education-2023.docx").read_bytes()
    for name in ("关于2022.年报", "年报", "年报.docx.bak"):
        (tmp_path / name).write_bytes(docx)
    found = files_of([str(tmp_path)])
    assert {Path(f).name for f in found.others} == {*nothing, "app.jar"}
    assert {Path(f).name for f in found.files} == {
        *reports,
        "关于2022.年报",
        "年报",
        "年报.docx.bak",
    }


def test_file_that_is_named_is_checked_whatever_it_is_called(tmp_path: Path) -> None:
    (tmp_path / "a.py").touch()
    assert files_of([str(tmp_path / "a.py")]).files == (str(tmp_path / "a.py"),)


def test_folder_without_reports_and_folder_that_cannot_be_opened_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("空", "有/锁", "只有别的"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "有" / "a.txt").touch()
    (tmp_path / "只有别的" / "Thumbs.db").touch()
    listed = Path.iterdir

    def guarded(self: Path) -> Iterator[Path]:
        if self.name == "锁":
            raise PermissionError(13, "Permission denied")
        return listed(self)

    monkeypatch.setattr(Path, "iterdir", guarded)
    found = files_of([str(tmp_path / name) for name in ("空", "有", "只有别的")])
    assert found.files == (str(tmp_path / "有" / "a.txt"),)
    assert found.empty == (str(tmp_path / "空"), str(tmp_path / "只有别的"))
    assert found.closed == (f"{tmp_path / '有' / '锁'}（没有权限）",)


def test_links_within_a_folder_are_followed_once_and_those_to_nowhere_are_told(
    tmp_path: Path,
) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b.txt").touch()
    (tmp_path / "a" / "round").symlink_to(tmp_path)
    (tmp_path / "gone.docx").symlink_to(tmp_path / "nowhere.docx")
    assert [Path(f).name for f in files_of([str(tmp_path)]).files] == ["b.txt", "gone.docx"]


def test_every_kind_that_is_read_has_its_endings() -> None:
    assert set(READERS) <= set(SUFFIXES)


def test_file_is_read_and_judged() -> None:
    path = str(SAMPLES / "yunping-grain-2022.txt")
    result = check(path)
    assert (result.file, result.status, result.year) == (path, "passed", 2022)


def test_file_that_cannot_be_opened_has_a_result_that_says_so(tmp_path: Path) -> None:
    result = check(str(tmp_path / "没有.docx"))
    assert result.status == "unreadable"
    assert result.reason is not None
    assert result.reason.startswith("文件打不开（")


def test_bytes_that_are_no_text_are_shown_as_question_marks() -> None:
    assert encodable("年报\udcff.docx") == "年报?.docx"


def test_file_that_would_end_the_process_is_unreadable_and_the_folder_goes_on(
    tmp_path: Path,
) -> None:
    for name in ("a.pdf", "c.pdf"):
        (tmp_path / name).write_bytes(hostile.forms_in_forms(12, 6))
    for name in ("b.txt", "d.txt"):
        (tmp_path / name).write_bytes((SAMPLES / "yunping-grain-2022.txt").read_bytes())
    found = [check(file) for file in files_of([str(tmp_path)]).files]
    assert [result.status for result in found] == ["unreadable", "passed"] * 2
    assert {result.reason for result in found} == {limits.TOO_COMPLEX, None}
