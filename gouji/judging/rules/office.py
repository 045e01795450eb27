"""A report beside the office's roster and its other reports."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from statistics import median
from typing import Final

from gouji.form import TABLE_IDS, table_id_of
from gouji.judging.case import Case, Check, Outcome, finding, unassessed, why_lacking
from gouji.judging.context import Context
from gouji.judging.roster import find, is_full_name, is_government, own
from gouji.judging.rules.entries import RULE
from gouji.judging.rules.previous import own_narrative
from gouji.judging.text import copying
from gouji.judging.values import graded
from gouji.money import in_wan
from gouji.organs import Organ, may_be_same
from gouji.report import CellId, Number, Report
from gouji.verdict import Finding
from gouji.wording import sentences

_NO_ROSTER: Final = "没有名册，无法核对。"
_NO_OTHERS: Final = "没有本单位收到的其他报告，无法核对。"
_SHOWN: Final = 3
_AMOUNT: Final = "t2.charges.amount"
_PEERS: Final = 3  # of fewer that charge anything a median says little
_TIMES_THE_MEDIAN: Final = 100
_ASK: Final = "请核对是否把元当成了万元。"
_LARGE: Final = 10000  # 万元
_BELOW_A_CITY: Final = re.compile(r".(?:(?<!自治)区|[县旗]|(?<!城)[镇乡]|街道)")
_ROUNDING: Final = Decimal("0.005")  # 万元, of each amount that is added up
_RULES_ROW: Final = tuple(f"t2.rules.{column}" for column in ("issued", "repealed", "in_force"))
_AGGREGATE: Final = ("AGG-01", "AGG-02", "AGG-04", "AGG-05")


def check_copied(case: Case) -> Iterator[Outcome]:
    """XY-07: the narrative is not another organ's."""
    if case.context.others is None:
        yield unassessed("XY-07", why_lacking(case, "others", _NO_OTHERS))
        return
    if not case.report.sections:
        yield unassessed("XY-07", "没有读到正文的文字，无法核对与其他机关是否雷同。")
        return
    mine = own_narrative(case)
    others = [
        (report.organ or "（没有机关名称）", _narrative(case, report))
        for report in case.context.others
        if report.year == case.report.year and report.organ != case.report.organ
    ]
    like = [(copying.likeness(mine, text), organ, text) for organ, text in others]
    like = sorted((x for x in like if x[0] >= copying.LIKE), key=lambda x: (-x[0], x[1]))
    if like:
        share, organ, text = like[0]
        ours, theirs = copying.passages(mine, text)
        message = (
            f"正文与{_listed([name for _, name, _ in like])}的报告雷同（不计机关名称和年份，与“{organ}”"
            f"相同的部分占 {share:.0%}），例如本报告写“{copying.short(ours)}”，"
            f"对方写“{copying.short(theirs)}”，请核对由谁写成。"
        )
        yield finding("XY-07", (), message)
        return
    yield from _copied_paragraphs(mine, others)


def _copied_paragraphs(
    mine: copying.Narrative, others: Sequence[tuple[str, copying.Narrative]]
) -> Iterator[Outcome]:
    same = [(organ, pair) for organ, text in others for pair in copying.copied(mine, text)]
    if same:
        shown = "；".join(
            f"本报告“{copying.short(ours)}”，“{organ}”的报告“{copying.short(theirs)}”"
            for organ, (ours, theirs) in same[:_SHOWN]
        )
        whose = _listed(list(dict.fromkeys(organ for organ, _ in same)))
        message = (
            f"有成段的文字与{whose}的报告逐字相同（不计机关名称和年份）：{shown}。请核对是否照抄。"
        )
        yield Finding("XY-07", "note", (), message)


def check_rules_row(case: Case) -> Iterator[Outcome]:
    """T2-05: only who may issue 规章 reports any. A slash is accepted there."""
    if case.table("t2").form not in RULE["T2-05"].forms:
        return
    entry, reason = _entry(case, "不知道有无规章制定权，无法核对")
    if entry is None:
        yield unassessed("T2-05", reason)
        return
    if entry.makes_rules:
        return
    table = case.table("t2")
    filled = [cell for cell in _RULES_ROW if case.value(cell)]
    unknown = [
        cell
        for cell in _RULES_ROW
        if case.value(cell) is None and case.cells[cell].mark != "placeholder"
    ]
    if filled:
        said = "、".join(
            f"{sentences.cell_label(table, c)}填的是 {_number(case.value(c))}" for c in filled
        )
        message = f"{said}，而“{entry.name}”没有规章制定权，规章一行应当为 0，请核对是否把行政规范性文件填到了这一行。"
        yield finding("T2-05", filled, message)
    elif unknown:
        reason = f"{sentences.cell_list(table, unknown)}没有可用的数字，无法核对。"
        yield unassessed("T2-05", reason, unknown)


def check_large_charges(case: Case) -> Iterator[Outcome]:
    """T2-06: the charges are not out of all proportion, as 元 taken for 万元 would be."""
    table = case.table("t2")
    if table.form not in RULE["T2-06"].forms:
        return
    amount, label = _in_wan(case.report), sentences.cell_label(table, _AMOUNT)
    if amount is not None and amount > _LARGE and _is_small(case):
        message = f"{label}是 {_number(amount)}（万元），超过 1 亿元，{_ASK}"
        yield finding("T2-06", (_AMOUNT,), message)
    elif case.context.others is None:
        yield unassessed("T2-06", why_lacking(case, "others", _NO_OTHERS))
    elif amount is None:
        yield unassessed("T2-06", f"{label}没有可用的数字，无法核对。", (_AMOUNT,))
    elif amount:
        yield from _compared(case, amount, f"{label}是 {_number(amount)}（万元）")


def _compared(case: Case, amount: Decimal, said: str) -> Iterator[Outcome]:
    others = case.context.others or ()
    peers = [x for r in _departments(case, others) if (x := _in_wan(r))]
    if len(peers) < _PEERS:
        yield unassessed("T2-06", "有收费的同类报告不足三份，无法比较。", (_AMOUNT,))
    elif amount > _TIMES_THE_MEDIAN * (middle := median(peers)):
        message = f"{said}，其他 {len(peers)} 个有收费的机关的中位数是 {_number(middle)}，相差百倍以上，{_ASK}"
        yield finding("T2-06", (_AMOUNT,), message)


def check_name(case: Case) -> Iterator[Outcome]:
    """ORG-01: the organ's name is a full name of the roster."""
    printed = case.report.organ
    if case.context.roster is None:
        yield unassessed("ORG-01", why_lacking(case, "roster", _NO_ROSTER))
    elif printed is None:
        yield unassessed("ORG-01", "没有找到机关名称，无法与名册核对。")
    elif not any(is_full_name(printed, organ.name) for organ in case.context.roster):
        known = find(case.context.roster, printed)
        alike = [o.name for o in case.context.roster if may_be_same(o.name, printed)]
        if known is not None:
            advice = f"它是“{known.name}”的简称，请写全称"
        elif alike:
            advice = f"名册上相近的有{_listed(alike)}，请写全称"
        else:
            advice = "名册上没有相近的名称，请核对名称或补充名册"
        yield finding("ORG-01", (), f"报告的机关写的是“{printed}”，不是名册上的全称；{advice}。")


def check_uploads(case: Case) -> Iterator[Outcome]:
    """ORG-05: one current report an organ and year."""
    uploads = case.context.uploads
    if uploads is None:
        reason = why_lacking(case, "uploads", "没有已报送的记录，无法核对是否重复报送。")
        yield unassessed("ORG-05", reason)
    elif uploads > 1:
        message = (
            f"同一机关同一年度有 {uploads} 份现行的报告（报送在不同的机关名称下），"
            "请只保留一份，其余的移除或改到正确的位置。"
        )
        yield finding("ORG-05", (), message)


def check_vertical(case: Case) -> Iterator[Outcome]:
    """AGG-03: who is managed from above does not count here."""
    entry, reason = _entry(case, "不知道是否垂直管理，无法核对")
    if entry is None:
        yield unassessed("AGG-03", reason)
    elif entry.vertical:
        message = (
            f"名册注明“{entry.name}”是垂直管理单位，其数据由上级汇总，不应计入本级，"
            "请核对名册，或退回由其上级审核。"
        )
        yield finding("AGG-03", (), message)


def check_aggregate(case: Case) -> Iterator[Outcome]:
    """AGG-01, AGG-02, AGG-04, AGG-05: the aggregate report is the sum of all the others, which are all there."""
    entry, reason = _entry(case, "不知道是否汇总报告，无法核对")
    if entry is None:
        yield from (unassessed(rule, reason) for rule in _AGGREGATE if _applies(case, rule))
        return
    if not entry.aggregate:
        return
    if case.context.others is None:
        reason = why_lacking(case, "others", _NO_OTHERS)
        yield from (unassessed(rule, reason) for rule in _AGGREGATE if _applies(case, rule))
        return
    counted = [o for o in case.context.roster or () if not o.aggregate and not o.vertical]
    received = _received(case, counted)
    lacking = [organ.name for organ in counted if organ.name not in received]
    if lacking:
        message = (
            f"名册上应报送的 {len(counted)} 个单位中，还有 {len(lacking)} 个没有报送：{_listed(lacking)}，"
            "请催报。"
        )
        yield finding("AGG-02", (), message)
        reason = f"还有 {len(lacking)} 个单位没有报送（{_listed(lacking)}），无法核对汇总。"
        rules = (rule for rule in _AGGREGATE if rule != "AGG-02" and _applies(case, rule))
        yield from (unassessed(rule, reason) for rule in rules)
        return
    parts = {name: Case.of(report, Context()) for name, report in received.items()}
    yield from _check_sums(case, parts)
    yield from _check_amount(case, parts)
    yield from _check_carried_in(case, parts)


def _check_sums(case: Case, parts: Mapping[str, Case]) -> Iterator[Outcome]:
    """AGG-01, one outcome a table."""
    for table_id in TABLE_IDS:
        table = case.table(table_id)
        broken: dict[CellId, str] = {}
        unknown: list[CellId] = []
        for spec in table.specs.values():
            if spec.kind == "amount":
                continue
            whole, sum_ = case.value(spec.id), _sum(parts, spec.id)
            if whole is None or sum_ is None:
                unknown.append(spec.id)
            elif whole != sum_:
                label = sentences.cell_label(table, spec.id)
                broken[spec.id] = f"{label}是 {_number(whole)}，各单位相加是 {_number(sum_)}"
        if broken:
            shown = "；".join(list(broken.values())[:_SHOWN])
            more = f"；等 {len(broken)} 格" if len(broken) > _SHOWN else ""
            message = (
                f"{table.name}与 {len(parts)} 个单位之和不符：{shown}{more}。"
                "请核对是漏计、重计，还是单位改过数字。"
            )
            seen = (one.cells[cell] for one in (case, *parts.values()) for cell in broken)
            yield graded("AGG-01", tuple(broken), message, seen)
        if unknown:
            yield unassessed("AGG-01", _unknown(case, parts, unknown), unknown)


def _check_amount(case: Case, parts: Mapping[str, Case]) -> Iterator[Outcome]:
    """AGG-05: amounts of 万元 add up but for their rounding."""
    if not _applies(case, "AGG-05"):
        return
    whole = _in_wan(case.report)
    amounts = [_in_wan(part.report) for part in parts.values()]
    known = [amount for amount in amounts if amount is not None]
    if whole is None or len(known) < len(amounts):
        yield unassessed("AGG-05", _unknown(case, parts, [_AMOUNT]), (_AMOUNT,))
    elif abs(whole - sum(known)) > _ROUNDING * len(known):
        label = sentences.cell_label(case.table("t2"), _AMOUNT)
        message = (
            f"{label}是 {_number(whole)}，{len(known)} 个单位相加是 {_number(sum(known, Decimal(0)))}，"
            "相差超过四舍五入的范围，请核对。"
        )
        yield finding("AGG-05", (_AMOUNT,), message)


def _check_carried_in(case: Case, parts: Mapping[str, Case]) -> Iterator[Outcome]:
    """AGG-04: what the organs carried in is what last year's aggregate carried over."""
    earlier = _last_aggregate(case)
    if earlier is None:
        yield unassessed("AGG-04", "没有上年度的汇总报告，无法核对。")
        return
    merged = [
        report.organ
        for report in case.context.last_year or ()
        if report.organ
        and not any(may_be_same(report.organ, name) for name in parts)
        and report.organ != earlier.report.organ
    ]
    unknown = []
    for cell in (c for c in case.table("t3").specs if c.startswith("t3.carried_in.")):
        before = cell.replace("carried_in", "carried_over")
        now, then = _sum(parts, cell), earlier.value(before)
        if now is None or then is None:
            unknown.append(cell)
        elif now != then:
            label = sentences.cell_label(case.table("t3"), cell)
            gone = f"上年报送而本年没有的有{_listed(merged)}，" if merged else ""
            message = (
                f"各单位的{label}相加是 {_number(now)}，而上年度汇总报告的“结转下年度继续办理”是 {_number(then)}，"
                f"{gone}请核对有无合并、撤销的单位。"
            )
            yield finding("AGG-04", (cell,), message)
    if unknown:
        reason = f"{sentences.cell_list(case.table('t3'), unknown)}在各单位或上年度汇总报告中没有可用的数字，无法核对。"
        yield unassessed("AGG-04", reason, unknown)


CHECKS: Final[tuple[Check, ...]] = (
    check_copied,
    check_rules_row,
    check_large_charges,
    check_name,
    check_uploads,
    check_vertical,
    check_aggregate,
)


def _entry(case: Case, consequence: str) -> tuple[Organ | None, str]:
    """The roster's entry, or why there is none."""
    if case.context.roster is None:
        return None, why_lacking(case, "roster", _NO_ROSTER)
    entry = own(case)
    name = case.report.organ
    lacking = f"名册上没有“{name}”" if name else "没有找到机关名称"
    return entry, "" if entry else f"{lacking}，{consequence}。"


def _applies(case: Case, rule: str) -> bool:
    return rule != "AGG-05" or case.table("t2").form in RULE[rule].forms


def _received(case: Case, counted: Sequence[Organ]) -> dict[str, Report]:
    """The reports of the year by the name of their roster entry."""
    reports = [r for r in case.context.others or () if r.year == case.report.year]
    entries = [(find(counted, report.organ), report) for report in reports]
    return {entry.name: report for entry, report in entries if entry is not None}


def _last_aggregate(case: Case) -> Case | None:
    """Last year's report of the aggregate, where it is known."""
    year = case.report.year
    entry = own(case)
    candidates = [case.context.previous, *(case.context.last_year or ())]
    for report in candidates:
        ours = report is not None and entry is not None and find((entry,), report.organ) is not None
        if report is not None and ours and year is not None and report.year == year - 1:
            return Case.of(report, Context())
    return None


def _sum(parts: Mapping[str, Case], cell: CellId) -> Number | None:
    values = [_value(part, cell) for part in parts.values()]
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None


def _value(part: Case, cell: CellId) -> Number | None:
    """A number of another report; None, too, where its format does not have the cell."""
    return part.value(cell) if cell in part.cells else None


def _unknown(case: Case, parts: Mapping[str, Case], cells: Sequence[CellId]) -> str:
    whose = ["汇总报告"] if any(case.value(cell) is None for cell in cells) else []
    whose += [
        f"“{name}”"
        for name, part in parts.items()
        if any(_value(part, cell) is None for cell in cells)
    ]
    table = case.table(table_id_of(cells[0]))
    more = f"等 {len(whose)} 份" if len(whose) > _SHOWN else ""
    return (
        f"{sentences.cell_list(table, cells)}在{'、'.join(whose[:_SHOWN])}{more}中没有可用的数字，"
        "无法核对汇总。"
    )


def _narrative(case: Case, report: Report) -> copying.Narrative:
    entry = find(case.context.roster or (), report.organ)
    names = (report.organ, *((entry.name, *entry.aliases) if entry else ()))
    return copying.narrative(report.sections, tuple(dict.fromkeys(n for n in names if n)))


def _departments(case: Case, others: Sequence[Report]) -> Iterator[Report]:
    aggregates = [organ for organ in case.context.roster or () if organ.aggregate]
    return (r for r in others if find(aggregates, r.organ) is None)


def _in_wan(report: Report) -> Decimal | None:
    cell = report.cells.get(_AMOUNT)
    if cell is None or cell.value is None:
        return None
    return in_wan(cell.value, cell.unit or "万元")


def _is_small(case: Case) -> bool:
    """A department below city level, by its roster entry and its name."""
    return not is_government(case) and bool(_BELOW_A_CITY.search(case.report.organ or ""))


def _listed(names: Sequence[str]) -> str:
    shown = "".join(f"“{name}”" for name in names[:_SHOWN])
    return shown if len(names) <= _SHOWN else f"{shown}等 {len(names)} 个机关"


def _number(value: Number | None) -> str:
    return sentences.number(value or 0)
