"""Workbooks of Excel 2007 and later (.xlsx, .xlsm) → the sheets that are shown, by a short reader of our own on lxml.

Most cells of such a sheet are empty: only those that hold something are looked at, once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Final, TypeAlias

from msgspec import Struct

from gouji.reading import limits
from gouji.reading.files.packages import Package, links_of, parse_xml
from gouji.reading.formats.spreadsheet.cells import DAMAGED, Sheet, Spot, number_as_shown
from gouji.reading.formats.spreadsheet.number_formats import BUILT_IN
from gouji.reading.runs import Run
from gouji.report import UnreadableReport

if TYPE_CHECKING:
    from lxml.etree import _Element

    Element: TypeAlias = _Element

_WORKBOOK: Final = "xl/workbook.xml"
# A formula that no program has calculated yet would be read as a blank.
_NOT_CALCULATED: Final = (
    "电子表格里的公式没有保存计算结果，请用 Excel 或 WPS 打开、保存后重新报送。"
)
_REFERENCE = re.compile(r"\s*([A-Za-z]{1,3})(\d{1,7})\s*")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_EMPTY = re.compile(rb'<c r="[^<>]*/>')
_UNNAMED = re.compile(rb'<c(?! r=")[\s/>]')
_MOST_COLUMNS: Final = 16_384
_OFF: Final = frozenset({None, "0", "false"})
_WHITE: Final = frozenset(
    {("rgb", "FFFFFFFF"), ("rgb", "00FFFFFF"), ("theme", "0"), ("indexed", "9")}
)


def read_xlsx(document: bytes) -> Iterator[Sheet]:
    """The sheets that a workbook shows.

    Raises UnreadableReport where it is damaged, encrypted, too large, or holds formulas without results.
    """
    package = Package(document)
    names = frozenset(package.names)
    named = (target for kind, target in links_of(package).values() if kind == "officeDocument")
    workbook = next((name for name in (*named, _WORKBOOK) if name in names), None)
    if workbook is None:
        raise UnreadableReport(DAMAGED)
    links = links_of(package, workbook)
    root = parse_xml(package.read(workbook))
    book = _Book(package, {kind: name for kind, name in links.values() if name in names})
    book.since_1904 = any(about.get("date1904") not in _OFF for about in root.iter("{*}workbookPr"))
    for about in root.iter("{*}sheet"):
        link = next((v for k, v in about.items() if k.endswith("}id")), "")
        kind, name = links.get(link, ("", ""))
        if kind == "worksheet" and about.get("state", "visible") == "visible":
            if name not in names:
                raise UnreadableReport(DAMAGED)
            sheet = book.sheet(parse_xml(_without_empty(package.read(name))))
            sheet.name = about.get("name", "")
            if any("comment" in part.lower() for part in names):
                sheet.comments = _comments(package, name)
            yield sheet


def _without_empty(content: bytes) -> bytes:
    """A sheet's XML without its empty cells, most of what there is to parse.

    As it is where a cell without a name counts from those before it, or a comment or CDATA may look like one.
    """
    if b"!" in content:
        return content
    filled = _EMPTY.sub(b"", content)
    return content if _UNNAMED.search(filled) else filled


def _comments(package: Package, sheet: str) -> int:
    """How many comments of a sheet are open: each thread is there as an old comment, too, and may be done."""
    found: Counter[str] = Counter()
    for kind, name in links_of(package, sheet).values():
        if kind in {"comments", "threadedComment"} and name in package.names:
            root = parse_xml(package.read(name))
            found["all"] += sum(1 for _ in root.iter("{*}comment"))
            found["done"] += sum(
                about.get("done") not in _OFF for about in root.iter("{*}threadedComment")
            )
    return max(found["all"] - found["done"], 0)


class _Style(Struct, frozen=True):
    """How a cell is shown: its number format, whether its text is struck out, raised or not to be seen."""

    code: str = ""
    doubtful: bool = False


_PLAIN: Final = _Style()


class _Book:
    """Knows the styles and the shared texts of a workbook."""

    def __init__(self, package: Package, parts: Mapping[str, str]) -> None:
        self.since_1904 = False
        self._styles: dict[str | None, _Style] = {}
        self._strings: list[Run] = []
        if "styles" in parts:
            styles = _styles(parse_xml(package.read(parts["styles"])))
            self._styles = {str(number): style for number, style in enumerate(styles)}
        if "sharedStrings" in parts:
            self._strings = list(_strings(parse_xml(package.read(parts["sharedStrings"]))))

    def sheet(self, root: Element) -> Sheet:
        """What one sheet shows."""
        limits.check_time()
        sheet = Sheet()
        for column in root.iterfind("{*}cols/{*}col"):
            if column.get("hidden") not in _OFF or _is_zero(column.get("width")):
                last = min(_number(column.get("max")), _MOST_COLUMNS)
                sheet.hidden_columns |= set(range(_number(column.get("min")), last + 1))
        views = root.iterfind("{*}sheetViews/{*}sheetView")
        zeros = all(view.get("showZeros", "1") not in _OFF for view in views)
        for merged in root.iterfind("{*}mergeCells/{*}mergeCell"):
            first, _, last_cell = merged.get("ref", "").partition(":")
            sheet.merged.append((_spot(first), _spot(last_cell or first)))
        data = root.find("{*}sheetData")
        if data is not None:
            self._take_cells(sheet, data, zeros=zeros)
        return sheet

    def _take_cells(self, sheet: Sheet, data: Element, *, zeros: bool) -> None:
        for r, row in _rows(data):
            if row.get("hidden") not in _OFF or _is_zero(row.get("ht")):
                sheet.hidden_rows.add(r)
        size = 0
        namespace = _namespace(data)
        value, formula = f"{namespace}v", f"{namespace}f"
        for place, cell in _cells(data):
            stored, calculated = None, False
            for child in cell:
                if child.tag == value:
                    stored = child.text or ""
                elif child.tag == formula:
                    calculated = True
            shown = self._shown(cell, stored, calculated=calculated, zeros=zeros)
            text = shown.text
            size += len(text)
            # A sheet has one cell in a place.
            if shown.doubtful or sheet.texts.get(place, text) != text:
                sheet.doubtful.add(place)
            sheet.texts[place] = text
        limits.check_text(size)  # cells may share a long text

    def _shown(self, cell: Element, stored: str | None, *, calculated: bool, zeros: bool) -> Run:
        """What a cell shows of its stored value, or the text within it; `calculated`: by a formula."""
        kind, style = cell.get("t", "n"), self._style(cell.get("s"))
        value = (stored or "").strip()
        if kind == "inlineStr":
            texts = [_string(node) for node in cell.iterfind("{*}is")]
            run = Run("".join(t.text for t in texts), any(t.doubtful for t in texts))
        elif kind == "str":
            run = Run(_unescaped(stored or ""))
        elif kind == "s":
            run = self._shared(value)
        elif value:
            run = self._plain(kind, value, style, zeros=zeros)
        else:
            run = Run("")
        if calculated and not run.text and (kind != "str" or stored is None):
            raise UnreadableReport(_NOT_CALCULATED)
        if style.doubtful and run.text.strip():
            return Run(run.text, doubtful=True)
        return run

    def _plain(self, kind: str, value: str, style: _Style, *, zeros: bool) -> Run:
        """A number, a truth value, a date or an error (#REF! and the like)."""
        if kind == "n":
            return number_as_shown(value, style.code, zeros=zeros, since_1904=self.since_1904)
        if kind == "b":
            return Run("TRUE" if value == "1" else "FALSE")
        return Run(value, doubtful=kind != "d")

    def _shared(self, value: str) -> Run:
        """A shared string. Some writers number none for an empty cell; a number that leads nowhere is doubtful."""
        index = int(value) if value.isdecimal() and len(value) < 8 else len(self._strings)
        if index < len(self._strings):
            return self._strings[index]
        return Run("#", doubtful=True) if value else Run("")

    def _style(self, index: str | None) -> _Style:
        known = self._styles.get(index)
        return known if known else self._styles.get(str(_number(index)), _PLAIN)


def _styles(root: Element) -> Iterator[_Style]:
    codes = dict(BUILT_IN)
    for code in root.iterfind("{*}numFmts/{*}numFmt"):
        codes[_number(code.get("numFmtId"))] = code.get("formatCode", "")
    fonts = list(root.iterfind("{*}fonts/{*}font"))
    doubtful = [_is_doubtful(font) for font in fonts]
    white = [
        any(set(colour.items()) & _WHITE for colour in font.iterfind("{*}color")) for font in fonts
    ]
    plain = {
        i
        for i, fill in enumerate(root.iterfind("{*}fills/{*}fill"))
        if fill.find("{*}patternFill[@patternType='none']") is not None or not len(fill)
    }
    for style in root.iterfind("{*}cellXfs/{*}xf"):
        font, fill = _number(style.get("fontId")), _number(style.get("fillId"))
        known = font < len(fonts)
        unseen = known and white[font] and fill in plain
        code = codes.get(_number(style.get("numFmtId")), "")
        yield _Style(code, known and (doubtful[font] or unseen))


def _rows(data: Element) -> Iterator[tuple[int, Element]]:
    """The rows with their numbers; one without a number stands below the one before it."""
    r = 0
    for row in data.iterchildren(f"{_namespace(data)}row"):
        limits.check_time()
        r = _number(row.get("r")) or r + 1
        yield r, row


def _cells(data: Element) -> Iterator[tuple[Spot, Element]]:
    """The cells that hold something, with their places."""
    namespace = _namespace(data)
    tag, held = f"{namespace}c", (f"{namespace}v", f"{namespace}f", "{*}is")
    # Most cells of a sheet are empty: what stands in the others leads to them.
    filled = list(dict.fromkeys(node.getparent() for node in data.iter(*held)))
    limits.check_cells(len(filled))
    references = [cell.get("r", "") for cell in filled if cell is not None]
    if all(references):
        yield from zip(map(_spot, references), filled, strict=True)
        return
    for r, row in _rows(data):
        c = 0
        for cell in row.iterchildren(tag):
            # A cell without a reference stands behind the one before it.
            spot = _spot(cell.get("r", "")) if cell.get("r") else (r, c + 1)
            c = spot[1]
            if len(cell):
                yield spot, cell


@lru_cache(maxsize=4096)
def _spot(reference: str) -> Spot:
    """Row and column of a cell's name: B3 is (3, 2)."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        raise UnreadableReport(DAMAGED)
    column = 0
    for letter in match[1].upper():
        column = 26 * column + ord(letter) - 64
    return int(match[2]), column


def _strings(root: Element) -> Iterator[Run]:
    """The texts that cells share."""
    namespace = _namespace(root)
    text = f"{namespace}t"
    # Few workbooks have texts with more than letters: struck out, raised, with something beside them.
    odd = (f"{namespace}{name}" for name in ("strike", "vertAlign", "rPh"))
    is_plain = next(root.iter(*odd), None) is None
    for node in root.iterfind("{*}si"):
        if is_plain:
            yield Run(_unescaped("".join([piece.text or "" for piece in node.iter(text)])))
        else:
            yield _string(node)


def _string(node: Element) -> Run:
    """A text with its runs, without what is read beside it (`rPh`)."""
    namespace = _namespace(node)
    text, run = f"{namespace}t", f"{namespace}r"
    pieces = []
    for child in node:
        if child.tag == text:
            pieces.append(child.text or "")
        elif child.tag == run:
            pieces += [inner.text or "" for inner in child if inner.tag == text]
    return Run(_unescaped("".join(pieces)), _is_doubtful(node))


def _unescaped(text: str) -> str:
    """Characters that XML cannot hold are written as _x000D_ (22.9.2.19)."""
    return _ESCAPED.sub(lambda m: chr(int(m[1], 16)), text) if "_x" in text else text


def _is_doubtful(node: Element) -> bool:
    """Whether a font, or one within a text, strikes out, raises or lowers."""
    namespace = _namespace(node)
    struck = any(mark.get("val", "1") not in _OFF for mark in node.iter(f"{namespace}strike"))
    raised = any(mark.get("val") != "baseline" for mark in node.iter(f"{namespace}vertAlign"))
    return struck or raised


def _namespace(node: Element) -> str:
    """The namespace of an element, as its tag begins with it."""
    return str(node.tag)[: str(node.tag).find("}") + 1]


def _is_zero(size: str | None) -> bool:
    return size is not None and not size.strip("0.")


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 8 else 0
