"""The one table of routes: what is dispatched, guarded, described and let through the gateway follows from it.

Handlers stand here by name, so that the stack is made of this table without importing the function.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from functions.query.request import Request

Method = Literal["GET"]
Guard = Literal["open", "office"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One operation: who may ask for it, and what answers it.

    `path` has names in braces, a segment each. `guard`: `open` to all, `office` to tokens that name the path's office.
    `handler`: `module:function` of this folder; the type that it returns is the type of the answer. `paged`: takes
    `limit` and `cursor`.
    """

    method: Method
    path: str
    guard: Guard
    handler: str
    summary: str
    paged: bool = False

    def resolve(self) -> Callable[[Request], object]:
        """Import what answers. AttributeError or ImportError where there is no such function."""
        found: Callable[[Request], object] = resolve_name(f"functions.query.{self.handler}")
        return found

    @property
    def names(self) -> tuple[str, ...]:
        """The names in the path."""
        return tuple(_name(part) for part in self.path.split("/") if _name(part))

    def values(self, path: str) -> dict[str, str] | None:
        """What a decoded path has for the names, none of it empty; None where it is another path."""
        wanted, given = self.path.split("/"), path.split("/")
        if len(wanted) != len(given):
            return None
        pairs = list(zip(wanted, given, strict=True))
        if any(have != want for want, have in pairs if not _name(want)):
            return None
        found = {_name(want): have for want, have in pairs if _name(want)}
        return found if all(found.values()) else None


def _name(part: str) -> str:
    return part[1:-1] if part.startswith("{") else ""


_YEAR: Final = "/offices/{office}/years/{year}"
ROUTES: Final = (
    Route(
        method="GET",
        path="/health",
        guard="open",
        handler="answers:health",
        summary="服务是否可用",
    ),
    Route(
        method="GET",
        path="/rules",
        guard="open",
        handler="answers:rules",
        summary="规则目录",
    ),
    Route(
        method="GET",
        path="/openapi.json",
        guard="open",
        handler="openapi:description",
        summary="本接口的说明",
    ),
    Route(
        method="GET",
        path=f"{_YEAR}/reports",
        guard="office",
        handler="answers:reports",
        summary="一个年度的现行报告",
        paged=True,
    ),
    Route(
        method="GET",
        path=f"{_YEAR}/reports/{{organ}}",
        guard="office",
        handler="answers:report",
        summary="一个机关的现行报告",
    ),
    Route(
        method="GET",
        path=f"{_YEAR}/reports/{{organ}}/versions",
        guard="office",
        handler="answers:versions",
        summary="一个机关的全部报送，新的在前",
        paged=True,
    ),
    Route(
        method="GET",
        path=f"{_YEAR}/totals",
        guard="office",
        handler="answers:year_totals",
        summary="现行报告逐格合计",
    ),
)


def find(method: str, path: str) -> tuple[Route, dict[str, str]] | None:
    """The route of a request and what its path says; None where there is none."""
    return next(_matching(method, path), None)


def _matching(method: str, path: str) -> Iterator[tuple[Route, dict[str, str]]]:
    for route in ROUTES:
        values = route.values(path) if route.method == method else None
        if values is not None:
            yield route, values
