"""Words of a text as read → the same as printed, so that whoever searches the document for them finds them."""

from __future__ import annotations

from functools import cached_property
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from gouji.facts.base import Cells, Excerpt, Facts, Reason, Shown
from gouji.report import Report
from gouji.text import places, squeezed

Said = TypeVar("Said", bound=Facts | Reason)
Whole = TypeVar("Whole", bound=Struct)


class Printed:
    """The sections of a report as printed."""

    def __init__(self, report: Report) -> None:
        self._sections = report.sections

    def quoted(self, facts: Said) -> Said:
        """Facts whose excerpts are verbatim, as far as they stand in the sections."""
        return self._within(facts)

    def _within(self, said: Whole) -> Whole:
        changed = {}
        for name in said.__struct_fields__:
            value = getattr(said, name)
            if isinstance(value, tuple | Struct) and (found := self._of(value)) is not value:
                changed[name] = found
        return replace(said, **changed) if changed else said

    def _of(self, value: object) -> object:
        if isinstance(value, Excerpt):
            return self.verbatim(value)
        if isinstance(value, Shown | Cells):
            return value
        if isinstance(value, tuple):
            parts = tuple(map(self._of, value))
            return parts if any(a is not b for a, b in zip(parts, value, strict=True)) else value
        return self._within(value) if isinstance(value, Struct) else value

    def verbatim(self, excerpt: Excerpt) -> Excerpt:
        """An excerpt as printed, if it stands in the sections."""
        if excerpt.verbatim:
            return excerpt
        words = squeezed(excerpt.text)
        for read, printed in self._paragraphs:
            at = read.find(words)
            found = places(printed, read) if words and at >= 0 else None
            if found:
                text = printed[found[at] : found[at + len(words) - 1] + 1]
                return replace(excerpt, text=text.replace("\n", ""), verbatim=True)
        return excerpt

    @cached_property
    def _paragraphs(self) -> list[tuple[str, str]]:
        """Each paragraph without spaces, and as printed."""
        return [
            (squeezed(read), printed)
            for section in self._sections
            for read, printed in zip(section.paragraphs, section.printed, strict=False)
        ]
