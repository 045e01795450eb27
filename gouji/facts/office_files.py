"""What is wrong with an office's own files, its roster and its settings, and what of them is passed over."""

from __future__ import annotations

from typing import Literal

from gouji.facts.base import Value
from gouji.report import Number

FaultKind = Literal[
    "encoding",
    "too_large",
    "not_csv",
    "not_xlsx",
    "not_calculated",
    "error_value",
    "no_name_column",
    "several_sheets",
    "column_twice",
    "too_many_rows",
    "too_many_cells",
    "no_organs",
    "no_name",
    "merged_name",
    "not_a_name",
    "neither_yes_nor_no",
    "no_email",
    "name_twice",
    "two_aggregates",
    "not_json",
    "no_object",
    "key_twice",
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
RemarkKind = Literal["unknown_column", "no_column"]


class Fault(Value, frozen=True, omit_defaults=True):
    """One fault, with file and line (from 1; 0: the whole file); `value` is what stands there: a name, a rule's id.

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


class Remark(Value, frozen=True):
    """What of a good roster is not used: a column of another name, or what stands below no name of a column."""

    file: str
    line: int
    kind: RemarkKind
    value: str
