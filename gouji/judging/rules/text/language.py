"""How the text is written: repeated, outdated, garbled or broken passages, and what is no part of a report."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from gouji.facts.language import (
    DisclosureMarked,
    ForeignWords,
    FurnitureLeft,
    MarkCount,
    MarksUnpaired,
    OldPartsNamed,
    ParagraphRepeated,
    SectionUnfinished,
    TraditionalCharacters,
)
from gouji.facts.reasons import ReadEarlier
from gouji.judging.case import Case
from gouji.judging.rule import DEFINITION, NOTICE_2019, NotAssessed, Outcome, Violated, rule
from gouji.judging.text import prose
from gouji.report import Report
from gouji.text import lazy_pattern, squeezed

_LONG: Final = 25  # characters; what is shorter may well come twice
_SHOWN: Final = 36  # characters of a passage that a message quotes
_OLD_SHOWN: Final = 14  # characters of an old name that a message shows at its end
_LISTED: Final = 3  # lines of boilerplate that a message names
_TRADITIONAL: Final = 0.01  # share of traditional characters from which a text is not simplified
_PUNCTUATION: Final = lazy_pattern(r"[,。;]")
# The parts of reports before 2019. 第五部分 is a part of today's, and 六部分 are right; a congress's report and the
# government's own, the contents of a page and reduced charges are something else.
_OLD: Final = lazy_pattern(
    r"收费(?:及|和|与|、|以及)减免(?!.{0,3}(?:政策|措施|清单|目录|公示|公告|标准|优惠))"
    r"|(?:(?<!大)(?<!政府工作)报告(?!精神|解读)|年报|全文|(?:^|[。,;])(?:主要)?内容)[^。\n]{0,200}?"
    r"(?<!第)[四五七八九45789]个?(?:大)?(?:部分|方面)(?:组成|内容|构成)"
    r"|(?:由|包括|包含|含|分为|分别为|:)\s*[“《]?概述[”》]?\s*[、,]|^[一1]\s*[、.]\s*概述\s*$",
    needs="收费 部分 方面 概述",
)
_WEB: Final = lazy_pattern(
    r"(?:https?|ftp)\s*[:/]+\s*[\w./?=&%#:~ -]+|(?<![\w.+-])[\w.+-]+\s*@\s*[\w-]+(?:\s*\.\s*[\w-]+){0,8}"
    r"|(?<![A-Za-z0-9-])[A-Za-z0-9-]+(?:\s*\.\s*[A-Za-z0-9-]+){0,8}\s*\.\s*(?:cn|com|net|org|gov|edu|html?|shtml|aspx?|jsp|php|pdf|docx?|xlsx?|ofd)\b[\w./?=&%#-]*",
    re.ASCII | re.IGNORECASE,
)
# What is within quotation marks or brackets, and the name of an account.
_QUOTED: Final = lazy_pattern(
    r"(?:微信|抖音|快手|微博|公众|视频|头条|小红书|账|帐|QQ)号\s*[:为]\s*[\w.-]{1,40}"
    r"|“[^”]{0,200}”|《[^》]{0,200}》|\"[^\"]{0,200}\"|「[^」]{0,200}」|\([A-Za-z][A-Za-z0-9 .&-]{0,60}\)"
)
# A word of small letters, or a common English word however written; names and abbreviations have capitals.
_WORD: Final = lazy_pattern(
    r"(?<![A-Za-z0-9_@./&-])(?:[a-z]{2,}|[Tt]he|THE|[Aa]nd|AND|[Ww]ith|[Ff]or|Of|To|Is|Are)(?![A-Za-z0-9_@/&-])"
)
_LATIN: Final = lazy_pattern(r"[A-Za-z]{2}")
# Units; files and addresses; names and abbreviations that are written small as well.
_KNOWN_WORDS: Final = """
    km cm mm dm hm sqm kg mg ml kw kwh mw mwh kv kva gb mb tb hz mhz ghz ppm ph db mpa kpa hr
    pdf ofd doc docx xls xlsx ppt txt html htm http https www com cn gov org net url web ip ipv
    email mail nbsp id jpg jpeg png gif bmp mp zip rar xml csv json tif tiff wap
    ai aed android api app apps ar asp atm banner bgm bim blog bot ca cad cctv cng cod cpu ct dna
    dv epc esg etc excel facebook gdp gis gps hpv ic ios ipad iso it ktv led link live lng loft logo
    max mini mr nfc no ocr office ok pc pcr plog plus pm pos ppp pro ps qq rna rpa sim sm tab tv twitter
    up usb vip vlog voc vocs vr vs wechat wifi word wps
"""
_KNOWN: Final = frozenset(_KNOWN_WORDS.split())
_MOJIBAKE: Final = lazy_pattern(
    r"锟斤拷|烫烫烫|屯屯屯|[À-ÖØ-öø-ÿ](?:[À-ÖØ-öø-ÿ\u0080-\u00bf€œšžŸ]|\.\.\.)|[\u0400-\u04ff]{2,}|&(?:nbsp|amp|lt|gt|quot|ldquo|rdquo|mdash|#\d{2,5});|"
    r"</?(?:p|br|span|div|td|tr|table|strong|font)\b[^>\n]{0,200}>|\\[ux][0-9a-fA-F]{2,4}|鈥|銆|锛|鐨勬|涓€"
)
# Where nothing of these is, nothing is garbled.
_ODD: Final = lazy_pattern(r"[锟烫屯À-ÿ\u0400-\u04ff&<\\鈥銆锛鐨涓]")
_PAIRS: Final = {"“": "”", "《": "》", "(": ")", "【": "】", "〔": "〕", "「": "」"}
_MARKS: Final = lazy_pattern("[" + re.escape("".join([*_PAIRS, *_PAIRS.values()])) + "]")
# 1) and 一) number a point: no bracket is missing before them.
_NUMBERING: Final = lazy_pattern(
    r"(?:^|(?<=[\s。;:,、]))(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[a-zA-Z])\)", re.MULTILINE
)
_UNFINISHED: Final = lazy_pattern(
    r"[,、;]$|(?<![相有一可的目])(?:和|与|以及|并且|或者|因为|由于|通过|根据)$"
)
_COLON: Final = lazy_pattern(r":$")


@rule(
    "FMT-07",
    "段落重复",
    "同一段文字（超过25个字）不重复出现。",
    "warning",
    basis=(DEFINITION,),
    of_words=True,
)
def repeated(case: Case) -> Iterator[Outcome]:
    """No paragraph comes twice. Titles and what a page repeats have no sentence in them."""
    shown: dict[str, list[int | None]] = {}
    for section, paragraphs in prose.parts(case.report):
        for line in map(squeezed, paragraphs):
            if len(line) > _LONG and _PUNCTUATION.search(line):
                shown.setdefault(line, []).append(section)
    for line, sections in shown.items():
        if len(sections) > 1:
            facts = ParagraphRepeated(sections=tuple(sections), excerpt=prose.opening(line, _SHOWN))
            yield Violated(facts, rests_on=(line,))


@rule(
    "FMT-08",
    "旧版结构表述",
    "没有2019年以前旧版年报的结构表述（概述、七部分、收费及减免情况等）。",
    "warning",
    basis=(NOTICE_2019, DEFINITION),
    of_words=True,
)
def old_parts(case: Case) -> Iterator[Outcome]:
    """No words of the structure before 2019; the first ones are told."""
    headings = (heading.text for heading in case.report.headings)
    for paragraph in (*headings, *prose.paragraphs(case.report)):
        if match := _OLD.search(paragraph):
            start, end = match.span()
            excerpt = prose.excerpt(paragraph, max(start, end - _OLD_SHOWN), end)
            said = prose.sentence(paragraph, start, end)
            yield Violated(OldPartsNamed(excerpt=excerpt), rests_on=(said,))
            return


def names_old_parts(text: str) -> bool:
    """Whether a text has words of the structure before 2019."""
    return bool(_OLD.search(text))


@rule("FMT-09", "繁体或转码文本", "文字用简体中文。", "note", basis=(DEFINITION,), of_words=True)
def traditional(case: Case) -> Iterator[Outcome]:
    """Simplified characters. The share differs a little from format to format, so the finding rests on none."""
    share = case.report.traditional
    if share is None:
        yield NotAssessed(ReadEarlier(missing="traditional"))
    elif share >= _TRADITIONAL:
        yield Violated(TraditionalCharacters(share=share))


@rule(
    "FMT-10",
    "网页残留文字",
    "没有网页残留的文字（扫一扫、打印、关闭、分享、索引号等）。",
    "note",
    basis=(DEFINITION,),
    of_words=True,
)
def boilerplate(case: Case) -> Iterator[Outcome]:
    """Nothing that a web page puts around its text; one finding a report."""
    lines = [p.strip() for p in _all_paragraphs(case.report) if prose.boilerplate(p)]
    if lines:
        facts = FurnitureLeft(lines=tuple(lines[:_LISTED]), total=len(lines))
        yield Violated(facts, rests_on=tuple(dict.fromkeys(lines)))


@rule(
    "FMT-11",
    "夹杂外文或乱码",
    "除网址、电子邮箱和通用名称外，不夹杂外文和乱码。",
    "warning",
    basis=(DEFINITION,),
    of_words=True,
)
def foreign(case: Case) -> Iterator[Outcome]:
    """No stray foreign words, nothing garbled; one finding a paragraph."""
    for section, paragraphs in prose.parts(case.report):
        for paragraph in paragraphs:
            if odd := _stray(paragraph):
                excerpt = prose.excerpt(paragraph, *odd.span())
                facts = ForeignWords(section=section, word=odd[0], excerpt=excerpt)
                yield Violated(facts, rests_on=(prose.sentence(paragraph, *odd.span()),))


def _stray(paragraph: str) -> re.Match[str] | None:
    if _ODD.search(paragraph) and (garbled := _MOJIBAKE.search(paragraph)):
        return garbled
    if not _LATIN.search(paragraph):
        return None
    masked = _QUOTED.sub(_blank, _WEB.sub(_blank, paragraph))
    return next((m for m in _WORD.finditer(masked) if m[0] not in _KNOWN), None)


def _blank(match: re.Match[str]) -> str:
    return "@" * len(match[0])


@rule("FMT-12", "标点不配对", "引号、括号成对。", "note", basis=(DEFINITION,), of_words=True)
def pairs(case: Case) -> Iterator[Outcome]:
    """Quotation marks and brackets come in pairs within a part; one finding a part."""
    for section, paragraphs in prose.parts(case.report):
        whole = "\n".join(paragraphs)
        counted, counts = whole, Counter(_MARKS.findall(whole))
        if counts["("] < counts[")"]:
            counted = _NUMBERING.sub(lambda match: " " * len(match[0]), whole)
            counts = Counter(_MARKS.findall(counted))
        odd = [o for o, c in _PAIRS.items() if counts[o] != counts[c]]
        if odd:
            at = _unmatched(counted, odd[0])
            facts = MarksUnpaired(
                section=section,
                counts=tuple(MarkCount(o, counts[o], counts[_PAIRS[o]]) for o in odd),
                excerpt=prose.excerpt(whole, at, at + 1),
            )
            yield Violated(facts, rests_on=(_sentence_at(paragraphs, at),))


def _unmatched(text: str, opening: str) -> int:
    """Where the first mark stands that has no partner: an opening before another, or a closing without one."""
    opened: list[int] = []
    for match in _MARKS.finditer(text):
        if match[0] == opening:
            if opened and opening == "“":
                return opened[-1]  # quotations do not nest
            opened.append(match.start())
        elif match[0] == _PAIRS[opening]:
            if not opened:
                return match.start()
            opened.pop()
    return opened[-1] if opened else 0


def _sentence_at(paragraphs: Iterable[str], at: int) -> str:
    """The sentence at a spot of the paragraphs, which are joined by one character."""
    for paragraph in paragraphs:
        if at <= len(paragraph):
            return prose.sentence(paragraph, at, at + 1)
        at -= len(paragraph) + 1
    return ""


@rule(
    "FMT-13",
    "语句残缺",
    "每个部分的末句完整，不以逗号等收尾。",
    "warning",
    basis=(DEFINITION,),
    of_words=True,
)
def unfinished(case: Case) -> Iterator[Outcome]:
    """No section breaks off. Sections 2 to 4 may end in the colon before their table."""
    for section, paragraphs in prose.parts(case.report):
        if section is None:
            continue
        last = next((p.rstrip() for p in reversed(paragraphs) if p.strip()), "")
        if _UNFINISHED.search(last) or (section in {1, 5, 6} and _COLON.search(last)):
            end = len(last)
            facts = SectionUnfinished(section=section, excerpt=prose.excerpt(last, end - 1, end))
            yield Violated(facts, rests_on=(prose.sentence(last, end - 1, end),))


@rule(
    "FMT-15",
    "公开属性标注",
    "没有“此件公开发布”一类的公开属性标注。",
    "note",
    basis=(DEFINITION,),
    of_words=True,
)
def disclosure_mark(case: Case) -> Iterator[Outcome]:
    """No mark of how the document may be disclosed; the first one is told."""
    marks = (prose.disclosure_mark(paragraph) for paragraph in _all_paragraphs(case.report))
    mark = next(filter(None, marks), None)
    if mark:
        yield Violated(DisclosureMarked(mark=mark), rests_on=(mark,))


def _all_paragraphs(report: Report) -> Iterator[str]:
    """All paragraphs, those included that are no text of the report."""
    yield from report.lead
    for section in report.sections:
        yield from section.paragraphs
