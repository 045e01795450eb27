"""The reports of an office's year, so arranged that each is set beside the others without going through them all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Final

from msgspec import Struct

from gouji.judging.incidence import Incidence
from gouji.money import in_wan
from gouji.organs import Organ, is_full_name
from gouji.season.entries import Entries, without_region
from gouji.season.sketch import (
    SCHEME,
    Hashes,
    Likeness,
    Sketch,
    least_in_common,
    likeness,
    unpacked,
)

_AMOUNT: Final = "t2.charges.amount"


class Names:
    """The roster's entries by the names under which organs hand in."""

    def __init__(self, roster: tuple[Organ, ...] | None) -> None:
        self._entries = Entries(roster or ())
        self._found: dict[str | None, Organ | None] = {}  # each report is set beside every other

    def of_name(self, name: str | None) -> Organ | None:
        """The entry of an organ by its name or another that counts as it."""
        if name not in self._found:
            self._found[name] = self._entries.of(name)
        return self._found[name]

    def of(self, sketch: Sketch) -> Organ | None:
        """The entry of a report's organ, by where it was handed in, else by what it says."""
        return self.of_name(sketch.organ) or self.of_name(sketch.printed_organ)

    def are_one(self, one: str | None, other: str | None) -> bool:
        """Whether two names are one organ's, by the roster or but for a higher region before either."""
        if one is None or other is None or one == other:
            return one == other and one is not None
        entry = self.of_name(one)
        if entry is not None:
            return entry == self.of_name(other)
        return self.of_name(other) is None and is_full_name(one, other)


class Charges(Struct, frozen=True):
    """Of how many reports something is charged, and the median of it in 万元; None of none."""

    peers: int
    median: Decimal | None


class Peers:
    """The sketches of reports, of one year or of several; each is asked for what is like another sketch in something.

    The other is never among its own peers, whether it is one of the sketches or not, nor is another of the same organ
    and year.
    """

    def __init__(self, sketches: Iterable[Sketch], names: Names) -> None:
        self.sketches: Final = tuple(sketches)
        self._names = names
        self._handed_in = _HandedIn([sketch.organ for sketch in self.sketches], names)
        self._hashes: Final = [_hashes_of(sketch) for sketch in self.sketches]
        self._files: dict[str, list[int]] = defaultdict(list)
        self._paragraphs: dict[int, list[int]] = defaultdict(list)
        self._of_entry: dict[str, list[Sketch]] = defaultdict(list)
        for n, (sketch, hashes) in enumerate(zip(self.sketches, self._hashes, strict=True)):
            for digest in filter(None, (sketch.file, sketch.content)):
                self._files[digest].append(n)
            for value in hashes.paragraphs if hashes else ():
                self._paragraphs[value].append(n)
            if (entry := names.of(sketch)) is not None:
                self._of_entry[entry.name].append(sketch)
        self._outdated: Final = frozenset(
            n for n, sketch in enumerate(self.sketches) if is_outdated(sketch)
        )
        self._charges: Final = sorted(_charges(self.sketches, names))
        self._charging: Final = {n: place for place, (_, n) in enumerate(self._charges)}

    def like(
        self, own: Sketch, share: float, errors: float = 0
    ) -> Iterator[tuple[Likeness, Sketch]]:
        """Those with whose narrative this one's has a share in common, or would with so many standard errors more.

        Some of which that falls a little short are among them.
        """
        hashes = _hashes_of(own)
        if hashes is None or not _is_long(own):
            return
        common = self._least.in_common(hashes.least, least_in_common(hashes, share, errors))
        apart = self._own(own)
        for n in common:
            other = self._hashes[n]
            if other and n not in apart:
                yield likeness(hashes, other), self.sketches[n]

    def sharing(self, own: Sketch) -> Iterator[tuple[int, Sketch]]:
        """Which paragraphs of a narrative, by their length, stand word for word in others, each with each of them."""
        hashes, apart = _hashes_of(own), self._own(own)
        for place, value in enumerate(hashes.paragraphs if hashes else ()):
            for n in self._paragraphs.get(value, ()):
                if n not in apart:
                    yield place, self.sketches[n]

    def same(self, own: Sketch) -> Sequence[Sketch]:
        """Those of the same file, or with the same content."""
        digests = filter(None, (own.file, own.content))
        found = dict.fromkeys(n for digest in digests for n in self._files.get(digest, ()))
        apart = self._own(own) if found else ()
        return [self.sketches[n] for n in found if n not in apart]

    def charges_beside(self, own: Sketch) -> Charges:
        """What other departments charge, of those that charge anything."""
        apart = self._own(own)
        left_out = sorted(self._charging[n] for n in apart if n in self._charging)
        count = len(self._charges) - len(left_out)
        if not count:
            return Charges(0, None)
        low, high = (
            self._charges[_past(left_out, middle)][0] for middle in ((count - 1) // 2, count // 2)
        )
        return Charges(count, low if count % 2 else (low + high) / 2)

    def outdated_beside(self, own: Sketch) -> int:
        """How many others were put in small by an older version of the system."""
        return len(self._outdated - self._own(own)) if self._outdated else 0

    def under_other_names(self, own: Sketch) -> list[str]:
        """The other names under which the same organ handed in, by the roster."""
        entry = self._names.of(own)
        same = self._of_entry.get(entry.name, []) if entry else []
        names = (s.organ for s in same if s.year == own.year and s.organ != own.organ)
        return sorted({name for name in names if name is not None})

    @cached_property
    def _least(self) -> Incidence:
        """Whose long narratives have which of the least hashes."""
        return Incidence(
            hashes.least if hashes and _is_long(sketch) else ()
            for sketch, hashes in zip(self.sketches, self._hashes, strict=True)
        )

    def _own(self, own: Sketch) -> frozenset[int]:
        """Which of the sketches are no peers of a report: itself, and what its organ handed in for the year."""
        return frozenset(
            n
            for n in self._handed_in.by(own.organ)
            if own is self.sketches[n]
            or (own.organ is not None and own.year == self.sketches[n].year)
        )


class _HandedIn:
    """Which of many reports were handed in by one organ, as `Names.are_one` says of two, without going through all.

    Those that name no organ are nobody's, and may be anybody's.
    """

    def __init__(self, organs: Sequence[str | None], names: Names) -> None:
        self._names = names
        self._listed: dict[Organ, list[int]] = defaultdict(list)
        self._called: dict[str | None, list[int]] = defaultdict(list)
        self._shorter: dict[str, list[int]] = defaultdict(list)  # no higher region in front
        for n, organ in enumerate(organs):
            entry = names.of_name(organ)
            if entry is not None:
                self._listed[entry].append(n)
                continue
            self._called[organ].append(n)
            for short in without_region(organ or ""):
                self._shorter[short].append(n)

    def by(self, organ: str | None) -> Iterator[int]:
        """The positions of an organ's reports."""
        entry = self._names.of_name(organ)
        if entry is not None:
            yield from self._listed.get(entry, ())
            return
        for name in (organ, *without_region(organ or "")):
            yield from self._called.get(name, ())
        yield from self._shorter.get(organ or "", ())


class Among(Struct, frozen=True):
    """The reports of an office, arranged once for all that are set beside them.

    `peers`: the year's current reports; `last`: those of the year before; None where not known.
    """

    names: Names
    peers: Peers | None = None
    last: Peers | None = None


def among(
    roster: tuple[Organ, ...] | None,
    current: Iterable[Sketch] | None,
    last_year: Iterable[Sketch] | None,
) -> Among:
    """Arrange an office's reports."""
    names = Names(roster)
    peers, last = (
        None if sketches is None else Peers(sketches, names) for sketches in (current, last_year)
    )
    return Among(names, peers, last)


def charges_in_wan(sketch: Sketch) -> Decimal | None:
    """The charges in 万元, the unit of the form; None where no number is printed."""
    amount = sketch.number(_AMOUNT)
    return None if amount is None else in_wan(amount, sketch.units.get(_AMOUNT, "万元"))


def compared(one: Sketch, other: Sketch) -> Likeness | None:
    """How alike two narratives are; None where either is too short to tell or cannot be compared."""
    hashes = _hashes_of(one), _hashes_of(other)
    if hashes[0] is None or hashes[1] is None or not (_is_long(one) and _is_long(other)):
        return None
    return likeness(hashes[0], hashes[1])


def is_outdated(sketch: Sketch) -> bool:
    """Whether its narrative was put in small otherwise than now, so that it cannot be compared."""
    return sketch.narrative is not None and sketch.narrative.scheme != SCHEME


def shared_sentence(own: Sketch, other: Sketch) -> int | None:
    """Which of the long sentences of a narrative is the longest that the other has, too; None where there is none."""
    ours, theirs = _hashes_of(own), _hashes_of(other)
    if ours is None or theirs is None:
        return None
    known = set(theirs.sentences)
    return next((n for n, value in enumerate(ours.sentences) if value in known), None)


def _charges(sketches: Iterable[Sketch], names: Names) -> Iterator[tuple[Decimal, int]]:
    """What departments charge that charge anything, and which of the sketches says so."""
    for n, sketch in enumerate(sketches):
        entry = names.of(sketch)
        if (entry is None or not entry.aggregate) and (amount := charges_in_wan(sketch)):
            yield amount, n


def _past(left_out: Sequence[int], place: int) -> int:
    """Where the one of a place stands in a list of which some, in their order, are not counted."""
    for one in left_out:
        place += one <= place
    return place


def _is_long(sketch: Sketch) -> bool:
    return sketch.narrative is not None and sketch.narrative.is_long


def _hashes_of(sketch: Sketch) -> Hashes | None:
    """The hashes of a narrative; None, too, where an older version of the system made them otherwise."""
    narrative = sketch.narrative
    return unpacked(narrative) if narrative and narrative.scheme == SCHEME else None
