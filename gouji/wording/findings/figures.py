"""Numbers that are no counts, blanks, and whether the tables are there in the year's format."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.facts.base import Shown
from gouji.facts.figures import (
    AmountNotPlain,
    BlanksLeft,
    DisputeCellsMissing,
    NotWhole,
    TableMissing,
    WrongFormat,
)
from gouji.wording.findings import sums  # noqa: F401 - words of a kind of the same family
from gouji.wording.findings.base import listed, sentence, table_of
from gouji.wording.sentences import LISTED, TABLE_NAMES, cell_list, number, place, shown_label


@sentence.register
def _(facts: TableMissing) -> str:
    name = TABLE_NAMES[facts.table]
    return f"没有找到{name}，请以文字表格的形式补上，不要用图片或附件代替。"


@sentence.register
def _(facts: WrongFormat) -> str:
    wrong, right = ("旧", "30号") if facts.format_version == "2019" else ("新", "60号")
    return (
        f"{TABLE_NAMES[facts.table]}用的是{wrong}格式，{facts.year}年度的报告应当用国办公开办函〔"
        f"{facts.wanted}〕{right}规定的格式。"
    )


@sentence.register
def _(facts: NotWhole) -> str:
    return f"{_filled(facts.figure)}，不是不小于 0 的整数。"


@sentence.register
def _(facts: DisputeCellsMissing) -> str:
    return f"表四应有十五格，没有找到{listed(facts.missing)}。"


@sentence.register
def _(facts: AmountNotPlain) -> str:
    return f"{_filled(facts.figure)}，应当只填以万元计的数字，格内不写单位。"


@sentence.register
def _(facts: BlanksLeft) -> str:
    counts = ((facts.blank, "空着"), (facts.placeholder, "填的是占位符"))
    said = "，".join(f"{n} 格{what}" for n, what in counts if n)
    table = table_of(facts.cells.cells[0], facts.cells.format_version)
    cells = facts.cells.cells
    # How many there are, and in which table, is said before the list.
    few = cell_list(table, cells[:LISTED]).removeprefix(table.name)
    more = "等" if len(cells) > LISTED else ""
    return f"{table.name}有 {said}（{few}{more}）；{'；'.join(_asked(facts))}。"


def _asked(facts: BlanksLeft) -> Iterator[str]:
    """What to put in: what the sums force, what only the organ knows, else 0."""
    cells = facts.cells.cells
    if len(cells) == len(table_of(cells[0], facts.cells.format_version).specs):
        yield "请逐格填写，没有发生的填 0"
        return
    others = len(cells) - len(facts.forced)
    if facts.forced:
        named = "，".join(
            f"{shown_label(f)}填 {number(f.value or 0)}" for f in facts.forced[:LISTED]
        )
        more = f"等 {len(facts.forced)} 格" if len(facts.forced) > LISTED else ""
        yield f"按合计推算，{named}{more}，请核实后填上，合计有误的更正合计"
    if facts.open:
        others -= len(facts.open.cells)
        all_ = "都" if len(facts.open.cells) > 1 else ""
        which = "" if facts.open.cells == cells else listed(facts.open)
        yield f"{which}如果{all_}是 0，合计就不平，请核实后填上数字，或更正合计"
    if others:
        yield f"{'其余' if facts.forced or facts.open else ''}没有数字的应当填 0"


def _filled(figure: Shown) -> str:
    """「表二“规章”行“本年制发件数”列（第3页…）填的是“-1”」."""
    where = place(figure.place)
    at = f"（{where}）" if where else ""
    printed = figure.place.text if figure.place else ""
    return f"{shown_label(figure)}{at}填的是“{printed}”"
