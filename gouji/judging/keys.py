"""The key of a finding: the same fault in the same figures has the same one, whatever file, run or release shows it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from gouji.report import Cell, CellId, Number

_LENGTH: Final = 16  # hex digits


def key_of(
    rule: str,
    cells: Sequence[CellId],
    printed: Mapping[CellId, Cell],
    rests_on: Sequence[str | Number],
) -> str:
    """16 hex digits over the rule, its cells, what they print, and what else the finding rests on.

    Places do not count, nor how a text is spaced or punctuated: they differ between formats of one report.
    """
    basis = [
        rule,
        [[cell, *_printed(printed.get(cell))] for cell in cells],
        [_plain(said) for said in rests_on],
    ]
    text = json.dumps(basis, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:_LENGTH]


def _printed(cell: Cell | None) -> tuple[str, str]:
    if cell is None:
        return "", ""
    if cell.value is None:
        return cell.mark or "", ""
    return _plain(cell.value), cell.unit or ""


def _plain(said: str | Number) -> str:
    if isinstance(said, str):
        return "".join(ch for ch in said if ch.isalnum())
    return str(said) if isinstance(said, int) else f"{Decimal(said).normalize():f}"
