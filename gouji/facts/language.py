"""What is found of how the text is written. A section is None where the words stand before the first one."""

from __future__ import annotations

from gouji.facts.base import Excerpt, Facts, Value


class ParagraphRepeated(Facts, frozen=True):
    """One paragraph stands in these sections, in some more than once; without spaces."""

    sections: tuple[int | None, ...]
    excerpt: Excerpt


class OldPartsNamed(Facts, frozen=True):
    """Words of the structure that reports had before 2019."""

    excerpt: Excerpt


class TraditionalCharacters(Facts, frozen=True):
    """Too large a share of the Chinese characters is traditional; 0 to 1."""

    share: float


class FurnitureLeft(Facts, frozen=True):
    """What a web page puts around its text, `total` lines of it; the first ones as printed."""

    lines: tuple[str, ...]
    total: int


class ForeignWords(Facts, frozen=True):
    """A foreign word, or something garbled: `word`."""

    section: int | None
    word: str
    excerpt: Excerpt


class MarkCount(Value, frozen=True):
    """How often a mark opens and closes in a section; `mark` is the opening one."""

    mark: str
    opening: int
    closing: int


class MarksUnpaired(Facts, frozen=True):
    """Marks of a section that do not come in pairs; `excerpt` shows the first that has no partner."""

    section: int | None
    counts: tuple[MarkCount, ...]
    excerpt: Excerpt


class SectionUnfinished(Facts, frozen=True):
    """The section breaks off."""

    section: int
    excerpt: Excerpt


class DisclosureMarked(Facts, frozen=True):
    """A mark of how the document may be disclosed (此件公开发布)."""

    mark: str
