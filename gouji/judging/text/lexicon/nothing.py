"""How a report says that there was none: 未收到申请, 无上年结转, 未发生行政复议."""

from __future__ import annotations

from typing import Final, Literal

from gouji.judging.text.lexicon.entry import Entries, Entry
from gouji.judging.text.lexicon.pieces import (
    END,
    FILLER,
    LAST_YEAR,
    NEXT_YEAR,
    NO,
    TURNED,
    TURNED_WORDS,
)

Carried = Literal["carried_in", "carried_over"]

NONE: Final = Entries(
    Entry("没有", None, yes=("没有收到申请",), no=("具有",)),
    Entry("未", None, yes=("未收到申请",), no=("收到申请",)),
    Entry("无", None, yes=("无上年结转",), no=("上年结转",)),
    Entry("零", None, yes=("零申请",), no=("申请",)),
    Entry("不存在", None, yes=("不存在收费",), no=("存在问题",)),
)
# Group `object` has what there was none of.
NO_REQUESTS: Final = Entries(
    Entry(
        rf"(?<![有若如]){NO}(?:收到|新收|接到|受理|接收到?|发生|产生|出现|有|存在)*+人?(?!提交|提出|递交|要求)"
        rf"(?P<object>(?:{FILLER})++)(?:发生|出现|产生|收件|受理)?",
        None,
        yes=("本年度未收到政府信息公开申请。", "全年无政府信息公开申请", "无依申请公开情况发生"),
        no=("如未收到申请", "未收到征地类申请", "未收到申请人材料"),
    ),
    behind=END,
)
ZERO_REQUESTS: Final = Entries(
    Entry(
        rf"(?P<object>(?:{FILLER}){{1,16}}+)(?:(?:受理|收件|接收)(?:数量|件数|总数|数|量)?为?)?(?:[零无](?:受理|收件|办件|发生)?|没有)",
        None,
        yes=("申请数量为零。", "政府信息公开申请无", "依申请公开零受理", "依申请公开受理数为零"),
        no=("申请数量为一", "征地类为零件"),
    ),
    behind=END,
    needs="零 无 没有",
)
NO_CARRIED: Final[Entries[Carried]] = Entries[Carried](
    Entry(
        f"(?:无|没有|未有){LAST_YEAR}{TURNED}",
        "carried_in",
        yes=("没有上年结转的申请,",),
        no=("上年结转1件", "没有上年结转至下年的"),
    ),
    Entry(
        f"{LAST_YEAR}(?:度)?(?:无|没有|未有){TURNED}",
        "carried_in",
        yes=("上年度无结转",),
        no=("下年度无结转",),
    ),
    Entry(
        rf"(?:无|没有|未有|不存在)(?:需要?)?(?:{TURNED}(?:至|到|入)?{NEXT_YEAR}|{NEXT_YEAR}{TURNED})(?:继续|办理|答复|处理)*",
        "carried_over",
        yes=("无结转下年度办理的申请。", "没有需下年度结转的申请", "不存在结转下年度的情况。"),
        no=("无结转本年", "结转下年度"),
    ),
    Entry(
        "(?:无|没有|未有)(?:尚?未|待|在)办结?的?",
        "carried_over",
        yes=("无未办结申请。", "没有待办结的申请"),
        no=("尚有未办结申请", "无未办结的信访"),
    ),
    Entry(
        "(?:无|没有|未有|不存在)(?:跨年度?|积压|存量|未结|在办){1,2}(?:办理|办结|结转)?的?",
        "carried_over",
        yes=("无跨年件。", "没有跨年度办理的申请", "无存量未结件,"),
        no=("无跨年项目", "有积压件"),
    ),
    # Whence and whereto is not said: of what is told before.
    Entry(
        f"(?<!年)(?<!年度)(?<!月)(?:无|没有|未有){TURNED}",
        "carried_over",
        yes=("无结转。", "没有结转申请"),
        no=("上年无结转", "无结转资金"),
    ),
    behind=f"(?:{FILLER})*{END}",
    begins="无没未不上去前往",
    needs=f"{TURNED_WORDS} 办 跨年 积压 存量 未结",
)
NO_DISPUTES: Final = Entries(
    Entry(
        rf"(?<![有若如]){NO}(?:发生|收到|接到|出现|产生|涉及|引[发起]|有|存在|被)*+(?P<object>(?:因|政府|政务|信息|公开|工作|依|申请|引[起发]|"
        r"而|的|被|提起|发生|有关|相关|涉及|任何|针对|对|关于|类|方面|行政|本单位|我局|本机关|举报|投诉|人|复议|诉讼|应诉|案件|案|情况|情形|事项"
        r"|事件|现象|等|或者|产生|出现|一起|一[件例]|公民|法人|其[他它]组织|群众|我[镇委办厅区县市]|本局|向|而被|[、和或及与以])++)",
        None,
        yes=(
            "未发生政府信息公开行政复议和行政诉讼。",
            "没有被申请行政复议",
            "未发生一起行政复议。",
        ),
        no=("没有发生行政诉讼败诉。", "如未发生诉讼", "未发生行政复议被纠错"),
    ),
    behind=END,
)
ZERO_DISPUTES: Final = Entries(
    Entry(
        r"(?P<object>(?:行政|复议|诉讼|应诉|案件|案|数量|件数|数|[、和或及与]){0,14}+)(?:均|都)?(?:为|保持)?(?:零|无)(?:发生|件|宗|起)?",
        None,
        yes=("行政复议、行政诉讼均为零。", "行政诉讼零发生,"),
        no=("行政诉讼零败诉,", "行政诉讼为一件。"),
    ),
    Entry("零(?:行政)?(?P<object2>复议|诉讼)", None, yes=("实现零复议、",), no=("复议为零。",)),
    behind=r"(?=[,;:。)、]|$)",
    needs="零 无",
)
# Group `object` has the disputes of which none was lost.
NONE_LOST: Final = Entries(
    Entry(
        rf"(?<![有若如]){NO}(?:发生|出现|有|存在|因|政府|政务|信息|公开|工作|依|申请|引[起发]|而|的|被|有关|相关|涉及|类|方面)*+"
        r"(?P<object>(?:(?:行政)?(?:复议|诉讼)(?:案件|中|结果|决定|被|遭)*+(?:纠错|纠正|败诉|撤销|确认违法)(?:[、和或及与]|的?(?:案件|情况|情形|现象))*+)++)",
        None,
        yes=("未发生政府信息公开行政复议纠错和行政诉讼败诉案件。", "无行政诉讼败诉,"),
        no=("未发生行政复议案件。", "如未发生行政诉讼败诉。", "无行政复议纠错意见。"),
    ),
    behind=END,
    needs="纠错 纠正 败诉 撤销 确认违法",
)
# Group `act` and `object`.
NO_DOCUMENTS: Final = Entries(
    Entry(
        rf"(?<![有若如]){NO}(?:新|发生)?(?P<act>制定|制发|出台|印发|废止)(?:出台|印发|发布|和|、|或|废止|失效|过)*+"
        r"(?:任何|新的?|有关|本机关|政府|行政)*+(?P<object>(?:规章|规范性文件|行政规范性文件|[、和或及与])++)",
        None,
        yes=("未制发行政规范性文件。", "没有制定规章、规范性文件,"),
        no=("未制定规范性文件解读。", "如未制定规范性文件。"),
    ),
    behind=END,
    needs="制定 制发 出台 印发 废止",
)
