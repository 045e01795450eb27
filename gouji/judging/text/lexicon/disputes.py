"""How reconsiderations and lawsuits over disclosure are counted, and their outcomes."""

from __future__ import annotations

from typing import Final, Literal

from gouji.judging.text.lexicon.entry import Entries, Entry

Dispute = Literal["reconsideration", "lawsuit"]

# Groups of table 4.
DIRECT: Final = Entries(
    Entry(
        r"未经(?:行政)?复议(?:程序)?(?:而)?(?:直接)?(?:提起)?(?:行政)?(?:起诉|诉讼)?",
        "litigation_direct",
        yes=("未经复议直接起诉", "未经行政复议程序而直接提起行政诉讼"),
        no=("行政复议", "复议后起诉"),
    ),
    Entry(
        r"直接(?:起诉|提起|诉讼)(?:行政诉讼)?",
        "litigation_direct",
        yes=("直接提起行政诉讼",),
        no=("提起行政诉讼",),
    ),
)
AFTER_RECONSIDERATION: Final = Entries(
    Entry(
        r"复议后(?:再|又)?(?:提起)?(?:行政)?(?:诉讼|起诉)",
        "litigation_after_reconsideration",
        yes=("复议后起诉", "复议后又提起行政诉讼"),
        no=("未经复议起诉", "复议后维持"),
    ),
    Entry(
        r"经(?:过)?复议后?(?:提起|起诉)(?:行政诉讼)?",
        "litigation_after_reconsideration",
        yes=("经过复议提起行政诉讼",),
        no=("经过复议",),
    ),
)
RECONSIDERATION: Final = Entries(
    Entry("复议", "reconsideration", yes=("被申请行政复议",), no=("异议",)),
)
LAWSUIT: Final = Entries(
    Entry("诉讼", "litigation", yes=("提起行政诉讼",), no=("诉求",)),
    Entry("(?:起诉|被诉)(?!讼)", "litigation", yes=("被起诉", "被诉"), no=("投诉",)),
    Entry("应诉", "litigation", yes=("行政应诉",), no=("申诉",)),
)
NAMED: Final = Entries(*RECONSIDERATION.entries, *LAWSUIT.entries)
# The column of table 4; what was dismissed stands as upheld, or as another outcome.
OUTCOMES: Final = Entries(
    Entry("维持", "upheld", yes=("结果维持",), no=("维护",)),
    Entry("驳回", "dismissed", yes=("驳回复议申请",), no=("撤回",)),
    Entry("胜诉", "won", yes=("我局胜诉",), no=("败诉",)),
    Entry("败诉", "corrected", yes=("败诉",), no=("胜诉",)),
    Entry("撤销|责令改正", "revoked", yes=("被撤销", "责令改正"), no=("撤回",)),
    Entry("纠正", "corrected", yes=("结果纠正",), no=("改正",)),
    Entry("纠错", "corrected", yes=("被纠错",), no=("错误",)),
    Entry("确认违法", "corrected", yes=("确认违法",), no=("违法行为",)),
    Entry("其[他它]结果", "other", yes=("其他结果",), no=("其他",)),
    Entry("(?:尚)?未审结", "pending", yes=("尚未审结", "未审结"), no=("审结",)),
    Entry("未结案?", "pending", yes=("未结案", "未结"), no=("结案",)),
    Entry("审理(?:过程)?中", "pending", yes=("审理中", "审理过程中"), no=("审理",)),
    Entry("其[他它](?=$)", "other", yes=("其他",), no=("其他案件",)),
    Entry(
        "判[令决][^,;。]{0,8}(?:重作|重新|履行)",
        "corrected",
        yes=("判令我局重作", "判决本机关重新答复"),
        no=("判决维持",),
    ),
    Entry("[正尚仍]在审理(?:之|过程)?中?", "pending", yes=("正在审理", "尚在审理中"), no=("审理",)),
    Entry("未办结", "pending", yes=("尚未办结",), no=("办结",)),
    Entry("待审结", "pending", yes=("待审结",), no=("已审结",)),
    Entry("(?<![未待])审结|(?<![未待])结案", "settled", yes=("已审结", "结案"), no=("未审结",)),
)
# With what is counted behind the number: 发生5件政府信息公开行政复议案件.
BEHIND: Final = Entries(
    Entry(
        r"^(?:起|宗|因|由|涉及|针对|关于|政府|信息|公开|工作|引起|引发|类|的)*+(?:行政)?(?:复议|诉讼)",
        None,
        yes=("政府信息公开行政复议", "行政诉讼案件"),
        no=("信访", "其中行政复议"),
    ),
)
SUBJECTS: Final = Entries(*RECONSIDERATION.entries, *LAWSUIT.entries, *OUTCOMES.entries)
AFTER_SUBJECT: Final = Entries(
    Entry(
        r"^(?:案件|案|申请|数量|总数|件数|数|共|计|合计|为|有|了|的|均|情况|结果|类|分别|发生|被|原?具体行政行为|原?行政行为|决定|本年度?|今年|当年|全年|原决定|原处理决定|原答复"
        r"|作出|判决|裁定|法院|并?责令(?:重新|限期)?(?:答复|作出|履行)|等|情形|立案|(?:答复)?通知书?|的?政府信息公开(?=案)|[:·、和])*+$",
        None,
        yes=("案件共", "", "的", "并责令重新答复", "立案", "的政府信息公开案件"),
        no=("法宣传", "法律师"),
    ),
)
# Who decides on reconsiderations tells of others' cases, whatever else is said.
AUTHORITY: Final = Entries(
    Entry("[为以]复议机[关构]", None, yes=("作为复议机关收到",), no=("复议机关维持",)),
    Entry("本级复议|行政复议局", None, yes=("行政复议局",), no=("行政复议",)),
)
# Said of cases of any kind, or of what is done about them.
OF_OTHERS: Final = Entries(
    Entry(
        "代理|出庭|旁听|参与|法律顾问|律师",
        None,
        yes=("出庭应诉", "法律顾问参与处理行政诉讼"),
        no=("提起诉讼",),
    ),
    Entry("民事|刑事|劳动", None, yes=("民事诉讼",), no=("行政诉讼",)),
    Entry("协助|指导|化解|调解", None, yes=("调解行政复议",), no=("行政复议",)),
    Entry("撤回|终止|和解", None, yes=("撤回行政复议",), no=("发生行政复议",)),
    Entry("上年|去年|结转", None, yes=("上年行政复议",), no=("本年行政复议",)),
    Entry("决定书|意见书|建议书|典型", None, yes=("复议决定书",), no=("复议决定",)),
    *AUTHORITY.entries,
)
# Of which kind they are, where that is not disclosure: it holds for all that the sentence counts.
OF_ANOTHER_KIND: Final = Entries(
    Entry(
        "(?<!公开)(?<!申请)(?<!各)(?<!事项)类(?:的|案件)*(?:行政)?(?:复议|诉讼)",
        None,
        yes=("土地征收类行政复议", "举报类行政诉讼"),
        no=("政府信息公开类行政复议", "各类行政诉讼"),
    ),
    Entry(
        "(?:土地|房屋|征[收地]|拆迁|社保|工伤|治安|交通|环保|规划|许可|处罚)(?:管理|引[发起]|处理|决定|认定|纠纷|方面|领域|的)*(?:行政)?(?:复议|诉讼)",
        None,
        yes=("土地征收引发的行政复议", "工伤认定行政诉讼"),
        no=("公开土地征收信息引发的行政复议",),
    ),
)
# In section four this is said of what was brought against the organ.
RECEIVING: Final = Entries(
    Entry("收到|接到|新增|新收", None, yes=("收到行政复议申请",), no=("受理行政复议",)),
)
# Said by who hears a case, and by who is a party to it.
HANDLING: Final = Entries(
    Entry("受理|收到|接到|新增|新收", None, yes=("受理行政复议",), no=("被申请行政复议",)),
    Entry(
        "办理|办结|(?<![在未])审理(?!(?:过程)?中)|(?<!未)审结|结案",
        None,
        yes=("办理行政复议", "审结"),
        no=("正在审理", "尚未审结", "审理中"),
    ),
    Entry("应诉", None, yes=("行政应诉",), no=("提起诉讼",)),
)
# Who was sued may say so with the words of who hears cases: 收到因信息公开引起的行政复议.
AGAINST_US: Final = Entries(
    Entry("被|提起", None, yes=("被申请行政复议",), no=("办理行政复议",)),
    Entry("因|引[起发]", None, yes=("因信息公开引发的诉讼",), no=("引导诉讼",)),
    Entry("涉及|针对", None, yes=("涉及信息公开的行政复议",), no=("行政复议",)),
    Entry("(?:答复|应诉)通知", None, yes=("收到应诉通知",), no=("答复",)),
)
# With these, too, it is told of those who are parties.
AROSE: Final = Entries(
    Entry("发生|产生|出现", None, yes=("发生行政复议",), no=("行政复议",)),
    Entry("被|提起|引[起发]", None, yes=("被申请行政复议",), no=("办理行政复议",)),
)
# The court's level; the levels of one case may be counted each.
COURTS: Final = Entries(
    Entry(
        "(?:一审|二审|再审)(?:案件|程序|诉讼|阶段|的|共|有|为|:)*+$",
        None,
        yes=("一审", "其中二审案件"),
        no=("一审维持",),
    ),
)
# How all of them ended → the columns that have none.
ALL: Final[Entries[tuple[str, ...]]] = Entries[tuple[str, ...]](
    Entry(
        "(?:均|都|皆|全部|全)(?:已|被|为|予以|获|得到|以|作出|由|依法|[:])*+(?:结果|复议机关|法院|判决|决定|裁定)*维持",
        ("corrected", "other", "pending"),
        yes=("均维持原行政行为", "结果均为维持", "全部维持"),
        no=("维持", "未维持"),
    ),
    Entry(
        "(?:均|都|皆|全部|全)(?:已|被|为|获得?|得到|由|法院|判决|裁定|判|我[局方委办镇]|我街道|我单位|本机关|本单位|依法|原告|的|诉讼请求|起诉|申请|复议|以)*+(?:胜诉|驳回|支持)",
        ("corrected", "pending"),
        yes=("全部胜诉", "均获胜诉", "均被法院驳回", "均以胜诉结案"),
        no=("胜诉1件",),
    ),
    Entry(
        "(?:均|都|全部)(?:已|依法|按期|按时)*(?:全部)?(?:审结|结案|办结)",
        ("pending",),
        yes=("均已审结", "已全部办结"),
        no=("审结", "均未审结"),
    ),
    Entry(
        "(?:均|都)未(?:被|有|发生|出现)*(?:纠正|纠错|撤销|败诉|确认违法)",
        ("corrected",),
        yes=("均未被纠正", "均未发生败诉"),
        no=("均未维持", "未被纠正"),
    ),
    Entry(
        "(?:无一[件起例]?|无|没有|未发生|未出现|未有|不存在)(?:一[件起例])?(?:被|遭|结果)*(?:纠正|纠错|撤销|败诉|确认违法|[、和或者])++(?:的?(?:案件|情况|情形|现象))?$",
        ("corrected",),
        yes=("无败诉", "没有被纠错的情况", "无一被撤销", "没有结果纠正的案件"),
        no=("无败诉风险", "败诉"),
    ),
    Entry(
        "(?:纠错|败诉|纠正)率(?:均|都)?(?:保持|继续)?(?:为|是)?(?:零|0)",
        ("corrected",),
        yes=("纠错率为零", "败诉率为0"),
        no=("纠错率为5%",),
    ),
    Entry(
        "(?:胜诉|维持)率(?:均|都)?(?:为|是|达到?)?100%",
        ("corrected",),
        yes=("维持率100%",),
        no=("维持率80%",),
    ),
)
# A sentence that goes on with what was counted.
ON: Final = Entries(
    Entry(
        "^(?:均|全部|都|皆|结果|上述|以上|其中|维持|纠正|已?审结|尚未审结)",
        None,
        yes=("均维持", "上述案件", "其中,维持"),
        no=("已维持",),
    ),
)
DISCLOSURE: Final = Entries(
    Entry("信息公开", None, yes=("因政府信息公开被申请复议",), no=("公开信息",)),
    Entry("依申请公开", None, yes=("依申请公开引起的复议",), no=("申请公开",)),
)
# Behind the number of all disputes: 行政复议9件，其中涉及政府信息公开3件.
SOME_OF_DISCLOSURE: Final = Entries(
    Entry(
        r"^[^;。]{0,4}(?:其中|涉及?|含)[^,;。]{0,8}信息公开",
        None,
        yes=(",其中涉及政府信息公开3件", "(含信息公开类3件"),
        no=(",其中维持3件", ",均与信息公开有关"),
    ),
)
# All that was counted before: 行政复议3件、行政诉讼2件，均因政府信息公开引起.
ALL_OF_DISCLOSURE: Final = Entries(
    Entry(
        "(?:均|都|全部)[^,;。非不]{0,8}信息公开(?![^,;。]{0,4}无关)",
        None,
        yes=("均因政府信息公开引起", "全部涉及政府信息公开"),
        no=("均依法办理", "其中涉及政府信息公开", "均与政府信息公开无关"),
    ),
)
# None of what was counted before: 应诉案件9件，均与政府信息公开无关.
NOT_OF_DISCLOSURE: Final = Entries(
    Entry(
        "(?:与|同)[^,;。与同]{0,8}(?:信息公开|依申请公开)[^,;。]{0,6}无关",
        None,
        yes=("均与政府信息公开无关", "与依申请公开工作无关"),
        no=("与政府信息公开有关",),
    ),
    Entry(
        "(?:均|都|全部)?(?:不涉及|未涉及|不属于|非)(?:政府)?信息公开",
        None,
        yes=("均不涉及政府信息公开", "均非政府信息公开类"),
        no=("均涉及政府信息公开",),
    ),
)
# Which of them: behind the number of all disputes.
OF_DISCLOSURE_ONLY: Final = Entries(
    Entry(
        r"^(?:其中|全年|本年度?|涉及|涉|含|因|由|属于|属|与|对|政府|政务|信息公开|依申请公开|有关|相关|引起|引发|案件|方面|类|的|为|有|共|:)*+$",
        None,
        yes=("其中涉及政府信息公开", "含信息公开类"),
        no=("其中维持", "涉及征地"),
    ),
)
# 占全部行政复议9件的20%: all disputes, of whatever kind.
OF_ALL: Final = Entries(
    Entry("占", None, yes=("占全部行政复议",), no=("行政复议",)),
    Entry("(?:全部|各类|总)(?:行政)?(?:复议|诉讼)", None, yes=("各类行政诉讼",), no=("全部维持",)),
)
# Nothing but how many: the subject was said before.
ELLIPTIC: Final = Entries(
    Entry(
        "^(?:至|到|降至|减至|增至|升至|本年度?|当年|今年|全年|为|共|计|有|是|的|了|仅|[、:和])++$",
        None,
        yes=("降至", "、本年", "为"),
        no=("其中", "维持"),
    ),
)
# What the text must mention if table 4 has any.
MENTIONED: Final[Entries[Dispute]] = Entries[Dispute](
    Entry("复议", "reconsideration", yes=("行政复议",), no=("争议",)),
    Entry("诉讼|起诉|应诉|败诉", "lawsuit", yes=("没有败诉", "行政诉讼"), no=("申诉",)),
)
# The list of a report's sections names the heading only.
HEADING: Final = Entries(
    Entry(
        "行政复议[、和及与](?:提起)?行政诉讼(?:的)?(?:等)?情况",
        None,
        yes=("政府信息公开行政复议、行政诉讼情况",),
        no=("行政复议、行政诉讼案件",),
    ),
)
