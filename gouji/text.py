"""What reading, judging and wording do alike to a piece of text."""

from __future__ import annotations

import re
import unicodedata
from typing import Final, cast

BREAK: Final = re.compile(r"[，。；：！？,;:!?]")  # what parts the phrases of a sentence
_NOTE: Final = re.compile(r"[（(][^（）()]{4,}[）)]")
_METHODS: Final = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")
# Control and formatting characters, halves of surrogate pairs, breaks of lines and paragraphs.
_STEERING: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


class _Pattern:
    """Stands for a regular expression until it is first asked anything, and hands its methods on from then on."""

    def __init__(self, source: str, flags: int) -> None:
        self.pattern = source
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        """Asked only for what is not here yet: after the first of its methods was, all are, as quick as its own."""
        compiled = re.compile(self.pattern, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def lazy_pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """A regular expression that is compiled when it is first used: no function's start waits for what its first report
    may not need. A stand-in, which the functions of `re` do not take in place of a pattern.
    """
    return cast("re.Pattern[str]", _Pattern(source, flags))


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
