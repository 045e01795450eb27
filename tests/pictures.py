"""`make pictures`: the page as the READMEs show it, taken in Chromium of pages of the samples, and of an office's year.

The year is in a local cloud; its roster has more organs than handed in, so that there is something to wait for.
"""

from __future__ import annotations

import contextlib
import io
import json
import shutil
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import quote

from PIL import Image
from playwright.sync_api import Browser, Page

from gouji import cli
from local.cloud import LocalCloud, free_port, running
from local.demo import get
from samples import make
from tests.chromium import chromium
from tests.documents.kinds import document

FOLDER: Final = Path(__file__).parents[1] / "docs" / "pictures"
_COLOURS: Final = 256  # more are not seen
_WIDE: Final = (1440, 810)
_PHONE: Final = (390, 780)


class View(NamedTuple):
    """One picture: its name, the page, the size of the screen, what is done before it is taken."""

    name: str
    page: str
    size: tuple[int, int]
    act: Callable[[Page], object] | None = None
    dark: bool = False


def _press(*keys: str) -> Callable[[Page], None]:
    def act(page: Page) -> None:
        for key in keys:
            page.keyboard.press(key)

    return act


def _touch(*selectors: str) -> Callable[[Page], None]:
    def act(page: Page) -> None:
        for selector in selectors:
            page.locator(selector).first.tap()

    return act


_HEAD: Final = ".matter .head"
VIEWS: Final = (
    View("report", "青川规划局.html", _WIDE),
    View("repair", "青川规划局.html", _WIDE, _press("t")),
    View("pages", "云坪交通局.html", _WIDE, dark=True),
    View(
        "list", "00总览.html", (1100, 480), lambda page: page.locator("thead button").nth(1).click()
    ),
    View("phone-list", "青川规划局.html", _PHONE, _touch(_HEAD)),
    View("phone-tables", "青川规划局.html", _PHONE, _touch(_HEAD, '.tabs [value="tables"]')),
    View("phone-pages", "云坪交通局.html", _PHONE, _touch(_HEAD, '.tabs [value="document"]')),
)

_OFFICE: Final = "yunping"
_YEAR: Final = 2022
_GRAIN: Final = "云坪区粮食和物资储备中心"
_ORGANS: Final = (
    *("云坪区交通运输局", "云坪区教育局", "云坪区民政局", "云坪区司法局", "云坪区水务局"),
    *("云坪区文化和旅游局", "柳荫街道办事处", "临江街道办事处", "双桥镇人民政府"),
)
_MISSING: Final = ("云坪区审计局", "云坪区统计局", "石塘镇人民政府")
_DECIDED: Final = {**dict.fromkeys(_ORGANS[2:7], "accept"), _ORGANS[1]: "return"}
_WITHIN: Final = 240  # seconds
OFFICE_VIEWS: Final = (
    View("office-season", "", _WIDE),
    View("office-report", f"reports/{quote(_ORGANS[0])}", _WIDE),
    View("office-totals", "totals", _WIDE, dark=True),
)


def main() -> int:
    """Take all pictures. Returns 1 where there is no Chromium."""
    with tempfile.TemporaryDirectory() as name, chromium() as browser:
        if browser is None:
            sys.stderr.write("没有找到 Chromium（apt-get install chromium）。\n")
            return 1
        FOLDER.mkdir(parents=True, exist_ok=True)
        pages = _pages(Path(name))
        for view in VIEWS:
            _put(view.name, _taken(browser, pages, view))
        with running(Path(name) / "cloud", free_port()) as cloud:
            _hand_in(cloud)
            _decide(cloud)
            for view in OFFICE_VIEWS:
                _put(view.name, _taken_of_office(browser, cloud, view))
    return 0


def _pages(folder: Path) -> Path:
    """Pages of all samples; of two of them under the names of their organs."""
    reports = folder / "年报"
    reports.mkdir()
    for sample in make.samples():
        shutil.copy(make.HERE / sample.file, reports)
    planning = next(reports.glob("qingchuan-planning-2023.*"))
    planning.rename(reports / f"青川规划局{planning.suffix}")
    next(reports.glob("yunping-traffic-2022.*")).unlink()
    (reports / "云坪交通局.pdf").write_bytes(document("yunping-traffic-2022", "pdf"))
    cli.main(["check", str(reports), "--json", "--page", str(folder / "页面")])
    return folder / "页面"


def _taken(browser: Browser, pages: Path, view: View) -> bytes:
    width, height = view.size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if view.dark else "light",
        offline=True,
        is_mobile=view.size == _PHONE,
        has_touch=view.size == _PHONE,
    )
    page = context.new_page()
    page.goto((pages / view.page).as_uri())
    page.wait_for_selector("html[data-ready]")
    if view.act:
        view.act(page)
    page.wait_for_timeout(500)  # until pages that come into sight are unpacked
    picture = page.screenshot()
    context.close()
    return picture


def _hand_in(cloud: LocalCloud) -> None:
    """A roster, reports of most of its organs, and their verdicts."""
    bucket, s3 = cloud.outputs["UploadBucketName"], cloud.client("s3")
    names = (*_ORGANS, *_MISSING)
    lines = [f"{organ},{'部门' if organ.endswith('局') else '街镇'}" for organ in names]
    roster = "\n".join(("机关,分组", *lines)).encode()
    rules = json.dumps({"deadline": f"{datetime.now(UTC).date() + timedelta(days=20)}"}).encode()
    for name, content in (("roster.csv", roster), ("rules.json", rules)):
        s3.put_object(Bucket=bucket, Key=f"{_OFFICE}/{_YEAR}/_settings/{name}", Body=content)
    grain = (make.HERE / "yunping-grain-2022.txt").read_text(encoding="utf-8")
    files = {organ: ("年报.txt", grain.replace(_GRAIN, organ).encode()) for organ in _ORGANS}
    files[_ORGANS[0]] = ("年报.pdf", document("yunping-traffic-2022", "pdf"))
    for organ, (file, content) in files.items():
        s3.put_object(Bucket=bucket, Key=f"{_OFFICE}/{_YEAR}/{organ}/{file}", Body=content)
    deadline = time.monotonic() + _WITHIN
    while not _are_judged(cloud, len(files)):
        if time.monotonic() > deadline:
            raise RuntimeError(f"{_WITHIN} 秒内没有全部核对")
        time.sleep(1)


def _decide(cloud: LocalCloud) -> None:
    """Most are accepted and one is sent back, as in the middle of a season."""
    year = f"{cloud.api}/offices/{_OFFICE}/years/{_YEAR}"
    for organ, action in _DECIDED.items():
        upload = get(cloud, f"/offices/{_OFFICE}/years/{_YEAR}/reports/{quote(organ)}", _OFFICE)
        body = json.dumps({"action": action, "upload_id": upload["upload"]["upload_id"]})
        request = urllib.request.Request(  # this machine
            f"{year}/reports/{quote(organ)}/decisions", body.encode()
        )
        request.add_header("Authorization", f"Bearer {_token(cloud)}")
        request.add_header("Content-Type", "application/json")
        with urllib.request.urlopen(request, timeout=60):
            pass


def _token(cloud: LocalCloud) -> str:
    return cloud.issuer.token(_OFFICE, reviews=[_OFFICE], sub="shenhe", name="审核员")


def _are_judged(cloud: LocalCloud, count: int) -> bool:
    with contextlib.suppress(TimeoutError):  # all functions are at work
        entries = get(cloud, f"/offices/{_OFFICE}/years/{_YEAR}/organs", _OFFICE)["items"]
        return sum(1 for entry in entries if entry["standing"] == "to_review") == count
    return False


def _taken_of_office(browser: Browser, cloud: LocalCloud, view: View) -> bytes:
    width, height = view.size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if view.dark else "light",
    )
    page = context.new_page()
    page.goto(cloud.page(_token(cloud), f"/{_OFFICE}/{_YEAR}/{view.page}"))
    page.wait_for_selector("html[data-ready]", timeout=60_000)
    if view.act:
        view.act(page)
    page.wait_for_timeout(2000)  # until what comes later is there
    picture = page.screenshot()
    context.close()
    return picture


def _put(name: str, picture: bytes) -> None:
    target = FOLDER / f"{name}.png"
    target.write_bytes(_small(picture))
    sys.stdout.write(f"{target.name}  {target.stat().st_size // 1000} KB\n")


def _small(picture: bytes) -> bytes:
    """The picture in few colours."""
    target = io.BytesIO()
    few = (
        Image.open(io.BytesIO(picture)).convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
    )
    few.save(target, "PNG", optimize=True)
    return target.getvalue()


if __name__ == "__main__":
    raise SystemExit(main())
