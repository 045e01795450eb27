"""Text of strangers in mails: keys, names and documents must forge no line, and turn none round."""

from __future__ import annotations

from collections.abc import Iterable

from gouji.text import harmless


def body_of(lines: Iterable[str]) -> str:
    """The body of a mail: each line is one."""
    return "\n".join(map(harmless, lines))
