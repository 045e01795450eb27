"""What the sections must say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from gouji.facts.content import (
    Account,
    AccountabilityUnsaid,
    Concrete,
    CorrectionsUnmentioned,
    FiguresUnstated,
    KindOfOrganUnknown,
    OverviewTooLong,
    PersonalNumber,
    ProblemsUnsaid,
    ProblemsVague,
    RestUnsaid,
    Subject,
    SubjectsMissing,
    Topic,
)
from gouji.wording.findings.base import Gap, gap, part, quoted, sentence
from gouji.wording.sentences import number, shown_label

_SUBJECTS: Final[Mapping[Subject, str]] = {
    "disclosure": "主动公开",
    "requests": "依申请公开",
    "management": "政府信息管理",
    "platforms": "平台建设",
    "safeguards": "监督保障",
}
_ACCOUNTS: Final[Mapping[Account, str]] = {
    "assessment": "工作考核",
    "review": "社会评议",
    "liability": "责任追究",
}
_TOPICS: Final[Mapping[Topic, str]] = {
    "channels": "公开渠道",
    "interpretation": "政策解读",
    "key_fields": "重点领域",
    "normative_documents": "规范性文件",
    "platforms": "平台",
    "reading_points": "查阅点",
}
_CONCRETE: Final[Mapping[Concrete, str]] = {"problems": "具体问题", "improvements": "改进措施"}


@sentence.register
def _(facts: SubjectsMissing) -> str:
    missing = "、".join(_SUBJECTS[subject] for subject in facts.missing)
    return f"总体情况没有写到{missing}；应当依次写明{'、'.join(_SUBJECTS.values())}五个方面。"


@sentence.register
def _(facts: ProblemsUnsaid) -> str:
    shown = f"只写了“{facts.said}”" if facts.said else "是空的"
    return f"第五部分“存在的主要问题及改进情况”{shown}，应当写明具体问题和改进措施。"


@sentence.register
def _(_facts: RestUnsaid) -> str:
    return "第六部分“其他需要报告的事项”是空的；没有的，请写“无其他需要报告的事项”。"


@sentence.register
def _(facts: AccountabilityUnsaid) -> str:
    missing = "、".join(_ACCOUNTS[account] for account in facts.missing)
    return f"政府的年度报告应当写明工作考核、社会评议和责任追究结果，没有找到{missing}。"


@sentence.register
def _(facts: ProblemsVague) -> str:
    missing = "和".join(_CONCRETE[each] for each in facts.missing)
    return f"第五部分没有写明{missing}（{quoted(facts.excerpt)}），请补充。"


@sentence.register
def _(facts: OverviewTooLong) -> str:
    return f"总体情况有 {facts.characters} 个字，超过 {number(facts.most)} 个字，请精简。"


@sentence.register
def _(facts: FiguresUnstated) -> str:
    missing = "、".join(_TOPICS[topic] for topic in facts.missing)
    return f"总体情况没有写明{missing}的数据，请补充。"


@sentence.register
def _(facts: PersonalNumber) -> str:
    what = {"mobile": "手机号码", "identity": "身份证号码"}[facts.of]
    return (
        f"{part(facts.section)}有{what}（{facts.first}……{facts.last}），公开以前请删去个人信息；"
        "联系方式请用办公电话。"
    )


@sentence.register
def _(facts: CorrectionsUnmentioned) -> str:
    said = "、".join(
        f"{shown_label(figure)} {number(figure.value or 0)} 件" for figure in facts.corrected
    )
    return f"{said}，而第五部分没有提到复议、诉讼或答复质量方面的问题，请核对是否需要写明。"


@gap.register
def _(_facts: KindOfOrganUnknown) -> Gap:
    return Gap("不知道报告的机关是政府还是部门", "无法核对")
