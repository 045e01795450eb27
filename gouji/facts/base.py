"""What all facts are made of: kinds with a tag of their own, figures with their places, quotations."""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

from gouji.report import CellId, FormatVersion, Mark, Number, Place

_WORD = re.compile(r"(?<!^)(?=[A-Z])")


def _tag(name: str) -> str:
    return _WORD.sub("-", name).lower()


class Value(Struct, frozen=True, forbid_unknown_fields=True):
    """A part of facts that is no fact by itself."""


class Shown(Value, frozen=True, omit_defaults=True):
    """One figure: its cell in the format of its report, the number as printed or as the identities force it.

    `deduced`: the number is forced, not printed. `place` has no box.
    """

    cell: CellId
    format_version: FormatVersion
    value: Number | None = None
    mark: Mark | None = None
    deduced: bool = False
    place: Place | None = None


class Cells(Value, frozen=True):
    """Cells of one table in one format, by id."""

    format_version: FormatVersion
    cells: tuple[CellId, ...]


class Suspect(Value, frozen=True):
    """A recognised figure that was most likely misread, and the number with which the sums hold."""

    shown: Shown
    fits: Number


class Habit(Value, frozen=True):
    """One slip that runs through a line of the table: a row, or the column of totals, by a cell of it.

    `included`: in every place it holds what stands in the line of `other` besides; `left-out`, `twice`: of a total,
    that part. `shifted`: the row's numbers stand one column too far to the side on which `other` lies.
    """

    way: Literal["included", "left-out", "twice", "shifted"]
    line: Literal["row", "column"]
    format_version: FormatVersion
    cell: CellId
    other: CellId


class Excerpt(Value, frozen=True, omit_defaults=True):
    """Words of the document, without line ends. `cut_before`, `cut_after`: more stands before or behind them there.

    `verbatim`: letter by letter as printed; else as read, which is with half-width marks and simplified.
    """

    text: str
    cut_before: bool = False
    cut_after: bool = False
    verbatim: bool = False


class Facts(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    tag_field="kind",
    tag=_tag,
    kw_only=True,
):
    """What a finding says, without its words; the tag `kind` is the class's name (`broken-sum`).

    `habit`: the one slip by which most likely all findings of its cause came about. `refuted`: which of the cause's
    repairs, counted from 0, the text or last year's report contradicts.
    `suspects`: of recognised figures those most likely misread; None where nothing was recognised. `uncertain`: some
    figure of the finding was recognised or inferred, so that the finding only warns. `assuming`: blanks and
    placeholders were taken as 0, so that it only warns, too. `further`: so many alike findings are not listed.
    """

    habit: Habit | None = None
    refuted: tuple[int, ...] = ()
    suspects: tuple[Suspect, ...] | None = None
    uncertain: bool = False
    assuming: Literal["zero"] | None = None
    further: int = 0


class Reason(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    tag_field="kind",
    tag=_tag,
    kw_only=True,
):
    """Why a rule could not be checked, without its words. `further`: so many alike reasons are not listed."""

    further: int = 0
