"""A page made level, its rulings found and taken away: what recognition works on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from gouji.reading.pages.rulings import Lattice, RuledCell, Segment, lattices
from gouji.reading.scans.ink import Picture, boxes_of_text, straightened
from gouji.reading.scans.lines import rulings
from gouji.report import Box


@dataclass(frozen=True)
class ScannedPage:
    """A page without its rulings, and these, in points; `whole`: the page with them, as the boxes lie on it."""

    picture: Picture
    segments: list[Segment]
    whole: Picture

    @classmethod
    def of(cls, picture: Picture) -> ScannedPage:
        """A page as it was scanned, made level."""
        level = straightened(picture)
        segments, without_lines = rulings(level)
        return cls(without_lines, segments, level)

    @cached_property
    def tables(self) -> list[Lattice]:
        """What the rulings draw."""
        return lattices(self.segments)

    def lines_of_cells(self) -> dict[RuledCell, list[Box]]:
        """The lines of text in every cell."""
        return {
            cell: boxes_of_text(self.picture, cell.box)
            for table in self.tables
            for cell in table.cells
        }

    def lines(self) -> list[Box]:
        """The lines of text in the cells, or, without tables, on the page."""
        in_cells = [line for lines in self.lines_of_cells().values() for line in lines]
        return in_cells or boxes_of_text(self.picture, None)

    def turned(self, quarters: int) -> ScannedPage:
        """Turned by so many quarters, counter-clockwise."""
        segments = self.segments
        width, height = (
            pixels * self.picture.point for pixels in (self.picture.width, self.picture.height)
        )
        for _ in range(quarters):
            segments = [Segment(s.y0, width - s.x1, s.y1, width - s.x0) for s in segments]
            width, height = height, width
        if not quarters:
            return self
        return ScannedPage(self.picture.turned(quarters), segments, self.whole.turned(quarters))
