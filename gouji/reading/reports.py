"""Several reports in one file: where each begins, and which one the place of handing in names."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from gouji.reading import limits
from gouji.reading.document import Document, Grid, Paragraph
from gouji.reading.narrative import named_in, read_narrative
from gouji.reading.tables.rows import find_tables
from gouji.reading.words.characters import squeezed
from gouji.report import Key

_NAMED = tuple[str | None, int | None]


def reports_of(document: Document) -> list[Document]:
    """The document cut where a title names another organ or year; one part if tables follow one title only.

    Links to other reports have titles, too, but no tables behind them.
    """
    starts = _starts(document)
    cuts = [0, *starts[1:], len(document.blocks)] if starts else [0, len(document.blocks)]
    parts = [Document(document.blocks[start:end]) for start, end in pairwise(cuts)]
    full = [part for part in parts if _holds_tables(part)]
    return full if len(full) > 1 else [document]


def named_by(parts: Sequence[Document], key: Key | None) -> Document | None:
    """The one part whose organ and year are the key's; None where none or several are."""
    if key is None:
        return None
    fitting = []
    for part in parts:
        narrative = read_narrative([paragraph.text for paragraph in part.paragraphs])
        if (narrative.organ, narrative.year) == (key.organ, key.year):
            fitting.append(part)
    return fitting[0] if len(fitting) == 1 else None


def _starts(document: Document) -> list[int]:
    """Where a title names an organ or year that the title before did not."""
    starts: list[int] = []
    known: _NAMED = (None, None)
    above: list[str] = []  # lines of a title that is set over several
    for i, block in enumerate(document.blocks):
        limits.check_time()
        if not isinstance(block, Paragraph):
            above = []
            continue
        line = squeezed(block.text)
        named, lines = _title_of([*above[-2:], line])
        if any(named) and _differ(known, named):
            starts.append(i - lines + 1)
            known = named
        above.append(line)
    return starts


def _title_of(lines: Sequence[str]) -> tuple[_NAMED, int]:
    """What the shortest title at the end of these lines names, and over how many lines it stands."""
    if not any(named_in(lines[-1])) and not lines[-1].endswith("报告"):
        return (None, None), 0
    for count in range(1, len(lines) + 1):
        named = named_in("".join(lines[-count:]))
        if all(named):
            return named, count
    return named_in(lines[-1]), 1


def _differ(one: _NAMED, other: _NAMED) -> bool:
    return one == (None, None) or any(
        a is not None and b is not None and a != b for a, b in zip(one, other, strict=True)
    )


def _holds_tables(part: Document) -> bool:
    grids = any(isinstance(block, Grid) for block in part.blocks)
    return grids and any(row.table == "t3" for row in find_tables(part).rows)
