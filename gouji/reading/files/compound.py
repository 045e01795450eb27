"""Compound files ([MS-CFB]), in which .doc and .xls keep their streams."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

_SHIFTS: Final = 30  # where the header says how large sectors are
_TABLES: Final = 44  # where it says how many sectors the tables take, and where they begin
_DIFAT: Final = 76  # where its own part of the DIFAT stands
_IN_HEADER: Final = 109  # sectors of the FAT that the header names
_SECTOR_SHIFTS: Final = frozenset({9, 12})
_MINI_SECTOR: Final = 64
_ENTRY: Final = 128  # bytes of a directory entry
_STREAM: Final = 2  # the type of a directory entry that is a stream


_HEADER: Final = (
    bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6)
)
_FREE, _END, _FAT_SECTOR = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_CUTOFF: Final = 4096  # bytes; shorter streams stand in the mini stream
_NUMBERS: Final = 128  # in a sector of 512 bytes


def with_one_stream(name: str, content: bytes) -> bytes:
    """A compound file that holds nothing but one stream, in sectors as the standard has them.

    Raises ValueError where the content is larger than what the header's part of the DIFAT can tell of: 7 MB.
    """
    content = content.ljust(_CUTOFF, b"\0")
    content += bytes(-len(content) % 512)
    sectors = len(content) // 512
    fats = -(-(sectors + 1) // (_NUMBERS - 1))
    if fats > _IN_HEADER:
        raise ValueError("too large")
    first = fats + 1  # the FAT, the directory, the stream
    fat = [_FAT_SECTOR] * fats + [_END] + [*range(first + 1, first + sectors), _END]
    fat += [_FREE] * (fats * _NUMBERS - len(fat))
    named = [*range(fats)] + [_FREE] * (_IN_HEADER - fats)
    tables = struct.pack("<8I", fats, fats, 0, _CUTOFF, _END, 0, _END, 0)
    header = _HEADER.ljust(_TABLES, b"\0") + tables + struct.pack(f"<{_IN_HEADER}I", *named)
    directory = _new_entry("Root Entry", 5, 1, _END, 0) + _new_entry(
        name, _STREAM, _FREE, first, len(content)
    )
    directory += 2 * _new_entry("", 0, _FREE, 0, 0)
    return header + struct.pack(f"<{len(fat)}I", *fat) + directory + content


def _new_entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    encoded = name.encode("utf-16-le")
    named = struct.pack("<64sHBB", encoded, len(encoded) + 2 if name else 0, kind, 1)
    return named + struct.pack("<3I36x2II", _FREE, _FREE, child, start, size, 0)


class _Entry(NamedTuple):
    """A directory entry; its siblings and its child are numbers of other entries."""

    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


class CompoundFile:
    """The streams that stand in the root of a compound file. Raises ValueError where the file is damaged."""

    def __init__(self, document: bytes) -> None:
        try:
            (shift,) = struct.unpack_from("<H", document, _SHIFTS)
            if shift not in _SECTOR_SHIFTS:
                raise ValueError("no size of a sector")
            self._size = 1 << shift
            fat, directory, _, self._cutoff, mini_fat, minis, difat, _ = struct.unpack_from(
                "<8I", document, _TABLES
            )
            # Some writers leave out the end of the last sector.
            self._document = document + bytes(-len(document) % self._size)
            self._sectors = len(self._document) // self._size - 1
            self._fat = self._numbers(self._sectors_of_fat(fat, difat))
            self._mini_fat = self._numbers(_chain(self._fat, mini_fat) if minis else ())
            self._root, *entries = map(_entry, self._entries(directory))
        except struct.error as error:
            raise ValueError("cut off") from error
        self._streams = {entry.name.casefold(): entry for entry in _tree(entries, self._root.child)}
        self._mini_stream: bytes | None = None

    def stream(self, name: str) -> bytes | None:
        """A stream by its name, in whatever case; None where the root has none of that name."""
        entry = self._streams.get(name.casefold())
        if entry is None:
            return None
        if entry.size >= self._cutoff:
            return self._read(entry)
        if self._mini_stream is None:
            self._mini_stream = self._read(self._root)
        sectors = _chain(self._mini_fat, entry.start, entry.size, _MINI_SECTOR)
        mini = self._mini_stream
        parts = (mini[at * _MINI_SECTOR : (at + 1) * _MINI_SECTOR] for at in sectors)
        return _whole(parts, entry.size)

    def _read(self, entry: _Entry) -> bytes:
        sectors = _chain(self._fat, entry.start, entry.size, self._size)
        return _whole(map(self._sector, sectors), entry.size)

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size  # the header takes the room of a sector
        return self._document[start : start + self._size]

    def _numbers(self, sectors: Iterable[int]) -> Sequence[int]:
        joined = b"".join(map(self._sector, sectors))
        return struct.unpack(f"<{len(joined) // 4}I", joined)

    def _sectors_of_fat(self, count: int, difat: int) -> Sequence[int]:
        """The sectors that hold the FAT: the header names the first, chained sectors of the DIFAT the others."""
        numbers = self._size // 4
        count = min(count, -(-self._sectors // numbers))  # no more than all sectors need
        named = list(struct.unpack_from(f"<{_IN_HEADER}I", self._document, _DIFAT))
        while len(named) < count and difat < self._sectors:
            *more, difat = self._numbers((difat,))
            named += more
        if any(number >= self._sectors for number in named[:count]):
            raise ValueError("the FAT lies outside the file")
        return named[:count]

    def _entries(self, directory: int) -> Iterator[bytes]:
        for sector in _chain(self._fat, directory):
            content = self._sector(sector)
            yield from (content[at : at + _ENTRY] for at in range(0, len(content), _ENTRY))


def _chain(
    table: Sequence[int], start: int, size: int | None = None, sector: int = 1
) -> Sequence[int]:
    """The sectors of a stream of so many bytes; without a size up to the chain's end."""
    count = len(table) if size is None else -(-size // sector)
    chain: list[int] = []
    while len(chain) < count and start < len(table):
        chain.append(start)
        start = table[start]
    if len(chain) < count and size is not None:
        raise ValueError("a stream ends too early")
    if len({*chain, start}) <= len(chain):
        raise ValueError("a stream runs in a circle")
    return chain


def _whole(parts: Iterable[bytes], size: int) -> bytes:
    content = b"".join(parts)[:size]
    if len(content) < size:
        raise ValueError("a stream lies outside the file")
    return content


def _entry(content: bytes) -> _Entry:
    (length,) = struct.unpack_from("<H", content, 64)
    name = content[: max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
    (kind,) = struct.unpack_from("<B", content, 66)
    # The upper half of the size means nothing in files with small sectors.
    return _Entry(
        name,
        kind,
        *struct.unpack_from("<3I", content, 68),
        *struct.unpack_from("<2I", content, 116),
    )


def _tree(entries: Sequence[_Entry], root: int) -> Iterator[_Entry]:
    """The streams of a storage, whose entries stand in a binary tree; the root itself is not among the entries."""
    waiting, seen = [root], set()
    while waiting:
        number = waiting.pop()
        if number in seen or not 0 < number <= len(entries):
            continue
        seen.add(number)
        entry = entries[number - 1]
        waiting += (entry.right, entry.left)
        if entry.kind == _STREAM:
            yield entry
