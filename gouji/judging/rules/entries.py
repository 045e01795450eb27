"""The rules, as data: what an officer would say, how grave it is, where it comes from.

The arithmetic rules have no function here: their sums come from the form's tree.
"""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from gouji.report import FormId
from gouji.verdict import Concern, Rule

_NOTICE_2021: Final = "国办公开办函〔2021〕30号"
_NOTICE_2019: Final = "国办公开办函〔2019〕60号"
_LAYOUT: Final = "格式表样"
_PRACTICE: Final = "审核实践"
_DEFINITION: Final = "由定义推出"
_REGULATIONS: Final = "政府信息公开条例（2019修订）"
_LOCAL_NOTICE: Final = "地方通知"
_LOCAL_ASSESSMENT: Final = "地方考评标准"
_PUBLISHED: Final = "已公布的年报"
_FEES: Final = "国办函〔2020〕109号"
_PROVINCIAL_FEES: Final = "省级收费文件"
_THIRD_PARTY: Final = "第三方评估"


_BOTH: Final[tuple[FormId, ...]] = ("2019", "2021")
_NEW: Final[tuple[FormId, ...]] = ("2021",)
_OLD: Final[tuple[FormId, ...]] = ("2019",)

RULES: tuple[Rule, ...] = (
    Rule(
        "FMT-03",
        "三张表齐全",
        "第二、三、四部分的统计表都在，且是文字而不是图片或附件。",
        "error",
        _BOTH,
        (_NOTICE_2021, _PRACTICE),
    ),
    Rule(
        "FMT-04",
        "新旧模板与年度匹配",
        "2019、2020年度用60号文的表，2021年度起用30号文的表。",
        "error",
        _BOTH,
        (_NOTICE_2021, _NOTICE_2019),
    ),
    Rule(
        "T2-02",
        "件数为非负整数",
        "表二的件数都是不小于0的整数。",
        "error",
        _NEW,
        (_DEFINITION, _PRACTICE),
    ),
    Rule(
        "T2-03",
        "收费金额格式",
        "行政事业性收费金额是以万元计的数字，可带小数，格内不写单位。",
        "error",
        _NEW,
        (_NOTICE_2021, _LAYOUT),
    ),
    Rule(
        "T2-04",
        "现行有效件数不小于净增",
        "现行有效件数不小于本年制发件数减本年废止件数。",
        "warning",
        _NEW,
        (_DEFINITION,),
    ),
    Rule(
        "T2-05",
        "规章行填报主体",
        "没有规章制定权的机关，规章一行应为0（可填“/”）。",
        "warning",
        _NEW,
        (_DEFINITION,),
        needs="名册",
    ),
    Rule(
        "T2-06",
        "收费单位疑似为元",
        "收费金额与同类机关相比没有大得出奇，不像把元当成万元。",
        "note",
        _NEW,
        (_DEFINITION,),
        needs="本单位收到的其他报告",
    ),
    Rule(
        "T2-08",
        "空格或占位符",
        "表二至表四没有空格，也没有“/”“—”“无”等占位符，没有就填0。",
        "warning",
        _BOTH,
        (_PRACTICE, _DEFINITION),
    ),
    Rule(
        "T2O-02",
        "对外公开总数不小于本年新公开",
        "对外公开总数量不小于本年新公开数量。",
        "error",
        _OLD,
        (_DEFINITION,),
    ),
    Rule(
        "T2O-03",
        "新制作未公开",
        "本年新制作了规章、规范性文件的，也有新公开的和对外公开的数量。",
        "warning",
        _OLD,
        (_REGULATIONS, _DEFINITION),
    ),
    Rule(
        "T2O-04",
        "增减后项目数非负",
        "上一年项目数量加本年增减数不小于0。",
        "error",
        _OLD,
        (_DEFINITION,),
    ),
    Rule(
        "T2O-05", "无事项却有决定", "有处理决定的，项目数量大于0。", "warning", _OLD, (_DEFINITION,)
    ),
    Rule(
        "T2O-06",
        "采购金额格式与单位",
        "采购总金额是不带单位的数字；有采购项目才有金额，有金额必有项目。",
        "warning",
        _OLD,
        (_LAYOUT, _PUBLISHED),
    ),
    Rule(
        "T3-01",
        "收办平衡",
        "本年新收加上年结转，等于办理结果总计加结转下年度，每一列都是。",
        "error",
        _BOTH,
        (_LAYOUT, _NOTICE_2021, _NOTICE_2019),
    ),
    Rule(
        "T3-02",
        "办理结果合计",
        "办理结果总计等于各项办理结果之和，每一列都是。",
        "error",
        _BOTH,
        (_LAYOUT, _PRACTICE),
    ),
    Rule(
        "T3-03",
        "申请人合计",
        "总计等于自然人与五类法人或其他组织之和，每一行都是。",
        "error",
        _BOTH,
        (_LAYOUT, _PRACTICE),
    ),
    Rule(
        "T3-04",
        "非负整数",
        "表三每一格都是不小于0的整数。",
        "error",
        _BOTH,
        (_DEFINITION, _PRACTICE),
    ),
    Rule(
        "T3-07",
        "结转合理",
        "结转下年度的件数不大于本年新收的件数，每一列都是。",
        "warning",
        _BOTH,
        (_REGULATIONS, _DEFINITION),
    ),
    Rule(
        "T3-08",
        "结转比例偏高",
        "结转下年度的比例不偏高（申请满10件时不超过25%）。",
        "note",
        _BOTH,
        (_DEFINITION,),
    ),
    Rule(
        "T3-09",
        "疑似错列",
        "合计不平的行，若整行错开一列或两个数位颠倒即可相符，提示可能错列或错位。",
        "note",
        _BOTH,
        (_DEFINITION,),
    ),
    Rule(
        "T3-10",
        "其他处理占比过高",
        "“（六）3.其他”不超过办理总数的30%（办理满20件时）。",
        "note",
        _NEW,
        (_DEFINITION,),
    ),
    Rule(
        "T3-11",
        "逾期缴费须有收费",
        "有逾期未缴费而不再处理的，第六部分应写明发出收费通知的件数，且不少于它。",
        "warning",
        _NEW,
        (_FEES, _PROVINCIAL_FEES),
    ),
    Rule(
        "T3-12",
        "大量反复申请合理性",
        "申请总数不足10件时，一般不会有“无正当理由大量反复申请”。",
        "note",
        _BOTH,
        (_DEFINITION,),
    ),
    Rule(
        "T4-01",
        "复议诉讼合计",
        "行政复议和两类行政诉讼的总计，各等于四种结果之和。",
        "error",
        _BOTH,
        (_LAYOUT, _PRACTICE),
    ),
    Rule(
        "T4-02",
        "十五格齐全且为非负整数",
        "表四的十五格齐全，都是不小于0的整数。",
        "error",
        _BOTH,
        (_LAYOUT,),
    ),
    Rule(
        "T4-03",
        "复议后起诉需有复议",
        "有复议后起诉的案件，本年或上年应有行政复议案件。",
        "note",
        _BOTH,
        (_DEFINITION,),
    ),
    Rule(
        "T4-04",
        "有争议而无申请",
        "本年和上年都没有申请而有复议、诉讼的，请核对。",
        "note",
        _BOTH,
        (_DEFINITION,),
    ),
    Rule(
        "XY-01",
        "上年结转衔接",
        "本年的“上年结转”等于上年度报告的“结转下年度继续办理”，总计和每一列都是。",
        "error",
        _BOTH,
        (_PRACTICE, _LOCAL_NOTICE, _DEFINITION),
        needs="上年度报告",
    ),
    Rule(
        "XY-02",
        "现行有效件数衔接",
        "现行有效件数等于上年现行有效件数加本年制发、减本年废止。",
        "warning",
        _NEW,
        (_PRACTICE, _PUBLISHED),
        needs="上年度报告",
    ),
    Rule(
        "XY-03",
        "尚未审结衔接",
        "本年复议、诉讼的总计不小于上年尚未审结的件数。",
        "warning",
        _BOTH,
        (_DEFINITION,),
        needs="上年度报告",
    ),
    Rule(
        "XY-04",
        "同比剧变",
        "与上年相比没有成倍的增减（上年满20件时，不超过5倍、不低于五分之一）。",
        "note",
        _BOTH,
        (_PRACTICE,),
        needs="上年度报告",
    ),
    Rule(
        "XY-05",
        "旧表项目数衔接",
        "本年的上一年项目数量等于上年度报告的项目数量加增减数。",
        "warning",
        _OLD,
        (_DEFINITION,),
        needs="上年度报告",
    ),
    Rule(
        "XY-06",
        "与上年雷同",
        "文字不与本机关上年度报告雷同，表中的数字也不原样照搬。",
        "warning",
        _BOTH,
        (_NOTICE_2021, _LOCAL_ASSESSMENT),
        needs="上年度报告",
    ),
    Rule(
        "XY-07",
        "与其他单位雷同",
        "文字不与其他机关同年度的报告雷同。",
        "warning",
        _BOTH,
        (_NOTICE_2021, _LOCAL_ASSESSMENT, _LOCAL_NOTICE),
        needs="本单位收到的其他报告",
    ),
    Rule(
        "XY-08",
        "发布后变动",
        "发布的文本与报送审核的文本一致。",
        "warning",
        _BOTH,
        (_THIRD_PARTY,),
        needs="报送审核的文本",
    ),
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
    Rule(
        "ORG-01",
        "机关名称规范",
        "标题中的机关名称与名册上的全称一致。",
        "warning",
        _BOTH,
        (_LOCAL_NOTICE, _DEFINITION),
        needs="名册",
    ),
    Rule(
        "ORG-05",
        "同一机关重复报送",
        "同一机关同一年度只有一份现行的报告。",
        "error",
        _BOTH,
        (_DEFINITION,),
        needs="已报送的记录",
    ),
    Rule(
        "AGG-01",
        "政府汇总等于各单位之和",
        "政府汇总报告的每一格等于名册上各单位（含政府办公室）之和。",
        "error",
        _BOTH,
        (_LOCAL_NOTICE, _PRACTICE),
        needs="本年度全部报告和名册",
    ),
    Rule(
        "AGG-02",
        "应报尽报",
        "名册上的单位都已报送。",
        "error",
        _BOTH,
        (_LOCAL_NOTICE,),
        needs="本年度全部报告和名册",
    ),
    Rule(
        "AGG-03",
        "垂直管理单位不计入",
        "垂直管理单位不列入本级名册。",
        "warning",
        _BOTH,
        (_LOCAL_NOTICE,),
        needs="本年度全部报告和名册",
    ),
    Rule(
        "AGG-04",
        "跨年汇总口径",
        "各单位“上年结转”之和等于上年汇总报告的“结转下年度继续办理”。",
        "warning",
        _BOTH,
        (_DEFINITION,),
        needs="本年度全部报告和名册",
    ),
    Rule(
        "AGG-05",
        "金额汇总容差",
        "金额汇总的误差在四舍五入的范围之内。",
        "note",
        _NEW,
        (_DEFINITION,),
        needs="本年度全部报告和名册",
    ),
)

# What the rules concern, until they stand beside their checks.
_CONCERNS: Final[dict[str, Concern]] = {
    **dict.fromkeys(("T3-01", "T3-02", "T3-03", "T4-01"), "sum"),
    **dict.fromkeys(("T3-04", "T4-02"), "count"),
    **{rule.id: "office" for rule in RULES if rule.id.startswith("AGG-") or rule.id == "ORG-05"},
}
RULES = tuple(replace(rule, concerns=_CONCERNS.get(rule.id, rule.concerns)) for rule in RULES)
RULE: Final = {rule.id: rule for rule in RULES}
