"""Organs: their names, which names stand for one organ, and what kind of organ a name tells."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, Literal

from msgspec import Struct

# `township`: the government of a 乡 or 镇, which hands in with the departments.
Kind = Literal["government", "township", "department"]

# 宁波市海曙区教育局 and 海曙区教育局 are one name, with and without the higher region.
_HIGHER: Final = re.compile(r".{1,12}(?:省|市|州|盟|地区|自治区)")
_OWN_REGION: Final = re.compile(r".+(?:[区县市旗镇乡]|街道).+")
_SHORTEST: Final = 3  # characters of a short name that still tells an organ
_TOWNSHIP: Final = re.compile(r"[镇乡]人民政府$")
_GOVERNMENT: Final = re.compile(r"(?:人民政府|管理委员会|管委会)$")
# A government's own office often reports for the government, and the bare name of a region may be either.
_UNCLEAR: Final = re.compile(r"(?:政府|管委会)办(?:公室|公厅)?$|[省市县区旗州]$")


class Organ(Struct, frozen=True):
    """One line of an office's roster: the full name, other names that count as it, and what kind of organ it is.

    `government`: a people's government, not a department. `makes_rules`: may issue 规章. `vertical`: managed from
    above (垂直管理), so not counted here. `aggregate`: the one whose report adds up all the others'.
    """

    name: str
    aliases: tuple[str, ...] = ()
    government: bool = False
    makes_rules: bool = False
    vertical: bool = False
    aggregate: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """All names, the full one first."""
        return (self.name, *self.aliases)


def is_full_name(printed: str, name: str) -> bool:
    """Whether `printed` is the roster's full name; a higher region before either is neither here nor there."""
    short, long = sorted((printed, name), key=len)
    if not long.endswith(short):
        return False
    before = long[: len(long) - len(short)]
    return not before or bool(_HIGHER.fullmatch(before) and _OWN_REGION.match(short))


def may_be_same(one: str, other: str) -> bool:
    """Whether two names may be one organ's: the characters of the shorter stand in the longer in their order.

    Longer official names and shorter ones stand for the same organ: 人民政府办公室 signs for 政府办.
    """
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    return len(short) >= _SHORTEST and all(ch in rest for ch in short)


def find(roster: Iterable[Organ], printed: str | None) -> Organ | None:
    """The roster's entry of an organ, by its full name or another name that counts as it."""
    if printed is None:
        return None
    roster = tuple(roster)
    by_name = (organ for organ in roster if is_full_name(printed, organ.name))
    by_alias = (organ for organ in roster if printed in organ.aliases)
    exact = (organ for organ in roster if organ.name == printed)
    return next(exact, None) or next(by_name, None) or next(by_alias, None)


def kind_of(printed: str | None, entry: Organ | None = None) -> Kind | None:
    """What kind of organ reports: by its roster entry, else by its name; None where neither tells."""
    if entry is not None:
        return "government" if entry.government else "department"
    if not printed:
        return None
    if _TOWNSHIP.search(printed):
        return "township"
    if _GOVERNMENT.search(printed):
        return "government"
    return None if _UNCLEAR.search(printed) else "department"
