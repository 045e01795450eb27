"""The sentence of a broken sum: every term with its place, the total's in full."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gouji.facts.base import Shown
from gouji.facts.figures import BrokenSum
from gouji.form import TABLES, Identity, IdentityKind
from gouji.report import Cell, CellId, Number, Place
from gouji.wording.told import message

T3 = TABLES["t3", "2021"]
COLUMNS = list(dict.fromkeys(spec.column.id for spec in T3.specs.values()))
ROWS = list(dict.fromkeys(spec.row.id for spec in T3.specs.values()))


def _identity(kind: IdentityKind, cell: CellId) -> Identity:
    return next(i for i in T3.identities if i.kind == kind and cell in i.cells)


def _said(
    identity: Identity, cells: Mapping[CellId, Cell], deduced: Mapping[CellId, Number]
) -> str:
    def shown(terms: Sequence[CellId]) -> tuple[Shown, ...]:
        return tuple(
            Shown(c, "2021", deduced.get(c, cells[c].value), None, c in deduced, cells[c].place)
            for c in terms
        )

    left, right = shown(identity.left), shown(identity.right)
    return message(
        BrokenSum(
            identity=identity.kind,
            left=left,
            right=right,
            left_sum=sum(term.value or 0 for term in left),
            right_sum=sum(term.value or 0 for term in right),
        )
    )


def _cells(page_of: dict[str, int] | None = None, **values: int) -> dict[CellId, Cell]:
    cells = {}
    for cell, spec in T3.specs.items():
        row, column = ROWS.index(spec.row.id) + 3, COLUMNS.index(spec.column.id) + 4
        page = (page_of or {}).get(spec.row.id, 2)
        n = values.get(cell.replace(".", "__"), 0)
        cells[cell] = Cell(n, place=Place(str(n), page=page, table=1, row=row, column=column))
    return cells


def test_terms_of_a_row_are_told_by_their_cell_in_it() -> None:
    cells = _cells(t3__granted__natural_person=3, t3__granted__total=4)
    said = _said(_identity("column total", "t3.granted.total"), cells, {})
    assert said == (
        "表三“（一）予以公开”行：“总计”填的是 4（第2页第1个表第5行第10格），"
        "而各项相加是 3（“自然人” 3（第4格）＋其余为 0），相差 1。"
    )


def test_terms_of_a_column_are_told_by_their_row_and_on_another_page_in_full() -> None:
    cells = _cells(
        {"concluded": 3, "partial": 3},
        t3__granted__other=2,
        t3__partial__other=1,
        t3__concluded__other=9,
    )
    said = _said(_identity("row total", "t3.concluded.other"), cells, {})
    assert "“（一）予以公开” 2（第2页第1个表第5行第9格）＋“（二）部分公开” 1（第6行）" in said


def test_deduced_term_says_so_beside_its_place() -> None:
    cells = _cells(t3__granted__total=4)
    deduced = {"t3.granted.natural_person": 3}
    said = _said(_identity("column total", "t3.granted.total"), cells, deduced)
    assert "“自然人” 3（第4格，推算）" in said


def test_both_sides_of_a_balance_are_told_in_full() -> None:
    cells = _cells(t3__new_received__other=5, t3__concluded__other=4)
    said = _said(_identity("balance", "t3.new_received.other"), cells, {})
    assert "“一、本年新收政府信息公开申请数量” 5（第2页第1个表第3行第9格）" in said
    assert "“（七）总计” 4（第2页第1个表第26行第9格）" in said


def test_terms_of_nought_are_told_together_though_they_are_deduced() -> None:
    cells = _cells(t3__granted__natural_person=3, t3__granted__total=4)
    said = _said(_identity("column total", "t3.granted.total"), cells, {"t3.granted.other": 0})
    assert "“自然人” 3（第4格）＋其余为 0（含推算）），" in said
