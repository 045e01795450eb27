"""Which organ of a roster a name stands for: the full name, another name, either with or without a higher region."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from gouji.organs import Organ, folded, is_full_name


class Entries:
    """The organs of a roster by all names that stand for them: what `find` finds, for many names at once."""

    def __init__(self, organs: Sequence[Organ] = ()) -> None:
        self._organs: list[Organ] = []
        self._full: defaultdict[str, set[int]] = defaultdict(set)
        self._called: defaultdict[str, set[int]] = defaultdict(set)
        self._shorter: defaultdict[str, set[int]] = defaultdict(set)  # no higher region in front
        for organ in organs:
            self.add(organ)

    def add(self, organ: Organ) -> None:
        """Take up one more organ."""
        number = len(self._organs)
        self._organs.append(organ)
        self._full[folded(organ.name)].add(number)
        for name in map(folded, organ.names):
            self._called[name].add(number)
            for short in without_region(name):
                self._shorter[short].add(number)

    def of(self, name: str | None) -> Organ | None:
        """The organ that a name stands for; None where it is none's, or may be that of more than one."""
        if not name:
            return None
        name = folded(name)
        exact = self._full.get(name)
        found = exact or self._all_of(name)
        return self._organs[min(found)] if len(found) == 1 else None

    def all_of(self, name: str) -> tuple[Organ, ...]:
        """All organs that a name may stand for, in the order of the roster."""
        return tuple(self._organs[number] for number in sorted(self._all_of(folded(name))))

    def _all_of(self, name: str) -> set[int]:
        found = set(self._called.get(name, ())) | self._shorter.get(name, set())
        for short in without_region(name):
            found |= self._called.get(short, set())
        return found


def without_region(name: str) -> Iterator[str]:
    """A name without the higher regions in front of it: 海曙区教育局 of 宁波市海曙区教育局."""
    for start in range(1, len(name)):
        short = name[start:]
        if is_full_name(name, short):
            yield short
