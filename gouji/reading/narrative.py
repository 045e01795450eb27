"""The text around the tables: title, organ, year, the six sections."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from gouji.organs import is_name
from gouji.reading.headings import Start, section_starts
from gouji.reading.signatures import Signature, signature_of
from gouji.reading.titles import named_in, organ_and_year, title_in, title_of
from gouji.reading.words.characters import plain
from gouji.reading.words.lines import Lines
from gouji.report import Heading, Naming, Section, Source
from gouji.text import lazy_pattern, places, squeezed

_SPOKEN_YEAR = lazy_pattern(r"(?<![〔\[(（\d])(20\d\d)年")
_PERIOD = lazy_pattern(
    r"(20\d\d)年(\d{1,2})月(\d{1,2})日(?:起)?[，,]?(?:至|到|-|—|－|~)+(?:(20\d\d)年)?(\d{1,2})月(\d{1,2})日"
)
# A period of other things (a project, a survey) stands in the text as well: these words mark the report's own.
_OF_STATISTICS = lazy_pattern(
    r"统计(?:数据)?(?:的)?(?:期限|时限|时间|区间|周期)|数据(?:的)?(?:统计)?期限"
)
_NAMED = lazy_pattern(
    r"(?:现将|本报告由)(?P<organ>[\u4e00-\u9fff]{2,30}?)?(?:(?P<year>20\d\d)年(?:度)?|编制|关于|的?政府信息公开)"
)
# Where a text that is named nowhere else names its organ, in passing.
_IN_PASSING: Final = tuple(
    lazy_pattern(pattern)
    for pattern in (
        r"本(?:年度)?报告(?:由|是)(?P<organ>[\u4e00-\u9fff]{3,30}?)(?:根据|按照|依据|编制|公布)",
        r"(?P<organ>[\u4e00-\u9fff]{3,30})[（(]以下简称",
        r"^(?P<organ>[\u4e00-\u9fff]{3,30}?)(?:根据|按照|依照|依据)(?:《|国务院|中华)",
        (
            r"^(?:20\d\d年(?:度)?|今年|一年来)[，,]?(?:以来[，,])?(?P<organ>[\u4e00-\u9fff]{3,30}?)"
            r"(?:认真|坚持|深入|严格|紧紧|全面|高度|积极|切实|始终|扎实|持续|按照|根据|以|在)"
        ),
    )
)
_OURSELVES: Final = frozenset(
    {"我局", "我办", "我委", "我镇", "我街道", "我单位", "我市", "我县", "我区", "本机关", "本单位"}
)
_FILE_NOISE = lazy_pattern(
    r"^(?:附件|附)[\d一二三四五六七八九十]{0,2}[.、：:_-]*|^\d{1,2}[.、：:_-]+"
    r"|[-_—+]*(?:定稿|终稿|最终版|盖章|扫描件?|(?<!\d)\d{1,2})*$"
)
_VERSION = lazy_pattern(r"[（(【\[](?:.{0,6}(?:稿|版|盖章|扫描).{0,4}|\d+)[)）】\]]")


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


def read_narrative(lines: Lines, file: str = "", name: str = "") -> Narrative:
    """Read what a report's paragraphs, in reading order, say of it.

    `file`: its file's name; `name`: the title of its page or window. They count where the text says nothing.
    """
    starts = section_starts(lines.plain)
    start = starts[0].at if starts else len(lines.plain)
    lead = lines.squeezed[:start]
    title = title_of(lines, start) or title_in(plain(name))
    signature = signature_of(lines, starts[-1].at if starts else 0, named_in(title or "").organ)
    sections = tuple(_sections(lines, starts, signature))
    body = [squeezed(text) for section in sections[:1] for text in section.paragraphs]
    period = _period([*lead, *body])
    signed = signature.organ
    namings = (
        *_titled(title or ""),
        *_period_naming(period),
        *_body_namings([*lead, *body]),
        *((Naming("signature", signed, None, signed),) if signed else ()),
        *_filed(_stem(file), named_in(title or "").organ or signed),
    )
    by_source = {naming.source: naming for naming in reversed(namings)}  # the first of each source
    organ = _organ(by_source, ("title", "signature", "body"))
    if organ is None and (passing := _in_passing([*lead, *body])):
        organ, namings = passing.organ, (*namings, passing)
    return Narrative(
        title=title,
        organ=organ or _organ(by_source, ("file",)),
        year=_year(by_source, body),
        sections=sections,
        namings=namings,
        period=period,
        signature=signed,
        date=signature.date,
        lead=lines.plain[:start],
        headings={start.at: Heading(start.number, start.heading) for start in starts},
    )


def _organ(namings: Mapping[Source, Naming], sources: Sequence[Source]) -> str | None:
    return next((n.organ for s in sources if (n := namings.get(s)) and n.organ), None)


def _year(namings: Mapping[Source, Naming], body: Sequence[str]) -> int | None:
    """The year of the title, the period or the text; else the one that the text names most, or the file's name."""
    sources: tuple[Source, ...] = ("title", "period", "body")
    named = next((n.year for s in sources if (n := namings.get(s)) and n.year), None)
    of_file = namings["file"].year if "file" in namings else None
    return named or _commonest_year(body) or of_file


def _titled(title: str) -> Iterator[Naming]:
    organ, year = named_in(title)
    if organ or year:
        yield Naming("title", organ, year, title)


def _filed(stem: str, known: str | None) -> Iterator[Naming]:
    organ, year = organ_and_year(stem, known)
    if organ or year:
        yield Naming("file", organ, year, stem)


def _stem(file: str) -> str:
    """A file's name without folders, extension, and what clerks put around it."""
    if not file:
        return ""
    name = squeezed(plain(file).replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0])
    return _FILE_NOISE.sub("", _VERSION.sub("", name))


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


def _in_passing(lines: Sequence[str]) -> Naming | None:
    for pattern in _IN_PASSING:
        for line in lines:
            if (match := pattern.search(line)) and is_name(match["organ"]):
                return Naming("body", match["organ"], None, match[0])
    return None


def _sections(lines: Lines, starts: Sequence[Start], signature: Signature) -> Iterator[Section]:
    """The six sections; the signature, and the date, are paragraphs of their own."""
    numbered = [start for start in starts if start.number]
    for start, following in pairwise((*numbered, None)):
        if start is None:
            continue
        end = following.at if following else len(lines.plain)
        text = [(at, lines.plain[at]) for at in range(start.at + start.lines, end)]
        if start.rest:
            text.insert(0, (start.at, start.rest))
        parts = [
            (part, _printed(lines, at, part))
            for at, line in text
            for part in _parted(at, line, lines.plain[at], signature)
        ]
        paragraphs, printed = zip(*parts, strict=True) if parts else ((), ())
        yield Section(start.number or 0, start.heading, paragraphs, printed)


def _printed(lines: Lines, at: int, part: str) -> str:
    """A line, or a part of it, as printed; as read where the two cannot be laid side by side."""
    read, printed = lines.plain[at], lines.printed[at]
    if part == read:
        return printed
    start, found = read.rfind(part), places(printed, read)
    if start < 0 or not part or not found:
        return part
    return printed[found[start] : found[start + len(part) - 1] + 1]


def _parted(at: int, line: str, whole: str, signature: Signature) -> Iterator[str]:
    """A paragraph apart from the signature that it runs on to."""
    cut = signature.start - (len(whole) - len(line)) if at == signature.line else 0
    before = line[:cut].rstrip() if cut > 0 else ""
    if before:
        yield before
    yield line[cut:].lstrip() if before else line


def _commonest_year(body: Sequence[str]) -> int | None:
    """The year that the first section names most often."""
    years = Counter(year for line in body for year in _SPOKEN_YEAR.findall(line)).most_common(2)
    if not years or (len(years) > 1 and years[0][1] == years[1][1]):
        return None
    return int(years[0][0])
