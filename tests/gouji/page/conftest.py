"""A browser for the tests that look at pages as people do, with the network cut."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.gouji.page.opened import Opened


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
