"""Every entry of the lexicon finds what it must, and nothing that it must not."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from time import process_time
from typing import Any

import pytest

from gouji.judging.text import lexicon
from gouji.judging.text.lexicon.entry import Entries, Entry

Family = Entries[Any]  # families mean different things
One = Entry[Any]


def _families() -> Iterator[tuple[str, Family]]:
    for module in pkgutil.iter_modules(lexicon.__path__, f"{lexicon.__name__}."):
        for name, found in vars(importlib.import_module(module.name)).items():
            if isinstance(found, Entries):
                yield f"{module.name.rsplit('.', 1)[-1]}.{name}", found


FAMILIES = dict(_families())
ENTRIES = [
    pytest.param(family, entry, id=f"{name}: {entry.name or 'nothing'}")
    for name, family in FAMILIES.items()
    for entry in family.entries
]


@pytest.mark.parametrize(("family", "entry"), ENTRIES)
def test_entry_finds_what_it_must_and_nothing_that_it_must_not(family: Family, entry: One) -> None:
    pattern = family.pattern(entry)
    assert entry.yes
    assert entry.no
    assert [text for text in entry.yes if not pattern.search(text)] == []
    assert [text for text in entry.no if pattern.search(text)] == []


@pytest.mark.parametrize("name", FAMILIES)
def test_family_finds_every_example_of_its_entries(name: str) -> None:
    family = FAMILIES[name]
    examples = [(text, entry.means) for entry in family.entries for text in entry.yes]
    assert [text for text, _ in examples if not family.occur(text)] == []
    assert [text for text, means in examples if means not in family.senses(text)] == []


@pytest.mark.parametrize("name", FAMILIES)
def test_entries_of_a_family_are_told_apart_by_their_first_example(name: str) -> None:
    names = [entry.name for entry in FAMILIES[name].entries]
    assert len(set(names)) == len(names)


def _first(parsed: Any) -> set[str] | None:
    """The characters with which what a parsed pattern matches may begin; None where it may be empty."""
    found: set[str] = set()
    for operation, argument in parsed:
        name = str(operation)
        if name in {"ASSERT", "ASSERT_NOT", "AT"}:
            continue
        more = _characters(name, argument)
        found |= more or set()
        if more is not None and not _may_be_empty(name, argument):
            return found
    return None


def _characters(name: str, argument: Any) -> set[str] | None:
    if name == "LITERAL":
        return {chr(argument)}
    if name == "IN":
        return {ch for one, of in argument for ch in _characters(str(one), of) or ()}
    if name == "RANGE":
        return set(map(chr, range(argument[0], argument[1] + 1)))
    if name == "BRANCH":
        ways = [_first(way) for way in argument[1]]
        return None if None in ways else {ch for way in ways for ch in way or ()}
    if name == "SUBPATTERN" or name.endswith("_REPEAT"):
        return _first(argument[-1])
    raise AssertionError(f"{name} begins with any character")


def _may_be_empty(name: str, argument: Any) -> bool:
    return name.endswith("_REPEAT") and argument[0] == 0


@pytest.mark.parametrize("name", [name for name, family in FAMILIES.items() if family.begins])
def test_family_says_all_characters_with_which_its_words_begin(name: str) -> None:
    family = FAMILIES[name]
    parser: Any = import_module("re._parser")  # undocumented, and the only one
    found = [_first(parser.parse(entry.words)) for entry in family.entries]
    assert None not in found
    assert {ch for begins in found for ch in begins or ()} - set(family.begins) == set()


# Words of the lexicon itself are those that its repeats can take apart.
WORDS = sorted(
    {
        word
        for family in FAMILIES.values()
        for entry in family.entries
        for word in re.findall(r"[\u4e00-\u9fff]{1,6}", family.pattern(entry).pattern)
    }
)


def _seconds(pattern: re.Pattern[str], text: str) -> float:
    start = process_time()
    pattern.search(text)
    return process_time() - start


@pytest.mark.parametrize("name", FAMILIES)
def test_time_of_no_entry_doubles_with_each_word_that_is_repeated(name: str) -> None:
    family = FAMILIES[name]
    for entry in family.entries:
        pattern = family.pattern(entry)
        for word in WORDS:
            # Of two ways to read each word there would be four million.
            text = f"{entry.name}{word * 22}甲"
            assert any(_seconds(pattern, text) < 0.05 for _ in range(5)), (entry.name, word)


ANIMALS = Entries(
    Entry("白?马", "horse", yes=("白马",), no=("马上",)),
    Entry("马上", "soon", yes=("马上",), no=("马",)),
    Entry("牛", "cow", yes=("牛",), no=("马",)),
    behind="(?P<what>[跑叫]?)",
)


def test_first_last_and_each_are_told_in_the_order_of_the_text() -> None:
    first, last = ANIMALS.first("一牛叫，白马跑"), ANIMALS.last("一牛叫，白马跑")
    assert first is not None
    assert last is not None
    assert (first.means, first.match["what"]) == ("cow", "叫")
    assert (last.means, last.match["words"]) == ("horse", "白马")
    assert [found.means for found in ANIMALS.each("白马跑，牛，马叫")] == ["horse", "cow", "horse"]


def test_first_of_two_entries_that_match_at_one_place_counts() -> None:
    assert [found.means for found in ANIMALS.each("马上")] == ["horse"]


def test_senses_and_ends_are_told_in_the_order_of_the_family_though_words_overlap() -> None:
    assert ANIMALS.senses("牛，马上") == ("horse", "soon", "cow")
    assert ANIMALS.ends("牛，马上") == [(3, "horse"), (4, "soon"), (1, "cow")]


def test_nothing_is_found_where_nothing_is_said() -> None:
    assert (ANIMALS.first("羊"), ANIMALS.last("羊"), list(ANIMALS.each("羊"))) == (None, None, [])
    assert (ANIMALS.senses("羊"), ANIMALS.ends("羊"), ANIMALS.replaced("羊", "")) == ((), [], "羊")


def test_words_are_looked_for_between_two_places() -> None:
    assert ANIMALS.occur("牛羊", 0, 1)
    assert not ANIMALS.occur("牛羊", 1)
