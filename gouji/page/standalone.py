"""One HTML file that needs nothing else: data, pictures, script, style sheet, and a policy against the rest."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Final

from msgspec import Struct

from gouji.codec import encode
from gouji.page.assets import script, style
from gouji.page.document import ShownDocument, ShownPage, shown_blocks
from gouji.page.drawings import Drawing
from gouji.page.pictures import Drawn
from gouji.page.view import View, view_of
from gouji.reading.document import Document
from gouji.report import Report
from gouji.result import Result
from gouji.wording.page import page as page_in_words
from gouji.wording.screen.interface import INTERFACE

# Nothing may be fetched, sent, framed or run but what stands in the file; Trusted Types keep text from becoming markup.
_POLICY: Final = (
    "default-src 'none'; script-src '{script}'; style-src '{style}'; img-src data:; "
    "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
_PAGE: Final = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<noscript><p>{no_script}</p><pre>{words}</pre></noscript>
<script type="application/json" id="data">{data}</script>
{pictures}
<script type="module">{script}</script>
</body>
</html>
"""
# Within a script's text nothing ends it but "<"; JSON has it as an escape.
_ESCAPES: Final = ((b"<", b"\\u003c"), (b">", b"\\u003e"), (b"&", b"\\u0026"))


class Material(Struct, frozen=True):
    """What a page is made of: the result and what it was made from, as far as the file could be read.

    `document`: as read, its grids numbered as places have them. `pages`: as pictures or drawings, where it has any.
    """

    result: Result
    report: Report | None = None
    document: Document | None = None
    pages: Sequence[Drawn | Drawing] = ()
    previous: Report | None = None


class _Data(Struct, frozen=True):
    result: Result
    view: View
    document: ShownDocument | None
    words: Mapping[str, str]


def standalone(material: Material) -> bytes:
    """The file, in UTF-8. The same material gives the same bytes."""
    result = material.result
    source, sheet = script(), style()
    policy = _POLICY.format(script=_digest(source), style=_digest(sheet))
    organ, year = result.organ or "", f"{result.year}" if result.year else ""
    title = " ".join(filter(None, (organ, year, material.result.file.rpartition("/")[2])))
    return _PAGE.format(
        policy=escape(policy),
        title=escape(printable(title)),
        style=sheet,
        no_script=escape(INTERFACE["no_script"]),
        words=escape(page_in_words(result)),
        data=json_in_markup(_data_of(material)),
        pictures="\n".join(_pictures(material.pages)),
        script=source,
    ).encode()


def json_in_markup(value: object) -> str:
    """JSON that may stand within a script's tags."""
    text = encode(value)
    for sign, written in _ESCAPES:
        text = text.replace(sign, written)
    return text.decode()


def printable(text: str) -> str:
    """A text without signs that steer whoever shows it."""
    return "".join(ch if ch.isprintable() else " " for ch in text)


def _data_of(material: Material) -> _Data:
    blocks = shown_blocks(material.document, material.result.places) if material.document else ()
    shown = ShownDocument(
        name=material.result.file.rpartition("/")[2],
        pages=tuple(map(_page, material.pages)),
        blocks=blocks,
    )
    view = view_of(material.result, material.report, blocks, material.previous)
    return _Data(material.result, view, shown if material.document else None, INTERFACE)


def _page(page: Drawn | Drawing) -> ShownPage:
    drawing = page if isinstance(page, Drawing) else None
    return ShownPage(page.page, page.width, page.height, drawing)


def _pictures(pages: Iterable[Drawn | Drawing]) -> Iterator[str]:
    """Each page's picture, apart from the data: it is looked at only when the page comes into sight."""
    for page in pages:
        if isinstance(page, Drawing):
            continue
        content = b64encode(page.png).decode()
        yield f'<script type="text/plain" id="page-{page.page}">{content}</script>'


def _digest(text: str) -> str:
    return "sha256-" + b64encode(hashlib.sha256(text.encode()).digest()).decode()
