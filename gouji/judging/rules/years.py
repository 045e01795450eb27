"""Years and dates: of the title, the statistics period, the documents cited, the plans, the signature."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from gouji.form import REPORT_NAME
from gouji.judging.case import Case, Check, Outcome, finding, unassessed
from gouji.judging.rules.sources import SOURCES, quoted
from gouji.judging.text import prose
from gouji.verdict import Finding, Severity

_NO_YEAR: Final = "没有找到报告年度，无法核对。"
_NO_SECTION: Final = "没有找到第五部分，无法核对。"
_YEAR: Final = r"(?:20\d\d|二[〇○零Oo0][〇○零一二三四五六七八九]{2})"
_YEAR_IN_TITLE: Final = re.compile(_YEAR + r"\s*(?:年度|年|度)?")
_NAME: Final = re.compile(
    r"政府信息公开工作(?:情况)?(?:的)?年度(?:工作)?(?:情况)?(?:的)?报告|政府信息公开(?:年度)?工作年度报告"
)
_ORGAN: Final = 2  # characters of the shortest name
_STATISTICS: Final = re.compile(
    r"统计(?:数据|数字|资料)?的?(?:期限|时限|时间|时段|区间|周期|期间|范围)|数据.{0,8}(?:期限|截[至止])"
    r"|1月1日.{0,8}(?:至|到|-|—|~|－).{0,8}12月31日|截[至止].{0,8}12月31日"
)
_PLAN: Final = r"(?:工作)?要点|任务分解|任务分工|工作安排|重点任务|工作计划|重点工作"
_PLAN_WORD: Final = re.compile(_PLAN)
_NUMBER: Final = re.compile(r"[〔\[【(](20\d\d)[〕\]】)]\s*\d{1,4}\s*号")
_NAMED_PLAN: Final = re.compile(rf"(20\d\d)年(?:度)?[^《》。;!?\n]{{0,25}}?(?:{_PLAN})")
_BACK: Final = 70  # characters before a document's number in which its name stands
_SENTENCE_END: Final = re.compile(r"[。;!?\n]|》[^(〔\[]")
_SPOKEN: Final = re.compile(
    r"(到|至|截至|截止|在|自|从)?(20\d\d)年(?:度)?(底|末|前|以前|之前|以来|起|至)?"
)
_FUTURE: Final = re.compile(
    r"^[^,。;:!?\n]{0,16}?(?:,\s*(?:我|本|区|市|县|中心|街道|镇|乡)[^,。;]{0,8})?(将|拟|计划|打算|准备)"
)
_PASSIVE: Final = re.compile(
    r"^.{0,16}?将[^,。;]{1,20}?(?:纳入|作为|列入|列为|融入|转为|分为|送至)"
)
_DONE: Final = re.compile(r"已|完成了|取得了")


def check_years(case: Case) -> Iterator[Outcome]:
    """YR-02: the report's sources name one year. A file's name proves little: it only warns."""
    year = case.report.year
    if year is None:
        yield unassessed("YR-02", "没有找到报告年度，无法核对各处是否一致。")
        return
    others = [n for n in case.report.namings if n.year is not None and n.year != year]
    for source in dict.fromkeys(naming.source for naming in others):
        naming = next(n for n in others if n.source == source)
        message = (
            f"{quoted(case, 'year')}，而{SOURCES[source]}写的是{naming.year}年"
            f"（“{naming.text}”），请核对哪一个对。"
        )
        severity: Severity = "warning" if source == "file" else "error"
        yield Finding("YR-02", severity, (), message)


@prose.wording("YR-01")
def check_title(case: Case) -> Iterator[Outcome]:
    """YR-01: the title names organ and year, and calls the report what it is."""
    title = case.report.title
    if title is None:
        message = f"没有找到标题，标题应当写明机关、年度和“{REPORT_NAME}”。"
        yield finding("YR-01", (), message)
        return
    squeezed = prose.squeezed(title)
    without = _YEAR_IN_TITLE.sub("", squeezed)
    prescribed = f"应当写成“（机关名称）（年度）年{REPORT_NAME}”。"
    lacking = [] if without != squeezed else ["年度"]
    if len(without.partition("政府信息公开")[0].removeprefix("关于").removesuffix("关于")) < _ORGAN:
        lacking.append("机关")
    if lacking:
        yield finding("YR-01", (), f"标题“{title}”没有写明{'和'.join(lacking)}，{prescribed}")
    elif not (_NAME.search(without) or _NAME.search(_YEAR_IN_TITLE.sub("年度", squeezed))):
        # The year within the name is right, too: 政府信息公开工作2022年度报告. Other words are no reason to refuse.
        yield Finding("YR-01", "warning", (), f"标题“{title}”没有写“{REPORT_NAME}”，{prescribed}")


@prose.wording("YR-03")
def check_period(case: Case) -> Iterator[Outcome]:
    """YR-03: a statistics period that is stated is the whole report year."""
    period, year = case.report.period, case.report.year
    if period is None:
        return
    if year is None:
        yield unassessed("YR-03", _NO_YEAR)
    elif period != (f"{year}-01-01", f"{year}-12-31"):
        message = (
            f"统计期限写的是{_spoken(period[0])}至{_spoken(period[1])}，"
            f"应当是{year}年1月1日至{year}年12月31日。"
        )
        yield finding("YR-03", (), message)


def _spoken(date: str) -> str:
    year, month, day = date.split("-")
    return f"{year}年{int(month)}月{int(day)}日"


@prose.wording("YR-04")
def check_period_stated(case: Case) -> Iterator[Outcome]:
    """YR-04: the statistics period is stated."""
    if case.report.period is not None:
        return
    said = (
        p
        for part in (case.report.lead, *(s.paragraphs for s in case.report.sections))
        for p in part
    )
    if not any(_STATISTICS.search(prose.squeezed(paragraph)) for paragraph in said):
        year = case.report.year
        span = f"{year}年1月1日至{year}年12月31日" if year else "报告年度的1月1日至12月31日"
        yield finding("YR-04", (), f"没有写明数据的统计期限，请补写为{span}。")


@prose.wording("YR-05")
def check_cited_plans(case: Case) -> Iterator[Outcome]:
    """YR-05: a plan of work that is cited is not older than the year before the report year.

    Other documents (regulations, rules, opinions, notices on the form of the report) stand for longer.
    """
    year = case.report.year
    if year is None:
        yield unassessed("YR-05", _NO_YEAR)
        return
    stale: dict[str, int] = {}
    for _, paragraphs in prose.parts(case.report):
        for paragraph in paragraphs:
            stale |= {shown: of for shown, of in _plans(paragraph) if of < year - 1}
    if stale:
        listed = "、".join(stale)
        message = (
            f"引用的工作要点等年度文件早于{year - 1}年：{listed}；请改引{year}年度的文件，或删去。"
        )
        yield finding("YR-05", (), message)


def _plans(paragraph: str) -> Iterator[tuple[str, int]]:
    """Each plan of work that a paragraph cites, with the newest year that it names."""
    seen = 0
    for match in _NUMBER.finditer(paragraph):
        low = max(seen, match.start() - _BACK)
        before = _SENTENCE_END.split(paragraph[low : match.start()])[-1]
        seen = match.end()
        if plan := list(_PLAN_WORD.finditer(before)):
            years = [int(y) for y in re.findall(r"20\d\d", before)]
            start = match.start() - len(before) + plan[-1].start()
            yield prose.quote(paragraph, start, match.end()), max([int(match[1]), *years])
    if not seen and not _NUMBER.search(paragraph):
        for match in _NAMED_PLAN.finditer(paragraph):
            if paragraph.rfind("《", 0, match.start()) > paragraph.rfind("》", 0, match.start()):
                yield f"“{match[0]}”", int(match[1])


@prose.wording("YR-06")
def check_year_of_plans(case: Case) -> Iterator[Outcome]:
    """YR-06: what section five says will be done in a year, is for the year after the report year."""
    year = case.report.year
    paragraphs = prose.section(case.report, 5)
    if year is None or paragraphs is None:
        yield unassessed("YR-06", _NO_YEAR if year is None else _NO_SECTION)
        return
    for paragraph in paragraphs:
        for sentence in re.split(r"[。!?]", paragraph):
            match = _odd_plan(sentence, year)
            if match:
                shown = prose.quote(sentence, match.start(2), match.end())
                message = f"第五部分的计划写的是{match[2]}年（{shown}），下一步计划应当是{year + 1}年的，请核对。"
                yield finding("YR-06", (), message)
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


def check_date(case: Case) -> Iterator[Outcome]:
    """YR-07: the signature's date lies in the year after, before the time that the regulations give."""
    date, year = case.report.date, case.report.year
    if date is None:
        return
    if case.report.recognised or year is None:
        yield unassessed("YR-07", _NO_YEAR if year is None else prose.SCANNED)
        return
    department = prose.kind_of_organ(case) == "department"
    first, last = f"{year + 1}-01-01", f"{year + 1}-{'01' if department else '03'}-31"
    if not first <= date <= last:
        message = (
            f"落款日期是{_spoken(date)}，{year}年度的报告应当在{_spoken(first)}至{_spoken(last)}"
            f"之间发布（{'部门1月31日' if department else '政府3月31日'}前），请核对。"
        )
        yield finding("YR-07", (), message)


CHECKS: Final[tuple[Check, ...]] = (
    check_title,
    check_years,
    check_period,
    check_period_stated,
    check_cited_plans,
    check_year_of_plans,
    check_date,
)
