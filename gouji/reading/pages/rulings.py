"""Ruling lines and glyphs of a page → grids and lines of text. Pure geometry: PDF, OFD and scans share it.

All coordinates are points from the page's top left corner.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from gouji.reading import limits
from gouji.reading.document import Grid, GridCell
from gouji.reading.runs import Run, Runs, Text
from gouji.report import Box

_THICK: Final = (
    3.0  # lines this near each other are one: double rules, borders of neighbouring cells
)
_GAP: Final = 4.0  # the longest gap within one line: dashes, corners that do not meet
_ALIGNED: Final = 0.5  # points by which the dots of a line may differ
_SHORTEST: Final = 4.0  # shorter pieces count only as parts of a longer line
_SPACE: Final = 0.4  # of the glyphs' height; a wider gap parts two words
_DIGIT_SPACE: Final = 0.2  # a wider gap parts two numbers
_TOUCH: Final = 0.05  # of their height; digits nearer to each other are one figure's
_SMALL: Final = 0.8  # of the tallest digit beside it; a smaller digit is a note's
_PADDING: Final = 6.0  # between a cell's border and its text
_FIGURES = re.compile(r"[\d,.]+")
_MIDDLE: Final = (0.3, 0.7)  # of a glyph's height; a line through here strikes it out


_PARTS: Final = frozenset(".,-+．，－＋")  # of a number, beside digits
OBLIQUE: Final = -1  # how a character is turned that stands askew or is mirrored


class Segment(Struct, frozen=True, gc=False):
    """A piece of a straight line, horizontal or vertical."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def is_horizontal(self) -> bool:
        """Whether it is wider than high."""
        return abs(self.x1 - self.x0) >= abs(self.y1 - self.y0)


class Glyph(Struct, frozen=True, gc=False):
    """One character, or, of a scan, one recognised text, and its box; `turn`: quarters clockwise, or OBLIQUE.

    `doubtful`: it is not seen, not told or not certain; without text something stands there that was not read.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    turn: int = 0
    doubtful: bool = False

    @property
    def centre(self) -> tuple[float, float]:
        """The point that decides where it belongs."""
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2

    @property
    def height(self) -> float:
        """Its box's height."""
        return self.y1 - self.y0

    @property
    def is_digit(self) -> bool:
        """Whether it is one for certain."""
        return not self.doubtful and self.text.isdigit()


def is_figure(glyph: Glyph) -> bool:
    """Whether a character may be a part of a number."""
    return glyph.text in _PARTS or glyph.text.isdigit()


class Line(Struct, frozen=True):
    """A line of text outside the tables."""

    content: Text
    x0: float
    y0: float
    x1: float
    y1: float


class Rule(Struct, frozen=True, gc=False):
    """A whole ruling line: where it lies, and from where to where it goes."""

    at: float
    start: float
    end: float

    def covers(self, start: float, end: float) -> bool:
        """Whether it separates what lies beside its middle part between the two."""
        middle = (start + end) / 2
        return self.start - _THICK <= middle <= self.end + _THICK


class RuledCell(Struct, frozen=True, gc=False):
    """A cell between rulings; `row` and `column` are 1-based."""

    box: Box
    row: int
    column: int
    row_span: int
    column_span: int


@dataclass(slots=True)
class Lattice:
    """A table's rulings: positions of its lines and its cells, merged ones joined."""

    xs: list[float]
    ys: list[float]
    cells: list[RuledCell]
    _of: dict[tuple[int, int], int] = field(default_factory=dict)  # place → index of the cell

    @property
    def box(self) -> Box:
        """What the table covers."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def index_at(self, x: float, y: float) -> int | None:
        """The index of the cell at a point; None outside the table."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        return self._of.get((row, column))


def rules_of(segments: Iterable[Segment]) -> tuple[list[Rule], list[Rule]]:
    """Pieces of lines → whole horizontal and vertical lines; near ones become one."""
    across: list[Rule] = []
    down: list[Rule] = []
    for s in segments:
        if s.is_horizontal:
            across.append(Rule((s.y0 + s.y1) / 2, min(s.x0, s.x1), max(s.x0, s.x1)))
        else:
            down.append(Rule((s.x0 + s.x1) / 2, min(s.y0, s.y1), max(s.y0, s.y1)))
    dots_across, dots_down = _dotted(down), _dotted(across)
    return _joined(across + dots_across), _joined(down + dots_down)


def _dotted(pieces: list[Rule]) -> list[Rule]:
    """Lines of dots that stand on end: each dot alone shows no direction."""
    dots = [
        Rule((piece.start + piece.end) / 2, piece.at, piece.at)
        for piece in pieces
        if piece.end - piece.start < _SHORTEST
    ]
    return _joined(dots, _ALIGNED)


def _joined(pieces: list[Rule], near: float = _THICK) -> list[Rule]:
    joined: list[Rule] = []
    for at, group in _snapped(pieces, near):
        start, end = group[0].start, group[0].end
        for piece in group[1:]:
            if piece.start > end + _GAP:
                joined.append(Rule(at, start, end))
                start = piece.start
                end = piece.end
            end = max(end, piece.end)
        joined.append(Rule(at, start, end))
    return [rule for rule in joined if rule.end - rule.start >= _SHORTEST]


def _snapped(pieces: list[Rule], near: float) -> Iterator[tuple[float, list[Rule]]]:
    """Pieces of nearly the same position, each group in the order of their starts."""
    group: list[Rule] = []
    for piece in sorted(pieces, key=lambda p: p.at):
        if group and piece.at - group[0].at > near:
            yield _middle(group), sorted(group, key=lambda p: p.start)
            group = []
        group.append(piece)
    if group:
        yield _middle(group), sorted(group, key=lambda p: p.start)


def _middle(group: Sequence[Rule]) -> float:
    return sum(piece.at for piece in group) / len(group)


def lattices(segments: Iterable[Segment]) -> list[Lattice]:
    """The tables that the lines draw, from top to bottom; a frame around one place is none."""
    found = [_lattice(*lines) for lines in _connected(*rules_of(segments))]
    return sorted((f for f in found if len(f.cells) > 1), key=lambda f: (f.box[1], f.box[0]))


def _connected(across: list[Rule], down: list[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Groups of lines that touch."""
    parent = list(range(len(across) + len(down)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    down = sorted(down, key=lambda rule: rule.at)
    places = [rule.at for rule in down]
    for i, h in enumerate(across):
        limits.check_time()
        first, last = bisect_left(places, h.start - _GAP), bisect_right(places, h.end + _GAP)
        for j in range(first, last):
            if down[j].start - _GAP <= h.at <= down[j].end + _GAP:
                parent[root(i)] = root(len(across) + j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for i, h in enumerate(across):
        groups[root(i)][0].append(h)
    for j, v in enumerate(down, len(across)):
        groups[root(j)][1].append(v)
    yield from (group for group in groups.values() if len(group[0]) > 1 and group[1])


def _lattice(across: list[Rule], down: list[Rule]) -> Lattice:
    # A table without outer borders ends where its lines end.
    xs = _positions([v.at for v in down], [h.start for h in across], [h.end for h in across])
    ys = _positions([h.at for h in across], [v.start for v in down], [v.end for v in down])
    limits.count_cells((len(xs) - 1) * (len(ys) - 1))
    cells: list[RuledCell] = []
    index: dict[tuple[int, int], int] = {}
    for places in _regions(xs, ys, across, down):
        top, bottom = min(r for r, _ in places), max(r for r, _ in places)
        left, right = min(c for _, c in places), max(c for _, c in places)
        index |= dict.fromkeys(places, len(cells))
        box = (xs[left], ys[top], xs[right + 1], ys[bottom + 1])
        cells.append(RuledCell(box, top + 1, left + 1, bottom - top + 1, right - left + 1))
    return Lattice(xs, ys, cells, index)


def _regions(
    xs: list[float], ys: list[float], across: list[Rule], down: list[Rule]
) -> Iterable[list[tuple[int, int]]]:
    """The places of each cell: neighbours without a line between them are one."""
    walls = _by_position(xs, down)
    floors = _by_position(ys, across)
    region: dict[tuple[int, int], int] = {}
    members: dict[int, list[tuple[int, int]]] = {}
    for r in range(len(ys) - 1):
        limits.check_time()
        for c in range(len(xs) - 1):
            region[r, c] = own = r * len(xs) + c
            members[own] = [(r, c)]
            if c and not any(wall.covers(ys[r], ys[r + 1]) for wall in walls[xs[c]]):
                _unite(region, members, region[r, c], region[r, c - 1])
            if r and not any(floor.covers(xs[c], xs[c + 1]) for floor in floors[ys[r]]):
                _unite(region, members, region[r, c], region[r - 1, c])
    return members.values()


def _by_position(positions: list[float], lines: list[Rule]) -> dict[float, list[Rule]]:
    found: dict[float, list[Rule]] = defaultdict(list)
    for line in lines:
        after = bisect_left(positions, line.at)
        nearest = min(positions[max(after - 1, 0) : after + 1], key=lambda p: abs(p - line.at))
        found[nearest].append(line)
    return found


def _unite(
    region: dict[tuple[int, int], int],
    members: dict[int, list[tuple[int, int]]],
    one: int,
    other: int,
) -> None:
    if one == other:
        return
    if len(members[one]) > len(members[other]):
        one, other = other, one
    for place in members[one]:
        region[place] = other
    members[other] += members.pop(one)


def _positions(lines: list[float], starts: list[float], ends: list[float]) -> list[float]:
    positions = sorted(set(lines))
    if starts and min(starts) < positions[0] - 2 * _GAP:
        positions.insert(0, min(starts))
    if ends and max(ends) > positions[-1] + 2 * _GAP:
        positions.append(max(ends))
    return positions


def page_tables(
    segments: Sequence[Segment], glyphs: Iterable[Glyph], page: int, first: int
) -> tuple[list[tuple[Lattice, Grid]], list[Glyph]]:
    """A page's tables, numbered from `first`, and the glyphs outside of them."""
    tables = lattices(segments)
    inside: list[dict[int, list[Glyph]]] = [defaultdict(list) for _ in tables]
    outside: list[Glyph] = []
    for i, glyph in enumerate(glyphs):
        if not i % 1024:
            limits.check_time()
        for table, cells in zip(tables, inside, strict=True):
            index = table.index_at(*glyph.centre)
            if index is not None:
                cells[index].append(glyph)
                break
        else:
            outside.append(glyph)
    for cells in inside:
        _doubt_split_figures(cells)
    # A ruling runs between figures: whatever runs through one strikes it out.
    strokes = sorted((s for s in segments if s.is_horizontal), key=_height_of)
    grids = [
        (table, _grid(table, cells, strokes, page, number))
        for number, (table, cells) in enumerate(zip(tables, inside, strict=True), first)
    ]
    return grids, outside


def _doubt_split_figures(cells: dict[int, list[Glyph]]) -> None:
    """A figure too long for its column runs on into the next: what either cell shows is no number of its own."""
    of = {
        id(glyph): index
        for index, glyphs in cells.items()
        for glyph in glyphs
        if len(glyph.text) == 1 and glyph.is_digit
    }
    digits = [glyph for glyphs in cells.values() for glyph in glyphs if id(glyph) in of]
    for line in lines_of(digits):
        for one, other in pairwise(line):
            touch = other.x0 - one.x1 < _TOUCH * max(one.height, other.height)
            if touch and of[id(one)] != of[id(other)]:
                for glyph in (one, other):
                    cells[of[id(glyph)]].append(replace(glyph, text="", doubtful=True))


def _height_of(stroke: Segment) -> float:
    return stroke.y0


def _grid(
    table: Lattice,
    inside: dict[int, list[Glyph]],
    strokes: Sequence[Segment],
    page: int,
    number: int,
) -> Grid:
    rows: list[list[GridCell]] = [[] for _ in range(len(table.ys) - 1)]
    for i, cell in enumerate(table.cells):
        lines = lines_of(inside.get(i, ()))
        shown = _cell_text(cell, lines, strokes)
        full = bool(lines) and _fills(lines[-1], cell.box)
        place = cell.row, cell.column, cell.column_span
        rows[cell.row - 1].append(
            GridCell(shown.text, *place, _rounded(cell.box), full, shown.doubtful)
        )
    ordered = (tuple(sorted(row, key=lambda cell: cell.column)) for row in rows)
    return Grid(tuple(ordered), number, aligned=True, page=page)


def _cell_text(
    cell: RuledCell, lines: Sequence[Sequence[Glyph]], strokes: Sequence[Segment]
) -> Run:
    """The lines of a cell. A number that was too long for a narrow column goes on below: it is one number."""
    texts = [line_text(line, strokes) for line in lines]
    doubtful = any(text.doubts for text in texts)
    broken = (
        len(texts) > 1
        and cell.row_span == 1
        and not doubtful
        and all(len(glyph.text) == 1 for line in lines for glyph in line)
        and all(_FIGURES.fullmatch(text.text) for text in texts)
        and all(_fills(line, cell.box) for line in lines[:-1])
    )
    return Run(("" if broken else "\n").join(text.text for text in texts), doubtful)


def _fills(line: Sequence[Glyph], box: Box) -> bool:
    """Whether no further glyph would fit between the cell's paddings."""
    digit = max(glyph.x1 - glyph.x0 for glyph in line)
    return box[2] - box[0] - (line[-1].x1 - line[0].x0) < digit + 2 * _PADDING


def _rounded(box: Box) -> Box:
    x0, y0, x1, y1 = (round(value, 1) for value in box)
    return x0, y0, x1, y1


def lines_of(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Glyphs in lines from top to bottom, each from left to right; blanks are left out."""
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: g.centre[1]):
        if not glyph.text.strip() and not glyph.doubtful:
            continue
        for line in reversed(lines[-3:]):
            if _beside(line[0], glyph):
                line.append(glyph)
                if _is_flat(
                    line[0]
                ):  # a stroke's own box: its place in the line is not known by it
                    line[0], line[-1] = line[-1], line[0]
                break
        else:
            lines.append([glyph])
    return [sorted(line, key=lambda g: g.x0) for line in lines]


def _is_flat(glyph: Glyph) -> bool:
    return glyph.height < 0.5 * (glyph.x1 - glyph.x0)


def _beside(one: Glyph, other: Glyph) -> bool:
    """Whether two glyphs stand on one line: their boxes overlap by half the lower one's height."""
    overlap = min(one.y1, other.y1) - max(one.y0, other.y0)
    return overlap > 0.5 * min(one.height, other.height)


def line_text(line: Sequence[Glyph], strokes: Sequence[Segment] = ()) -> Text:
    """A line's text: spaces where gaps are, raised or struck-out digits doubtful, doubled glyphs once."""
    limits.check_time()
    strokes = _near(strokes, line)
    tallest = max((g.height for g in line if g.is_digit), default=0.0)
    runs = Runs()
    last: Glyph | None = None
    for glyph in line:
        width = glyph.x1 - glyph.x0
        if last is not None and _is_alike(last, glyph) and glyph.x0 - last.x0 < 0.3 * width:
            continue  # drawn twice to look bold
        if last is not None and _are_apart(last, glyph):
            runs.add(" ")
        small = glyph.is_digit and glyph.height < _SMALL * tallest
        over = last is not None and _lies_over(last, glyph)
        struck = any(_strikes(stroke, glyph) for stroke in strokes)
        runs.add(glyph.text, doubtful=glyph.doubtful or small or over or struck)
        last = glyph
    return runs.text()


def _is_alike(one: Glyph, other: Glyph) -> bool:
    return one.text == other.text and one.doubtful == other.doubtful


def _near(strokes: Sequence[Segment], line: Sequence[Glyph]) -> Sequence[Segment]:
    """Of the strokes, which are sorted from top to bottom, those at the height of a line."""
    if not strokes:
        return strokes
    top, bottom = min(glyph.y0 for glyph in line), max(glyph.y1 for glyph in line)
    first = bisect_left(strokes, top, key=_height_of)
    return strokes[first : bisect_right(strokes, bottom, key=_height_of)]


def _lies_over(one: Glyph, other: Glyph) -> bool:
    """Whether two digits stand in one place: a figure was set over another one, perhaps covered, one."""
    if not (one.is_digit and other.is_digit):
        return False
    return one.x1 - other.x0 > 0.5 * min(one.x1 - one.x0, other.x1 - other.x0)


def _are_apart(one: Glyph, other: Glyph) -> bool:
    # Programs set a quarter of a space between Chinese and digits; between digits none.
    share = _DIGIT_SPACE if one.is_digit and other.is_digit else _SPACE
    return other.x0 - one.x1 > share * max(one.height, other.height)


def _strikes(stroke: Segment, glyph: Glyph) -> bool:
    low, high = (glyph.y0 + share * glyph.height for share in _MIDDLE)
    x = glyph.centre[0]
    return low <= stroke.y0 <= high and min(stroke.x0, stroke.x1) <= x <= max(stroke.x0, stroke.x1)


def text_lines(glyphs: Iterable[Glyph]) -> list[Line]:
    """Lines of text outside the tables, from top to bottom."""
    return [
        Line(
            line_text(line),
            line[0].x0,
            min(g.y0 for g in line),
            line[-1].x1,
            max(g.y1 for g in line),
        )
        for line in lines_of(glyphs)
    ]
