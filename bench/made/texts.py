"""Layouts of plain text: how reports look that were copied, stripped of their tags, or written by a converter.

`KEPT` show every cell, blank or not; `FLATTENED` leave no trace of a blank. `samples.render` has further ones.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Final

from bench.made.documents import Setting
from samples.printed import Box, Grid
from samples.render import Paragraph

Layout = Callable[[Setting], str]
Rows = list[list[str]]
_SEVEN: Final = 7
_WIDE_LABEL: Final = 9  # characters; a longer one is wrapped where columns are narrow
_LINES: Final = 3  # over which it then goes
_PAGE: Final = 11  # lines of a page
_SPLIT: Final = {
    "自然人": "自然\n人",
    "商业企业": "商业\n企业",
    "科研机构": "科研\n机构",
    "社会公益组织": "社会公益\n组织",
    "法律服务机构": "法律服务\n机构",
    "结果维持": "结果\n维持",
    "尚未审结": "尚未\n审结",
    "总计": "总\n计",
}


def _flat(content: Setting, table: Callable[[Grid], str], gap: str = "\n") -> str:
    return gap.join(
        block.text if isinstance(block, Paragraph) else table(block) for block in content
    )


# --- rows ------------------------------------------------------------------------------------


def _boxes(grid: Grid, row: int) -> list[Box]:
    return [box for box, begins in grid.line(row) if begins]


def _parts(grid: Grid) -> list[tuple[list[str], list[str]]]:
    """Labels and values of each row; a row of labels has no values. What stands behind figures stays there."""
    rows = [_boxes(grid, r) for r in range(len(grid.rows))]
    starts = [next((i for i, box in enumerate(boxes) if box.cell), len(boxes)) for boxes in rows]
    return [
        (
            [box.text for box in boxes[:start] if box.text],
            [box.text for box in boxes[start:]],
        )
        for boxes, start in zip(rows, starts, strict=True)
    ]


def _cells(grid: Grid) -> Rows:
    """Each cell once, in the row in which it begins."""
    return [[box.text for box in _boxes(grid, r)] for r in range(len(grid.rows))]


def _spread(grid: Grid) -> Rows:
    """Every place of the table; a merged cell stands in its first and leaves the others empty."""
    return [
        [box.text if (box.row, box.column) == (r, c) else "" for c, box in enumerate(row)]
        for r, row in enumerate(grid.rows)
    ]


def _repeated(grid: Grid) -> Rows:
    """Every place of the table; a merged cell stands in all of its."""
    return [[box.text for box in row] for row in grid.rows]


# --- layouts that keep blanks ----------------------------------------------------------------


def _markdown(rows: Rows, *, head: bool = True) -> str:
    """`head`: the first row is the header; else an empty one stands before it."""
    width = max(map(len, rows))
    lines = ["| " + " | ".join(row) + " |" for row in ([*rows] if head else [[""] * width, *rows])]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def _written(text: str) -> str:
    """A cell as converters write it: bold, its numeral's dot escaped, a long text broken."""
    if not text.strip() or (text[0].isdecimal() and text[-1].isdecimal()):
        return text
    half = len(text) // 2
    broken = f"{text[:half]}<br>{text[half:]}" if len(text) > _WIDE_LABEL else text
    return "**" + broken.replace(".", "\\.", 1) + "**"


def _drawn(rows: Rows, upright: str, level: str, crossing: str) -> str:
    rule = crossing + crossing.join(level * 6 for _ in rows[0]) + crossing
    lines = [upright + upright.join(f" {cell} " for cell in row) + upright for row in rows]
    return "\n".join([rule, *(line for row in lines for line in (row, rule))])


def _comma(cell: str) -> str:
    return f'"{cell}"' if "," in cell else cell


def _parted(rows: Rows, separator: str) -> str:
    return "\n".join(separator.join(map(_comma, row)) for row in rows)


def _pipe_alone(grid: Grid) -> str:
    return "\n".join(f"{cell}\n|" for row in _cells(grid) for cell in row)


def _mediawiki(grid: Grid, *, a_line: bool) -> str:
    """The markup of MediaWiki, with spans; `a_line`: a row's cells on one line."""
    lines = ['{| class="wikitable"']
    for r in range(len(grid.rows)):
        boxes = _boxes(grid, r)
        head = "|" if any(box.cell for box in boxes) else "!"
        cells = [_attributes(box) + box.text for box in boxes]
        joined = f" {head}{head} ".join(cells) if a_line else f"\n{head} ".join(cells)
        lines += ["|-", f"{head} {joined}"]
    return "\n".join([*lines, "|}"])


def _attributes(box: Box) -> str:
    spans = (("colspan", box.colspan), ("rowspan", box.rowspan))
    shown = " ".join(f'{name}="{count}"' for name, count in spans if count > 1)
    return f"{shown} | " if shown else ""


KEPT: Final[Mapping[str, Layout]] = {
    "text: a pipe after each cell": lambda c: _flat(
        c, lambda g: "\n".join("".join(f"{cell} | " for cell in row) for row in _spread(g))
    ),
    "text: pipes between cells": lambda c: _flat(
        c, lambda g: "\n".join(" | ".join(row) for row in _spread(g))
    ),
    "text: a pipe on its own line": lambda c: _flat(c, _pipe_alone),
    "text: Markdown, merged cells repeated": lambda c: _flat(
        c, lambda g: _markdown(_repeated(g)), "\n\n"
    ),
    "text: Markdown, empty header": lambda c: _flat(
        c, lambda g: _markdown(_spread(g), head=False), "\n\n"
    ),
    "text: Markdown, marked up": lambda c: _flat(
        c, lambda g: _markdown([[*map(_written, row)] for row in _repeated(g)]), "\n\n"
    ),
    "text: drawn with lines": lambda c: _flat(c, lambda g: _drawn(_spread(g), "│", "─", "┼")),
    "text: drawn with dashes": lambda c: _flat(c, lambda g: _drawn(_spread(g), "|", "-", "+")),
    "text: commas": lambda c: _flat(c, lambda g: _parted(_spread(g), ",")),
    "text: MediaWiki, a cell a line": lambda c: _flat(c, lambda g: _mediawiki(g, a_line=False)),
    "text: MediaWiki, a row a line": lambda c: _flat(c, lambda g: _mediawiki(g, a_line=True)),
    "text: semicolons": lambda c: _flat(c, lambda g: _parted(_spread(g), ";")),
}

# --- layouts that do not ---------------------------------------------------------------------


def _row(labels: Sequence[str], values: Sequence[str]) -> str:
    return " ".join([*labels, *filter(None, values)])


def _row_a_line(grid: Grid) -> str:
    return "\n".join(_row(*row) for row in _parts(grid))


def _run_together(grid: Grid) -> str:
    def line(labels: list[str], values: list[str]) -> str:
        joined = "".join(values) if len(values) >= _SEVEN else " ".join(values)
        return f"{' '.join(labels)} {joined}".strip()

    return "\n".join(line(*row) for row in _parts(grid))


def _cell_a_line(grid: Grid) -> str:
    return "\n".join(text for labels, values in _parts(grid) for text in (*labels, *values) if text)


def _heads_split(grid: Grid) -> str:
    return "\n".join(
        _SPLIT.get(text, text)
        for labels, values in _parts(grid)
        for text in (*labels, *values)
        if text
    )


def _one_line(grid: Grid) -> str:
    return _row_a_line(grid).replace("\n", " ")


def _wrapped(grid: Grid) -> str:
    """Long labels over three lines, the values on the second of them."""
    lines: list[str] = []
    for labels, values in _parts(grid):
        if labels and values and len(labels[-1]) > _WIDE_LABEL:
            *groups, label = labels
            step = -(-len(label) // _LINES)
            above, beside, below = (label[i * step : (i + 1) * step] for i in range(_LINES))
            lines += [_row(groups, [above]), _row([beside], values), below]
        else:
            lines.append(_row(labels, values))
    return "\n".join(lines)


def _paged(grid: Grid) -> str:
    lines = _wrapped(grid).split("\n")
    pages = [lines[i : i + _PAGE] for i in range(0, len(lines), _PAGE)]
    return "\n".join(
        "\n".join([*page, f"第{number}页 共{len(pages)}页"]) for number, page in enumerate(pages, 1)
    )


def _in_one_cell(grid: Grid) -> str:
    return "<table><tr><td>" + "<br>".join(map(escape, _lines(grid))) + "</td></tr></table>"


def _lines(grid: Grid) -> list[str]:
    return _row_a_line(grid).split("\n")


def _page(content: Setting) -> str:
    body = "".join(
        f"<p>{escape(block.text)}</p>" if isinstance(block, Paragraph) else _in_one_cell(block)
        for block in content
    )
    return f"<html><body>{body}</body></html>"


FLATTENED: Final[Mapping[str, Layout]] = {
    "text: a row on a line, spaces": lambda c: _flat(c, _row_a_line),
    "text: digits run together": lambda c: _flat(c, _run_together),
    "text: a cell a line, no tabs": lambda c: _flat(c, _cell_a_line),
    "text: a cell a line, heads split": lambda c: _flat(c, _heads_split),
    "text: labels around their values": lambda c: _flat(c, _wrapped),
    "text: labels around their values, pages": lambda c: _flat(c, _paged),
    "text: a table on one line": lambda c: _flat(c, _one_line),
    "text: all on one line": lambda c: _flat(c, _one_line, " "),
    "text: a table in one cell": _page,
}
