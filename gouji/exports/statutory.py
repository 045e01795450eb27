"""The statutory tables filled with sums: each in the formats that reports use, over the reports that use them so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from gouji.form import SECTIONS, TABLE_IDS, TABLES, Table, format_version_of
from gouji.report import CellId, FormatVersion, Number, TableId
from gouji.season.totals import Figures, Total, totals
from gouji.wording.exported import Summed

# The newest first: where a table is alike in several versions, that of the newest stands for all.
_VERSIONS: Final[tuple[FormatVersion, ...]] = ("2021", "2019")
_CELLS: Final = {key: frozenset(table.specs) for key, table in TABLES.items()}


@dataclass(frozen=True, slots=True)
class FilledTable:
    """A table in one format, added up over `reports` of that format. `mixed`: others have it in another format."""

    table: Table
    reports: int
    totals: Mapping[CellId, Total]
    mixed: bool

    @property
    def heading(self) -> str:
        """「三、收到和处理政府信息公开申请情况」, with the format where there are several."""
        number = TABLE_IDS.index(self.table.id)
        version = f"（{self.table.format_version}年格式，{self.reports}份）" if self.mixed else ""
        return f"{'二三四'[number]}、{SECTIONS[number + 1]}{version}"

    def figure(self, cell: CellId) -> Number | None:
        """The sum of the certain numbers; None where no report has one, for a blank is no zero."""
        total = self.totals.get(cell)
        return total.certain if total and total.shares.get("certain") else None


@dataclass(frozen=True, slots=True)
class Filled:
    """The tables of an office's year, in the order of the form, and which reports were added up."""

    summed: Summed
    tables: tuple[FilledTable, ...]


def filled(
    year: int | None,
    reports: Mapping[str, Figures],
    *,
    accepted: bool = False,
    left_out: Sequence[str] = (),
) -> Filled:
    """Fill the tables with the sums of reports, by organ. Without a report there are empty ones."""
    tables: list[FilledTable] = []
    lacking: dict[TableId, int] = {}
    for table_id in TABLE_IDS:
        by_version: dict[FormatVersion | None, dict[str, Figures]] = {}
        for organ, figures in reports.items():
            by_version.setdefault(form_of(table_id, figures), {})[organ] = figures
        lacking[table_id] = len(by_version.pop(None, ()))
        versions = [v for v in _VERSIONS if v in by_version] or [format_version_of(year)]
        for version in versions:
            own = by_version.get(version, {})
            sums = {total.cell: total for total in totals(own)}
            tables.append(FilledTable(TABLES[table_id, version], len(own), sums, len(versions) > 1))
    summed = Summed(
        year=year,
        organs=tuple(reports),
        lacking=lacking,
        mixed=any(table.mixed for table in tables),
        accepted=accepted,
        left_out=left_out,
    )
    return Filled(summed, tuple(tables))


def form_of(table: TableId, figures: Figures) -> FormatVersion | None:
    """The format in which a report has a table, by the cells that were found; None where none was."""
    shown = figures.cells.keys() - {c for c, mark in figures.marks.items() if mark == "missing"}
    found = {version: len(_CELLS[table, version] & shown) for version in _VERSIONS}
    likeliest = max(_VERSIONS, key=found.__getitem__)  # of equals the newest
    return likeliest if found[likeliest] else None
