"""How the text is written: repeated, outdated, garbled or broken passages, and what is no part of a report."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from gouji.judging.case import Case, Check, Outcome, finding, unassessed
from gouji.judging.text import prose

_LONG: Final = 25  # characters; what is shorter may well come twice
_SHOWN: Final = 36  # characters of a passage that a message quotes
_TRADITIONAL: Final = 0.01  # share of traditional characters from which a text is not simplified
_PUNCTUATION: Final = re.compile(r"[,。;]")
# The parts of reports before 2019. 第五部分 is a part of today's, and 六部分 are right.
_OLD: Final = re.compile(
    r"收费(?:及|和|与|、|以及)减免|(?:报告|年报|全文|内容)[^。\n]{0,200}?(?<!第)[四五七八九45789]个?(?:大)?(?:部分|方面)(?:组成|内容|构成)"
    r"|(?:由|包括|包含|含|分为|分别为|:)\s*[“《]?概述[”》]?\s*[、,]|^[一1]\s*[、.]\s*概述\s*$"
)
_WEB: Final = re.compile(
    r"(?:https?|ftp)\s*[:/]+\s*[\w./?=&%#:~ -]+|(?<![\w.+-])[\w.+-]+\s*@\s*[\w-]+(?:\s*\.\s*[\w-]+){0,8}"
    r"|(?<![A-Za-z0-9-])[A-Za-z0-9-]+(?:\s*\.\s*[A-Za-z0-9-]+){0,8}\s*\.\s*(?:cn|com|net|org|gov|edu|html?|shtml|aspx?|jsp|php|pdf|docx?|xlsx?|ofd)\b[\w./?=&%#-]*",
    re.ASCII | re.IGNORECASE,
)
_QUOTED: Final = re.compile(
    r"“[^”]{0,200}”|《[^》]{0,200}》|\"[^\"]{0,200}\"|「[^」]{0,200}」|\([A-Za-z][A-Za-z0-9 .&-]{0,60}\)"
)
# A word of small letters, or a common English word however written; names and abbreviations have capitals.
_WORD: Final = re.compile(
    r"(?<![A-Za-z0-9_@./&-])(?:[a-z]{2,}|[Tt]he|THE|[Aa]nd|AND|[Ww]ith|[Ff]or|Of|To|Is|Are)(?![A-Za-z0-9_@/&-])"
)
_LATIN: Final = re.compile(r"[A-Za-z]{2}")
_KNOWN: Final = frozenset(
    [
        "km",
        "cm",
        "mm",
        "dm",
        "kg",
        "mg",
        "ml",
        "kw",
        "kwh",
        "mw",
        "mwh",
        "gb",
        "mb",
        "tb",
        "hz",
        "mhz",
        "ghz",
        "ppm",
        "ph",
        "app",
        "apps",
        "wifi",
        "pdf",
        "http",
        "https",
        "www",
        "com",
        "cn",
        "gov",
        "org",
        "net",
        "html",
        "htm",
        "vr",
        "ar",
        "ai",
        "ofd",
        "led",
        "vip",
        "vs",
        "web",
        "logo",
        "email",
        "mail",
        "pc",
        "plus",
        "pro",
        "mini",
        "max",
        "qq",
        "ktv",
        "atm",
        "ppt",
        "doc",
        "docx",
        "xls",
        "xlsx",
        "txt",
        "url",
        "ip",
        "ipv",
        "it",
        "ok",
        "no",
        "nbsp",
        "pm",
        "ps",
        "etc",
        "gps",
        "gis",
        "bim",
        "iso",
        "id",
        "sim",
        "ic",
        "ca",
        "cpu",
        "usb",
        "banner",
        "tab",
        "blog",
        "live",
        "vlog",
        "rpa",
        "api",
        "sm",
        "db",
        "mpa",
        "kpa",
        "hm",
        "sqm",
        "hr",
        "kv",
        "kva",
        "lng",
        "cng",
        "pos",
        "wps",
        "excel",
        "word",
        "office",
    ]
)
_MOJIBAKE: Final = re.compile(
    r"锟斤拷|烫烫烫|屯屯屯|[À-ÖØ-öø-ÿ](?:[À-ÖØ-öø-ÿ\u0080-\u00bf€œšžŸ]|\.\.\.)|[\u0400-\u04ff]{2,}|&(?:nbsp|amp|lt|gt|quot|ldquo|rdquo|mdash|#\d{2,5});|"
    r"</?(?:p|br|span|div|td|tr|table|strong|font)\b[^>\n]*>|\\[ux][0-9a-fA-F]{2,4}|鈥|銆|锛|鐨勬|涓€"
)
_ODD: Final = re.compile(
    r"[锟烫屯À-ÿ\u0400-\u04ff&<\\鈥銆锛鐨涓]"
)  # where nothing of these is, nothing is garbled
_PAIRS: Final = {"“": "”", "《": "》", "(": ")", "【": "】", "〔": "〕", "「": "」"}
_NAMES: Final = dict(
    zip(_PAIRS, ("引号", "书名号", "括号", "方头括号", "六角括号", "直角引号"), strict=True)
)
_CLOSING: Final = {closing: opening for opening, closing in _PAIRS.items()}
_MARKS: Final = re.compile("[" + re.escape("".join([*_PAIRS, *_CLOSING])) + "]")
# 1) and 一) number a point: no bracket is missing before them.
_NUMBERING: Final = re.compile(
    r"(?:^|(?<=[\s。;:,、]))(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[a-zA-Z])\)", re.MULTILINE
)
_UNFINISHED: Final = re.compile(
    r"[,、;]$|(?<![相有一可的目])(?:和|与|以及|并且|或者|因为|由于|通过|根据)$"
)
_COLON: Final = re.compile(r":$")


@prose.wording("FMT-07")
def check_repeated(case: Case) -> Iterator[Outcome]:
    """FMT-07: no paragraph comes twice. Titles and what a page repeats have no sentence in them."""
    shown: dict[str, list[str]] = {}
    for name, paragraphs in prose.parts(case.report):
        for paragraph in paragraphs:
            line = prose.squeezed(paragraph)
            if len(line) > _LONG and _PUNCTUATION.search(line):
                shown.setdefault(line, []).append(name)
    for line, places in shown.items():
        if len(places) > 1:
            where = "、".join(
                f"{name}{f' {n} 次' if n > 1 else ''}" for name, n in Counter(places).items()
            )
            message = (
                f"同一段文字出现了 {len(places)} 次（{where}）：{_opening(line)}，请删去重复的。"
            )
            yield finding("FMT-07", (), message)


@prose.wording("FMT-08")
def check_old_parts(case: Case) -> Iterator[Outcome]:
    """FMT-08: no words of the structure before 2019."""
    headings = [heading.text for heading in case.report.headings]
    for paragraph in (*headings, *_paragraphs(case)):
        if match := _OLD.search(paragraph):
            end = match.end()
            shown = prose.quote(paragraph, max(match.start(), end - 14), end)
            message = f"有2019年以前旧版年报的结构表述：{shown}，请按现行的六个部分改写。"
            yield finding("FMT-08", (), message)
            return


def check_traditional(case: Case) -> Iterator[Outcome]:
    """FMT-09: simplified characters."""
    share = case.report.traditional
    if share is None:
        yield unassessed("FMT-09", "报告由较早的程序读取，没有统计繁体字，无法核对。")
    elif case.report.recognised:
        yield unassessed("FMT-09", prose.SCANNED)
    elif share >= _TRADITIONAL:
        message = f"约 {share:.0%} 的汉字是繁体字，可能是转码造成的，请改为规范的简体字。"
        yield finding("FMT-09", (), message)


@prose.wording("FMT-10")
def check_furniture(case: Case) -> Iterator[Outcome]:
    """FMT-10: nothing that a web page puts around its text; one finding a report."""
    lines = [p.strip() for p in _all_paragraphs(case) if prose.furniture(p)]
    if lines:
        listed = "、".join(f"“{line}”" for line in dict.fromkeys(lines[:3]))
        message = (
            f"有网页残留的文字：{listed}{'等' if len(lines) > 3 else ''}，不属于报告内容，请删去。"
        )
        yield finding("FMT-10", (), message)


@prose.wording("FMT-11")
def check_foreign(case: Case) -> Iterator[Outcome]:
    """FMT-11: no stray foreign words, nothing garbled; one finding a paragraph."""
    for name, paragraphs in prose.parts(case.report):
        for paragraph in paragraphs:
            odd = _stray(paragraph)
            if odd:
                shown = prose.quote(paragraph, odd.start(), odd.end())
                message = f"{name}夹杂外文或乱码“{odd[0]}”：{shown}，请改正。"
                yield finding("FMT-11", (), message)


def _stray(paragraph: str) -> re.Match[str] | None:
    if _ODD.search(paragraph) and (garbled := _MOJIBAKE.search(paragraph)):
        return garbled
    if not _LATIN.search(paragraph):
        return None
    masked = _QUOTED.sub(_blank, _WEB.sub(_blank, paragraph))
    return next((m for m in _WORD.finditer(masked) if m[0] not in _KNOWN), None)


def _blank(match: re.Match[str]) -> str:
    return "@" * len(match[0])


@prose.wording("FMT-12")
def check_pairs(case: Case) -> Iterator[Outcome]:
    """FMT-12: quotation marks and brackets come in pairs within a part; one finding a part."""
    for name, paragraphs in prose.parts(case.report):
        whole = "\n".join(paragraphs)
        counted, counts = whole, Counter(_MARKS.findall(whole))
        if counts["("] < counts[")"]:
            counted = _NUMBERING.sub(lambda match: " " * len(match[0]), whole)
            counts = Counter(_MARKS.findall(counted))
        odd = [o for o, c in _PAIRS.items() if counts[o] != counts[c]]
        if odd:
            at = _unmatched(counted, odd[0])
            shown = prose.quote(whole, at, at + 1)
            marks = "、".join(
                f"{_NAMES[o]}左 {counts[o]} 个、右 {counts[_PAIRS[o]]} 个" for o in odd
            )
            yield finding("FMT-12", (), f"{name}的标点不配对（{marks}）：{shown}，请核对。")


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


@prose.wording("FMT-13")
def check_unfinished(case: Case) -> Iterator[Outcome]:
    """FMT-13: no section breaks off. Sections 2 to 4 may end in the colon before their table."""
    for number in dict.fromkeys(s.number for s in case.report.sections):
        paragraphs = prose.section(case.report, number) or ()
        last = next((p.rstrip() for p in reversed(paragraphs) if p.strip()), "")
        broken = _UNFINISHED.search(last) or (number in {1, 5, 6} and _COLON.search(last))
        if broken:
            shown = prose.quote(last, len(last) - 1, len(last))
            message = f"{prose.part_name(number)}的末句没有写完：{shown}，请补全或改为句号。"
            yield finding("FMT-13", (), message)


@prose.wording("FMT-15")
def check_disclosure_mark(case: Case) -> Iterator[Outcome]:
    """FMT-15: no mark of how the document may be disclosed."""
    marks = [mark for p in _all_paragraphs(case) if (mark := prose.disclosure_mark(p))]
    if marks:
        yield finding("FMT-15", (), f"有公开属性标注“{marks[0]}”，不属于报告内容，请删去。")


CHECKS: Final[tuple[Check, ...]] = (
    check_repeated,
    check_old_parts,
    check_traditional,
    check_furniture,
    check_foreign,
    check_pairs,
    check_unfinished,
    check_disclosure_mark,
)


def _paragraphs(case: Case) -> Iterator[str]:
    for _, paragraphs in prose.parts(case.report):
        yield from paragraphs


def _all_paragraphs(case: Case) -> Sequence[str]:
    """All paragraphs, those included that are no text of the report."""
    return [*case.report.lead, *(p for s in case.report.sections for p in s.paragraphs)]


def _opening(text: str) -> str:
    return f"“{text[:_SHOWN]}{'…' if len(text) > _SHOWN else ''}”"
