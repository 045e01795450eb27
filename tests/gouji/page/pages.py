"""Pages for tests: a file written, and what is in it."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

from gouji.judging.context import Context
from gouji.page.standalone import standalone
from gouji.page.view import Language
from gouji.paging import material_of
from gouji.reading.read import read


def page_of(
    content: bytes, folder: Path, previous: bytes | None = None, language: Language = "zh-CN"
) -> str:
    """The page of a document's bytes, as `gouji check --page` writes it."""
    file = folder / "年报.bin"
    file.write_bytes(content)
    context = Context(previous=read(previous)) if previous else Context()
    return standalone(material_of(str(file), context), language=language).decode()


def data_of(page: str) -> dict[str, Any]:
    """The data in a page."""
    match = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert match
    data: dict[str, Any] = json.loads(match[1])
    return data


def policy_of(page: str) -> dict[str, list[str]]:
    """The page's policy, by directive."""
    match = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert match
    parts = (part.split() for part in unescape(match[1]).split(";"))
    return {name: values for name, *values in parts}


def cells_at(data: dict[str, Any]) -> dict[tuple[int, int, int], dict[str, Any]]:
    """The cells of the document as shown, by table, row and column."""
    return {
        (block["number"], cell["row"], cell["column"]): cell
        for block in data["document"]["blocks"]
        if block["kind"] == "grid"
        for row in block["rows"]
        for cell in row
    }
