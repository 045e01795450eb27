"""`gouji submit`: each file once, whatever happens on the way, and its verdict as `gouji check` has it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gouji import cli
from gouji.remote import handing_in
from tests.gouji.remote.conftest import TOKEN, Office
from tests.gouji.remote.server import Answer, Asked

pytestmark = pytest.mark.network
SAMPLES = Path(__file__).parents[3] / "samples"
PASSED = SAMPLES / "yunping-grain-2022.txt"
FLAGGED = SAMPLES / "qingchuan-planning-2023.html"
YEAR = ("--office", "haishu", "--year", "2022")
Run = Callable[..., int]


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handing_in, "_SEEN_WITHIN", 0.05)
    monkeypatch.setattr(handing_in, "_JUDGED_WITHIN", 0.05)


def copied(source: Path, target: Path) -> str:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(source, target)
    return str(target)


def sent(office: Office) -> int:
    return sum(a.method == "POST" and a.path == "/bucket" for a in office.server.asked)


@pytest.mark.parametrize(("sample", "status"), [(PASSED, 0), (FLAGGED, 1)])
def test_verdict_and_exit_status_are_those_of_check(
    office: Office, run: Run, capsys: pytest.CaptureFixture[str], sample: Path, status: int
) -> None:
    assert cli.main(["check", str(sample), str(sample)]) == status
    checked = capsys.readouterr().out.split("■")[1].splitlines()
    assert run("submit", str(sample), *YEAR, "--organ", "甲局") == status
    lines = capsys.readouterr().out.splitlines()
    assert lines[1] == f"已报送：haishu/2022/甲局/{sample.name}"
    assert [lines[0].removeprefix("■"), *lines[2:]] == checked[: len(lines) - 1]
    assert office.contents[f"{0:032x}"] == sample.read_bytes()


def test_json_is_the_line_of_check_and_where_it_was_handed_in(
    office: Office, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    cli.main(["check", str(FLAGGED), "--json"])
    checked = json.loads(capsys.readouterr().out)
    assert run("submit", str(FLAGGED), *YEAR, "--organ", "甲局", "--json") == 1
    (line,) = capsys.readouterr().out.splitlines()
    told = json.loads(line)
    assert (told.pop("how"), told.pop("key")) == ("sent", f"haishu/2022/甲局/{FLAGGED.name}")
    assert told.pop("upload")["upload_id"] == f"{0:032x}"
    assert all(finding.pop("waived", None) is None for finding in told["findings"])
    assert told == checked


def test_what_was_handed_in_is_not_sent_again(
    office: Office, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(3):
        assert run("submit", str(PASSED), *YEAR, "--organ", "甲局") == 0
    assert sent(office) == 1
    assert capsys.readouterr().out.count("此前已报送，没有重复发送") == 2


def test_nor_where_etags_are_no_md5(office: Office, run: Run) -> None:
    office.encrypts = True
    for _ in range(2):
        assert run("submit", str(PASSED), *YEAR, "--organ", "甲局") == 0
    assert sent(office) == 1


@pytest.mark.parametrize("encrypts", [False, True])
def test_another_file_of_the_same_size_and_name_is_sent(
    office: Office, run: Run, tmp_path: Path, encrypts: bool
) -> None:
    office.encrypts = encrypts
    file = tmp_path / "年报.txt"
    content = PASSED.read_bytes()
    file.write_bytes(content + b"1")
    assert run("submit", str(file), *YEAR, "--organ", "甲局") == 0
    file.write_bytes(content + b"2")
    assert run("submit", str(file), *YEAR, "--organ", "甲局") == 0
    assert sent(office) == 2


def test_file_that_was_replaced_meanwhile_is_sent_again(office: Office, run: Run) -> None:
    for sample in (PASSED, FLAGGED, PASSED):
        run("submit", str(sample), *YEAR, "--organ", "甲局")
    assert sent(office) == 3


def test_same_file_of_another_organ_is_sent(office: Office, run: Run) -> None:
    for organ in ("甲局", "乙局"):
        assert run("submit", str(PASSED), *YEAR, "--organ", organ) == 0
    assert sent(office) == 2


@pytest.mark.parametrize("encrypts", [False, True])
def test_lost_answer_of_the_bucket_is_looked_up_and_nothing_is_sent_twice(
    office: Office, run: Run, encrypts: bool
) -> None:
    office.loses, office.encrypts = 1, encrypts
    assert run("submit", str(PASSED), *YEAR, "--organ", "甲局") == 0
    assert sent(office) == 1


def once(*answers: Answer) -> Callable[[Asked], Answer | None]:
    """What the bucket answers first."""
    left = list(answers)
    return lambda asked: left.pop(0) if left and asked.path == "/bucket" else None


@pytest.mark.parametrize(
    "first", [Answer(503), Answer(cut=-1), Answer(403, b"<Error/>"), Answer(429)], ids=repr
)
def test_failed_attempt_is_made_again_with_another_form(
    office: Office, run: Run, first: Answer
) -> None:
    office.faults = once(first)
    assert run("submit", str(PASSED), *YEAR, "--organ", "甲局") == 0
    forms = [asked for asked in office.server.asked if asked.path.endswith("/uploads")]
    assert (len(forms), sent(office), len(office.uploads["甲局"])) == (2, 2, 1)


def test_form_that_is_refused_for_good_is_told(
    office: Office, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    office.faults = lambda asked: Answer(403) if asked.path == "/bucket" else None
    assert run("submit", str(PASSED), *YEAR, "--organ", "甲局") == 2
    assert "HTTP 403" in capsys.readouterr().out
    assert sent(office) == 3


# --- folders ----------------------------------------------------------------------------------


def test_folder_has_a_folder_for_each_organ(
    office: Office, run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copied(PASSED, tmp_path / "甲局" / "年报.txt")
    copied(FLAGGED, tmp_path / "乙局" / "年报.html")
    copied(PASSED, tmp_path / "_settings" / "年报.txt")
    (tmp_path / "甲局" / "说明.bin").write_bytes(b"\0")
    assert run("submit", str(tmp_path), *YEAR, "--json") == 1
    captured = capsys.readouterr()
    told = [json.loads(line) for line in captured.out.splitlines()]
    assert {each["key"]: each["status"] for each in told} == {
        "haishu/2022/甲局/年报.txt": "passed",
        "haishu/2022/乙局/年报.html": "flagged",
    }
    assert "另有 2 个文件没有报送" in captured.err


def test_names_of_files_are_organs_only_where_that_is_said(
    office: Office, run: Run, tmp_path: Path
) -> None:
    file = copied(PASSED, tmp_path / "甲局.txt")
    assert run("submit", file, *YEAR) == 64
    assert run("submit", str(tmp_path), *YEAR) == 64
    assert run("submit", str(tmp_path), *YEAR, "--organ", "甲局") == 64
    assert not office.server.asked
    assert run("submit", str(tmp_path), *YEAR, "--organ-from-name") == 0
    assert list(office.uploads) == ["甲局"]


def test_two_files_of_one_organ_are_refused_before_anything_is_sent(
    office: Office, run: Run, tmp_path: Path
) -> None:
    copied(PASSED, tmp_path / "甲局" / "年报.txt")
    copied(PASSED, tmp_path / "甲局" / "年报2.txt")
    assert run("submit", str(tmp_path), *YEAR) == 64
    assert not office.server.asked


def test_one_file_that_is_refused_holds_up_no_other(
    office: Office, run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copied(PASSED, tmp_path / "甲局.exe")
    copied(PASSED, tmp_path / "乙局.txt")
    found = [str(tmp_path / name) for name in ("甲局.exe", "没有.txt", "乙局.txt")]
    assert run("submit", *found, *YEAR, "--organ-from-name", "--json") == 2
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [each["status"] for each in told] == [None, None, "passed"]
    assert told[0]["reason"] == "这种文件不能报送。"
    assert "没有这个文件" in told[1]["reason"]


def test_endpoint_that_goes_away_is_told_and_the_rest_comes_later(
    office: Office, run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for organ in ("甲局", "乙局", "丙局"):
        copied(PASSED, tmp_path / organ / "年报.txt")

    def gone(asked: Asked) -> Answer | None:
        return Answer(503) if "甲局" in asked.path else None

    office.faults = gone
    assert run("submit", str(tmp_path), *YEAR) == 69
    captured = capsys.readouterr()
    assert captured.out.count("已报送") == 2
    assert "其余 1 份没有报送" in captured.err
    office.faults = lambda _: None
    assert run("submit", str(tmp_path), *YEAR) == 0
    assert sorted(map(len, office.uploads.values())) == [1, 1, 1]


# --- waiting ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "said"), [("received", "还没有核对结果"), ("failed", "系统没有能够完成")]
)
def test_no_verdict_is_never_taken_for_one(
    office: Office, run: Run, capsys: pytest.CaptureFixture[str], state: str, said: str
) -> None:
    office.state = state
    assert run("submit", str(PASSED), *YEAR, "--organ", "甲局") == 75
    assert said in capsys.readouterr().out


def test_what_failed_is_sent_again(office: Office, run: Run) -> None:
    office.state = "failed"
    run("submit", str(PASSED), *YEAR, "--organ", "甲局")
    office.state = None
    office.uploads["甲局"][0]["state"] = "failed"
    real = office._organ

    def answer(organ: str, rest: list[str]) -> Answer:
        found = real(organ, rest)
        if rest == ["versions"] and len(office.uploads["甲局"]) == 1:
            return Answer(found.status, found.body.replace(b'"passed"', b'"failed"'), found.headers)
        return found

    office._organ = answer  # type: ignore[method-assign]  # this server's alone
    assert run("submit", str(PASSED), *YEAR, "--organ", "甲局") == 0
    assert sent(office) == 2


def test_nobody_waits_who_does_not_want_to(
    office: Office, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    office.state = "received"
    assert run("submit", str(PASSED), *YEAR, "--organ", "甲局", "--no-wait", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["how"], told["status"], told["upload"]) == ("sent", None, None)


def test_verdict_of_a_newer_release_is_told_in_its_own_words(
    office: Office, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    real = office._judged

    def newer(item: dict[str, Any]) -> dict[str, Any]:
        found = real(item)
        for finding in found["findings"]:
            finding["facts"] = {"type": "NotKnownYet"}
        return found | {"another": 1}

    office._judged = newer  # type: ignore[method-assign]  # this server's alone
    assert run("submit", str(FLAGGED), *YEAR, "--organ", "甲局") == 1
    said = capsys.readouterr().out
    assert "需要修改" in said
    assert "接口的版本较新" in said


# --- the call ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "call",
    [
        ("--year", "2022", "--organ", "甲局"),
        ("--office", "haishu", "--organ", "甲局"),
        ("--office", "海曙", "--year", "2022", "--organ", "甲局"),
        ("--office", "haishu", "--year", "二二", "--organ", "甲局"),
        ("--office", "haishu", "--year", "22", "--organ", "甲局"),
        (*YEAR, "--organ", "甲局", "--token", "x"),
    ],
)
def test_wrong_call_is_refused_and_sends_nothing(
    office: Office, run: Run, call: tuple[str, ...]
) -> None:
    assert run("submit", str(PASSED), *call) == 64
    assert not office.server.asked


def test_token_that_is_not_let_in_is_told(
    office: Office, run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GOUJI_TOKEN", "another.secret.token")
    assert run("submit", str(PASSED), *YEAR, "--organ", "甲局") == 77
    captured = capsys.readouterr()
    assert "令牌无效或已过期" in captured.err
    assert "another" not in captured.out + captured.err


def test_names_steer_no_terminal_and_tokens_stand_nowhere(
    office: Office, run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    organ = "甲\x1b[31m\u202e局"
    copied(PASSED, tmp_path / organ / "年\x1b]0;x\x07报.txt")
    copied(PASSED, tmp_path / organ / "年报.exe\r\n.bin")
    for json_too in ((), ("--json",)):
        run("submit", str(tmp_path), *YEAR, *json_too)
        run("submit", str(tmp_path), *YEAR, "--organ-from-name", *json_too)
        captured = capsys.readouterr()
        said = captured.out + captured.err
        assert said.replace("\n", "").isprintable()
        assert TOKEN not in said
