"""A browser for the tests that look at pages as people do, with the network cut."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.gouji.page.opened import Opened

_NAMES = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium as the machine has it."""
    path = next(filter(None, map(shutil.which, _NAMES)), None)
    if path is None:
        pytest.skip("no Chromium on this machine: pages were not opened (apt-get install chromium)")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opened]:
    """Opens pages from disk; at the end nothing may have been asked for, and no error logged."""
    context = browser.new_context(
        viewport={"width": 1600, "height": 900},
        offline=True,
        permissions=["clipboard-read", "clipboard-write"],
    )
    page: Page = context.new_page()
    one = Opened(page, tmp_path)
    yield one
    context.close()
    assert one.errors == []
    assert one.asked_for == []
