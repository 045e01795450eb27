"""The text around the tables: title, organ, year, the six sections."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from gouji.dates import DATE, YEAR, iso_date, year_of
from gouji.reading.headings import Start, section_starts
from gouji.reading.words.characters import plain
from gouji.reading.words.lines import Lines
from gouji.report import Heading, Naming, Section, Source
from gouji.text import BREAK, places, squeezed

_REPORT = r"(?:的)?政府信息公开(?:工作)?(?:的)?(?:年度)?(?:工作)?(?:情况)?(?:的)?(?:年度)?报告"
_TITLE = re.compile(rf"^(?P<before>.{{0,40}}?){_REPORT}(?:[（(].{{0,20}}[)）])?$")
_YEAR = re.compile(rf"(?<![〔\[(（\d])({YEAR})年?(?:度|年度)?")
_SPOKEN_YEAR = re.compile(r"(?<![〔\[（(\d])(20\d\d)年")
_PERIOD = re.compile(
    r"(20\d\d)年(\d{1,2})月(\d{1,2})日(?:起)?[，,]?(?:至|到|-|—|－|~)+(?:(20\d\d)年)?(\d{1,2})月(\d{1,2})日"
)
# A period of other things (a project, a survey) stands in the text as well: these words mark the report's own.
_OF_STATISTICS = re.compile(
    r"统计(?:数据)?(?:的)?(?:期限|时限|时间|区间|周期)|数据(?:的)?(?:统计)?期限"
)
_DATE = re.compile(rf"^(?P<organ>.{{0,30}}?)(?P<date>{DATE})$")
_NAMED = re.compile(
    r"(?:现将|本报告由)(?P<organ>[\u4e00-\u9fff]{2,30}?)?(?:(?P<year>20\d\d)年(?:度)?|编制|关于|的?政府信息公开)"
)
_OURSELVES: Final = frozenset(
    {"我局", "我办", "我委", "我镇", "我街道", "我单位", "我市", "我县", "我区", "本机关", "本单位"}
)
_FILE_NOISE = re.compile(
    r"^(?:附件|附)?[\d一二三四五六七八九十]{0,2}[.、：:_-]*|[（(【\[].*$|[-_—+]*(?:定稿|终稿|最终版|盖章|扫描件?|\d)*$"
)
_TITLE_WITHIN: Final = (
    12  # paragraphs; the title stands at the top, under the navigation of a web page
)
_ORGAN_LENGTH: Final = 30


@dataclass(frozen=True, slots=True)
class Narrative:
    """What the text says of itself. `organ` in simplified characters, `year` as a number, or None.

    `headings` are those of level 1, each by the number of its paragraph.
    """

    title: str | None
    organ: str | None
    year: int | None
    sections: tuple[Section, ...]
    namings: tuple[Naming, ...]
    period: tuple[str, str] | None
    signature: str | None
    date: str | None
    lead: tuple[str, ...]
    headings: dict[int, Heading]


def read_narrative(lines: Lines, file: str = "") -> Narrative:
    """Read what a report's paragraphs, in reading order, say of it; its file's name is one more source."""
    starts = section_starts(lines.plain)
    sections = tuple(_sections(lines, [start for start in starts if start.number]))
    start = starts[0].at if starts else len(lines.plain)
    lead = lines.squeezed[:start]
    title = _title(lead) or _title(lines.squeezed[:_TITLE_WITHIN])
    body = [squeezed(text) for section in sections[:1] for text in section.paragraphs]
    signature, date = _signature(lines.squeezed)
    period = _period([*lead, *body])
    namings = (
        *_titled("title", title or ""),
        *_period_naming(period),
        *_body_namings([*lead, *body]),
        *((Naming("signature", signature, None, signature),) if signature else ()),
        *_titled("file", _stem(file)),
    )
    by_source = {naming.source: naming for naming in reversed(namings)}  # the first of each source
    return Narrative(
        title=title,
        organ=_organ(by_source),
        year=_year(by_source, body),
        sections=sections,
        namings=namings,
        period=period,
        signature=signature,
        date=date,
        lead=lines.plain[:start],
        headings={start.at: Heading(start.number, start.heading) for start in starts},
    )


def _organ(namings: Mapping[Source, Naming]) -> str | None:
    sources: tuple[Source, ...] = ("title", "signature", "body", "file")
    return next((n.organ for s in sources if (n := namings.get(s)) and n.organ), None)


def _year(namings: Mapping[Source, Naming], body: Sequence[str]) -> int | None:
    """The year of the title, the period or the text; else the one that the text names most, or the file's name."""
    sources: tuple[Source, ...] = ("title", "period", "body")
    named = next((n.year for s in sources if (n := namings.get(s)) and n.year), None)
    of_file = namings["file"].year if "file" in namings else None
    return named or _commonest_year(body) or of_file


def _titled(source: Source, text: str) -> Iterator[Naming]:
    organ, year = named_in(text)
    if organ or year:
        yield Naming(source, organ, year, text)


def _stem(file: str) -> str:
    """A file's name as a title: without folders, extension, and what clerks put around it."""
    if not file:
        return ""
    name = squeezed(plain(file).replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0])
    return _FILE_NOISE.sub("", name)


def _period(lines: Sequence[str]) -> tuple[str, str] | None:
    """The statistics period as ISO dates: of the sentence that calls it so, else a whole calendar year's."""
    for line in lines:
        stated = _OF_STATISTICS.search(line)
        if stated and (match := _PERIOD.search(line, stated.start())):
            return _dates(match)
    for line in lines:
        for match in _PERIOD.finditer(line):
            start, end = _dates(match)
            if start.endswith("-01-01") and end == start[:4] + "-12-31":
                return start, end
    return None


def _dates(match: re.Match[str]) -> tuple[str, str]:
    year, month, day, end_year, end_month, end_day = match.groups()
    return (
        f"{year}-{int(month):02}-{int(day):02}",
        f"{end_year or year}-{int(end_month):02}-{int(end_day):02}",
    )


def _period_naming(period: tuple[str, str] | None) -> Iterator[Naming]:
    if period and period[0][:4] == period[1][:4]:
        yield Naming("period", None, int(period[0][:4]), "至".join(period))


def _body_namings(lines: Sequence[str]) -> Iterator[Naming]:
    for line in lines:
        for match in _NAMED.finditer(line):
            organ = match["organ"] if match["organ"] not in _OURSELVES else None
            year = int(match["year"]) if match["year"] else None
            if organ or year:
                yield Naming("body", organ, year, match[0])


def _sections(lines: Lines, starts: Sequence[Start]) -> Iterator[Section]:
    for start, following in pairwise((*starts, None)):
        if start is None:
            continue
        own = lines.between(start.at + 1, following.at if following else len(lines.plain))
        first = (start.rest,) if start.rest else ()
        printed = (*(_printed_rest(lines, start) for _ in first), *own.printed)
        yield Section(start.number or 0, start.heading, (*first, *own.plain), printed)


def _printed_rest(lines: Lines, start: Start) -> str:
    """What stands behind a heading in its line, as printed."""
    read, printed = lines.plain[start.at], lines.printed[start.at]
    found = places(printed, read)
    at = read.rfind(start.rest)
    return printed[found[at] :].rstrip() if found and at >= 0 else start.rest


def _title(lines: Sequence[str]) -> str | None:
    """The line, or two or three lines together, that name the report; organ and year included.

    A page's links name other reports above it: the last of the lines that say most is the title.
    """
    best: tuple[int, str] | None = None
    for i, line in enumerate(lines):
        if not _TITLE.match(line) or BREAK.search(line):
            continue
        title = _with_lines_above(lines, i)
        said = sum(value is not None for value in named_in(title))
        if best is None or said >= best[0]:
            best = said, title
    return best[1] if best else None


def _with_lines_above(lines: Sequence[str], i: int) -> str:
    title = lines[i]
    for above in reversed(lines[max(i - 2, 0) : i]):
        if _without_year(_TITLE.sub(r"\g<before>", title)):
            break
        if len(above) > _ORGAN_LENGTH or BREAK.search(above):
            break
        title = above + title
    return title


def _without_year(text: str) -> str:
    return _YEAR.sub("", text).removeprefix("关于").strip("《》“”\"'").removesuffix("关于")


def named_in(title: str) -> tuple[str | None, int | None]:
    """Organ and year that a title names; (None, None) where it is none."""
    match = _TITLE.match(title)
    if not match:
        return None, None
    before = match["before"]
    year = _YEAR.search(title)
    organ = _without_year(before)
    return organ or None, year_of(year[1]) if year else None


def _signature(lines: Sequence[str]) -> tuple[str | None, str | None]:
    """The organ beside or above the date at the end, and the date (ISO)."""
    for i in range(len(lines) - 1, max(len(lines) - 8, 0), -1):
        match = _DATE.match(lines[i])
        if not match:
            continue
        # A page's last line may run on to the signature: what stands behind the sentence is the organ.
        organ = match["organ"] or lines[i - 1].rpartition("。")[2]
        date = iso_date(match["date"])
        if 2 <= len(organ) <= _ORGAN_LENGTH and not BREAK.search(organ):
            return organ, date
        return None, date
    return None, None


def _commonest_year(body: Sequence[str]) -> int | None:
    """The year that the first section names most often."""
    years = Counter(year for line in body for year in _SPOKEN_YEAR.findall(line)).most_common(2)
    if not years or (len(years) > 1 and years[0][1] == years[1][1]):
        return None
    return int(years[0][0])
