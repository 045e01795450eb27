"""Text whose labels are wrapped around their values: which row of table 3 each line of values is.

A program that turns pages into text writes line by line, so that a label of several lines stands partly before its
values and partly behind them, between pieces of its neighbours and of the groups' labels. A line of values can be a
row's where the row's label is found in what stands around it; of all ways to assign the lines in the form's order the
one that fits best is taken, and of it what no other such way contradicts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import Final

from gouji.form import TABLE_IDS, TABLES
from gouji.reading import limits
from gouji.reading.words.characters import fold
from gouji.reading.words.labels import VOCABULARY
from gouji.report import FormatVersion, TableId
from gouji.text import lazy_pattern

_PIECE = lazy_pattern(r"[^\s|]+")
_BEFORE: Final = 150  # characters before values in which a label may begin
_BEHIND: Final = 80  # characters behind values in which it may end
_MOST: Final = 400  # lines of values; a table has 25


def _order(table: TableId, format_version: FormatVersion) -> tuple[str, ...]:
    """The ids of the rows, in the form's order."""
    specs = TABLES[table, format_version].specs.values()
    return tuple(dict.fromkeys(spec.row.id for spec in specs))


_IDS: Final = {table: (_order(table, "2021"), _order(table, "2019")) for table in TABLE_IDS}
_ORDERS: Final = _IDS["t3"]
_LABELS: Final = {
    row: tuple(
        spelling
        for spelling, roles in VOCABULARY.items()
        if any((role.table, role.axis, role.id) == ("t3", "row", row) for role in roles)
    )
    for row in dict.fromkeys(chain(*_ORDERS))
}
_SPELLINGS: Final = frozenset(chain(*_LABELS.values()))
_LONGEST: Final = max(map(len, _SPELLINGS))
LABELS: Final = {row: labels[0] for row, labels in _LABELS.items()}
_Rows = list[str | None]


def are_in_order(rows: Sequence[str]) -> bool:
    """Whether rows of table 3 come as in a format of the form, each once."""
    return any(
        set(rows) <= set(order) and list(rows) == [row for row in order if row in rows]
        for order in _ORDERS
    )


def are_all(table: TableId, rows: Sequence[str]) -> bool:
    """Whether all rows that a table has in a format of the form are among these."""
    return any(set(of_format) <= set(rows) for of_format in _IDS[table])


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around a line of values, folded: before it, on its own line directly before it, behind it.

    `numeral`: a numeral alone stands directly before it, so that the label's words are behind.
    """

    before: str
    beside: str
    behind: str
    numeral: bool


def rows_around(texts: Sequence[str]) -> _Rows:
    """The row of each line of values, from the texts before, between and behind them; None where it is not certain."""
    if len(texts) > _MOST:
        return [None] * (len(texts) - 1)
    folded = list(map(_folded, texts))
    around = [
        _Around(
            folded[i][-_BEFORE:],
            fold(piece),
            folded[i + 1][:_BEHIND],
            bool(piece) and not fold(piece),
        )
        for i in range(len(texts) - 1)
        for piece in (_beside(texts[i]),)
    ]
    of_rows = [{row: _fit(labels, place) for row, labels in _LABELS.items()} for place in around]
    found = [
        _assigned([[fits[row] for row in order] for fits in of_rows], order) for order in _ORDERS
    ]
    (first, rows), (second, others) = found
    if first != second:
        return rows if first > second else others
    return [row if row == other else None for row, other in zip(rows, others, strict=True)]


def _folded(text: str) -> str:
    return "".join(map(fold, _PIECE.findall(text)))


def printed_again(texts: Sequence[str], values: Sequence[Sequence[str]]) -> set[int]:
    """The lines whose label and values are those of the line above: one whole label parts the values of both.

    `texts`: those before, between and behind the lines.
    """
    folded = list(map(_folded, texts))
    return {
        i
        for i in range(1, len(values))
        if values[i] == values[i - 1] and _is_label(folded[i], folded[i - 1], folded[i + 1])
    }


def _is_label(text: str, before: str, behind: str) -> bool:
    """Whether a text is the end of a label that another text ends with, and its beginning, with which one goes on."""
    return len(text) <= _LONGEST and any(
        text[at:] + text[:at] in _SPELLINGS
        and before.endswith(text[at:])
        and behind.startswith(text[:at])
        for at in range(len(text) + 1)
    )


def _beside(text: str) -> str:
    pieces = _PIECE.findall(text.rpartition("\n")[2])
    return pieces[-1] if pieces else ""


def _fit(labels: Sequence[str], around: _Around) -> int:
    """How well the values fit a row; 0 where they cannot be its."""
    limits.check_time()
    return max(_fit_of_label(label, around) for label in labels)


def _fit_of_label(label: str, around: _Around) -> int:
    if around.numeral:
        return 2 * int(_end(label, around.behind) == len(label))
    if around.before.endswith(label):
        return 3
    if not around.beside:
        return int(_beginning(label, around.before) + _end(label, around.behind) >= len(label))
    before = around.before.removesuffix(around.beside)
    least = len(label) - _end(label, around.behind)
    for place in re.finditer(f"(?={re.escape(around.beside)})", label):
        if place.start() + len(around.beside) >= least and (
            _beginning(label, before) >= place.start()
        ):
            return 2
    return 0


def _beginning(label: str, text: str) -> int:
    """How many of a label's first characters stand in a text, in order."""
    found = at = 0
    for character in label:
        at = text.find(character, at) + 1
        if not at:
            break
        found += 1
    return found


def _end(label: str, text: str) -> int:
    return _beginning(label[::-1], text[::-1])


def _assigned(fits: Sequence[Sequence[int]], order: Sequence[str]) -> tuple[int, _Rows]:
    """The highest sum of fits of all assignments in order, and what all assignments with that sum agree on."""
    lines, rows = len(fits), len(order)
    until = _best_sums(fits)
    behind = [line[::-1] for line in _best_sums([line[::-1] for line in reversed(fits)])][::-1]
    best = until[lines][rows]
    found: _Rows = []
    for i, of_line in enumerate(fits):
        ways = [
            j
            for j, fit in enumerate(of_line)
            if fit and until[i][j] + fit + behind[i + 1][j + 1] == best
        ]
        may_be_none = any(until[i][j] + behind[i + 1][j] == best for j in range(rows + 1))
        found.append(order[ways[0]] if len(ways) == 1 and not may_be_none else None)
    return best, found


def _best_sums(fits: Sequence[Sequence[int]]) -> list[list[int]]:
    """The highest sum of the first lines and the first rows, for each number of both."""
    sums = [[0] * (len(fits[0]) + 1)] if fits else [[0]]
    for of_line in fits:
        above = sums[-1]
        taken = [above[j] + fit if fit else 0 for j, fit in enumerate(of_line)]
        sums.append(list(accumulate(map(max, above, [0, *taken]), max)))
    return sums
