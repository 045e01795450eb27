"""The text of section six → the fees that it says were received, and amounts without a unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from gouji.judging.text.lexicon.fees import FEE, NOT_RECEIVED, RECEIVED, WITHOUT_UNIT
from gouji.judging.text.quantities import MONEY, Quantity, quantities
from gouji.text import lazy_pattern

_CLAUSE: Final = lazy_pattern(r"[^。;]+")
_PHRASE: Final = lazy_pattern(r"[,、(]")
_OTHER_TIME: Final = lazy_pattern("上一?年|去年|累计|历年|以来")
_PART: Final = lazy_pattern("其中|含")
_OF_NOTICES: Final = lazy_pattern("通知")
_ASKED: Final = lazy_pattern("应收|通知书?[^,]{0,8}金额|金额[^,]{0,4}通知")
_AMOUNT: Final = lazy_pattern("金额|合计|共计?|费用?$")
_BACK: Final = 100  # characters before an amount in which it is said what it is
_NEAR: Final = 500  # characters on either side of a place in which its sentence begins and ends


def fees_named(paragraph: str) -> bool:
    """Whether a normalized paragraph names the fee."""
    return FEE.occur(paragraph)


def fees_received(paragraph: str) -> Iterator[Quantity]:
    """The amounts of money that are said to have been received as 信息处理费."""
    for clause in _CLAUSE.finditer(paragraph):
        if FEE.occur(clause[0]):
            for amount in _received(clause[0]):
                start, end = clause.start() + amount.start, clause.start() + amount.end
                yield replace(amount, start=start, end=end)


def _received(clause: str) -> Iterator[Quantity]:
    for amount in quantities(clause):
        phrase = _PHRASE.split(clause[max(amount.start - _BACK, 0) : amount.start])[-1]
        if amount.unit not in MONEY or NOT_RECEIVED.occur(phrase):
            continue
        if RECEIVED.occur(phrase) or FEE.occur(phrase):
            yield amount


_What = Literal["notices", "notified", "received"]


class Tally(Struct, frozen=True):
    """What a paragraph says of notices, of the amount that they ask for and of what was received, as far as it does.

    `start`: where the first of them stands. Of several that differ none is known.
    """

    notices: int | None = None
    notified: Quantity | None = None
    received: Quantity | None = None
    start: int = 0


def tally_of(paragraph: str) -> Tally:
    """The notices and amounts of a normalized paragraph; parts, sums over years and other years' do not count."""
    found: dict[_What, list[Quantity]] = {"notices": [], "notified": [], "received": []}
    for clause in _CLAUSE.finditer(paragraph):
        if not FEE.occur(clause[0]) or _OTHER_TIME.search(clause[0]):
            continue
        for amount in quantities(clause[0]):
            before = _PHRASE.split(clause[0][max(amount.start - _BACK, 0) : amount.start])[-1]
            what = _what(amount, before, behind_notices=bool(found["notices"]))
            if what and amount.exact and not _PART.search(before):
                start, end = clause.start() + amount.start, clause.start() + amount.end
                found[what].append(replace(amount, start=start, end=end))
    count = _only(found["notices"])
    return Tally(
        count.number if count and isinstance(count.number, int) else None,
        _only(found["notified"]),
        _only(found["received"]),
        min((q.start for own in found.values() for q in own), default=0),
    )


def _what(amount: Quantity, before: str, *, behind_notices: bool) -> _What | None:
    """What a number is of, by the words before it; an amount behind the notices is that for which they ask."""
    if amount.unit not in MONEY:
        return "notices" if _OF_NOTICES.search(before) else None
    if _ASKED.search(before):
        return "notified"
    if RECEIVED.occur(before):
        return None if NOT_RECEIVED.occur(before) else "received"
    return "notified" if behind_notices and _AMOUNT.search(before) else None


def _only(found: Sequence[Quantity]) -> Quantity | None:
    return found[0] if len({(q.number, q.unit) for q in found}) == 1 else None


def way_of(paragraph: str, at: int) -> Literal["pieces", "volume"] | None:
    """How the sentence of a place says that fees are counted; None where it does not, or says both."""
    said = sentence_at(paragraph, at)
    pieces, volume = "按件" in said, "按量" in said
    if pieces == volume:
        return None
    return "pieces" if pieces else "volume"


def without_unit(paragraph: str) -> Iterator[int]:
    """Where amounts stand that have no unit."""
    for found in WITHOUT_UNIT.each(paragraph):
        yield found.match.start("number")


def sentence_at(paragraph: str, at: int) -> str:
    """The sentence in which a place stands."""
    low, high = max(at - _NEAR, 0), min(at + _NEAR, len(paragraph))
    start, end = paragraph.rfind("。", low, at), paragraph.find("。", at, high)
    return paragraph[start + 1 if start >= 0 else low : end if end >= 0 else high]
