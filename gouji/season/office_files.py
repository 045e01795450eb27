"""What the readers of an office's own files share: their text, and how they say what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from gouji.facts.office_files import Fault

MOST_BYTES: Final = 4 * 1024 * 1024  # some hundred times what a roster of 300 takes
_MOST_FAULTS: Final = 50  # that are told; a column in the wrong place has one in each row
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")  # what Excel writes as "Unicode text" begins so


class MalformedFile(Exception):
    """An office's file cannot be used; `faults` are those found, at least one, the one to tell first.

    `further`: how many more there are.
    """

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(*faults[:_MOST_FAULTS])
        self.faults = tuple(faults[:_MOST_FAULTS])
        self.further = len(faults) - len(self.faults)


def decoded(content: bytes, file: str) -> str:
    """The text, UTF-8 or GB18030, or UTF-16 where it says so. Raises MalformedFile."""
    if len(content) > MOST_BYTES:
        raise MalformedFile([Fault(file, 0, "too_large")])
    encodings = ("utf-16",) if content.startswith(_UTF_16) else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise MalformedFile([Fault(file, 1, "encoding")])
