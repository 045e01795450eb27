"""Text of strangers in mails: keys, names and documents must forge no line, and turn none round."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

# Control signs, signs without a shape (U+202E turns what follows it round), halves of pairs, ends of lines.
_FORGING = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def printable(text: str) -> str:
    """The text on one line, with a space for each sign that cannot be seen."""
    return "".join(" " if unicodedata.category(ch) in _FORGING else ch for ch in text)


def body_of(lines: Iterable[str]) -> str:
    """The body of a mail: each line is one."""
    return "\n".join(map(printable, lines))
