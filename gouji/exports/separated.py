"""Comma-separated files as Excel opens them: UTF-8 with BOM, CRLF, and no text that is taken for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from gouji.report import Number
from gouji.text import harmless
from gouji.wording.sentences import number

# What spreadsheets take for the begin of a formula, at once or after spaces are cut off (OWASP, CSV Injection).
_FORMULA: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_SKIPPED: Final = ("\t", "\n")
_MARKER: Final = "'"

Value = Number | str | None


def separated(rows: Iterable[Sequence[Value]]) -> bytes:
    """Rows → the file. Numbers stay numbers, in full digits; None is empty; other text is text and never a formula."""
    content = io.StringIO(newline="")
    csv.writer(content, lineterminator="\r\n").writerows(map(_cell, row) for row in rows)
    return content.getvalue().encode("utf-8-sig", "replace")


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, int | Decimal):
        return number(value)
    return _no_formula("".join(map(_seen, value)))


def _no_formula(text: str) -> str:
    """A text that a spreadsheet would calculate gets an apostrophe in front."""
    begins = text.lstrip().lstrip("\ufeff\u200b").startswith(_FORMULA)
    return f"{_MARKER}{text}" if begins or text.startswith(_SKIPPED) else text


def _seen(character: str) -> str:
    """Line breaks and tabs stay; what else steers whoever shows it, or breaks files, becomes a space."""
    return character if character in "\n\t" else harmless(character)
