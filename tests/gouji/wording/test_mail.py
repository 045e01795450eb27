"""The e-mails as officers read them: subject, what to do first, what can be cut out and forwarded."""

from __future__ import annotations

from datetime import date
from typing import Final, get_args, get_type_hints

import pytest
from msgspec.structs import replace

from gouji.facts.base import Facts
from gouji.facts.office_files import Fault
from gouji.facts.process import LocalDeadlineMissed, StatutoryDeadlineMissed
from gouji.facts.reasons import MalformedOfficeFile, Missing
from gouji.facts.sources import OrganMisplaced, YearMisplaced
from gouji.result import Result
from gouji.season.differences import Changes, changes
from gouji.verdict import Finding, Rulebook, Severity
from gouji.wording.mail import Arrival, failure_mail, verdict_mail, without_higher_regions
from gouji.wording.returned import returned
from gouji.wording.unchecked import of_office
from tests.gouji.wording.builders import TOTAL, finding, result, unassessed, unreadable

ARRIVAL: Final = Arrival(
    "年报（定稿）.docx",
    office="haishu",
    year=2022,
    organ="宁波市海曙区教育局",
    short_name="区教育局",
    number=1,
    at="2023-01-20T17:30:00Z",
)
LATE: Final = StatutoryDeadlineMissed(
    step="submitted", on=date(2023, 2, 3), deadline=date(2023, 1, 31)
)
OTHER_ORGAN: Final = OrganMisplaced(organ="卫生局", handed_in="教育局")


def of(facts: Facts, severity: Severity = "error") -> Finding:
    return replace(finding(severity=severity), facts=facts)


def subject(made: Result, arrival: Arrival = ARRIVAL) -> str:
    return verdict_mail(arrival, made).subject


# --- rules that are off ---------------------------------------------------------------------


OFF: Final = Rulebook("1", off=("X-02", "X-09"), severities={"X-03": "note"})


def test_rules_that_are_off_are_told_in_subject_headline_and_body() -> None:
    mail = verdict_mail(ARRIVAL, result(rules=OFF))
    assert mail.subject.startswith("【通过】")
    assert mail.subject.endswith("（停用规则 2 条）")
    assert mail.body.startswith("通过：除停用的规则外")
    assert "停用了 2 条规则，没有按它们核对：X-02 乙规则、X-09。" in mail.body
    assert "改了轻重：X-03 丙规则为备注。" in mail.body


def test_report_judged_by_the_whole_catalogue_says_nothing_of_rules() -> None:
    for rules in (None, Rulebook("1"), Rulebook("1", on=("X-02",))):
        mail = verdict_mail(ARRIVAL, result(rules=rules))
        assert "停用" not in mail.subject + mail.body


# --- the subject ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (result(), "【通过】区教育局 2022年度"),
        (
            result(findings=[finding(), finding(severity="warning")]),
            "【有错】区教育局 2022年度（错误 1 处，提醒 1 处）",
        ),
        (result(status="incomplete"), "【未能核对完】区教育局 2022年度"),
        (unreadable("打不开。"), "【无法读取】区教育局 2022年度"),
    ],
)
def test_subject_leads_with_the_verdict_then_the_organ_then_the_year(
    made: Result, said: str
) -> None:
    assert subject(made) == said


@pytest.mark.parametrize(
    "facts", [LATE, LocalDeadlineMissed(on=date(2023, 2, 3), deadline=date(2023, 1, 9))]
)
@pytest.mark.parametrize("status", ["passed", "incomplete"])
def test_late_report_says_so_in_the_subject(facts: Facts, status: str) -> None:
    assert "·逾期】" in subject(result(status=status, findings=[of(facts)]))


@pytest.mark.parametrize("severity", ["error", "warning"])
@pytest.mark.parametrize("facts", [OTHER_ORGAN, YearMisplaced(year=2021, handed_in=2022)])
def test_report_of_another_organ_or_year_never_seems_to_have_passed(
    facts: Facts, severity: Severity
) -> None:
    for status in ("passed", "flagged", "incomplete"):
        made = result(status=status, findings=[of(facts, severity), of(LATE)])
        assert "通过" not in subject(made)
        assert "不符·逾期】" in subject(made)


def test_subject_of_a_later_upload_says_which_it_is() -> None:
    later = Arrival("a.docx", office="h", year=2022, organ="教育局", number=3)
    assert subject(result(), later) == "【通过】教育局 2022年度 第3次报送"


def test_subject_is_one_short_line() -> None:
    long = Arrival("年\t报.docx", organ="很长的\n机关名" * 30, year=2022)
    for mail in (verdict_mail(long, result()), failure_mail(long, reason="", execution="")):
        assert len(mail.subject) < 100
        assert mail.subject.isprintable()


@pytest.mark.parametrize(
    ("name", "shorter"),
    [
        ("宁波市海曙区教育局", "海曙区教育局"),
        ("浙江省宁波市海曙区人民政府", "海曙区人民政府"),
        ("内蒙古自治区呼和浩特市新城区档案局", "新城区档案局"),
        ("大兴安岭地区呼玛县财政局", "呼玛县财政局"),
        ("济宁市市中区教育局", "市中区教育局"),
        ("宁波市镇海区教育局", "镇海区教育局"),
    ],
)
def test_regions_above_the_organs_own_are_left_out(name: str, shorter: str) -> None:
    assert without_higher_regions(name) == shorter


@pytest.mark.parametrize(
    "name",
    [
        "海曙区教育局",
        "青川市教育局",
        "浙江省教育厅",
        "新沂市市场监督管理局",
        "北京市城乡建设委员会",
        "杭州市社区服务中心",
        "沙市区卫生局",
        "宁波市区域合作办公室",
        "海南省三沙市市政管理局",
        "梅州市梅县区财政局",
        "云坪区人民政府柳荫街道办事处",
        "",
    ],
)
def test_name_stays_whole_where_it_is_not_certain_what_is_above(name: str) -> None:
    assert without_higher_regions(name) == name


# --- the body -------------------------------------------------------------------------------


def test_mail_on_a_perfect_report_is_under_ten_lines() -> None:
    gaps = [unassessed(Missing(what="roster")), unassessed(Missing(what="previous"))]
    made = result(unassessed=gaps)
    first = Arrival("a.docx", "h", 2022, "教育局", None, 1, "2023-01-20T00:00:00Z")
    told = verdict_mail(first, made).body.splitlines()
    assert len(told) < 10
    assert "没有核对" not in "\n".join(told)
    lacking = Arrival(
        "a.docx", "h", 2022, "教育局", None, 1, "2023-01-20T00:00:00Z",
        lacking=tuple(of_office(made)),
    )  # fmt: skip
    told = verdict_mail(lacking, made).body.splitlines()
    assert len(told) < 10
    assert told[-1] == (
        "未核对：与名册有关的规则（没有名册 _settings/roster.csv）；"
        "没有上年度报告的机关与上年比较的规则。（每年只提示一次）"
    )


def test_mail_says_which_version_it_is_and_when_it_came_in_in_china() -> None:
    body = verdict_mail(ARRIVAL, result()).body
    assert "报送：第 1 次，2023年1月21日 01:30（北京时间）" in body.splitlines()
    assert "报送机关：宁波市海曙区教育局 2022年度（审核单位：haishu）" in body.splitlines()


def test_what_can_be_forwarded_is_cut_out_by_its_lines() -> None:
    made = result(
        cells={TOTAL: 41},
        findings=[
            finding(cause=1, repairs=({TOTAL: 39},)),
            of(LATE),
            finding("请补。", severity="warning"),
        ],
    )
    body = verdict_mail(ARRIVAL, made).body
    before, part, after = body.split("可直接转发报送机关")
    part = "\n".join(part.splitlines()[1:-1]).strip()
    assert part == "\n".join(returned(made, ARRIVAL.organ, ARRIVAL.year))
    assert not set(after) - set(" ━")
    assert before.index("需要修改") < before.index("先做：") < before.index("原因 1")
    for inner in ("审核单位", "haishu", "〔", "系统", "定稿"):
        assert inner not in part


def test_mail_on_a_report_that_passed_has_nothing_to_forward() -> None:
    for made in (result(), result(findings=[finding(severity="warning")], status="passed")):
        assert "转发" not in verdict_mail(ARRIVAL, made).body


def test_mail_on_a_file_that_is_no_report_can_be_forwarded() -> None:
    body = verdict_mail(ARRIVAL, unreadable("文件设有密码，请取消密码后重新报送。")).body
    assert body.splitlines()[1] == "文件设有密码，请取消密码后重新报送。"
    assert "1. 文件设有密码，请取消密码后重新报送。" in body.splitlines()


def test_misplaced_file_goes_back_to_nobody() -> None:
    stray = Arrival("haishu/年报.docx", office="haishu")
    assert "转发" not in verdict_mail(stray, unreadable("文件放错了位置。")).body


# --- what became of the upload before -------------------------------------------------------


def keyed(key: str, rule: str = "X-01", severity: Severity = "error") -> Finding:
    return replace(finding(f"{key}。", rule, severity, cells=()), key=key * 16)


def test_mended_report_says_what_is_mended_still_there_and_new() -> None:
    before = result(findings=[keyed("a"), keyed("b", "X-02"), keyed("c", "X-03", "note")])
    after = result(findings=[keyed("b", "X-02"), keyed("d", "X-03", "warning")])
    arrival = Arrival("a.docx", organ="局", number=2, changes=changes(before, after))
    lines = verdict_mail(arrival, after).body.splitlines()
    assert "与上一次报送相比：已改正 1 处，仍有 1 处，新出现 1 处" in lines
    assert "  · 已改正：X-01 甲规则" in lines
    assert "  · 仍有：X-02 乙规则" in lines
    assert "  · 新出现：X-03 丙规则" in lines


def test_same_faults_are_not_called_mended() -> None:
    same = result(findings=[keyed("a")])
    assert changes(same, same) == Changes((), same.findings, (), ())
    other = replace(finding(cells=(TOTAL,)), key="e" * 16)
    before, after = result(findings=[finding(cells=(TOTAL,))]), result(findings=[other])
    assert changes(before, after) == Changes((), (other,), (), ())


def test_what_can_no_longer_be_checked_is_not_called_mended() -> None:
    before = result(findings=[finding(cells=(TOTAL,))])
    lost = unassessed(Missing(what="previous"), "X-01", (TOTAL,))
    after = result(status="incomplete", unassessed=[lost])
    assert changes(before, after) == Changes((), (), (), before.findings)
    elsewhere = unassessed(Missing(what="previous"), "X-01", ("t3.granted.total",))
    assert changes(before, result(unassessed=[elsewhere])).mended == before.findings


def test_sum_of_a_number_that_is_no_longer_certain_is_not_called_mended() -> None:
    before = result(findings=[finding(cells=(TOTAL,))])
    after = result(status="incomplete", marks={TOTAL: "unreadable"}, cells={TOTAL: None})
    found = changes(before, after)
    assert (found.mended, found.unchecked, found.doubtful) == ((), before.findings, (TOTAL,))
    lines = verdict_mail(Arrival("a.docx", organ="局", number=2, changes=found), after).body
    assert "与上一次报送相比：这次无法核对 1 处，这一次另有 1 格没有读准\n" in lines
    mended = verdict_mail(
        Arrival("a.docx", organ="局", number=3, changes=changes(after, result())), result()
    )
    assert "与上一次报送相比：上一次没有读准的 1 格已经读准\n" in mended.body


def test_mended_rules_have_their_names_though_this_report_breaks_them_no_more() -> None:
    before = result(findings=[keyed("a")])
    after = replace(result(), rule_names={})
    arrival = Arrival(
        "a.docx", organ="局", changes=changes(before, after), rule_names=before.rule_names
    )
    assert "  · 已改正：X-01 甲规则" in verdict_mail(arrival, after).body.splitlines()


def test_upload_without_a_change_says_so() -> None:
    arrival = Arrival("a.docx", organ="局", number=2, changes=Changes((), (), (), ()))
    assert "与上一次报送相比：错误和提醒没有变化" in verdict_mail(arrival, result()).body


# --- what the office can supply -------------------------------------------------------------


def test_faulty_file_of_the_office_is_told_with_its_line() -> None:
    fault = Fault("roster.csv", 2, "no_name")
    made = result(unassessed=[unassessed(MalformedOfficeFile(what="roster", fault=fault))] * 3)
    (said,) = of_office(made)
    assert said == "与名册有关的规则（名册有误，roster.csv 第 2 行：没有机关名称，请补上）"


def test_what_is_not_checked_is_not_said_twice() -> None:
    faults = [
        MalformedOfficeFile(what="settings", fault=Fault("rules.json", 1, "no_object")),
        MalformedOfficeFile(what="roster", fault=Fault("roster.xlsx", 0, "not_xlsx")),
    ]
    made = result(unassessed=[*map(unassessed, faults), unassessed(Missing(what="previous"))])
    lacking = tuple(of_office(made))
    told = verdict_mail(Arrival("a.docx", lacking=lacking), result()).body.splitlines()[-1]
    assert len(lacking) == 3
    assert told.startswith("未核对：本地期限（rules.json 第 1 行：")
    assert told.count("核对：") == 1
    assert not any(again in told for again in ("没有核对", "无法核对", "不能核对", "。；"))


def test_what_nobody_can_supply_is_no_hint() -> None:
    others = set(get_args(get_type_hints(Missing)["what"])) - {"roster", "previous"}
    made = result(unassessed=[unassessed(Missing(what=what)) for what in others])
    assert list(of_office(made)) == []
