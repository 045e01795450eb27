"""Which cells of a found row are the values of which columns.

In a real table the header's columns decide; where a page break or the author cut it off, its place on the page, rows
of the same shape that had a header, or the columns that most rows fill. In plain text only the number of values
speaks. Where that leaves more than one way, the row is not guessed but left uncertain.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from gouji.reading.document import Grid, GridCell
from gouji.reading.tables.headers import is_remark
from gouji.reading.tables.moved import Slots, number_of
from gouji.reading.tables.rows import FoundRow
from gouji.reading.words.characters import fold
from gouji.reading.words.periods import parted
from gouji.report import Number

_TOTAL: Final = "total"
_MISFITS: Final = 0.34  # of the rows that need not add up for a column to be left out: the more, the less is certain
_NEAR: Final = 6.0  # points by which a column's borders may differ from one page to the next
_PLAIN: Final = 9  # digits of a figure that needs no closer look
_Columns = tuple[int, ...]
_Shape = tuple[tuple[int, int], ...]  # of each cell behind the label: column from the first, span


@dataclass(slots=True)
class Shapes:
    """Shapes of rows that stood under a header, and where in them the values were: from the first cell on."""

    known: dict[_Shape, set[tuple[_Columns, frozenset[int]]]] = field(default_factory=dict)
    _read: list[tuple[FoundRow, _Columns]] = field(default_factory=list)  # of unknown shape so far
    _lengths: dict[int, Counter[int]] = field(default_factory=dict)

    def lengths_of(self, grid: Grid) -> Counter[int]:
        """How many rows of a grid have so many cells, counted once for all of its runs of rows."""
        if (known := self._lengths.get(id(grid))) is None:
            known = self._lengths[id(grid)] = Counter(map(len, grid.rows))
        return known

    def learn(self, row: FoundRow, columns: _Columns) -> None:
        """Remember a row that was read by its header."""
        self._read.append((row, columns))

    def read(self, row: FoundRow) -> Slots | None:
        """A row without header, if all rows of its shape had their columns alike."""
        self._look_at_rows()
        found = self.known.get(_shape(row), set())
        if len(found) != 1:
            return None
        (offsets, extra) = next(iter(found))
        first = row.tail[0].column
        columns = tuple(first + offset for offset in offsets)
        return _by_column(row, columns, frozenset(first + offset for offset in extra))

    def _look_at_rows(self) -> None:
        for row, columns in self._read:
            first = row.tail[0].column
            offsets = tuple(column - first for column in columns)
            extra = frozenset(column - first for column in row.extra)
            self.known.setdefault(_shape(row), set()).add((offsets, extra))
        self._read.clear()


def _shape(row: FoundRow) -> _Shape:
    first = row.tail[0].column
    return tuple((cell.column - first, cell.column_span) for cell in row.tail)


def slots_of(
    rows: Sequence[FoundRow], names: Sequence[str], shapes: Shapes
) -> Iterator[Slots | None]:
    """For rows of one grid: the cell of each named column, in that order.

    None stands for a row whose cells can be read in more than one way.
    """
    if _has_another_year_instead(rows[0], names):
        yield from (None for _ in rows)
        return
    if not rows[0].grid.aligned:
        lengths = shapes.lengths_of(rows[0].grid)
        yield from _below_header(rows, names, lengths) or _by_numbers(rows, names, lengths)
        return
    headed = _headed(rows, names)
    common = _columns(rows, names, headed)
    ends = _ends(rows, headed)
    found: list[Slots | None] = []
    for row in rows:
        slots = _by_column(row, common, row.extra) if common and headed else None
        ends_well = _end(row.tail) in ends
        slots = slots if ends_well else None
        if slots and common:
            shapes.learn(row, common)
        slots = slots or _without_header(row, names, shapes, common, ends_well=ends_well)
        found.append(slots if slots and _are_all_there(row, slots) else None)
    misfits = {_shape(row) for row, slots in zip(rows, found, strict=True) if not slots}
    if not misfits:
        yield from found
        return
    for row, slots in zip(rows, found, strict=True):
        yield slots if _shape(row) not in misfits or _all_blank(row.tail) else None


def _has_another_year_instead(row: FoundRow, names: Sequence[str]) -> bool:
    """Whether a header has a column of another year, and lacks one of the form's.

    上年制发件数, 本年制发件数, 现行有效件数: as many figures as the form has columns are not those of its columns then.
    """
    if not row.header_is_own or all(name in row.header for name in names):
        return False
    periods = (parted(fold(cell.text))[0] for cell in row.others)
    return any(period is not None and period != "this" for period in periods)


def lacking(rows: Sequence[FoundRow], names: Sequence[str]) -> str | None:
    """The one column that neither the header nor the rows of a grid have: these have a cell below each other name."""
    gone = [name for name in names if name not in rows[0].header]
    if len(gone) != 1 or any(row.extra or row.grid.recognised for row in rows):
        return None
    is_blank = all(_all_blank(row.tail) for row in rows)
    below = all(_is_below_all(row, names, is_blank=is_blank) for row in rows)
    return gone[0] if below else None


def _is_below_all(row: FoundRow, names: Sequence[str], *, is_blank: bool) -> bool:
    """Whether a row has a cell below each of its header's names, and within the table no others."""
    named = [cell for name in names if (cell := row.header.get(name))]
    if not row.header_is_own:
        return len(row.tail) == len(named) and row.grid.aligned
    columns = {cell.column for cell in named}
    first, last = min(columns), max(columns)
    # A sheet has blank cells behind a table that is narrower than others.
    end = max(cell.column for cell in row.tail) if is_blank else last
    return columns == {c.column for c in row.tail if first <= c.column <= end or not c.is_blank}


def _end(cells: Iterable[GridCell]) -> int:
    return max([cell.column + cell.column_span - 1 for cell in cells])


def _ends(rows: Sequence[FoundRow], headed: Sequence[FoundRow]) -> set[int]:
    """The column in which rows end: the header's last one, and that of most rows.

    A row that ends elsewhere lacks a cell or has one too many.
    """
    common, count = Counter(_end(row.tail) for row in rows).most_common(1)[0]
    ends = {_end(headed[0].header.values())} if headed else set()
    return ends | {common} if 2 * count > len(rows) or not ends else ends


def _are_all_there(row: FoundRow, slots: Slots) -> bool:
    """Whether no column is without a cell: where a cell lacks, those behind it may have moved."""
    return None not in slots or _all_blank(row.tail)


def _all_blank(cells: Iterable[GridCell]) -> bool:
    return all(cell.is_blank for cell in cells)


def _without_header(
    row: FoundRow,
    names: Sequence[str],
    shapes: Shapes,
    common: _Columns | None,
    *,
    ends_well: bool,
) -> Slots | None:
    """A row that no header of its grid explains: by a header before, by rows of its shape, by what most rows fill."""
    above = _by_place(row, names)
    return (
        (_by_column(row, above, row.extra | _others_below(row)) if above else None)
        or shapes.read(row)
        or (_by_column(row, common, row.extra) if common and ends_well else None)
        or _shifted(row, common)
    )


def _below_header(
    rows: Sequence[FoundRow], names: Sequence[str], lengths: Counter[int]
) -> list[Slots | None]:
    """Plain text that kept the table's columns: rows of one length, every value below a name. Else none."""
    if len(lengths) > 1 or len(_headed(rows, names)) < len(rows):
        return []
    columns = tuple(rows[0].header[name].column for name in names)
    slots = [_by_column(row, columns, row.extra) for row in rows]
    return slots if all(row and None not in row for row in slots) else []


def _headed(rows: Iterable[FoundRow], names: Sequence[str]) -> list[FoundRow]:
    """The rows below a header of their own grid that names every column."""
    every = set(names)
    return [row for row in rows if row.header_is_own and every <= row.header.keys()]


def _columns(
    rows: Sequence[FoundRow], names: Sequence[str], headed: Sequence[FoundRow]
) -> _Columns | None:
    """The grid columns of the names: from the header, unless most rows contradict its spans."""
    from_header = tuple(headed[0].header[name].column for name in names) if headed else None
    cores = [_core(row.tail) for row in rows]
    patterns = Counter(
        tuple(cell.column for cell in core) for core in cores if len(core) == len(names)
    )
    if not patterns:
        return from_header
    common, count = patterns.most_common(1)[0]
    if from_header is None:
        usual = 2 * count > patterns.total() and 4 * count > len(rows)
        return _in_order_of(rows[0].header, common, names) if usual else None
    in_order = list(from_header) == sorted(from_header)
    return common if in_order and 2 * count > len(rows) else from_header


def _in_order_of(
    header: Mapping[str, GridCell], columns: _Columns, names: Sequence[str]
) -> _Columns:
    """Columns from left to right, in the order of a header before; where none names all, in the form's."""
    if not set(names) <= set(header):
        return columns
    order = sorted(names, key=lambda name: header[name].column)
    return tuple(columns[order.index(name)] for name in names)


def _core(tail: Sequence[GridCell]) -> Sequence[GridCell]:
    """The cells without texts that are no values at either end: remarks, a part of the label."""
    start, end = 0, len(tail)
    while start < end and _is_text(tail[start]):
        start += 1
    while start < end and _is_text(tail[end - 1]):
        end -= 1
    return tail[start:end]


def _is_text(cell: GridCell) -> bool:
    return cell.doubtful or not (_is_figure(cell.text) or cell.is_blank or cell.is_value)


def _is_figure(text: str) -> bool:
    """Whether there is no doubt of it: most cells need no closer look."""
    return text.isascii() and text.isdecimal() and len(text) <= _PLAIN


def _by_place(row: FoundRow, names: Sequence[str]) -> _Columns | None:
    """The columns that lie below those of a header on a page before; None unless every one does."""
    columns = []
    for name in names:
        above = row.header.get(name)
        below = next((cell for cell in row.tail if above and _lies_below(above, cell)), None)
        if below is None:
            return None
        columns.append(below.column)
    return tuple(columns)


def _others_below(row: FoundRow) -> frozenset[int]:
    """The columns that lie below what a header on a page before gives to something else (小计)."""
    return frozenset(
        cell.column for cell in row.tail if any(_lies_below(other, cell) for other in row.others)
    )


def _lies_below(above: GridCell, cell: GridCell) -> bool:
    if above.box is None or cell.box is None:
        return False
    return abs(above.box[0] - cell.box[0]) <= _NEAR and abs(above.box[2] - cell.box[2]) <= _NEAR


def _by_column(row: FoundRow, columns: _Columns, extra: frozenset[int]) -> Slots | None:
    at = _cells_by_column(row.tail)
    slots = tuple(map(at.get, columns))
    placed = {id(cell) for cell in slots if cell}
    if len(placed) < len(slots) - slots.count(None):
        return None  # one cell over several columns
    if len(placed) < len(row.tail):
        left, right = min(columns), max(columns)
        for cell in row.tail:
            if id(cell) in placed or cell.is_blank:
                continue
            beside = cell.column > right or cell.column + cell.column_span <= left
            # What stands beside the table's columns and is no value is a remark.
            if cell.column not in extra and not (beside and not cell.is_value):
                return None
    return slots


def _cells_by_column(cells: Sequence[GridCell]) -> dict[int, GridCell]:
    """The cell that covers each column; the first where there are several."""
    covering: dict[int, GridCell] = {}
    for cell in reversed(cells):
        if cell.column_span == 1:
            covering[cell.column] = cell
        else:
            covering.update(dict.fromkeys(cell.columns, cell))
    return covering


def _shifted(row: FoundRow, columns: _Columns | None) -> Slots | None:
    """A row of the table's shape that stands some columns aside: a span above it was written wrongly."""
    core = _core(row.tail)
    if not columns or len(core) != len(columns):
        return None
    aside = {cell.column - column for cell, column in zip(core, columns, strict=True)}
    return tuple(core) if len(aside) == 1 else None


def _windows(tail: Sequence[GridCell], width: int) -> list[int]:
    """Where `width` neighbouring cells can begin so that only empty cells are left out."""
    count = len(tail)
    first = next((i for i in range(count) if not tail[i].is_blank), count)
    last = next((i for i in range(count - 1, first - 1, -1) if not tail[i].is_blank), -1)
    return [
        start for start in range(len(tail) - width + 1) if start <= first and last < start + width
    ]


def _by_numbers(
    rows: Sequence[FoundRow], names: Sequence[str], lengths: Counter[int]
) -> Iterator[Slots | None]:
    width = len(names)
    tails = [_without_remark(row.tail, width) for row in rows]
    windows = [_windows(tail, width) for tail in tails]
    lacks = rows[0].header_is_own and sum(n in rows[0].header for n in names) == width - 1
    habit = _habit(rows, tails, windows, width, lengths, lacks=lacks)
    left_out = _left_out(rows, names)
    for row, tail, starts in zip(rows, tails, windows, strict=True):
        further = _further_heads(row, names)
        if further or (row.extra and len(row.tail) != width):
            # Columns that are not of the form stand among the others: more cells than values can be any of them.
            yield (
                _without_one(row, left_out) if len(row.tail) == width + 1 and further < 2 else None
            )
        elif _may_end_with_remark(row, tail, width):
            yield None
        else:
            yield _by_number(row, tail, starts, width, habit)


def _further_heads(row: FoundRow, names: Sequence[str]) -> int:
    """How many columns of figures the header of a row of text has beyond the form's.

    Words of a header may be those of the form's columns that it does not name.
    """
    own = {(cell.row, cell.column) for cell in row.header.values()}
    lines = {line for line, _ in own}
    others = {(cell.row, cell.column) for cell in row.others if not is_remark(cell.text)}
    unnamed = sum(name not in row.header for name in names)
    return max(sum(line in lines for line, _ in others - own) - unnamed, 0)


def _may_end_with_remark(row: FoundRow, tail: Sequence[GridCell], width: int) -> bool:
    """Whether the last value of a row may be a remark (无, /), the first figure being blank or not shown."""
    if not any(is_remark(cell.text) for cell in row.others):
        return False
    if len(tail) > width:
        return tail[0].is_blank and not tail[-1].is_blank
    return not _is_figure(tail[-1].text) and any(_is_figure(cell.text) for cell in tail)


def _left_out(rows: Sequence[FoundRow], names: Sequence[str]) -> Sequence[int]:
    """Which of the cells of rows with one too many may be none of the form's: the others add up to the total."""
    longer = [row for row in rows if row.extra and len(row.tail) == len(names) + 1]
    if _TOTAL not in names or not longer:
        return ()
    numbers = [[number_of(cell) for cell in row.tail] for row in longer]
    telling = [row for row in numbers if any(row)]
    total = names.index(_TOTAL)

    def fits(row: Sequence[Number], left_out: int) -> bool:
        kept = [n for i, n in enumerate(row) if i != left_out]
        return 2 * kept[total] == sum(kept)

    # Rows of a report may not add up; a column that is left out wrongly leaves most of them so.
    return [
        i
        for i in range(len(names) + 1)
        if sum(not fits(row, i) for row in telling) <= _MISFITS * len(telling)
    ]


def _without_one(row: FoundRow, left_out: Sequence[int]) -> Slots | None:
    """The row's cells but one, where it does not matter which of those that may be left out."""
    ways = {
        tuple((cell.text, cell.doubtful) for i, cell in enumerate(row.tail) if i != out): out
        for out in left_out
    }
    if len(ways) != 1:
        return None
    (out,) = ways.values()
    return tuple(cell for i, cell in enumerate(row.tail) if i != out)


@dataclass(slots=True)
class _Habit:
    """Where the rows of a ragged grid begin their values, as far as rows leave one way only."""

    rows: int
    lengths: Counter[int]  # of all rows of the grid
    # Number of cells behind the label -> first value among them; of the row -> column of the first value.
    by_length: defaultdict[int, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    by_width: defaultdict[int, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    # Numbers of cells of rows whose values are too many.
    unfit: set[int] = field(default_factory=set)
    padded: bool = False  # rows have blank cells before values, of which the first may be blank
    lacks: bool = False  # the header of the grid names one column less
    _lengths: dict[int, set[int]] = field(default_factory=dict)

    def lengths_of_header(self, row: FoundRow) -> set[int]:
        """`_lengths_of_header`, worked out once for all rows below a header."""
        if (known := self._lengths.get(id(row.header))) is None:
            known = self._lengths[id(row.header)] = _lengths_of_header(row)
        return known


def _habit(
    rows: Sequence[FoundRow],
    tails: Sequence[tuple[GridCell, ...]],
    windows: Sequence[list[int]],
    width: int,
    lengths: Counter[int],
    *,
    lacks: bool,
) -> _Habit:
    habit = _Habit(len(rows), lengths, lacks=lacks)
    for row, tail, starts in zip(rows, tails, windows, strict=True):
        if not starts and len(tail) > width:
            habit.unfit.add(row.tail[-1].column)
        habit.padded |= bool(starts) and min(starts) > 0
        if len(starts) != 1 or tail[starts[0]].is_blank:
            continue
        first = tail[starts[0]]
        habit.by_length[len(tail)][starts[0]] += 1
        habit.by_width[row.tail[-1].column][first.column] += 1
    return habit


def _without_remark(tail: tuple[GridCell, ...], width: int) -> tuple[GridCell, ...]:
    """A text behind more cells than the row has values is a remark."""
    end = len(tail)
    while end > width and _is_text(tail[end - 1]):
        end -= 1
    return tail[:end]


def _by_number(
    row: FoundRow, tail: tuple[GridCell, ...], windows: list[int], width: int, habit: _Habit
) -> Slots | None:
    if not windows or _has_words_at_an_end(tail):
        return None
    if _all_blank(tail):
        return tail[:width]
    usual = habit.by_width[row.tail[-1].column]
    if not _is_regular(row, tail, width, habit):
        return None
    if len(usual) == 1 and usual.total() > 1:
        # Every row of this width begins its values in the same column: the text kept the table's columns.
        windows = [start for start in windows if tail[start].column in usual]
    elif len(windows) > 1:
        known = habit.by_length[len(tail)]
        windows = [start for start in windows if {start} == known.keys()]
    elif tail[0].is_blank and len(tail) == width and habit.padded:
        return None  # a cell may have been cut off at the end
    if not windows or (tail[windows[0]].is_blank and _may_be_none(row, tail, windows[0], habit)):
        return None
    return tail[windows[0] : windows[0] + width]


def _may_be_none(row: FoundRow, tail: Sequence[GridCell], start: int, habit: _Habit) -> bool:
    """Whether the first cell of a row, which is blank, may be none of its figures.

    So may it be where the header names a column less, and no row of this length has a figure there.
    """
    unused = start not in habit.by_length.get(len(tail), Counter())
    return _is_before_last_name(row) or (habit.lacks and unused)


def _is_before_last_name(row: FoundRow) -> bool:
    """Whether a row ends before the column of the header's last name: its first cell may be none of its figures."""
    return row.tail[-1].column < max((cell.column for cell in row.header.values()), default=0)


def _has_words_at_an_end(tail: Sequence[GridCell]) -> bool:
    """Whether a text that is no figure stands among the figures: it has taken the place of one."""
    return any(
        _is_text(cell) and not any(map(str.isdigit, cell.text)) for cell in (tail[0], tail[-1])
    )


def _is_regular(row: FoundRow, tail: Sequence[GridCell], width: int, habit: _Habit) -> bool:
    """Whether a row with more cells than values is as long as others of its kind, or as its header."""
    if width == 1:
        return not tail[0].is_blank or _is_below_its_name(row, tail)
    if len(tail) <= width:
        return not _is_cut(row, habit)
    count = row.tail[-1].column
    if count in habit.unfit:
        return False
    if count in habit.lengths_of_header(row):
        return True
    starts, of_length = habit.by_width[count], habit.by_length[len(tail)]
    if not starts or starts.total() == 1:
        return False
    alike = len(of_length) == 1 and of_length.total() > 1
    return alike or (len(starts) == 1 and 2 * starts.total() > habit.rows)


def _is_cut(row: FoundRow, habit: _Habit) -> bool:
    """Whether a row is shorter than its header, though most rows of the text have that length."""
    expected = habit.lengths_of_header(row)
    if row.tail[-1].column >= min(expected, default=0):
        return False
    return 2 * sum(habit.lengths[length] for length in expected) > habit.lengths.total()


def _is_below_its_name(row: FoundRow, tail: Sequence[GridCell]) -> bool:
    """Whether the one value behind blank cells stands in the column of its header, as far as there is one."""
    shown = {cell.column for cell in tail if not cell.is_blank}
    return not row.header_is_own or shown <= {cell.column for cell in row.header.values()}


def _lengths_of_header(row: FoundRow) -> set[int]:
    """How many cells the lines of the header have, where it stands in the row's grid.

    A merged cell that a converter wrote once for each place counts as one, too.
    """
    names = {(cell.row, cell.text) for cell in row.header.values()} if row.header_is_own else set()
    lines = (row.grid.rows[line - 1] for line, _ in names if line <= len(row.grid.rows))
    # The header may be that of a text before.
    of_grid = {id(line): line for line in lines if names & {(c.row, c.text) for c in line}}
    texts = [[cell.text for cell in line] for line in of_grid.values()]
    repeats = [sum(one == other != "" for one, other in pairwise(line)) for line in texts]
    whole = {len(line) for line in texts}
    return whole | {len(line) - n for line, n in zip(texts, repeats, strict=True)}
