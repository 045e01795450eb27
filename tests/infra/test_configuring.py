"""What starts Configure."""

from __future__ import annotations

from typing import Any

import pytest

Json = dict[str, Any]


def _of(template: Json, kind: str) -> list[Json]:
    return [
        resource["Properties"]
        for key, resource in template["Resources"].items()
        if resource["Type"] == kind and key.startswith("Configuring")
    ]


def _rules(template: Json) -> tuple[Json, Json]:
    """What starts Configure, and what tells of its failed runs."""
    put_in, failed = sorted(
        _of(template, "AWS::Events::Rule"), key=lambda each: each["EventPattern"]["source"][0]
    )
    return put_in, failed


def test_files_of_the_offices_own_and_no_reports_start_configure(template: Json) -> None:
    rule, _ = _rules(template)
    pattern = rule["EventPattern"]
    assert (pattern["source"], pattern["detail-type"]) == (["aws.s3"], ["Object Created"])
    assert pattern["detail"]["object"] == {"key": [{"wildcard": "*/_settings/*"}]}
    assert "UploadBucket" in pattern["detail"]["bucket"]["name"][0]["Ref"]
    (target,) = rule["Targets"]
    assert target["Arn"]["Ref"].startswith("ConfiguringTakeUpStateMachine")
    assert "Input" not in target
    assert "InputPath" not in target


def test_failed_run_is_told_by_the_messages(template: Json) -> None:
    _, rule = _rules(template)
    detail = rule["EventPattern"]["detail"]
    (watched,) = detail["stateMachineArn"]
    assert watched["Ref"].startswith("ConfiguringTakeUpStateMachine")
    assert detail["status"] == ["FAILED", "TIMED_OUT", "ABORTED"]
    (target,) = rule["Targets"]
    assert target["Arn"]["Ref"].startswith("MessagesStateMachine")


@pytest.mark.parametrize("which", [0, 1])
def test_events_that_were_not_delivered_are_kept(template: Json, which: int) -> None:
    rule = _rules(template)[which]
    (queue,) = (
        key
        for key in template["Resources"]
        if key.startswith("ConfiguringDeadLettersQueue")
        and template["Resources"][key]["Type"] == "AWS::SQS::Queue"
    )
    (target,) = rule["Targets"]
    assert target["DeadLetterConfig"]["Arn"]["Fn::GetAtt"][0] == queue
    assert target["RetryPolicy"] == {
        "MaximumEventAgeInSeconds": 24 * 3600,
        "MaximumRetryAttempts": 185,
    }
