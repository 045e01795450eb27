"""The folder on another web server: everything of a season is done from there, and from nowhere that is not named."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from local.cloud import LocalCloud
from tests.web.elsewhere import Elsewhere, elsewhere
from tests.web.opened import CLEAN, ORGAN, OTHER, PDF, Office, Opened, wait_until
from web.__main__ import main

pytestmark = [
    pytest.mark.browser,
    pytest.mark.network,
    pytest.mark.slow,
    pytest.mark.xdist_group("office's pages"),
]
Served = Callable[..., AbstractContextManager[Elsewhere]]


@pytest.fixture
def served(cloud: LocalCloud, template: dict[str, Any], tmp_path: Path) -> Served:
    """Serve the page as the command writes it for these fronts."""

    @contextmanager
    def serve(let_in: str | None = None) -> Iterator[Elsewhere]:
        folder = tmp_path / "page"
        with elsewhere(cloud, template, folder, let_in=let_in) as found:
            assert main([str(folder), "--api", found.api, "--buckets", found.buckets]) == 0
            yield found

    return serve


def opened(office: Office, at: Elsewhere, **about: Any) -> AbstractContextManager[Opened]:
    return office.opened(address=f"{at.page}/gouji/", **about)


def test_officer_does_a_seasons_work_from_a_folder_elsewhere(
    office: Office, served: Served, tmp_path: Path
) -> None:
    office.put(OTHER, "年报.pdf", PDF)
    office.wait_for(OTHER, "to_review")
    # Too large for an answer: the originals lie elsewhere then.
    office.put("云坪区教育局", "图.jpg", b"\xff\xd8\xff\xe0" + bytes(4_000_000))
    office.wait_for("云坪区教育局", "unreadable")
    file = tmp_path / f"{ORGAN}年报.txt"
    file.write_bytes(CLEAN)
    with served() as at, opened(office, at, accept_downloads=True) as officer:
        officer.go("", ".organs tbody tr")
        officer.see(".organs tbody tr", OTHER)
        officer.report(OTHER)
        image = "#document img"
        wait_until(lambda: bool(officer.page.locator(image).first.evaluate("e => e.naturalWidth")))
        officer.press("a")
        officer.let_ten_seconds_pass()
        officer.see(".decisions", "已接受")
        officer.go("upload", ".drop")
        officer.page.set_input_files("#files", str(file))
        officer.page.locator("button.main").click()
        officer.see(".files .state", "核对完成：通过")
        officer.forgive(404)  # whether it is there already is asked first
        officer.go("totals", ".totals .form")
        names = {}
        for label in ("XLSX", "ZIP"):
            with officer.page.expect_download() as download:
                officer.page.locator(".exports button", has_text=label).first.click()
            names[label] = Path(download.value.path())
        with ZipFile(names["ZIP"]) as archive:
            assert archive.testzip() is None
            assert any(archive.read(name) == PDF for name in archive.namelist())
        assert at.sent("GET", "originals.zip")["Origin"] == at.page
        # Of what the API sends it on to, the browser says no more where it comes from.
        (fetched,) = (h for line, h in at.asked if line.startswith("GET") and "/answers/" in line)
        assert fetched["Origin"] == "null"
        assert "Authorization" not in fetched
        officer.report(ORGAN, wait_for=".panes")
        officer.press("a")
        officer.page.locator(".undo li").wait_for()
        officer.page.goto("about:blank")  # what waits is asked for as the page goes
        wait_until(lambda: bool(office.ask(f"reports/{ORGAN}")["decisions"]))
    for organ in (ORGAN, OTHER):
        decided = office.ask(f"reports/{organ}")["decisions"]
        assert [one["action"] for one in decided] == ["accept"]


def test_settings_name_what_they_were_read_from_so_that_nobodys_change_is_lost(
    office: Office, served: Served
) -> None:
    with served() as at, opened(office, at) as officer:
        officer.go("settings", "tbody")
        day = officer.page.locator('input[type="date"]').first
        day.fill("2023-01-20")
        officer.page.get_by_text("保存设置").click()
        officer.see(".told", "设置已启用")
        assert at.sent("PUT", "/settings")["If-Match"].startswith('"')
        office.ask("settings", {"deadline": "2023-01-10"}, method="PUT")  # somebody else
        day.fill("2023-01-25")
        officer.page.get_by_text("保存设置").click()
        officer.see(".fault", "又有改动")
        assert officer.breaches() == []
        officer.forgive(412)
        assert office.ask("settings")["settings"]["deadline"] == "2023-01-10"
        officer.page.get_by_text("读取在用的").click()
        wait_until(lambda: day.input_value() == "2023-01-10")
        day.fill("2023-01-25")
        officer.page.get_by_text("保存设置").click()
        wait_until(lambda: office.ask("settings")["settings"]["deadline"] == "2023-01-25")


def test_etag_that_is_not_shown_to_pages_would_be_missed(office: Office, served: Served) -> None:
    with served() as at, opened(office, at) as officer:
        at.hide("etag")
        officer.go("settings", "tbody")
        officer.page.get_by_text("保存设置").click()
        officer.see(".told", "设置已启用")
        assert "If-Match" not in at.sent("PUT", "/settings")


def test_token_that_ends_elsewhere_is_told_though_its_refusal_cannot_be_read(
    office: Office, served: Served
) -> None:
    token = office.cloud.issuer.token(office.name, reviews=[office.name], lifetime=20)
    with served() as at, opened(office, at, token=token) as officer:
        officer.go("", ".organs tbody tr")
        officer.page.wait_for_timeout(20_000)
        officer.page.get_by_role("link", name="规则").click()
        officer.page.get_by_role("link", name="汇总").click()
        officer.see(".lost", "令牌已失效")
        link = f"{at.page}/gouji/#token={office.officer}&to=/"
        officer.page.locator(".lost input").fill(link)
        officer.press("Enter")
        officer.see(".view.totals h1", "汇总")
        assert officer.texts(".lost p") == []
        officer.forgive(401, "CORS policy", "ERR_FAILED")


def test_page_of_an_origin_that_is_not_named_sees_nothing(office: Office, served: Served) -> None:
    office.put(ORGAN, "年报.txt", CLEAN)
    office.wait_for(ORGAN, "to_review")
    with served(let_in="https://page.example.gov.cn") as at, opened(office, at) as stranger:
        stranger.go("", 'main [role="alert"]')
        stranger.see('main [role="alert"]', "没有连上服务器")
        assert ORGAN not in stranger.page.content()
        assert {line.split()[0] for line, _ in at.asked} <= {"OPTIONS"}
        stranger.forgive("CORS policy", "ERR_FAILED")
