"""OFD (GB/T 33190) → paragraphs and grids: the same geometry as PDF, from XML in a zip package."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final, TypeAlias

from msgspec.structs import replace

from gouji.reading import limits
from gouji.reading.document import Document
from gouji.reading.files.packages import ENCRYPTED, Package, parse_xml
from gouji.reading.pages.glyphs import OBLIQUE, Glyph, is_figure
from gouji.reading.pages.layout import FULL, Page, document_of, quarters_of
from gouji.reading.pages.rulings import Segment
from gouji.report import ScannedReport, UnreadableReport

if TYPE_CHECKING:
    from lxml.etree import _Element

    Element: TypeAlias = _Element

_POINTS: Final = 72 / 25.4  # OFD measures in millimetres
_DAMAGED: Final = "OFD 文件已损坏，打不开，请重新导出后报送，或报送 Word 文档（.docx）。"
_NO_TEXT: Final = (
    "这份 OFD 里没有文字，文字可能已转成了图形，请报送可编辑的 Word 文档（.docx）或带文字的 PDF。"
)
SCANNED: Final = (
    "这份 OFD 是扫描件，没有可读的文字，请报送可编辑的 Word 文档（.docx）或带文字的 PDF。"
)
# In a package that has it (GM/T 0099) parts are encrypted, and others may stand in their places.
_ENCRYPTIONS: Final = "encryptions.xml"
_A4: Final = [0.0, 0.0, 210.0, 297.0]  # millimetres
_THIN: Final = 0.9  # millimetres; a filled shape thinner than this is a line
_STEP = re.compile(r"([MLSQBAC])([^MLSQBAC]*)")
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_FARTHEST: Final = 1e6  # millimetres; nothing is drawn so far off
_SOME: Final = 32  # objects after which the time is looked at
_MOST_REPEATS: Final = 10_000

_PALE: Final = (
    128  # of 255; lighter text may be lost on what it stands on: that is not looked at here
)
_INHERITED: Final = 20  # parameters that a parameter may build on

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
_IDENTITY: Final[Matrix] = (1, 0, 0, 1, 0, 0)


def read_ofd(document: bytes) -> Document:
    """Read an OFD. Raises ScannedReport where no page has text, UnreadableReport where it is damaged."""
    return document_of(pages_of(document))


def pages_of(document: bytes) -> list[Page]:
    """What stands on each page. Raises as `read_ofd` does."""
    reader = _Reader(Package(document))
    try:
        pages = list(reader.pages())
    # A number that is none, a part that is not there.
    except (ValueError, KeyError, IndexError) as error:
        raise UnreadableReport(_DAMAGED) from error
    if not any(page.glyphs for page in pages):
        raise (
            ScannedReport(SCANNED)
            if any(page.picture for page in pages)
            else UnreadableReport(_NO_TEXT)
        )
    return pages


class _Reader:
    """Goes from OFD.xml to the pages of the first document."""

    def __init__(self, package: Package) -> None:
        self._package = package
        # Writers for Windows name parts in another case than the files have.
        self._names = {_folded(name): name for name in package.names}
        if _ENCRYPTIONS in self._names:
            raise UnreadableReport(ENCRYPTED)

    def pages(self) -> Iterator[Page]:
        """Each page with its template's and its own objects."""
        entry = self._xml("OFD.xml")
        path = _joined("", f"/{_text(entry, './/DocRoot')}")
        root = self._xml(path)
        folder = posixpath.dirname(path)
        area = _box(root.find(".//CommonData/PageArea")) or _A4
        templates = {
            node.get("ID", ""): _joined(folder, node.get("BaseLoc", ""))
            for node in root.iter("TemplatePage")
        }
        parts = [
            (node.get("ID", ""), node.get("BaseLoc", "")) for node in root.iterfind(".//Pages/Page")
        ]
        limits.check_pages(len(parts))
        inks = self._inks(root, folder)
        notes = self._notes(root, folder)
        glyphs = segments = 0
        for number, (identity, part) in enumerate(parts, 1):
            limits.check_time()
            content = self._xml(_joined(folder, part))
            own = _box(content.find(".//Area")) or area
            page = Page(number, max(own[2], 1) * _POINTS, max(own[3], 1) * _POINTS)
            for template in content.iter("Template"):
                name = templates.get(template.get("TemplateID", ""))
                if name:
                    _gather(self._xml(name), page, inks)
            _gather(content, page, inks)
            for note in notes.get(identity, ()):
                page.glyphs += _noted(self._xml(note))
            glyphs, segments = glyphs + len(page.glyphs), segments + len(page.segments)
            limits.check_drawing(glyphs, segments)
            yield page

    def _inks(self, root: Element, folder: str) -> _Inks:
        """The drawing parameters of the document's resources."""
        inks = _Inks()
        for node in root.iter("PublicRes", "DocumentRes"):
            name = _joined(folder, (node.text or "").strip())
            if _folded(name) in self._names:
                inks.add(self._xml(name))
        return inks

    def _notes(self, root: Element, folder: str) -> dict[str, list[str]]:
        """The files of notes and stamps that are laid over each page."""
        notes: dict[str, list[str]] = {}
        for node in root.iter("Annotations"):
            name = _joined(folder, (node.text or "").strip())
            if _folded(name) not in self._names:
                continue
            for page in self._xml(name).iter("Page"):
                part = _joined(posixpath.dirname(name), _text(page, "FileLoc", ""))
                if _folded(part) in self._names:
                    notes.setdefault(page.get("PageID", ""), []).append(part)
        return notes

    def _xml(self, name: str) -> Element:
        if _folded(name) not in self._names:
            raise UnreadableReport(_DAMAGED)
        return _without_namespaces(parse_xml(self._package.read(self._names[_folded(name)])))


def _folded(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _without_namespaces(root: Element) -> Element:
    """The elements by their local names: the namespace is another one in older writers' files, or none."""
    for node in root.iter("{*}*"):
        _, brace, local = str(node.tag).rpartition("}")
        if brace:
            node.tag = local
    return root


def _joined(folder: str, name: str) -> str:
    """A part's name: absolute, or relative to the document's folder."""
    name = name.replace("\\", "/")
    return posixpath.normpath(name.lstrip("/") if name.startswith("/") else f"{folder}/{name}")


def _text(node: Element, path: str, default: str | None = None) -> str:
    found = node.find(path)
    if found is None or not found.text:
        if default is None:
            raise UnreadableReport(_DAMAGED)
        return default
    return found.text.strip()


def _box(area: Element | None) -> list[float]:
    """A page's size as its area gives it; empty where it does not."""
    if area is None:
        return []
    boxes = (_numbers(_text(area, name, "")) for name in ("PhysicalBox", "ApplicationBox"))
    return next((box for box in boxes if len(box) == 4), [])


def _numbers(text: str) -> list[float]:
    return _checked([float(word) for word in text.split()])


def _number(text: str) -> float:
    return _checked([float(text)])[0]


def _checked(numbers: list[float]) -> list[float]:
    for number in numbers:
        if not -_FARTHEST < number < _FARTHEST:
            raise ValueError(number)
    return numbers


class _Inks:
    """What drawing parameters fill with; each may build on another one (GB/T 33190, 8.2)."""

    def __init__(self) -> None:
        self._nodes: dict[str, Element] = {}

    def add(self, resources: Element) -> None:
        """Take the parameters of a file."""
        self._nodes |= {node.get("ID", ""): node for node in resources.iter("DrawParam")}

    def shows(self, text: Element) -> bool:
        """Whether a text is certainly seen: filled, with a colour that is dark and not transparent."""
        if text.get("Alpha") == "0":
            return False
        if text.get("Fill", "true") == "false":
            return text.get("Stroke", "false") == "true"
        colour = self._colour(text)
        return colour is None or (colour.get("Alpha") != "0" and _is_dark(colour))

    def _colour(self, text: Element) -> Element | None:
        """Its own colour, else that of its parameters, else that of its layer's; None: black."""
        layer = next(text.iterancestors("Layer"), None)
        node: Element | None = text
        for name in (text.get("DrawParam"), None if layer is None else layer.get("DrawParam")):
            for _ in range(_INHERITED):
                if node is None:
                    break
                colour = node.find("FillColor")
                if colour is not None:
                    return colour
                above = name if node is text else node.get("Relative")
                node = self._nodes.get(above or "")
            node = text
        return None


def _is_dark(colour: Element) -> bool:
    values = _components(colour.get("Value", ""))
    if len(values) == 4:  # cyan, magenta, yellow, black
        values = [255 - min(part + values[3], 255) for part in values[:3]]
    return sum(values) / len(values) <= _PALE if values else len(colour) == 0


def _components(value: str) -> list[float]:
    """`255 0 0`, `#FF #00 #00`, `#FF0000`."""
    if "#" not in value:
        return _numbers(value)
    digits = re.sub(r"[#\s]", "", value)
    return [float(int(digits[i : i + 2], 16)) for i in range(0, len(digits), 2)]


def _gather(content: Element, page: Page, inks: _Inks) -> None:
    # A visible block may stand in another one.
    objects = content.iter("TextObject", "PathObject", "ImageObject")
    for i, node in enumerate(objects):
        if not i % _SOME:
            limits.check_time()
        limits.check_drawing(len(page.glyphs), len(page.segments))
        if node.get("Visible") == "false":
            continue
        if node.tag == "TextObject":
            shown = inks.shows(node)
            page.glyphs += _glyphs(node) if shown else map(_doubted, _glyphs(node))
        elif node.tag == "PathObject":
            outlines = _drawn(node)
            page.segments += _segments(outlines, node)
            _cover(page, outlines, node)
        else:
            box = _numbers(node.get("Boundary", "0 0 0 0"))
            share = box[2] * box[3] * _POINTS**2 / (page.width * page.height)
            page.picture = max(page.picture, share)
    if page.picture > FULL and any(n.get("Alpha") == "0" for n in content.iter("TextObject")):
        page.glyphs = []  # recognised text laid unseen over a scan


def _doubted(glyph: Glyph) -> Glyph:
    return replace(glyph, doubtful=True) if is_figure(glyph) else glyph


def _cover(page: Page, outlines: Sequence[Sequence[Point]], path: Element) -> None:
    """Doubt the figures that a filled shape is drawn over."""
    if path.get("Fill", "false") != "true" or path.get("Alpha") == "0" or not page.glyphs:
        return
    points = [point for outline in outlines for point in outline]
    if not points:
        return
    x0, x1 = min(x for x, _ in points), max(x for x, _ in points)
    y0, y1 = min(y for _, y in points), max(y for _, y in points)
    for i, glyph in enumerate(page.glyphs):
        x, y = glyph.centre
        if x0 <= x <= x1 and y0 <= y <= y1:
            page.glyphs[i] = _doubted(glyph)


def _noted(notes: Element) -> Iterator[Glyph]:
    """The characters of notes. How they go with what is below them is not known: their figures are doubtful."""
    for note in notes.iter("Annot"):
        if note.get("Visible") == "false":
            continue
        for appearance in note.iter("Appearance"):
            left, top = _numbers(appearance.get("Boundary", "0 0 0 0"))[:2]
            for text in appearance.iter("TextObject"):
                for g in _glyphs(text):
                    x, y = left * _POINTS, top * _POINTS
                    yield _doubted(Glyph(g.text, g.x0 + x, g.y0 + y, g.x1 + x, g.y1 + y, g.turn))


def _place(node: Element) -> tuple[list[float], Matrix]:
    boundary = _numbers(node.get("Boundary", "0 0 0 0"))
    stated = node.get("CTM")
    if stated is None:
        return boundary, _IDENTITY
    a, b, c, d, e, f = _numbers(stated)
    return boundary, (a, b, c, d, e, f)


def _to_page(boundary: list[float], m: Matrix, x: float, y: float) -> Point:
    """From an object's own coordinates to points on the page; y goes down in both."""
    return (
        (boundary[0] + m[0] * x + m[2] * y + m[4]) * _POINTS,
        (boundary[1] + m[1] * x + m[3] * y + m[5]) * _POINTS,
    )


def _glyphs(node: Element) -> Iterator[Glyph]:
    boundary, matrix = _place(node)
    size = _number(node.get("Size", "0"))
    stretch = _number(node.get("HScale", "1"))
    turn = quarters_of(matrix[0], -matrix[1], -matrix[2], matrix[3])
    if turn != OBLIQUE:
        turn = (turn + int(_number(node.get("CharDirection", "0")) // 90)) % 4
    for code in node.iter("TextCode"):
        x, y = _number(code.get("X", "0")), _number(code.get("Y", "0"))
        text = code.text or ""
        across = _deltas(code.get("DeltaX", ""), len(text))
        down = _deltas(code.get("DeltaY", ""), len(text))
        for i, ch in enumerate(text):
            width = size * stretch * (0.5 if ch.isascii() else 1.0)
            # The point is the left end of the baseline: most of a character stands above it.
            x0, y0 = _to_page(boundary, matrix, x, y - 0.8 * size)
            x1, y1 = _to_page(boundary, matrix, x + width, y + 0.2 * size)
            if ch.strip():
                yield Glyph(ch, min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1), turn)
            x += across[i] if i < len(across) else (0 if down else width)
            y += down[i] if i < len(down) else 0


def _deltas(text: str, most: int) -> list[float]:
    """`g 5 3.2` stands for 3.2 five times (GB/T 33190, 11.3)."""
    words = text.split()
    deltas: list[float] = []
    i = 0
    while i < len(words) and len(deltas) < most:
        if words[i] == "g":
            deltas += [_number(words[i + 2])] * min(int(words[i + 1]), _MOST_REPEATS)
            i += 3
        else:
            deltas.append(_number(words[i]))
            i += 1
    return deltas


def _segments(outlines: Sequence[Sequence[Point]], path: Element) -> Iterator[Segment]:
    stroked = path.get("Stroke", "true") == "true"
    filled = path.get("Fill", "false") == "true"
    for points in outlines:
        xs, ys = [x for x, _ in points], [y for _, y in points]
        x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
        if min(x1 - x0, y1 - y0) <= _THIN * _POINTS and (filled or stroked):
            middle_x, middle_y = (x0 + x1) / 2, (y0 + y1) / 2
            across = x1 - x0 >= y1 - y0
            yield (
                Segment(x0, middle_y, x1, middle_y)
                if across
                else Segment(middle_x, y0, middle_x, y1)
            )
        elif stroked:
            for (ax, ay), (bx, by) in pairwise(points):
                if min(abs(ax - bx), abs(ay - by)) <= 0.5:
                    yield Segment(ax, ay, bx, by)


def _drawn(path: Element) -> list[list[Point]]:
    """The outlines of a path, on the page."""
    boundary, matrix = _place(path)
    return [
        [_to_page(boundary, matrix, x, y) for x, y in outline]
        for outline in _outlines(_text(path, "AbbreviatedData", ""))
    ]


# How many numbers follow each operator; the last two are where it ends.
_TAKES: Final = {"M": 2, "S": 2, "L": 2, "Q": 4, "B": 6, "A": 7}


def _outlines(data: str) -> Iterator[list[Point]]:
    """The continuous runs of points of a path; curves go straight to their ends."""
    outline: list[Point] = []
    for operator, rest in _STEP.findall(data):
        if operator == "C":
            outline += outline[:1]
            continue
        takes = _TAKES[operator]
        numbers = _checked([float(number) for number in _NUMBER.findall(rest)])
        for end in range(takes, len(numbers) + 1, takes):
            if operator in "MS":
                if len(outline) > 1:
                    yield outline
                outline = []
            outline.append((numbers[end - 2], numbers[end - 1]))
    if len(outline) > 1:
        yield outline
