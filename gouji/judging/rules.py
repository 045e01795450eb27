"""The rules, as data: what an officer would say, how grave it is, where it comes from.

The arithmetic rules have no function here: their sums come from the form's tree.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from gouji.report import FormId, Severity

_ORDINANCE_2021: Final = "国办公开办函〔2021〕30号"
_ORDINANCE_2019: Final = "国办公开办函〔2019〕60号"
_LAYOUT: Final = "格式表样"
_PRACTICE: Final = "审核实践"
_DEFINITION: Final = "由定义推出"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the catalogue. `needs`: what the check needs beyond the report, None if nothing."""

    id: str
    name: str
    statement: str
    severity: Severity
    forms: tuple[FormId, ...]
    basis: tuple[str, ...]
    needs: str | None = None


_BOTH: Final[tuple[FormId, ...]] = ("2019", "2021")
_NEW: Final[tuple[FormId, ...]] = ("2021",)

RULES: Final = (
    Rule(
        "FMT-03",
        "三张表齐全",
        "第二、三、四部分的统计表都在，且是文字而不是图片或附件。",
        "error",
        _BOTH,
        (_ORDINANCE_2021, _PRACTICE),
    ),
    Rule(
        "FMT-04",
        "新旧模板与年度匹配",
        "2019、2020年度用60号文的表，2021年度起用30号文的表。",
        "error",
        _BOTH,
        (_ORDINANCE_2021, _ORDINANCE_2019),
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
        (_ORDINANCE_2021, _LAYOUT),
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
        "T3-01",
        "收办平衡",
        "本年新收加上年结转，等于办理结果总计加结转下年度，每一列都是。",
        "error",
        _BOTH,
        (_LAYOUT, _ORDINANCE_2021, _ORDINANCE_2019),
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
        "YR-02",
        "标题年份与正文一致",
        "标题、统计期限和正文所写的年度是同一年；文件名不同的，提醒核对。",
        "error",
        _BOTH,
        (_PRACTICE, _DEFINITION),
    ),
    Rule(
        "ORG-02",
        "机关自称前后一致",
        "标题、正文、落款和文件名指的是同一个机关。",
        "warning",
        _BOTH,
        (_DEFINITION,),
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
