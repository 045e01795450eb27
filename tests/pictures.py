"""`make pictures`: the views of the page as the READMEs show them, taken in Chromium of pages of the samples."""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from gouji import cli
from samples import make
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


def main() -> int:
    """Take all pictures. Returns 1 where there is no Chromium."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        sys.stderr.write("没有找到 Chromium（apt-get install chromium）。\n")
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        pages = _pages(Path(name))
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for view in VIEWS:
            target = FOLDER / f"{view.name}.png"
            target.write_bytes(_small(_taken(browser, pages, view)))
            sys.stdout.write(f"{target.name}  {target.stat().st_size // 1000} KB\n")
        browser.close()
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
