"""Requests as reports tell them: in other senses, of other years, organs and kinds, of all, through channels."""

from __future__ import annotations

import re

import pytest

from gouji.judging.context import Context
from gouji.judging.judge import judge
from gouji.reading.words.characters import plain
from gouji.report import CellId
from gouji.verdict import Verdict
from tests.gouji.judging.reports import ZEROS, with_figures, with_text

_COLUMNS = ("natural_person", "business", "research", "welfare", "legal_service", "other")
_ROWS = {
    "new_received": (33, 5, 1, 0, 2, 4),
    "carried_in": (5, 1, 0, 0, 0, 0),
    "granted": (12, 3, 1, 0, 1, 1),
    "partial": (6, 1, 0, 0, 0, 1),
    "denied.state_secret": (1, 0, 0, 0, 0, 0),
    "denied.third_party": (1, 1, 0, 0, 0, 0),
    "denied.deliberative": (2, 0, 0, 0, 0, 1),
    "denied.enforcement_file": (1, 0, 0, 0, 0, 0),
    "unable.not_held": (5, 0, 0, 0, 1, 0),
    "unable.must_be_created": (1, 0, 0, 0, 0, 0),
    "unable.still_unclear": (0, 1, 0, 0, 0, 0),
    "not_processed.petition": (2, 0, 0, 0, 0, 0),
    "not_processed.duplicate": (0, 0, 0, 0, 0, 1),
    "other.correction_overdue": (2, 0, 0, 0, 0, 0),
    "other.other": (1, 0, 0, 0, 0, 0),
    "concluded": (34, 6, 1, 0, 2, 4),
    "carried_over": (4, 0, 0, 0, 0, 0),
}  # fmt: skip
_FIGURES: dict[CellId, int] = {
    **ZEROS,
    **{
        f"t3.{row}.{column}": number
        for row, numbers in _ROWS.items()
        for column, number in zip((*_COLUMNS, "total"), (*numbers, sum(numbers)), strict=True)
    },
}
# What the names in braces stand for; with a star a number may also be something else.
_TOLD = {
    "new": 45,
    "all": 51,
    "nat": 33,
    "legal": 12,
    "biz": 5,
    "res": 1,
    "law": 2,
    "oth": 4,
    "wel": 0,
    "nonbiz": 7,
    "come": 6,
    "done": 47,
    "left": 4,
    "granted": 18,
    "partial": 8,
    "open": 26,
    "denied": 7,
    "unable": 8,
    "refused": 3,
    "others": 3,
    "secret": 1,
    "third": 2,
    "process": 3,
    "file": 1,
    "held": 6,
    "create": 1,
    "unclear": 1,
    "petition": 2,
    "again": 1,
}  # fmt: skip
_NAME = re.compile(r"\{(\w+)(\*?)\}")
# Numbers without a name are of something else and contradict nothing.
_SENTENCES = (
    "全年共收到政府信息公开申请{new}件，上年结转{come}件，办结{done}件，剩余4件将在法定期限内答复。",
    "本年度新收政府信息公开申请{new}件，办结{done}件，其中延期答复5件。",
    "全年收到政府信息公开申请{new}件，办结{done}件，因行政复议被责令重新答复1件。",
    "全年收到政府信息公开申请{new}件，通过邮寄答复25件，当面答复12件，电话答复3件。",
    "全年收到政府信息公开申请{new}件，10个工作日以上办结22件，10个工作日以内办结18件。",
    "全年收到政府信息公开申请{new}件，公开答复13件。",
    "全年收到申请{new}件，已办结{done}件，按时办结率100%。",
    "全年办结政府信息公开申请{done}件，提前办结30件。",
    "收到政府信息公开申请{new}件，线上答复20件，线下答复27件。",
    "全年收到依申请公开{new}件，其中当年答复41件。",
    "依申请公开方面，收到申请{new}件，其中41件已于年内办结。",
    "收到申请{new}件，截至年底已答复41件，其余4件尚在办理中。",
    "对{new}件新收政府信息公开申请均依法受理，共办结{done}件，结转下年度{left}件。",
    "收到申请{new}件，在15个工作日内办结的31件。",
    "收到申请{new}件，办结{done}件，其中当场答复2件，征求第三方意见后答复3件。",
    "收到申请{new}件，作出书面答复39件，口头答复2件。",
    "本机关新收申请{new}件，依申请提供政府信息20条。",
    "本年度经补正后答复8件，未经补正答复39件；全年共收到政府信息公开申请{new}件。",
    "收到政府信息公开申请{new}件，发出补正告知书9份、延期答复告知书5份、征求第三方意见书3份。",
    "办结政府信息公开申请{done}件，被纠错1件，重新作出答复1件。",
    "全年收到政府信息公开申请{new}件（上年同期为51件），办结{done}件。",
    "全年收到政府信息公开申请{new}件（2021年为51件、2020年为60件），办结{done}件（含延期办结5件）。",
    "近三年共收到政府信息公开申请156件，年均52件，其中2022年收到{new}件。",
    "近三年累计收到政府信息公开申请156件。2022年收到{new}件。",
    "自2008年条例实施以来，累计收到政府信息公开申请610件，2022年新收{new}件，办结{done}件。",
    "截至2022年底，我局累计收到政府信息公开申请610件，累计办结606件。",
    "截至2022年12月31日，历年累计受理政府信息公开申请610件。",
    "2022年收到政府信息公开申请{new}件，去年同期为51件。",
    "上年收到政府信息公开申请51件，办结49件；本年收到政府信息公开申请{new}件，办结{done}件。",
    "上年1月1日至12月31日收到政府信息公开申请51件，办结45件。",
    "2021年1月1日至12月31日，收到政府信息公开申请51件，办结45件。",
    "2021年1月1日至2021年12月31日共收到申请51件；2022年1月1日至2022年12月31日共收到申请{new}件。",
    "政府信息公开申请由上年的51件减少到{new}件。",
    "政府信息公开申请由51件减少为{new}件，下降11.8%。",
    "政府信息公开申请量从2021年的51件降至2022年的{new}件。",
    "收到政府信息公开申请{new}件，比上年减少6件，同比下降11.76%。",
    "与2021年的51件相比，2022年收到政府信息公开申请{new}件，减少6件。",
    "2020年、2021年、2022年分别收到政府信息公开申请60件、51件、45件。",
    "2020年收到申请60件，2021年收到51件，2022年收到{new}件。",
    "2022年收到{new}件、2021年收到51件政府信息公开申请。",
    "其中，本年度新收政府信息公开申请{new}件，占近五年总量的20%。",
    "2023年将力争办结全部申请，计划办理50件，压缩办理时限。",
    "2023年，我局将进一步规范依申请公开，预计收到申请60件。",
    "今年以来共收到政府信息公开申请{new}件，平均每月4件。",
    "全年收到申请{new}件，其中自然人{nat}件，企业{biz}件，其他组织{nonbiz}件。",
    "全年收到政府信息公开申请{new}件，其中公民申请{nat}件，法人及其他组织申请{legal}件。",
    "新收申请{new}件，其中自然人{nat}件，商业企业{biz}件，科研机构{res}件，法律服务机构{law}件，其他{oth}件。",
    "新收申请{new}件，申请人为自然人的{nat}件、商业企业的{biz}件、其他的7件。",
    "全年新收政府信息公开申请{new}件（自然人{nat}件、商业企业{biz}件、科研机构{res}件、社会公益组织{wel}件、法律服务机构{law}件、其他{oth}件）。",
    "收到个人申请{nat}件、单位申请{legal}件，共计{new}件。",
    "收到政府信息公开申请{new}件，其中个人申请{nat}件、企业及其他组织申请{legal}件。",
    "收到申请{new}件，自然人申请33件，占73.33%，法人或其他组织申请12件，占26.67%。",
    "收到申请{new}件，其中企业申请6件，自然人申请38件（含上年结转）。",
    "收到申请{new}件，其中律师事务所2件，企业5件，公民33件，其他组织5件。",
    "新收{nat}件自然人申请，{legal}件法人或其他组织申请，共{new}件政府信息公开申请。",
    "办结申请{done}件，其中予以公开{granted}件，部分公开{partial}件（其中涉及过程性信息2件），不予公开{denied}件，无法提供{unable}件，不予处理{refused}件，其他处理{others}件。",
    "予以公开{granted}件、部分公开{partial}件、不予公开{denied}件；申请办理规范。",
    "办结政府信息公开申请{done}件。其中，予以公开、部分公开共{open}件，占55.3%。",
    "部分公开8件，其中涉及过程性信息2件；不予公开{denied}件，均为政府信息公开申请。",
    "申请办理结果为：予以公开{granted}件、部分公开{partial}件、不予公开{denied}件（国家秘密{secret}件、第三方权益{third}件、过程性信息{process}件、行政执法案卷{file}件）、无法提供{unable}件（本机关不掌握{held}件、没有现成信息{create}件、补正后仍不明确{unclear}件）、不予处理{refused}件、其他处理{others}件。",
    "在办结的{done}件申请中，予以公开的{granted}件，占38.3%；部分公开的{partial}件，占17.0%；不予公开的{denied}件；无法提供的{unable}件；不予处理的{refused}件；其他{others}件。",
    "办结的申请中，属于信访举报投诉类申请{petition}件，重复申请{again}件，申请人逾期不补正2件。",
    "收到申请{new}件，其中涉及征地类12件，拆迁类8件，财政类5件，其他类20件。",
    "收到申请{new}件，申请内容主要涉及征地补偿12件、城乡规划8件、其他25件。",
    "收到申请{new}件，其中网络申请30件，信函申请13件，当面申请2件。",
    "收到申请{new}件，网上30件，信函13件，当面2件，办结{done}件。",
    "全年通过网络、信函、当面等渠道收到政府信息公开申请{new}件。",
    "通过网站依申请公开系统收到30件，通过邮寄收到13件，当面提交2件，合计{new}件申请。",
    "收到重复申请3件合并办理，实际答复44件；全年收到政府信息公开申请{new}件。",
    "收到申请{new}件，其中同一申请人就同一事项提出的5件合并答复。",
    "办理信访事项120件，办结118件；受理12345热线工单860件，办结860件；收到政府信息公开申请{new}件，办结{done}件。",
    "办理人大建议20件、政协提案15件，全部答复；收到政府信息公开申请{new}件。",
    "受理行政许可申请1200件，办结1180件；办理政府信息公开申请{done*}件。",
    "收到政务咨询320件，回复320件。收到政府信息公开申请{new}件。",
    "提供依申请服务事项560件，办结560件。",
    "办理不动产登记查询申请2300件，出具结果2300份。",
    "依申请政务服务事项办理3200件，全部办结；政府信息公开申请办结{done}件。",
    "依申请类政务服务事项办件3200件，办结率100%。",
    "档案查询申请办结420件。依申请公开方面，收到申请{new}件。",
    "网上信箱收到来信86件，按时办结86件，办结率100%；依申请公开{new*}件。",
    "政府信息公开咨询电话接听咨询120次，指导申请人填写申请表45次。",
    "开展依申请公开培训2次，参加培训60人次，发放材料80份。",
    "全市各部门共收到政府信息公开申请386件，本机关收到{new}件。",
    "全区各部门386件，本机关{new}件政府信息公开申请。",
    "全市共收到政府信息公开申请386件，办结380件；其中，我局收到{new}件，办结{done}件。",
    "指导各科室答复申请45件次，答复书审核47份。",
    "全年办理时限平均为9天，最长20个工作日。",
    "与申请人沟通120余次，答复内容涉及46项。",
    "收到申请{new}件，收取信息处理费3件。",
    "政府信息公开申请办结率100%，群众满意度98%。",
    "本年共收到公开申请{new}件、上年结转{come}件，共计{all}件。",
    "收到申请共{all}件（含上年结转{come}件），本年办结{done}件，结转下年{left}件。",
    "含上年结转{come}件，共办理政府信息公开申请{all*}件，办结{done}件。",
    "2022年，共收到政府信息公开申请{all}件，其中上年结转{come}件，新收{new}件。",
    "本年新收申请{new}宗，办结{done}宗，结转{left}宗至2023年继续办理。",
    "全年共收到政府信息公开申请四十五件，办结四十七件，结转下年度四件。",
    "收到申请{new}件，上年结转{come}件，办结{done}件，余{left}件结转下年度继续办理。",
    "收到申请{new}件，剩余{left}件未到法定答复期限，结转至2023年办理。",
    "办结申请{done}件，其余{left}件正在办理。",
    "收到申请{new}件，剩{left}件待办。",
    "通过各类渠道收到政府信息公开申请共计{new}件。",
    "通过政府网站、信函、电子邮件等方式共收到申请{new}件，已办结{done}件。",
    "当面、信函、网络等方式提交的政府信息公开申请共{new}件。",
    "受理网上申请、书面申请等各类政府信息公开申请{new}件。",
    "全年共有{new}件政府信息公开申请，均已登记。",
    "全年接收公众政府信息公开申请{new}人次。",
    "依申请公开：新收{new}件；结转{come}件；办结{done}件；未办结{left}件。",
    "政府信息公开申请总量{new*}件。",
    "新收{new}、办结{done}、结转下年{left}件政府信息公开申请。",
    "本年度共处理政府信息公开申请{all*}件，其中{granted}件予以公开，{partial}件部分公开，{denied}件不予公开。",
    "全年办理政府信息公开申请{done*}件，{granted}件同意公开，{partial}件部分公开，{unable}件无法提供。",
    "收到申请{new}条，答复{done*}条。",
    "共受理{new}个政府信息公开申请。",
    "政府信息公开申请新增{new}件，办结{done}件。",
    "我局全年收到依申请公开事项{new}项，办结{done}项。",
    "登记政府信息公开申请{new}件，办结{done}件，结转{left}件。",
    "我局共接收申请{new}件，其中12件涉及房屋征收，其余33件涉及城市管理。",
    "2022年，受理政府信息公开申请{new}件，较2021年51件减少6件。",
    "全年受理申请{new}件，同比2021年（51件）下降11.76%，较2020年（60件）下降25%。",
)


def _judged(text: str, figures: dict[CellId, int] = _FIGURES) -> Verdict:
    return judge(with_text(1, plain(text), report=with_figures(figures)), Context())


def _found(verdict: Verdict) -> list[str]:
    return [f.rule for f in verdict.findings if f.rule.startswith("TXT") and f.rule != "TXT-10"]


def _unmatched(verdict: Verdict) -> list[str]:
    return [item.reason for item in verdict.unassessed if "不能确定" in item.reason]


def _filled(sentence: str, numbers: dict[str, int]) -> str:
    return _NAME.sub(lambda match: str(numbers[match[1]]), sentence)


@pytest.mark.parametrize("sentence", _SENTENCES)
def test_sentence_agrees_with_the_table_and_contradicts_it_with_any_other_number(
    sentence: str,
) -> None:
    verdict = _judged(_filled(sentence, _TOLD))
    assert _found(verdict) == []
    assert _unmatched(verdict) == []
    for name, star in _NAME.findall(sentence):
        if not star:
            verdict = _judged(_filled(sentence, {**_TOLD, name: _TOLD[name] + 70}))
            assert set(_found(verdict)) - {"TXT-05", "TXT-12", "TXT-13"}, name


def _all_received(**rows: int) -> dict[CellId, int]:
    """Twelve requests of natural persons, none of the year before, and how they ended."""
    numbers = {"new_received": 12, "concluded": 12, **rows}
    told = {f"t3.{row.replace('__', '.')}.total": n for row, n in numbers.items()}
    return {**ZEROS, "t3.new_received.natural_person": 12, **told}


_GRANTED = _all_received(granted=12)
_MIXED = _all_received(granted=9, partial=2, unable__not_held=1)
_DENIED = _all_received(denied__deliberative=12)
_OPEN = _all_received(granted=10, concluded=10, carried_over=2)
_ORGANISATIONS = {**_GRANTED, "t3.new_received.natural_person": 10, "t3.new_received.business": 2}


@pytest.mark.parametrize(
    ("sentence", "agrees", "contradicts"),
    [
        ("收到政府信息公开申请12件，均予以公开。", _GRANTED, _MIXED),
        ("收到政府信息公开申请12件，全部予以公开。", _GRANTED, _MIXED),
        ("收到申请12件，均不予公开。", _DENIED, _MIXED),
        ("收到申请12件，均作出不予公开决定。", _DENIED, _GRANTED),
        ("收到政府信息公开申请12件，全部办结。", _MIXED, _OPEN),
        ("收到政府信息公开申请12件，截至年底已悉数办结。", _MIXED, _OPEN),
        ("收到政府信息公开申请12件，均已在法定期限内办结。", _MIXED, _OPEN),
        ("全年收到政府信息公开申请12件，全部按期答复。", _MIXED, _OPEN),
        ("收到政府信息公开申请12件，均为自然人申请。", _GRANTED, _ORGANISATIONS),
        ("收到政府信息公开申请12件，申请人全部为自然人。", _GRANTED, _ORGANISATIONS),
        ("收到申请12件，均为法人或其他组织申请。", None, _GRANTED),
        ("收到政府信息公开申请12件，均已登记受理。", _OPEN, None),
        ("收到申请12件，办结10件，均按期答复。", _OPEN, None),
        ("收到申请12件，已办结的均在法定期限内答复。", _OPEN, None),
        ("全年所有到期的政府信息公开申请均已按期办结。", _OPEN, None),
        ("应当公开的信息全部公开，均予以公开。", _MIXED, None),
        ("受理申请12件，除2件结转下一年度外，其余均已办结。", _OPEN, None),
        ("收到政府信息公开申请12件，其中重复申请5件。", _OPEN, None),
        ("收到政府信息公开申请12件，不予受理2件。", _OPEN, None),
    ],
)
def test_what_is_said_of_all_is_held_against_the_table(
    sentence: str, agrees: dict[CellId, int] | None, contradicts: dict[CellId, int] | None
) -> None:
    if agrees is not None:
        assert _found(_judged(sentence, agrees)) == []
    if contradicts is not None:
        assert _found(_judged(sentence, contradicts)) != []


def test_all_in_time_only_warns_for_it_may_be_of_those_that_were_due() -> None:
    for sentence, severity in (("全部办结", "error"), ("全部按期办结", "warning")):
        verdict = _judged(f"收到政府信息公开申请12件，{sentence}。", _OPEN)
        assert {f.severity for f in verdict.findings if f.rule == "TXT-04"} == {severity}


@pytest.mark.parametrize(
    "sentence",
    [
        "依申请公开方面，经法律顾问审核后答复93件。",
        "予以公开93件，不予公开91件。",
        "本机关不掌握相关政府信息的93件。",
        "办理依申请公开事务中，剩余93件将在法定期限内答复。",
        "2021年举办培训。收到政府信息公开申请93件。",
        "审批并转交政府信息公开申请93件。",
    ],
)
def test_number_that_may_be_of_something_else_is_asked_for_with_its_sentence(sentence: str) -> None:
    verdict = _judged(sentence)
    assert _found(verdict) == []
    (reason, *_) = _unmatched(verdict)
    assert "93" in reason
    assert sentence.split("。")[-2][:8] in reason


@pytest.mark.parametrize(
    "sentence",
    [
        "收到征地类政府信息公开申请93件。",
        "指导各科室规范办理政府信息公开申请93件。",
        "对政府信息公开申请出具补正告知书93份。",
        "与申请人沟通政府信息公开申请事项93次。",
        "合并办理重复的政府信息公开申请93件。",
        "政府信息公开申请工作培训93人次。",
    ],
)
def test_ordinary_sentence_beside_the_subject_is_not_asked_for(sentence: str) -> None:
    verdict = _judged(sentence)
    assert _found(verdict) == []
    assert _unmatched(verdict) == []
