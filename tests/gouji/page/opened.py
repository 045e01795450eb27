"""A page opened in the browser, and what is seen of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page

from tests.gouji.page.pages import data_of, page_of


class Opened:
    """One browser page; `errors`: of scripts and the console; `asked_for`: all requests but for the page itself."""

    def __init__(self, page: Page, folder: Path) -> None:
        self.page = page
        self.errors: list[str] = []
        self.asked_for: list[str] = []
        self._folder = folder
        page.on("console", lambda m: self.errors.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: self._ask(request.url))
        page.on("dialog", lambda dialog: self.errors.append(f"dialog: {dialog.message}"))

    def _ask(self, url: str) -> None:
        if not url.startswith(("file:", "data:")):
            self.asked_for.append(url)

    def show(self, content: bytes, previous: bytes | None = None) -> dict[str, Any]:
        """Open the page of a document; returns the data in it."""
        return self.show_page(page_of(content, self._folder, previous))

    def show_page(self, text: str) -> dict[str, Any]:
        """Open a page; returns the data in it."""
        file = self._folder / "页面.html"
        file.write_text(text, encoding="utf-8")
        self.page.goto(file.as_uri())
        self.page.wait_for_selector("html[data-ready]", timeout=10_000)
        return data_of(text)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def find(self, selector: str) -> Locator:
        return self.page.locator(selector)

    def texts(self, selector: str) -> list[str]:
        return [text.strip() for text in self.page.locator(selector).all_text_contents()]

    def highlighted(self) -> list[dict[str, Any]]:
        """What is marked in the document: of a grid's cell its cells and its text, of a box on a page the same."""
        found: list[dict[str, Any]] = self.page.evaluate(
            """() => [...document.querySelectorAll("#document .likely, #document .partner")].map((e) => ({
              cells: (e.dataset.cells ?? e.dataset.cell).split(" "),
              text: e.dataset.text ?? e.querySelector(".raw").textContent,
              likely: e.classList.contains("likely"),
            }))"""
        )
        return found
