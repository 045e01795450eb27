"""What the words beside a number say that it counts: 收到…申请, 上年结转, 予以公开, 行政复议…维持, 规范性文件…废止.

Offices write freely, so the verb and the outcome are looked for and what stands between them and the number must be
empty words only: “收到政府信息公开申请42件” is a claim, “收到征地类申请20件” is not one about the whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final, Literal

from gouji.form import TABLES, Leaf, leaves
from gouji.report import CellId, FormId

Kind = Literal[
    "new", "carried_in", "concluded", "carried_over", "outcome", "reason", "natural", "legal", "applicant",
    "dispute", "document", "channel",
]  # fmt: skip
Topic = Literal["requests", "disputes", "documents", "else"]
Alternatives = tuple[tuple[CellId, ...], ...]
Rows = tuple[tuple[str, ...], ...]
_RULES: Final[dict[Kind, str]] = {
    "new": "TXT-01",
    "carried_in": "TXT-02",
    "concluded": "TXT-03",
    "carried_over": "TXT-04",
    "outcome": "TXT-06",
    "reason": "TXT-06",
    "natural": "TXT-01",
    "legal": "TXT-01",
    "applicant": "TXT-01",
    "dispute": "TXT-09",
    "document": "TXT-11",
    "channel": "TXT-12",
}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a number counts: `cells` are alternatives, the number should equal the sum of one of them."""

    kind: Kind
    rule: str
    cells: Alternatives
    rows: Rows = ()


@dataclass(slots=True)
class Setting:
    """What the words before set: topic, rows of table 3 named in this paragraph, groups of table 4."""

    t2: FormId
    t3: FormId
    topic: Topic | None = None
    rows: list[Rows] = field(default_factory=list)
    groups: list[tuple[str, ...]] = field(default_factory=list)
    settled: bool = False
    documents: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    kinds: set[Kind] = field(default_factory=set)
    part: bool = False
    with_carried: bool = False
    disclosure: bool = False
    others_documents: bool = False


# --- the words -------------------------------------------------------------------------------------------------------

_OBJECT = (
    r"(?:公民|自然人|个人|法人|企业|商业企业|科研机构|社会公益组织|公益组织|法律服务机构|其[他它]组织|组织|社会|公众|群众|各类|"
    r"各种|任何|形式|来自|对|向|本机关|本局|我局|本办|我办|本单位|我单位|我镇|我街道|我委|提出|提交|递交|要求|关于|有关|相关|涉及|"
    r"政府|政务|信息|公开|依|申请(?!人)|请求|事项|件次|案件|件|表|数量|数|总|量|共|计|合计|累计|为|有|达到|达|是|新|本年度|"
    r"本年|全年|年度|当年|情况|情形|材料|业务|方面|类|工作|内容|[的了·、和或及与以者等过到]|\s)"
)
_END = r"(?=[,;:。)]|$)"
_LAST = r"(?:上一?年度?末?|上一年|去年度?|前一?年度?|往年)"
_NEXT = r"(?:下一?个?年度?|次年度?|明年度?|来年)"
_TURN = r"(?:结转|转结|接转|结余|遗留|转入)"
_CARRIED_IN: Final = re.compile(
    rf"(?:{_LAST}(?:的|未办结|末|度)?{_TURN}(?:至|到|入)?(?:[本今当]年度?)?(?:继续)?(?:办理|答复)?"
    rf"|{_TURN}(?:自|的)?(?:上一?年度?|去年)|(?:由|从|自){_LAST}{_TURN}(?:而来|来)?){_OBJECT}*$"
)
_CARRIED_OVER: Final = re.compile(
    rf"(?:(?:{_TURN}|转|顺延|延至|延续|留待|移)(?:至|到|入|往|于)?{_NEXT}|{_NEXT}{_TURN}|(?:截至)?年(?:底|末)(?:尚)?未办结"
    rf"|尚未办结|未办结|待办结|正在办理中?|在办|尚在办理中?)(?:度|继续|再|办理|答复|处理|待办|中)*{_OBJECT}*$"
)
_TURNED: Final = re.compile(rf"{_TURN}{_OBJECT}*$")
_NEW: Final = re.compile(
    rf"(?P<verb>收到|新收到?|接收到?|接到|受理)(?:[并和及、](?:受理|登记|收到|办理|处理))?(?P<object>{_OBJECT}*)$"
)
_RECEIVING: Final = re.compile(r"收到|接到|受理")
_BARE: Final = re.compile(rf"{_OBJECT}*$")
_CONCLUDED: Final = re.compile(
    r"(?P<verb>办结|办理完毕|办理完结|办毕|办复|答复|回复|处理|办理)(?:完毕|完成|结束|并答复|和答复)?"
    rf"{_OBJECT}*(?:答复|办结|办理)?{_OBJECT}*$"
)
# 延期答复, 当场答复, 补正后答复 are some of the answers only.
_SOME_ANSWERS: Final = re.compile(
    r"延期|逾期|超期|延长|提前|当场|当面|口头|电话|网上|线上|邮寄|信函|补正|第三方|转|未|不|拒绝|同意|其[他它]|即时|当[日天]|日内"
    r"|一次|新收|收到的|收的"
)
_OUTCOMES: Final[dict[str, re.Pattern[str]]] = {
    "granted": re.compile(r"(?<!不)(?:予以|同意|准予|给予|全部|完全|全面)公开|(?<=和)公开$"),
    "partial": re.compile(r"部分公开|区分处理"),
    "denied": re.compile(r"不予以?公开|不同意公开|不宜公开|免予公开"),
    "unable": re.compile(r"(?:无法|不能|未能)提供"),
    "not_processed": re.compile(r"不予以?处理"),
    "other": re.compile(r"其[他它](?:方式|情形|类)?处理"),
}
_REASONS: Final[dict[str, re.Pattern[str]]] = {
    "denied.state_secret": re.compile(r"国家秘密"),
    "denied.prohibited_by_law": re.compile(r"法律、?(?:行政)?法规禁止"),
    "denied.security_and_stability": re.compile(r"三安全一稳定"),
    "denied.third_party": re.compile(r"第三方(?:的)?(?:合法)?权益"),
    "denied.internal_affairs": re.compile(r"内部事务"),
    "denied.deliberative": re.compile(r"过程性"),
    "denied.enforcement_file": re.compile(r"执法案卷"),
    "denied.administrative_query": re.compile(r"行政查询"),
    "unable.not_held": re.compile(r"(?:不|未)掌握"),
    "unable.must_be_created": re.compile(r"现成信息|另行制作"),
    "unable.still_unclear": re.compile(r"补正后.{0,8}不明确"),
    "not_processed.petition": re.compile(r"信访、?举报(?:、?投诉)?|信访类"),
    "not_processed.duplicate": re.compile(r"重复申请"),
    "not_processed.publication": re.compile(r"公开出版物"),
    "not_processed.excessive": re.compile(r"大量、?反复"),
    "not_processed.reissue": re.compile(r"重新出具"),
    "other.correction_overdue": re.compile(r"逾期(?:未|不)补正"),
    "other.fee_overdue": re.compile(r"逾期未.{0,8}缴"),
}
_NOT_A_REASON: Final = re.compile(r"收到|受理|接到|办理|征求|答复|开展|查处|培训")
_REASON_END: Final = re.compile(r"[^,;:。\d]{0,28}$")
_OTHER_ONLY: Final = re.compile(r"^[、和及·]*其[他它](?:情形|情况|原因|类)?(?:的|共|为|有|:)*$")
_OUTCOME_END: Final = re.compile(
    rf"(?:方式|形式|答复|处理|办理|决定|告知|作出|及|含|包括|{_OBJECT})*$"
)
_CHANNEL: Final = re.compile(
    r"网[上络站]|互联网|线[上下]|信函|邮[寄件政箱]|来信|当面|现场|窗口|传真|电子|平台|系统|书面|口头|来访|渠道|方式"
)
_NATURAL: Final = re.compile(r"自然人")
_PERSON: Final = re.compile(r"公民|个人")
_LEGAL: Final[dict[str, re.Pattern[str]]] = {
    "business": re.compile(r"商业企业|企业"),
    "research": re.compile(r"科研机构"),
    "welfare": re.compile(r"公益组织"),
    "legal_service": re.compile(r"法律服务机构"),
}
_LEGAL_ALL: Final = re.compile(r"法人|其[他它]组织")
_APPLICANT: Final = re.compile(
    rf"(?:其中|均|属于?|系|由|{_OBJECT}|{_LEGAL_ALL.pattern}|自然人|个人|公民)*$"
)

TOPICS: Final = re.compile(
    r"(?P<disputes>(?:申请)?(?:行政)?复议(?:申请)?|诉讼|起诉)|(?P<documents>规范性文件|规章)"
    r"|(?P<requests>依申请|公开申请|信息公开的申请|申请公开|申请(?!人|条件|材料)|信访、?举报、?投诉类)"
    r"|(?P<else>信访|投诉|举报|来信|来电|来访|咨询|热线|留言|提案|建议|议案|诉求|线索|工单|行政许可|行政处罚|办件|政务服务|主动公开"
    r"|微信|微博|公众号|新闻|解读|培训|网民|信箱|项目|群众反映)"
)

_AFTER: Final = re.compile(
    r"复议后(?:再|又)?(?:提起)?(?:行政)?(?:诉讼|起诉)|经(?:过)?复议后?(?:提起|起诉)(?:行政诉讼)?"
)
_DIRECT: Final = re.compile(
    r"未经(?:行政)?复议(?:程序)?(?:而)?(?:直接)?(?:提起)?(?:行政)?(?:起诉|诉讼)?|直接(?:起诉|提起)(?:行政诉讼)?"
)
_DISPUTE_OUTCOMES: Final[dict[str, re.Pattern[str]]] = {
    "upheld": re.compile(r"维持|驳回"),
    "corrected": re.compile(r"纠正|纠错|确认违法"),
    "other": re.compile(r"其[他它]结果"),
    "pending": re.compile(r"(?:尚)?未审结|未结案?|审理中|正在审理|待审结"),
}
_DISPUTE_WORD: Final = re.compile(
    r"复议|诉讼|起诉|应诉|维持|驳回|纠正|纠错|确认违法|其[他它]结果|未审结|未结案?|审理中|正在审理|待审结"
)
_DISPUTE_END: Final = re.compile(
    r"(?:案件|案|申请|数量|总数|件数|共|计|合计|为|有|了|的|均|情况|结果|类|分别|发生|被|原具体行政行为|原行政行为|决定|[:·、和])*$"
)
_NOT_OURS: Final = re.compile(
    r"(?:受理|收到|接到|办理|(?<!在)审理|(?<!未)审结|代理|应诉|协助|指导|化解|调解|出庭|旁听|新增|新收|撤回|撤销|上年|去年|结转|决定书|意见书|建议书|典型|胜诉|败诉|复议机关)"
)
_CAUSED: Final = re.compile(r"被|因|引[起发]|提起|涉及|针对")

_MADE: Final = re.compile(r"(?:制定|制发|制作|印发|出台|新制定)")
_REPEALED: Final = re.compile(r"(?:废止|宣布失效|失效)")
_IN_FORCE: Final = re.compile(r"(?:现行|继续|仍然)有效")
_DOCUMENT_END: Final = re.compile(
    r"(?:行政|规范性文件|政府|规章|文件|的|了|并|和|共|计|为|新|本年度?|全年|数量|总数|件数|现行有效|出台|印发|制定|公布|发布|目前"
    r"|保留|合计|累计|有|已|宣布|失效|[:·、])*$"
)
_DOCUMENT_START: Final = re.compile(
    r"名义|本级|清理|起草|审[查核]|备案|解读|汇编|参与|拟|修[改订]|其中|转发|涉及"
)

_NO: Final = r"(?:均?未曾?|没有|从未|并未|暂未|均?无|零|不存在|未有)"
_NO_REQUEST: Final = re.compile(
    rf"(?<![有若如]){_NO}(?:收到|新收|接到|受理|接收到?|发生|产生|出现|有|存在)*(?!提交|提出|递交|要求)(?P<object>{_OBJECT}+){_END}"
)
_ZERO_REQUESTS: Final = re.compile(rf"(?P<object>{_OBJECT}{{1,12}})为?[零无]{_END}")
_NO_CARRIED_IN: Final = re.compile(
    rf"(?:无|没有|未有){_LAST}{_TURN}{_OBJECT}*{_END}|{_LAST}(?:度)?(?:无|没有|未有){_TURN}{_OBJECT}*{_END}"
)
_NO_CARRIED_OVER: Final = re.compile(
    rf"(?:无|没有|未有)(?:需要?)?(?:{_TURN}(?:至|到|入)?{_NEXT}|{_NEXT}{_TURN})(?:继续|办理|答复|处理)*{_OBJECT}*{_END}"
)
_NO_CARRIED: Final[tuple[tuple[re.Pattern[str], Literal["carried_in", "carried_over"]], ...]] = (
    (_NO_CARRIED_IN, "carried_in"),
    (_NO_CARRIED_OVER, "carried_over"),
)
_NO_DISPUTE: Final = re.compile(
    rf"(?<![有若如]){_NO}(?:发生|收到|接到|出现|产生|涉及|引[发起]|有|存在|被)*(?P<object>(?:因|政府|政务|信息|公开|工作|依|申请|引[起发]|"
    r"而|的|被|提起|发生|有关|相关|涉及|任何|针对|对|关于|类|方面|行政|本单位|我局|本机关|举报|投诉|人|复议|诉讼|应诉|案件|案|情况|情形|事项"
    rf"|事件|现象|等|或者|[、和或及与以])+){_END}"
)


# --- meanings --------------------------------------------------------------------------------------------------------


def meaning(label: str, rest: str, setting: Setting) -> Meaning | None:
    """What a number counts, by the words before it (`label`) and behind it (`rest`); None where not certain."""
    topic = setting.topic
    if topic == "disputes":
        return _dispute(label, setting)
    if topic == "documents":
        return _document(label, rest, setting)
    return _request(label, rest, setting)


def none_stated(text: str) -> list[tuple[int, Meaning]]:
    """What a phrase says there was none of, with the place in it: 未收到申请, 无上年结转, 未发生行政复议."""
    found: list[tuple[int, Meaning]] = []
    for match in _NO_REQUEST.finditer(text):
        if "申请" in match["object"] and not _CHANNEL.search(text):
            new = _of_rows("new", (("new_received",),), match["object"])
            found.append((match.start(), Meaning("new", "TXT-07", new.cells, new.rows)))
    found += [
        (match.start(), _of_rows("new", (("new_received",),), match["object"]))
        for match in _ZERO_REQUESTS.finditer(text)
        if "申请" in match["object"]
    ]
    for pattern, kind in _NO_CARRIED:
        found += [(m.start(), _of_rows(kind, ((kind,),), "")) for m in pattern.finditer(text)]
    for match in _NO_DISPUTE.finditer(text):
        found += [
            (match.start(), Meaning("dispute", "TXT-09", (_totals(groups),)))
            for groups in _each_group(match["object"])
        ]
    return found


def _request(label: str, rest: str, setting: Setting) -> Meaning | None:
    for read in (_reason, _outcome, _carried, _concluded, _new, _applicant):
        if found := read(label, rest, setting):
            return found
    return Meaning("channel", "TXT-12", ()) if _CHANNEL.search(label) else None


def _rows_under(group: str, form: FormId) -> tuple[str, ...]:
    return tuple(
        leaf.id for leaf in _t3_rows(form) if leaf.id == group or leaf.id.startswith(f"{group}.")
    )


def _t3_rows(form: FormId) -> tuple[Leaf, ...]:
    return _T3_ROWS[form]


_T3_ROWS: Final[dict[FormId, tuple[Leaf, ...]]] = {
    form: tuple(leaves(TABLES["t3", form].blocks[0].rows)) for form in ("2019", "2021")
}


def _columns(label: str) -> tuple[tuple[str, ...], ...]:
    """The columns that the words may mean; 公民 may stand for natural persons or for everyone."""
    natural = bool(_NATURAL.search(label))
    single = tuple(column for column, words in _LEGAL.items() if words.search(label))
    legal = bool(_LEGAL_ALL.search(label)) or bool(single)
    every = (*_LEGAL, "other")
    if natural != legal and not (legal and _PERSON.search(label)):
        if natural:
            return (("natural_person",),)
        return (every,) if _LEGAL_ALL.search(label) else (single, every)
    return (
        (("total",), ("natural_person",)) if _PERSON.search(label) and not legal else (("total",),)
    )


def _of_rows(kind: Kind, rows: Rows, label: str) -> Meaning:
    cells = tuple(
        tuple(f"t3.{row}.{column}" for row in alternative for column in columns)
        for alternative in rows
        for columns in _columns(label)
    )
    return Meaning(kind, _RULES[kind], cells, rows)


def _reason(label: str, _rest: str, setting: Setting) -> Meaning | None:
    if setting.topic != "requests" or not setting.kinds or _NOT_A_REASON.search(label):
        return None
    found = tuple(row for row, words in _REASONS.items() if words.search(label))
    known = {leaf.id for leaf in _t3_rows(setting.t3)}
    if not found or not known.issuperset(found):
        return None
    groups = tuple(group for group, words in _OUTCOMES.items() if words.search(label))
    whole = tuple(row for group in groups for row in _rows_under(group, setting.t3))
    return _of_rows("reason", (found, whole) if whole else (found,), label)


def _outcome(label: str, _rest: str, setting: Setting) -> Meaning | None:
    if setting.topic != "requests":
        return None
    ends = [(m.end(), group) for group, words in _OUTCOMES.items() for m in words.finditer(label)]
    if not ends:
        return _other_outcome(label, setting)
    if not _OUTCOME_END.match(label, max(end for end, _ in ends)):
        return None
    groups = [group for group in _OUTCOMES if any(group == found for _, found in ends)]
    rows = tuple(row for group in groups for row in _rows_under(group, setting.t3))
    return _of_rows("outcome", (rows,), label)


def _other_outcome(label: str, setting: Setting) -> Meaning | None:
    """Plain 其他 counts as an outcome only in a row of outcomes."""
    if not {"outcome", "reason"} & setting.kinds or {"channel", "natural", "legal"} & setting.kinds:
        return None
    if not _OTHER_ONLY.match(label):
        return None
    other = _rows_under("other", setting.t3)
    return _of_rows("outcome", (other, other[-1:]), label)


def _carried(label: str, rest: str, setting: Setting) -> Meaning | None:
    if setting.topic != "requests":
        return None
    if _CARRIED_IN.search(label) or (_TURNED.search(label) and re.match(r"[至到]本年", rest)):
        return _of_rows("carried_in", (("carried_in",),), label)
    if _CARRIED_OVER.search(label) or (
        _TURNED.search(label) and re.match(rf"[至到入]?{_NEXT}", rest)
    ):
        return _of_rows("carried_over", (("carried_over",),), label)
    if _TURNED.search(label):
        return _of_rows("carried_over", (("carried_over",), ("carried_in",)), label)
    return None


def _concluded(label: str, _rest: str, setting: Setting) -> Meaning | None:
    match = _CONCLUDED.search(label)
    if not match or setting.topic != "requests":
        return None
    said = label[match.end("verb") :]
    if "公开" in said and "申请" not in said:
        return None  # 答复公开20件 says the outcome
    if _SOME_ANSWERS.search(label, max(match.start() - 10, 0), match.start()):
        return None
    rows: list[tuple[str, ...]] = [("concluded",)]
    if match["verb"] in {"处理", "办理"}:
        rows += [("new_received", "carried_in"), ("new_received",)]
    elif "复" in match["verb"]:
        rows += _answered(setting.t3)
    return _of_rows("concluded", tuple(rows), label)


def _answered(form: FormId) -> list[tuple[str, ...]]:
    """Who counts answers may leave out what was no longer processed."""
    groups = tuple(_OUTCOMES)
    return [
        tuple(row for group in counted for row in _rows_under(group, form))
        for counted in (groups[:-1], groups[:-2])
    ]


def _new(label: str, rest: str, setting: Setting) -> Meaning | None:
    match = _NEW.search(label)
    if not match:
        if _RECEIVING.search(label):
            setting.topic = "else"
        return _bare(label, setting)
    found = _received(match, label, rest, setting)
    if found is None:
        setting.topic = (
            "else"  # 收到征地类申请20件，办结18件: what follows is about some requests only
        )
    return found


def _received(match: re.Match[str], label: str, rest: str, setting: Setting) -> Meaning | None:
    if "申请" not in match["object"] and not _takes_requests(match["object"], rest, setting):
        return None
    fresh = "新收" in label or "本年" in label
    if setting.part and "new" in setting.kinds and not (fresh and "concluded" not in setting.kinds):
        return None
    if _CHANNEL.search(label):
        return None
    rows: Rows = (("new_received",),)
    if setting.with_carried and not fresh:
        rows += (("new_received", "carried_in"),)
    return _of_rows("new", rows, label + rest if rest.startswith(("自然人", "法人")) else label)


def _takes_requests(obj: str, rest: str, setting: Setting) -> bool:
    """收到 with the number before its object: 收到8份申请; or with the object before the verb."""
    if obj.strip("的了·、共计为有到过"):
        return False
    if re.match(rf"{_OBJECT}*?申请", rest):
        return True
    return setting.topic == "requests" and bool(re.match(r"$|[均已全都其并占、]", rest))


def _bare(label: str, setting: Setting) -> Meaning | None:
    """依申请公开42件, without a verb: any of what is counted as requests."""
    if "申请" not in label or not _BARE.match(label) or setting.part or setting.kinds:
        return None
    rows = (
        ("new_received",), ("new_received", "carried_in"), ("concluded",), ("granted",), ("granted", "partial"),
    )  # fmt: skip
    found = _of_rows("new", rows, label)
    return Meaning("new", found.rule, found.cells, rows[:1])


def _applicant(label: str, _rest: str, setting: Setting) -> Meaning | None:
    columns = _columns(label)
    if ("total",) in columns or setting.topic != "requests" or not _APPLICANT.match(label):
        return None
    rows = tuple(dict.fromkeys(row for alternatives in setting.rows for row in alternatives))
    rows = rows or (("new_received",),)
    rows = tuple(dict.fromkeys((*rows, ("new_received", "carried_in"))))
    return _of_rows(_applicant_kind(columns), rows, label)


def _applicant_kind(columns: tuple[tuple[str, ...], ...]) -> Kind:
    if columns == (("natural_person",),):
        return "natural"
    return "legal" if len(columns) == 1 else "applicant"


def _dispute(label: str, setting: Setting) -> Meaning | None:
    words = list(_DISPUTE_WORD.finditer(label))
    if not words or not setting.disclosure or not _DISPUTE_END.match(label, words[-1].end()):
        return None
    if _NOT_OURS.search(label) and not (_CAUSED.search(label) and "复议机关" not in label):
        setting.groups = []  # what follows are the outcomes of others' cases
        return None
    mentioned = tuple(group for groups in _each_group(label) for group in groups)
    if mentioned:
        setting.groups = [mentioned] if setting.settled else [*setting.groups, mentioned]
        setting.settled = False
    outcomes = tuple(name for name, found in _DISPUTE_OUTCOMES.items() if found.search(label))
    candidates = [mentioned] if mentioned else _candidates(setting)
    setting.settled = setting.settled or bool(outcomes)
    names = outcomes or ("total",)
    if "驳回" in label:
        names = ("upheld",)
    cells = [tuple(f"t4.{g}.{n}" for g in groups for n in names) for groups in candidates]
    if "驳回" in label:
        cells += [tuple(f"t4.{g}.other" for g in groups) for groups in candidates]
    return Meaning("dispute", "TXT-09", tuple(cells)) if cells else None


def _candidates(setting: Setting) -> list[tuple[str, ...]]:
    """The groups that an outcome without its own may belong to: each one named before, or all of them."""
    every = tuple(dict.fromkeys(group for groups in setting.groups for group in groups))
    return list(dict.fromkeys((*reversed(setting.groups), every))) if every else []


def _each_group(text: str) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    rest = text
    for pattern, group in (
        (_DIRECT, "litigation_direct"),
        (_AFTER, "litigation_after_reconsideration"),
    ):
        if pattern.search(rest):
            found.append((group,))
            rest = pattern.sub("", rest)
    if "复议" in rest:
        found.insert(0, ("reconsideration",))
    if not any("litigation" in groups[0] for groups in found) and re.search(
        r"诉讼|起诉|应诉", rest
    ):
        found.append(("litigation_direct", "litigation_after_reconsideration"))
    return found


def _totals(groups: tuple[str, ...]) -> tuple[CellId, ...]:
    return tuple(f"t4.{group}.total" for group in groups)


_DOCUMENT_COLUMNS: Final[dict[FormId, tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]]] = {
    "2021": ((_MADE, ("issued",)), (_REPEALED, ("repealed",)), (_IN_FORCE, ("in_force",))),
    "2019": ((_MADE, ("made", "newly_disclosed")),),
}


def _document(label: str, rest: str, setting: Setting) -> Meaning | None:
    if setting.others_documents or _DOCUMENT_START.search(label):
        return None
    columns = _document_columns(label, setting)
    named = label if "规" in label else label + rest[:8]
    rows = tuple(row for row, word in _DOCUMENTS.items() if word in named) or setting.documents
    if not columns or not rows:
        return None
    setting.documents, setting.columns = rows, columns
    cells = tuple(tuple(f"t2.{row}.{column}" for row in rows) for column in columns)
    return Meaning("document", "TXT-11", cells)


def _document_columns(label: str, setting: Setting) -> tuple[str, ...]:
    """What was done to the documents; 制定规章2部、规范性文件3件 names it once."""
    ends = [
        (match.end(), columns)
        for words, columns in _DOCUMENT_COLUMNS[setting.t2]
        for match in words.finditer(label)
    ]
    if not ends:
        return setting.columns if "规" in label and _DOCUMENT_END.match(label) else ()
    end, columns = min(ends)
    one = len({found for _, found in ends}) == 1
    return columns if one and _DOCUMENT_END.match(label, end) else ()


_DOCUMENTS: Final = {"rules": "规章", "normative_documents": "规范性文件"}
