"""The page's files: each name once, each import there, each word in both languages, and no markup made of text."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

import web
from gouji.page import assets as shared
from gouji.wording.screen.office import ENTRIES
from gouji.wording.screen.views import VIEWS
from web import assets

MODULES = {path.name: path.read_text() for path in files(web).iterdir() if path.name[-3:] == ".js"}
each_module = pytest.mark.parametrize("name", sorted(MODULES))
_EXPORTED = re.compile(r"^export (?:async )?(?:function|const|let|class) (\w+)", re.MULTILINE)
_IMPORT = re.compile(r'import (?:\{([^}]*)\}|\* as \w+)(?: from)? "\./([\w-]+\.js)"')


def exported(name: str) -> set[str]:
    return set(_EXPORTED.findall(assets.assets()[name].content.decode()))


def test_no_two_files_have_one_name() -> None:
    names = [p.name for room in (web, shared) for p in files(room).iterdir() if p.name[0] != "_"]
    assert len(names) == len(set(names))
    assert not {f"{name}.js" for name in assets.made()} & set(names)


def test_no_word_is_defined_twice() -> None:
    assert not ENTRIES.keys() & VIEWS.keys()


def test_version_is_of_all_that_is_served(monkeypatch: pytest.MonkeyPatch) -> None:
    before = assets.version()
    assert re.fullmatch("[0-9a-f]{16}", before)
    files_now = dict(assets.assets())
    files_now["main.js"] = assets.Asset(b"", "text/javascript")
    monkeypatch.setattr(assets, "assets", lambda: files_now)
    assets.version.cache_clear()
    assert assets.version() != before
    assets.version.cache_clear()


@each_module
def test_imports_are_of_what_is_exported(name: str) -> None:
    for names, source in _IMPORT.findall(MODULES[name]):
        assert source in assets.assets(), (name, source)
        for one in filter(None, map(str.strip, names.split(","))):
            assert one.split(" as ")[0] in exported(source), (name, one)


@each_module
def test_every_word_that_is_said_is_there_and_none_is_chinese(name: str) -> None:
    said = re.sub(r"\[[\u3400-\u9fff]+\]", "", MODULES[name])  # characters that a pattern looks for
    assert not re.search("[\u3400-\u9fff]", said)
    assert set(re.findall(r'\bsay\("(\w+)"', MODULES[name])) <= assets.WORDS.keys()


def test_every_word_has_both_languages_with_the_same_places() -> None:
    for name, (chinese, english) in assets.WORDS.items():
        assert chinese, name
        assert english, name
        assert chinese.count("{}") == english.count("{}"), name


@each_module
def test_nothing_makes_markup_of_text_or_keeps_a_token(name: str) -> None:
    for way in (
        *("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("),
        *("style=", ".cookie", "new Function"),
    ):
        assert way not in MODULES[name]
    assert "http://" not in MODULES[name].replace("http://www.w3.org", "")
