"""A kind is told by bytes alone, and that, which is all that ingest does, loads nothing of what reading needs."""

from __future__ import annotations

import subprocess
import sys

import pytest

from gouji.reading.files.kinds import kind_of

NEEDED = {
    "gouji.reading.files.kinds",
    "gouji.reading.files.byte_order",
    "gouji.reading.files.packages",
    "gouji.reading.limits",
    "gouji.report",
}


def test_telling_a_kind_loads_no_reader_no_form_and_no_words() -> None:
    code = "import sys, gouji.reading.files.kinds; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    rooms = {name for name in loaded if name.startswith("gouji.") and name.count(".") > 1}
    assert rooms <= NEEDED | {"gouji.reading.files"}
    assert not loaded & {"lxml", "selectolax", "opencc", "rapidfuzz", "numpy"}
    assert "gouji.form" not in loaded


@pytest.mark.parametrize(
    ("declared", "kind"),
    [
        ('office:mimetype="application/vnd.oasis.opendocument.spreadsheet"', "fods"),
        ("office:mimetype = 'application/vnd.oasis.opendocument.spreadsheet-template'", "fods"),
        ('office:mimetype="application/vnd.oasis.opendocument.text"', "fodt"),
        ("", "fodt"),
    ],
)
def test_flat_open_document_is_what_its_root_says(declared: str, kind: str) -> None:
    namespace = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    within = 'office:mimetype="application/vnd.oasis.opendocument.spreadsheet"'
    inner = f"<office:document {within}/>" if declared else ""
    root = f"<office:document {namespace} {declared}>{inner}</office:document>"
    assert kind_of(f'<?xml version="1.0"?>{root}'.encode()) == kind
