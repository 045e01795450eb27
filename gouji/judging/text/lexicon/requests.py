"""How requests are counted: received, carried in and over, concluded; outcomes, reasons, applicants, channels."""

from __future__ import annotations

from typing import Final, Literal

from gouji.judging.text.lexicon.entry import Entries, Entry
from gouji.judging.text.lexicon.pieces import (
    FILLER,
    LAST_YEAR,
    NEXT_YEAR,
    TURNED,
    TURNED_WORDS,
)

Answer = Literal["concluded", "answered", "handled"]
Applicant = Literal[
    "natural_person",
    "business",
    "research",
    "welfare",
    "legal_service",
    "legal",
    "organisations",
    "person",
]

# --- received --------------------------------------------------------------------------------------------------------

# Group `object` has what was received.
RECEIVED: Final = Entries(
    Entry("收到", None, yes=("全年共收到政府信息公开申请",), no=("收到征地类申请", "收取申请")),
    Entry("新收到?", None, yes=("新收申请", "本年新收到"), no=("收申请",)),
    Entry("接收到?", None, yes=("接收政府信息公开申请",), no=("接收投诉",)),
    Entry("接到", None, yes=("接到依申请公开件",), no=("接到热线",)),
    Entry("收件|接件", None, yes=("依申请公开件收件共", "全年接件"), no=("收文件", "直接办件")),
    Entry("收悉", None, yes=("收悉政府信息公开申请",), no=("知悉申请",)),
    Entry("受理", None, yes=("受理政府信息公开申请", "受理并办理申请"), no=("受理低保申请",)),
    Entry(
        r"(?:(?<![\u4e00-\u9fff])|(?<=[共已并和及、年局计关请理总文]))登记",
        None,
        yes=("登记政府信息公开申请", "共登记申请"),
        no=("不动产登记申请",),
    ),
    Entry("新增", None, yes=("申请新增",), no=("新增栏目",)),
    behind=rf"(?:[并和及、](?:受理|登记|收到|办理|处理))?(?P<object>(?:{FILLER}|申请人(?=[提递]))*)$",
    begins="收新接受登",
    needs="收到 新收 接收 接到 收件 接件 收悉 受理 登记 新增",
)
RECEIVING: Final = Entries(
    Entry("收到", None, yes=("收到征地类申请",), no=("收取费用",)),
    Entry("接到", None, yes=("接到热线",), no=("对接工作到位",)),
    Entry("受理", None, yes=("受理低保申请",), no=("办理低保申请",)),
)
# What was received this year, and not in the year before.
FRESH: Final = Entries(
    Entry("新[收增]", None, yes=("其中新收申请", "新增"), no=("收到申请",)),
    Entry("本年", None, yes=("本年收到申请", "本年度"), no=("上年结转",)),
)
# Among what was counted just before: 收到52件（其中上年结转4件）.
CARRIED_AMONG: Final = Entries(
    Entry(
        f"^[,(、·]*(?:其中|包括|包含|含)(?:有|了|本年[^,;。]{{0,12}},)?{LAST_YEAR}(?:的|度|未办结)*{TURNED}",
        None,
        yes=(",其中上年结转", "(含上年度结转"),
        no=(",上年结转", ",另有上年结转"),
    ),
)
# To whom they came says nothing of what is counted.
ADDRESSED: Final = Entries(
    Entry(
        "(?:申请人|群众|公众|公民|社会公众)?[向对](?!社会)[^,;]{1,14}?(?:提出|提交|递交)的?",
        None,
        yes=("申请人向本机关提交", "群众向县水务局提出"),
        no=("对申请人答复", "向社会公开提出"),
    ),
    Entry(
        "(?:通过(?:依申请公开|(?:政府)?信息公开|申请)(?:渠道|平台|方式|途径))?(?:提交|递交|送达?|寄|报)(?:至|到|给)[^,;的]{1,14}$|(?:递交|呈送)(?!的|申请|政府|信息)[^,;的]{2,14}$",
        None,
        yes=("提交至街道", "申请递交街道"),
        no=("提交申请", "递交申请"),
    ),
    Entry(
        "(?:提交|递交|送达?|寄|报送?)(?:至|到|给)[^,;的]{1,14}?的(?=政府信息|依申请|信息公开|申请)",
        None,
        yes=("递交到市教育局的政府信息公开申请",),
        no=("递交到窗口的材料",),
    ),
    Entry(
        "向(?!社会|申请人)[^,;的]{1,14}?(?=申请(?:公开|政府|信息))",
        None,
        yes=("向镇政府申请公开政府信息",),
        no=("向社会申请公开", "向本机关提交申请"),
    ),
    begins="申群公社向对提递送寄报呈通",
    needs="提出 提交 递交 送 寄 报 向",
)
# Nothing else before the verb: what else stands there may say that it was some of them only.
_ADVERBS: Final = (
    r"(?:一年来|以来|于|至|[~—]|依法|依规|依照|按规定|按照|规定|按[时期]|如期|及时|已|均|都|全部|规范|妥善|截[至止]|底|末|年|\d|月|日|在|法定|期限|时限"
    r"|之?内|本部|汇总|并|予以|作出|做出|实际|上年|今年|统计|据|由|直接|本级|登记|受理|收到|处理|办理|其中|同比|同时|期间|自|起|止|则|而|仍|也|另|行政|[:-])"
)
PLAINLY: Final = Entries(
    Entry(
        rf"^(?:[^,;]{{0,20}}?(?:局|办|委|街道|办事处|镇|乡|政府|机关|单位|院|厅|中心|会|站|所|队|部门|办公室))?(?:{FILLER}|{_ADVERBS})*$",
        None,
        yes=("2022年本局共", "截至年底已", "柳荫街道"),
        no=("经法律顾问审核后", "集中"),
    ),
)
# What others did.
HELP: Final = Entries(
    Entry("指导|督[促办查]|协助|配合", None, yes=("指导下属单位", "督促"), no=("导航",)),
    Entry("抽查|评查|检查|会商|培训", None, yes=("抽查", "组织会商"), no=("查询",)),
)
# Of all that was told before in the sentence.
TOTAL: Final = Entries(
    Entry(
        "[合共总]计|总共|一共|^共|相加|之和",
        None,
        yes=("合计", "共计", "总计", "共", "两项相加"),
        no=("公共", "均为"),
    ),
)
# Whoever it came to stands behind the number: 62件依申请公开件由街道受理.
RECEIVED_BY: Final = Entries(
    Entry(
        f"^(?:{FILLER})*(?:[由经][^,;。]{{1,12}}(?:受理|收到|登记|接收)|(?:提交|递交|送达?|寄)(?:至|到|给|我|本|$)"
        "|(?:进入|纳入|录入|登入)[^,;。]{1,12}(?:程序|流程|环节|台账|系统))",
        None,
        yes=(
            "依申请公开件由街道受理",
            "政府信息公开申请提交至街道",
            "申请进入本机关办理程序",
            "申请录入办理台账",
        ),
        no=("申请由街道答复", "申请递交的材料"),
    ),
)
# The whole label counts requests, without a verb.
REQUESTS_ONLY: Final = Entries(
    Entry(
        rf"^(?:{FILLER}|上年度?|今年|20\d\d年|从|来?看|总体|保持在?|维持在?|稳定|平稳|[较低高]位?|低水平|高水平|一年来|相加|之和)*$",
        None,
        yes=("政府信息公开申请数量共计", "依申请公开", "政府信息公开申请数量保持在低位共"),
        no=("征地类申请", "申请人"),
    ),
)
# What was published on request may be meant: 依申请公开42件.
PUBLISHED: Final = Entries(
    Entry(
        "依申请公开(?:的|政府|政务|信息|事项|件|[共总合计为有:])*$",
        None,
        yes=("依申请公开", "依申请公开政府信息共"),
        no=("依申请公开申请", "政府信息公开申请"),
    ),
)
# Behind a number: 收到8份政府信息公开申请.
REQUESTS_BEHIND: Final = Entries(
    Entry(f"^(?:{FILLER})*?申请", None, yes=("政府信息公开申请",), no=("征地类申请", "来信")),
    Entry(
        f"^(?:书面|网[上络]|线[上下]|当面|信函|邮寄|现场|窗口)[、和及与](?:书面|网[上络]|线[上下]|当面|信函|邮寄|现场|窗口)(?:{FILLER})*?申请",
        None,
        yes=("书面及网络政府信息公开申请",),
        no=("书面申请", "网上申请及现场申请"),
    ),
)
# Behind a number whose object stands before the verb: 申请方面，收到8件均已答复.
NOTHING_BEHIND: Final = Entries(
    Entry("^$", None, yes=("",), no=("来信",)),
    Entry("^[均已全都其并占、和及与+]", None, yes=("均已答复", "、"), no=("群众来信",)),
)
# What may stand between 收到 and its number if its object stands elsewhere.
NO_OBJECT: Final = Entries(
    Entry("^[的了·、共计为有到过数量总]*$", None, yes=("", "共计", "数量为"), no=("信息", "材料")),
)
CHANNELS: Final = Entries(
    Entry("网[上络站]|互联网|线[上下]", None, yes=("网上申请", "线下提交"), no=("申请",)),
    Entry("信函|邮[寄件政箱]|来信|传真", None, yes=("信函申请", "电子邮件"), no=("书信",)),
    Entry("当面|现场|窗口|口头|来访", None, yes=("当面提交",), no=("方面",)),
    Entry(
        "书面|电子|平台|(?:申请|公开|网络|管理|办理)系统|系统(?=提|申)",
        None,
        yes=("书面申请", "省平台", "依申请公开系统"),
        no=("水平", "全系统", "教育系统"),
    ),
    Entry("渠道|方式", None, yes=("其他渠道",), no=("形式",)),
)

# In whatever way: 未收到书面、网络等形式的申请.
ANY_CHANNEL: Final = Entries(
    Entry(
        "(?:通过|以)?(?:(?:网[上络站]|书面|当面|信函|邮[件寄箱政]|电子邮[件箱]|线[上下]|现场|窗口|传真|口头|平台)[、和及或]?){1,8}+"
        "等?(?:各[种类]|多种)?(?:渠道|方式|途径|形式)(?:提出|提交)?的?",
        None,
        yes=("书面、网络等形式的", "通过信函方式提交的"),
        no=("网上申请",),
    ),
    needs="渠道 方式 途径 形式",
)

# Not taken in; and of those received, those that were.
REFUSED: Final = Entries(
    Entry("(?:不予?|未予?)(?:受理|登记)", None, yes=("不予受理",), no=("受理",)),
)
# Whichever way they came: 通过网站、信函等方式. As one channel beside others it counts some only.
ALL_CHANNELS: Final = Entries(
    Entry(
        r"(?:通过|以|经由?|采[取用]|利用)?[^,;以]{0,30}?(?:等|各[种类]?|多种|不同|[两二三四五六\d][种类条大])[^,;以等各多不]{0,6}?(?:渠道|方式|途径|形式)"
        "(?:提出|提交)?的?",
        None,
        yes=("通过网站、信函等方式", "通过各类渠道", "当面、信函等方式提交的"),
        no=("通过网络渠道", "通过信函方式"),
    ),
    Entry(
        "(?:(?:网[上络站]|书面|当面|信函|邮[件寄箱政]|电子邮[件箱]|线[上下]|现场|窗口|传真|平台)(?:申请|提交)?[、和及]?){1,8}+"
        "等(?:各[种类]|多种)",
        None,
        yes=("网上申请、书面申请等各类", "网络、书面等各类"),
        no=("网上申请等",),
    ),
    Entry(
        "(?:通过|经由?)?(?:线上、?线下|网上网下)(?:各|两[种个条]|双)?(?:渠道|方式|途径)",
        None,
        yes=("线上线下渠道", "通过线上、线下两种方式"),
        no=("线上渠道",),
    ),
    Entry(
        "[由从以通](?:过)?(?:上述|以上|前述)(?:各[类种]?)?(?:渠道|方式|途径|形式)",
        None,
        yes=("由上述渠道", "通过上述方式"),
        no=("通过网上渠道",),
    ),
    Entry(
        "(?:通过|经由?)[^,;、等共]{2,12}、[^,;、等共]{2,12}[、及和与][^,;、等共向收提递]{2,8}(?:(?:提出|提交|递交)的?|(?=向|收到|接收))",
        None,
        yes=("通过电子邮箱、快递、现场递交的", "经省级平台、邮政快递及窗口向"),
        no=("通过网络、信函提交的", "通过网站提交的"),
    ),
)

# --- carried in and over ---------------------------------------------------------------------------------------------

CARRIED_IN: Final = Entries(
    Entry(
        rf"{LAST_YEAR}(?:的|尚?未办结|末|底|度|而|跨年度?)*、?{TURNED}(?:至|到|入)?(?:[本今当]年度?)?(?:继续)?(?:办理|答复)?(?:尚?未(?:办结|完成|答复)的?)?",
        None,
        yes=(
            "上年结转",
            "上年度遗留未办结的申请",
            "上年度结转政府信息公开申请",
            "去年未办结转入本年继续办理",
            "上年末未办结而转入本年",
        ),
        no=("结转下年", "上年收到申请"),
    ),
    Entry(
        f"(?:承接|接续|延续|续办){LAST_YEAR}(?:的|末|尚?未办结)*",
        None,
        yes=("承接上年度未办结申请",),
        no=("承接省级下放事项",),
    ),
    Entry(
        f"{TURNED}(?:自|的)?(?:上一?年度?|去年)",
        None,
        yes=("结转自上年度", "结转的去年申请"),
        no=("结转至下年度",),
    ),
    Entry(
        f"{LAST_YEAR}跨年度?(?:办理|答复|处理)",
        None,
        yes=("上年跨年度办理的申请",),
        no=("上年办理的申请", "跨年办理"),
    ),
    Entry(f"年初{TURNED}", None, yes=("年初结转申请",), no=("年初收到", "年末结转")),
    Entry(
        f"(?:由|从|自){LAST_YEAR}{TURNED}(?:而来|来)?",
        None,
        yes=("由上年结转而来",),
        no=("由上级转来",),
    ),
    Entry(
        f"{TURNED}(?:至|到|入)?(?:[本今当]年度?)(?:继续)?(?:办理|答复|处理)?",
        None,
        yes=("申请结转至本年办理",),
        no=("结转至下年办理", "上年结转"),
    ),
    behind=f"(?:{FILLER})*$",
    needs=f"{TURNED_WORDS} 承接 接续 延续 续办 跨年",
)
# All of them, those carried in and this year's: 连同上年结转，共52件.
CARRIED_WITH_ALL: Final = Entries(
    Entry(
        rf"(?:连同|加上|算上|包括|包含|含)[^,;]{{0,12}}{TURNED}[^,;]{{0,12}}?(?:[共合总]计|总共|一共|共)[有为达]*$",
        None,
        yes=("连同上年结转共", "加上上年结转的申请合计"),
        no=("上年结转共", "连同上年结转的"),
    ),
    Entry(
        rf"新收(?:到的?)?(?:和|与|及|以及|、){{1,2}}(?:上年)?{TURNED}的?(?:{FILLER})*$",
        None,
        yes=("新收和结转的政府信息公开申请共", "新收及上年结转申请合计"),
        no=("新收申请和上年结转",),
    ),
    needs=TURNED_WORDS,
)
CARRIED_OVER: Final = Entries(
    Entry(
        rf"(?:{TURNED}|转|顺延|延至|延续|留待|移)(?:至|到|入|往|于)?{NEXT_YEAR}",
        None,
        yes=("结转下年度继续办理", "顺延至下一年度", "转下年"),
        no=("结转本年", "转本年"),
    ),
    Entry(f"{NEXT_YEAR}{TURNED}", None, yes=("下年度结转",), no=("上年度结转",)),
    Entry(
        r"(?:截至)?年(?:底|末)(?:尚)?未办结", None, yes=("截至年底尚未办结",), no=("年底已办结",)
    ),
    Entry("尚未办结", None, yes=("尚未办结的申请",), no=("已办结",)),
    Entry("未办结", None, yes=("未办结",), no=("办结",)),
    Entry("未结(?!案)", None, yes=("未结", "尚未结的申请"), no=("未结案", "办结")),
    Entry(f"年[末底]{TURNED}", None, yes=("年末结转",), no=("年初结转", "年末办结")),
    Entry("待办结", None, yes=("待办结申请",), no=("办结",)),
    Entry("正在办理中?", None, yes=("正在办理中",), no=("办理",)),
    Entry("在办", None, yes=("在办申请",), no=("办理",)),
    Entry("尚在办理中?", None, yes=("尚在办理中",), no=("办理中",)),
    behind=rf"(?:度|继续|再|办理|答复|处理|待办|中)*(?:{FILLER})*$",
    needs=f"{TURNED_WORDS} 下 次年 明年 来年 办结 未结 在办",
)
# Whereto is said behind the number, or not at all.
TURNED_ONLY: Final = Entries(
    Entry(TURNED, None, yes=("结转", "结转政府信息公开申请"), no=("结转下年", "办结")),
    behind=f"(?:{FILLER})*$",
    needs=TURNED_WORDS,
)
TO_THIS_YEAR: Final = Entries(
    Entry("^[至到]本年", None, yes=("至本年办理",), no=("至下年办理", "本年")),
)
TO_NEXT_YEAR: Final = Entries(
    Entry(f"^[至到入]?{NEXT_YEAR}", None, yes=("至下年度办理", "下年"), no=("至本年", "继续")),
)

# Before a number whose rest says that it is still open: 剩余4件将在法定期限内答复.
REMAINING: Final = Entries(
    Entry("剩|余", None, yes=("剩余", "其余"), no=("其他",)),
    Entry("[尚仍还]有", None, yes=("尚有", "还有"), no=("有",)),
    Entry("另有", None, yes=("另有",), no=("另",)),
)
STILL_OPEN: Final = Entries(
    Entry(
        "^(?:政府信息公开|依申请公开)?(?:申请)?(?:因|目前)?(?:未(?:到|届|办|答|超)|尚[未在处]|仍[未在处]|将|正在|处于|在(?:办|法定|规定|期限)|待)",
        None,
        yes=("将在法定期限内答复", "申请未到法定答复期限", "正在办理"),
        no=("予以公开", "涉及征地"),
    ),
    Entry(
        rf"^(?:政府信息公开|依申请公开)?(?:申请)?(?:均|已|按规定)?(?:{TURNED}|顺延|延至|转(?![由办来送交给])|留待)",
        None,
        yes=("结转下年", "转入下一年度"),
        no=("不予处理", "转由本机关办理"),
    ),
)

# --- concluded -------------------------------------------------------------------------------------------------------

CONCLUDED: Final[Entries[Answer]] = Entries[Answer](
    Entry("办结", "concluded", yes=("办结政府信息公开申请", "已办结"), no=("办结信访",)),
    Entry("办理完毕", "concluded", yes=("办理完毕的申请",), no=("办理完的信访",)),
    Entry("办理完结", "concluded", yes=("办理完结",), no=("完结",)),
    Entry("办理结果", "concluded", yes=("本年度办理结果",), no=("办理结果为予以公开",)),
    Entry("办毕", "concluded", yes=("办毕申请",), no=("毕业申请",)),
    Entry("办复", "answered", yes=("办复申请",), no=("批复申请",)),
    Entry("答复", "answered", yes=("按时答复申请", "答复完毕"), no=("答复书", "答复咨询")),
    Entry("回复", "answered", yes=("回复政府信息公开申请",), no=("回复留言",)),
    Entry("处理", "handled", yes=("共处理政府信息公开申请",), no=("处理投诉",)),
    Entry("办理", "handled", yes=("办理申请答复",), no=("办理许可", "申请")),
    behind=(rf"(?:完毕|完成|结束|并答复|和答复)?(?:{FILLER})*+(?:答复|办结|办理)?(?:{FILLER})*+$"),
    needs="办结 办理 办毕 办复 答复 回复 处理",
)
# Somewhere in the words before a number.
DONE: Final = Entries(
    Entry("办结|办理完毕|办复", None, yes=("办结各类申请",), no=("办理申请",)),
)
# Words on requests that count something else: pages, persons, kinds of requests.
NO_REQUEST: Final = Entries(
    Entry(
        "类[^,;]{0,4}申请|申请[表书材条补]|咨询|指导|抽查|公开信息",
        None,
        yes=("征地类申请", "申请书"),
        no=("申请",),
    ),
    Entry("补正|告知|答复书|文书|期限|工作日", None, yes=("补正告知", "答复书"), no=("答复",)),
    Entry(
        "撤[回销]|沟通|会商|[评复审]查|审核|合并|并案|重复|[相雷]同|疑难|典型|延期|逾期",
        None,
        yes=("撤回申请", "合并答复"),
        no=("办理申请",),
    ),
    Entry("上级|下级|其[他它]|有关部门|转[办送来]|移送", None, yes=("上级转办",), no=("本级",)),
)
# The words before a number end in requests, whatever is said before of them.
ENDS_IN_REQUESTS: Final = Entries(
    Entry(
        f"(?:信息公开的?申请|依申请公开|公开信息的?申请)(?:{FILLER}){{0,16}}$",
        None,
        yes=("办理政府信息公开申请共", "接诉依申请公开件"),
        no=("疑难申请", "依申请公开答复书"),
    ),
)
# Before the verb: 延期答复, 当场答复, 补正后答复 are some of the answers only.
SOME_ANSWERS: Final = Entries(
    Entry("延期|逾期|超期|延长", None, yes=("延期",), no=("按期",)),
    Entry("提前|即时|当[日天]|日内", None, yes=("当日", "20个工作日内"), no=("按时", "年内")),
    Entry("当场|当面|口头|一次", None, yes=("当场",), no=("依法",)),
    Entry(
        "电话|网[上络站]|线[上下]|邮[寄件政]|快递|信函|传真|短信|微信|电子|书面|纸质|现场|窗口|平台",
        None,
        yes=("通过邮寄", "作出书面", "线下"),
        no=("通过规范程序",),
    ),
    Entry(
        "补正|第三方|转(?![由交](?:[本我]|[局委厅办]机关|街道|[镇乡]政府))|合并|实际",
        None,
        yes=("补正后", "合并"),
        no=("登记后",),
    ),
    Entry("工作日|个月|以[上内下]", None, yes=("10个工作日以上",), no=("以书信",)),
    Entry("将|责令|重新|再次|被", None, yes=("将在法定期限内", "被责令重新"), no=("已",)),
    Entry("(?<!信息)(?<!申请)公开$", None, yes=("公开",), no=("公开申请", "政府信息公开")),
    Entry("未|不|拒绝|同意", None, yes=("未按期", "同意"), no=("已按期",)),
    Entry("其[他它]", None, yes=("其他",), no=("全部",)),
    Entry(
        "新收|收到的|收的|[当本]年收到|当年(?:申请|受理|收)",
        None,
        yes=("对新收申请", "对收到的", "当年收到当年", "当年申请当年"),
        no=("共收到申请",),
    ),
)
ALREADY_ANSWERED: Final = Entries(
    Entry(
        r"(?:上一?年度?|去年)(?:结转|转结)[^。;]{0,14}(?:也|已|均|全部)[^。;\d]{0,8}(?:办结|答复|办理)(?:完毕)?(?=[,;。)]|$)",
        None,
        yes=("上年结转的3件也已全部办结。", "去年结转1件,均已答复"),
        no=("上年结转1件,办结39件", "上年结转1件尚未办结"),
    ),
)
WITH_CARRIED: Final = Entries(
    Entry(
        r"(?:含|包括|其中|加上|连同|及|和|与|另)[^。;]{0,14}(?:上一?年度?|去年|往年)(?:的|度|未办结)*(?:结转|转结|遗留|转入)",
        None,
        yes=("收到申请43件(含上年结转1件)", "加上去年结转的1件"),
        no=("收到申请43件,上年结转1件", "含自然人40件"),
    ),
)

# --- all of them -----------------------------------------------------------------------------------------------------

# 均, 全部: what follows holds for all that were counted last.
ALL: Final = Entries(
    Entry("(?<![平月年日])均", None, yes=("均予以公开",), no=("平均",)),
    Entry(
        "全部|全都|悉数|[都皆](?=[已为是予按在不无])",
        None,
        yes=("全部办结", "都已办结"),
        no=("都市",),
    ),
)
# Behind them: that all are concluded.
ALL_CONCLUDED: Final = Entries(
    Entry(
        "^(?:已|在|于|按时|按期|如期|按|及时|依法|依规|妥善|规范|法律|法定|规定|的|(?:答复|办理|工作)?(?:期限|时限|时间)|之内|内|予以"
        "|作出|做出|进行|给予|得到|了|全部|当?年|其)*+"
        "(?:(?:答复|办结|办复|办毕|回复)(?:完毕|完成|了)?(?:申请人)?|办理(?:完毕|完结|完成|答复))$",
        None,
        yes=("已办结", "按时办结", "已答复申请人", "已在法定期限内予以答复", "已办理完毕"),
        no=("已登记受理", "按规定办理", "作出不予公开答复"),
    ),
)
# What says so with a share, of those told before it in the sentence.
ALL_DONE: Final = Entries(
    Entry(
        "(?:^|[^时期])办结率(?:均|都|已)?(?:达到?|为|是|:)?(?:百分之百|100%)",
        None,
        yes=("办结率为100%", "办结率达到100%"),
        # 答复率100% is also said where the rest is not due.
        no=("按时办结率100%", "办结率为98%", "答复率100%"),
    ),
)
# All of those that were due by then.
IN_TIME: Final = Entries(
    Entry("按[时期]|如期|及时", None, yes=("按时办结",), no=("已办结",)),
    Entry("[期时]限|时间", None, yes=("在法定期限内答复",), no=("已答复",)),
)
# Before 均: what it is about is some only, or no request.
NOT_ALL: Final = Entries(
    Entry(
        "其余|其[他它]|除|到期|办结的|答复的|应当?|其中|符合|属于|对于|涉及|复议|诉讼|信访|建议|提案|工单|来[信电访]|咨询|留言|公开内容|(?<!政府)(?<!政务)信息(?!公开)|文件",
        None,
        yes=("到期的申请", "应公开的信息"),
        no=("申请", "政府信息公开申请"),
    ),
)
# Before 均 where no number stands before: all requests.
EVERY_REQUEST: Final = Entries(
    Entry(
        f"(?:所有|各类|全部|收到|受理|年度内?|[年内的])(?:{FILLER}){{0,20}}+(?<=申请)已?$",
        None,
        yes=("本年度所有政府信息公开申请", "年度内申请", "收到的申请"),
        no=("征地类申请", "未收到申请书"),
    ),
)

# Before 均 where no number stands before: those whose requests they are.
EVERY_APPLICANT: Final = Entries(
    Entry(
        f"^(?:{FILLER}){{0,12}}申请(?:人|主体)(?:的?(?:身份|类型|类别|性质))?$",
        None,
        yes=("政府信息公开申请人", "本年度申请主体类型"),
        no=("撤回的申请人", "申请人提交的材料"),
    ),
)
# A year, and nothing else: what is counted stands elsewhere in the sentence.
ONLY_THIS_YEAR: Final = Entries(
    Entry("^[本今]年度?[为有共是达]*$", None, yes=("本年", "今年为"), no=("上年", "本年收到")),
)

# --- outcomes --------------------------------------------------------------------------------------------------------

# The group of table 3's rows.
OUTCOMES: Final = Entries(
    Entry(
        "(?<!不)(?<!部分)(?<!第三方)(?<!权[利益]人)(?:予以|同意|准予|给予|全部|完全|全面)公开",
        "granted",
        yes=("予以公开", "同意公开的", "全部公开"),
        no=("不予以公开", "不同意公开", "主动公开", "第三方同意公开"),
    ),
    Entry(
        "(?<=向申请人)(?:全部|完整)?公开(?!部分)",
        "granted",
        yes=("均向申请人公开了相关信息",),
        no=("向社会公开", "向申请人不予公开"),
    ),
    Entry("(?<=和)公开$", "granted", yes=("部分公开和公开",), no=("公开", "和公开的")),
    Entry(
        "部分(?:予以|同意)?公开",
        "partial",
        yes=("以部分公开方式答复", "部分予以公开"),
        no=("全部公开",),
    ),
    Entry("区分处理", "partial", yes=("区分处理后提供",), no=("分别处理",)),
    Entry("不予以?公开", "denied", yes=("不予公开", "不予以公开"), no=("予以公开",)),
    Entry(
        "(?<!第三方)(?<!权利人)(?<!权益人)不同意公开",
        "denied",
        yes=("不同意公开",),
        no=("同意公开", "因第三方不同意公开"),
    ),
    Entry("不宜公开", "denied", yes=("不宜公开",), no=("应当公开",)),
    Entry("免予公开", "denied", yes=("免予公开",), no=("准予公开",)),
    Entry("(?:无法|不能|未能)提供", "unable", yes=("无法提供", "本机关不能提供"), no=("提供信息",)),
    Entry("不予以?处理", "not_processed", yes=("不予处理",), no=("予以处理",)),
    Entry("其[他它](?:方式|情形|类)?处理", "other", yes=("其他处理", "其他方式处理"), no=("其他",)),
    begins="予同准给全完公部区不免无能未其",
)
AFTER_OUTCOME: Final = Entries(
    Entry(
        rf"^(?:方式|答复|处理|办理|决定|告知|作出|含|包括|申请人|并|送达|占|[“”‘’\"]|{FILLER})*$",
        None,
        yes=("方式答复的申请", "", "”", "占"),
        no=("的征地类信息", "信件"),
    ),
)
# 公开（含部分公开）: both together.
WITH_PARTIAL: Final = Entries(
    Entry("公开[^,;]{0,6}[含括]部分公开", None, yes=("公开类答复含部分公开",), no=("部分公开",)),
)
OTHER_OUTCOME: Final = Entries(
    Entry(
        r"^[、和及·]*其[他它](?:情形|情况|原因|类)?(?:的|共|为|有|:)*$",
        "other",
        yes=("其他", "、其他情形共"),
        no=("其他组织", "其他渠道"),
    ),
)
# Plain 公开 beside other outcomes: 公开20件，不予公开2件.
PLAIN_DISCLOSED: Final = Entries(
    Entry(
        "^(?:答复|决定|依法|:)*公开的?$",
        None,
        yes=("公开", "答复公开"),
        no=("主动公开", "公开信息"),
    ),
)
# The row of table 3.
REASONS: Final = Entries(
    Entry("国家秘密", "denied.state_secret", yes=("属于国家秘密",), no=("商业秘密",)),
    Entry(
        "法律、?(?:行政)?法规禁止",
        "denied.prohibited_by_law",
        yes=("法律、行政法规禁止公开", "法律法规禁止公开"),
        no=("法律规定",),
    ),
    Entry(
        "三安全一稳定",
        "denied.security_and_stability",
        yes=("危及三安全一稳定",),
        no=("社会稳定",),
    ),
    Entry(
        "第三方(?:的)?(?:合法)?权益",
        "denied.third_party",
        yes=("保护第三方合法权益",),
        no=("第三方评估",),
    ),
    Entry("内部事务", "denied.internal_affairs", yes=("三类内部事务信息",), no=("内部管理",)),
    Entry("过程性", "denied.deliberative", yes=("四类过程性信息",), no=("过程公开",)),
    Entry("执法案卷", "denied.enforcement_file", yes=("行政执法案卷",), no=("执法检查",)),
    Entry("行政查询", "denied.administrative_query", yes=("属于行政查询事项",), no=("查询档案",)),
    Entry("(?:不|未)掌握", "unable.not_held", yes=("本机关不掌握相关政府信息",), no=("掌握情况",)),
    Entry(
        "现成信息|另行制作",
        "unable.must_be_created",
        yes=("没有现成信息需要另行制作",),
        no=("现有信息",),
    ),
    Entry(
        "补正后.{0,8}不明确",
        "unable.still_unclear",
        yes=("补正后申请内容仍不明确",),
        no=("补正后答复",),
    ),
    Entry(
        "信访、?(?:举报|投诉)(?:、?(?:投诉|举报))?|信访类",
        "not_processed.petition",
        yes=("信访举报投诉类申请", "信访类"),
        no=("信访", "举报"),
    ),
    Entry("重复申请", "not_processed.duplicate", yes=("重复申请",), no=("重复提交",)),
    Entry("公开出版物", "not_processed.publication", yes=("要求提供公开出版物",), no=("出版物",)),
    Entry(
        "大量、?反复", "not_processed.excessive", yes=("无正当理由大量反复申请",), no=("大量申请",)
    ),
    Entry("重新出具", "not_processed.reissue", yes=("要求重新出具",), no=("出具证明",)),
    Entry(
        "逾期(?:未|不)补正", "other.correction_overdue", yes=("申请人逾期不补正",), no=("按期补正",)
    ),
    Entry(
        "逾期未.{0,8}缴", "other.fee_overdue", yes=("逾期未按收费通知要求缴纳",), no=("按期缴纳",)
    ),
    begins="国法三第内过执行不未现另补信重公大逾",
)
# Where no outcome was told before, a reason is one only with these words.
BELONGING: Final = Entries(
    Entry("^(?:其中|因)?属于", None, yes=("属于国家秘密",), no=("国家秘密",))
)
# Behind an outcome: what is in it, or why the next ones ended otherwise. 部分公开8件，涉及过程性信息2件.
WITHIN: Final = Entries(
    Entry(
        "^(?:因|其)?(?:涉及?|含)", None, yes=("涉及过程性信息", "因涉及"), no=("属于过程性信息",)
    ),
)
# With these words a reason's name says what an office did, not why it did not disclose.
NOT_A_REASON: Final = Entries(
    Entry("收到|受理|接到", None, yes=("收到重复申请",), no=("重复申请",)),
    Entry("办理|答复|征求", None, yes=("征求第三方权益人意见",), no=("第三方合法权益",)),
    Entry("开展|查处|培训", None, yes=("开展国家秘密保护",), no=("属于国家秘密",)),
    Entry(
        "(?<!申请)内容|遮[盖蔽挡]|隐去|区分|删[除减]",
        None,
        yes=("涉及国家秘密的内容", "遮盖后公开"),
        no=("补正后申请内容仍不明确",),
    ),
)

# --- applicants ------------------------------------------------------------------------------------------------------

# A column of table 3; `legal` all but natural persons, `person` natural persons or everyone (公民).
APPLICANTS: Final[Entries[Applicant]] = Entries[Applicant](
    Entry("自然人", "natural_person", yes=("自然人申请",), no=("公民",)),
    Entry("企业|公司", "business", yes=("商业企业", "企业申请", "公司"), no=("行业",)),
    Entry("科研机构", "research", yes=("科研机构",), no=("机构",)),
    Entry("公益组织", "welfare", yes=("社会公益组织",), no=("社会组织",)),
    Entry(
        "法律服务机构|律师事务所|律所",
        "legal_service",
        yes=("法律服务机构", "律师事务所"),
        no=("法律服务",),
    ),
    Entry("法人", "legal", yes=("法人申请",), no=("自然人",)),
    Entry("其[他它]组织", "organisations", yes=("法人或其他组织",), no=("公益组织",)),
    Entry("(?<![本我])单位", "legal", yes=("单位申请",), no=("本单位",)),
    Entry("公民", "person", yes=("公民、法人",), no=("居民",)),
    Entry("个人", "person", yes=("个人申请",), no=("每人",)),
)
APPLICANTS_ONLY: Final = Entries(
    Entry(
        rf"^中?(?:其中|均|新收(?=政府|依申请|申请|信息|的)|属于?|系|由|的主体|申请中|为主|居多|提起|占|名义|身份|包括|包含|公司|申请主体中?|律师事务所|律所|单位|申请人|{FILLER})*$",
        None,
        yes=("其中自然人申请", "由法人或其他组织提出", "申请人为自然人的", "由自然人提起"),
        no=("商业秘密", "自然人因征地"),
    ),
)
APPLICANT: Final = ("申请人", "申请主体")
# Those applicants that were not named before.
OTHER_APPLICANTS: Final = Entries(
    Entry(
        "^[、和及与]?(?:[为系由]|属于?|来自)?(?:社会团体等)?(?:其[他它余](?:各类|社会)?(?:组织|单位|机构|主体|申请人|类)?|社会组织等?)"
        "(?:提出|提交|申请)?的?(?:申请)?(?:共|为|有)?$",
        None,
        yes=(
            "其他",
            "和社会团体等其他组织",
            "其余组织申请",
            "其他组织",
            "其他的",
            "和其他申请",
            "为其他组织的",
            "社会组织等",
        ),
        no=("法人或其他组织", "其他渠道"),
    ),
    Entry(
        "^(?:(?:科研机构|社会组织|社会团体|社会公益组织|公益组织|律师事务所|法律服务机构|事业单位|村委会|居委会|其[他它]组织)[、和及]?){2,}等(?:其[他它]组织)?的?(?:申请)?$",
        None,
        yes=("科研机构、社会组织、律师事务所等",),
        no=("科研机构", "科研机构、社会组织", "社会组织等"),
    ),
)
# With the applicant behind the number: 收到8件自然人申请.
APPLICANT_BEHIND: Final = Entries(
    Entry("^(?:自然人|法人)", None, yes=("自然人申请", "法人申请"), no=("申请", "的自然人")),
)
