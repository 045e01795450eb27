"""How offices tell their figures: many ways of saying the same, filled with the figures of a balanced report."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from gouji import numerals
from gouji.report import CellId

LEGAL: Final = ("business", "research", "welfare", "legal_service", "other")
_OUTCOMES: Final = {
    "granted": ("granted",),
    "partial": ("partial",),
    "denied": (
        "denied.state_secret", "denied.prohibited_by_law", "denied.security_and_stability", "denied.third_party",
        "denied.internal_affairs", "denied.deliberative", "denied.enforcement_file", "denied.administrative_query",
    ),
    "unable": ("unable.not_held", "unable.must_be_created", "unable.still_unclear"),
    "refused": (
        "not_processed.petition", "not_processed.duplicate", "not_processed.publication", "not_processed.excessive",
        "not_processed.reissue",
    ),
    "other": ("other.correction_overdue", "other.fee_overdue", "other.other"),
}  # fmt: skip
LAWSUITS: Final = ("litigation_direct", "litigation_after_reconsideration")

# Name in a phrase → (rule, cells whose sum it is).
FIGURES: Final[dict[str, tuple[str, tuple[CellId, ...]]]] = {
    "new": ("TXT-01", ("t3.new_received.total",)),
    "all": ("TXT-01", ("t3.new_received.total", "t3.carried_in.total")),
    "natural": ("TXT-01", ("t3.new_received.natural_person",)),
    "legal": ("TXT-01", tuple(f"t3.new_received.{column}" for column in LEGAL)),
    "business": ("TXT-01", ("t3.new_received.business",)),
    "come": ("TXT-02", ("t3.carried_in.total",)),
    "done": ("TXT-03", ("t3.concluded.total",)),
    "left": ("TXT-04", ("t3.carried_over.total",)),
    **{
        name: ("TXT-06", tuple(f"t3.{row}.total" for row in rows))
        for name, rows in _OUTCOMES.items()
    },
    "open": ("TXT-06", ("t3.granted.total", "t3.partial.total")),
    "secret": ("TXT-06", ("t3.denied.state_secret.total",)),
    "file": ("TXT-06", ("t3.denied.enforcement_file.total",)),
    "process": ("TXT-06", ("t3.denied.deliberative.total",)),
    "held": ("TXT-06", ("t3.unable.not_held.total",)),
    "create": ("TXT-06", ("t3.unable.must_be_created.total",)),
    "petition": ("TXT-06", ("t3.not_processed.petition.total",)),
    "again": ("TXT-06", ("t3.not_processed.duplicate.total",)),
    "appeals": ("TXT-09", ("t4.reconsideration.total",)),
    "appeals_upheld": ("TXT-09", ("t4.reconsideration.upheld",)),
    "appeals_corrected": ("TXT-09", ("t4.reconsideration.corrected",)),
    "appeals_other": ("TXT-09", ("t4.reconsideration.other",)),
    "appeals_pending": ("TXT-09", ("t4.reconsideration.pending",)),
    "suits": ("TXT-09", tuple(f"t4.{group}.total" for group in LAWSUITS)),
    "suits_upheld": ("TXT-09", tuple(f"t4.{group}.upheld" for group in LAWSUITS)),
    "suits_pending": ("TXT-09", tuple(f"t4.{group}.pending" for group in LAWSUITS)),
    "direct": ("TXT-09", ("t4.litigation_direct.total",)),
    "direct_upheld": ("TXT-09", ("t4.litigation_direct.upheld",)),
    "direct_corrected": ("TXT-09", ("t4.litigation_direct.corrected",)),
    "after": ("TXT-09", ("t4.litigation_after_reconsideration.total",)),
    "after_upheld": ("TXT-09", ("t4.litigation_after_reconsideration.upheld",)),
    "disputes": ("TXT-09", ("t4.reconsideration.total", *(f"t4.{g}.total" for g in LAWSUITS))),
    "issued": ("TXT-11", ("t2.normative_documents.issued",)),
    "repealed": ("TXT-11", ("t2.normative_documents.repealed",)),
    "in_force": ("TXT-11", ("t2.normative_documents.in_force",)),
    "rules_issued": ("TXT-11", ("t2.rules.issued",)),
}  # fmt: skip

# A name with a star may also mean something else that the tables hold: a changed number need not be wrong.
RECEIVED: Final = (
    "2022年，我局共收到政府信息公开申请{new}件，上年结转{come}件，办结{done}件，结转下年度继续办理{left}件。",
    "本年新收政府信息公开申请{new}件，上年度结转政府信息公开申请{come}件。",
    "全年收到公民、法人和其他组织提出的政府信息公开申请{new}件，加之上年转结{come}件，年内办结{done}件，其余{left}件结转至下一年度办理。",
    "年内受理依申请公开{new}件，已按期办结{done}件。",
    "全年共收到{new}件政府信息公开申请，{left}件结转下年度继续办理。",
    "依申请公开工作平稳有序。今年以来，本机关收到申请{new}件，2021年结转{come}件；办结{done}件，结转到2023年继续办理{left}件。",
    "本局全年共收到政府信息公开申请{all}件（含上年结转{come}件），已办结{done}件。",
    "收到申请总数为{all}件，其中上年结转{come}件、本年新收{new}件；截至12月31日办结{done}件，结转下年{left}件。",
    "2022年1月1日至12月31日，收到信息公开申请{new}份，上年度结转{come}份。",
    "本机关2022年度新收到依申请公开件{new}件，办结{done}件，正在办理{left}件。",
    "在依申请公开方面，青川市档案局全年接到政府信息公开申请{new}宗，全部登记在册，办结{done}宗。",
    "一年来共接收政府信息公开申请{new}件，另有上年结转{come}件，共答复{done*}件，尚未办结{left}件转入下年。",
    "2022年共处理政府信息公开申请{all*}件，其中新收{new}件、上年结转{come}件；顺延至下一年度办理{left}件。",
    "政府信息公开申请方面：新收到{new}件，上年结转{come}件，办理完毕{done}件，结转2023年度{left}件。",
    "收到申请{new}件，较上年增加7件，同比增长35%；办结{done}件。",
    "2021年收到申请17件，2022年收到申请{new}件，比2021年增加12件。",
    "本年度依申请公开工作情况：收到政府信息公开申请数量{new}件，{done}件已办结，{left}件结转下年度。",
    "据统计，全年我局收到的政府信息公开申请共计{new}件，均已登记。",
    "全年政府信息公开申请量为{new*}件。",
    "（1）全年收到书面或网上提交的各类申请，均在系统登记。共收到政府信息公开申请{new}件，按时办结{done}件。",
    "截至2022年底，共受理政府信息公开申请{new}件，其中上年结转办理{come}件另计。",
    "严格按照《政府信息公开条例》第三十三条规定的20个工作日期限办理申请，全年收到申请{new}件、办结{done}件、结转下年{left}件。",
    "2022年，本单位共收到依申请公开政府信息的申请{new}件次，较去年同期（17件）明显上升。",
    "收到群众来信120件，接受咨询300余次；收到政府信息公开申请{new}件，办结{done}件。",
)
APPLICANTS: Final = (
    "本年收到政府信息公开申请{new}件，其中自然人{natural}件，法人或其他组织{legal}件。",
    "全年收到申请{new}件。其中，自然人申请{natural}件、法人和其他组织申请{legal}件。",
    "2022年新收政府信息公开申请{new}件，{natural}件为自然人申请，{legal}件为法人或其他组织申请。",
    "收到政府信息公开申请{new}件（自然人{natural}件，法人及其他组织{legal}件）。",
    "从申请人看，收到政府信息公开申请{new}件，自然人提出{natural}件，占比较高；商业企业提出{business*}件。",
)
OUTCOMES: Final = (
    "全年办结政府信息公开申请{done}件，其中予以公开{granted}件，部分公开{partial}件，不予公开{denied}件，无法提供{unable}件，不予处理{refused}件，其他处理{other}件。",
    "在已办结的申请中，{granted}件予以公开、{partial}件部分公开、{denied}件不予公开、{unable}件无法提供。",
    "依申请公开办理结果：予以公开{granted}件；部分公开{partial}件；不予公开{denied}件，其中属于国家秘密{secret}件、属于行政执法案卷{file}件；无法提供{unable}件，其中本机关不掌握{held}件、没有现成信息需要另行制作{create}件。",
    "办结的申请里，予以公开和部分公开{open}件，不予公开答复{denied}件，不予处理{refused}件（信访举报投诉类申请{petition}件、重复申请{again}件）。",
    "申请答复情况：同意公开的{granted}件，区分处理后部分公开的{partial}件，因属于四类过程性信息不予公开{process*}件，作其他处理的{other}件。",
    "对政府信息公开申请作出予以公开决定{granted}件，作出不予公开决定{denied}件，告知无法提供{unable}件。",
    "申请办理中，以部分公开方式答复{partial}件，以无法提供方式答复{unable}件，其他{other*}件。",
    "本年度办结申请{done}件：（一）予以公开{granted}件；（二）部分公开（区分处理的，只计这一情形，不计其他情形）{partial}件；（三）不予公开{denied}件；（四）无法提供{unable}件；（五）不予处理{refused}件；（六）其他处理{other}件。",
)
DISPUTES: Final = (
    "因政府信息公开引起的行政复议{appeals}件，行政诉讼{suits}件。",
    "全年因政府信息公开被申请行政复议{appeals}件，其中结果维持{appeals_upheld}件，结果纠正{appeals_corrected}件，其他结果{appeals_other}件，尚未审结{appeals_pending}件。",
    "政府信息公开类行政诉讼{suits}起，未经复议直接起诉{direct}起，复议后起诉{after}起。",
    "涉及政府信息公开的行政复议案件{appeals}件，维持{appeals_upheld}件、纠正{appeals_corrected}件；行政诉讼案件{suits}件，维持{suits_upheld}件，尚未审结{suits_pending}件。",
    "围绕政府信息公开，发生行政复议{appeals}件、提起行政诉讼{suits}件，均依法应对。",
    "与信息公开有关的争议依法办理，被提起行政诉讼{suits}件，其中未经复议直接起诉{direct}件（结果维持{direct_upheld}件，结果纠正{direct_corrected}件），复议后起诉{after}件（结果维持{after_upheld}件）。",
    "政府信息公开行政复议和行政诉讼案件共{disputes}件。",
    "政府信息公开工作被复议{appeals}宗，{appeals_upheld}宗维持，{appeals_pending}宗尚未审结。",
)
DOCUMENTS: Final = (
    "全年制发行政规范性文件{issued}件，废止{repealed}件，现行有效{in_force}件。",
    "2022年共制定出台行政规范性文件{issued}件，均已公开。",
    "截至2022年底，现行有效的行政规范性文件共{in_force}件，本年废止行政规范性文件{repealed}件。",
    "新制定规章{rules_issued}部、行政规范性文件{issued}件。",
    "本年度印发{issued}件行政规范性文件，同步做好解读。",
)
OTHER_SECTIONS: Final[dict[int, tuple[str, ...]]] = {
    3: (
        "本机关新收申请{new}件，上年结转{come}件，共办理{done*}件，办结{done}件，结转下年度继续办理{left}件。",
        "其中予以公开{granted}件，部分公开{partial}件，不予公开{denied}件，无法提供{unable}件。",
        "本年收到{new}件，办结{done}件。",
        "自然人申请{natural}件，法人或其他组织申请{legal}件。",
    ),
    4: (
        "行政复议{appeals}件，行政诉讼{suits}件。",
        "未经复议直接起诉{direct}件，其中结果维持{direct_upheld}件、结果纠正{direct_corrected}件；复议后起诉{after}件。",
        "行政复议、行政诉讼共{disputes}件。",
        "复议结果维持{appeals_upheld}件，结果纠正{appeals_corrected}件，尚未审结{appeals_pending}件。",
    ),
}
# About something else, or not about this year, this organ, the whole: no claim, whatever the number.
ELSEWHERE: Final = (
    "全年主动公开政府信息1,208条，其中政策文件31条、公示公告455条。",
    "办理人大代表建议、政协提案20件，办结20件，满意率100%。",
    "收到群众来信来访120件，答复118件。",
    "受理信访投诉举报86件，处理84件，不予处理2件。",
    "网上信箱收到群众咨询投诉325件，按期答复325件。",
    "12345热线转办工单4,310件，办结4,290件，办结率99.5%。",
    "2021年收到政府信息公开申请9,001件，办结8,999件，结转下年2件。",
    "去年收到政府信息公开申请9,001件，答复9,001件。",
    "比上年多收到政府信息公开申请9,001件。",
    "与2021年相比，政府信息公开申请增加9,001件，增长30%。",
    "上半年收到政府信息公开申请9,001件，办结9,000件。",
    "第一季度受理政府信息公开申请9,001件。",
    "截至6月底，收到政府信息公开申请9,001件。",
    "1月至10月，收到政府信息公开申请9,001件。",
    "自2008年条例实施以来，累计收到政府信息公开申请9,001件。",
    "全市各部门共收到政府信息公开申请9,001件，办结9,000件。",
    "全区共收到政府信息公开申请9,001件，其中予以公开9,000件。",
    "各镇街收到政府信息公开申请9,001件。",
    "下属单位收到政府信息公开申请9,001件。",
    "其中市水利局收到政府信息公开申请9,001件。",
    "明年计划将政府信息公开申请的平均办理时间缩短，力争答复9,001件。",
    "收到征地拆迁类政府信息公开申请9,001件，办结9,000件。",
    "收到通过信函提交的政府信息公开申请9,001件，答复9,000件。",
    "约收到政府信息公开申请9,001余件。",
    "延期答复政府信息公开申请9,001件。",
    "公开行政处罚决定9,001件，公开行政许可决定9,002件。",
    "受理行政许可申请9,001件，办结9,000件。",
    "收到低保申请9,001件，审核通过9,000件。",
    "受理不动产登记申请9,001件。",
    "审查行政规范性文件9,001件，备案9,000件。",
    "全年清理行政规范性文件9,001件，其中废止9,000件。",
    "发布行政规范性文件解读9,001条。",
    "全年共受理行政复议案件9,001件，审结9,000件，其中维持8,000件。",
    "公开行政复议决定书9,001份。",
    "全年收到行政复议申请9,001件（其中涉及政府信息公开3件）。",
    "截至2022年12月31日，累计制发行政规范性文件9,001件。",
    "对照要求梳理现行有效行政规范性文件9,001件，废止9,000件。",
    "对收到的政府信息公开申请发出答复书9,001份、补正告知书9,002份。",
    "指导下属单位答复政府信息公开申请9,001件。",
    "办理行政应诉案件9,001件。",
    "开展政府信息公开培训9场，参训9,001人次，发放资料9,001份。",
    "推出“一件事”改革9,001项，一次性告知申请材料。",
    "三年来收到政府信息公开申请分别为9,001件、9,002件和9,003件。",
    "2020年、2021年和2022年收到政府信息公开申请9,001件、9,002件、9,003件。",
    "指导9,001个部门规范办理政府信息公开申请。",
    "政府信息公开申请答复文书抽查9,001份。",
    "网站发布信息9,001条，微信公众号推送9,002条，其他渠道9,003条。",
)
NO_REQUESTS: Final = (
    "本年度未收到政府信息公开申请。",
    "全年没有收到依申请公开件。",
    "2022年，我局未收到任何公民、法人和其他组织提出的政府信息公开申请。",
    "本年度，本单位未接到依申请公开事项。",
    "全年无政府信息公开申请。",
    "本机关本年度未收到公开政府信息的申请，也没有上年结转的申请。",
    "依申请公开方面，全年零申请。",
    "我局没有收到过要求公开政府信息的申请，无上年度结转，无结转下年度办理的申请。",
    "2022年未发生依申请公开情况。",
    "全年收到政府信息公开申请0件。",
    "年内受理政府信息公开申请零件，上年结转0件，办结0件，结转下年0件。",
    "我局政府信息公开申请数量为零。",
)
NO_DISPUTES: Final = (
    "未发生政府信息公开行政复议和行政诉讼。",
    "全年没有因政府信息公开引起的行政复议、行政诉讼案件。",
    "因政府信息公开被申请行政复议、提起行政诉讼均为0件。",
    "无涉及政府信息公开的行政复议，无行政诉讼。",
    "未出现针对政府信息公开工作的举报、投诉、行政复议或提起行政诉讼等情况。",
    "政府信息公开行政复议0件，行政诉讼0件。",
)
NOT_NONE: Final = (
    "未收到征地类政府信息公开申请。",
    "未收到通过传真提交的政府信息公开申请。",
    "上半年未收到政府信息公开申请。",
    "2021年未收到政府信息公开申请。",
    "各科室未发生申请超期答复的情况。",
    "没有收到对申请答复不满意的反馈。",
    "如未收到申请人补正材料，视为放弃申请。",
    "办理申请过程中没有收取任何费用。",
    "没有发生行政诉讼败诉。",
    "未收到信访、投诉申请。",
    "群众没有提交申请材料的，一次性告知。",
    "下属单位未收到政府信息公开申请。",
)


def arabic(number: int) -> str:
    """42"""
    return str(number)


def grouped(number: int) -> str:
    """1,234"""
    return f"{number:,}"


def wide(number: int) -> str:
    """４２"""
    return str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))


def spaced(number: int) -> str:
    """42"""
    return f" {number} "


def chinese(number: int) -> str:
    """四十二, 一百零三, 两"""
    return "两" if number == 2 else numerals.chinese(number)


WRITINGS: Final[tuple[Callable[[int], str], ...]] = (arabic, grouped, wide, spaced, chinese)


def value(name: str, figures: Mapping[CellId, int]) -> int:
    """The number that a name in a phrase stands for."""
    return sum(figures[cell] for cell in FIGURES[name][1])


def names(phrases: Sequence[str]) -> list[str]:
    """The names in phrases, with their stars, in order."""
    found = [part.split("}")[0] for phrase in phrases for part in phrase.split("{")[1:]]
    return list(dict.fromkeys(found))


def fill(phrase: str, numbers: Mapping[str, int], write: Callable[[int], str]) -> str:
    """The phrase with its numbers; a star is part of a name only in the pattern."""
    for name in names([phrase]):
        phrase = phrase.replace(f"{{{name}}}", write(numbers[name.rstrip("*")]))
    return phrase
