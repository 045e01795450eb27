"""How large the page is, and how long it takes: bounds for busy machines; docs/benchmarks.md has the figures."""

from __future__ import annotations

import gzip
import sys
import time
from statistics import median

import pytest
from playwright.sync_api import Page

from functions.adapters.store import Store
from gouji.organs import Organ
from gouji.season.overview import Filed
from tests.web.conftest import Put
from tests.web.site import Site
from tests.web.test_season import opened
from web import assets

_MOST_BYTES = 100_000
# What is typed, and taken back: each a keystroke.
_TYPED = ("第", "第1", "第12", "第1", "第", "")
_KEYSTROKE = """async (typed) => {
  const field = document.querySelector(".filters input");
  const taken = [];
  for (const text of typed) {
    const began = performance.now();
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    document.body.getBoundingClientRect();
    taken.push(performance.now() - began);
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  }
  return taken;
}"""


def told(figures: str) -> None:
    """Seen with `pytest -s`."""
    sys.stderr.write(f"{figures}\n")


def test_whole_app_is_small() -> None:
    files = [asset.content for asset in assets.assets().values()]
    packed = [len(gzip.compress(content, mtime=0)) for content in files]
    told(f"{len(files)} files, {sum(map(len, files))} bytes, packed {sum(packed)}")
    assert sum(packed) + len(assets.index(assets.Config())) <= _MOST_BYTES


@pytest.mark.browser
@pytest.mark.network
@pytest.mark.parametrize(("count", "most"), [(300, 500), (3000, 1000)])
def test_organs_are_filtered_without_a_pause(
    *,
    count: int,
    most: int,
    store: Store,
    roster: Put,
    site: Site,
    page: Page,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    groups = ("局", "街道", "镇")
    roster(*(Organ(f"第{i}办公室", group=groups[i % 3], contact="陈老师") for i in range(count)))
    filed = [
        Filed(
            organ=f"第{i}办公室",
            standing="to_review",
            current=f"{i:032x}",
            submissions=1,
            errors=i % 7,
        )
        for i in range(0, count, 2)
    ]
    monkeypatch.setattr("functions.query.season.filed_of", lambda item: item)
    monkeypatch.setattr(Store, "records", lambda *_: filed)
    began = time.monotonic()
    opened(page, site)
    shown = time.monotonic() - began
    rows = page.locator(".organs tbody tr").count()
    assert rows >= 100
    taken = page.evaluate(_KEYSTROKE, _TYPED)
    told(f"{count} organs: shown in {shown:.2f} s, keystroke {max(taken):.0f} ms at most")
    # Ten times what a quiet machine takes: growth with the organs is found, a busy hour is not.
    assert median(taken) < most
