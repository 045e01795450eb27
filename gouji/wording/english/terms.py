"""What English sentences are made of: the form's own terms, which are its ids, places, numbers, words of the document.

Chinese stands within quotation marks only: words of the document and of the form, names of organs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from gouji.facts.base import Cells, Excerpt, Habit, Shown, Suspect
from gouji.form import TABLES, Table, row_of, table_id_of
from gouji.report import CellId, Number, Place, Source, TableId
from gouji.wording.findings.base import passage
from gouji.wording.sentences import LISTED, number, quote, verbatim

TABLE_NAMES: Final[Mapping[TableId, str]] = {"t2": "Table 2", "t3": "Table 3", "t4": "Table 4"}
SOURCES: Final[Mapping[Source, str]] = {
    "title": "the title",
    "period": "the statistics period",
    "body": "the text",
    "signature": "the signature",
    "file": "the file's name",
}
UNIT: Final = "(in units of 10,000 yuan)"


def term(of: str) -> str:
    """A row's or column's term, which is its id: `denied.state_secret` → denied: state secret."""
    return of.replace("_", " ").replace(".", ": ")


def row_term(cell: CellId) -> str:
    """The term of a cell's row, without the table."""
    return term(row_of(cell).partition(".")[2])


def column_term(cell: CellId) -> str:
    """The term of a cell's column."""
    return term(cell.rpartition(".")[2])


def short_label(cell: CellId) -> str:
    """`concluded | total`: a cell's row and column."""
    return f"{row_term(cell)} | {column_term(cell)}"


def cell_label(cell: CellId) -> str:
    """`Table 3 “concluded | total”`."""
    return f"{TABLE_NAMES[table_id_of(cell)]} “{short_label(cell)}”"


def cell_list(cells: Sequence[CellId]) -> str:
    """A few cells of one table by name; of many the first ones and how many there are."""
    names = ", ".join(f"“{short_label(cell)}”" for cell in cells[:LISTED])
    more = f" and others ({len(cells)} cells)" if len(cells) > LISTED else ""
    return f"{TABLE_NAMES[table_id_of(cells[0])]} {names}{more}"


def listed(cells: Cells) -> str:
    """The same of cells that stand in facts."""
    return cell_list(cells.cells)


def lines_of_cells(table: Table, cells: Sequence[CellId]) -> str:
    """Cells by whole rows and whole columns as far as they are such, what is left by name."""
    own = set(cells)
    lines: dict[str, set[CellId]] = {}
    for cell in table.specs:
        lines.setdefault(f"row “{row_term(cell)}”", set()).add(cell)
        if table.id != "t2":  # its blocks have columns of their own
            lines.setdefault(f"column “{column_term(cell)}”", set()).add(cell)
    whole = {name: line for name, line in lines.items() if line <= own}
    if own == set(table.specs):
        return f"all rows of {TABLE_NAMES[table.id]}"
    told = set().union(*whole.values())
    rest = [cell for cell in cells if cell not in told]
    names = ", ".join(whole)
    said = [f"{TABLE_NAMES[table.id]} {names}"] if whole else []
    return ", ".join([*said, *([cell_list(rest)] if rest else [])])


def place(where: Place | None) -> str:
    """`page 3, grid 2, row 4, cell 3`, as far as the medium has these; empty without a place."""
    if where is None:
        return ""
    parts = (
        ("page", where.page),
        ("grid", where.table),  # a table of the document: Table 3 is the form's
        ("row", where.row),
        ("cell", where.column),
    )
    return ", ".join(f"{what} {n}" for what, n in parts if n is not None)


def at(where: Place | None) -> str:
    """The same in brackets, with a space before them; empty without a place."""
    said = place(where)
    return f" ({said})" if said else ""


def shown_label(shown: Shown) -> str:
    """The label of a figure's cell."""
    return cell_label(shown.cell)


def shown_cell(shown: Shown, link: str = "is") -> str:
    """`Table 3 “…” (page 3, …) is 3 (deduced)`."""
    deduced = " (deduced)" if shown.deduced else ""
    return f"{shown_label(shown)}{at(shown.place)} {link} {or_blank(shown.value)}{deduced}"


def shown_all(figures: Iterable[Shown]) -> str:
    """Several figures of which each has its number."""
    return ", ".join(f"{shown_label(figure)} is {or_blank(figure.value)}" for figure in figures)


def quoted_all(said: Iterable[str]) -> str:
    """`“打印本页”, “关闭窗口”`."""
    return ", ".join(map(verbatim, said))


def or_blank(value: Number | None) -> str:
    """A number, or that there is none."""
    return "blank" if value is None else number(value)


def some(count: int, one: str, several: str = "") -> str:
    """`1 cell`, `3 cells`: a count with its noun; `several` where that is not the noun with an s."""
    return f"{count} {one if count == 1 else several or f'{one}s'}"


def joined(words: Iterable[str], last: str = "and") -> str:
    """`a, b and c`."""
    *before, final = words
    return f"{', '.join(before)} {last} {final}" if before else final


def section(of: int | None) -> str:
    """`section 5`, or what stands before the sections."""
    return "the beginning" if of is None else f"section {of}"


def capital(text: str) -> str:
    """A sentence's first letter, large."""
    return text[:1].upper() + text[1:]


def day(of: date | str) -> str:
    """A day, or an ISO date as printed, which may not exist: 2023-01-08."""
    return of if isinstance(of, str) else of.isoformat()


def named(organs: Sequence[str | None], more: int = 0) -> str:
    """`“甲局”, “乙局”, “丙局” and others (12 bodies)`, `more` of which are not given."""
    first = ", ".join(map(organ, organs[:LISTED]))
    count = len(organs) + more
    return first if count <= LISTED else f"{first} and others ({count} bodies)"


def organ(name: str | None) -> str:
    """An organ's name as printed, or that its report gives none."""
    return quote(name) if name else "(a body without a name)"


def such_as(ours: Excerpt | None) -> str:
    """`, for example “…”`; empty without words."""
    return f", for example {passage(ours)}" if ours else ""


def habit(slip: Habit) -> str:
    """The one slip that runs through a line of a table."""
    specs = TABLES[table_id_of(slip.cell), slip.format_version].specs
    of = row_term if slip.line == "row" else column_term
    line, other = of(slip.cell), of(slip.other)
    if slip.way == "shifted":
        cells = list(specs)
        aside = "left" if cells.index(slip.other) < cells.index(slip.cell) else "right"
        return f"It seems that all numbers of row “{line}” stand one column too far to the {aside}"
    way = {
        "included": f"also contains {slip.line} “{other}”",
        "left-out": f"leaves out {slip.line} “{other}”",
        "twice": f"counts {slip.line} “{other}” twice",
    }[slip.way]
    return f"It seems that {slip.line} “{line}” {way} throughout"


def look_at_the_scan(suspects: Sequence[Suspect]) -> str:
    """Ask to compare with the scan; name the cells most likely misread and what they should be."""
    likeliest = "; ".join(map(_suspect, suspects[:LISTED]))
    rest = f" and others ({len(suspects)} cells)" if len(suspects) > LISTED else ""
    most = f"; most likely misread: {likeliest}{rest}" if suspects else ""
    return f"These numbers were recognised from a scan: compare them with it{most}."


def _suspect(suspect: Suspect) -> str:
    shown = suspect.shown
    return (
        f"{shown_label(shown)}{at(shown.place)}, recognised as {number(shown.value or 0)}, "
        f"would agree as {number(suspect.fits)}"
    )
