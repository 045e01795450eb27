"""The sentences of findings, in the officer's Chinese: place, what is printed, what the others add up to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from gouji.facts.base import Shown, Suspect
from gouji.form import TABLES, CellSpec, Identity, Leaf, Table, table_id_of
from gouji.report import Cell, CellId, Number, Place

_NOTE = re.compile(r"[（(][^（）()]{4,}[）)]")
TABLE_NAMES = {table.id: table.name for table in TABLES.values()}
_LISTED = 3  # of more cells than this the first ones are named and the rest counted


def number(value: Number) -> str:
    """A number as people write it: no exponent, no trailing zeros."""
    return str(value) if isinstance(value, int) else f"{Decimal(value).normalize():f}"


def place(where: Place | None) -> str:
    """「第 3 页第 2 个表第 4 行第 3 列」, as far as the medium has these; empty without a place."""
    if where is None:
        return ""
    parts = (
        (where.page, "页"),
        (where.table, "个表"),
        (where.row, "行"),
        (where.column, "格"),
    )
    return "".join(f"第{n}{unit}" for n, unit in parts if n is not None)


def row_label(row: Leaf) -> str:
    """A row's label, with the group that it needs to be understood."""
    label = _NOTE.sub("", row.label)
    groups = [above for above in row.above if above and not above.startswith("三、")]
    return f"{groups[-1]}·{label}" if groups else label


def column_label(column: Leaf) -> str:
    """A column's label; its words say enough without the group above."""
    return _NOTE.sub("", column.label)


def cell_label(table: Table, cell: CellId) -> str:
    """「表三“一、本年新收政府信息公开申请数量”行“自然人”列」."""
    spec = table.specs[cell]
    if table.id == "t4":
        return f"{table.name}“{row_label(spec.row)}”的“{column_label(spec.column)}”"
    return f"{table.name}“{row_label(spec.row)}”行“{column_label(spec.column)}”列"


def cell_list(table: Table, cells: Sequence[CellId]) -> str:
    """A few cells by name; of many the first ones and how many there are."""
    names = "、".join(cell_label(table, cell) for cell in cells[:_LISTED])
    return names if len(cells) <= _LISTED else f"{names}等 {len(cells)} 格"


def broken_identity(
    table: Table,
    identity: Identity,
    cells: Mapping[CellId, Cell],
    deduced: Mapping[CellId, Number],
) -> str:
    """Say how an identity fails: both sides with every term, the difference, the total's place."""
    names = _term_names(table, identity)
    spots = _spots(table, identity, cells)

    def value(cell: CellId) -> Number | None:
        return deduced.get(cell, cells[cell].value)

    def side(terms: Sequence[CellId]) -> tuple[str, Number]:
        shown: list[str] = []
        total: Number = 0
        zeros = False
        for cell in terms:
            n = value(cell)
            if n is None:
                continue
            total += n
            if n != 0 or cell in deduced or len(terms) <= 2:
                shown.append(f"{names[cell]} {number(n)}{_remark(spots[cell], cell in deduced)}")
            else:
                zeros = True
        return "＋".join([*shown, "其余为 0"] if zeros else shown), total

    left, left_sum = side(identity.left)
    right, right_sum = side(identity.right)
    gap = number(max(left_sum - right_sum, right_sum - left_sum))
    where = f"{table.name}{_common(table, identity)}"
    if any(value(cell) is None for cell in identity.cells):
        return (
            f"{where}：无论空格填多少都不平：{left}，已知各项合计 {number(left_sum)}；"
            f"{right}，合计 {number(right_sum)}。"
        )
    if len(identity.right) == 1:
        whole = identity.right[0]
        seen = place(cells[whole].place)
        return (
            f"{where}：{names[whole]}填的是 {number(right_sum)}{f'（{seen}）' if seen else ''}，"
            f"而各项相加是 {number(left_sum)}（{left}），相差 {gap}。"
        )
    return (
        f"{where}：{left}，合计 {number(left_sum)}；{right}，合计 {number(right_sum)}；"
        f"两边应当相等，相差 {gap}。"
    )


def look_at_the_scan(suspects: Sequence[Suspect]) -> str:
    """Ask to compare with the scan; name the cells most likely misread and what they should be."""
    named = "；".join(
        f"{cell_label(_table_of(s.shown), s.shown.cell)}（{place(s.shown.place)}，识别为 "
        f"{number(s.shown.value or 0)}，若是 {number(s.fits)} 则相符）"
        for s in suspects[:_LISTED]
    )
    rest = f"等 {len(suspects)} 格" if len(suspects) > _LISTED else ""
    likeliest = f"，最可能认错的是{named}{rest}" if suspects else ""
    return f"这些数字是从扫描件识别的，请对照扫描件核对{likeliest}。"


def shown_cell(shown: Shown) -> str:
    """「表三“…”行“总计”列（第3页…）是 3（推算）」."""
    where = place(shown.place)
    at = f"（{where}）" if where else ""
    value = "空" if shown.value is None else number(shown.value)
    deduced = "（推算）" if shown.deduced else ""
    return f"{cell_label(_table_of(shown), shown.cell)}{at}是 {value}{deduced}"


def part_name(section: int) -> str:
    """「第五部分」."""
    return f"第{'一二三四五六'[section - 1]}部分"


def _table_of(shown: Shown) -> Table:
    return TABLES[table_id_of(shown.cell), shown.form]


def _remark(spot: str, deduced: object) -> str:
    said = "，".join(filter(None, (spot, "推算" if deduced else "")))
    return f"（{said}）" if said else ""


def _spots(table: Table, identity: Identity, cells: Mapping[CellId, Cell]) -> dict[CellId, str]:
    """Where each term stands, in as few words as tell it beside the total (第7行, 第4格); else in full."""
    in_row = _same_row(_specs(table, identity))
    # Of a balance neither side has one total: each term is told in full.
    whole = identity.right[0] if len(identity.right) == 1 else None
    total = cells[whole].place if whole else None

    def spot(cell: CellId) -> str:
        where = cells[cell].place
        if where is None or cell == whole:
            return ""  # of the total the sentence says it
        if total is None or (where.page, where.table) != (total.page, total.table):
            return place(where)
        if in_row and where.row == total.row and where.column:
            return f"第{where.column}格"
        if not in_row and where.column == total.column and where.row:
            return f"第{where.row}行"
        return place(where)

    return {cell: spot(cell) for cell in identity.cells}


def _specs(table: Table, identity: Identity) -> list[CellSpec]:
    return [table.specs[cell] for cell in identity.cells]


def _same_row(specs: Iterable[CellSpec]) -> bool:
    return len({spec.row.id for spec in specs}) == 1


def _common(table: Table, identity: Identity) -> str:
    specs = _specs(table, identity)
    if not _same_row(specs):
        return f"“{column_label(specs[0].column)}”列"
    return f"“{row_label(specs[0].row)}”{'' if table.id == 't4' else '行'}"


def _term_names(table: Table, identity: Identity) -> dict[CellId, str]:
    specs = _specs(table, identity)
    by_column = _same_row(specs)
    return {
        spec.id: f"“{_NOTE.sub('', (spec.column if by_column else spec.row).label)}”"
        for spec in specs
    }
