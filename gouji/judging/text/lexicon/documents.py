"""How rules and normative documents are counted: issued, repealed, in force."""

from __future__ import annotations

from typing import Final, Literal

from gouji.judging.text.lexicon.entry import Entries, Entry

Act = Literal["made", "repealed", "in_force"]

# The row of table 2.
NAMES: Final = Entries(
    Entry("规章", "rules", yes=("制定规章",), no=("章程",)),
    Entry("规范性文件", "normative_documents", yes=("行政规范性文件",), no=("规范文件",)),
)
ACTS: Final[Entries[Act]] = Entries[Act](
    Entry("制定", "made", yes=("制定出台", "新制定规章"), no=("修订",)),
    Entry("制发", "made", yes=("制发规范性文件",), no=("发放",)),
    Entry("制作", "made", yes=("制作规范性文件",), no=("合作",)),
    Entry("印发", "made", yes=("印发",), no=("发布",)),
    Entry("出台", "made", yes=("出台",), no=("平台",)),
    Entry("废止", "repealed", yes=("废止规范性文件",), no=("终止",)),
    Entry("失效", "repealed", yes=("宣布失效",), no=("有效",)),
    Entry("(?:现行|继续|仍然)有效", "in_force", yes=("现行有效的规范性文件",), no=("有效落实",)),
)
ONLY_DOCUMENTS: Final = Entries(
    Entry(
        r"^(?:行政|规范性文件|政府|规章|文件|的|了|并|和|共|计|为|新|本年度?|全年|数量|总数|件数|现行有效|出台|印发|制定|公布|发布|目前"
        r"|保留|合计|累计|有|已|宣布|失效|[:·、])*$",
        None,
        yes=("行政规范性文件共", "、规范性文件", ""),
        no=("解读规范性文件", "规范性文件草案"),
    ),
)
# What is done to documents besides: these are not the ones that table 2 counts.
OTHER_WORK: Final = Entries(
    Entry("名义|本级|其中", None, yes=("以政府名义印发",), no=("印发",)),
    Entry("清理|汇编|转发|涉及", None, yes=("转发规范性文件",), no=("制发规范性文件",)),
    Entry("起草|拟|修[改订]", None, yes=("起草规范性文件", "修订"), no=("制定",)),
    Entry("审[查核]|备案", None, yes=("审核规范性文件",), no=("规范性文件",)),
    Entry("解读|参与", None, yes=("参与制定",), no=("制定",)),
)
# A sentence on such work counts none of the table's documents.
SENTENCES_ON_OTHER_WORK: Final = Entries(
    Entry("清理|梳理", None, yes=("对规范性文件开展清理",), no=("废止规范性文件",)),
    Entry("合法性|备案", None, yes=("合法性审核",), no=("合法权益",)),
    Entry("汇编|评估", None, yes=("汇编规范性文件",), no=("制定规范性文件",)),
)
