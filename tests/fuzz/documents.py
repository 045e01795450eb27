"""Documents to begin with: some of every kind that is read."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from functools import cache
from typing import Final

from PIL import Image

from samples import make
from tests.documents.kinds import document, mhtml, page
from tests.documents.make import HERE as WRITTEN

_NAMES: Final = ("yunping-grain-2022", "yunping-liuyin-2020")
_FROM_OFFICE: Final = ("doc", "rtf", "odt", "ods", "fods", "xlsx", "xls")
_STREAM = re.compile(rb"/Filter\s*/FlateDecode(.{0,80}?)stream\r?\n(.*?)endstream", re.DOTALL)
_AS_IT_IS: Final = (*_FROM_OFFICE, "docx", "ofd", "markdown", "zip")
KINDS: Final = (
    *_FROM_OFFICE,
    *(
        "docx",
        "fodt",
        "pdf",
        "packed pdf",
        "ofd",
        "html",
        "mhtml",
        "text",
        "markdown",
        "UTF-16",
        "zip",
    ),
)
PICTURES: Final = ("tiff", "png", "jpeg", "gif", "bmp")


@cache
def documents(kind: str) -> tuple[bytes, ...]:
    """Some sound documents of one kind, all small."""
    return tuple(_document(kind, name) for name in _NAMES)


def _document(kind: str, name: str) -> bytes:
    if kind in _AS_IT_IS:
        return document(name, kind)
    made: dict[str, Callable[[], bytes]] = {
        "fodt": lambda: _flat((WRITTEN / f"{name}.odt").read_bytes()),
        "pdf": lambda: _unpacked((WRITTEN / f"{name}.pdf").read_bytes()),
        "packed pdf": (WRITTEN / f"{name}.pdf").read_bytes,
        "html": lambda: page(name),
        "mhtml": lambda: mhtml(name, "utf-8"),
        "text": (make.HERE / f"{name}.txt").read_bytes,
        "UTF-16": lambda: page(name, "utf-16-le"),
    }
    return made[kind]()


def picture(kind: str) -> bytes:
    """A small picture."""
    target = io.BytesIO()
    image = Image.effect_noise((120, 170), 60)
    image.convert("1" if kind == "tiff" else "P" if kind == "gif" else "RGB").save(target, kind)
    return target.getvalue()


def _flat(document: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        content = package.read("content.xml")
    return content.replace(b"office:document-content", b"office:document")


def _unpacked(document: bytes) -> bytes:
    """A PDF whose streams can be read; where they begin no longer agrees with its table, which readers mend."""
    return _STREAM.sub(
        lambda m: m[1] + b"stream\n" + zlib.decompress(m[2]) + b"\nendstream", document
    )
