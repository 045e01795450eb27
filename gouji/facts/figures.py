"""What is found of the figures: broken sums, numbers that are no counts, blanks, tables that are not there."""

from __future__ import annotations

from gouji.facts.base import Cells, Facts, Shown
from gouji.form.tree import IdentityKind
from gouji.report import FormatVersion, Number, TableId


class TableMissing(Facts, frozen=True):
    """The table was not found."""

    table: TableId


class WrongFormat(Facts, frozen=True):
    """The table has another format than the one in force in its year."""

    table: TableId
    format_version: FormatVersion
    wanted: FormatVersion
    year: int


class BrokenSum(Facts, frozen=True):
    """An identity of the form that does not hold; of a total, `right` is the total alone.

    `left_sum`, `right_sum`: over the terms that have a number. Where one has none, no number of 0 or more would mend
    it; or, with `assuming`, the terms without a number were taken as 0.
    """

    identity: IdentityKind
    left: tuple[Shown, ...]
    right: tuple[Shown, ...]
    left_sum: Number
    right_sum: Number


class NotWhole(Facts, frozen=True):
    """A count that is no whole number from 0."""

    figure: Shown


class DisputeCellsMissing(Facts, frozen=True):
    """Cells of table 4, which was found, that are not there."""

    missing: Cells


class AmountNotPlain(Facts, frozen=True):
    """An amount that is no plain number: below 0, or with a unit in its cell."""

    figure: Shown


class BlanksLeft(Facts, frozen=True):
    """Cells of one table without a number: how many are empty, and how many hold a placeholder.

    `forced`: those on which the identities force another number than 0. `open`: those that cannot be 0 together, as an
    identity would be broken.
    """

    cells: Cells
    blank: int
    placeholder: int
    forced: tuple[Shown, ...] = ()
    open: Cells | None = None
