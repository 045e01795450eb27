"""The narrative against the tables, and the fees of section six."""

from __future__ import annotations

from msgspec.structs import replace

from gouji.judging.text.claims import READ
from tests.gouji.judging.cases import Family
from tests.gouji.judging.reports import (
    BLANK,
    CLEAN,
    CONTEXT,
    Given,
    with_cells,
    with_text,
    without_table,
)

_FIGURES = {
    "t3__new_received__total": 42,
    "t3__new_received__natural_person": 42,
    "t3__carried_in__total": 1,
    "t3__carried_in__natural_person": 1,
    "t3__granted__total": 39,
    "t3__granted__natural_person": 39,
    "t3__concluded__total": 39,
    "t3__concluded__natural_person": 39,
    "t3__carried_over__total": 4,
    "t3__carried_over__natural_person": 4,
    "t4__reconsideration__upheld": 2,
    "t4__reconsideration__total": 2,
    "t2__normative_documents__issued": 3,
    "t2__charges__amount": 1,
    "t2__penalties__decisions": 234,
}
_NONE = "本年度未收到政府信息公开申请。"
_HANDLED = "针对内容不明确的申请，主动与申请人联系。"
# Nothing tells which of two applicants the requests came from, nor how many there were.
_UNKNOWN = {
    f"t3__{row}__{column}": BLANK
    for row in ("new_received", "carried_in", "granted", "concluded", "carried_over")
    for column in ("natural_person", "business", "total")
}
_UNKNOWN |= {
    f"t4__reconsideration__{outcome}": BLANK for outcome in ("upheld", "corrected", "total")
}
_SAID = {
    "TXT-01": ("全年收到政府信息公开申请42件。", "全年收到政府信息公开申请24件。"),
    "TXT-02": ("收到申请42件，上年结转1件。", "收到申请42件，上年结转2件。"),
    "TXT-03": ("全年办结政府信息公开申请39件。", "全年办结政府信息公开申请38件。"),
    "TXT-04": ("收到申请42件，结转下年4件。", "收到申请42件，结转下年3件。"),
    "TXT-05": (
        "收到申请42件，上年结转1件，办结39件，结转下年4件。",
        "收到申请42件，上年结转1件，办结39件，结转下年3件。",
    ),
    "TXT-06": ("申请办理中，予以公开39件。", "申请办理中，予以公开93件。"),
    "TXT-07": ("全年收到政府信息公开申请42件。", _NONE),
    "TXT-08": (_HANDLED, _HANDLED),
    "TXT-09": ("因政府信息公开被申请行政复议2件。", "因政府信息公开被申请行政复议1件。"),
    "TXT-10": ("政府信息公开行政复议2件。", "全年平稳。"),
    "TXT-11": ("全年制发行政规范性文件3件。", "全年制发行政规范性文件5件。"),
    "TXT-14": ("全年作出行政处罚决定234件。", "全年作出行政处罚决定243件。"),
    "TXT-12": (
        "收到申请42件，其中信函申请2件，网上申请40件。",
        "收到申请42件，其中信函申请3件，网上申请40件。",
    ),
    "TXT-13": (
        "收到申请42件，其中信函申请21件，占50%。",
        "收到申请42件，其中信函申请21件，占60%。",
    ),
}


def _told(text: str) -> Given:
    return with_text(1, text, report=with_cells(**_FIGURES)), CONTEXT


def _unknown(text: str) -> Given:
    return with_text(1, text, report=with_cells(**_UNKNOWN)), CONTEXT


def _fees(text: str, amount: int = 1) -> Given:
    return with_text(6, text, report=with_cells(t2__charges__amount=amount)), CONTEXT


FAMILY = Family(
    holding={rule: lambda text=right: _told(text) for rule, (right, _) in _SAID.items()}
    | {
        "FEE-01": lambda: (CLEAN, CONTEXT),
        "FEE-02": lambda: _fees("全年实收信息处理费9,800元。"),
        "FEE-03": lambda: _fees("全年收取信息处理费320元。"),
        "FEE-04": lambda: _fees("按量收取信息处理费320元。"),
        "FEE-05": lambda: _fees("发出信息处理费收费通知3件,总金额400元,实际收取400元。"),
    },
    broken={rule: lambda text=wrong: _told(text) for rule, (_, wrong) in _SAID.items()}
    | {
        "TXT-08": lambda: (with_text(1, _HANDLED), CONTEXT),
        "FEE-01": lambda: _fees("无其他需要报告的事项。"),
        "FEE-02": lambda: _fees("全年实收信息处理费2万元。"),
        "FEE-03": lambda: _fees("全年收取信息处理费320。"),
        "FEE-04": lambda: _fees("全年收取信息处理费325元。"),
        "FEE-05": lambda: _fees("发出信息处理费收费通知3件,总金额400元,实际收取500元。"),
    },
    unassessable={
        rule: lambda text=right: _unknown(text)
        for rule, (right, _) in _SAID.items()
        if rule not in {"TXT-05", "TXT-07", "TXT-10", "TXT-11", "TXT-12", "TXT-13", "TXT-14"}
    }
    | {
        "TXT-07": lambda: _unknown(_NONE),
        "TXT-10": lambda: _unknown("全年平稳。"),
        "TXT-11": lambda: (
            with_text(
                1,
                "全年制发行政规范性文件3件。",
                report=with_cells(t2__normative_documents__issued=BLANK),
            ),
            CONTEXT,
        ),
        "TXT-14": lambda: (
            with_text(
                1,
                "全年作出行政处罚决定234件。",
                report=with_cells(t2__penalties__decisions=BLANK),
            ),
            CONTEXT,
        ),
        "FEE-01": lambda: (replace(CLEAN, sections=CLEAN.sections[:5]), CONTEXT),
        "FEE-04": lambda: (
            with_text(6, "按件收取信息处理费200元。", report=without_table("t3")),
            CONTEXT,
        ),
        "FEE-02": lambda: (
            with_text(6, "全年实收信息处理费320元。", report=with_cells(t2__charges__amount=BLANK)),
            CONTEXT,
        ),
    },
    further=(
        lambda: _fees("按件收取信息处理费200元。"),
        lambda: _told("全年公开行政处罚决定243件。"),
        lambda: _told("政府信息公开申请按时办结率达到120%。"),
        lambda: (replace(CLEAN, sections=()), CONTEXT),
        lambda: _told("工作平稳。" * (READ // 4)),
    ),
    never_unassessable={
        "TXT-05": "正文自己写出的数字总是可以相加的；没有写全的，规则不适用。",
        "TXT-12": "分项和总数都写在正文里，总是可以相加的。",
        "TXT-13": "百分比和算出它的数都写在正文里。",
        "FEE-03": "金额有没有单位，读到正文就看得到。",
        "FEE-05": "各数都写在正文里；没有写的，规则不适用。",
    },
)
