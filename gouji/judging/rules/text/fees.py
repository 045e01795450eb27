"""Fees for handling information: whether section six agrees with itself and with the tariff."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from gouji.facts.narrative import FeeOffTariff, FeesByPiecesOfFew, FeesContradict
from gouji.judging.case import Case
from gouji.judging.rule import DEFINITION, FEES, NEW, NotAssessed, Outcome, Violated, rule
from gouji.judging.rules.text.narrative import Paragraph, section_six
from gouji.judging.text.fees import Tally, fees_received, sentence_at, tally_of, way_of
from gouji.judging.text.quantities import Quantity
from gouji.judging.values import figure, no_numbers
from gouji.money import UNITS, in_wan
from gouji.report import Number

_REQUESTS: Final = "t3.new_received.total"
_FREE: Final = 10  # requests of one applicant in a month
# In 元. By pieces 100, 200 and so on each; by volume 10, 20 or 40 a page.
_STEPS: Final = {"pieces": 100, "volume": 10, None: 10}
_YUAN: Final = 10_000  # in 万元


@rule(
    "FEE-04",
    "信息处理费与收费标准相符",
    "按件计收的，金额是100元的整数倍，且同一申请人一个月内申请超过10件；按量计收的，是10元的整数倍。",
    "note",
    forms=NEW,
    basis=(FEES,),
)
def fees_by_tariff(case: Case) -> Iterator[Outcome]:
    """What was received may come about by the tariff."""
    for paragraph in section_six(case) or ():
        for fee in fees_received(paragraph.text):
            amount = _yuan(fee)
            if amount > 0 and fee.exact:
                yield from _by_tariff(case, paragraph, fee, amount)


def _by_tariff(
    case: Case, paragraph: Paragraph, fee: Quantity, amount: Decimal
) -> Iterator[Outcome]:
    passage, way = paragraph.passage(fee.start), way_of(paragraph.text, fee.start)
    rests_on = (sentence_at(paragraph.text, fee.start),)
    if amount % _STEPS[way]:
        facts = FeeOffTariff(passage=passage, way=way, step=_STEPS[way])
        yield Violated(facts, rests_on=rests_on)
    if way != "pieces":
        return
    requests = case.value(_REQUESTS)
    if requests is None:
        yield NotAssessed(no_numbers(case, (_REQUESTS,)), (_REQUESTS,))
    elif requests <= _FREE:
        few = FeesByPiecesOfFew(passage=passage, requests=figure(case, _REQUESTS))
        yield Violated(few, (_REQUESTS,), rests_on)


@rule(
    "FEE-05",
    "信息处理费各数相互一致",
    "实际收取的金额不多于通知的金额；没有发出收费通知就没有金额，发出了就有金额。",
    "warning",
    forms=NEW,
    basis=(DEFINITION,),
)
def fees_agree(case: Case) -> Iterator[Outcome]:
    """Notices, the amount of which they ask, and what was received do not contradict each other."""
    for paragraph in section_six(case) or ():
        told = tally_of(paragraph.text)
        if _contradicts(told):
            facts = FeesContradict(
                passage=paragraph.passage(told.start),
                notices=told.notices,
                notified=_of(told.notified),
                received=_of(told.received),
            )
            yield Violated(facts, rests_on=(sentence_at(paragraph.text, told.start),))


def _contradicts(told: Tally) -> bool:
    notified, received = _of(told.notified), _of(told.received)
    if notified is not None and received is not None and received > notified:
        return True
    if told.notices == 0:
        return bool(notified or received)
    return bool(told.notices) and notified == 0


def _of(fee: Quantity | None) -> Number | None:
    """An amount in 元."""
    return None if fee is None else _yuan(fee)


def _yuan(fee: Quantity) -> Decimal:
    amount = in_wan(fee.number, UNITS[fee.unit]) * _YUAN
    return Decimal(amount).normalize()
