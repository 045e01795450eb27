"""Runs of text, certain or doubtful, joined: the text that they make, and where it is doubtful."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

Doubt = tuple[int, int]  # start and end in a text; alike where something is shown that is no text


class Run(Struct, frozen=True, gc=False):
    """A text that is certain or doubtful as a whole; doubtful without text: something is shown that is no text."""

    text: str
    doubtful: bool = False


NO_TEXT: Final = Run("", doubtful=True)


class Text(Struct, frozen=True, gc=False):
    """A text and its doubtful stretches: hidden, struck out, raised, covered, uncertain, a picture or a sign."""

    text: str = ""
    doubts: tuple[Doubt, ...] = ()

    @property
    def is_blank(self) -> bool:
        """Whether it shows nothing at all."""
        return not self.doubts and not self.text.strip()

    def part(self, start: int, end: int) -> Text:
        """What stands from one place to the other, without the space around it."""
        piece = self.text[start:end]
        start += len(piece) - len(piece.lstrip())
        piece = piece.strip()
        if not self.doubts:
            return Text(piece)
        return Text(piece, tuple(_cut(self.doubts, start, start + len(piece))))

    def lines(self) -> Iterator[Text]:
        """Its lines that hold text, without the space around them."""
        start = 0
        for line in self.text.split("\n"):
            end = start + len(line)
            if line.strip():
                yield self.part(start, end)
            start = end + 1


def _cut(doubts: tuple[Doubt, ...], start: int, end: int) -> Iterator[Doubt]:
    for first, last in doubts:
        if (first < end and last > start) or start <= first == last <= end:
            yield max(first, start) - start, min(last, end) - start


class Runs:
    """Text as it is gathered, run by run."""

    __slots__ = ("_doubts", "_texts", "length")

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._doubts: list[Doubt] = []
        self.length = 0

    def add(self, text: str, *, doubtful: bool = False) -> None:
        """Add a run. A doubtful one without text stands for something that is shown and is no text."""
        start = self.length
        self._texts.append(text)
        self.length += len(text)
        if doubtful:
            self._doubts.append((start, self.length))

    def join(self, other: Text) -> None:
        """Add a text with its doubts."""
        start = self.length
        self._texts.append(other.text)
        self.length += len(other.text)
        self._doubts += [(start + first, start + last) for first, last in other.doubts]

    def doubt_since(self, start: int) -> None:
        """Doubt what was added since the text had this length, if it is not blank."""
        if self.length > start and "".join(self._texts)[start:].strip():
            self._doubts.append((start, self.length))

    def text(self) -> Text:
        """The runs as one text."""
        return Text("".join(self._texts), tuple(self._doubts))
