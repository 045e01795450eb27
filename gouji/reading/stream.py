"""Paragraphs → grids, where a table was pasted as text: one cell a line, or a row on a line.

A row ends where a value is followed by something that is none. Blanks leave no trace in such text, so a
row that is short of values stays short: what its cells held is not certain.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from gouji.reading.document import Block, Document, Grid, Paragraph, ragged_grid
from gouji.reading.headings import section_number
from gouji.reading.values import looks_like_value

_LABEL_LENGTH: Final = 60  # a longer paragraph is narrative
_VALUE_LENGTH: Final = 24


def with_flattened_tables(document: Document) -> Document:
    """The same document with runs of short paragraphs that hold values turned into ragged grids."""
    blocks: list[Block] = []
    run: list[Paragraph] = []
    number = sum(isinstance(block, Grid) for block in document.blocks)
    for block in (*document.blocks, None):
        if isinstance(block, Paragraph) and _may_be_cell(block.text):
            run.append(block)
            continue
        rows = _rows(run)
        if rows:
            number += 1
            blocks.append(ragged_grid(rows, number))
        else:
            blocks.extend(run)
        run = []
        if block is not None:
            blocks.append(block)
    return replace(document, blocks=tuple(blocks))


def _may_be_cell(text: str) -> bool:
    return len(text) <= _LABEL_LENGTH and not section_number(text)


def _rows(run: list[Paragraph]) -> list[list[str]]:
    rows: list[list[str]] = [[]]
    values = 0
    for paragraph in run:
        for token in _tokens(paragraph.text):
            value = _is_value(token)
            if not value and rows[-1] and _is_value(rows[-1][-1]):
                rows.append([])
            rows[-1].append(token)
            values += value
    # Fewer values than table 2 has: a list in the narrative, not a table.
    return rows if values >= 4 else []


def _is_value(token: str) -> bool:
    return len(token) <= _VALUE_LENGTH and looks_like_value(token)


def _tokens(text: str) -> list[str]:
    """A line as one cell, or as a label and its values where it ends in several of them."""
    pieces = text.split()
    cut = len(pieces)
    while cut and _is_value(pieces[cut - 1]):
        cut -= 1
    head = " ".join(pieces[:cut])
    return ([head] if head else []) + pieces[cut:]
