"""What an .xlsx file shows of its cells, which calamine does not tell: number formats, hidden rows, struck-out text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias

from gouji.reading import limits
from gouji.reading.number_formats import BUILT_IN, shown
from gouji.reading.packages import Package, links_of, parse_xml
from gouji.reading.values import DOUBTFUL

if TYPE_CHECKING:
    from lxml.etree import _Element

    Element: TypeAlias = _Element

_WORKBOOK: Final = "xl/workbook.xml"
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_MOST_COLUMNS: Final = 16_384
_OFF: Final = frozenset({None, "0", "false"})
_DATES = re.compile(r"[ymdhs]", re.IGNORECASE)
_BESIDE_DATES = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|general', re.IGNORECASE)


@dataclass(slots=True)
class SheetLooks:
    """Of one sheet, by 1-based row and column: texts that differ from the stored values, what is doubtful or hidden."""

    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    doubtful: set[tuple[int, int]] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


def looks_of(package: Package) -> dict[str, SheetLooks]:
    """The looks of each sheet by its name; empty where the package is no .xlsx."""
    if _WORKBOOK not in package.names:
        return {}
    links = links_of(package, _WORKBOOK)
    by_kind = {kind: name for kind, name in links.values() if name in package.names}
    reader = _Reader(package, by_kind)
    found: dict[str, SheetLooks] = {}
    for sheet in parse_xml(package.read(_WORKBOOK)).iter("{*}sheet"):
        link = next((v for k, v in sheet.items() if k.endswith("}id")), "")
        _, name = links.get(link, ("", ""))
        if name in package.names:
            found[sheet.get("name", "")] = reader.sheet(parse_xml(package.read(name)))
    return found


class _Reader:
    """Knows the styles and the shared texts of a workbook."""

    def __init__(self, package: Package, parts: dict[str, str]) -> None:
        self._formats: list[str] = []
        self._doubtful_styles: set[int] = set()
        self._doubtful_texts: set[int] = set()
        if "styles" in parts:
            self._take_styles(parse_xml(package.read(parts["styles"])))
        if "sharedStrings" in parts:
            strings = parse_xml(package.read(parts["sharedStrings"])).iter("{*}si")
            self._doubtful_texts = {i for i, text in enumerate(strings) if _is_doubtful(text)}

    def _take_styles(self, root: Element) -> None:
        codes = dict(BUILT_IN)
        for code in root.iterfind("{*}numFmts/{*}numFmt"):
            codes[_number(code.get("numFmtId"))] = code.get("formatCode", "")
        fonts = list(root.iterfind("{*}fonts/{*}font"))
        for i, style in enumerate(root.iterfind("{*}cellXfs/{*}xf")):
            self._formats.append(codes.get(_number(style.get("numFmtId")), ""))
            font = _number(style.get("fontId"))
            if font < len(fonts) and _is_doubtful(fonts[font]):
                self._doubtful_styles.add(i)

    def sheet(self, root: Element) -> SheetLooks:
        """What one sheet shows."""
        looks = SheetLooks()
        for column in root.iterfind("{*}cols/{*}col"):
            if column.get("hidden") not in _OFF or _is_zero(column.get("width")):
                last = min(_number(column.get("max")), _MOST_COLUMNS)
                looks.hidden_columns |= set(range(_number(column.get("min")), last + 1))
        zeros = all(view.get("showZeros", "1") not in _OFF for view in root.iter("{*}sheetView"))
        r = 0
        for row in root.iterfind("{*}sheetData/{*}row"):
            limits.check_time()
            r = _number(row.get("r")) or r + 1
            if row.get("hidden") not in _OFF or _is_zero(row.get("ht")):
                looks.hidden_rows.add(r)
            for place, cell in _cells(row, r):
                if len(cell):  # most cells of a sheet are empty
                    self._take(looks, place, cell, zeros=zeros)
        return looks

    def _take(
        self, looks: SheetLooks, place: tuple[int, int], cell: Element, *, zeros: bool
    ) -> None:
        kind, style = cell.get("t", "n"), _number(cell.get("s"))
        value = cell.findtext("{*}v", "").strip()
        if kind == "e":
            looks.texts[place] = DOUBTFUL + value  # #REF! and the like
        elif kind == "n" and value and style < len(self._formats):
            text = number_as_shown(value, self._formats[style], zeros=zeros)
            if text is not None:
                looks.texts[place] = text
        raised = kind == "s" and value.isdecimal() and int(value) in self._doubtful_texts
        if raised or style in self._doubtful_styles or (kind == "inlineStr" and _is_doubtful(cell)):
            looks.doubtful.add(place)


def _cells(row: Element, r: int) -> Iterator[tuple[tuple[int, int], Element]]:
    c = 0
    for cell in row.iterfind("{*}c"):
        match = _REFERENCE.fullmatch(cell.get("r", ""))
        c = _column(match[1]) if match else c + 1
        yield (int(match[2]) if match else r, c), cell


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number


def number_as_shown(value: str, code: str, *, zeros: bool) -> str | None:
    """The text of a number where its format matters; a date is told by calamine."""
    try:
        number = float(value)
    except ValueError:
        return DOUBTFUL + value
    if number == 0 and not zeros:
        return ""
    if not code or _DATES.search(_BESIDE_DATES.sub("", code)):
        return None
    text = shown(number, code)
    return DOUBTFUL + value if text is None else text


def _is_doubtful(node: Element) -> bool:
    """Whether a font, or one within a text, strikes out, raises or lowers."""
    struck = any(mark.get("val", "1") not in _OFF for mark in node.iter("{*}strike"))
    raised = any(mark.get("val") != "baseline" for mark in node.iter("{*}vertAlign"))
    return struck or raised


def _is_zero(size: str | None) -> bool:
    return size is not None and not size.strip("0.")


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 8 else 0
