"""Citations of the Regulations and of the two notices on the format."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from gouji.facts.citations import CitationWrong, Cited
from gouji.wording.findings.base import part, quoted, sentence

RIGHT: Final[Mapping[Cited, Mapping[Literal["title", "number"], str]]] = {
    "regulations": {"title": "《中华人民共和国政府信息公开条例》", "number": "国务院令第711号"},
    "format": {
        "title": "《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》",
        "number": "国办公开办函〔2021〕30号",
    },
    "matters": {
        "title": "《国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知》",
        "number": "国办公开办函〔2019〕60号",
    },
}


@sentence.register
def _(facts: CitationWrong) -> str:
    what = {"title": "文件名称", "number": "文号"}[facts.what]
    right = RIGHT[facts.cited][facts.what]
    return f"{part(facts.section)}引用的{what}{quoted(facts.excerpt)}应当是{right}，请更正。"
