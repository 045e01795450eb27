"""How the organ speaks of itself: its name for itself, its signature, and whose figures it reports."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from gouji.judging.case import Case, Check, Outcome, finding, unassessed
from gouji.judging.text import prose

# What organs call themselves by. 办 stands within other words (申办, 经办) and counts only in an office's name.
_KINDS: Final = ("局", "办", "委", "厅", "中心", "街道", "镇", "乡")
_SELF: Final = re.compile(
    r"(?<!自)[我本](局|办|委|厅|中心|街道|镇|乡)(?!法|托|派|员|限|级|理|实事|成|好)"
)
_QUOTED: Final = re.compile(r"“[^”]{0,200}”|《[^》]{0,200}》")
# 中心 alone is the organ itself only where nothing else in the paragraph is called so.
_CENTRE: Final = re.compile(r"(?:^|[,。;:!?])中心(?:将|继续|认真|高度|始终|坚持|严格|积极|全面)")
_NAMED_CENTRE: Final = re.compile(r"[\u4e00-\u9fff]{2}中心")
_NAMES_OF_OFFICES: Final = re.compile(r"办[\u4e00-\u9fff]?$|办公室|办公厅|办事处")
# Figures of a whole region, or of its own level of offices, in the report of one organ.
_REGION: Final = re.compile(
    r"(?<![在居列对向为占])(全[省市县区镇旗州]|我[省市县区旗州]|[省市县区]本级)(?!直|级|重点|域)([^,。;:!?\n]{0,24}?)"
    r"((?:办件|业务|受理|访问|发布|公开|办理|申请|处理)(?:总)?(?:量|数|总数|件数)|收到|受理|主动公开|公开|发布|办结|答复)"
    r"[^,。;:!?\n]{0,24}?\d[\d,.]*\s*(?:余|多)?(?:万|亿)?(?:余|多)?(?:件|条|份|篇)"
)
_OF_OTHERS: Final = re.compile(
    r"^[^,。;:!?\n]{0,6}(?:政府网站|门户网站|平台|系统|公众号|培训|会议)"
)


@prose.wording("ORG-02")
def check_self_references(case: Case) -> Iterator[Outcome]:
    """ORG-02: the organ calls itself what it is: no 中心 in an office's report."""
    organ = case.report.organ
    if organ is None:
        return  # said where the sources are compared
    found: dict[str, str] = {}
    for _, paragraphs in prose.parts(case.report):
        for paragraph in paragraphs:
            for own, shown in _selves(paragraph):
                if not _may_be_called(organ, own):
                    found.setdefault(own, shown)
    for own, shown in found.items():
        message = (
            f"报告的机关是“{organ}”，正文却自称“{own}”（{shown}），请核对是否照搬了别的材料，"
            "并统一自称。"
        )
        yield finding("ORG-02", (), message)


def _selves(paragraph: str) -> Iterator[tuple[str, str]]:
    said = _QUOTED.sub(lambda match: "□" * len(match[0]), paragraph)
    for match in _SELF.finditer(said):
        yield match[1], prose.quote(paragraph, match.start(), match.end())
    centre = _CENTRE.search(said)
    if centre and not _NAMED_CENTRE.search(said, 0, centre.start()):
        yield "中心", prose.quote(paragraph, centre.start() + 1, centre.end())


def _may_be_called(organ: str, own: str) -> bool:
    """Whether an organ's name holds what it calls itself; a name that tells no kind says nothing against it."""
    if own == "办" and _NAMES_OF_OFFICES.search(organ):
        return True
    return (own in organ and own != "办") or not any(kind in organ for kind in _KINDS)


@prose.wording("ORG-03")
def check_signed(case: Case) -> Iterator[Outcome]:
    """ORG-03: the report ends with signature and date."""
    lacking = [
        name
        for name, value in (("落款", case.report.signature), ("日期", case.report.date))
        if value is None
    ]
    if lacking:
        yield finding("ORG-03", (), f"报告末尾没有找到{'和'.join(lacking)}，请补上。")


@prose.wording("ORG-04")
def check_scope(case: Case) -> Iterator[Outcome]:
    """ORG-04: the report of one organ does not give a whole region's figures as if they were its own."""
    kind = prose.kind_of_organ(case)
    if case.report.organ is None:
        yield unassessed("ORG-04", "没有找到机关名称，无法核对报告口径。")
        return
    if kind == "government":
        return
    for _, paragraphs in prose.parts(case.report):
        for paragraph in paragraphs:
            match = _REGION.search(paragraph)
            if match and not _OF_OTHERS.match(match[2]):
                shown = prose.quote(paragraph, match.start(), match.end())
                message = (
                    f"报告的机关是“{case.report.organ}”，正文却写了“{match[1]}”的数据（{shown}），"
                    "请写明报告口径是本机关还是汇总，并前后一致。"
                )
                yield finding("ORG-04", (), message)
                return


CHECKS: Final[tuple[Check, ...]] = (check_self_references, check_signed, check_scope)
