"""The labels to look for, derived from the form's tree: a cell's text → what it may be the label of."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from gouji.form import TABLES, Node, Table, leaves
from gouji.reading.characters import fold
from gouji.reading.likeness import nearest
from gouji.report import FormId, TableId

Axis = Literal["row", "column", "group"]

_NOTE = re.compile(r"[（(][^（）()]{4,}[）)]")
_LONGEST: Final = 60  # characters of the longest label, with room for stray ones


@dataclass(frozen=True, slots=True)
class Role:
    """One thing that a label may stand for; `forms` are the formats that have it."""

    table: TableId
    axis: Axis
    id: str
    forms: frozenset[FormId]


Roles = tuple[Role, ...]


def _headings(node: Node) -> Iterator[str]:
    for child in node.children:
        if child.children:
            yield child.label
            yield from _headings(child)


def _spellings(label: str) -> set[str]:
    """With and without the note in brackets that some labels carry."""
    return {fold(label), fold(_NOTE.sub("", label))} - {""}


def _labels(table: Table) -> Iterator[tuple[str, Axis, str]]:
    """Every label of a table, with the axis that it names and the id there."""
    for label in table.furniture:
        yield label, "group", ""
    for block in table.blocks:
        yield block.label, "group", ""
        axes: tuple[tuple[Axis, Node], ...] = (("row", block.rows), ("column", block.columns))
        for axis, node in axes:
            for leaf in leaves(node):
                yield from ((wording, axis, leaf.id) for wording in (leaf.label, *leaf.node.also))
            yield from ((label, "group", "") for label in _headings(node))


def _vocabulary() -> dict[str, Roles]:
    forms: defaultdict[tuple[str, TableId, Axis, str], set[FormId]] = defaultdict(set)
    for (table_id, form), table in TABLES.items():
        for label, axis, name in _labels(table):
            for spelling in _spellings(label):
                forms[spelling, table_id, axis, name].add(form)
    roles: defaultdict[str, list[Role]] = defaultdict(list)
    for (spelling, table_id, axis, name), found in forms.items():
        roles[spelling].append(Role(table_id, axis, name, frozenset(found)))
    return {spelling: tuple(found) for spelling, found in roles.items()}


VOCABULARY: Final = _vocabulary()


def roles_of(text: str) -> Roles:
    """What a cell's text may be the label of; empty where it is no label of the form."""
    return _roles_of(text) if len(text) <= 2 * _LONGEST else ()


@lru_cache(maxsize=4096)
def _roles_of(text: str) -> Roles:
    folded = fold(text)
    if not folded or folded.isdecimal() or len(folded) > _LONGEST:
        return ()
    found = nearest(folded, VOCABULARY)
    return VOCABULARY[found] if found else ()
