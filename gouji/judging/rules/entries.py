"""The rules that do not stand beside their checks yet: what an officer would say, how grave it is, its basis."""

from __future__ import annotations

from typing import Final

from gouji.report import FormId
from gouji.verdict import Rule

_NOTICE_2021: Final = "国办公开办函〔2021〕30号"
_PRACTICE: Final = "审核实践"
_DEFINITION: Final = "由定义推出"
_PUBLISHED: Final = "已公布的年报"
_FEES: Final = "国办函〔2020〕109号"
_PROVINCIAL_FEES: Final = "省级收费文件"


_BOTH: Final[tuple[FormId, ...]] = ("2019", "2021")
_NEW: Final[tuple[FormId, ...]] = ("2021",)

RULES: tuple[Rule, ...] = (
    Rule(
        "TXT-01",
        "正文收到件数",
        "正文写的收到申请件数与表三本年新收相符（写明含结转的，可为新收加结转）。",
        "error",
        _BOTH,
        (_PRACTICE, _PUBLISHED),
    ),
    Rule(
        "TXT-02", "正文上年结转", "正文写的上年结转件数与表三相符。", "error", _BOTH, (_PRACTICE,)
    ),
    Rule(
        "TXT-03",
        "正文办结件数",
        "正文写的办结件数与表三办理结果总计相符。",
        "error",
        _BOTH,
        (_PRACTICE,),
    ),
    Rule(
        "TXT-04", "正文结转下年", "正文写的结转下年度件数与表三相符。", "error", _BOTH, (_PRACTICE,)
    ),
    Rule(
        "TXT-05",
        "正文自身平衡",
        "正文所写的新收、结转、办结件数自身平衡。",
        "warning",
        _BOTH,
        (_DEFINITION,),
    ),
    Rule(
        "TXT-06",
        "正文分类结果",
        "正文写的各类办理结果件数与表三相符。",
        "error",
        _BOTH,
        (_PUBLISHED,),
    ),
    Rule(
        "TXT-07",
        "未收到申请却有数",
        "正文写未收到申请的，表三新收为0；表三有新收的，正文不写未收到。",
        "error",
        _BOTH,
        (_DEFINITION,),
    ),
    Rule(
        "TXT-08",
        "零申请却叙述办理",
        "表三全为0的，正文不叙述对收到的申请的办理。",
        "note",
        _BOTH,
        (_DEFINITION,),
    ),
    Rule(
        "TXT-09",
        "正文复议诉讼件数",
        "正文写的复议、诉讼件数及其结果与表四相符。",
        "error",
        _BOTH,
        (_PRACTICE, _PUBLISHED),
    ),
    Rule(
        "TXT-10",
        "有复议诉讼而正文未提",
        "表四有复议、诉讼的，正文有所说明。",
        "note",
        _BOTH,
        (_DEFINITION,),
    ),
    Rule(
        "TXT-11",
        "正文规范性文件件数",
        "正文写的规范性文件制发、废止、现行有效件数与表二相符。",
        "error",
        _BOTH,
        (_PUBLISHED,),
    ),
    Rule(
        "TXT-12",
        "正文分项之和",
        "正文“其中”各分项之和与所写的总数相符。",
        "note",
        _BOTH,
        (_PUBLISHED,),
    ),
    Rule(
        "TXT-13",
        "比例可复核",
        "正文所写的百分比在0至100之间，可由同一句中的两个数算出。",
        "note",
        _BOTH,
        (_DEFINITION,),
    ),
    Rule(
        "FEE-01",
        "信息处理费说明",
        "2021年度起，第六部分说明收取信息处理费的情况，没有收取的也要说明。",
        "warning",
        _NEW,
        (_FEES, _NOTICE_2021),
    ),
    Rule(
        "FEE-02",
        "信息处理费与表二",
        "实收的信息处理费不超过表二的行政事业性收费。",
        "warning",
        _NEW,
        (_PROVINCIAL_FEES, _DEFINITION),
    ),
    Rule("FEE-03", "收费单位", "第六部分写的金额带有单位（元）。", "note", _NEW, (_DEFINITION,)),
)

RULE: Final = {rule.id: rule for rule in RULES}
