"""The ruling lines of a page, told from strokes of characters, and the page without them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

import numpy as np
from msgspec import structs

from gouji.reading.pages.rulings import Rule, Segment, lattices, rules_of
from gouji.reading.scans.ink import LINE, Mask, Picture

_ACROSS: Final = 22.0  # points; a shorter dark run may be a stroke of a character
_DOWN: Final = 16.0
_FILLED: Final = 0.92  # of a run; noise breaks lines
_HOLE: Final = 0.1  # of a line's length; a wider hole parts two
_NEAR: Final = 4.0  # points within which two lines meet
_LONG: Final = 0.6  # of the longest line; such lines may end together where no other line runs
_ROUNDS: Final = 4  # a line that goes may take others with it
_WHOLE: Final = 0.85  # of a stretch between two crossings
_CLEAR: Final = 0.8  # points above and below a thin line where nothing stands
_DOTS: Final = 1.5  # points between the dots that are left of a thin line
_BORDER: Final = 2.5  # points from a cell's borders; farther in, a dark run is writing


def rulings(picture: Picture) -> tuple[list[Segment], Picture]:
    """The ruling lines, in points, and the page without them."""
    dark = picture.grey < LINE
    p = picture.point
    level, upright = _drawn(dark, p), _drawn(np.ascontiguousarray(dark.T), p)
    across = _runs(level, round(_ACROSS / p))
    down = _runs(upright, round(_DOWN / p))
    pieces = [Segment(x0 * p, y * p, x1 * p, y * p) for y, x0, x1 in _stretches(across)]
    pieces += [Segment(x * p, y0 * p, x * p, y1 * p) for x, y0, y1 in _stretches(down)]
    rules = _anchored(*map(_mended, rules_of(pieces)))
    red = _thickened(picture.red)  # what a stamp's strokes hide may be drawn
    segments = _whole(*rules, level | red, upright | red.T, p)
    lines = _thickened(across | down.T)
    for table in lattices(segments):
        for cell in table.cells:
            x0, y0, x1, y1 = cell.box
            inside = (x0 + _BORDER, y0 + _BORDER, x1 - _BORDER, y1 - _BORDER)
            lines[picture.place(inside)] = False
    return segments, dataclasses.replace(picture, grey=np.where(lines, np.uint8(255), picture.grey))


def _mended(rules: Sequence[Rule]) -> list[Rule]:
    """Lines whose pieces lie on one another's course, small holes closed."""
    mended: list[Rule] = []
    for rule in rules:
        last = mended[-1] if mended else None
        if last and last.at == rule.at and rule.start - last.end < _HOLE * (rule.end - last.start):
            mended[-1] = structs.replace(last, end=rule.end)
        else:
            mended.append(rule)
    return mended


def _anchored(across: list[Rule], down: list[Rule]) -> tuple[list[Rule], list[Rule]]:
    """Only lines from one crossing line to another: a row of strokes, or a stroke below a line, is no ruling."""
    for _ in range(_ROUNDS):
        before = across, down
        across = [cut for rule in across if (cut := _cut(rule, across, down))]
        down = [cut for rule in down if (cut := _cut(rule, down, across))]
        if (across, down) == before:
            break
    return across, down


def _cut(rule: Rule, alike: Sequence[Rule], others: Sequence[Rule]) -> Rule | None:
    anchors = [other.at for other in others if _cross(rule, other)]
    longest = max(other.end - other.start for other in alike)
    peers = [o for o in alike if o is not rule and o.end - o.start >= _LONG * longest]
    if rule.end - rule.start >= _LONG * longest:  # a table may be open at its sides
        anchors += [rule.start for o in peers if abs(o.start - rule.start) < _NEAR][:1]
        anchors += [rule.end for o in peers if abs(o.end - rule.end) < _NEAR][:1]
    if not anchors or max(anchors) - min(anchors) < _NEAR:
        return None
    return Rule(rule.at, min(anchors), max(anchors))


def _cross(one: Rule, other: Rule) -> bool:
    return (
        one.start - _NEAR <= other.at <= one.end + _NEAR
        and other.start - _NEAR <= one.at <= other.end + _NEAR
    )


def _whole(
    across: Sequence[Rule], down: Sequence[Rule], level: Mask, upright: Mask, point: float
) -> list[Segment]:
    """The stretches between crossings that are drawn throughout: below a line's end a stroke may go on."""
    return [
        Segment(start, rule.at, end, rule.at)
        for rule in across
        for start, end in _between(rule, down)
        if _share(level, rule.at, start, end, point) >= _WHOLE
    ] + [
        Segment(rule.at, start, rule.at, end)
        for rule in down
        for start, end in _between(rule, across)
        if _share(upright, rule.at, start, end, point) >= _WHOLE
    ]


def _between(rule: Rule, others: Sequence[Rule]) -> Iterator[tuple[float, float]]:
    crossings = {other.at for other in others if _cross(rule, other)}
    return pairwise(sorted({*crossings, rule.start, rule.end}))


def _share(drawn: Mask, at: float, start: float, end: float, point: float) -> float:
    """How much of a stretch along a row is drawn, in the row nearby where most is."""
    rows = slice(max(round((at - _NEAR) / point), 0), round((at + _NEAR) / point) + 1)
    band = drawn[rows, round(start / point) + 1 : round(end / point)]
    return float(band.mean(axis=1).max()) if band.size else 1.0


def _drawn(dark: Mask, point: float) -> Mask:
    """Where a line along a row may be: dark, a lean of one pixel forgiven, or in a gap of a thin line's dots."""
    height = dark.shape[0]
    near, far = 3, round(_CLEAR / point) + 3
    padded = np.pad(dark, ((far, far), (0, 0)))
    leaning: Mask = padded[far - 1 : far - 1 + height] | dark | padded[far + 1 : far + 1 + height]
    thin = leaning.copy()
    for away in range(near, far + 1):
        thin &= ~(padded[far - away : far - away + height] | padded[far + away :][:height])
    drawn: Mask = leaning | _closed(thin, round(_DOTS / point))
    return drawn


def _closed(mask: Mask, gap: int) -> Mask:
    """Gaps of at most so many pixels within a row filled."""
    size = gap + 1
    widened = np.pad(mask, ((0, 0), (size, size)))
    counts = np.pad(widened.astype(np.int32).cumsum(axis=1), ((0, 0), (1, 0)))
    near = counts[:, size:] - counts[:, :-size] > 0
    full = np.pad(near.astype(np.int32).cumsum(axis=1), ((0, 0), (1, 0)))
    closed: Mask = (full[:, size:] - full[:, :-size] == size)[:, 1 : 1 + mask.shape[1]]
    return closed


def _runs(drawn: Mask, length: int) -> Mask:
    """Where a row is drawn over this length, small breaks forgiven."""
    counts = np.pad(drawn.astype(np.int32).cumsum(axis=1), ((0, 0), (1, 0)))
    if counts.shape[1] <= length:
        return np.zeros_like(drawn)
    full = counts[:, length:] - counts[:, :-length] >= _FILLED * length
    starts = np.zeros((drawn.shape[0], drawn.shape[1] + 1), np.int32)
    starts[:, : full.shape[1]] += full
    starts[:, length : length + full.shape[1]] -= full[:, : starts.shape[1] - length]
    runs: Mask = (starts.cumsum(axis=1)[:, :-1] > 0) & drawn
    return runs


def _stretches(mask: Mask) -> Iterator[tuple[int, int, int]]:
    """Row, first and last column of every unbroken stretch."""
    edges = np.diff(np.pad(mask.astype(np.int8), ((0, 0), (1, 1))), axis=1)
    first, last = np.argwhere(edges == 1), np.argwhere(edges == -1)
    for (row, start), (_, end) in zip(first.tolist(), last.tolist(), strict=True):
        if end - start > 3:
            yield row, start, end


def _thickened(mask: Mask) -> Mask:
    """One pixel more on each side: the soft edges of lines."""
    padded = np.pad(mask, 1)
    thick: Mask = (
        padded[1:-1, 1:-1]
        | padded[:-2, 1:-1]
        | padded[2:, 1:-1]
        | padded[1:-1, :-2]
        | padded[1:-1, 2:]
    )
    return thick
