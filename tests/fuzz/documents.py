"""Documents to begin with: some of every kind that is read."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from email.message import EmailMessage
from functools import cache
from typing import Final

from PIL import Image

from samples import make, render
from samples.ofd import ofd
from tests.documents.make import HERE as WRITTEN

_SAMPLES: Final = {sample.name: sample for sample in make.samples()}
_NAMES: Final = ("yunping-grain-2022", "yunping-liuyin-2020")
_OFFICE: Final = ("doc", "rtf", "odt", "ods", "xlsx", "xls")
_STREAM = re.compile(rb"/Filter\s*/FlateDecode(.{0,80}?)stream\r?\n(.*?)endstream", re.DOTALL)
KINDS: Final = (
    *_OFFICE,
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
    if kind in _OFFICE:
        return (WRITTEN / f"{name}.{kind}").read_bytes()
    content = _SAMPLES[name].content()
    page = f"<html><body>{render.html(content)}</body></html>"
    made: dict[str, Callable[[], bytes]] = {
        "docx": lambda: render.docx(content),
        "fodt": lambda: _flat((WRITTEN / f"{name}.odt").read_bytes()),
        "pdf": lambda: _unpacked((WRITTEN / f"{name}.pdf").read_bytes()),
        "packed pdf": (WRITTEN / f"{name}.pdf").read_bytes,
        "ofd": lambda: ofd(content),
        "html": page.encode,
        "mhtml": lambda: _archived(page),
        "text": (make.HERE / f"{name}.txt").read_bytes,
        "markdown": lambda: render.text_markdown(content).encode(),
        "UTF-16": lambda: page.encode("utf-16-le"),
        "zip": lambda: _zipped(render.docx(content)),
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


def _archived(page: str) -> bytes:
    message = EmailMessage()
    message["Subject"] = "年报"
    message.set_content(page, subtype="html", charset="utf-8", cte="quoted-printable")
    message.make_related()
    return b"MIME-Version: 1.0\n" + bytes(message).replace(b"MIME-Version: 1.0\n", b"")


def _zipped(document: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr("年报/年报.docx", document)
    return target.getvalue()
