"""A third bank of wordings for the kinds: written before the lexicon was mended by it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

THIRD: Final[Mapping[str, tuple[str, ...]]] = {
    "received": (
        "{year}年，{we}共计接收政府信息公开申请{new}#，同比有所变化。",
        "（一）收到和处理政府信息公开申请情况：本年度共收到申请{new}#。",
        "全年{we}累计登记依申请公开件{new}#。",
        "{we}严格执行接收、登记、审核、办理、答复、归档流程，{year}年度受理群众依申请公开{new}#，答复率100%。",
        "{year}年，{we}收到的依申请公开总数为{new}#。",
        "今年共收到{new}#申请，均按时限要求办理。",
    ),
    "received through channels": (
        "{year}年共收到通过在线平台、信函、电子邮件等渠道提交的政府信息公开申请{new}#。",
        "申请人通过省政府依申请公开平台、EMS等途径共向{we}提交政府信息公开申请{new}#。",
        "{we}拓宽当面申请、网上申请、信函申请三种渠道，全年受理公开申请{new}#。",
        "依托政务服务网、邮政快递等多种形式，本年度{we}收到政府信息公开申请共{new}#。",
    ),
    "received, after a wider scope": (
        "{year}年，全县共收到政府信息公开申请{~big}#，其中{we}{new}#。",
        "全市政府系统受理政府信息公开申请{~big}#，其中由{we}直接受理{new}#。",
        "各镇街、各部门共接收申请{~big}#，{we}本级接收政府信息公开申请{new}#。",
        "在全区{~big}#政府信息公开申请中，{we}收到{new}#。",
    ),
    "several years in one sentence": (
        "{last}年、{year}年，{we}收到的政府信息公开申请分别为{~}#和{new}#。",
        "从申请数量看，{last}年{~}#，{year}年{new}#。",
        "{year}年共收到政府信息公开申请{new}#（{last}年{~}#）。",
        "对比{last}年的{~}#，{year}年收到的政府信息公开申请为{new}#。",
    ),
    "from … to …": (
        "政府信息公开申请数量由{last}年的{+d:new}#降至{year}年的{new}#。",
        "{year}年共收到政府信息公开申请{new}#，较{last}年下降{~}%。",
        "全年新收政府信息公开申请{new}#，与上年的{+d:new}#相比，少了{=d}#。",
        "申请总量从{+d:new}#回落至{new}#。",
    ),
    "number before its noun": (
        "全年共办理登记{new}#依申请公开事项。",
        "{we}在{year}年共受理{new}#公民、法人或其他组织的政府信息公开申请。",
        "一年来，共有{new}#政府信息公开申请递交{we}。",
        "{we}对收到的{new}#政府信息公开申请均逐一建立台账。",
    ),
    "carried in": (
        "{last}年度结转政府信息公开申请{carried_in}#。",
        "{year}年新收政府信息公开申请{new}#，承接上年度未办结申请{carried_in}#。",
        "上年结转至今年办理的依申请公开件共{carried_in}#。",
        "上年度结转政府信息公开申请数量为{carried_in}#，本年度新收{new}#。",
    ),
    "received with what was carried in": (
        "{year}年，{we}办理的政府信息公开申请共{all}#，其中本年新收{new}#，上年结转{carried_in}#。",
        "全年共办理依申请公开{all}#（本年度新收{new}#，上年结转{carried_in}#）。",
        "算上上年结转的{carried_in}#，{we}全年共需办理政府信息公开申请{all}#。",
        "{year}年共收到政府信息公开申请{all}#（其中上年结转{carried_in}#）。",
    ),
    "nothing received": (
        "{year}年度{we}没有收到政府信息公开申请，也未收取任何费用。",
        "全年收到政府信息公开申请0#，办理0#。",
        "{we}本年度未收到依申请公开政府信息的申请。",
        "依申请公开情况：无。",
        "{year}年，{we}共收到依申请公开0#。",
        "本年度未收到书面、网络等形式的政府信息公开申请。",
    ),
    "concluded": (
        "{year}年，共办理答复政府信息公开申请{concluded}#。",
        "全年收到政府信息公开申请{new}#，已办理{concluded}#。",
        "{we}全年按时办结政府信息公开申请{concluded}#，按时办结率100%。",
        "本年度作出政府信息公开答复{concluded}#。",
        "共有{concluded}#政府信息公开申请在年内办结。",
    ),
    "carried over": (
        "{carried_over}#结转下年度继续办理。",
        "截止{year}年12月31日，{carried_over}#政府信息公开申请尚在办理期限内，结转下年度办理。",
        "未办结的政府信息公开申请{carried_over}#将依法在{next}年答复。",
        "收到政府信息公开申请{new}#，结转至下一年度办理的有{carried_over}#。",
        "其余{carried_over}#政府信息公开申请结转下年度继续办理。",
    ),
    "all four": (
        "本年新收政府信息公开申请{new}#，上年结转政府信息公开申请{carried_in}#，本年度办理结果{concluded}#，结转下年度继续办理{carried_over}#。",
        "{we}共受理申请{new}#，另有上年结转{carried_in}#，全年办结答复{concluded}#，{carried_over}#结转{next}年办理。",
        "{year}年新收{new}#，{last}年结转{carried_in}#；已办结{concluded}#，结转下年度{carried_over}#。",
    ),
    "all concluded": (
        "{year}年共收到政府信息公开申请{new}#，均已按期办结，无结转。",
        "全年受理政府信息公开申请{new}#，已全部答复完毕。",
        "{we}收到政府信息公开申请{new}#，办结率100%，无结转下年度继续办理申请。",
        "本年度收到的政府信息公开申请共{new}#，当年全部办结。",
    ),
    "a whole account": (
        (
            "{year}年，{we}新收政府信息公开申请{new}#（自然人{person}#，法人或其他组织{organisations}#），上年结转{carried_in}#。"
            "已办结{concluded}#，其中，予以公开{granted}#，部分公开{partial?}#，不予公开{denied?}#，无法提供{unable?}#，"
            "不予处理{not_processed?}#，其他处理{other?}#。结转下年度{carried_over}#。"
        ),
        (
            "{we}{year}年收到依申请公开{new}#，同比下降{~}%；其中自然人申请{person}#，占{%person/new}。"
            "全年办结{concluded}#，结转{carried_over}#。从答复情况看，予以公开{granted}#，无法提供{unable?}#。"
        ),
    ),
    "none carried over": (
        "本年度政府信息公开申请办结{concluded}#，结转下年度继续办理的为0#。",
        "全年办结政府信息公开申请{concluded}#，无未办结申请。",
        "收到政府信息公开申请{new}#，办结{concluded}#，无结转下一年办理件。",
    ),
    "outcomes": (
        "其中：予以公开{granted}#，部分公开{partial}#，不予公开{denied}#，无法提供{unable}#，不予处理{not_processed}#，其他{other}#。",
        "从答复结果看，予以公开{granted}#、部分公开{partial}#、无法提供{unable}#。",
        "办理结果：予以公开{granted}#；部分公开{partial}#；不予公开{denied}#；无法提供{unable}#。",
        "在已办结的申请中，属于予以公开的{granted}#，属于不予公开的{denied}#。",
        "政府信息公开申请答复为“予以公开”的{granted}#、“无法提供”的{unable}#。",
        "答复类型包括：予以公开{granted}#，部分公开{partial}#，不予处理{not_processed}#等。",
    ),
    "outcomes, number first": (
        "已办结的申请中，{granted}#作出予以公开答复，{denied}#作出不予公开答复。",
        "经审查，{granted}#予以公开，{partial}#部分公开，{unable}#无法提供，{not_processed}#不予处理。",
        "有{partial}#政府信息公开申请部分公开，有{unable}#无法提供。",
    ),
    "two outcomes together": (
        "予以公开及部分公开{granted+partial}#。",
        "其中予以公开（包括部分公开）{granted+partial}#，不予公开{denied}#。",
        "全年予以公开、部分公开共{granted+partial}#。",
    ),
    "reasons": (
        "其中，本机关不掌握相关政府信息{not_held}#，补正后申请内容仍不明确{still_unclear}#。",
        "无法提供{unable}#，原因为本机关不掌握相关政府信息{not_held}#、没有现成信息需要另行制作{must_be_created}#。",
        "不予处理的申请中，信访举报投诉类{petition}#、重复申请{duplicate}#。",
        "因属于行政执法案卷而不予公开的有{enforcement_file}#。",
        "其中属于行政查询事项{administrative_query}#，属于内部事务信息{internal_affairs}#，属于过程性信息{deliberative}#。",
        "其他处理中，申请人无正当理由逾期不补正{correction_overdue}#。",
    ),
    "all of one outcome": (
        "全年收到政府信息公开申请{new}#，全部为予以公开。",
        "{we}共收到政府信息公开申请{new}#，均已依法予以公开。",
        "{year}年收到政府信息公开申请{new}#，全部按予以公开答复申请人。",
        "办结政府信息公开申请{concluded}#，结果均是予以公开。",
    ),
    "applicants": (
        "新收政府信息公开申请{new}#，按申请人分，自然人{person}#，法人或其他组织{organisations}#。",
        "其中，自然人申请{person}#，占{%person/new}；商业企业申请{business}#。",
        "申请主体中自然人{person}#，商业企业{business}#。",
        "由自然人提交的申请{person}#，由法人或其他组织提交的申请{organisations}#。",
        "在收到的政府信息公开申请中，{person}#为自然人申请，{organisations}#为法人或其他组织申请。",
    ),
    "applicants grouped otherwise": (
        "申请主体为公民的{person}#，为企业的{business}#，为其他组织的{organisations-business}#。",
        "收到政府信息公开申请{new}#，其中个人申请{person}#、单位申请{organisations}#。",
        "其中个人{person}#，公司{business}#，社会组织等{organisations-business}#。",
    ),
    "all persons": (
        "{year}年新收政府信息公开申请{new}#，全部来自自然人。",
        "收到政府信息公开申请{new}#，申请主体均为自然人。",
        "全年政府信息公开申请{new}#，全部由自然人提起。",
    ),
    "disputes": (
        "{year}年，{we}政府信息公开行政复议案件共{reconsiderations}#，行政诉讼案件共{lawsuits}#。",
        "因政府信息公开申请行政复议{reconsiderations}#、提起行政诉讼{lawsuits}#。",
        "全年因政府信息公开工作引发行政复议{reconsiderations}#。",
        "{we}{year}年度涉政府信息公开行政诉讼{lawsuits}#。",
        "当事人不服政府信息公开答复申请行政复议的{reconsiderations}#，提起行政诉讼的{lawsuits}#。",
        "全年共发生{reconsiderations}#因政府信息公开引起的行政复议。",
    ),
    "disputes without the word disclosure": (
        "行政复议{reconsiderations}#，行政诉讼{lawsuits}#。",
        "{we}全年被提起行政复议{reconsiderations}#、行政诉讼{lawsuits}#。",
        "{year}年行政复议案件{reconsiderations}#，其中维持{r_upheld}#，纠正{r_corrected}#。",
    ),
    "how disputes ended": (
        "因政府信息公开被行政复议{reconsiderations}#，复议机关维持{r_upheld}#、纠正{r_corrected}#。",
        "政府信息公开行政复议案件{reconsiderations}#，其中结果维持{r_upheld}#、其他结果{r_other}#、尚未审结{r_pending}#。",
        "全年政府信息公开行政诉讼{lawsuits}#，结果维持{l_upheld}#，尚未审结{l_pending}#。",
        "政府信息公开行政诉讼{lawsuits}#，未经复议直接起诉的{d_total}#，复议后起诉的{a_total}#。",
    ),
    "disputes by court": (
        "因政府信息公开引发行政诉讼{lawsuits}#，其中一审{<a:lawsuits}#，二审{>a:lawsuits}#。",
        "政府信息公开行政诉讼案件{lawsuits}#（含一审{<a:lawsuits}#、二审{>a:lawsuits}#）。",
        "政府信息公开类行政诉讼{lawsuits}#，区法院审理{<a:lawsuits}#，市中院审理{>a:lawsuits}#。",
    ),
    "all upheld": (
        "政府信息公开行政复议{reconsiderations}#，全部维持。",
        "因政府信息公开被提起行政诉讼{lawsuits}#，法院均判决{we}胜诉。",
        "因政府信息公开被申请行政复议{reconsiderations}#，复议机关均予以维持。",
        "政府信息公开行政诉讼{lawsuits}#，结果均为维持。",
    ),
    "no disputes": (
        "{year}年度，{we}未发生政府信息公开行政复议和行政诉讼案件。",
        "{we}没有因政府信息公开引发的行政复议、行政诉讼情况。",
        "全年未出现因政府信息公开被申请行政复议、提起行政诉讼的情形。",
        "本年度政府信息公开行政复议和行政诉讼数均为零。",
        "{year}年{we}因政府信息公开被申请行政复议0#，被提起行政诉讼0#。",
    ),
    "none lost": (
        "政府信息公开行政诉讼{lawsuits}#，无结果纠正案件。",
        "{we}因政府信息公开被提起行政诉讼{lawsuits}#，无一败诉。",
        "政府信息公开行政复议{reconsiderations}#，没有被纠正的案件。",
    ),
    "disputes, from … to …": (
        "政府信息公开行政复议案件从{+d:reconsiderations}#下降至{reconsiderations}#。",
        "因政府信息公开被提起行政诉讼{lawsuits}#，比上年减少{~}#。",
        "因政府信息公开引发的行政复议由{last}年的{+d:reconsiderations}#降为{reconsiderations}#。",
    ),
    "normative documents": (
        "{year}年制发行政规范性文件{docs_issued}#，现行有效行政规范性文件{docs_in_force}#。",
        "全年出台行政规范性文件{docs_issued}#，均同步解读。",
        "截至{year}年12月31日，{we}现行有效行政规范性文件共计{docs_in_force}#。",
        "全年共废止行政规范性文件{docs_repealed}#。",
        "{we}公开现行有效的行政规范性文件{docs_in_force}#。",
    ),
    "normative documents, cleaned up": (
        "组织开展行政规范性文件清理工作，清理后现行有效{docs_in_force}#，废止{docs_repealed}#。",
        "清理行政规范性文件，废止失效{docs_repealed}#。",
        "对行政规范性文件进行清理，决定废止{docs_repealed}#，继续有效的{docs_in_force}#。",
    ),
    "decisions": (
        "{year}年作出行政许可决定{licences}#，作出行政处罚决定{penalties}#。",
        "行政许可{licences}件，行政处罚{penalties}件，行政强制{coercion}件。",
        "全年公示行政处罚决定{penalties}#。",
        "{we}{year}年办结行政许可{licences}#。",
    ),
    "decisions, rounded": (
        "{year}年，{we}共作出行政许可决定{≈licences}多件。",
        "{we}全年作出行政许可超过{≈licences}件。",
        "全年办理行政许可约{≈licences}件。",
    ),
    "charges": (
        "{year}年行政事业性收费{$charges}万元。",
        "全年行政事业性收费总金额{$charges}万元，公开率100%。",
        "{we}{year}年共收取行政事业性收费{$charges}万元。",
    ),
    "channels add up": (
        "{year}年收到政府信息公开申请{new}#，其中网络申请{<a:new}#、邮寄申请{>a:new}#。",
        "全年受理政府信息公开申请{new}#，其中通过网站提交{<a:new}#，通过邮寄提交{>a:new}#。",
        "收到政府信息公开申请{new}#（线上{<a:new}#、线下{>a:new}#）。",
    ),
    "published items add up": (
        "{year}年主动公开政府信息{!s}条，其中通过网站公开{<a:s}条、通过微信公众号公开{>a:s}条。",
        "全年发布信息{!s}条，其中概况类信息{<a:s}条，政务动态信息{>a:s}条。",
        "主动公开文件{!s}份，其中规范性文件{<a:s}份，其他文件{>a:s}份。",
        "共发布解读材料{!s}个，其中图文解读{<a:s}个、视频解读{>a:s}个。",
    ),
    "shares": (
        "自然人申请{person}#，占申请总数{new}#的{%person/new}。",
        "收到政府信息公开申请{new}#，自然人申请{person}#，占比约{%person/new}。",
        "全年办结政府信息公开申请{concluded}#，予以公开{granted}#，占办结数的{%granted/concluded}。",
    ),
    "answered in another sense": (
        "其中{<concluded}#经延期后答复。",
        "对{~}#申请作出补正告知。",
        "复议期间自行纠正并重新答复{~}#。",
        "通过电子邮件答复{<a:concluded}#，通过EMS答复{>a:concluded}#。",
        "15个工作日内办结{<a:concluded}#，15个工作日至20个工作日办结{>a:concluded}#。",
        "经集体讨论后作出答复{<concluded}#。",
        "申请人对{<concluded}#答复表示满意。",
        "未超期答复{<concluded}#，超期答复0#。",
        "电话答复咨询{~}#。",
        "经司法局审查把关的答复文书{~}#。",
    ),
    "other years and running totals": (
        "{last}年共收到政府信息公开申请{~}#，办结{~}#，结转{~}#。",
        "自新《条例》施行以来，{we}共办理政府信息公开申请{~big}#。",
        "“十三五”期间共收到政府信息公开申请{~big}#。",
        "上年度收到申请{~}#，予以公开{~}#。",
        "近五年年均受理政府信息公开申请{~}#。",
        "过去三年，{we}收到的政府信息公开申请累计达{~big}#。",
        "累计发生因政府信息公开引发的行政诉讼{~}#。",
        "{next}年1月又收到政府信息公开申请{~}#。",
    ),
    "part of two rows": (
        "部分公开{partial.}#，其中{<partial}#涉及商业秘密。",
        "予以公开{granted.}#，其中已主动公开{<granted}#。",
        "部分公开{partial.}#，其中因第三方不同意公开的{<partial}#。",
        "予以公开{granted.}#（含告知获取方式和途径{<granted}#）。",
    ),
    "merged, withdrawn, asked again": (
        "{~}#申请因内容相同予以合并答复。",
        "经沟通后申请人自愿撤回{<concluded}#。",
        "要求申请人补正{~}#，补正后重新受理{~}#。",
        "同一申请人反复申请{~}#。",
    ),
    "topics": (
        "申请内容涉及房屋征收{<a:new}#、城市规划{>a:new}#。",
        "主要涉及土地征收（{<a:new}#）、工程建设（{>a:new}#）。",
        "申请事项以民生类为主，共{<new}#。",
    ),
    "channels": (
        "申请方式中，网页申请{<a:new}#，信函申请{>a:new}#。",
        "线上申请{<a:new}#、线下申请{>a:new}#。",
        "通过省依申请公开平台转来{<new}#。",
    ),
    "other business": (
        "全年12345热线受理{~big}#，按期办结{~big}#。",
        "收到县长信箱来信{~big}#，办结{~big}#，回复{~big}#。",
        "办理人大建议、政协提案共{~}#，答复{~}#，满意率100%。",
        "受理群众咨询{~big}#，解答{~big}#。",
        "政务服务大厅共受理各类事项{~big}#，办结{~big}#。",
        "处理网络舆情{~}#，均已回复。",
        "处理“我为政府网站找错”留言{~}#，均按期办结。",
        "受理并办结信访件{~}#，其中初信初访{~}#。",
    ),
    "wider scopes": (
        "全县共受理政府信息公开申请{~big}#，答复{~big}#，结转{~}#。",
        "{year}年，全市依申请公开{~big}#，其中予以公开{~big}#。",
        "各区县收到申请{~big}#，办结{~big}#。",
        "督促各科室和二级单位办理申请{~}#。",
    ),
    "proactive disclosure": (
        "全年在门户网站发布信息{~big}条，其中工作动态{~}条、通知公告{~}条。",
        "公开重点领域信息{~}条，回应社会热点{~}次。",
        "发布政策解读{~}件，新闻发布会{~}场。",
        "政务公开专区接待群众查阅{~}人次。",
    ),
    "other disputes": (
        "{we}全年作为被告的行政应诉案件{~}#，均与政府信息公开无关。",
        "全年受理行政复议申请{~big}#，办结{~}#。",
        "全市政府信息公开行政复议案件{~big}#，维持{~}#。",
        "上年度因政府信息公开被提起行政诉讼{~}#。",
        "法律顾问参与处理行政复议、诉讼案件{~}#。",
    ),
    "other documents": (
        "公开政府文件{~}#，政府办文件{~}#。",
        "备案审查下级规范性文件{~}#。",
        "全区共有行政规范性文件{~big}#。",
        "主动公开各类文件{~}#，转载上级政策{~}#。",
        "对{~}#规范性文件草案公开征求意见。",
    ),
    "other decisions": (
        "公示“双公示”信息{~big}条。",
        "承接省级下放行政许可事项{~}项。",
        "全县行政处罚决定{~big}件。",
        "评查行政执法案卷{~}份。",
    ),
    "plans and training": (
        "{next}年计划开展依申请公开专题培训{~}次。",
        "组织政务公开培训{~}次，参训{~}人次。",
        "今后将对依申请公开答复逐件审核，每季度抽查不少于{~}#。",
        "选派{~}人参加市级依申请公开业务培训。",
    ),
    "wholes and their parts": (
        "本年办理申请总数{all.}#，即新收{new.}#、结转{carried_in.}#。",
        "全年办结{concluded.}#，含上年结转在本年办结的{<concluded}#。",
        "办结申请{concluded.}#，其中按期办结{concluded.}#。",
    ),
}  # fmt: skip
