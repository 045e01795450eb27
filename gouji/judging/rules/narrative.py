"""The narrative: what the text states against the tables, against itself, and what it keeps silent about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import product
from typing import Final

from gouji.form import form_of_year, table_id_of
from gouji.judging.case import Case, Check, Outcome, finding, unassessed
from gouji.judging.rules.entries import RULE
from gouji.judging.text.claims import Claim, Figure, Sentence, place, quoted, sentences, squeezed
from gouji.judging.text.quantities import MONEY, Quantity, quantities
from gouji.judging.values import shown
from gouji.report import CellId, Number
from gouji.verdict import Finding
from gouji.wording.sentences import cell_label, cell_list, number

_REQUESTS: Final = ("new_received", "carried_in", "concluded", "carried_over")
_DISPUTES: Final = {
    "行政复议": ("t4.reconsideration.total",),
    "行政诉讼": ("t4.litigation_direct.total", "t4.litigation_after_reconsideration.total"),
}
_NAMED: Final = {"行政复议": re.compile(r"复议"), "行政诉讼": re.compile(r"诉讼|起诉|应诉|败诉")}
# The list of a report's sections names the heading only.
_HEADING: Final = re.compile(r"行政复议[、和及与](?:提起)?行政诉讼(?:的)?(?:等)?情况")


def check_narrative(case: Case) -> Iterator[Outcome]:
    """TXT-01 to TXT-13: read the text once, then hold it against the tables and against itself."""
    text = sentences(case.report)
    claims = [claim for sentence in text for claim in sentence.claims]
    for claim in dict.fromkeys(claims):
        yield from _against_cells(case, claim)
    yield from _own_balance(case, claims)
    yield from _handling_without_requests(case, text)
    yield from _disputes_unmentioned(case)
    for sentence, before in _with_before(text):
        yield from _parts(sentence, before)
        yield from _first_part(sentence)
        yield from _shares(case, sentence, before)


# --- a claim against its cells ---------------------------------------------------------------------------------------


def _against_cells(case: Case, claim: Claim) -> Iterator[Outcome]:
    sums = [_sum(case, cells) for cells in claim.cells]
    if claim.number in sums or _may_leave_out(case, claim, sums[0]):
        return
    cells = claim.cells[0]
    if None in sums:
        lacking = [c for alternative in claim.cells for c in alternative if case.value(c) is None]
        table = case.table(table_id_of(cells[0]))
        names = cell_list(table, list(dict.fromkeys(lacking)))
        reason = f"{names}没有可用的数字，无法核对{claim.place}所写的“{claim.quote}”。"
        yield unassessed(claim.rule, reason, cells)
        return
    yield _disagreement(case, claim, [s for s in sums if s is not None])


def _may_leave_out(case: Case, claim: Claim, total: Number | None) -> bool:
    """收到42件，其中答复38件: what was carried in and answered is not said, and need not be."""
    if not claim.part or table_id_of(claim.cells[0][0]) != "t3" or total is None:
        return False
    row = "carried_over" if claim.kind == "new" else "carried_in"
    turned = case.value(f"t3.{row}.total")
    return turned is not None and 0 <= total - claim.number <= turned


def _disagreement(case: Case, claim: Claim, sums: Sequence[Number]) -> Finding:
    cells = claim.cells[0]
    message = f"{claim.place}写的是“{claim.quote}”，而{_printed(case, cells, sums[0])}"
    others = [
        f"{_printed(case, alternative, total)}"
        for alternative, total in zip(claim.cells[1:3], sums[1:3], strict=False)
        if total != sums[0]
    ]
    if others:
        message += f"（{'；'.join(others)}，也不相符）"
    message += "，请核对哪一个对。"
    return _judged(case, claim.rule, cells, message)


def _judged(case: Case, rule: str, cells: Sequence[CellId], message: str) -> Finding:
    """Of recognised words or numbers only the scan tells which is wrong."""
    recognised = case.report.recognised or any(case.cells[c].mark == "recognised" for c in cells)
    if recognised and RULE[rule].severity == "error":
        return Finding(
            rule, "warning", tuple(cells), f"{message}这些内容是从扫描件识别的，请对照扫描件核对。"
        )
    return finding(rule, cells, message)


def _printed(case: Case, cells: Sequence[CellId], total: Number) -> str:
    if len(cells) == 1:
        return shown(case, cells[0])
    table = case.table(table_id_of(cells[0]))
    return f"{cell_list(table, cells)}合计 {number(total)}{_deduced(case, cells)}"


def _deduced(case: Case, cells: Sequence[CellId]) -> str:
    return "（含推算）" if any(cell in case.deduced for cell in cells) else ""


def _sum(case: Case, cells: Iterable[CellId]) -> Number | None:
    values = [case.value(cell) for cell in cells]
    return None if None in values else sum(v for v in values if v is not None)


# --- the text against itself -----------------------------------------------------------------------------------------


def _own_balance(case: Case, claims: Sequence[Claim]) -> Iterator[Outcome]:
    """TXT-05: new + carried in = concluded + carried over, as far as one paragraph names them.

    What it does not name counts where the table has 0 there. One reading that balances is enough.
    """
    paragraphs = dict.fromkeys((claim.section, claim.paragraph) for claim in claims)
    for where in paragraphs:
        here = [c for c in claims if (c.section, c.paragraph) == where]
        named = {row: _named(here, row) for row in _REQUESTS}
        if not (named["new_received"] and (named["concluded"] or named["carried_over"])):
            continue
        numbers = [_numbers(case, named[row], row) for row in _REQUESTS]
        if all(numbers) and not any(_balances(here, n) for n in product(*numbers)):
            yield _unbalanced(named, where)


def _named(claims: Sequence[Claim], row: str) -> list[Claim]:
    whole = f"t3.{row}.total"
    return [c for c in claims if whole in c.cells[0] and len(c.cells[0]) == 1]


def _numbers(case: Case, named: Sequence[Claim], row: str) -> list[int]:
    if named:
        return list(dict.fromkeys(claim.number for claim in named))
    return [0] if case.value(f"t3.{row}.total") == 0 else []


def _balances(claims: Sequence[Claim], numbers: Sequence[int]) -> bool:
    new, carried_in, concluded, carried_over = numbers
    inclusive = any(("t3.new_received.total", "t3.carried_in.total") in c.cells for c in claims)
    sides = {new + carried_in, new} if inclusive else {new + carried_in}
    # 处理43件 may be what there was to handle, 答复38件 may leave out what was no longer processed.
    loose = any(c.kind == "concluded" and len(c.cells) > 1 for c in claims)
    if loose and (concluded in sides or concluded + carried_over <= max(sides)):
        return True
    return concluded + carried_over in sides


def _unbalanced(named: dict[str, list[Claim]], where: tuple[int, int]) -> Finding:
    labels = ("新收", "上年结转", "办结", "结转下年")
    said = [
        f"{label} {number(named[row][0].number)}"
        for label, row in zip(labels, _REQUESTS, strict=True)
        if named[row]
    ]
    first = named["new_received"][0]
    cells = tuple(f"t3.{row}.total" for row in _REQUESTS)
    message = (
        f"{place(*where)}写的件数自身不平衡：{'、'.join(said)}（“{first.quote}”），"
        "新收加上年结转应当等于办结加结转下年，请核对。"
    )
    return finding("TXT-05", cells, message)


def _with_before(text: Sequence[Sentence]) -> Iterator[tuple[Sentence, list[Figure]]]:
    """Each sentence with figures, and the figures before it in its paragraph."""
    before: list[Figure] = []
    where = (0, 0)
    for sentence in text:
        if (sentence.section, sentence.paragraph) != where:
            before, where = [], (sentence.section, sentence.paragraph)
        if sentence.figures:
            yield sentence, list(before)
            before.extend(sentence.figures)


def _parts(sentence: Sentence, before: Sequence[Figure]) -> Iterator[Finding]:
    """TXT-12: applicants and channels add up to the whole, outcomes to no more than it."""
    figures = sentence.figures
    earlier = before if sentence.text.startswith("其中") else ()
    numbers = _wholes((*earlier, *figures))
    if not numbers:
        return
    channels = _of_kind(figures, "channel")
    applicants = [*_of_kind(figures, "natural"), *_of_kind(figures, "legal")]
    both = len(_of_kind(figures, "natural")) == 1 and len(_of_kind(figures, "legal")) == 1
    if len(channels) > 1 and _total(channels) not in numbers:
        yield _not_whole(sentence, channels)
    if both and _total(applicants) not in numbers:
        yield _not_whole(sentence, applicants)
    outcomes = [f.quantity for f in figures if f.kind == "outcome" and f.claim and _of_all(f.claim)]
    if len(outcomes) > 1 and _total(outcomes) > max(numbers):
        yield _not_whole(sentence, outcomes)


def _of_all(claim: Claim) -> bool:
    return claim.cells[0][0].endswith(".total")


def _first_part(sentence: Sentence) -> Iterator[Finding]:
    """TXT-12: what is named first behind 其中 is no more than all that is named before it.

    What was carried in may stand beside the received ones, not among them (另计).
    """
    split = sentence.text.find("其中")
    counted = [f for f in sentence.figures if f.quantity.counts]
    before = [f.quantity for f in counted if f.quantity.start < split]
    first = next((f for f in counted if f.quantity.start > split), None)
    if first is None or not before or {first.quantity.unit} != {q.unit for q in before}:
        return
    if first.kind != "carried_in" and first.quantity.number > max(q.number for q in before):
        yield _not_whole(sentence, [first.quantity])


def _wholes(figures: Iterable[Figure]) -> set[int]:
    """What parts may add up to: the received, the concluded, what was carried in, received and carried in together."""
    figures = tuple(figures)
    carried = {int(q.number) for q in _of_kind(figures, "carried_in")}
    wholes = {int(q.number) for kind in ("new", "concluded") for q in _of_kind(figures, kind)}
    return wholes | carried | {whole + more for whole in wholes for more in carried}


def _of_kind(figures: Iterable[Figure], kind: str) -> list[Quantity]:
    return [f.quantity for f in figures if f.kind == kind and f.quantity.counts]


def _total(parts: Iterable[Quantity]) -> int:
    return sum(int(q.number) for q in parts)


def _not_whole(sentence: Sentence, parts: Sequence[Quantity]) -> Finding:
    listed = "、".join(number(q.number) for q in parts)
    where = place(sentence.section, sentence.paragraph)
    added = f"分项 {listed} 相加是 {_total(parts)}" if len(parts) > 1 else f"其中的 {listed}"
    message = (
        f"{where}“{quoted(sentence.text, parts[0].start)}”：{added}，与所写的总数不符，请核对。"
    )
    return finding("TXT-12", (), message)


_SHARE: Final = re.compile(
    r"[,(、·]*(?:约|分别)?占(?:比|总数|总量|申请总数|申请总量|申请量|全部申请|办理总数|答复总数)?(?:的|为|约|达|比例为)*$"
)
_RATE: Final = re.compile(r"占比?|(?:办结|答复|办复|公开|及时|按时|按期|满意)率")


def _shares(case: Case, sentence: Sentence, before: Sequence[Figure]) -> Iterator[Finding]:
    """TXT-13: a share lies between 0 and 100, and is the quotient of its number and a whole before it."""
    wholes = {Decimal(f.quantity.number) for f in before if f.quantity.exact}
    ordered = sorted(sentence.figures, key=lambda f: f.quantity.start)
    last = None
    for current in (f.quantity for f in ordered):
        if current.unit == "%":
            yield from _share(case, sentence, last, current, wholes)
        elif current.counts:
            last = current
            wholes.add(Decimal(current.number))


def _share(
    case: Case, sentence: Sentence, part: Quantity | None, share: Quantity, wholes: set[Decimal]
) -> Iterator[Finding]:
    words = sentence.text[part.end if part else 0 : share.start]
    where = place(sentence.section, sentence.paragraph)
    seen = quoted(sentence.text, share.start)
    if share.number > 100 and _RATE.search(sentence.text[max(share.start - 8, 0) : share.start]):
        yield finding("TXT-13", (), f"{where}“{seen}”的百分比大于 100，请核对。")
    elif part is not None and share.exact and _SHARE.fullmatch(words):
        larger = {w for w in wholes if w > part.number} or {w for w in wholes if w == part.number}
        if not larger - {Decimal(part.number)}:
            return
        larger |= _table_wholes(case)
        if not any(
            _is_quotient(Decimal(part.number), w, Decimal(share.number)) for w in larger if w
        ):
            yield finding(
                "TXT-13",
                (),
                f"{where}“{seen}”：{number(part.number)} 除以前面所写的任何一个总数都不是 "
                f"{number(share.number)}%，请核对。",
            )


def _table_wholes(case: Case) -> set[Decimal]:
    values = {row: case.value(f"t3.{row}.total") for row in _REQUESTS}
    found = {Decimal(v) for v in values.values() if v}
    if values["new_received"] is not None and values["carried_in"] is not None:
        found.add(Decimal(values["new_received"] + values["carried_in"]))
    return found


def _is_quotient(part: Decimal, whole: Decimal, share: Decimal) -> bool:
    """Rounded or cut off at the decimals that are printed."""
    exponent = share.as_tuple().exponent
    last = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    return abs(part * 100 / whole - share) <= last


# --- presence --------------------------------------------------------------------------------------------------------

_HANDLED: Final = re.compile(
    r"(?:群众|申请人|公民)在?(?:提交|递交|提出)[^,;]{0,12}申请时[^。;]{0,6}(?:存在|出现|反映)|针对[^,;]{0,15}(?:不明确|不清晰|不完整|复杂|疑难)的?[^,;]{0,8}申请"
    r"|(?:收到|受理)的[^,;]{0,16}申请[^,;]{0,6}[,]?[^,;]{0,6}(?:均|都|全部)已?[^,;]{0,10}(?:答复|办结)"
    r"|申请[^,;]{0,10}(?:均|都|全部|已)(?:已|按时|按期|依法|在[^,;]{0,8}期限内|及时|规范)*(?:予以|作出|进行|完成)?(?:答复|办结|回复)"
)
_NOT_TOLD: Final = re.compile(
    r"未收到|没有收到|未接到|零申请|没有|未发生|无|如果|如有|若|做到|确保|要求|应当|规定|制度|流程|机制|规范|健全|完善|今后|下一步|将|保证|力争"
)


def _handling_without_requests(case: Case, text: Sequence[Sentence]) -> Iterator[Outcome]:
    """TXT-08: the text tells how requests were answered while table 3 has none; one finding is enough."""
    told = [s for s in text if s.section in {1, 3} and _tells(s.text)]
    if not told:
        return
    cells = tuple(f"t3.{row}.total" for row in _REQUESTS)
    values = [case.value(cell) for cell in cells]
    if any(values):
        return
    where, at = place(told[0].section, told[0].paragraph), _HANDLED.search(told[0].text)
    seen = quoted(told[0].text, at.start() + 10 if at else 0)
    if None in values:
        reason = f"表三没有可用的总计，无法核对{where}所写的“{seen}”。"
        yield unassessed("TXT-08", reason, cells)
        return
    message = (
        f"{where}写“{seen}”，而表三没有收到和办理的申请，请核对是表三漏填，还是正文照抄了往年的话。"
    )
    yield finding("TXT-08", cells, message)


def _tells(text: str) -> bool:
    match = _HANDLED.search(text) if "申请" in text else None
    return match is not None and not _NOT_TOLD.search(
        text[max(match.start() - 12, 0) : match.end()]
    )


def _disputes_unmentioned(case: Case) -> Iterator[Outcome]:
    """TXT-10: table 4 has cases of which the text says nothing."""
    if not case.report.sections:
        yield unassessed("TXT-10", "没有找到正文的各个部分，无法核对是否提到复议、诉讼。")
        return
    told = "".join(
        _HEADING.sub("", paragraph)
        for section in case.report.sections
        if section.number != 5
        for paragraph in section.paragraphs
    )
    silent = {name: cells for name, cells in _DISPUTES.items() if not _NAMED[name].search(told)}
    unknown = [c for cells in silent.values() for c in cells if case.value(c) is None]
    if unknown:
        reason = f"{cell_list(case.table('t4'), unknown)}没有可用的数字，无法核对正文该不该提到。"
        yield unassessed("TXT-10", reason, unknown)
    counted = {name: _sum(case, cells) for name, cells in silent.items()}
    there = {name: total for name, total in counted.items() if total}
    if there:
        listed = "、".join(f"{name} {number(total)} 件" for name, total in there.items())
        cells = [cell for name in there for cell in silent[name]]
        message = f"表四有{listed}，而正文没有提到，请在总体情况中说明。"
        yield finding("TXT-10", cells, message)


# --- fees ------------------------------------------------------------------------------------------------------------

_FEE: Final = re.compile(r"信息(?:公开)?(?:申请)?处理费")
_RECEIVED: Final = re.compile(r"实收|实际收取|收取|收费|征收")
_NOTIFIED: Final = re.compile(r"通知|减免|免收|免除|应收|退还")
_NO_UNIT: Final = re.compile(
    r"(?:收费|处理费|费用|金额)(?:情况|总额|总金额|金额|标准)?[^,。;\d件份次数]{0,6}?(?P<number>\d[\d,]*(?:\.\d+)?)(?=[,。;、)\s]|$)(?!,\d)"
)
_YUAN: Final = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
_ROUNDING: Final = Decimal("0.005")  # 万元: half of the last place of an amount printed with two


def check_fees(case: Case) -> Iterator[Outcome]:
    """FEE-01 to FEE-03: what section six says of 信息处理费, from 2021 on."""
    if form_of_year(case.report.year) not in RULE["FEE-01"].forms:
        return
    section = next((s for s in case.report.sections if s.number == 6), None)
    if section is None:
        yield unassessed("FEE-01", "没有找到第六部分，无法核对是否说明了收取信息处理费的情况。")
        return
    if not any(_FEE.search(squeezed(paragraph)) for paragraph in section.paragraphs):
        message = "第六部分没有说明收取信息处理费的情况，请补上；没有收取的，写明没有收取。"
        yield finding("FEE-01", (), message)
    for i, paragraph in enumerate(map(squeezed, section.paragraphs), 1):
        yield from _fee_against_table(case, i, paragraph)
        for match in _NO_UNIT.finditer(paragraph):
            seen = quoted(paragraph, match.start("number"))
            message = f"{place(6, i)}“{seen}”的金额没有单位，请写明多少元。"
            yield finding("FEE-03", (), message)


def _fee_against_table(case: Case, i: int, paragraph: str) -> Iterator[Outcome]:
    """FEE-02: what was received of 信息处理费 is part of the charges in table 2."""
    fees = [q for q in _fees(paragraph) if q.number]
    if not fees:
        return
    cell = "t2.charges.amount"
    fee = max(fees, key=lambda q: Decimal(q.number) * _YUAN[q.unit])
    seen = quoted(paragraph, fee.start)
    amount = case.value(cell) if cell in case.cells else None
    table = case.table("t2")
    if amount is None:
        reason = f"表二没有可用的行政事业性收费金额，无法核对{place(6, i)}所写的“{seen}”。"
        yield unassessed("FEE-02", reason, (cell,) if cell in case.cells else ())
        return
    yuan = Decimal(fee.number) * _YUAN[fee.unit]
    if yuan > (Decimal(amount) + _half_place(amount)) * 10_000:
        message = (
            f"{place(6, i)}写“{seen}”，多于{cell_label(table, cell)}的 {number(amount)} 万元；"
            "信息处理费应当计入行政事业性收费，请核对金额和单位。"
        )
        yield finding("FEE-02", (cell,), message)


def _half_place(amount: Number) -> Decimal:
    exponent = Decimal(amount).as_tuple().exponent
    if not isinstance(exponent, int) or exponent >= 0:
        return _ROUNDING
    return Decimal(5).scaleb(exponent - 1)


def _fees(paragraph: str) -> Iterator[Quantity]:
    """The amounts of money that are said to have been received as 信息处理费."""
    for match in re.finditer(r"[^。;]*信息(?:公开)?(?:申请)?处理费[^。;]*", paragraph):
        for quantity in quantities(match[0]):
            before = match[0][: quantity.start]
            phrase = re.split(r"[,、(]", before)[-1]
            if quantity.unit not in MONEY or _NOTIFIED.search(phrase):
                continue
            if _RECEIVED.search(phrase) or _FEE.search(phrase):
                yield Quantity(
                    quantity.number,
                    quantity.unit,
                    quantity.exact,
                    match.start() + quantity.start,
                    match.start() + quantity.end,
                )


CHECKS: Final[tuple[Check, ...]] = (check_narrative, check_fees)
