"""What a number is about besides what it counts: topic, time, whose it is, and whether it is plainly stated."""

from __future__ import annotations

from typing import Final, Literal

from gouji.judging.text.lexicon.entry import Entries, Entry
from gouji.judging.text.lexicon.pieces import FILLER, TURNED_WORDS

Topic = Literal["requests", "disputes", "documents", "decisions", "else"]
Time = Literal["year", "part", "other"]

# --- topic -----------------------------------------------------------------------------------------------------------

TOPICS: Final[Entries[Topic]] = Entries[Topic](
    Entry("复议(?:申请)?", "disputes", yes=("申请行政复议", "复议申请"), no=("争议",)),
    Entry("诉讼|起诉|应诉|被诉", "disputes", yes=("行政诉讼", "直接起诉"), no=("投诉",)),
    Entry(
        "规范性文件|规章(?!制度)",
        "documents",
        yes=("行政规范性文件", "规章"),
        no=("文件", "规章制度"),
    ),
    Entry(
        "依申请(?:类|办理)?的?(?:政务|公共|服务|行政|办件)",
        "else",
        yes=("依申请服务事项", "依申请类政务服务"),
        no=("依申请公开",),
    ),
    Entry(
        "(?:查询|许可|审批|不动产登记|户口登记|低保|救助|补贴|补助|认定|仲裁|听证|法律援助|贷款|资金|项目|工伤|执行|鉴定|职称)"
        "(?:类|的)?申请(?!公开)",
        "else",
        yes=("档案查询申请", "低保申请", "行政许可申请"),
        no=("公开申请", "登记申请"),
    ),
    Entry("依申请", "requests", yes=("依申请公开",), no=("依法公开",)),
    Entry("公开申请", "requests", yes=("政府信息公开申请",), no=("公开信息",)),
    Entry("信息公开的申请", "requests", yes=("政府信息公开的申请",), no=("信息公开的要求",)),
    Entry("信息公开答复(?!书)", "requests", yes=("作出信息公开答复",), no=("信息公开答复书",)),
    Entry("申请公开", "requests", yes=("申请公开",), no=("主动公开",)),
    Entry(
        "[本全]年度?办理结果|办理结果总计",
        "requests",
        yes=("本年度办理结果总计",),
        no=("热线办理结果",),
    ),
    Entry(
        "申请(?!人|条件|材料)", "requests", yes=("收到申请",), no=("申请人", "申请条件", "申请材料")
    ),
    Entry(
        "申请(?:人|主体)(?:的?(?:类型|类别|性质|身份|构成|情况))?(?:来?看|中|划?分|为|均|都|全部|[:,])",
        "requests",
        yes=("申请人中", "按申请人类型划分", "申请主体为公民的"),
        no=("申请人撤回", "与申请人沟通"),
    ),
    Entry("信访、?举报、?投诉类", "requests", yes=("信访举报投诉类",), no=("信访类",)),
    Entry("信访|投诉|举报", "else", yes=("群众信访",), no=("申请",)),
    Entry("来信|来电|来访|咨询|热线|留言", "else", yes=("群众来信",), no=("信函",)),
    Entry("提案|建议|议案|诉求|线索|工单", "else", yes=("政协提案",), no=("方案",)),
    Entry(
        "行政许可(?!申请)|(?:许可|处罚)决定|行政处罚|行政强制|强制措施|行政事业性?收费",
        "decisions",
        yes=("行政许可决定", "行政事业性收费"),
        no=("行政机关",),
    ),
    Entry("办件|政务服务", "else", yes=("政务服务",), no=("服务",)),
    Entry("主动公开", "else", yes=("主动公开信息",), no=("公开信息",)),
    Entry("微信|微博|公众号|新闻|解读|培训", "else", yes=("微信公众号",), no=("网站",)),
    Entry(
        "网民|信箱|(?<!收费)项目|群众反映",
        "else",
        yes=("局长信箱",),
        no=("群众申请", "行政事业性收费项目"),
    ),
    begins="复诉起应被规依查许审不户低救补认仲听法贷资项工执鉴职公信申投举来咨热留提建议线行处强办政主微新解培网群本全",
)

# --- time ------------------------------------------------------------------------------------------------------------

# Years beside the report's are 上年 and 下年 here.
TIMES: Final[Entries[Time]] = Entries[Time](
    Entry(r"20\d\d年", "other", yes=("2019年",), no=("20年", "2019")),
    Entry("去年|上年|上一年|往年|历年", "other", yes=("去年收到",), no=("本年", "当年")),
    Entry("同期", "other", yes=("同期",), no=("按期",)),
    Entry(
        r"(?:近|过去|前|最近)[两二三四五六七八九十几\d]{1,3}个?年|[两二三四五六七八九十几]年[来间]|历次",
        "other",
        yes=("近三年", "近5年", "三年来", "过去三年"),
        no=("一年来", "近日"),
    ),
    Entry(
        "五”?(?:时期|期间|规划)", "other", yes=("“十三五”期间", "十四五时期"), no=("期间", "五年")
    ),
    Entry("上半年|下半年|季度", "part", yes=("上半年", "第一季度"), no=("半数",)),
    Entry("明年|下一?年|下一步|今后", "part", yes=("下一步", "下年"), no=("本年", "下属")),
    Entry("计划|力争|目标|预计", "part", yes=("计划",), no=("统计",)),
    Entry("以来|目前", "part", yes=("实施以来",), no=("从来",)),
    Entry(
        "(?<![至止])(?<!到)年[底末](?=(?:集中)?(?:收到|新收|受理|接到|提交))",
        "part",
        yes=("年底收到的5件申请",),
        no=("至年底收到", "年底办结"),
    ),
    Entry(
        r"月(?:(?<=[二三四五六七八九十]月)|(?<=十一月)|(?<=(?<!\d)[2-9]月)|(?<=(?<!\d)1[01]月))",
        "part",
        yes=("3月", "截至十月底"),
        no=("1月", "12月", "年月"),
    ),
    Entry("全年|本年|今年|当年", "year", yes=("今年收到",), no=("去年", "上年")),
    Entry("一年来|年内", "year", yes=("一年来", "年内"), no=("三年来",)),
    Entry("本报告期|报告期内", "year", yes=("本报告期", "报告期内"), no=("报告",)),
    begins="2去上往历同近两二三四五六七八九十几季下明今计力目预以月全本当一年报前最过",
)
# The whole of the year, in words that would be a part of it by themselves.
WHOLE_YEAR: Final = Entries(
    Entry(
        # Of another year it is another year's.
        r"(?:[自从]?本年|[自从]|(?<![年\d]))1月(?:1日)?(?:起|[至到—~-])+(?:本年)?12月(?:31日|底)?(?:止|期间)?",
        None,
        yes=("本年1月1日至12月31日", "自1月起至本年12月底止"),
        no=("1月至10月", "2月至12月", "上年1月1日至12月31日", "2020年1月1日至12月31日"),
    ),
    Entry(
        r"(?<![年\d])1[—~-]12月|本年1[—~-]12月",
        None,
        yes=("1-12月", "本年1-12月"),
        no=("1-11月", "上年1-12月"),
    ),
    Entry(
        "(?:截[至止])?目前(?=[^,;。]{0,12}有效)",
        None,
        yes=("目前现行有效", "截至目前现行有效"),
        no=("目前共收到",),
    ),
    Entry(
        r"(?:[今本一]年初?|(?<![\d年])年初)以来",
        None,
        yes=("今年以来", "年初以来", "一年以来"),
        no=("条例实施以来", "2008年以来", "2008年初以来"),
    ),
    Entry(
        r"截[至止]到?(?:本年)?(?:12月)?(?:31日|年?底|末)",
        None,
        yes=("截至12月31日", "截至本年底", "截止年底"),
        no=("截至6月底", "截至目前"),
    ),
    begins="自从本1截目今一年",
    needs="12月 目前 以来 截",
)
# 上年结转 and 结转下年 are about this year.
TURNED_OVER: Final = Entries(
    Entry(
        "(?:上一?年度?末?|去年度?|往年)(?:的|尚?未办结|末|底|度|而|跨年度?)*、?(?:结转|转结|遗留|转入|结余|接转)",
        None,
        yes=("上年结转", "去年度未办结转入", "上年末未办结而转入本年"),
        no=("上年收到", "本年结转"),
    ),
    Entry(
        "(?:上一?年度?|去年度?)(?:末|底)?(?:还|尚|另)?有[^,;。]{1,24}?(?:结转|转入)(?:至|到|入)?[本今当]年",
        None,
        yes=("上年有8件申请结转至本年办理",),
        no=("上年有8件申请结转下年",),
    ),
    Entry(
        "(?:承接|接续|延续|续办)上一?年度?(?:的|末|尚?未办结)*",
        None,
        yes=("承接上年度未办结",),
        no=("承接事项", "上年度未办结"),
    ),
    Entry(
        "(?:结转|转结|遗留|转入|结余|接转)(?:自|的)?(?:上一?年度?|去年度?)",
        None,
        yes=("结转上年", "结转自上年度"),
        no=("结转至上级", "上年办结"),
    ),
    Entry(
        "(?:上一?年度?|去年度?)跨年度?(?:办理|答复|处理)",
        None,
        yes=("上年跨年度办理",),
        no=("上年办理",),
    ),
    Entry("上一?年度?(?:无|没有)结转", None, yes=("上年度无结转",), no=("上年无申请",)),
    Entry(
        r"(?:下一?个?年度?|[明次]年度?|来年)(?=结转|继续|办理|答复|处理|[,;。、度]|$)",
        None,
        yes=("下年度继续办理", "明年"),
        no=("明年计划", "本年办理"),
    ),
    Entry(
        "[至到转入](?:下一?个?年度?|[明次来]年)",
        None,
        yes=("结转至下一年度", "转次年"),
        no=("至本年",),
    ),
    begins="上去往下明次来至到转入延承接续结遗",
    needs=f"{TURNED_WORDS} 承接 接续 延续 续办 跨年 下 明 次 来",
)
COMPARED: Final = Entries(
    Entry(
        r"(?:[比较与同和跟]|相比|对比|相较|超过|低于)于?(?:去年|上一?年|往年|20\d\d年)",
        None,
        yes=("较去年", "与上年相比", "低于2019年"),
        no=("去年", "其中上年"),
    ),
    Entry("同比|环比", None, yes=("同比增长",), no=("对比分析",)),
)
# Up to a day, from the beginning on: 截至…累计.
CUMULATIVE: Final = Entries(Entry("累计", None, yes=("累计收到",), no=("合计",)))
UNTIL: Final = Entries(Entry("截[至止]", None, yes=("截至12月31日", "截止年底"), no=("至年底",)))

# --- whose -----------------------------------------------------------------------------------------------------------

# Group `level` where it may be the level of the report's own government.
WIDE: Final[Entries[Literal["level", "others"]]] = Entries[Literal["level", "others"]](
    Entry(
        "(?:全|我|本)(?P<level>[国省市区县州盟旗])(?!级)",
        "level",
        yes=("全市各部门", "我县"),
        no=("本市级", "全局"),
    ),
    Entry("全系统|全行业|系统内", "others", yes=("全系统",), no=("系统",)),
    Entry("各[级街镇乡县区市部单]", "others", yes=("各部门", "各镇街"), no=("各类", "各科室")),
    Entry("政府系统|全体(?:部门|单位)", "others", yes=("全市政府系统",), no=("平台系统",)),
    Entry("[街乡]镇|镇街", "others", yes=("乡镇",), no=("镇政府",)),
    Entry("区直|县直|市直", "others", yes=("市直部门",), no=("直接",)),
    Entry("下属|所属", "others", yes=("下属单位",), no=("属于",)),
)
# The whole label: whose, and not what.
ONLY_WIDE: Final = Entries(
    Entry(
        r"^(?:其中|全|各|本|我|所?有|[国省市区县州盟旗级镇街乡]|街道|行政机关|机关|部门|单位|政府|系统|其[他它余]|所属|下属|直属|直|年度?|共|计|总计|合计|为|达|[、和及与])++$",
        None,
        yes=("全区各部门", "各镇街、各部门共"),
        no=("全市法院", "各类"),
    ),
)
# A government's report may add up all its organs'.
OWN_LEVEL: Final = Entries(Entry("本级", None, yes=("市本级",), no=("本机关",)))
GOVERNMENT: Final = Entries(
    Entry("(?:[省市区县州盟旗]|人民政府)$", None, yes=("青川市人民政府", "青川市"), no=("档案局",)),
)
# An organ that does something to requests; group `type` is the end of its name, the rest stands before it.
NAMED: Final = Entries(
    Entry(
        r"(?P<type>街道办事处|办事处|街道|人民政府|政府办公室|政府办|管委会|委员会|办公室|分局|总队|支队|大队"
        r"|中心|政府|局|厅|镇|乡|部门|科室|单位)(?:已|共|全年|累计|合计|新|本年度?|年内|依法|总共|实际|直接|本级|[,、])*"
        r"(?:收到|新收|登记|接到|受理|接收|办结|答复|办理|处理|[制修]定|制发|印发|出台|废止|现行有效|作出|做出|实施|发生|被)",
        None,
        yes=("市水利局收到申请", "我局全年共收到", "市政府现行有效"),
        no=("本机关收到申请", "市水利局的申请"),
    ),
    begins="街办人政管委分总支大中局厅镇乡部科单",
)

# The organ itself; behind words on a wider circle it is meant alone.
OURSELVES: Final = Entries(
    Entry(
        "(?<![和与、])(?<!(?<!涉)及)[本我](?:机关|单位|部门|局(?![部面限])|办(?![法理])|委(?!托)|厅|院|站|所(?![有在属])|中心|镇|乡|街道"
        "|支队|大队|总队|管委会|公司)",
        None,
        yes=("本机关", "我局", "涉及本单位的"),
        no=("本年", "我市", "下属单位和本机关", "本办法"),
    ),
    Entry(
        "(?<![和与、])(?<!(?<!涉)及)(?:[局委厅办](?:机关|本级)|机关本[部级])",
        None,
        yes=("局机关", "机关本部"),
        no=("行政机关",),
    ),
    begins="本我局委厅办机",
)

# --- how it is stated ------------------------------------------------------------------------------------------------

# The number is a change, an average, or none in particular.
NO_COUNT: Final = Entries(
    Entry("增加|增长|增幅|上升|提高", None, yes=("较上年增加",), no=("新收",)),
    Entry("减少|下降|降低", None, yes=("下降",), no=("下达",)),
    Entry("同比|环比|[比较](?:去|上|往|同|20)", None, yes=("比上年", "较2019年"), no=("比例",)),
    Entry("[多少](?:了)?$", None, yes=("比本年多", "减少了"), no=("多次收到",)),
    Entry("[日月年人]均|平均", None, yes=("平均", "年均"), no=("均",)),
    Entry("责令|重新(?:作|答|办)", None, yes=("被责令", "重新答复"), no=("重新出具",)),
    Entry("约|每|至少|不少于", None, yes=("约收到", "每"), no=("收到",)),
    Entry("不得|应当|原则上|如果|之一", None, yes=("应当答复",), no=("已答复",)),
    needs="增 减 降 升 提高 比 较 多 少 均 责令 重新 约 每 不得 应当 原则 如果 之一",
)
PART: Final = Entries(
    Entry("其中", None, yes=("其中予以公开",), no=("中",)),
    Entry("包括|包含", None, yes=("包括",), no=("含",)),
)
# Nothing but this before a number: what it counts stands behind it.
NUMBER_FIRST: Final = Entries(
    Entry(
        r"^(?:其中|共|总?计|有|另|还|合计|包括|包含|含|剩|其?余|尚|仍|即|为|的|均|该|这|前述|全部|所有|累计|全年|年内|一年来|[今当本]年度?|20\d\d年度?|已|面?对|达到?|[、和及·以与])*$",
        None,
        yes=("", "其中", "另有", "剩余", "对", "本年度有"),
        no=("收到", "予以公开"),
    ),
)
# Between what is counted and its number: how the number was made sure of.
CHECKED: Final = Entries(
    Entry(
        "^[经据](?:初步|逐[件条]|认真|全面|汇总|登记|台账|系统|后台)*(?:统计|核对|核实|汇总|梳理|登记|核查|清点)(?:核对|核实|汇总)?后?$",
        None,
        yes=("经逐件登记核对", "据统计", "经梳理"),
        no=("经征求第三方意见", "经审核予以公开"),
    ),
    needs="经 据",
)
# Which files are open to whom, not what was asked for: 制发公文20件，主动公开12件、依申请公开5件.
ATTRIBUTES: Final = Entries(
    Entry(
        "(?:公文|发文|属性|(?<!规范性)文件)[^。;]{0,30}?(?:主动公开[^。;申]{0,16}?依申请公开|依申请公开[^。;申]{0,16}?(?:主动|不予)公开)",
        None,
        yes=(
            "制发公文20件,其中主动公开12件、依申请公开5件",
            "公开属性审查:主动公开37件,依申请公开",
        ),
        no=("主动公开信息90条,收到依申请公开5件", "制发规范性文件3件,主动公开"),
    ),
    needs="公文 发文 属性 文件",
)
# From one number to another: 由51件减少为45件. Only the second is this year's.
FROM: Final = Entries(
    Entry(
        r"[由从自][^,;由从自]{0,10}$",
        None,
        yes=("申请由上年的", "从2021年的"),
        no=("由本机关收到,",),
    ),
)
CHANGED_TO: Final = Entries(
    Entry(
        "^(?:增加|减少|上升|下降|增长|提高|降低|增|减|降|升|回落|变化|变|缩减|压缩|压降|压减|下滑|攀升|猛增|锐减)(?:至|到|为)(?:了)?",
        None,
        yes=("减少为", "降至2022年的"),
        no=("减少", "公开至"),
    ),
    needs="增 减 降 升 提高 回落 变 压缩 下滑",
)
# What it became, without what it was: 行政复议减少至2件.
BECAME: Final = Entries(
    Entry(
        "(?<=[^,;])(?:增加|减少|上升|下降|增长|提高|降低|增|减|降|升|回落|缩减|压缩|压降|压减|下滑|攀升|猛增|锐减)(?:至|到|为)了?$",
        None,
        yes=("申请减少至", "复议降到了"),
        no=("减少", "减少至", "减少到45件"),
    ),
    needs="增 减 降 升 提高 回落 压缩 下滑",
)
# Nothing but whose, of when: 全区各部门386件，本机关42件. What is counted was said before.
ELLIPTIC: Final = Entries(
    Entry(
        rf"^(?:其中|而|则|占|今年|上年度?|20\d\d年|{FILLER})*$",
        None,
        yes=("本机关", "上年", "其中我局"),
        no=("市水利局", "网上"),
    ),
)
# 分别: which number counts what is told elsewhere.
IN_TURN: Final = Entries(
    Entry("分别(?!作出|予以|给予)", None, yes=("分别为",), no=("区分", "分别作出予以公开"))
)
# Sentences without any of these need not be looked at.
WORTH: Final = Entries(
    Entry("申请", None, yes=("收到申请",), no=("请示",)),
    Entry("结转", None, yes=("结转下年",), no=("转办",)),
    Entry("复议|诉讼|被诉|维持|纠正", None, yes=("行政诉讼", "结果维持"), no=("维护",)),
    Entry("规范性文件|规章", None, yes=("规范性文件",), no=("规定",)),
    Entry("行政(?:许可|处罚|强制|事业)", None, yes=("行政处罚",), no=("行政机关",)),
    Entry("(?:许可|处罚)决定|强制措施", None, yes=("处罚决定",), no=("处罚力度",)),
    Entry("公开", None, yes=("予以公开",), no=("公布",)),
    Entry("答复|办结", None, yes=("已答复",), no=("办公",)),
    Entry("不掌握|另行制作|无法提供|不予处理", None, yes=("不掌握相关信息",), no=("掌握",)),
    Entry("收到|新收|受理", None, yes=("2022年收到45件",), no=("收入",)),
    Entry("其中|占", None, yes=("其中图解50条", "占25%"), no=("集中",)),
    Entry("办理结果|第三方|自然人", None, yes=("办理结果总计", "自然人5件"), no=("办理",)),
    Entry("[,(](?:包括|分别是|分别为)", None, yes=(",包括网站发布",), no=("还包括",)),
    begins="申结复诉被维纠规行许处强公答办不另无收新受其占第自,(",
)
