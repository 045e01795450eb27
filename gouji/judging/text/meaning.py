"""What a number in the text counts: its kind, and the cells whose sum it should be."""

from __future__ import annotations

from typing import Final, Literal

from msgspec import Struct

from gouji.report import CellId

Kind = Literal[
    "new", "unreceived", "carried_in", "concluded", "carried_over", "outcome", "reason", "natural", "legal",
    "applicant", "dispute", "court", "document", "decision", "channel",
]  # fmt: skip
Alternatives = tuple[tuple[CellId, ...], ...]
Rows = tuple[tuple[str, ...], ...]
OF_APPLICANTS: Final = frozenset[Kind](("natural", "legal", "applicant"))
OF_OUTCOMES: Final = frozenset[Kind](("outcome", "reason"))


class Meaning(Struct, frozen=True):
    """What a number counts: `cells` are alternatives, the number should equal the sum of one of them.

    `rows`: the alternatives as rows of table 3. Without cells it is known what is counted, but no table has it.
    `sure`: whether another number than the tables' is a contradiction; else a reader has to see what it counts.
    """

    kind: Kind
    cells: Alternatives
    rows: Rows = ()
    sure: bool = True
