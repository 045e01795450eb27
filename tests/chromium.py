"""Chromium as the machine has it, for the tests and for the pictures."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_CHINESE: Final = re.compile(r"[\u3400-\u9fff]")
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


def unmarked_chinese(page: Page) -> list[str]:
    """The texts in the page's panes that have Chinese characters and are said to be English."""
    english: list[str] = page.evaluate(
        """() => {
          const walk = document.createTreeWalker(document.querySelector(".panes"), NodeFilter.SHOW_TEXT);
          const found = [];
          for (let node; (node = walk.nextNode()); ) {
            if (node.parentElement.closest("[lang]").lang === "en") found.push(node.data);
          }
          return found;
        }"""
    )
    assert len(english) > 10
    return [text for text in english if _CHINESE.search(text)]
