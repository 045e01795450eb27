"""Web pages → paragraphs and grids. Spans are honoured, layout tables are looked through."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from gouji.reading import limits
from gouji.reading.decoding import decode
from gouji.reading.document import Block, Document, Grid, GridCell, Paragraph
from gouji.reading.values import DOUBTFUL
from gouji.report import UnreadableReport

_SKIPPED: Final = frozenset(
    {"script", "style", "head", "title", "template", "noscript", "select", "del", "-comment"}
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_DOUBTFUL_TAGS: Final = frozenset({"sup", "sub", "s", "strike"})
# fmt: off
_INLINE: Final = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "em", "font", "i", "ins", "kbd", "label",
    "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr",
})
# fmt: on
_MAX_SPAN: Final = 100  # no table of the form is wider; the standard allows 1000 columns
_EMBEDDED = re.compile(r"data:[\w/+.;-]{1,80},[\w+/=%-]++")  # pictures within the page


def read_html_bytes(document: bytes) -> Document:
    """Read a page's bytes. Raises UnreadableReport where no encoding fits."""
    return read_html(decode(document))


def read_html(text: str) -> Document:
    """Read a decoded page; one without text gives a document without blocks.

    Raises UnreadableReport where it is larger, or nested deeper, than any report.
    """
    if len(text) > limits.MAX_TEXT:
        text = _EMBEDDED.sub("", text)
    _check(text)
    body = LexborHTMLParser(text).body
    builder = _Builder()
    if body is not None:
        try:
            builder.walk(body)
        except RecursionError as error:
            raise UnreadableReport(limits.TOO_DEEP) from error
        builder.flush()
    return Document(tuple(builder.blocks))


def _check(text: str) -> None:
    """Before the parser sees it."""
    limits.check_text(len(text))
    limits.check_elements(text.count("<"), limits.MAX_TAGS)
    for tag in text.split(">"):
        if len(tag) > limits.MAX_ATTRIBUTES and "<" in tag:
            inside = tag[tag.index("<") :]
            attributes = len(inside.split()) + inside.count("/") + inside.count("=")
            limits.check_elements(attributes, limits.MAX_ATTRIBUTES)


class _Builder:
    """Walks the page once and gathers blocks."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._line: list[str] = []
        self._tables = 0

    def flush(self) -> None:
        text = "".join(self._line).strip()
        self._line = []
        if text:
            self.blocks.append(Paragraph(text))

    def walk(self, node: LexborNode) -> None:
        for child in node.iter(include_text=True):
            tag = child.tag or ""
            if tag == "-text":
                self._line.append(_inline_space(child.text_content or ""))
            elif tag in _SKIPPED or _is_hidden(child):
                continue
            elif tag == "br":
                self.flush()
            elif tag == "table" and not _holds_table(child):
                self.flush()
                self._add_table(child)
            elif tag in _INLINE:
                self.walk(child)
            else:
                self.flush()
                self.walk(child)
                self.flush()

    def _add_table(self, table: LexborNode) -> None:
        rows = tuple(_grid_rows(table))
        if rows:
            self._tables += 1
            self.blocks.append(Grid(rows, self._tables, aligned=True))


def _is_hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))


def _holds_table(table: LexborNode) -> bool:
    """A table around tables only lays out the page."""
    limits.check_time()
    return len(table.css("table")) > 1


def _inline_space(text: str) -> str:
    return re.sub(r"[ \t\r\n\f]+", " ", text)


def _grid_rows(table: LexborNode) -> Iterator[tuple[GridCell, ...]]:
    covered: dict[int, int] = {}  # column -> rows still covered by a cell from above
    for r, tr in enumerate(table.css("tr"), 1):
        if _is_hidden(tr):
            continue
        cells: list[GridCell] = []
        fresh: dict[int, int] = {}
        column = 1
        for td in tr.iter():
            if td.tag not in {"td", "th"} or _is_hidden(td):
                continue
            while covered.get(column, 0) > 0:
                column += 1
            width, height = _span(td, "colspan"), _span(td, "rowspan")
            cells.append(GridCell(_cell_text(td), r, column, width))
            fresh |= dict.fromkeys(range(column, column + width), height - 1)
            column += width
            limits.check_cells(column)
        limits.count_cells(len(cells))
        covered = {c: left - 1 for c, left in covered.items() if left > 1} | {
            c: left for c, left in fresh.items() if left
        }
        yield tuple(cells)


def _span(cell: LexborNode, name: str) -> int:
    digits = re.match(r"\s*(\d{1,4})", cell.attributes.get(name) or "")
    return min(max(int(digits[1]), 1), _MAX_SPAN) if digits else 1


def _cell_text(cell: LexborNode) -> str:
    return "".join(_pieces(cell)).strip()


def _pieces(node: LexborNode) -> Iterator[str]:
    for child in node.iter(include_text=True):
        tag = child.tag or ""
        if tag == "-text":
            yield _inline_space(child.text_content or "")
        elif tag in _SKIPPED or _is_hidden(child):
            continue
        elif tag == "br":
            yield "\n"
        elif tag in _DOUBTFUL_TAGS:
            if text := _cell_text(child):
                yield DOUBTFUL + text
        elif tag in _INLINE:
            yield from _pieces(child)
        else:
            yield "\n"
            yield from _pieces(child)
            yield "\n"
