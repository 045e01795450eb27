"""The cases of the rules, a module a family, as the checks have it.

Each module has one FAMILY. Of a rule that no report can leave unassessed, the reason is written down instead.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

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
