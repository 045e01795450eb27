from __future__ import annotations

from pathlib import Path

from gouji.checking import check, encodable, files_of

SAMPLES = Path(__file__).parents[2] / "samples"


def test_folder_stands_for_all_files_below_it_without_hidden_ones_and_locks(tmp_path: Path) -> None:
    for name in ("b.docx", "a/c.txt", ".hidden.txt", ".git/x.txt", "~$b.docx", "a/~$c.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    wanted = [str(tmp_path / "a" / "c.txt"), str(tmp_path / "b.docx")]
    assert list(files_of([str(tmp_path)])) == wanted


def test_files_come_as_they_are_given_and_a_hidden_one_may_be_named(tmp_path: Path) -> None:
    hidden = tmp_path / ".hidden.txt"
    hidden.touch()
    given = ["nowhere.docx", str(hidden), "nowhere.docx"]
    assert list(files_of(given)) == given


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
