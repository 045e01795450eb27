"""The cases of the rules, a module a family, as the rules have it.

Each module has one FAMILY, and is found by itself. Of a rule that no report can leave unassessed, the reason is written
down instead.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from itertools import chain

from tests.gouji.judging.reports import Given

Cases = dict[str, Callable[[], Given]]


@dataclass(frozen=True)
class Family:
    """The cases of one family of rules; `never_unassessable` gives the reason where no report can be.

    `further`: cases of other kinds of facts and reasons than those that the one case of each rule yields.
    """

    holding: Cases
    broken: Cases
    unassessable: Cases
    further: tuple[Callable[[], Given], ...] = ()
    never_unassessable: dict[str, str] = field(default_factory=dict)


@cache
def families() -> tuple[Family, ...]:
    """The families of all modules here."""
    names = (module.name for module in pkgutil.iter_modules(__path__))
    return tuple(import_module(f"{__name__}.{name}").FAMILY for name in names)


def faulty() -> Iterator[Given]:
    """The cases of all families in which something is broken or not assessable."""
    for family in families():
        every = (family.broken.values(), family.unassessable.values(), family.further)
        yield from (case() for case in chain.from_iterable(every))
