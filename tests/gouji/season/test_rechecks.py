"""How a verdict changed that was judged again."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from gouji.result import Result
from gouji.season.rechecks import VerdictChange, change_between
from gouji.verdict import Finding, Rulebook
from gouji.wording.rechecked import recheck_mail, stopped_mail
from tests.functions.builders import finding, result


def of(*findings: Finding, **about: Any) -> Result:
    return replace(
        result(), findings=findings, rule_names={"T3-01": "收办平衡"}, status="flagged", **about
    )


ONE = finding()
TWO = replace(finding("warning"), key="1" * 16, cells=("t3.concluded.total",))


def change(before: Result, after: Result) -> VerdictChange:
    found = change_between(before, after)
    assert found
    return found


def test_same_verdict_by_another_version_of_the_rules_is_no_change() -> None:
    assert change_between(of(ONE), of(ONE, rules=Rulebook("2"))) is None


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
