"""Originals as one ZIP file, piece by piece, so that it is never whole in memory: each named by its organ."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import Final

_FORBIDDEN: Final = frozenset('<>:"/\\|?*')
# Names that Windows keeps for devices, whatever follows the point.
_DEVICES: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
_EXTENSION: Final = re.compile(r"\.[A-Za-z0-9]{1,8}")
_LONGEST: Final = (
    60  # characters of a name; in UTF-8, three bytes each, below what file systems take
)


def names_by_organ(files: Iterable[tuple[str, str]]) -> list[str]:
    """A file name for each (organ, name as sent), in their order: 「海曙区教育局.docx」, equal ones numbered.

    Without folders, and without anything that Windows, macOS or a path would take for more than a name.
    """
    taken: set[str] = set()
    names: list[str] = []
    for organ, sent in files:
        stem, extension = _stem(organ), _extension(sent)
        name, number = f"{stem}{extension}", 1
        while _compared(name) in taken:
            number += 1
            name = f"{stem}（{number}）{extension}"
        taken.add(_compared(name))
        names.append(name)
    return names


def zipped(files: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    """Files, by name → the pieces of a ZIP file. Documents are packed already: they are stored as they are."""
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files:
            # The time is ZIP's earliest: the same files are the same bytes, whenever they are put together.
            archive.writestr(zipfile.ZipInfo(name), content)
            yield from pipe.taken()
    yield from pipe.taken()


def in_parts(pieces: Iterable[bytes], least: int) -> Iterator[bytes]:
    """The same bytes in parts of `least` bytes or more; the last may be smaller."""
    waiting: list[bytes] = []
    size = 0
    for piece in pieces:
        waiting.append(piece)
        size += len(piece)
        if size >= least:
            yield b"".join(waiting)
            waiting, size = [], 0
    if waiting:
        yield b"".join(waiting)


class _Pipe(io.RawIOBase):
    """What is written is taken out again; nobody can go back in it, which zipfile copes with."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, piece: object) -> int:
        content = bytes(memoryview(piece))  # type: ignore[arg-type]  # typeshed's Buffer is of 3.12
        self._pieces.append(content)
        return len(content)

    def taken(self) -> Sequence[bytes]:
        pieces, self._pieces = self._pieces, []
        return pieces


def _stem(organ: str) -> str:
    """An organ's name as a file's; what is not seen or has a meaning in paths is gone."""
    kept = "".join(
        "_" if ch in _FORBIDDEN else ch
        for ch in unicodedata.normalize("NFC", organ)
        if unicodedata.category(ch)[0] != "C"
    )
    name = " ".join(kept.split()).strip(" .")[:_LONGEST].rstrip(" .") or "_"
    return f"_{name}" if _DEVICES.match(name) else name


def _extension(sent: str) -> str:
    """That of the name under which a file was sent, in lower case; none where it looks like none."""
    extension = PurePosixPath(sent).suffix
    return extension.lower() if _EXTENSION.fullmatch(extension) else ""


def _compared(name: str) -> str:
    """A name as file systems compare it that fold case and widths."""
    return unicodedata.normalize("NFKC", name).casefold()
