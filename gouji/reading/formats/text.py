"""Plain text → paragraphs and grids, by what the typography shows: tabs, pipes, blank lines.

Three layouts keep rows and blanks: cells parted by tabs on one line; one cell a line behind a tab,
rows parted by empty lines; one cell a line before a pipe, rows filled up with pipes. Text that shows
no cells stays paragraphs; `gouji.reading.tables.pasted` looks for tables in those.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import gcd

from gouji.reading import limits
from gouji.reading.document import Block, Document, Paragraph, ragged_grid
from gouji.reading.files.decoding import decode
from gouji.reading.headings import section_number
from gouji.reading.words.values import looks_like_value

_RULE = re.compile(r"[\s|:+=_-]++$")  # with two dashes in it
_BROKEN_CELL = 40  # a longer line between two cells is no broken cell but text
_PIECES = 14  # lines of a broken cell; the longest label set vertically has some twelve characters
_CELL = 80  # a longer line behind a tab is an indented paragraph

Rows = list[list[str]]


def read_text_bytes(document: bytes) -> Document:
    """Read a text file's bytes. Raises UnreadableReport where no encoding fits."""
    return read_text(decode(document))


def read_text(text: str) -> Document:
    """Read decoded text. Lines end in any way; form feeds count as line ends."""
    limits.check_text(len(text))
    lines = re.split(r"\r\n|[\r\n\f\v\u2028\u2029]", text)
    blocks: list[Block] = []
    tables = 0
    i = 0
    while i < len(lines):
        limits.check_time()
        end, rows = _table_at(lines, i)
        if rows:
            tables += 1
            limits.count_cells(sum(map(len, rows)))
            blocks.append(ragged_grid(rows, tables))
        elif end == i:
            if lines[i].strip():
                blocks.append(Paragraph(lines[i].strip()))
            end += 1
        i = end
    return Document(tuple(blocks))


def _table_at(lines: list[str], start: int) -> tuple[int, Rows]:
    line = lines[start]
    if "|" in line:
        return _pipes(lines, start)
    if "\t" in line.strip(" \u3000\t") or _is_padded(lines, start):
        return _tabs(lines, start)
    if _is_tabbed_cell(line):
        return _one_cell_a_line(lines, start)
    return start, []


def _is_padded(lines: list[str], start: int) -> bool:
    """One text before the tabs of empty cells, and a row below: a heading within the table."""
    below = lines[start + 1] if start + 1 < len(lines) else ""
    return lines[start].endswith("\t") and "\t" in below.strip(" \u3000\t")


def _is_tabbed_cell(line: str) -> bool:
    """One cell behind a tab: no further cell on the line, no heading, no indented paragraph."""
    cell = line.strip(" \u3000\t")
    return (
        line.startswith("\t")
        and "\t" not in cell
        and len(cell) <= _CELL
        and not section_number(cell)
    )


def _tabs(lines: list[str], start: int) -> tuple[int, Rows]:
    rows: Rows = []
    i = start
    while i < len(lines) and "\t" in lines[i]:
        limits.check_time()
        if not _is_rule(lines[i]):
            rows.append(lines[i].split("\t"))
        i += 1
    # One line with tabs and no figure is a line of text.
    alone = len(rows) == 1 and not any(map(looks_like_value, rows[0]))
    return (start, []) if alone else (i, rows)


def _one_cell_a_line(lines: list[str], start: int) -> tuple[int, Rows]:
    rows: Rows = [[]]
    i = start
    while i < len(lines):
        limits.check_time()
        line = lines[i]
        if _is_tabbed_cell(line):
            rows[-1].append(line.strip("\t"))
        elif not line.strip():
            rows.append([])
        elif _continues(lines, i, "\t") and rows[-1]:
            rows[-1][-1] += line.strip()
        else:
            break
        i += 1
    return i, [row for row in rows if row]


def _continues(lines: list[str], i: int, sign: str) -> bool:
    """Whether line i goes on with a cell broken over lines: short, no heading, and soon a cell follows."""
    for line in lines[i : i + _PIECES]:
        if sign in line.strip(" \u3000"):
            return True
        if len(line.strip()) > _BROKEN_CELL or section_number(line):
            return False
    return False


def _pipes(lines: list[str], start: int) -> tuple[int, Rows]:
    run: list[str] = []
    i = start
    while i < len(lines):
        limits.check_time()
        line = lines[i].rstrip()  # the space before a lone pipe is a blank cell's
        if "|" not in line and line and not _continues(lines, i, "|"):
            break
        if line:
            run.append(line)
        i += 1
    limits.check_cells(sum(line.count("|") for line in run))
    if sum(line.strip("|").count("|") for line in run) == 0:
        return i, list(_cells_before_pipes(run))
    return i, [_markdown_row(line) for line in run if not _is_rule(line)]


def _is_rule(line: str) -> bool:
    return "--" in line and _RULE.match(line) is not None


def _markdown_row(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")]


def _cells_before_pipes(run: list[str]) -> Iterator[list[str]]:
    """Rows of one-cell-a-line pipes. A line of nothing but pipes fills a row up to the table's width.

    Rows that need no filling run into the next; the width, which all filled rows share, parts them.
    """
    stretches: list[list[str | None]] = [[]]  # None: a place that is only filled up
    broken = ""
    for line in run:
        if not line.strip("|"):
            stretches[-1].extend([None] * len(line))
            stretches.append([])
        elif line.endswith("|"):
            stretches[-1].append(broken + line.removesuffix("|").strip())
            broken = ""
        else:
            broken += line.strip()
    width = gcd(*(len(stretch) for stretch in stretches[:-1]))
    for stretch in stretches:
        step = width if width > 1 else max(len(stretch), 1)
        for i in range(0, len(stretch), step):
            yield [cell for cell in stretch[i : i + step] if cell is not None]
