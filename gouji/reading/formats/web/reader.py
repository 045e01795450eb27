"""Web pages → paragraphs and grids. Spans are honoured, layout tables are looked through."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser, LexborNode

from gouji.reading import limits
from gouji.reading.document import Block, Document, Gathered, Grid, GridCell, Paragraph
from gouji.reading.files.decoding import decode
from gouji.reading.formats.text import read_text
from gouji.reading.formats.web.shown import Looks
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
_TICKED: Final = frozenset({"checkbox", "radio"})
_PICTURES: Final = (
    "img, object, embed, canvas, svg, iframe, del"  # what a cell may show instead of text
)
_EMBEDDED = re.compile(r"data:[\w/+.;-]{1,80},[\w+/=%-]++")  # pictures within the page
_SPACES = re.compile(r"[ \t\r\n\f]+")
_SPAN = re.compile(r"\s*(\d{1,4})")
_MAX_SPAN: Final = 100  # no table of the form is wider; the standard allows 1000 columns
_MOST_ROWS: Final = 65534  # of a rowspan; 0 stands for all that follow in the group
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
    page = LexborHTMLParser(text)
    builder = _Builder(Looks(page))
    if page.body is not None:
        try:
            builder.walk(page.body)
        except RecursionError as error:
            raise UnreadableReport(limits.TOO_DEEP) from error
        builder.flush()
    return Document(tuple(builder.gathered.blocks))


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

    def __init__(self, looks: Looks) -> None:
        self.gathered = Gathered()
        self._looks = looks
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
                self._add(Run(_inline_space(child.text_content or "")))
            elif self._is_left_out(child):
                continue
            elif tag in {"input", "select"}:
                self._add(_entered(child))
            else:
                doubtful = self._looks.is_doubtful(child) or _is_doubtful(child, tag)
                moved = self._looks.is_moved(child)
                self._doubts, self._moves = self._doubts + doubtful, self._moves + moved
                self._walk_into(child, tag)
                self._doubts, self._moves = self._doubts - doubtful, self._moves - moved

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

    def _add(self, run: Run) -> None:
        shows = bool(run.text.strip())
        self._line.add(run.text, doubtful=run.doubtful or (self._is_doubted and shows))

    def _is_left_out(self, node: LexborNode) -> bool:
        return node.tag in _SKIPPED or self._looks.is_gone(node) or self._looks.is_unseen(node)

    def _add_block(self, node: LexborNode, tag: str) -> None:
        if tag in _PREFORMATTED:
            blocks = read_text(node.text()).blocks
            self.gathered.add(*(map(_doubted, blocks) if self._is_doubted else blocks))
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
                if not (self._looks.is_gone(tr) or self._looks.is_gone(tr.parent or tr)):
                    cells, covered = self._row(tr, number, covered)
                    yield cells

    def _row(
        self, tr: LexborNode, number: int, covered: dict[int, int]
    ) -> tuple[tuple[GridCell, ...], dict[int, int]]:
        """The cells that begin in a row, and the columns that cells cover in the rows below."""
        cells: list[GridCell] = []
        fresh: dict[int, int] = {}
        column = 1
        around = (tr, tr.parent or tr)
        doubtful = self._doubts > 0 or any(map(self._looks.is_doubtful, around))
        doubtful = doubtful or self._looks.is_moved(tr)
        for td in tr.iter():
            if td.tag not in {"td", "th"} or self._looks.is_gone(td):
                continue
            while covered.get(column, 0) > 0:
                column += 1
            width = min(max(_span(td, "colspan", 1), 1), _MAX_SPAN)
            height = _span(td, "rowspan", 1) or _MOST_ROWS
            shown = self._shown(td)
            unsure = shown.doubtful or (doubtful and bool(shown.text))
            cells.append(GridCell(shown.text, number, column, width, doubtful=unsure))
            fresh |= dict.fromkeys(range(column, column + width), height - 1)
            column += width
            limits.check_cells(column)
        limits.count_cells(len(cells))
        below = {c: left - 1 for c, left in covered.items() if left > 1}
        return tuple(cells), below | {c: left for c, left in fresh.items() if left}

    def _shown(self, cell: LexborNode) -> Run:
        """What a cell shows."""
        if self._looks.is_unseen(cell):
            return Run("")
        content = _joined(self._pieces(cell))
        text = content.text.strip()
        if not text:
            return Run("", content.doubtful or any(map(_is_picture, cell.css(_PICTURES))))
        return Run(text, content.doubtful or self._looks.is_doubtful(cell))

    def _pieces(self, node: LexborNode) -> Iterator[Run]:
        for child in node.iter(include_text=True):
            tag = child.tag or ""
            if tag == "-text":
                yield Run(_inline_space(child.text_content or ""))
            elif self._is_left_out(child):
                continue
            elif tag in {"input", "select"}:
                yield _entered(child)
            else:
                yield self._piece(child, tag)

    def _piece(self, node: LexborNode, tag: str) -> Run:
        if tag == "br":
            return Run("\n")
        text, doubtful = _joined(self._pieces(node))
        if tag in _PREFORMATTED:
            text = node.text()
        doubtful = doubtful or tag == "li"  # its number or bullet is no text
        if text.strip() and (self._looks.is_doubtful(node) or _is_doubtful(node, tag)):
            text, doubtful = text.strip(), True
        return Run(text if tag in _INLINE or ":" in tag else f"\n{text}\n", doubtful)


def _joined(runs: Iterable[Run]) -> Run:
    """Runs of a cell as one: doubtful if one of them is."""
    texts, doubts = [], False
    for run in runs:
        texts.append(run.text)
        doubts = doubts or run.doubtful
    return Run("".join(texts), doubts)


def _doubted(block: Block) -> Block:
    """A block of which all that it shows is doubtful."""
    if isinstance(block, Paragraph):
        return replace(block, doubts=((0, len(block.text)),))
    rows = (tuple(replace(cell, doubtful=not cell.is_blank) for cell in row) for row in block.rows)
    return replace(block, rows=tuple(rows))


def _is_doubtful(node: LexborNode, tag: str) -> bool:
    """Raised or struck-out text, or text shown from right to left: 12 for 21."""
    return tag in _DOUBTFUL_TAGS or (tag == "bdo" and node.attributes.get("dir") == "rtl")


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
    return _SPACES.sub(" ", text)


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


def _span(cell: LexborNode, name: str, default: int) -> int:
    stated = cell.attributes.get(name)
    digits = _SPAN.match(stated) if stated else None
    return int(digits[1]) if digits else default
