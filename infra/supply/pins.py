"""The pinned packages of `requirements/`, and under which licence each is."""

from __future__ import annotations

import re
from importlib.metadata import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from infra.bundles import ROOT

if TYPE_CHECKING:
    from email.message import Message

# The files that layers are installed from, and the command (`reading.txt`).
SHIPPED: Final = ("functions", "reading", "characters", "scans")
_PIN: Final = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)
# What metadata says in other words than SPDX's.
_SPDX: Final = {
    "MIT License": "MIT",
    "Apache License 2.0": "Apache-2.0",
    # pdfium's own, and what it is built with: all of these ask for is to be named.
    "BSD-3-Clause, Apache-2.0, dependency licenses": "BSD-3-Clause AND Apache-2.0",
}


class Pin(NamedTuple):
    """A package at one version, as `lxml` `6.1.3`."""

    name: str
    version: str

    @property
    def purl(self) -> str:
        """Its address among packages of all kinds."""
        return f"pkg:pypi/{self.name}@{self.version}"


def pins_of(requirements: Path) -> frozenset[Pin]:
    """All pins of a file; of a package that depends on Python's version there are two."""
    return frozenset(Pin(*found) for found in _PIN.findall(requirements.read_text()))


def shipped() -> dict[Pin, list[str]]:
    """What is deployed, with the files that ask for it, in order."""
    found: dict[Pin, list[str]] = {}
    for name in SHIPPED:
        for pin in pins_of(ROOT / "requirements" / f"{name}.txt"):
            found.setdefault(pin, []).append(name)
    return dict(sorted(found.items()))


def licence_of(name: str) -> str:
    """The licence that an installed package's metadata names, as an SPDX expression; as it stands where it is none."""
    said = cast("Message", metadata(name))  # as it is; the type tells of no `get`
    named = said.get("License-Expression") or said.get("License") or ""
    return _SPDX.get(named, named)
