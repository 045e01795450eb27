"""The workflow's definition and the rules around it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from functions.notify.turns import InDoubt
from gouji.report import OutdatedReport, ScannedReport, UnreadableReport
from tests.infra.machines import machine_of

Json = dict[str, Any]
STATES = ("Ingest", "Parse", "Recognise", "Validate", "Notify")


@pytest.fixture
def machine(template: Json) -> Json:
    return machine_of(template, "Workflow")


@pytest.fixture
def messages(template: Json) -> Json:
    return machine_of(template, "Messages")


def _of(template: Json, kind: str) -> list[Json]:
    return [r["Properties"] for r in template["Resources"].values() if r["Type"] == kind]


def _rule(template: Json, name: str) -> Json:
    (found,) = (
        resource["Properties"]
        for key, resource in template["Resources"].items()
        if resource["Type"] == "AWS::Events::Rule" and key.startswith(name)
    )
    return dict(found)


def test_states_follow_one_another_as_in_the_picture(machine: Json) -> None:
    states = machine["States"]
    assert machine["StartAt"] == "Ingest"
    assert states["Ingest"]["Next"] == "Registered?"
    (choice,) = states["Registered?"]["Choices"]
    assert choice == {"Variable": "$.upload", "IsPresent": True, "Next": "Parse"}
    assert states[states["Registered?"]["Default"]]["Type"] == "Succeed"
    assert (states["Parse"]["Next"], states["Validate"]["Next"]) == ("Validate", "Notify")
    assert states["Recognise"]["Next"] == "Validate"
    assert states["Notify"]["Next"] == "Told?"


@pytest.mark.parametrize(("part", "telling"), [("Workflow", "Notify"), ("Messages", "Tell")])
def test_who_may_not_tell_yet_asks_again_after_as_many_seconds_as_the_answer_says(
    template: Json, part: str, telling: str
) -> None:
    states = machine_of(template, part)["States"]
    assert states["Wait"] == {"Type": "Wait", "SecondsPath": "$.wait", "Next": telling}
    (choice,) = states["Told?"]["Choices"]
    assert choice.pop("Next") == "Wait"
    # Null is present, and no number; what is absent must not be looked at.
    assert [list(condition)[1] for condition in choice["And"]] == ["IsPresent", "IsNumeric"]
    assert {condition["Variable"] for condition in choice["And"]} == {"$.wait"}
    assert states[states["Told?"]["Default"]]["Type"] == "Succeed"


def test_messages_takes_a_failed_run_or_an_address(messages: Json) -> None:
    states = messages["States"]
    assert messages["StartAt"] == "Failed?"
    (choice,) = states["Failed?"]["Choices"]
    assert choice == {"Variable": "$.detail", "IsPresent": True, "Next": "TellFailure"}
    assert states["Failed?"]["Default"] == "Tell"
    assert states["TellFailure"]["Parameters"] == {
        "event.$": "$",
        "execution.$": "$$.Execution.Id",
    }
    assert states["Tell"]["Parameters"] == {
        "office.$": "$.office",
        "organ.$": "$.organ",
        "execution.$": "$$.Execution.Id",
    }
    for state in ("Tell", "TellFailure"):
        assert states[state]["Resource"].startswith("NotifyFunction")
        assert states[state]["Next"] == "Told?"
        assert states[state]["Retry"][-1]["ErrorEquals"] == ["States.ALL"]


@pytest.mark.parametrize("state", STATES)
def test_state_calls_the_function_of_its_name(machine: Json, state: str) -> None:
    assert machine["States"][state]["Resource"].startswith(f"{state}Function")


def test_ingest_and_parse_alone_get_more_than_the_last_message(machine: Json) -> None:
    assert machine["States"]["Ingest"]["Parameters"] == {
        "event.$": "$",
        "execution.$": "$$.Execution.Id",
    }
    # What Parse may have been handed besides is not there each time: a path that leads nowhere fails a run.
    assert machine["States"]["Parse"]["Parameters"] == {
        "upload.$": "$.upload",
        "execution.$": "$.execution",
        "ingested.$": "$",
        "catches_scans": True,
    }
    for state in STATES[2:]:
        assert not {"Parameters", "ResultSelector", "OutputPath"} & set(machine["States"][state])


def test_only_what_is_no_report_what_is_a_scan_and_what_is_to_be_read_again_is_caught(
    machine: Json,
) -> None:
    # A catch-all would end the run in a state from which it cannot be redriven.
    catches = {name: s["Catch"] for name, s in machine["States"].items() if "Catch" in s}
    unreadable = {
        "ErrorEquals": [UnreadableReport.__name__],
        "ResultPath": "$.error",
        "Next": "Validate",
    }
    scanned = {
        "ErrorEquals": [ScannedReport.__name__],
        "ResultPath": None,
        "Next": "Recognise",
    }
    outdated = [
        {
            "ErrorEquals": [OutdatedReport.__name__],
            "ResultPath": "$.outdated",
            "Next": "Read again",
        }
    ]
    assert catches == {
        "Parse": [unreadable, scanned],
        "Recognise": [unreadable],
        "Validate": outdated,
    }
    assert machine["States"]["Read again"]["Next"] == "Parse"
    assert "Fail" not in {state["Type"] for state in machine["States"].values()}


@pytest.mark.parametrize("state", STATES)
def test_all_else_is_retried_apart_in_time(machine: Json, state: str) -> None:
    permanent, *passing = machine["States"][state]["Retry"]
    final = [UnreadableReport.__name__]
    further = {"Parse": ScannedReport, "Validate": OutdatedReport, "Notify": InDoubt}
    final += [further[state].__name__] if state in further else []
    assert permanent == {"ErrorEquals": final, "MaxAttempts": 0}
    assert passing[-1]["ErrorEquals"] == ["States.ALL"]
    for retry in passing:
        assert retry["BackoffRate"] > 1
        if "Lambda.Unknown" not in retry["ErrorEquals"]:
            assert retry["JitterStrategy"] == "FULL"
            assert retry["MaxDelaySeconds"] <= 300
    attempts = {error: r["MaxAttempts"] for r in passing for error in r["ErrorEquals"]}
    assert attempts["Lambda.TooManyRequestsException"] > attempts["States.ALL"]
    assert attempts["Lambda.Unknown"] == 4
    assert attempts["KeyError"] == 8


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("error", ["States.ALL", "Lambda.Unknown", "Sandbox.Timedout"])
def test_outage_of_an_hour_is_waited_out(machine: Json, state: str, error: str) -> None:
    (retry,) = (r for r in machine["States"][state]["Retry"] if error in r["ErrorEquals"])
    waits = [
        min(
            retry["IntervalSeconds"] * retry["BackoffRate"] ** n,
            retry["MaxDelaySeconds"],
        )
        for n in range(retry["MaxAttempts"])
    ]
    # With full jitter each wait is half as long on average.
    share = 0.5 if retry.get("JitterStrategy") == "FULL" else 1
    assert 3600 * 1.2 < share * sum(waits) < 3 * 3600


def test_timeout_outlasts_every_retry(machine: Json) -> None:
    def longest(state: Json) -> int:
        return sum(r["MaxAttempts"] * r.get("MaxDelaySeconds", 0) for r in state["Retry"])

    assert machine["TimeoutSeconds"] > sum(longest(machine["States"][name]) for name in STATES)


def test_logs_tell_errors_and_no_data(template: Json) -> None:
    for found in _of(template, "AWS::StepFunctions::StateMachine"):
        assert found["LoggingConfiguration"]["Level"] == "ERROR"
        assert found["LoggingConfiguration"]["IncludeExecutionData"] is False


def test_uploads_and_deletions_start_the_workflow_with_the_whole_event(template: Json) -> None:
    rule = _rule(template, "WorkflowObjectCreated")
    assert rule["EventPattern"]["source"] == ["aws.s3"]
    assert rule["EventPattern"]["detail-type"] == ["Object Created", "Object Deleted"]
    (bucket,) = rule["EventPattern"]["detail"]["bucket"]["name"]
    assert "UploadBucket" in bucket["Ref"]
    (target,) = rule["Targets"]
    assert target["Arn"]["Ref"].startswith("WorkflowStateMachine")
    assert not {"Input", "InputPath", "InputTransformer"} & set(target)


def test_failed_runs_of_the_workflow_are_told_by_messages(template: Json) -> None:
    rule = _rule(template, "WorkflowExecutionFailed")
    assert rule["EventPattern"]["detail-type"] == ["Step Functions Execution Status Change"]
    assert set(rule["EventPattern"]["detail"]["status"]) == {"FAILED", "TIMED_OUT", "ABORTED"}
    # Its own failures it does not tell: that would never end.
    (machine,) = rule["EventPattern"]["detail"]["stateMachineArn"]
    assert machine["Ref"].startswith("WorkflowStateMachine")
    (target,) = rule["Targets"]
    assert target["Arn"]["Ref"].startswith("MessagesStateMachine")
    assert not {"Input", "InputPath", "InputTransformer"} & set(target)


@pytest.mark.parametrize("said", ["key of no office", "in doubt"])
def test_what_notify_logs_for_the_operator_raises_an_alarm(template: Json, said: str) -> None:
    (found,) = (
        each
        for each in _of(template, "AWS::Logs::MetricFilter")
        if each["FilterPattern"] == f'{{ $.message = "{said}" }}'
    )
    assert found["LogGroupName"]["Ref"].startswith("NotifyLogs")
    (metric,) = found["MetricTransformations"]
    (alarm,) = (
        each
        for each in _of(template, "AWS::CloudWatch::Alarm")
        if each.get("MetricName") == metric["MetricName"]
    )
    assert alarm["Namespace"] == metric["MetricNamespace"]
    assert alarm["AlarmDescription"]


def test_what_cannot_be_delivered_is_kept(template: Json) -> None:
    queues = {k: r for k, r in template["Resources"].items() if r["Type"] == "AWS::SQS::Queue"}
    letters = {
        target["DeadLetterConfig"]["Arn"]["Fn::GetAtt"][0]
        for key, rule in template["Resources"].items()
        # The canary comes again in a quarter of an hour; that it does not is alarming by itself.
        if rule["Type"] == "AWS::Events::Rule" and not key.startswith("Canary")
        for target in rule["Properties"]["Targets"]
    }
    assert letters <= set(queues)
    fortnight = 14 * 24 * 3600
    kept = {key: queue["Properties"]["MessageRetentionPeriod"] for key, queue in queues.items()}
    assert {kept[key] for key in kept if not key.startswith("CanaryMailbox")} == {fortnight}


def test_failed_runs_and_dead_letters_raise_an_alarm_that_says_what_to_do(template: Json) -> None:
    alarms = [
        found
        for found in _of(template, "AWS::CloudWatch::Alarm")
        if found.get("MetricName") in {"ExecutionsFailed", "ApproximateNumberOfMessagesVisible"}
    ]
    watched = {
        next(iter(dimension["Value"].values()))
        if isinstance(dimension["Value"], dict) and "Ref" in dimension["Value"]
        else dimension["Value"]["Fn::GetAtt"][0]
        for found in alarms
        for dimension in found.get("Dimensions", ())  # what is counted in logs has none
    }
    kinds = {"AWS::StepFunctions::StateMachine", "AWS::SQS::Queue"}
    assert watched == {
        key
        for key, resource in template["Resources"].items()
        if resource["Type"] in kinds and not key.startswith("CanaryMailbox")
    }
    for found in alarms:
        assert found["AlarmDescription"]
        assert (found["Threshold"], found["TreatMissingData"]) == (0, "notBreaching")


# --- what an event alone calls --------------------------------------------------------------------

BY_EVENTS = {
    "ConfiguringTakeUpStateMachine": "Configure",
    "ClockFollowStateMachine": "Clock",
    "RecheckingStoppedStateMachine": "Recheck",
}


@pytest.mark.parametrize(("machine", "function"), BY_EVENTS.items())
def test_run_hands_the_event_to_its_function(template: Json, machine: str, function: str) -> None:
    definition = machine_of(template, machine)
    ((name, state),) = definition["States"].items()
    assert definition["StartAt"] == name
    assert (state["Type"], state["End"]) == ("Task", True)
    assert state["Resource"].startswith(f"{function}Function")
    assert not {"Parameters", "InputPath", "Catch"} & set(state)


@pytest.mark.parametrize("machine", BY_EVENTS)
def test_run_is_tried_again_as_notify_is(template: Json, machine: str) -> None:
    chain = machine_of(template, "WorkflowStateMachine")["States"]
    (state,) = machine_of(template, machine)["States"].values()
    permanent, *passing = state["Retry"]
    assert passing == chain["Notify"]["Retry"][1:]
    assert permanent["MaxAttempts"] == 0


def test_lambda_itself_tries_nothing_again_but_the_canary(template: Json) -> None:
    """Whom EventBridge invokes directly is tried for minutes: an outage of an hour would be for a person to mend."""
    resources = template["Resources"]
    assert not [r for r in resources.values() if r["Type"] == "AWS::Lambda::EventInvokeConfig"]
    invoked = {
        key
        for key, resource in resources.items()
        if resource["Type"] == "AWS::Events::Rule"
        and "Function" in json.dumps([t["Arn"] for t in resource["Properties"]["Targets"]])
    }
    assert invoked
    assert all(key.startswith("Canary") for key in invoked)
