"""What the words before a number have set: each step takes a setting and gives a new one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from gouji.judging.text.lexicon.circumstances import (
    COMPARED,
    GOVERNMENT,
    NAMED,
    OURSELVES,
    OWN_LEVEL,
    PART,
    TIMES,
    TOPICS,
    TURNED_OVER,
    WHOLE_YEAR,
    WIDE,
    Time,
    Topic,
)
from gouji.judging.text.lexicon.entry import Found
from gouji.judging.text.lexicon.requests import OUTCOMES, REASONS
from gouji.judging.text.meaning import OF_APPLICANTS, OF_OUTCOMES, Kind, Meaning, Rows
from gouji.judging.text.phrases import Origin, years_as_words
from gouji.text import lazy_pattern

Groups = tuple[str, ...]  # of table 4
_TOPICS: Final[dict[int, Topic]] = {3: "requests", 4: "disputes"}  # by section
_OURSELVES: Final = frozenset("我本全该")
_REGIONS: Final = frozenset("省市县区州盟旗镇乡")
_MANY: Final = 3  # outcomes in one sentence
_LONGEST_NAME: Final = 14  # characters of a name before its type
_NAME: Final = lazy_pattern(r"[\u4e00-\u9fff]*$")
_TIME: Final = lazy_pattern("^.*(?:年度?|期间|以来|其中)")  # before a name
_PARTS_OF_US: Final = frozenset(("部门", "科室"))


class Disputes(Struct, frozen=True):
    """The groups of table 4 that were named: `recent` the last one first, `every` in order.

    `settled`: outcomes of theirs were told, so that the next one named begins anew.
    """

    recent: tuple[Groups, ...] = ()
    every: Groups = ()
    settled: bool = False

    def naming(self, groups: Groups) -> Disputes:
        """With groups named beside those before, or after them."""
        if not groups:
            return self
        if self.settled:
            return Disputes((groups,), groups)
        recent = (groups, *(others for others in self.recent if others != groups))
        return Disputes(recent, tuple(dict.fromkeys((*self.every, *groups))))

    def candidates(self) -> tuple[Groups, ...]:
        """The groups that an outcome without its own may belong to: each one named before, or all of them."""
        return tuple(dict.fromkeys((*self.recent, self.every))) if self.every else ()


class Documents(Struct, frozen=True):
    """The rows and columns of table 2 whose documents were counted before in the sentence."""

    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()


class Setting(Struct, frozen=True):
    """What a number is about, by all that was read before it in its paragraph.

    `time`: the report's `year`, `part` of it or `other` years. `ours`: this organ's own figures. `part`: behind 其中.
    `inherited`: the time was named in a sentence before. `noted`: in brackets. Counted before in the sentence: `kinds`;
    `told`, of the organ's own year, `number` the last of them; `elsewhere`, just before, of another organ or time;
    `columns`, from whom. Counted before in the paragraph: `rows` of table 3 and `disputes`; `disclosed`: disclosure was
    named in it.
    """

    topic: Topic | None
    time: Time = "year"
    ours: bool = True
    inherited: bool = False
    part: bool = False
    noted: bool = False
    disclosed: bool = False
    kinds: frozenset[Kind] = frozenset()
    told: tuple[Meaning, ...] = ()
    number: int = 0
    elsewhere: Meaning | None = None
    columns: frozenset[str] = frozenset()
    rows: Rows = ()
    disputes: Disputes = Disputes()
    documents: Documents = Documents()

    @property
    def certain(self) -> bool:
        """Whether a number is of the report's own year and organ."""
        return self.time == "year" and self.ours

    @property
    def likely(self) -> bool:
        """Whether it may be: only a sentence before named another year."""
        return self.ours and (self.time == "year" or self.inherited)


def at_paragraph(section: int) -> Setting:
    """Sections three and four need not name their subject."""
    return Setting(_TOPICS.get(section))


def at_sentence(setting: Setting, text: str) -> Setting:
    """A sentence is about the whole year and the organ itself again; behind 其中 it goes on with that before it."""
    on = text.startswith("其中")
    return replace(
        setting,
        topic=None if setting.topic == "else" else setting.topic,
        time=setting.time if on or setting.time == "other" else "year",
        inherited=not on and setting.time == "other",
        ours=setting.ours if on else True,
        part=False,
        elsewhere=setting.elsewhere if on else None,
        kinds=setting.kinds if on else frozenset[Kind](),
        told=setting.told if on else (),
        columns=setting.columns if on else frozenset[str](),
        documents=Documents(),
    )


def at_phrase(setting: Setting, phrase: str, origin: Origin) -> Setting:
    """With the time, the organ and 其中 that a phrase names."""
    setting = at_time(setting, phrase, origin.year)
    ours = _at_scope(setting.ours, phrase, origin.organ)
    for name, kind in _organs(phrase):
        ours = _ours(name, kind, origin.organ)
    part = setting.part or PART.occur(phrase)
    if (ours, part) == (setting.ours, setting.part):
        return setting
    return replace(setting, ours=ours, part=part)


def at_note(setting: Setting) -> Setting:
    """In brackets."""
    return replace(setting, noted=True)


def behind_note(setting: Setting, outside: Setting) -> Setting:
    """Behind brackets: about what it was before them, with what they counted."""
    return replace(
        setting,
        noted=False,
        topic=outside.topic,
        time=outside.time,
        ours=outside.ours,
        part=outside.part,
    )


def at_time(setting: Setting, words: str, year: int | None) -> Setting:
    """With the time that the words name; other years that this one is only compared with do not count."""
    words = WHOLE_YEAR.replaced(years_as_words(words, year), "本年")
    words = TURNED_OVER.replaced(words, "")
    named = TIMES.senses(words)
    if not named or COMPARED.occur(words):
        return setting
    if (named[0], False) == (setting.time, setting.inherited):
        return setting
    if named[0] == "part" and setting.time == "other":
        return setting
    return replace(setting, time=named[0], inherited=False)


def at_topic(setting: Setting, *words: str) -> Setting:
    """The topic is what was named last, in the first words that name one."""
    found = next((found for said in words if (found := TOPICS.last(said))), None)
    if found is None or found.means == setting.topic:
        return setting
    return replace(setting, topic=found.means)


def at_only_topic(setting: Setting, sentence: str) -> Setting:
    """Where none is set: the one that all of a sentence is about. 新收45件、办结47件政府信息公开申请.

    Outcomes that are told without a topic are not of what was told before; many of them are those of requests.
    """
    if setting.topic == "requests":
        return setting
    topics = {found.means for found in TOPICS.each(sentence)}
    ended = () if topics else OUTCOMES.senses(sentence)
    if len(ended) >= _MANY or (not topics and len(REASONS.senses(sentence)) >= _MANY):
        return replace(setting, topic="requests")
    if ended and ended != ("granted",):
        return replace(setting, topic=None)
    if setting.topic is not None or sentence.startswith("其中"):
        return setting
    return replace(setting, topic=topics.pop()) if len(topics) == 1 else setting


def after(setting: Setting, meaning: Meaning, number: int = 0) -> Setting:
    """With what a number was read to count; only figures of the organ's own year set the rows."""
    kinds = setting.kinds | {meaning.kind}
    if not setting.certain and meaning.cells:
        return replace(setting, elsewhere=meaning)
    if not (meaning.cells and meaning.sure):
        return replace(setting, kinds=kinds)
    rows: Rows = () if meaning.kind in OF_APPLICANTS else meaning.rows
    return replace(
        setting,
        kinds=kinds,
        told=(*setting.told, meaning),
        number=number,
        elsewhere=None,
        columns=setting.columns.union(_columns(meaning)),
        rows=tuple(dict.fromkeys((*setting.rows, *rows))),
        topic="requests" if meaning.kind in OF_OUTCOMES else setting.topic,
    )


def _columns(meaning: Meaning) -> Iterator[str]:
    if meaning.kind in OF_APPLICANTS:
        yield from (cell.rpartition(".")[2] for cell in meaning.cells[0])


def _at_scope(ours: bool, phrase: str, organ: str) -> bool:
    """Whether a number is the organ's own: not of the whole district or all departments, but of the last one named."""
    wide = [found.match.start() for found in WIDE.each(phrase) if not _own_level(found, organ)]
    own = [found.match.start() for found in OURSELVES.each(phrase)]
    if not ours and organ[:1]:
        own += [match.start() for match in names_of(organ).finditer(phrase)]
    if own and max(own) > max(wide, default=-1):
        return True
    # A government's report may add up all its organs'.
    return ours and not wide and not (OWN_LEVEL.occur(phrase) and GOVERNMENT.occur(organ))


def _own_level(found: Found[Literal["level", "others"]], organ: str) -> bool:
    if found.means == "others":
        return False
    return bool(re.search(rf"{found.match['level']}(?:人民政府)?$", organ))


def _organs(phrase: str) -> Iterator[tuple[str, str]]:
    """The organs that a phrase tells of: what stands before the type, and the type (市水利 and 局)."""
    behind = 0
    for found in NAMED.each(phrase):
        start = found.match.start()
        name = _NAME.search(phrase, max(behind, start - _LONGEST_NAME), start)
        yield name[0] if name else "", found.match["type"]
        behind = found.match.end()


def _ours(name: str, kind: str, organ: str) -> bool:
    """我局, 区水利局 in the report of 青川市水利局; not 其中区住建局."""
    name = _TIME.sub("", name)
    if not name or name[-1] in _OURSELVES:
        return kind not in _PARTS_OF_US
    if any(part not in organ for part in re.findall(r"政府|办公室|.+", kind)):
        return False
    return name[-2:] in organ and not _of_another_region(name + kind, organ)


def _of_another_region(name: str, organ: str) -> bool:
    """区水利局 in the report of 青川市水利局: what differs first, from the end, is the region."""
    pairs = zip(reversed(name), reversed(organ), strict=False)
    one, other = next(((a, b) for a, b in pairs if a != b), ("", ""))
    return one in _REGIONS and other in _REGIONS and one != other


def own_names(words: str, organ: str) -> str:
    """The words with each name of the organ as 本机关."""
    return names_of(organ).sub("本机关", OURSELVES.replaced(words, "本机关"))


@lru_cache(maxsize=64)
def names_of(organ: str) -> re.Pattern[str]:
    """What finds the organ by its name: in full, without its region, without 人民 or 办事处; or as 局机关."""
    cuts = [i for i, ch in enumerate(organ) if not i or ch in _REGIONS or organ[i - 1] in _REGIONS]
    full = {organ[i:] for i in cuts if len(organ) - i > 2}
    short = {name.replace("人民政府", "政府").removesuffix("办事处") for name in full}
    names = sorted((re.escape(name) for name in full | short if name), key=len, reverse=True)
    own = "|".join((*names, "[局委厅办]机关(?:本级)?", "街道本级"))
    return lazy_pattern(
        rf"(?:(?<![\u4e00-\u9fff])|(?<=[由经为向对及以中共年度]))(?:{own})",
        needs=" ".join((*full, *short, "机关 街道本级")),
    )
