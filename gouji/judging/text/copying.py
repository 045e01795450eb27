"""What two reports' narratives have in common, years and the organ's own names masked.

The likeness of two narratives is the share of their shingles (runs of five characters) that both have (Jaccard).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Final

from msgspec import Struct

from gouji.dates import YEAR
from gouji.facts.base import Excerpt
from gouji.report import Section
from gouji.text import lazy_pattern

LIKE: Final = Decimal("0.85")
_SHINGLE: Final = 5
# Shorter narratives, and shorter paragraphs, are alike for want of anything to say.
LONG_NARRATIVE: Final = 300
_LONG_PARAGRAPH: Final = 80
_LONG_SENTENCE: Final = 12
_QUOTED: Final = 40

_YEAR: Final = lazy_pattern(rf"(?<!\d){YEAR}(?=年)|(?<!\d)20\d\d(?!\d)")
_OURSELVES: Final = lazy_pattern(r"[本我](?:机关|单位|部门|街道|委员会|[局委办镇乡县区市厅院处会])")
_SIGNS: Final = lazy_pattern(r"[^\w。；;！!？?\n]+|_+")
_STOP: Final = lazy_pattern("[。；;！!？?]")
# What every report says alike, and may.
_FRAME: Final = lazy_pattern(
    r"统计期限|编制(?:而成|本|了)|本(?:年度|年)?报告(?:由|共|中|的|电子|所列|包括)|电子版|下载"
    r"|联系(?:电话|地址|方式)|邮政编码|邮编|如有(?:疑问|任何)|如对本|信息处理费|其他需要报告的?事项"
    r"|(?:根据|按照|依据).{0,8}政府信息公开条例.{0,60}(?:报告|公布|如下)"
)


class Narrative(Struct, frozen=True):
    """A narrative to compare: its text without signs, and its long paragraphs and sentences, masked → as printed."""

    text: str
    paragraphs: Mapping[str, str]
    sentences: Mapping[str, str]

    @property
    def is_long(self) -> bool:
        """Whether there is enough of it for a likeness to mean anything."""
        return len(self.text) >= LONG_NARRATIVE


@lru_cache(maxsize=4)  # of one report and of last year's; several rules ask
def narrative(sections: tuple[Section, ...], names: tuple[str, ...]) -> Narrative:
    """The narrative of a report's sections; `names` are those of its organ."""
    lines = [p.replace("\n", " ") for section in sections for p in section.paragraphs]
    paragraphs: dict[str, str] = {}
    sentences: dict[str, str] = {}
    for printed, masked in zip(lines, _masked(lines, names), strict=True):
        pairs = zip(_STOP.split(masked), _STOP.split(printed), strict=True)
        said = {words: s.strip() for words, s in pairs if words and not _FRAME.search(s)}
        whole = "".join(said)
        if len(whole) >= _LONG_PARAGRAPH:
            paragraphs[whole] = printed.strip()
        sentences |= said
    text = "".join(sentences)
    long = {words: s for words, s in sentences.items() if len(words) >= _LONG_SENTENCE}
    return Narrative(text, paragraphs, long)


def measured(one: Narrative, other: Narrative) -> float | None:
    """The share of shingles that both have, however small; None where either is too short to tell."""
    if not one.is_long or not other.is_long:
        return None
    left, right = shingles(one.text), shingles(other.text)
    both = len(left & right)
    return both / (len(left) + len(right) - both)


def passages(one: Narrative, other: Narrative) -> tuple[str, str]:
    """The longest sentence that both have, as each prints it; empty where there is none."""
    shared = max(
        one.sentences.keys() & other.sentences.keys(), key=lambda s: (len(s), s), default=""
    )
    return one.sentences.get(shared, ""), other.sentences.get(shared, "")


def excerpt(text: str) -> Excerpt:
    """A passage as facts quote it."""
    return Excerpt(text[:_QUOTED], cut_after=len(text) > _QUOTED)


def copied(one: Narrative, other: Narrative) -> list[tuple[str, str]]:
    """The long paragraphs that stand in both word for word, as each prints them."""
    return [
        (printed, other.paragraphs[masked])
        for masked, printed in one.paragraphs.items()
        if masked in other.paragraphs
    ]


def _masked(lines: list[str], names: tuple[str, ...]) -> list[str]:
    """The lines without years, names and signs, but with the stops, so that sentences still match."""
    text = "\n".join(lines)
    own = _mask(names)
    # No pattern takes a stop or an end of line away.
    for pattern in (*((own,) if own else ()), _YEAR, _OURSELVES, _SIGNS):
        text = pattern.sub("", text)
    return text.split("\n") if lines else []


def _mask(names: tuple[str, ...]) -> re.Pattern[str] | None:
    """Matches each name and what is left of it without its region: 青川市档案局, 市档案局, 档案局."""
    forms = {
        name[i:] for name in names for i in range(max(len(name) - 2, 1)) if not _STOP.search(name)
    }
    longest_first = sorted(
        forms - {""}, key=lambda format_version: (-len(format_version), format_version)
    )
    return re.compile("|".join(map(re.escape, longest_first))) if longest_first else None


def shingles(text: str) -> frozenset[str]:
    """The runs of five characters of a narrative's text."""
    return frozenset(text[i : i + _SHINGLE] for i in range(len(text) - _SHINGLE + 1))
