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
from gouji.text import lazy_pattern, squeezed, without_note

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


def test_every_lazy_pattern_of_a_module_compiles() -> None:
    """One that does not would be seen only where a report needs it."""
    made: list[tuple[str, int]] = []

    def noted(source: str, flags: int = 0) -> re.Pattern[str]:
        made.append((source, flags))
        return lazy_pattern(source, flags)

    for module in _modules():
        if hasattr(module, "lazy_pattern") and module.__spec__ and module.__spec__.loader:
            fresh = importlib.util.module_from_spec(module.__spec__)
            with patch("gouji.text.lazy_pattern", noted):
                module.__spec__.loader.exec_module(fresh)
    assert len(made) > 200
    for source, flags in made:
        assert re.compile(source, flags)


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
