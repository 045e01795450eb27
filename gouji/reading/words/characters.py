"""Characters: odd spaces, full-width forms, traditional characters; text folded for comparison."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from gouji.numerals import ONE_TO_TEN

# Zero-width characters, soft hyphen and byte order mark carry nothing.
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_NO_HAN = re.compile("[^\u3400-\u9fff]+")
_NOT_LABEL = re.compile(r"[\W_]+")
_NUMBERING = re.compile(
    rf"^\s*(?:[（(]\s*[{ONE_TO_TEN}]+\s*[）)]|[{ONE_TO_TEN}]+\s*[、.．，,]|\d+\s*[.．、）)])\s*"
)


def visible(text: str) -> str:
    """The text without invisible characters and without space around it."""
    return (text if text.isascii() else text.translate(_INVISIBLE)).strip()


@lru_cache(maxsize=1)
def _converter() -> Any:  # noqa: ANN401 - opencc ships no types; imported late: only few reports need it
    import opencc

    return opencc.OpenCC("t2s")


def simplified(text: str) -> str:
    """The text in simplified characters; unchanged, and at no cost, where it already is."""
    try:
        # GB 2312 holds the simplified characters only: what fits needs no conversion.
        _NO_HAN.sub("", text).encode("gb2312")
    except UnicodeEncodeError:
        return str(_converter().convert(text))
    return text


def share_of_traditional(texts: Iterable[str]) -> float:
    """How many of the Chinese characters conversion would change, 0 to 1."""
    shown = _NO_HAN.sub("", unicodedata.normalize("NFKC", "".join(texts)))
    converted = simplified(shown)
    if converted is shown:
        return 0.0
    return sum(a != b for a, b in zip(shown, converted, strict=False)) / len(shown)


def plain(text: str) -> str:
    """Narrative for searching: NFKC, simplified, invisible characters gone, spaces between words kept."""
    return simplified(unicodedata.normalize("NFKC", text.translate(_INVISIBLE)))


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """A label for comparison: plain, without numbering, spaces and punctuation."""
    folded = plain(text)
    return _NOT_LABEL.sub("", _NUMBERING.sub("", folded))
