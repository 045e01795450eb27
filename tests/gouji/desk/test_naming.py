"""Whose report a file is."""

from __future__ import annotations

import pytest

from gouji.desk.naming import NamedFile, Names, is_offices_own, placed
from gouji.organs import Organ

ROSTER = (
    Organ("海曙区教育局", aliases=("区教育局",)),
    Organ("海曙区水利局"),
    Organ("海曙区教育局分局"),
)


def organs(*files: tuple[str, str | None], roster: tuple[Organ, ...] = ROSTER) -> list[str]:
    given = [NamedFile(path, tuple(path.split("/")[:-1]), printed) for path, printed in files]
    return [handed.organ for handed in placed(given, Names(roster))]


@pytest.mark.parametrize(
    ("path", "printed", "organ"),
    [
        ("区教育局/年报.docx", "海曙区水利局", "海曙区教育局"),
        ("宁波市海曙区教育局/年报.docx", None, "海曙区教育局"),
        ("已交/区教育局/终稿/年报.docx", None, "海曙区教育局"),
        ("年报.docx", "宁波市海曙区水利局", "海曙区水利局"),
        ("海曙区水利局2023年年报.pdf", None, "海曙区水利局"),
        ("海曙区教育局分局（盖章）.pdf", None, "海曙区教育局分局"),
        ("海曙区水利局年报.docx", "水利", "海曙区水利局"),
        ("海曙区体育局/年报.docx", None, "海曙区体育局"),
        ("年报.docx", "海曙区体育局", "海曙区体育局"),
        ("海曙区体育局年报.docx", None, "海曙区体育局"),
        ("扫描0001.pdf", None, "扫描0001"),
    ],
)
def test_name_on_the_roster_counts_before_any_other_then_folder_text_and_file(
    path: str, printed: str | None, organ: str
) -> None:
    assert organs((path, printed)) == [organ]


def test_folder_whose_reports_name_two_organs_is_none() -> None:
    files = (("街道/a.docx", "海曙区甲街道"), ("街道/b.docx", "海曙区乙街道"))
    assert organs(*files) == ["海曙区甲街道", "海曙区乙街道"]
    assert organs(("海曙区丙局/a.docx", "海曙区丁局"), ("海曙区丙局/b.docx", None)) == [
        "海曙区丙局",
        "海曙区丙局",
    ]


def test_without_a_roster_a_higher_region_makes_no_other_organ() -> None:
    found = organs(("a.docx", "海曙区教育局"), ("b.docx", "宁波市海曙区教育局"), roster=())
    assert found == ["海曙区教育局"] * 2


def test_organ_is_listed_by_the_roster_only() -> None:
    names = Names(ROSTER)
    assert names.handed("区教育局").listed
    assert not names.handed("海曙区体育局").listed


def test_folders_of_the_offices_own_files_are_known_by_their_first_character() -> None:
    assert is_offices_own(("_settings",))
    assert not is_offices_own(("教育局_终稿",))
