"""What a check finds: nothing is changed by any of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Finding:
    """`missing` stops a deployment, `note` is worth knowing, `ok` is in order; the text says what to do."""

    level: Literal["ok", "note", "missing"]
    text: str


def ok(text: str) -> Finding:
    """In order."""
    return Finding("ok", text)


def note(text: str) -> Finding:
    """Worth knowing; the deployment goes on."""
    return Finding("note", text)


def missing(text: str) -> Finding:
    """Without this the deployment would fail, or what it deploys would not work."""
    return Finding("missing", text)
