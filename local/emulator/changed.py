"""What the patches stand on is checked: another version of ministack fails at the start and not somewhere inside."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any


class MinistackChanged(Exception):
    """Ministack is not as the patches know it; the text says where."""


def require(function: Callable[..., Any], *parameters: str) -> None:
    """MinistackChanged where a function does not begin with these parameters; without any, where it takes some."""
    found = tuple(inspect.signature(function).parameters)
    if found[: len(parameters)] != parameters or (found and not parameters):
        raise MinistackChanged(f"{function.__name__}{found}")
