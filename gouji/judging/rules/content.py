"""What the sections must say: the five subjects of section one, problems and improvements, the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from gouji.judging.case import Case, Check, Outcome, finding, unassessed
from gouji.judging.text import prose

_NO_SECTION: Final = "没有找到{}，无法核对。"
_SUBJECTS: Final[Mapping[str, re.Pattern[str]]] = {
    name: re.compile(pattern)
    for name, pattern in {
        "主动公开": r"主动公开|主动(?:向社会|对外)|主动发布",
        "依申请公开": r"依申请|申请公开|公开申请|依法申请",
        "政府信息管理": r"(?:信息|文件|公文)(?:资源|公开|发布|内容|动态)?的?(?:规范化?|审核|全流程|日常|动态)?管理"
        r"|管理(?:好)?(?:政府|政务)信息|信息资源|公开属性|(?:保密|发布|公开)审[查核]|三审|先审后发",
        "平台建设": r"平台的?(?:建设|管理|运维|运行|维护|优化)|(?:网站|新媒体|公众号|专栏|专区|栏目|阵地|渠道|载体)的?"
        r".{0,6}(?:建设|管理|运维|改版|维护|优化|设置|运行|开设|更新)|(?:建设|打造|搭建|优化|完善|用好|依托).{0,12}"
        r"(?:平台|网站|新媒体|公众号|专栏|专区|栏目|阵地)",
        "监督保障": r"监督|保障(?:措施|机制|工作|情况)|组织(?:领导|保障)|考核|培训|社会评议|责任追究|问责",
    }.items()
}
# The words of the subject's own heading. Where three and more of these head the section's points, it is built by
# subjects, and one without a heading is missing, whatever the other points mention.
_HEADS: Final[Mapping[str, re.Pattern[str]]] = {
    name: re.compile(pattern)
    for name, pattern in {
        "主动公开": "主动公开|主动发布",
        "依申请公开": "依申请|申请公开|公开申请",
        "政府信息管理": "信息(?:资源|公开|发布)?的?(?:规范化?)?管理|管理.{0,6}信息|信息.{0,8}管理",
        "平台建设": "(?:平台|网站|渠道|阵地|载体|新媒体).{0,8}(?:建设|管理|运维|优化)"
        "|(?:建设|优化|建强|用好|打造).{0,12}(?:平台|网站|渠道|阵地|载体)|公开平台",
        "监督保障": "监督|保障|考核|培训|评议",
    }.items()
}
_BUILT_BY_SUBJECTS: Final = 3
_HEAD: Final = re.compile(
    r"(?:^|[。;:\n])\s*(?:\([一二三四五六七八九十]\)|[一二三四五六七八九十]是|\d{1,2}[.、]|[一二三四五]、|第[一二三四五],)\s*"
    r"([^。,:;\n]{2,30})|(?:^|\n)\s*([^。,:;\n]{2,20})(?=\n|$|[。:])"
)
_SHORTEST: Final = 30  # characters in which problems and improvements can be said
_NOTHING: Final = re.compile(
    r"^(?:本年度|本机关|本单位|我[局办委镇]|\d{4}年度?)?(?:目前|暂)?(?:无|没有|不存在|不涉及|未发现|暂无|空|略|/|-|—)"
    r"(?:相关|主要|明显|突出|此类|上述|存在)?的?(?:存在的?)?(?:主要)?(?:问题|情况|内容|事项|不足)?"
    r"(?:及改进(?:措施|情况))?[。.!]?$"
)
# What is concrete: something is not enough of what it should be. 存在一定差距 alone is not.
_PROBLEM: Final = re.compile(
    r"不(?:够|高|强|多|大|深|广|宽|细|实|准|全|齐|好|快|畅|清|明|顺|严|熟|及时|完善|规范|平衡|均衡|统一|到位|充分|完整|"
    r"健全|理想|尽|太|平|易|便|匹配|适应|相适应|重视|积极|主动|了解|理解|知道|懂|科学|合理|突出|丰富|灵活|紧密|稳定|一致|同步|"
    r"力|佳|透|牢|紧|足以|能(?:及时|完全|满足|有效|很好))|[^些的定在多个少之\W]不足(?!之)|"
    r"有待|亟待|亟需|尚待|尚需|仍需|还需|还要|需要?(?:进一步|不断|持续)?(?:加强|提高|提升|完善|强化|改进|拓展|丰富|规范|优化|加大|细化|深化|创新)|"
    r"滞后|薄弱|淡薄|欠缺|缺乏|缺少|缺失|缺位|缺页|短缺|遗漏|漏报|疏漏|单一|单薄|单调|简单|生硬|呆板|枯燥|狭窄|松懈|松散|"
    r"(?:偏|较|过|比较|有些|相对|略显|稍显)(?:为)?(?:少|低|慢|长|短|弱|高|浅|窄|晚|差|散|大|多|重|迟|旧|粗|繁|难|小|紧|"
    r"笼统|陈旧|复杂|分散|偏)|"
    r"参差不齐|良莠不齐|流于形式|浮于表面|难以|难点|困难|未(?:能|及时|完全|形成|建立|充分|有效|真正|全面|达到)|"
    r"没有(?:及时|完全|形成|做到|充分|写|统一|专)|尚未|还不|仍不|"
    r"(?:数量|形式|渠道|内容|人员|人手|力量|方式|手段|频次|互动|解读|创新|经验)(?:很|仍然?|还|也)?(?:少|不多|有限|紧张)|"
    r"不深入|断层|脱节|变动|频繁|更替|更换|混淆|找不到|看不[懂明]|距离"
)
_IMPROVEMENT: Final = re.compile(
    r"改进|整改|措施|下一步|下步|今后|将|进一步|加强|加大|强化|提高|提升|完善|优化|推进|推动|拓宽|拓展|健全|落实|"
    r"规范|丰富|创新|增设|建立|开展|组织|制定|解决"
)
_OF_GOVERNMENTS: Final[Mapping[str, re.Pattern[str]]] = {
    "工作考核": re.compile(r"考核|考评|绩效"),
    "社会评议": re.compile(r"评议|评估|评价|满意度|测评"),
    "责任追究": re.compile(r"追责|追究|问责|约谈"),
}


@prose.wording("FMT-05")
def check_subjects(case: Case) -> Iterator[Outcome]:
    """FMT-05: section one speaks of all five subjects."""
    if prose.section(case.report, 1) is None:
        yield unassessed("FMT-05", _NO_SECTION.format("第一部分"))
        return
    said = prose.text(case.report, 1)
    heads = "\n".join(first or second for first, second in _HEAD.findall(said))
    headed = {name for name, pattern in _HEADS.items() if pattern.search(heads)}
    if len(headed) >= _BUILT_BY_SUBJECTS:
        lacking = [name for name in _SUBJECTS if name not in headed]
    else:
        lacking = [name for name, pattern in _SUBJECTS.items() if not pattern.search(said)]
    if lacking:
        message = (
            f"总体情况没有写到{'、'.join(lacking)}；应当依次写明{'、'.join(_SUBJECTS)}五个方面。"
        )
        yield finding("FMT-05", (), message)


@prose.wording("CON-01")
def check_problems_said(case: Case) -> Iterator[Outcome]:
    """CON-01: section five is neither empty nor 无. A few words that name both problem and remedy are enough."""
    if prose.section(case.report, 5) is None:
        yield unassessed("CON-01", _NO_SECTION.format("第五部分"))
        return
    said = prose.squeezed(prose.text(case.report, 5))
    short = len(said) < _SHORTEST and not (_PROBLEM.search(said) and _IMPROVEMENT.search(said))
    if not said or short or _NOTHING.match(said):
        shown = f"只写了“{said}”" if said else "是空的"
        message = f"第五部分“存在的主要问题及改进情况”{shown}，应当写明具体问题和改进措施。"
        yield finding("CON-01", (), message)


@prose.wording("CON-02")
def check_rest_said(case: Case) -> Iterator[Outcome]:
    """CON-02: section six is not empty; that there is nothing to report is enough."""
    said = prose.section(case.report, 6)
    if said is None:
        yield unassessed("CON-02", _NO_SECTION.format("第六部分"))
    elif not prose.squeezed("".join(said)):
        message = "第六部分“其他需要报告的事项”是空的；没有的，请写“无其他需要报告的事项”。"
        yield finding("CON-02", (), message)


@prose.wording("CON-03")
def check_of_governments(case: Case) -> Iterator[Outcome]:
    """CON-03: a government's report tells how the work was assessed, reviewed, and who was held to account."""
    kind = prose.kind_of_organ(case)
    if kind is None:
        yield unassessed("CON-03", "不知道报告的机关是政府还是部门，无法核对。")
    if kind != "government":
        return
    said = "\n".join(p for _, paragraphs in prose.parts(case.report) for p in paragraphs)
    lacking = [name for name, pattern in _OF_GOVERNMENTS.items() if not pattern.search(said)]
    if lacking:
        message = f"政府的年度报告应当写明工作考核、社会评议和责任追究结果，没有找到{'、'.join(lacking)}。"
        yield finding("CON-03", (), message)


@prose.wording("CON-04")
def check_problems_and_improvements(case: Case) -> Iterator[Outcome]:
    """CON-04: section five names concrete problems and how they are met."""
    if prose.section(case.report, 5) is None:
        yield unassessed("CON-04", _NO_SECTION.format("第五部分"))
        return
    said = prose.squeezed(prose.text(case.report, 5))
    if not said or _NOTHING.match(said):
        return
    lacking = [
        name
        for name, pattern in (("具体问题", _PROBLEM), ("改进措施", _IMPROVEMENT))
        if not pattern.search(said)
    ]
    if lacking:
        message = f"第五部分没有写明{'和'.join(lacking)}（“{said[:36]}{'…' if len(said) > 36 else ''}”），请补充。"
        yield finding("CON-04", (), message)


CHECKS: Final[tuple[Check, ...]] = (
    check_subjects,
    check_problems_said,
    check_rest_said,
    check_of_governments,
    check_problems_and_improvements,
)
