"""Part of `make bench-read`: reports that are in order, with one fault planted in each, in every format.

A fault must never pass wrongly: with status `passed` although a number is wrong or lost, or although nothing names
the fault. Variants in which nothing is wrong are planted, too: they must pass as before.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from pathlib import Path
from random import Random
from typing import Final, Literal

from bench.made import formats, texts
from bench.made.documents import Draft, Setting, Truth, draft
from bench.made.score import compare
from bench.results import Results
from gouji.judging.context import Context
from gouji.judging.judge import judge
from gouji.money import UNITS
from gouji.reading.read import read
from gouji.report import CellId, FormatVersion, Key, Report, TableId, UnreadableReport
from gouji.verdict import Severity, Verdict
from samples.printed import COLUMNS, Grid
from samples.render import Paragraph

Change = Callable[[Draft, Random], None]
# `told`: the document itself is wrong; `read`: it shows the right numbers, which may be marked; `fine`: a control.
Kind = Literal["told", "read", "fine"]
Outcome = Literal["passes wrongly", "silent", "untold", "false alarm", "in order"]
_GROUPS: Final = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
_T4: Final = tuple(f"t4.{group}.{outcome}" for group in _GROUPS for outcome in COLUMNS["t4"])
_UNCERTAIN: Final = frozenset({"unreadable", "missing", "inferred"})
_AMOUNT: Final = {"2021": "t2.charges.amount", "2019": "t2.procurement.amount"}
_AMOUNT_HEADS: Final = ("本年收费金额（单位：万元）", "采购总金额")
_ATTEMPTS: Final = 200
_FORMS: Final[tuple[FormatVersion, FormatVersion]] = ("2021", "2019")
_CAPTIONS: Final[Mapping[TableId, str]] = {
    "t2": "主动公开政府信息情况统计表",
    "t3": "收到和处理政府信息公开申请情况表",
    "t4": "政府信息公开行政复议、行政诉讼情况表",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One way to spoil a report.

    `key`: where it is handed in, by its organ's name. `form`: the format of its tables, if only one can show it.
    `flat`: what it is in text that leaves no trace of blank cells.
    """

    part: str
    name: str
    plant: Change
    kind: Kind = "told"
    key: Callable[[str], str] | None = None
    form: FormatVersion | None = None
    flat: Kind | None = None


# --- helpers ---------------------------------------------------------------------------------


def _row_of(draft: Draft, row: str) -> int:
    """The index of a row of table 3 in its layout."""
    lines = draft.layouts["t3"]
    return next(i for i, line in enumerate(lines) if line.endswith(f"@t3.{row}.*"))


def _label(line: str) -> str:
    return line.rpartition(" | @")[0]


def _row_cells(row: str) -> list[CellId]:
    return [f"t3.{row}.{column}" for column in COLUMNS["t3"]]


def _inner(random: Random) -> str:
    """A row of table 3 with a label of its own, whatever the format."""
    return random.choice(
        ("partial", "denied.third_party", "unable.not_held", "not_processed.duplicate", "granted")
    )


def _other(random: Random, count: int) -> str:
    """Figures that no report of ours has."""
    return " | ".join(str(random.randint(70_000, 90_000)) for _ in range(count))


def _uncertain(draft: Draft, cells: Iterable[CellId]) -> None:
    for cell in cells:
        draft.truth[cell] = Truth(None, "unreadable")


def _replaced(draft: Draft, table: TableId, old: str, new: str) -> None:
    """Change what a table prints; it must stand there."""
    text = "\n".join(draft.layouts[table])
    if old not in text:
        raise ValueError(old)
    draft.layouts[table] = text.replace(old, new, 1).split("\n")


def _wrong(draft: Draft, cell: CellId, random: Random) -> None:
    value = int(draft.truth[cell].value or 0) + random.randint(1, 9)
    draft.show(cell, str(value), Truth(value))


# --- A1: several rows of figures -------------------------------------------------------------


def _two_rows_of_4(draft: Draft, random: Random) -> None:
    *header, figures = draft.layouts["t4"]
    rows = [figures, _other(random, 15)]
    random.shuffle(rows)
    draft.layouts["t4"] = [*header, *rows]
    _uncertain(draft, _T4)


def _equal_rows_of_4(draft: Draft, _random: Random) -> None:
    draft.layouts["t4"].append(draft.layouts["t4"][-1])


def _dated_rows_of_4(draft: Draft, random: Random, *, behind: bool = False) -> None:
    *header, figures = draft.layouts["t4"]
    last, own = random.choice(
        (
            (f"{draft.year - 1}年", f"{draft.year}年"),
            ("上年", "本年"),
            (str(draft.year - 1), str(draft.year)),
            ("上年度", "本年度"),
        )
    )
    rows = [(last, _other(random, 15)), (own, figures)]
    random.shuffle(rows)
    head = random.choice(("年度", "年份", "统计年度"))
    if behind:
        draft.layouts["t4"] = [
            f"{header[0]} | {head}",
            *(f"{line} | ^" for line in header[1:]),
            *(f"{row} | {said}" for said, row in rows),
        ]
        return
    draft.layouts["t4"] = [
        f"{head} | {header[0]}",
        *(f"^ | {line}" for line in header[1:]),
        *(f"{said} | {row}" for said, row in rows),
    ]


def _rows_of_4_below_years(draft: Draft, random: Random) -> None:
    *header, figures = draft.layouts["t4"]
    pairs = [
        (f"{draft.year - 1}年<15>", _other(random, 15)),
        (f"{draft.year}年<15>", figures),
    ]
    random.shuffle(pairs)
    draft.layouts["t4"] = [*header, *(line for pair in pairs for line in pair)]


def _other_years_row_of_4(draft: Draft, _random: Random) -> None:
    *header, figures = draft.layouts["t4"]
    draft.layouts["t4"] = [
        f"年度 | {header[0]}",
        *(f"^ | {line}" for line in header[1:]),
        f"{draft.year - 1}年 | {figures}",
    ]
    _uncertain(draft, _T4)


def _blank_row_before_4(draft: Draft, random: Random) -> None:
    *header, figures = draft.layouts["t4"]
    draft.layouts["t4"] = [*header, " | ".join([" "] * 15), figures, _other(random, 15)]
    _uncertain(draft, _T4)


def _year_columns_of_2(draft: Draft, random: Random) -> None:
    """Two columns below 本年处理决定数量: last year's and this year's."""
    said = random.choice((("上年", "本年"), (f"{draft.year - 1}年", f"{draft.year}年")))
    own_first = random.random() < 0.5
    out: list[str] = []
    for line in draft.layouts["t2"]:
        if line.startswith("信息内容 | 本年处理决定数量"):
            names = said[::-1] if own_first else said
            out += ["信息内容 | 处理决定数量<3>", f"^ | {names[0]} | {names[1]}<2>"]
        elif line.endswith(".decisions<3>"):
            label, figure = line.removesuffix("<3>").split(" | ")
            pair = (figure, _other(random, 1)) if own_first else (_other(random, 1), figure)
            out.append(f"{label} | {pair[0]} | {pair[1]}<2>")
        else:
            out.append(line)
    draft.layouts["t2"] = out


def _unnamed_columns_of_2(draft: Draft, random: Random) -> None:
    """Two columns below one header that says no year."""
    row = "licences" if draft.forms["t2"] == "2021" else "charges"
    cell = f"t2.{row}.decisions" if row == "licences" else "t2.charges.change"
    span = 3 if row == "licences" else 2
    line = f"@{cell}<{span}>"
    pair = [f"@{cell}", f"{_other(random, 1)}" + (f"<{span - 1}>" if span > 2 else "")]
    _replaced(draft, "t2", line, " | ".join(pair))
    _uncertain(draft, [cell])


def _year_rows_of_2(draft: Draft, random: Random) -> None:
    """Each row of table 2 twice: last year's and this year's, the label over both."""
    said = random.choice((("上年", "本年"), (f"{draft.year - 1}年", f"{draft.year}年")))
    own_first = random.random() < 0.5
    out: list[str] = []
    for line in draft.layouts["t2"]:
        if "@" not in line:
            first, *rest = line.split(" | ")
            if rest:
                out.append(" | ".join([f"{first}<2>", *rest]))
            else:
                out.append(line.replace("<4>", "<5>"))
            continue
        label, *figures = line.split(" | ")
        other = [_other(random, 1) + ("<" + f.split("<")[1] if "<" in f else "") for f in figures]
        pairs = [(said[0], other), (said[1], figures)]
        pairs = pairs[::-1] if own_first else pairs
        out.append(" | ".join([label, pairs[0][0], *pairs[0][1]]))
        out.append(" | ".join(["^", pairs[1][0], *pairs[1][1]]))
    draft.layouts["t2"] = out


def _year_rows_of_3(draft: Draft, random: Random) -> None:
    """Rows of table 3 twice, the label of each saying the year."""
    out: list[str] = []
    pair = random.choice((("上年", "本年"), (f"{draft.year - 1}年", f"{draft.year}年")))
    for line in draft.layouts["t3"]:
        if "@t3.granted." in line or "@t3.concluded." in line:
            out.append(f"{_label(line).replace('<2>', '')} | {pair[0]} | {_other(random, 7)}")
            figures = line.rpartition(" | ")[2]
            out.append(f"^ | ^ | {pair[1]} | {figures}")
        else:
            out.append(line)
    draft.layouts["t3"] = out


def _year_total_of_3(draft: Draft, random: Random) -> None:
    name = random.choice(("上年总计", f"{draft.year - 1}年合计", "去年同期", "上年数"))
    out = []
    for line in draft.layouts["t3"]:
        if "申请人情况" in line:
            out.append(line.replace("<7>", "<8>"))
        elif "自然人" in line:
            out.append(f"{line} | {name}")
        elif "科研机构" in line:
            out.append(f"{line} | ^")
        else:
            out.append(f"{line} | {_other(random, 1)}" if line.endswith(".*") else line)
    draft.layouts["t3"] = out


# --- A2: units outside the cell --------------------------------------------------------------


def _unit(draft: Draft, where: str, unit: str) -> None:
    """State a unit of the amount; the form's own one does not stand beside it."""
    cell = _AMOUNT[draft.forms["t2"]]
    _plain_head(draft)
    value = draft.truth[cell].value
    real = UNITS.get(unit)
    draft.truth[cell] = Truth(value, None, real) if real or not value else Truth(None, "unreadable")
    if where in {"header", "slash"}:
        head = "本年收费金额" if draft.forms["t2"] == "2021" else "采购总金额"
        said = f"{head}（单位：{unit}）" if where == "header" else f"{head}/{unit}"
        _replaced(draft, "t2", head, said)
    elif where == "beside":
        span = 3 if draft.forms["t2"] == "2021" else 2
        left = f"@{cell}" + ("<2>" if span == 3 else "")
        _replaced(draft, "t2", f"@{cell}<{span}>", f"{left} | {unit}")
    elif where == "row":
        draft.layouts["t2"].insert(0, f"（金额单位：{unit}）<4>")
    else:
        draft.finish.append(partial(_put_beside_2, where == "above", unit))


def _plain_head(draft: Draft) -> None:
    draft.layouts["t2"] = [
        line.replace("本年收费金额（单位：万元）", "本年收费金额") for line in draft.layouts["t2"]
    ]


def _put_beside_2(above: bool, unit: str, setting: Setting) -> None:
    at = _table_at(setting, "t2")
    text = f"单位：件、{unit}" if above else f"备注：收费金额以{unit}为单位。"
    setting.insert(at if above else at + 1, Paragraph(text))


def _table_at(setting: Setting, table: TableId) -> int:
    for i, block in enumerate(setting):
        if isinstance(block, Grid) and any(
            (box.cell or "").startswith(table) for row in block.rows for box in row
        ):
            return i
    raise ValueError(table)


def _in_unit(where: str, unit: str) -> Change:
    return lambda draft, _random: _unit(draft, where, unit)


# --- A3: rows without a label, slipped rows, rows too many -----------------------------------


def _unlabelled(draft: Draft, random: Random, table: TableId = "t3") -> None:
    if table == "t2":
        lines = draft.layouts["t2"]
        at = next(i for i, line in enumerate(lines) if line.startswith("行政处罚"))
        figures = lines[at].split(" | ")[1:]
        new = [_other(random, 1) + ("<" + f.split("<")[1] if "<" in f else "") for f in figures]
        lines.insert(at + 1, " | ".join([" ", *new]))
        for cell in draft.truth:
            if cell.startswith(("t2.penalties.", "t2.coercion.")):
                draft.truth[cell] = Truth(None, "unreadable")
        return
    row = random.choice(("concluded", "new_received", "carried_in"))
    at = _row_of(draft, row) + 1
    draft.layouts["t3"].insert(at, f" <3> | {_other(random, 7)}")
    after = {"concluded": "carried_over", "new_received": "carried_in", "carried_in": "granted"}
    _uncertain(draft, [*_row_cells(row), *_row_cells(after[row])])


def _one_row_below(draft: Draft, random: Random) -> None:
    """The label's own row is blank, and its figures stand in a row without label below it."""
    row = random.choice(("new_received", "carried_in", "concluded", "carried_over"))
    at = _row_of(draft, row)
    line = draft.layouts["t3"][at]
    label, figures = _label(line), line.rpartition(" | ")[2]
    blank = " | ".join([" "] * 7)
    below = "^ |  <2>" if row == "concluded" else " <3>"
    draft.layouts["t3"][at : at + 1] = [f"{label} | {blank}", f"{below} | {figures}"]


def _slipped_block(draft: Draft, random: Random) -> None:
    """The figures of several rows stand one row below their labels."""
    rows = ["denied.state_secret", "denied.prohibited_by_law", "denied.security_and_stability",
            "denied.third_party", "denied.internal_affairs"]  # fmt: skip
    chosen = rows[random.randint(0, 2) :]
    moved = [" | ".join([" "] * 7), *(f"@t3.{row}.*" for row in chosen)]
    first = _row_of(draft, chosen[0])
    for at, shown in enumerate(moved[:-1], first):
        draft.layouts["t3"][at] = f"{_label(draft.layouts['t3'][at])} | {shown}"
    draft.layouts["t3"].insert(first + len(chosen), f"^ | ^ |   | {moved[-1]}")


def _extra_labelled(draft: Draft, random: Random) -> None:
    """A row too many, whose label is none of the form's."""
    at = _row_of(draft, "carried_over")
    label = random.choice(("五、其他渠道受理数量", "五、延期答复数量", "备查数"))
    draft.layouts["t3"].insert(at + 1, f"{label}<3> | {_other(random, 7)}")


def _label_twice(draft: Draft, random: Random) -> None:
    row = _inner(random)
    at = _row_of(draft, row)
    label = _label(draft.layouts["t3"][at])
    again = " | ".join("^" if i < label.count(" | ") else piece
                       for i, piece in enumerate(label.split(" | ")))  # fmt: skip
    draft.layouts["t3"].insert(at + 1, f"{again} | {_other(random, 7)}")
    _uncertain(draft, _row_cells(row))


def _label_twice_alike(draft: Draft, random: Random) -> None:
    row = _inner(random)
    at = _row_of(draft, row)
    line = draft.layouts["t3"][at]
    label = _label(line)
    again = " | ".join("^" if i < label.count(" | ") else piece
                       for i, piece in enumerate(label.split(" | ")))  # fmt: skip
    draft.layouts["t3"].insert(at + 1, f"{again} | @t3.{row}.*")


# --- A4: captions and headers of another year or column ---------------------------------------


def _caption(draft: Draft, random: Random, *, inside: bool, offset: int) -> None:
    table: TableId = random.choice(("t2", "t3", "t4"))
    style = random.choice(("{year}年{name}", "{name}（{year}年度）", "{year}年度{name}"))
    text = style.format(year=draft.year + offset, name=_CAPTIONS[table])
    if inside:
        width = {"t2": 4, "t3": 10, "t4": 15}[table]
        draft.layouts[table].insert(0, f"{text}<{width}>")
    else:
        draft.finish.append(
            lambda setting: setting.insert(_table_at(setting, table), Paragraph(text))
        )


def _odd_label(draft: Draft, random: Random) -> None:
    pairs: list[tuple[TableId, str, str]]
    if draft.forms["t2"] == "2021":
        pairs = [
            ("t2", "本年制发件数", "上年制发件数"),
            ("t2", "本年废止件数", "去年废止件数"),
            ("t2", "现行有效件数", "上年有效件数"),
            ("t2", "本年处理决定数量", "上年处理决定数量"),
            ("t2", "本年收费金额", "上一年收费金额"),
        ]
    else:
        pairs = [
            ("t2", "本年新制作数量", "上年新制作数量"),
            ("t2", "本年新公开数量", "去年新公开数量"),
            ("t2", "上一年项目数量", "本年项目数量"),
            ("t2", "本年增/减", "上年增/减"),
        ]
    pairs += [
        ("t3", "一、本年新收", "一、上年新收"),
        ("t3", "二、上年结转", "二、本年结转"),
        ("t3", "三、本年度办理结果", "三、上年度办理结果"),
        ("t3", "四、结转下年度", "四、结转本年度"),
    ]
    table, old, new = random.choice(pairs)
    _replaced(draft, table, old, new)
    _uncertain_of_label(draft, old)


def _uncertain_of_label(draft: Draft, old: str) -> None:
    """Nothing: the numbers are what is printed, only their label is told."""


def _numbered_label(draft: Draft, _random: Random) -> None:
    """The report's own year in a label says nothing wrong."""
    _replaced(draft, "t3", "一、本年新收", f"一、{draft.year}年新收")


# --- A6: blanks and placeholders beside a wrong total ----------------------------------------


def _gap_beside_wrong_total(draft: Draft, random: Random, gap: str) -> None:
    row = _inner(random)
    cells = _row_cells(row)
    zero = next((c for c in cells[1:-1] if draft.truth[c].value == 0), None)
    if zero is None:
        zero = cells[1]
    draft.show(zero, gap, Truth(None, "placeholder" if gap else "blank"))
    _wrong(draft, cells[-1], random)


def _gap_in_4_beside_wrong_total(draft: Draft, random: Random) -> None:
    group = random.choice(_GROUPS)
    cells = [f"t4.{group}.{outcome}" for outcome in COLUMNS["t4"]]
    draft.show(cells[1], "/", Truth(None, "placeholder"))
    _wrong(draft, cells[-1], random)


# --- A7: rows and headers of different length -------------------------------------------------


def _cell_lacks(draft: Draft, random: Random, *, table: TableId = "t3", count: int = 1) -> None:
    if table == "t4":
        kept = list(_T4)
        for _ in range(count):
            kept.pop(random.randrange(len(kept) - 1))
        draft.layouts["t4"][-1] = " | ".join(f"@{cell}" for cell in kept)
        return
    row = random.choice(("granted", "concluded", "new_received"))
    kept = _row_cells(row)
    kept.pop(random.randrange(6))
    _replaced(draft, "t3", f"@t3.{row}.*", " | ".join(f"@{cell}" for cell in kept))


def _cell_too_many(draft: Draft, random: Random, *, table: TableId = "t3") -> None:
    if table == "t4":
        kept = [f"@{cell}" for cell in _T4]
        kept.insert(random.randrange(15), _other(random, 1))
        draft.layouts["t4"][-1] = " | ".join(kept)
        return
    row = random.choice(("granted", "concluded", "new_received"))
    kept = [f"@{cell}" for cell in _row_cells(row)]
    kept.insert(random.randrange(7), _other(random, 1))
    _replaced(draft, "t3", f"@t3.{row}.*", " | ".join(kept))


def _heads(draft: Draft, random: Random, *, more: bool) -> None:
    """A column of figures lacks below seven heads, or six heads stand above seven figures."""
    if more:
        gone = random.randrange(6)
        for row in {c.rpartition(".")[0] for c in draft.truth if c.startswith("t3.")}:
            name = row.removeprefix("t3.")
            kept = [f"@{cell}" for i, cell in enumerate(_row_cells(name)) if i != gone]
            _replaced(draft, "t3", f"@t3.{name}.*", " | ".join(kept))
        return
    gone_name = random.choice(("商业企业", "科研机构", "社会公益组织", "法律服务机构"))
    _replaced(draft, "t3", f"{gone_name} | ", "")
    _replaced(draft, "t3", "法人或其他组织<5>", "法人或其他组织<4>")
    _replaced(draft, "t3", "申请人情况<7>", "申请人情况<6>")


# --- labels merged ----------------------------------------------------------------------------


def _merged_labels(draft: Draft, random: Random) -> None:
    """Two labels in one cell, with the figures of one of them."""
    at = _row_of(draft, "concluded")
    own = random.choice(("concluded", "carried_over"))
    draft.layouts["t3"][at : at + 2] = [f"（七）总计 四、结转下年度继续办理<3> | @t3.{own}.*"]
    lost = _row_cells("carried_over" if own == "concluded" else "concluded")
    draft.lose(*lost)
    _uncertain(draft, _row_cells(own))


def _merged_labels_of_2(draft: Draft, _random: Random) -> None:
    lines = draft.layouts["t2"]
    at = next(i for i, line in enumerate(lines) if line.startswith("行政处罚"))
    figures = lines[at].partition(" | ")[2]
    lines[at : at + 2] = [f"行政处罚 行政强制 | {figures}"]
    for cell in draft.truth:
        if cell.startswith(("t2.penalties.", "t2.coercion.")):
            draft.truth[cell] = Truth(None, "unreadable")


# --- A5: another organ's report ---------------------------------------------------------------


def _nothing(_draft: Draft, _random: Random) -> None:
    return


FAULTS: Final = (
    Fault("A1", "two rows in table 4", _two_rows_of_4),
    Fault("A1", "blank row, then two rows in table 4", _blank_row_before_4),
    Fault("A1", "two rows with years in table 4", _dated_rows_of_4, "read"),
    Fault(
        "A1", "two rows, years behind, in table 4", partial(_dated_rows_of_4, behind=True), "read"
    ),
    Fault("A1", "two rows below years in table 4", _rows_of_4_below_years, "read"),
    Fault("A1", "only last year's row in table 4", _other_years_row_of_4),
    Fault("A1", "years as columns in table 2", _year_columns_of_2, "read", form="2021"),
    Fault("A1", "two columns below one head in table 2", _unnamed_columns_of_2),
    Fault("A1", "years as rows in table 2", _year_rows_of_2, "read"),
    Fault("A1", "years as rows in table 3", _year_rows_of_3, "read"),
    Fault("A1", "last year's total in table 3", _year_total_of_3, "read"),
    Fault("A1", "two equal rows in table 4", _equal_rows_of_4, "fine"),
    Fault("A2", "元 in the header", _in_unit("header", "元"), form="2021"),
    Fault("A2", "亿元 behind the header", _in_unit("slash", "亿元"), form="2021"),
    Fault("A2", "元 beside the number", _in_unit("beside", "元"), form="2021"),
    Fault("A2", "元 above the table", _in_unit("above", "元"), form="2021"),
    Fault("A2", "亿元 below the table", _in_unit("below", "亿元"), form="2021"),
    Fault("A2", "元 in the table's first row", _in_unit("row", "元"), form="2021"),
    Fault("A2", "千元 in the header", _in_unit("header", "千元"), form="2021"),
    Fault("A2", "元 in the header, as any will do", _in_unit("header", "元"), "read", form="2019"),
    Fault("A2", "亿元 beside, as any will do", _in_unit("beside", "亿元"), "read", form="2019"),
    Fault("A2", "元 below, as any will do", _in_unit("below", "元"), "read", form="2019"),
    Fault("A2", "万元 above the table", _in_unit("above", "万元"), "fine"),
    Fault("A2", "万元 behind the header", _in_unit("slash", "万元"), "fine", form="2021"),
    Fault("A3", "row without a label in table 3", _unlabelled),
    Fault("A3", "row without a label in table 2", partial(_unlabelled, table="t2")),
    Fault("A3", "figures one row below the label", _one_row_below, flat="read"),
    Fault("A3", "figures of a block one row below", _slipped_block, flat="read"),
    Fault("A3", "row too many, of other words", _extra_labelled),
    Fault("A3", "a row twice", _label_twice),
    Fault("A3", "a row twice, alike", _label_twice_alike, "fine"),
    Fault("A4", "caption of another year above", partial(_caption, inside=False, offset=-1)),
    Fault("A4", "caption of another year within", partial(_caption, inside=True, offset=-1)),
    Fault("A4", "caption of next year above", partial(_caption, inside=False, offset=1)),
    Fault("A4", "label of another year", _odd_label),
    Fault("A4", "caption of the year above", partial(_caption, inside=False, offset=0), "fine"),
    Fault("A4", "caption of the year within", partial(_caption, inside=True, offset=0), "fine"),
    Fault("A4", "label with the year", _numbered_label, "fine"),
    Fault("A5", "another organ's key", _nothing, key=lambda organ: organ + "海东分局"),
    Fault("A5", "the office's key", _nothing, key=lambda organ: organ + "办公室"),
    Fault("A5", "its own key", _nothing, "fine", key=lambda organ: organ),
    Fault("A6", "slash beside a wrong total", partial(_gap_beside_wrong_total, gap="/")),
    Fault("A6", "blank beside a wrong total", partial(_gap_beside_wrong_total, gap="")),
    Fault("A6", "slash beside a wrong total in table 4", _gap_in_4_beside_wrong_total),
    Fault("A7", "a cell lacks in a row", _cell_lacks),
    Fault("A7", "a cell too many in a row", _cell_too_many),
    Fault("A7", "fourteen in table 4", partial(_cell_lacks, table="t4")),
    Fault("A7", "thirteen in table 4", partial(_cell_lacks, table="t4", count=2)),
    Fault("A7", "sixteen in table 4", partial(_cell_too_many, table="t4")),
    Fault("A7", "seven heads, six figures", partial(_heads, more=True)),
    Fault("A7", "six heads, seven figures", partial(_heads, more=False)),
    Fault("A7", "two labels in one cell of table 3", _merged_labels),
    Fault("A7", "two labels in one cell of table 2", _merged_labels_of_2),
)


@dataclass(frozen=True, slots=True)
class Planted:
    """A report with a fault, in one format; `plain` is the same without it, in that format or one read as well."""

    fault: Fault
    format: str
    draft: Draft
    document: bytes
    plain: bytes

    @property
    def kind(self) -> Kind:
        """What the fault is in this format."""
        flat = self.format in texts.FLATTENED and self.fault.flat
        return flat or self.fault.kind


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of a planted report: its outcome, and how many cells were silently wrong."""

    outcome: Outcome
    silent: int = 0


def judged(planted: Planted) -> Judged:
    """Read and judge a planted report beside the same one without its fault."""
    key = _key(planted)
    try:
        report = read(planted.document, key=key)
    except UnreadableReport:
        return Judged("false alarm" if planted.kind == "fine" else "in order")
    verdict = judge(report, Context(key=key))
    plain = read(planted.plain)
    before = judge(plain)
    outcomes = Counter(outcome for _, outcome in compare(planted.draft.truth, report))
    silent = outcomes["silently wrong"]
    if planted.kind == "fine":
        alarm = (
            silent
            or verdict.status != before.status
            or _found(verdict, "error") - _found(before, "error")
        )
        return Judged("false alarm" if alarm else "in order", silent)
    new = _found(verdict, "error", "warning") - _found(before, "error", "warning")
    told = new or _uncertain_cells(report) - _uncertain_cells(plain)
    missed = silent or (planted.kind == "told" and not told)
    if missed and verdict.status == "passed":
        return Judged("passes wrongly", silent)
    if silent:
        return Judged("silent", silent)
    return Judged("untold" if missed else "in order")


def _key(planted: Planted) -> Key | None:
    if planted.fault.key is None:
        return None
    return Key("office", planted.draft.year, planted.fault.key(planted.draft.organ))


def _found(verdict: Verdict, *severities: Severity) -> set[tuple[str, tuple[CellId, ...]]]:
    return {(f.rule, f.cells) for f in verdict.findings if f.severity in severities}


def _uncertain_cells(report: Report) -> set[CellId]:
    return {cell for cell, found in report.cells.items() if found.mark in _UNCERTAIN}


def pair_of(fault: Fault, n: int) -> tuple[Draft, Draft]:
    """The n-th report that is in order, as it is and with the fault."""
    for attempt in range(_ATTEMPTS):
        plain, spoilt = (_draft_of(fault, n, attempt) for _ in range(2))
        report = read(formats.page(plain))
        if judge(report).status == "passed":
            fault.plant(spoilt, Random(f"{fault.name}/{n}/{attempt}"))
            return plain, spoilt
    raise RuntimeError(f"no report in order for {fault.name}")


def _draft_of(fault: Fault, n: int, attempt: int) -> Draft:
    random = Random(f"{fault.name} {n} {attempt}")
    form = fault.form or _FORMS[n % 2]
    name = f"{FAULTS.index(fault)}-{n}"
    forms: dict[TableId, FormatVersion] = {"t2": form, "t3": form, "t4": form}
    made = draft(name, random, size=("a street", "a city")[n // 2 % 2], gaps="full", forms=forms)
    _settle(made)
    return made


def _settle(made: Draft) -> None:
    """Make what the figures of table 2 say of each other true, in the older format."""
    for cell, truth in list(made.truth.items()):
        value = Decimal(truth.value or 0)
        if cell.endswith(".change"):
            value = abs(value)
        elif cell.endswith(".total_disclosed"):
            value += Decimal(made.truth[cell.replace("total", "newly")].value or 0)
        whole = value == value.to_integral_value()
        made.show(cell, f"{value:f}", Truth(int(value) if whole else value))


def planted(documents: int, progress: Callable[[str], None]) -> Iterator[Planted]:
    """`documents` reports with each fault, in every format."""
    made = [(fault, *pair_of(fault, n)) for fault in FAULTS for n in range(documents)]
    for name, write in WRITERS.items():
        yield from (Planted(f, name, bad, write(bad), write(good)) for f, good, bad in made)
    if not formats.has_office():
        return
    with tempfile.TemporaryDirectory(prefix="gouji-bench-") as folder:
        for source in ("docx", "html"):
            for _, _, bad in made:
                (Path(folder) / f"{bad.name}.{source}").write_bytes(WRITERS[source](bad))
        for name, (source, target, filters) in formats.OFFICE.items():
            progress(f"LibreOffice writes {name} with faults")
            files = formats.converted(sorted(Path(folder).glob(f"*.{source}")), target, filters)
            for fault, good, bad in made:
                if bad.name in files:
                    yield Planted(fault, name, bad, files[bad.name], formats.page(good))


def report(documents: int, progress: Callable[[str], None]) -> None:
    """Print what became of the planted reports, by fault and by format."""
    found = [(one.fault, one.format, judged(one)) for one in planted(documents, progress)]
    by_fault = Results("planted-faults", "class", "fault", *_COUNTED)
    for fault in FAULTS:
        by_fault.row(fault.part, fault.name, *_row([j for of, _, j in found if of is fault]))
    by_fault.row("all", "", *_row([j for _, _, j in found]))
    print()
    by_format = Results("planted-formats", "format", "class", *_COUNTED)
    for name in dict.fromkeys(name for _, name, _ in found):
        for part in dict.fromkeys(fault.part for fault in FAULTS):
            own = [j for of, at, j in found if (of.part, at) == (part, name)]
            by_format.row(name, part, *_row(own))


def _row(found: Sequence[Judged]) -> tuple[int, ...]:
    counts = Counter(one.outcome for one in found)
    return (
        len(found),
        counts["passes wrongly"],
        sum(one.silent for one in found),
        counts["untold"],
        counts["false alarm"],
    )


WRITERS: Final[Mapping[str, formats.Writer]] = {
    **{name: write for name, (write, _, _) in formats.OWN.items()},
    **{
        name: formats.text_of(layout)
        for name, layout in {**texts.KEPT, **texts.FLATTENED}.items()
        if "together" not in name  # no report is in order there
    },
}
_COUNTED: Final = ("documents", "pass wrongly", "cells silently wrong", "not told", "false alarms")
