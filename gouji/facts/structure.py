"""What is found of the frame: headings of level 1, numbers of those below, labels and shape of the tables."""

from __future__ import annotations

from typing import Literal

from gouji.facts.base import Cells, Excerpt, Facts, Reason, Value
from gouji.numerals import chinese
from gouji.report import Place, TableId

Style = Literal["一、", "（一）", "1.", "（1）", "一是"]
Fault = Literal["level one", "gap", "repeated", "restarted", "alone"]


class HeadingsDisordered(Facts, frozen=True):
    """Headings of level 1, by number: those not found, those found twice, their order where it is wrong.

    `extra`: headings as printed that are none of the six.
    """

    missing: tuple[int, ...] = ()
    repeated: tuple[int, ...] = ()
    order: tuple[int, ...] = ()
    extra: tuple[str, ...] = ()


class HeadingMisworded(Facts, frozen=True):
    """A heading of level 1 whose words or numeral, `printed`, are not the form's."""

    section: int
    printed: str


class Numeral(Value, frozen=True):
    """The number of a heading below level 1, in its style: （三） is `（一）` and 3."""

    style: Style
    number: int

    def __str__(self) -> str:
        counted = self.style.replace("一", chinese(self.number))
        return counted.replace("1", str(self.number))


class NumberingBroken(Facts, frozen=True):
    """The numbers of headings below level 1 do not run on, at the paragraph that begins with `start`.

    `numeral`: the one that is expected (`gap`, `repeated`), that stands before (`restarted`), that is not there
    (`alone`, where nothing follows the first); None where the number is one of level 1 (`level one`). `section` is None
    before the first one.
    """

    section: int | None
    fault: Fault
    start: str
    numeral: Numeral | None


class PartsMiscounted(Facts, frozen=True):
    """The introduction says in `excerpt` that the report consists of `said` parts, which is not the form's number."""

    said: int
    excerpt: Excerpt


class Label(Value, frozen=True):
    """A label as printed, and as the form has it."""

    printed: str
    prescribed: str


class LabelsMisspelt(Facts, frozen=True):
    """Labels of a table that are not the form's."""

    table: TableId
    labels: tuple[Label, ...]


class OldNameOfDocuments(Facts, frozen=True):
    """Table 2 in the format of 2021 calls a row by its old name, 规范性文件."""


class TableIncomplete(Facts, frozen=True):
    """Cells of one table that were not found."""

    missing: Cells


class OtherOutcomesMisshapen(Facts, frozen=True):
    """The rows of （六）其他处理 are not those of the format: cells not found, labels of rows too many."""

    missing: Cells
    extra: tuple[str, ...]


class RowsSurplus(Facts, frozen=True):
    """Rows of figures in a table that have no label of the form, by place, each with all its text."""

    table: TableId
    rows: tuple[Place, ...]


class HeadsMissing(Facts, frozen=True):
    """Columns of a table that its header does not name, though their figures are there."""

    table: TableId
    heads: tuple[str, ...]


class CellsUnrecognised(Reason, frozen=True):
    """Cells of one scanned table that were not found, perhaps for want of recognition."""

    missing: Cells


class OtherOutcomesUnrecognised(Reason, frozen=True):
    """Not all rows of （六）其他处理 were recognised in a scan, or too many."""
