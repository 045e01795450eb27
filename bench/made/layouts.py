"""Tables that do not have the form's rows and columns: of another length, of two years, slipped, labels in one cell.

Changes of a draft for `bench.made.traits`. What cannot be told from the table is `unreadable` in the truth: where it
is read unmarked, it is silently wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from random import Random
from typing import Final

from bench.made.documents import Draft, Truth
from gouji.report import CellId, TableId
from samples.printed import COLUMNS

GROUPS: Final = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
CASES: Final = tuple(f"t4.{group}.{outcome}" for group in GROUPS for outcome in COLUMNS["t4"])
_KINDS: Final = ("商业企业", "科研机构", "社会公益组织", "法律服务机构")


def foreign(random: Random, count: int) -> str:
    """Figures that no report of ours has."""
    return " | ".join(str(random.randint(70_000, 90_000)) for _ in range(count))


def _alike(random: Random, figure: str) -> str:
    """Foreign figures over as many columns as one of the form's, or as many as `@row.*` stands for."""
    count = len(COLUMNS["t3"]) if figure.endswith(".*") else 1
    return foreign(random, count) + "".join(figure.partition("<")[1:])


def doubt(draft: Draft, *rows: str) -> None:
    """Say that no figure of these rows is certain."""
    for cell in draft.truth:
        if cell.startswith(rows):
            draft.truth[cell] = Truth(None, "unreadable")


def _figures(cells: Iterable[CellId]) -> str:
    return " | ".join(f"@{cell}" for cell in cells)


def _rows_of_3(draft: Draft) -> list[str]:
    """The beginnings of the ids of table 3's cells, row by row."""
    ends = (line.rpartition("@")[2] for line in draft.layouts["t3"] if line.endswith(".*"))
    return [end[:-1] for end in ends]


def _at(draft: Draft, row: str) -> int:
    """The index of a row of table 3 in its layout."""
    lines = draft.layouts["t3"]
    return next(i for i, line in enumerate(lines) if line.endswith(f"@{row}*"))


def _label(line: str) -> str:
    return line.rpartition(" | @")[0]


def _again(label: str) -> str:
    """A label that goes on in the next row."""
    return " | ".join("^" for _ in label.split(" | "))


def _put(draft: Draft, row: str, figures: str) -> None:
    """Print other figures in a row of table 3."""
    at = _at(draft, row)
    draft.layouts["t3"][at] = f"{_label(draft.layouts['t3'][at])} | {figures}"


# --- rows and headers of different length ------------------------------------------------------
# In a sheet or on a page, a cell that lacks at a row's end is one that was left blank: only sums say which it is.


def _balanced(draft: Draft, beginnings: Sequence[str], columns: Sequence[str], last: str) -> None:
    """Print every figure of these rows, so that each adds up; in the last one not only zeros."""
    for row in beginnings:
        *parts, total = (row + column for column in columns)
        for cell in parts:
            if not draft.truth[cell].value:
                draft.show(cell, "0", Truth(0))
        if row == last and not any(draft.truth[cell].value for cell in parts):
            draft.show(parts[1], "2", Truth(2))
        added = sum(int(draft.truth[cell].value or 0) for cell in parts)
        draft.show(total, str(added), Truth(added))


def _balanced_cases(draft: Draft) -> None:
    groups = [f"t4.{group}." for group in GROUPS]
    _balanced(draft, groups, COLUMNS["t4"], groups[-1])


def cell_lacks(draft: Draft, random: Random) -> None:
    """A row of table 3 has a cell less, and the figures behind it stand a column before their own."""
    row = random.choice(_rows_of_3(draft))
    _balanced(draft, _rows_of_3(draft), COLUMNS["t3"], row)
    kept = [row + column for column in COLUMNS["t3"]]
    draft.lose(kept.pop(random.randrange(6)))
    _put(draft, row, _figures(kept))


def cell_too_many(draft: Draft, random: Random) -> None:
    """A row of table 3 has a cell more, and the figures behind it stand a column behind their own."""
    row = random.choice(_rows_of_3(draft))
    _balanced(draft, _rows_of_3(draft), COLUMNS["t3"], row)
    kept = [f"@{row}{column}" for column in COLUMNS["t3"]]
    kept.insert(random.randrange(7), foreign(random, 1))
    _put(draft, row, " | ".join(kept))


def cases_too_few(draft: Draft, random: Random) -> None:
    """Fourteen or thirteen figures in table 4."""
    _balanced_cases(draft)
    kept = list(CASES)
    for _ in range(random.choice((1, 2))):
        draft.lose(kept.pop(random.randrange(len(kept) - 1)))
    draft.layouts["t4"][-1] = _figures(kept)


def cases_too_many(draft: Draft, random: Random) -> None:
    """Sixteen figures in table 4."""
    _balanced_cases(draft)
    kept = [f"@{cell}" for cell in CASES]
    kept.insert(random.randrange(15), foreign(random, 1))
    draft.layouts["t4"][-1] = " | ".join(kept)


def figures_lack(draft: Draft, random: Random) -> None:
    """Six columns of figures below seven heads."""
    rows = _rows_of_3(draft)
    _balanced(draft, rows, COLUMNS["t3"], rows[0])
    gone = random.randrange(6)
    for row in rows:
        kept = [row + column for column in COLUMNS["t3"]]
        draft.lose(kept.pop(gone))
        _put(draft, row, _figures(kept))


def head_lacks(draft: Draft, random: Random) -> None:
    """Six heads above seven columns of figures, which stand in the form's order."""
    _without_head(draft, random.choice(_KINDS))


def column_lacks(draft: Draft, random: Random) -> None:
    """A kind of applicants has neither head nor figures: the other columns stand below their heads."""
    # A sheet without any figure does not show how wide its table is.
    draft.show("t3.new_received.natural_person", "3", Truth(3))
    gone = random.randrange(len(_KINDS))
    _without_head(draft, _KINDS[gone])
    for row in _rows_of_3(draft):
        kept = [row + column for column in COLUMNS["t3"]]
        draft.lose(kept.pop(gone + 1))
        _put(draft, row, _figures(kept))


def _without_head(draft: Draft, name: str) -> None:
    text = "\n".join(draft.layouts["t3"])
    for printed, other in ((f"{name} | ", ""), ("<5>", "<4>"), ("<7>", "<6>")):
        text = text.replace(printed, other, 1)
    draft.layouts["t3"] = text.split("\n")


# --- two years, two rows -----------------------------------------------------------------------


def _years(draft: Draft, random: Random) -> tuple[str, str]:
    """What last year and this one are called."""
    year = draft.year
    return random.choice(
        (
            ("上年", "本年"),
            ("上年度", "本年度"),
            (f"{year - 1}年", f"{year}年"),
            ("去年同期", "今年"),
        )
    )


def _of_both_years(
    random: Random, label: str, figures: Sequence[str], years: tuple[str, str]
) -> list[str]:
    """A row for each year, the label over both."""
    other = [_alike(random, figure) for figure in figures]
    lines = [(years[0], other), (years[1], list(figures))]
    if random.random() < 0.5:
        lines.reverse()
    labels = (label, _again(label))
    return [" | ".join((at, said, *of)) for at, (said, of) in zip(labels, lines, strict=True)]


def years_of_2_as_rows(draft: Draft, random: Random) -> None:
    """Table 2 with two rows for each of the form's: last year's and this year's."""
    years = _years(draft, random)
    lines: list[str] = []
    for line in draft.layouts["t2"]:
        label, *figures = line.split(" | ")
        if "@" in line:
            lines += _of_both_years(random, label, figures, years)
        elif figures:
            lines.append(" | ".join((f"{label}<2>", *figures)))
        else:
            lines.append(line.replace("<4>", "<5>"))
    draft.layouts["t2"] = lines


def years_of_3_as_rows(draft: Draft, random: Random) -> None:
    """Some rows of table 3 for two years, in a column of their own between label and figures."""
    years = _years(draft, random)
    # Longer labels, in a narrower column, do not find room on a page beside two rows of figures.
    short = ("granted", "concluded", "denied.state_secret", "not_processed.duplicate")
    chosen = [f"t3.{row}." for row in random.sample(short, 2)]
    lines: list[str] = []
    for i, line in enumerate(draft.layouts["t3"]):
        figures = line.rpartition("@")[2]
        if i == 0:
            lines.append(line.replace("<3>", "<4>"))
        elif figures[:-1] in chosen:
            lines += _of_both_years(random, _label(line), [f"@{figures}"], years)
        elif line.endswith(".*"):
            label = _label(line)
            lines.append(f"{label} |   | @{figures}")
        else:
            lines.append(f"{line}")
    draft.layouts["t3"] = lines


def two_rows_of_cases(draft: Draft, random: Random) -> None:
    """Two rows of figures in table 4 that do not say whose they are, perhaps with a blank one before."""
    *header, figures = draft.layouts["t4"]
    draft.show(CASES[0], "3", Truth(3))  # a blank row would be none of figures
    rows = [figures, foreign(random, 15)]
    random.shuffle(rows)
    blank = [" | ".join("　" * 15)] * random.randint(0, 1)
    draft.layouts["t4"] = [*header, *blank, *rows]
    doubt(draft, "t4.")


def row_twice(draft: Draft, random: Random) -> None:
    """A row of table 3 twice, with other figures."""
    row = random.choice(_rows_of_3(draft))
    at = _at(draft, row)
    label = _label(draft.layouts["t3"][at])
    again = label if "^" not in label else "^ | " + label.partition(" | ")[2]
    lines = [f"@{row}*", foreign(random, 7)]
    random.shuffle(lines)
    draft.layouts["t3"][at : at + 1] = [f"{label} | {lines[0]}", f"{again} | {lines[1]}"]
    doubt(draft, row)


# --- rows that slipped, rows too many -----------------------------------------------------------


def figures_one_row_below(draft: Draft, random: Random) -> None:
    """The figures of a row stand in a row of their own below its label."""
    row = random.choice(("t3.new_received.", "t3.carried_in.", "t3.concluded."))
    at = _at(draft, row)
    label = _label(draft.layouts["t3"][at])
    below = "^ | 　<2>" if row == "t3.concluded." else "　<3>"
    blank = " | ".join("　" * 7)
    draft.layouts["t3"][at : at + 1] = [f"{label} | {blank}", f"{below} | @{row}*"]


def block_one_row_below(draft: Draft, random: Random) -> None:
    """The figures of several rows stand one row below their labels."""
    rows = [row for row in _rows_of_3(draft) if row.startswith("t3.denied.")]
    start = random.randint(0, 4)
    chosen = rows[start : start + random.randint(2, 4)]
    moved = [" | ".join("　" * 7), *(f"@{row}*" for row in chosen)]
    first = _at(draft, chosen[0])
    for at, shown in enumerate(moved[:-1], first):
        draft.layouts["t3"][at] = f"{_label(draft.layouts['t3'][at])} | {shown}"
    draft.layouts["t3"].insert(first + len(chosen), f"^ | ^ | 　 | {moved[-1]}")


def row_too_many(draft: Draft, random: Random) -> None:
    """A row of figures whose label is none of the form's, in table 2 or 3."""
    table: TableId = random.choice(("t2", "t3"))
    lines = draft.layouts[table]
    if table == "t3":
        label = random.choice(("五、延期答复数量", "备查数", "其中：网络申请", "平均办理天数"))
        lines.insert(_at(draft, "t3.carried_over.") + 1, f"{label}<3> | {foreign(random, 7)}")
        return
    at = next(i for i, line in enumerate(lines) if line.startswith("行政处罚"))
    figures = lines[at].split(" | ")[1:]
    other = (_alike(random, figure) for figure in figures)
    label = random.choice(("行政检查", "行政征收", "其他行政行为", "备查"))
    lines.insert(at + random.randint(0, 1), " | ".join((label, *other)))


def unlabelled_row(draft: Draft, random: Random) -> None:
    """A row of figures without a label in table 2 or 3: it may belong to the row above it or below it."""
    if random.random() < 0.5:
        lines = draft.layouts["t2"]
        at = next(i for i, line in enumerate(lines) if line.startswith("行政强制"))
        figures = lines[at].split(" | ")[1:]
        other = (_alike(random, figure) for figure in figures)
        lines.insert(at, " | ".join(("　", *other)))
        _doubt_beside(draft, "t2.penalties.", "t2.coercion.")
        return
    rows = ("t3.new_received.", "t3.carried_in.", "t3.granted.")
    n = random.randrange(2)
    draft.layouts["t3"].insert(_at(draft, rows[n + 1]), f"　<3> | {foreign(random, 7)}")
    _doubt_beside(draft, rows[n], rows[n + 1])


def _doubt_beside(draft: Draft, above: str, below: str) -> None:
    """Doubt the rows beside one without a label; below a blank one, and above one that is not, it is the former's."""
    is_blank = {
        row: all(not draft.shown[cell] for cell in draft.truth if cell.startswith(row))
        for row in (above, below)
    }
    doubt(draft, above, *([] if is_blank[above] and not is_blank[below] else [below]))


# --- labels in one cell -------------------------------------------------------------------------


def labels_merged(draft: Draft, random: Random) -> None:
    """The labels of two rows in one cell, with the figures of one of them."""
    own, other = random.sample(("t3.concluded.", "t3.carried_over."), 2)
    at = _at(draft, "t3.concluded.")
    mark = random.choice((" ", "　", "/", "、"))
    draft.layouts["t3"][at : at + 2] = [f"（七）总计{mark}四、结转下年度继续办理<3> | @{own}*"]
    doubt(draft, own, other)


def labels_merged_of_2(draft: Draft, _random: Random) -> None:
    """The same in table 2."""
    lines = draft.layouts["t2"]
    at = next(i for i, line in enumerate(lines) if line.startswith("行政处罚"))
    lines[at : at + 2] = [f"行政处罚 行政强制 | {lines[at].partition(' | ')[2]}"]
    doubt(draft, "t2.penalties.", "t2.coercion.")


def labels_merged_of_results(draft: Draft, random: Random) -> None:
    """The same of two results, of which the first may be the last of a group: 部分公开（…）1.属于国家秘密."""
    lines = draft.layouts["t3"]
    partial = _at(draft, "t3.partial.")
    of_one_group = [
        i
        for i, (line, below) in enumerate(pairwise(lines))
        if line.startswith("^ | ^ | ") and below.startswith("^ | ^ | ") and below.endswith(".*")
        if line.endswith(".*")
    ]
    first = random.choice((partial, random.choice(of_one_group)))
    own, other = (line.rpartition("@")[2][:-1] for line in lines[first : first + 2])
    labels = [_label(line).rpartition(" | ")[2].partition("<")[0] for line in lines[first:][:2]]
    merged = random.choice(("", " ")).join(labels)
    figures = f"@{random.choice((own, other))}*"
    if first == partial:
        # The next row begins its group.
        lines[first + 2] = "^ | （三）不予公开" + lines[first + 2].removeprefix("^ | ^")
        lines[first : first + 2] = [f"^ | {merged}<2> | {figures}"]
    else:
        lines[first : first + 2] = [f"^ | ^ | {merged} | {figures}"]
    doubt(draft, own, other)


# --- columns beside the form's ------------------------------------------------------------------


def years_of_2_as_columns(draft: Draft, random: Random) -> None:
    """Table 2 with a column for last year in each block, beside the last of this year's."""
    said = random.choice(("上年", f"{draft.year - 1}年", "上年度"))
    before = random.random() < 0.5
    lines: list[str] = []
    for line in draft.layouts["t2"]:
        *cells, last = line.split(" | ")
        if not cells:
            lines.append(line.replace("<4>", "<5>"))
            continue
        name = last.partition("<")[0].removeprefix("本年")
        other = _alike(random, "") if "@" in line else said + name
        lines.append(" | ".join((*cells, *((other, last) if before else (last, other)))))
    draft.layouts["t2"] = lines


_REMARKS: Final = ("无", "/", "无", "含上年")


def further_column(draft: Draft, random: Random) -> None:
    """Table 3 with a column behind the totals that is none of the form's: changes, shares, remarks, running totals."""
    name = random.choice(("同比", "增减", "较上年增减", "占比", "备注", "累计", "小计", "上年同期"))

    def figure() -> str:
        if name == "备注":
            return random.choice(_REMARKS)
        if name == "占比":
            return random.choice(("0", "-", f"{random.randint(1, 99)}%"))
        return random.choice((str(random.randint(70_000, 90_000)), "0", "-"))

    lines: list[str] = []
    for line in draft.layouts["t3"]:
        if "申请人情况" in line:
            lines.append(line.replace("<7>", "<8>"))
        elif "自然人" in line:
            lines.append(f"{line} | {name}")
        elif "科研机构" in line:
            lines.append(f"{line} | ^")
        else:
            lines.append(f"{line} | {figure()}" if line.endswith(".*") else line)
    draft.layouts["t3"] = lines
