"""What is wrong with an office's own files, its roster and its settings."""

from __future__ import annotations

from typing import Literal

from gouji.facts.base import Value
from gouji.report import Number

FaultKind = Literal[
    "encoding",
    "not_csv",
    "no_name_column",
    "no_organs",
    "no_name",
    "neither_yes_nor_no",
    "name_twice",
    "not_json",
    "no_object",
    "unknown_setting",
    "off_no_list",
    "on_no_list",
    "on_and_off",
    "topics_no_list",
    "unknown_topic",
    "thresholds_no_object",
    "no_threshold",
    "threshold_out_of_bounds",
    "severities_no_object",
    "unknown_rule",
    "unknown_severity",
    "no_date",
]


class Fault(Value, frozen=True, omit_defaults=True):
    """One fault, with file and line (from 1); `value` is what stands there: a name, a key, a rule's id.

    `column`: of a roster, where the value stands. `first`: the line that has the name already. `bounds`: between
    which two numbers the value may be.
    """

    file: str
    line: int
    kind: FaultKind
    value: str = ""
    column: str = ""
    first: int | None = None
    bounds: tuple[Number, Number] | None = None
