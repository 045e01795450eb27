"""What a check is given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from gouji.form import TABLE_IDS, TABLES, Table, format_version_of
from gouji.judging.context import Context, SeasonContext
from gouji.judging.peers import Among, Names, Peers
from gouji.judging.sums.deduction import deduce
from gouji.judging.text.claims import Claim, Sentence, claims_of, sentences
from gouji.organs import Kind, Organ, find, kind_of
from gouji.report import Cell, CellId, Number, Report, TableId, undivided
from gouji.season.sketch import Sketch


class Subject(Protocol):
    """What is judged, whole or in small: its figures, and what is known beside it."""

    @property
    def context(self) -> SeasonContext:
        """What is known beside it."""

    @property
    def cells(self) -> Mapping[CellId, Cell]:
        """The cells as read."""

    @property
    def deduced(self) -> Mapping[CellId, Number]:
        """What the identities force on cells without a number."""

    @property
    def undivided(self) -> frozenset[CellId]:
        """The cells whose digits are known to run together."""

    @property
    def is_recognised(self) -> bool:
        """Whether it was read from a scan."""

    @property
    def printed_organ(self) -> str | None:
        """The organ as printed."""

    @property
    def entry(self) -> Organ | None:
        """The roster's entry of the organ."""

    def table(self, table: TableId) -> Table:
        """The table in the format of the report."""

    def value(self, cell: CellId) -> Number | None:
        """The number as printed, else as deduced, else None."""


@dataclass(frozen=True, eq=False)  # known by itself, so that what follows from it can be cached
class Case:
    """A report under judgement, with what is known beside it."""

    report: Report
    context: Context = field(default_factory=Context)

    @cached_property
    def deduced(self) -> Mapping[CellId, Number]:
        """What the identities force on cells without a number."""
        return _deduced(self)

    @cached_property
    def values(self) -> Mapping[CellId, Number | None]:
        """The number of each cell as printed, else as deduced, else None."""
        printed = {cell: found.value for cell, found in self.cells.items()}
        return {**printed, **self.deduced}

    @cached_property
    def previous(self) -> Case | None:
        """The report that was given as last year's; whether it is, `last_year` says."""
        previous = self.context.previous
        return None if previous is None else Case(previous)

    @cached_property
    def entry(self) -> Organ | None:
        """The roster's entry of the organ, by what the report says or else by where it was handed in."""
        roster, key = self.context.roster or (), self.context.key
        return find(roster, self.report.organ) or find(roster, key.organ if key else None)

    @cached_property
    def kind(self) -> Kind | None:
        """What kind of organ reports: by the roster, else by its name; None where neither tells."""
        printed = self.report.organ
        if printed is None:
            return kind_of(None, self.entry)
        return kind_of(printed, find(self.context.roster or (), printed))

    @cached_property
    def cells(self) -> Mapping[CellId, Cell]:
        """The cells as read."""
        return self.report.cells

    @property
    def is_recognised(self) -> bool:
        """Whether the report was read from a scan."""
        return self.report.recognised

    @property
    def printed_organ(self) -> str | None:
        """The organ as printed."""
        return self.report.organ

    @cached_property
    def undivided(self) -> frozenset[CellId]:
        """The cells whose digits run together in such a way that they cannot be told apart."""
        marks = {cell: found.mark for cell, found in self.cells.items()}
        return undivided(marks, {cell: found.place for cell, found in self.cells.items()})

    @cached_property
    def text(self) -> tuple[Sentence, ...]:
        """The sentences of the six sections, with their figures."""
        return tuple(sentences(self.report))

    @cached_property
    def counting(self) -> tuple[Sentence, ...]:
        """The sentences that have a figure, or say what there was none of."""
        return tuple(sentence for sentence in self.text if sentence.figures or sentence.none)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """What the text states for sure of the tables, each claim once, in reading order."""
        return tuple(dict.fromkeys(claims_of(self.counting)))

    def table(self, table: TableId) -> Table:
        """The table in its own format, or, where it is absent, in the year's."""
        return TABLES[table, self.report.forms[table] or format_version_of(self.report.year)]

    def value(self, cell: CellId) -> Number | None:
        """The number as printed, else as deduced, else None."""
        return self.values[cell]


@dataclass(frozen=True, eq=False)
class SeasonCase:
    """A report in small among those of its office, itself one of them or not: what rules of the season are given."""

    sketch: Sketch
    context: SeasonContext
    among: Among

    @property
    def names(self) -> Names:
        """Which names are one organ's."""
        return self.among.names

    @property
    def peers(self) -> Peers | None:
        """The year's current reports."""
        return self.among.peers

    @property
    def last(self) -> Peers | None:
        """The reports of the year before."""
        return self.among.last

    def beside(self, sketch: Sketch) -> SeasonCase:
        """Another report of the office, as one of which nothing else is asked than its figures."""
        return SeasonCase(sketch, self.context, Among(self.names))

    @cached_property
    def cells(self) -> Mapping[CellId, Cell]:
        """The cells as read, but for their places."""
        sketch = self.sketch
        return {
            cell: Cell(value, sketch.marks.get(cell), sketch.units.get(cell))
            for cell, value in sketch.cells.items()
        }

    @cached_property
    def deduced(self) -> Mapping[CellId, Number]:
        """What the identities force on cells without a number."""
        return _deduced(self)

    @property
    def undivided(self) -> frozenset[CellId]:
        """None: without their places nobody can tell."""
        return frozenset()

    @property
    def is_recognised(self) -> bool:
        """Whether the report was read from a scan."""
        return self.sketch.recognised

    @property
    def printed_organ(self) -> str | None:
        """The organ as printed."""
        return self.sketch.printed_organ

    @property
    def entry(self) -> Organ | None:
        """The roster's entry of the organ, by where the report was handed in, or else by what it says."""
        return self.names.of(self.sketch)

    @property
    def kind(self) -> Kind | None:
        """What kind of organ reports: by the roster, else by its name; None where neither tells."""
        printed = self.sketch.printed_organ
        if printed is None:
            return kind_of(None, self.entry)
        return kind_of(printed, self.names.of_name(printed))

    def table(self, table: TableId) -> Table:
        """The table in its own format, or, where it is absent, in the year's."""
        sketch = self.sketch
        return TABLES[table, sketch.forms[table] or format_version_of(sketch.printed_year)]

    def value(self, cell: CellId) -> Number | None:
        """The number as printed, else as deduced, else None."""
        printed = self.cells[cell].value
        return self.deduced.get(cell) if printed is None else printed


def _deduced(case: Case | SeasonCase) -> Mapping[CellId, Number]:
    identities = [i for table in TABLE_IDS for i in case.table(table).identities]
    return deduce(identities, {cell: found.value for cell, found in case.cells.items()})


def is_whole(value: Number | None) -> bool:
    """Whether a printed number is a whole number from 0, as counts are."""
    return isinstance(value, int) and value >= 0
