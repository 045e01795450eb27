"""A report in the office's pages, without a cloud: how an upload stands that has no verdict to show."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from functions.adapters.store import Store
from gouji.report import Key
from gouji.season.decisions import Request
from gouji.season.life import Reviewer
from gouji.verdict import Severity, Status
from tests.functions.builders import finding, upload
from tests.functions.query.asking import ORGAN, reported
from tests.web.site import REVIEWS, Site

pytestmark = [pytest.mark.browser, pytest.mark.network]


@pytest.mark.parametrize("is_earlier", [True, False])
def test_upload_without_a_verdict_is_told_as_it_stands_itself(
    is_earlier: bool, site: Site, store: Store, page: Page, errors: list[str]
) -> None:
    """And not as the current one stands: what failed is no report to review."""
    failed = upload(f"haishu/2022/{ORGAN}/年报.txt", at="2023-01-10T08:00:00Z", sequencer="01")
    store.fail(failed, "run", "States.Timeout")
    if is_earlier:
        reported(store, at="2023-01-12T08:00:00Z", version="v2", sequencer="02")
    page.goto(site.link(f"/haishu/2022/reports/{ORGAN}?upload_id={failed.upload_id}", **REVIEWS))
    expect(page.locator(".part")).to_contain_text("系统未能完成核对")
    expect(page.locator(".part")).to_contain_text("2023/1/10 16:00")
    expect(page.locator(".remark")).to_have_count(1 if is_earlier else 0)
    expect(page.locator(".decisions .chip")).to_have_count(0 if is_earlier else 1)
    assert all("404" in text for text in errors)  # there is no page of it
    errors.clear()


def test_upload_that_was_not_read_is_compared_with_nothing_of_itself(
    site: Site, store: Store, page: Page
) -> None:
    """Beside it everything differs; and what was not read has no faults that could be counted."""
    first = reported(store, at="2023-01-10T08:00:00Z", version="v1", sequencer="01")
    second = reported(store, at="2023-01-11T08:00:00Z", version="v2", sequencer="02")
    reported(
        store, at="2023-01-12T08:00:00Z", version="v3", sequencer="03", status="unreadable",
        reason="没有找到表格",
    )  # fmt: skip
    page.goto(site.link(f"/haishu/2022/reports/{ORGAN}/versions", **REVIEWS))
    expect(page.locator('input[name="from"]:checked')).to_have_value(first)
    expect(page.locator('input[name="to"]:checked')).to_have_value(second)
    assert page.locator("tbody tr").first.locator(".count").all_inner_texts() == ["–", "–"]
    page.goto(site.link("/haishu/2022/", **REVIEWS))
    row = page.locator(".organs tbody tr").first
    expect(row.locator(".count")).to_have_text(["–", "–", "3"])


def test_history_is_a_list_and_looks_like_one(site: Site, store: Store, page: Page) -> None:
    reported(store)
    kinds = ("told", "decided", "uploaded", "judged")
    event: dict[str, Any] = {"at": "2023-01-10T08:00:00Z", "told": "verdict", "state": "passed"}
    event["decision"] = {"by": {"sub": "wang", "name": "王芳"}, "action": "accept"}
    items = [{**event, "kind": kind} for kind in kinds]
    page.route("**/history?**", lambda route: route.fulfill(json={"items": items, "next": None}))
    page.goto(site.link(f"/haishu/2022/reports/{ORGAN}/history", **REVIEWS))
    lines = page.locator(".events p")
    expect(lines).to_have_count(len(kinds))
    assert set(lines.evaluate_all("all => all.map((e) => getComputedStyle(e).boxShadow)")) == {
        "none"
    }


def test_english_days_name_their_month_and_buttons_begin_with_a_capital(
    site: Site, store: Store, page: Page
) -> None:
    reported(store, at="2023-01-10T20:30:00Z")
    page.goto(site.link(f"/haishu/2022/reports/{ORGAN}/history", **REVIEWS))
    page.get_by_role("button", name="English").click()
    expect(page.locator(".events time").first).to_be_visible()
    expect(page.locator(".events")).to_contain_text("Jan 11, 2023, 04:30")
    page.get_by_role("link", name="Verdict").click()
    expect(page.locator(".decisions button.main")).to_have_text("Accept A")


@pytest.mark.parametrize(
    ("verdict", "suggested"),
    [
        (("passed", "note"), ["接受"]),
        (("flagged", "warning"), ["接受"]),
        (("flagged", "error"), ["退回"]),
        (("incomplete", "warning"), []),
        (("incomplete", "error"), ["退回"]),
    ],
)
def test_button_that_stands_out_is_what_the_verdict_suggests(
    verdict: tuple[Status, Severity], suggested: list[str], site: Site, store: Store, page: Page
) -> None:
    status, severity = verdict
    found = (finding(severity=severity),)
    reported(store, at="2023-01-10T08:00:00Z", status=status, findings=found)
    page.goto(site.link(f"/haishu/2022/reports/{ORGAN}", **REVIEWS))
    expect(page.locator(".decisions button").first).to_be_visible()
    said = [text.split()[0] for text in page.locator(".decisions button.main").all_inner_texts()]
    assert said == suggested


def test_error_that_is_waived_suggests_a_return_no_more(
    site: Site, store: Store, page: Page
) -> None:
    wrong = finding()
    fields: dict[str, Any] = {"status": "flagged", "findings": (wrong,)}
    of = reported(store, at="2023-01-10T08:00:00Z", **fields)
    asked = Request("waive", of, finding=wrong.key, reason="口径合并，已附说明。")
    store.decide(Key("haishu", 2022, ORGAN), Reviewer("u1", "王审"), asked)
    page.goto(site.link(f"/haishu/2022/reports/{ORGAN}", **REVIEWS))
    expect(page.locator(".decisions button.main")).to_contain_text("接受")
