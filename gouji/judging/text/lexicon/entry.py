"""Phrases as data: how something is said, what that means, what it must match and what it must not."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from functools import cached_property
from typing import Final, Generic, TypeVar

from msgspec import Struct

from gouji.text import lazy_pattern, words_of

Sense = TypeVar("Sense")
_TO_THE_END: Final = 1 << 30


class Entry(Struct, Generic[Sense], frozen=True):
    """One way to say something; `words` is a regular expression, found in each of `yes` and in none of `no`."""

    words: str
    means: Sense
    yes: tuple[str, ...]
    no: tuple[str, ...]

    @property
    def name(self) -> str:
        """The first example."""
        return self.yes[0]


class Found(Struct, Generic[Sense], frozen=True):
    """An entry found in a text. `match` has the groups `words` and `behind`, and those of the entry."""

    means: Sense
    match: re.Match[str]


class Entries(Generic[Sense]):
    """Entries of one family, looked for together; the first of two that match at one place counts.

    `behind`: a regular expression for what may follow the words. `begins`: all characters with which these may begin;
    where they are given, most of a text is passed over at once. `needs`: as of `lazy_pattern`, for all of them.
    """

    def __init__(
        self,
        *entries: Entry[Sense],
        behind: str = "",
        begins: str = "",
        needs: str = "",
    ) -> None:
        self.entries: Final = entries
        self._behind: Final = behind
        self.begins: Final = begins
        self.needs: Final = needs

    def pattern(self, entry: Entry[Sense]) -> re.Pattern[str]:
        """What finds one entry."""
        source = f"(?P<words>{entry.words})(?P<behind>{self._behind})"
        return lazy_pattern(source, needs=words_of(entry.words) or self.needs)

    def occur(self, text: str, start: int = 0, end: int = _TO_THE_END) -> bool:
        """Whether any of them stands in the text."""
        return self._any.search(text, start, end) is not None

    def first(self, text: str) -> Found[Sense] | None:
        """The one that begins first."""
        match = self._any.search(text)
        return self._entry_of(match) if match else None

    def last(self, text: str) -> Found[Sense] | None:
        """The one that is said last."""
        found = deque(self._any.finditer(text), maxlen=1)
        return self._entry_of(found[0]) if found else None

    def each(self, text: str) -> Iterator[Found[Sense]]:
        """All that are said, one behind the other."""
        return map(self._entry_of, self._any.finditer(text))

    def senses(self, text: str) -> tuple[Sense, ...]:
        """What is meant anywhere in the text, in the family's order; words may overlap."""
        if not self._any.search(text):
            return ()
        return tuple(dict.fromkeys(means for one, means in self._each if one.search(text)))

    def ends(self, text: str) -> list[tuple[int, Sense]]:
        """Where the words of each entry end, with what they mean; words may overlap."""
        if not self._any.search(text):
            return []
        return [(m.end("words"), means) for one, means in self._each for m in one.finditer(text)]

    def replaced(self, text: str, by: str) -> str:
        """The text with all of them replaced."""
        return self._any.sub(by, text)

    @cached_property
    def _any(self) -> re.Pattern[str]:
        if len(self.entries) == 1 and not self.begins:
            return self._each[0][0]
        words = "|".join(entry.words for entry in self.entries)
        begins = f"(?=[{self.begins}])" if self.begins else ""
        needs = self.needs or words_of(words)
        return lazy_pattern(f"{begins}(?:{words}){self._behind}", needs=needs)

    @cached_property
    def _each(self) -> tuple[tuple[re.Pattern[str], Sense], ...]:
        return tuple((self.pattern(entry), entry.means) for entry in self.entries)

    def _entry_of(self, match: re.Match[str]) -> Found[Sense]:
        text, start = match.string, match.start()
        return next(
            Found(means, own) for one, means in self._each if (own := one.match(text, start))
        )
