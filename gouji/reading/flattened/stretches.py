"""Text → stretches: a text and the values behind it; and the rows of cells into which these values fall."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from gouji.reading import limits
from gouji.text import lazy_pattern

Span = tuple[int, int]  # a place in the text

BLANK: Final = "\ufdd0"  # stands for a cell that is there and blank; no text has this character
# The first line holds the characters that a value may begin with: most of a text is passed over at once.
_VALUE = lazy_pattern(
    r"""(?=[\d大约近逾超+\-增减‐‑‒–—―─－/\\无没×\ufdd0])(?:
        \ufdd0 |
        (?<![\d.,])(?:大?约|近|逾|超过?)?(?:[+-]|增加?|减少?)?(?!20\d\d[ ]?年)\d[\d,]*(?:\.\d+)?
        (?:亿元|万元|元|件次?|条|项|份|个|宗|起|人次|次|%)?(?!\d)
      | (?<![^\s|])(?:[-‐‑‒–—―─－/\\]+|无|没有|×)(?![^\s|]|[ \t][\u4e00-\u9fff](?!\S)))""",
    re.VERBOSE | re.ASCII,
)
_OFTEN: Final = 256  # values, from one look at the time to the next
_GAP = lazy_pattern(r"[\s|]*")
_REST_OF_LINE = lazy_pattern(r"[ \t|]*(?=\n|$)")
_PROSE = lazy_pattern(r"\s*[，。；：！？,;:%％年月日号]")  # what follows a number in a sentence
_PROSE_BESIDE = lazy_pattern(rf"[ \t]*(?=\S){_PROSE.pattern}")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A text and the values behind it, by their places in the run's text."""

    start: int
    values: tuple[Span, ...]

    @property
    def text_end(self) -> int:
        """Where the text ends and the values begin."""
        return self.values[0][0]

    @property
    def end(self) -> int:
        """Where the last value ends."""
        return self.values[-1][1]


def stretches_of(masked: str) -> Iterator[Stretch]:
    """The stretches of a text whose labels' numerals are masked, in reading order."""
    start = 0
    values: list[Span] = []
    for count, match in enumerate(_VALUE.finditer(masked)):
        if not count % _OFTEN:
            limits.check_time()
        if values and not _GAP.fullmatch(masked, values[-1][1], match.start()):
            yield Stretch(start, tuple(values))
            start = values[-1][1]
            values = []
        values.append(match.span())
    if values:
        yield Stretch(start, tuple(values))


def is_in_prose(masked: str, stretch: Stretch) -> bool:
    """Whether a sentence goes on behind the values."""
    return _PROSE.match(masked, stretch.end) is not None


def is_beside_prose(masked: str, stretch: Stretch) -> bool:
    """Whether a sentence goes on behind the values on their line."""
    return _PROSE_BESIDE.match(masked, stretch.end) is not None


def is_stray(masked: str, stretch: Stretch) -> bool:
    """Whether values can be those of a row: several, or one on a line of its own."""
    if is_in_prose(masked, stretch) or not shown(masked, stretch.values):
        return False
    if len(stretch.values) > 1:
        return True
    return not _on_its_line(masked, stretch).strip() and ends_line(masked, stretch)


def shown(masked: str, spans: Sequence[Span]) -> list[Span]:
    """The places of the values that are not blank."""
    return [span for span in spans if masked[slice(*span)] != BLANK]


def over(spans: Sequence[Span]) -> Span:
    """From the first to the last of them."""
    return spans[0][0], spans[-1][1]


def rows_of(
    masked: str, stretch: Stretch, label_at: int, widths: Collection[int]
) -> list[list[Span]]:
    """The places of the cells row by row, where a row has so many; the first row is the label's own.

    One cell for all of a row where it is not certain which figure stands in which.
    """
    spans = list(stretch.values)
    lines = _by_line(masked, spans)
    if len(lines) > 1 and (len(lines) < len(spans) or _on_its_line(masked, stretch).strip()):
        # Else a figure may be broken, or a page's number.
        return lines if all(len(line) in widths for line in lines) else [[over(spans)]]
    visible = shown(masked, spans)
    if _may_hold_further_rows(masked, stretch, label_at, widths) and (
        rows := _parted(masked, spans, visible, widths)
    ):
        return rows
    if len(visible) < len(spans) and len(spans) not in widths:
        # Blanks of merged cells beside the row's own.
        return [visible if len(visible) in widths else [over(spans)]]
    return [spans]


def _may_hold_further_rows(
    masked: str, stretch: Stretch, label_at: int, widths: Collection[int]
) -> bool:
    """Whether some of the values may be another row's: on a line that is the label's own none are."""
    first, last = over(stretch.values)
    line = masked.rfind("\n", stretch.start, label_at) + 1 or stretch.start
    is_a_line = (
        not masked[line:label_at].strip()
        and not (line and masked[line - 1] != "\n")
        and ends_line(masked, stretch)
        and "\n" not in masked[first:last]
    )
    return len(stretch.values) > min(widths) and not is_a_line


def _parted(
    masked: str, spans: list[Span], visible: list[Span], widths: Collection[int]
) -> list[list[Span]]:
    """The values as several rows; none where they are one row's, or no number of cells parts them."""
    for width in sorted(widths, reverse=True):
        own, rest = spans[:width], spans[width:]
        if width > 1 and len(rest) >= width and not shown(masked, own) and len(visible) in widths:
            return [own, visible]
        if len(visible) in widths or len(spans) in widths:
            continue
        if len(visible) == len(spans):
            if rest and not len(spans) % width:
                return [spans[at : at + width] for at in range(0, len(spans), width)]
        elif width > 1 and len(rest := _without_blanks_before(masked, rest)) in widths:
            return [own, rest]
    return []


def _without_blanks_before(masked: str, spans: list[Span]) -> list[Span]:
    first = next((i for i, span in enumerate(spans) if masked[slice(*span)] != BLANK), len(spans))
    return spans[first:]


def _by_line(masked: str, spans: Sequence[Span]) -> list[list[Span]]:
    lines: list[list[Span]] = []
    end = 0
    for span in spans:
        if not lines or "\n" in masked[end : span[0]]:
            lines.append([])
        lines[-1].append(span)
        end = span[1]
    return lines


def _on_its_line(masked: str, stretch: Stretch) -> str:
    """What of the text stands on the line of the first value."""
    return masked[
        masked.rfind("\n", stretch.start, stretch.text_end) + 1 or stretch.start : stretch.text_end
    ]


def ends_line(masked: str, stretch: Stretch) -> bool:
    """Whether nothing follows the values on their line."""
    return _REST_OF_LINE.match(masked, stretch.end) is not None
