from __future__ import annotations

import inspect
from typing import get_args

import pytest

from gouji import paging
from gouji.page import listing, standalone
from gouji.page.assets import script
from gouji.report import Mark
from gouji.verdict import Severity
from gouji.wording.screen.interface import INTERFACE, LABELS


@pytest.mark.parametrize("name", [*get_args(Mark), *get_args(Severity), "unclear"])
def test_every_mark_and_severity_has_a_word(name: str) -> None:
    assert INTERFACE[name]


@pytest.mark.parametrize("name", INTERFACE)
def test_every_word_is_used(name: str) -> None:
    by_value = {*get_args(Mark), *get_args(Severity), "unclear", "no_script"}
    said = script() + "".join(map(inspect.getsource, (listing, standalone, paging)))
    assert name in by_value or f'"{name}"' in said or f"{name}:" in script()


@pytest.mark.parametrize("name", LABELS)
def test_both_languages_have_the_same_places(name: str) -> None:
    chinese, english = LABELS[name]
    assert chinese.count("{}") == english.count("{}")
    assert chinese
    assert english
