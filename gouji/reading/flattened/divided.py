"""Rows found in text → rows of cells: which values are whose, and which of them may be another row's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Final

from gouji.form import TABLES
from gouji.reading.flattened.form_rows import WORDS_OF_2, Found, Row, is_odd
from gouji.reading.flattened.stretches import BLANK, Span, over, rows_of, shown
from gouji.reading.words.characters import fold
from gouji.reading.words.labels import VOCABULARY
from gouji.report import FormatVersion, TableId

_At = tuple[int, int]  # row and column, 1-based
_BESIDE: Final = 2  # columns that a table may have beside the form's
_BOTH: Final = frozenset[FormatVersion]({"2019", "2021"})


def _widths() -> dict[tuple[str, str], dict[FormatVersion, int]]:
    """How many cells each row has in either format; table 4's one row has all of them."""
    widths: dict[tuple[str, str], dict[FormatVersion, int]] = {}
    for (table_id, format_version), table in TABLES.items():
        for spec in table.specs.values():
            of_row = widths.setdefault((table_id, spec.row.id if table_id != "t4" else ""), {})
            of_row[format_version] = of_row.get(format_version, 0) + 1
    return widths


_WIDTHS: Final = _widths()


@dataclass(slots=True)
class Cells:
    """The rows of cells of one table, the places of its values in the text, and which cells are doubtful."""

    rows: list[list[str]] = field(default_factory=list)
    places: dict[_At, Span] = field(default_factory=dict)
    doubtful: set[_At] = field(default_factory=set)

    def add(self, text: str, spans: Sequence[Span], label: Sequence[str]) -> list[_At]:
        """Add a row, and say where its values are."""
        self.rows.append([*label, *(text[start:end].replace(BLANK, "") for start, end in spans)])
        first = len(label) + 1
        at = [(len(self.rows), column) for column in range(first, first + len(spans))]
        self.places |= dict(zip(at, spans, strict=True))
        return at


def cells_of(text: str, masked: str, rows: Sequence[Row], found: Found) -> Cells:
    """The rows of one table, with the words of the headers before them."""
    cells = Cells()
    formats = _formats_of_2(rows)
    blank = [i for i, row in enumerate(rows) if row.stretch.start in found.behind_blank]
    places: list[list[_At]] = []
    doubtful: set[int] = set()
    for i, row in enumerate(rows):
        if len(row.words) > 1 or any(word in WORDS_OF_2 or is_odd(word) for word in row.words):
            cells.rows.append(row.words)
        widths = _widths_of(row.table, None if row.further else row.id, formats)
        divided = _divided(masked, row, widths)
        again = not blank and _are_alike(text, divided)
        places.append(_add(cells, text, row, divided, again=again))
        is_long = _holds_another(masked, row, max(widths))
        if (len(divided) > 1 and not again) or (len(divided) == 1 and is_long):
            doubtful.update(range(len(rows)) if found.wrapped else _beside(i, blank, len(rows)))
    doubtful.update(i for i, row in enumerate(rows) if row.joined or row.table in found.strays)
    if _are_periods_behind(rows):
        doubtful.update(range(len(rows)))
    cells.doubtful.update(at for i in doubtful for at in places[i])
    return cells


def _add(
    cells: Cells, text: str, row: Row, divided: Sequence[Sequence[Span]], *, again: bool
) -> list[_At]:
    """Add a row's cells, and those behind them as rows without a label, or as the same row once more.

    Gives the places of its own.
    """
    label = [*filter(None, (row.spelling, row.period))]
    at = cells.add(text, divided[0], label)
    if row.unit:
        cells.rows[-1].append(text[slice(*row.unit)])
    for spans in divided[1:]:
        cells.add(text, spans, label if again else [""] * len(label))
    return at


def _are_periods_behind(rows: Sequence[Row]) -> bool:
    """Whether a period between two rows of table 4 may be that of the figures before it."""
    return rows[0].table == "t4" and not rows[0].spelling and any(row.spelling for row in rows)


def _divided(masked: str, row: Row, widths: frozenset[int]) -> list[list[Span]]:
    if row.mixed:
        return [[over(row.stretch.values)]]
    return rows_of(masked, row.stretch, row.label_at, widths)


def _holds_another(masked: str, row: Row, width: int) -> bool:
    """Whether there are more values than a row has, be it with columns beside the form's: some are another row's.

    So they may be where they are as many as two rows have.
    """
    values = shown(masked, row.stretch.values)
    parts = [masked[one[1] : other[0]] for one, other in pairwise(values)]
    is_broken = any("\n" in part for part in parts) and not all("\n" in part for part in parts)
    return len(values) > (width if is_broken else width + _BESIDE) or len(values) >= 2 * width


def _are_alike(text: str, divided: Sequence[Sequence[Span]]) -> bool:
    """Whether there are several rows, with the same figures in each."""
    figures = {tuple(text[slice(*span)] for span in spans) for spans in divided}
    return len(divided) > 1 and len(figures) == 1


def _beside(at: int, blank: Sequence[int], count: int) -> Iterator[int]:
    """The rows that may have slipped by one where one holds two rows' values: as far as to a label without any.

    Where there is none, the next one.
    """
    above = next((i for i in reversed(blank) if i <= at), at)
    below = next((i for i in blank if i > at), min(at + 2, count))
    yield from range(above, below)


@lru_cache(maxsize=256)
def _widths_of(
    of_table: TableId, row: str | None, formats: frozenset[FormatVersion]
) -> frozenset[int]:
    """How many cells a row may have; one that is none of the form's (None), as any of its table's."""
    ids = [(table, name) for table, name in _WIDTHS if table == of_table]
    named = [(of_table, row)] if row is not None else ids
    of_rows = [_WIDTHS[name] for name in named]
    found = {of_row[version] for of_row in of_rows for version in formats if version in of_row}
    return frozenset(found) or frozenset(count for of_row in of_rows for count in of_row.values())


def _formats_of_2(rows: Sequence[Row]) -> frozenset[FormatVersion]:
    """The format whose words alone stand in table 2; both where none or those of both do."""
    of_2 = [row for row in rows if row.table == "t2"]
    labels = [word for row in of_2 for word in (*row.words, fold(row.spelling))]
    roles = [role for label in labels for role in VOCABULARY.get(label, ()) if role.table == "t2"]
    found = {version for role in roles if len(role.forms) == 1 for version in role.forms}
    return frozenset(found) if len(found) == 1 else _BOTH
