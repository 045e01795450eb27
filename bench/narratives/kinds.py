"""What narratives of annual reports say of requests, disputes, documents and decisions, in many wordings.

A field is a figure of the report (`{new}`), or something that no table has; see `told.Telling`. `#` is a
counter. `first` and `second` are two banks of the same kind, so that whoever mends by one can measure with the other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from gouji.verdict import Severity

Values = Mapping[str, int]

REQUESTS: Final = ("件", "件", "件", "件", "宗", "份", "条")
CASES: Final = ("件", "件", "件", "起", "宗")
DOCUMENTS: Final = ("件", "件", "份", "个")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of statement.

    `sections`: where it may stand. `keep`: what the tables are reduced to, by names in `bench.narratives.told.KEPT`.
    `when`: what must be true of the report. `against`: what makes the words untrue, without any number changed;
    `about`: the figures that they are about. `tells`: the least severity of a finding that tells a wrong number;
    None: no number of it is a table's, nothing is changed.
    """

    name: str
    first: tuple[str, ...]
    second: tuple[str, ...]
    sections: tuple[int, ...] = (1, 1, 1, 3)
    counters: tuple[str, ...] = REQUESTS
    keep: tuple[str, ...] = ()
    when: Callable[[Values], bool] = lambda _: True
    against: Callable[[Values], bool] | None = None
    about: tuple[str, ...] = ()
    tells: Severity | None = "warning"


# --- requests ----------------------------------------------------------------------------------------------------

_RECEIVED: Final = (
    Kind(
        "received",
        (
            "{year}年，{we}共收到政府信息公开申请{new}#。",
            "全年共受理依申请公开{new}#，均严格按照规定程序办理。",
            "本年度新收政府信息公开申请{new}#。",
            "{year}年度{we}收到公民、法人和其他组织提出的政府信息公开申请{new}#，较好保障了公众知情权。",
            "依申请公开方面，{we}全年接收申请{new}#。",
            "{we}坚持依法办理依申请公开，规范登记、审核、答复等环节，全年收到申请{new}#。",
        ),
        (
            "一年来，{we}收到依申请公开政府信息{new}#。",
            "{year}年1月1日至12月31日，{we}新收到政府信息公开申请{new}#。",
            "今年以来，{we}累计收到依申请公开申请{new}#，无一超期。",
            "本年度，申请人向{we}提交政府信息公开申请共计{new}#。",
            "{we}本年收到的政府信息公开申请数量为{new}#。",
            "畅通受理渠道，耐心做好沟通，全年办理政府信息公开申请登记{new}#。",
        ),
    ),
    Kind(
        "received through channels",
        (
            "{year}年，{we}通过网络、信函、当面等渠道共收到政府信息公开申请{new}#。",
            "全年通过依申请公开系统、邮寄等方式收到政府信息公开申请{new}#。",
            "{we}以在线申请、邮政寄送、现场提交等形式收到申请人提出的信息公开申请{new}#。",
            "通过政府网站、来信来访等途径，全年受理政府信息公开申请{new}#。",
        ),
        (
            "{year}年经由网上平台、挂号信等多种途径，{we}收到依申请公开申请合计{new}#。",
            "群众通过邮件、窗口等方式向{we}提出政府信息公开申请{new}#。",
            "借助“互联网+政务服务”平台和线下窗口，{we}全年共收到政府信息公开申请{new}#。",
            "在受理渠道上实行线上线下并行，共收到网络、书面等各类政府信息公开申请{new}#。",
        ),
    ),
    Kind(
        "received, after a wider scope",
        (
            "{year}年全区各部门共收到政府信息公开申请{~big}#，其中本机关收到{new}#。",
            "全市各级行政机关收到政府信息公开申请{~big}#，{we}收到{new}#。",
            "全系统共受理依申请公开{~big}#，局机关本级受理{new}#。",
        ),
        (
            "全县{~}个乡镇（街道）和部门共收到申请{~big}#；{we}新收政府信息公开申请{new}#。",
            "{year}年，全市共收到政府信息公开申请{~big}#，涉及{we}的有{new}#，均由{we}办理。",
            "全区各部门收到申请{~big}#、本机关{new}#。",
        ),
    ),
    Kind(
        "several years in one sentence",
        (
            "{last}年收到政府信息公开申请{~}#，{year}年收到{new}#。",
            "近年来申请量变化较大，{last}年、{year}年分别收到政府信息公开申请{~}#、{new}#。",
            "{year}年收到政府信息公开申请{new}#，{last}年为{~}#。",
        ),
        (
            "{we}政府信息公开申请量{last}年为{~}#，{year}年为{new}#。",
            "上年度收到政府信息公开申请{~}#，本年度收到{new}#。",
            "与{last}年收到的{~}#相比，{year}年{we}收到政府信息公开申请{new}#。",
        ),
    ),
    Kind(
        "from … to …",
        (
            "政府信息公开申请由上年的{+d:new}#减少为{new}#。",
            "{year}年收到政府信息公开申请{new}#，比上年减少{~}#。",
            "全年收到政府信息公开申请{new}#，较上年的{+d:new}#减少{=d}#。",
        ),
        (
            "受理的政府信息公开申请从{last}年的{+d:new}#下降到{year}年的{new}#。",
            "全年收到政府信息公开申请{new}#，同比减少{~}#。",
            "{year}年政府信息公开申请总量为{new}#，上年同期为{+d:new}#。",
        ),
    ),
    Kind(
        "number before its noun",
        (
            "全年共收到{new}#政府信息公开申请。",
            "{year}年，{we}收到{new}#政府信息公开申请，逐件登记、逐件答复。",
            "共有{new}#依申请公开件由{we}受理。",
        ),
        (
            "本年度有{new}#政府信息公开申请提交至{we}。",
            "{we}全年接到{new}#信息公开申请。",
            "{year}年新收的{new}#政府信息公开申请，涉及规划、财政等领域。",
        ),
    ),
    Kind(
        "carried in",
        (
            "上年结转政府信息公开申请{carried_in}#。",
            "{year}年收到政府信息公开申请{new}#，上年结转{carried_in}#。",
            "另有{last}年度结转至本年办理的申请{carried_in}#。",
            "本年度新收申请{new}#，{last}年结转{carried_in}#。",
        ),
        (
            "全年新收政府信息公开申请{new}#，上年度转入继续办理的{carried_in}#。",
            "加上上年结转的政府信息公开申请{carried_in}#，办理任务较重。",
            "上一年度未办结、结转本年度办理的政府信息公开申请有{carried_in}#。",
            "收到申请{new}#（另有上年结转{carried_in}#）。",
        ),
    ),
    Kind(
        "received with what was carried in",
        (
            "{year}年{we}共办理政府信息公开申请{all}#（含上年结转{carried_in}#）。",
            "全年共受理政府信息公开申请{all}#，含上年结转{carried_in}#。",
            "{we}全年收到政府信息公开申请{all}#（包括上年度结转）。",
        ),
        (
            "本年度需办理的政府信息公开申请共{all}#，其中新收{new}#、上年结转{carried_in}#。",
            "{year}年，连同上年结转的{carried_in}#，共有政府信息公开申请{all}#。",
            "全年收到申请{all}#，其中含{last}年结转{carried_in}#。",
        ),
    ),
    Kind(
        "nothing received",
        (
            "{year}年，{we}未收到政府信息公开申请。",
            "本年度没有收到公民、法人或其他组织提出的政府信息公开申请。",
            "依申请公开方面，全年未接到群众申请。",
            "全年受理政府信息公开申请0#。",
            "本年度{we}无依申请公开事项。",
        ),
        (
            "{year}年度，未有申请人向{we}提出政府信息公开申请。",
            "本年度政府信息公开申请为零。",
            "{we}本年度新收政府信息公开申请0#，上年结转0#。",
            "全年未发生依申请公开政府信息的情况。",
            "本年度，{we}收到的政府信息公开申请数量为0#。",
        ),
        keep=("no requests",),
        against=lambda v: v["new"] > 0,
        about=("new",),
    ),
)

_HANDLED: Final = (
    Kind(
        "concluded",
        (
            "全年共办结政府信息公开申请{concluded}#。",
            "{year}年收到政府信息公开申请{new}#，办结{concluded}#。",
            "收到申请{new}#，已答复{concluded}#。",
            "本年度办结依申请公开{concluded}#，答复质量稳步提升。",
        ),
        (
            "截至{year}年12月31日，已办结政府信息公开申请{concluded}#。",
            "{we}全年办理完毕的政府信息公开申请共{concluded}#。",
            "全年依法依规答复政府信息公开申请{concluded}#。",
            "本年度政府信息公开申请办结总数为{concluded}#。",
        ),
    ),
    Kind(
        "carried over",
        (
            "结转下年度继续办理{carried_over}#。",
            "收到政府信息公开申请{new}#，剩余{carried_over}#结转下年度办理。",
            "尚有{carried_over}#政府信息公开申请未办结，结转至{next}年。",
            "截至年底，余{carried_over}#政府信息公开申请正在办理中。",
        ),
        (
            "年末未办结的政府信息公开申请{carried_over}#，转入下一年度办理。",
            "全年办结申请{concluded}#，还有{carried_over}#将结转{next}年继续办理。",
            "另有{carried_over}#申请因未到答复期限，结转下年办理。",
            "转{next}年度办理的政府信息公开申请为{carried_over}#。",
        ),
    ),
    Kind(
        "all four",
        (
            "{year}年，{we}收到政府信息公开申请{new}#，上年结转{carried_in}#，办结{concluded}#，结转下年度继续办理{carried_over}#。",
            "全年新收申请{new}#，上年结转{carried_in}#，本年度办结{concluded}#，结转下年{carried_over}#。",
            "本年新收{new}#政府信息公开申请，加上年结转的{carried_in}#，已办结{concluded}#，尚余{carried_over}#。",
        ),
        (
            "依申请公开工作中，新收{new}#、上年结转{carried_in}#，当年办结{concluded}#、转下年{carried_over}#。",
            "全年共受理政府信息公开申请{new}#，{last}年结转{carried_in}#；办理完结{concluded}#，结转{next}年办理{carried_over}#。",
            "收到依申请公开{new}#，上年度转结{carried_in}#，办结{concluded}#，转下年度继续办理{carried_over}#。",
        ),
    ),
    Kind(
        "all concluded",
        (
            "{year}年收到政府信息公开申请{new}#，全部办结。",
            "全年收到政府信息公开申请{new}#，已全部按期答复。",
            "收到的{new}#政府信息公开申请均已办结，无结转下年度办理的申请。",
        ),
        (
            "全年新收申请{new}#，均在年内办理完毕。",
            "{we}收到政府信息公开申请{new}#，截至年底已悉数办结。",
            "本年度没有结转下年度继续办理的政府信息公开申请。",
        ),
        keep=("closed", "fresh"),
        when=lambda v: v["new"] > 0,
        against=lambda v: v["carried_over"] > 0 and v["concluded"] != v["new"],
        about=("carried_over", "concluded", "new"),
    ),
)

_ACCOUNTS: Final = (
    Kind(
        "a whole account",
        (
            (
                "{year}年，{we}共收到政府信息公开申请{new}#，其中自然人申请{person}#，法人或其他组织申请{organisations}#；"
                "办结{concluded}#，其中予以公开{granted}#，部分公开{partial?}#，不予公开{denied?}#，无法提供{unable?}#，"
                "不予处理{not_processed?}#，其他处理{other?}#；结转下年度继续办理{carried_over}#。"
            ),
            (
                "全年新收政府信息公开申请{new}#、上年结转{carried_in}#，全年办结{concluded}#（予以公开{granted}#，"
                "部分公开{partial?}#，不予公开{denied?}#），结转下年{carried_over}#。"
            ),
        ),
        (
            (
                "依申请公开方面，{year}年{we}新收申请{new}#，较上年增加{~}#；上年结转{carried_in}#。全年共办结{concluded}#，"
                "其中：予以公开{granted}#，不予公开{denied?}#，无法提供{unable?}#。截至年底，{carried_over}#仍在办理中。"
            ),
            (
                "本年度{we}收到申请{new}#（上年为{~}#），按来源分，自然人{person}#、法人或其他组织{organisations}#；"
                "全部申请中已办结{concluded}#，未办结{carried_over}#结转至{next}年。"
            ),
        ),
    ),
    Kind(
        "none carried over",
        (
            "全年收到政府信息公开申请{new}#，无结转下年度办理的申请。",
            "收到政府信息公开申请{new}#，办结{concluded}#，没有结转下年度继续办理的申请。",
        ),
        (
            "{year}年{we}政府信息公开申请办结{concluded}#，无结转。",
            "办结申请{concluded}#，结转下年度继续办理0#。",
        ),
        keep=("closed",),
        when=lambda v: v["concluded"] > 0,
        against=lambda v: v["carried_over"] > 0,
        about=("carried_over", "concluded", "new"),
    ),
)

_OUTCOMES: Final = (
    Kind(
        "outcomes",
        (
            "其中，予以公开{granted}#，部分公开{partial}#，不予公开{denied?}#，无法提供{unable?}#，不予处理{not_processed?}#，其他处理{other?}#。",
            "办结的申请中，予以公开{granted}#、部分公开{partial}#、不予公开{denied}#。",
            "从办理结果看，予以公开的{granted}#，部分公开的{partial}#，无法提供的{unable}#。",
            "按答复类型分，予以公开{granted}#；部分公开{partial}#；不予公开{denied}#；不予处理{not_processed}#。",
            "{we}作出不予公开决定{denied}#。",
        ),
        (
            "全年办结{concluded}#，答复结果为：予以公开{granted}#，不予公开{denied}#，无法提供{unable}#。",
            "答复予以公开{granted}#，答复部分公开{partial}#，答复无法提供{unable?}#。",
            "予以公开、部分公开分别为{granted}#、{partial}#。",
            "无法提供政府信息{unable}#，不予处理{not_processed}#，其他处理{other}#。",
            "依法告知申请人无法提供的{unable}#，告知不予处理的{not_processed}#。",
        ),
    ),
    Kind(
        "outcomes, number first",
        (
            "办理结果为：{granted}#予以公开，{partial}#部分公开，{denied}#不予公开。",
            "其中{granted}#予以公开，{unable}#无法提供。",
        ),
        (
            "在办结的政府信息公开申请中，{denied}#不予公开，{not_processed}#不予处理。",
            "{granted}#申请予以公开、{partial}#申请部分公开、{unable}#申请因本机关不掌握等原因无法提供。",
        ),
    ),
    Kind(
        "two outcomes together",
        (
            "予以公开和部分公开合计{granted+partial}#。",
            "公开类答复（含部分公开）共{granted+partial}#，不予公开{denied}#。",
        ),
        (
            "予以公开（含部分公开）{granted+partial}#，无法提供{unable}#。",
            "全年作出予以公开、部分公开答复共计{granted+partial}#。",
        ),
        when=lambda v: v["granted"] > 0 and v["partial"] > 0,
    ),
    Kind(
        "reasons",
        (
            "本机关不掌握相关政府信息的{not_held}#。",
            "无法提供的申请中，本机关不掌握相关政府信息{not_held}#，没有现成信息需要另行制作{must_be_created}#。",
            "不予公开的申请中，属于行政执法案卷的{enforcement_file}#，属于行政查询事项的{administrative_query}#。",
            "因属于信访举报投诉类申请不予处理{petition}#，因重复申请不予处理{duplicate}#。",
        ),
        (
            "因补正后申请内容仍不明确无法提供的{still_unclear}#。",
            "属于三类内部事务信息不予公开{internal_affairs}#，属于四类过程性信息不予公开{deliberative}#。",
            "不予处理的情形中，信访举报投诉类申请{petition}#，要求提供公开出版物{publication}#。",
            "保护第三方合法权益不予公开{third_party}#；申请人逾期不补正、不再处理{correction_overdue}#。",
        ),
    ),
    Kind(
        "all of one outcome",
        (
            "全年收到政府信息公开申请{new}#，均予以公开。",
            "收到申请{new}#，全部予以公开。",
            "{year}年收到政府信息公开申请{new}#，答复结果均为予以公开。",
        ),
        (
            "办结的{concluded}#政府信息公开申请全部予以公开。",
            "收到政府信息公开申请{new}#，办理结果全部为予以公开。",
            "本年度办结政府信息公开申请{concluded}#，皆予以公开。",
        ),
        keep=("granted only", "closed", "fresh"),
        when=lambda v: v["new"] > 0,
        against=lambda v: v["granted"] < v["concluded"],
        about=("granted", "concluded", "new"),
    ),
)

_APPLICANTS: Final = (
    Kind(
        "applicants",
        (
            "全年收到政府信息公开申请{new}#，其中自然人申请{person}#，商业企业申请{business}#。",
            "从申请主体看，自然人{person}#，商业企业{business}#，法律服务机构{legal_service?}#。",
            "新收申请中，自然人提出{person}#，法人或其他组织提出{organisations}#。",
        ),
        (
            "收到的申请中，来自自然人的{person}#，来自商业企业的{business}#。",
            "政府信息公开申请人为自然人的{person}#，为法人或其他组织的{organisations}#。",
            "共收到{person}#自然人申请，{organisations}#法人或其他组织申请。",
        ),
    ),
    Kind(
        "applicants grouped otherwise",
        (
            "收到政府信息公开申请{new}#，其中公民{person}#，企业{business}#，其他组织{organisations-business}#。",
            "申请人中，个人{person}#，单位{organisations}#。",
        ),
        (
            "按申请人类型，自然人{person}#、企业{business}#、其他各类组织{organisations-business}#。",
            "公民个人申请{person}#，企业及其他组织申请{organisations}#。",
        ),
        when=lambda v: v["organisations"] > v["business"] > 0,
    ),
    Kind(
        "all persons",
        (
            "全年收到政府信息公开申请{new}#，均为自然人申请。",
            "收到政府信息公开申请{new}#，申请人全部为自然人。",
        ),
        (
            "{year}年共收到政府信息公开申请{new}#，均由自然人提出。",
            "全年新收政府信息公开申请{new}#，申请人均系自然人。",
        ),
        keep=("persons only",),
        when=lambda v: v["new"] > 0,
        against=lambda v: v["organisations"] > 0,
        about=("person", "organisations", "new", "business"),
    ),
)

# --- disputes ----------------------------------------------------------------------------------------------------

_DISPUTES: Final = (
    Kind(
        "disputes",
        (
            "因政府信息公开被申请行政复议{reconsiderations}#。",
            "{year}年，{we}因政府信息公开工作被提起行政诉讼{lawsuits}#。",
            "全年发生政府信息公开行政复议{reconsiderations}#、行政诉讼{lawsuits}#。",
            "涉及政府信息公开的行政复议案件{reconsiderations}#，行政诉讼案件{lawsuits}#。",
        ),
        (
            "因政府信息公开引发的行政复议{reconsiderations}#，引发的行政诉讼{lawsuits}#。",
            "{we}收到因不服政府信息公开答复而提起的行政复议{reconsiderations}#。",
            "本年度政府信息公开类行政诉讼共{lawsuits}#。",
            "{year}年，针对{we}政府信息公开行为的行政复议有{reconsiderations}#，行政诉讼有{lawsuits}#。",
        ),
        sections=(1, 4),
        counters=CASES,
    ),
    Kind(
        "disputes without the word disclosure",
        (
            "全年共有行政复议{reconsiderations}#，行政诉讼{lawsuits}#。",
            "本年度行政复议{reconsiderations}#，其中结果维持{r_upheld?}#，结果纠正{r_corrected?}#。",
        ),
        (
            "{year}年，{we}被申请行政复议{reconsiderations}#，被提起行政诉讼{lawsuits}#。",
            "共发生行政复议案件{reconsiderations}#，尚未审结{r_pending?}#。",
        ),
        sections=(4,),
        counters=CASES,
    ),
    Kind(
        "how disputes ended",
        (
            "政府信息公开行政复议{reconsiderations}#，结果维持{r_upheld}#，结果纠正{r_corrected}#。",
            "因政府信息公开被申请行政复议{reconsiderations}#，其中维持{r_upheld}#，尚未审结{r_pending}#。",
            "政府信息公开行政诉讼案件{lawsuits}#，结果维持{l_upheld}#，结果纠正{l_corrected}#，其他结果{l_other}#。",
        ),
        (
            "涉及政府信息公开的行政复议{reconsiderations}#，已审结{r_closed}#，尚未审结{r_pending}#。",
            "政府信息公开行政诉讼{lawsuits}#，其中未经复议直接起诉{d_total}#，复议后起诉{a_total}#。",
            "因政府信息公开引发行政复议{reconsiderations}#，其中被纠正{r_corrected}#，维持原答复{r_upheld}#。",
        ),
        sections=(1, 4),
        counters=CASES,
    ),
    Kind(
        "disputes by court",
        (
            "因政府信息公开被提起行政诉讼{lawsuits}#（一审{<a:lawsuits}#，二审{>a:lawsuits}#）。",
            "全年政府信息公开行政诉讼{lawsuits}#，其中一审案件{<a:lawsuits}#、二审案件{>a:lawsuits}#。",
        ),
        (
            "政府信息公开行政诉讼{lawsuits}#，基层法院审理{<a:lawsuits}#，中级法院审理{>a:lawsuits}#。",
            "涉政府信息公开诉讼共{lawsuits}#：一审{<a:lawsuits}#；二审{>a:lawsuits}#。",
        ),
        sections=(1, 4),
        counters=CASES,
        when=lambda v: v["lawsuits"] > 1,
    ),
    Kind(
        "all upheld",
        (
            "因政府信息公开被申请行政复议{reconsiderations}#，均维持。",
            "政府信息公开行政复议{reconsiderations}#，复议结果全部为维持。",
            "因政府信息公开引发行政诉讼{lawsuits}#，全部胜诉。",
        ),
        (
            "全年政府信息公开行政复议{reconsiderations}#，结果均为维持原行政行为。",
            "涉政府信息公开行政诉讼{lawsuits}#，法院均驳回原告诉讼请求。",
            "政府信息公开行政复议{reconsiderations}#，均未被纠正。",
        ),
        sections=(1, 4),
        counters=CASES,
        keep=("upheld only",),
        when=lambda v: v["reconsiderations"] > 0 and v["lawsuits"] > 0,
        against=lambda v: v["r_corrected"] > 0 and v["l_corrected"] > 0,
        about=(
            "reconsiderations",
            "lawsuits",
            "r_upheld",
            "r_corrected",
            "l_upheld",
            "l_corrected",
        ),
    ),
    Kind(
        "no disputes",
        (
            "{year}年，{we}未发生因政府信息公开引起的行政复议、行政诉讼。",
            "本年度没有因政府信息公开被申请行政复议或提起行政诉讼的情况。",
            "全年政府信息公开行政复议、行政诉讼均为0#。",
        ),
        (
            "{we}全年无涉及政府信息公开的行政复议和行政诉讼案件。",
            "本年度，未因政府信息公开产生行政复议和行政诉讼。",
            "政府信息公开领域行政复议0#，行政诉讼0#。",
        ),
        sections=(1, 4),
        counters=CASES,
        keep=("no disputes",),
        against=lambda v: v["reconsiderations"] > 0 and v["lawsuits"] > 0,
        about=("reconsiderations", "lawsuits"),
    ),
    Kind(
        "none lost",
        (
            "因政府信息公开被提起行政诉讼{lawsuits}#，无败诉案件。",
            "政府信息公开行政复议{reconsiderations}#，无被纠正情形。",
        ),
        (
            "涉及政府信息公开的行政诉讼{lawsuits}#，没有结果纠正的案件。",
            "因政府信息公开被申请行政复议{reconsiderations}#，未发生被纠错的情况。",
        ),
        sections=(1, 4),
        counters=CASES,
        keep=("upheld only",),
        when=lambda v: v["reconsiderations"] > 0 and v["lawsuits"] > 0,
        against=lambda v: v["r_corrected"] > 0 and v["l_corrected"] > 0,
        about=(
            "reconsiderations",
            "lawsuits",
            "r_upheld",
            "r_corrected",
            "l_upheld",
            "l_corrected",
        ),
    ),
    Kind(
        "disputes, from … to …",
        (
            "政府信息公开行政复议由上年的{+d:reconsiderations}#减少为{reconsiderations}#。",
            "因政府信息公开引发的行政诉讼由{+d:lawsuits}#下降到{lawsuits}#。",
        ),
        (
            "涉政府信息公开行政复议案件{reconsiderations}#，较上年减少{~}#。",
            "{last}年政府信息公开行政诉讼{~}#，{year}年{lawsuits}#。",
        ),
        sections=(1, 4),
        counters=CASES,
    ),
)

# --- documents and decisions (table 2) ---------------------------------------------------------------------------

_DOCUMENTS: Final = (
    Kind(
        "normative documents",
        (
            "全年制发行政规范性文件{docs_issued}#，废止{docs_repealed}#，现行有效{docs_in_force}#。",
            "{year}年，{we}制定行政规范性文件{docs_issued}#。",
            "现行有效的行政规范性文件共{docs_in_force}#。",
            "行政规范性文件本年制发{docs_issued}#、废止{docs_repealed}#。",
        ),
        (
            "{we}现行有效的行政规范性文件为{docs_in_force}#，均已在网站集中公开。",
            "本年新制发行政规范性文件{docs_issued}#，全部报送备案。",
            "全面清理行政规范性文件，废止{docs_repealed}#。",
            "截至{year}年底，{we}现行有效行政规范性文件{docs_in_force}#，年内新出台{docs_issued}#。",
        ),
        sections=(1, 2),
        counters=DOCUMENTS,
    ),
    Kind(
        "normative documents, cleaned up",
        (
            "开展行政规范性文件清理，废止{docs_repealed}#，继续有效{docs_in_force}#。",
            "经清理，{we}现行有效行政规范性文件{docs_in_force}#。",
        ),
        (
            "{year}年清理行政规范性文件，宣布废止{docs_repealed}#。",
            "{we}对规范性文件进行全面清理，废止{docs_repealed}#，保留现行有效{docs_in_force}#。",
        ),
        sections=(1, 2),
        counters=DOCUMENTS,
    ),
    Kind(
        "decisions",
        (
            "全年作出行政许可决定{licences}#。",
            "{we}全年作出行政许可{licences}件、行政处罚{penalties}件、行政强制{coercion}件。",
            "本年度{we}作出行政处罚决定{penalties}#，均按规定公示。",
        ),
        (
            "{year}年，{we}共办理行政许可{licences}#，实施行政处罚{penalties}#。",
            "全年{we}作出的行政强制决定为{coercion}#。",
            "{we}依法公开行政许可处理决定{licences}#。",
        ),
        sections=(1, 2),
        counters=("件", "件", "宗", "项"),
    ),
    Kind(
        "decisions, rounded",
        (
            "全年作出行政许可决定{≈licences}余件。",
            "{we}全年办理行政许可{≈licences}件。",
        ),
        (
            "{year}年，{we}作出行政许可处理决定{≈licences}宗。",
            "{we}全年作出行政许可决定近{≈+licences}件。",
        ),
        sections=(1, 2),
        keep=("many decisions",),
        when=lambda v: v["licences"] > 10_000,
    ),
    Kind(
        "charges",
        (
            "全年行政事业性收费{$charges}万元。",
            "{year}年，{we}行政事业性收费金额为{$charges}万元。",
        ),
        (
            "{we}全年收取行政事业性收费{$charges}万元，全部上缴国库。",
            "本年度行政事业性收费共计{$charges}万元。",
        ),
        sections=(1, 2),
        when=lambda v: v["charges"] > 0,
    ),
)

# --- sums and shares inside the text -------------------------------------------------------------------------------

_SUMS: Final = (
    Kind(
        "channels add up",
        (
            "收到政府信息公开申请{new}#，其中网上申请{<a:new}#，信函申请{>a:new}#。",
            "全年收到政府信息公开申请{new}#，其中当面申请{<a:new}#、网络申请{>a:new}#。",
        ),
        (
            "{year}年共收到政府信息公开申请{new}#。其中，在线提交{<a:new}#，邮寄{>a:new}#。",
            "全年收到政府信息公开申请{new}#，包括通过平台提交{<a:new}#、通过信函提交{>a:new}#。",
        ),
        when=lambda v: v["new"] > 3,
    ),
    Kind(
        "published items add up",
        (
            "全年主动公开政府信息{!s}条，其中门户网站公开{<a:s}条，政务新媒体公开{>a:s}条。",
            "发布政策解读{!s}篇，其中文字解读{<a:s}篇、图表解读{>a:s}篇。",
        ),
        (
            "公开政府信息共计{!s}条，其中公文类{<a:s}条，动态类{>a:s}条。",
            "{year}年主动公开信息{!s}条：机构信息{<a:s}条，工作信息{>a:s}条。",
        ),
        sections=(1, 1),
        tells="note",
    ),
    Kind(
        "shares",
        (
            "收到政府信息公开申请{new}#，其中自然人{person}#，占{%person/new}。",
            "全年办结政府信息公开申请{concluded}#，其中予以公开{granted}#，占比{%granted/concluded}。",
        ),
        (
            "办结{concluded}#政府信息公开申请，其中无法提供{unable}#，占办结总数的{%unable/concluded}。",
            "政府信息公开申请{new}#中自然人申请{person}#，占总量的{%person/new}。",
        ),
        when=lambda v: 0 < v["person"] < v["new"] and v["granted"] < v["concluded"],
    ),
)

# --- what no table has ---------------------------------------------------------------------------------------------


def other(
    name: str, first: tuple[str, ...], second: tuple[str, ...], counters: tuple[str, ...] = REQUESTS,
    sections: tuple[int, ...] = (1, 1, 3),
) -> Kind:  # fmt: skip
    """A kind of which no number is a table's."""
    return Kind(name, first, second, sections, counters, when=lambda v: v["new"] > 1, tells=None)


_OTHERS: Final = (
    other(
        "answered in another sense",
        (
            "剩余{carried_over.}#将在法定期限内答复。",
            "经审批延期答复{<concluded}#。",
            "被责令重新答复{~}#。",
            "通过邮寄方式答复{<a:concluded}#，当面答复{>a:concluded}#。",
            "10个工作日以内办结{<a:concluded}#，10个工作日以上办结{>a:concluded}#。",
            "依申请公开答复中，提前办结的{<concluded}#。",
            "办理期间发出补正告知{~}#，征求第三方意见{~}#。",
            "为提高答复质量，组织会商{~}#疑难申请。",
        ),
        (
            "因案情复杂延长答复期限的政府信息公开申请有{<concluded}#。",
            "当场答复{<a:concluded}#，线上答复{>a:concluded}#。",
            "复议机关责令限期重新作出答复{~}#。",
            "5个工作日内办结的政府信息公开申请达{<concluded}#。",
            "主动撤回申请{<concluded}#，申请人在答复前与{we}达成谅解。",
            "经法律顾问审核后答复{<concluded}#。",
            "平均每#申请用时{~}个工作日。",
            "约{~}%的申请在10个工作日内答复。",
        ),
    ),
    other(
        "other years and running totals",
        (
            "上年同期收到政府信息公开申请{~}#。",
            "自2008年《条例》施行以来，累计收到政府信息公开申请{~big}#。",
            "近三年共收到政府信息公开申请{~big}#，年均{~}#。",
            "{last}年收到政府信息公开申请{~}#、办结{~}#。",
            "预计{next}年申请量将超过{~}#。",
            "收到政府信息公开申请{new.}#（去年{~}#）。",
        ),
        (
            "五年来，{we}累计办理政府信息公开申请{~big}#。",
            "去年，{we}收到政府信息公开申请{~}#，予以公开{~}#。",
            "截至目前，历年累计受理政府信息公开申请{~big}#。",
            "较上年收到的{~}#，本年申请量有所变化。",
            "{next}年力争将复议纠错数控制在{~}#以内。",
            "{last}年度全年结转{~}#政府信息公开申请，均已办理。",
        ),
    ),
    other(
        "part of two rows",
        (
            "部分公开{partial.}#，其中涉及过程性信息{<partial}#。",
            "予以公开{granted.}#，其中涉及个人隐私经征求意见后公开{<granted}#。",
            "部分公开{partial.}#，其中涉及第三方合法权益{<a:partial}#，涉及内部事务信息{>a:partial}#。",
        ),
        (
            "部分公开{partial.}#（其中含行政执法案卷{<partial}#）。",
            "予以公开{granted.}#，含要求确认已获取信息的{<granted}#。",
            "其他处理{other.}#，其中申请人撤回{<other}#。",
        ),
    ),
    other(
        "merged, withdrawn, asked again",
        (
            "对同一申请人就相同内容提出的{~}#申请合并答复。",
            "申请人主动撤回{<concluded}#。",
            "经沟通，指导申请人重新提交申请{~}#。",
        ),
        (
            "将内容重复的{~}#申请并案处理。",
            "引导{~}名申请人通过信访、咨询等渠道解决诉求。",
            "与申请人电话沟通{~}次，现场释明{~}次。",
        ),
    ),
    other(
        "topics",
        (
            "从内容看，涉及征地拆迁{<a:new}#，涉及规划建设{>a:new}#。",
            "申请内容主要集中在教育收费（{<a:new}#）、招生（{>a:new}#）等方面。",
        ),
        (
            "其中询问征收补偿的有{<new}#，居申请内容首位。",
            "按内容划分，土地类{<a:new}#、社会保障类{>a:new}#。",
        ),
    ),
    other(
        "channels",
        (
            "网上申请{<a:new}#，信函申请{>a:new}#。",
            "以电子邮件方式提交的申请有{<new}#。",
        ),
        (
            "从申请渠道看，网络提交{<a:new}#、邮寄提交{>a:new}#。",
            "窗口现场受理的政府信息公开申请{<new}#。",
        ),
    ),
    other(
        "other business",
        (
            "办理12345热线工单{~big}#，办结率100%。",
            "收到群众来信{~}#，全部答复。",
            "承办人大代表建议{~}#、政协提案{~}#，均按期答复。",
            "受理信访事项{~big}#，办结{~big}#。",
            "全年受理政务咨询{~big}#，已全部办结。",
            "“一网通办”平台办件{~big}#，按时办结率99.8%。",
            "收到网民留言{~}#，答复{~}#。",
            "收到政务公开考评反馈问题{~}#，全部整改。",
        ),
        (
            "办理不动产登记信息查询{~big}#。",
            "通过局长信箱收到来信{~}#，办结{~}#。",
            "受理依申请政务服务事项{~big}#，办结{~big}#。",
            "全年收到各类投诉举报{~big}#，均予以答复。",
            "征集意见建议{~}#，采纳{~}#，不予采纳{~}#。",
            "{year}年共受理12345政务服务便民热线诉求{~big}#，其中咨询类{~big}#、投诉类{~big}#，未办结{~}#。",
            "办理市长信箱来信{~}#、答复满意率98%。",
            "接收档案查阅申请{~}#，提供利用{~}卷。",
        ),
    ),
    other(
        "wider scopes",
        (
            "全市各级行政机关共收到政府信息公开申请{~big}#，办结{~big}#。",
            "全区共收到政府信息公开申请{~big}#，予以公开{~big}#，部分公开{~big}#。",
            "指导下属单位办理政府信息公开申请{~}#。",
        ),
        (
            "全县各乡镇各部门办理政府信息公开申请{~big}#，被提起行政复议{~}#。",
            "全系统收到依申请公开{~big}#，结转下年度{~}#。",
            "协助市政府办公室办理政府信息公开申请{~}#。",
        ),
    ),
    other(
        "proactive disclosure",
        (
            "全年主动公开政府信息{~big}条，其中政策文件{~}件，解读{~}篇。",
            "通过门户网站公开信息{~big}条，政务微信发布{~}条，政务微博发布{~}条。",
            "召开新闻发布会{~}场，回应公众关切{~}次。",
        ),
        (
            "依申请公开转主动公开{~}件。",
            "共公开财政预决算信息{~}条，重大建设项目信息{~}条。",
            "对{~}件公文的公开属性进行动态调整，新增公开{~}件。",
        ),
    ),
    other(
        "other disputes",
        (
            "{we}作为复议机关受理行政复议案件{~}#，审结{~}#。",
            "全年办理行政应诉案件{~}#，负责人出庭应诉{~}#。",
            "{last}年因政府信息公开被申请行政复议{~}#。",
            "全区政府信息公开行政复议{~big}#，行政诉讼{~}#。",
        ),
        (
            "全年受理征地补偿类行政复议{~}#，维持{~}#。",
            "组织旁听行政诉讼庭审{~}次，{~}人参加。",
            "近三年因政府信息公开引发行政诉讼共{~}#。",
            "办理行政执法监督案件{~}#，纠正{~}#。",
        ),
        CASES,
        (1, 1),
    ),
    other(
        "other documents",
        (
            "公开党内规范性文件{~}#。",
            "发布政策文件{~}#，配套解读{~}篇。",
            "转发上级文件{~}#。",
            "审核各镇街报备的规范性文件{~}#。",
        ),
        (
            "起草规范性文件（征求意见稿）{~}#。",
            "公开部门文件{~}#、其他文件{~}#。",
            "公平竞争审查文件{~}#，提出意见{~}条。",
            "全市现行有效行政规范性文件{~big}#。",
        ),
        DOCUMENTS,
        (1, 1),
    ),
    other(
        "other decisions",
        (
            "全市公示行政许可、行政处罚信息{~big}条。",
            "下放行政许可事项{~}项。",
            "{last}年作出行政处罚决定{~}件。",
        ),
        (
            "编制行政许可事项清单，纳入事项{~}项。",
            "抽查行政处罚案卷{~}份。",
            "免于行政处罚的轻微违法行为{~}起。",
        ),
        sections=(1, 1),
    ),
    other(
        "plans and training",
        (
            "{next}年，将组织培训{~}场，力争申请办理零差错。",
            "开展依申请公开业务培训{~}次，{~}人次参加。",
            "抽查依申请公开答复文书{~}份，发现问题{~}处。",
        ),
        (
            "下一步，计划每季度通报一次，全年不少于{~}次。",
            "对{~}件依申请公开答复进行案卷评查。",
            "配备专职人员{~}名、兼职人员{~}名。",
        ),
    ),
    other(
        "wholes and their parts",
        (
            "共办理政府信息公开申请{all.}#，其中新收{new.}#，上年结转{carried_in.}#。",
            "全年办结{concluded.}#，其中当年收到当年办结{<concluded}#。",
        ),
        (
            "应办理申请{all.}#（新收{new.}#，结转{carried_in.}#）。",
            "本年收到并于年内办结的{<new}#，其余为跨年度办理。",
        ),
    ),
)  # fmt: skip

KINDS: Final = (
    *_RECEIVED, *_HANDLED, *_ACCOUNTS, *_OUTCOMES, *_APPLICANTS, *_DISPUTES, *_DOCUMENTS, *_SUMS, *_OTHERS,
)  # fmt: skip
ASIDE: Final = tuple(kind for kind in _OTHERS if kind.name != "part of two rows")
