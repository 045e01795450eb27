"""The page of an office's year."""

from __future__ import annotations

from pathlib import Path

import pytest

from gouji.desk.work import Office
from gouji.organs import Organ
from gouji.season.desk import FolderSeason
from gouji.wording.page import painted, plain
from gouji.wording.season import lost_sentence, season_page
from tests.gouji.desk.folders import ARCHIVES, EDUCATION, WATER, Inline, put, roster, season


@pytest.fixture(autouse=True)
def _inline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gouji.desk.season.Workers", Inline)


@pytest.fixture
def told(tmp_path: Path) -> FolderSeason:
    put(tmp_path / EDUCATION / "a.txt", EDUCATION)
    put(tmp_path / EDUCATION / "b.txt", EDUCATION, hour=-1)
    put(tmp_path / WATER / "a.txt", WATER, n=2, shown={"t3.concluded.total": "999"})
    put(tmp_path / "c.txt", "青川市体育局", n=1, shown={"t3.carried_in.other": ""})
    (tmp_path / "说明.exe").write_bytes(b"MZ\x00\x01")
    return season(tmp_path, Office(roster(Organ(ARCHIVES, contact="张三"), EDUCATION, WATER)))


def test_page_tells_who_is_missing_how_each_stands_and_what_all_add_up_to(
    told: FolderSeason,
) -> None:
    page = plain(season_page("年报", told, {ARCHIVES: "张三"}))
    for said in (
        "■ 年报  2023年度\n",
        "已报送 3 个机关；名册应报 3 个，没有报送 1 个，名册以外 1 个\n",
        f"没有报送（1 个）\n  1. {ARCHIVES}（张三）\n",
        "不在名册上（1 个），请核实名称或补入名册\n  1. 青川市体育局\n",
        f"需要修改（1 个）\n  1. {WATER}：错误 ",
        f"  1. {EDUCATION}：以能读取的文件中修改时间最近的为准：a.txt；另有b.txt（通过）\n",
        "合计（3 份逐份相加，认不准的数字不计入）\n  表三“一、本年新收",
        "    青川市体育局：没有数字 1 格\n",
        "不是报告、未核对的文件 1 个：说明.exe\n",
    ):
        assert said in page


def test_whom_to_ask_is_told_where_it_is_known(told: FolderSeason) -> None:
    assert f"  1. {ARCHIVES}\n" in plain(season_page("年报", told, {}))


def test_without_a_roster_the_page_says_that_nobody_knows_who_is_missing(tmp_path: Path) -> None:
    put(tmp_path / "a.txt", EDUCATION)
    page = plain(season_page("年报", season(tmp_path), {}))
    assert "已报送 1 个机关；没有名册，无法知道谁没有报送\n" in page
    assert "没有报送（" not in page


def test_folder_name_cannot_steer_the_terminal(told: FolderSeason) -> None:
    lines = list(season_page("a\033[2J", told, {}))
    assert "\033" not in plain(lines)
    assert "\033[2J" not in painted(lines, 80)


def test_file_that_was_lost_is_no_fault_of_the_report() -> None:
    assert "异常中止" in lost_sentence("died", "")
    assert "KeyError: 1" in lost_sentence("failed", "KeyError: 1")
