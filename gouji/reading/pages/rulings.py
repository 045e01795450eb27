"""Ruling lines of a page → the tables that they draw. Pure geometry: PDF, OFD and scans share it.

All coordinates are points from the page's top left corner.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from msgspec import Struct

from gouji.reading import limits
from gouji.report import Box

_THICK: Final = (
    3.0  # lines this near each other are one: double rules, borders of neighbouring cells
)
_GAP: Final = 4.0  # the longest gap within one line: dashes, corners that do not meet
_ALIGNED: Final = 0.5  # points by which the dots of a line may differ
_SHORTEST: Final = 4.0  # shorter pieces count only as parts of a longer line


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
