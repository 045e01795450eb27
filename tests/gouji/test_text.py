from __future__ import annotations

import importlib
import importlib.util
import pkgutil
import re
from collections.abc import Iterator
from types import ModuleType
from unittest.mock import patch

import pytest

import gouji
from gouji.judging.text.lexicon.entry import Entries, Entry
from gouji.judging.text.setting import names_of
from gouji.text import lazy_pattern, squeezed, without_note, words_of
from tests.gouji.needing import is_needed

# Every way in which a pattern is asked, with what is given beside the text.
ASKED = (
    *(("search", ()), ("match", ()), ("fullmatch", ()), ("findall", ()), ("finditer", ())),
    *(("split", ()), ("sub", ("-",)), ("subn", ("-",))),
)


def shown(answer: object) -> object:
    """An answer, with what its matches hold."""
    if isinstance(answer, re.Match):
        return answer.groups(), answer.span()
    return [shown(one) for one in answer] if isinstance(answer, Iterator) else answer


@pytest.mark.parametrize(("method", "given"), ASKED)
@pytest.mark.parametrize("text", ["2023年A", "a年", "", "无"])
def test_lazy_pattern_answers_as_the_compiled_one_first_and_again(
    method: str, given: tuple[str, ...], text: str
) -> None:
    lazy = lazy_pattern(r"(\d*)年(a?)", re.IGNORECASE)
    compiled = re.compile(r"(\d*)年(a?)", re.IGNORECASE)
    expected = shown(getattr(compiled, method)(*given, text))
    assert [shown(getattr(lazy, method)(*given, text)) for _ in range(2)] == [expected, expected]


def test_lazy_pattern_is_compiled_when_it_is_first_asked_and_once() -> None:
    with patch("gouji.text.re.compile", wraps=re.compile) as compiling:
        lazy = lazy_pattern("年")
        assert lazy.pattern == "年"
        assert compiling.call_count == 0
        assert lazy.search("2023年")
        assert lazy.sub("", "年报") == "报"
        assert compiling.call_count == 1


def test_lazy_pattern_has_what_else_a_compiled_one_has_and_no_more() -> None:
    assert lazy_pattern("(?P<year>年)", re.DOTALL).groupindex == {"year": 1}
    assert lazy_pattern("年", re.DOTALL).flags & re.DOTALL
    with pytest.raises(AttributeError):
        getattr(lazy_pattern("年"), "found")  # noqa: B009 - that there is none is asked


@pytest.mark.parametrize(("method", "given"), ASKED)
@pytest.mark.parametrize(
    "text", ["上年结转3件、转入1件", "转结", "上年3件", "", "转入", "结 转", "上年转"]
)
def test_lazy_pattern_that_needs_words_answers_as_the_compiled_one_with_and_without_them(
    method: str, given: tuple[str, ...], text: str
) -> None:
    source = "(上年)?(?:结转|转入)"
    expected = shown(getattr(re.compile(source), method)(*given, text))
    lazy = lazy_pattern(source, needs="结转 转入")
    others = ["无", text, "结转", "", text]
    for other in others:
        assert shown(getattr(lazy, method)(*given, other)) == shown(
            getattr(re.compile(source), method)(*given, other)
        )
    assert shown(getattr(lazy, method)(*given, text)) == expected


def test_lazy_pattern_looks_only_where_it_is_asked_to_look() -> None:
    lazy = lazy_pattern("^结转|转$", needs="转")
    assert lazy.search("上年结转") is not None
    fresh = lazy_pattern("结转", needs="结转")
    assert (fresh.search("结转5件", 1), fresh.search("上年结转", 0, 3)) == (None, None)
    assert lazy_pattern("转$", needs="转").sub("", "结转转", count=1) == "结转"
    assert lazy_pattern("、", needs="、").split("甲、乙、丙", maxsplit=1) == ["甲", "乙、丙"]


def test_lazy_pattern_is_not_compiled_for_texts_without_the_words_that_it_needs() -> None:
    with patch("gouji.text.re.compile", wraps=re.compile) as compiling:
        lazy = lazy_pattern("上年(结转|转入)", needs="结转 转入")
        assert not any(lazy.search(text) for text in ["上年", "结 转", ""])
        assert (lazy.sub("", "上年"), lazy.split("上年")) == ("上年", ["上年"])
        assert compiling.call_count == 0
        assert lazy.search("上年结转")
        assert compiling.call_count == 1


def test_lazy_pattern_is_compiled_after_many_texts_without_the_words() -> None:
    with patch("gouji.text.re.compile", wraps=re.compile) as compiling:
        lazy = lazy_pattern("结转", needs="结转")
        assert not any(lazy.search("无") for _ in range(1000))
        assert compiling.call_count == 1


def test_words_of_a_pattern_that_is_nothing_but_words() -> None:
    assert words_of("结转|转入") == "结转 转入"
    assert [
        words_of(source) for source in ("结?转", "结转|", "结 转", "(?:结转)", "结.转", "")
    ] == ["" for _ in range(6)]


def test_every_lazy_pattern_of_a_module_compiles_and_needs_what_it_says() -> None:
    """One that does not would be seen only where a report needs it."""
    made: list[tuple[str, int, str]] = []

    def noted(source: str, flags: int = 0, needs: str = "") -> re.Pattern[str]:
        made.append((source, flags, needs))
        return lazy_pattern(source, flags, needs)

    for module in _modules():
        if hasattr(module, "lazy_pattern") and module.__spec__ and module.__spec__.loader:
            fresh = importlib.util.module_from_spec(module.__spec__)
            with patch("gouji.text.lazy_pattern", noted):
                module.__spec__.loader.exec_module(fresh)
    assert len(made) > 200
    assert sum(bool(needs) for _source, _flags, needs in made) > 15
    for source, flags, needs in made:
        assert re.compile(source, flags)
        if needs:
            assert not flags & (re.IGNORECASE | re.VERBOSE)
            assert is_needed(needs.split(), source), source


def _families() -> Iterator[tuple[str, Entries[object]]]:
    for module in _modules():
        for name, thing in vars(module).items():
            if isinstance(thing, Entries):
                yield f"{module.__name__}.{name}", thing


def test_every_family_of_phrases_needs_the_words_that_it_says() -> None:
    families = [(name, each) for name, each in _families() if each.needs]
    assert len(families) > 15
    for name, family in families:
        for entry in family.entries:
            source = family.pattern(entry).pattern
            assert is_needed(family.needs.split(), source), (name, entry.name)


@pytest.mark.parametrize(
    "organ", ["青川市水利局", "云坪区人民政府", "城东街道办事处", "甲.乙(丙)局"]
)
def test_names_of_an_organ_need_the_words_that_they_say(organ: str) -> None:
    with patch("gouji.judging.text.setting.lazy_pattern") as made:
        names_of.__wrapped__(organ)
    (source,), given = made.call_args
    for plain in (
        "本机关",
        organ,
        "局机关",
        "街道本级",
        "无",
        organ[2:],
        organ.removesuffix("办事处"),
    ):
        if re.search(source, plain):
            assert any(word in plain for word in given["needs"].split())


@pytest.mark.parametrize(
    ("words", "source", "needed"),
    [
        (["结转"], "(?:上年)?结转", True),
        (["结转"], "结转|转入", False),
        (["结转", "转入"], "(?P<a>结转|(?:至|到)转入)(?:度)*", True),
        (["结转"], "(?:结转)?", False),
        (["结转"], "(?:结转){0,2}", False),
        (["结转"], "(?:结转){1,2}+", True),
        (["结转"], "结转?", False),
        (["结"], "结转?", True),
        (["结转"], "(?!结转)", False),
        (["结转"], "(?<!结转)年", False),
        (["结转"], "(?=[^,]{0,9}结转)", True),
        (["结", "转"], "[结转]", True),
        (["结"], "[结转]", False),
        (["结"], "[^结]", False),
        (["结"], r"\]结\?", True),
        (["("], r"\(", False),
    ],
)
def test_what_a_pattern_needs_is_told_by_its_source(
    words: list[str], source: str, *, needed: bool
) -> None:
    assert is_needed(words, source) is needed


def test_family_of_one_entry_is_found_with_what_follows_it() -> None:
    one = Entries(Entry("结转", 1, yes=("结转",), no=("结",)), behind="(?=$|件)")
    assert one.occur("上年结转件")
    assert not one.occur("结转的")
    found = one.first("上年结转")
    assert found
    assert (found.means, found.match["words"], found.match.span()) == (1, "结转", (2, 4))


def _modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(gouji.__path__, "gouji."):
        if not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


def test_text_is_squeezed_of_every_kind_of_space() -> None:
    assert squeezed(" 政府\u3000信息\xa0公开\n\t年报 ") == "政府信息公开年报"


def test_note_of_a_label_is_left_out_and_short_brackets_stay() -> None:
    assert (
        without_note("（二）部分公开（区分处理的，只计这一情形，不计其他情形）") == "（二）部分公开"
    )
