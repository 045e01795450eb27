"""Characters: odd spaces, full-width forms, traditional characters; text folded for comparison."""

from __future__ import annotations

import codecs
import unicodedata
from functools import lru_cache
from typing import Any, Final

from gouji.numerals import ONE_TO_TEN
from gouji.text import lazy_pattern

# Zero-width characters, soft hyphen and byte order mark carry nothing.
_INVISIBLE: Final = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_TO_NOTHING: Final = dict.fromkeys(map(ord, _INVISIBLE))
_HIDDEN = lazy_pattern(f"[{_INVISIBLE}]")
# What NFKC changes in most text: with these out of the way it has nothing to do.
_WIDE: Final = tuple((ch, unicodedata.normalize("NFKC", ch)) for ch in "，：；（）！？％…　\xa0")
# Fonts of PDFs give characters as radicals (U+2E80 to 2EF2) that NFKC leaves alone: UAX 38, EquivalentUnifiedIdeograph.
_RADICALS: Final = str.maketrans(
    "⺁⺃⺄⺅⺆⺈⺉⺊⺌⺍⺎⺏⺐⺒⺓⺔⺕⺖⺘⺙⺛⺜⺝⺞⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯"
    "⺰⺱⺲⺳⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙"
    "⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲",
    "厂乚乙亻冂刀刂卜小小兀尣尢巳幺彑彐忄扌攵旡日月歺民氵氺灬爫爫丬牛犭王疋目示礻竹糹"
    "纟罓罒罓羊羊羊耂肀聿肉臼艹艹艹虎衤覀西见角角讠贝足车辶辶辶邑钅長镸长门阜阝雨青韦"
    "页风飞食食飠饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀",
)
_RADICAL: Final = lazy_pattern("[\u2e80-\u2ef2]")
_BUT_CHINESE: Final = "gouji-but-chinese"  # the name of an error handler: see `is_simplified`
_LINE: Final = 80  # characters of a text that is remembered
_NO_HAN = lazy_pattern("[^\u3400-\u9fff]+")
_NOT_LABEL = lazy_pattern(r"[\W_]+")
_NUMBERING = lazy_pattern(
    rf"^\s*(?:[（(]\s*[{ONE_TO_TEN}]+\s*[）)]|[{ONE_TO_TEN}]+\s*[、.．，,]|\d+\s*[.．、）)])\s*"
)


def visible(text: str) -> str:
    """The text without invisible characters and without space around it."""
    return (text if text.isascii() else _without_invisible(text)).strip()


def _without_invisible(text: str) -> str:
    hidden = not text.isprintable() and _HIDDEN.search(text)
    return text.translate(_TO_NOTHING) if hidden else text


def _to_nfkc(text: str) -> str:
    for wide, narrow in _WIDE:
        text = text.replace(wide, narrow)
    if _RADICAL.search(text):
        text = text.translate(_RADICALS)
    return unicodedata.normalize("NFKC", text)


@lru_cache(maxsize=1)
def _converter() -> Any:  # noqa: ANN401 - opencc ships no types; imported late: only few reports need it
    import opencc

    return opencc.OpenCC("t2s")


def simplified(text: str) -> str:
    """The text in simplified characters; unchanged, and at no cost, where it already is."""
    return text if is_simplified(text) else str(_converter().convert(text))


def is_simplified(text: str) -> bool:
    """Whether GB 2312, which holds simplified characters, has every Chinese one in it and in what NFKC makes of it."""
    try:
        text.encode("gb2312", _BUT_CHINESE)
    except UnicodeEncodeError:
        return False
    return True


def _pass_over(error: UnicodeError) -> tuple[str, int]:
    """What GB 2312 lacks matters only if it is Chinese."""
    if isinstance(error, UnicodeEncodeError):
        _check_missing(error.object[error.start : error.end])
        return "", error.end
    raise error


@lru_cache(maxsize=1024)
def _check_missing(character: str) -> None:
    _NO_HAN.sub("", unicodedata.normalize("NFKC", character)).encode("gb2312")


codecs.register_error(_BUT_CHINESE, _pass_over)


def share_of_traditional(text: str) -> float:
    """How many of the Chinese characters conversion would change, 0 to 1."""
    if is_simplified(text):
        return 0.0
    shown = _NO_HAN.sub("", _to_nfkc(text))
    converted = simplified(shown)
    if converted is shown:
        return 0.0
    return sum(a != b for a, b in zip(shown, converted, strict=False)) / len(shown)


def plain(text: str) -> str:
    """Narrative for searching: NFKC, simplified, invisible characters gone, spaces between words kept."""
    if text.isascii():
        return text
    return _plain_line(text) if len(text) <= _LINE else _plain(text)


def _plain(text: str) -> str:
    return simplified(_to_nfkc(_without_invisible(text)))


# Titles, headings and captions are looked at again and again.
_plain_line = lru_cache(maxsize=4096)(_plain)


def bare(text: str) -> str:
    """`plain` without spaces and punctuation."""
    return _bare_line(text) if len(text) <= _LINE else _bare(text)


def _bare(text: str) -> str:
    return _NOT_LABEL.sub("", plain(text))


_bare_line = lru_cache(maxsize=4096)(_bare)


def without_numbering(text: str) -> str:
    """The text without the number that it begins with."""
    return _NUMBERING.sub("", text)


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """A label for comparison: plain, without numbering, spaces and punctuation."""
    folded = plain(text)
    return _NOT_LABEL.sub("", without_numbering(folded))
