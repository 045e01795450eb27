"""The narrative: what the text states against the tables, against itself, and what it keeps silent about."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import islice, product
from typing import Final, NamedTuple

from gouji.facts.base import Excerpt
from gouji.facts.narrative import (
    DisputesUncounted,
    DisputesUnmentioned,
    FeesAboveCharges,
    FeesUncheckable,
    FeesUnmentioned,
    FeeWithoutUnit,
    HandlingUncheckable,
    HandlingWithoutRequests,
    NoSectionOnFees,
    NoSections,
    PartsMismatch,
    Passage,
    ShareAboveWhole,
    ShareMismatch,
    TextDisagrees,
    TextTooLong,
    TextUnbalanced,
    TextUncheckable,
    TextUnmatched,
)
from gouji.form import format_version_of, table_id_of
from gouji.judging.case import Case
from gouji.judging.rule import (
    DEFINITION,
    FEES,
    NEW,
    NOTICE_2021,
    PRACTICE,
    PROVINCIAL_FEES,
    PUBLISHED,
    NotAssessed,
    Outcome,
    Violated,
    rule,
)
from gouji.judging.text.claims import Claim, Figure, Sentence, claims_of, unread
from gouji.judging.text.fees import fees_named, fees_received, sentence_at, without_unit
from gouji.judging.text.lexicon.disputes import HEADING, MENTIONED, Dispute
from gouji.judging.text.lexicon.handling import HANDLED, NOT_HANDLED
from gouji.judging.text.lexicon.shares import BETWEEN, MAKES_UP, OF_WHOLE, RATES
from gouji.judging.text.meaning import OF_APPLICANTS, OF_OUTCOMES, Kind
from gouji.judging.text.parts import amiss
from gouji.judging.text.phrases import normalized
from gouji.judging.text.quantities import Quantity
from gouji.judging.text.rounding import last_place
from gouji.judging.values import cells_of, figure, figures
from gouji.money import UNITS, in_wan
from gouji.report import CellId, Number

_AROUND: Final = 20  # characters quoted on either side of a number
_LONG: Final = 100  # the same of a sentence that has to be read
_ALTERNATIVES: Final = 3  # of the sums that a number may be, told
_WITHIN: Final = 200  # figures before a sentence that it may speak of
_RATE: Final = 8  # characters before a percentage in which its rate is named
_MAY_BE_OPEN: Final = frozenset[Kind](("new", "unreceived", "carried_in"))
_ROWS: Final = ("new_received", "carried_in", "concluded", "carried_over")
_TOTALS: Final = tuple(f"t3.{row}.total" for row in _ROWS)


# --- a claim against its cells ---------------------------------------------------------------------------------------


@rule(
    "TXT-01",
    "正文收到件数",
    "正文写的收到申请件数与表三本年新收相符（写明含结转的，可为新收加结转）。",
    "error",
    basis=(PRACTICE, PUBLISHED),
)
def received(case: Case) -> Iterator[Outcome]:
    """Requests received, and from whom."""
    yield from _against_tables(case, {"new", *OF_APPLICANTS})
    if rest := unread(case.report):
        section, paragraph, text = rest
        passage = Passage(section, paragraph, _excerpt(normalized(text[:_AROUND]), 0))
        yield NotAssessed(TextTooLong(passage=passage))


@rule("TXT-02", "正文上年结转", "正文写的上年结转件数与表三相符。", "error", basis=(PRACTICE,))
def carried_in(case: Case) -> Iterator[Outcome]:
    """Requests carried in from the year before."""
    yield from _against_tables(case, {"carried_in"})


@rule(
    "TXT-03", "正文办结件数", "正文写的办结件数与表三办理结果总计相符。", "error", basis=(PRACTICE,)
)
def concluded(case: Case) -> Iterator[Outcome]:
    """Requests concluded."""
    yield from _against_tables(case, {"concluded"})


@rule("TXT-04", "正文结转下年", "正文写的结转下年度件数与表三相符。", "error", basis=(PRACTICE,))
def carried_over(case: Case) -> Iterator[Outcome]:
    """Requests carried over to the next year."""
    yield from _against_tables(case, {"carried_over"})


@rule(
    "TXT-05",
    "正文自身平衡",
    "正文所写的新收、结转、办结件数自身平衡。",
    "warning",
    basis=(DEFINITION,),
)
def balanced(case: Case) -> Iterator[Outcome]:
    """New and carried in are concluded and carried over, as far as one paragraph names them.

    What it does not name counts where the table has 0 there. One reading that balances is enough.
    """
    paragraphs: dict[tuple[int, int], list[Claim]] = {}
    for claim in claims_of(case.text):
        paragraphs.setdefault((claim.section, claim.paragraph), []).append(claim)
    for here in paragraphs.values():
        named = {row: _naming(here, row) for row in _ROWS}
        if not (named["new_received"] and (named["concluded"] or named["carried_over"])):
            continue
        numbers = [_numbers(case, named[row], row) for row in _ROWS]
        if all(numbers) and not any(_balances(here, each) for each in product(*numbers)):
            yield _unbalanced(named)


@rule(
    "TXT-06",
    "正文分类结果",
    "正文写的各类办理结果件数与表三相符。",
    "error",
    basis=(PUBLISHED,),
)
def outcomes(case: Case) -> Iterator[Outcome]:
    """Outcomes, and the reasons for them."""
    yield from _against_tables(case, OF_OUTCOMES)


@rule(
    "TXT-07",
    "未收到申请却有数",
    "正文写未收到申请的，表三新收为0；表三有新收的，正文不写未收到。",
    "error",
    basis=(DEFINITION,),
)
def unreceived(case: Case) -> Iterator[Outcome]:
    """That there were no requests."""
    yield from _against_tables(case, {"unreceived"})


@rule(
    "TXT-08",
    "零申请却叙述办理",
    "表三全为0的，正文不叙述对收到的申请的办理。",
    "note",
    basis=(DEFINITION,),
)
def handled_without_requests(case: Case) -> Iterator[Outcome]:
    """The text does not tell how requests were answered while table 3 has none; one finding is enough."""
    told = (
        (s, at) for s in case.text if s.section in {1, 3} and (at := _tells(s.text)) is not None
    )
    sentence, at = next(told, (None, 0))
    values = [case.value(cell) for cell in _TOTALS]
    if sentence is None or any(values):
        return
    passage = _passage(sentence, at)
    if None in values:
        yield NotAssessed(HandlingUncheckable(passage=passage), _TOTALS)
    else:
        facts = HandlingWithoutRequests(passage=passage)
        yield Violated(facts, _TOTALS, rests_on=(sentence.text,))


@rule(
    "TXT-09",
    "正文复议诉讼件数",
    "正文写的复议、诉讼件数及其结果与表四相符。",
    "error",
    basis=(PRACTICE, PUBLISHED),
)
def disputes(case: Case) -> Iterator[Outcome]:
    """Reconsiderations and lawsuits, and how they ended."""
    yield from _against_tables(case, {"dispute", "court"})


@rule(
    "TXT-10",
    "有复议诉讼而正文未提",
    "表四有复议、诉讼的，正文有所说明。",
    "note",
    basis=(DEFINITION,),
)
def disputes_mentioned(case: Case) -> Iterator[Outcome]:
    """The text mentions the cases of table 4."""
    if not case.report.sections:
        yield NotAssessed(NoSections())
        return
    told = "".join(
        HEADING.replaced(paragraph, "")
        for section in case.report.sections
        if section.number != 5
        for paragraph in section.paragraphs
    )
    mentioned = MENTIONED.senses(told)
    silent = {kind: cells for kind, cells in _DISPUTES.items() if kind not in mentioned}
    unknown = [c for cells in silent.values() for c in cells if case.value(c) is None]
    if unknown:
        yield NotAssessed(DisputesUncounted(cells=cells_of(case, unknown)), unknown)
    counted = {kind: _sum(case, cells) for kind, cells in silent.items()}
    there = {kind: total for kind, total in counted.items() if total}
    if there:
        facts = DisputesUnmentioned(
            reconsiderations=there.get("reconsideration"), lawsuits=there.get("lawsuit")
        )
        yield Violated(facts, [cell for kind in there for cell in silent[kind]])


@rule(
    "TXT-11",
    "正文规范性文件件数",
    "正文写的规范性文件制发、废止、现行有效件数与表二相符。",
    "error",
    basis=(PUBLISHED,),
)
def documents(case: Case) -> Iterator[Outcome]:
    """Rules and normative documents."""
    yield from _against_tables(case, {"document"})


@rule(
    "TXT-14",
    "正文与表二其余各项一致",
    "正文写的行政许可、行政处罚、行政强制件数和行政事业性收费金额与表二相符（约数在其精度之内）。",
    "error",
    basis=(PRACTICE, DEFINITION),
)
def decisions(case: Case) -> Iterator[Outcome]:
    """Licences, penalties, coercive measures and charges."""
    yield from _against_tables(case, {"decision"})


@rule(
    "TXT-12",
    "正文分项之和",
    "正文“其中”各分项之和与所写的总数相符。",
    "note",
    basis=(PUBLISHED,),
)
def parts_add_up(case: Case) -> Iterator[Outcome]:
    """Applicants, channels and published items add up to the whole, outcomes to no more than it."""
    for sentence, before in _with_before(case.text):
        for parts in amiss(sentence, before):
            numbers = tuple(int(part.number) for part in parts)
            facts = PartsMismatch(passage=_passage(sentence, parts[0].start), parts=numbers)
            yield Violated(facts, rests_on=(sentence.text, *numbers))


@rule(
    "TXT-13",
    "比例可复核",
    "正文所写的百分比在0至100之间，可由同一句中的两个数算出。",
    "note",
    basis=(DEFINITION,),
)
def shares(case: Case) -> Iterator[Outcome]:
    """A share lies between 0 and 100, and is the quotient of its number and a whole before it."""
    for sentence, before in _with_before(case.text):
        if not any(figure.quantity.unit == "%" for figure in sentence.figures):
            continue
        wholes = sorted(Decimal(f.quantity.number) for f in before if f.quantity.exact)
        counted: list[Quantity] = []
        for current in (f.quantity for f in sentence.figures):
            if current.unit == "%":
                yield from _share_of_named(sentence, counted[-2:], current)
                yield from _share(case, sentence, counted[-1] if counted else None, current, wholes)
            elif current.counts:
                counted.append(current)
                insort(wholes, Decimal(current.number))


def _against_tables(case: Case, kinds: Iterable[Kind]) -> Iterator[Outcome]:
    for claim in case.claims:
        if claim.kind in kinds:
            yield from _against_cells(case, claim)
    for sentence in case.counting:
        unmatched = (n for c in sentence.unsure if c.kind in kinds for n in _unmatched(case, c))
        yield from islice(unmatched, 1)  # it is the sentence that has to be read


def _unmatched(case: Case, claim: Claim) -> Iterator[NotAssessed]:
    """A number that may be of something else, and is none of the tables'."""
    if not any(_agrees(case, claim, cells) for cells in claim.cells):
        cells = claim.cells[0]
        passage = Passage(claim.section, claim.paragraph, _around(claim.sentence, claim.at, _LONG))
        facts = TextUnmatched(passage=passage, number=claim.number, cells=cells_of(case, cells))
        yield NotAssessed(facts, cells)


def _against_cells(case: Case, claim: Claim) -> Iterator[Outcome]:
    sums = [_sum(case, cells) for cells in claim.cells]
    if any(_agrees(case, claim, cells) for cells in claim.cells):
        return
    if _may_leave_out(case, claim, sums[0]) or _is_whole(case, claim, sums):
        return
    cells = claim.cells[0]
    if None in sums:
        missing = [c for alternative in claim.cells for c in alternative if case.value(c) is None]
        named = cells_of(case, list(dict.fromkeys(missing)))
        yield NotAssessed(TextUncheckable(passage=_passage(claim, claim.at), cells=named), cells)
        return
    # Of recognised words or numbers only the scan tells which is wrong.
    recognised = case.report.recognised or any(case.cells[c].mark == "recognised" for c in cells)
    facts = TextDisagrees(
        passage=_passage(claim, claim.at),
        number=claim.number,
        tables=tuple(figures(case, alternative) for alternative in claim.cells[:_ALTERNATIVES]),
        recognised=recognised,
    )
    rests_on = (claim.sentence, claim.number)
    yield Violated(facts, cells, rests_on, "warning" if recognised or claim.due else None)


def _is_whole(case: Case, claim: Claim, sums: Sequence[Number | None]) -> bool:
    """收到12件，均予以公开: also where those of the year before were disclosed as well."""
    row = "concluded" if claim.kind == "outcome" else "new_received"
    return claim.whole and case.value(f"t3.{row}.total") in sums


def _agrees(case: Case, claim: Claim, cells: Sequence[CellId]) -> bool:
    """Whether the number is the sum of the cells, as exactly as it is told."""
    total = _sum(case, cells)
    if total is None or claim.rounded is None:
        return total is not None and total in {claim.number, *claim.also}
    value, place = Decimal(total), last_place(total)
    if unit := case.cells[cells[0]].unit:
        value, place = in_wan(value, unit), in_wan(place, unit)
    return claim.rounded.is_told_of(value, place)


def _may_leave_out(case: Case, claim: Claim, total: Number | None) -> bool:
    """收到42件，其中答复38件: what was carried in and answered is not said, and need not be."""
    if total is None or table_id_of(claim.cells[0][0]) != "t3":
        return False
    if claim.of_new and total - claim.number == case.value("t3.carried_in.total"):
        return True
    if not claim.part:
        return False
    row = "carried_over" if claim.kind in _MAY_BE_OPEN else "carried_in"
    turned = case.value(f"t3.{row}.total")
    return turned is not None and 0 <= total - claim.number <= turned


def _sum(case: Case, cells: Iterable[CellId]) -> Number | None:
    values = [case.value(cell) for cell in cells]
    return None if None in values else sum(v for v in values if v is not None)


def _passage(where: Claim | Sentence, at: int) -> Passage:
    text = where.sentence if isinstance(where, Claim) else where.text
    return Passage(where.section, where.paragraph, _excerpt(text, at))


def _excerpt(text: str, at: int) -> Excerpt:
    """The words around a place in a text, at most some forty characters."""
    return _around(text, at, _AROUND)


def _around(text: str, at: int, reach: int) -> Excerpt:
    start, end = max(at - reach, 0), min(at + reach, len(text))
    return Excerpt(text[start:end].strip(",;、"), start > 0, end < len(text))


# --- the text against itself -----------------------------------------------------------------------------------------


def _naming(claims: Sequence[Claim], row: str) -> list[Claim]:
    whole = (c for c in claims if not (c.whole or c.due or (c.part and c.kind == "carried_in")))
    return [c for c in whole if c.cells[0] == (f"t3.{row}.total",)]


def _numbers(case: Case, named: Sequence[Claim], row: str) -> list[int]:
    if named:
        return list(dict.fromkeys(int(claim.number) for claim in named))
    return [0] if case.value(f"t3.{row}.total") == 0 else []


def _balances(claims: Sequence[Claim], numbers: Sequence[int]) -> bool:
    new, came, done, left = numbers
    inclusive = any(("t3.new_received.total", "t3.carried_in.total") in c.cells for c in claims)
    sides = {new + came, new} if inclusive else {new + came}
    # 处理43件 may be what there was to handle, 答复38件 may leave out what was no longer processed.
    loose = any(c.kind == "concluded" and len(c.cells) > 1 for c in claims)
    if loose and (done in sides or done + left <= max(sides)):
        return True
    return done + left in sides


def _unbalanced(named: dict[str, list[Claim]]) -> Violated:
    first = named["new_received"][0]
    said = {row: int(claims[0].number) for row, claims in named.items() if claims}
    facts = TextUnbalanced(
        passage=_passage(first, first.at),
        new_received=int(first.number),
        carried_in=said.get("carried_in"),
        concluded=said.get("concluded"),
        carried_over=said.get("carried_over"),
    )
    sentences = dict.fromkeys(claim.sentence for claims in named.values() for claim in claims)
    return Violated(facts, _TOTALS, rests_on=(*sentences, *said.values()))


def _with_before(text: Iterable[Sentence]) -> Iterator[tuple[Sentence, list[Figure]]]:
    """Each sentence with figures, and the figures before it in its paragraph, of very many the nearest ones."""
    before: deque[Figure] = deque(maxlen=_WITHIN)
    where = (0, 0)
    for sentence in text:
        if (sentence.section, sentence.paragraph) != where:
            before.clear()
            where = (sentence.section, sentence.paragraph)
        if sentence.figures:
            yield sentence, list(before)
            before.extend(sentence.figures)


def _share(
    case: Case,
    sentence: Sentence,
    part: Quantity | None,
    share: Quantity,
    wholes: Sequence[Decimal],
) -> Iterator[Outcome]:
    passage = _passage(sentence, share.start)
    if share.number > 100 and RATES.occur(sentence.text, max(share.start - _RATE, 0), share.start):
        facts = ShareAboveWhole(passage=passage, percent=share.number)
        yield Violated(facts, rests_on=(sentence.text, share.number))
    elif part is not None and _is_wrong(case, sentence, part, share, wholes):
        mismatch = ShareMismatch(passage=passage, part=part.number, percent=share.number)
        yield Violated(mismatch, rests_on=(sentence.text, part.number, share.number))


def _share_of_named(
    sentence: Sentence, counted: Sequence[Quantity], share: Quantity
) -> Iterator[Outcome]:
    """自然人24件，占申请总数66件的36.4%: the whole stands between the part and its share."""
    if len(counted) < 2 or not share.exact:
        return
    part, whole = counted
    text = sentence.text
    named = OF_WHOLE.occur(text[part.end : whole.start])
    if not (named and BETWEEN.occur(text[whole.end : share.start])):
        return
    numbers = [Decimal(whole.number)], 0, Decimal(part.number), Decimal(share.number)
    if not _has_quotient(*numbers):
        passage = _passage(sentence, share.start)
        facts = ShareMismatch(passage=passage, part=part.number, percent=share.number)
        yield Violated(facts, rests_on=(text, part.number, share.number))


def _is_wrong(
    case: Case,
    sentence: Sentence,
    part: Quantity,
    share: Quantity,
    wholes: Sequence[Decimal],
) -> bool:
    """Whether a share is of none of the wholes; where none is larger than the part, nothing can be said."""
    if not share.exact or not MAKES_UP.occur(sentence.text[part.end : share.start]):
        return False
    own, percent = Decimal(part.number), Decimal(share.number)
    larger = bisect_right(wholes, own)
    if larger == len(wholes):
        return False
    return not _has_quotient(wholes, larger, own, percent) and not _has_quotient(
        sorted(_table_wholes(case)), 0, own, percent
    )


def _table_wholes(case: Case) -> set[Decimal]:
    values = {row: case.value(f"t3.{row}.total") for row in _ROWS}
    found = {Decimal(v) for v in values.values() if v}
    if values["new_received"] is not None and values["carried_in"] is not None:
        found.add(Decimal(values["new_received"] + values["carried_in"]))
    return found


def _has_quotient(wholes: Sequence[Decimal], start: int, part: Decimal, share: Decimal) -> bool:
    """Whether the share is of one of the sorted wholes, rounded or cut off at the decimals that are printed."""
    exponent = share.as_tuple().exponent
    last = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    at = max(start, bisect_left(wholes, part * 100 / (share + last)))
    return at < len(wholes) and (share <= last or wholes[at] <= part * 100 / (share - last))


# --- what is told and what is not ------------------------------------------------------------------------------------

_DISPUTES: Final[dict[Dispute, tuple[CellId, ...]]] = {
    "reconsideration": ("t4.reconsideration.total",),
    "lawsuit": ("t4.litigation_direct.total", "t4.litigation_after_reconsideration.total"),
}
_BEFORE: Final = (
    12  # characters before the words on handling in which it may be said that nothing was
)
_SEEN: Final = 10  # characters into the words on handling that a quotation shows at its middle


def _tells(text: str) -> int | None:
    """Where a sentence tells that requests were handled."""
    found = HANDLED.first(text) if "申请" in text else None
    if found is None:
        return None
    start, end = found.match.span()
    return None if NOT_HANDLED.occur(text, max(start - _BEFORE, 0), end) else start + _SEEN


# --- fees ------------------------------------------------------------------------------------------------------------

_CHARGES: Final = "t2.charges.amount"
_ROUNDING: Final = Decimal("0.005")  # 万元: half of the last place of an amount printed with two


class Paragraph(NamedTuple):
    """A paragraph of section six, from 1, normalized."""

    number: int
    text: str

    def passage(self, at: int) -> Passage:
        """The words around a place in it."""
        return Passage(6, self.number, _excerpt(self.text, at))


@rule(
    "FEE-01",
    "信息处理费说明",
    "2021年度起，第六部分说明收取信息处理费的情况，没有收取的也要说明。",
    "warning",
    forms=NEW,
    basis=(FEES, NOTICE_2021),
)
def fees_told(case: Case) -> Iterator[Outcome]:
    """Section six tells of fees, or that there were none."""
    paragraphs = section_six(case)
    if paragraphs is None:
        yield NotAssessed(NoSectionOnFees())
    elif _fees_due(case) and not any(fees_named(paragraph.text) for paragraph in paragraphs):
        yield Violated(FeesUnmentioned())


@rule(
    "FEE-02",
    "信息处理费与表二",
    "实收的信息处理费不超过表二的行政事业性收费。",
    "warning",
    forms=NEW,
    basis=(PROVINCIAL_FEES, DEFINITION),
)
def fees_among_charges(case: Case) -> Iterator[Outcome]:
    """What was received of 信息处理费 is part of the charges in table 2."""
    for paragraph in section_six(case) or ():
        fees = [fee for fee in fees_received(paragraph.text) if fee.number]
        if fees:
            yield from _among_charges(case, paragraph, max(fees, key=_amount))


@rule(
    "FEE-03",
    "收费单位",
    "第六部分写的金额带有单位（元）。",
    "note",
    forms=NEW,
    basis=(DEFINITION,),
)
def fees_with_unit(case: Case) -> Iterator[Outcome]:
    """Amounts have a unit."""
    for paragraph in section_six(case) or ():
        for at in without_unit(paragraph.text):
            facts = FeeWithoutUnit(passage=paragraph.passage(at))
            yield Violated(facts, rests_on=(sentence_at(paragraph.text, at),))


def _fees_due(case: Case) -> bool:
    return format_version_of(case.report.year) in NEW


def section_six(case: Case) -> tuple[Paragraph, ...] | None:
    """Section six of reports that have to tell of fees; None where it was not found."""
    if not _fees_due(case):
        return ()
    section = next((s for s in case.report.sections if s.number == 6), None)
    if section is None:
        return None
    return tuple(Paragraph(n, normalized(p)) for n, p in enumerate(section.paragraphs, 1))


def _among_charges(case: Case, paragraph: Paragraph, fee: Quantity) -> Iterator[Outcome]:
    passage = paragraph.passage(fee.start)
    charges = case.value(_CHARGES) if _CHARGES in case.cells else None
    if charges is None:
        known = (_CHARGES,) if _CHARGES in case.cells else ()
        yield NotAssessed(FeesUncheckable(passage=passage), known)
    elif _amount(fee) > Decimal(charges) + _half_place(charges):
        facts = FeesAboveCharges(passage=passage, charges=figure(case, _CHARGES))
        sentence = sentence_at(paragraph.text, fee.start)
        yield Violated(facts, (_CHARGES,), rests_on=(sentence, fee.number))


def _amount(fee: Quantity) -> Decimal:
    """An amount of money in 万元."""
    return in_wan(fee.number, UNITS[fee.unit])


def _half_place(amount: Number) -> Decimal:
    exponent = Decimal(amount).as_tuple().exponent
    if not isinstance(exponent, int) or exponent >= 0:
        return _ROUNDING
    return Decimal(5).scaleb(exponent - 1)
