"""Citations of the Regulations and of the two notices on the format: their titles and document numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from gouji.facts.base import Excerpt
from gouji.facts.citations import CitationWrong, Cited
from gouji.form import format_version_of
from gouji.judging.case import Case
from gouji.judging.rule import NOTICE_2021, OLD, Outcome, Violated, rule
from gouji.judging.text import prose
from gouji.text import lazy_pattern, squeezed

# A citation: the title in its marks, perhaps with another in it, and the number that follows at once.
_TITLED: Final = lazy_pattern(
    r"《(?P<title>[^《》]{0,60}(?:《[^《》]{1,60}》[^《》]{0,60})?)》"
    r"(?P<behind>(?:\([^()]{0,20}\))?[(,]?[^,。;()《》]{0,32})"
)
_NUMBER: Final = lazy_pattern(
    r"(?P<prefix>国办[\u4e00-\u9fff]{0,6})[〔\[【(〖]?(?P<year>20\d\d)年?[〕\]】)〗]?第?0{0,2}(?P<number>\d{1,4})号",
    needs="国办",
)
_DECREE: Final = lazy_pattern(r"国务?院?令\(?第?(\d{1,4})号", needs="令")
_BARE: Final = lazy_pattern(
    r"中.人民共和国[\u4e00-\u9fff]{2,10}公开[\u4e00-\u9fff]{0,2}条[例列]", needs="人民共和国"
)
_MARKS: Final = lazy_pattern(
    r"[《》〈〉<>“”\"'‘’、,\s]|\(\d{0,4}年?(?:修订|修正).{0,3}\)|\(以下简称.{0,12}\)"
)
_NEXT: Final = lazy_pattern("[《。;]")
_REPORTS: Final = lazy_pattern("年度.{0,2}报告|年报")
_GAP: Final = 6  # characters between a title and its number
_PHRASE: Final = lazy_pattern("[,。;]")
_NEAR: Final = 40  # characters on either side of a number in which it is said what it is about
_DECREED: Final = "711"

_OFFICE: Final = "(?:国务院办公厅(?:政府信息与政务公开办公室)?)?"
_TITLES: Final[Mapping[Cited, re.Pattern[str]]] = {
    "regulations": lazy_pattern("(?:中华人民共和国)?政府信息公开条例"),
    "format": lazy_pattern(
        f"{_OFFICE}(?:关于)?(?:印发)?(?:修订后的)?(?:中华人民共和国)?政府信息公开工作年度报告格式"
        r"(?:\(试行\))?(?:的?通知)?"
    ),
    "matters": lazy_pattern(f"{_OFFICE}(?:关于)?政府信息公开工作年度报告有关事项的?通知"),
}
# What is meant for one of these, slips and all; other places' own rules and notices are none.
_MEANT: Final[Mapping[Cited, re.Pattern[str]]] = {
    "regulations": lazy_pattern(
        r"(?:(?:中.)?人民共和国?)?(?:政[府务])?(?:政[府务])?信息?公开(?:工作|信息)?条[例列]|(?:中.人民共和国)?政务公开条例"
    ),
    "format": lazy_pattern(
        r"(?:国务院|国办|中.人民共和国|关于印发|印发|政[府务]信息公开).{0,50}年度.{0,4}报告.{0,3}(?:格式|格试|样式)(?:\(试行\))?(?:的?通知)?"
    ),
    "matters": lazy_pattern(
        r"(?:国务院|国办|关于|政[府务]信息公开).{0,40}年度.{0,4}报告.{0,4}事[项宜]的?通知"
    ),
}
_NUMBERS: Final[Mapping[Cited, tuple[str, str, str]]] = {
    "format": ("国办公开办函", "2021", "30"),
    "matters": ("国办公开办函", "2019", "60"),
}


class _Wrong(NamedTuple):
    cited: Cited
    what: str
    said: str


@rule(
    "REF-01",
    "引用文件名称与文号正确",
    "引用条例和两个格式通知的，名称和文号正确。",
    "warning",
    basis=(NOTICE_2021,),
    of_words=True,
)
def citations(case: Case) -> Iterator[Outcome]:
    """Title and number of the Regulations and of the two notices, where they are cited; each slip once."""
    seen: set[_Wrong] = set()
    for section, paragraphs in prose.parts(case.report):
        text = squeezed("".join(paragraphs))
        for wrong in (*_wrong_titled(case, text), *_wrong_alone(text)):
            if wrong in seen:
                continue
            seen.add(wrong)
            facts = CitationWrong(
                section=section,
                cited=wrong.cited,
                what="title" if wrong.what == "title" else "number",
                excerpt=Excerpt(wrong.said),
            )
            yield Violated(facts, rests_on=(wrong.said,))


def _wrong_titled(case: Case, text: str) -> Iterator[_Wrong]:
    """Slips in titles that stand in their marks, and in the numbers behind them."""
    for match in _TITLED.finditer(text):
        title = _MARKS.sub("", match["title"])
        cited = next((name for name, meant in _MEANT.items() if meant.fullmatch(title)), None)
        if cited is None:
            continue
        if not _TITLES[cited].fullmatch(title):
            yield _Wrong(cited, "title", match["title"])
        behind = match["behind"]
        if cited == "regulations":
            start = match.end("title") + 1
            yield from _wrong_decree(_NEXT.split(text[start : start + _NEAR])[0])
        elif number := _NUMBER.search(behind):
            on_trial = "试行" in title or format_version_of(case.report.year) in OLD
            right = [_NUMBERS[cited], *([_NUMBERS["matters"]] if on_trial else [])]
            if number.groups() not in right:
                yield _Wrong(cited, "number", number[0])


def _wrong_decree(behind: str) -> Iterator[_Wrong]:
    """The number of the decree, of which the first and the one in force may both be named."""
    decrees = _DECREE.findall(behind)
    if decrees and _DECREED not in decrees:
        found = _DECREE.search(behind)
        yield _Wrong("regulations", "number", found[0] if found else "")


def _wrong_alone(text: str) -> Iterator[_Wrong]:
    """The Regulations without marks; numbers of a notice on annual reports, whatever stands before them."""
    for match in _BARE.finditer(text):
        if (
            not _TITLES["regulations"].fullmatch(match[0])
            and text[match.start() - 1 : match.start()] != "《"
        ):
            yield _Wrong("regulations", "title", match[0])
    for match in _NUMBER.finditer(text):
        if _is_about_reports(text, *match.span()) and match["prefix"].startswith("国办公开"):
            yield from _wrong_number(match)


def _is_about_reports(text: str, start: int, end: int) -> bool:
    """Whether it is said, before a number or behind it in its phrase, that it is about annual reports.

    Of one that follows a title at once, that title says it.
    """
    before = text[max(start - _NEAR, 0) : start]
    said = _REPORTS.search(before.rpartition("》")[2])
    titled = "》" in before[-_GAP:]
    behind = _PHRASE.split(text[end : end + _NEAR])[0]
    return not titled and bool(said or _REPORTS.search(behind))


def _wrong_number(match: re.Match[str]) -> Iterator[_Wrong]:
    if match.groups() not in _NUMBERS.values():
        cited: Cited = "matters" if match["year"] == "2019" else "format"
        yield _Wrong(cited, "number", match[0])
