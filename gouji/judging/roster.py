"""Who is who on an office's roster."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from gouji.judging.case import Case
from gouji.judging.context import Organ

# 宁波市海曙区教育局 and 海曙区教育局 are one name, with and without the higher region.
_HIGHER: Final = re.compile(r".{1,12}(?:省|市|州|盟|地区|自治区)")
_OWN_REGION: Final = re.compile(r".+(?:[区县市旗镇乡]|街道).+")
_GOVERNMENT: Final = re.compile(r"(?<![镇乡])(?:人民政府|管理委员会|管委会)$")


def is_full_name(printed: str, name: str) -> bool:
    """Whether `printed` is the roster's full name; a higher region before either is neither here nor there."""
    short, long = sorted((printed, name), key=len)
    if not long.endswith(short):
        return False
    before = long[: len(long) - len(short)]
    return not before or bool(_HIGHER.fullmatch(before) and _OWN_REGION.match(short))


def find(roster: Iterable[Organ], printed: str | None) -> Organ | None:
    """The roster's entry of an organ, by its full name or another name that counts as it."""
    if printed is None:
        return None
    roster = tuple(roster)
    by_name = (organ for organ in roster if is_full_name(printed, organ.name))
    by_alias = (organ for organ in roster if printed in organ.aliases)
    exact = (organ for organ in roster if organ.name == printed)
    return next(exact, None) or next(by_name, None) or next(by_alias, None)


def own(case: Case) -> Organ | None:
    """The entry of the organ under judgement, by what the report says or else by where it was handed in."""
    roster = case.context.roster or ()
    key = case.context.key
    return find(roster, case.report.organ) or find(roster, key.organ if key else None)


def is_government(case: Case) -> bool:
    """Whether a people's government reports, not a department: by the roster, else by its name."""
    entry = own(case)
    if entry is not None:
        return entry.government
    return bool(_GOVERNMENT.search(case.report.organ or ""))
