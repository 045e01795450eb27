"""A fifth bank, held out until it was measured; what it missed then has been mended by classes of words since."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

FIFTH: Final[Mapping[str, tuple[str, ...]]] = {
    "received": (
        "{we}{year}年依申请公开工作总体平稳，新收各类政府信息公开申请{new}#，办理质效持续提升。",
        "2008年条例施行以来申请渠道日益畅通，{year}年度新收政府信息公开申请{new}#。",
        "{year}年共登记受理公民、法人提出的政府信息公开申请{new}#，无因答复不当引发的纠纷。",
        "政府信息公开申请：{year}年共{new}#。",
        "截至{year}年12月31日24时，{we}收到政府信息公开申请共计{new}#。",
        "对照台账，全年收到有效政府信息公开申请{new}#。",
        "申请受理情况：{we}{year}年共收到信息公开申请{new}#。",
    ),
    "received through channels": (
        "通过信函、网络以及现场递交等多种途径，{we}全年收到政府信息公开申请{new}#。",
        "{year}年，申请人以邮寄、在线填报等方式提交政府信息公开申请{new}#。",
        "全年经由各种渠道收到政府信息公开申请总计{new}#。",
    ),
    "received, after a wider scope": (
        "{year}年全县依申请公开总量{~big}#，{we}{new}#。",
        "全市共办理政府信息公开申请{~big}#，其中{we}办理政府信息公开申请{all}#。",
        "全区新收政府信息公开申请{~big}#，{we}新收{new}#。",
    ),
    "several years in one sentence": (
        "{last}年、{year}年政府信息公开申请分别为{~}#、{new}#。",
        "{year}年新收政府信息公开申请{new}#，上年为{~}#。",
        "近两年政府信息公开申请分别是{last}年{~}#，{year}年{new}#。",
    ),
    "from … to …": (
        "新收政府信息公开申请由{last}年{+d:new}#回落至{year}年{new}#。",
        "{year}年收到政府信息公开申请{new}#，同比少收{~}#。",
        "政府信息公开申请{new}#，较上年{+d:new}#下降明显。",
    ),
    "carried in": (
        "上年度结转办理的政府信息公开申请{carried_in}#，均按期办理。",
        "除上年结转的{carried_in}#外，本年新收政府信息公开申请{new}#。",
        "结转自{last}年的政府信息公开申请有{carried_in}#。",
    ),
    "received with what was carried in": (
        "{we}全年共办理政府信息公开申请{all}#，其中新收{new}#，结转{last}年申请{carried_in}#。",
        "新收和结转的政府信息公开申请共{all}#。",
        "应办政府信息公开申请{all}#（含上年结转{carried_in}#）。",
    ),
    "nothing received": (
        "{we}全年未接到任何依申请公开事项。",
        "{year}年度依申请公开件为零。",
        "截至{year}年12月31日，{we}尚未收到政府信息公开申请。",
        "本年没有群众提出政府信息公开申请。",
        "收到政府信息公开申请数为0#。",
    ),
    "concluded": (
        "{year}年，{we}累计办结政府信息公开申请{concluded}#。",
        "政府信息公开申请办结数为{concluded}#。",
        "全年答复办结政府信息公开申请{concluded}#，答复内容准确规范。",
        "已依法答复申请人的政府信息公开申请共{concluded}#。",
    ),
    "carried over": (
        "年底仍有{carried_over}#政府信息公开申请处于办理期内，结转{next}年。",
        "政府信息公开申请办结{concluded}#，结余{carried_over}#转{next}年办理。",
        "结转到下一年度的政府信息公开申请{carried_over}#。",
        "其中{carried_over}#政府信息公开申请尚未办结。",
    ),
    "all four": (
        "{we}全年新收政府信息公开申请{new}#，结转上年{carried_in}#，办结{concluded}#，结转下年{carried_over}#。",
        "政府信息公开申请上年转入{carried_in}#，本年受理{new}#，办结{concluded}#，转入下年{carried_over}#。",
    ),
    "all concluded": (
        "{year}年收到政府信息公开申请{new}#，至年底已全部办理完毕。",
        "新收政府信息公开申请{new}#，均已作出答复。",
        "收到政府信息公开申请{new}#，办结率为100%。",
    ),
    "outcomes": (
        "从结果看，予以公开{granted}#，部分予以公开{partial}#，不予公开{denied}#。",
        "经统计，全年予以公开的申请{granted}#，不予公开的申请{denied}#，无法提供的申请{unable}#。",
        "答复口径为予以公开的{granted}#、无法提供的{unable}#、不予处理的{not_processed}#。",
        "政府信息公开申请答复中，予以公开占{granted}#，部分公开占{partial}#。",
    ),
    "reasons": (
        "因{we}不掌握而无法提供的{not_held}#。",
        "属于信访、投诉、举报类申请而不予处理的{petition}#。",
        "无法提供的情形：本机关不掌握{not_held}#；没有现成信息{must_be_created}#；补正后仍不明确{still_unclear}#。",
    ),
    "all of one outcome": (
        "收到政府信息公开申请{new}#，答复均为予以公开。",
        "全年政府信息公开申请{new}#，全部依申请人要求予以公开。",
    ),
    "applicants": (
        "政府信息公开申请人中，自然人{person}#，法人或其他组织{organisations}#。",
        "自然人提出的申请{person}#，商业企业提出的申请{business}#。",
        "新收政府信息公开申请中自然人占{person}#，法人或其他组织占{organisations}#。",
    ),
    "all persons": (
        "本年度新收的{new}#政府信息公开申请均由自然人提交。",
        "本年度申请人均为自然人。",
    ),
    "disputes": (
        "{we}{year}年因政府信息公开引起的行政复议案件为{reconsiderations}#，行政诉讼案件为{lawsuits}#。",
        "全年因政府信息公开被复议{reconsiderations}#、被诉讼{lawsuits}#。",
        "政府信息公开行政复议立案{reconsiderations}#。",
        "因政府信息公开答复引发的行政诉讼案件计{lawsuits}#。",
    ),
    "how disputes ended": (
        "因政府信息公开申请行政复议的案件{reconsiderations}#，其中维持{r_upheld}#，纠错{r_corrected}#，未结{r_pending}#。",
        "政府信息公开行政诉讼{lawsuits}#，法院维持{l_upheld}#，判决纠正{l_corrected}#。",
    ),
    "all upheld": (
        "政府信息公开行政复议{reconsiderations}#，均获维持。",
        "因政府信息公开被提起行政诉讼{lawsuits}#，均以胜诉结案。",
    ),
    "no disputes": (
        "{year}年{we}未涉及因政府信息公开引发的行政复议和行政诉讼。",
        "无因政府信息公开引发的复议、诉讼案件发生。",
        "政府信息公开行政复议、行政诉讼案件数量均为0#。",
    ),
    "normative documents": (
        "{year}年度{we}共制定行政规范性文件{docs_issued}#。",
        "年末现行有效行政规范性文件{docs_in_force}#。",
        "{year}年废止行政规范性文件{docs_repealed}#，新发{docs_issued}#。",
        "行政规范性文件制发数为{docs_issued}#。",
    ),
    "decisions": (
        "{we}全年共办结行政许可{licences}#，作出行政处罚{penalties}#。",
        "{year}年行政处罚决定数{penalties}#，行政强制{coercion}#。",
    ),
    "shares": (
        "政府信息公开申请{new}#，自然人申请{person}#，占比{%person/new}。",
        "办结政府信息公开申请{concluded}#，其中予以公开{granted}#，占办结总量{%granted/concluded}。",
    ),
    "answered in another sense": (
        "其中延长答复期限的{<concluded}#。",
        "复议后自行纠正并重新作出答复{~}#。",
        "结余{carried_over.}#将于法定时限内办结答复。",
        "申请人自取答复书{<a:concluded}#，邮寄送达{>a:concluded}#。",
        "平均{~}天办结一件，最长{~}天。",
        "先后对{~}#申请与申请人当面沟通后答复。",
        "当年申请当年办结{<concluded}#。",
        "起草答复意见{~}#，退回修改{~}#。",
    ),
    "other years and running totals": (
        "{last}年全年受理政府信息公开申请{~}#，全部办结。",
        "建站以来共收到政府信息公开申请{~big}#，办结{~big}#。",
        "{last}年末结存政府信息公开申请{~}#。其中，自然人{~}#。",
        "本届政府任期内累计受理政府信息公开申请{~big}#。",
        "{next}年1月至今收到政府信息公开申请{~}#，答复{~}#。",
        "往年同期为{~}#，申请量保持平稳。",
    ),
    "part of two rows": (
        "部分公开{partial.}#，其中对{<partial}#作了隐私遮盖。",
        "不予公开{denied.}#，其中{<denied}#申请人表示理解。",
        "予以公开{granted.}#，另向申请人附送说明{<granted}#。",
    ),
    "merged, withdrawn, asked again": (
        "申请人自愿撤销申请{<concluded}#。",
        "对内容相近的{~}#申请一并答复。",
        "指导{~}名群众填写申请表。",
    ),
    "topics": (
        "反映征地补偿的申请{<new}#，反映物业管理的申请{<new}#。",
        "按事项分：规划{<a:new}#、住房{>a:new}#。",
    ),
    "channels": (
        "邮寄方式{<a:new}#，网络方式{>a:new}#。",
        "由“互联网+督查”平台转来{<new}#。",
    ),
    "other business": (
        "受理劳动监察投诉{~big}#，办结{~big}#，结案率98%。",
        "接听政策咨询电话{~big}次，答复{~big}次。",
        "受理群众办事申请{~big}#，办结{~big}#，退件{~}#。",
        "回应网民诉求{~big}#，按期答复率100%。",
        "受理知识产权申请{~big}#，授权{~}#。",
        "办理提案{~}#，其中主办{~}#，均已答复。",
    ),
    "wider scopes": (
        "全市收到政府信息公开申请{~big}#。其中，予以公开{~}#，不予公开{~}#。",
        "各镇（街道）收到申请{~big}#，办结{~big}#。",
        "县域内各单位政府信息公开申请合计{~big}#，办结{~big}#。",
        "市公安局、市自然资源局收到的申请最多，分别为{~big}#、{~big}#。",
    ),
    "proactive disclosure": (
        "全年公开信息{~big}条，其中依申请公开转主动公开{~}条。",
        "发布规范性文件解读{~}篇。",
        "公开行政处罚信息{~}条、行政许可信息{~}条。",
    ),
    "other disputes": (
        "全年以被申请人身份参加行政复议{~}#，与政府信息公开无关。",
        "{last}年因政府信息公开被诉{~}#，维持{~}#。",
        "受理各类行政复议案件{~big}#，办结{~big}#。",
    ),
    "other documents": (
        "以区政府名义印发的规范性文件{~}#。",
        "清理涉及营商环境的规范性文件{~}#，拟修改{~}#。",
        "审查下级报备行政规范性文件{~}#。",
    ),
    "other decisions": (
        "下达责令整改通知书{~}份，立案{~}起。",
        "全市作出行政许可决定{~big}件。",
        "{last}年作出行政许可决定{~}件、行政处罚决定{~}件。",
    ),
    "plans and training": (
        "{next}年拟制定行政规范性文件{~}#。",
        "开展案例研讨{~}次，分析典型申请{~}#。",
        "计划全年办结率达到100%，重大申请会商不少于{~}#。",
    ),
    "wholes and their parts": (
        "办结政府信息公开申请{concluded.}#，其中超期办结0#。",
        "政府信息公开申请共{all.}#，由新收{new.}#与结转{carried_in.}#组成。",
    ),
    "last year's account, carried on": (
        "{last}年，共收到政府信息公开申请{~}#。其中自然人{~}#、法人或其他组织{~}#。",
        "{last}年度政府信息公开申请办结{~}#。其中，部分公开{~}#，无法提供{~}#。",
    ),
    "who asked, beyond the table": (
        "申请人中本市居民{<new}#。",
        "{~}家企业提出申请{<new}#。",
    ),
    "open requests, told later": (
        "跨年度的{carried_over.}#截至本报告发布时均已答复。",
        "12月下旬新收{<new}#，尚未到期。",
    ),
    "figures of single months and offices": (
        "一季度收到政府信息公开申请{<new}#，二季度收到{<new}#。",
        "办公室承办政府信息公开申请{<new}#，业务科室承办{<new}#。",
    ),
    "limits, norms and ranks": (
        "对一次申请超过{~}#的申请人加强释明。",
        "全年申请量在{~}个街道中居前列。",
    ),
}  # fmt: skip
