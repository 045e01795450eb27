"""The definition that judges again, and the rule behind it."""

from __future__ import annotations

from typing import Any

import pytest

from gouji.report import UnreadableReport
from tests.infra.machines import machine_of

Json = dict[str, Any]
UNREADABLE = UnreadableReport.__name__
# Each state that calls a function, and which.
CALLED = {
    "List": "Recheck",
    "Judge": "Recheck",
    "Judge as read": "Recheck",
    "Finish": "Recheck",
    "Parse again": "Parse",
    "Recognise again": "Recognise",
}


@pytest.fixture
def machine(template: Json) -> Json:
    return machine_of(template, "RecheckingStateMachine")


@pytest.fixture
def each(machine: Json) -> Json:
    """What is done with each report."""
    found: Json = machine["States"]["Reports"]["ItemProcessor"]
    return found


def _all(machine: Json) -> Json:
    states: Json = machine["States"]
    inner: Json = states["Reports"]["ItemProcessor"]["States"]
    return states | inner


def _rule(template: Json) -> Json:
    (found,) = (
        resource["Properties"]
        for key, resource in template["Resources"].items()
        if resource["Type"] == "AWS::Events::Rule" and key.startswith("RecheckingRecheckFailed")
    )
    return dict(found)


def test_list_is_judged_report_by_report_and_then_finished(machine: Json) -> None:
    states = machine["States"]
    assert machine["StartAt"] == "List"
    assert (states["List"]["Next"], states["Reports"]["Next"]) == ("Reports", "Finish")
    reports = states["Reports"]
    assert reports["ItemReader"]["ReaderConfig"] == {"InputType": "JSON"}
    assert reports["ItemReader"]["Parameters"]["Key.$"] == "$.list"
    assert reports["ItemProcessor"]["ProcessorConfig"]["Mode"] == "DISTRIBUTED"
    # A new account runs ten functions at once, and reports come in meanwhile.
    assert 1 <= reports["MaxConcurrency"] <= 9
    # All answers together may have 256 KB: Finish gets what List said.
    assert reports["ResultPath"] is None


def test_what_follows_is_listed_by_the_same_run(machine: Json) -> None:
    states = machine["States"]
    assert states["Finish"]["Next"] == "Followed?"
    (choice,) = states["Followed?"]["Choices"]
    assert choice == {"Variable": "$.next", "IsPresent": True, "Next": "Next"}
    assert states["Next"] == {"Type": "Pass", "InputPath": "$.next", "Next": "List"}
    assert states[states["Followed?"]["Default"]]["Type"] == "Succeed"


def test_report_is_read_again_only_where_judging_says_so(each: Json) -> None:
    states = each["States"]
    assert each["StartAt"] == "Judge"
    assert states["Judge"]["Next"] == "Reading due?"
    (choice,) = states["Reading due?"]["Choices"]
    assert choice == {"Variable": "$.upload", "IsPresent": True, "Next": "Parse again"}
    assert states[states["Reading due?"]["Default"]]["Type"] == "Succeed"
    assert states["Parse again"]["Next"] == "Read?"
    (choice,) = states["Read?"]["Choices"]
    assert choice == {"Variable": "$.parsed.document", "IsPresent": True, "Next": "Judge as read"}
    assert states["Read?"]["Default"] == "Recognise again"
    assert states["Recognise again"]["Next"] == "Judge as read"
    assert states["Judge as read"]["End"] is True
    for state in ("Parse again", "Recognise again"):
        assert states[state]["ResultPath"] == "$.parsed"  # beside what is due


@pytest.mark.parametrize(("state", "function"), CALLED.items())
def test_state_calls_its_function_and_retries_apart_in_time(
    machine: Json, state: str, function: str
) -> None:
    found = _all(machine)[state]
    assert found["Resource"].startswith(f"{function}Function")
    permanent, *passing = found["Retry"]
    finally_so = ["Unfinished"] if state == "Finish" else []
    assert permanent == {"ErrorEquals": [UNREADABLE, *finally_so], "MaxAttempts": 0}
    assert passing[-1]["ErrorEquals"] == ["States.ALL"]
    for retry in passing:
        is_killed = "Lambda.Unknown" in retry["ErrorEquals"]  # which waits for long anyway
        assert (retry.get("JitterStrategy") == "FULL") is not is_killed


def test_no_other_state_calls_a_function(machine: Json) -> None:
    calling = {name for name, state in _all(machine).items() if state["Type"] == "Task"}
    assert calling == set(CALLED)


def test_one_report_that_cannot_be_judged_holds_up_no_other(machine: Json, each: Json) -> None:
    left = {"ErrorEquals": ["States.ALL"], "Next": "Left"}
    unreadable = {"ErrorEquals": [UNREADABLE], "ResultPath": "$.error", "Next": "Judge as read"}
    catches = {name: state["Catch"] for name, state in each["States"].items() if "Catch" in state}
    assert catches == {
        "Judge": [left],
        "Judge as read": [left],
        "Parse again": [unreadable, left],
        "Recognise again": [unreadable, left],
    }
    assert each["States"]["Left"]["End"] is True
    # What is left is seen at the end, and fails the run as a whole: nothing is caught there.
    assert not any("Catch" in state for state in machine["States"].values())


def test_stopped_rechecks_are_told_by_a_run_and_kept_where_none_starts(template: Json) -> None:
    rule = _rule(template)
    assert rule["EventPattern"]["detail-type"] == ["Step Functions Execution Status Change"]
    assert set(rule["EventPattern"]["detail"]["status"]) == {"FAILED", "TIMED_OUT", "ABORTED"}
    (machine,) = rule["EventPattern"]["detail"]["stateMachineArn"]
    assert machine["Ref"].startswith("RecheckingStateMachine")
    (target,) = rule["Targets"]
    assert target["Arn"]["Ref"].startswith("RecheckingStoppedStateMachine")
    letters = target["DeadLetterConfig"]["Arn"]["Fn::GetAtt"][0]
    assert letters.startswith("RecheckingRecheckFailedDeadLetters")
