"""Compound files made by hand ([MS-CFB]), to read them back."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from typing import Final

_FREE, _END, _IS_FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_MINI: Final = 64
_CUTOFF: Final = 4096
_IN_HEADER: Final = 109


class _Sectors:
    """Sectors of one size, and which comes after which."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.content = b""
        self.table: list[int] = []

    def add(self, content: bytes) -> int:
        """Put a stream behind the others; its first sector."""
        if not content:
            return _END
        first = len(self.table)
        count = -(-len(content) // self.size)
        self.content += content.ljust(count * self.size, b"\x00")
        self.table += [*range(first + 1, first + count), _END]
        return first


def compound_file(streams: Mapping[str, bytes], *, shift: int = 9) -> bytes:
    """A compound file with these streams in its root; `shift`: its sectors have 2 to that power of bytes."""
    sectors, mini = _Sectors(1 << shift), _Sectors(_MINI)
    entries = []
    for i, (name, content) in enumerate(streams.items(), 1):
        start = (mini if len(content) < _CUTOFF else sectors).add(content)
        after = i + 1 if i < len(streams) else _FREE
        entries.append(_entry(name, 2, (_FREE, after, _FREE), start, len(content)))
    root = sectors.add(mini.content)
    child = 1 if entries else _FREE
    entries.insert(0, _entry("Root Entry", 5, (_FREE, _FREE, child), root, len(mini.content)))
    directory = sectors.add(b"".join(entries))
    mini_fat = sectors.add(struct.pack(f"<{len(mini.table)}I", *mini.table))
    fat, difat, count, chained = _fat(sectors)
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIIII",
        *(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3 if shift == 9 else 4, 0xFFFE, shift, 6),
        *(0, count, directory, 0, _CUTOFF, mini_fat, 1, chained, 1 if difat else 0),
        0,
    )[:76]
    first = fat[:_IN_HEADER] + [_FREE] * (_IN_HEADER - len(fat))
    header += struct.pack(f"<{_IN_HEADER}I", *first)
    return header.ljust(sectors.size, b"\x00") + sectors.content


def _fat(sectors: _Sectors) -> tuple[list[int], bytes, int, int]:
    """Put the FAT, and where the header has no room for it a sector of the DIFAT, behind the streams."""
    numbers = sectors.size // 4
    count = -(-(len(sectors.table) + 2) // (numbers - 1))
    start = len(sectors.table)
    fat = list(range(start, start + count))
    table = sectors.table + [_IS_FAT] * count
    chained, difat = _END, b""
    if count > _IN_HEADER:
        chained = start + count
        rest = fat[_IN_HEADER:]
        difat = struct.pack(f"<{numbers}I", *rest, *[_FREE] * (numbers - 1 - len(rest)), _END)
        table.append(0xFFFFFFFC)
    table += [_FREE] * (count * numbers - len(table))
    sectors.content += struct.pack(f"<{len(table)}I", *table) + difat
    return fat, difat, count, chained


def _entry(name: str, kind: int, others: tuple[int, int, int], start: int, size: int) -> bytes:
    """`others`: the entries to its left and right, and its child."""
    encoded = name.encode("utf-16-le") + b"\x00\x00"
    return struct.pack("<64sHBBIII36xIQ", encoded, len(encoded), kind, 1, *others, start, size)
