"""One story a cause: which findings of a result belong together, what would mend them, what to send back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from gouji.form import REPORT_NAME, TABLES, Table, format_version_of, table_id_of
from gouji.report import CellId, Number, TableId
from gouji.result import Cause, Result, alone, causes
from gouji.verdict import Finding, Repair
from gouji.wording import sentences

_LISTED: Final = 3  # of more alternatives than this the first ones are told and the rest counted
_UNCERTAIN: Final = frozenset({"recognised", "inferred"})


def rule(result: Result, rule_id: str) -> str:
    """「T3-01 收办平衡」; the id alone in results stored before names were."""
    return " ".join(filter(None, (rule_id, result.rule_names.get(rule_id))))


def message(result: Result, finding: Finding) -> str:
    """A finding's own words, and its rule."""
    return f"{finding.message}〔{rule(result, finding.rule)}〕"


def likeliest(result: Result, cause: Cause) -> str:
    """What most likely is wrong and what it should be; or that no repair is known."""
    count = len(cause.findings)
    if not cause.repairs:
        these = "这一处" if count == 1 else f"以下 {count} 处互相牵连，"
        searched = "在查找的范围内" if cause.bounded else ""
        return f"{these}{searched}没有找到改动几格就能相符的改法，请对照原始台账逐格核对。"
    guess = "最可能的是，" if len(cause.repairs) > 1 else ""
    these = "这一处就相符" if count == 1 else f"以下 {count} 处全部相符"
    return f"{guess}{_mended(result, cause.repairs[0])}{these}。{_caution(result, cause)}"


def alternatives(result: Result, cause: Cause) -> Iterator[str]:
    """The other repairs that mend as much: what to make of them, the first few, how many more."""
    others = cause.repairs[1:]
    if not others:
        return
    at_least = "至少" if cause.bounded else ""
    yield f"另有{at_least} {len(others)} 种改法同样成立，究竟是哪一种，请对照原始台账确定："
    yield from (f"{change(result, repair, placed=False)}。" for repair in others[:_LISTED])
    if len(others) > _LISTED:
        yield f"其余 {len(others) - _LISTED} 种从略。"


def change(result: Result, repair: Repair, *, placed: bool = True) -> str:
    """「表三“（七）总计”行“总计”列（第3页…）填的是 41，改为 39」, cell by cell."""
    told = [_change(result, cell, value, placed=placed) for cell, value in repair.items()]
    return told[0] if len(told) == 1 else f"{len(told)} 格一并修改：{'；'.join(told)}"


def returned(result: Result, organ: str | None = None, year: int | None = None) -> tuple[str, ...]:
    """The paragraph that goes back to the organ: one sentence a cause or error; empty of a report that passed.

    `organ` and `year`: those under which the report was handed in, else as printed.
    """
    points = [*_to_correct(result), *_to_write_clearly(result)]
    if not points or result.status == "passed":  # errors beside it are none of its own
        return ()
    organ, year = organ or result.organ, year or result.year
    addressed = f"{organ}：" if organ else ""
    report = f"{year}年{REPORT_NAME}" if year else REPORT_NAME
    opening = (
        f"{addressed}你单位报送的{report}经核对，有以下 {len(points)} 处需要更正，"
        "请核实更正后重新报送："
    )
    return opening, *(f"{i}. {point}" for i, point in enumerate(points, 1))


def _to_correct(result: Result) -> Iterator[str]:
    for cause in causes(result):
        errors = [f for f in cause.findings if f.severity == "error"]
        if errors and cause.repairs:
            yield _correction(result, cause, errors)
        else:
            yield from (finding.message for finding in errors)
    yield from (f.message for f in alone(result) if f.severity == "error")


def _correction(result: Result, cause: Cause, errors: Sequence[Finding]) -> str:
    names = dict.fromkeys(result.rule_names.get(f.rule, f.rule) for f in errors)
    ways = len(cause.repairs)
    doubt = f"（同样成立的改法共有 {ways} 种，这是最可能的一种）" if ways > 1 else ""
    return f"{_mended(result, cause.repairs[0])}{'、'.join(names)}即可相符{doubt}，请对照原始台账核实。"


def _mended(result: Result, repair: Repair) -> str:
    if len(repair) > 1:
        return f"{change(result, repair)}；这样修改后，"
    return change(result, repair) + ("，则" if _is_uncertain(result, repair) else " 后，")


def _is_uncertain(result: Result, repair: Repair) -> bool:
    return any(result.marks.get(cell) in _UNCERTAIN for cell in repair)


def _caution(result: Result, cause: Cause) -> str:
    """Alternatives are cautioned against where they are listed."""
    if any(_is_uncertain(result, repair) for repair in cause.repairs):
        return "数字是识别或推断得出的，请先对照原件核对。"
    if len(cause.repairs) > 1:
        return ""
    if cause.bounded:
        return "没有查遍所有改法，可能还有别的，修改前请对照原始台账核实。"
    return "这样改动最少，修改前请对照原始台账核实。"


def _to_write_clearly(result: Result) -> Iterator[str]:
    """Figures that could not be read. Of a scan that is no fault of the organ."""
    marks = result.marks
    if "recognised" in marks.values():
        return
    for mark, asked in (
        ("unreadable", "看不出是什么数字，请只填数字"),
        ("missing", "没有读到，请补上"),
    ):
        for table_id, format_version in result.forms.items():
            cells = [
                cell for cell in marks if marks[cell] == mark and table_id_of(cell) == table_id
            ]
            if cells and format_version:  # of an absent table a finding speaks already
                table = table_of(result, table_id)
                yield f"{sentences.cell_list(table, cells)}{asked}。"


def where(result: Result, cell: CellId) -> str:
    """「第3页第2个表第24行第9格」; empty where the medium tells nothing."""
    return sentences.place(result.places.get(cell))


def printed(result: Result, cell: CellId) -> str:
    """「填的是 41」, or what stands there instead of a number."""
    value, mark = result.cells.get(cell), result.marks.get(cell)
    place = result.places.get(cell)
    text = place.text if place else ""
    if value is not None:
        verb = {"recognised": "识别为", "inferred": "推断为"}.get(mark or "", "填的是")
        return f"{verb} {sentences.number(value)}"
    without = {
        "placeholder": f"填的是“{text}”",
        "unreadable": f"写的是“{text}”，看不出是什么数字",
        "missing": "没有找到",
    }
    said = without.get(mark or "", "空着")
    deduced = result.deduced.get(cell)
    return said if deduced is None else f"{said}（推算为 {sentences.number(deduced)}）"


def _change(result: Result, cell: CellId, value: Number, *, placed: bool) -> str:
    at = where(result, cell) if placed else ""
    label = sentences.cell_label(table_of(result, table_id_of(cell)), cell)
    if result.marks.get(cell) in _UNCERTAIN:
        verb = "如果应当是"
    else:
        verb = "填上" if result.cells.get(cell) is None else "改为"
    return f"{label}{f'（{at}）' if at else ''}{printed(result, cell)}，{verb} {sentences.number(value)}"


def table_of(result: Result, table: TableId) -> Table:
    """The table in the format in which its cells are named: its own, else the year's."""
    return TABLES[table, result.forms[table] or format_version_of(result.year)]
