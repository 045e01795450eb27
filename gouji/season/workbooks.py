"""Workbooks of Excel 2007 and later (.xlsx) → the texts of their visible sheets.

A short reader on the standard library: what judges and answers does without the packages that read reports. It takes
less care than the reader of reports, where it matters how a number is shown: a roster is made of texts.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from io import BytesIO
from typing import Final
from xml.etree.ElementTree import Element, ParseError, fromstring, iterparse

from gouji.facts.office_files import Fault
from gouji.season.grids import MOST_ROWS, Grid, Place
from gouji.season.office_files import MOST_BYTES, MalformedFile
from gouji.text import lazy_pattern

_MOST_PART: Final = 16 * 1024 * 1024  # bytes of one part, unzipped
_MOST_COLUMNS: Final = 200
_MOST_MERGED: Final = 1_000_000  # places of merged cells together
_REFERENCE: Final = lazy_pattern(r"([A-Z]{1,3})([0-9]{1,7})")
_ESCAPED: Final = lazy_pattern(r"_x([0-9A-Fa-f]{4})_")
_DOCTYPES: Final = tuple("<!DOCTYPE".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))
_BROKEN: Final = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError, KeyError, ParseError),
    *(RuntimeError, NotImplementedError, ValueError, LookupError),
)
_WORKBOOK: Final = "xl/workbook.xml"

_Cells = dict[int, dict[int, str]]  # by line from 1 and column from 0
_Span = tuple[int, int, int, int]  # top, left, bottom, right: rows from 1, columns from 0


def sheets_of(content: bytes, file: str) -> Iterator[Grid]:
    """The visible sheets that have anything in them, in their order. Raises MalformedFile."""
    if len(content) > MOST_BYTES:
        raise MalformedFile([Fault(file, 0, "too_large")])
    try:
        yield from _sheets(_Package(content), file)
    except _TooLarge as error:
        raise MalformedFile([Fault(file, 0, "too_large")]) from error
    except _BROKEN as error:
        raise MalformedFile([Fault(file, 0, "not_xlsx")]) from error


class _TooLarge(Exception):
    """A part is larger than any roster."""


class _Package:
    """The parts of a workbook and what they link to."""

    def __init__(self, content: bytes) -> None:
        self._archive = zipfile.ZipFile(BytesIO(content))

    def read(self, part: str) -> bytes:
        """Unzip a part; what the directory says of its size is not believed. A DTD is nothing that Excel writes."""
        with self._archive.open(part) as stream:
            content = stream.read(_MOST_PART + 1)
        if len(content) > _MOST_PART:
            raise _TooLarge
        if any(doctype in content for doctype in _DOCTYPES):
            raise ValueError(part)
        return content

    def xml(self, part: str) -> Element:
        """A part as XML."""
        return fromstring(self.read(part))  # noqa: S314 - without a DTD there are no entities

    def links(self, part: str) -> Mapping[str, tuple[str, str]]:
        """What a part links to: by id, the kind of part and its name."""
        folder, name = posixpath.split(part)
        relations = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        return {
            link.get("Id", ""): (
                link.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, link.get("Target", "")))[1:],
            )
            for link in relations.iterfind("{*}Relationship")
        }


def _sheets(package: _Package, file: str) -> Iterator[Grid]:
    named = (name for kind, name in package.links("").values() if kind == "officeDocument")
    workbook = next(named, _WORKBOOK)
    book, links = package.xml(workbook), package.links(workbook)
    if not book.tag.endswith("}workbook"):
        raise ValueError(workbook)  # a document of another program
    texts = next((part for kind, part in links.values() if kind == "sharedStrings"), None)
    strings = [_text(node) for node in package.xml(texts).iterfind("{*}si")] if texts else []
    for about in book.iterfind("{*}sheets/{*}sheet"):
        link = next((value for key, value in about.items() if key.endswith("}id")), "")
        kind, part = links.get(link, ("", ""))
        if kind == "worksheet" and about.get("state", "visible") == "visible":
            grid = _sheet(package.read(part), strings, file, about.get("name", ""))
            if grid.rows:
                yield grid


def _sheet(content: bytes, strings: Sequence[str], file: str, name: str) -> Grid:
    """The cells of a sheet that hold something; the places of a merged cell all have its text."""
    cells: _Cells = {}
    odd: dict[Place, Fault] = {}
    merged: list[_Span] = []
    for line, row in _rows(content, merged):
        found, wrong = dict(_cells(row, strings)), _odd(row, Fault(file, line, "not_calculated"))
        if wrong or any(text.strip() for text in found.values()):
            cells[line] = found
        odd |= wrong
        if len(cells) > MOST_ROWS:
            raise MalformedFile([Fault(file, line, "too_many_rows")])
    repeated = frozenset(_repeated(cells, merged))
    rows = [
        (line, tuple(row.get(column, "") for column in range(max(row) + 1)))
        for line, row in sorted(cells.items())
    ]
    return Grid(tuple(rows), odd=odd, sheet=name, repeated=repeated)


def _rows(content: bytes, merged: list[_Span]) -> Iterator[tuple[int, Element]]:
    """The rows with their lines, one at a time; beside them `merged` is filled."""
    line = 0
    data: Element | None = None
    for event, node in iterparse(BytesIO(content), ["start", "end"]):  # noqa: S314 - no DTD
        kind = node.tag.rpartition("}")[2]
        if kind == "sheetData":
            data = node
        elif kind == "row" and event == "end" and data is not None:
            line = int(node.get("r") or line + 1)
            yield line, node
            data.clear()  # a sheet may end in a million empty rows
        elif kind == "mergeCell" and event == "end":
            merged.append(_span(node.get("ref", "")))


def _cells(row: Element, strings: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The columns of a row with their texts."""
    for column, cell in _placed(row):
        yield column, _shown(cell, strings)


def _placed(row: Element) -> Iterator[tuple[int, Element]]:
    """The cells that hold something; one without a reference stands behind the one before it."""
    column = -1
    for cell in row.iterfind("{*}c"):
        reference = cell.get("r")
        column = _place(reference)[1] if reference else column + 1
        if column < _MOST_COLUMNS and len(cell):
            yield column, cell


def _shown(cell: Element, strings: Sequence[str]) -> str:
    """The text of a cell: shared, within it, of a formula, a truth value or a number."""
    kind, value = cell.get("t", "n"), cell.findtext("{*}v") or ""
    match kind:
        case "s":
            return strings[int(value)] if value.strip() else ""
        case "inlineStr":
            return "".join(_text(node) for node in cell.iterfind("{*}is"))
        case "b":
            return "TRUE" if value.strip() == "1" else "FALSE"
        case "n":
            return _number(value.strip())
        case _:
            return _unescaped(value)


def _number(value: str) -> str:
    """A number as text: a whole one without a point, whatever way it is stored."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    whole = number.is_finite() and abs(number) < 10**15 and number == number.to_integral_value()
    return str(int(number)) if whole else value


def _odd(row: Element, fault: Fault) -> dict[Place, Fault]:
    """Formulas that no program calculated yet, and those whose result is an error."""
    odd: dict[Place, Fault] = {}
    for column, cell in _placed(row):
        if cell.find("{*}f") is not None and cell.find("{*}v") is None:
            odd[fault.line, column] = fault
        elif cell.get("t") == "e":
            value = cell.findtext("{*}v") or ""
            odd[fault.line, column] = Fault(fault.file, fault.line, "error_value", value)
    return odd


def _repeated(cells: _Cells, merged: Sequence[_Span]) -> Iterator[Place]:
    """Give the places of merged cells their texts, and tell those that lie below the first line.

    Only lines that hold something: a merged column may reach down to the end of the sheet.
    """
    lines, places = sorted(cells), 0
    for top, left, bottom, right in merged:
        columns = range(left, min(right, _MOST_COLUMNS) + 1)
        below = lines[bisect_left(lines, top) : bisect_right(lines, bottom)]
        places += len(below) * len(columns)
        if places > _MOST_MERGED:
            raise _TooLarge
        text = cells.get(top, {}).get(left, "")
        for line in below if text else ():
            cells[line].update(dict.fromkeys(columns, text))
            yield from ((line, column) for column in columns if line > top)


def _span(reference: str) -> _Span:
    first, _, last = reference.partition(":")
    return *_place(first), *_place(last or first)


def _place(reference: str) -> tuple[int, int]:
    """Line from 1 and column from 0 of a cell's name: B3 is (3, 1). ValueError where it is none."""
    match = _REFERENCE.fullmatch(reference.strip().upper())
    if match is None:
        raise ValueError(reference)
    column = 0
    for letter in match[1]:
        column = 26 * column + ord(letter) - 64
    return int(match[2]), column - 1


def _text(node: Element) -> str:
    """A text with its runs, without what is read beside it (`rPh`)."""
    own = [*node.iterfind("{*}t"), *node.iterfind("{*}r/{*}t")]
    return _unescaped("".join(piece.text or "" for piece in own))


def _unescaped(text: str) -> str:
    """Characters that XML cannot hold are written as _x000D_ (ECMA-376, 22.9.2.19)."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text
