"""One story a cause: which findings of a result belong together, what would mend them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from gouji.facts.narrative import TextDisagrees
from gouji.form import TABLES, Table, format_version_of, table_id_of
from gouji.report import CellId, Number, TableId
from gouji.result import Cause, Result
from gouji.text import lazy_pattern
from gouji.verdict import Finding, Repair
from gouji.wording import sentences

# Clauses up to their comma or stop; those within quotation marks and brackets are none.
_CLAUSES: Final = lazy_pattern(r"(?:「[^」]*」|“[^”]*”|（[^）]*）|〔[^〕]*〕|[^，；。])+[，；。]?")
_QUOTED: Final = lazy_pattern(r"「[^」]*」|“[^”]*”|（[^）]*）")
_ASKS: Final = lazy_pattern(r"请|应当")
_LISTED: Final = 5  # of more alternatives than this the first ones are told and the rest counted
AGAINST: Final = "与正文或上年度报告所写的不符"
_UNCERTAIN: Final = frozenset({"recognised", "inferred"})


def rule(result: Result, rule_id: str) -> str:
    """「T3-01 收办平衡」; the id alone in results stored before names were."""
    return named(result.rule_names, rule_id)


def named(rule_names: Mapping[str, str], rule_id: str) -> str:
    """A rule's id with its name, where that is known."""
    return " ".join(filter(None, (rule_id, rule_names.get(rule_id))))


def own_words(finding: Finding) -> str:
    """A finding's message without the one slip by which all findings of its cause came about, which the cause tells."""
    slip = finding.facts.habit
    return finding.message.replace(f"{sentences.habit(slip)}。", "") if slip else finding.message


def message(result: Result, finding: Finding) -> str:
    """A finding's own words, and its rule."""
    return f"{own_words(finding)}〔{rule(result, finding.rule)}〕"


def likeliest(result: Result, cause: Cause) -> str:
    """What most likely is wrong and what it should be, first the one slip that it is; or that no repair is known."""
    slip = cause.findings[0].facts.habit
    return (
        f"{sentences.habit(slip)}。{_likeliest(result, cause)}"
        if slip
        else _likeliest(result, cause)
    )


def _likeliest(result: Result, cause: Cause) -> str:
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
    refuted = against(result, cause)
    all_refuted = refuted.issuperset(range(1, len(cause.repairs)))
    how = "也能使合计相符" if all_refuted and 0 not in refuted else "同样成立"
    yield f"另有{at_least} {len(others)} 种改法{how}，究竟是哪一种，请对照原始台账确定："
    for i, repair in enumerate(others[:_LISTED], 1):
        but = f"（{AGAINST}）" if i in refuted else ""
        yield f"{change(result, repair, placed=False)}{but}。"
    if len(others) > _LISTED:
        yield f"其余 {len(others) - _LISTED} 种从略。"


def against(result: Result, cause: Cause) -> frozenset[int]:
    """Which of a cause's repairs what is stated elsewhere contradicts, also where only the likeliest makes it agree."""
    doubt = in_doubt(cause)
    settled = [t for t in texts(result) if cause.repairs and agrees(t, cause.repairs[0], doubt)]
    return frozenset(
        i
        for i, repair in enumerate(cause.repairs)
        if i in cause.findings[0].facts.refuted
        or any(agrees(text, repair, doubt) is False for text in settled)
    )


def texts(result: Result) -> list[TextDisagrees]:
    """What the text says otherwise than the tables."""
    return [f.facts for f in result.findings if isinstance(f.facts, TextDisagrees)]


def in_doubt(cause: Cause) -> frozenset[CellId]:
    """One sum alone speaks for none of its numbers: what the text says of one is not passed over."""
    broken = [f for f in cause.findings if f.severity == "error"]
    return frozenset(broken[0].cells if len(broken) == 1 else ())


def agrees(text: TextDisagrees, repair: Repair, in_doubt: frozenset[CellId]) -> bool | None:
    """Whether a repair makes the table agree with the text's number; None where it is about other cells."""
    touched = [
        group
        for group in text.tables
        if any(shown.cell in repair or shown.cell in in_doubt for shown in group)
    ]
    if text.recognised or not touched:
        return None
    return any(
        sum(repair.get(shown.cell, shown.value or 0) for shown in group) == text.number
        for group in touched
    )


def change(result: Result, repair: Repair, *, placed: bool = True) -> str:
    """「表三“（七）总计”行“总计”列（第3页…）填的是 41，改为 39」, cell by cell."""
    told = [_change(result, cell, value, placed=placed) for cell, value in repair.items()]
    verb = "核对" if is_uncertain(result, repair) else "修改"
    return told[0] if len(told) == 1 else f"{len(told)} 格一并{verb}：{'；'.join(told)}"


def _mended(result: Result, repair: Repair) -> str:
    said = change(result, repair)
    if is_uncertain(result, repair):
        return f"{said}；果真如此，"
    return f"{said}；这样修改后，" if len(repair) > 1 else f"{said} 后，"


def is_uncertain(result: Result, repair: Repair) -> bool:
    """Whether a number that it changes was recognised or inferred, so that nobody knows what is printed."""
    return any(result.marks.get(cell) in _UNCERTAIN for cell in repair)


def _caution(result: Result, cause: Cause) -> str:
    """Alternatives are cautioned against where they are listed."""
    if 0 in cause.findings[0].facts.refuted:
        return f"但这样修改{AGAINST}，请对照原始台账核实。"
    if any(is_uncertain(result, repair) for repair in cause.repairs):
        return "数字是识别或推断得出的，请先对照原件核对。"
    if len(cause.repairs) > 1:
        return ""
    if cause.bounded:
        return "没有查遍所有改法，可能还有别的，修改前请对照原始台账核实。"
    return "这样改动最少，修改前请对照原始台账核实。"


def advice(finding: Finding) -> str:
    """What to do about a finding that stands alone: of its sentence what begins with 请 or says how it should be."""
    clauses = _CLAUSES.findall(finding.message)
    asked = [n for n, clause in enumerate(clauses) if _ASKS.search(_QUOTED.sub("", clause))]
    return "".join(clauses[asked[0] :]) if asked else "请对照原始台账核对更正。"


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
        "placeholder": f"填的是{sentences.quote(text)}",
        "unreadable": f"写的是{sentences.quote(text)}，看不出是什么数字",
        "missing": "没有找到",
    }
    said = without.get(mark or "", "空着")
    deduced = result.deduced.get(cell)
    return said if deduced is None else f"{said}（推算为 {sentences.number(deduced)}）"


def _change(result: Result, cell: CellId, value: Number, *, placed: bool) -> str:
    at = where(result, cell) if placed else ""
    label = sentences.cell_label(table_of(result, table_id_of(cell)), cell)
    verb = "填上" if result.cells.get(cell) is None else "改为"
    if result.marks.get(cell) in _UNCERTAIN:
        verb = "应当是"
    return f"{label}{f'（{at}）' if at else ''}{printed(result, cell)}，{verb} {sentences.number(value)}"


def table_of(result: Result, table: TableId) -> Table:
    """The table in the format in which its cells are named: its own, else the year's."""
    return TABLES[table, result.forms[table] or format_version_of(result.year)]
