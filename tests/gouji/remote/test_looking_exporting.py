"""`gouji status` and `gouji export`: what is asked, what is shown, what is written."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.gouji.remote.conftest import Office
from tests.gouji.remote.server import Answer, Asked, as_json

pytestmark = pytest.mark.network
PASSED = Path(__file__).parents[3] / "samples" / "yunping-grain-2022.txt"
YEAR = ("--office", "haishu", "--year", "2022")
Run = Callable[..., int]


def answering(**answers: Any) -> Callable[[Asked], Answer | None]:
    """What is answered to a path by its last segment."""

    def answer(asked: Asked) -> Answer | None:
        found = answers.get(asked.path.rpartition("/")[2].replace(".", "_"))
        return found(asked) if callable(found) else found

    return answer


def test_status_without_an_office_is_what_the_token_says(
    office: Office, run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    claims = {"organs": ["haishu/%E7%94%B2"], "offices": ["haishu"], "exp": 1_900_000_000}
    text = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
    monkeypatch.setenv("GOUJI_TOKEN", f"h.{text}.s")
    assert run("status", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["offices"] == ["haishu"]
    assert told["expires_at"].startswith("2030")
    assert not office.server.asked
    assert run("status") == 0
    assert "可查询的审核单位：haishu" in capsys.readouterr().out
    for broken in ("x", "h.!!.s", f"h.{'W10'}.s"):
        monkeypatch.setenv("GOUJI_TOKEN", broken)
        assert run("status") == 64


def test_status_of_a_year_lists_every_organ(
    office: Office, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    def organs(asked: Asked) -> Answer:
        number = int(asked.query.get("cursor", "0"))
        name = f"第{number}局\x1b[2J"
        item = {"organ": name, "standing": "missing", "late": True, "errors": number, "x": 1}
        return as_json({"items": [item], "next": str(number + 1) if number < 2 else None})

    year = as_json({"deadline": "2023-01-31", "counts": {"expected": 3, "new": 1}, "may": []})
    office.faults = answering(**{"2022": year, "organs": organs})
    assert run("status", *YEAR) == 0
    said = capsys.readouterr().out
    assert "名册应报 3 个，未报送 3，迟报 3" in said
    assert "  第2局 [2J：未报送，迟报，错误 2 处" in said
    assert run("status", *YEAR, "--json") == 0
    assert [each["errors"] for each in json.loads(capsys.readouterr().out)["organs"]] == [0, 1, 2]


def test_status_of_a_report_is_its_verdict(
    office: Office, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    run("submit", str(PASSED), *YEAR, "--organ", "甲局")
    capsys.readouterr()
    assert run("status", *YEAR, "--organ", "甲局") == 0
    said = capsys.readouterr().out
    assert "审核状态：待审核" in said
    assert "通过：勾稽关系全部成立" in said
    assert run("status", *YEAR, "--organ", "乙局") == 2
    assert "没有报告" in capsys.readouterr().err


@pytest.mark.parametrize(
    "call", [("--year", "2022"), ("--organ", "甲局"), ("--office", "haishu", "--organ", "甲局")]
)
def test_status_that_is_not_said_of_what_is_refused(
    office: Office, run: Run, call: tuple[str, ...]
) -> None:
    assert run("status", *call) == 64


@pytest.mark.parametrize(
    "body", [b"<html>login</html>", '{"items":[{"upload_id":"登录"}]}'.encode("gbk")]
)
def test_what_else_answers_is_not_taken_for_the_endpoint(
    office: Office, run: Run, capsys: pytest.CaptureFixture[str], body: bytes
) -> None:
    office.faults = lambda _: Answer(body=body)
    assert run("status", "--office", "haishu") == 69
    assert run("submit", str(PASSED), *YEAR, "--organ", "甲局") == 69
    assert "不是勾稽接口" in capsys.readouterr().err


# --- export -----------------------------------------------------------------------------------


_ACCEPTED = {"of": "accepted", "group": "街道"}


@pytest.mark.parametrize(
    ("call", "asked_for"),
    [
        (
            ("totals.xlsx", "--of", "accepted", "--group", "街道"),
            ("/totals.xlsx", _ACCEPTED),
        ),
        (("cells.jsonl",), ("/cells.jsonl", {})),
        (("originals",), ("/originals.zip", {})),
        (("page.html", "--organ", "甲/局"), ("/reports/甲/局/page.html", {})),
    ],
)
def test_file_is_fetched_from_where_the_api_has_it(
    office: Office,
    run: Run,
    tmp_path: Path,
    call: tuple[str, ...],
    asked_for: tuple[str, dict[str, str]],
) -> None:
    office.faults = lambda _: Answer(body=b"content")
    target = tmp_path / "到"
    target.write_bytes(b"old")
    assert run("export", *call, *YEAR, "-o", str(target)) == 0
    assert target.read_bytes() == b"content"
    (asked,) = office.server.asked
    assert asked.path == f"/offices/haishu/years/2022{asked_for[0]}"
    assert asked.query == asked_for[1]


def test_file_too_large_for_an_answer_is_fetched_from_elsewhere(
    office: Office, run: Run, tmp_path: Path
) -> None:
    def answer(asked: Asked) -> Answer:
        if asked.path.startswith("/offices"):
            return Answer(303, headers={"Location": f"{office.server.address}/kept"})
        assert "authorization" not in asked.headers
        return Answer(body=b"large")

    office.faults = answer
    assert run("export", "cells.csv", *YEAR, "-o", str(tmp_path / "x")) == 0
    assert (tmp_path / "x").read_bytes() == b"large"


def test_nothing_is_left_of_a_file_that_did_not_come(
    office: Office, run: Run, tmp_path: Path
) -> None:
    target = tmp_path / "合计.xlsx"
    target.write_bytes(b"old")
    office.faults = lambda _: Answer(body=b"half of it", cut=4)
    assert run("export", "totals.xlsx", *YEAR, "-o", str(target)) == 69
    assert [path.name for path in tmp_path.iterdir()] == [target.name]
    assert target.read_bytes() == b"old"


def test_what_is_asked_for_goes_to_standard_output_whole(
    office: Office, run: Run, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    office.faults = lambda _: Answer(body=b"\xef\xbb\xbfa,b\r\n")
    assert run("export", "cells.csv", *YEAR, "-o", "-") == 0
    assert capfdbinary.readouterr().out == b"\xef\xbb\xbfa,b\r\n"


@pytest.mark.parametrize(
    "call",
    [
        ("page.html", *YEAR, "-o", "x"),
        ("totals.xlsx", *YEAR, "--organ", "甲局", "-o", "x"),
        ("report.xlsx", *YEAR, "--organ", "甲局", "--of", "accepted", "-o", "x"),
        ("totals.xlsx", *YEAR),
        ("everything", *YEAR, "-o", "x"),
        ("totals.xlsx", *YEAR, "-o", "."),
    ],
)
def test_call_that_does_not_fit_the_file_is_refused(
    office: Office, run: Run, call: tuple[str, ...]
) -> None:
    assert run("export", *call) == 64
    assert not office.server.asked


def test_folder_that_is_not_there_is_told_before_anything_is_fetched(
    office: Office, run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("export", "cells.csv", *YEAR, "-o", str(tmp_path / "no" / "x")) == 2
    assert "写不到" in capsys.readouterr().err
    assert not office.server.asked
