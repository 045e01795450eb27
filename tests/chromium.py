"""Chromium as the machine has it, for the tests and for the pictures."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_NAMES: Final = ("chromium", "chromium-browser", "google-chrome")


@contextmanager
def chromium() -> Iterator[Browser | None]:
    """It runs until the end; None where the machine has none."""
    path = next(filter(None, map(shutil.which, _NAMES)), None)
    if path is None:
        yield None
        return
    from playwright.sync_api import sync_playwright  # late: most tests do without

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield running
        running.close()
