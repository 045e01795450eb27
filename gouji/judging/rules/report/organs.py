"""How the organ speaks of itself: its names, its signature, and whose figures it reports."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from gouji.facts.base import Excerpt
from gouji.facts.organs import End, OrgansDiffer, RegionCounted, SelfNamedOddly, Unsigned
from gouji.facts.reasons import NoOrgan, Recognised
from gouji.judging.case import Case
from gouji.judging.rule import (
    DEFINITION,
    LOCAL_NOTICE,
    PUBLISHED,
    NotAssessed,
    Outcome,
    Violated,
    rule,
)
from gouji.judging.text import prose
from gouji.organs import may_be_same
from gouji.report import Report, Source
from gouji.text import lazy_pattern

# What organs call themselves by. 办 stands within other words (申办, 经办) and counts only in an office's name.
_KINDS: Final = ("局", "办", "委", "厅", "中心", "街道", "镇", "乡")
_SELF: Final = lazy_pattern(
    r"[我本](?<!自.)(局|办|委|厅|中心|街道|镇|乡)(?!法|托|派|员|限|级|理|实事|成|好)"
)
_QUOTED: Final = lazy_pattern(r"“[^”]{0,200}”|《[^》]{0,200}》", needs="“ 《")
# 中心 alone is the organ itself only where nothing else in the paragraph is called so.
_CENTRE: Final = lazy_pattern(
    r"中心(?:(?<=^中心)|(?<=[,。;:!?]中心))(?:将|继续|认真|高度|始终|坚持|严格|积极|全面)",
    needs="中心",
)
_NAMED_CENTRE: Final = lazy_pattern(r"[\u4e00-\u9fff]{2}中心")
_NAMES_OF_OFFICES: Final = lazy_pattern(r"办[\u4e00-\u9fff]?$|办公室|办公厅|办事处")
# Figures of a whole region, or of its own level of offices, in the report of one organ.
_REGION: Final = lazy_pattern(
    r"(?<![在居列对向为占])(全省|全市|全县|全区|全镇|全旗|全州|我省|我市|我县|我区|我旗|我州|[省市县区]本级)(?!直|级|重点|域)([^,。;:!?\n]{0,24}?)"
    r"((?:办件|业务|受理|访问|发布|公开|办理|申请|处理)(?:总)?(?:量|数|总数|件数)|收到|受理|主动公开|公开|发布|办结|答复)"
    r"[^,。;:!?\n]{0,24}?\d[\d,.]*\s*(?:余|多)?(?:万|亿)?(?:余|多)?(?:件|条|份|篇)",
    needs="全省 全市 全县 全区 全镇 全旗 全州 我省 我市 我县 我区 我旗 我州 本级",
)
_OF_OTHERS: Final = lazy_pattern(
    r"^[^,。;:!?\n]{0,6}(?:政府网站|门户网站|平台|系统|公众号|培训|会议)"
)


class _Self(NamedTuple):
    """What an organ calls itself, and where it does."""

    own: str
    excerpt: Excerpt
    sentence: str


@rule(
    "ORG-02",
    "机关自称前后一致",
    "标题、正文、落款和文件名指的是同一个机关。",
    "warning",
    basis=(DEFINITION,),
)
def one_organ(case: Case) -> Iterator[Outcome]:
    """The sources name one organ, in full or in short, and it calls itself what it is: no 中心 in an office's report.

    Only the text is left aside where it was recognised.
    """
    organ = case.report.organ
    if organ is None:
        yield NotAssessed(NoOrgan(what="sources"))
    else:
        yield from _other_organs(case.report, organ)
    if case.report.recognised:
        yield NotAssessed(Recognised())
    elif organ is not None:
        yield from _odd_selves(case.report, organ)


def _other_organs(report: Report, organ: str) -> Iterator[Violated]:
    source: Source = next((n.source for n in report.namings if n.organ == organ), "body")
    for naming in report.namings:
        other = naming.organ
        if other and not may_be_same(organ, other):
            facts = OrgansDiffer(
                organ=organ, source=source, other=other, other_source=naming.source
            )
            yield Violated(facts, rests_on=(organ, naming.source, other))


def _odd_selves(report: Report, organ: str) -> Iterator[Violated]:
    """One finding for each name that the organ gives itself and does not bear."""
    found: dict[str, _Self] = {}
    for paragraph in prose.paragraphs(report):
        for named in _selves(paragraph):
            if not _may_be_called(organ, named.own):
                found.setdefault(named.own, named)
    for named in found.values():
        facts = SelfNamedOddly(organ=organ, own=named.own, excerpt=named.excerpt)
        yield Violated(facts, rests_on=(organ, named.own, named.sentence))


def _selves(paragraph: str) -> Iterator[_Self]:
    said = _QUOTED.sub(lambda match: "□" * len(match[0]), paragraph)
    spots = [(match[1], match.start(), match.end()) for match in _SELF.finditer(said)]
    centre = _CENTRE.search(said)
    if centre and not _NAMED_CENTRE.search(said, 0, centre.start()):
        spots.append(("中心", centre.start(), centre.end()))
    for own, start, end in spots:
        yield _Self(
            own, prose.excerpt(paragraph, start, end), prose.sentence(paragraph, start, end)
        )


def _may_be_called(organ: str, own: str) -> bool:
    """Whether an organ's name holds what it calls itself; a name that tells no kind says nothing against it."""
    if own == "办" and _NAMES_OF_OFFICES.search(organ):
        return True
    return (own in organ and own != "办") or not any(kind in organ for kind in _KINDS)


@rule(
    "ORG-03",
    "落款与日期",
    "有落款和日期。",
    "note",
    basis=(DEFINITION,),
    of_words=True,
)
def signed(case: Case) -> Iterator[Outcome]:
    """The report ends with signature and date."""
    ends: dict[End, str | None] = {
        "signature": case.report.signature,
        "date": case.report.date,
    }
    missing = tuple(name for name, value in ends.items() if value is None)
    if missing:
        yield Violated(Unsigned(missing=missing), rests_on=missing)


@rule(
    "ORG-04",
    "报告口径",
    "报告的口径前后一致：本机关，或全区（县、市）汇总。",
    "note",
    basis=(LOCAL_NOTICE, PUBLISHED),
    of_words=True,
)
def scope(case: Case) -> Iterator[Outcome]:
    """The report of one organ does not give a whole region's figures as if they were its own."""
    organ = case.report.organ
    if organ is None:
        yield NotAssessed(NoOrgan(what="scope"))
        return
    if case.kind in {"government", "township"}:
        return
    for paragraph in prose.paragraphs(case.report):
        match = _REGION.search(paragraph)
        if match and not _OF_OTHERS.match(match[2]):
            excerpt = prose.excerpt(paragraph, match.start(), match.end())
            said = prose.sentence(paragraph, match.start(), match.end())
            facts = RegionCounted(organ=organ, scope=match[1], excerpt=excerpt)
            yield Violated(facts, rests_on=(organ, said))
            return
