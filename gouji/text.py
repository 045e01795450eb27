"""What reading, judging and wording do alike to a piece of text."""

from __future__ import annotations

import re
from typing import Final

BREAK: Final = re.compile(r"[，。；：！？,;:!?]")  # what parts the phrases of a sentence
_NOTE: Final = re.compile(r"[（(][^（）()]{4,}[）)]")


def squeezed(text: str) -> str:
    """The text without any space."""
    return "".join(text.split())


def without_note(label: str) -> str:
    """A label of the form without the note in brackets that some carry."""
    return _NOTE.sub("", label)
