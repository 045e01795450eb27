"""An OFD document (GB/T 33190), written by hand: ruled tables, text in its places, pages as they fill."""

from __future__ import annotations

import io
import zipfile
from html import escape
from typing import Final

from samples.printed import Box, Grid
from samples.render import Content

_NAMESPACE: Final = "http://www.ofdspec.org/2016"
_WIDTH, _HEIGHT, _MARGIN = 210.0, 297.0, 15.0  # millimetres
_SIZE: Final = 3.2  # of the characters
_LINE: Final = 4.4
_Text = tuple[float, float, str]
_Rule = tuple[float, float, float, float]


class _Pages:
    """Fills pages from the top."""

    def __init__(self) -> None:
        self.pages: list[tuple[list[_Text], list[_Rule]]] = []
        self.y = _HEIGHT

    def room(self, height: float) -> tuple[list[_Text], list[_Rule]]:
        """The page that has this much room left; a new one where none has."""
        if self.y + height > _HEIGHT - _MARGIN:
            self.pages.append(([], []))
            self.y = _MARGIN
        return self.pages[-1]


def ofd(content: Content) -> bytes:
    """Write the content as an OFD document; a row of a table is never cut in two."""
    pages = _Pages()
    for block in content:
        if isinstance(block, Grid):
            _table(pages, block)
        else:
            for line in _wrapped(block.text, _WIDTH - 2 * _MARGIN):
                texts, _ = pages.room(_LINE)
                texts.append((_MARGIN, pages.y, line))
                pages.y += _LINE
    return _package([_page(texts, rules) for texts, rules in pages.pages])


def _wide(ch: str) -> float:
    return _SIZE * (0.5 if ch.isascii() else 1)


def _wrapped(text: str, width: float) -> list[str]:
    lines = [""]
    filled = 0.0
    for ch in text:
        if filled + _wide(ch) > width:
            lines.append("")
            filled = 0.0
        lines[-1] += ch
        filled += _wide(ch)
    return lines


def _table(pages: _Pages, grid: Grid) -> None:
    step = (_WIDTH - 2 * _MARGIN) / len(grid.rows[0])
    for r in range(len(grid.rows)):
        line = grid.line(r)
        height = (
            max((len(_lines(box, step)) for box, _ in line if box.rowspan == 1), default=1) * _LINE
            + 2
        )
        before = len(pages.pages)
        texts, rules = pages.room(height)
        top_of_page = len(pages.pages) != before or r == 0
        for box, begins in line:
            x = _MARGIN + box.column * step
            right, bottom = x + box.colspan * step, pages.y + height
            if begins or top_of_page:
                rules.append((x, pages.y, right, pages.y))
            if begins:
                for i, text in enumerate(_lines(box, step)):
                    texts.append((x + 1, pages.y + 1 + i * _LINE, text))
            rules += [(x, pages.y, x, bottom), (right, pages.y, right, bottom)]
            if box.row + box.rowspan == r + 1:
                rules.append((x, bottom, right, bottom))
        pages.y += height


def _lines(box: Box, step: float) -> list[str]:
    return _wrapped(box.text, box.colspan * step - 2) or [""]


def _page(texts: list[_Text], rules: list[_Rule]) -> str:
    objects: list[str] = []
    for x, y, text in texts:
        deltas = " ".join(f"{_wide(ch):g}" for ch in text[:-1])
        width = _SIZE * len(text)
        objects.append(
            f'<ofd:TextObject ID="{len(objects) + 10}" Boundary="{x:g} {y:g} {width:g} {_SIZE:g}"'
            f' Font="1" Size="{_SIZE}"><ofd:TextCode X="0" Y="{0.8 * _SIZE:g}" DeltaX="{deltas}">'
            f"{escape(text, quote=False)}</ofd:TextCode></ofd:TextObject>"
        )
    for x0, y0, x1, y1 in rules:
        objects.append(
            f'<ofd:PathObject ID="{len(objects) + 10}" LineWidth="0.2"'
            f' Boundary="{x0:g} {y0:g} {max(x1 - x0, 0.2):g} {max(y1 - y0, 0.2):g}">'
            f"<ofd:AbbreviatedData>M 0 0 L {x1 - x0:g} {y1 - y0:g}</ofd:AbbreviatedData></ofd:PathObject>"
        )
    return (
        f'<ofd:Page xmlns:ofd="{_NAMESPACE}"><ofd:Content><ofd:Layer ID="2">'
        + "".join(objects)
        + "</ofd:Layer></ofd:Content></ofd:Page>"
    )


def _package(pages: list[str]) -> bytes:
    listed = "".join(
        f'<ofd:Page ID="{i + 100}" BaseLoc="Pages/Page_{i}/Content.xml"/>'
        for i in range(len(pages))
    )
    parts = {
        "OFD.xml": f'<ofd:OFD xmlns:ofd="{_NAMESPACE}" Version="1.1" DocType="OFD"><ofd:DocBody>'
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f'<ofd:Document xmlns:ofd="{_NAMESPACE}"><ofd:CommonData><ofd:PageArea>'
        f"<ofd:PhysicalBox>0 0 {_WIDTH:g} {_HEIGHT:g}</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData>"
        f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
    } | {f"Doc_0/Pages/Page_{i}/Content.xml": page for i, page in enumerate(pages)}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, xml in parts.items():
            package.writestr(zipfile.ZipInfo(name), f'<?xml version="1.0" encoding="UTF-8"?>{xml}')
    return packed.getvalue()
