"""Scans that are recognised once in a process: that takes ten seconds, and most tests try what is around it."""

from __future__ import annotations

from functools import cache
from typing import Any
from unittest import mock

from gouji.reading import limits
from gouji.reading.document import Document
from gouji.reading.scans import reader
from gouji.reading.scans.ink import Picture

_to_blocks = reader.to_blocks


@cache
def _recognised(scan: bytes) -> tuple[Document, list[tuple[int, Picture]]]:
    looks: list[tuple[int, Picture]] = []
    with limits.of_document(10 * reader.SECONDS):  # the machine may be busy
        blocks = _to_blocks(scan, lambda number, picture: looks.append((number, picture)))
    return blocks, looks


def _as_recognised(scan: bytes, look: reader.Look | None = None) -> Document:
    blocks, looks = _recognised(scan)
    if look:
        for number, picture in looks:
            look(number, picture)
    return blocks


def scans_once() -> Any:
    """While it is entered, each scan is recognised once, and told again as it was."""
    return mock.patch.object(reader, "to_blocks", _as_recognised)
