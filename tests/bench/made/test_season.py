"""An office's year that is made up: names of their own, files that are read as those organs'."""

from __future__ import annotations

from pathlib import Path

from bench.made.season import FORMATS, YEAR, organs, roster, written
from gouji.checking import files_of, read_file
from gouji.season.roster import roster_from


def test_organs_have_names_of_their_own() -> None:
    assert len({organ.name for organ in organs(3000)}) == 3000


def test_folder_has_a_report_of_each_organ_in_several_formats(tmp_path: Path) -> None:
    count = len(FORMATS)
    written(tmp_path, count)
    files = files_of([str(tmp_path)]).files
    assert {Path(file).suffix for file in files} == {f".{ending}" for _, ending in FORMATS}
    read = {Path(file).parent.name: read_file(file) for file in files}
    assert set(read) == {organ.name for organ in organs(count)}
    assert all((report.organ, report.year) == (name, YEAR) for name, report in read.items())


def test_roster_names_also_organs_that_hand_in_nothing(tmp_path: Path) -> None:
    roster(tmp_path / "roster.csv", 4, missing=2)
    found = roster_from((tmp_path / "roster.csv").read_bytes(), "roster.csv")
    assert [organ.name for organ in found.organs] == [organ.name for organ in organs(6)]
