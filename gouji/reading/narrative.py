"""The text around the tables: title, organ, year, the six sections."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from gouji.reading.characters import plain, squeezed
from gouji.reading.headings import section_number
from gouji.report import Section

_REPORT = r"(?:的)?政府信息公开(?:工作)?(?:的)?(?:年度)?(?:工作)?(?:情况)?(?:的)?(?:年度)?报告"
_TITLE = re.compile(rf"^(?P<before>.{{0,40}}?){_REPORT}(?:[（(].{{0,20}}[)）])?$")
_YEAR = re.compile(
    r"(?<![〔\[(（\d])(20\d\d|[二2][〇○零0][〇○零一二三四五六七八九]{2})年?(?:度|年度)?"
)
_SPOKEN_YEAR = re.compile(r"(?<![〔\[（(\d])(20\d\d)年")
_PERIOD = re.compile(r"(20\d\d)年1月1日(?:起)?(?:至|到|-|—|－)+(?:20\d\d年)?12月31日")
_DATE = re.compile(
    r"^(?P<organ>.{0,30}?)(?:20\d\d年\d{1,2}月\d{1,2}日|20\d\d[-./]\d{1,2}[-./]\d{1,2}"
    r"|[二〇○零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)$"
)
_NAMED = re.compile(
    r"(?:现将|本报告由)(?P<organ>[\u4e00-\u9fff]{2,30}?)(?:20\d\d年|编制|关于|的?政府信息公开)"
)
_DIGITS: Final = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_SENTENCE = re.compile(r"[，。；：！？,;:!?]")
_TITLE_WITHIN: Final = (
    12  # paragraphs; the title stands at the top, under the furniture of a web page
)
_ORGAN_LENGTH: Final = 30


@dataclass(frozen=True, slots=True)
class Narrative:
    """What the text says of itself. `organ` in simplified characters, `year` as a number, or None."""

    title: str | None
    organ: str | None
    year: int | None
    sections: tuple[Section, ...]


def read_narrative(paragraphs: Sequence[str]) -> Narrative:
    """Read title, organ, year and sections from a report's paragraphs, in reading order."""
    sections = tuple(_sections(paragraphs))
    lines = [squeezed(p) for p in paragraphs]
    start = next((i for i, p in enumerate(paragraphs) if section_number(p)), len(lines))
    title = _title(lines[: max(start, _TITLE_WITHIN)])
    titled_organ, titled_year = _named_in(title) if title else (None, None)
    body = [squeezed(text) for section in sections[:1] for text in section.paragraphs]
    lead = lines[:start]
    return Narrative(
        title=title,
        organ=titled_organ or _signature(lines) or _organ_in(lead + body),
        year=titled_year or _year_in(lead, body),
        sections=sections,
    )


def _sections(paragraphs: Sequence[str]) -> Iterator[Section]:
    starts = [(i, number) for i, p in enumerate(paragraphs) if (number := section_number(p))]
    for (start, number), (end, _) in pairwise([*starts, (len(paragraphs), 0)]):
        yield Section(
            number, paragraphs[start].strip(), tuple(plain(p) for p in paragraphs[start + 1 : end])
        )


def _title(lines: Sequence[str]) -> str | None:
    """The line, or two or three lines together, that name the report; organ and year included."""
    for i, line in enumerate(lines):
        match = _TITLE.match(line)
        if not match or _SENTENCE.search(line):
            continue
        title = line
        for above in reversed(lines[max(i - 2, 0) : i]):
            if _without_year(_TITLE.sub(r"\g<before>", title)):
                break
            if len(above) > _ORGAN_LENGTH or _SENTENCE.search(above):
                break
            title = above + title
        return title
    return None


def _without_year(text: str) -> str:
    return _YEAR.sub("", text).removeprefix("关于").strip("《》“”\"'").removesuffix("关于")


def _named_in(title: str) -> tuple[str | None, int | None]:
    match = _TITLE.match(title)
    before = match["before"] if match else ""
    year = _YEAR.search(title)
    organ = _without_year(before)
    return organ or None, _as_year(year[1]) if year else None


def _as_year(text: str) -> int:
    return int(text.translate(_DIGITS))


def _signature(lines: Sequence[str]) -> str | None:
    """The organ beside or above the date at the end."""
    for i in range(len(lines) - 1, max(len(lines) - 8, 0), -1):
        match = _DATE.match(lines[i])
        if not match:
            continue
        organ = match["organ"] or lines[i - 1]
        if 2 <= len(organ) <= _ORGAN_LENGTH and not _SENTENCE.search(organ):
            return organ
    return None


def _organ_in(lines: Sequence[str]) -> str | None:
    return next((match["organ"] for line in lines if (match := _NAMED.search(line))), None)


def _year_in(lead: Sequence[str], body: Sequence[str]) -> int | None:
    """The year of the statistics period, else the one that the first section names most often."""
    for line in (*lead, *body):
        if match := _PERIOD.search(line):
            return int(match[1])
    years = Counter(year for line in body for year in _SPOKEN_YEAR.findall(line)).most_common(2)
    if not years or (len(years) > 1 and years[0][1] == years[1][1]):
        return None
    return int(years[0][0])
