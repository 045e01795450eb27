"""The page that `gouji check` prints for the officer who is about to hand a report in."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from gouji.result import Result
from gouji.text import printable
from gouji.wording import unchecked, verdict
from gouji.wording.verdict import Line

_NARROWEST: Final = 40  # columns; a narrower terminal wraps by itself
_COLOURS: Final = {
    "file": "1",
    "passed": "1;32",
    "flagged": "1;31",
    "incomplete": "1;33",
    "unreadable": "1;33",
    "error": "1;31",
    "warning": "1;33",
    "note": "1;36",
    "repair": "36",
    "aside": "2",
}
_CLINGING: Final = frozenset(" ，。；：、！？）”’〕］》…")

_OPENING: Final = frozenset("“‘（〔［《")


def page(result: Result, *, single: bool = True) -> str:
    """One file's result as a readable page; verdict first. `single`: it is the only one, to which more may be given."""
    return plain(_lines(result, single=single))


def terminal_page(result: Result, columns: int, *, single: bool = True) -> str:
    """The same in colour and wrapped to a terminal's width, each wrapped line indented like its first."""
    return painted(_lines(result, single=single), columns)


def plain(lines: Iterable[Line]) -> str:
    """Lines as they are, each ended."""
    return "".join(f"{_printable(line)}\n" for line in lines)


def painted(lines: Iterable[Line], columns: int) -> str:
    """Lines in colour and wrapped to a terminal's width."""
    return "".join(f"{_painted(_printable(line), columns)}\n" for line in lines)


def _lines(result: Result, *, single: bool) -> Iterator[Line]:
    hints = unchecked.on_desk(result) if single else ()
    yield Line(f"■ {result.file}", tone="file")
    yield from verdict.page(result, hints=hints)


def _printable(line: Line) -> Line:
    """A document must not steer the terminal that shows its words."""
    return replace(line, text=printable(line.text))


def _painted(line: Line, columns: int) -> str:
    colour = _COLOURS.get(line.tone)
    indent = "  " * line.indent
    hang = f"{indent}  " if indent else ""
    width = max(columns, _NARROWEST) - len(hang)
    text = f"\n{hang}".join(_wrapped(line.text, width))
    return f"{indent}\033[{colour}m{text}\033[0m" if colour else f"{indent}{text}"


def _wrapped(text: str, width: int) -> Iterator[str]:
    """Lines of at most `width` columns, a Chinese character taking two."""
    start, used = 0, 0
    for i, ch in enumerate(text):
        wide = _columns(ch)
        if used + wide > width:
            stop = next((n for n in range(i, start, -1) if _may_break(text, n)), i)
            yield text[start:stop]
            start, used = stop, sum(map(_columns, text[stop:i]))
        used += wide
    yield text[start:]


def _may_break(text: str, at: int) -> bool:
    """Numbers and Latin words stay whole, closing signs with what they close (避头尾)."""
    before, after = text[at - 1], text[at]
    whole = before.isascii() and after.isascii() and before != " "
    return before not in _OPENING and after not in _CLINGING and not whole


def _columns(ch: str) -> int:
    return 2 if unicodedata.east_asian_width(ch) in "FWA" else 1
