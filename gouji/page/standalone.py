"""One HTML file that needs nothing else: data, pictures, script, style sheet, and a policy against the rest."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Final
from urllib.parse import quote

from msgspec import Struct

from gouji.codec import encode
from gouji.page.assets import script
from gouji.page.document import ShownDocument, ShownPage, shown_blocks
from gouji.page.drawings import Drawing
from gouji.page.frame import framed
from gouji.page.pictures import Drawn
from gouji.page.view import Language, View, view_of
from gouji.reading.document import Document
from gouji.report import Key, Report
from gouji.result import Result
from gouji.wording.page import page as page_in_words
from gouji.wording.screen.interface import INTERFACE

_BODY: Final = """<noscript lang="zh-CN"><p>{no_script}</p><pre>{words}</pre></noscript>
<script type="application/json" id="data">{data}</script>
{pictures}{back}"""
# Within a script's text nothing ends it but "<"; JSON has it as an escape.
_ESCAPES: Final = ((b"<", b"\\u003c"), (b">", b"\\u003e"), (b"&", b"\\u0026"))


class Material(Struct, frozen=True):
    """What a page is made of: the result and what it was made from, as far as the file could be read.

    `document`: as read, its grids numbered as places have them. `pages`: as pictures or drawings, where it has any.
    `on_desk`, `for_office`, `handed_in`, `waived`: as `view_of` has them.
    """

    result: Result
    report: Report | None = None
    document: Document | None = None
    pages: Sequence[Drawn | Drawing] = ()
    previous: Report | None = None
    on_desk: bool = True
    for_office: bool = False
    handed_in: Key | None = None
    waived: Collection[str] = ()


class PageData(Struct, frozen=True):
    """All that the script shows but for pictures; `document`: None of a file that did not open."""

    result: Result
    view: View
    document: ShownDocument | None
    words: Mapping[str, str]


def standalone(
    material: Material, listed_in: str | None = None, language: Language = "zh-CN"
) -> bytes:
    """The file, in UTF-8. The same material gives the same bytes. `listed_in`: the page beside it that lists it.

    What is read where the script does not run is Chinese in any language.
    """
    result = material.result
    organ, year = result.organ or "", f"{result.year}" if result.year else ""
    title = " ".join(filter(None, (organ, year, result.file.rpartition("/")[2])))
    body = _BODY.format(
        no_script=escape(INTERFACE["no_script"]),
        words=escape(page_in_words(result)),
        data=json_in_markup(data_of(material, language)),
        pictures="\n".join(_pictures(material.pages)),
        back=f"\n{_link_to(listed_in)}" if listed_in else "",
    )
    return framed(title, body, script(), language)


def _link_to(page: str) -> str:
    """A link to a page of the same folder."""
    address = escape(quote(page, safe="", errors="surrogateescape"))
    return f'<a class="back" href="{address}">{INTERFACE["to_listing"]}</a>'


def json_in_markup(value: object) -> str:
    """JSON that may stand within a script's tags."""
    text = encode(value)
    for sign, written in _ESCAPES:
        text = text.replace(sign, written)
    return text.decode()


def data_of(material: Material, language: Language = "zh-CN") -> PageData:
    """What the script is given of the material."""
    blocks = shown_blocks(material.document, material.result.places) if material.document else ()
    shown = ShownDocument(
        name=material.result.file.rpartition("/")[2],
        pages=tuple(map(_page, material.pages)),
        blocks=blocks,
    )
    view = view_of(
        material.result,
        material.report,
        blocks,
        material.previous,
        on_desk=material.on_desk,
        for_office=material.for_office,
        handed_in=material.handed_in,
        waived=material.waived,
    )
    words = INTERFACE
    if language == "en":
        from gouji.page.english import WORDS, in_english

        view, words = (
            in_english(
                view,
                material.result,
                on_desk=material.on_desk,
                for_office=material.for_office,
                waived=material.waived,
            ),
            WORDS,
        )
    return PageData(material.result, view, shown if material.document else None, words)


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
