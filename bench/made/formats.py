"""Drafts → files of every format: by the writers of `samples`, and by LibreOffice, one run for each format."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from email.message import EmailMessage
from pathlib import Path
from typing import Final

from bench.made.documents import Draft, Setting
from bench.made.traits import Encoding
from samples import render
from samples.ofd import ofd

_MINUTES: Final = 4
_CELL = re.compile(r"(<td[^>]*><p>)([^<]*)(</p></td>)")
_RUN = re.compile(r'(<w:t xml:space="preserve">)([^<]*)(</w:t>)')
_PART: Final = "word/document.xml"

Writer = Callable[[Draft], bytes]


def page(draft: Draft, encoding: Encoding | None = None) -> bytes:
    """A web page; lines within a cell are parted by <br>."""
    tables = re.sub(
        _CELL, lambda m: m[1] + m[2].replace("\n", "<br>") + m[3], render.html(draft.content())
    )
    if draft.wrapper == "all":
        tables = f"<table><tr><td>{tables}</td></tr></table>"
    elif draft.wrapper == "each":
        tables = tables.replace("<table>", "<table><tr><td><table>").replace(
            "</table>", "</table></td></tr></table>"
        )
    declared = encoding.declared if encoding else "utf-8"
    meta = f'<meta charset="{declared}">' if declared else ""
    text = (
        f"<!DOCTYPE html><html><head>{meta}<title>2022</title></head><body>{tables}</body></html>"
    )
    return text.encode(encoding.encoding if encoding else "utf-8")


def saved_page(draft: Draft) -> bytes:
    """A page saved by a browser as one file (MHTML)."""
    message = EmailMessage()
    message["From"] = "<Saved by a browser>"
    message["Subject"] = "report"
    message.make_related()
    part = EmailMessage()
    part.set_content(page(draft).decode(), subtype="html", charset="utf-8", cte="quoted-printable")
    part["Content-Location"] = "https://gov.example/report.html"
    message.attach(part)
    return message.as_bytes()


def word(draft: Draft) -> bytes:
    """A Word document; lines within a cell are parted by w:br."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(render.docx(draft.content()))) as plain,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package,
    ):
        for name in plain.namelist():
            xml = plain.read(name).decode()
            package.writestr(name, _word_lines(xml, draft.wrapper) if name == _PART else xml)
    return packed.getvalue()


def _word_lines(xml: str, wrapper: str) -> str:
    broken = '</w:t><w:br/><w:t xml:space="preserve">'
    xml = _RUN.sub(lambda m: m[1] + m[2].replace("\n", broken) + m[3], xml)
    before = '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="9500"/></w:tblGrid><w:tr><w:tc><w:tcPr/>'
    after = "<w:p/></w:tc></w:tr></w:tbl>"
    if wrapper == "all":
        return xml.replace("<w:body>", f"<w:body>{before}").replace(
            "</w:body>", f"{after}<w:p/></w:body>"
        )
    if wrapper == "each":
        return xml.replace("<w:tbl>", f"{before}<w:tbl>").replace("</w:tbl>", f"</w:tbl>{after}")
    return xml


def archive(draft: Draft) -> bytes:
    """A ZIP with the Word document below a folder."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(f"报送材料/{draft.organ}年报.docx", word(draft))
    return packed.getvalue()


def text_of(layout: Callable[[Setting], str]) -> Writer:
    """A writer of plain text."""
    return lambda draft: layout(draft.content()).encode()


# Own writers, by format: cells within cells? lines within cells?
OWN: Final[Mapping[str, tuple[Writer, bool, bool]]] = {
    "txt": (text_of(render.text_tabs), False, False),
    "txt, a cell a line": (text_of(render.text_cell_a_line), False, True),
    "txt, pipes": (text_of(render.text_pipes), False, True),
    "md": (text_of(render.text_markdown), False, False),
    "html": (page, True, True),
    "mhtml": (saved_page, True, True),
    "docx": (word, True, True),
    "zip": (archive, True, True),
    "ofd": (lambda draft: ofd(draft.content()), False, True),
}
# LibreOffice: from which own format, by which filter.
OFFICE: Final[Mapping[str, tuple[str, str, tuple[str, ...]]]] = {
    "doc": ("docx", "doc:MS Word 97", ()),
    "rtf": ("docx", "rtf", ()),
    "odt": ("docx", "odt", ()),
    "pdf": ("docx", "pdf", ()),
    "docx (LibreOffice)": ("docx", "docx", ()),
    "html (LibreOffice)": ("docx", "html", ()),
    "xlsx": ("html", "xlsx", ("--infilter=HTML (StarCalc)",)),
    "xls": ("html", "xls", ("--infilter=HTML (StarCalc)",)),
    "ods": ("html", "ods", ("--infilter=HTML (StarCalc)",)),
    "fods": ("html", "fods", ("--infilter=HTML (StarCalc)",)),
}

# Other programs: from which format, by which command. Those that make plain text lose blanks or borders. Some take
# and give files in a folder.
CONVERTERS: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "txt (pandoc, plain)": ("docx", ("pandoc", "-f", "docx", "-t", "plain")),
    "txt (pandoc, grids)": ("html", ("pandoc", "-f", "html", "-t", "rst")),
    "txt (pdftotext -layout)": ("pdf", ("pdftotext", "-layout", "-", "-")),
    "txt (pdftotext -raw)": ("pdf", ("pdftotext", "-raw", "-", "-")),
    "txt (w3m)": ("html", ("w3m", "-dump", "-I", "utf-8", "-O", "utf-8", "-T", "text/html")),
    "odt (pandoc)": ("docx", ("pandoc", "-f", "docx", "-t", "odt", "-o", "-")),
    "docx (pandoc)": ("html", ("pandoc", "-f", "html", "-t", "docx", "-o", "-")),
    "html (pandoc)": ("docx", ("pandoc", "-s", "-f", "docx", "-t", "html")),
    "md (pandoc)": ("html", ("pandoc", "-f", "html", "-t", "gfm")),
    "txt (pandoc, MediaWiki)": ("docx", ("pandoc", "-f", "docx", "-t", "mediawiki")),
    "pdf (Chromium)": (
        "html",
        (
            *(
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--user-data-dir={folder}/profile",
            ),
            *("--print-to-pdf={folder}/printed", "{folder}/page.html"),
        ),
    ),
    "pdf (wkhtmltopdf)": (
        "html",
        ("wkhtmltopdf", "--quiet", "{folder}/page.html", "{folder}/printed"),
    ),
}
# A page that is printed has its rules drawn.
_RULED: Final = b"<style>table{border-collapse:collapse}td{border:1px solid}</style></head>"
_NO_SCREEN: Final = {"QT_QPA_PLATFORM": "offscreen"}


def is_installed(converter: str) -> bool:
    """Whether the program of one of CONVERTERS is there."""
    return shutil.which(CONVERTERS[converter][1][0]) is not None


def as_text(converter: str, document: bytes) -> bytes:
    """What one of CONVERTERS makes of a document."""
    _, command = CONVERTERS[converter]
    with tempfile.TemporaryDirectory(prefix="gouji-print-") as name:
        folder = Path(name)
        if converter.startswith("pdf"):
            document = document.replace(b"</head>", _RULED)
            (folder / "page.html").write_bytes(document)
        done = subprocess.run(
            [part.format(folder=folder) for part in command],
            input=document,
            check=True,
            capture_output=True,
            timeout=_MINUTES * 60,
            env={**os.environ, **_NO_SCREEN},
        )
        printed = folder / "printed"
        return printed.read_bytes() if printed.exists() else done.stdout


def has_office() -> bool:
    """Whether LibreOffice is installed."""
    return shutil.which("soffice") is not None


def converted(sources: Sequence[Path], target: str, filters: Sequence[str]) -> dict[str, bytes]:
    """Convert files in one run of LibreOffice with a profile of its own; by stem, those that it wrote."""
    suffix = target.split(":")[0]
    with tempfile.TemporaryDirectory(prefix="gouji-office-") as folder:
        out = Path(folder) / "out"
        subprocess.run(
            [
                *("soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"),
                *filters,
                *("--convert-to", target, "--outdir", str(out)),
                *map(str, sources),
            ],
            check=True,
            capture_output=True,
            timeout=_MINUTES * 60,
        )
        return {path.stem: path.read_bytes() for path in out.glob(f"*.{suffix}")}
