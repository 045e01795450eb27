"""The statutory form, written down once: 国办公开办函〔2019〕60号 (2019) and 〔2021〕30号 (2021)."""

from __future__ import annotations

from typing import Final

from gouji.form.tree import Block, Node, Table
from gouji.report import CellId, FormatVersion, TableId

REPORT_NAME: Final = "政府信息公开工作年度报告"

SECTIONS: Final = (
    "总体情况",
    "主动公开政府信息情况",
    "收到和处理政府信息公开申请情况",
    "政府信息公开行政复议、行政诉讼情况",
    "存在的主要问题及改进情况",
    "其他需要报告的事项",
)


def _axis(*children: Node) -> Node:
    return Node("", "", children)


def _issued() -> Node:
    return _axis(
        Node("issued", "本年制发件数"),
        Node("repealed", "本年废止件数"),
        Node("in_force", "现行有效件数"),
    )


def _made() -> Node:
    return _axis(
        Node("made", "本年新制作数量"),
        Node("newly_disclosed", "本年新公开数量"),
        Node("total_disclosed", "对外公开总数量"),
    )


_ITEMS = (
    Node("previous_items", "上一年项目数量"),
    Node("change", "本年增/减", kind="signed"),
)
_DECISIONS_2021 = _axis(Node("decisions", "本年处理决定数量"))
_DECISIONS_2019 = _axis(*_ITEMS, Node("decisions", "处理决定数量"))
_RULES = Node("rules", "规章")
_LICENCES = Node("licences", "行政许可")
_ENFORCEMENT = _axis(Node("penalties", "行政处罚"), Node("coercion", "行政强制"))
_CHARGES = _axis(Node("charges", "行政事业性收费"))

TABLE_2_2021 = Table(
    "t2",
    "2021",
    "表二",
    (
        Block(
            "第二十条第（一）项",
            _axis(_RULES, Node("normative_documents", "行政规范性文件")),
            _issued(),
        ),
        Block("第二十条第（五）项", _axis(_LICENCES), _DECISIONS_2021),
        Block("第二十条第（六）项", _ENFORCEMENT, _DECISIONS_2021),
        Block(
            "第二十条第（八）项",
            _CHARGES,
            _axis(Node("amount", "本年收费金额（单位：万元）", kind="amount", unit="万元")),
        ),
    ),
    captions=("信息内容",),
)

TABLE_2_2019 = Table(
    "t2",
    "2019",
    "表二",
    (
        Block(
            "第二十条第（一）项",
            _axis(_RULES, Node("normative_documents", "规范性文件")),
            _made(),
        ),
        Block(
            "第二十条第（五）项",
            _axis(_LICENCES, Node("other_services", "其他对外管理服务事项")),
            _DECISIONS_2019,
        ),
        Block("第二十条第（六）项", _ENFORCEMENT, _DECISIONS_2019),
        Block("第二十条第（八）项", _CHARGES, _axis(*_ITEMS)),
        Block(
            "第二十条第（九）项",
            _axis(Node("procurement", "政府集中采购")),
            _axis(
                Node("projects", "采购项目数量"),
                Node("amount", "采购总金额", kind="amount"),
            ),
        ),
    ),
    captions=("信息内容",),
)

_APPLICANTS = _axis(
    Node("natural_person", "自然人"),
    Node(
        "",
        "法人或其他组织",
        (
            Node("business", "商业企业"),
            Node("research", "科研机构"),
            Node("welfare", "社会公益组织"),
            Node("legal_service", "法律服务机构"),
            Node("other", "其他", also=("其它",)),
        ),
    ),
    Node("total", "总计", total=True, also=("合计",)),
)

_OTHER_2019 = Node("other", "", (Node("all", "（六）其他处理"),))
_OTHER_2021 = Node(
    "other",
    "（六）其他处理",
    (
        Node(
            "correction_overdue",
            "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        ),
        Node(
            "fee_overdue",
            "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        ),
        Node("other", "3.其他", also=("其它",)),
    ),
)


def _requests(other: Node) -> Node:
    return _axis(
        Node("new_received", "一、本年新收政府信息公开申请数量"),
        Node("carried_in", "二、上年结转政府信息公开申请数量"),
        Node(
            "",
            "三、本年度办理结果",
            (
                Node("granted", "（一）予以公开"),
                Node("partial", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"),
                Node(
                    "denied",
                    "（三）不予公开",
                    (
                        Node("state_secret", "1.属于国家秘密"),
                        Node("prohibited_by_law", "2.其他法律行政法规禁止公开"),
                        Node("security_and_stability", "3.危及“三安全一稳定”"),
                        Node("third_party", "4.保护第三方合法权益"),
                        Node("internal_affairs", "5.属于三类内部事务信息"),
                        Node("deliberative", "6.属于四类过程性信息"),
                        Node("enforcement_file", "7.属于行政执法案卷"),
                        Node("administrative_query", "8.属于行政查询事项"),
                    ),
                ),
                Node(
                    "unable",
                    "（四）无法提供",
                    (
                        Node("not_held", "1.本机关不掌握相关政府信息"),
                        Node("must_be_created", "2.没有现成信息需要另行制作"),
                        Node("still_unclear", "3.补正后申请内容仍不明确"),
                    ),
                ),
                Node(
                    "not_processed",
                    "（五）不予处理",
                    (
                        Node("petition", "1.信访举报投诉类申请"),
                        Node("duplicate", "2.重复申请"),
                        Node("publication", "3.要求提供公开出版物"),
                        Node("excessive", "4.无正当理由大量反复申请"),
                        Node("reissue", "5.要求行政机关确认或重新出具已获取信息"),
                    ),
                ),
                other,
                Node("concluded", "（七）总计", total=True, also=("合计",)),
            ),
        ),
        Node("carried_over", "四、结转下年度继续办理"),
    )


def _table_3(format_version: FormatVersion, other: Node) -> Table:
    return Table(
        "t3",
        format_version,
        "表三",
        (Block("", _requests(other), _APPLICANTS),),
        balance=(("new_received", "carried_in"), ("concluded", "carried_over")),
        captions=(
            "申请人情况",
            "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
        ),
    )


_DISPUTES = _axis(
    Node("reconsideration", "行政复议"),
    Node(
        "",
        "行政诉讼",
        (
            Node("litigation_direct", "未经复议直接起诉"),
            Node("litigation_after_reconsideration", "复议后起诉"),
        ),
    ),
)
_RESULTS = _axis(
    Node("upheld", "结果维持", also=("维持",)),
    Node("corrected", "结果纠正", also=("纠正",)),
    Node("other", "其他结果"),
    Node("pending", "尚未审结", also=("未审结",)),
    Node("total", "总计", total=True, also=("合计",)),
)


def _table_4(format_version: FormatVersion) -> Table:
    # Table 4 is alike in both formats.
    return Table("t4", format_version, "表四", (Block("", _DISPUTES, _RESULTS),))


TABLES: Final[dict[tuple[TableId, FormatVersion], Table]] = {
    (table.id, table.format_version): table
    for table in (
        TABLE_2_2019,
        TABLE_2_2021,
        _table_3("2019", _OTHER_2019),
        _table_3("2021", _OTHER_2021),
        _table_4("2019"),
        _table_4("2021"),
    )
}
TABLE_IDS: Final[tuple[TableId, ...]] = ("t2", "t3", "t4")


def format_version_of(year: int | None) -> FormatVersion:
    """The format in force for a report year; without a year, today's."""
    return "2019" if year is not None and year <= 2020 else "2021"


def table_id_of(cell: CellId) -> TableId:
    """The table that a cell id names: t3 of t3.granted.total. StopIteration where it names none."""
    return next(table for table in TABLE_IDS if cell.startswith(f"{table}."))


def row_of(cell: CellId) -> str:
    """The row that a cell id names: t3.granted of t3.granted.total."""
    return cell.rpartition(".")[0]


def all_cell_ids() -> tuple[str, ...]:
    """Every cell id of both formats, each once, in the order of the form."""
    return tuple(dict.fromkeys(cell for table in TABLES.values() for cell in table.specs))
