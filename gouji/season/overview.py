"""An office's year at a glance: its roster and what was handed in, together, an entry an organ. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Annotated

from msgspec import Meta, Struct

from gouji.organs import Organ
from gouji.season.entries import Entries
from gouji.season.life import Standing
from gouji.season.submission import day_in_china


class Filed(Struct, frozen=True, kw_only=True):
    """How the report stands that was handed in under a name; the rest is as in `life.Record`.

    `waived`: how many findings are.
    """

    organ: str
    standing: Standing
    current: str | None = None
    accepted: str | None = None
    submissions: int = 0
    returned: int = 0
    first_read: str | None = None
    errors: int = 0
    warnings: int = 0
    waived: int = 0


class Entry(Struct, frozen=True, kw_only=True):
    """One organ of an office's year; of one that is on the roster, `organ` is its full name there.

    What stands here of the report is of the one under the first name of `filed_under`: an organ may hand in under
    several of its names, which then are to be cleared up. `submissions` and `returned` count those of all.
    """

    organ: str
    aliases: tuple[str, ...] = ()
    group: str | None = None
    contact: str | None = None
    listed: Annotated[bool, Meta(description="是否在名册上")]
    standing: Standing
    late: Annotated[bool, Meta(description="首份可读的报告在截止日之后报送，或过了截止日仍没有")]
    submissions: int = 0
    returned: Annotated[int, Meta(description="退回次数")] = 0
    errors: int = 0
    warnings: int = 0
    waived: Annotated[int, Meta(description="已说明、不再计入的问题数")] = 0
    current: str | None = None
    accepted: str | None = None
    filed_under: Annotated[tuple[str, ...], Meta(description="报送位置上的名称；应当只有一个")] = ()


class Counts(Struct, frozen=True, kw_only=True):
    """How many organs stand how. `expected`: on the roster, None without one."""

    expected: int | None = None
    missing: int = 0
    received: int = 0
    failed: int = 0
    unreadable: int = 0
    to_review: int = 0
    returned: int = 0
    accepted: int = 0
    correction: int = 0
    late: int = 0
    unlisted: int = 0


def overview(
    roster: Sequence[Organ] | None,
    filed: Iterable[Filed],
    deadline: date,
    today: date,
    came: Callable[[str], str] = lambda _: "",
) -> list[Entry]:
    """The organs of the roster in its order, then those that are not on it and handed in, by name.

    `came`: when the current upload under a name was handed in (ISO 8601); asked where an organ has several.
    """
    of_organ, unlisted = _joined(roster or (), filed)
    listed = (
        _entry(organ, _newest_first(of_organ[organ.name], came), deadline, today)
        for organ in roster or ()
    )
    # What was taken back under a name that nobody knows was a mistake: nothing is missing there.
    others = (_entry(None, [item], deadline, today) for item in unlisted if item.current)
    return [*listed, *sorted(others, key=lambda entry: entry.organ)]


def counted(entries: Iterable[Entry], roster: Sequence[Organ] | None) -> Counts:
    """How many of these stand how."""
    found: defaultdict[str, int] = defaultdict(int)
    for entry in entries:
        found[entry.standing] += 1
        found["late"] += entry.late
        found["unlisted"] += not entry.listed
    return Counts(expected=None if roster is None else len(roster), **found)


def _joined(
    roster: Sequence[Organ], filed: Iterable[Filed]
) -> tuple[defaultdict[str, list[Filed]], list[Filed]]:
    entries = Entries(roster)
    of_organ: defaultdict[str, list[Filed]] = defaultdict(list)
    unlisted: list[Filed] = []
    for item in filed:
        organ = entries.of(item.organ)
        if organ:
            of_organ[organ.name].append(item)
        else:
            unlisted.append(item)
    return of_organ, unlisted


def _newest_first(filed: Sequence[Filed], came: Callable[[str], str]) -> Sequence[Filed]:
    """Those with a current upload before those without, the newest first."""
    if len(filed) < 2:
        return filed
    by_name = sorted(filed, key=lambda item: item.organ)
    return sorted(
        by_name,
        key=lambda item: (item.current is not None, came(item.organ) if item.current else ""),
        reverse=True,
    )


def _entry(organ: Organ | None, filed: Sequence[Filed], deadline: date, today: date) -> Entry:
    main = filed[0] if filed else None
    name = organ.name if organ else filed[0].organ
    return Entry(
        organ=name,
        aliases=organ.aliases if organ else (),
        group=organ.group if organ else None,
        contact=organ.contact if organ else None,
        listed=organ is not None,
        standing=main.standing if main else "missing",
        late=_is_late(filed, deadline, today),
        submissions=sum(item.submissions for item in filed),
        returned=sum(item.returned for item in filed),
        errors=main.errors if main else 0,
        warnings=main.warnings if main else 0,
        waived=main.waived if main else 0,
        current=main.current if main else None,
        accepted=main.accepted if main else None,
        filed_under=tuple(_names(filed)),
    )


def _is_late(filed: Iterable[Filed], deadline: date, today: date) -> bool:
    """As `life.is_late`, of what was handed in under all names together."""
    read = [item.first_read for item in filed if item.first_read]
    if not read:
        return today > deadline
    return min(map(day_in_china, read)) > deadline


def _names(filed: Iterable[Filed]) -> Iterator[str]:
    return (item.organ for item in filed if item.submissions)
