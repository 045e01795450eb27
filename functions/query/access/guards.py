"""Who may see and do what: the one place that compares what a token names with what is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, assert_never

from functions.query.access.bearer import Bearer
from functions.query.access.claims import bearer_of
from functions.query.problems import Refused

if TYPE_CHECKING:
    from functions.query.routes import Guard


class Forbidden(Refused):
    """The token does not name what is asked for; not a word more is said, whether there is anything to see or not."""

    def __init__(self) -> None:
        super().__init__(403, "令牌不包含这个审核单位。")


def admit(guard: Guard, event: Mapping[str, Any], path: Mapping[str, str]) -> Bearer:
    """Let a request pass, or raise: before anything of it is looked at. `path`: the names in the path."""
    match guard:
        case "open":
            return Bearer()
        case "office":
            return require_office(event, path["office"])
        case "review":
            return _require(event, lambda bearer: bearer.may_review(path["office"]))
        case "organ":
            organ = f"{path['office']}/{path['organ']}"
            return _require(event, lambda b: b.reads(path["office"]) or organ in b.organs)
        case "hand_in":
            return _require(event, lambda bearer: bearer.hands_in_somewhere(path["office"]))
        case _:
            assert_never(guard)


def require_office(event: Mapping[str, Any], office: str) -> Bearer:
    """Let a request for an office's data pass, or raise."""
    return _require(event, lambda bearer: bearer.reads(office))


def _require(event: Mapping[str, Any], is_allowed: Callable[[Bearer], bool]) -> Bearer:
    bearer = bearer_of(event)
    if not is_allowed(bearer):
        raise Forbidden
    return bearer
