"""Years and dates: of the title, the statistics period, the documents cited, the plans, the signature."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from gouji.dates import YEAR, year_of
from gouji.facts.base import Excerpt
from gouji.facts.reasons import NoSection, NoYear, Recognised
from gouji.facts.years import (
    CitedPlan,
    DateOdd,
    HeadingOfOtherYear,
    NameOfTitle,
    PeriodOdd,
    PeriodUnstated,
    PlannedForOddYear,
    PlansOutdated,
    TableOfOtherYear,
    TitleIncomplete,
    TitleMisnamed,
    TitleMissing,
    YearsDiffer,
)
from gouji.judging.case import Case
from gouji.judging.listing import LISTED
from gouji.judging.rule import (
    DEFINITION,
    LOCAL_ASSESSMENT,
    NOTICE_2021,
    PRACTICE,
    PUBLISHED,
    REGULATIONS,
    NotAssessed,
    Outcome,
    Violated,
    rule,
)
from gouji.judging.text import prose
from gouji.report import Source
from gouji.text import lazy_pattern, squeezed
from gouji.verdict import Severity

_YEAR_IN_TITLE: Final = lazy_pattern(YEAR + r"\s*(?:年度|年|度)?")
_NAME: Final = lazy_pattern(
    r"政府信息公开工作(?:情况)?(?:的)?年度(?:工作)?(?:情况)?(?:的)?报告|政府信息公开(?:年度)?工作年度报告"
)
_ORGAN: Final = 2  # characters of the shortest name
_YEAR_OF_HEADING: Final = lazy_pattern(rf"({YEAR})年")
_LAST_YEARS: Final = lazy_pattern(
    r"(?:^|[、.,:()\s])(?:上一?|去|前一?)(?:个|统计|报告|自然)?年"
)  # behind a numeral
_REPORTED_ON: Final = (1, 2, 3, 4)  # sections; the fifth plans
_STATISTICS: Final = lazy_pattern(
    r"统计(?:数据|数字|资料)?的?(?:期限|时限|时间|时段|区间|周期|期间|范围)|数据.{0,8}(?:期限|截[至止])"
    r"|1月1日.{0,8}(?:至|到|-|—|~|－).{0,8}12月31日|截[至止].{0,8}12月31日",
    needs="统计 数据 12月31日",
)
_PLAN: Final = r"(?:工作)?要点|任务分解|任务分工|工作安排|重点任务|工作计划|重点工作"
_PLAN_WORD: Final = lazy_pattern(_PLAN)
_NUMBER: Final = lazy_pattern(r"[〔\[【(](20\d\d)[〕\]】)]\s*\d{1,4}\s*号", needs="号")
_NAMED_PLAN: Final = lazy_pattern(
    rf"(20\d\d)年(?:度)?[^《》。;!?\n]{{0,25}}?(?:{_PLAN})",
    needs="要点 任务 安排 计划 工作",
)
_BACK: Final = 70  # characters before a document's number in which its name stands
_NAME_ENDS: Final = lazy_pattern(r"[。;!?\n]|》[^(〔\[]")
_SPOKEN: Final = lazy_pattern(
    r"(到|至|截至|截止|在|自|从)?(20\d\d)年(?:度)?(底|末|前|以前|之前|以来|起|至)?"
)
_FUTURE: Final = lazy_pattern(
    r"^[^,。;:!?\n]{0,16}?(?:,\s*(?:我|本|区|市|县|中心|街道|镇|乡)[^,。;]{0,8})?(将|拟|计划|打算|准备)"
)
_PASSIVE: Final = lazy_pattern(
    r"^.{0,16}?将[^,。;]{1,20}?(?:纳入|作为|列入|列为|融入|转为|分为|送至)"
)
_DONE: Final = lazy_pattern(r"已|完成了|取得了")


@rule(
    "YR-01",
    "标题含年度",
    "标题写明机关、年度和“政府信息公开工作年度报告”。",
    "error",
    basis=(NOTICE_2021, DEFINITION),
    of_words=True,
)
def title(case: Case) -> Iterator[Outcome]:
    """The title names organ and year, and calls the report what it is."""
    printed = case.report.title
    if printed is None:
        yield Violated(TitleMissing())
        return
    whole = squeezed(printed)
    without = _YEAR_IN_TITLE.sub("", whole)
    missing: list[NameOfTitle] = [] if without != whole else ["year"]
    if len(without.partition("政府信息公开")[0].removeprefix("关于").removesuffix("关于")) < _ORGAN:
        missing.append("organ")
    if missing:
        facts = TitleIncomplete(title=printed, missing=tuple(missing))
        yield Violated(facts, rests_on=(printed,))
    elif not (_NAME.search(without) or _NAME.search(_YEAR_IN_TITLE.sub("年度", whole))):
        # The year within the name is right, too: 政府信息公开工作2022年度报告. Other words are no reason to refuse.
        yield Violated(TitleMisnamed(title=printed), rests_on=(printed,), severity="warning")


@rule(
    "YR-02",
    "标题年份与正文一致",
    "标题、统计期限、正文和统计表的表题、表头、工作表名称所写的年度是同一年；文件名不同的，提醒核对。",
    "error",
    basis=(PRACTICE, DEFINITION),
)
def one_year(case: Case) -> Iterator[Outcome]:
    """The report's sources and its tables name one year. A file's name proves little: it only warns."""
    yield from _tables_of_other_years(case)
    year = case.report.year
    if year is None:
        yield NotAssessed(NoYear(what="sources"))
        return
    namings = case.report.namings
    taken_from: Source = next((n.source for n in namings if n.year == year), "body")
    others: dict[Source, tuple[int, str]] = {}
    for naming in namings:
        if naming.year is not None and naming.year != year:
            others.setdefault(naming.source, (naming.year, naming.text))
    for source, (other, text) in others.items():
        facts = YearsDiffer(
            year=year, source=taken_from, other=other, other_source=source, excerpt=Excerpt(text)
        )
        milder: Severity | None = "warning" if source == "file" else None
        yield Violated(facts, rests_on=(year, source, other), severity=milder)
    yield from _headings_of_other_years(case, year)


def _headings_of_other_years(case: Case, year: int) -> Iterator[Outcome]:
    """The headings of what is reported on name the report's year, if they name one."""
    for heading in case.report.headings:
        said = squeezed(heading.text)
        years = {year_of(named) for named in _YEAR_OF_HEADING.findall(said)}
        is_odd = year not in years if years else _LAST_YEARS.search(said)
        if heading.number in _REPORTED_ON and is_odd:
            facts = HeadingOfOtherYear(
                section=heading.number, said=Excerpt(heading.text), year=year
            )
            yield Violated(facts, rests_on=(year, heading.text))


def _tables_of_other_years(case: Case) -> Iterator[Outcome]:
    """Captions and labels of tables name the year that the form has there, if they name one."""
    year = case.report.year
    headings = {squeezed(heading.text) for heading in case.report.headings}
    for odd in case.report.odd_years:
        if squeezed(odd.place.text) in headings:
            continue  # told as a heading's
        facts = TableOfOtherYear(
            table=odd.table,
            said=Excerpt(odd.place.text),
            place=odd.place,
            meant=None if year is None else year + odd.meant,
            offset=odd.meant,
            is_label=odd.is_label,
            is_sheet=odd.is_sheet,
        )
        yield Violated(facts, odd.cells, rests_on=(odd.table, odd.place.text, year or 0))


@rule(
    "YR-03",
    "统计期限完整年度",
    "写了统计期限的，为报告年度的1月1日至12月31日。",
    "error",
    basis=(DEFINITION, PUBLISHED),
    of_words=True,
)
def period(case: Case) -> Iterator[Outcome]:
    """A statistics period that is stated is the whole report year."""
    stated, year = case.report.period, case.report.year
    if stated is None:
        return
    if year is None:
        yield NotAssessed(NoYear())
    elif stated != (f"{year}-01-01", f"{year}-12-31"):
        start, end = stated
        yield Violated(PeriodOdd(year=year, start=start, end=end), rests_on=(year, start, end))


@rule(
    "YR-04",
    "缺统计期限说明",
    "写明数据的统计期限。",
    "note",
    basis=(PUBLISHED,),
    of_words=True,
)
def period_stated(case: Case) -> Iterator[Outcome]:
    """The statistics period is stated."""
    report = case.report
    if report.period is not None:
        return
    said = (p for own in (report.lead, *(s.paragraphs for s in report.sections)) for p in own)
    if not any(_STATISTICS.search(squeezed(paragraph)) for paragraph in said):
        yield Violated(PeriodUnstated(year=report.year))


@rule(
    "YR-05",
    "引用文件年份陈旧",
    "引用的年度文件、工作要点不早于报告年度的上一年，条例和长期有效的规定除外。",
    "warning",
    basis=(NOTICE_2021, LOCAL_ASSESSMENT),
    of_words=True,
)
def cited_plans(case: Case) -> Iterator[Outcome]:
    """A plan of work that is cited is not older than the year before the report year.

    Other documents (regulations, rules, opinions, notices on the form of the report) stand for longer.
    """
    year = case.report.year
    if year is None:
        yield NotAssessed(NoYear())
        return
    cited = (found for paragraph in prose.paragraphs(case.report) for found in _cited(paragraph))
    stale = {found.plan.excerpt: found for found in cited if found.plan.year < year - 1}
    if stale:
        plans = tuple(found.plan for found in stale.values())
        said = dict.fromkeys(found.sentence for found in stale.values())
        further = max(len(plans) - LISTED, 0)
        facts = PlansOutdated(year=year, plans=plans[:LISTED], further=further)
        yield Violated(facts, rests_on=(year, *said))


class _Cited(NamedTuple):
    """A plan of work, and the sentence that cites it."""

    plan: CitedPlan
    sentence: str


def _cited(paragraph: str) -> Iterator[_Cited]:
    """Each plan of work that a paragraph cites by name and number, or, where it has no number, by name."""
    numbers = list(_NUMBER.finditer(paragraph))
    seen = 0
    for match in numbers:
        low = max(seen, match.start() - _BACK)
        before = _NAME_ENDS.split(paragraph[low : match.start()])[-1]
        seen = match.end()
        if plan := list(_PLAN_WORD.finditer(before)):
            years = [int(y) for y in re.findall(r"20\d\d", before)]
            start = match.start() - len(before) + plan[-1].start()
            excerpt = prose.excerpt(paragraph, start, match.end())
            newest = max([int(match[1]), *years])
            yield _Cited(CitedPlan(newest, excerpt), prose.sentence(paragraph, start, match.end()))
    for match in () if numbers else _NAMED_PLAN.finditer(paragraph):
        low = max(match.start() - _BACK, 0)
        opened, closed = (paragraph.rfind(mark, low, match.start()) for mark in "《》")
        if opened > closed:
            said = prose.sentence(paragraph, match.start(), match.end())
            yield _Cited(CitedPlan(int(match[1]), Excerpt(match[0])), said)


@rule(
    "YR-06",
    "下一步计划年份",
    "下一步计划中所写的年度是报告年度的下一年。",
    "note",
    basis=(DEFINITION,),
    of_words=True,
)
def year_of_plans(case: Case) -> Iterator[Outcome]:
    """What section five says will be done in a year, is for the year after the report year."""
    year = case.report.year
    own = prose.section(case.report, 5)
    if year is None or own is None:
        yield NotAssessed(NoYear() if year is None else NoSection(section=5))
        return
    for sentence in (s for paragraph in own for s in prose.sentences(paragraph)):
        match = _odd_plan(sentence, year)
        if match:
            excerpt = prose.excerpt(sentence, match.start(2), match.end())
            facts = PlannedForOddYear(year=year, planned=int(match[2]), excerpt=excerpt)
            yield Violated(facts, rests_on=(year, sentence))
            return


def _odd_plan(sentence: str, year: int) -> re.Match[str] | None:
    """The year other than the next in which a sentence says that something will be done."""
    named = list(_SPOKEN.finditer(sentence))
    if any(int(match[2]) == year + 1 for match in named):
        return None
    for match in named:
        behind = sentence[match.end() : match.end() + _BACK]
        if match[1] or match[3] or not _FUTURE.match(behind):
            continue
        # 将 is 把 as well: 2022年将公开工作纳入考核 is done.
        if not _PASSIVE.match(behind) and not _DONE.search(behind.partition(",")[0]):
            return match
    return None


@rule(
    "YR-07",
    "落款日期合理",
    "落款日期在报告年度的下一年，不晚于法定期限。",
    "warning",
    basis=(REGULATIONS,),
)
def date_of_signature(case: Case) -> Iterator[Outcome]:
    """The signature's date lies in the year after, before the time that the regulations give.

    Where there is no date, a recognised text leaves nothing to be checked either.
    """
    date, year = case.report.date, case.report.year
    if date is None:
        return
    if case.report.recognised or year is None:
        yield NotAssessed(NoYear() if year is None else Recognised())
        return
    department = case.kind == "department"
    first, last = f"{year + 1}-01-01", f"{year + 1}-{'01' if department else '03'}-31"
    if not first <= date <= last:
        facts = DateOdd(date=date, year=year, department=department, first=first, last=last)
        yield Violated(facts, rests_on=(date, last))
