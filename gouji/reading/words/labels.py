"""The labels to look for, derived from the form's tree: a cell's text → what it may be the label of."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from gouji.form import TABLES, Node, Table, leaves
from gouji.reading.words.characters import fold, without_numbering
from gouji.reading.words.likeness import nearest
from gouji.reading.words.periods import Period, parted, period_of
from gouji.report import FormatVersion, TableId
from gouji.text import lazy_pattern, without_note

Axis = Literal["row", "column", "group"]

_YEAR: Final = lazy_pattern(r"20\d\d年度?")
_ANY_YEAR: Final = lazy_pattern(r"(?:20\d\d|[本当今去前明次]|[上下]一?)年度?")
_YEARS_OF_FORM: Final = ("本年", "本年度", "上年", "上一年", "下年", "下年度", "")
_LONGEST: Final = 60  # characters of the longest label, with room for stray ones
_OF_THIS_YEAR: Final = (
    "本年"  # with which the form's labels begin where a report may print the year
)
_NOTE: Final = lazy_pattern(
    r"[（(\[【〔]([^（）()\[\]【】〔〕]*)(?:[）)\]】〕]|$)"
)  # an explanation, or its beginning

_LINE_NUMBERED: Final = lazy_pattern(r"^\s*[（(][一二三四五六七八][）)]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Role:
    """One thing that a label may stand for; `forms` are the formats that have it."""

    table: TableId
    axis: Axis
    id: str
    forms: frozenset[FormatVersion]


Roles = tuple[Role, ...]


class Meaning(Struct, frozen=True):
    """What a label may stand for: all of its roles, and those that finding the tables asks for.

    `rows`: of tables 2 and 3. `columns`: of any table. `groups` and `outcomes`: table 4's rows and columns, by id.
    `heads_table_4`: no other table has it. `formats_of_2`: the formats of table 2 that alone have such a row or column.
    `period`: of which year it is, where it is not printed as the form has it but says so (上年制发件数).
    """

    roles: Roles
    rows: Roles
    columns: Roles
    groups: tuple[str, ...]
    outcomes: tuple[str, ...]
    heads_table_4: bool
    formats_of_2: tuple[FormatVersion, ...]
    period: Period | None = None


def _headings(node: Node) -> Iterator[str]:
    for child in node.children:
        if child.children:
            yield child.label
            yield from _headings(child)


def _spellings(label: str) -> set[str]:
    """With and without the note in brackets that some labels carry."""
    return {fold(label), fold(without_note(label))} - {""}


def _labels(table: Table) -> Iterator[tuple[str, Axis, str]]:
    """Every label of a table, with the axis that it names and the id there."""
    for label in table.captions:
        yield label, "group", ""
    for block in table.blocks:
        yield block.label, "group", ""
        axes: tuple[tuple[Axis, Node], ...] = (("row", block.rows), ("column", block.columns))
        for axis, node in axes:
            for leaf in leaves(node):
                yield from ((wording, axis, leaf.id) for wording in (leaf.label, *leaf.node.also))
            yield from ((label, "group", "") for label in _headings(node))


def _vocabulary() -> dict[str, Roles]:
    forms: defaultdict[tuple[str, TableId, Axis, str], set[FormatVersion]] = defaultdict(set)
    for (table_id, format_version), table in TABLES.items():
        for label, axis, name in _labels(table):
            for spelling in _spellings(label):
                forms[spelling, table_id, axis, name].add(format_version)
    roles: defaultdict[str, list[Role]] = defaultdict(list)
    for (spelling, table_id, axis, name), found in forms.items():
        roles[spelling].append(Role(table_id, axis, name, frozenset(found)))
    return {spelling: tuple(found) for spelling, found in roles.items()}


VOCABULARY: Final = _vocabulary()


def _meaning(roles: Roles) -> Meaning:
    of_4 = [role for role in roles if role.table == "t4"]
    outcomes = tuple(role.id for role in of_4 if role.axis == "column")
    return Meaning(
        roles,
        rows=tuple(role for role in roles if role.axis == "row" and role.table != "t4"),
        columns=tuple(role for role in roles if role.axis == "column"),
        groups=tuple(role.id for role in of_4 if role.axis == "row"),
        outcomes=outcomes,
        heads_table_4=any(role.axis != "column" or role.id != "total" for role in of_4),
        formats_of_2=tuple(
            format_version
            for role in roles
            if role.table == "t2" and role.axis != "group" and len(role.forms) == 1
            for format_version in role.forms
        ),
    )


_MEANINGS: Final = {spelling: _meaning(roles) for spelling, roles in VOCABULARY.items()}
# Labels that a cell holds beside another one only where two cells were merged; a group's may stand before its row's.
_PARTS: Final = tuple(
    spelling
    for spelling, roles in VOCABULARY.items()
    if any(role.axis != "group" or role.table == "t4" for role in roles)
)

_ROWS: Final = tuple(spelling for spelling, meaning in _MEANINGS.items() if meaning.rows)


@lru_cache(maxsize=8)
def _spelt(table: TableId, format_version: FormatVersion) -> dict[str, str]:
    return {
        spelling: label
        for label, _, _ in _labels(TABLES[table, format_version])
        for spelling in _spellings(label)
    }


def label_meant(text: str, table: Table) -> str | None:
    """The form's label that a text misspells; None where it is as in the form, or the label of something else.

    As in the form is a label, too, whose numbering, punctuation or note in brackets differs, or that is one of the
    other words in use (合计 for 总计). One that is cut off at an end is no misspelling: pages and columns break labels.
    """
    return _label_meant(text, table.id, table.format_version)


@lru_cache(maxsize=4096)
def _label_meant(text: str, table: TableId, format_version: FormatVersion) -> str | None:
    folded = fold(text)
    spelt = _spelt(table, format_version)
    if folded in spelt:
        return None
    if renamed := _renamed(folded, TABLES[table, format_version]):
        return renamed
    if any(label.startswith(folded) or label.endswith(folded) for label in spelt):
        return None
    found = nearest(folded, spelt)
    return spelt[found] if found else None


def _renamed(folded: str, table: Table) -> str | None:
    """The format's own label where the other format's is printed: 规范性文件 for 行政规范性文件 is no cut off label."""
    if folded not in _spelt(table.id, "2019" if table.format_version == "2021" else "2021"):
        return None
    ids = {role.id for role in VOCABULARY[folded] if role.table == table.id and role.id}
    nodes = (leaf for spec in table.specs.values() for leaf in (spec.row, spec.column))
    return next((leaf.label for leaf in nodes if leaf.id in ids), None)


def roles_of(text: str) -> Roles:
    """What a cell's text may be the label of; empty where it is no label of the form."""
    meaning = meaning_of(text)
    return meaning.roles if meaning else ()


def meaning_of(text: str) -> Meaning | None:
    """What a cell's text may be the label of; None where it is no label of the form."""
    # Labels are Chinese: figures need no search.
    return None if text.isascii() or len(text) > 2 * _LONGEST else _meaning_of(text)


@lru_cache(maxsize=4096)
def _meaning_of(text: str) -> Meaning | None:
    folded = fold(text)
    if not folded or folded.isdecimal() or len(folded) > _LONGEST:
        return None
    if folded in _MEANINGS:
        return _MEANINGS[folded]
    notes = _NOTE.findall(without_numbering(text))
    short = fold(_NOTE.sub("", without_numbering(text))) if notes else folded
    period = next((said for note in notes if (said := period_of(note))), None)
    if short in _MEANINGS:
        return _of_period(_MEANINGS[short], period)
    return _like(short, period) or _with_year(folded)


def _with_year(folded: str) -> Meaning | None:
    roles = _with_year_of_form(folded, _YEAR) if _YEAR.search(folded) else ()
    return _meaning(roles) if roles else None


def roles_but_for_year(text: str) -> Roles:
    """What a text would be the label of with another year in it: 上年新收… with 本年; empty where of nothing."""
    return () if len(text) > _LONGEST else _with_year_of_form(fold(text), _ANY_YEAR)


def _with_year_of_form(folded: str, year: re.Pattern[str]) -> Roles:
    """What a label stands for with the form's words for its year: 2022年新收… is 本年新收…, 2021年结转… 上年结转…."""
    spellings = (year.sub(word, folded) for word in _YEARS_OF_FORM)
    return tuple(dict.fromkeys(role for s in spellings for role in VOCABULARY.get(s, ())))


def _like(folded: str, period: Period | None) -> Meaning | None:
    """The label that a text is like, as it is or without the words that name a year.

    None where it holds another one, too: two labels in one cell name neither.
    """
    named, rest = parted(folded)
    texts = (folded, _OF_THIS_YEAR + rest, rest) if named else (folded,)
    found = next((label for text in texts if text and (label := nearest(text, _MEANINGS))), None)
    if found is None or _holds_another(folded, found):
        return None
    own, _ = parted(found)  # 上年结转 is the form's own word
    said = None if own in {named, "other"} else named
    return _of_period(_MEANINGS[found], period or said)


def _holds_another(folded: str, found: str) -> bool:
    """Whether a text, longer than the label that it is like, has a further one in it."""
    return len(folded) > len(found) and any(
        folded.count(label) > found.count(label) for label in _PARTS
    )


def holds_rows(text: str) -> bool:
    """Whether a text that is no label names several rows of one table: their cells were made one."""
    if len(text) > 2 * _LONGEST or meaning_of(text):
        return False
    if len(_LINE_NUMBERED.findall(text)) > 1:
        return True
    folded = fold(text)
    found = [label for label in _ROWS if label in folded]
    return len([one for one in found if not any(one in other != one for other in found)]) > 1


def _of_period(meaning: Meaning, period: Period | None) -> Meaning:
    return replace(meaning, period=period) if period else meaning
