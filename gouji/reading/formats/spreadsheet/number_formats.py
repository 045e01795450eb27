"""Number formats of spreadsheets: the text that a number is shown as, which is the figure that the report prints.

ECMA-376 part 1, 18.8.31. What is not worked out (fractions, scaling, Chinese numerals, conditions) gives None.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Final

# The formats that files name by number only (18.8.30); the dates among them, Chinese ones included, look alike here.
BUILT_IN: Final = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00",
    12: "# ?/?", 13: "# ??/??", 37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00", 41: '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ',
    42: '_ "¥"* #,##0_ ;_ "¥"* -#,##0_ ;_ "¥"* "-"_ ;_ @_ ',
    43: '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
    44: '_ "¥"* #,##0.00_ ;_ "¥"* -#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ ', 48: "##0.0E+0", 49: "@",
} | dict.fromkeys((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)), "yyyy/m/d")  # fmt: skip
_GENERAL: Final = frozenset({"general", "g/通用格式", "@", ""})
_PIECE = re.compile(
    r"""(?P<literal>"[^"]*")|[\\!](?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\]]*)\]
        |(?P<digits>[0#?][0#?,]*(?:\.[0#?]*)?|\.[0#?]+)|(?P<general>General|G/通用格式)
        |(?P<percent>%)|(?P<plain>[-+() :¥$\u00a5\uffe5\u4e00-\u9fff（）。，])""",
    re.VERBOSE | re.IGNORECASE,
)
_SECTION = re.compile(r'((?:"[^"]*"|[\\!_*].|\[[^\]]*\]|[^;"\\!_*\[])*)(?:;|$)')
_COLOUR = re.compile(
    r"black|blue|cyan|green|magenta|red|white|yellow|color\s?\d+"
    r"|[黑蓝绿红白黄]色?|青色?|洋红色?|颜色\s?\d+",
    re.IGNORECASE,
)
_CURRENCY = re.compile(r"\$([^-]*)(?:-[0-9A-Fa-f]+)?")


@dataclass(frozen=True, slots=True)
class _Section:
    """Text before and after the number, and how the number itself is set; None: the text alone."""

    before: str
    after: str
    digits: str | None
    percent: bool


def shown(value: float, code: str) -> str | None:
    """The number as shown; None where this module cannot tell. An empty section shows nothing."""
    if code.strip().lower() in _GENERAL:
        return general(value)
    sections = _sections(code)
    if sections is None:
        return None
    section = _chosen(sections, value)
    number = Decimal(repr(float(value))) * (100 if section.percent else 1)
    if section.digits is None:
        return section.before
    signed = number < 0 and len(sections) == 1
    digits = general(abs(value)) if section.digits == "" else _set(abs(number), section.digits)
    if signed and not digits.strip("0.,"):
        return None  # programs differ on what a small negative number is rounded to
    return f"{'-' if signed else ''}{section.before}{digits}{section.after}"


def general(value: float) -> str:
    """The number as shown without a format: 0.1 + 0.2 is 0.3."""
    text = f"{value:.15g}"
    return f"{value:.0f}" if "e" in text and value == int(value) else text


def _chosen(sections: Sequence[_Section], value: float) -> _Section:
    if value < 0 and len(sections) > 1:
        return sections[1]
    return sections[2] if value == 0 and len(sections) > 2 else sections[0]


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[_Section, ...] | None:
    """The sections for positive, negative and zero; None where one is not understood."""
    if not _SECTION.match(code):
        return None
    found: list[_Section] = []
    at = 0
    while at <= len(code) and len(found) < 3:
        match = _SECTION.match(code, at)
        section = _section(match[1]) if match else None
        if match is None or section is None:
            return None
        found.append(section)
        if match.end() == len(code) and not match[0].endswith(";"):
            break
        at = match.end()
    return tuple(found)


def _section(code: str) -> _Section | None:
    texts = ["", ""]
    digits: str | None = None
    percent = False
    at = 0
    while at < len(code):
        match = _PIECE.match(code, at)
        if match is None:
            return None
        at = match.end()
        if match["digits"] or match["general"]:
            if digits is not None and set(match["digits"] or "0") != {"?"}:
                return None  # two numbers: a fraction, or a number with a text in its midst
            digits = digits if digits is not None else match["digits"] or ""
            continue
        percent = percent or bool(match["percent"])
        text = _text(match)
        if text is None:
            return None
        texts[digits is not None] += text
    if digits is not None and (digits.split(".")[0] or "0").endswith(","):
        return None  # shown in thousands
    return _Section(texts[0], texts[1], digits, percent)


def _text(match: re.Match[str]) -> str | None:
    """What a piece shows beside the number; None where it is not understood."""
    if match["bracket"] is not None:
        currency = _CURRENCY.fullmatch(match["bracket"])
        if currency:
            return currency[1]
        return "" if _COLOUR.fullmatch(match["bracket"]) else None
    if match["literal"]:
        return match["literal"][1:-1]
    return match["escaped"] or match["percent"] or match["plain"] or ""


def _set(number: Decimal, pattern: str) -> str:
    whole, _, places = pattern.partition(".")
    rounded = number.quantize(Decimal(1).scaleb(-len(places)), ROUND_HALF_UP)
    integer, _, fraction = f"{rounded:f}".partition(".")
    integer = integer.lstrip("0").rjust(whole.count("0"), "0")
    if "," in whole and integer:
        integer = f"{int(integer):,}" if len(integer) > 3 else integer
    while fraction and fraction.endswith("0") and places[len(fraction) - 1] != "0":
        fraction = fraction[:-1]
    return f"{integer}.{fraction}" if fraction else integer
