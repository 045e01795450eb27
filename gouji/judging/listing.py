"""How many alike findings are listed: a text with ten thousand faults gives fifty of each kind, and their number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final, TypeVar

from msgspec.structs import replace

from gouji.verdict import Finding, Unassessed

LISTED: Final = 50  # of one rule and severity
_Item = TypeVar("_Item", Finding, Unassessed)


def listed(items: Iterable[_Item]) -> tuple[_Item, ...]:
    """The first of each rule and severity in their order; the last listed tells how many there are further."""
    kept: list[_Item] = []
    alike: dict[tuple[str, str], list[int]] = {}  # where those listed stand
    further: Counter[tuple[str, str]] = Counter()
    for item in items:
        kind: tuple[str, str] = (item.rule, getattr(item, "severity", ""))
        places = alike.setdefault(kind, [])
        if len(places) < LISTED:
            places.append(len(kept))
            kept.append(item)
        else:
            further[kind] += 1
    for kind, number in further.items():
        last = alike[kind][-1]
        kept[last] = replace(kept[last], facts=replace(kept[last].facts, further=number))
    return tuple(kept)
