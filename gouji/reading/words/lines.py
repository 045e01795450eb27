"""The paragraphs of a report as they are searched."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from gouji.reading import limits
from gouji.reading.words.characters import plain
from gouji.text import lazy_pattern, squeezed

# Marks of Markdown: those of a heading or quotation before a line, those of bold letters around words.
_MARKED = lazy_pattern(r"^\s*(?:#{1,6}\s*|>\s+)+(?=\S)")
_BOLD = lazy_pattern(r"(\*\*|__)(?=\S)([^*_]+)\1")


def unmarked(text: str) -> str:
    """A line without the marks of Markdown."""
    if "*" in text or "_" in text:
        text = _BOLD.sub(r"\2", text)
    return _MARKED.sub("", text) if text.lstrip()[:1] in {"#", ">"} else text


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
    printed: list[str] = []
    for text in texts:
        limits.check_time()
        printed.append(unmarked(text))
    shown = tuple(map(plain, printed))
    return Lines(shown, tuple(map(squeezed, shown)), tuple(printed))
