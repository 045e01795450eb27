"""The text of a report as checks look at it: sections without their signature, sentences, quotations.

All text of a report is NFKC and simplified: full-width brackets and commas are half-width ones here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final, Literal

from gouji.judging.case import Case, Check, Outcome, unassessed
from gouji.organs import find, kind_of
from gouji.report import Report

SCANNED: Final = "文字由扫描件识别，无法核对用语。"
_AROUND: Final = 18  # characters of a quotation on either side of the spot
_SHORT: Final = 30  # a longer line with a full stop is text, whatever it begins with
_LINE: Final = 60  # of furniture
_DATE: Final = re.compile(
    r"^.{0,30}?(?:20\d\d年\d{1,2}月\d{1,2}日|20\d\d[-./]\d{1,2}[-./]\d{1,2}"
    r"|[二〇○零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)$"
)
_PAGE: Final = re.compile(r"^(?:[-—–]+\d{1,3}[-—–]+|第\d{1,3}页.{0,12}|\d{1,3})$")
# What a web page puts around a text. Words that text itself may use count only where they are all of a short line.
_FURNITURE: Final = re.compile(
    r"扫一扫.{0,20}(?:页|手机|二维码|微信)|^扫[码描].{0,12}(?:手机|本页)|^首页>|打印(?:本|此)?页|[【\[(]打印[】\])]|关闭(?:本|此)?(?:窗口|页)|分享到|"
    r"^分享[:到]|^索引号|^(?:发文|发布|信息来源|来源|责任编辑|作者|编辑|浏览次数|点击数|阅读次数|访问量)"
    r"(?:机构|单位|日期|时间)?:|^字号|^字体(?:大小)?:|^【字体|您?(?:现在|当前|所在)的?位置|^上一[篇条]|^下一[篇条]|返回顶部|"
    r"^主办(?:单位)?:|^承办(?:单位)?:|ICP备|公网安备|^网站(?:地图|标识码)|^(?:打印|关闭|分享|收藏|返回|首页|大中小)+$"
)
_DISCLOSURE: Final = re.compile(
    r"[(\[【]?此件(?:主动|依申请|不予|删减后?)?公开(?:发布)?[)\]】]?$|"
    r"^[(\[【]?(?:信息)?公开(?:属性|方式|形式|类别):.{2,8}$"
)


def wording(*rules: str) -> Callable[[Check], Check]:
    """A check of words: in recognised text a fault may be the reading's, so its rules are not assessable there."""

    def guard(check: Check) -> Check:
        def guarded(case: Case) -> Iterator[Outcome]:
            if case.report.recognised:
                yield from (unassessed(rule, SCANNED) for rule in rules)
            else:
                yield from check(case)

        return guarded

    return guard


def squeezed(text: str) -> str:
    """The text without any space."""
    return "".join(text.split())


def furniture(line: str) -> bool:
    """Whether a line is what a web page puts around its text."""
    return len(line) <= _LINE and _is_furniture(line)


@lru_cache(maxsize=4096)
def _is_furniture(line: str) -> bool:
    return "。" not in line and bool(_FURNITURE.search(squeezed(line)))


def disclosure_mark(line: str) -> str | None:
    """The mark of how a document may be disclosed (此件公开发布) that a line is or ends in."""
    whole = line.strip()
    end = whole[-_SHORT:]
    match = _DISCLOSURE.search(end)
    if not match or not (len(whole) == len(match[0]) or match[0][0] in "([【"):
        return None
    return match[0]


def section(report: Report, number: int) -> tuple[str, ...] | None:
    """A section's own paragraphs, without signature, date and furniture; None where it was not found."""
    found = [s for s in report.sections if s.number == number]
    if not found:
        return None
    signed = (report.signature, report.organ) if report.signature else ()
    return tuple(p for s in found for p in s.paragraphs if _is_text(p, signed))


def text(report: Report, number: int) -> str:
    """A section's paragraphs in one; empty where it was not found."""
    return "\n".join(section(report, number) or ())


def parts(report: Report) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What is before the sections and each section, by name, with its own paragraphs."""
    yield "开头", tuple(p for p in report.lead if _is_text(p, ()))
    for number in dict.fromkeys(s.number for s in report.sections):
        yield part_name(number), section(report, number) or ()


def part_name(number: int) -> str:
    """「第五部分」."""
    return f"第{'一二三四五六'[number - 1]}部分"


def quote(text: str, start: int, end: int) -> str:
    """The spot with what stands around it, for a message; line ends gone."""
    low, high = max(start - _AROUND, 0), min(end + _AROUND, len(text))
    cut = text[low:high].replace("\n", "")
    return f"“{'…' if low else ''}{cut}{'…' if high < len(text) else ''}”"


def kind_of_organ(case: Case) -> Literal["government", "department"] | None:
    """Whether the organ is a people's government or a department: by the roster, else by its name; None: unclear."""
    kind = kind_of(case.report.organ, find(case.context.roster or (), case.report.organ))
    return "government" if kind == "township" else kind


def _is_text(paragraph: str, signed: tuple[str | None, ...]) -> bool:
    return len(paragraph) > _LINE or _is_text_line(paragraph, signed)


@lru_cache(maxsize=4096)
def _is_text_line(paragraph: str, signed: tuple[str | None, ...]) -> bool:
    if len(paragraph) > _SHORT and "。" in paragraph:
        return True
    line = squeezed(paragraph)
    if not line or _DATE.match(line) or _PAGE.match(line) or furniture(paragraph):
        return False
    return line not in signed and disclosure_mark(paragraph) != paragraph.strip()
