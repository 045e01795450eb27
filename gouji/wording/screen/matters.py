"""The matters of a result in short: what each is called, and the names of cells where there is little room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from gouji.form import Table
from gouji.report import CellId
from gouji.result import Result
from gouji.verdict import Finding
from gouji.wording.sentences import plain_label, row_label

UNCLEAR_TITLE: Final = "没有读准的格"
_NAMES: Final = 2  # of more rules than this the first are named


def title(result: Result, findings: Sequence[Finding]) -> str:
    """「收办平衡、结果合计等」: the names of the rules that are broken; their ids in results without names."""
    names = list(dict.fromkeys(result.rule_names.get(f.rule, f.rule) for f in findings))
    more = "等" if len(names) > _NAMES else ""
    return "、".join(names[:_NAMES]) + more


def short_label(table: Table, cell: CellId) -> str:
    """「（七）总计｜总计」: row and column, without the table's name."""
    spec = table.specs[cell]
    return f"{row_label(spec.row)}｜{plain_label(spec.column)}"
