"""Titles: the lines that name a report, one or several, among what a page puts around it; organ and year in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from gouji.dates import YEAR, year_of
from gouji.organs import is_name, is_part, may_be_same, may_name
from gouji.reading.words.lines import Lines
from gouji.text import BREAK, lazy_pattern, squeezed

_SPOKEN: Final = rf"{YEAR}(?:年(?:年?度)?)?"
_AND: Final = "[与和及暨、]"
_SUBJECT: Final = (
    f"(?:政府信息{_AND}政务公开|政务公开{_AND}政府信息公开|(?:政府|政务)?信息公开|政务公开)"
)
_REPORT: Final = (
    rf"(?:的)?{_SUBJECT}(?:工作|情况|的|年度|全年|{_SPOKEN}){{0,8}}(?:年报|(?:总结)?报告)"
)
_BRACKETED: Final = r"[（(][^（）()]{0,20}[)）]"
_EXTENSION: Final = r"\.(?:docx?|pdf|wps|html?|ofd)"
_TITLE = lazy_pattern(
    rf"(?P<before>.{{0,44}}?)(?P<report>{_REPORT})"
    rf"(?P<behind>(?:{_BRACKETED})?(?:的?(?:公告|公示|通告))?(?:{_SPOKEN})?(?:{_EXTENSION})?)"
)
_YEAR = lazy_pattern(rf"(?<![〔\[\d]){_SPOKEN}")
_YEAR_LINE = lazy_pattern(rf"[（(]?{_SPOKEN}[)）]?")
_IN_BRACKETS = lazy_pattern(_BRACKETED)
_ABOUT = lazy_pattern(
    r"^(?:\d{1,2}[.、])?(?:关于)?(?:公布|发布|公开|印发)?|(?:关于)?(?:公布|发布|公开|印发|报送)?(?:开展)?的?$"
)
_ABOUT_FILE: Final = lazy_pattern("^关于(?:公布|发布|公开|印发|报送|上报)?")
_SENT_TO: Final = lazy_pattern(
    "上?报(?!社)送?|呈报?|抄?送|给|提交|发[给至往]|转[给交至]|交给|反馈|寄"
)
_TOO_SHORT: Final = 2  # characters: 王局, 市办; only regions have such names
_REGIONS: Final = ("省", "市", "县", "区", "州", "盟", "旗", "镇", "乡")
_OTHER_BUSINESS = lazy_pattern(
    "关于(?:进一步)?(?:做好|开展|编制|编写|组织|报送|填报|部署)|要求|模板|格式|范文"
)
# What stands around a title: marks, and the label of a page's table of metadata.
_MARKS: Final = "《》“”\"'#*【】>·●■◆ "
_LABEL = lazy_pattern(
    r"^(?:标题|信息名称|信息标题|文件名称|文件标题|公文名称|公文标题|题名|名称|附件\d{0,2}(?:下载)?|附)[:：]"
)
# Where one piece of a line ends and another begins.
_PARTED = lazy_pattern(
    r"\s{2,}|[|｜_]|\s[-—–]+\s"
    r"|(?=(?:索引号|主题分类|信息分类|发布|发文|成文|生成|来源|信息来源|文号|作者|浏览|点击|字体|字号|打印|有效性|分享)"
    r"[^\s:：]{0,6}\s*[:：])"
)
_STARTS_IN_A_REGION = lazy_pattern(
    "(?:中国|国家|中共)|[^省市县区州盟旗镇乡]{1,8}[省市县区州盟旗镇乡]."
)
_UNFINISHED = lazy_pattern("[和与及].{1,3}$")
_WITHIN: Final = 12  # lines; without a heading the title stands at the top of a text
_OVER: Final = 4  # lines of a title
_LONGEST: Final = 44  # characters of one of them
_LONGEST_LINE: Final = 300  # characters of a line with several pieces
# A line with a title's last character in it, before the pattern is tried.
_MAY_END: Final = lazy_pattern("报告|年报|^告$|[度年]?报告?$|公告|公示")


class Named(NamedTuple):
    """What a title names: the organ in simplified characters, the year as a number, or None."""

    organ: str | None
    year: int | None


@lru_cache(maxsize=256)
def named_in(title: str) -> Named:
    """Organ and year that a title names; neither where it is none."""
    match = _TITLE.fullmatch(_unmarked(title))
    if not match or _OTHER_BUSINESS.search(match["before"]):
        return Named(None, None)
    year = _YEAR.search(match["before"] + match["report"]) or _YEAR.search(match["behind"])
    organ = _organ(match["before"])
    return Named(
        organ if organ and may_name(organ) else None, year_of(year[0][:4]) if year else None
    )


def title_of(lines: Lines, start: int) -> str | None:
    """The lines that name the report, of those before the first heading or of the first ones, in one.

    A page's links name other reports above it: the last of the lines that say most are the title.
    """
    return _best(lines.between(0, start)) or _best(lines.between(0, _WITHIN))


def title_in(name: str) -> str | None:
    """The title that the name of a page or of its window holds."""
    words = [word for piece in _PARTED.split(name) for word in piece.split()]
    titles = (title for i in range(len(words)) if (title := _title_ending(words, i)))
    return max(titles, key=_said, default=None)


def organ_and_year(name: str, known: str | None = None) -> Named:
    """What a file's name says, as a title or by pieces: an organ's name, a year.

    Of several names it is the one that may be the known organ's, else the longest. A file's name also says what is to
    become of the file: words that do not end like an organ's name are none here.
    """
    titled = named_in(name)
    year = _YEAR.search(name)
    organs = [titled.organ] if titled.organ and is_name(titled.organ) else list(_filed_in(name))
    own = (organ for organ in organs if known and may_be_same(organ, known))
    organ = next(own, None) or max(organs, key=len, default=None)
    return Named(organ, year_of(year[0][:4]) if year else None)


def _filed_in(name: str) -> Iterator[str]:
    """The names of organs in a file's name; not those of whom it goes to, or of an organ's sections."""
    rest = re.sub(rf"{_REPORT}|{_SPOKEN}|年报|年度报告|报告", " ", name)
    for piece in re.split(r"[\s\W_\d]+", rest):
        said = _ABOUT_FILE.sub("", piece)
        too_short = len(said) <= _TOO_SHORT and not said.endswith(_REGIONS)
        if is_name(said) and not (too_short or is_part(said) or _SENT_TO.match(said)):
            yield said


def _best(lines: Lines) -> str | None:
    best: tuple[int, str] | None = None
    pieces = list(_pieces(lines))
    for i, piece in enumerate(pieces):
        if not _MAY_END.search(piece):
            continue
        title = _title_ending(pieces, i)
        if title and (best is None or _said(title) >= best[0]):
            best = _said(title), title
    return best[1] if best else None


def _pieces(lines: Lines) -> Iterator[str]:
    """What lines say piece by piece, without spaces, marks and labels; an empty one where text stands between."""
    for plain, line in zip(lines.plain, lines.squeezed, strict=True):
        if len(line) > _LONGEST_LINE:
            yield ""
            continue
        for piece in _PARTED.split(plain):
            said = _unmarked(squeezed(piece))
            if said:
                yield said if len(said) <= _LONGEST and not BREAK.search(said) else ""


def _unmarked(text: str) -> str:
    return _LABEL.sub("", text.strip(_MARKS)).strip(_MARKS)


def _title_ending(pieces: Sequence[str], i: int) -> str | None:
    """The title that ends in a piece, with as many of the pieces above as belong to it."""
    found = ""
    for count in range(1, min(_OVER, i + 1) + 1):
        lines = pieces[i + 1 - count : i + 1]
        if not all(lines):
            break
        if _is_title("".join(lines)) and (not found or _belongs(lines, found)):
            found = "".join(lines)
    year = pieces[i + 1] if i + 1 < len(pieces) else ""
    if found and named_in(found).year is None and _YEAR_LINE.fullmatch(year):
        return found + year
    return found or None


def _is_title(text: str) -> bool:
    match = _TITLE.fullmatch(_unmarked(text))
    return match is not None and not _OTHER_BUSINESS.search(match["before"])


def _belongs(lines: Sequence[str], found: str) -> bool:
    """Whether the first of these lines goes with the title below it."""
    above, title = named_in("".join(lines)), named_in(found)
    if _YEAR_LINE.fullmatch(lines[0]):
        return title.year is None
    if above.organ is None or not is_name(above.organ):
        return False
    if title.organ is None or not is_name(title.organ):
        return True  # the organ's line, or a word that the line's end broke
    # 某某市人力资源和社会 above 保障局2023年…: no name yet, but the beginning of one.
    begun = not is_name(lines[0]) or _UNFINISHED.search(lines[0])
    return bool(begun) and _STARTS_IN_A_REGION.match(lines[0]) is not None


def _said(title: str) -> int:
    return sum(value is not None for value in named_in(title))


def _organ(before: str) -> str:
    said = _IN_BRACKETS.sub("", _YEAR.sub("", before)).strip(_MARKS)
    while (less := _ABOUT.sub("", said).strip(_MARKS)) != said:
        said = less
    return said


def ending_in(lines: Sequence[str]) -> tuple[Named, int]:
    """What the shortest title at the end of these lines names, and over how many of them it stands."""
    last = lines[-1]
    if len(last) > _LONGEST or not _MAY_END.search(last):
        return Named(None, None), 0
    for count in range(1, len(lines) + 1):
        named = named_in("".join(lines[-count:]))
        if all(named):
            return named, count
    return named_in(last), 1
