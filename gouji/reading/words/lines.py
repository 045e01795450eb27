"""The paragraphs of a report as they are searched."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from gouji.reading import limits
from gouji.reading.words.characters import plain
from gouji.text import squeezed


class Lines(Struct, frozen=True):
    """A line for each paragraph: `plain`, without spaces, and as `printed`."""

    plain: tuple[str, ...]
    squeezed: tuple[str, ...]
    printed: tuple[str, ...]

    def between(self, start: int, end: int) -> Lines:
        """The lines from one to before another."""
        return Lines(self.plain[start:end], self.squeezed[start:end], self.printed[start:end])


def lines_of(texts: Iterable[str]) -> Lines:
    """Paragraphs as printed → their lines."""
    printed = tuple(texts)
    shown: list[str] = []
    for text in printed:
        limits.check_time()
        shown.append(plain(text))
    return Lines(tuple(shown), tuple(map(squeezed, shown)), printed)
