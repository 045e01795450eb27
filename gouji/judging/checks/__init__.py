"""The checks, a module a family of rules.

A check is a generator: it yields each instance of its rules that is violated or not assessable. An instance that holds
yields nothing, and one whose condition is not met neither.
"""

from __future__ import annotations

from typing import Final

from gouji.judging.case import Check
from gouji.judging.checks import figures, office, previous, process, sources

CHECKS: Final[tuple[Check, ...]] = (
    *sources.CHECKS,
    *figures.CHECKS,
    *previous.CHECKS,
    *office.CHECKS,
    *process.CHECKS,
)
