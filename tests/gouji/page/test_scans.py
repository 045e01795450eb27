from __future__ import annotations

from pathlib import Path

import pytest

from gouji.judging.context import Context
from gouji.page.pictures import Drawn
from gouji.page.scans import drawn_scan
from gouji.paging import material_of
from gouji.reading.document import Document
from gouji.reading.read import to_blocks
from tests.documents.make import HERE
from tests.gouji.page.test_pictures import ink


@pytest.mark.usefixtures("recognised_once")
@pytest.mark.slow
def test_boxes_of_recognised_cells_lie_on_the_pages_that_are_shown() -> None:
    material = material_of(str(HERE / "yunping-traffic-2022.tif"), Context())
    pages = {page.page: page for page in material.pages if isinstance(page, Drawn)}
    figures = [p for cell, p in material.result.places.items() if p.text.isdigit()]
    assert len(figures) > 150
    for place in figures:
        assert place.page
        assert place.box
        page = pages[place.page]
        assert ink(page.png, (page.width, page.height), place.box)
    assert all(len(page.png) < 150_000 for page in pages.values())


def test_white_paper_stays_white_and_black_ink_black() -> None:
    np = pytest.importorskip("numpy")
    from gouji.reading.scans.ink import Picture

    grey = np.full((40, 60), 255, np.uint8)
    grey[10:30, 20:40] = 0
    page = drawn_scan(2, Picture(grey, 0.36, np.zeros((40, 60), bool)))
    assert (page.page, round(page.width, 1), round(page.height, 1)) == (2, 21.6, 14.4)
    assert ink(page.png, (60, 40), (17, 7, 43, 33))
    assert not ink(page.png, (60, 40), (0, 0, 18, 40))


def test_file_is_opened_once_for_its_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bytes] = []

    def counted(content: bytes) -> Document:
        seen.append(content)
        return to_blocks(content)

    monkeypatch.setattr("gouji.paging.to_blocks", counted)
    for name, content in {"空": b"%PDF-1.7", "没有表": "一句话。".encode()}.items():
        (tmp_path / name).write_bytes(content)
        assert material_of(str(tmp_path / name), Context()).result.status == "unreadable"
    assert len(seen) == 2
