"""The workflow's definition and the rules around it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from gouji.report import UnreadableReport

Json = dict[str, Any]
STATES = ("Ingest", "Parse", "Recognise", "Validate", "Notify")


@pytest.fixture
def machine(template: Json) -> Json:
    (found,) = _of(template, "AWS::StepFunctions::StateMachine")
    parts = found["DefinitionString"]["Fn::Join"][1]
    text = "".join(part if isinstance(part, str) else part["Fn::GetAtt"][0] for part in parts)
    return json.loads(text)  # type: ignore[no-any-return]


def _of(template: Json, kind: str) -> list[Json]:
    return [r["Properties"] for r in template["Resources"].values() if r["Type"] == kind]


def _rule(template: Json, source: str) -> Json:
    (found,) = (
        rule
        for rule in _of(template, "AWS::Events::Rule")
        if rule["EventPattern"]["source"] == [source]
    )
    return found


def test_states_follow_one_another_as_in_the_picture(machine: Json) -> None:
    states = machine["States"]
    assert machine["StartAt"] == "Ingest"
    assert states["Ingest"]["Next"] == "Registered?"
    (choice,) = states["Registered?"]["Choices"]
    assert choice == {"Variable": "$.upload", "IsPresent": True, "Next": "Parse"}
    assert states[states["Registered?"]["Default"]]["Type"] == "Succeed"
    assert (states["Parse"]["Next"], states["Validate"]["Next"]) == ("Parsed?", "Notify")
    (choice,) = states["Parsed?"]["Choices"]
    assert choice == {"Variable": "$.document", "IsPresent": True, "Next": "Validate"}
    assert states["Parsed?"]["Default"] == "Recognise"
    assert states["Recognise"]["Next"] == "Validate"
    assert states["Notify"]["End"] is True


@pytest.mark.parametrize("state", STATES)
def test_state_calls_the_function_of_its_name(machine: Json, state: str) -> None:
    assert machine["States"][state]["Resource"].startswith(f"{state}Function")


def test_ingest_alone_gets_more_than_the_last_message(machine: Json) -> None:
    assert machine["States"]["Ingest"]["Parameters"] == {
        "event.$": "$",
        "execution.$": "$$.Execution.Id",
    }
    for state in STATES[1:]:
        assert not {"Parameters", "ResultSelector", "OutputPath"} & set(machine["States"][state])


def test_only_an_unreadable_report_is_caught_and_only_where_files_are_read(machine: Json) -> None:
    # A catch-all would end the run in a state from which it cannot be redriven.
    catches = {name: s["Catch"] for name, s in machine["States"].items() if "Catch" in s}
    caught = [
        {
            "ErrorEquals": [UnreadableReport.__name__],
            "ResultPath": "$.error",
            "Next": "Validate",
        }
    ]
    assert catches == {"Parse": caught, "Recognise": caught}
    assert "Fail" not in {state["Type"] for state in machine["States"].values()}


@pytest.mark.parametrize("state", STATES)
def test_all_else_is_retried_apart_in_time(machine: Json, state: str) -> None:
    permanent, *passing = machine["States"][state]["Retry"]
    assert permanent == {"ErrorEquals": [UnreadableReport.__name__], "MaxAttempts": 0}
    assert passing[-1]["ErrorEquals"] == ["States.ALL"]
    for retry in passing:
        assert retry["JitterStrategy"] == "FULL"
        assert retry["BackoffRate"] > 1
        assert retry["MaxDelaySeconds"] <= 300
    attempts = {error: r["MaxAttempts"] for r in passing for error in r["ErrorEquals"]}
    assert attempts["Lambda.TooManyRequestsException"] > attempts["States.ALL"]
    assert attempts["Lambda.Unknown"] == 2


def test_timeout_outlasts_every_retry(machine: Json) -> None:
    def longest(state: Json) -> int:
        return sum(r["MaxAttempts"] * r.get("MaxDelaySeconds", 0) for r in state["Retry"])

    assert machine["TimeoutSeconds"] > sum(longest(machine["States"][name]) for name in STATES)


def test_log_tells_errors_and_no_data(template: Json) -> None:
    (found,) = _of(template, "AWS::StepFunctions::StateMachine")
    assert found["LoggingConfiguration"]["Level"] == "ERROR"
    assert found["LoggingConfiguration"]["IncludeExecutionData"] is False


def test_uploads_start_the_workflow_with_the_whole_event(template: Json) -> None:
    rule = _rule(template, "aws.s3")
    assert rule["EventPattern"]["detail-type"] == ["Object Created"]
    (bucket,) = rule["EventPattern"]["detail"]["bucket"]["name"]
    assert "UploadBucket" in bucket["Ref"]
    (target,) = rule["Targets"]
    assert "StateMachine" in target["Arn"]["Ref"]
    assert not {"Input", "InputPath", "InputTransformer"} & set(target)


def test_failed_runs_are_told_by_notify(template: Json) -> None:
    rule = _rule(template, "aws.states")
    assert rule["EventPattern"]["detail-type"] == ["Step Functions Execution Status Change"]
    assert set(rule["EventPattern"]["detail"]["status"]) == {"FAILED", "TIMED_OUT", "ABORTED"}
    (target,) = rule["Targets"]
    assert target["Arn"]["Fn::GetAtt"][0].startswith("NotifyFunction")


def test_what_cannot_be_delivered_is_kept(template: Json) -> None:
    queues = {k for k, r in template["Resources"].items() if r["Type"] == "AWS::SQS::Queue"}
    letters = {
        target["DeadLetterConfig"]["Arn"]["Fn::GetAtt"][0]
        for rule in _of(template, "AWS::Events::Rule")
        for target in rule["Targets"]
    }
    assert letters == queues
    (invocation,) = _of(template, "AWS::Lambda::EventInvokeConfig")
    assert invocation["FunctionName"]["Ref"].startswith("NotifyFunction")
    kept = invocation["DestinationConfig"]["OnFailure"]["Destination"]["Fn::GetAtt"][0]
    assert kept in queues
    fortnight = 14 * 24 * 3600
    assert {q["MessageRetentionPeriod"] for q in _of(template, "AWS::SQS::Queue")} == {fortnight}
