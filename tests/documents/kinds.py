"""Every sample in every kind of file: what an office program wrote (`make`), and what is packed here."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from typing import Any, Final

from samples import make, render
from samples.ofd import ofd
from tests.documents.make import HERE

SAMPLES: Final = {sample.name: sample for sample in make.samples()}
OFFICE: Final = ("doc", "rtf", "odt", "pdf", "xls", "xlsx", "ods", "fods")
# What a verdict must say of a sample, whatever the kind of its file.
FOUND: Final = ("status", "organ", "year", "forms", "cells", "marks", "deduced", "units")


def expected(name: str) -> dict[str, Any]:
    """What must be found in a sample."""
    loaded = json.loads((make.HERE / f"{name}.expected.json").read_bytes())
    return {key: loaded[key] for key in FOUND}


def document(name: str, kind: str) -> bytes:
    """A sample as a file of one of KINDS."""
    if kind in OFFICE:
        return (HERE / f"{name}.{kind}").read_bytes()
    return WRITTEN[kind](name)


def page(name: str, encoding: str = "utf-8") -> bytes:
    """A sample as a web page."""
    content = SAMPLES[name].content()
    return f"<html><body>{render.html(content)}</body></html>".encode(encoding)


def mhtml(name: str, encoding: str = "gb18030") -> bytes:
    """A sample as a saved page."""
    message = EmailMessage()
    message["Subject"] = "年报"
    text = page(name).decode()
    message.set_content(text, subtype="html", charset=encoding, cte="quoted-printable")
    message.make_related()
    return b"MIME-Version: 1.0\n" + bytes(message).replace(b"MIME-Version: 1.0\n", b"")


def docx(name: str) -> bytes:
    """A sample as a Word document."""
    return render.docx(SAMPLES[name].content())


def packed(name: str) -> bytes:
    """A sample's Word document in an archive, as a Mac makes it."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("__MACOSX/._年报.docx", b"x")
        package.writestr("年报/年报.docx", docx(name))
    return target.getvalue()


WRITTEN: Final[dict[str, Callable[[str], bytes]]] = {
    "as sent": lambda name: (make.HERE / SAMPLES[name].file).read_bytes(),
    "docx": docx,
    "ofd": lambda name: ofd(SAMPLES[name].content()),
    "mhtml": mhtml,
    "zip": packed,
    "UTF-16": lambda name: page(name, "utf-16"),
    "UTF-16 without a mark": lambda name: page(name, "utf-16-le"),
    "GB18030": lambda name: page(name, "gb18030"),
    "markdown": lambda name: render.text_markdown(SAMPLES[name].content()).encode(),
}
KINDS: Final = (*OFFICE, *WRITTEN)
