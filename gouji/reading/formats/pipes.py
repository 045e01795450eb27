"""Text whose cells are parted by pipes → rows: Markdown, grids drawn of characters, pages stripped of their tags.

What the run of lines shows as a whole says how it is to be read: whether pipes also stand at its edges, whether rules
part its rows, whether a pipe has a line of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import chain
from math import gcd
from typing import Final

from gouji.reading import limits
from gouji.reading.headings import section_number
from gouji.reading.words.values import looks_like_value

Rows = list[list[str]]

_DRAWN = re.compile("[\u2500-\u257f\uff5c]")
# Lines drawn upwards are pipes; what is left of such a drawing are rules.
_UPRIGHT: Final = str.maketrans(dict.fromkeys("│┃║╎╏┆┇┊┋\uff5c", "|"))
_RULE = re.compile(r"[\s|:+=_\u2500-\u257f-]{4,}$")  # with two dashes in it
_CROSSING = re.compile("[+\u250c-\u254b\u2552-\u256c]")  # of a drawn rule; Markdown's has none
_DASHES: Final = ("--", "==", "──", "━━", "══")
_PIPE = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", re.DOTALL)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_MARKUP: Final = "#* \t"  # around a heading in Markdown
_FENCE: Final = "|==="  # before and behind a table of AsciiDoc, whose rows go over lines
_RULED: Final = 3  # rules behind rows; with so many each row stands between two
_BROKEN_CELL = 40  # a longer line between two cells is no broken cell but text
_PIECES = 14  # lines of a broken cell; the longest label set vertically has some twelve characters
_WIDEST: Final = 40  # cells of a row; more on one line are those of a whole table
_PROSE: Final = 120  # characters; with a longer piece a line is text that happens to have a pipe


def with_pipes(text: str) -> str:
    """The text with upright strokes of a drawn table as pipes."""
    return text.translate(_UPRIGHT) if _DRAWN.search(text) else text


def is_rule(line: str) -> bool:
    """Whether a line only rules off: dashes, with the signs of corners and crossings."""
    return _RULE.match(line) is not None and any(dashes in line for dashes in _DASHES)


def shown_lines(line: str) -> list[str]:
    """What a line that is no row shows: the lines of a cell that holds a whole table stand apart in it."""
    pieces = _BREAK.split(line) if "<" in line else [line]
    return [piece for part in pieces if (piece := part.strip())]


def is_piped(line: str) -> bool:
    """Whether pipes part a line's cells; in a longer text they are what a menu or a title is parted with."""
    if "|" not in line:
        return False
    return len(line) <= _PROSE or max(len(p.strip()) for p in line.split("|")) <= _PROSE


def rows_of_pipes(lines: Sequence[str], start: int) -> tuple[int, Rows]:
    """The end of the run of piped lines that begins at `start`, and its rows; none where it is text."""
    run: list[str] = []
    i = start
    while i < len(lines):
        limits.check_time()
        line = lines[i].rstrip()  # the space before a lone pipe is a blank cell's
        if "|" in line and not is_piped(line):
            break
        if "|" not in line and line and not (is_rule(line) or continues(lines, i, "|")):
            break
        run.append(line)
        i += 1
    limits.check_cells(sum(line.count("|") for line in run))
    return i, _rows(run)


def continues(lines: Sequence[str], i: int, sign: str) -> bool:
    """Whether line i goes on with a cell broken over lines: short, no heading, and soon a cell follows."""
    for line in lines[i : i + _PIECES]:
        if sign in line.strip(" \u3000"):
            return True
        if is_rule(line):
            continue
        if len(line.strip()) > _BROKEN_CELL or section_number(line.strip(_MARKUP)):
            return False
    return False


def _rows(run: Sequence[str]) -> Rows:
    shown = [line for line in run if line]
    if any(line.strip() == "|" for line in shown) and not any(map(_has_cells, shown)):
        return list(_cells_between_pipes(shown))
    if not any(_PIPE.search(line.strip("|")) for line in shown):
        return list(_cells_before_pipes([line for line in shown if not is_rule(line)]))
    if any(line.strip() == _FENCE for line in shown):
        return _without_repeats(_cells(list(_joined(run)), ends=False))
    if sum(is_rule(line) and _CROSSING.search(line) is not None for line in shown) >= _RULED:
        return _without_repeats(_ruled_off(shown))
    kept = [line for line in shown if not is_rule(line)]
    rows = _without_repeats(_cells(kept))
    if len(rows) == 1 and len(rows[0]) > _WIDEST:
        return [[cell] for cell in rows[0]]
    # One line with pipes and no figure is a line of text.
    return rows if len(rows) > 1 or any(map(looks_like_value, chain(*rows))) else []


def _has_cells(line: str) -> bool:
    return "|" in line and line.strip() != "|"


def _cells(lines: Sequence[str], *, ends: bool | None = None) -> Rows:
    """Rows of a line each. `ends`: a pipe ends the last cell of each, too; None: where it stands behind all of them.

    Likewise a pipe before all rows begins them. A line without pipes says nothing of that.
    """
    piped = [line.strip() for line in lines if "|" in line]
    begins = all(line.startswith("|") for line in piped)
    if ends is None:
        ends = all(line.endswith("|") for line in piped)
    rows: Rows = []
    for line in lines:
        cells = [_cell(text) for text in _PIPE.split(line.strip())]
        if len(cells) > 1:
            rows.append(cells[begins : len(cells) - ends])
        elif looks_like_value(cells[0]) and rows and not (begins or ends or rows[-1][-1]):
            rows[-1][-1] = cells[0]  # the line was broken behind the last pipe
        else:
            rows.append(cells)
    return rows


def _cell(text: str) -> str:
    if not text or text.isalnum():
        return text
    text = _BREAK.sub("\n", text) if "<" in text else text
    text = unescape(text) if "&" in text else text
    text = _BOLD.sub(r"\2", text.strip()) if "*" in text or "__" in text else text
    return (_ESCAPED.sub(r"\1", text) if "\\" in text else text).strip()


def _ruled_off(lines: Sequence[str]) -> Rows:
    """Rows that stand between rules, each over one line or several."""
    rows: Rows = []
    group: list[str] = []
    for line in (*lines, "----"):
        if not is_rule(line):
            group.append(line)
        elif group:
            of_lines = _cells(group, ends=True)
            width = max(map(len, of_lines))
            filled = [[*cells, *[""] * (width - len(cells))] for cells in of_lines]
            rows.append(["\n".join(filter(None, column)) for column in zip(*filled, strict=True)])
            group = []
    return rows


def _joined(run: Sequence[str]) -> Iterator[str]:
    """Rows over lines, as empty lines part them; where a table has none, each line is a row."""
    table: list[str] = []
    for line in (*run, _FENCE):
        if line.strip() != _FENCE:
            table.append(line)
            continue
        parts = "\n".join(table).strip("\n").split("\n\n")
        rows = parts if len(parts) > 1 else parts[0].split("\n")
        yield from (row.replace("\n", " ") for row in rows if row.strip())
        table = []


def _without_repeats(rows: Rows) -> Rows:
    """Merged cells that a converter wrote once for each place: below two names that are the same stands one figure."""
    names: list[str] = []
    kept: Rows = []
    for row in rows:
        if any(map(looks_like_value, row)):
            kept.append(_merged(row, names) if len(row) == len(names) else row)
        else:
            if len(set(row) - {""}) > 1:
                names = row
            kept.append(row)
    return kept


def _merged(row: Sequence[str], names: Sequence[str]) -> list[str]:
    return [
        cell
        for i, cell in enumerate(row)
        if not (i and cell == row[i - 1] and (_is_label(cell) or _is_one(names, i)))
    ]


def _is_label(cell: str) -> bool:
    return bool(cell) and not looks_like_value(cell)


def _is_one(names: Sequence[str], i: int) -> bool:
    return bool(names[i]) and names[i] == names[i - 1]


def _cells_between_pipes(run: Sequence[str]) -> Iterator[list[str]]:
    """A cell a line, and a pipe on a line between two: a row of one cell each; two pipes have a blank cell between."""
    after_pipe = False
    for line in run:
        is_pipe = line.strip() == "|"
        if not is_pipe or after_pipe:
            yield ["" if is_pipe else line.strip()]
        after_pipe = is_pipe


def _cells_before_pipes(run: Sequence[str]) -> Iterator[list[str]]:
    """Rows of one-cell-a-line pipes. A line of nothing but pipes fills a row up to the table's width.

    Rows that need no filling run into the next; the width, which all filled rows share, parts them. Where none is
    filled, nothing does: each cell is a row.
    """
    stretches: list[list[str | None]] = [[]]  # None: a place that is only filled up
    broken = ""
    for line in run:
        if not line.strip("|"):
            stretches[-1].extend([None] * len(line))
            stretches.append([])
        elif line.endswith("|") or line.startswith("|"):
            stretches[-1].append(broken + line.strip("|").strip())
            broken = ""
        else:
            broken += line.strip()
    width = gcd(*(len(stretch) for stretch in stretches[:-1]))
    filled = len(stretches) > 1
    for stretch in stretches:
        step = width if width > 1 else max(len(stretch), 1) if filled else 1
        for i in range(0, len(stretch), step):
            yield [cell for cell in stretch[i : i + step] if cell is not None]
