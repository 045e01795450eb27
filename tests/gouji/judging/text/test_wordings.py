"""Wordings of narratives, by their class: what each states of the tables, what it does not, and what has to be read."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from gouji.judging.judge import judge
from gouji.judging.text.claims import Claim, sentences
from gouji.reading.words.characters import plain
from gouji.verdict import Finding
from tests.gouji.judging.reports import with_text

ORGAN = "青川市教育局"


def _all(text: str, section: int = 1, organ: str = ORGAN) -> tuple[list[Claim], list[Claim]]:
    report = replace(with_text(section, plain(text)), organ=organ, year=2022)
    found = [s for s in sentences(report) if s.section == section]
    return [c for s in found for c in s.claims], [c for s in found for c in s.unsure]


def _sure(text: str, section: int = 1, organ: str = ORGAN) -> list[tuple[str, int]]:
    return [(claim.kind, int(claim.number)) for claim in _all(text, section, organ)[0]]


def _notes(rule: str, text: str) -> list[Finding]:
    return [f for f in judge(with_text(1, plain(text))).findings if f.rule == rule]


@pytest.mark.parametrize("name", ["青川市教育局", "市教育局", "教育局", "我局", "局机关"])
def test_own_name_in_any_length_tells_own_figures(name: str) -> None:
    assert _sure(f"{name}收到政府信息公开申请42件。") == [("new", 42)]
    said = f"全市共收到政府信息公开申请900件，其中{name}直接受理42件。"
    assert _sure(said) == [("new", 42)]


@pytest.mark.parametrize(
    "name", ["区教育局", "临湖区教育局", "省教育局", "市财政局", "云坪县教育局"]
)
def test_organ_of_another_region_or_kind_tells_none(name: str) -> None:
    assert _sure(f"{name}收到政府信息公开申请386件。") == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2021年、2022年，我局收到的政府信息公开申请分别为55件和29件。", [("new", 29)]),
        ("从申请数量看，2021年57件，2022年29件。", [("new", 29)]),
        ("2021年、2022年收到的申请分别为30件、42件。", [("new", 42)]),
        ("过去三年，我局收到的政府信息公开申请累计达300件。", []),
        ("“十三五”期间共收到政府信息公开申请300件。", []),
        ("全年共办理登记42件依申请公开事项。", [("new", 42)]),
        ("本年度有42件政府信息公开申请提交至市教育局。", [("new", 42)]),
        ("依申请公开件收件42件。", [("new", 42)]),
        ("截止2022年12月31日，5件政府信息公开申请尚在办理期限内。", [("carried_over", 5)]),
        ("承接上年度未办结申请4件。", [("carried_in", 4)]),
        ("本年度作出政府信息公开答复42件。", [("concluded", 42)]),
        ("依申请公开情况：无。", [("new", 0)]),
        ("未收到书面、网络等形式的政府信息公开申请。", [("unreceived", 0)]),
        ("未有申请人向市教育局提出政府信息公开申请。", [("unreceived", 0)]),
        ("办结政府信息公开申请42件，无结转。", [("concluded", 42), ("carried_over", 0)]),
        ("办结政府信息公开申请42件，无未办结申请。", [("concluded", 42), ("carried_over", 0)]),
        ("办结的42件政府信息公开申请全部予以公开。", [("concluded", 42), ("outcome", 42)]),
        ("依申请公开42件，无一例诉讼。", [("new", 42), ("dispute", 0)]),
    ],
)
def test_wording_tells_of_requests(text: str, said: list[tuple[str, int]]) -> None:
    assert sorted(_sure(text)) == sorted(said)


def test_applicants_are_read_behind_what_they_are_called() -> None:
    text = "申请主体为公民的44件，为企业的6件，为其他组织的4件。"
    claims, _ = _all(text)
    assert [(claim.kind, claim.number) for claim in claims] == [
        ("natural", 44), ("applicant", 6), ("applicant", 4),
    ]  # fmt: skip
    assert "t3.new_received.research" in claims[2].cells[0]


def test_what_was_carried_in_may_be_among_the_received_of_any_year() -> None:
    (received, carried), _ = _all("2022年共收到政府信息公开申请52件（其中上年结转4件）。")
    assert ("t3.new_received.total", "t3.carried_in.total") in received.cells
    assert carried.kind == "carried_in"


def test_outcome_within_another_one_stands_in_no_row_of_its_own() -> None:
    assert _sure("政府信息公开申请部分公开3件，其中不予公开2件。") == [("outcome", 3)]


def test_three_outcomes_are_of_requests_behind_whatever_was_told_before() -> None:
    text = "全市行政复议案件50件。予以公开5件，部分公开3件，无法提供2件。"
    assert _sure(text) == [("outcome", 5), ("outcome", 3), ("outcome", 2)]


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("全年作为被告的行政应诉案件9件，均与政府信息公开无关。", 1),
        ("行政诉讼案件9件，均非政府信息公开类。", 4),
        ("法律顾问参与处理行政复议、诉讼案件9件。", 4),
    ],
)
def test_cases_that_are_not_of_disclosure_state_nothing(text: str, section: int) -> None:
    assert _sure(text, section) == []


@pytest.mark.parametrize("what", ["没有结果纠正的案件", "无结果纠正案件"])
def test_no_case_is_said_to_be_corrected(what: str) -> None:
    said = _sure(f"政府信息公开行政诉讼9件，{what}。")
    assert sorted(said) == [("dispute", 0), ("dispute", 9)]


def test_running_total_without_a_year_has_to_be_read() -> None:
    text = "累计发生因政府信息公开引发的行政诉讼9件。"
    sure, unsure = _all(text)
    assert (sure, [claim.number for claim in unsure]) == ([], [9])
    assert _sure(f"2022年{text}") == [("dispute", 9)]


def test_amount_of_charges_is_read_behind_their_items() -> None:
    (claim,), _ = _all("行政事业性收费项目1项，收费金额45.3万元。")
    assert claim.cells == (("t2.charges.amount",),)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("主动公开信息84条：机构信息74条，工作信息9条。", True),
        ("主动公开信息84条：机构信息74条，工作信息10条。", False),
        ("公开信息共252条，其中公文类48条，动态类207条。", True),
        ("发布政策解读131篇，其中文字解读79篇、图表解读50篇。", True),
        ("发布政策解读131篇，其中文字解读79篇、图表解读50篇等。", False),
        ("主动公开信息552条，其中门户网站公开211条，政务微博公开340条。", True),
        ("主动公开信息300条，其中网站公开200条，微信同步公开200条。", False),
        ("发布信息1000条，其中政策解读20条，活动解读30条。", False),
        ("发布信息1000条，其中政策解读520条，通知公告430条。", False),
    ],
)
def test_published_items_add_up_where_their_parts_are_alike(text: str, *, told: bool) -> None:
    assert bool(_notes("TXT-12", text)) == told


@pytest.mark.parametrize(("share", "told"), [("36.36%", False), ("36.4%", False), ("39.3%", True)])
def test_share_is_of_the_whole_that_is_named_beside_it(share: str, *, told: bool) -> None:
    text = f"自然人申请24件，占申请总数66件的{share}。"
    assert bool(_notes("TXT-13", text)) == told


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("依申请公开收件量为42件，总体平稳。", [("new", 42)]),
        ("群众提交的材料规范。依申请公开工作中，全年接件42件。", [("new", 42)]),
        ("本年度收悉政府信息公开申请42件。", [("new", 42)]),
        ("收到申请人递交的政府信息公开申请表42份。", [("new", 42)]),
        ("共有42件政府信息公开申请进入我局办理程序。", [("new", 42)]),
        ("42件申请通过依申请公开渠道提交至我局。", [("new", 42)]),
        ("公民、法人和其他组织向我局申请公开政府信息42件次。", [("new", 42)]),
        ("通过网上、信函、当面三种方式递交到我局的政府信息公开申请共42件。", [("new", 42)]),
        ("线上线下渠道汇总登记政府信息公开申请42件。", [("new", 42)]),
        ("设受理窗口1个，经各渠道收到的政府信息公开申请为42件。", [("new", 42)]),
        ("机关本部受理政府信息公开申请42件。", [("new", 42)]),
        ("由本年新收42件和上年结转4件构成政府信息公开申请。", [("new", 42), ("carried_in", 4)]),
        ("2021年末未办结而转入本年的政府信息公开申请为4件。", [("carried_in", 4)]),
        ("2021年有4件政府信息公开申请结转至本年办理。", [("carried_in", 4)]),
        ("收到申请42件，2021年跨年结转4件。", [("new", 42), ("carried_in", 4)]),
        ("申请从上一年的51件缩减到今年的42件。", [("new", 42)]),
        ("收到政府信息公开申请42件，无跨年件。", [("new", 42), ("carried_over", 0)]),
        ("无人向市教育局提出政府信息公开申请。", [("unreceived", 0)]),
        ("无公民、法人或其他组织向市教育局申请公开政府信息。", [("unreceived", 0)]),
        ("全年无依申请公开情况发生。", [("unreceived", 0)]),
        ("全年依申请公开零受理。", [("new", 0)]),
        ("因政府信息公开被诉9件。", [("dispute", 9)]),
        ("公众因政府信息公开提起行政复议4件，提起诉讼9件。", [("dispute", 4), ("dispute", 9)]),
        ("政府信息公开行政复议案件数从16件压降到9件。", [("dispute", 9)]),
        (
            "未发生因政府信息公开行政复议被纠错和行政诉讼败诉的情形。",
            [("dispute", 0), ("dispute", 0)],
        ),
        ("全年实际收取行政事业性收费3万元。", [("decision", 3)]),
    ],
)
def test_wording_of_a_fourth_kind_is_read(text: str, said: list[tuple[str, int]]) -> None:
    assert sorted(_sure(text)) == sorted(said)


@pytest.mark.parametrize(
    "text",
    [
        "上半年收到政府信息公开申请20件。其中，予以公开10件。",
        "全区收到政府信息公开申请386件。其中，予以公开300件，自然人200件。",
        "2021年收到政府信息公开申请30件。其中，予以公开10件，办结20件。",
        "年底收到的5件申请依法延期。",
        "撤回申请的申请人均为自然人。",
        "依申请公开中征求第三方意见4件，其中3件第三方同意公开。",
        "政府信息公开申请当年申请当年办结14件。",
        "对一次申请超过54份的政府信息公开申请人加强释明。",
        "部分公开申请的处理中，涉及国家秘密的内容予以遮盖的2件。",
        "制发公文20件，其中主动公开12件、依申请公开5件、不予公开3件。",
        "公文公开属性审查：主动公开37件，依申请公开46件。",
        "全区30个单位零申请，12个单位共收到申请386件。",
        "政府信息公开申请量在57个街道中居前列。",
    ],
)
def test_part_of_another_time_or_circle_states_nothing(text: str) -> None:
    assert _sure(text) == []


@pytest.mark.parametrize("own", ["本机关", "我局", "市教育局"])
def test_second_number_of_a_scope_counts_what_the_first_would(own: str) -> None:
    (claim,), _ = _all(f"依申请公开方面，全区各部门386件，{own}42件。")
    assert (claim.number, claim.cells[0]) == (42, ("t3.new_received.total",))
    assert ("t3.concluded.total",) in claim.cells


@pytest.mark.parametrize(
    "text",
    [
        "政府信息公开申请人均为自然人。",
        "申请人全部为自然人。",
        "收到政府信息公开申请42件。全部为自然人申请。",
    ],
)
def test_applicants_of_one_kind_leave_no_others(text: str) -> None:
    (claim,) = [claim for claim in _all(text)[0] if claim.kind == "legal"]
    assert (claim.number, claim.none) == (0, True)
    assert "t3.new_received.business" in claim.cells[0]


@pytest.mark.parametrize(
    "text",
    [
        "收到政府信息公开申请42件，办结40件。全部为自然人申请。",
        "予以公开3件。申请人均为自然人。",
    ],
)
def test_whose_applicants_is_not_certain_behind_other_counts(text: str) -> None:
    assert "legal" not in dict(_sure(f"依申请公开规范。{text}"))


@pytest.mark.parametrize(
    "total", ["连同上年结转，共46件", "加上上年结转的申请，合计46件", "新收和结转的申请共46件"]
)
def test_sum_with_what_was_carried_in_is_not_what_was_carried_in(total: str) -> None:
    (claim,) = _all(f"受理的政府信息公开申请，{total}。")[0]
    assert claim.cells[0] == ("t3.new_received.total", "t3.carried_in.total")


def test_those_carried_in_among_the_concluded_may_be_fewer_than_were_carried_in() -> None:
    claims, _ = _all("全年办结政府信息公开申请47件，其中上年结转5件。")
    assert [(claim.kind, claim.part) for claim in claims] == [
        ("concluded", False),
        ("carried_in", True),
    ]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("收到政府信息公开申请（含补正后重新提交的）42件。", 42),
        ("共收到政府信息公开申请——涉及教育、财政等领域——42件。", 42),
        ("政府信息公开申请数量有所变化，2021年35件、2022年42件。", 42),
        ("2022年42件、2021年35件，政府信息公开申请量变化明显。", 42),
        ("依申请公开。答复情况：公开20件，部分公开8件，不予公开2件。", 20),
        ("以我局名义制发行政规范性文件42件。", 42),
        ("共废止行政规范性文件4件，保留42件。", 42),
        ("政府信息公开申请部分公开8件，涉及过程性信息2件。", 2),
    ],
)
def test_what_may_count_something_else_has_to_be_read(text: str, number: int) -> None:
    sure, unsure = _all(text)
    assert number in [claim.number for claim in unsure]
    assert number not in [claim.number for claim in sure]


def test_each_outcome_is_read_in_its_own_words() -> None:
    claims, _ = _all("政府信息公开申请予以公开12件，部分予以公开28件，不予公开8件。")
    assert [claim.cells[0][0] for claim in claims] == [
        "t3.granted.total", "t3.partial.total", "t3.denied.state_secret.total",
    ]  # fmt: skip


def test_reason_may_be_named_in_another_order() -> None:
    (claim,), _ = _all("政府信息公开申请中，属于信访、投诉、举报类申请而不予处理的4件。")
    assert claim.cells[0] == ("t3.not_processed.petition.total",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2022年由上述渠道收到政府信息公开申请42件。", [("new", 42)]),
        ("我局通过邮箱、快递、窗口收到政府信息公开申请书42件。", [("new", 42)]),
        ("共收悉42件书面及网络政府信息公开申请。", [("new", 42)]),
        ("面对全年42件政府信息公开申请，我局逐件核查。", [("new", 42)]),
        ("政府信息公开申请数量保持在低位，共42件。", [("new", 42)]),
        ("收到政府信息公开申请，经逐件登记核对，共42件。", [("new", 42)]),
        (
            "本年新收政府信息公开申请42件，上年结转4件，两项相加46件。",
            [("new", 42), ("carried_in", 4), ("new", 46)],
        ),
        ("结转自2021年的政府信息公开申请有4件。", [("carried_in", 4)]),
        ("2021年跨年度办理的政府信息公开申请4件。", [("carried_in", 4)]),
        ("上年度遗留未办结的政府信息公开申请4件，已优先办理。", [("carried_in", 4)]),
        ("政府信息公开申请办结数（含上年结转）为42件。", [("concluded", 42)]),
        ("本年度办理结果总计为42件。", [("concluded", 42)]),
        ("转由我局办理的政府信息公开申请42件。", [("concluded", 42)]),
        ("办结政府信息公开申请42件，年末无存量未结件。", [("concluded", 42), ("carried_over", 0)]),
        (
            "收到政府信息公开申请42件，办结率达到100%。",
            [("new", 42), ("carried_over", 0)],
        ),
        ("收到政府信息公开申请42件，答复率100%。", [("new", 42)]),
        ("依申请公开受理数为零。", [("new", 0)]),
        (
            "政府信息公开申请答复中，予以公开占20件，部分公开占8件。",
            [("outcome", 20), ("outcome", 8)],
        ),
        (
            "政府信息公开申请分别作出“予以公开”20件、“不予公开”2件。",
            [("outcome", 20), ("outcome", 2)],
        ),
        ("办结的政府信息公开申请中，予以公开的占40%，计8件。", [("outcome", 8)]),
        (
            "收到政府信息公开申请42件，办理结果均为“予以公开”。",
            [("new", 42), ("outcome", 42)],
        ),
        ("截至年底，我局有效行政规范性文件8件。", [("document", 8)]),
        ("2022年废止行政规范性文件4件，新发8件。", [("document", 4), ("document", 8)]),
        (
            "涉及政府信息公开的行政复议和行政诉讼分别为2件和3件。",
            [("dispute", 2), ("dispute", 3)],
        ),
        (
            "我局涉政府信息公开行政复议2件，涉政府信息公开行政诉讼3件。",
            [("dispute", 2), ("dispute", 3)],
        ),
        ("政府信息公开行政复议立案2件。", [("dispute", 2)]),
        (
            "因政府信息公开被提起行政诉讼3件，均以胜诉结案。",
            [("dispute", 3), ("dispute", 0)],
        ),
    ],
)
def test_wording_of_a_sixth_kind_is_read(text: str, said: list[tuple[str, int]]) -> None:
    assert sorted(_sure(text)) == sorted(said)


@pytest.mark.parametrize("kind", ["土地征收类", "房屋征收引发的", "工伤认定"])
def test_disputes_of_another_kind_are_not_those_of_table_4(kind: str) -> None:
    assert _sure(f"{kind}行政复议35件、行政诉讼41件。", 4) == []


def test_enumerated_applicants_are_those_not_named_before() -> None:
    text = "收到政府信息公开申请42件，自然人20件，企业9件，科研机构、律师事务所、社会组织等13件。"
    rest = _all(text)[0][-1]
    assert (rest.number, rest.cells[0]) == (
        13,
        tuple(
            f"t3.new_received.{column}"
            for column in ("research", "welfare", "legal_service", "other")
        ),
    )


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ("政府网站300条，微信公众号150条", True),
        ("政府网站300条，微信公众号200条", False),
        ("图解300条，视频150条", True),
        ("政府网站300条，图解150条", False),
    ],
)
def test_published_items_add_up_where_they_are_named_by_one_family(
    parts: str, *, told: bool
) -> None:
    assert bool(_notes("TXT-12", f"全年公开信息500条，其中{parts}。")) is told
