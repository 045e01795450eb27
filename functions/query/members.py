"""`fields`: which members of a list's items are wanted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, get_args, get_type_hints

from functions.query.problems import Refused

if TYPE_CHECKING:
    from functions.query.request import Request
    from functions.query.routes import Route

FIELDS: Final = "fields"


def members_of(route: Route) -> tuple[str, ...]:
    """The members of the items that a route lists, in their order."""
    item = item_of(route)
    names: tuple[str, ...] = item.__struct_fields__  # type: ignore[attr-defined]  # of a Struct
    return names


def item_of(route: Route) -> type:
    """The type of the items that a route lists."""
    answer = get_type_hints(route.resolve())["return"]
    found: type = get_args(get_type_hints(answer)["items"])[0]
    return found


def chosen(route: Route, request: Request) -> Sequence[str] | None:
    """The members that are asked for; None where all are. Refused where there is none of that name."""
    text = request.query.get(FIELDS)
    if text is None:
        return None
    wanted, known = text.split(","), members_of(route)
    unknown = [name for name in wanted if name not in known]
    if unknown:
        said = f"fields 中的“{unknown[0]}”不是列表项的成员，可用的是 {'、'.join(known)}，用逗号列出几个。"
        raise Refused(400, said)
    return wanted


def narrowed(answer: object, members: Sequence[str] | None) -> object:
    """An answer whose items have these members alone; None: as it is."""
    if members is None:
        return answer
    fields = {name: getattr(answer, name) for name in answer.__struct_fields__}  # type: ignore[attr-defined]  # of a list
    return fields | {
        "items": [{name: getattr(item, name) for name in members} for item in fields["items"]]
    }
