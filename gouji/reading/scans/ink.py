"""Dark and light on a page: straightening it, its ruling lines, where text stands, and where none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt
from PIL import Image

from gouji.reading.ruled import Segment
from gouji.report import Box

Bytes: TypeAlias = npt.NDArray[np.uint8]
Mask: TypeAlias = npt.NDArray[np.bool_]

_STEEPEST: Final = 4.0  # degrees
_COARSE: Final = (
    8  # pixels of the picture for one of the picture that skew is looked for in, by area
)
_BLOCK: Final = (
    41  # pixels; darkness is judged against the neighbourhood, so that shadows do not matter
)
_DARKER: Final = 0.80  # of the neighbourhood's brightness
_DARK: Final = 110  # grey below which a pixel is ink wherever it stands
_ACROSS: Final = 22.0  # points; a shorter dark run may be a stroke of a character
_DOWN: Final = 16.0
_FILLED: Final = 0.92  # of a run; noise breaks lines
_INSET: Final = 1.2  # points by which a cell's inside is smaller than its rulings
_LEAST_INK: Final = 10  # dense dark pixels; a full stop has more
_GAP: Final = 1.5  # points between two lines of text


@dataclass(frozen=True, slots=True)
class Picture:
    """A page in grey (0 black to 255 white, height × width); `point` is a pixel's size in points."""

    grey: Bytes
    point: float

    @property
    def height(self) -> int:
        """In pixels."""
        return int(self.grey.shape[0])

    @property
    def width(self) -> int:
        """In pixels."""
        return int(self.grey.shape[1])

    def cut(self, box: Box) -> Bytes:
        """What stands in a box given in points."""
        x0, y0, x1, y1 = (round(value / self.point) for value in box)
        return self.grey[max(y0, 0) : max(y1, 0), max(x0, 0) : max(x1, 0)]


def _dark(grey: Bytes) -> Mask:
    """Ink: darker than its neighbourhood by a good share."""
    means = _box_mean(grey.astype(np.float32), _BLOCK)
    dark: Mask = (grey < _DARKER * means) | (grey < min(_DARK, float(grey.mean()) * 0.6))
    return dark


def _box_mean(values: npt.NDArray[np.float32], size: int) -> npt.NDArray[np.float32]:
    half = size // 2
    padded = np.pad(values, half, mode="edge")
    sums = np.pad(padded, ((1, 0), (1, 0))).astype(np.float64).cumsum(0).cumsum(1)
    total = sums[size:, size:] - sums[:-size, size:] - sums[size:, :-size] + sums[:-size, :-size]
    mean: npt.NDArray[np.float32] = (total / size**2).astype(np.float32)
    return mean


def straightened(picture: Picture) -> Picture:
    """The page turned so that its rows are level."""
    angle = _skew(_dark(picture.grey))
    if abs(angle) < 0.03:
        return picture
    turned = Image.fromarray(picture.grey).rotate(
        angle, resample=Image.Resampling.BICUBIC, expand=True, fillcolor=255
    )
    return Picture(np.asarray(turned), picture.point)


def _skew(dark: Mask) -> float:
    """The angle in degrees, counter-clockwise, that levels the rows: there they are told apart best."""
    step = max(int(dark.shape[1] / 800), 1)
    small = dark[: dark.shape[0] // step * step, : dark.shape[1] // step * step]
    small = small.reshape(small.shape[0] // step, step, -1, step).mean(axis=(1, 3))
    best = 0.0
    for reach, pace in ((_STEEPEST, 0.2), (0.2, 0.02)):
        angles = np.arange(best - reach, best + reach + pace / 2, pace)
        best = float(max(angles, key=lambda angle: _sharpness(small, angle)))
    return best


def _sharpness(small: npt.NDArray[np.float64], angle: float) -> float:
    """How unlike neighbouring rows are once the picture is turned by an angle."""
    height, width = small.shape
    strip = 8
    rows = np.zeros(height)
    for x in range(0, width, strip):
        shift = -round((x - width / 2) * np.tan(np.radians(angle)))
        rows += np.roll(small[:, x : x + strip].sum(axis=1), shift)
    return float(np.square(np.diff(rows)).sum())


def rulings(picture: Picture) -> tuple[list[Segment], Picture]:
    """The ruling lines, in points, and the page without them."""
    dark = _dark(picture.grey)
    across = _runs(dark, round(_ACROSS / picture.point))
    down = _runs(dark.T, round(_DOWN / picture.point)).T
    segments = [
        Segment(x0 * picture.point, y * picture.point, x1 * picture.point, y * picture.point)
        for y, x0, x1 in _stretches(across)
    ]
    segments += [
        Segment(x * picture.point, y0 * picture.point, x * picture.point, y1 * picture.point)
        for x, y0, y1 in _stretches(down.T)
    ]
    return segments, Picture(_erased(picture.grey, _thickened(across | down)), picture.point)


def _runs(dark: Mask, length: int) -> Mask:
    """Where a row is dark over this length, small breaks and a lean of one pixel forgiven."""
    padded = np.pad(dark, ((1, 1), (0, 0)))
    leaning = padded[:-2] | padded[1:-1] | padded[2:]
    counts = np.pad(leaning.astype(np.int32).cumsum(axis=1), ((0, 0), (1, 0)))
    if counts.shape[1] <= length:
        return np.zeros_like(dark)
    full = counts[:, length:] - counts[:, :-length] >= _FILLED * length
    starts = np.zeros((dark.shape[0], dark.shape[1] + 1), np.int32)
    starts[:, : full.shape[1]] += full
    starts[:, length : length + full.shape[1]] -= full[:, : starts.shape[1] - length]
    runs: Mask = (starts.cumsum(axis=1)[:, :-1] > 0) & leaning
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


def _erased(grey: Bytes, mask: Mask) -> Bytes:
    erased: Bytes = np.where(mask, np.uint8(255), grey)
    return erased


def _dense(grey: Bytes) -> Mask:
    """Ink that is no speck: dark with most of its neighbours dark."""
    dark = (grey < 140).astype(np.float32)
    dense: Mask = (dark > 0) & (_box_mean(dark, 3) >= 0.5)
    return dense


def inked(picture: Picture, box: Box) -> bool:
    """Whether a cell holds anything at all: specks and remains of rulings are nothing."""
    inside = picture.cut(_shrunk(box))
    return inside.size > 9 and int(_dense(inside).sum()) >= _LEAST_INK


def _shrunk(box: Box) -> Box:
    return box[0] + _INSET, box[1] + _INSET, box[2] - _INSET, box[3] - _INSET


def boxes_of_text(picture: Picture, box: Box | None, around: Sequence[Box] = ()) -> list[Box]:
    """The lines of text in a cell, or, without one, on the page `around` its tables; in points."""
    if box is None:
        grey = picture.grey.copy()
        for table in around:
            x0, y0, x1, y1 = (round(value / picture.point) for value in table)
            grey[max(y0 - 2, 0) : y1 + 3, max(x0 - 2, 0) : x1 + 3] = 255
        left = top = 0.0
    else:
        shrunk = _shrunk(box)
        grey, left, top = picture.cut(shrunk), shrunk[0], shrunk[1]
    if grey.size < 10:
        return []
    dense = _dense(grey)
    found = []
    for y0, y1 in _bands(np.asarray(dense.any(axis=1)), round(_GAP / picture.point)):
        columns = np.flatnonzero(dense[y0:y1].any(axis=0))
        if y1 - y0 < 3 or not len(columns):
            continue
        p = picture.point
        x0, x1 = int(columns[0]), int(columns[-1]) + 1
        found.append((left + x0 * p, top + y0 * p, left + x1 * p, top + y1 * p))
    return found


def _bands(filled: npt.NDArray[np.bool_], gap: int) -> Iterator[tuple[int, int]]:
    """First and last row of each band of text; a gap of so many rows parts two."""
    rows = np.flatnonzero(filled)
    if len(rows):
        for band in np.split(rows, np.flatnonzero(np.diff(rows) > max(gap, 1)) + 1):
            yield int(band[0]), int(band[-1]) + 1
