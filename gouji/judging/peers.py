"""The reports of an office's year, so arranged that each is set beside the others without going through them all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from gouji.money import in_wan
from gouji.organs import Organ, is_full_name
from gouji.season.entries import Entries
from gouji.season.sketch import SCHEME, Hashes, Likeness, Sketch, likeness, unpacked

_AMOUNT: Final = "t2.charges.amount"
# Each of the least hashes of what two narratives say is in both with the probability of their likeness. Of 24, two that
# have 0.7 in common share fewer than 6 once in a million times, and two that have 0.85 once in 10^11.
_COMPARED: Final = 24
_SHARED: Final = 6


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


class Peers:
    """The sketches of reports, of one year or of several; each is asked for what is like another sketch in something.

    The other is never among its own peers, whether it is one of the sketches or not, nor is another of the same organ
    and year.
    """

    def __init__(self, sketches: Iterable[Sketch], names: Names) -> None:
        self.sketches: Final = tuple(sketches)
        self._names = names
        self._hashes: list[Hashes | None] = []
        self._files: dict[str, list[int]] = defaultdict(list)
        self._least: dict[int, list[int]] = defaultdict(list)
        self._paragraphs: dict[int, list[int]] = defaultdict(list)
        for n, sketch in enumerate(self.sketches):
            for digest in filter(None, (sketch.file, sketch.content)):
                self._files[digest].append(n)
            self._hashes.append(hashes := _hashes_of(sketch))
            if hashes is None:
                continue
            for value in hashes.least[:_COMPARED] if _is_long(sketch) else ():
                self._least[value].append(n)
            for value in hashes.paragraphs:
                self._paragraphs[value].append(n)
        self._outdated: Final = tuple(filter(is_outdated, self.sketches))
        self._of_entry: dict[str, list[Sketch]] = defaultdict(list)
        for sketch in self.sketches:
            if (entry := names.of(sketch)) is not None:
                self._of_entry[entry.name].append(sketch)
        self._charges: Final = tuple(_charges(self.sketches, names))

    def like(self, own: Sketch) -> Iterator[tuple[Likeness, Sketch]]:
        """Those with whose narrative this one's has something in common, half of it and more at any rate."""
        hashes = _hashes_of(own)
        if hashes is None or not _is_long(own):
            return
        common = Counter(
            n for value in hashes.least[:_COMPARED] for n in self._least.get(value, ())
        )
        for n, shared in common.items():
            other = self._hashes[n]
            if shared >= _SHARED and other and not self._is_own(own, self.sketches[n]):
                yield likeness(hashes, other), self.sketches[n]

    def sharing(self, own: Sketch) -> Iterator[tuple[int, Sketch]]:
        """Which paragraphs of a narrative, by their length, stand word for word in others, each with each of them."""
        hashes = _hashes_of(own)
        for place, value in enumerate(hashes.paragraphs if hashes else ()):
            for n in self._paragraphs.get(value, ()):
                if not self._is_own(own, self.sketches[n]):
                    yield place, self.sketches[n]

    def same(self, own: Sketch) -> Sequence[Sketch]:
        """Those of the same file, or with the same content."""
        digests = filter(None, (own.file, own.content))
        found = dict.fromkeys(n for digest in digests for n in self._files.get(digest, ()))
        return [self.sketches[n] for n in found if not self._is_own(own, self.sketches[n])]

    def charges_beside(self, own: Sketch) -> list[Decimal]:
        """What other departments charge in 万元, of those that charge anything."""
        return [amount for sketch, amount in self._charges if not self._is_own(own, sketch)]

    def outdated_beside(self, own: Sketch) -> int:
        """How many others were put in small by an older version of the system."""
        return sum(not self._is_own(own, sketch) for sketch in self._outdated)

    def under_other_names(self, own: Sketch) -> list[str]:
        """The other names under which the same organ handed in, by the roster."""
        entry = self._names.of(own)
        same = self._of_entry.get(entry.name, []) if entry else []
        names = (s.organ for s in same if s.year == own.year and s.organ != own.organ)
        return sorted({name for name in names if name is not None})

    def _is_own(self, own: Sketch, other: Sketch) -> bool:
        same_year = own.year == other.year
        return own is other or (same_year and self._names.are_one(own.organ, other.organ))


@dataclass(frozen=True, slots=True)
class Among:
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


def _charges(sketches: Iterable[Sketch], names: Names) -> Iterator[tuple[Sketch, Decimal]]:
    """What departments charge that charge anything."""
    for sketch in sketches:
        entry = names.of(sketch)
        if (entry is None or not entry.aggregate) and (amount := charges_in_wan(sketch)):
            yield sketch, amount


def _is_long(sketch: Sketch) -> bool:
    return sketch.narrative is not None and sketch.narrative.is_long


def _hashes_of(sketch: Sketch) -> Hashes | None:
    """The hashes of a narrative; None, too, where an older version of the system made them otherwise."""
    narrative = sketch.narrative
    return unpacked(narrative) if narrative and narrative.scheme == SCHEME else None
