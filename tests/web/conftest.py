"""A browser with the office's page in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from functions.adapters.store import Store
from gouji.organs import Organ
from gouji.season.office import Office as Known
from local.cloud import LocalCloud, free_port, running
from tests.functions.builders import TABLE
from tests.functions.conftest import aws  # noqa: F401 - a fixture, which pytest finds by its name here
from tests.web.opened import ROSTER, Office
from tests.web.site import Site, serving

Put = Callable[..., None]
_NUMBERS = count(1)


@pytest.fixture(scope="package")
def cloud(tmp_path_factory: pytest.TempPathFactory, assembly: Path) -> Iterator[LocalCloud]:
    """One cloud for all stories of this room."""
    with running(tmp_path_factory.mktemp("cloud"), free_port(), assembly) as found:
        yield found


@pytest.fixture
def office(cloud: LocalCloud, browser: Browser) -> Office:
    """An office with a roster of three organs."""
    found = Office(cloud, browser, f"office-{next(_NUMBERS)}")
    found.ask("roster", ROSTER, method="PUT")
    return found


@pytest.fixture
def site(aws: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:  # noqa: F811 - the fixture
    """The page and its API; entered by links, until a client is set."""
    with serving() as found:
        monkeypatch.setenv("TOKEN_ISSUER", found.issuer.address)
        yield found


@pytest.fixture
def store(site: Site) -> Store:
    return Store(TABLE)


@pytest.fixture
def roster(monkeypatch: pytest.MonkeyPatch) -> Put:
    """Put a roster in force for the office's 2022, and a deadline."""

    def put(*organs: Organ, deadline: date | None = None) -> None:
        def office(_: Store, name: str, year: int) -> Known:
            mine = (name, year) == ("haishu", 2022)
            return Known(roster=organs, deadline=deadline) if mine else Known()

        monkeypatch.setattr(Store, "office", office)

    return put


@pytest.fixture
def errors() -> list[str]:
    """What the console of the page said, and what broke in it."""
    return []


@pytest.fixture
def context(browser: Browser, errors: list[str]) -> Iterator[BrowserContext]:
    found = browser.new_context(
        viewport={"width": 1300, "height": 900},
        permissions=["clipboard-read", "clipboard-write"],
    )
    found.clock.install()
    yield found
    found.close()


@pytest.fixture
def page(context: BrowserContext, errors: list[str]) -> Iterator[Page]:
    """A page in which nothing may go wrong that the test does not take out of `errors`."""
    found = context.new_page()
    found.set_default_timeout(20_000)
    found.on("console", lambda m: errors.append(m.text) if m.type in {"error", "warning"} else None)
    found.on("pageerror", lambda error: errors.append(str(error)))
    yield found
    found.close()
    assert errors == []
