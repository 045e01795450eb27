"""Scans that are recognised once in a run of tests: it takes ten seconds, and most tests try what is around it."""

from __future__ import annotations

import fcntl
import pickle
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from unittest import mock

from gouji.reading import limits
from gouji.reading.document import Document
from gouji.reading.scans import reader
from gouji.reading.scans.ink import Picture

Recognised = tuple[Document, list[tuple[int, Picture]]]

_to_blocks = reader.to_blocks


def _recognised(scan: bytes) -> Recognised:
    looks: list[tuple[int, Picture]] = []
    with limits.of_document(10 * reader.SECONDS):  # the machine may be busy
        blocks = _to_blocks(scan, lambda number, picture: looks.append((number, picture)))
    return blocks, looks


@cache
def _shared(scan: bytes, folder: Path) -> Recognised:
    """What the first process that wants it finds; the others wait for that."""
    folder.mkdir(exist_ok=True)
    kept = folder / sha256(scan).hexdigest()
    with kept.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            kept.write_bytes(pickle.dumps(_recognised(scan)))
    found: Recognised = pickle.loads(kept.read_bytes())  # noqa: S301 - written above by a process of this run, in a folder of its own
    return found


def scans_once(folder: Path) -> Any:
    """While it is entered, each scan is recognised once, and told again as it was; `folder`: of all processes."""

    def as_recognised(scan: bytes, look: reader.Look | None = None) -> Document:
        blocks, looks = _shared(scan, folder)
        if look:
            for number, picture in looks:
                look(number, picture)
        return blocks

    return mock.patch.object(reader, "to_blocks", as_recognised)
