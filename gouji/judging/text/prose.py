"""The text of a report as checks look at it: sections without their signature, sentences, quotations.

All text of a report is NFKC and simplified: full-width brackets and commas are half-width ones here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from gouji.dates import DATE
from gouji.facts.base import Excerpt
from gouji.organs import is_name, name_in
from gouji.report import Report, Section
from gouji.text import lazy_pattern, squeezed

_AROUND: Final = 18  # characters of a quotation on either side of the spot
_SHORT: Final = 30  # a longer line with a full stop is text, whatever it begins with
_LINE: Final = 60  # of boilerplate
_NEAR: Final = 500  # characters on either side of a spot in which its sentence begins and ends
_DATE: Final = lazy_pattern(rf"^(?P<organ>.{{0,30}}?){DATE}$")
_PAGE: Final = lazy_pattern(r"^(?:[-—–]+\d{1,3}[-—–]+|第\d{1,3}页.{0,12}|\d{1,3})$")
_STOP: Final = lazy_pattern("[。!?]")
# What a web page puts around a text. Words that text itself may use count only where they are all of a short line.
_BOILERPLATE: Final = lazy_pattern(
    r"扫一扫.{0,20}(?:页|手机|二维码|微信)|^扫[码描].{0,12}(?:手机|本页)|^首页>|打印(?:本|此)?页|[【\[(]打印[】\])]|关闭(?:本|此)?(?:窗口|页)|分享到|"
    r"^分享[:到]|^索引号|^(?:发文|发布|信息来源|来源|责任编辑|作者|编辑|浏览次数|点击数|阅读次数|访问量)"
    r"(?:机构|单位|日期|时间)?:|^(?:信息名称|标题|主题分类|发文字号|文号|有效性|成文日期|生成日期|浏览量|附件\d{0,2}(?:下载)?):|^字号|^字体(?:大小)?:|^【字体|您?(?:现在|当前|所在)的?位置|^上一[篇条]|^下一[篇条]|返回顶部|"
    r"^主办(?:单位)?:|^承办(?:单位)?:|ICP备|公网安备|^网站(?:地图|标识码)|^(?:打印|关闭|分享|收藏|返回|首页|大中小)+$",
    needs="扫 首页 打印 关闭 分享 索引号 发文 发布 来源 编辑 作者 次数 点击数 访问量 信息名称 标题 主题分类 "
    "文号 有效性 日期 浏览量 附件 字号 字体 位置 上一 下一 返回 主办 承办 备 网站 收藏 大中小",
)
_DISCLOSURE: Final = lazy_pattern(
    r"[(\[【]?此件(?:主动|依申请|不予|删减后?)?公开(?:发布)?[)\]】]?$|"
    r"^[(\[【]?(?:信息)?公开(?:属性|方式|形式|类别):.{2,8}$",
    needs="公开",
)


def boilerplate(line: str) -> bool:
    """Whether a line is what a web page puts around its text."""
    return len(line) <= _LINE and _is_boilerplate(line)


@lru_cache(maxsize=4096)
def _is_boilerplate(line: str) -> bool:
    return "。" not in line and bool(_BOILERPLATE.search(squeezed(line)))


def disclosure_mark(line: str) -> str | None:
    """The mark of how a document may be disclosed (此件公开发布) that a line is or ends in."""
    whole = line.strip()
    end = whole[-_SHORT:]
    match = _DISCLOSURE.search(end)
    if not match or not (len(whole) == len(match[0]) or match[0][0] in "([【"):
        return None
    return match[0]


def section(report: Report, number: int) -> tuple[str, ...] | None:
    """A section's own paragraphs, without signature, date and boilerplate; None where it was not found."""
    return _sections(report).get(number)


def text(report: Report, number: int) -> str:
    """A section's paragraphs in one; empty where it was not found."""
    return "\n".join(section(report, number) or ())


def parts(report: Report) -> Iterator[tuple[int | None, tuple[str, ...]]]:
    """What is before the sections, by None, and each section, by number, with its own paragraphs."""
    yield None, _own_lead(report.lead)
    yield from _sections(report).items()


def paragraphs(report: Report) -> Iterator[str]:
    """The own paragraphs of all parts."""
    for _, own in parts(report):
        yield from own


def excerpt(text: str, start: int, end: int) -> Excerpt:
    """The spot with what stands around it; line ends gone."""
    low, high = max(start - _AROUND, 0), min(end + _AROUND, len(text))
    return Excerpt(text[low:high].replace("\n", ""), low > 0, high < len(text))


def opening(text: str, length: int) -> Excerpt:
    """The first characters of a text."""
    return Excerpt(text[:length], cut_after=len(text) > length)


def sentences(paragraph: str) -> list[str]:
    """The sentences of a paragraph, without what ends them."""
    return _STOP.split(paragraph)


def sentence(paragraph: str, start: int, end: int) -> str:
    """The whole sentence of a paragraph in which a spot stands, or the sentences that it touches.

    Of one that never ends only what stands near the spot, so that many spots of it take no longer.
    """
    low, high = max(start - _NEAR, 0), end + _NEAR
    before = [match.end() for match in _STOP.finditer(paragraph, low, start)]
    behind = _STOP.search(paragraph, max(start, end - 1), high)
    return paragraph[before[-1] if before else low : behind.start() if behind else high]


def _sections(report: Report) -> Mapping[int, tuple[str, ...]]:
    signed = (report.signature, report.organ) if report.signature else ()
    return _own_sections(report.sections, signed)


@lru_cache(maxsize=8)  # most checks of words ask for them
def _own_sections(
    sections: tuple[Section, ...], signed: tuple[str | None, ...]
) -> Mapping[int, tuple[str, ...]]:
    own: dict[int, tuple[str, ...]] = {}
    for found in sections:
        kept = tuple(p for p in _to_the_end(found.paragraphs, signed) if _is_text(p, signed))
        own[found.number] = (*own.get(found.number, ()), *kept)
    return own


def _to_the_end(paragraphs: Sequence[str], signed: tuple[str | None, ...]) -> Iterator[str]:
    """The paragraphs; behind the signature, where a page has its links, only those with a sentence."""
    ended = False
    for paragraph in paragraphs:
        if not ended or "。" in paragraph:
            yield paragraph
        ended = ended or (len(paragraph) <= _LINE and _is_signature(squeezed(paragraph), signed))


@lru_cache(maxsize=8)
def _own_lead(lead: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(p for p in lead if _is_text(p, ()))


def _is_text(paragraph: str, signed: tuple[str | None, ...]) -> bool:
    return len(paragraph) > _LINE or _is_text_line(paragraph, signed)


@lru_cache(maxsize=4096)
def _is_text_line(paragraph: str, signed: tuple[str | None, ...]) -> bool:
    if len(paragraph) > _SHORT and "。" in paragraph:
        return True
    line = squeezed(paragraph)
    if not line or _is_dated(line, signed) or _PAGE.match(line) or boilerplate(paragraph):
        return False
    return name_in(line) not in signed and disclosure_mark(paragraph) != paragraph.strip()


def _is_signature(line: str, signed: tuple[str | None, ...]) -> bool:
    return name_in(line) in signed or (bool(signed) and _is_dated(line, signed))


def _is_dated(line: str, signed: tuple[str | None, ...]) -> bool:
    """Whether a line is a date, alone or behind the organ's name."""
    match = _DATE.match(line)
    organ = name_in(match["organ"]) if match else ""
    return match is not None and (not organ or organ in signed or is_name(organ))
