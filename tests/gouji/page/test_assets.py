from __future__ import annotations

import re
from importlib.resources import files

from gouji.page import assets
from gouji.wording.screen.interface import INTERFACE

_NAMED = re.compile(
    r"^(?:export )?(?:async )?(?:function|const|let|class) (?:(\w+)|\{([^}]*)\})", re.MULTILINE
)


def _names(module: str) -> list[str]:
    found = []
    for one, several in _NAMED.findall(assets.text_of(f"{module}.js")):
        found += [one] if one else [name.strip() for name in several.split(",")]
    return found


def test_all_modules_are_joined() -> None:
    there = {p.name for p in files(assets.__name__).iterdir() if p.name.endswith(".js")}
    assert there == {"sorting.js", *(f"{name}.js" for name in assets.MODULES)}


def test_names_of_modules_are_unlike_each_other() -> None:
    names = [name for module in assets.MODULES for name in _names(module)]
    assert len(names) == len(set(names)) > 50


def test_modules_import_only_what_stands_before_them() -> None:
    for i, module in enumerate(assets.MODULES):
        imported = re.findall(r'from "\./(\w+)\.js"', assets.text_of(f"{module}.js"))
        assert set(imported) <= set(assets.MODULES[:i]), module


def test_imports_are_of_what_is_exported() -> None:
    for module in assets.MODULES:
        text = assets.text_of(f"{module}.js")
        for names, source in re.findall(r'^import \{([^}]*)\} from "\./(\w+)\.js";$', text, re.M):
            for name in map(str.strip, names.split(",")):
                assert name in _names(source), (module, name)
                assert len(re.findall(rf"\b{re.escape(name)}\b", text)) > 1, (module, name)


def test_joined_script_has_no_import_and_no_export() -> None:
    assert not re.search(r"^\s*(?:import|export)\b", assets.script(), re.MULTILINE)


def test_nothing_makes_markup_of_text() -> None:
    for way in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "style=",
    ):
        assert way not in assets.script() + assets.sorting()


def test_script_has_no_chinese_words_and_every_word_that_it_says_is_there() -> None:
    assert not re.search("[\u4e00-\u9fff]", assets.script() + assets.sorting())
    said = set(re.findall(r'\bsay\("(\w+)"', assets.script()))
    assert said <= INTERFACE.keys()
