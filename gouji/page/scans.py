"""Scanned pages → pictures as the page shows them: level and upright, so that the boxes of cells lie on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.page.pictures import Drawn, grey_png

if TYPE_CHECKING:
    from gouji.reading.scans.ink import Picture


def drawn_scan(number: int, picture: Picture) -> Drawn:
    """A page that was looked at for recognition, at half its resolution: some 100 dpi."""
    grey = picture.grey[: picture.height // 2 * 2, : picture.width // 2 * 2] // 4
    halved = grey[0::2, 0::2] + grey[0::2, 1::2] + grey[1::2, 0::2] + grey[1::2, 1::2]
    rows = [(row + row // 84).tobytes() for row in halved]  # four quarters of 255 come to 252
    size = picture.width * picture.point, picture.height * picture.point
    return Drawn(number, *size, grey_png(rows, len(rows[0]) if rows else 0))
