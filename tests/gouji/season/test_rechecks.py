"""How a verdict changed that was judged again."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from gouji.facts.reasons import Missing
from gouji.result import Result
from gouji.season.rechecks import VerdictChange, change_between
from gouji.verdict import Finding, Rulebook, Unassessed
from gouji.wording.rechecked import recheck_mail, stopped_mail
from tests.functions.builders import finding, result


def of(*findings: Finding, **about: Any) -> Result:
    return replace(
        result(), findings=findings, rule_names={"T3-01": "收办平衡"}, status="flagged", **about
    )


ONE = finding()
TWO = replace(finding("warning"), key="1" * 16, cells=("t3.concluded.total",))
AMONG = frozenset({"AGG-02", "XY-10"})
OUTSTANDING = replace(finding(), rule="AGG-02", cells=(), key="2" * 16)
FEWER = replace(OUTSTANDING, key="3" * 16)


def change(before: Result, after: Result) -> VerdictChange:
    found = change_between(before, after, AMONG)
    assert found
    return found


def test_same_verdict_by_another_version_of_the_rules_is_no_change() -> None:
    assert change_between(of(ONE), of(ONE, rules=Rulebook("2")), AMONG) is None


def test_findings_are_told_apart_by_their_keys() -> None:
    found = change(of(ONE), of(TWO))
    assert [noted.key for noted in found.mended] == [ONE.key]
    assert [noted.key for noted in found.new] == [TWO.key]
    assert (found.gone, found.unchecked, found.regraded) == ((), (), ())


def test_finding_that_is_graver_now_says_what_it_was() -> None:
    found = change(of(replace(ONE, severity="warning")), of(ONE))
    ((noted),) = found.regraded
    assert (noted.before, noted.severity) == ("warning", "error")
    assert (found.mended, found.new) == ((), ())


def test_rule_that_is_switched_off_is_not_said_to_be_mended() -> None:
    found = change(of(ONE), of(rules=Rulebook("1", off=("T3-01",))))
    assert [noted.rule for noted in found.gone] == ["T3-01"]
    assert found.mended == ()


def test_status_and_readings_alone_are_changes() -> None:
    assert change(of(), replace(of(), status="passed")).after == "passed"
    assert change(of(cells={"t3.a": 1}), of(cells={"t3.a": 2})).cells == ("t3.a",)


def test_of_several_findings_with_one_key_one_is_told() -> None:
    assert len(change(of(), of(ONE, ONE)).new) == 1


def test_finding_that_is_there_again_with_other_facts_is_neither_new_nor_mended() -> None:
    other = replace(ONE, key="4" * 16)
    found = change(of(ONE), of(other))
    assert [noted.key for noted in found.altered] == [other.key]
    assert (found.new, found.mended) == ((), ())


def test_two_findings_in_place_of_one_are_new_and_the_one_is_mended() -> None:
    others = [replace(ONE, key=digit * 16) for digit in "45"]
    found = change(of(ONE), of(*others))
    assert (len(found.mended), len(found.new), found.altered) == (1, 2, ())


@pytest.mark.parametrize(
    ("before", "after", "how"),
    [
        ([], [FEWER], "new"),
        ([OUTSTANDING], [], "mended"),
        ([OUTSTANDING], [FEWER], "altered"),
        ([OUTSTANDING], [FEWER, replace(FEWER, key="5" * 16)], "altered"),
        ([OUTSTANDING], [replace(OUTSTANDING, severity="note")], "altered"),
    ],
)
def test_what_other_uploads_moved_is_told_beside_in_an_entry_a_rule(
    before: list[Finding], after: list[Finding], how: str
) -> None:
    found = change(of(*before), of(*after))
    ((moved),) = found.beside
    assert (moved.rule, moved.how) == ("AGG-02", how)
    assert found.is_beside
    assert (found.new, found.mended, found.altered, found.regraded) == ((), (), (), ())


def test_rule_among_others_that_cannot_be_checked_any_more_is_said_to_be_so() -> None:
    unknown = Unassessed("AGG-02", (), "没有与其他机关的报告一起核对。", Missing(what="others"))
    found = change(of(OUTSTANDING), of(unassessed=(unknown,)))
    assert [moved.how for moved in found.beside] == ["unchecked"]


@pytest.mark.parametrize(
    "book",
    [
        Rulebook("1", severities={"AGG-02": "note"}),
        Rulebook("1", thresholds={"AGG-02": 2}),
        Rulebook("1", on=("AGG-02",)),
        Rulebook("2"),
        None,
    ],
)
def test_rule_that_was_set_otherwise_is_told_as_such(book: Rulebook | None) -> None:
    found = change(of(OUTSTANDING), of(FEWER, rules=book))
    assert [noted.rule for noted in found.altered] == ["AGG-02"]
    assert found.beside == ()
    off = change(of(OUTSTANDING), of(rules=Rulebook("1", off=("AGG-02",))))
    assert ([noted.rule for noted in off.gone], off.beside) == (["AGG-02"], ())


def test_what_else_was_set_leaves_what_others_moved_beside() -> None:
    book = Rulebook("1", severities={"T3-01": "note"})
    found = change(of(ONE), of(replace(ONE, severity="note"), FEWER, rules=book))
    assert [noted.rule for noted in found.regraded] == ["T3-01"]
    assert [(moved.rule, moved.how) for moved in found.beside] == [("AGG-02", "new")]
    assert not found.is_beside


def test_mail_keeps_apart_what_the_settings_changed_and_what_other_uploads_did() -> None:
    own = change(of(ONE), of(replace(ONE, severity="note"), FEWER))
    aside = change(of(OUTSTANDING), of(FEWER))
    changes = [("海曙区教育局", own), ("海曙区人民政府", aside)]
    mail = recheck_mail("haishu", 2022, "settings", 57, changes)
    assert mail.subject == "【重新核对】2022年度：1 份报告的结果有变"
    assert "其中 1 份的结果有变" in mail.body
    assert mail.body.count("因其他报送有变：AGG-02 AGG-02（错误，新增）") == 1
    assert mail.body.endswith(
        "\n\n另有 1 份报告的结果与上次核对时不同，只因其他报送有变：\n"
        "   海曙区人民政府：需要修改；AGG-02 AGG-02（错误，内容有变）"
    )


def test_mail_of_nothing_but_what_other_uploads_did_says_that_the_settings_did_nothing() -> None:
    mail = recheck_mail("haishu", 2022, "settings", 57, [("甲局", change(of(), of(FEWER)))])
    assert mail.subject == "【重新核对】2022年度：1 份报告的结果因其他报送有变"
    assert "没有一份的结果因此有变" in mail.body


@pytest.mark.parametrize(
    ("reason", "said"), [("roster", "名册"), ("previous", "上年度的报告"), ("outdated", "材料")]
)
def test_what_the_roster_or_last_year_may_have_moved_is_listed_as_changed(
    reason: str, said: str
) -> None:
    mail = recheck_mail("haishu", 2022, reason, 57, [("甲局", change(of(), of(FEWER)))])
    assert "其中 1 份的结果有变" in mail.body
    assert f"{said}或其他报送有变：AGG-02" in mail.body
    assert "另有" not in mail.body


def test_mail_lists_what_changed_by_organ_and_says_that_decisions_stay() -> None:
    found = change(of(replace(ONE, severity="warning"), TWO), of(ONE))
    mail = recheck_mail("haishu", 2022, "settings", 57, [("海曙区教育局", found)])
    assert mail.subject == "【重新核对】2022年度：1 份报告的结果有变"
    assert "2022年度已重新核对 57 份报告，其中 1 份的结果有变" in mail.body
    assert "轻重有变 1 处：T3-01 收办平衡（提醒改为错误）" in mail.body
    assert "不再成立 1 处：T3-01 收办平衡（提醒）" in mail.body
    assert "审核决定和说明不受影响" in mail.body


def test_mail_on_a_recheck_that_stopped_names_it_for_the_administrator() -> None:
    mail = stopped_mail("haishu", 2022, "roster", "r1")
    assert "未能全部完成" in mail.subject
    assert "r1" in mail.body
