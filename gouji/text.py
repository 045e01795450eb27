"""What reading, judging and wording do alike to a piece of text."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property
from typing import TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    from collections.abc import Callable

BREAK: Final = re.compile(r"[，。；：！？,;:!?]")  # what parts the phrases of a sentence
_NOTE: Final = re.compile(r"[（(][^（）()]{4,}[）)]")
_METHODS: Final = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")
_MOST_DISMISSED: Final = 200  # texts that a pattern is kept from by the words that it needs
# Control and formatting characters, halves of surrogate pairs, breaks of lines and paragraphs.
_STEERING: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def _asked(name: str, nothing: Callable[[str], object]) -> Callable[..., object]:
    """A method of a compiled one as long as it is not compiled; `nothing`: its answer where nothing matches."""

    def method(self: _Pattern, text: str, *span: int, **named: int) -> object:
        if self.is_ruled_out(text):
            return nothing(text)
        answer: object = getattr(self.compiled, name)(text, *span, **named)
        return answer

    return method


class _Pattern:
    """Stands for a regular expression until it is first asked about a text that it may match in.

    Until then it answers by the words that each match needs: most of what is looked for is in no report at hand. From
    then on its methods are the compiled one's own.
    """

    def __init__(self, source: str, flags: int, needs: str) -> None:
        self.pattern = source
        self.needs: Final = needs.split()
        self._flags = flags
        self._dismissed = 0

    search = _asked("search", lambda _: None)
    match = _asked("match", lambda _: None)
    fullmatch = _asked("fullmatch", lambda _: None)
    finditer = _asked("finditer", lambda _: iter(()))
    findall = _asked("findall", lambda _: [])
    split = _asked("split", lambda text: [text])

    def sub(self, by: str | Callable[[re.Match[str]], str], text: str, count: int = 0) -> str:
        """As the compiled one does."""
        return text if self.is_ruled_out(text) else self.compiled.sub(by, text, count)

    def __getattr__(self, name: str) -> object:
        """Whatever else a compiled one has."""
        return getattr(self.compiled, name)

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The regular expression, whose methods answer in place of these from now on."""
        compiled = re.compile(self.pattern, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return compiled

    def is_ruled_out(self, text: str) -> bool:
        """Whether the text lacks what each match needs; not told any more once compiling would have been quicker."""
        if not self.needs or self._dismissed == _MOST_DISMISSED:
            return False
        self._dismissed += 1
        return not any(map(text.__contains__, self.needs))


def lazy_pattern(source: str, flags: int = 0, needs: str = "") -> re.Pattern[str]:
    """A regular expression that is compiled when it is first used: no function's start waits for what its first report
    may not need. A stand-in, which the functions of `re` do not take in place of a pattern.

    `needs`: words, parted by spaces, of which each match has one, or stands beside one that it looks at. Before a text
    holds one of them it is not even compiled.
    """
    return cast("re.Pattern[str]", _Pattern(source, flags, needs))


def words_of(source: str) -> str:
    """The words of a regular expression that is nothing but words, of which one matches; of others none."""
    words = source.split("|")
    return " ".join(words) if all(map(str.isalpha, words)) else ""


def squeezed(text: str) -> str:
    """The text without any space."""
    return "".join(text.split())


def without_note(label: str) -> str:
    """A label of the form without the note in brackets that some carry."""
    return _NOTE.sub("", label)


def is_harmless(text: str) -> bool:
    """Whether nothing in a text steers whoever shows it: a line break, an escape, what turns the direction of writing.

    Characters that Unicode does not know yet, or leaves to private use, are some names' own.
    """
    return text.isprintable() or not any(map(_steers, text))


def harmless(text: str) -> str:
    """The text with a space for each such character."""
    if text.isprintable():
        return text
    return "".join(" " if _steers(character) else character for character in text)


def printable(text: str) -> str:
    """The text with a space for whatever no terminal, page or sheet of ours is to show: more than what is harmful.

    Unassigned and private characters, too, and any space but the plain one.
    """
    if text.isprintable():
        return text
    return "".join(ch if ch.isprintable() else " " for ch in text)


def _steers(character: str) -> bool:
    return unicodedata.category(character) in _STEERING


def places(printed: str, read: str) -> list[int] | None:
    """Where each character of a text as read stands in it as printed; None where the two are not the same text.

    Reading folds widths, takes spaces away and simplifies characters one by one; an ellipsis becomes three dots.
    """
    found: list[int] = []
    for place, character in enumerate(printed):
        if character == read[len(found) : len(found) + 1]:
            found.append(place)  # as most of a text is
            continue
        for one in unicodedata.normalize("NFKC", character):
            following = read[len(found) : len(found) + 1]
            if _is_read_as(one, following):
                found.append(place)
            elif one.isprintable() and not one.isspace():
                return None
    return found if len(found) == len(read) else None


def _is_read_as(printed: str, read: str) -> bool:
    """Whether it is the same character, or a Chinese one that may have been simplified."""
    both = printed + read
    return bool(read) and (printed == read or (both.isalpha() and not both.isascii()))
