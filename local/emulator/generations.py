"""Checkpoints on disk: each a folder of its own, and one marker that names the folder that holds."""

from __future__ import annotations

import json
import os
import shutil
import threading
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

_MARKER: Final = "current.json"
_STAMP: Final = "%Y%m%dT%H%M%S.%fZ"


class DamagedCheckpoint(Exception):
    """A file of the checkpoint that the marker names is not there, or not whole."""


@dataclass(frozen=True, slots=True)
class Generation:
    """One whole checkpoint: its folder, and the size of each of its files in bytes."""

    folder: Path
    sizes: Mapping[str, int]

    @property
    def stamp(self) -> str:
        """When its content was copied, as `stamp` writes it."""
        return self.folder.name

    @property
    def copied_at(self) -> datetime:
        """When its content was copied."""
        return datetime.strptime(self.stamp, _STAMP).replace(tzinfo=UTC)

    def holds(self, name: str, content: bytes) -> bool:
        """Whether one of its files is just this."""
        return self.sizes.get(name) == len(content) and self.read(name) == content

    def read(self, name: str) -> bytes:
        """The content of one of its files. DamagedCheckpoint where it is not what was written."""
        path = self.folder / name
        try:
            content = path.read_bytes()
        except FileNotFoundError as error:
            raise DamagedCheckpoint(f"{path} is missing") from error
        if len(content) != self.sizes[name]:
            raise DamagedCheckpoint(f"{path} has {len(content)} of {self.sizes[name]} bytes")
        return content


class Generations:
    """A folder of checkpoints, of which one holds; whoever is killed at any moment leaves one whole."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()

    def current(self) -> Generation | None:
        """The checkpoint that holds; None before the first."""
        marker = self._folder / _MARKER
        if not marker.exists():
            return None
        told = json.loads(marker.read_bytes())
        return Generation(self._folder / told["generation"], told["sizes"])

    def keep(self, stamp: str, files: Mapping[str, bytes], unchanged: Collection[str] = ()) -> None:
        """Make these files, with the `unchanged` ones of the current checkpoint, the one that holds.

        Nothing is done where a later one holds already. OSError where not everything could be written; the
        current one then stays.
        """
        with self._lock:
            current = self.current()
            if current and current.stamp >= stamp:
                return
            draft = self._folder / f"{stamp}.part"
            draft.mkdir(parents=True)
            same = {*unchanged, *(n for n in files if current and current.holds(n, files[n]))}
            for name in files.keys() - same:
                _write(draft / name, files[name])
            for name in same:  # most services rarely change, and a link takes no time to write
                if current is None:
                    raise DamagedCheckpoint(f"no checkpoint has {name}")
                (draft / name).hardlink_to(current.folder / name)
            _sync(draft)
            sizes = {path.name: path.stat().st_size for path in draft.iterdir()}
            draft.rename(self._folder / stamp)
            self._mark(json.dumps({"generation": stamp, "sizes": sizes}).encode())
            self._remove_all_but(stamp)

    def _mark(self, content: bytes) -> None:
        draft = self._folder / f"{_MARKER}.part"
        _write(draft, content)
        draft.replace(self._folder / _MARKER)
        _sync(self._folder)

    def _remove_all_but(self, stamp: str) -> None:
        """Remove older checkpoints, and what a process that was killed left half done."""
        for path in self._folder.iterdir():
            if path.is_dir() and path.name != stamp:
                shutil.rmtree(path)


def stamp() -> str:
    """The time, as a folder's name: text order is time order."""
    return datetime.now(UTC).strftime(_STAMP)


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """Make names in a folder outlast the machine, too: fsync of a file does not do that."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
