"""The form's rows → its cells: the format of each table, then every cell with value, mark, unit and place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import groupby
from typing import Final

from msgspec.structs import replace

from gouji.form import TABLE_IDS, TABLES, Identity, Kind, Table, format_version_of
from gouji.reading.document import Grid, GridCell
from gouji.reading.tables.columns import Shapes, lacking, slots_of
from gouji.reading.tables.disputes import CELLS, OUTCOMES
from gouji.reading.tables.headers import APPLICANTS, order_of_applicants
from gouji.reading.tables.moved import Slots, Sums, without_moved
from gouji.reading.tables.rows import FoundRow, FoundTables, rows_of
from gouji.reading.tables.run_together import Run, inferred
from gouji.reading.tables.stated import stated_totals
from gouji.reading.words.labels import label_meant
from gouji.reading.words.periods import is_of
from gouji.reading.words.values import parse_value
from gouji.report import (
    MISSING,
    Cell,
    CellId,
    FormatVersion,
    Mark,
    Place,
    TableId,
    TableReading,
    run_together,
    undivided,
)
from gouji.text import lazy_pattern

Forms = dict[TableId, FormatVersion | None]
_Named = tuple[CellId, Cell]
_Spec = tuple[CellId, Kind]
_ZEROS: Final = frozenset("0０")
_LEADING_ZERO: Final = lazy_pattern(r"\s*[0０][\d,，]")
_Read = tuple[tuple[str, ...], Sequence[FoundRow], Sequence[Slots | None]]
_Unsettled = tuple[FoundRow, tuple[CellId, ...]]  # a row and its cells in the document's order


def forms_of(found: FoundTables, year: int | None) -> Forms:
    """The format of each table: by its labels; of table 4, table 3's; else the year's. None: absent."""
    present = {row.table for row in found.rows}
    forms: Forms = dict.fromkeys(TABLE_IDS)
    for table in present - {"t4"}:
        votes = found.votes[table].most_common(1)
        forms[table] = votes[0][0] if votes else format_version_of(year)
    if "t4" in present:
        forms["t4"] = forms["t3"] or format_version_of(year)
    return forms


def cells_of(
    found: FoundTables, forms: Forms, year: int | None, lines: Iterable[str] = ()
) -> dict[CellId, Cell]:
    """Every cell of the form, in its order; `missing` where the report does not have it.

    `lines`: the report's paragraphs without space, which may tell how digits that run together are to be read.
    """
    tables = [TABLES[table, forms[table] or format_version_of(year)] for table in TABLE_IDS]
    cells: dict[CellId, Cell] = {}
    for table in tables:
        cells |= dict.fromkeys(table.specs, MISSING)
    rows = rows_of(found, year)
    certain = [row for row in rows if not row.doubtful]
    unsettled: list[_Unsettled] = []
    sums = Sums()
    for table in tables:
        for of_row in _settled(certain, table, unsettled, sums):
            _take(of_row, cells)
    if unsettled:
        identities = [identity for table in tables for identity in table.identities]
        _take(list(_run_together(identities, unsettled, cells, stated_totals(lines))), cells)
    if len(certain) < len(rows):
        for table in tables:
            _doubt([row for row in rows if row.doubtful], table, cells, sums)
    return cells


def _doubt(rows: Sequence[FoundRow], table: Table, cells: dict[CellId, Cell], sums: Sums) -> None:
    """Compare the cells with those of rows that may be theirs or not: what these alone give is no certain number."""
    unsettled: list[_Unsettled] = []
    for of_row in _settled(rows, table, unsettled, sums):
        is_blank = all(cell.mark == "blank" for _, cell in of_row)
        for cell_id, cell in of_row:
            alone = cells[cell_id] is MISSING and not is_blank
            _take(
                [(cell_id, replace(cell, value=None, mark="unreadable") if alone else cell)], cells
            )
    for row, ids in unsettled:
        _take(
            [(i, Cell(None, "unreadable", None, _place_of(row.grid, row.tail))) for i in ids], cells
        )


def _take(found: Sequence[_Named], cells: dict[CellId, Cell]) -> None:
    """Take the cells of a row; one that is given more than once counts where all agree."""
    for cell_id, cell in found:
        known = cells[cell_id]
        cells[cell_id] = _agreed(known, cell)


def account_of(
    found: FoundTables, cells: Mapping[CellId, Cell], forms: Forms, year: int | None
) -> tuple[TableReading, ...]:
    """A short account of how each table was read."""
    return tuple(
        _account(found, cells, TABLES[table_id, forms[table_id] or format_version_of(year)], year)
        for table_id in TABLE_IDS
    )


def _account(
    found: FoundTables, cells: Mapping[CellId, Cell], table: Table, year: int | None
) -> TableReading:
    rows = _rows_of(table.id, table.format_version)
    shown = [cells[cell] for cell in rows]
    read = [cell for cell, of_cell in zip(rows, shown, strict=True) if of_cell is not MISSING]
    return TableReading(
        table=table.id,
        expected=len(rows),
        found=len(read),
        marked=len(shown) - [cell.mark for cell in shown].count(None),
        rows_expected=len(set(rows.values())),
        rows_found=len({rows[cell] for cell in read}),
        notes=tuple(_notes(found, cells, table, year)),
        labels=tuple(_labels(found, table)),
        extra_rows=tuple(_extra_rows(found, table)),
        surplus=tuple(_surplus(found, table, year)),
        heads_missing=tuple(_heads_missing(found, cells, table)) if table.id == "t3" else (),
    )


@cache
def _rows_of(table: TableId, format_version: FormatVersion) -> dict[CellId, str]:
    """The row of each cell, by its id."""
    return {spec.id: spec.row.id for spec in TABLES[table, format_version].specs.values()}


@cache
def _rows_of_other_format(table: TableId, format_version: FormatVersion) -> dict[str, str]:
    """The labels of the rows that only the other format has."""
    own = set(_rows_of(table, format_version).values())
    other = TABLES[table, "2019" if format_version == "2021" else "2021"]
    labels = {spec.row.id: spec.row.label for spec in other.specs.values()}
    return {row: label for row, label in labels.items() if row not in own}


def _labels(found: FoundTables, table: Table) -> Iterator[tuple[str, str]]:
    """The labels that are not printed as the form has them, each once."""
    for of, text in dict.fromkeys(found.labels):
        if of == table.id and (label := label_meant(text, table)):
            yield "".join(text.split()), label


def _extra_rows(found: FoundTables, table: Table) -> Iterator[str]:
    """The labels of rows that stand in the table though only the other format has them."""
    others = _rows_of_other_format(table.id, table.format_version)
    ids = dict.fromkeys(row.id for row in found.rows if row.table == table.id)
    yield from (others[row] for row in ids if row in others)


def _surplus(found: FoundTables, table: Table, year: int | None) -> Iterator[Place]:
    """The rows of figures that are no rows of the form; one that says to be of another year is known for what it is."""
    for odd in found.surplus:
        if odd.table == table.id and (odd.period is None or is_of(odd.period, year)):
            yield _place_of(odd.grid, odd.cells)
    of_4 = [row for row in rows_of(found, year) if row.table == table.id == "t4"]
    for row in of_4[1:]:
        first = next(other for other in of_4 if other.id == row.id)
        if row is not first and row.grid is first.grid:
            yield _place_of(row.grid, row.tail)


def _heads_missing(found: FoundTables, cells: Mapping[CellId, Cell], table: Table) -> Iterator[str]:
    """The one column of table 3 with figures that no header names, where headers name all others and nothing else.

    Where more are not named, a header may be worded or broken in a way that is not known.
    """
    own = [row for row in found.rows if row.table == "t3"]
    first = {id(row.header): row for row in reversed(own)}
    seen = {header for header, row in first.items() if _has_header(row)}
    rows = [row for row in own if id(row.header) in seen]
    named = {name for row in rows for name in row.header}
    missing = [spec for spec in table.specs.values() if spec.column.id not in named]
    labels = dict.fromkeys(spec.column.label for spec in missing)
    if all(cells[spec.id] is MISSING for spec in missing):
        return
    if rows and len(labels) == 1 and not any(row.extra or row.grid.recognised for row in rows):
        yield from labels


def _has_header(row: FoundRow) -> bool:
    """Whether its header stands in its own grid, or whole on a page before."""
    if not row.header_is_own:
        return row.grid.aligned and row.grid.page is not None and not row.others
    lines = row.grid.rows
    above = next(
        (cell.row for line in lines for cell in line), 1
    )  # a sheet's rows count from its first
    at = [named.row - above for named in row.header.values()]
    return all(
        0 <= line < len(lines) and any(cell.text == named.text for cell in lines[line])
        for line, named in zip(at, row.header.values(), strict=True)
    )


def _notes(
    found: FoundTables, cells: Mapping[CellId, Cell], table: Table, year: int | None
) -> Iterator[str]:
    """What was odd about a table: several pieces, rows that stand in it more than once or whose digits run together."""
    rows = [row for row in rows_of(found, year) if row.table == table.id and not row.doubtful]
    grids = {row.grid.number: row.grid.page for row in rows}
    if len(grids) > 1:
        pages = sorted({page for page in grids.values() if page})
        where = f"，在第{'、'.join(map(str, pages))}页" if pages else ""
        yield f"{table.name}分成 {len(grids)} 段{where}。"
    twice = [row for row, count in Counter(row.id for row in rows).items() if count > 1]
    if twice:
        yield f"{table.name}有 {len(twice)} 行在文件里出现不止一次，数字不一致的格不予采用。"
    yield from _of_other_years(found, table, year)
    yield from _undivided(cells, table)


def _of_other_years(found: FoundTables, table: Table, year: int | None) -> Iterator[str]:
    """How many lines say to be of other years: left out beside the report's own, or all that there is."""
    kept = {row.id for row in rows_of(found, year) if row.table == table.id and not row.doubtful}
    left: set[tuple[int, int]] = set()
    alone: set[tuple[int, int]] = set()
    for row in found.rows:
        of_another = row.period not in {None, "sum"} and not is_of(row.period, year)
        if row.table == table.id and of_another and year is not None:
            lines = left if row.id in kept else alone
            lines.add((row.grid.number, row.tail[0].row))
    if left:
        yield f"{table.name}有 {len(left)} 行写明是其他年份的数字，没有采用。"
    if alone:
        yield f"{table.name}有 {len(alone)} 行只有写明是其他年份的数字，不予采用。"


def _undivided(cells: Mapping[CellId, Cell], table: Table) -> Iterator[str]:
    """How many rows are printed as one text that cannot be divided into the row's cells."""
    if not any(cells[cell].mark == "unreadable" for cell in table.specs):
        return
    own = {cell: found for cell, found in cells.items() if cell in table.specs}
    undivided_cells = undivided(
        {cell: found.mark for cell, found in own.items()},
        {cell: found.place for cell, found in own.items()},
    )
    rows = {(p.table, p.row, p.column, p.text) for c in undivided_cells if (p := own[c].place)}
    joined = sum(run_together(text) for *_, text in rows)
    if joined:
        yield f"{table.name}有 {joined} 行的数字连在一起，无法分开，请报送 Word 原件。"
    if few := len(rows) - joined:
        yield f"{table.name}有 {few} 行的数字与格数不符，看不出各在哪一格。"


def _agreed(known: Cell, cell: Cell) -> Cell:
    """A cell that a document gives twice, and differently, is no certain number."""
    if known is MISSING:
        return cell
    if (known.value, known.mark, known.unit) == (cell.value, cell.mark, cell.unit):
        return known
    return Cell(None, "unreadable", None, _both(known, cell))


def _both(known: Cell, cell: Cell) -> Place | None:
    """The place of the first of two readings, with the text of both."""
    if not (known.place and cell.place) or known.mark == "unreadable":
        return known.place
    return replace(known.place, text=f"{known.place.text} / {cell.place.text}")


def _settled(
    found: Iterable[FoundRow], table: Table, unsettled: list[_Unsettled], sums: Sums
) -> Iterator[list[_Named]]:
    """The cells of each row that can be read in one way; the other rows are added to `unsettled`."""
    for names, rows, read in _read(found, table, sums):
        slots_of_rows = without_moved(read, names, sums) if rows[0].grid.aligned else read
        for row, slots in zip(rows, slots_of_rows, strict=True):
            specs = _specs(table.id, table.format_version, row.id, names)
            if slots:
                yield _row_cells(row, specs, slots)
            else:
                unsettled.append((row, tuple(cell for cell, _ in filter(None, specs))))


def _read(found: Iterable[FoundRow], table: Table, sums: Sums) -> list[_Read]:
    """A table's rows, as many together as have one grid and the same columns, and what stands in these."""
    of_table = [row for row in found if row.table == table.id]
    grids = [list(rows) for _, rows in groupby(of_table, key=lambda row: id(row.grid))]
    rows = [(row, names) for of_grid in grids for row, names in _named(table, of_grid)]
    shapes: dict[tuple[str, ...], Shapes] = {}
    read: list[_Read] = []
    for (_, names), group in groupby(rows, key=lambda row: (id(row[0].grid), row[1])):
        same = [row for row, _ in group]
        slots = list(slots_of(same, names, shapes.setdefault(names, Shapes())))
        if table.id == "t3":
            sums.learn(slots)
        read.append((names, same, slots))
    return read


@lru_cache(maxsize=1024)
def _specs(
    table_id: TableId, format_version: FormatVersion, row: str, names: tuple[str, ...]
) -> tuple[_Spec | None, ...]:
    """The cells of a row; None for a column that the form does not have there."""
    specs = TABLES[table_id, format_version].specs
    prefix = f"{table_id}.{row}." if row else f"{table_id}."
    found = (specs.get(prefix + name) for name in names)
    return tuple((spec.id, spec.kind) if spec else None for spec in found)


def _run_together(
    identities: Sequence[Identity],
    rows: Sequence[_Unsettled],
    cells: Mapping[CellId, Cell],
    stated: Mapping[CellId, int],
) -> Iterator[tuple[CellId, Cell]]:
    """Rows that can be read in several ways: what the identities leave of them is inferred, the rest is unreadable."""
    known = {cell: found.value for cell, found in cells.items()}
    runs = [
        Run(
            ids,
            tuple(" ".join(cell.text for cell in row.tail).split()),
            any(cell.doubtful for cell in row.tail),
        )
        for row, ids in rows
    ]
    for (row, ids), values in zip(rows, inferred(identities, runs, known, stated), strict=True):
        place = _place_of(row.grid, row.tail)
        certain = {} if row.grid.recognised or row.extra else values
        for cell in ids:
            mark: Mark = "inferred" if cell in certain else "unreadable"
            yield cell, Cell(certain.get(cell), mark, None, place)


def _named(table: Table, rows: Sequence[FoundRow]) -> Iterator[tuple[FoundRow, tuple[str, ...]]]:
    """The rows of one grid, each with its columns but for the one that the whole grid lacks."""
    gone = lacking(rows, APPLICANTS) if table.id == "t3" else None
    for row in rows:
        yield row, tuple(name for name in _names(table, row) if name != gone)


def _names(table: Table, row: FoundRow) -> tuple[str, ...]:
    """The columns of a row, in the order in which the document has them."""
    if table.id == "t4":
        return OUTCOMES if row.id else CELLS
    if table.id == "t3":
        return APPLICANTS if row.grid.aligned else order_of_applicants(row.header)
    names = _columns_of(table.format_version, row.id)
    shown = tuple(name for name in row.header if name in names)
    return shown if len(shown) == len(names) else names


@cache
def _columns_of(format_version: FormatVersion, row: str) -> tuple[str, ...]:
    """The columns that table 2 has for a row."""
    specs = TABLES["t2", format_version].specs.values()
    return tuple(spec.column.id for spec in specs if spec.row.id == row)


def _place_of(grid: Grid, cells: Sequence[GridCell]) -> Place:
    """Where cells of a row stand, with all their text."""
    first = cells[0]
    text = " ".join(cell.text for cell in cells).strip()
    return Place(text, grid.page, grid.number, first.row, first.column, first.box)


def _row_cells(row: FoundRow, specs: Sequence[_Spec | None], slots: Slots) -> list[_Named]:
    cells: list[_Named] = []
    page, table = row.grid.page, row.grid.number
    # Only the sums say which cell of a longer row of text is none of the form's.
    one_left_out = bool(row.extra) and not row.grid.aligned and len(row.tail) > len(slots)
    for spec, found in zip(specs, slots, strict=True):
        if spec is None or found is None:
            continue
        cell_id, kind = spec
        text = found.text
        several = len(text) > 1 and text.lstrip()[:1] in _ZEROS and _may_be_several(text, slots)
        doubtful = found.doubtful or several
        value, mark, unit = parse_value(text, kind, doubtful=doubtful)
        place = Place(text.strip(), page, table, found.row, found.column, found.box)
        if value is not None and row.grid.recognised:
            mark = "recognised"
        elif value is not None and one_left_out:
            mark = "inferred"
        cells.append((cell_id, Cell(value, mark, unit, place)))
    return cells


def _may_be_several(text: str, slots: Slots) -> bool:
    """Whether a number may be the digits of several cells: 008 beside empty ones."""
    return bool(_LEADING_ZERO.match(text)) and any(not cell or cell.is_blank for cell in slots)
