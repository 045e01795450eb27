from __future__ import annotations

import inspect
from typing import get_args

import pytest

from gouji import paging
from gouji.page import listing
from gouji.page.assets import script
from gouji.report import Mark
from gouji.verdict import Severity
from gouji.wording.screen.interface import INTERFACE


@pytest.mark.parametrize("name", [*get_args(Mark), *get_args(Severity), "unclear"])
def test_every_mark_and_severity_has_a_word(name: str) -> None:
    assert INTERFACE[name]


@pytest.mark.parametrize("name", INTERFACE)
def test_every_word_is_used(name: str) -> None:
    by_value = {*get_args(Mark), *get_args(Severity), "unclear", "no_script"}
    said = script() + inspect.getsource(listing) + inspect.getsource(paging)
    assert name in by_value or f'"{name}"' in said or f"{name}:" in script()
