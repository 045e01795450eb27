"""Pictures are decoded, and pages of a PDF drawn, in a process of its own: a small file may hold a vast picture."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

import numpy as np

from gouji.reading.apart import PICTURES, apart
from gouji.reading.scans.ink import Picture

_HEAD: Final = struct.Struct("<IId")  # height, width, size of a pixel in points; then grey and red


def pictures_apart(document: bytes, kind: str) -> Iterator[Picture]:
    """The pages of a PDF or the frames of a picture. Raises as `pictures_of_pdf` and `pictures_of_file` do, and
    UnreadableReport where they take more than a process may.
    """
    work = "gouji.reading.scans.apart:told"
    for said in apart(work, document, kind.encode(), memory=PICTURES):
        height, width, point = _HEAD.unpack_from(said)
        grey, red = (
            np.frombuffer(said, np.uint8, height * width, start).reshape(height, width).copy()
            for start in (_HEAD.size, _HEAD.size + height * width)
        )
        yield Picture(grey, point, red.view(np.bool_))


def told(document: bytes, kind: bytes) -> Iterator[bytes]:
    """The same in the other process."""
    from gouji.reading.scans.pictures import pictures_of_file, pictures_of_pdf

    pictures = pictures_of_pdf if kind == b"pdf" else pictures_of_file
    for picture in pictures(document):
        head = _HEAD.pack(picture.height, picture.width, picture.point)
        yield head + picture.grey.tobytes() + picture.red.tobytes()
