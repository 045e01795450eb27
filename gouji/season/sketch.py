"""A report in small: what the office's other reports are set beside, so that none of them need be fetched whole.

Of a narrative the least hashes of its shingles are kept (a bottom-k sketch): of two texts with the likeness J, each
hash up to the lesser of their last ones is in both with the probability J. The likeness is so estimated without bias
and with a standard error of √(J(1-J)/n · (1-f)), n being how many hashes there are up to there, at least LEAST, and f
which part of all they are; where all shingles of both were kept it is exact.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from functools import cached_property
from hashlib import blake2b
from math import ceil, sqrt
from typing import Final

from msgspec import Struct

from gouji.facts.base import Excerpt
from gouji.form import TABLE_IDS, TABLES, format_version_of
from gouji.money import Unit
from gouji.report import CellId, FormatVersion, Mark, Number, TableId

# What a sketch is made by: where shingles, masks or hashes change this does, and the two are not compared.
SCHEME: Final = 1
LEAST: Final = 256  # hashes kept of a narrative's shingles
PARAGRAPHS: Final = 64  # long ones; of more the longest are kept
SENTENCES: Final = 48
_SHINGLE_BYTES: Final = 4
_GREATEST: Final = 2 ** (8 * _SHINGLE_BYTES) - 1
WITHOUT_NUMBER: Final[frozenset[Mark | None]] = frozenset(
    {"blank", "placeholder", "missing", "unreadable"}
)
_ROUNDING: Final = 1e-6
_BYTES: Final = 8  # of a hash that stands for a whole sentence or paragraph


class NarrativeSketch(Struct, frozen=True, forbid_unknown_fields=True):
    """A long enough narrative, years and the organ's own names masked, as hashes.

    `shingles`: the least ones, ascending, 4 bytes each, LEAST of them or all. `paragraphs`, `sentences`: the
    long ones, the longest first, 8 bytes each; the `excerpts` are of the first of them, as printed.
    """

    scheme: int
    is_long: bool
    shingles: bytes
    paragraphs: bytes
    sentences: bytes
    paragraph_excerpts: tuple[Excerpt, ...] = ()
    sentence_excerpts: tuple[Excerpt, ...] = ()


class Sketch(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """What the rules about the office ask of a report.

    `organ`, `year`: those under which it was handed in, else as printed. `figures`: the numbers that are not 0; any
    other cell has no number where its mark says so, else a 0. `file`: a digest of the file, None where it is not known
    or holds several reports. `content`: a digest of all cells and of the text, None where the report does not say whose
    it is.
    """

    organ: str | None
    year: int | None
    printed_organ: str | None
    printed_year: int | None
    forms: Mapping[TableId, FormatVersion | None]
    figures: Mapping[CellId, Number]
    marks: Mapping[CellId, Mark] = {}
    units: Mapping[CellId, Unit] = {}
    narrative: NarrativeSketch | None = None
    file: str | None = None
    content: str | None = None
    recognised: bool = False

    @property
    def cells(self) -> Mapping[CellId, Number | None]:
        """The number of every cell as printed, None where there is none."""
        found: dict[CellId, Number | None] = {}
        for table in TABLE_IDS:
            version = self.forms[table] or format_version_of(self.printed_year)
            found |= dict.fromkeys(TABLES[table, version].specs, 0)
        return found | {cell: self.number(cell) for cell in (*self.marks, *self.figures)}

    def number(self, cell: CellId) -> Number | None:
        """The number of a cell of the report's format as printed, None where there is none."""
        if cell in self.figures:
            return self.figures[cell]
        return None if self.marks.get(cell) in WITHOUT_NUMBER else 0


class Likeness(Struct, frozen=True):
    """The share of two narratives' shingles that both have, and its standard error: 0 where all were kept."""

    share: float
    error: float


class Hashes(Struct, frozen=True, dict=True):
    """A narrative sketch unpacked, to be compared with many others."""

    least: tuple[int, ...]
    paragraphs: tuple[int, ...]
    sentences: tuple[int, ...]

    @cached_property
    def known(self) -> frozenset[int]:
        """The least ones, to be looked up."""
        return frozenset(self.least)


def packed_shingles(shingles: Iterable[str]) -> bytes:
    """The least hashes of shingles."""
    least = sorted({_hash(shingle, _SHINGLE_BYTES) for shingle in shingles})[:LEAST]
    return struct.pack(f"<{len(least)}I", *least)


def packed(texts: Iterable[str]) -> bytes:
    """The hash of each text, in their order."""
    hashes = [_hash(text, _BYTES) for text in texts]
    return struct.pack(f"<{len(hashes)}Q", *hashes)


def unpacked(narrative: NarrativeSketch) -> Hashes:
    """The hashes of a narrative."""
    least = struct.unpack(f"<{len(narrative.shingles) // _SHINGLE_BYTES}I", narrative.shingles)
    paragraphs, sentences = (
        struct.unpack(f"<{len(hashes) // _BYTES}Q", hashes)
        for hashes in (narrative.paragraphs, narrative.sentences)
    )
    return Hashes(least, paragraphs, sentences)


def likeness(one: Hashes, other: Hashes) -> Likeness:
    """How much of two narratives' text is the same, 0 to 1, exactly or as an estimate."""
    both = len(one.known & other.known)
    bound = min((h.least[-1] for h in (one, other) if len(h.least) == LEAST), default=_GREATEST)
    seen = bisect_right(one.least, bound) + bisect_right(other.least, bound) - both
    if not seen:
        return Likeness(0.0, 0.0)
    share = both / seen
    return Likeness(share, sqrt(share * (1 - share) / seen * (1 - bound / _GREATEST)))


def least_in_common(own: Hashes, share: float, errors: float) -> int:
    """How many of its least hashes another must have, at least, where the estimate and so many standard errors reach
    a share: Wilson's lower bound.

    An estimate goes over no fewer hashes than `own` has, and with more of them more must be common.
    """
    n = len(own.least)
    if not n:
        return 1
    spread = errors * errors / n
    middle = share + spread / 2
    bound = middle - errors * sqrt(share * (1 - share) / n + spread / (4 * n))
    return max(1, ceil(n * bound / (1 + spread) - _ROUNDING))


def _hash(text: str, size: int) -> int:
    return int.from_bytes(
        blake2b(text.encode(errors="surrogatepass"), digest_size=size).digest(), "little"
    )
