"""A sixth bank: written without a look at the lexicon, measured before the lexicon was mended by it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

SIXTH: Final[Mapping[str, tuple[str, ...]]] = {
    "received": (
        "{year}年{we}依申请公开收文登记{new}#，件件建档、事事有人跟。",
        "进一步完善申请接收渠道，{year}年内总共接收到政府信息公开申请{new}#。",
        "{year}年，社会公众向{we}递交政府信息公开申请{new}#，主要集中在征地补偿方面。",
        "一年来政府信息公开申请数量保持在低位，共{new}#。",
        "从总量上看，{we}{year}年政府信息公开申请{new}#。",
        "{year}年，{we}受理依申请公开信息{new}#，没有出现超期未答复的现象。",
        "2.依申请公开。{year}年收到申请件{new}#，按时答复率100%。",
        "认真做好申请的登记、分办、催办，全年累计接收政府信息公开申请事项{new}#。",
        "{we}对外公布受理地址，{year}年收到各类主体提出的政府信息公开申请合计{new}#。",
        "依法依规受理依申请公开，本年申请数为{new}#。",
    ),
    "received through channels": (
        "{we}开通网上申请入口，并设线下窗口，{year}年由上述渠道收到政府信息公开申请{new}#。",
        "{year}年，{we}共接收公民、法人通过电子邮箱、快递、现场递交的政府信息公开申请书{new}#。",
        "收到政府信息公开申请{new}#，申请方式包括网络提交、邮政寄递和当面递交。",
        "不论网上申请还是书面申请，均统一登记编号，全年政府信息公开申请共{new}#。",
    ),
    "received, after a wider scope": (
        "全区依申请公开总件数{~big}#，{we}承办政府信息公开申请{new}#。",
        "{year}年全县政务公开系统登记申请{~big}#，转由{we}办理的政府信息公开申请{new}#。",
        "各单位合计收到申请{~big}#，本机关自身收到政府信息公开申请{new}#。",
    ),
    "several years in one sentence": (
        "{last}年收到{~}#，今年收到政府信息公开申请{new}#，数量有所变化。",
        "{last}年度受理政府信息公开申请{~}#、{year}年度受理{new}#。",
        "政府信息公开申请去年是{~}#，今年是{new}#。",
    ),
    "from … to …": (
        "{year}年收到政府信息公开申请{new}#，而{last}年为{+d:new}#，减少了{=d}#。",
        "全年政府信息公开申请{new}#，比上一年度的{+d:new}#少{=d}#。",
        "申请量稳中有降，政府信息公开申请由上年度{+d:new}#降到本年度{new}#。",
        "新收政府信息公开申请{new}#，降幅约{~}%。",
    ),
    "number before its noun": (
        "{year}年度共有{new}#政府信息公开申请录入办理台账。",
        "面对全年{new}#政府信息公开申请，{we}逐件核查、依法答复。",
        "{we}共收悉{new}#书面及网络政府信息公开申请。",
    ),
    "carried in": (
        "{last}年跨年度办理的政府信息公开申请{carried_in}#，均已纳入本年统计。",
        "从上年结转的政府信息公开申请为{carried_in}#。",
        "另有上年结转申请{carried_in}#一并办理。",
        "上年度遗留未办结的政府信息公开申请{carried_in}#，已优先办理。",
        "接上年结转{carried_in}#政府信息公开申请。",
    ),
    "received with what was carried in": (
        "{year}年需办理的政府信息公开申请总量{all}#，含上年结转{carried_in}#、本年新收{new}#。",
        "全年办件量（政府信息公开申请）{all}#：其中{last}年结转{carried_in}#，{year}年新收{new}#。",
        "本年新收政府信息公开申请{new}#，上年结转{carried_in}#，两项相加{all}#。",
        "{we}{year}年受理政府信息公开申请{all}#（含{last}年度结转的{carried_in}#）。",
    ),
    "nothing received": (
        "{year}年，{we}未曾收到政府信息公开申请。",
        "本年度政府信息公开申请为0。",
        "{we}{year}年度无依申请公开申请件。",
        "全年未有公民、法人和其他组织向{we}提出政府信息公开申请。",
        "依申请公开方面，{year}年没有收到相关申请。",
        "本年度{we}依申请公开受理数为零。",
        "{year}年无政府信息公开申请收件。",
    ),
    "concluded": (
        "{year}年{we}依法按时办理完毕政府信息公开申请{concluded}#。",
        "对政府信息公开申请均依法作出书面答复，全年出具答复{concluded}#。",
        "全年政府信息公开申请办理总计{concluded}#。",
        "政府信息公开申请方面，{year}年共办毕{concluded}#。",
        "截至{year}年12月31日，已办结政府信息公开申请{concluded}#，其余按期推进。",
        "本年度办理结果总计为{concluded}#。",
    ),
    "carried over": (
        "结转{next}年办理的政府信息公开申请{carried_over}#。",
        "尚有政府信息公开申请{carried_over}#未到答复期限，转入{next}年度办理。",
        "年末未办结政府信息公开申请{carried_over}#。",
        "全年办结政府信息公开申请{concluded}#，还有{carried_over}#留待下年度继续办理。",
        "跨年结转至{next}年的政府信息公开申请为{carried_over}#。",
        "剩余政府信息公开申请{carried_over}#结转下年度办理。",
    ),
    "all four": (
        "{we}政府信息公开申请新收{new}#、结转{carried_in}#，年内办结{concluded}#，转下年{carried_over}#。",
        "年初结转政府信息公开申请{carried_in}#，年内新收{new}#，年内办结{concluded}#，年末结转{carried_over}#。",
        "新收政府信息公开申请{new}#，加上上年结转的{carried_in}#，扣除结转下年的{carried_over}#，全年办结{concluded}#。",
    ),
    "all concluded": (
        "{we}收到政府信息公开申请{new}#，件件有答复，全部按时办结。",
        "全年收到政府信息公开申请{new}#，均在规定时限内答复完毕。",
        "共受理政府信息公开申请{new}#，已全部予以答复。",
        "政府信息公开申请{new}#全部办结，无结转。",
        "收到政府信息公开申请{new}#，答复率100%。",
    ),
    "a whole account": (
        (
            "{year}年{we}收到政府信息公开申请{new}#，上年结转{carried_in}#。从申请主体看，自然人{person}#，法人和其他组织{organisations?}#。"
            "从办理结果看，予以公开{granted}#，部分公开{partial?}#，不予公开{denied?}#，无法提供{unable?}#，不予处理{not_processed?}#，"
            "其他处理{other?}#，结转下年{carried_over?}#。"
        ),
        (
            "依申请公开：全年受理{new}#，其中公民申请{person}#、企业等组织申请{organisations?}#。答复情况：公开{granted}#，"
            "部分公开{partial?}#，不公开{denied?}#，无法提供{unable?}#。"
        ),
        (
            "全年共收到政府信息公开申请{new}#，办结{concluded}#。办结件中，予以公开的{granted}#，不予公开的{denied?}#，"
            "无法提供的{unable?}#，其余按其他情形处理。"
        ),
    ),
    "none carried over": (
        "全年办结政府信息公开申请{concluded}#，不存在结转下年度的情况。",
        "政府信息公开申请办结{concluded}#，年末无存量未结件。",
        "办结政府信息公开申请{concluded}#，未有结转至下年度办理的申请。",
    ),
    "outcomes": (
        "申请办理中，予以公开{granted}#，部分公开{partial}#，其余未予公开。",
        "答复类型：予以公开类{granted}#；不予公开类{denied}#；无法提供类{unable}#。",
        "{year}年政府信息公开申请的答复中，属予以公开的{granted}#，属无法提供的{unable}#。",
        "作予以公开处理{granted}#、作不予公开处理{denied}#。",
        "依法予以公开{granted}#，依法不予公开{denied}#，依法作其他处理{other}#。",
        "分类看，全部公开{granted}#，部分公开{partial}#，不予公开{denied}#。",
        "政府信息公开申请办理结果中“予以公开”{granted}#，“无法提供”{unable}#。",
    ),
    "outcomes, number first": (
        "经审查，{granted}#政府信息公开申请予以公开，{denied}#不予公开，{unable}#无法提供。",
        "其中{partial}#政府信息公开申请作部分公开答复。",
        "有{not_processed}#政府信息公开申请依法不予处理。",
    ),
    "two outcomes together": (
        "予以公开、部分公开合计{granted+partial}#。",
        "政府信息公开申请中，予以公开及部分公开{granted+partial}#，占比较大。",
        "公开（含部分公开）政府信息公开申请{granted+partial}#。",
    ),
    "reasons": (
        "无法提供的{unable}#中，{we}不掌握相关政府信息的{not_held}#。",
        "经检索未制作或获取、{we}不掌握相关信息的{not_held}#。",
        "属信访举报投诉类申请、不予处理的{petition}#。",
        "重复申请{duplicate}#，均告知申请人不予重复处理。",
        "保护第三方合法权益{third_party}#，属于三类内部事务信息{internal_affairs}#，属于四类过程性信息{deliberative}#。",
        "申请人逾期不补正的{correction_overdue}#，{we}不再处理。",
    ),
    "all of one outcome": (
        "收到政府信息公开申请{new}#，全部作出予以公开答复。",
        "{year}年政府信息公开申请{new}#，办理结果均为“予以公开”。",
        "受理政府信息公开申请{new}#，均向申请人公开了相关信息。",
    ),
    "applicants": (
        "申请主体中自然人{person}#，法人或其他组织{organisations}#。",
        "新收政府信息公开申请中，来自自然人的{person}#，来自商业企业的{business}#。",
        "按申请人类型，自然人政府信息公开申请{person}#，法律服务机构申请{legal_service}#。",
        "自然人提交政府信息公开申请{person}#，其余为企业和社会组织申请。",
        "公民个人提出政府信息公开申请{person}#，法人或其他组织提出{organisations}#。",
    ),
    "applicants grouped otherwise": (
        "自然人{person}#，各类企业{business}#，科研机构、社会组织、律师事务所等{organisations-business}#。",
        "申请人为个人的{person}#，为单位的{organisations}#。",
    ),
    "all persons": (
        "收到政府信息公开申请{new}#，全部由自然人提出。",
        "{year}年{new}#政府信息公开申请的申请人皆为自然人。",
        "收到政府信息公开申请{new}#，申请主体全部为公民个人。",
    ),
    "disputes": (
        "{we}涉政府信息公开行政复议案件{reconsiderations}#，涉政府信息公开行政诉讼案件{lawsuits}#。",
        "{year}年，针对{we}政府信息公开行为提起的行政复议{reconsiderations}#、行政诉讼{lawsuits}#。",
        "政府信息公开领域发生行政复议{reconsiderations}#，发生行政诉讼{lawsuits}#。",
        "全年政府信息公开被复议案件{reconsiderations}#，被诉案件{lawsuits}#。",
        "当事人不服{we}政府信息公开答复申请行政复议的有{reconsiderations}#，提起行政诉讼的有{lawsuits}#。",
        "{we}收到政府信息公开行政复议答复通知{reconsiderations}#，收到法院应诉通知{lawsuits}#。",
    ),
    "disputes without the word disclosure": (
        "{year}年，行政复议案件{reconsiderations}#，行政诉讼案件{lawsuits}#，均积极应对。",
        "{we}全年被申请行政复议{reconsiderations}#、被提起行政诉讼{lawsuits}#。",
    ),
    "how disputes ended": (
        "因政府信息公开被申请行政复议{reconsiderations}#，复议机关维持{r_upheld}#，纠正{r_corrected}#，其他{r_other?}#。",
        "政府信息公开行政复议案件中，结果维持的{r_upheld}#，结果纠正的{r_corrected}#，正在审理的{r_pending?}#。",
        "政府信息公开行政诉讼{lawsuits}#，其中法院驳回{l_upheld}#，判令{we}重作{l_corrected}#。",
        "未经复议直接起诉的政府信息公开案件{d_total}#，复议后起诉的{a_total}#。",
        "政府信息公开行政诉讼案件未审结{l_pending}#。",
    ),
    "disputes by court": (
        "政府信息公开行政诉讼{lawsuits}#，分别为一审{<a:lawsuits}#、二审{>a:lawsuits}#。",
        "因政府信息公开引发行政诉讼案件共{lawsuits}#，基层法院审理{<a:lawsuits}#，中级法院审理{>a:lawsuits}#。",
    ),
    "all upheld": (
        "政府信息公开行政复议{reconsiderations}#，复议结果均为维持。",
        "因政府信息公开被提起行政诉讼{lawsuits}#，全部胜诉。",
        "政府信息公开行政诉讼{lawsuits}#，法院均驳回原告的诉讼请求。",
        "政府信息公开行政复议案件{reconsiderations}#，全部被维持。",
    ),
    "no disputes": (
        "本年度无政府信息公开行政复议和行政诉讼。",
        "{year}年，{we}未因政府信息公开被申请行政复议，也未被提起行政诉讼。",
        "全年没有发生政府信息公开方面的复议诉讼。",
        "政府信息公开行政复议、行政诉讼均为零。",
    ),
    "none lost": (
        "政府信息公开行政复议{reconsiderations}#，没有被纠正的案件。",
        "政府信息公开行政诉讼{lawsuits}#，无败诉案件。",
        "因政府信息公开被诉{lawsuits}#，败诉率为零。",
    ),
    "disputes, from … to …": (
        "政府信息公开行政复议由{+d:reconsiderations}#降至{reconsiderations}#。",
        "因政府信息公开被诉{lawsuits}#，比上年的{+d:lawsuits}#减少{=d}#。",
    ),
    "normative documents": (
        "{year}年{we}出台行政规范性文件{docs_issued}#，均按规定公开。",
        "{we}现行有效的行政规范性文件共计{docs_in_force}#。",
        "废止的行政规范性文件有{docs_repealed}#。",
        "全年新制定行政规范性文件{docs_issued}#，现行有效{docs_in_force}#，均在网站公开。",
        "截至年底，{we}有效行政规范性文件{docs_in_force}#。",
        "本年制发行政规范性文件的数量为{docs_issued}#。",
    ),
    "normative documents, cleaned up": (
        "开展行政规范性文件清理，宣布废止{docs_repealed}#，继续有效{docs_in_force}#。",
        "对行政规范性文件进行全面清理，清理后现行有效{docs_in_force}#。",
    ),
    "decisions": (
        "{we}{year}年行政许可{licences}#、行政处罚{penalties}#、行政强制{coercion}#。",
        "全年共办理行政许可事项{licences}#，作出行政处罚决定{penalties}#。",
        "{year}年作出行政强制决定{coercion}#。",
        "{we}全年下达行政处罚决定书{penalties}#。",
    ),
    "decisions, rounded": (
        "{year}年{we}办结行政许可约{≈licences}件。",
        "{we}全年作出行政许可决定{≈licences}余件。",
    ),
    "charges": (
        "{year}年{we}行政事业性收费金额{$charges}万元。",
        "全年行政事业性收费合计{$charges}万元，均按标准收取。",
    ),
    "channels add up": (
        "收到政府信息公开申请{new}#，其中网络渠道{<a:new}#、线下渠道{>a:new}#。",
        "{year}年收到政府信息公开申请{new}#，包括互联网申请{<a:new}#，信函和当面申请{>a:new}#。",
    ),
    "published items add up": (
        "{year}年共发布信息{!s}条，包括网站发布{<a:s}条、微信公众号发布{>a:s}条。",
        "全年公开各类信息{!s}条，其中门户网站公开{<a:s}条，政务新媒体公开{>a:s}条。",
        "全年更新栏目信息{!s}条，政策文件{<a:s}条，工作动态{>a:s}条。",
    ),
    "shares": (
        "收到政府信息公开申请{new}#，自然人申请{person}#，约占{%person/new}。",
        "政府信息公开申请办结{concluded}#，其中予以公开{granted}#，占{%granted/concluded}。",
    ),
    "answered in another sense": (
        "征求第三方意见后答复{<concluded}#。",
        "15个工作日内答复{<a:concluded}#，15至20个工作日答复{>a:concluded}#。",
        "电子邮件答复{<a:concluded}#，挂号信答复{>a:concluded}#。",
        "法院判决后重新作出答复{~}#。",
        "答复书经法制审核后发出{<concluded}#。",
        "答复前电话沟通申请人{~}次。",
        "提前答复{<concluded}#。",
        "依法延期答复{<concluded}#，已书面告知申请人。",
        "余下{carried_over.}#正按程序征求第三方意见，将按期答复。",
    ),
    "other years and running totals": (
        "自{last}年以来累计收到政府信息公开申请{~big}#。",
        "{last}年受理申请{~}#、办结{~}#、结转{~}#。",
        "五年来，{we}共办结政府信息公开申请{~big}#，予以公开{~big}#。",
        "上一年度予以公开{~}#，不予公开{~}#，无法提供{~}#。",
        "{last}年收到的申请中，自然人{~}#。",
        "截至{next}年1月20日，又收到政府信息公开申请{~}#。",
        "往年年均收到申请{~}#。",
    ),
    "part of two rows": (
        "予以公开{granted.}#，其中以复制件形式提供{<granted}#。",
        "部分公开{partial.}#，其中不公开部分涉及第三方权益的{<partial}#。",
        "无法提供{unable.}#，其中已告知申请人掌握该信息机关的{<unable}#。",
        "不予处理{not_processed.}#，其中引导通过信访渠道反映的{<not_processed}#。",
    ),
    "merged, withdrawn, asked again": (
        "申请人主动撤回{<concluded}#，已办理终止手续。",
        "对{~}#内容雷同的申请予以合并答复。",
        "经解释说明，{~}名申请人撤回申请。",
        "要求补正{~}#，补正后受理{~}#。",
    ),
    "topics": (
        "申请内容涉及房屋征收{<a:new}#，涉及社会保障{>a:new}#。",
        "其中查询历史档案的申请{<new}#。",
        "申请内容以国土规划类居多，达{<new}#。",
    ),
    "channels": (
        "网络申请{<a:new}#，占大多数；邮寄申请{>a:new}#。",
        "经上级机关转送的申请{<new}#。",
        "从申请方式看，网上{<a:new}#、现场{>a:new}#。",
    ),
    "other business": (
        "受理群众信访{~big}#，办结{~big}#，无法办理{~}#。",
        "政府热线受理诉求{~big}#，答复率100%，不予受理{~}#。",
        "“局长信箱”收到来信{~big}#，公开答复{~big}#。",
        "全年受理户籍业务申请{~big}#，办结{~big}#。",
        "收到低保申请{~big}#，予以批准{~}#，不予批准{~}#。",
        "收到政协提案{~}#、人大建议{~}#，均按时办结并公开答复。",
        "处理网络舆情{~}#。",
    ),
    "wider scopes": (
        "{year}年全县各级行政机关办理政府信息公开申请{~big}#，予以公开{~big}#。",
        "全区{~}个单位零申请，{~}个单位共收到申请{~big}#。",
        "下属事业单位收到政府信息公开申请{~}#。",
        "全市政府信息公开行政诉讼{~big}#，败诉{~}#。",
        "各街道办事处收到政府信息公开申请{~big}#、办结{~big}#。",
    ),
    "proactive disclosure": (
        "通过政府网站主动公开信息{~big}条，较上年增长{~}%。",
        "制发公文{~}件，其中主动公开{~}件、依申请公开{~}件、不予公开{~}件。",
        "公文公开属性审查：主动公开{~}件，依申请公开{~}件。",
        "开设专栏{~}个，公开财政预决算信息{~}条。",
        "发布政策图解{~}期、视频{~}个。",
    ),
    "other disputes": (
        "全年出庭应诉{~}次，负责人出庭率100%。",
        "{we}全年行政诉讼案件{~}#，均与政府信息公开无关。",
        "受理民事调解案件{~big}#，调解成功{~big}#。",
        "土地征收类行政复议{~}#、行政诉讼{~}#。",
    ),
    "other documents": (
        "制发党组文件{~}#、便函{~}#。",
        "公开规划计划类文件{~}#。",
        "报送备案规范性文件{~}#，备案率100%。",
        "{last}年废止行政规范性文件{~}#，现行有效{~}#。",
    ),
    "other decisions": (
        "公示行政许可信息{~}条、行政处罚信息{~}条。",
        "梳理行政处罚事项{~}项、行政强制事项{~}项。",
        "{last}年行政处罚{~}件，行政强制{~}件。",
    ),
    "plans and training": (
        "{next}年力争将申请数量控制在{~}#以内。",
        "组织政务公开业务培训{~}次，参训{~}人次。",
        "抽查答复文书{<concluded}#，发现问题{~}处。",
    ),
    "wholes and their parts": (
        "收到申请{new.}#，其中已公开可查、直接告知获取方式的{<new}#。",
        "全年共办理申请{all.}#，其中新收{new.}#。",
        "办结{concluded.}#，其中上年结转的全部办结。",
    ),
    "an account that speaks of persons first": (
        "{year}年共收到自然人政府信息公开申请{new}#，未收到法人或其他组织申请。其中予以公开{granted}#，部分公开{partial?}#，无法提供{unable?}#。",
        "全年收到公民申请{new}#，全部办结，其中予以公开{granted}#，不予公开{denied?}#。",
    ),
    "an aside between the noun and its number": (
        "{year}年，{we}收到政府信息公开申请（不含咨询、信访事项）{new}#。",
        "全年收到政府信息公开申请，经逐件登记核对，共{new}#。",
        "{we}政府信息公开申请办结数（含上年结转）为{concluded}#。",
    ),
    "in brackets and in lists": (
        "办理结果：①予以公开{granted}#；②部分公开{partial?}#；③不予公开{denied}#。",
        "共收到政府信息公开申请{new}#（其中，自然人{person?}#、法人或其他组织{organisations?}#）。",
        "（一）新收政府信息公开申请{new}#；（二）予以公开{granted}#；（三）不予公开{denied}#。",
    ),
    "outcomes by their shares": (
        "予以公开{granted}#，占全部办结政府信息公开申请{concluded}#的{%granted/concluded}。",
        "办结的政府信息公开申请中，{%granted/concluded}予以公开，共{granted}#。",
    ),
    "accounts of disputes": (
        "全年因政府信息公开被申请行政复议{reconsiderations}#，其中维持{r_upheld?}#、纠正{r_corrected?}#、尚在审理{r_pending?}#；被提起行政诉讼{lawsuits}#。",
        "涉及政府信息公开的行政复议和行政诉讼分别为{reconsiderations}#和{lawsuits}#。",
    ),
    "last year's account, carried on": (
        "{last}年{we}受理政府信息公开申请{~}#，其中予以公开{~}#；被申请行政复议{~}件。",
        "上年度共受理申请{~}#。其中自然人{~}#；办结{~}#；结转{~}#。",
    ),
    "who asked, beyond the table": (
        "申请人共计{~}人，最多一人提交申请{<new}#。",
        "委托代理人提出的申请{<new}#。",
        "涉企申请{<new}#，涉民生申请{<new}#。",
    ),
    "open requests, told later": (
        "结转的{carried_over.}#已于{next}年春节前办结。",
        "其中年末收到{<new}#，目前正在办理。",
    ),
    "figures of single months and offices": (
        "3月收到政府信息公开申请{<new}#，9月收到{<new}#。",
        "信访科受理政府信息公开申请{<new}#。",
        "下半年办结政府信息公开申请{<concluded}#。",
    ),
    "limits, norms and ranks": (
        "申请量居全县各部门第{~}位。",
        "每件申请平均办理时间不超过{~}个工作日。",
        "力争行政复议案件控制在{~}件以内。",
    ),
}  # fmt: skip
