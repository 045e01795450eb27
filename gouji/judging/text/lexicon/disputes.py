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
        r"直接(?:起诉|提起)(?:行政诉讼)?",
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
    Entry("起诉", "litigation", yes=("被起诉",), no=("投诉",)),
    Entry("应诉", "litigation", yes=("行政应诉",), no=("申诉",)),
)
# The column of table 4; what was dismissed stands as upheld, or as another outcome.
OUTCOMES: Final = Entries(
    Entry("维持", "upheld", yes=("结果维持",), no=("维护",)),
    Entry("驳回", "dismissed", yes=("驳回复议申请",), no=("撤回",)),
    Entry("纠正", "corrected", yes=("结果纠正",), no=("改正",)),
    Entry("纠错", "corrected", yes=("被纠错",), no=("错误",)),
    Entry("确认违法", "corrected", yes=("确认违法",), no=("违法行为",)),
    Entry("其[他它]结果", "other", yes=("其他结果",), no=("其他",)),
    Entry("(?:尚)?未审结", "pending", yes=("尚未审结", "未审结"), no=("审结",)),
    Entry("未结案?", "pending", yes=("未结案", "未结"), no=("结案",)),
    Entry("审理中", "pending", yes=("审理中",), no=("审理",)),
    Entry("正在审理", "pending", yes=("正在审理",), no=("审理",)),
    Entry("待审结", "pending", yes=("待审结",), no=("已审结",)),
)
SUBJECTS: Final = Entries(*RECONSIDERATION.entries, *LAWSUIT.entries, *OUTCOMES.entries)
AFTER_SUBJECT: Final = Entries(
    Entry(
        r"^(?:案件|案|申请|数量|总数|件数|共|计|合计|为|有|了|的|均|情况|结果|类|分别|发生|被|原具体行政行为|原行政行为|决定|[:·、和])*$",
        None,
        yes=("案件共", "", "的"),
        no=("法宣传", "法律师"),
    ),
)
# Who decides on reconsiderations tells of others' cases, whatever else is said.
AUTHORITY: Final = Entries(
    Entry("复议机关", None, yes=("复议机关维持",), no=("复议维持",)),
)
OF_OTHERS: Final = Entries(
    Entry("受理|收到|接到", None, yes=("受理行政复议",), no=("被申请行政复议",)),
    Entry(
        "办理|(?<!在)审理|(?<!未)审结",
        None,
        yes=("办理行政复议", "审结"),
        no=("正在审理", "尚未审结"),
    ),
    Entry("代理|应诉|出庭|旁听", None, yes=("行政应诉",), no=("提起诉讼",)),
    Entry("协助|指导|化解|调解", None, yes=("调解行政复议",), no=("行政复议",)),
    Entry("新增|新收|撤回|撤销", None, yes=("新收行政复议",), no=("发生行政复议",)),
    Entry("上年|去年|结转", None, yes=("上年行政复议",), no=("本年行政复议",)),
    Entry("决定书|意见书|建议书|典型", None, yes=("复议决定书",), no=("复议决定",)),
    Entry("胜诉|败诉", None, yes=("行政诉讼胜诉",), no=("行政诉讼",)),
    *AUTHORITY.entries,
)
# Who was sued may say so with the words of who hears cases: 收到因信息公开引起的行政复议.
AGAINST_US: Final = Entries(
    Entry("被|提起", None, yes=("被申请行政复议",), no=("办理行政复议",)),
    Entry("因|引[起发]", None, yes=("因信息公开引发的诉讼",), no=("引导诉讼",)),
    Entry("涉及|针对", None, yes=("涉及信息公开的行政复议",), no=("行政复议",)),
)
DISCLOSURE: Final = Entries(
    Entry("信息公开", None, yes=("因政府信息公开被申请复议",), no=("公开信息",)),
    Entry("依申请公开", None, yes=("依申请公开引起的复议",), no=("申请公开",)),
)
# Behind the number of all disputes: 行政复议9件，其中涉及政府信息公开3件.
SOME_OF_DISCLOSURE: Final = Entries(
    Entry(
        r"^[^;。]{0,4}(?:其中|涉及|含)[^,;。]{0,8}信息公开",
        None,
        yes=(",其中涉及政府信息公开3件", "(含信息公开类3件"),
        no=(",其中维持3件", ",均与信息公开有关"),
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
