"""What an office may demand of section one beyond the form: its length, and figures on certain topics."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from gouji.facts.content import FiguresUnstated, OverviewTooLong, Topic
from gouji.facts.reasons import NoSection
from gouji.judging.case import Case
from gouji.judging.rule import LOCAL_NOTICE, NEW, Measured, NotAssessed, Outcome, Violated, rule
from gouji.judging.text import prose
from gouji.text import lazy_pattern, squeezed
from gouji.verdict import Threshold

_TOPICS: Final[Mapping[Topic, re.Pattern[str]]] = {
    "channels": lazy_pattern(
        "网站|公众号|微信|微博|新媒体|公报|公开栏|公示栏|报刊|广播|电视|渠道|主动公开.{0,10}信息"
    ),
    "interpretation": lazy_pattern("解读"),
    "key_fields": lazy_pattern("重点领域|重点信息|预决算|财政信息|民生|重大(?:建设)?项目|公共资源"),
    "normative_documents": lazy_pattern("规范性文件"),
    "platforms": lazy_pattern("平台|网站|专栏|专区|栏目|账号|客户端|小程序"),
    "reading_points": lazy_pattern("查阅(?:点|场所|中心|室|区|窗口)|查阅服务"),
}
_NONE: Final = lazy_pattern("没有|未|无|不涉及")
# 一 alone counts nothing (一个 and 一次 are turns of speech).
_COUNTED: Final = lazy_pattern(
    r"(?<![第\d])(?:\d[\d,.]{0,12}|[两二三四五六七八九十百千][一二三四五六七八九十百千零]{0,6})(?:余|多|几)?万?(?:余|多)?"
    "[篇期场家处条件次个项份人部例宗块台类则幅组张封](?!月)"
)
_SENTENCE: Final = lazy_pattern("[。;\n]")


@rule(
    "FMT-16",
    "总体情况篇幅",
    "总体情况的篇幅不超过规定的字数。",
    "note",
    forms=NEW,
    basis=(LOCAL_NOTICE,),
    of_words=True,
    default="off",
    threshold=Threshold(1000, 100, 20_000, "篇幅", "字"),
)
def overview_length(case: Case) -> Iterator[Outcome]:
    """Section one has no more characters than the office's limit; spaces do not count."""
    if case.table("t2").format_version not in NEW:
        return
    if prose.section(case.report, 1) is None:
        yield NotAssessed(NoSection(section=1))
        return
    length, most = len(squeezed(prose.text(case.report, 1))), overview_length.limit(case)
    yield Measured(length)
    if length > most:
        yield Violated(OverviewTooLong(characters=length, most=most), rests_on=(length,))


@rule(
    "CON-05",
    "应写明的数据齐全",
    "总体情况写明要求的各项数据（公开渠道、政策解读、重点领域、规范性文件、平台、查阅点，可以设置）。",
    "warning",
    forms=NEW,
    basis=(LOCAL_NOTICE,),
    of_words=True,
    default="off",
)
def figures_stated(case: Case) -> Iterator[Outcome]:
    """Each topic that the office demands has a number in a sentence of section one, or is said to be none."""
    if case.table("t2").format_version not in NEW:
        return
    if prose.section(case.report, 1) is None:
        yield NotAssessed(NoSection(section=1))
        return
    told = [s for s in _SENTENCE.split(squeezed_lines(case)) if _is_counted(s)]
    missing = tuple(
        topic
        for topic in case.context.settings.topics
        if not any(_TOPICS[topic].search(sentence) for sentence in told)
    )
    if missing:
        yield Violated(FiguresUnstated(missing=missing), rests_on=missing)


def squeezed_lines(case: Case) -> str:
    """The paragraphs of section one without spaces, a line each."""
    return "\n".join(squeezed(paragraph) for paragraph in prose.section(case.report, 1) or ())


def _is_counted(sentence: str) -> bool:
    """Whether a sentence has a number of something, or says that there is none."""
    return bool(_NONE.search(sentence) or _COUNTED.search(sentence))
