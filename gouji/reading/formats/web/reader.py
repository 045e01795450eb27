"""Web pages → paragraphs and grids. Spans are honoured, layout tables are looked through."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser, LexborNode

from gouji.reading import limits
from gouji.reading.document import Block, Document, Gathered, Grid, GridCell, Paragraph
from gouji.reading.files.decoding import decode
from gouji.reading.formats.text import read_text
from gouji.reading.formats.web.shown import Attributes, Styles, Visibility
from gouji.reading.formats.web.wikitext import holds_tables, with_tables
from gouji.reading.runs import NO_TEXT, Run, Runs
from gouji.report import UnreadableReport

# fmt: off
_SKIPPED: Final = frozenset({
    "script", "style", "head", "title", "template", "noscript", "del", "datalist", "rt", "rp", "-comment",
})
_DOUBTFUL_TAGS: Final = frozenset({"sup", "sub", "s", "strike"})
_INLINE: Final = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "em", "font", "i", "img", "input",
    "ins", "kbd", "label", "mark", "nobr", "output", "q", "rb", "ruby", "s", "samp", "select", "small", "span",
    "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
})
# fmt: on
_PREFORMATTED: Final = frozenset({"pre", "xmp", "listing", "textarea"})
_VALUED: Final = frozenset({"", "text", "number", "tel", "search"})  # inputs that show their value
_ENTERED: Final = frozenset({"input", "select"})
_CELLS: Final = frozenset({"td", "th"})
_TICKED: Final = frozenset({"checkbox", "radio"})
_PICTURES: Final = (
    "img, object, embed, canvas, svg, iframe, del"  # what a cell may show instead of text
)
_EMBEDDED = re.compile(r"data:[\w/+.;-]{1,80},[\w+/=%-]++")  # pictures within the page
_SPACES = re.compile(r"[ \t\r\n\f]+")
_SPAN = re.compile(r"\s*(\d{1,4})")
_MAX_SPAN: Final = 100  # no table of the form is wider; the standard allows 1000 columns
_MOST_ROWS: Final = 65534  # of a rowspan; 0 stands for all that follow in the group
_LONGEST_NAME: Final = 200  # characters of a page's title
_GROUPS: Final = {"thead": 0, "tbody": 1, "tfoot": 2}


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
    if holds_tables(text):
        text = with_tables(text)
    page = LexborHTMLParser(text)
    builder = _Builder(Styles(page))
    if page.body is not None:
        try:
            builder.walk(page.body)
        except RecursionError as error:
            raise UnreadableReport(limits.TOO_DEEP) from error
        builder.flush()
    title = page.css_first("head > title")
    name = _inline_space(title.text()).strip() if title else ""
    return Document(tuple(builder.gathered.blocks), name=name[:_LONGEST_NAME])


def _check(text: str) -> None:
    """Before the parser sees it."""
    limits.check_text(len(text))
    limits.check_elements(text.count("<"), limits.MAX_TAGS)
    tags = text.split(">")
    if max(map(len, tags)) <= limits.MAX_ATTRIBUTES:
        return
    for tag in tags:
        if len(tag) > limits.MAX_ATTRIBUTES and "<" in tag:
            inside = tag[tag.index("<") :]
            attributes = len(inside.split()) + inside.count("/") + inside.count("=")
            limits.check_elements(attributes, limits.MAX_ATTRIBUTES)


class _Builder:
    """Walks the page once and gathers blocks."""

    def __init__(self, styles: Styles) -> None:
        self.gathered = Gathered()
        self._styles = styles
        self._line = Runs()
        self._doubts = 0  # elements around us that are struck out, raised or perhaps not to be seen
        self._moves = 0  # elements around us that are perhaps shown elsewhere

    def flush(self) -> None:
        line, self._line = self._line.text(), Runs()
        shown = line.part(0, len(line.text))
        if shown.text:
            self.gathered.add(Paragraph(shown.text, doubts=shown.doubts))

    def walk(self, node: LexborNode) -> None:
        for child in node.iter(include_text=True):
            tag = child.tag or ""
            if tag == "-text":
                self._add(_inline_space(child.text_content or ""))
            elif tag not in _SKIPPED:
                self._walk_element(child, tag, child.attributes)

    def _walk_element(self, node: LexborNode, tag: str, attributes: Attributes) -> None:
        shown = self._styles.visibility(node, tag, attributes)
        if shown.gone or shown.unseen:
            return
        if tag in _ENTERED:
            entered = _entered(node)
            self._add(entered.text, doubtful=entered.doubtful)
            return
        doubtful = shown.doubtful or _is_doubtful(tag, attributes)
        self._doubts, self._moves = self._doubts + doubtful, self._moves + shown.moved
        self._walk_into(node, tag)
        self._doubts, self._moves = self._doubts - doubtful, self._moves - shown.moved

    def _walk_into(self, node: LexborNode, tag: str) -> None:
        if tag in _INLINE or ":" in tag:
            self.walk(node)
        else:
            self.flush()
            self._add_block(node, tag)

    @property
    def _is_doubted(self) -> bool:
        """Whether running text is doubtful; where a page sets a table in it, where it stands matters as well."""
        return self._doubts > 0 or self._moves > 0

    def _add(self, text: str, *, doubtful: bool = False) -> None:
        self._line.add(text, doubtful=doubtful or (self._is_doubted and bool(text.strip())))

    def _shown(self, node: LexborNode) -> Visibility:
        return self._styles.visibility(node, node.tag or "", node.attributes)

    def _add_block(self, node: LexborNode, tag: str) -> None:
        if tag in _PREFORMATTED:
            text = node.text()
            doubted = self._is_doubted or holds_tables(text)
            blocks = read_text(text).blocks
            self.gathered.add(*(map(_doubted, blocks) if doubted else blocks))
        elif tag == "table" and not _holds_table(node):
            self._add_table(node)
        else:
            self.walk(node)
            self.flush()

    def _add_table(self, table: LexborNode) -> None:
        for caption in table.css("caption"):
            self.walk(caption)
            self.flush()
        rows = tuple(self._rows(table))
        if rows:
            self.gathered.add(Grid(rows, 1, aligned=True))

    def _rows(self, table: LexborNode) -> Iterator[tuple[GridCell, ...]]:
        """The rows as they are shown: the head first, the foot last, whatever their order in the file."""
        number = 0
        for rows in _groups(table):
            covered: dict[int, int] = {}  # column -> rows still covered by a cell from above
            for tr in rows:
                number += 1
                shown, group = self._shown(tr), self._shown(tr.parent or tr)
                if not (shown.gone or group.gone):
                    doubtful = self._doubts > 0 or shown.doubtful or group.doubtful or shown.moved
                    cells, covered = self._row(tr, number, covered, doubtful=doubtful)
                    yield cells

    def _row(
        self, tr: LexborNode, number: int, covered: dict[int, int], *, doubtful: bool
    ) -> tuple[tuple[GridCell, ...], dict[int, int]]:
        """The cells that begin in a row, and the columns that cells cover in the rows below."""
        cells: list[GridCell] = []
        below = {c: left - 1 for c, left in covered.items() if left > 1}
        column = 1
        for td in tr.iter():
            tag, attributes = td.tag or "", td.attributes
            if tag not in _CELLS:
                continue
            shown = self._styles.visibility(td, tag, attributes)
            if shown.gone:
                continue
            while covered.get(column, 0) > 0:
                column += 1
            width = height = 1
            if attributes:
                width = min(max(_span(attributes.get("colspan")), 1), _MAX_SPAN)
                height = _span(attributes.get("rowspan")) or _MOST_ROWS
            content = Run("") if shown.unseen else self._content(td, shown)
            unsure = content.doubtful or (doubtful and bool(content.text))
            cells.append(GridCell(content.text, number, column, width, doubtful=unsure))
            if height > 1:
                below |= dict.fromkeys(range(column, column + width), height - 1)
            column += width
            limits.check_cells(column)
        limits.count_cells(len(cells))
        return tuple(cells), below

    def _content(self, cell: LexborNode, shown: Visibility) -> Run:
        """What a cell shows."""
        texts: list[str] = []
        doubtful = self._gather(cell, texts)
        text = "".join(texts).strip()
        if not text:
            return Run("", doubtful or any(map(_is_picture, cell.css(_PICTURES))))
        return Run(text, doubtful or shown.doubtful)

    def _gather(self, node: LexborNode, texts: list[str]) -> bool:
        """Add what an element within a cell shows; gives whether something of it is doubtful."""
        child = node.child
        if child is not None and child.next is None and child.tag == "-text":  # most cells
            texts.append(_inline_space(child.text_content or ""))
            return False
        doubtful = False
        for child in node.iter(include_text=True):
            tag = child.tag or ""
            if tag == "-text":
                texts.append(_inline_space(child.text_content or ""))
            elif tag not in _SKIPPED:
                doubtful = self._gather_element(child, tag, texts) or doubtful
        return doubtful

    def _gather_element(self, node: LexborNode, tag: str, texts: list[str]) -> bool:
        attributes = node.attributes
        shown = self._styles.visibility(node, tag, attributes)
        if shown.gone or shown.unseen:
            return False
        if tag in _ENTERED:
            entered = _entered(node)
            texts.append(entered.text)
            return entered.doubtful
        edge = "" if tag in _INLINE or ":" in tag else "\n"
        if tag == "br":
            texts.append("\n")
            return False
        inner: list[str] = []
        doubtful = self._gather(node, inner) or tag == "li"  # its number or bullet is no text
        text = node.text() if tag in _PREFORMATTED else "".join(inner)
        if (shown.doubtful or _is_doubtful(tag, attributes)) and text.strip():
            text, doubtful = text.strip(), True
        texts += (edge, text, edge)
        return doubtful


def _doubted(block: Block) -> Block:
    """A block of which all that it shows is doubtful."""
    if isinstance(block, Paragraph):
        return replace(block, doubts=((0, len(block.text)),))
    rows = (tuple(replace(cell, doubtful=not cell.is_blank) for cell in row) for row in block.rows)
    return replace(block, rows=tuple(rows))


def _is_doubtful(tag: str, attributes: Attributes) -> bool:
    """Raised or struck-out text, or text shown from right to left: 12 for 21."""
    return tag in _DOUBTFUL_TAGS or (tag == "bdo" and attributes.get("dir") == "rtl")


def _entered(control: LexborNode) -> Run:
    """What stands in a field of a form; a box that may be ticked, or a list without a choice, is no text."""
    if control.tag == "input":
        kind = (control.attributes.get("type") or "").lower()
        if kind in _TICKED:
            return NO_TEXT
        return Run(control.attributes.get("value") or "" if kind in _VALUED else "")
    options = control.css("option")
    chosen = [option.text() for option in options if "selected" in option.attributes]
    # Without a choice a page shows the first option; its script may have set another.
    return Run(chosen[0]) if len(chosen) == 1 else NO_TEXT if options else Run("")


def _is_picture(node: LexborNode) -> bool:
    """Whether it is large enough to show something."""
    sizes = (node.attributes.get(side) or "" for side in ("width", "height"))
    return not any(re.fullmatch(r"[012](?:px)?", size.strip()) for size in sizes)


def _holds_table(table: LexborNode) -> bool:
    """A table around tables only lays out the page."""
    limits.check_time()
    return len(table.css("table")) > 1


def _inline_space(text: str) -> str:
    return text if text.isalnum() else _SPACES.sub(" ", text)


def _groups(table: LexborNode) -> list[list[LexborNode]]:
    """The groups of rows in the order in which they are shown; no cell reaches from one into the next."""
    groups = [node for node in table.iter() if node.tag in _GROUPS]
    seen: set[str] = set()
    order: list[int] = []
    for group in groups:
        tag = group.tag or ""
        # Only the first head and the first foot are moved.
        order.append(1 if tag in seen else _GROUPS[tag])
        seen.add(tag)
    ranked = sorted(zip(order, range(len(groups)), strict=True))
    return [[tr for tr in groups[i].iter() if tr.tag == "tr"] for _, i in ranked]


def _span(stated: str | None) -> int:
    digits = _SPAN.match(stated) if stated else None
    return int(digits[1]) if digits else 1
