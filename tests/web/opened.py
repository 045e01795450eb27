"""The office's pages opened in the browser, as somebody who bears a token."""

from __future__ import annotations

import json
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Literal
from urllib.parse import quote, urlencode

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from local.cloud import LocalCloud
from samples import make

YEAR: Final = 2022
ORGAN: Final = "云坪区粮食和物资储备中心"
OTHER: Final = "云坪区交通运输局"
ROSTER: Final = f"机关,分组\n{ORGAN},事业单位\n{OTHER},部门\n云坪区教育局,部门\n".encode()
WRONG: Final = (make.HERE / "qingchuan-planning-2023.html").read_bytes()
CLEAN: Final = (make.HERE / "yunping-grain-2022.txt").read_bytes()
PDF: Final = (Path(__file__).parents[1] / "documents" / "yunping-traffic-2022.pdf").read_bytes()
_WITHIN: Final = 90  # seconds; functions that start on a busy machine take their time


class Office:
    """One office of a cloud that nobody else uses, and whoever works in it."""

    def __init__(self, cloud: LocalCloud, browser: Browser, name: str) -> None:
        self.name = name
        self.cloud = cloud
        self._browser = browser
        self.officer = cloud.issuer.token(name, reviews=[name], sub="wang", name="王审核")

    def department(self, organ: str) -> str:
        """The token of somebody who hands in for an organ, and does nothing else."""
        return self.cloud.issuer.token(organs=[f"{self.name}/{organ}"], sub="li", name="李办事")

    def put(self, organ: str, file: str, content: bytes) -> None:
        """Drop a file into the bucket."""
        self.cloud.client("s3").put_object(
            Bucket=self.cloud.outputs["UploadBucketName"],
            Key=f"{self.name}/{YEAR}/{organ}/{file}",
            Body=content,
        )

    def ask(self, path: str, body: object = None, *, method: str | None = None) -> Any:
        """Ask the API as the officer."""
        url = f"{self.cloud.api}/offices/{self.name}/years/{YEAR}/{quote(path, safe='/?=&')}"
        content = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        request = urllib.request.Request(url, content, method=method)
        request.add_header("Authorization", f"Bearer {self.officer}")
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)

    def wait_for(self, organ: str, standing: str, *, submissions: int = 1) -> None:
        """Wait until an organ's report stands so."""

        def stands() -> bool:
            found = {one["organ"]: one for one in self.ask("organs")["items"]}
            one = found.get(organ, {"standing": "missing", "submissions": 0})
            return bool(one["standing"] == standing and one["submissions"] == submissions)

        wait_until(stands)

    @contextmanager
    def opened(
        self, token: str | None = None, *, address: str | None = None, **about: Any
    ) -> Iterator[Opened]:
        """A browser of somebody's own; at the end nothing may have been logged as an error.

        `address`: of the page, where it is not the API's own.
        """
        context = self._browser.new_context(**{"viewport": {"width": 1400, "height": 900}, **about})
        context.clock.install()
        page = context.new_page()
        one = Opened(page, address or f"{self.cloud.api}/", self.name, token or self.officer)
        yield one
        context.close()
        assert one.errors == [], one.errors


class Opened:
    """A page of an office's year, and what is seen of it."""

    def __init__(self, page: Page, address: str, office: str, token: str) -> None:
        self.page = page
        self._errors: list[str] = []
        self._forgiven: tuple[str, ...] = ()
        self._address, self._office, self._token = address, office, token
        page.on("pageerror", lambda error: self._errors.append(str(error)))
        page.on("console", lambda m: self._errors.append(m.text) if m.type == "error" else None)

    def go(self, route: str, wait_for: str) -> None:
        """Open a route afresh and wait for something on it."""
        self.page.goto("about:blank")
        to = {"token": self._token, "to": f"/{self._office}/{YEAR}/{route}"}
        self.page.goto(f"{self._address}#{urlencode(to)}")
        self.page.wait_for_selector(wait_for, timeout=60_000)

    def look(self, width: int, scheme: Literal["dark", "light"]) -> None:
        """Look at the same view on another screen, in other colours."""
        self.page.set_viewport_size({"width": width, "height": 720})
        self.page.emulate_media(color_scheme=scheme)

    def report(self, organ: str, part: str = "", wait_for: str = ".panes .matter") -> None:
        """Open an organ's report, or a part of what is said of it."""
        self.go("/".join(filter(None, ("reports", quote(organ), part))), wait_for)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.page.keyboard.insert_text(text)

    def see(self, selector: str, text: str) -> None:
        """Wait until something says a text."""
        self.page.locator(selector).filter(has_text=text).first.wait_for(timeout=60_000)

    def texts(self, selector: str) -> list[str]:
        return [text.strip() for text in self.page.locator(selector).all_text_contents()]

    def forgive(self, *said: int | str) -> None:
        """Answers or words that a story is about: the browser logs them as errors, and perhaps only later."""
        self._forgiven = tuple(f"status of {one}" if isinstance(one, int) else one for one in said)

    @property
    def errors(self) -> list[str]:
        """Of scripts and the console, but for what is forgiven."""
        return [one for one in self._errors if not any(said in one for said in self._forgiven)]

    def let_ten_seconds_pass(self) -> None:
        """On the clock of the page alone: what can be undone is done then."""
        self.page.locator(".undo li").first.wait_for(timeout=60_000)
        self.page.clock.run_for(10_000)

    def breaches(self) -> list[tuple[str, Any]]:
        """What axe finds amiss."""
        found = Axe().run(self.page).response["violations"]
        return [(one["id"], [node["target"] for node in one["nodes"]]) for one in found]


def wait_until(come: Callable[[], bool]) -> None:
    """Wait until something has come."""
    deadline = time.monotonic() + _WITHIN
    while not come():
        assert time.monotonic() < deadline
        time.sleep(0.2)
