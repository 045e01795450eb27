"""Signing in: by a link, or at an issuer with a code and its proof; what comes back amiss signs nobody in."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route, expect

from functions.adapters.store import Store
from gouji.report import Key
from tests.functions.query.asking import reported
from tests.web.opened import wait_until
from tests.web.site import CLIENT, REVIEWS, Site, strange_token

pytestmark = [pytest.mark.browser, pytest.mark.network]
KEPT = "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, location.href])"


@pytest.fixture
def issued(site: Site, store: Store, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A page that signs in at the issuer."""
    monkeypatch.setenv("SIGN_IN_CLIENT", CLIENT)
    reported(store)
    site.issuer.claims = REVIEWS
    return site


def sign_in(page: Page, site: Site, to: str = "/haishu/2022/?q=%E5%B1%80") -> None:
    page.goto(f"{site.address}/#{to}")
    page.get_by_role("button", name="登录").click()


def test_code_with_its_proof_signs_in_and_leads_back_to_the_route(issued: Site, page: Page) -> None:
    sign_in(page, issued)
    expect(page.locator("h1")).to_have_text("haishu 2022年度报告")
    assert page.url == f"{issued.address}/#/haishu/2022/?q=%E5%B1%80"
    asked, exchanged = issued.issuer.asked
    assert asked["code_challenge_method"] == "S256"
    assert asked["response_type"] == "code"
    assert len({asked["state"], asked["nonce"], exchanged["code_verifier"]}) == 3
    assert min(map(len, (asked["state"], asked["nonce"], exchanged["code_verifier"]))) >= 43
    assert "client_secret" not in exchanged


def test_whoever_signs_out_is_told_so_and_leaves_nothing_behind(issued: Site, page: Page) -> None:
    sign_in(page, issued)
    expect(page.locator(".organs tbody")).to_contain_text("海曙区教育局")
    page.get_by_role("button", name="退出").click()
    expect(page.locator("h1")).to_have_text("已退出登录")
    expect(page.locator("main")).to_contain_text("不再持有令牌")
    expect(page.locator("main")).to_be_focused()
    assert "海曙区教育局" not in page.content()
    assert "王芳" not in page.content()
    assert Axe().run(page).response["violations"] == []
    before = len(issued.requests)
    page.evaluate("location.hash = '#/haishu/2022/totals'")
    expect(page.locator("h1")).to_have_text("已退出登录")
    assert len(issued.requests) == before
    page.get_by_role("button", name="登录").click()
    expect(page.locator(".view.totals")).to_be_visible()


def test_what_was_decided_is_done_before_somebody_is_signed_out(
    site: Site, store: Store, page: Page
) -> None:
    reported(store, "甲局")
    page.goto(site.link("/haishu/2022/", **REVIEWS))
    page.locator(".organs tbody th a").first.wait_for()
    page.keyboard.press("j")
    page.keyboard.press("a")
    expect(page.locator(".undo li")).to_have_count(1)
    page.get_by_role("button", name="退出").click()
    expect(page.locator("h1")).to_have_text("已退出登录")
    assert [path for path, _ in site.bodies] == ["/offices/haishu/years/2022/decisions"]
    assert store.life(Key("haishu", 2022, "甲局")).record.standing == "accepted"


def test_renewal_that_comes_after_signing_out_signs_nobody_in(issued: Site, page: Page) -> None:
    issued.issuer.renews, issued.issuer.seconds = True, 62
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    sign_in(page, issued)
    expect(page.locator(".organs tbody")).to_contain_text("海曙区教育局")
    page.route("**/token", hold)
    with page.expect_request("**/token"):
        page.clock.run_for(10_000)
    page.get_by_role("button", name="退出").click()
    expect(page.locator("h1")).to_have_text("已退出登录")
    with page.expect_response("**/token"):
        held[0].continue_()
    page.wait_for_load_state("networkidle")
    expect(page.locator("h1")).to_have_text("已退出登录")
    assert not page.get_by_role("button", name="退出").count()


def test_no_token_is_kept_anywhere_but_in_memory(issued: Site, page: Page) -> None:
    sign_in(page, issued)
    expect(page.locator("h1")).to_have_text("haishu 2022年度报告")
    kept = page.evaluate(KEPT)
    assert "eyJ" not in kept
    assert "code" not in kept
    page.reload()
    expect(page.locator("h1")).to_have_text("请先登录")


@pytest.mark.parametrize(
    ("amiss", "said"),
    [
        ("state", "不是这次登录的答复"),
        ("nonce", "没有给出可用的令牌"),
        ("refusal", "没有同意（access_denied）"),
    ],
)
def test_what_comes_back_amiss_signs_nobody_in(
    amiss: str, said: str, issued: Site, page: Page
) -> None:
    issued.issuer.amiss = amiss
    sign_in(page, issued)
    expect(page.get_by_role("alert").filter(has_text="没有登录成功")).to_contain_text(said)
    assert not [one for one in issued.requests if "/offices/" in one]
    # What was amiss is over: the next attempt is a new one.
    issued.issuer.amiss = ""
    page.get_by_role("button", name="登录").click()
    expect(page.locator("h1")).to_have_text("haishu 2022年度报告")


def test_answer_that_nobody_asked_for_signs_nobody_in(issued: Site, page: Page) -> None:
    page.goto(f"{issued.address}/?code=stolen&state=guessed#/haishu/2022/")
    expect(page.get_by_role("alert").filter(has_text="没有登录成功")).to_be_visible()
    assert "code=" not in page.url
    assert not [one for one in issued.issuer.asked if "grant_type" in one]


def test_issuer_that_calls_itself_another_is_not_gone_to(issued: Site, page: Page) -> None:
    issued.issuer.amiss = "issuer"
    sign_in(page, issued)
    expect(page.locator(".told")).to_contain_text("没有连上登录系统")
    assert page.url.startswith(issued.address)
    assert not issued.issuer.asked


def test_link_with_a_token_signs_nobody_in_where_one_signs_in(issued: Site, page: Page) -> None:
    page.goto(issued.link("/haishu/2022/", **REVIEWS))
    expect(page.locator("h1")).to_have_text("请先登录")
    assert "token" not in page.url


def test_session_that_ends_is_told_and_the_route_is_kept(issued: Site, page: Page) -> None:
    issued.issuer.seconds = 2
    sign_in(page, issued)
    expect(page.locator("h1")).to_have_text("haishu 2022年度报告")
    expect(page.locator(".lost")).to_contain_text("登录已失效", timeout=15_000)
    expect(page.locator("h1")).to_have_text("haishu 2022年度报告")
    issued.issuer.seconds = 3600
    page.get_by_role("button", name="重新登录").click()
    expect(page.locator("h1")).to_have_text("haishu 2022年度报告")
    assert page.url.endswith("#/haishu/2022/?q=%E5%B1%80")


def test_token_is_renewed_before_it_ends(issued: Site, page: Page) -> None:
    issued.issuer.renews, issued.issuer.seconds = True, 62
    sign_in(page, issued)
    expect(page.locator("h1")).to_have_text("haishu 2022年度报告")
    page.clock.run_for(10_000)  # no sooner
    wait_until(lambda: len(issued.issuer.asked) > 2)
    assert issued.issuer.asked[2] == {
        "client_id": CLIENT,
        "grant_type": "refresh_token",
        "refresh_token": "r2",
    }


def test_what_is_typed_stays_when_the_token_is_renewed(issued: Site, page: Page) -> None:
    issued.issuer.renews, issued.issuer.seconds = True, 62
    sign_in(page, issued, "/haishu/2022/settings")
    day = page.locator('input[type="date"]').first
    day.fill("2023-01-20")
    with page.expect_response("**/token"):
        page.clock.run_for(10_000)
    wait_until(lambda: len(issued.issuer.asked) > 2)
    page.wait_for_load_state("networkidle")
    expect(day).to_have_value("2023-01-20")
    # Whoever else comes is shown what is theirs.
    issued.issuer.claims = {**REVIEWS, "sub": "zhao", "name": "赵强"}
    with page.expect_response("**/token"):
        page.clock.run_for(10_000)
    expect(page.locator(".who")).to_have_text("赵强")
    expect(day).to_have_value("")


def test_link_pasted_after_the_token_ended_goes_on_where_one_was(
    site: Site, store: Store, page: Page, errors: list[str]
) -> None:
    reported(store)
    page.goto(site.link("/haishu/2022/settings", **REVIEWS))
    day = page.locator('input[type="date"]').first
    day.fill("2023-01-20")
    stale, site.issuer.address = (
        site.issuer.address,
        "http://127.0.0.1:1",
    )  # tokens are taken no more
    page.get_by_text("保存设置").click()
    expect(page.locator(".lost")).to_contain_text("令牌已失效")
    site.issuer.address = stale
    page.locator(".lost input").fill(site.link("/", **REVIEWS))
    page.get_by_role("button", name="进入").click()
    expect(page.locator(".lost p")).to_have_count(0)
    expect(day).to_have_value("2023-01-20")
    page.get_by_role("link", name="汇总").click()
    expect(page.locator(".view.totals h1")).to_be_visible()
    assert all("401" in text for text in errors)
    errors.clear()


def test_link_opens_the_page_and_leaves_no_token_in_the_address(
    site: Site, store: Store, page: Page
) -> None:
    reported(store)
    page.goto(site.link("/haishu/2022/", **REVIEWS))
    expect(page.locator("h1")).to_have_text("haishu 2022年度报告")
    assert page.url == f"{site.address}/#/haishu/2022/"
    assert "eyJ" not in page.evaluate(KEPT)


def test_without_a_link_it_is_said_how_to_come_in(site: Site, page: Page) -> None:
    page.goto(f"{site.address}/#/haishu/2022/")
    expect(page.locator("main")).to_contain_text("带令牌的链接")
    assert page.get_by_role("button", name="登录").count() == 0


def test_token_that_the_gateway_refuses_is_told(site: Site, page: Page, errors: list[str]) -> None:
    page.goto(f"{site.address}/#token={strange_token(offices=['haishu'])}&to=/haishu/2022/")
    expect(page.locator(".lost")).to_contain_text("令牌已失效")
    assert any("401" in text for text in errors)
    errors.clear()


def test_token_of_nobody_is_told_that_it_opens_nothing(site: Site, page: Page) -> None:
    page.goto(site.link("/", sub="nobody"))
    expect(page.get_by_role("alert").filter(has_text="账号")).to_be_visible()


def test_token_of_one_office_leads_to_its_newest_year(site: Site, store: Store, page: Page) -> None:
    reported(store)
    reported(store, year=2021)
    page.goto(site.link("/", **REVIEWS))
    expect(page.locator("h1")).to_have_text("haishu 2022年度报告")


def test_organ_sees_its_own_years_and_nothing_of_the_office(
    site: Site, store: Store, page: Page, errors: list[str]
) -> None:
    reported(store)
    organ = "haishu/%E6%B5%B7%E6%9B%99%E5%8C%BA%E6%95%99%E8%82%B2%E5%B1%80"
    page.goto(site.link("/haishu/2022/", organs=[organ], offices=[], sub="li"))
    expect(page.locator("h1")).to_have_text("海曙区教育局的年度报告")
    expect(page.locator("table")).to_contain_text("待审核")
    expect(page.locator("table")).to_contain_text("没有报送")
    assert page.locator("header nav a").all_inner_texts() == ["进度", "报送"]
    asked = {one for one in site.requests if "/offices/" in one}
    assert all("/reports/海曙区教育局" in one for one in asked)
    assert all("404" in text for text in errors)
    errors.clear()
