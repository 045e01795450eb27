"""What a report is once it is read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from typing import Final, Literal

from msgspec import Struct, ValidationError

from gouji.money import Unit

Number = int | Decimal
CellId = str
TableId = Literal["t2", "t3", "t4"]
FormatVersion = Literal["2019", "2021"]
Mark = Literal["blank", "placeholder", "missing", "unreadable", "inferred", "recognised"]
Box = tuple[
    float, float, float, float
]  # left, top, right, bottom in points from the page's top left
Source = Literal["title", "period", "body", "signature", "file"]


class UnreadableReport(Exception):
    """The file cannot be read as a report; its text is one Chinese sentence that says what to do."""


class ScannedReport(UnreadableReport):
    """The file shows a report as a picture only: character recognition may read it."""


class OutdatedReport(ValidationError):
    """A report as it was kept is damaged, gone, or of a release that wrote another shape: read its file again."""


class Place(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Where a cell stands: 1-based in the document's own pages and grids; `box` in points."""

    text: str
    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    box: Box | None = None


class Cell(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One figure of the form: the number as printed, or None and the mark that says why."""

    value: Number | None
    mark: Mark | None = None
    unit: Unit | None = None
    place: Place | None = None


_LONGEST: Final = 6  # digits of one count
MISSING = Cell(None, "missing")


def run_together(text: str) -> bool:
    """Whether the digits of a row's numbers stand without a space between some of them."""
    numbers = text.split()
    return len(numbers) == 1 or any(
        len(n) > _LONGEST or (len(n) > 1 and n.startswith("0")) for n in numbers
    )


def undivided(
    marks: Mapping[CellId, Mark | None], places: Mapping[CellId, Place | None]
) -> frozenset[CellId]:
    """The unreadable cells whose row is printed as one text of digits: they run together, or are too few for its cells.

    Such a text is the place of several cells. Numbers are printed there; what they are, only another file can tell.
    """
    digits = {
        cell: p
        for cell, mark in marks.items()
        if mark == "unreadable" and (p := places.get(cell)) and "".join(p.text.split()).isdecimal()
    }
    if not digits:
        return frozenset()
    sharing = Counter((p.table, p.row, p.column, p.text) for p in places.values() if p)
    return frozenset(
        cell for cell, p in digits.items() if sharing[p.table, p.row, p.column, p.text] > 1
    )


class Section(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One of the six sections: its number, its heading, its paragraphs without the tables; all simplified, NFKC.

    `printed`: the paragraphs as the document has them; empty where nobody kept them.
    """

    number: int
    heading: str
    paragraphs: tuple[str, ...]
    printed: tuple[str, ...] = ()


class Heading(Struct, frozen=True, forbid_unknown_fields=True):
    """A level-1 heading as printed (simplified, NFKC); `number` is None where it is none of the six."""

    number: int | None
    text: str


class TableReading(Struct, frozen=True, forbid_unknown_fields=True):
    """A short account of how one table was read, by number of cells and of rows that hold figures.

    `notes` are Chinese sentences on what was odd: a row that is no row of the form, cells that disagree.
    `labels`: (as printed, as in the form) where the two differ. `extra_rows`: labels of rows that only the other
    format has. `surplus`: rows of figures in the table without a label of the form, by place, each with all its text.
    `heads_missing`: labels of columns that the table's header lacks, though its figures are there.
    """

    table: TableId
    expected: int
    found: int
    marked: int
    rows_expected: int = 0
    rows_found: int = 0
    notes: tuple[str, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()
    extra_rows: tuple[str, ...] = ()
    surplus: tuple[Place, ...] = ()
    heads_missing: tuple[str, ...] = ()


class Naming(Struct, frozen=True, forbid_unknown_fields=True):
    """What one source says of organ and year, simplified; `text` as printed there."""

    source: Source
    organ: str | None
    year: int | None
    text: str


class StatedUnits(Struct, frozen=True, forbid_unknown_fields=True):
    """What stands outside an amount's cell of its unit: the units, and the words as printed.

    None is a unit that is none of the three (千元). Of several none is certain.
    """

    units: tuple[Unit | None, ...]
    texts: tuple[str, ...]


class OddYear(Struct, frozen=True, forbid_unknown_fields=True):
    """A caption or label of a table, or its sheet's name, that names another year than the form and the report's year
    have there.

    `place` has its words; `meant`: the right year as years after the report's (上年结转: -1). `cells`: those of a row
    or column of which it is the label.
    """

    table: TableId
    place: Place
    meant: int = 0
    is_label: bool = False
    cells: tuple[CellId, ...] = ()
    is_sheet: bool = False


class Report(Struct, frozen=True, forbid_unknown_fields=True):
    """A report as read, not yet judged. `cells` holds every cell of the table's format.

    `namings` keeps every source of organ and year. `period` and `date` are ISO dates. `recognised`: from a scan.
    `reports`: how many reports the file holds. `lead`: the paragraphs before the first section. `headings`: all of
    level 1 in their order, those within tables included. `traditional`: the share of Chinese characters that are
    traditional, 0 to 1; None where nobody counted. `stated_units`: of amounts whose unit stands outside their cells.
    `odd_years`: captions and labels of tables that name another year. `revisions`, `comments`: how many tracked changes
    and open comments a review left in the file.
    """

    organ: str | None
    year: int | None
    title: str | None
    forms: Mapping[TableId, FormatVersion | None]
    cells: Mapping[CellId, Cell]
    sections: tuple[Section, ...] = ()
    tables: tuple[TableReading, ...] = ()
    namings: tuple[Naming, ...] = ()
    period: tuple[str, str] | None = None
    signature: str | None = None
    date: str | None = None
    recognised: bool = False
    reports: int = 1
    lead: tuple[str, ...] = ()
    headings: tuple[Heading, ...] = ()
    traditional: float | None = None
    stated_units: Mapping[CellId, StatedUnits] = {}
    odd_years: tuple[OddYear, ...] = ()
    revisions: int = 0
    comments: int = 0


# An office in keys, addresses and tokens.
OFFICE: Final = re.compile("[a-z0-9-]{1,64}")


class Key(Struct, frozen=True, forbid_unknown_fields=True):
    """Where a file was handed in: `<office>/<year>/<organ>/…`. Context for rules KEY-01 and KEY-02."""

    office: str
    year: int
    organ: str
