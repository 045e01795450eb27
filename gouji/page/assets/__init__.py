"""The page's script and style sheet: plain modules, which run as they are, and here are joined to one text."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Final

# In the order in which they need each other.
MODULES: Final = (
    "dom",
    "sums",
    "state",
    "cells",
    "tables",
    "paper",
    "matters",
    "typed",
    "keys",
    "panes",
    "app",
)
_IMPORT: Final = re.compile(r"^import \{[^}]*\} from \"\./\w+\.js\";\n", re.MULTILINE)
_EXPORT: Final = re.compile(r"^export (?=async|const|function|class|let)", re.MULTILINE)


@cache
def script() -> str:
    """All modules as one: names at their top level are unlike each other, so that imports may fall away."""
    return "\n".join(_EXPORT.sub("", _IMPORT.sub("", text_of(f"{name}.js"))) for name in MODULES)


@cache
def sorting() -> str:
    """The script of the page that lists several reports: it stands alone."""
    return text_of("sorting.js")


@cache
def style() -> str:
    """The style sheet."""
    return text_of("page.css")


def text_of(name: str) -> str:
    """One of the files."""
    return files(__name__).joinpath(name).read_text(encoding="utf-8")
