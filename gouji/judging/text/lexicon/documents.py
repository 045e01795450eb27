"""How rules and normative documents are counted: issued, repealed, in force."""

from __future__ import annotations

from typing import Final, Literal

from gouji.judging.text.lexicon.entry import Entries, Entry

Act = Literal["made", "repealed", "in_force", "disclosed"]

# The row of table 2.
NAMES: Final = Entries(
    Entry("规章(?!制度)", "rules", yes=("制定规章",), no=("章程", "规章制度")),
    Entry("规范性文件", "normative_documents", yes=("行政规范性文件",), no=("规范文件",)),
)
ACTS: Final[Entries[Act]] = Entries[Act](
    Entry("制定", "made", yes=("制定出台", "新制定规章"), no=("修订",)),
    Entry("制发", "made", yes=("制发规范性文件",), no=("发放",)),
    Entry("制作", "made", yes=("制作规范性文件",), no=("合作",)),
    Entry("印发", "made", yes=("印发",), no=("发布",)),
    Entry("新增", "made", yes=("新增规范性文件",), no=("增加",)),
    Entry("出台", "made", yes=("出台",), no=("平台",)),
    Entry("新发(?![布现展])", "made", yes=("新发",), no=("新发布", "新发现")),
    Entry("废止", "repealed", yes=("废止规范性文件",), no=("终止",)),
    Entry("失效", "repealed", yes=("宣布失效",), no=("有效",)),
    Entry(
        "(?:现行|继续|仍然|现有|目前)有效",
        "in_force",
        yes=("现行有效的规范性文件",),
        no=("有效落实",),
    ),
    Entry(
        "(?<![行无失续然有前])有效(?=的?(?:行政)?规范性文件)",
        "in_force",
        yes=("有效行政规范性文件",),
        no=("有效落实", "失效规范性文件"),
    ),
)
# These may be of this year or of all in force.
DISCLOSED: Final = Entries(
    Entry("公开|发布|公布|颁布", "disclosed", yes=("公开规范性文件", "发布"), no=("公文",)),
)
# After a clean-up, of those that were looked at.
KEPT: Final = Entries(
    Entry("保留", None, yes=("予以保留",), no=("保护",)),
)
ONLY_DOCUMENTS: Final = Entries(
    Entry(
        r"^(?:行政|规范性文件|政府|规章|文件|的|了|并|和|及|共有|共|总计|计|为|有|新|以本机关名义|本年度?|年度?内|全年|数量|总数|件数|数|现行有效|出台|印发|制定|制发|公布|公开"
        r"|发布|目前|保留|合计|累计|已|主动|依法|及时|宣布|失效|废止|停止执行|[:·、])*+$",
        None,
        yes=("行政规范性文件共", "、规范性文件", "", "和废止"),
        no=("解读规范性文件", "规范性文件草案"),
    ),
)
# What is done to documents besides, and documents of others: these are not the ones that table 2 counts.
OTHER_WORK: Final = Entries(
    Entry("(?<!本机关)名义", None, yes=("以政府名义印发",), no=("以本机关名义印发",)),
    Entry("党内|党[委组]", None, yes=("党内规范性文件",), no=("印发",)),
    Entry("[上下]级|报送|报备", None, yes=("上级制发",), no=("本级制发",)),
    Entry("转发|涉及", None, yes=("转发规范性文件",), no=("制发规范性文件",)),
    Entry("起草|拟|修[改订]", None, yes=("起草规范性文件", "修订"), no=("制定",)),
    Entry("解读|参与", None, yes=("参与制定",), no=("制定",)),
)
# Beside these it is not certain that all of the year's are counted.
PERHAPS_SOME: Final = Entries(
    Entry("其中|本级|名义", None, yes=("其中废止", "以本机关名义"), no=("废止",)),
    Entry("审[查核]|备案|合法性", None, yes=("经合法性审核",), no=("合法权益",)),
    Entry("汇编|评估", None, yes=("汇编规范性文件",), no=("制定规范性文件",)),
    Entry(
        r"(?:清理|梳理)(?!后|工作|结果|情况|完成|并?废止|并?宣布)[^,;。]{0,20}?[\d,一二三四五六七八九十百千]+[件部份个条]",
        None,
        yes=("清理行政规范性文件90件", "梳理现行有效行政规范性文件五件"),
        no=("规范性文件清理工作", "清理废止规范性文件2件", "清理后现行有效12件"),
    ),
)
