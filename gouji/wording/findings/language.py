"""How the text is written."""

from __future__ import annotations

from collections import Counter
from typing import Final

from gouji.facts.language import (
    DisclosureMarked,
    ForeignWords,
    FurnitureLeft,
    MarksUnpaired,
    OldPartsNamed,
    ParagraphRepeated,
    SectionUnfinished,
    TraditionalCharacters,
)
from gouji.wording.findings.base import part, quoted, quoted_all, sentence

_MARKS: Final = {
    "“": "引号",
    "《": "书名号",
    "(": "括号",
    "【": "方头括号",
    "〔": "六角括号",
    "「": "直角引号",
}


@sentence.register
def _(facts: ParagraphRepeated) -> str:
    where = "、".join(
        f"{part(section)}{f' {n} 次' if n > 1 else ''}"
        for section, n in Counter(facts.sections).items()
    )
    return (
        f"同一段文字出现了 {len(facts.sections)} 次（{where}）："
        f"{quoted(facts.excerpt)}，请删去重复的。"
    )


@sentence.register
def _(facts: OldPartsNamed) -> str:
    return f"有2019年以前旧版年报的结构表述：{quoted(facts.excerpt)}，请按现行的六个部分改写。"


@sentence.register
def _(facts: TraditionalCharacters) -> str:
    return f"约 {facts.share:.0%} 的汉字是繁体字，可能是转码造成的，请改为规范的简体字。"


@sentence.register
def _(facts: FurnitureLeft) -> str:
    more = "等" if facts.total > len(facts.lines) else ""
    listed = quoted_all(dict.fromkeys(facts.lines))
    return f"有网页残留的文字：{listed}{more}，不属于报告内容，请删去。"


@sentence.register
def _(facts: ForeignWords) -> str:
    return f"{part(facts.section)}夹杂外文或乱码“{facts.word}”：{quoted(facts.excerpt)}，请改正。"


@sentence.register
def _(facts: MarksUnpaired) -> str:
    counts = "、".join(
        f"{_MARKS[c.mark]}左 {c.opening} 个、右 {c.closing} 个" for c in facts.counts
    )
    return f"{part(facts.section)}的标点不配对（{counts}）：{quoted(facts.excerpt)}，请核对。"


@sentence.register
def _(facts: SectionUnfinished) -> str:
    return f"{part(facts.section)}的末句没有写完：{quoted(facts.excerpt)}，请补全或改为句号。"


@sentence.register
def _(facts: DisclosureMarked) -> str:
    return f"有公开属性标注“{facts.mark}”，不属于报告内容，请删去。"
