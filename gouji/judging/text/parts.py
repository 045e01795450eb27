"""Parts that do not add up: channels and applicants to the received, outcomes to no more, published items to theirs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final

from gouji.judging.text.claims import Claim, Figure, Sentence
from gouji.judging.text.lexicon.shares import EXPLAINED_BY, INCOMPLETE, PARTS_FOLLOW, PUBLISHED_ON
from gouji.judging.text.quantities import Quantity

_FEWEST: Final = 2
_MOST: Final = Decimal("0.75")  # of the whole
_SUFFIX: Final = 2  # characters of the word that names alike parts
_COUNTED: Final = "的有为共计了约达"  # between a name and its number


def amiss(sentence: Sentence, before: Sequence[Figure]) -> Iterator[list[Quantity]]:
    """Parts that do not make up the whole that they are told of, in a sentence or `before` it in its paragraph."""
    yield from _of_requests(sentence, before)
    yield from _first_part(sentence)
    yield from _of_items(sentence)


def _of_requests(sentence: Sentence, before: Sequence[Figure]) -> Iterator[list[Quantity]]:
    own = sentence.figures
    earlier = before if sentence.text.startswith("其中") else ()
    numbers = _wholes((*earlier, *own))
    if not numbers:
        return
    channels = _of_kind(own, "channel")
    applicants = [_of_kind(own, "natural"), _of_kind(own, "legal")]
    if len(channels) > 1 and _total(channels) not in numbers:
        yield channels
    if all(len(each) == 1 for each in applicants) and not _of_kind(own, "applicant"):
        both = [each[0] for each in applicants]
        if _total(both) not in numbers:
            yield both
    ended = [f.quantity for f in own if f.kind == "outcome" and f.claim and _of_all(f.claim)]
    if len(ended) > 1 and _total(ended) > max(numbers):
        yield ended


def _of_all(claim: Claim) -> bool:
    return claim.cells[0][0].endswith(".total")


def _first_part(sentence: Sentence) -> Iterator[list[Quantity]]:
    """What is named first behind 其中 is no more than all that is named before it.

    What was carried in may stand beside the received ones, not among them (另计).
    """
    split = sentence.text.find("其中")
    counted = [f for f in sentence.figures if f.quantity.counts]
    before = [f.quantity for f in counted if f.quantity.start < split]
    first = next((f for f in counted if f.quantity.start > split), None)
    if first is None or not before or {first.quantity.unit} != {q.unit for q in before}:
        return
    if first.kind != "carried_in" and first.quantity.number > max(q.number for q in before):
        yield [first.quantity]


def _wholes(own: Iterable[Figure]) -> set[int]:
    """What parts may add up to: the received, the concluded, what was carried in, received and carried in together."""
    own = tuple(own)
    carried = {int(q.number) for q in _of_kind(own, "carried_in")}
    wholes = {int(q.number) for kind in ("new", "concluded") for q in _of_kind(own, kind)}
    return wholes | carried | {whole + more for whole in wholes for more in carried}


def _of_kind(own: Iterable[Figure], kind: str) -> list[Quantity]:
    return [f.quantity for f in own if f.kind == kind and f.quantity.counts]


def _total(parts: Iterable[Quantity]) -> int:
    return sum(int(q.number) for q in parts)


def _of_items(sentence: Sentence) -> Iterator[list[Quantity]]:
    """主动公开信息500条，其中网站公开300条、微信公开150条: alike parts, which leave no other one open."""
    figures = [figure for figure in sentence.figures if figure.quantity.counts]
    split = PARTS_FOLLOW.first(sentence.text)
    if (
        split is None
        or len(figures) <= _FEWEST
        or any(figure.kind not in {None, "channel"} for figure in figures)
    ):
        return
    start, end = split.match.span()
    before = [f.quantity for f in figures if f.quantity.end <= start]
    parts = [f.quantity for f in figures if f.quantity.start >= end]
    if not before or len(parts) < _FEWEST or INCOMPLETE.occur(sentence.text, start):
        return
    whole, total = before[-1], _total(parts)
    if start - whole.end > 1 or {part.unit for part in parts} != {whole.unit}:
        return
    # Much less is told of the chief parts only.
    if (
        total != whole.number
        and total >= _MOST * whole.number
        and _are_alike(sentence.text, end, parts)
    ):
        yield parts


def _are_alike(text: str, start: int, parts: Sequence[Quantity]) -> bool:
    """Whether all parts are named by one word (公文类, 动态类), or by words of one family (网站, 公众号)."""
    starts = (start, *(part.end for part in parts))
    names = [text[left : part.start] for left, part in zip(starts, parts, strict=False)]
    if any(all(family.occur(name) for name in names) for family in (PUBLISHED_ON, EXPLAINED_BY)):
        return True
    ends = {name.rstrip(_COUNTED)[-_SUFFIX:] for name in names}
    return len(ends) == 1 or all(end.endswith("类") for end in ends)
