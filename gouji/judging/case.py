"""What a check is given, and what it yields."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from gouji.form import TABLE_IDS, TABLES, Table, form_of_year
from gouji.judging.context import Context
from gouji.judging.rules.entries import RULES
from gouji.judging.sums.deduction import deduce
from gouji.report import Cell, CellId, Number, Report, TableId
from gouji.verdict import Finding, Unassessed
from gouji.wording.findings.base import sentence

Outcome = Finding | Unassessed
Check = Callable[["Case"], Iterator[Outcome]]


@dataclass(frozen=True, eq=False)
class Case:
    """A report under judgement, with what is known beside it."""

    report: Report
    context: Context = field(default_factory=Context)

    @cached_property
    def deduced(self) -> Mapping[CellId, Number]:
        """What the identities force on cells without a number."""
        identities = [i for table in TABLE_IDS for i in self.table(table).identities]
        values = {cell: self.cells[cell].value for i in identities for cell in i.cells}
        return deduce(identities, values)

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
    def cells(self) -> Mapping[CellId, Cell]:
        """The cells as read."""
        return self.report.cells

    def table(self, table: TableId) -> Table:
        """The table in its own format, or, where it is absent, in the year's."""
        return TABLES[table, self.report.forms[table] or form_of_year(self.report.year)]

    def value(self, cell: CellId) -> Number | None:
        """The number as printed, else as deduced, else None."""
        return self.values[cell]


_SEVERITY = {rule.id: rule.severity for rule in RULES}


def finding(rule: str, cells: Sequence[CellId], message: str) -> Finding:
    """A broken rule, as grave as the catalogue has it."""
    return Finding(rule, _SEVERITY[rule], tuple(cells), message)


def unassessed(rule: str, reason: str, cells: Sequence[CellId] = ()) -> Unassessed:
    """A rule that could not be checked; `reason` is a Chinese sentence."""
    return Unassessed(rule, tuple(cells), reason)


def is_whole(value: Number | None) -> bool:
    """Whether a printed number is a whole number from 0, as counts are."""
    return isinstance(value, int) and value >= 0


def why_lacking(case: Case, what: str, otherwise: str) -> str:
    """Why something is not there beside the report, in words; `otherwise` where nobody said."""
    reason = case.context.lacking.get(what)
    return sentence(reason) if reason else otherwise
