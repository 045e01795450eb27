"""`gouji check` with what is given beside the report: last year's, and settings."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from gouji import cli
from gouji.form import TABLES
from gouji.judging.rules.collected import version
from tests.documents import test_documents
from tests.gouji import figures as fig

DOCUMENTS = Path(test_documents.__file__).parent
SHOWN = {
    cell: "0"
    for (_, format_version), table in TABLES.items()
    if format_version == "2021"
    for cell in table.specs
}
CARRIED = {
    f"t3.{row}.{column}": "2"
    for row in ("new_received", "carried_over")
    for column in ("other", "total")
}


def written(path: Path, year: int, **shown: str) -> str:
    content = fig.content("2021", {**SHOWN, **shown}, year)
    path.write_bytes(fig.LAYOUTS["tabs"](content))
    return str(path)


def checked(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[dict[str, Any], str]:
    cli.main(["check", "--json", *arguments])
    captured = capsys.readouterr()
    return json.loads(captured.out), captured.err


def reason(result: dict[str, Any], rule: str) -> str:
    return str(next(item["reason"] for item in result["unassessed"] if item["rule"] == rule))


def test_last_years_report_is_read_and_compared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    previous = written(tmp_path / "2021.txt", 2021, **CARRIED)
    result, said = checked(capsys, written(tmp_path / "2022.txt", 2022), "--previous", previous)
    assert [f["cells"] for f in result["findings"] if f["rule"] == "XY-01"] == [
        ["t3.carried_in.other"],
        ["t3.carried_in.total"],
    ]
    assert (result["status"], said) == ("flagged", "")


def test_report_of_another_year_is_told_by_its_year(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    previous = written(tmp_path / "2020.txt", 2022)
    result, _ = checked(capsys, written(tmp_path / "2022.txt", 2022), "--previous", previous)
    assert "是2022年度的，不是2021年度的" in reason(result, "XY-01")


def test_last_years_report_that_cannot_be_read_is_told_and_the_rest_is_judged(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "去年.docx").write_bytes(b"Rar!\x1a\x07")
    result, said = checked(
        capsys, written(tmp_path / "2022.txt", 2022), "--previous", str(tmp_path / "去年.docx")
    )
    assert result["status"] == "passed"
    assert said.startswith("gouji: 上年度报告（去年.docx）没有能够读取：")
    assert reason(result, "XY-01") == said.removeprefix("gouji: ").strip()


@pytest.mark.usefixtures("recognised_once")
def test_scan_of_last_years_report_only_warns(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scan = DOCUMENTS / "yunping-traffic-2022.tif"
    this = tmp_path / "2023.txt"
    figures = {**SHOWN, "t3.carried_in.other": "7", "t3.carried_in.total": "7"}
    text = fig.LAYOUTS["tabs"](fig.content("2021", figures, 2023)).decode()
    this.write_text(text.replace("青川市档案局", "云坪区交通运输局"))
    result, _ = checked(capsys, str(this), "--previous", str(scan))
    assert {f["severity"] for f in result["findings"] if f["rule"] == "XY-01"} == {"warning"}


def test_settings_switch_rules_off_and_are_recorded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "rules.json").write_text('{"off": ["T4-01"]}')
    broken = written(tmp_path / "2022.txt", 2022, **{"t4.reconsideration.total": "1"})
    result, _ = checked(capsys, broken, "--settings", str(tmp_path / "rules.json"))
    assert "T4-01" not in {f["rule"] for f in result["findings"]}
    assert result["rules"] == {
        "version": version(),
        "off": ["T4-01"],
        "severities": {},
        "on": [],
        "thresholds": {},
    }


@pytest.mark.parametrize("content", ['{"off": ["T4-1"]}', None])
def test_settings_that_cannot_be_used_are_a_wrong_call(
    tmp_path: Path, content: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = tmp_path / "rules.json"
    if content:
        settings.write_text(content)
    with pytest.raises(SystemExit) as stopped:
        checked(capsys, written(tmp_path / "2022.txt", 2022), "--settings", str(settings))
    assert stopped.value.code == 64
    assert "rules.json" in capsys.readouterr().err
