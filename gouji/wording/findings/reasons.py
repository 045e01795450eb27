"""Why a rule could not be checked: the reasons that several families share."""

from __future__ import annotations

from typing import Final

from gouji.facts.reasons import (
    MalformedOfficeFile,
    Missing,
    NoNarrative,
    NoNumbers,
    NoOrgan,
    NoSection,
    NoTable,
    NoYear,
    PreviousOutdated,
    PreviousUnread,
    PreviousUnreadable,
    ReadEarlier,
    Recognised,
)
from gouji.wording import sentences
from gouji.wording.findings.base import Gap, gap, listed
from gouji.wording.office.faults import fault_sentence

_MISSING: Final = {
    "previous": Gap("没有上年度报告", "无法核对"),
    "filed": Gap("没有报送审核的文本", "无法核对发布后有无变动"),
    "dates": Gap("没有报送和发布的日期", "无法核对"),
    "deadline": Gap("没有设定本地的报送期限", "无法核对"),
    "roster": Gap("没有名册", "无法核对"),
    "others": Gap("没有与其他机关的报告一起核对", "无法比较"),
    "last_year": Gap("没有与其他机关上年度的报告一起核对", "无法比较"),
    "earlier": Gap("没有与本机关更早年度的报告一起核对", "无法比较"),
    "other_uploads": Gap("没有与本机关报送的其他文件一起核对", "无法比较"),
    "last_aggregate": Gap("没有上年度的汇总报告", "无法核对"),
    "uploads": Gap("没有已报送的记录", "无法核对是否重复报送"),
}
_NO_YEAR: Final = {
    "all": Gap("没有找到报告年度", "无法核对"),
    "sources": Gap("没有找到报告年度", "无法核对各处是否一致"),
    "key": Gap("没有找到报告年度", "无法与报送位置核对"),
    "previous": Gap("没有找到报告年度", "无法与上年度报告核对"),
    "format": Gap("没有找到报告年度", "无法核对它的格式"),
    "deadline": Gap("没有找到报告年度，不知道法定期限", "无法核对"),
}
_NO_ORGAN: Final = {
    "sources": Gap("没有找到机关名称", "无法核对各处是否一致"),
    "scope": Gap("没有找到机关名称", "无法核对报告口径"),
    "key": Gap("没有找到报告的机关名称", "无法与报送位置核对"),
}
_READ_EARLIER: Final = {
    "headings": "没有留下标题",
    "traditional": "没有统计繁体字",
}


@gap.register
def _(facts: NoNumbers) -> Gap:
    what = {"all": "", "whole": "是否为整数"}[facts.what]
    why = "的数字连在一起，无法分开" if facts.undivided else "没有可用的数字"
    return Gap(f"{'、'.join(map(listed, facts.cells))}{why}", f"无法核对{what}")


@gap.register
def _(facts: NoNarrative) -> Gap:
    beside = {"previous": "上年度报告", "earlier": "更早年度", "others": "其他机关"}[facts.what]
    return Gap("没有读到正文的文字", f"无法核对与{beside}是否雷同")


@gap.register
def _(facts: NoTable) -> Gap:
    what = {"all": "", "blanks": "有无空格", "format": "其格式"}[facts.what]
    return Gap(f"没有找到{sentences.TABLE_NAMES[facts.table]}", f"无法核对{what}")


@gap.register
def _(facts: NoSection) -> Gap:
    return Gap(f"没有找到{sentences.part_name(facts.section)}", "无法核对")


@gap.register
def _(facts: NoYear) -> Gap:
    if facts.table:
        return Gap("没有找到报告年度", f"无法核对{sentences.TABLE_NAMES[facts.table]}的格式")
    return _NO_YEAR[facts.what]


@gap.register
def _(facts: NoOrgan) -> Gap:
    return _NO_ORGAN[facts.what]


@gap.register
def _(_facts: Recognised) -> Gap:
    return Gap("文字由扫描件识别", "无法核对用语")


@gap.register
def _(facts: Missing) -> Gap:
    return _MISSING[facts.what]


@gap.register
def _(facts: ReadEarlier) -> Gap:
    return Gap(f"报告由较早的程序读取，{_READ_EARLIER[facts.missing]}", "无法核对")


@gap.register
def _(facts: PreviousUnread) -> Gap:
    why = "还没有读完" if facts.state == "received" else "没有能够读取"
    return Gap(f"{facts.year}年度的报告{why}", "无法核对")


@gap.register
def _(facts: PreviousOutdated) -> Gap:
    why = "在系统中的读取结果已缺失或损坏" if facts.is_lost else "是本系统旧版本读取的"
    return Gap(f"{facts.year}年度的报告{why}", "请重新报送一次再核对")


@gap.register
def _(facts: PreviousUnreadable) -> Gap:
    return Gap(f"上年度报告（{facts.file}）没有能够读取：{facts.why.removesuffix('。')}")


@gap.register
def _(facts: MalformedOfficeFile) -> Gap:
    said = fault_sentence(facts.fault)
    if facts.what == "roster":
        return Gap("名册有误", f"无法核对：{said.removesuffix('。')}")
    return Gap(f"{said}本次按全部规则核对，本地期限无法核对")
