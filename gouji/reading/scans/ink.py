"""Dark and light on a page: straightening it, where text stands, and where none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt
from PIL import Image

from gouji.report import Box

Bytes: TypeAlias = npt.NDArray[np.uint8]
Mask: TypeAlias = npt.NDArray[np.bool_]

_STEEPEST: Final = 4.0  # degrees
LINE: Final = 190  # grey below which a pixel may belong to a ruling: thin lines are faint
_DARK: Final = 140  # grey below which it is ink
_PALE: Final = 200  # grey below which it may be
_MOST_PALE: Final = 20  # dense pale pixels of a blank cell: dirt, and what is left of a stamp
_NEIGHBOURS: Final = 2.5 / 9  # of a pixel and those around it: more than two are dark
_INSET: Final = 1.2  # points by which a cell's inside is smaller than its rulings
_LEAST_INK: Final = 5  # dense dark pixels; a small hyphen has six
_DIGIT: Final = 0.6  # of a figure's height; what is lower is a separator
_POINT: Final = 0.06  # of a figure's height, by which a point may hang below its digits
_COMMA: Final = 0.1
_GAP: Final = 1.5  # points between two lines of text
_STRUCK: Final = 1.0, 2.0  # of a figure's height; no stroke of a digit is so long, and none of 万元
_MIDDLE: Final = (0.25, 0.7)  # of its height, where a line strikes it out
_LEAN: Final = 0.2  # of its height: a slash's upper third stands right of its lower third
_DASH: Final = 0.4  # of its width, the height of a dash
_SHORTEST_DASH: Final = 1.8  # points
_DRAWN: Final = 0.75  # of a dash's width; between two dashes there may be a gap
_SLANT: Final = 0.4  # as `_LEAN`: so much no 1 leans, written by hand or not
_BEND: Final = 0.1  # of its height, by which a straight stroke may stray from its course


@dataclass(frozen=True, slots=True)
class Picture:
    """A page in grey (0 black to 255 white, height × width); `point` is a pixel's size in points.

    `red`: where red was taken out, of the same shape: a stamp, or a figure in red.
    """

    grey: Bytes
    point: float
    red: Mask

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
        cut: Bytes = self.grey[self.place(box)]
        return cut

    def place(self, box: Box) -> tuple[slice, slice]:
        """The rows and columns of a box given in points."""
        x0, y0, x1, y1 = (max(round(value / self.point), 0) for value in box)
        return slice(y0, y1), slice(x0, x1)

    def turned(self, quarters: int) -> Picture:
        """The page turned by so many quarters, counter-clockwise."""
        return Picture(np.rot90(self.grey, quarters), self.point, np.rot90(self.red, quarters))


def _box_mean(values: npt.NDArray[np.float32], size: int) -> npt.NDArray[np.float32]:
    half = size // 2
    padded = np.pad(values, half, mode="edge")
    sums = np.pad(padded, ((1, 0), (1, 0))).astype(np.float64).cumsum(0).cumsum(1)
    total = sums[size:, size:] - sums[:-size, size:] - sums[size:, :-size] + sums[:-size, :-size]
    mean: npt.NDArray[np.float32] = (total / size**2).astype(np.float32)
    return mean


def straightened(picture: Picture) -> Picture:
    """The page turned so that its rows are level."""
    angle = _skew(picture.grey < LINE)
    if abs(angle) < 0.03:
        return picture
    turned = Image.fromarray(picture.grey).rotate(
        angle, resample=Image.Resampling.BICUBIC, expand=True, fillcolor=255
    )
    red = Image.fromarray(picture.red).rotate(angle, expand=True)
    return Picture(np.asarray(turned), picture.point, np.asarray(red))


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


def _dense(grey: Bytes, below: int = _DARK) -> Mask:
    """Ink that is no speck: dark with two dark neighbours, as in a line one pixel wide."""
    dark = grey < below
    dense: Mask = dark & (_box_mean(dark.astype(np.float32), 3) > _NEIGHBOURS)
    return dense


def faint(picture: Picture, box: Box) -> bool:
    """Whether a cell without ink is no blank one for certain: something pale stands in it."""
    pale = _dense(picture.cut(_shrunk(box)), _PALE)
    gap = round(_GAP / picture.point)
    return any(
        int(pale[y0:y1].sum()) >= _MOST_PALE for y0, y1 in _bands(np.asarray(pale.any(axis=1)), gap)
    )


def hidden(picture: Picture, box: Box) -> bool:
    """Whether red ink lies wholly within a cell: a figure in red, where a stamp's strokes run across its borders."""
    inside = picture.red[picture.place(_shrunk(box))]
    around = picture.red[picture.place(box)]
    count = int(inside.sum())
    return count >= _LEAST_INK and count == int(around.sum())


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
        if int(dense[y0:y1].sum()) < _LEAST_INK:
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


def separators(crop: Bytes) -> str:
    """The commas and points of a figure by shape: a comma hangs below the digits. "" where they cannot be told."""
    dense = _dense(crop)
    parts = []
    for x0, x1 in _bands(np.asarray(dense.any(axis=0)), 1):
        rows = np.flatnonzero(dense[:, x0:x1].any(axis=1))
        parts.append((int(rows[0]), int(rows[-1]) + 1))
    height = max((bottom - top for top, bottom in parts), default=0)
    digits = [bottom for top, bottom in parts if bottom - top > _DIGIT * height]
    if not digits:
        return ""
    base = float(np.median(digits))
    depths = [
        bottom - base
        for top, bottom in parts
        if bottom - top <= _DIGIT * height and top > base - _DIGIT * height
    ]
    if any(_POINT * height < depth < _COMMA * height for depth in depths):
        return ""
    return "".join("," if depth >= _COMMA * height else "." for depth in depths)


def struck(crop: Bytes, *, has_words: bool) -> bool:
    """Whether a line runs through a figure, with or without 件 or 万元 behind it: it is not meant as printed."""
    rows, columns = np.nonzero(_dense(crop))
    if not len(rows):
        return False
    top, height = int(rows.min()), int(rows.max() - rows.min()) + 1
    low, high = (top + round(share * height) for share in _MIDDLE)
    dark = crop[low : high + 1, int(columns.min()) : int(columns.max()) + 1] < _DARK
    length = round(_STRUCK[has_words] * height)
    if dark.shape[1] < length:
        return False
    sums = np.pad(dark.cumsum(axis=1, dtype=np.int32), ((0, 0), (1, 0)))
    return bool((sums[:, length:] - sums[:, :-length] == length).any())


def placeholder(picture: Picture, box: Box) -> str:
    """A dash or slash by its shape, which recognition takes for 一 and 1; "" for anything else."""
    dense = _dense(picture.cut(box))
    rows, columns = np.nonzero(dense)
    if not len(rows):
        return ""
    height, width = (int(np.ptp(places)) + 1 for places in (rows, columns))
    drawn = len(np.unique(columns))
    if height <= _DASH * width:
        is_dash = width * picture.point >= _SHORTEST_DASH and drawn >= _DRAWN * width
        return "—" if is_dash and len(rows) >= _DRAWN * drawn * height else ""
    return "/" if _lean(rows, columns) > _SLANT and _is_straight(rows, columns) else ""


def _is_straight(rows: npt.NDArray[np.intp], columns: npt.NDArray[np.intp]) -> bool:
    slope, start = np.polyfit(rows, columns, 1)
    strays = np.abs(columns - (slope * rows + start)).max()
    return bool(strays <= _BEND * (np.ptp(rows) + 1) + 1)


def leans(crop: Bytes) -> bool:
    """Whether a lone stroke leans like a slash, where a 1 stands upright or has its flag to the left."""
    rows, columns = np.nonzero(_dense(crop))
    return len(rows) > 0 and _lean(rows, columns) > _LEAN


def _lean(rows: npt.NDArray[np.intp], columns: npt.NDArray[np.intp]) -> float:
    """How far a stroke's upper third stands to the right of its lower third, as a share of its height."""
    top, height = int(rows.min()), int(np.ptp(rows)) + 1
    upper, lower = columns[rows < top + height / 3], columns[rows >= top + 2 * height / 3]
    return float(upper.mean() - lower.mean()) / height if len(upper) and len(lower) else 0.0
