"""The headings of the six sections, found by their words: numerals are reused, forgotten and doubled."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from gouji.form import SECTIONS
from gouji.reading.characters import fold
from gouji.reading.likeness import nearest

_HEADINGS: Final = {fold(heading): number for number, heading in enumerate(SECTIONS, 1)}
_NUMERAL = re.compile(r"\s*[（(]?[一二三四五六七八九十]{1,3}[）)]?\s*[、.．，,:：]?")
_LONGEST: Final = max(map(len, _HEADINGS)) + 12  # numeral, spaces and a few stray characters


def section_number(line: str) -> int | None:
    """The number, 1 to 6, of the section that this line is the heading of; None if it is none."""
    return _section_number(line) if len(line) <= 2 * _LONGEST else None


@lru_cache(maxsize=4096)
def _section_number(line: str) -> int | None:
    folded = fold(line)
    if not 4 <= len(folded) <= _LONGEST:
        return None
    # A sentence such as 无其他需要报告的事项 is like a heading: without a numeral the words must be exact.
    if not _NUMERAL.match(line):
        return _HEADINGS.get(folded)
    found = nearest(folded, _HEADINGS)
    return _HEADINGS[found] if found else None
