"""A report whose words, or whose whole file, are those of another organ or of another year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from gouji.facts.base import Excerpt
from gouji.facts.office import (
    EarlierNarrativeCopied,
    HandedIn,
    NarrativeShared,
    NarrativesOutdated,
    ParagraphsShared,
    SameAsAnother,
    SharedParagraph,
)
from gouji.facts.reasons import NoNarrative
from gouji.judging.case import SeasonCase
from gouji.judging.entries import missing
from gouji.judging.peers import Peers, compared, is_outdated, shared_sentence
from gouji.judging.rule import (
    LOCAL_ASSESSMENT,
    LOCAL_NOTICE,
    NOTICE_2021,
    PRACTICE,
    NotAssessed,
    Outcome,
    Violated,
    rule,
)
from gouji.judging.text.copying import LIKE
from gouji.organs import is_same
from gouji.report import Number
from gouji.season.sketch import Likeness, Sketch, unpacked
from gouji.verdict import Threshold

OTHERS: Final = "本单位收到的其他报告"
_EARLIER: Final = "本机关更早年度的报告"
_SHOWN: Final = 3
_NAMED: Final = 20  # organs: where an office gives a template all have it, and each verdict would name all others
# An estimate is believed where the threshold is two standard errors away: it errs once in forty times.
_ERRORS: Final = 2
_SHARE: Final = Threshold(LIKE, Decimal("0.7"), 1, "文字相同的比例")

_Like = tuple[Likeness, Sketch]


@rule(
    "XY-07",
    "与其他单位雷同",
    "文字不与其他机关同年度的报告雷同。",
    "warning",
    basis=(NOTICE_2021, LOCAL_ASSESSMENT, LOCAL_NOTICE),
    needs=OTHERS,
    threshold=_SHARE,
)
def copied_from_others(case: SeasonCase) -> Iterator[Outcome]:
    """The narrative is not another organ's."""
    own, peers = case.sketch, case.peers
    if peers is None:
        yield NotAssessed(missing(case, "others"))
    elif own.narrative is None:
        yield NotAssessed(NoNarrative(what="others"))
    else:
        limit = copied_from_others.limit(case)
        like = sorted(peers.like(own, float(limit), _ERRORS), key=_likest)
        found = _narrative_of(own, like, limit) or _paragraphs_of(own, peers)
        if found:
            yield found
        if outdated := peers.outdated_beside(own) + is_outdated(own):
            yield NotAssessed(NarrativesOutdated(reports=outdated))


def _narrative_of(own: Sketch, like: Sequence[_Like], limit: Number) -> Violated | None:
    """The whole narrative as others have it, too."""
    like = [(found, other) for found, other in like if _may_be_past(found, limit)]
    if not like:
        return None
    found, other = like[0]
    sentence, ours = _sentence(own, other)
    facts = NarrativeShared(
        organs=tuple(one.organ for _, one in like[:_NAMED]),
        percent=round(found.share * 100),
        ours=ours,
        near=not _is_past(found, limit),
        more=len(like[_NAMED:]),
    )
    rests_on = (other.organ or "", sentence)
    return Violated(facts, rests_on=rests_on, severity="note" if facts.near else None)


def _paragraphs_of(own: Sketch, peers: Peers) -> Violated | None:
    """Paragraphs that others have word for word."""
    if own.narrative is None:
        return None
    same = sorted(peers.sharing(own), key=lambda one: (one[0], one[1].organ or ""))
    if not same:
        return None
    excerpts = own.narrative.paragraph_excerpts
    told = [(n, other) for n, other in same if n < len(excerpts)]
    organs = tuple(dict.fromkeys(other.organ for _, other in same))
    facts = ParagraphsShared(
        organs=organs[:_NAMED],
        more=len(organs[_NAMED:]),
        count=len({n for n, _ in same}),
        paragraphs=tuple(SharedParagraph(other.organ, excerpts[n]) for n, other in told[:_SHOWN]),
    )
    first = same[0][1]
    # However a document breaks its paragraphs, the longest sentence of what is copied stays the same.
    sentence, _ = _sentence(own, first)
    return Violated(facts, rests_on=(first.organ or "", sentence), severity="note")


@rule(
    "XY-09",
    "与更早年度雷同",
    "文字不与本机关更早年度（上年度以前）的报告雷同。",
    "warning",
    basis=(NOTICE_2021, PRACTICE),
    needs=_EARLIER,
    threshold=_SHARE,
)
def copied_from_earlier(case: SeasonCase) -> Iterator[Outcome]:
    """The narrative is none of an earlier year; of last year's another rule tells, that has its text."""
    own, earlier = case.sketch, case.context.earlier
    if earlier is None:
        yield NotAssessed(missing(case, "earlier"))
        return
    if own.narrative is None:
        yield NotAssessed(NoNarrative(what="earlier"))
        return
    limit = copied_from_earlier.limit(case)
    older = [s for s in earlier if own.year and s.year and s.year < own.year - 1]
    like = [(found, s) for s in older if (found := compared(own, s)) and _may_be_past(found, limit)]
    if like:
        yield _of_earlier(own, sorted(like, key=_likest), limit)
    if outdated := sum(map(is_outdated, older)):
        yield NotAssessed(NarrativesOutdated(reports=outdated))


def _of_earlier(own: Sketch, like: Sequence[_Like], limit: Number) -> Violated:
    found, then = like[0]
    sentence, ours = _sentence(own, then)
    facts = EarlierNarrativeCopied(
        years=tuple(s.year for _, s in like if s.year),
        percent=round(found.share * 100),
        ours=ours,
        near=not _is_past(found, limit),
    )
    rests_on = (then.year or 0, sentence)
    return Violated(facts, rests_on=rests_on, severity="note" if facts.near else None)


@rule(
    "XY-10",
    "报送了另一份文件",
    "报送的文件不是其他机关或其他年度的报告（逐字节相同，或者各格和文字全部相同）。",
    "error",
    basis=(PRACTICE,),
    needs=OTHERS,
)
def another_file(case: SeasonCase) -> Iterator[Outcome]:
    """The file is no other organ's and no other year's."""
    own = case.sketch
    years = [s for s in case.context.earlier or () if s.year != own.year and _are_same(own, s)]
    known = [peers for peers in (case.peers, case.last) if peers]
    same = {(s.organ, s.year): s for s in (*(s for p in known for s in p.same(own)), *years)}
    if same:
        found = sorted(same.values(), key=lambda s: (-(s.year or 0), s.organ or ""))
        by_bytes = all(own.file is not None and s.file == own.file for s in found)
        facts = SameAsAnother(
            reports=tuple(HandedIn(s.organ, s.year) for s in found),
            same="file" if by_bytes else "content",
            ours=_belongs(case, own) and not any(_belongs(case, s) for s in found),
        )
        what = own.content or own.file or ""
        yield Violated(facts, rests_on=(what,), severity="note" if facts.ours else None)
    if case.peers is None:
        yield NotAssessed(missing(case, "others"))


def _are_same(one: Sketch, other: Sketch) -> bool:
    pairs = ((one.file, other.file), (one.content, other.content))
    return any(ours is not None and ours == theirs for ours, theirs in pairs)


def _belongs(case: SeasonCase, sketch: Sketch) -> bool:
    """Whether a report says that it is of the organ and year under which it was handed in."""
    organ, printed = sketch.organ, sketch.printed_organ
    if printed is None or sketch.printed_year != sketch.year:
        return False
    return case.names.are_one(organ, printed) or is_same(printed, organ or printed)


def _sentence(own: Sketch, other: Sketch) -> tuple[str, Excerpt | None]:
    """The longest sentence that both have: a digest of it, and how this report prints it, if that was kept."""
    n = shared_sentence(own, other)
    if n is None or own.narrative is None:
        return "", None
    excerpts = own.narrative.sentence_excerpts
    digest = f"{unpacked(own.narrative).sentences[n]:016x}"
    return digest, excerpts[n] if n < len(excerpts) else None


def _likest(like: _Like) -> tuple[float, str, int]:
    found, other = like
    return -found.share, other.organ or "", -(other.year or 0)


def _is_past(found: Likeness, limit: Number) -> bool:
    return found.share - _ERRORS * found.error >= float(limit)


def _may_be_past(found: Likeness, limit: Number) -> bool:
    return found.share + _ERRORS * found.error >= float(limit)
