"""The rules that do not stand beside their checks yet: what an officer would say, how grave it is, its basis."""

from __future__ import annotations

from typing import Final

from gouji.report import FormId
from gouji.verdict import Rule

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
        "FMT-01",
        "六个部分齐全且顺序正确",
        "六个部分的一级标题都在，依次为一至六，没有多出的。",
        "error",
        _BOTH,
        (_REGULATIONS, _NOTICE_2021, _LAYOUT),
    ),
    Rule(
        "FMT-02",
        "一级标题用语规范",
        "一级标题的用语与规定的标题一致。",
        "warning",
        _BOTH,
        (_NOTICE_2021, _LAYOUT),
    ),
    Rule(
        "FMT-05",
        "总体情况五方面齐全",
        "总体情况写明主动公开、依申请公开、政府信息管理、平台建设、监督保障五个方面。",
        "warning",
        _BOTH,
        (_NOTICE_2021, _LOCAL_NOTICE),
    ),
    Rule(
        "FMT-06",
        "小标题编号连续",
        "小标题的编号连续，不跳号、不重号，也不与一级标题的编号混淆。",
        "note",
        _BOTH,
        (_DEFINITION,),
    ),
    Rule(
        "FMT-07",
        "段落重复",
        "同一段文字（超过25个字）不重复出现。",
        "warning",
        _BOTH,
        (_DEFINITION,),
    ),
    Rule(
        "FMT-08",
        "旧版结构表述",
        "没有2019年以前旧版年报的结构表述（概述、七部分、收费及减免情况等）。",
        "warning",
        _BOTH,
        (_NOTICE_2019, _DEFINITION),
    ),
    Rule("FMT-09", "繁体或转码文本", "文字用简体中文。", "note", _BOTH, (_DEFINITION,)),
    Rule(
        "FMT-10",
        "网页残留文字",
        "没有网页残留的文字（扫一扫、打印、关闭、分享、索引号等）。",
        "note",
        _BOTH,
        (_DEFINITION,),
    ),
    Rule(
        "FMT-11",
        "夹杂外文或乱码",
        "除网址、电子邮箱和通用名称外，不夹杂外文和乱码。",
        "warning",
        _BOTH,
        (_DEFINITION,),
    ),
    Rule("FMT-12", "标点不配对", "引号、括号成对。", "note", _BOTH, (_DEFINITION,)),
    Rule(
        "FMT-13",
        "语句残缺",
        "每个部分的末句完整，不以逗号等收尾。",
        "warning",
        _BOTH,
        (_DEFINITION,),
    ),
    Rule(
        "FMT-14",
        "表内标签变形",
        "表内的行、列标签与规定的标签一致。",
        "note",
        _BOTH,
        (_LAYOUT, _NOTICE_2021),
    ),
    Rule(
        "FMT-15",
        "公开属性标注",
        "没有“此件公开发布”一类的公开属性标注。",
        "note",
        _BOTH,
        (_DEFINITION,),
    ),
    Rule(
        "YR-01",
        "标题含年度",
        "标题写明机关、年度和“政府信息公开工作年度报告”。",
        "error",
        _BOTH,
        (_NOTICE_2021, _DEFINITION),
    ),
    Rule(
        "YR-02",
        "标题年份与正文一致",
        "标题、统计期限和正文所写的年度是同一年；文件名不同的，提醒核对。",
        "error",
        _BOTH,
        (_PRACTICE, _DEFINITION),
    ),
    Rule(
        "YR-03",
        "统计期限完整年度",
        "写了统计期限的，为报告年度的1月1日至12月31日。",
        "error",
        _BOTH,
        (_DEFINITION, _PUBLISHED),
    ),
    Rule("YR-04", "缺统计期限说明", "写明数据的统计期限。", "note", _BOTH, (_PUBLISHED,)),
    Rule(
        "YR-05",
        "引用文件年份陈旧",
        "引用的年度文件、工作要点不早于报告年度的上一年，条例和长期有效的规定除外。",
        "warning",
        _BOTH,
        (_NOTICE_2021, _LOCAL_ASSESSMENT),
    ),
    Rule(
        "YR-06",
        "下一步计划年份",
        "下一步计划中所写的年度是报告年度的下一年。",
        "note",
        _BOTH,
        (_DEFINITION,),
    ),
    Rule(
        "YR-07",
        "落款日期合理",
        "落款日期在报告年度的下一年，不晚于法定期限。",
        "warning",
        _BOTH,
        (_REGULATIONS,),
    ),
    Rule(
        "T2-01",
        "表二结构完整",
        "表二（30号文格式）四个部分的十格齐全。",
        "error",
        _NEW,
        (_NOTICE_2021, _LAYOUT),
    ),
    Rule(
        "T2-07",
        "行政规范性文件名称",
        "表二的行名为“行政规范性文件”，不用旧称“规范性文件”。",
        "note",
        _NEW,
        (_NOTICE_2021,),
    ),
    Rule(
        "T2O-01",
        "旧表二结构完整",
        "表二（60号文格式）各部分的二十二格齐全。",
        "error",
        _OLD,
        (_NOTICE_2019, _LAYOUT),
    ),
    Rule(
        "T3-05",
        "行数与层级",
        "表三的行、列齐全：30号文格式25行，60号文格式23行，各7列。",
        "error",
        _BOTH,
        (_LAYOUT,),
    ),
    Rule(
        "T3-06",
        "其他处理分三项",
        "30号文格式的“（六）其他处理”分三项，60号文格式的不分。",
        "error",
        _BOTH,
        (_LAYOUT,),
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
        "CON-01",
        "第五部分不得空缺",
        "第五部分写明存在的主要问题及改进情况，不空缺、不写“无”。",
        "error",
        _BOTH,
        (_REGULATIONS, _PRACTICE),
    ),
    Rule(
        "CON-04",
        "第五部分含问题与改进",
        "第五部分既有具体问题，又有改进措施。",
        "warning",
        _BOTH,
        (_REGULATIONS, _LOCAL_NOTICE),
    ),
    Rule(
        "CON-02",
        "第六部分不得空缺",
        "第六部分不空缺（没有的，可写“无其他需要报告的事项”）。",
        "error",
        _BOTH,
        (_REGULATIONS,),
    ),
    Rule(
        "CON-03",
        "政府年报含考核评议追责",
        "政府的年度报告写明工作考核、社会评议和责任追究结果。",
        "warning",
        _BOTH,
        (_REGULATIONS, _NOTICE_2021),
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
        "ORG-02",
        "机关自称前后一致",
        "标题、正文、落款和文件名指的是同一个机关。",
        "warning",
        _BOTH,
        (_DEFINITION,),
    ),
    Rule("ORG-03", "落款与日期", "有落款和日期。", "note", _BOTH, (_DEFINITION,)),
    Rule(
        "ORG-04",
        "报告口径",
        "报告的口径前后一致：本机关，或全区（县、市）汇总。",
        "note",
        _BOTH,
        (_LOCAL_NOTICE, _PUBLISHED),
    ),
    Rule(
        "DOC-01",
        "一份文件多份年报",
        "一个文件只放一份年度报告；放了几份的，只读报送位置所指的那一份。",
        "error",
        _BOTH,
        (_DEFINITION,),
    ),
    Rule(
        "KEY-01",
        "年度与报送位置一致",
        "报告的年度就是报送位置上的年度。",
        "error",
        _BOTH,
        (_DEFINITION,),
        needs="报送位置",
    ),
    Rule(
        "KEY-02",
        "机关与报送位置一致",
        "报告的机关就是报送位置上的机关，或其简称。",
        "warning",
        _BOTH,
        (_DEFINITION,),
        needs="报送位置",
    ),
)

RULE: Final = {rule.id: rule for rule in RULES}
