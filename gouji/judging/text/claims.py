"""What a report's text states about its tables: text → sentences with figures and claims.

Reading is a fold: `sentences` takes a paragraph sentence by sentence, a sentence phrase by phrase, a phrase number by
number, and hands the setting on that each of them leaves. What is not certainly about this report's own figures of its
own year is no claim: the year before, part of a year, a plan, another organ, the whole district, 约30件, letters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from gouji.form import format_version_of
from gouji.judging.text import setting as settings
from gouji.judging.text.counting import counted, none_counted
from gouji.judging.text.decisions import decided
from gouji.judging.text.disputes import all_ended
from gouji.judging.text.lexicon.circumstances import (
    COMPARED,
    CUMULATIVE,
    NO_COUNT,
    TIMES,
    UNTIL,
    WORTH,
)
from gouji.judging.text.lexicon.disputes import DISCLOSURE, NAMED, ON
from gouji.judging.text.lexicon.nothing import NONE
from gouji.judging.text.lexicon.requests import ALREADY_ANSWERED
from gouji.judging.text.meaning import OF_OUTCOMES, Alternatives, Kind, Meaning
from gouji.judging.text.phrases import (
    Beside,
    Line,
    Origin,
    Phrase,
    beside,
    normalized,
    phrases,
    split,
    years_as_words,
)
from gouji.judging.text.quantities import Quantity
from gouji.judging.text.requests import all_counted
from gouji.judging.text.rounding import Rounded, rounded
from gouji.judging.text.setting import Setting
from gouji.report import Number, Report, Section

# Characters of a text that are read; the longest reports have some thirty thousand.
READ: Final = 60_000
_NOTHING: Final = frozenset(("无", "零", "没有"))


class Claim(Struct, frozen=True):
    """One number that the text states of the tables.

    `cells`: alternatives, the likeliest first; the text agrees with the tables if the number is the sum of one of them.
    `sentence` stands in `section` (1 to 6), `paragraph` counts from 1 in it, `at` is the place in the sentence.
    `none`: said in words (未收到). `part`: one part (其中) of what was received or concluded, so that it may leave out
    what was carried in or over. `of_new`: behind what was received, so that it may be of this year's only. `whole`: 均,
    全部, of as many as were told before it, so that the table may have its whole there. `due`: perhaps only of what was
    due. `sure`: it counts these cells and nothing else. `also`: numbers that would do as well. `rounded`: as told.
    """

    kind: Kind
    number: Number
    cells: Alternatives
    sentence: str
    section: int
    paragraph: int
    at: int
    none: bool = False
    part: bool = False
    of_new: bool = False
    whole: bool = False
    due: bool = False
    sure: bool = True
    also: tuple[int, ...] = ()
    rounded: Rounded | None = None


class Figure(Struct, frozen=True):
    """A number in a sentence, with what it counts where that is known."""

    quantity: Quantity
    kind: Kind | None = None
    claim: Claim | None = None


class Sentence(Struct, frozen=True, dict=True):
    """One sentence: its figures in order, and what it says there was none of."""

    text: str
    section: int
    paragraph: int
    figures: tuple[Figure, ...] = ()
    none: tuple[Claim, ...] = ()

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The claims that are sure, in reading order."""
        return tuple(claim for claim in self._all if claim.sure)

    @cached_property
    def unsure(self) -> tuple[Claim, ...]:
        """What it seems to state of the tables, but may state of something else."""
        return tuple(claim for claim in self._all if not claim.sure)

    @property
    def _all(self) -> tuple[Claim, ...]:
        return (*self.none, *(f.claim for f in self.figures if f.claim))


def stated(report: Report) -> list[Claim]:
    """Every claim that the text makes about the tables, in reading order."""
    return claims_of(sentences(report))


def claims_of(text: Iterable[Sentence]) -> list[Claim]:
    """All claims of a text, in reading order."""
    return [claim for sentence in text for claim in sentence.claims]


def sentences(report: Report) -> list[Sentence]:
    """The text's sentences, with their figures, as far as it is read."""
    return [
        sentence
        for section, paragraph, text, end in _paragraphs(report)
        for sentence in _paragraph(_origin(report, section, paragraph), text[:end])
    ]


def unread(report: Report) -> tuple[int, int, str] | None:
    """Section, paragraph and text from where on the text is too long to be read; None where it is not."""
    return next(
        (
            (section.number, paragraph, text[end:])
            for section, paragraph, text, end in _paragraphs(report)
            if end < len(text)
        ),
        None,
    )


def _paragraphs(report: Report) -> Iterator[tuple[Section, int, str, int]]:
    """Each paragraph of the sections, its number in it, its text, and how much of that is read: whole sentences."""
    left = READ
    for section in report.sections:
        for paragraph, text in enumerate(section.paragraphs, 1):
            end = len(text) if len(text) <= left else text.rfind("。", 0, left) + 1
            left = left - end if end == len(text) else 0
            yield section, paragraph, text, end


def _origin(report: Report, section: Section, paragraph: int) -> Origin:
    format_version = format_version_of(report.year)
    return Origin(
        report.year,
        report.organ or "",
        report.forms["t2"] or format_version,
        report.forms["t3"] or format_version,
        section.number,
        paragraph,
    )


def _paragraph(origin: Origin, text: str) -> Iterator[Sentence]:
    setting = settings.at_paragraph(origin.section)
    for said in split(normalized(text)):
        sentence, setting = _sentence(Line(said, origin), setting)
        yield sentence
        if not setting.disclosed and DISCLOSURE.occur(said):
            setting = replace(setting, disclosed=True)


def _sentence(line: Line, setting: Setting) -> tuple[Sentence, Setting]:
    origin = line.origin
    sentence = Sentence(line.text, origin.section, origin.paragraph)
    if not WORTH.occur(line.text):
        return sentence, settings.at_time(setting, line.text, origin.year)
    if not line.counts():
        setting = settings.at_topic(setting, line.masked)
        return sentence, settings.at_time(setting, line.masked, origin.year)
    setting = settings.at_sentence(setting, line.text)
    setting = settings.at_only_topic(setting, line.masked)
    figures: list[Figure] = []
    none: list[Claim] = []
    outside = setting
    for phrase in phrases(line):
        if setting.noted and not phrase.noted:
            setting = settings.behind_note(setting, outside)
        elif phrase.noted and not setting.noted:
            setting, outside = settings.at_note(setting), setting
        own, said, setting = _phrase(phrase, setting, named=bool(none))
        figures += own
        none += said
        none += _all_ended(phrase, setting)
    if ALREADY_ANSWERED.occur(line.words):
        figures = [_without_answers(figure) for figure in figures]
    figures = _courts_together(figures)
    return replace(sentence, figures=tuple(figures), none=tuple(none)), setting


def _phrase(
    phrase: Phrase, setting: Setting, *, named: bool
) -> tuple[list[Figure], list[Claim], Setting]:
    """Its figures, and what it says of none or of all."""
    if phrase.counted:
        figures, setting = _figures(phrase, setting)
        return figures, list(_all(phrase, setting, phrase.counted[-1].end)), setting
    setting = settings.at_phrase(setting, phrase.text, phrase.line.origin)
    setting = settings.at_topic(setting, phrase.text)
    said = [*_none(phrase, setting, named=named), *_all(phrase, setting, phrase.start)]
    return [Figure(quantity) for quantity in phrase.quantities], said, setting


def _figures(phrase: Phrase, setting: Setting) -> tuple[list[Figure], Setting]:
    read: dict[Quantity, Figure] = {}
    numbers = list(beside(phrase))
    if not numbers:
        setting = settings.at_phrase(setting, phrase.text, phrase.line.origin)
    for number in numbers:
        setting = settings.at_phrase(setting, number.own, phrase.line.origin)
        read[number.quantity], setting = _figure(number, setting)
    return [read.get(quantity) or Figure(quantity) for quantity in phrase.quantities], setting


def _figure(number: Beside, setting: Setting) -> tuple[Figure, Setting]:
    quantity = number.quantity
    setting = settings.at_topic(setting, number.label, number.near)
    if setting.topic == "decisions":
        return _decision(number, setting), setting
    if not _plain(number):
        return Figure(quantity), setting
    meaning, setting = counted(number, setting)
    if meaning is None:
        return Figure(quantity), setting
    if CUMULATIVE.occur(number.label) and "year" not in TIMES.senses(number.line.words):
        meaning = replace(meaning, sure=False)  # since when is not said
    kind = meaning.kind if setting.time == "year" else None
    claim = None
    if meaning.cells and setting.likely:
        claim = _claim(meaning, int(quantity.number), quantity.start, number.line, setting)
    return Figure(quantity, kind, claim), settings.after(setting, meaning, int(quantity.number))


def _decision(number: Beside, setting: Setting) -> Figure:
    quantity = number.quantity
    meaning = decided(number) if setting.likely else None
    if meaning is None:
        return Figure(quantity)
    claim = _claim(meaning, quantity.number, quantity.start, number.line, setting)
    told = rounded(quantity, number.line.text)
    return Figure(quantity, meaning.kind, replace(claim, rounded=told))


def _plain(number: Beside) -> bool:
    """Whether the number is an exact count, and no change, average or total of many years."""
    if not number.quantity.counts or NO_COUNT.occur(number.label):
        return False
    return not (CUMULATIVE.occur(number.label) and UNTIL.occur(number.line.text))


def _claim(
    meaning: Meaning, number: Number, at: int, line: Line, setting: Setting, *, none: bool = False
) -> Claim:
    kinds = {told.kind for told in setting.told}
    return Claim(
        meaning.kind,
        number,
        meaning.cells,
        sentence=line.text,
        section=line.origin.section,
        paragraph=line.origin.paragraph,
        at=at,
        none=none,
        part=_is_part(meaning.kind, kinds, setting, line),
        of_new=meaning.kind == "concluded" and kinds == {"new"},
        sure=meaning.sure and setting.certain,
    )


def _is_part(kind: Kind, told: set[Kind], setting: Setting, line: Line) -> bool:
    """Whether the number is one part (其中) of what was told, and may leave out the rest."""
    if kind == "carried_in":  # 办结47件，其中上年结转5件: others of them may be open still
        return "concluded" in told and (setting.part or line.with_carried)
    return setting.part and not line.with_carried and _leaves_out(kind, told)


def _leaves_out(kind: Kind, told: set[Kind]) -> bool:
    """收到42件，其中答复38件; 办结39件，其中新收38件: what was carried in or over need not be said."""
    if kind == "new":
        return "concluded" in told
    return kind in {"concluded", *OF_OUTCOMES} and "concluded" not in told


def _none(phrase: Phrase, setting: Setting, *, named: bool) -> Iterator[Claim]:
    """What a phrase says there was none of; of disputes it is sure only where disclosure is `named`."""
    if not (setting.likely and NONE.occur(phrase.text)) or COMPARED.occur(phrase.text):
        return
    line = phrase.line
    known = line.origin.section == 4 or bool(setting.rows) or setting.topic == "requests"
    named = named or known or line.names_disclosure or setting.disclosed
    head = phrase.before if phrase.text in _NOTHING else ""  # 依申请公开情况：无
    words = years_as_words(head + phrase.text, line.origin.year)
    for at, meaning in none_counted(words, line):
        named = named or meaning.kind != "dispute"
        place = phrase.start + max(at - len(head), 0)
        claim = _claim(meaning, 0, place, line, setting, none=True)
        yield claim if named else replace(claim, sure=False)


def _all(phrase: Phrase, setting: Setting, start: int) -> Iterator[Claim]:
    """收到12件，均予以公开: what a phrase says, from a place on, of all that were counted last."""
    if not setting.certain or setting.topic != "requests":
        return
    words = phrase.line.masked[start : phrase.end]
    for at, meaning, due in all_counted(words, phrase.line.origin.t3, setting):
        claim = _claim(meaning, setting.number, start + at, phrase.line, setting)
        if meaning.kind == "carried_over":
            yield replace(claim, number=0, due=due)
        elif not setting.told:
            yield replace(claim, number=0, none=True)
        else:
            yield replace(claim, whole=True)


def _all_ended(phrase: Phrase, setting: Setting) -> Iterator[Claim]:
    """What is said of all disputes counted so far, behind the phrase's last number."""
    if setting.likely and setting.topic == "disputes" and _goes_on(phrase, setting):
        start = phrase.counted[-1].end if phrase.counted else phrase.start
        for at, meaning in all_ended(phrase.line.masked[start : phrase.end], setting):
            yield _claim(meaning, 0, start + at, phrase.line, setting, none=True)


def _goes_on(phrase: Phrase, setting: Setting) -> bool:
    """Whether a phrase is about disputes counted before: in its sentence, or that sentence goes on with them."""
    return "dispute" in setting.kinds or ON.occur(phrase.text) or NAMED.occur(phrase.text)


def _courts_together(figures: list[Figure]) -> list[Figure]:
    """一审2件、二审1件: together, or the most alone, they are the lawsuits."""
    levels = [figure for figure in figures if figure.kind == "court"]
    if not levels or levels[0].claim is None:
        return figures
    if len(levels) == 1 and any(figure.kind == "dispute" for figure in figures):
        return [replace(f, claim=None) if f is levels[0] else f for f in figures]
    numbers = [int(figure.quantity.number) for figure in levels]
    whole = replace(levels[0].claim, number=sum(numbers), also=(max(numbers),))
    apart = [replace(figure, claim=None) for figure in levels[1:]]
    others = [figure for figure in figures if figure.kind != "court"]
    return [*others, replace(levels[0], claim=whole), *apart]


def _without_answers(figure: Figure) -> Figure:
    """收到42件，办结38件；上年结转1件已办结: the answers are to this year's requests, which no cell counts."""
    if figure.claim and figure.kind == "concluded":
        return Figure(figure.quantity)
    return figure
