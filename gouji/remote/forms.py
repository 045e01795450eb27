"""A signed form and a file → the body that S3 takes (multipart/form-data, RFC 7578), read as it is sent."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from secrets import token_hex
from typing import Final, NamedTuple

from gouji.remote.faults import FileChanged

_BLOCK: Final = 256 * 1024


class Content(NamedTuple):
    """What is in a file: so many bytes, of this MD5."""

    size: int
    md5: str


class Form(NamedTuple):
    """A body in blocks, and the headers that go with it."""

    body: Iterator[bytes]
    headers: Mapping[str, str]


def content_of(path: Path) -> Content:
    """What is in a file. OSError where it does not open."""
    size, digest = (
        0,
        hashlib.md5(usedforsecurity=False),
    )  # S3's ETag; it tells files apart, and guards nothing
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            size += len(block)
            digest.update(block)
    return Content(size, digest.hexdigest())


def _read(path: Path, size: int) -> Iterator[bytes]:
    """Just so many bytes. FileChanged where they are not there any more: no connection is to blame for that."""
    left = size
    try:
        with path.open("rb") as file:
            while left and (block := file.read(min(_BLOCK, left))):
                left -= len(block)
                yield block
    except OSError as error:
        raise FileChanged from error
    if left:
        raise FileChanged


def form_of(
    fields: Mapping[str, str], path: Path, size: int, tell: Callable[[int], object]
) -> Form:
    """The fields in their order, and the file last. `tell` hears how many bytes of it were read."""
    boundary = f"gouji-{token_hex(16)}"
    head = b"".join(
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    )
    # The file's own name stays at home: where it is put was signed.
    head += (
        f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="file"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n"
    ).encode()
    tail = f"\r\n--{boundary}--\r\n".encode()

    def body() -> Iterator[bytes]:
        yield head
        done = 0
        for block in _read(path, size):
            done += len(block)
            yield block
            tell(done)
        yield tail

    headers = {
        "Content-Type": f"multipart/form-data; boundary={boundary}",
        "Content-Length": str(len(head) + size + len(tail)),
    }
    return Form(body(), headers)
