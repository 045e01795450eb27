"""Words that a finding quotes → where they stand in the document as shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from gouji.facts.base import Excerpt, Facts
from gouji.facts.narrative import Passage
from gouji.page.document import ShownGrid, ShownParagraph
from gouji.reading.words.characters import plain
from gouji.report import Report
from gouji.text import places, squeezed

_MOST: Final = 4  # places of the same words


class Found(Struct, frozen=True):
    """A stretch of text: the block, counted from 0, and start and end in its text."""

    block: int
    start: int
    end: int


def passages(
    facts: Facts, report: Report, blocks: Sequence[ShownParagraph | ShownGrid]
) -> tuple[Found, ...]:
    """Where the words stand that facts quote; what is not found surely is left out."""
    found: list[Found] = []
    for quoted in _quoted(facts):
        if isinstance(quoted, Passage):
            stands = _in_paragraph(quoted, report, blocks)
        else:
            stands = _everywhere(quoted.text, range(len(blocks)), blocks)
        found += [one for one in stands if one not in found]
    return tuple(found)


def _quoted(value: object) -> Iterator[Passage | Excerpt]:
    """All passages and other excerpts within facts."""
    if isinstance(value, Passage | Excerpt):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _quoted(one)
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            yield from _quoted(getattr(value, name))


def _in_paragraph(
    passage: Passage, report: Report, blocks: Sequence[ShownParagraph | ShownGrid]
) -> list[Found]:
    """The words in the blocks that hold the paragraph; else wherever they stand."""
    section = next((s for s in report.sections if s.number == passage.section), None)
    own: list[int] = []
    if section is not None and 0 < passage.paragraph <= len(section.paragraphs):
        said = squeezed(plain(section.paragraphs[passage.paragraph - 1]))
        own = [i for i, block in enumerate(blocks) if _holds(block, said)]
    words = passage.excerpt.text
    return _everywhere(words, own, blocks) or _everywhere(words, range(len(blocks)), blocks)


def _holds(block: ShownParagraph | ShownGrid, said: str) -> bool:
    if isinstance(block, ShownGrid):
        return False
    text = squeezed(plain(block.text))
    return bool(text) and (said in text or text in said)


def _everywhere(
    words: str, among: Sequence[int], blocks: Sequence[ShownParagraph | ShownGrid]
) -> list[Found]:
    """Where the words stand; nowhere, if they are so common that they tell nothing."""
    found = list(_all(words, among, blocks))
    return found if len(found) <= _MOST else []


def _all(
    words: str, among: Sequence[int], blocks: Sequence[ShownParagraph | ShownGrid]
) -> Iterator[Found]:
    for i in among:
        block = blocks[i]
        if isinstance(block, ShownParagraph) and (span := span_of(words, block.text)):
            yield Found(i, *span)


def span_of(words: str, printed: str) -> tuple[int, int] | None:
    """Start and end of words in a text as printed, whichever way widths, spaces and characters are written."""
    if not words.strip():
        return None
    at = printed.find(words)
    if at >= 0:
        return at, at + len(words)
    read, wanted = squeezed(plain(printed)), squeezed(plain(words))
    at = read.find(wanted)
    stands = places(printed, read) if at >= 0 else None
    return (stands[at], stands[at + len(wanted) - 1] + 1) if stands else None
