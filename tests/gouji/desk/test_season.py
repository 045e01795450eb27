"""A folder of reports as an office's year."""

from __future__ import annotations

import json
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from gouji.codec import decode, encode
from gouji.desk import files
from gouji.desk.files import folder_of
from gouji.desk.work import Office, ToJudge, judge_one
from gouji.desk.workers import Lost
from gouji.organs import Organ
from gouji.season.desk import FolderSeason
from gouji.season.settings import Settings
from gouji.verdict import Finding
from tests.gouji.desk.folders import (
    ARCHIVES,
    EDUCATION,
    WATER,
    Inline,
    aged,
    put,
    roster,
    season,
)

NEW = "t3.new_received.natural_person"


@pytest.fixture(autouse=True)
def _inline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gouji.desk.season.Workers", Inline)


def found(season: FolderSeason, rule: str) -> dict[str, Finding]:
    return {one.organ: one.finding for one in season.findings if one.finding.rule == rule}


def test_missing_and_unlisted_organs_are_told_apart(tmp_path: Path) -> None:
    put(tmp_path / EDUCATION / "年报.txt", EDUCATION)
    put(tmp_path / "年报.txt", WATER, n=1)
    office = Office(
        roster(
            EDUCATION,
            ARCHIVES,
            Organ("青川市税务局", vertical=True),
            Organ("青川市人民政府", aggregate=True),
        )
    )
    told = season(tmp_path, office)
    assert [(o.organ, o.listed) for o in told.organs] == [(EDUCATION, True), (WATER, False)]
    assert (told.missing, told.unlisted) == ((ARCHIVES,), (WATER,))
    assert (told.counts.expected, told.counts.handed_in, told.counts.missing) == (2, 2, 1)
    assert told.aggregates == ("青川市人民政府",)
    assert told.year == 2023


def test_without_a_roster_nobody_is_missing_or_listed(tmp_path: Path) -> None:
    put(tmp_path / "a.txt", EDUCATION)
    told = season(tmp_path)
    assert (told.counts.expected, told.missing, told.organs[0].listed) == (None, (), None)


def test_of_several_files_the_newest_that_can_be_read_is_the_current_one(tmp_path: Path) -> None:
    put(tmp_path / EDUCATION / "a.txt", EDUCATION, hour=2)
    put(tmp_path / EDUCATION / "b.txt", EDUCATION, hour=1, shown={NEW: "987"})
    (tmp_path / EDUCATION / "c.pdf").write_bytes(b"%PDF-")
    aged(tmp_path / EDUCATION / "c.pdf", 3)
    (organ,) = season(tmp_path).organs
    assert [(Path(f.file).name, f.status, f.current) for f in organ.files] == [
        ("a.txt", "passed", True),
        ("b.txt", "flagged", False),
        ("c.pdf", "unreadable", False),
    ]
    assert (organ.chosen, organ.status) == ("newest", "passed")
    assert organ.files[0].modified == "2023-11-15T00:13:20+00:00"


def test_files_of_one_time_that_differ_are_told_and_copies_are_not(tmp_path: Path) -> None:
    first = put(tmp_path / EDUCATION / "a.txt", EDUCATION)
    shutil.copy2(first, tmp_path / EDUCATION / "b.txt")
    assert season(tmp_path).organs[0].chosen == "newest"
    put(tmp_path / EDUCATION / "c.txt", EDUCATION, shown={NEW: "987"})
    (organ,) = season(tmp_path).organs
    assert organ.chosen == "name"
    assert Path(organ.files[0].file).name == "c.txt"


def test_files_that_cannot_be_read_are_their_organs_and_make_the_year_not_whole(
    tmp_path: Path,
) -> None:
    put(tmp_path / "a.txt", WATER)
    (tmp_path / f"{EDUCATION}年报.pdf").write_bytes(b"%PDF-")
    told = season(tmp_path, Office(roster(EDUCATION, WATER)))
    assert [(o.organ, o.status) for o in told.organs] == [
        (EDUCATION, "unreadable"),
        (WATER, "passed"),
    ]
    assert told.missing == ()
    assert not told.is_whole
    assert told.is_in_order


def test_report_of_another_year_than_most_is_flagged(tmp_path: Path) -> None:
    put(tmp_path / "a.txt", WATER)
    put(tmp_path / "b.txt", ARCHIVES, n=1)
    put(tmp_path / "c.txt", EDUCATION, n=2, year=2022)
    told = season(tmp_path)
    assert told.year == 2023
    (wrong,) = (o for o in told.organs if o.status == "flagged")
    assert wrong.organ == EDUCATION
    assert [f.rule for f in wrong.result.findings if f.severity == "error"] == ["KEY-01"]


def test_report_in_another_organs_folder_is_flagged(tmp_path: Path) -> None:
    put(tmp_path / EDUCATION / "a.txt", WATER)
    (organ,) = season(tmp_path, Office(roster(EDUCATION, WATER))).organs
    assert organ.organ == EDUCATION
    assert "KEY-02" in [f.rule for f in organ.result.findings]


def test_totals_are_the_sums_of_current_reports_without_the_aggregate(tmp_path: Path) -> None:
    for n, organ in enumerate((EDUCATION, WATER, "青川市人民政府")):
        put(tmp_path / organ / "年报.txt", organ, n=n)
    put(tmp_path / WATER / "旧.txt", WATER, n=4, hour=-1)
    office = Office(roster(EDUCATION, WATER, Organ("青川市人民政府", aggregate=True)))
    told = season(tmp_path, office)
    counted = [organ.result for organ in told.organs if organ.organ != "青川市人民政府"]
    assert len(counted) == 2
    for total in told.totals:
        values = [result.cells[total.cell] for result in counted]
        assert total.certain == sum(Decimal(value or 0) for value in values)
    assert told.doubts == ()


def test_cells_without_a_number_are_told_by_organ(tmp_path: Path) -> None:
    put(tmp_path / "a.txt", EDUCATION, shown={"t3.carried_in.other": ""})
    put(tmp_path / "b.txt", WATER, n=1)
    told = season(tmp_path)
    assert [(d.organ, d.blanks, d.uncertain) for d in told.doubts] == [(EDUCATION, 1, 0)]


def test_aggregate_that_is_not_the_sum_is_told_with_who_explains_it(tmp_path: Path) -> None:
    government = Organ("青川市人民政府", aggregate=True, government=True)
    put(tmp_path / EDUCATION / "a.txt", EDUCATION, n=2)
    put(tmp_path / WATER / "a.txt", WATER, n=5)
    put(tmp_path / government.name / "a.txt", government.name, n=2)
    told = season(tmp_path, Office(roster(EDUCATION, WATER, government)))
    assert set(found(told, "AGG-01")) == {government.name}
    assert not told.is_in_order


def test_report_handed_in_under_two_names_is_told(tmp_path: Path) -> None:
    put(tmp_path / EDUCATION / "a.txt", EDUCATION)
    put(tmp_path / "市教育局" / "b.txt", EDUCATION, hour=1)
    told = season(tmp_path, Office(roster(Organ(EDUCATION, aliases=("市教育局",)))))
    assert set(found(told, "ORG-05")) == {EDUCATION, "市教育局"}
    (organ,) = told.organs
    assert len(organ.files) == 2
    assert organ.result.file.endswith("b.txt")


def test_same_file_of_two_organs_is_told(tmp_path: Path) -> None:
    put(tmp_path / EDUCATION / "a.txt", EDUCATION)
    (tmp_path / WATER).mkdir()
    shutil.copy2(tmp_path / EDUCATION / "a.txt", tmp_path / WATER / "a.txt")
    told = season(tmp_path, Office(roster(EDUCATION, WATER)))
    assert found(told, "XY-10")[WATER].severity == "error"
    assert "XY-10" in {f.rule for o in told.organs for f in o.result.findings}


def test_season_rules_have_no_reason_that_is_untrue(tmp_path: Path) -> None:
    put(tmp_path / "a.txt", EDUCATION)
    put(tmp_path / "b.txt", WATER, n=1)
    for organ in season(tmp_path, Office(roster(EDUCATION, WATER))).organs:
        reasons = {item.reason for item in organ.result.unassessed}
        assert not any("没有与其他机关的报告一起核对" in reason for reason in reasons)
        assert not any("没有名册" in reason for reason in reasons)


def test_last_years_reports_are_compared_organ_by_organ(tmp_path: Path) -> None:
    put(tmp_path / "now" / EDUCATION / "a.txt", EDUCATION)
    put(tmp_path / "now" / WATER / "a.txt", WATER, n=1)
    put(tmp_path / "then" / "a.txt", EDUCATION, year=2022, shown={"t3.carried_over.total": "99"})
    told = season(tmp_path / "now", previous=tmp_path / "then")
    rules = {o.organ: {f.rule for f in o.result.findings} for o in told.organs}
    assert "XY-01" in rules[EDUCATION]
    assert "XY-01" not in rules[WATER]
    (water,) = (o for o in told.organs if o.organ == WATER)
    assert "没有上年度报告" in " ".join(item.reason for item in water.result.unassessed)


def test_text_of_a_year_before_last_is_known_again(tmp_path: Path) -> None:
    put(tmp_path / "now" / "a.txt", EDUCATION)
    put(tmp_path / "then" / "2022.txt", EDUCATION, year=2022, n=1)
    put(tmp_path / "then" / "2021.txt", EDUCATION, year=2021)
    told = season(tmp_path / "now", previous=tmp_path / "then")
    assert set(found(told, "XY-09")) == {EDUCATION}


def test_earlier_report_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    put(tmp_path / "now" / "a.txt", EDUCATION)
    (tmp_path / "then" / EDUCATION).mkdir(parents=True)
    (tmp_path / "then" / EDUCATION / "去年.pdf").write_bytes(b"%PDF-")
    told = season(tmp_path / "now", previous=tmp_path / "then")
    assert [Path(file).name for file in told.unread] == ["去年.pdf"]
    assert not told.is_whole
    reasons = [u.reason for u in told.organs[0].result.unassessed if u.rule == "XY-01"]
    assert reasons[0].startswith("上年度报告（去年.pdf）没有能够读取")


def test_settings_are_the_offices(tmp_path: Path) -> None:
    put(tmp_path / "a.txt", EDUCATION, shown={NEW: "987"})
    (organ,) = season(tmp_path, Office(settings=Settings(off=frozenset({"ORG-01"})))).organs
    assert organ.result.rules is not None
    assert organ.result.rules.off == ("ORG-01",)


def test_files_beside_the_reports_are_left_out_and_others_told(tmp_path: Path) -> None:
    put(tmp_path / "a.txt", EDUCATION)
    for name in ("roster.csv", "_settings/rules.txt", "then/b.txt", "c.exe"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("机关")
    folder = folder_of(tmp_path, [tmp_path / "roster.csv", tmp_path / "then"])
    assert folder.files == (str(tmp_path / "a.txt"),)
    assert folder.others == (str(tmp_path / "c.exe"),)


def test_report_on_which_the_program_fails_is_told_and_not_passed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "a.txt", EDUCATION)
    put(tmp_path / "b.txt", WATER, n=1)

    def failing(job: ToJudge) -> object:
        return Lost("died") if job.file.endswith("b.txt") else judge_one(job)

    monkeypatch.setattr(files, "judge_one", failing)
    told = season(tmp_path)
    assert [(o.organ, o.status, o.result.reason) for o in told.organs] == [
        (EDUCATION, "passed", None),
        (WATER, "unreadable", "died: "),
    ]
    assert not told.is_whole


def test_json_is_read_back_as_it_was(tmp_path: Path) -> None:
    put(tmp_path / "a.txt", EDUCATION, shown={"t2.charges.amount": "0.5"})
    told = season(tmp_path, Office(roster(EDUCATION, WATER)))
    assert decode(encode(told), FolderSeason) == told
    fields = json.loads(encode(told))
    assert {"organs", "missing", "unlisted", "totals", "findings"} <= set(fields)
    assert {"organ", "listed", "files", "status", "errors", "warnings", "result"} <= set(
        fields["organs"][0]
    )


def test_json_has_the_fields_that_programs_rely_on(tmp_path: Path) -> None:
    put(tmp_path / "a.txt", EDUCATION, shown={"t3.carried_in.other": ""})
    put(tmp_path / "b.txt", EDUCATION, hour=1)
    put(tmp_path / WATER / "c.txt", WATER)
    shutil.copy2(tmp_path / WATER / "c.txt", tmp_path / "d.txt")
    put(tmp_path / "e.txt", ARCHIVES, shown={"t3.carried_in.other": ""})
    told = json.loads(encode(season(tmp_path, Office(roster(EDUCATION, ARCHIVES)))))
    assert list(told) == [
        "year", "counts", "organs", "missing", "unlisted", "totals", "doubts", "findings",
        "aggregates", "others", "closed", "unread",
    ]  # fmt: skip
    assert list(told["counts"]) == [
        "expected", "handed_in", "missing", "unlisted", "passed", "flagged", "incomplete",
        "unreadable",
    ]  # fmt: skip
    assert list(told["organs"][0]) == [
        "organ", "listed", "group", "files", "chosen", "counted", "status", "errors", "warnings",
        "result",
    ]  # fmt: skip
    assert list(told["organs"][0]["files"][0]) == [
        "file", "modified", "status", "reason", "errors", "warnings", "current",
    ]  # fmt: skip
    assert list(told["totals"][0]) == [
        "cell", "unit", "certain", "uncertain", "shares", "complete",
    ]  # fmt: skip
    assert list(told["doubts"][0]) == ["organ", "blanks", "uncertain", "without_unit"]
    assert list(told["findings"][0]) == ["organ", "finding"]
