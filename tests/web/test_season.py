"""The season in a browser: what stands there, what filters and keys do, what is decided and what is undone."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from functions.adapters.store import Store
from gouji.organs import Organ
from tests.functions.builders import finding
from tests.functions.query.asking import reported
from tests.web.conftest import Put
from tests.web.opened import wait_until
from tests.web.site import REVIEWS, Site

pytestmark = [pytest.mark.browser, pytest.mark.network]
READS: dict[str, Any] = {"offices": ["haishu"], "sub": "li"}
ORGANS = (
    Organ("甲局", ("甲",), group="局", contact="陈老师 0574"),
    Organ("乙局", group="局"),
    Organ("丙街道办事处", group="街道"),
    Organ("丁镇人民政府", group="镇", contact="周科长"),
)
TO = "/haishu/2022/"


@pytest.fixture
def season(store: Store, roster: Put) -> Store:
    """Four organs: one flawed, one in order, two missing; and one that is on no roster."""
    roster(*ORGANS)
    reported(store, "甲局", findings=[finding()], status="flagged")
    reported(store, "乙局", at="2023-03-01T08:00:00Z")
    reported(store, "戊局")
    return store


def opened(page: Page, site: Site, to: str = TO, **claims: Any) -> None:
    page.goto(site.link(to, **(claims or REVIEWS)))
    page.wait_for_selector("html[data-ready]")


def names(page: Page) -> list[str]:
    return [text.split(" ")[0] for text in page.locator(".organs tbody th").all_inner_texts()]


def test_season_tells_every_organ_how_it_stands_in_words(
    season: Store, site: Site, page: Page
) -> None:
    opened(page, site)
    assert names(page) == ["甲局", "乙局", "丙街道办事处", "丁镇人民政府", "戊局"]
    rows = page.locator(".organs tbody tr").all_inner_texts()
    assert "待审核" in rows[0]
    assert "逾期" in rows[1]
    assert "未报送" in rows[2]
    assert "不在名册" in rows[4]
    assert "名册 4 个机关，另有 1 个不在名册" in page.locator(".progress").inner_text()
    expect(page.locator(".organs tbody tr").first.locator(".last")).to_contain_text("2023")
    assert "token" not in page.url


def test_filters_narrow_the_table_and_stand_in_the_address(
    season: Store, site: Site, page: Page
) -> None:
    opened(page, site)
    page.get_by_label("查找机关").fill("０５７４")
    assert names(page) == ["甲局"]
    page.get_by_label("查找机关").fill("")
    page.get_by_label("状态").first.select_option("missing")
    page.get_by_label("分组").first.select_option("镇")
    assert names(page) == ["丁镇人民政府"]
    assert page.url.endswith("?standing=missing&group=%E9%95%87")
    page.get_by_label("查找机关").fill("无此")
    expect(page.locator(".organs tbody")).to_contain_text("没有符合条件的机关")


def test_table_is_sorted_both_ways_and_then_as_on_the_roster(
    season: Store, site: Site, page: Page
) -> None:
    opened(page, site)
    button = page.locator("th.errors button")
    button.click()
    assert names(page)[0] == "甲局"
    assert page.locator("th.errors").get_attribute("aria-sort") == "descending"
    button.click()
    assert names(page)[-1] == "甲局"
    button.click()
    assert names(page)[:2] == ["甲局", "乙局"]


def test_keys_go_to_what_waits_and_a_decision_can_be_undone(
    season: Store, site: Site, page: Page
) -> None:
    opened(page, site)
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.textContent") == "甲局"
    page.keyboard.press("a")
    expect(page.locator(".undo")).to_contain_text("甲局：接受")
    assert page.evaluate("document.activeElement.textContent") == "乙局"
    page.keyboard.press("z")
    expect(page.locator(".undo li")).to_have_count(0)
    assert not [one for one in site.requests if one.startswith("POST")]


def test_only_the_newest_of_many_that_wait_stand_in_the_way(
    season: Store, site: Site, page: Page
) -> None:
    for organ in ("乙局", "丙街道办事处", "丁镇人民政府"):
        reported(season, organ, at="2023-03-03T08:00:00Z", version=f"v-{organ}", sequencer="FF")
    opened(page, site)
    lines = page.locator(".undo li:visible")
    page.keyboard.press("j")
    for _ in range(4):
        page.keyboard.press("a")  # which goes to the next one
    expect(lines).to_have_count(3)
    expect(page.locator(".undo .older")).to_have_text("另有 1 个决定即将生效")
    expect(page.locator(".undo kbd:visible")).to_have_count(1)
    for left in (3, 2, 1, 0):
        page.keyboard.press("z")
        expect(lines).to_have_count(left)
    expect(page.locator(".undo .older")).to_be_hidden()
    assert not site.bodies


def test_search_leads_to_what_it_found_by_keyboard(season: Store, site: Site, page: Page) -> None:
    opened(page, site)
    page.keyboard.press("/")
    page.keyboard.insert_text("乙")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "乙局"
    page.keyboard.press("x")
    expect(page.locator(".bulk")).to_contain_text("选中 1 个")
    page.keyboard.press("a")
    expect(page.locator(".undo")).to_contain_text("乙局：接受")
    page.keyboard.press("u")
    expect(page.locator(".undo li")).to_have_count(0)


def test_slash_through_a_chinese_input_method_searches_and_with_shift_explains(
    season: Store, site: Site, page: Page
) -> None:
    opened(page, site)
    send = """(shiftKey) => document.activeElement.dispatchEvent(
        new KeyboardEvent("keydown", {key: "Process", code: "Slash", shiftKey, bubbles: true}))"""
    page.evaluate(send, True)
    expect(page.locator("dialog.keys")).to_be_visible()
    page.keyboard.press("Escape")
    page.evaluate(send, False)
    expect(page.get_by_label("查找机关")).to_be_focused()


def test_decision_is_made_when_its_time_is_over_and_shown(
    season: Store, site: Site, page: Page
) -> None:
    opened(page, site)
    page.keyboard.press("j")
    page.keyboard.press("a")
    row = page.locator(".organs tbody tr").first
    page.clock.run_for(10_000)
    expect(row).to_contain_text("已接受", timeout=30_000)
    ((path, body),) = site.bodies
    assert path == "/offices/haishu/years/2022/decisions"
    assert [(one["organ"], one["action"]) for one in body["items"]] == [("甲局", "accept")]


def test_decision_that_waits_is_made_when_the_page_is_left(
    season: Store, site: Site, page: Page
) -> None:
    opened(page, site)
    page.keyboard.press("j")
    page.keyboard.press("a")
    expect(page.locator(".undo li")).to_have_count(1)
    page.goto("about:blank")
    wait_until(lambda: bool(site.bodies))
    assert [path for path, _ in site.bodies] == ["/offices/haishu/years/2022/decisions"]


def test_many_are_decided_at_once_and_each_refusal_is_told(
    season: Store, site: Site, page: Page
) -> None:
    opened(page, site)
    page.get_by_label("选中列出的全部").check()
    expect(page.locator(".bulk")).to_contain_text("选中 3 个")
    # Meanwhile something newer comes from one of them.
    reported(season, "乙局", at="2023-03-02T08:00:00Z", version="v9", sequencer="FF")
    page.locator(".bulk").get_by_role("button", name="接受").click()
    expect(page.locator(".undo li")).to_have_count(1)
    page.clock.run_for(10_000)
    dialog = page.locator("dialog.refused")
    expect(dialog).to_contain_text("1 个没有办成", timeout=30_000)
    expect(dialog).to_contain_text("乙局")
    expect(dialog).to_contain_text("现在可以：接受")
    dialog.get_by_role("button").click()
    expect(page.locator(".organs tbody tr").first).to_contain_text("已接受")


def test_whoever_only_reads_is_offered_no_decision(season: Store, site: Site, page: Page) -> None:
    opened(page, site, **READS)
    assert page.locator(".organs input[type=checkbox]").count() == 0
    page.keyboard.press("j")
    page.keyboard.press("a")
    assert page.locator(".undo li").count() == 0


def test_missing_organs_are_copied_with_their_contacts(
    season: Store, site: Site, page: Page
) -> None:
    opened(page, site)
    page.get_by_text("导出", exact=True).click()
    page.get_by_role("button", name="复制未报送名单").click()
    expect(page.locator(".told")).to_contain_text("2")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.splitlines() == ["丙街道办事处", "丁镇人民政府\t周科长"]


def test_page_speaks_english_on_a_switch_and_remembers_it(
    season: Store, site: Site, page: Page
) -> None:
    opened(page, site)
    page.get_by_role("button", name="English").click()
    expect(page.locator("h1")).to_have_text("haishu: annual reports of 2022")
    assert page.locator("html").get_attribute("lang") == "en"
    opened(page, site, "/haishu/2022/?q=x")
    expect(page.locator("h1")).to_contain_text("annual reports")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1300])
def test_nothing_stands_in_the_way_of_anyone(
    width: int, scheme: Any, season: Store, site: Site, page: Page
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    opened(page, site)
    page.get_by_text("图表", exact=True).click()
    expect(page.locator(".climb svg")).to_be_visible()
    page.get_by_label("选中列出的全部").check()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    barriers(page)
    page.get_by_role("button", name="按键").click()
    barriers(page)


def barriers(page: Page) -> None:
    response = Axe().run(page).response
    assert len(response["passes"]) > 10
    found = [(v["id"], [n["html"][:200] for n in v["nodes"][:3]]) for v in response["violations"]]
    assert found == []
