"""What starts Configure."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


def _of(template: Json, kind: str) -> list[Json]:
    return [
        resource["Properties"]
        for key, resource in template["Resources"].items()
        if resource["Type"] == kind and key.startswith("Configuring")
    ]


def test_files_of_the_offices_own_and_no_reports_start_configure(template: Json) -> None:
    (rule,) = _of(template, "AWS::Events::Rule")
    pattern = rule["EventPattern"]
    assert (pattern["source"], pattern["detail-type"]) == (["aws.s3"], ["Object Created"])
    assert pattern["detail"]["object"] == {"key": [{"wildcard": "*/_settings/*"}]}
    assert "UploadBucket" in pattern["detail"]["bucket"]["name"][0]["Ref"]
    (target,) = rule["Targets"]
    assert target["Arn"]["Ref"].startswith("ConfiguringTakeUpStateMachine")
    assert "Input" not in target
    assert "InputPath" not in target


def test_events_that_were_not_delivered_are_kept(template: Json) -> None:
    (rule,) = _of(template, "AWS::Events::Rule")
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
