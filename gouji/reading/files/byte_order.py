"""UTF-16 that says nothing of itself."""

from __future__ import annotations

import re
from typing import Final, Literal

_SAMPLE: Final = 4096  # bytes
_ZEROS: Final = 8  # digits and line ends of UTF-16 have a zero byte each; other encodings have none
# Compiled when the first such text comes.
_READABLE: Final = r"[\u0020-\u007e\t\r\n\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"
_MOSTLY: Final = 0.9  # of a text in the right encoding these characters make up at least this share
_ENCODINGS: Final[tuple[Literal["utf-16-le", "utf-16-be"], ...]] = ("utf-16-le", "utf-16-be")


def utf_16(document: bytes) -> Literal["utf-16-le", "utf-16-be"] | None:
    """The byte order of UTF-16 without a mark; None where the bytes are something else."""
    sample = document[:_SAMPLE]
    sample = sample[: len(sample) // 2 * 2]
    if sample.count(0) < _ZEROS:
        return None
    for encoding in _ENCODINGS:
        text = sample.decode(encoding, errors="replace")
        if len(re.findall(_READABLE, text)) >= _MOSTLY * len(text):
            return encoding
    return None
