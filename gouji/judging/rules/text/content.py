"""What the sections must say: the five subjects of section one, problems and improvements, the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from gouji.facts.content import (
    Account,
    AccountabilityUnsaid,
    Concrete,
    CorrectionsUnmentioned,
    KindOfOrganUnknown,
    ProblemsUnsaid,
    ProblemsVague,
    RestUnsaid,
    Subject,
    SubjectsMissing,
)
from gouji.facts.reasons import NoSection
from gouji.judging.case import Case
from gouji.judging.rule import (
    LOCAL_ASSESSMENT,
    LOCAL_NOTICE,
    NOTICE_2021,
    PRACTICE,
    REGULATIONS,
    NotAssessed,
    Outcome,
    Violated,
    rule,
)
from gouji.judging.text import prose
from gouji.judging.values import figures, no_numbers
from gouji.text import lazy_pattern, squeezed

_SUBJECTS: Final[Mapping[Subject, re.Pattern[str]]] = {
    "disclosure": lazy_pattern(
        r"主动公开|主动(?:向社会|对外)|主动发布|应公开尽公开|公开为常态|公开(?:范围|力度)|重点领域信息公开"
        r"|(?:公开|发布)[^。,;]{0,12}信息[^。,;]{0,6}\d+余?件|(?<!申请)(?:公开|发布)(?!申请)[^。,;]{0,20}\d余?[条篇]",
        needs="公开 发布 主动",
    ),
    "requests": lazy_pattern(
        r"依申请|申请(?:的)?(?:公开|答复|办理)|公开申请|依法申请|答复[^。,;]{0,6}申请",
        needs="申请",
    ),
    "management": lazy_pattern(
        r"(?:信息|文件|公文)(?:资源|公开|发布|内容|动态)?的?(?:规范化?|审核|全流程|日常|动态)?管理"
        r"|管理(?:好)?(?:政府|政务)信息|信息资源|公开属性|(?:保密|发布|公开|信息|内容)审[查核]|三审|先审后发|审核(?:把关|制度|机制|流程)"
        r"|(?:发布|公开|保密)[^。,;]{0,4}制度|文件[^。,;]{0,6}清理|清理[^。,;]{0,8}文件|归档|台账|公开(?:事项|标准)?[^。,;]{0,4}(?:目录|指南)",
        needs="管理 信息资源 公开属性 审 制度 清理 归档 台账 目录 指南",
    ),
    "platforms": lazy_pattern(
        r"平台的?(?:建设|管理|运维|运行|维护|优化)|(?:网站|新媒体|公众号|专栏|专区|栏目|阵地|渠道|载体)的?"
        r".{0,6}(?:建设|管理|运维|改版|维护|优化|设置|运行|开设|更新)|(?:建设|打造|搭建|优化|完善|用好|依托).{0,12}"
        r"(?:平台|网站|新媒体|公众号|专栏|专区|栏目|阵地)|(?:网站|专栏|公众号|新媒体)(?:设有|开设|矩阵)|公众号[^。,;]{0,6}(?:推送|推文)"
        r"|主(?:渠道|阵地)|第一平台|(?:拓宽|拓展|畅通|丰富|多)[^。,;]{0,6}(?:渠道|载体)",
        needs="平台 网站 新媒体 公众号 专栏 专区 栏目 阵地 渠道 载体",
    ),
    "safeguards": lazy_pattern(
        r"监督|保障(?:措施|机制|工作|情况)|组织(?:领导|保障)|考核|绩效|培训|业务学习|社会评议|责任追究|问责|督[查导促]|"
        r"领导小组|专人负责|责任(?:落实|分工|到人)|落实[^。,;]{0,4}责任",
        needs="监督 保障 组织 考核 绩效 培训 业务学习 评议 责任 问责 督 领导小组 专人负责",
    ),
}
# The words of the subject's own heading. Where three and more of these head the section's points, it is built by
# subjects, and one without a heading is missing, whatever the other subjects' points mention.
_HEADS: Final[Mapping[Subject, re.Pattern[str]]] = {
    "disclosure": lazy_pattern("主动公开|主动发布"),
    "requests": lazy_pattern("依申请|申请公开|公开申请"),
    "management": lazy_pattern(
        "信息(?:资源|公开|发布)?的?(?:规范化?)?管理|管理.{0,6}信息|信息.{0,8}管理"
    ),
    "platforms": lazy_pattern(
        "(?:平台|网站|渠道|阵地|载体|新媒体).{0,8}(?:建设|管理|运维|优化)"
        "|(?:建设|优化|建强|用好|打造).{0,12}(?:平台|网站|渠道|阵地|载体)|公开平台"
    ),
    "safeguards": lazy_pattern("监督|保障|考核|培训|评议"),
}
_BUILT_BY_SUBJECTS: Final = 3
_HEAD: Final = lazy_pattern(
    r"(?:^|[。;:\n])[^\S\n]*+(?:\([一二三四五六七八九十]\)|[一二三四五六七八九十]是|\d{1,2}[.、]|[一二三四五]、|第[一二三四五],)"
    r"[^\S\n]*+([^。,:;\n]{2,30})|(?:^|\n)[^\S\n]*+([^。,:;\n]{2,20})(?=\n|$|[。:])"
)
_ABRIDGED: Final = 300  # characters of a section one that tells its five subjects
_SHOWN: Final = 36  # characters of section five that a message quotes
_SHORTEST: Final = 30  # characters in which problems and improvements can be said
_NOTHING: Final = lazy_pattern(
    r"^(?:本年度|本机关|本单位|我[局办委镇]|\d{4}年度?)?(?:目前|暂)?(?:无|没有|不存在|不涉及|未发现|暂无|空|略|/|-|—)"
    r"(?:相关|主要|明显|突出|此类|上述|存在)?的?(?:存在的?)?(?:主要)?(?:问题|情况|内容|事项|不足)?"
    r"(?:及改进(?:措施|情况))?[。.!]?$",
    needs="无 没有 不存在 不涉及 未发现 空 略 / - —",
)
# What is concrete: something is not enough of what it should be, or is wrong. 存在一定差距 alone is not.
_PROBLEM: Final = lazy_pattern(
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
    r"不深入|断层|脱节|变动|频繁|更替|更换|混淆|找不到|看不[懂明]|距离|"
    r"跟不上|迟缓|缓慢|拖沓|肤浅|浮浅|欠佳|困惑|乏力|疲软|松劲|畏难|应付|走过场|照搬|照抄|雷同|千篇一律|一头雾水|上热下冷|"
    r"错别字|错漏|错链|断链|差错|错误|失误|失效|重复|(?:率|度|量|性)(?:还|仍|较|不)?(?:低|有限|不足)|(?:提升|改进|提高|优化)(?:的)?空间|"
    r"没有(?:层层|真正|全部|全面|落到|跟上)|(?:仅|只)(?:为|占|有)|重.{1,6}轻"
)
_IMPROVEMENT: Final = lazy_pattern(
    r"改进|整改|措施|下一步|下步|今后|将|进一步|加强|加大|强化|提高|提升|完善|优化|推进|推动|拓宽|拓展|健全|落实|"
    r"规范|丰富|创新|增设|建立|开展|组织|制定|解决|邀请|聘请|选派|压紧|压实|配齐|配强|增配|销号|征求|用好|修订|编[印写制]|"
    r"(?<!未)(?<!没有)纳入|逐[项人条一]|[每按](?:月|季度?|周|半年|年)"
)
_DISPUTES: Final = lazy_pattern(
    "复议|诉讼|应诉|败诉|纠错|纠正|行政争议|被撤销|法律风险|答复|依申请|申请.{0,8}(?:办理|处理)|办理.{0,4}质量"
)
_OF_GOVERNMENTS: Final[Mapping[Account, re.Pattern[str]]] = {
    "assessment": lazy_pattern(r"考核|考评|绩效"),
    "review": lazy_pattern(r"评议|评估|评价|满意度|测评"),
    "liability": lazy_pattern(r"追责|追究|问责|约谈"),
}


@rule(
    "FMT-05",
    "总体情况五方面齐全",
    "总体情况写明主动公开、依申请公开、政府信息管理、平台建设、监督保障五个方面。",
    "warning",
    basis=(NOTICE_2021, LOCAL_NOTICE),
    of_words=True,
)
def subjects(case: Case) -> Iterator[Outcome]:
    """Section one speaks of all five subjects; where a short one, perhaps an extract, does not, that is a note."""
    if prose.section(case.report, 1) is None:
        yield NotAssessed(NoSection(section=1))
        return
    said = prose.text(case.report, 1)
    headed = _headed(said)
    missing = tuple(name for name in _SUBJECTS if name not in _told(said, headed))
    if missing:
        abridged = len(squeezed(said)) < _ABRIDGED and not any(headed.values())
        facts = SubjectsMissing(missing=missing)
        yield Violated(facts, rests_on=missing, severity="note" if abridged else None)


def _headed(said: str) -> dict[str, list[Subject]]:
    """The section's points, each from its heading to the next, with the subjects that its heading names."""
    found = list(_HEAD.finditer(said))
    ends = [*(match.start() for match in found[1:]), len(said)]
    return {
        said[match.start() : end]: [n for n, p in _HEADS.items() if p.search(match[1] or match[2])]
        for match, end in zip(found, ends, strict=False)
    }


def _told(said: str, headed: Mapping[str, Sequence[Subject]]) -> set[Subject]:
    """The subjects that are told: where headings name three and more, by these and in the points between them."""
    named = {name for names in headed.values() for name in names}
    if len(named) >= _BUILT_BY_SUBJECTS:
        said = "\n".join(point for point, names in headed.items() if not names)
    return named | {name for name, pattern in _SUBJECTS.items() if pattern.search(said)}


@rule(
    "CON-01",
    "第五部分不得空缺",
    "第五部分写明存在的主要问题及改进情况，不空缺、不写“无”。",
    "error",
    basis=(REGULATIONS, PRACTICE),
    of_words=True,
)
def problems_said(case: Case) -> Iterator[Outcome]:
    """Section five is neither empty nor 无. A few words that name both problem and remedy are enough."""
    if prose.section(case.report, 5) is None:
        yield NotAssessed(NoSection(section=5))
        return
    said = squeezed(prose.text(case.report, 5))
    if _says_nothing(said):
        yield Violated(ProblemsUnsaid(said=said), rests_on=(said,))


def _says_nothing(said: str) -> bool:
    """Whether section five is empty, 无, or too short for problem and remedy."""
    short = len(said) < _SHORTEST and not (_PROBLEM.search(said) and _IMPROVEMENT.search(said))
    return short or _NOTHING.match(said) is not None


@rule(
    "CON-02",
    "第六部分不得空缺",
    "第六部分不空缺（没有的，可写“无其他需要报告的事项”）。",
    "error",
    basis=(REGULATIONS,),
    of_words=True,
)
def rest_said(case: Case) -> Iterator[Outcome]:
    """Section six is not empty; that there is nothing to report is enough."""
    said = prose.section(case.report, 6)
    if said is None:
        yield NotAssessed(NoSection(section=6))
    elif not squeezed("".join(said)):
        yield Violated(RestUnsaid())


@rule(
    "CON-03",
    "政府年报含考核评议追责",
    "政府的年度报告写明工作考核、社会评议和责任追究结果。",
    "warning",
    basis=(REGULATIONS, NOTICE_2021),
    of_words=True,
)
def accountability_said(case: Case) -> Iterator[Outcome]:
    """A government's report tells how the work was assessed, reviewed, and who was held to account."""
    if case.kind is None:
        yield NotAssessed(KindOfOrganUnknown())
    if case.kind not in {"government", "township"}:
        return
    said = "\n".join(prose.paragraphs(case.report))
    missing = tuple(name for name, pattern in _OF_GOVERNMENTS.items() if not pattern.search(said))
    if missing:
        yield Violated(AccountabilityUnsaid(missing=missing), rests_on=missing)


@rule(
    "CON-04",
    "第五部分含问题与改进",
    "第五部分既有具体问题，又有改进措施。",
    "warning",
    basis=(REGULATIONS, LOCAL_NOTICE),
    of_words=True,
)
def problems_and_improvements(case: Case) -> Iterator[Outcome]:
    """Section five names concrete problems and how they are met; one that says nothing is CON-01's."""
    if prose.section(case.report, 5) is None:
        yield NotAssessed(NoSection(section=5))
        return
    said = squeezed(prose.text(case.report, 5))
    if _says_nothing(said):
        return
    wanted: dict[Concrete, re.Pattern[str]] = {"problems": _PROBLEM, "improvements": _IMPROVEMENT}
    missing = tuple(name for name, pattern in wanted.items() if not pattern.search(said))
    if missing:
        facts = ProblemsVague(missing=missing, excerpt=prose.opening(said, _SHOWN))
        yield Violated(facts, rests_on=(*missing, said))


@rule(
    "CON-09",
    "有纠正结果而问题部分未提",
    "复议或诉讼有被纠正的，第五部分提到复议、诉讼或答复质量。",
    "note",
    basis=(LOCAL_ASSESSMENT,),
    of_words=True,
)
def corrections_mentioned(case: Case) -> Iterator[Outcome]:
    """Where cases ended corrected, section five speaks of disputes or of how requests are answered."""
    cells = tuple(cell for cell in case.table("t4").specs if cell.endswith(".corrected"))
    corrected = tuple(cell for cell in cells if case.value(cell))
    unknown = tuple(cell for cell in cells if case.value(cell) is None)
    if not corrected and unknown:
        yield NotAssessed(no_numbers(case, unknown), unknown)
    if not corrected:
        return
    if prose.section(case.report, 5) is None:
        yield NotAssessed(NoSection(section=5))
    elif not _DISPUTES.search(squeezed(prose.text(case.report, 5))):
        yield Violated(CorrectionsUnmentioned(corrected=figures(case, corrected)), corrected)
