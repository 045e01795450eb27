"""What a report's text states about its tables: text → claims.

`stated(report)` yields every claim of the six sections, in reading order. A claim has a number and `cells`:
alternatives, each a tuple of cell ids; the text agrees with the tables if the number equals the sum of one of them.
What is not certainly about this report's own figures of its own year is no claim: the year before, part of a year, a
plan, another organ, the whole district, 约30件, letters and complaints.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Final, cast

from gouji.form import form_of_year
from gouji.judging.text.lexicon import (
    TOPICS,
    Alternatives,
    Kind,
    Meaning,
    Setting,
    Topic,
    meaning,
    none_stated,
)
from gouji.judging.text.prose import part_name
from gouji.judging.text.quantities import Quantity, quantities
from gouji.report import Report, Section

_AROUND: Final = 20  # characters quoted on either side of the number
_LABEL_LENGTH: Final = 80  # characters before a number in which it may be said what it counts
_OBJECT_LENGTH: Final = (
    16  # characters behind a number in which its object may stand: 收到8份政府信息公开申请
)


@dataclass(frozen=True, slots=True)
class Claim:
    """One number that the text states of the tables.

    `rule` is the rule that it is judged by, `cells` the alternatives whose sum it should equal, the likeliest first.
    `sentence` stands in `section` (1 to 6), `paragraph` counts from 1 in it, `at` is the place in the sentence.
    `none`: said in words (未收到). `part`: one part (其中) of what was received or concluded, so that it may leave out
    what was carried in or over.
    """

    rule: str
    kind: Kind
    number: int
    cells: Alternatives
    sentence: str
    section: int
    paragraph: int
    at: int
    none: bool = False
    part: bool = False

    @property
    def place(self) -> str:
        """「第一部分第3段」."""
        return place(self.section, self.paragraph)

    @property
    def quote(self) -> str:
        """The words around the number."""
        return quoted(self.sentence, self.at)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a sentence, with what it counts where that is known; `part` stands behind 其中."""

    quantity: Quantity
    kind: Kind | None
    claim: Claim | None = None
    part: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its figures in order, and what it says there was none of."""

    text: str
    section: int
    paragraph: int
    figures: tuple[Figure, ...] = ()
    none: tuple[Claim, ...] = ()

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims, in reading order."""
        return (*self.none, *(f.claim for f in self.figures if f.claim))


def stated(report: Report) -> Iterable[Claim]:
    """Every claim that the text makes about the tables, in reading order."""
    return [claim for sentence in sentences(report) for claim in sentence.claims]


def sentences(report: Report) -> list[Sentence]:
    """The text's sentences, with their figures."""
    return [
        sentence
        for section in report.sections
        for paragraph, text in enumerate(section.paragraphs, 1)
        for sentence in _paragraph(report, section, paragraph, text)
    ]


def place(section: int, paragraph: int) -> str:
    """「第一部分第3段」."""
    return f"{part_name(section)}第{paragraph}段"


def quoted(sentence: str, at: int) -> str:
    """The words around a place in a sentence, at most some forty characters."""
    start, end = max(at - _AROUND, 0), min(at + _AROUND, len(sentence))
    words = _COMMA.sub("，", sentence[start:end].strip(",;、")).translate(_WIDE_MARKS)
    return f"{'…' if start else ''}{words}{'…' if end < len(sentence) else ''}"


def squeezed(text: str) -> str:
    """The text without spaces, but those between two numbers, and with half-width marks and digits."""
    return _SPACE.sub("", text).translate(_HALF)


# --- sentences and phrases -------------------------------------------------------------------------------------------

_SPACE: Final = re.compile(r"(?<!\d)\s+|\s+(?!\d)")
# Places in the text stay: each of these characters has one of the same width.
_HALF: Final = str.maketrans("，；：！？（）％０１２３４５６７８９", ",;:!?()%0123456789")
_WIDE_MARKS: Final = str.maketrans(";:!?()", "；：！？（）")
_COMMA: Final = re.compile(r"(?<!\d),|,(?!\d)")
_SENTENCE: Final = re.compile(r"[^。!?]+[。!?]?")
_TITLES: Final = re.compile(r"《[^《》]*》|〔[^〔〕]*〕|\[[^\[\]]*\]")
_BRACKETS: Final = re.compile(r"\(([^()]*)\)")
_BREAK: Final = re.compile(r"[,;:。!?]")
_BLANK: Final = "·"  # in place of what is not to be read, so that places stay
_NUMBER_FIRST: Final = re.compile(
    r"^(?:其中|共计?|总?计|有|另有?|还有|合计|包括|包含|含|剩余|其?余|[尚仍]有|即|为|的|均|该|这|前述|全部|所有|累计|全年|已|[、和及·以与])*$"
)
_LEADING: Final = re.compile(r"^[、和及以与·\s]+")
_ENUMERATION: Final = "分别"
_OWN_TIME: Final = re.compile(r"全年|本年|今年|一年来|年内|当年|本报告期|报告期内")
_OTHER_YEAR: Final = re.compile(r"20\d\d年|去年|上年|上一年|往年|历年|同期")
_PART_OF_YEAR: Final = re.compile(
    r"[上下]半年|季度|明年|下一?年|下一步|今后|计划|力争|目标|预计|以来|目前"
    r"|(?<!\d)(?:[2-9]|1[01]|[二三四五六七八九]|十一?)月"
)
_WHOLE_YEAR: Final = re.compile(
    r"[自从]?本?年?1月(?:1日)?(?:起|[至到—~-])+(?:本年)?12月(?:31日|底)?(?:止|期间)?|1[—~-]12月|[今本]?一?年初?以来"
    r"|截[至止]到?(?:本年)?(?:12月)?(?:31日|年?底|末)"
)
_COMPARED: Final = re.compile(
    r"(?:[比较与同和跟]|相比|对比|相较|超过|低于)于?(?:去年|上一?年|往年|20\d\d年)|同比|环比"
)
_CHANGE: Final = re.compile(
    r"增加|增长|增幅|减少|下降|上升|提高|降低|同比|环比|[比较](?:去|上|往|同|20)|[多少](?:了)?$|日均|月均|平均|约|每|至少|不少于|不得|应当|原则上|如果|之一"
)
_WIDE: Final = re.compile(
    r"(?:全|我|本)(?P<level>[国省市区县州盟旗])(?!级)|全系统|全行业|各[级街镇乡县区市部单]|[街乡]镇|镇街|区直|县直|市直|下属|所属|系统内"
)
_NAMED: Final = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{0,14}?)(?P<type>街道办事处|办事处|街道|人民政府|政府办公室|政府办|管委会|委员会|办公室|分局|总队|支队|大队"
    r"|中心|政府|局|厅|镇|乡|部门|科室|单位)(?:已|共|全年|累计|合计|新|本年度?|年内|依法|总共|实际|[,、])*(?:收到|接到|受理|接收|办结|答复|办理|处理)"
)
_WITH_CARRIED: Final = re.compile(
    r"(?:含|包括|其中|加上|连同|及|和|与|另)[^。;]{0,14}(?:上一?年度?|去年|往年)(?:的|度|未办结)*(?:结转|转结|遗留|转入)"
)
_CARRIED_ANSWERED: Final = re.compile(
    r"(?:上一?年度?|去年)(?:结转|转结)[^。;]{0,14}(?:也|已|均|全部)[^。;\d]{0,8}(?:办结|答复|办理)(?:完毕)?(?=[,;。)]|$)"
)
_DISCLOSURE: Final = re.compile(r"信息公开|依申请公开")
_SOME_OF_DISCLOSURE: Final = re.compile(r"[^;。]{0,4}(?:其中|涉及|含)[^,;。]{0,8}信息公开")
_UNTIL: Final = re.compile(r"截[至止]")
_PART: Final = re.compile(r"其中|包括|包含")
# 上年结转 and 结转下年 are about this year.
_TURNED_OVER: Final = re.compile(
    r"(?:上一?年度?末?|去年度?|往年)(?:的|未办结|末|度)?(?:结转|转结|遗留|转入|结余|接转)|上一?年度?(?:无|没有)结转"
    r"|(?:下一?个?年度?|[明次]年度?|来年)(?=结转|继续|办理|答复|处理|[,;。、度]|$)"
    r"|[至到转入](?:下一?个?年度?|[明次来]年)"
)
_OTHERS_DOCUMENTS: Final = re.compile(r"清理|梳理|合法性|备案|汇编|评估")
_OWN_LEVEL: Final = re.compile(r"本级")
_GOVERNMENT: Final = re.compile(r"(?:[省市区县州盟旗]|人民政府)$")
_NONE: Final = re.compile(r"没有|未|无|零|不存在")
_NUMERAL: Final = re.compile(
    r"[\d零〇一二两三四五六七八九十百千万][件条份个宗起例项次部%余多,;。)]|\d\W*$|\d万?元"
)
# Sentences of the rest need not be looked at.
_WORTH: Final = re.compile(r"申请|结转|复议|诉讼|规范性文件|规章|公开|答复|办结|其中|占|维持|纠正")


@dataclass(slots=True)
class _Flow:
    """What is carried from sentence to sentence of one paragraph."""

    report: Report
    section: int
    paragraph: int
    setting: Setting
    in_time: bool = True
    in_year: bool = True
    in_scope: bool = True
    figures: list[Figure] = field(default_factory=list)
    none: list[Claim] = field(default_factory=list)
    text: str = ""
    masked: str = ""  # the text without what is not to be read, place by place


def _paragraph(report: Report, section: Section, number: int, text: str) -> Iterator[Sentence]:
    topic: dict[int, Topic] = {3: "requests", 4: "disputes"}
    setting = Setting(
        t2=report.forms["t2"] or form_of_year(report.year),
        t3=report.forms["t3"] or form_of_year(report.year),
        topic=topic.get(section.number),
    )
    flow = _Flow(report, section.number, number, setting)
    for match in _SENTENCE.finditer(squeezed(text)):
        yield _sentence(match[0].strip(), flow)


def _sentence(text: str, flow: _Flow) -> Sentence:
    if not _WORTH.search(text):
        _follow_time(text, flow)
        return Sentence(text, flow.section, flow.paragraph)
    masked = _masked(text)
    flow.text, flow.masked = text, masked
    setting = flow.setting
    if not _NUMERAL.search(masked) and not _NONE.search(masked):
        _turn_topic(masked, setting)
        _follow_time(masked, flow)
        return Sentence(text, flow.section, flow.paragraph)
    setting.part, setting.documents, setting.columns = False, (), ()
    words = _years_as_words(masked, flow.report.year)
    setting.with_carried = bool(_WITH_CARRIED.search(words))
    setting.others_documents = bool(_OTHERS_DOCUMENTS.search(text))
    flow.figures, flow.none = [], []
    flow.in_scope, flow.in_time = True, flow.in_year
    if not text.startswith("其中"):
        setting.kinds.clear()
    pending = ""
    for start, end, found in _phrases(masked):
        _follow_time(masked[start:end], flow)
        _follow_scope(masked[start:end], flow)
        pending = _phrase((start, end), found, pending, flow)
    if _CARRIED_ANSWERED.search(words):
        flow.figures = [_without_answers(figure) for figure in flow.figures]
    return Sentence(
        text,
        flow.section,
        flow.paragraph,
        tuple(flow.figures),
        tuple(flow.none),
    )


def _without_answers(figure: Figure) -> Figure:
    """收到42件，办结38件；上年结转1件已办结: the answers are to this year's requests, which no cell counts."""
    if figure.claim and figure.kind == "concluded":
        return Figure(figure.quantity, None, None, figure.part)
    return figure


def _masked(text: str) -> str:
    """Blank out names of documents, and brackets; those with numbers or a few words become phrases of their own."""
    text = _TITLES.sub(lambda m: _BLANK * len(m[0]), text)
    return _BRACKETS.sub(_bracket, text)


def _bracket(match: re.Match[str]) -> str:
    inner = match[1]
    if any(q.counts and q.unit for q in quantities(inner)):
        return f",{inner},"
    if (
        len(inner) <= 20
        and not _BREAK.search(inner)
        and not re.fullmatch(r"[\d一二三四五六七八九十]+|不含.*", inner)
    ):
        return f"{_BLANK}{inner}{_BLANK}"
    return _BLANK * len(match[0])


def _phrases(masked: str) -> Iterator[tuple[int, int, list[Quantity]]]:
    """The phrases between commas and the like, each with its quantities."""
    found = list(quantities(masked))
    inside = {i for q in found for i in range(q.start, q.end)}
    breaks = [m.start() for m in _BREAK.finditer(masked) if m.start() not in inside]
    edges = [-1, *breaks, len(masked)]
    for before, end in pairwise(edges):
        yield before + 1, end, [q for q in found if before < q.start < end]


def _phrase(span: tuple[int, int], found: list[Quantity], pending: str, flow: _Flow) -> str:
    """Read one phrase; gives the words that may belong to a number in the next one."""
    start, end = span
    masked = flow.masked
    phrase = masked[start:end]
    setting = flow.setting
    if _PART.search(phrase):
        setting.part = True
    counted = [q for q in found if q.unit not in {"%", "‰"}]
    if not counted:
        _turn_topic(phrase, setting)
        _note_none(phrase, start, flow)
        flow.figures += [Figure(q, None) for q in found]
        return "" if found else phrase
    if _ENUMERATION in phrase:
        flow.figures += [Figure(q, None) for q in found]
        return ""
    number_first = bool(_NUMBER_FIRST.match(masked[start : counted[0].start]))
    inherit = number_first and bool(pending) and counted[0].end >= end - 1
    for i, quantity in enumerate(counted):
        label_start = counted[i - 1].end if i else start
        rest_end = counted[i + 1].start if i + 1 < len(counted) else end
        before, behind = masked[label_start : quantity.start], masked[quantity.end : rest_end]
        if inherit and not i:
            before = pending + before
        elif number_first:
            before, behind = behind, ""
        flow.figures.append(_figure(quantity, before, behind, flow))
    flow.figures += [Figure(q, None) for q in found if q not in counted]
    return ""


def _figure(quantity: Quantity, before: str, behind: str, flow: _Flow) -> Figure:
    setting = flow.setting
    year = flow.report.year
    before, behind = before[-_LABEL_LENGTH:], behind[:_LABEL_LENGTH]
    label = _LEADING.sub("", _years_as_words(before, year)).replace(_BLANK, "").removeprefix("其中")
    setting.disclosure = _about_disclosure(quantity, flow)
    _turn_topic(label, setting)
    if not TOPICS.search(label):
        _turn_topic(behind[:_OBJECT_LENGTH], setting)
    plain = quantity.counts and not _CHANGE.search(label)
    plain = plain and not ("累计" in label and _UNTIL.search(flow.text))
    found = meaning(label, _years_as_words(behind, year), setting) if plain else None
    if found is None or not plain:
        return Figure(quantity, None, None, setting.part)
    claim = None
    if flow.in_time and flow.in_scope and found.cells:
        setting.kinds.add(found.kind)
        if found.rows and found.kind not in {"natural", "legal", "applicant"}:
            setting.rows.append(found.rows)
        if found.kind in {"outcome", "reason"}:
            setting.topic = "requests"
        claim = _claim(quantity.start, int(quantity.number), found, flow)
    elif not found.cells:
        setting.kinds.add(found.kind)
    return Figure(quantity, found.kind if flow.in_time else None, claim, setting.part)


def _claim(at: int, number: int, found: Meaning, flow: _Flow, *, none: bool = False) -> Claim:
    return Claim(
        found.rule,
        found.kind,
        number,
        found.cells,
        sentence=flow.text,
        section=flow.section,
        paragraph=flow.paragraph,
        at=at,
        none=none,
        part=flow.setting.part and not flow.setting.with_carried,
    )


def _about_disclosure(quantity: Quantity, flow: _Flow) -> bool:
    """Whether 复议 and 诉讼 are about disclosure: an office may tell of all its lawsuits."""
    if _SOME_OF_DISCLOSURE.match(flow.text, quantity.end):
        return False
    before = flow.masked[: quantity.start]
    return flow.section == 4 or bool(flow.setting.rows) or bool(_DISCLOSURE.search(before))


def _disclosure_named(flow: _Flow) -> bool:
    named = flow.section == 4 or bool(flow.setting.rows) or bool(flow.none)
    return named or flow.setting.topic == "requests" or bool(_DISCLOSURE.search(flow.text))


def _note_none(phrase: str, start: int, flow: _Flow) -> None:
    if not (_NONE.search(phrase) and flow.in_time and flow.in_scope) or _COMPARED.search(phrase):
        return
    words = _years_as_words(phrase, flow.report.year)
    for at, found in none_stated(words):
        if found.kind == "dispute" and not _disclosure_named(flow):
            continue
        flow.none.append(_claim(start + at, 0, found, flow, none=True))


def _turn_topic(words: str, setting: Setting) -> None:
    """The topic is what was named last."""
    found: Topic | None = None
    for match in TOPICS.finditer(words):
        found = cast("Topic", match.lastgroup)  # the pattern's groups are the topics
    if found:
        setting.topic = found


@lru_cache(maxsize=256)
def _years_as_words(text: str, year: int | None) -> str:
    """2021年 and 2023年 in a report of 2022 are 上年 and 下年."""
    if year is None or "20" not in text:
        return text
    for number, word in ((year - 1, "上年"), (year, "本年"), (year + 1, "下年")):
        text = text.replace(f"{number}年", word)
    return text


def _follow_time(phrase: str, flow: _Flow) -> None:
    """Keep whether the words are about the report's year as a whole."""
    words = _years_as_words(phrase, flow.report.year)
    words = _WHOLE_YEAR.sub("本年", words)
    words = _TURNED_OVER.sub("", words)
    if _COMPARED.search(words):
        return
    if _OTHER_YEAR.search(words):
        flow.in_time = flow.in_year = False
    elif _PART_OF_YEAR.search(words):
        flow.in_time = False
    elif _OWN_TIME.search(words):
        flow.in_time = flow.in_year = True


def _follow_scope(phrase: str, flow: _Flow) -> None:
    """Keep whether the words are about this organ itself."""
    organ = flow.report.organ or ""
    for match in _WIDE.finditer(phrase):
        level = match["level"]
        if not (level and re.search(rf"{level}(?:人民政府)?$", organ)):
            flow.in_scope = False
    if _OWN_LEVEL.search(phrase) and _GOVERNMENT.search(organ):
        flow.in_scope = False  # a government's report may add up all its organs'
    for match in _NAMED.finditer(phrase):
        flow.in_scope = _ours(match["name"], match["type"], organ)


def _ours(name: str, kind: str, organ: str) -> bool:
    """我局, 区水利局 in the report of 青川市水利局; not 其中区住建局."""
    if not name or name[-1] in "我本全该":
        return kind not in {"部门", "科室"}
    return all(part in organ for part in re.findall(r"政府|办公室|.+", kind)) and name[-2:] in organ
