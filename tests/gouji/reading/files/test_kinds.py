"""Ingest looks at a file's kind alone: that loads nothing of what reading needs."""

from __future__ import annotations

import subprocess
import sys

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
