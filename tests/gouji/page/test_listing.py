"""The page that lists several reports: every one with its verdict and a link, in any order, nothing left out."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe

from gouji import cli
from gouji.checking import check
from gouji.page.listing import Listed, listing
from gouji.wording.verdict import STATUSES
from samples import make
from tests.gouji.page.opened import Opened
from tests.gouji.page.pages import policy_of
from tests.gouji.page.test_standalone import HOSTILE, Tags

NAMES = ("qingchuan-planning-2023.html", "yunping-grain-2022.txt", "yunping-traffic-2022.docx")
FILES = [str(make.HERE / name) for name in NAMES]
OVERVIEW = "00总览.html"


def listed(*pages: str) -> list[Listed]:
    return [
        Listed(check(file), page)
        for file, page in zip(FILES, pages or ("一.html", "二.html", "三.html"), strict=False)
    ]


def text_of(*args: Any) -> str:
    return listing(*args).decode()


def links(page: str) -> list[str]:
    return [str(attributes["href"]) for tag, attributes in Tags(page).found if tag == "a"]


def test_every_report_is_listed_with_its_verdict_and_a_link_that_leads_to_its_page() -> None:
    page = text_of(listed("甲 局#1?.html", "a:b.html", "100%.html"), 3)
    assert [unquote(link) for link in links(page)] == ["甲 局#1?.html", "a:b.html", "100%.html"]
    assert not [link for link in links(page) if set(link) & set("#?: ")]
    for one in listed():
        assert one.result.organ
        assert one.result.organ in page
        assert STATUSES[one.result.status] in page
    assert "共 3 份：通过 1，需要修改 1，未能全部核对 1" in page


def test_policy_is_as_strict_as_that_of_a_report() -> None:
    policy = policy_of(text_of(listed(), 3))
    assert policy["default-src"] == policy["base-uri"] == policy["form-action"] == ["'none'"]
    assert policy["require-trusted-types-for"] == ["'script'"]
    assert "unsafe" not in str(policy)


def test_what_is_not_checked_yet_and_what_could_not_be_is_said() -> None:
    whole = text_of(listed(), 3)
    assert "还在核对" not in whole
    assert 'class="remark"' not in whole
    page = text_of(listed()[:1], 3, ["打不开的：丙"], ["附件.png", "通知.zip"])
    assert "一共有 3 份" in page
    assert "打不开的：丙" in page
    assert "另有 2 个文件不是报告" in page
    assert "通知.zip" in page


def test_names_from_outside_are_text_and_never_markup() -> None:
    file = f"目录/{HOSTILE.replace('/', '')}.docx"
    plain = text_of([Listed(check("没有.docx"), "一.html")], 1, ["x"], ["y"])
    page = text_of([Listed(check(file), f"{HOSTILE}.html")], 1, [HOSTILE], [HOSTILE])
    assert [tag for tag, _ in Tags(page).found] == [tag for tag, _ in Tags(plain).found]
    assert "\u202e" not in page
    assert unquote(links(page)[0]) == f"{HOSTILE}.html"


def test_page_whose_name_is_no_text_is_linked_by_its_bytes() -> None:
    (link,) = links(text_of([Listed(check("没有.docx"), "\udcc4\udcea.html")], 1))
    assert link == "%C4%EA.html"


def test_folders_above_a_reports_own_are_nobodys_business() -> None:
    for file in ("/home/zhang/青川市教育局/年报.docx", "C:\\zhang\\青川市教育局\\年报.docx"):
        page = text_of([Listed(check(file), "一.html")], 1)
        assert "青川市教育局/年报.docx" in page
        assert "zhang" not in page


def test_unreadable_report_has_no_counts() -> None:
    page = text_of([Listed(check("没有.docx"), "一.html")], 1)
    assert re.findall(r'<td class="count" data-value="0">([^<]*)</td>', page)[:4] == ["–"] * 4


def test_folder_gets_its_list_and_a_report_of_that_name_another_page(tmp_path: Path) -> None:
    source = tmp_path / "年报"
    source.mkdir()
    (source / "00总览.txt").write_bytes(Path(FILES[1]).read_bytes())
    (source / "局.docx").write_bytes(Path(FILES[2]).read_bytes())
    (source / "说明.toml").write_bytes(b"x = 1\n")
    (tmp_path / "空").mkdir()
    pages = tmp_path / "页面"
    cli.main(["check", str(source), str(tmp_path / "空"), "--page", str(pages)])
    page = unescape((pages / OVERVIEW).read_text(encoding="utf-8"))
    assert sorted(unquote(link) for link in links(page)) == ["00总览 (2).html", "局.html"]
    for name in ("00总览 (2).html", "局.html"):
        own = (pages / name).read_text(encoding="utf-8")
        assert [unquote(link) for link in links(own)] == [OVERVIEW]
    assert {path.name for path in pages.iterdir()} == {OVERVIEW, "00总览 (2).html", "局.html"}
    assert "说明.toml" in page
    assert f"没有可以核对的报告的文件夹：{tmp_path / '空'}" in page


def test_list_never_takes_the_place_of_a_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / OVERVIEW
    report.write_bytes(Path(FILES[0]).read_bytes())
    with pytest.raises(SystemExit):
        cli.main(["check", str(report), "--page", str(tmp_path)])
    assert "盖掉" in capsys.readouterr().err
    assert report.read_bytes() == Path(FILES[0]).read_bytes()


def test_list_of_a_run_that_broke_off_says_that_it_is_not_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / OVERVIEW).write_text("旧的", encoding="utf-8")
    from gouji import paging

    read = paging.material_of

    def fail_at_the_second(file: str, context: Any) -> Any:
        if file == FILES[1]:
            raise KeyboardInterrupt
        return read(file, context)

    monkeypatch.setattr(paging, "material_of", fail_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        cli.main(["check", *FILES, "--page", str(tmp_path)])
    page = (tmp_path / OVERVIEW).read_text(encoding="utf-8")
    assert len(links(page)) == 1
    assert "一共有 3 份" in page


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_list_is_sorted_by_a_click_or_a_key_and_leads_to_the_page(
    width: int, scheme: Any, opened: Opened, tmp_path: Path
) -> None:
    cli.main(["check", *FILES, "--page", str(tmp_path)])
    opened.page.set_viewport_size({"width": width, "height": 800})
    opened.page.emulate_media(color_scheme=scheme)
    opened.page.goto((tmp_path / OVERVIEW).as_uri())
    opened.page.wait_for_selector("html[data-ready]")
    organs = opened.texts("tbody th")
    assert opened.find("thead th[aria-sort]").count() == 0
    opened.find("thead button").nth(2).click()
    counts = [int(count) for count in opened.texts("tbody td:nth-of-type(2)")]
    assert counts == sorted(counts, reverse=True) != sorted(counts)
    opened.press("Enter")
    assert [int(count) for count in opened.texts("tbody td:nth-of-type(2)")] == sorted(counts)
    opened.find("thead button").nth(1).click()
    verdicts = [text.rpartition(" ")[2] for text in opened.texts("tbody td.status")]
    assert verdicts == ["未能全部核对", "需要修改", "通过"]
    assert opened.find("thead th[aria-sort]").count() == 1
    assert sorted(opened.texts("tbody th")) == sorted(organs)
    assert Axe().run(opened.page).response["violations"] == []
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
    opened.find("tbody a").first.click()
    opened.page.wait_for_selector("html[data-ready] .matter")
    assert "云坪区交通运输局" in opened.texts("h1")[0]
    opened.find("header a.back").click()
    opened.page.wait_for_selector("html[data-ready] tbody")


@pytest.mark.browser
def test_list_shows_what_is_looked_for_and_only_what_did_not_pass(
    opened: Opened, tmp_path: Path
) -> None:
    cli.main(["check", *FILES, "--page", str(tmp_path)])
    opened.page.goto((tmp_path / OVERVIEW).as_uri())
    opened.page.wait_for_selector("html[data-ready]")
    shown = "tbody tr:not([hidden])"
    assert len(opened.texts(shown)) == 3
    opened.find("input[type=search]").fill("云坪　２０２２")
    assert len(opened.texts(shown)) == 2
    assert opened.texts(".filters [role=status]") == ["2 / 3 份"]
    opened.find("thead button").nth(2).click()
    assert len(opened.texts(shown)) == 2
    opened.find("input[type=checkbox]").check()
    assert ["云坪区交通运输局" in row for row in opened.texts(shown)] == [True]
    opened.find("input[type=search]").fill("没有的机关")
    assert opened.texts(shown) == []
    opened.find("input[type=search]").fill("")
    assert len(opened.texts(shown)) == 2
