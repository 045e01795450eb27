"""What sentences of findings are made of, in the officer's Chinese: numbers, places, names of cells and tables."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from gouji.facts.base import Habit, Shown, Suspect
from gouji.form import TABLES, Leaf, Table, table_id_of
from gouji.report import CellId, Number, Place
from gouji.text import without_note

TABLE_NAMES = {table.id: table.name for table in TABLES.values()}
LISTED: Final = 3  # of more than this the first ones are named and the rest counted
_WITHIN: Final = str.maketrans("“”", "‘’")  # marks within marks (GB/T 15834)


def number(value: Number) -> str:
    """A number as people write it: no exponent, no trailing zeros."""
    return str(value) if isinstance(value, int) else f"{Decimal(value).normalize():f}"


def quote(text: str) -> str:
    """「“推进‘闭环’办理”」: words in quotation marks, the marks within them single."""
    return f"“{text.translate(_WITHIN)}”"


def verbatim(text: str) -> str:
    """Words of the document, every sign as printed, so that a search finds them; marks within others are no nest."""
    return f"「{text}」" if "“" in text or "”" in text else f"“{text}”"


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
    label = plain_label(row)
    groups = [above for above in row.above if above and not above.startswith("三、")]
    return f"{groups[-1]}·{label}" if groups else label


def plain_label(leaf: Leaf) -> str:
    """A row's or column's label without its note; a column's says enough without the group above."""
    return without_note(leaf.label)


def cell_label(table: Table, cell: CellId) -> str:
    """「表三“一、本年新收政府信息公开申请数量”行“自然人”列」."""
    spec = table.specs[cell]
    if table.id == "t4":
        return f"{table.name}{quote(row_label(spec.row))}的{quote(plain_label(spec.column))}"
    return f"{table.name}{quote(row_label(spec.row))}行{quote(plain_label(spec.column))}列"


def cell_list(table: Table, cells: Sequence[CellId]) -> str:
    """A few cells by name; of many the first ones and how many there are."""
    labels = [cell_label(table, cell) for cell in cells[:LISTED]]
    names = "、".join([*labels[:1], *(label.removeprefix(table.name) for label in labels[1:])])
    return names if len(cells) <= LISTED else f"{names}等 {len(cells)} 格"


def lines_of_cells(table: Table, cells: Sequence[CellId]) -> str:
    """Cells by whole rows and whole columns as far as they are such, what is left by name."""
    own = set(cells)
    rows: dict[str, set[CellId]] = {}
    columns: dict[str, set[CellId]] = {}
    for cell, spec in table.specs.items():
        rows.setdefault(quote(row_label(spec.row)) + "行", set()).add(cell)
        if table.id != "t2":  # its blocks have columns of their own
            columns.setdefault(quote(plain_label(spec.column)) + "列", set()).add(cell)
    lines = {name: line for name, line in (columns | rows).items() if line <= own}
    if own == set(table.specs):
        lines = rows
    told = set().union(*lines.values())
    rest = [cell for cell in cells if cell not in told]
    return "、".join([*lines, *([cell_list(table, rest)] if rest else [])])


def look_at_the_scan(suspects: Sequence[Suspect]) -> str:
    """Ask to compare with the scan; name the cells most likely misread and what they should be."""
    named = "；".join(
        f"{shown_label(s.shown)}（{place(s.shown.place)}，识别为 "
        f"{number(s.shown.value or 0)}，若是 {number(s.fits)} 则相符）"
        for s in suspects[:LISTED]
    )
    rest = f"等 {len(suspects)} 格" if len(suspects) > LISTED else ""
    likeliest = f"，最可能认错的是{named}{rest}" if suspects else ""
    return f"这些数字是从扫描件识别的，请对照扫描件核对{likeliest}。"


def habit(slip: Habit) -> str:
    """「像是“（七）总计”行各列都多算了“四、…”行的数」; of a shifted row that it stands one column aside (错列)."""
    table = TABLES[table_id_of(slip.cell), slip.format_version]
    specs = table.specs[slip.cell], table.specs[slip.other]
    if slip.way == "shifted":
        cells = list(table.specs)
        aside = "左" if cells.index(slip.other) < cells.index(slip.cell) else "右"
        return f"像是“{row_label(specs[0].row)}”行的数字整行错列，向{aside}错了一列"
    by_row = slip.line == "row"
    line, other = (row_label(s.row) if by_row else plain_label(s.column) for s in specs)
    many, kind = ("各列", "行") if by_row else ("各行", "列")
    what = {"included": "多算了", "left-out": "都漏算了", "twice": "重复计算了"}[slip.way]
    every = "都" if slip.way != "left-out" else ""
    return f"像是“{line}”{kind}的{many}{every}{what}“{other}”{kind}的数"


def shown_label(shown: Shown) -> str:
    """The label of a figure's cell, in the format of its report."""
    return cell_label(TABLES[table_id_of(shown.cell), shown.format_version], shown.cell)


def shown_cell(shown: Shown, link: str = "是") -> str:
    """「表三“…”行“总计”列（第3页…）是 3（推算）」; by another `link`, as 的, within a sentence."""
    where = place(shown.place)
    at = f"（{where}）" if where else ""
    value = "空" if shown.value is None else number(shown.value)
    deduced = "（推算）" if shown.deduced else ""
    return f"{shown_label(shown)}{at}{link} {value}{deduced}"


def part_name(section: int) -> str:
    """「第五部分」."""
    return f"第{'一二三四五六'[section - 1]}部分"
